"""Tables that say nothing of their scale take it from the tables whose rows they print again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from kaiji.tieout.numbers.cell_unit import settle_cells
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.unit import MONEY

ALONE_DIGITS = 4
LEAST_DIGITS = 3
LEAST_ROWS = 2
Key = tuple[frozenset[str], Fraction, int]


def lend_scales(grids: Sequence[Grid]) -> None:
    """Give each table without a scale of its own the one of tables that print the same rows.

    A schedule of several tables, as a reconciliation, says *in thousands* once, at its head. That a table without a scale
    repeats rows of one that has it (the same words, the same digits) shows in which it is. Where tables of several
    scales print its rows, nothing is taken.

    Args:
        grids: in reading order; changed in place.
    """
    known: dict[Key, list[Grid]] = defaultdict(list)
    for grid in grids:
        if grid.unit.scale is not None:
            for _, key in _keys(grid):
                known[key].append(grid)
    waiting = [grid for grid in grids if grid.unit.scale is None and not grid.scales]
    while waiting:
        # What was given a scale can lend it in turn: the second part of a schedule repeats the first, the third the second.
        given = [grid for grid in waiting if (lender := _lender(grid, known)) is not None and _take(grid, lender)]
        if not given:
            return
        for grid in given:
            for _, key in _keys(grid):
                known[key].append(grid)
        waiting = [grid for grid in waiting if grid not in given]


def _keys(grid: Grid) -> Iterator[tuple[Row, Key]]:
    """Give the words and digits of each amount of a table whose scale no cell, row or column tells for itself."""
    for row in grid.rows:
        for cell in row.cells.values():
            if row.words and _is_amount(cell) and cell.unit.scale == grid.unit.scale and cell.digits >= LEAST_DIGITS:
                yield row, (row.words, abs(cell.printed), cell.places)


def _is_amount(cell: Mention) -> bool:
    return cell.unit.kind in (MONEY, "")


def _lender(grid: Grid, known: dict[Key, list[Grid]]) -> Grid | None:
    """Give the table whose scale a table shares, or none where too little or more than one speaks for it."""
    votes: Counter[int | None] = Counter()
    rows: dict[int | None, set[int]] = defaultdict(set)
    lenders: dict[int | None, Grid] = {}
    for row, key in _keys(grid):
        for lender in known.get(key, ()):
            scale = lender.unit.scale
            votes[scale] = max(votes[scale], _digits(key))
            rows[scale].add(row.line)
            if scale not in lenders or lender.shares is not None:
                lenders[scale] = lender
    if len(lenders) != 1:
        return None
    scale, lender = next(iter(lenders.items()))
    return lender if votes[scale] >= ALONE_DIGITS or len(rows[scale]) >= LEAST_ROWS else None


def _digits(key: Key) -> int:
    return len(str(abs(int(key[1] * 10 ** key[2]))))


def _take(grid: Grid, lender: Grid) -> bool:
    """Give a table the scale of another one: its amounts, and its numbers of shares where the lender tells theirs."""
    grid.unit = replace(grid.unit, kind=grid.unit.kind or lender.unit.kind, scale=lender.unit.scale)
    if not grid.unit.currency:
        grid.unit = replace(grid.unit, currency=lender.unit.currency)
    grid.shares = lender.shares if grid.shares is None else grid.shares
    settle_cells((cell for row in grid.rows for cell in row.cells.values()), grid.unit, grid.shares)
    return True
