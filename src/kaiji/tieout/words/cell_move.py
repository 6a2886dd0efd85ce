"""Which way an amount of a sentence went, by two cells of a table that have it and its change."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.engine import Numbers
from kaiji.tieout.numbers.fact import EMPTY, WEAK
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.phrase import AHEAD
from kaiji.tieout.numbers.same_item import ValueIndex
from kaiji.tieout.numbers.sentence import Claim

LEAST_DIGITS = 3
TELLING = 2
FARTHEST = 110
FAR_TO = 60
TO = re.compile(r"\bto\s(?:an?\s|the\s|approximately\s)?[^\w\s]{0,3}(?:[A-Z]{1,3})?[^\w\s]{0,2}\s?$", re.IGNORECASE)
OTHER_CLAUSE = re.compile(r";|\bwhile\b|\bwhereas\b|\boffset\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellMove:
    """Two cells whose change has the size a sentence tells: which way it goes, and whether chance is ruled out."""

    sign: int
    now: Mention
    then: Mention
    sure: bool


class CellMoves:
    """The cells of all tables, each with those it may have changed from: of its row, and of the twins of its table."""

    def __init__(self, numbers: Numbers) -> None:
        self.grids = numbers.grids
        self.index = ValueIndex(
            [
                cell
                for grid in numbers.grids
                for row in grid.rows
                for number, cell in row.cells.items()
                if _is_amount(grid, number, cell)
            ]
        )
        self.twins: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for grid in numbers.grids:
            for row in grid.rows:
                for number, cell in row.cells.items():
                    if _is_amount(grid, number, cell) and (key := _key(grid, row, number)):
                        self.twins[key].append(cell)

    def of(self, claims: Sequence[Claim], at: int) -> list[CellMove]:
        """Give the ways in which the amount that a change stands with can have changed by it.

        Args:
            claims: the numbers of one sentence.
            at: which of them is the change.
        """
        change = claims[at]
        amount = _amount(claims, at)
        if amount is None or amount.mention.digits < TELLING or AHEAD.search(change.text, *change.clause):
            return []
        found = []
        for cell in self.index.near(amount.mention):
            if cell.unit.kind not in ("", amount.mention.unit.kind):
                continue
            grid = self.grids[cell.table]
            for other in self._others(cell):
                if cell.value * other.value <= 0 or cell.value == other.value or not _fits(change.mention, cell, other):
                    continue
                said = _names(grid, cell, change)
                if amount.mention.digits < LEAST_DIGITS and not (said and change.mention.digits >= LEAST_DIGITS):
                    continue
                sign = 1 if abs(cell.value) > abs(other.value) else -1
                found.append(CellMove(sign, cell, other, said or change.mention.digits >= TELLING))
        return found

    def _others(self, cell: Mention) -> Iterator[Mention]:
        grid = self.grids[cell.table]
        row = grid.rows[cell.row]
        for number, other in row.cells.items():
            if other is not cell and _is_amount(grid, number, other) and other.unit == cell.unit:
                yield other
        key = _key(grid, row, cell.column)
        for other in self.twins[key] if key else ():
            if other.table != cell.table and other.unit == cell.unit:
                yield other


def _is_amount(grid: Grid, number: int, cell: Mention) -> bool:
    column = grid.columns[number]
    return bool(cell.printed) and not (cell.is_percent or column.percent or column.change or column.share)


def _key(grid: Grid, row: Row, number: int) -> tuple[str, str] | None:
    """Give the label and the head of a cell that is known by both: a segment of a table that each period has by itself."""
    head = grid.columns[number].head.strip().casefold()
    return (row.label.strip().casefold(), head) if grid.columns[number].when is None and item_words(head) else None


def _amount(claims: Sequence[Claim], at: int) -> Claim | None:
    """Give the amount that a change stands with: *fell 8.3 % to 68.2*, or the one before it."""
    change = claims[at]
    if at + 1 < len(claims):
        behind = claims[at + 1]
        between = change.text[change.end : behind.start]
        plain = not behind.mention.is_percent and len(between) <= FAR_TO and not OTHER_CLAUSE.search(between)
        if plain and behind.clause == change.clause and TO.search(between):
            return behind
    for one in reversed(claims[:at]):
        between = one.text[one.end : change.start]
        if len(between) > FARTHEST or OTHER_CLAUSE.search(between) or one.clause != change.clause:
            return None
        if one.part == "now" and not one.mention.is_percent and not one.mention.is_per_share and not one.aside:
            return one if not one.mention.about else None
    return None


def _fits(change: Mention, now: Mention, then: Mention) -> bool:
    """Tell whether the change from one cell to another has the size that is told."""
    size = abs(change.value)
    if change.is_percent:
        ends = sorted(
            abs(abs(a) / abs(b) - 1) * 100
            for a, b in ((now.low, then.high), (now.high, then.low), (now.value, then.value))
            if b
        )
    elif now.unit.kind in ("", change.unit.kind):
        ends = sorted((abs(abs(now.low) - abs(then.high)), abs(abs(now.high) - abs(then.low))))
    else:
        return False
    return bool(ends) and ends[0] - change.step / 2 <= size <= ends[-1] + change.step / 2


def _names(grid: Grid, cell: Mention, claim: Claim) -> bool:
    row = grid.rows[cell.row]
    words = row.words - EMPTY
    return bool(words - WEAK) and words <= claim.sentence_words
