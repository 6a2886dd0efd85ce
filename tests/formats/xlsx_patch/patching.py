"""Looking at workbooks from outside: raw parts, and every cell as openpyxl and our own reader see it."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from typing import Any

import openpyxl

from kaiji.formats.xlsx.sheet import CellValue
from kaiji.formats.xlsx.value import address_of
from kaiji.formats.xlsx.workbook import Workbook, open_workbook


def raw_parts(data: bytes) -> dict[str, tuple[bytes, bytes]]:
    """Give of each part, in order, the bytes of its local entry and its line of the directory without the offset."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos, place = archive.infolist(), archive.start_dir
        assert archive.testzip() is None
    found = {}
    for info in infos:
        name, extra, remark = struct.unpack_from("<3H", data, place + 28)
        end = place + 46 + name + extra + remark
        line = data[place : place + 42] + data[place + 46 : end]
        place = end
        name, extra = struct.unpack_from("<2H", data, info.header_offset + 26)
        length = 30 + name + extra + info.compress_size
        found[info.filename] = (data[info.header_offset : info.header_offset + length], line)
    return found


def opened(data: bytes) -> Workbook:
    """Give a workbook through our own reader."""
    found = open_workbook(data, "w.xlsx")
    assert found.workbook is not None, found.findings
    return found.workbook


def own_cells(data: bytes) -> dict[tuple[str, str], CellValue]:
    """Give every filled cell as our reader sees it."""
    workbook = opened(data)
    cells: dict[tuple[str, str], CellValue] = {}
    for name in workbook.sheet_names:
        sheet = workbook.sheet(name)
        assert sheet is not None
        for row in range(1, sheet.last_row + 1):
            for column, value in enumerate(sheet.row_values(row, 1, 80), start=1):
                if value is not None:
                    cells[name, address_of(row, column)] = value
    return cells


def openpyxl_cells(data: bytes, *, values: bool) -> dict[tuple[str, str], Any]:
    """Give value (or formula), style number and kind of every cell as openpyxl sees it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # official workbooks have parts that openpyxl does not know
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=values)
    cells = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None or cell.has_style:
                    shown = cell.value.text if hasattr(cell.value, "text") else cell.value
                    cells[sheet.title, cell.coordinate] = (shown, cell._style if hasattr(cell, "_style") else None)
    return cells
