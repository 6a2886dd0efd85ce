"""Rows that show how other rows differ: the amount and the per cent of a change, as in a revision of forecasts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise, permutations

from kaiji.core.text import Text
from kaiji.tieout.numbers.grid import CHANGE, Grid, Row
from kaiji.tieout.numbers.likeness import is_slip, slip_within
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear, strength_of

APART = Text("the difference of these rows", "これらの行の差額")
CHANGED = Text("the change in per cent between these rows", "これらの行の増減率")
SAME = Text("unchanged, as the dash of the change says", "増減なし")
ALONG = Text("the change in per cent of the row above from the other period", "直上の行の他期間からの増減率")
LETTER = re.compile(r"[(（]\s*([A-H])\s*[)）]")
LETTERS = re.compile(r"[(（]?\s*([A-H])\s*[)）]?\s*[-‐‑‒–—―−ー－]\s*[(（]?\s*([A-H])\s*[)）]?")
HUNDRED = Fraction(100)
UNCHANGED = 1.6
MOST_ROWS = 40
REACH = 6
Relate = Callable[[Row, Row, Row], list[Relation]]


def row_changes(grid: Grid) -> Iterator[Relation]:
    """Give the rows of a table that are the difference, or the change in per cent, of two other rows or of two columns."""
    if len(grid.rows) > MOST_ROWS:
        return
    for at, row in enumerate(grid.rows):
        if not CHANGE.search(row.label):
            continue
        if row.cells and all(cell.is_percent for cell in row.cells.values()):
            if found := _best_pair(grid, at, _percents):
                yield from found
        elif found := _best_pair(grid, at, _differences):
            yield from found
    yield from _along(grid)


def _best_pair(grid: Grid, at: int, relate: Relate) -> list[Relation]:
    """Choose the two rows that explain most cells of a row; rows that its label names by letters come first."""
    row = grid.rows[at]
    near = [one for index, one in enumerate(grid.rows) if one is not row and at - REACH <= index <= at + 2]
    named = _named(grid, at)
    best: tuple[float, list[Relation]] | None = None
    for now, then in [named] if named else permutations(near, 2):
        relations = relate(row, now, then)
        telling = [one for one in relations if one.telling()]
        holding = sum(one.holds() for one in telling)
        failing = len(telling) - holding
        score = holding - 1.5 * failing - 0.01 * (grid.rows.index(now) < grid.rows.index(then))
        if (holding or named) and (best is None or score > best[0]):
            strength = strength_of(holding, failing, said=True)
            if named and (holding or all(_slipped(one) for one in telling)):
                strength = max(strength, 2)
            for one in relations:
                one.strength = strength
            said = bool(named) and relate is _differences and bool(holding) and not failing
            best = (score, [*relations, *_unchanged(row, now, then, said)])
    return best[1] if best and best[1] and best[1][0].strength >= 1 else []


def _slipped(relation: Relation) -> bool:
    """Tell whether a single slip in its result explains why a relation does not hold."""
    first, bounds = relation.members[0], relation.solve(0)
    return bounds is not None and slip_within(first, bounds[0] - first.step / 2, bounds[1] + first.step / 2) is not None


def _named(grid: Grid, at: int) -> tuple[Row, Row] | None:
    """Give the rows that a label names by their letters, as *(B - A)*; of a row of percentages, those of the row above it."""
    found = [match for one in grid.rows[max(0, at - 1) : at + 1] if (match := LETTERS.search(one.label))]
    if not found:
        return None
    match = found[-1]
    rows = {
        letter[1]: row
        for row in grid.rows[max(0, at - REACH) : at]
        if (letter := LETTER.search(row.label)) and not LETTERS.search(row.label)
    }
    now, then = rows.get(match[1]), rows.get(match[2])
    return (now, then) if now and then else None


def _differences(row: Row, now: Row, then: Row) -> list[Relation]:
    found = []
    for column, cell in row.cells.items():
        a, b = now.cells.get(column), then.cells.get(column)
        if a is None or b is None or not _alike(a, b) or not _alike(cell, a):
            continue
        found.append(linear("difference", (cell, a, b), (1, -1, 1), APART, 0))
    return found


def _unchanged(row: Row, now: Row, then: Row, said: bool) -> Iterator[Relation]:
    """A dash as the difference of two rows that show the same; or that would, but for one slip, where the label names them."""
    for column in row.dashes:
        a, b = now.cells.get(column), then.cells.get(column)
        if a is None or b is None or not _alike(a, b):
            continue
        if a.value == b.value or (said and is_slip(a, b.value)):
            yield linear("equal", (a, b), (1, -1), SAME, UNCHANGED if said else 1)


def _percents(row: Row, now: Row, then: Row) -> list[Relation]:
    found = []
    for column, cell in row.cells.items():
        a, b = now.cells.get(column), then.cells.get(column)
        if a is None or b is None or not _alike(a, b) or b.low <= 0 or a.is_percent:
            continue
        found.append(Relation("change", (cell, a, b), CHANGED, by=HUNDRED, less_one=True))
    return found


def _alike(one: Mention, other: Mention) -> bool:
    return one.unit.kind == other.unit.kind and one.scale == other.scale


def _along(grid: Grid) -> Iterator[Relation]:
    """Rows of percentages right below an amount that are its change from one column to another."""
    pairs = [
        (row, above)
        for above, row in pairwise(grid.rows)
        if row.cells
        and all(cell.is_percent for cell in row.cells.values())
        and CHANGE.search(row.label)
        and not any(cell.is_percent for cell in above.cells.values())
    ]
    best: tuple[float, list[Relation]] | None = None
    for now, then in permutations(grid.amounts, 2):
        relations = [
            Relation("change", (p, a, b), ALONG, by=HUNDRED, less_one=True)
            for row, above in pairs
            if (p := row.cells.get(now)) is not None
            and (a := above.cells.get(now)) is not None
            and (b := above.cells.get(then)) is not None
            and b.low > 0
            and a.value >= 0
            and a.unit == b.unit
        ]
        telling = [one for one in relations if one.telling()]
        holding = sum(one.holds() for one in telling)
        failing = len(telling) - holding
        strength = strength_of(holding, failing, said=True)
        score = holding - 1.5 * failing
        if holding and strength >= 1 and (best is None or score > best[0]):
            for one in relations:
                one.strength = strength
            best = (score, relations)
    if best is not None:
        yield from best[1]
