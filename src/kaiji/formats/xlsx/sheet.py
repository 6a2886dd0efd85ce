"""One sheet: the value of each cell by address, and what stands behind the cells that look empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from kaiji.core.source import Source
from kaiji.formats.xlsx.value import (
    CellError,
    CellValue,
    Uncached,
    address_of,
    decimal_of,
    plain_text,
    position,
)

__all__ = ["CellError", "CellValue", "Sheet", "Uncached"]

Stored = str | float | bool | int
Row = Sequence[object]


class Sheet:
    """One sheet of a workbook; values are made when they are asked for.

    Args:
        name: as on its tab.
        where: the workbook.
        grid: rows of stored values, as the quick reader gives them.
        first: 0-based row and column of the grid's first cell.
        cells: values that count before the grid's, by 1-based row and column.
        last_row: last row with a value or a formula; 0 for an empty sheet.
        errors: codes of error cells by address.
        uncached: addresses of formulas that were saved without a value.
        find_empty_texts: finds the cells that hold an empty text; called when somebody asks for them.
    """

    def __init__(
        self,
        name: str,
        where: Source,
        *,
        grid: Sequence[Row] = (),
        first: tuple[int, int] = (0, 0),
        cells: Mapping[int, Mapping[int, CellValue]] | None = None,
        last_row: int = 0,
        errors: Mapping[str, str] | None = None,
        uncached: frozenset[str] = frozenset(),
        find_empty_texts: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        self.name = name
        self.last_row = last_row
        self.errors: Mapping[str, str] = errors or {}
        self.uncached = uncached
        self._where = where
        self._find_empty_texts = find_empty_texts
        self._grid = grid
        self._first_row, self._first_column = first
        self._cells: Mapping[int, Mapping[int, CellValue]] = cells or {}

    @cached_property
    def empty_texts(self) -> frozenset[str]:
        """Addresses of cells that hold an empty text (a formula that shows nothing), whose value is given as None."""
        return self._find_empty_texts()

    def value(self, address: str) -> CellValue:
        """Give the value of a cell by its address; an impossible address raises ValueError."""
        return self.at(*position(address))

    def at(self, row: int, column: int) -> CellValue:
        """Give the value of a cell by its 1-based row and column."""
        if row < 1 or column < 1:
            raise ValueError(f"row {row}, column {column}: both count from 1")
        own = self._cells.get(row)
        if own is not None and column in own:
            return own[column]
        index = row - 1 - self._first_row
        if not 0 <= index < len(self._grid):
            return None
        cells, place = self._grid[index], column - 1 - self._first_column
        return cell_value(cells[place]) if 0 <= place < len(cells) else None

    def row_values(self, row: int, first_column: int, last_column: int) -> tuple[CellValue, ...]:
        """Give the values of one row from one column to another, both included and counted from 1."""
        if row < 1 or first_column < 1:
            raise ValueError(f"row {row}, column {first_column}: both count from 1")
        own = self._cells.get(row, {})
        index, shift = row - 1 - self._first_row, 1 + self._first_column
        cells: Row = self._grid[index] if 0 <= index < len(self._grid) else ()
        width = len(cells)
        return tuple(
            own[column] if column in own else cell_value(cells[column - shift]) if 0 <= column - shift < width else None
            for column in range(first_column, last_column + 1)
        )

    def filled_rows(
        self, rows: range, first_column: int, last_column: int
    ) -> Iterator[tuple[int, tuple[CellValue, ...]]]:
        """Give number and values of the rows that hold anything between two columns; blank rows cost next to nothing.

        Args:
            rows: numbers of the rows to look at, counted from 1.
            first_column: counted from 1.
            last_column: included.
        """
        width = range(first_column, last_column + 1)
        left, right = max(first_column - 1 - self._first_column, 0), max(last_column - self._first_column, 0)
        for row in rows:
            index, own = row - 1 - self._first_row, self._cells.get(row)
            plain = 0 <= index < len(self._grid) and any(self._grid[index][left:right])
            if plain or (own is not None and any(column in width for column in own)):
                yield row, self.row_values(row, first_column, last_column)

    def source(self, address: str) -> Source:
        """Give the place of a cell or of a range in this sheet."""
        return self._where.at(sheet=self.name, cell=address)

    def source_at(self, row: int, column: int) -> Source:
        """Give the place of a cell by its 1-based row and column."""
        return self.source(address_of(row, column))


def cell_value(stored: object) -> CellValue:
    """Make the value of what the quick reader stored for a plain cell: text, number, flag, or nothing."""
    if isinstance(stored, str):
        return plain_text(stored) if stored else None
    if isinstance(stored, bool):
        return stored
    if isinstance(stored, float):
        return decimal_of(stored)
    if isinstance(stored, int):
        return Decimal(stored)
    raise TypeError(f"the quick reader gave {type(stored).__name__}, which the look-over should have kept from it")
