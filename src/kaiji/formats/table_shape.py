"""The shape of a table: how many columns it has, and which of them hold numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kaiji.core.document import Cell, Table


def column_count(table: Table) -> int:
    """Give the number of columns of the widest row."""
    return max((sum(max(1, cell.span) for cell in row) for row in (*table.head, *table.rows)), default=0)


def placed(row: Iterable[Cell]) -> Iterator[tuple[int, Cell]]:
    """Give the cells of a row, each with its first column, counted from 0."""
    at = 0
    for cell in row:
        yield at, cell
        at += max(1, cell.span)


def number_columns(table: Table) -> frozenset[int]:
    """Give the columns that hold a number in some body row: their headings stand to the right, too."""
    return frozenset(at for row in table.rows for at, cell in placed(row) if cell.role == "number")
