"""Columns whose last row is the mean of those above it, not their total: prices and rates beside what is paid for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.mention import Mention

MEAN = re.compile(r"\baverages?\b|\bprices?\b|\brates?\b|\byields?\b|平均|単価|価格|利回り|率", re.IGNORECASE)


def is_mean(grid: Grid, column: int, rows: Sequence[int], others: Iterable[int]) -> bool:
    """Tell whether a column shows the mean of its rows.

    A mean lies between its parts; the head of its column says so, or it is printed more finely than what adds up.

    Args:
        grid: the table.
        column: in question.
        rows: the one that would be the total, then its parts.
        others: the columns that add up.
    """
    members = [cell for index in rows if (cell := grid.rows[index].cells.get(column)) is not None]
    if len(members) < 3 or grid.rows[rows[0]].cells.get(column) is not members[0] or not _between(members):
        return False
    others = list(others)
    if MEAN.search(grid.columns[column].head) and not any(MEAN.search(grid.columns[one].head) for one in others):
        return True
    places = [cell.places for index in rows for one in others if (cell := grid.rows[index].cells.get(one)) is not None]
    return bool(places) and min(one.places for one in members) > max(places)


def _between(members: Sequence[Mention]) -> bool:
    """Tell whether the first number lies between the least and the greatest of the others, all of one sign."""
    sizes = sorted(abs(one.value) for one in members[1:])
    return len({one.value < 0 for one in members}) == 1 and sizes[0] <= abs(members[0].value) <= sizes[-1]
