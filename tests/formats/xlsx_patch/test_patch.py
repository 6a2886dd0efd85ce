"""Writing into workbooks in place: what changes, what does not, and what reads back."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from formats.xlsx_patch.patching import opened, openpyxl_cells, own_cells, raw_parts
from kaiji.formats.xlsx.value import MAX_COLUMN, MAX_ROW
from kaiji.formats.xlsx_patch.patch import CLEAR, Changes, Value, patch_workbook
from made_workbook import HEAD, MAIN, cells, packed, parts, styles, workbook

SHEET = "xl/worksheets/sheet1.xml"


def written(data: bytes, changes: Changes) -> bytes:
    patched = patch_workbook(data, changes)
    assert patched.content is not None, patched.findings
    return patched.content


def part(data: bytes, name: str = SHEET) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def by_openpyxl() -> bytes:
    """A workbook with styles, merged cells, validations, conditional formats, protection, formulas, three sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Answers"
    for row in range(1, 13):
        for column in range(1, 7):
            cell = sheet.cell(row, column, f"r{row}c{column}" if (row + column) % 3 else row * column)
            cell.font = Font(bold=column % 2 == 0)
            cell.protection = Protection(locked=row % 2 == 0)
    for row in range(1, 13):
        sheet.cell(row, 8, f'=A{row}&"x"')
        sheet.cell(row, 9).number_format = "yyyy-mm-dd"
    sheet["I3"] = date(2024, 2, 29)
    sheet.merge_cells("B14:D15")
    sheet["B14"] = "merged"
    choice = DataValidation(type="list", formula1='"Yes,No"')
    sheet.add_data_validation(choice)
    choice.add("A1:A9")
    sheet.conditional_formatting.add(
        "A1:A9", CellIsRule(operator="equal", formula=['"No"'], fill=PatternFill("solid", bgColor="FFFF0000"))
    )
    sheet.protection.sheet = True
    book.create_sheet("Other")["A1"] = "=Answers!A1"
    hidden = book.create_sheet("Hidden")
    hidden.sheet_state = "hidden"
    hidden["B2"] = 5
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def shared_rows() -> str:
    """Column B: one shared formula down; C1:D3: one over two columns; E5: a formula of its own."""
    rows = []
    for row in range(1, 9):
        b = '<f t="shared" ref="B1:B8" si="0">A1&amp;"&lt;A1&gt;"</f>' if row == 1 else '<f t="shared" si="0"/>'
        first = '<f t="shared" ref="C1:D3" si="1">$A1+A$1</f>' if row == 1 else '<f t="shared" si="1"/>'
        c = f'<c r="C{row}"><f>1</f><v>1</v></c>' if row > 3 else f'<c r="C{row}">{first}<v>{row}</v></c>'
        d = "" if row > 3 else f'<c r="D{row}"><f t="shared" si="1"/><v>{row}</v></c>'
        rows.append(
            f'<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}" t="str">{b}<v>{row}</v></c>{c}{d}</row>'
        )
    return "".join(rows)


def in_raw_xml(*, date1904: bool = False) -> bytes:
    made = parts(
        shared_rows(),
        properties=f'<workbookPr date1904="{int(date1904)}"/>',
    )
    made["xl/calcChain.xml"] = f'<calcChain xmlns="{MAIN}"><c r="B1" i="1"/><c r="B2"/><c r="C4"/></calcChain>'.encode()
    links = made["xl/_rels/workbook.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    links = links.replace('<Relationship Id="styles"', '<Relationship TargetMode="External" Id="styles"')
    links = links.replace('<Relationship Id="sharedStrings"', '<Relationship TargetMode="External" Id="sharedStrings"')
    made["xl/_rels/workbook.xml.rels"] = links.replace(
        "</Relationships>", f'<Relationship Id="chain" Type="{kind}" Target="calcChain.xml"/></Relationships>'
    ).encode()
    made["[Content_Types].xml"] = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="xml" ContentType="application/xml"/>'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Override PartName="/xl/workbook.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        b'<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        b'<Override PartName="/xl/calcChain.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>'
    )
    made["docProps/app.xml"] = b"<Properties/>"
    return packed(made)


BY_OPENPYXL, RAW, RAW_1904 = by_openpyxl(), in_raw_xml(), in_raw_xml(date1904=True)

LETTER = st.characters(exclude_categories=["Cs"], exclude_characters=[*map(chr, range(32)), "\ufffe", "\uffff"])
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.text(LETTER, max_size=30),
    st.sampled_from(["=1+1", "+A1", "-2", "@x", "_x0041_", "a\nb", " lead", "tail ", "a  b", "]]>", "&amp;", "\t"]),
    st.decimals(-(10**12), 10**12, places=2),
    st.integers(-(10**14), 10**14).map(Decimal),
    st.booleans(),
    st.none(),
    st.just(CLEAR),
)
ADDRESS = st.builds(
    "{}{}".format, st.sampled_from([*"ABCDEFGHIJ", "Z", "AC"]), st.one_of(st.integers(1, 16), st.just(70))
)


def seen(value: Value) -> Value:
    """Give what a reader should find for a written value."""
    return None if value in ("", CLEAR) else value


@settings(max_examples=60)
@given(st.dictionaries(st.tuples(st.sampled_from(["Answers", "Hidden"]), ADDRESS), VALUES, max_size=12))
def test_only_the_named_cells_change(changes: dict[tuple[str, str], Value]) -> None:
    covered = {f"{column}{row}" for column in "BCD" for row in (14, 15)} - {"B14"}
    changes = {key: value for key, value in changes.items() if key[0] != "Answers" or key[1] not in covered}
    content = written(BY_OPENPYXL, changes)
    before, after = raw_parts(BY_OPENPYXL), raw_parts(content)
    assert list(before) == list(after)
    touched = {"Answers": "xl/worksheets/sheet1.xml", "Hidden": "xl/worksheets/sheet3.xml"}
    may_change = {"xl/workbook.xml"} | {touched[sheet] for sheet, _ in changes}
    assert {name for name in before if before[name] != after[name]} <= may_change
    formula_cells = {("Answers", f"H{row}") for row in range(1, 13)}
    for values in (True, False):
        old, new = openpyxl_cells(BY_OPENPYXL, values=values), openpyxl_cells(content, values=values)
        for key in (old.keys() | new.keys()) - changes.keys():
            assert old.get(key) == new.get(key), key
    own, read = own_cells(BY_OPENPYXL), own_cells(content)
    for key in (own.keys() | read.keys()) - changes.keys():
        assert own.get(key) == read.get(key), key
    for key, value in changes.items():
        assert read.get(key) == seen(value), key
        if value is CLEAR and key in formula_cells:
            assert openpyxl_cells(content, values=False)[key][0] == f'=A{key[1][1:]}&"x"'
    for element in ("dataValidations", "conditionalFormatting", "sheetProtection", "mergeCells"):
        pattern = rf"<{element}.*</{element}>|<{element}[^>]*/>"
        assert re.findall(pattern, part(content)) == re.findall(pattern, part(BY_OPENPYXL)), element


@settings(max_examples=60)
@given(st.dictionaries(ADDRESS, VALUES, max_size=8), st.booleans())
def test_shared_formulas_outlive_their_master(changes: dict[str, Value], date1904: bool) -> None:
    data = RAW_1904 if date1904 else RAW
    content = written(data, {("S", cell): value for cell, value in changes.items()})
    old, new = openpyxl_cells(data, values=False), openpyxl_cells(content, values=False)
    for key in (old.keys() | new.keys()) - {("S", cell) for cell in changes}:
        assert old.get(key) == new.get(key), key
    read = own_cells(content)
    for cell, value in changes.items():
        assert read.get(("S", cell)) == seen(value)
    for key, was in own_cells(data).items():
        if key[1] not in changes:
            assert read[key] == was


def test_the_master_moves_to_the_next_cell() -> None:
    xml = part(written(RAW, {("S", "B1"): "x", ("S", "B2"): Decimal(1)}))
    assert '<c r="B3" t="str"><f t="shared" ref="B3:B8" si="0">A3&amp;"&lt;A1&gt;"</f><v>3</v></c>' in xml
    assert '<c r="B4" t="str"><f t="shared" si="0"/><v>4</v></c>' in xml


def test_a_shared_formula_over_columns_is_written_out_where_no_corner_is_left() -> None:
    xml = part(written(RAW, {("S", "C1"): "x"}))
    assert '<c r="D1"><f>$A1+B$1</f><v>1</v></c>' in xml
    assert '<c r="C2"><f>$A2+A$1</f><v>2</v></c>' in xml
    assert '<c r="D3"><f>$A3+B$1</f><v>3</v></c>' in xml


def test_the_order_of_calculation_loses_the_cell_and_keeps_its_sheet() -> None:
    content = written(RAW, {("S", "B1"): "x"})
    assert part(content, "xl/calcChain.xml") == f'<calcChain xmlns="{MAIN}"><c r="B2" i="1"/><c r="C4"/></calcChain>'
    assert raw_parts(content)["[Content_Types].xml"] == raw_parts(RAW)["[Content_Types].xml"]


def test_an_empty_order_of_calculation_goes() -> None:
    content = written(RAW, {("S", "B1"): "x", ("S", "B2"): None, ("S", "C4"): True})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "xl/calcChain.xml" not in archive.namelist()
        assert b"calcChain" not in archive.read("[Content_Types].xml")
        assert b"calcChain" not in archive.read("xl/_rels/workbook.xml.rels")
    assert own_cells(content)["S", "B1"] == "x"


def test_a_formula_that_is_kept_stays_in_the_order_of_calculation() -> None:
    content = written(RAW, {("S", "B1"): CLEAR})
    assert raw_parts(content)["xl/calcChain.xml"] == raw_parts(RAW)["xl/calcChain.xml"]
    assert '<c r="B1" t="str"><f t="shared" ref="B1:B8" si="0">A1&amp;"&lt;A1&gt;"</f><v></v></c>' in part(content)


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        ("<sheets/>", "<sheets/>"),
        ('<sheets></sheets><calcPr calcId="1"/><x/>', '<sheets></sheets><calcPr calcId="1" fullCalcOnLoad="1"/><x/>'),
        ('<sheets></sheets><calcPr fullCalcOnLoad="0" a="b"/>', '<sheets></sheets><calcPr fullCalcOnLoad="1" a="b"/>'),
        ("<sheets></sheets><definedNames></definedNames><x/>",
         '<sheets></sheets><definedNames></definedNames><calcPr fullCalcOnLoad="1"/><x/>'),
        ("<sheets></sheets><x/>", '<sheets></sheets><calcPr fullCalcOnLoad="1"/><x/>'),
    ],
)  # fmt: skip
def test_the_program_is_told_to_calculate(listing: str, expected: str) -> None:
    if listing == "<sheets/>":
        assert 'fullCalcOnLoad="1"' in part(written(RAW, {("S", "A1"): "x"}), "xl/workbook.xml")
        return
    from kaiji.formats.xlsx_patch.calculation import flagged  # noqa: PLC0415

    made = f"<workbook {HEAD}>{listing}</workbook>"
    assert flagged(made.encode(), "w").decode() == f"<workbook {HEAD}>{expected}</workbook>"


def test_how_each_kind_stands_in_the_file() -> None:
    data = workbook(cells('<c r="B1" s="1" t="s"><v>0</v></c>'), strings="<si><t>old</t></si>", styles=styles(0, 14))
    content = written(
        data,
        {
            ("S", "A1"): "=SUM(A1)",
            ("S", "B1"): date(2025, 5, 1),
            ("S", "C1"): True,
            ("S", "D1"): Decimal("0.10"),
            ("S", "E1"): " x\r\ny ",
            ("S", "F1"): None,
            ("S", "A3"): "_x000D_<",
        },
    )
    assert part(content).split("<sheetData>")[1].split("</sheetData>")[0] == (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>=SUM(A1)</t></is></c><c r="B1" s="1"><v>45778</v></c>'
        '<c r="C1" t="b"><v>1</v></c><c r="D1"><v>0.10</v></c>'
        '<c r="E1" t="inlineStr"><is><t xml:space="preserve"> x\ny </t></is></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>_x005F_x000D_&lt;</t></is></c></row>'
    )
    assert opened(content).sheet("S") is not None
    assert own_cells(content)["S", "A3"] == "_x000D_<"


@pytest.mark.parametrize(
    ("day", "serial_1900", "serial_1904"),
    [
        (date(1900, 1, 1), "1", None),
        (date(1900, 2, 28), "59", None),
        (date(1900, 3, 1), "61", None),
        (date(1904, 1, 1), "1462", "0"),
        (date(2025, 5, 1), "45778", "44316"),
        (datetime.fromisoformat("2025-05-01 12:00"), "45778.5", "44316.5"),
        (date(9999, 12, 31), "2958465", "2957003"),
    ],
)
def test_days_in_both_date_systems(day: date, serial_1900: str, serial_1904: str | None) -> None:
    for date1904, serial in ((False, serial_1900), (True, serial_1904)):
        data = workbook(
            cells('<c r="A1" s="1"/>'), styles=styles(0, 22), properties=f'<workbookPr date1904="{int(date1904)}"/>'
        )
        patched = patch_workbook(data, {("S", "A1"): day})
        if serial is None:
            assert [one.code for one in patched.findings] == ["FILE-405"]
            assert patched.content is None
            continue
        assert patched.content is not None
        assert f'<c r="A1" s="1"><v>{serial}</v></c>' in part(patched.content)
        if serial != "0":  # a serial of 0 is a time of day to readers
            assert own_cells(patched.content)["S", "A1"] == day


FORMS = {
    "prefixed": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c></x:row>'
    "</x:sheetData></x:worksheet>",
    "commented": f'<worksheet {HEAD}><!-- <sheetData> --><sheetData><!-- a --><row r="2"><c r="B2"><v>5</v></c></row>'
    "</sheetData></worksheet>",
    "CDATA": f'<worksheet {HEAD}><sheetData><row r="2"><c r="B2" t="str"><v><![CDATA[5 < 6]]></v></c></row></sheetData></worksheet>',
    "single quotes": f"<worksheet {HEAD}><sheetData><row r='2'><c r='B2'><v>5</v></c></row></sheetData></worksheet>",
    "no addresses": f"<worksheet {HEAD}><sheetData><row/><row><c/><c><v>5</v></c></row></sheetData></worksheet>",
    "UTF-16": f'<worksheet {HEAD}><sheetData><row r="2"><c r="B2"><v>5</v></c></row></sheetData></worksheet>',
    "no rows": f"<worksheet {HEAD}><sheetData/></worksheet>",
}


@pytest.mark.parametrize("form", FORMS)
def test_odd_forms(form: str) -> None:
    xml: str | bytes = FORMS[form]
    if form == "UTF-16":
        xml = ("<?xml version='1.0' encoding='UTF-16'?>" + FORMS[form]).encode("utf-16")
    data = packed(parts(sheet=xml))
    content = written(data, {("S", "A2"): "=x", ("S", "C2"): Decimal(7), ("S", "B9"): "new"})
    read = own_cells(content)
    kept = {"no rows": None, "CDATA": "5 < 6"}.get(form, Decimal(5))
    assert [read.get(("S", cell)) for cell in ("A2", "B2", "C2", "B9")] == ["=x", kept, Decimal(7), "new"]


def test_new_cells_take_the_format_of_their_row_or_column() -> None:
    sheet = (
        f'<worksheet {HEAD}><dimension ref="B2"/><cols><col min="3" max="4" style="2"/></cols><sheetData>'
        '<row r="2" spans="2:2" s="1" customFormat="1"><c r="B2"><v>5</v></c></row></sheetData></worksheet>'
    )
    content = written(
        packed(parts(sheet=sheet, styles=styles(0, 0, 0))),
        {("S", "D2"): "a", ("S", "D7"): "b", ("S", "E7"): "c", ("S", "J9"): None},
    )
    assert part(content).partition("<dimension")[2] == (
        ' ref="B2:E7"/><cols><col min="3" max="4" style="2"/></cols><sheetData>'
        '<row r="2" spans="2:4" s="1" customFormat="1"><c r="B2"><v>5</v></c>'
        '<c r="D2" s="1" t="inlineStr"><is><t>a</t></is></c></row>'
        '<row r="7"><c r="D7" s="2" t="inlineStr"><is><t>b</t></is></c><c r="E7" t="inlineStr"><is><t>c</t></is></c></row>'
        "</sheetData></worksheet>"
    )


def test_the_farthest_cell() -> None:
    content = written(RAW, {("S", "XFD1048576"): "end"})
    assert f'<row r="{MAX_ROW}"><c r="XFD{MAX_ROW}"' in part(content)
    assert MAX_COLUMN == 16_384


def test_nothing_to_change_gives_the_same_bytes() -> None:
    assert patch_workbook(RAW, {}).content == RAW
    assert patch_workbook(RAW, {("S", "Z9"): None}).content == RAW


@pytest.mark.parametrize("cell", ["", "8", "D0", "XFE1", "A1048577", "A1:B2"])
def test_an_address_that_is_none_is_misuse(cell: str) -> None:
    with pytest.raises(ValueError, match=r"not the address|outside"):
        patch_workbook(RAW, {("S", cell): "x"})


def test_one_cell_named_twice_is_misuse() -> None:
    with pytest.raises(ValueError, match="twice"):
        patch_workbook(RAW, {("S", "A1"): "x", ("S", "$a$1"): "y"})
