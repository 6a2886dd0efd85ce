"""Opening files: honest workbooks give exact values, everything else says what it is."""

from __future__ import annotations

import hashlib
import io
import warnings
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell import MergedCell
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from kaiji.core.source import Place, Source
from kaiji.formats.xlsx.limit import LIMITS, Limits
from kaiji.formats.xlsx.ole import open_ole
from kaiji.formats.xlsx.sheet import CellError, CellValue, Sheet, Uncached
from kaiji.formats.xlsx.workbook import Opened, open_workbook
from made_workbook import bomb, cells, packed, parts, unlocked_by_library, with_declared_size, workbook


def codes(opened: Opened) -> list[str]:
    return [finding.code for finding in opened.findings]


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_a_workbook_knows_of_itself() -> None:
    book = openpyxl.Workbook()
    book.active.title = "First & last"
    book.create_sheet("秘密").sheet_state = "hidden"
    book.create_sheet("Very").sheet_state = "veryHidden"
    data = saved(book)
    opened = open_workbook(data, "answer.xlsx")
    assert opened.workbook is not None
    assert opened.findings == ()
    read = opened.workbook
    assert read.sheet_names == ("First & last", "秘密", "Very")
    assert read.hidden == {"秘密", "Very"}
    assert (read.kind, read.name, read.date1904) == ("xlsx", "answer.xlsx", False)
    assert read.digest == hashlib.sha256(data).hexdigest()
    assert read.source == Source("answer.xlsx", read.digest)
    assert read.sheet("first & last") is None
    first = read.sheet("First & last")
    assert first is not None
    assert first is read.sheet("First & last")
    assert first.source("D8") == Source("answer.xlsx", read.digest, Place("First & last", "D8"))
    assert (first.last_row, first.value("A1"), first.row_values(3, 1, 2)) == (0, None, (None, None))


def test_values_written_by_two_other_programs() -> None:
    values: list[object] = [
        "text ",
        "a\nb",
        242332,
        0.1,
        True,
        date(2014, 5, 31),
        datetime.fromisoformat("2014-05-31T09:30"),
        "=1+1",
        "'",
    ]
    book = openpyxl.Workbook()
    book.active.append(values)
    opened = open_workbook(saved(book), "a.xlsx")
    assert opened.workbook is not None
    sheet = opened.workbook.sheet("Sheet")
    assert sheet is not None
    expected: tuple[CellValue, ...] = (
        "text ", "a\nb", Decimal(242332), Decimal("0.1"), True, date(2014, 5, 31),
        datetime.fromisoformat("2014-05-31T09:30"), Uncached(), "'",
    )  # fmt: skip
    assert sheet.row_values(1, 1, 9) == expected
    assert sheet.uncached == {"H1"}

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": True}) as other:
        page = other.add_worksheet("D")
        page.write("D22", date(2014, 5, 31), other.add_format({"num_format": "d-mmm-yyyy"}))
        page.write_formula("A1", '=""', None, "")
        page.write_formula("A2", "=NA()", None, "#N/A")
        page.write_number("A3", 12345678901234567890)
    opened = open_workbook(out.getvalue(), "b.xlsx")
    assert opened.workbook is not None
    assert opened.workbook.date1904 is True
    sheet = opened.workbook.sheet("D")
    assert sheet is not None
    assert sheet.value("D22") == date(2014, 5, 31)
    assert sheet.value("A1") == Uncached()  # this writer does not say that the empty value is a text
    assert sheet.value("A2") == CellError("#N/A")
    assert sheet.errors == {"A2": "#N/A"}
    (finding,) = opened.workbook.findings
    assert (finding.code, finding.param("cells")) == ("FILE-015", ("A3",))


def test_misuse_raises() -> None:
    opened = open_workbook(workbook(cells('<c r="A1"><v>1</v></c>')), "a.xlsx")
    assert opened.workbook is not None
    sheet = opened.workbook.sheet("S")
    assert sheet is not None
    for wrong in ("A0", "", "1A"):
        with pytest.raises(ValueError, match="address"):
            sheet.value(wrong)
    with pytest.raises(ValueError, match="count from 1"):
        sheet.at(0, 1)
    with pytest.raises(ValueError, match="count from 1"):
        sheet.row_values(1, 0, 3)


def test_a_broken_sheet_leaves_the_others() -> None:
    made = parts(cells('<c r="A1"><v>1</v></c>'))
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(
        b"</sheets>",
        b'<sheet name="Gone" sheetId="2" r:id="worksheet2"/><sheet name="Bad" sheetId="3" r:id="worksheet3"/></sheets>',
    )
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="worksheet3" Type="x/worksheet" Target="/xl/worksheets/bad.xml"/></Relationships>',
    )
    made["xl/worksheets/bad.xml"] = made["xl/worksheets/sheet1.xml"][:-20]
    opened = open_workbook(packed(made), "a.xlsx")
    assert opened.workbook is not None
    assert opened.findings == ()
    assert opened.workbook.sheet("Gone") is None
    assert opened.workbook.sheet("Bad") is None
    sheet = opened.workbook.sheet("S")
    assert sheet is not None
    assert sheet.value("A1") == Decimal(1)
    assert [(f.code, f.place.sheet) for f in opened.workbook.findings] == [("FILE-013", "Gone"), ("FILE-013", "Bad")]


def test_hidden_panics_of_the_quick_reader_are_survived(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        """As the quick reader's own, which is no Exception."""

    def panic(*_: object) -> object:
        raise PanicException

    monkeypatch.setattr("kaiji.formats.xlsx.quick.open_quick", panic)
    opened = open_workbook(workbook(cells('<c r="A1"><v>1</v></c>')), "a.xlsx")
    assert opened.workbook is not None
    sheet = opened.workbook.sheet("S")
    assert sheet is not None
    assert sheet.value("A1") == Decimal(1)


def test_an_interruption_is_not_survived(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("kaiji.formats.xlsx.sparse.MOST_VALUES", 0)
    monkeypatch.setattr("kaiji.formats.xlsx.quick.open_quick", interrupt)
    opened = open_workbook(workbook(cells('<c r="A1"><v>1</v></c>')), "a.xlsx")
    assert opened.workbook is not None
    with pytest.raises(KeyboardInterrupt):
        opened.workbook.sheet("S")


@pytest.mark.parametrize(
    ("part", "megabytes", "where"),
    [
        ("xl/worksheets/sheet1.xml", 700, "file"),
        ("xl/sharedStrings.xml", 20, "sheet"),
        ("xl/styles.xml", 20, "file"),
        ("xl/workbook.xml", 20, "file"),
        ("xl/media/image1.png", 700, "file"),
    ],
)
def test_bombs(part: str, megabytes: int, where: str) -> None:
    data = bomb(part, megabytes)
    assert len(data) < 2_000_000
    opened = open_workbook(data, "a.xlsx")
    if where == "file":
        assert opened.workbook is None
        assert codes(opened) == ["FILE-008"]
    else:
        assert opened.workbook is not None
        sheet = opened.workbook.sheet("S")
        assert sheet is not None
        assert sheet.value("A1") == Decimal(1)  # which needs none of the texts


def test_a_bomb_that_lies_about_its_size() -> None:
    data = with_declared_size(bomb("xl/styles.xml", 60), "xl/styles.xml", 4000)
    opened = open_workbook(data, "a.xlsx")
    assert opened.workbook is None
    assert codes(opened) == ["FILE-008"]


def test_a_bomb_in_a_sheet() -> None:
    opened = open_workbook(bomb("xl/worksheets/sheet1.xml", 30), "a.xlsx")
    assert opened.workbook is not None
    assert opened.workbook.sheet("S") is None
    assert [f.code for f in opened.workbook.findings] == ["FILE-008"]


@pytest.mark.parametrize(
    "data",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="110001"><c r="A110001"><v>1</v></c></row>',
        cells('<c r="A1"><v>1</v></c>') + '<row r="400"><c r="XFD400"><v>1</v></c></row>',
        '<!-- --><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    ],
)
def test_a_stray_cell_far_out(data: str) -> None:
    opened = open_workbook(workbook(data), "a.xlsx")
    assert opened.workbook is not None
    assert opened.workbook.sheet("S") is None
    assert [f.code for f in opened.workbook.findings] == ["FILE-012"]


ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "part",
    [
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(part: str, encoding: str) -> None:
    made = parts(cells('<c r="A1" t="s"><v>0</v></c>'), strings="<si><t>a</t></si>", styles="<cellXfs/>")
    made[part] = (f'<?xml version="1.0" encoding="{encoding}"?>' + ENTITY + made[part].decode()).encode(encoding)
    opened = open_workbook(packed(made), "a.xlsx")
    if opened.workbook is not None:
        assert opened.workbook.sheet("S") is None
        assert [f.code for f in opened.workbook.findings] == ["FILE-014"]
    else:
        assert codes(opened) == ["FILE-014"]


def test_all_sheets_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kaiji.formats.xlsx.sparse.MOST_VALUES", 0)
    made = parts('<row r="1"><c r="A1"><v>1</v></c></row><row r="100"><c r="Z100"><v>1</v></c></row>')
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="worksheet1"/>' for n in range(9))
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(b"</sheets>", names.encode() + b"</sheets>")
    opened = open_workbook(packed(made), "a.xlsx", Limits(dense_cells=1_100_000 // 100, rows=20_000))
    assert opened.workbook is not None
    assert opened.workbook.sheet("S") is None
    wide = Limits(dense_cells=1_100_000)
    opened = open_workbook(packed(made), "a.xlsx", wide)
    assert opened.workbook is not None
    assert all(opened.workbook.sheet(name) is not None for name in opened.workbook.sheet_names)


def test_limits_can_be_narrowed() -> None:
    data = workbook(cells('<c r="A1"><v>1</v></c>'))
    assert codes(open_workbook(data, "a.xlsx", Limits(file_bytes=100))) == ["FILE-002"]
    assert codes(open_workbook(data, "a.xlsx", Limits(members=3))) == ["FILE-009"]
    assert LIMITS.file_bytes == 50_000_000


@pytest.mark.reference
@pytest.mark.parametrize(
    ("folder", "name"),
    [("templates", "RMI_CMRT_6.5.xlsx"), ("checker_cases", "p-cmrt6.5-023.xlsx"), ("templates", "3.01_-_green.xlsx")],
)
def test_every_value_as_another_reader_sees_it(reference: Path, folder: str, name: str) -> None:
    data = (reference / folder / name).read_bytes()
    opened = open_workbook(data, name)
    assert opened.workbook is not None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of headers and validations that the other reader cannot keep
        other = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    compared = 0
    for title in ("Declaration", "Smelter List", "Product List"):
        sheet = opened.workbook.sheet(title)
        assert sheet is not None
        for row in other[title].iter_rows():
            mine = sheet.row_values(row[0].row, 1, len(row))
            for cell, value in zip(row, mine, strict=True):
                if isinstance(cell, MergedCell) or (cell.hyperlink is not None and value is None):
                    continue  # the other reader drops covered cells, and puts a link's target into an empty cell
                assert value == as_kaiji(cell.value), f"{title}!{cell.coordinate}"
                compared += value is not None
    assert compared > 500


def as_kaiji(value: object) -> CellValue:
    """Say another reader's value in the words of this one."""
    if isinstance(value, str):
        if value.startswith("#") and value.endswith(("!", "?", "/A")):
            return CellError(value)
        return value.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n") or None
    if isinstance(value, datetime):
        return value.date() if value.time().isoformat() == "00:00:00" else value
    if isinstance(value, bool) or value is None:
        return value
    assert isinstance(value, int | float)
    return Decimal(str(value)) if not float(value).is_integer() else Decimal(int(value))


@pytest.mark.reference
def test_facts_read_by_hand(reference: Path) -> None:
    opened = open_workbook((reference / "templates" / "RMI_CMRT_6.5.xlsx").read_bytes(), "6.5.xlsx")
    assert opened.workbook is not None
    assert opened.workbook.hidden == {"L", "C", "SorP"}
    smelters = opened.workbook.sheet("Smelter List")
    declaration = opened.workbook.sheet("Declaration")
    assert smelters is not None
    assert declaration is not None
    assert smelters.value("V5") == CellError("#N/A")
    assert smelters.value("B5") is None
    assert len(smelters.errors) == 2500
    assert smelters.uncached == frozenset()
    assert declaration.value("J3") == "Revision 6.5\nApril 25, 2025"
    opened = open_workbook((reference / "templates" / "3.01_-_green.xlsx").read_bytes(), "3.01.xlsx")
    assert opened.workbook is not None
    assert opened.workbook.date1904 is True
    green = opened.workbook.sheet("Declaration")
    assert green is not None
    assert green.value("D22") == date(2014, 5, 31)


@pytest.mark.reference
def test_an_old_workbook_behind_the_default_password(reference: Path) -> None:
    data = (reference / "templates" / "3.01_-_empty.xls").read_bytes()
    opened = open_workbook(data, "3.01_-_empty.xls")
    assert opened.workbook is not None
    assert codes(opened) == ["FILE-007"]
    assert (opened.workbook.kind, opened.workbook.date1904) == ("xls", True)
    assert codes(open_workbook(data, "x.xlsx")) == ["FILE-007", "FILE-010"]
    unlocked = unlocked_by_library(data)
    assert open_ole(unlocked, LIMITS).unlocked is False
    other = CalamineWorkbook.from_filelike(io.BytesIO(unlocked))
    assert opened.workbook.sheet_names == tuple(other.sheet_names)
    compared = 0
    for title in other.sheet_names:
        sheet = opened.workbook.sheet(title)
        assert sheet is not None
        for number, row in enumerate(other.get_sheet_by_name(title).to_python(skip_empty_area=False), start=1):
            for column, (value, theirs) in enumerate(
                zip(sheet.row_values(number, 1, len(row)), row, strict=True), start=1
            ):
                if isinstance(value, CellError):
                    assert theirs == "", (title, number, column)
                    assert sheet.errors[f"{get_column_letter(column)}{number}"] == value.code
                elif isinstance(theirs, float | int) and not isinstance(theirs, bool):
                    assert isinstance(value, Decimal)
                    assert float(value) == theirs
                elif isinstance(theirs, str):
                    assert (value or "") == theirs.replace("\r\n", "\n").replace("\r", "\n"), (title, number, column)
                else:
                    assert value == theirs
                compared += value is not None
    assert compared > 5000
    smelters = opened.workbook.sheet("Smelter List")
    assert isinstance(smelters, Sheet)
    assert set(smelters.errors.values()) == {"#N/A"}


def test_nothing_in_a_plain_file_is_written_to_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile.ZipFile, "extractall", None)
    monkeypatch.setattr(zipfile.ZipFile, "extract", None)
    assert open_workbook(workbook(cells('<c r="A1"><v>1</v></c>')), "a.xlsx").workbook is not None
