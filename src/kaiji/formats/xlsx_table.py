"""Plain tables as an Excel workbook: text in cells, never a formula, one sheet a table."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter

ROWS = 1_048_576
LONGEST = 32_767
WIDEST = 60
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day, so that equal tables are equal bytes


@dataclass(frozen=True)
class XlsxTable:
    """One table.

    Args:
        name: of the sheet, at most 25 characters.
        header: the headings.
        rows: of text, as long as the headings.
        to_read: for people: each column has a filter, its width follows what stands in it, and long text is wrapped.
    """

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[str]]
    to_read: bool = False


def write_xlsx(tables: Iterable[XlsxTable], *, most_rows: int = ROWS) -> bytes:
    """Write tables into a workbook.

    Every value is written as text, so that nothing is calculated and no leading zero is lost. A table with more rows
    than a sheet holds goes on in further sheets (``name 2`` …), each with the headings. A text longer than a cell holds
    is cut, and ends in ``…``.

    Args:
        tables: in the order of the sheets.
        most_rows: rows of a sheet, headings included.
    """
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": MADE})
    bold = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for table in tables:
        number, row = 1, most_rows
        sheet, last = None, 0
        widths = [_width(heading) for heading in table.header]
        for values in _with_header(table):
            if row >= most_rows or sheet is None:
                _finish(sheet, table, last, widths)
                sheet = book.add_worksheet(table.name if number == 1 else f"{table.name} {number}")
                for column, heading in enumerate(table.header):
                    sheet.write_string(0, column, heading, bold)
                    sheet.set_column(column, column, min(max(_width(heading) + 3, 12), WIDEST))
                sheet.freeze_panes(1, 0)
                number, row = number + 1, 1
            if values is None:
                continue
            for column, value in enumerate(values):
                if value:
                    shown = value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
                    sheet.write_string(row, column, shown, wrapped if table.to_read else None)
                    widths[column] = max(widths[column], _width(value))
            last, row = row, row + 1
        _finish(sheet, table, last, widths)
    book.close()
    return stream.getvalue()


def _width(text: str) -> int:
    """Give the width of a text in characters, as far as a column goes; those of Japanese and Chinese count double."""
    return len(text) + (0 if text.isascii() else sum(east_asian_width(one) in "WF" for one in text[:WIDEST]))


def _finish(sheet: Any, table: XlsxTable, last: int, widths: Sequence[int]) -> None:
    """Give a sheet that people read its filters and widths."""
    if sheet is not None and table.to_read:
        sheet.autofilter(0, 0, max(last, 1), len(table.header) - 1)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(width + 4, WIDEST))


def _with_header(table: XlsxTable) -> Iterable[Sequence[str] | None]:
    """Give the rows after one empty mark, so that a table without rows has its sheet too."""
    yield None
    yield from table.rows
