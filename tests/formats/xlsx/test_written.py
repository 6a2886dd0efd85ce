"""Formulas and offered lists of a sheet."""

from __future__ import annotations

import pytest

from kaiji.formats.xlsx.written import areas_of, names_in, written_in
from made_workbook import HEAD, locked, packed, parts, workbook

SHEET = (
    f'<worksheet {HEAD}><sheetData><row r="1"><c r="A1"><f>B1+$C$1</f><v>1</v></c>'
    '<c r="D1"><f t="shared" ref="D1:D2" si="3">A1*2</f><v>1</v></c></row>'
    '<row r="2"><c r="D2"><f t="shared" si="3"/><v>1</v></c><c r="E2"><v>1</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A5:B6"/></mergeCells>'
    '<dataValidations><dataValidation type="list" sqref="A5:A9 C7"><formula1>"Yes,No"</formula1></dataValidation>'
    '<dataValidation type="whole" sqref="B1"><formula1>1</formula1></dataValidation></dataValidations>'
    '<extLst><ext xmlns:x="urn:x" xmlns:xm="urn:xm"><x:dataValidation type="list"><x:formula1><xm:f>S!$A$1</xm:f></x:formula1>'
    "<xm:sqref>F1:F3</xm:sqref></x:dataValidation></ext></extLst></worksheet>"
)


@pytest.mark.parametrize("lock", [False, True])
def test_formulas_and_lists(lock: bool) -> None:
    data = packed(parts(sheet=SHEET) | {"xl/long.bin": bytes(range(256)) * 40}, 0)  # the lock needs some length
    found = written_in(locked(data, "VelvetSweatshop") if lock else data, ["S", "T"])
    assert found.keys() == {"S"}
    assert found["S"].formulas == {"A1": "B1+$C$1", "D1": "A1*2", "D2": "A2*2"}
    assert [(one.areas, one.formula) for one in found["S"].offers] == [
        (((5, 1, 9, 1), (7, 3, 7, 3)), '"Yes,No"'),
        (((1, 6, 3, 6),), "S!$A$1"),
    ]
    hidden = [found["S"].is_hidden(row, column) for row, column in ((5, 1), (5, 2), (6, 1), (7, 1))]
    assert hidden == [False, True, True, False]
    assert [found["S"].offers[0].covers(cell) for cell in ("A4", "A5", "A9", "B7", "C7")] == [
        False, True, True, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"text", workbook()[:300], locked(workbook(), "own")])
def test_what_cannot_be_read_gives_nothing(data: bytes) -> None:
    assert written_in(data, ["S"]) == {}


def test_a_broken_sheet_is_left_out() -> None:
    assert written_in(packed(parts(sheet="<worksheet><c")), ["S"]) == {}


def test_ranges() -> None:
    assert areas_of("$B$5:$B$9 d7") == ((5, 2, 9, 2),)
    assert areas_of("B9:A5") == ((5, 1, 9, 2),)


def test_names_of_the_whole_workbook() -> None:
    made = parts()
    listing = made["xl/workbook.xml"].replace(
        b"</workbook>",
        b'<definedNames><definedName name="LN">L!$D$1:$G$1</definedName>'
        b'<definedName name="LN" localSheetId="0">L!$D$1:$M$1</definedName></definedNames></workbook>',
    )
    assert names_in(packed(made | {"xl/workbook.xml": listing})) == {"LN": "L!$D$1:$G$1"}
    assert names_in(b"text") == {}
