"""Small workbooks of any version, made from its layout: what a declaration can be filled into without official files."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import openpyxl

from kaiji.minerals.layout import Layout

ENTERED = "typed by hand"


def made_template(layout: Layout, left: Mapping[str, Any] | None = None) -> bytes:
    """Make a workbook of a version: its mark, a day format for the effective date, look-up formulas, leftovers.

    Args:
        layout: of the version.
        left: values that stand in it, by ``Sheet!A1``.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = layout.declaration
    sheet["D2"] = f"Conflict Minerals Reporting Template ({layout.family})"
    sheet["D3"] = "English"
    sheet[layout.version_cell] = f"Revision {layout.version}\nJanuary 1, 2020"
    if layout.date_parts:
        sheet["I3"], sheet["J3"] = "Revision", "1.   July 18th 2011"
    else:
        sheet[layout.company["effective_date"]].number_format = "d-mmm-yyyy"
    smelters = book.create_sheet(layout.smelter_list.sheet)
    columns = layout.smelter_list.columns
    for row in range(layout.smelter_list.first, layout.smelter_list.first + 30):
        for field in ("country", "identification") if "lookup" in columns else ():
            smelters[f"{columns[field]}{row}"] = f'=IF({columns["lookup"]}{row}="","","x")'
    for listing in layout.lists[1:]:
        book.create_sheet(listing.sheet)
    if layout.family == "CMRT" and layout.version != "1.00":
        book.create_sheet("Standard Smelter Names")
    for at, value in (left or {}).items():
        name, _, cell = at.partition("!")
        book[name][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
