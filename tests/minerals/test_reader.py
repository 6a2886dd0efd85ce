"""The reader against the official workbooks: by hand, and against an independent reading of every cell."""

from __future__ import annotations

import hashlib
import io
import json
import warnings
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msoffcrypto
import openpyxl
import pytest

from kaiji.core.source import digest_of
from kaiji.formats.xlsx.sheet import CellError, CellValue
from kaiji.formats.xlsx.workbook import Opened
from kaiji.minerals.declaration import Declaration, Entry, EntryKind, SmelterRow, Topic
from kaiji.minerals.layout import layouts, nearest, newest
from kaiji.minerals.reader import Reading, read, read_opened
from kaiji.minerals.template import recognise
from minerals.building import LOST, MadeWorkbook, declaration_of, layout_of

METALS = ("Tantalum", "Tin", "Gold", "Tungsten")

# Family, version and release date as printed in cell J3, the language in D3, and what is found on reading.
RECOGNISED = {
    "1.00_-_empty.xlsx": ("CMRT", "1.00", "July 18th 2011", "English", []),
    "2.03a_-_green.xlsx": ("CMRT", "2.03a", "July 25th, 2013", "English", []),
    "2.03a_-_high_risk.xlsx": ("CMRT", "2.03a", "July 25th, 2013", "English", []),
    "3.01_-_empty.xls": ("CMRT", "3.01", "May 30, 2014", "English", ["FILE-007"]),
    "3.01_-_green.xlsx": ("CMRT", "3.01", "May 30, 2014", "English", []),
    "RMI_AMRT_1.3.xlsx": ("AMRT", "1.3", "October 17, 2025", "中文 Chinese", []),
    "RMI_CMRT_6.01.xlsx": ("CMRT", "6.01", "May 19, 2020", "中文 Chinese", []),
    "RMI_CMRT_6.22.xlsx": ("CMRT", "6.22", "May 11, 2022", "中文 Chinese", []),
    "RMI_CMRT_6.5.xlsx": ("CMRT", "6.5", "April 25, 2025", "中文 Chinese", []),
    "RMI_CRT_2.21.xlsx": ("CRT", "2.2", "October 28, 2020", "中文 Chinese", []),
    "RMI_EMRT_1.3.xlsx": ("EMRT", "1.3", "April 26, 2024", "中文 Chinese", []),
    "RMI_EMRT_2.1.xlsx": ("EMRT", "2.1", "October 17, 2025", "中文 Chinese", []),
}
FILLED = ("2.03a_-_green.xlsx", "2.03a_-_high_risk.xlsx", "3.01_-_green.xlsx")


def read_file(path: Path) -> Reading:
    return read(path.read_bytes(), path.name)


def declaration_in(path: Path) -> Declaration:
    declaration = read_file(path).declaration
    assert declaration is not None
    return declaration


def mark(words: str) -> str:
    """Stand for somebody's name or address, which has no place here."""
    return hashlib.sha256(words.encode()).hexdigest()[:10]


@pytest.mark.reference
@pytest.mark.parametrize("name", RECOGNISED)
def test_every_template_is_recognised(reference: Path, name: str) -> None:
    family, version, revision, language, codes = RECOGNISED[name]
    reading = read_file(reference / "templates" / name)
    template = reading.template
    assert template is not None
    assert (template.family, template.version, template.revision, template.language) == (
        family,
        version,
        revision,
        language,
    )
    assert [one.code for one in reading.findings] == codes
    assert template.exact is ((family, version) in layouts())
    assert reading.declaration is not None
    assert reading.source.digest == digest_of((reference / "templates" / name).read_bytes())


@pytest.mark.reference
def test_no_template_is_left_out(reference: Path) -> None:
    assert {path.name for path in (reference / "templates").iterdir()} - {"README.md"} == set(RECOGNISED)


@pytest.mark.reference
@pytest.mark.parametrize("version", ["6.01", "6.22", "6.5"])
def test_a_blank_template_has_no_answers_and_no_rows(reference: Path, version: str) -> None:
    declaration = declaration_in(reference / "templates" / f"RMI_CMRT_{version}.xlsx")
    assert declaration.smelters == ()
    assert declaration.products == ()
    assert not any(one.answer.given or one.comment.given for one in declaration.answers)
    assert not any(entry.given for entry in declaration.company.values())
    assert len(declaration.answers) == 8 * 4 + 8


# The three filled samples, read by hand. Names, addresses and numbers of the person who filled them are only marked.
YES, NO, OPEN = "Yes", "No", "Uncertain or Unknown"
ALL_PROVIDED = "Yes all smelters have been provided"
ANSWERS_2 = {
    22: [YES, YES, YES, YES],
    28: [NO, NO, OPEN, NO],
    34: [NO, NO, OPEN, NO],
    40: [YES, "No but > 75%", YES, YES],
    46: [ALL_PROVIDED, NO, ALL_PROVIDED, ALL_PROVIDED],
    52: [YES, YES, YES, YES],
}
ANSWERS_3 = {
    26: [YES, YES, YES, YES],
    32: [YES, YES, YES, YES],
    38: [NO, NO, "Unknown", NO],
    44: [YES, YES, YES, YES],
    50: ["Yes, 100%"] * 4,
    56: [YES, YES, YES, YES],
    62: [YES, YES, YES, YES],
}
# Row, metal, chosen name and standard name (marked), country.
SMELTERS = [
    (5, "Gold", "645c431520", "72ee3712e0", "GERMANY"),
    (6, "Tin", "4d14aafb54", "86dddcee53", "UNITED STATES"),
    (7, "Tantalum", "ed20b07e1e", "ed20b07e1e", "UNITED STATES"),
    (8, "Tungsten", "9c5253eef5", "9c5253eef5", "CHINA"),
]


def given_in(row: SmelterRow) -> tuple[int, str, str, str, str]:
    """Give what stands in a smelter row, its names marked."""
    return row.row, row["metal"].text, mark(row["lookup"].text), mark(row["name"].text), row["country"].text


def written(declaration: Declaration) -> dict[str, str]:
    """Give what stands in each cell of the answers and comments, by cell; a comment of the last questions is marked."""
    cells = [cell for one in declaration.answers for cell in (one.answer, one.comment)]
    found = {cell.source.place.cell: cell.text for cell in cells if cell.text}
    return {cell: mark(words) if cell in ("G75", "G85") else words for cell, words in found.items()}


def expected(per_metal: Mapping[int, list[str]], company: Mapping[str, str]) -> dict[str, str]:
    return {f"D{row + at}": words for row, answers in per_metal.items() for at, words in enumerate(answers)} | dict(
        company
    )


def yes_from(first: int, last: int) -> dict[str, str]:
    return {f"D{row}": YES for row in range(first, last + 1, 2)}


@pytest.mark.reference
@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("2.03a_-_green.xlsx", {"G75": "d0dd3b9a68"}),
        ("2.03a_-_high_risk.xlsx", {"D28": YES}),
    ],
)
def test_the_filled_2_03a_workbooks_read_by_hand(reference: Path, name: str, changes: dict[str, str]) -> None:
    declaration = declaration_in(reference / "templates" / name)
    company = {
        "company_name": ("D8", ""), "scope": ("D9", "A. Company Level"), "scope_description": ("D10", ""),
        "unique_id": ("D12", ""), "address": ("D13", ""), "authorizer_name": ("D14", ""),
        "authorizer_title": ("D15", "Chief Technology Officer"), "authorizer_email": ("D16", ""),
        "authorizer_phone": ("D17", ""), "effective_date": ("D18", "2014-05-31"),
    }  # fmt: skip
    for field, (cell, words) in company.items():
        entry = declaration[field]
        assert (entry.source.place.sheet, entry.source.place.cell) == ("Declaration", cell)
        assert (MARKS[field] == mark(entry.text)) if field in MARKS else (entry.text == words)
    assert set(declaration.company) == set(company)
    assert declaration.effective_date == date(2014, 5, 31)  # the workbook counts its days from 1904
    by_company = yes_from(59, 77) | {"D73": "Yes (documentation review only)", "G61": "http://company/policy"}
    assert written(declaration) == expected(ANSWERS_2, by_company) | changes
    assert [one.question for one in declaration.answers] == [n for n in "123456" for _ in METALS] + list("ABCDEFGHIJ")
    assert [given_in(row) for row in declaration.smelters] == SMELTERS
    for row in declaration.smelters:
        assert [row[field].source.place.cell for field in ("metal", "country")] == [f"B{row.row}", f"E{row.row}"]
        # The template looks the id up by the standard name; for three of the four it knows none.
        assert row["identification"].kind is (EntryKind.EMPTY if row.row == 8 else EntryKind.ERROR)
        assert row["identification"].text == ("" if row.row == 8 else "#N/A")
        assert row.given_id == ""
        assert set(row.cells) <= {"metal", "lookup", "name", "country", "identification"}


MARKS = {
    "company_name": "1fa509d6bd",
    "unique_id": "2b2c53b37a",
    "address": "40a8c09504",
    "contact_name": "103d9588df",
    "contact_email": "6fb7b94e2c",
    "contact_phone": "da2066c247",
    "authorizer_name": "103d9588df",
    "authorizer_email": "6fb7b94e2c",
    "authorizer_phone": "da2066c247",
}


@pytest.mark.reference
def test_product_rows_of_the_filled_workbooks(reference: Path) -> None:
    green, risk, third = (declaration_in(reference / "templates" / name) for name in FILLED)
    assert [(row.row, row["number"].words, row["name"].words, row["comments"].words) for row in green.products] == [
        (275, "ABCDEFG12345678", "Tool", "This is the main product")
    ]
    assert risk.products == ()
    assert [(row.row, row["number"].text, row["name"].text, row["comments"].text) for row in third.products] == [
        (6, "ABCDEFG12345678\n", "Tool\n", "This is the main product ")
    ]


@pytest.mark.reference
def test_the_filled_3_01_workbook_read_by_hand(reference: Path) -> None:
    declaration = declaration_in(reference / "templates" / "3.01_-_green.xlsx")
    plain = {
        "scope": ("D9", "A. Company"), "scope_description": ("D10", ""), "unique_id_authority": ("D13", "Database"),
        "authorizer_title": ("D19", ""), "effective_date": ("D22", "2014-05-31"),
    }  # fmt: skip
    marked = {
        "company_name": "D8", "unique_id": "D12", "address": "D14", "contact_name": "D15", "contact_email": "D16",
        "contact_phone": "D17", "authorizer_name": "D18", "authorizer_email": "D20", "authorizer_phone": "D21",
    }  # fmt: skip
    assert set(declaration.company) == plain.keys() | marked.keys()
    for field, (cell, words) in plain.items():
        assert (declaration[field].source.place.cell, declaration[field].text) == (cell, words)
    for field, cell in marked.items():
        assert (declaration[field].source.place.cell, mark(declaration[field].text)) == (cell, MARKS[field])
    by_company = yes_from(69, 87) | {"G71": "http://company/policy", "G85": "d85daa7c3b"}
    assert written(declaration) == expected(ANSWERS_3, by_company)
    assert [one.question for one in declaration.answers] == [n for n in "1234567" for _ in METALS] + list("ABCDEFGHIJ")
    assert [given_in(row) for row in declaration.smelters] == SMELTERS
    for row in declaration.smelters:
        assert set(row.cells) == {"metal", "lookup", "name", "country"}


def second_witness(path: Path) -> dict[tuple[str, str], Any]:
    """Give every cell that has a value, as another library reads it."""
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        office.load_key(password="VelvetSweatshop")  # noqa: S106  (the password that all programs try by themselves)
        out = io.BytesIO()
        office.decrypt(out)
        data = out.getvalue()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it has things to say of headers and footers
        workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in workbook
        if sheet.title in ("Declaration", "Smelter List", "Product List")
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def as_text(value: Any) -> str:
    """Print a value of the other library as an entry does."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, int | float):
        return f"{Decimal(repr(value)):f}"
    return str(value).replace("_x000D_", "\r")


def entries_of(declaration: Declaration) -> list[Entry]:
    return [
        *declaration.company.values(),
        *(entry for one in declaration.answers for entry in (one.answer, one.comment)),
        *(entry for smelter in declaration.smelters for entry in smelter.cells.values()),
        *(entry for product in declaration.products for entry in product.cells.values()),
    ]


CHECKER_BOOKS = (
    "p-cmrt6.22-021",
    "p-cmrt6.22-056",
    "p-cmrt6.5-023",
    "p-cmrt6.5-063",
    "p-cmrt6.5-079",
    "p-cmrt6.5-085",
)


@pytest.mark.reference
@pytest.mark.parametrize(
    "name",
    [
        *(f"templates/{name}" for name in FILLED),
        "templates/RMI_CMRT_6.5.xlsx",
        *(f"checker_cases/{name}.xlsx" for name in CHECKER_BOOKS),
    ],
)
def test_a_second_reader_sees_the_same_in_every_cell(reference: Path, name: str) -> None:
    declaration = declaration_in(reference / name)
    cells = second_witness(reference / name)
    entries = entries_of(declaration)
    for entry in entries:
        place = entry.source.place
        assert entry.text == as_text(cells.get((place.sheet, place.cell))), place
    # And nothing that the other reader sees in a list was left out, blank rows of formulas aside.
    layout = layout_of(declaration.version)
    seen = {(entry.source.place.sheet, entry.source.place.cell) for entry in entries}
    for listing in (layout.smelter_list, layout.product_list):
        columns = set(listing.columns.values())
        for (sheet, cell), value in cells.items():
            letter, row = cell.rstrip("0123456789"), int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            inside = sheet == listing.sheet and letter in columns and listing.first <= row <= listing.last
            if inside and value not in ("", 0):
                assert (sheet, cell) in seen


def cases_of(reference: Path) -> dict[str, dict[str, Any]]:
    cases = json.loads((reference / "checker_cases" / "cases.json").read_text(encoding="utf-8"))
    return {one["id"]: one for one in cases}


@pytest.mark.reference
@pytest.mark.parametrize("name", CHECKER_BOOKS)
def test_the_filled_6_x_workbooks_say_what_was_typed_into_them(reference: Path, name: str) -> None:
    case = cases_of(reference)[name]
    declaration = declaration_in(reference / "checker_cases" / f"{name}.xlsx")
    entries = {f"{one.source.place.sheet}!{one.source.place.cell}": one for one in entries_of(declaration)}
    version = case["template"].removeprefix("RMI_CMRT_").removesuffix(".xlsx")
    assert declaration.version == version
    assert declaration.language.startswith(case.get("lang", "English"))
    for cell, value in case["cells"].items():
        if value is None or value == 0:
            assert not entries[cell].given if cell in entries else True
        elif isinstance(value, dict):
            assert entries[cell].day == date.fromisoformat(value["date"])
        else:
            assert entries[cell].text == str(value), cell
    # Apart from the lists, whose formulas fill cells of their own, nothing else is there.
    typed = {cell for cell, value in case["cells"].items() if value is not None and value != ""}
    assert {at for at, one in entries.items() if at.startswith("Declaration!") and one.text} == {
        at for at in typed if at.startswith("Declaration!")
    }


@pytest.mark.reference
def test_an_id_in_column_a_and_one_that_nobody_knows(reference: Path) -> None:
    declaration = declaration_in(reference / "checker_cases" / "p-cmrt6.5-023.xlsx")
    known, chosen, unlisted, unknown = declaration.smelters
    assert (known.row, known.given_id, known.metal) == (5, "CID002867", "Gold")
    assert known["lookup"].words == lookup_name(reference, "CID002867")
    assert (mark(chosen["lookup"].words), chosen.given_id) == ("d250c71405", "CID002852")
    assert (unlisted["lookup"].words, unlisted.given_id) == ("No Such Smelter Ltd", "")
    assert (unknown.row, unknown.given_id, unknown.metal) == (8, "CID999999", "")
    assert [unknown[field].text for field in ("metal", "lookup")] == ["#N/A", "#N/A"]
    assert [unknown[field].kind for field in ("metal", "lookup")] == [EntryKind.ERROR, EntryKind.ERROR]


def lookup_name(reference: Path, cid: str) -> str:
    book = openpyxl.load_workbook(reference / "templates" / "RMI_CMRT_6.5.xlsx", read_only=True, data_only=True)
    return next(str(row[2]) for row in book["Smelter Look-up"].iter_rows(min_row=5, values_only=True) if row[4] == cid)


@pytest.mark.reference
def test_a_french_workbook_is_read_like_any_other(reference: Path) -> None:
    declaration = declaration_in(reference / "checker_cases" / "p-cmrt6.5-079.xlsx")
    assert declaration.language == "Français"
    answer = declaration.answer(Topic.ADDED, "Tantalum")
    assert answer is not None
    assert answer.answer.text == "YES"
    assert [row["number"].text for row in declaration.products] == ["P-1"]  # the number 0 in B6 is nobody's product


@pytest.mark.reference
def test_the_in_memory_builder_and_the_reader_agree(reference: Path) -> None:
    """The builder that the other tests rest on makes the same declaration as the reader."""
    for name in FILLED:
        declaration = declaration_in(reference / "templates" / name)
        cells: dict[str, CellValue] = {}
        for entry in entries_of(declaration):
            error = entry.kind is EntryKind.ERROR
            value = CellError(entry.text) if error else entry.day or entry.text or None
            cells[f"{entry.source.place.sheet}!{entry.source.place.cell}"] = value
        made = declaration_of(layout_of(declaration.version), cells, name)
        assert [(one.text, one.kind, one.source.place) for one in entries_of(made)] == [
            (one.text, one.kind, one.source.place) for one in entries_of(declaration)
        ]


def test_a_workbook_whose_formulas_were_saved_without_values() -> None:
    """What the template would have looked up for an id is looked up here; an unknown id stays open."""
    workbook = MadeWorkbook(
        {
            "Declaration": {"D2": "Conflict Minerals Reporting Template (CMRT)", "J3": "Revision 6.5\nApril 25, 2025"},
            "Smelter List": {
                "A5": "CID900002 ", "B5": LOST, "C5": LOST, "E5": LOST,
                "A6": "CID999999", "B6": LOST, "C6": LOST,
                "B7": LOST, "C7": LOST, "E7": LOST,
                "B8": "Gold", "C8": "Gamma Gold Refinery", "H8": 0,
            },
            "Product List": {"B6": 0, "B7": "P-1"},
            "Smelter Look-up": {"A5": "Tin", "B5": "Beta", "C5": "Beta Tin Smelting", "D5": "MALAYSIA", "E5": "CID900002"},
        }
    )  # fmt: skip
    declaration = _declaration_of(workbook)
    first, second, third = declaration.smelters
    assert (first.metal, first["lookup"].words, first["country"].words) == ("Tin", "Beta Tin Smelting", "MALAYSIA")
    assert first["country"].source.place.sheet == "Smelter Look-up"
    assert second["metal"].kind is EntryKind.UNCACHED
    assert (third.row, third.given_name, set(third.cells)) == (8, "Gamma Gold Refinery", {"metal", "lookup"})
    assert [row["number"].text for row in declaration.products] == ["P-1"]


def _declaration_of(workbook: MadeWorkbook) -> Declaration:
    from kaiji.minerals import reader  # noqa: PLC0415

    template = recognise(workbook)
    assert template.layout is not None
    return reader._declaration(workbook, template, template.layout)


@pytest.mark.parametrize(
    ("version", "layout"),
    [
        ("6.6", "6.5"),
        ("6.3", "6.22"),
        ("6.0", "6.01"),
        ("3.02", "3.01"),
        ("3.00", "3.01"),
        ("2.021", "2.02"),
        ("5.11", "5.00"),
        ("4.20", "4.00"),
        ("7.0", "6.5"),
        ("EMRT 2.2", "2.1"),
        ("AMRT 1.1", "1.2"),
        ("AMRT 1.31", "1.3"),
        ("CRT 2.0", "2.2"),
        ("EMRT 3.0", "2.1"),
        ("CRT 3.1", "2.2"),
        ("ABCD 1.0", ""),
    ],
)
def test_which_layout_stands_in_for_an_unknown_revision(version: str, layout: str) -> None:
    family, _, number = version.rpartition(" ")
    found = nearest(family or "CMRT", number)
    assert (found.version if found else "") == layout


def test_the_newest_version_of_a_day() -> None:
    assert newest("CMRT", date(2011, 7, 17)) is None
    for day, version in (
        (date(2011, 7, 18), "1.00"),
        (date(2013, 7, 12), "2.03"),
        (date(2022, 5, 11), "6.22"),
        (date(2030, 1, 1), "6.5"),
    ):
        found = newest("CMRT", day)
        assert found is not None
        assert found.version == version


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0broken", b"metal,name\n"])
def test_what_is_no_workbook_is_a_finding_and_no_exception(data: bytes) -> None:
    reading = read(data, "answer.xlsx")
    assert reading.declaration is None
    assert reading.findings
    assert reading.source.file == "answer.xlsx"
    assert reading.source.digest == digest_of(data)


def test_a_blank_among_the_chosen_minerals_takes_a_row_of_its_own() -> None:
    """The sheet sorts it before all names: the answers of the others stand one row further down."""
    cells = {"D2": "A template (AMRT)", "J3": "Revision 1.3\nOctober 17, 2025", "D12": "Zinc", "E12": "  ", "G12": "Lime",
             "D31": "Yes", "D32": "No", "D33": "Unknown"}  # fmt: skip
    sheets = {"Declaration": cells, "Minerals Scope": {}, "Smelter List": {}, "Mine List": {}, "Product List": {}}
    found = read_opened(Opened(MadeWorkbook(sheets), ()), "answer.xlsx")
    assert found.declaration is not None
    assert found.declaration.metals == ("Lime", "Zinc")
    asked = [(one.metal, one.answer.text) for one in found.declaration.answers if one.question == "1"]
    assert asked == [("Lime", "No"), ("Zinc", "Unknown")]
    assert [(one.code, one.place.cell) for one in found.findings] == [("CMRT-008", "D31")]
