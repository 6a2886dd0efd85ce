"""Whether a table goes on with the one before it, or is another one of the same schedule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kaiji.tieout.numbers.cell_unit import settle_cells
from kaiji.tieout.reading import Line

if TYPE_CHECKING:
    from kaiji.tieout.numbers.grid import Grid


def go_on(last: Grid, grid: Grid) -> bool:
    """Let a table under the same head go on the one before it, or, where it prints a row of it again, be another one.

    What was said once above the first, its scale and its caption, holds for the second, too.

    Args:
        last: the table before; changed in place.
        grid: the table; changed in place.
    """
    settle_cells((cell for row in grid.rows for cell in row.cells.values()), last.unit, last.shares)
    if not _repeats(last, grid):
        last.rows.extend(grid.rows)
        return True
    grid.unit, grid.shares, grid.caption = last.unit, last.shares, last.caption
    return False


def _repeats(last: Grid, grid: Grid) -> bool:
    """Tell whether a table prints a row of the one before it again: then it is another one, and does not go on with it."""
    printed = {(row.label.casefold(), *(cell.printed for cell in row.cells.values())) for row in last.rows if row.cells}
    return any((row.label.casefold(), *(cell.printed for cell in row.cells.values())) in printed for row in grid.rows)


def width_of(lines: Sequence[Line], body: Sequence[int]) -> int:
    """Give how many columns some lines have."""
    return max(len(lines[one].cells) for one in body)
