"""The two ways to read a worksheet, the quick and the one cell by cell, must see the same."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kaiji.formats.xlsx import workbook as engine
from kaiji.formats.xlsx.container import look_over
from kaiji.formats.xlsx.limit import LIMITS
from kaiji.formats.xlsx.loose import read_loose, read_strings
from kaiji.formats.xlsx.package import read_package
from kaiji.formats.xlsx.plain import scan
from kaiji.formats.xlsx.sheet import CellError, CellValue, Sheet, Uncached
from kaiji.formats.xlsx.value import address_of
from made_workbook import HEAD, cells, packed, parts, styles, workbook


def sheet(data: bytes) -> Sheet:
    opened = engine.open_workbook(data, "made.xlsx")
    assert opened.workbook is not None, opened.findings
    read = opened.workbook.sheet("S")
    assert read is not None, opened.workbook.findings
    return read


def is_plain(data: str, day_styles: frozenset[int] = frozenset()) -> bool:
    xml = parts(data)["xl/worksheets/sheet1.xml"]
    return scan(xml, day_styles, 1000, date1904=False) is not None


STRINGS = (
    "<si/><si><t/></si><si><t> a </t></si><si><r><t>x</t></r><r><t xml:space='preserve'> y</t></r></si>"
    '<si><t>漢字</t><rPh sb="0" eb="2"><t>カンジ</t></rPh></si><si><t>a_x000D_\nb</t></si>'
    "<si><t>_x005F_x000D_ &amp; &lt;</t></si><si><t>end</t></si>"
)
TEXTS: tuple[CellValue, ...] = (None, None, " a ", "x y", "漢字", "a\nb", "_x000D_ & <", "end")


@pytest.mark.parametrize("odd", ["", "<!-- a remark -->"])
def test_shared_texts_stay_as_stored(odd: str) -> None:
    row = cells(*(f'<c r="{letter}1" t="s"><v>{i}</v></c>' for i, letter in enumerate("ABCDEFGH")))
    read = sheet(workbook(row, strings=odd + STRINGS))
    assert read.row_values(1, 1, 8) == TEXTS
    read = sheet(workbook(odd + row, strings=STRINGS))
    assert read.row_values(1, 1, 8) == TEXTS


PLAIN: list[tuple[str, CellValue]] = [
    ('<c r="A1"/>', None),
    ('<c r="A1" s="1"></c>', None),
    ('<c r="A1"><v>242332</v></c>', Decimal(242332)),
    ('<c r="A1" t="n"><v>0.5</v></c>', Decimal("0.5")),
    ('<c r="A1"><v>1234567890123456</v></c>', Decimal(1234567890123456)),
    ('<c r="A1"><v>1E+2</v></c>', Decimal(100)),
    ('<c r="A1" t="b"><v>1</v></c>', True),
    ('<c r="A1" t="b"><f>TRUE()</f><v>0</v></c>', False),
    ('<c r="A1" t="str"><f>"x"</f><v>x &amp; y</v></c>', "x & y"),
    ('<c r="A1" t="str"><f>""</f><v></v></c>', None),
    ('<c r="A1" t="str"><v xml:space="preserve"> x </v></c>', " x "),
    ('<c r="A1" t="inlineStr"><is><t>in line</t></is></c>', "in line"),
    ('<c r="A1" t="inlineStr"><is><t> in </t></is></c>', " in "),
    ('<c r="A1" t="inlineStr"><is><r><t>a </t></r><r><t>b</t></r></is></c>', "a b"),
    ('<c r="A1" t="e"><f>NA()</f><v>#N/A</v></c>', CellError("#N/A")),
    ('<c r="A1" t="e"><v>#SPILL!</v></c>', CellError("#SPILL!")),
    ("<c t='e' r='A1'><v>#REF!</v></c>", CellError("#REF!")),
    ('<c r="A1"><f>1+1</f></c>', Uncached()),
    ('<c r="A1"><f>1+1</f><v></v></c>', Uncached()),
    ('<c r="A1"><f t="shared" si="0"/><v/></c>', Uncached()),
    ('<c r="A1" t="str"><f>B1</f></c>', Uncached()),
    ('<c r="A1"><v></v></c>', None),
    ('<c r="A1" s="1"><v>41790</v></c>', date(2014, 5, 31)),
    ('<c r="A1" s="2"><v>41790</v></c>', date(2014, 5, 31)),
    ('<c r="A1" s="3"><v>2</v></c>', Decimal(2)),
    ('<c r="A1" s="1" t="str"><f>""</f><v></v></c>', None),
    ('<c r="A1" s="1"><f>TODAY()</f><v>41790</v></c>', date(2014, 5, 31)),
    ('<c r="A1" t="d"><v>2014-05-31</v></c>', date(2014, 5, 31)),
    ('<c r="A1"><v>2</v><f>1+1</f></c>', Decimal(2)),
    ('<c r="A1"><v>1<!-- -->2</v></c>', Decimal(12)),
    ('<c r="A1"><v>7</v><extLst><ext><v>8</v></ext></extLst></c>', Decimal(7)),
    ("<c><v>3</v></c>", Decimal(3)),
    ('<c r="$A$1"><v>3</v></c>', Decimal(3)),
]


@pytest.mark.parametrize(("written", "value"), PLAIN)
def test_value_by_either_way(written: str, value: CellValue) -> None:
    formats = styles(0, 14, 31, 46)
    quick = sheet(workbook(cells(written), styles=formats))
    loose = sheet(workbook(cells(written) + "<!-- not plain -->", styles=formats))
    for read in (quick, loose):
        assert read.value("A1") == value
        assert read.row_values(1, 1, 2) == (value, None)
        assert read.errors == ({"A1": value.code} if isinstance(value, CellError) else {})
        assert read.uncached == ({"A1"} if isinstance(value, Uncached) else set())


@pytest.mark.parametrize(
    ("data", "plain"),
    [
        (cells('<c r="A1"><v>1</v></c>'), True),
        (cells('<c r="ZZ1"><v>1</v></c>'), True),
        ('<row r="20000"><c r="A20000"><v>1</v></c></row>', True),
        (cells("<c r='A1'><v>1</v></c>"), False),
        (cells('<c t="e" r="A1"><v>#N/A</v></c>'), False),
        (cells('<x:c r="A1"><v>1</v></x:c>'), False),
        (cells("<c><v>1</v></c>"), False),
        (cells('<c r="A1"><v>abc</v></c>'), False),
        (cells('<c r="A1" t="e"><v>#CALC!</v></c>'), False),
        ("<![CDATA[ ]]>", False),
    ],
)
def test_what_is_plain(data: str, plain: bool) -> None:
    assert is_plain(data) is plain


def test_prefixes_and_order_do_not_matter() -> None:
    xml = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="2"><x:c t="str" r="B2"><x:v>p</x:v></x:c><x:c><x:v>4</x:v></x:c></x:row>'
        "<x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    read = sheet(workbook(sheet=xml))
    assert (read.value("B2"), read.value("C2"), read.value("A3")) == ("p", Decimal(4), Decimal(5))
    assert read.last_row == 3


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "shift_jis"])
def test_other_encodings(encoding: str) -> None:
    named = {"utf-8-sig": "UTF-8"}.get(encoding, encoding)
    xml = (
        f'<?xml version="1.0" encoding="{named}"?><worksheet {HEAD}><sheetData>'
        + cells('<c r="A1" t="str"><v>日本</v></c>')
        + "</sheetData></worksheet>"
    )
    assert sheet(packed(parts(sheet=xml.encode(encoding)))).value("A1") == "日本"


def test_rows_out_of_order_and_far_cells() -> None:
    read = sheet(workbook('<row r="12000"><c r="DA12000"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'))
    assert (read.value("DA12000"), read.value("A1"), read.last_row) == (Decimal(3), Decimal(1), 12000)


def test_last_row_counts_formulas_that_give_nothing() -> None:
    data = '<row r="3"><c r="A3"><v>1</v></c></row><row r="7"><c r="B7" t="str"><f>""</f><v></v></c></row><row r="9"><c r="A9" s="1"/></row>'
    assert sheet(workbook(data)).last_row == 7
    assert sheet(workbook(data + "<!-- -->")).last_row == 7


def test_cells_that_hold_no_value_are_named() -> None:
    data = cells(
        '<c r="A1"><v>abc</v></c><c r="B1" t="s"><v>99</v></c><c r="C1" t="q"><v>z</v></c><c r="D1"><v>1</v></c>'
    )
    opened = engine.open_workbook(workbook(data, strings="<si><t>a</t></si>"), "made.xlsx")
    assert opened.workbook is not None
    read = opened.workbook.sheet("S")
    assert read is not None
    assert read.row_values(1, 1, 4) == ("abc", None, "z", Decimal(1))
    (finding,) = opened.workbook.findings
    assert (finding.code, finding.param("cells"), finding.place.sheet) == ("FILE-016", ("A1", "B1", "C1"), "S")


@pytest.mark.reference
@pytest.mark.parametrize("name", ["RMI_CMRT_6.5.xlsx", "RMI_EMRT_2.1.xlsx", "3.01_-_green.xlsx", "1.00_-_empty.xlsx"])
def test_both_ways_agree_on_real_workbooks(reference: Path, name: str) -> None:
    path = reference / "templates" / name
    opened = engine.open_workbook(path.read_bytes(), name)
    assert opened.workbook is not None
    with zipfile.ZipFile(path) as archive:
        strings = read_strings(archive.read("xl/sharedStrings.xml"))
    inside = look_over(path.read_bytes(), LIMITS)
    package = read_package(inside, LIMITS)
    compared = 0
    for tab in package.sheets:
        xml = inside.xml(tab.part, LIMITS.sheet_bytes)
        loose = read_loose(xml, lambda: strings, package.day_styles, 10**6, date1904=package.date1904)
        quick = opened.workbook.sheet(tab.name)
        assert quick is not None
        assert scan(xml, package.day_styles, 10**6, date1904=package.date1904) is not None
        assert (quick.last_row, dict(quick.errors), quick.uncached) == (
            loose.last_row, loose.errors, frozenset(loose.uncached),
        )  # fmt: skip
        for row in range(1, loose.last_row + 1):
            own = loose.cells.get(row, {})
            width = loose.last_column + 2
            expected = tuple(own.get(column) for column in range(1, width))
            assert quick.row_values(row, 1, width - 1) == expected, f"{tab.name} row {row}"
            compared += len(own)
        for column in (1, 2, 5):
            assert quick.value(address_of(5, column)) == loose.cells.get(5, {}).get(column)
    assert compared > 1000
