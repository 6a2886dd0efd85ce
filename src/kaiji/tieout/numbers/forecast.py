"""Percentages beside forecasts and targets: the change from the same item's amount in another table of the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, strength_of
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import UNITS, Series
from kaiji.tieout.numbers.unit import MONEY, PERCENT
from kaiji.tieout.reading import Line

CHANGE = Text("the change in per cent from the item's amount of the year before", "前期実績からの増減率")
HUNDRED = Fraction(100)
MOST_GROUPS = 60
LEAST = 2
SAME_DIGITS = 3
BESIDE = 60


@dataclass(frozen=True, slots=True)
class Stated:
    """An item's amount, with the change in per cent that stands beside it, if any."""

    words: frozenset[str]
    amount: Mention
    change: Mention | None
    turn: int = 1


def forecast_changes(
    grids: Sequence[Grid],
    series: Sequence[Series],
    claims: Sequence[Claim],
    lines: Sequence[Line],
    known: set[Mention],
) -> Iterator[Relation]:
    """Give the changes beside the amounts of one row or table that the same items of one other row or table explain.

    Args:
        grids: the tables.
        series: their items.
        claims: the numbers in texts, also those in texts of cells.
        lines: of the document.
        known: percentages that are explained already.
    """
    groups = [*_rows(grids, series), *_texts(claims, lines)][:MOST_GROUPS]
    for group in groups:
        open_ = [one for one in group if one.change is not None and one.change not in known]
        best: tuple[float, list[Relation]] | None = None
        for other in groups if open_ else ():
            if other is group:
                continue
            relations = [
                Relation("change", (one.change, one.amount, base.amount), CHANGE, by=HUNDRED * one.turn, less_one=True)
                for one in open_
                if one.change is not None
                for base in other
                if base.words == one.words and base.amount.low > 0 and base.amount.unit == one.amount.unit
            ]
            telling = [one for one in relations if one.telling()]
            holding = sum(one.holds() for one in telling)
            failing = len(telling) - holding
            score = holding - 1.5 * failing
            slips = all(
                one.holds() or is_slip(one.members[0], _due(one)) or is_slip(one.members[1], _base(one))
                for one in telling
            )
            if (holding >= LEAST or (holding and failing <= holding and slips)) and (best is None or score > best[0]):
                strength = strength_of(holding, failing, said=True) if holding + failing >= LEAST else 1
                for one in relations:
                    one.strength = strength
                best = (score, relations)
        if best is not None and best[1][0].strength >= 1:
            yield from best[1]


def _due(relation: Relation) -> Fraction:
    """Give the change that the printed amounts make."""
    _, now, then = relation.members
    return abs(now.value / then.value - 1) * 100


def _base(relation: Relation) -> Fraction:
    """Give the amount that the printed change and the amount before it make, in the digits of the one printed."""
    change, now, then = relation.members
    exact = then.value * (1 + change.value / relation.by)
    step = now.step * Fraction(10 ** max(0, len(str(int(abs(now.printed)))) - SAME_DIGITS))
    return round(exact / step) * step


def _rows(grids: Sequence[Grid], series: Sequence[Series]) -> Iterator[list[Stated]]:
    """Give the rows of tables whose rows are periods: their items stand over the columns."""
    down = {one.grid for one in series if one.row < 0}
    for grid in grids:
        if grid.number not in down:
            continue
        for row in grid.rows:
            group = []
            for column, cell in row.cells.items():
                words = item_words(grid.columns[column].head) - UNITS
                if cell.is_percent or cell.is_per_share or not words:
                    continue
                beside = row.cells.get(column + 1)
                group.append(Stated(words, cell, beside if beside is not None and beside.is_percent else None))
            if group:
                yield group


def _texts(claims: Sequence[Claim], lines: Sequence[Line]) -> Iterator[list[Stated]]:
    """Give the tables whose cells are texts: *Revenues | JPY 117,000 million (up 10.1 %)*."""
    by_line: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        if lines[claim.line].kind == "row":
            by_line[claim.line].append(claim)
    tables: dict[int, list[Stated]] = defaultdict(list)
    for number, group in by_line.items():
        line = lines[number]
        amounts = [one for one in group if one.mention.unit.kind == MONEY and one.mention.scale]
        if not amounts or not line.cells:
            continue
        first = amounts[0]
        change = next(
            (one for one in group if one.mention.unit.kind == PERCENT and 0 < one.start - first.end < BESIDE), None
        )
        turn = -1 if change is not None and change.direction < 0 else 1
        if words := item_words(line.cells[0]):
            tables[line.table].append(Stated(words, first.mention, change.mention if change else None, turn))
    yield from tables.values()
