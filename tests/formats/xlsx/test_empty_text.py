"""A formula that shows nothing, a text that is empty, and a cell that is empty are told apart."""

from __future__ import annotations

import pytest

from kaiji.formats.xlsx.sheet import Sheet
from kaiji.formats.xlsx.workbook import open_workbook
from made_workbook import cells, workbook

ROW = cells(
    '<c r="A1" t="str"><f>IF(Z1=0,"",Z1)</f><v></v></c>',
    '<c r="B1" t="s"><v>0</v></c>',
    '<c r="C1" s="0"/>',
    '<c r="D1" t="s"><v>1</v></c>',
    '<c r="E1" t="str"><f>"x"</f><v>x</v></c>',
    '<c r="F1"><v>0</v></c>',
)
STRINGS = "<si><t/></si><si><t>words</t></si>"


def sheet_of(row: str) -> Sheet:
    opened = open_workbook(workbook(row, strings=STRINGS), "a.xlsx").workbook
    assert opened is not None
    sheet = opened.sheet("S")
    assert sheet is not None
    return sheet


@pytest.mark.parametrize("before", ["", "<!-- not plain -->"], ids=["quick", "cell by cell"])
def test_empty_texts(before: str) -> None:
    sheet = sheet_of(before + ROW)
    assert sheet.empty_texts == {"A1", "B1"}
    assert [sheet.value(f"{letter}1") for letter in "ABCDEF"] == [None, None, None, "words", "x", 0]
