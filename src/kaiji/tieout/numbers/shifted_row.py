"""Rows that do not stand below the heads of their table: they show amounts of money where the heads say percentages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaiji.tieout.numbers.grid import Grid

MONEY_SIGN = re.compile(r"[$€£¥]")


def forget_periods(grids: Sequence[Grid]) -> None:
    """Take their periods from the numbers of such rows: of which column they are nobody knows.

    Args:
        grids: the tables; changed in place.
    """
    for grid in grids:
        for row in grid.rows:
            if any(grid.columns[at].percent and MONEY_SIGN.search(cell.text) for at, cell in row.cells.items()):
                for cell in row.cells.values():
                    cell.when = None
