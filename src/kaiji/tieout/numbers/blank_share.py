"""Blank cells of columns that show parts of a total: the same row has its percentage in the column of another period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kaiji.tieout.numbers.blank_total import Blank
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.network import Network

LEAST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Shares:
    """A column of percentages, the column of amounts they are of, the whole, and one percentage to print like."""

    column: int
    amounts: int
    whole: Mention
    like: Mention


def blank_shares(grid: Grid, network: Network) -> Iterator[Blank]:
    """Give the blank cells among percentages of a total; of a column in which several such rows are blank, none.

    Args:
        grid: the table.
        network: the relations of the document.
    """
    found = [one for column in grid.percents if (one := _shares(grid, column, network)) is not None]
    for shares in found:
        blank: dict[int, Blank] = {}
        for at, row in enumerate(grid.rows):
            part = row.cells.get(shares.amounts)
            if part is None or part.is_percent or shares.column in row.cells or shares.column in row.dashes:
                continue
            if any(other is not shares and other.column in row.cells and other.amounts in row.cells for other in found):
                expected = part.value / shares.whole.value * 100
                blank[at] = Blank(row, shares.column, expected, shares.like, (part, shares.whole))
        if len(blank) == 1:
            yield from blank.values()


def _shares(grid: Grid, column: int, network: Network) -> Shares | None:
    """Read a column of percentages as parts of one total; None unless several rows show it and none denies it."""
    relations = {
        one: None
        for row in grid.rows
        if column in row.cells
        for one in network.of.get(row.cells[column], ())
        if one.kind == "share" and one.members[0] is row.cells[column]
    }
    bases = {(one.members[1].column, one.members[2]) for one in relations}
    if len(relations) < LEAST_SHOWN or len(bases) != 1 or not all(network.holding[one] for one in relations):
        return None
    amounts, whole = bases.pop()
    return Shares(column, amounts, whole, next(iter(relations)).members[0])
