"""Filling: made templates of every version, then the official ones, judged by their own Checker in LibreOffice."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from formats.xlsx_patch.patching import opened, openpyxl_cells, raw_parts
from kaiji.core.source import Source
from kaiji.minerals.convert import convert
from kaiji.minerals.declaration import Declaration, Entry, EntryKind, ProductRow, SmelterRow, Topic
from kaiji.minerals.fill import changes_for, fill, numbered, portions
from kaiji.minerals.layout import Layout
from kaiji.minerals.reader import read
from minerals.building import VERSIONS, declare, layout_of
from minerals.made_template import made_template
from office import recalculated

OFFICIAL = {
    "6.5": "RMI_CMRT_6.5.xlsx",
    "6.22": "RMI_CMRT_6.22.xlsx",
    "6.01": "RMI_CMRT_6.01.xlsx",
    "3.01": "3.01_-_green.xlsx",
    "2.03a": "2.03a_-_green.xlsx",
    "1.00": "1.00_-_empty.xlsx",
    "EMRT 2.1": "RMI_EMRT_2.1.xlsx",
    "EMRT 1.3": "RMI_EMRT_1.3.xlsx",
    "AMRT 1.3": "RMI_AMRT_1.3.xlsx",
    "CRT 2.2": "RMI_CRT_2.21.xlsx",
}
# The cell in which each Checker adds up what is missing; 1.00 has none.
TOTAL = {
    "6.5": "H70", "6.22": "H70", "6.01": "H70", "3.01": "H63", "2.03a": "H52", "EMRT 2.1": "H125", "EMRT 1.3": "H65",
    "AMRT 1.3": "H52", "CRT 2.2": "H62",
}  # fmt: skip


def said(declaration: Declaration) -> tuple[Any, ...]:
    """Give everything a declaration says, without the file it stands in."""

    def one(entry: Entry) -> tuple[Any, ...]:
        return entry.text, entry.kind, entry.day, str(entry.source.place)

    return (
        declaration.family,
        declaration.version,
        declaration.metals,
        {name: one(entry) for name, entry in declaration.company.items()},
        [(each.question, each.topic, each.metal, one(each.answer), one(each.comment)) for each in declaration.answers],
        *(
            [(row.row, {name: one(entry) for name, entry in row.cells.items()}) for row in rows]
            for rows in (declaration.smelters, declaration.products, declaration.mines, declaration.reasons)
        ),
    )


def filled(data: bytes, declaration: Declaration) -> bytes:
    made = fill(data, declaration, "t.xlsx")
    assert [name for name, _ in made.files] == ["t.xlsx"], made.findings
    seen = layout_of(name_of(declaration)).seen
    assert [one.code for one in made.findings] == ([] if seen else ["CMRT-006"])
    return made.files[0][1]


def name_of(declaration: Declaration) -> str:
    """Give the name by which these tests call a declaration's version."""
    family = "" if declaration.family == "CMRT" else f"{declaration.family} "
    return f"{family}{declaration.version}"


def reread(data: bytes) -> Declaration:
    found = read(data, "answer.xlsx").declaration
    assert found is not None
    return found


@pytest.mark.parametrize("version", VERSIONS)
def test_what_was_filled_reads_back(version: str) -> None:
    layout = layout_of(version)
    comment = f"G{layout.questions[0].row}"
    smelters = layout.smelter_list
    left = {f"{layout.declaration}!{comment}": "old comment",
            f"{smelters.sheet}!{smelters.columns['metal']}{smelters.first + 5}": "Tin"}  # fmt: skip
    change: dict[str, Any] = {"address": " 1, Main  St "}
    if layout.question(Topic.POLICY_PUBLIC):
        change["comment/policy_public"] = "www.example.com\nline"
    if layout.product_list:
        change["products"] = ["=P-1", "P-2"]
        left[f"{layout.product_list.sheet}!B8"] = "old product"
    declaration = declare(version, change)
    content = filled(made_template(layout, left), declaration)
    assert said(reread(content)) == said(declaration)


def test_formulas_of_rows_without_answers_stay() -> None:
    layout = layout_of("6.5")
    data = made_template(layout)
    cells = openpyxl_cells(filled(data, declare("6.5")), values=False)
    assert cells["Smelter List", "E5"][0] == "GERMANY"
    assert cells["Smelter List", "E20"][0] == '=IF(C20="","","x")'
    fewer = replace(declare("6.5"), smelters=declare("6.5").smelters[:1])
    again = openpyxl_cells(filled(filled(data, declare("6.5")), fewer), values=False)
    assert ("Smelter List", "B6") not in again
    assert again["Smelter List", "E20"][0] == '=IF(C20="","","x")'


def test_rows_that_are_out_of_order_follow_each_other() -> None:
    layout = layout_of("6.5")
    declaration = declare("6.5")
    shuffled = replace(declaration, smelters=tuple(replace(one, row=9999) for one in declaration.smelters))
    assert [one.row for one in reread(filled(made_template(layout), shuffled)).smelters] == [5, 6, 7, 8]
    far = replace(declaration, smelters=tuple(replace(one, row=one.row + 90) for one in declaration.smelters))
    assert [one.row for one in reread(filled(made_template(layout), far)).smelters] == [95, 96, 97, 98]


def many(layout: Layout, metals: Mapping[str, int], products: int = 0) -> Declaration:
    declaration = declare(layout.version)
    source = Source("many.json")
    rows = [
        SmelterRow(0, source, {"metal": Entry(metal, source), "lookup": Entry(f"{metal} {number}", source)})
        for metal, count in metals.items()
        for number in range(count)
    ]
    goods = tuple(ProductRow(0, source, {"number": Entry(f"P{number}", source)}) for number in range(products))
    return replace(declaration, smelters=tuple(rows), products=goods)


def test_more_rows_than_a_template_has_are_divided() -> None:
    layout = layout_of("2.03a")
    declaration = many(layout, {"Gold": 2400, "Tin": 300, "Tungsten": 1}, 200)
    made = fill(made_template(layout), declaration, "answer.xlsx")
    assert [name for name, _ in made.files] == ["answer-1.xlsx", "answer-2.xlsx"]
    (told,) = [one for one in made.findings if one.code == "CMRT-404"]
    assert told.param("count") == 2
    parts = [reread(content) for _, content in made.files]
    assert [len(one.smelters) for one in parts] == [1350, 1351]
    assert [len(one.products) for one in parts] == [200, 200]
    assert sorted(row["lookup"].text for one in parts for row in one.smelters) == sorted(
        row["lookup"].text for row in declaration.smelters
    )
    assert [sum(row.metal == "Tin" for row in one.smelters) for one in parts] == [150, 150]
    for one in parts:
        assert said(one)[2:5] == said(declaration)[2:5]


def test_products_are_divided_where_one_workbook_cannot_hold_them() -> None:
    layout = layout_of("2.03a")  # 295 product rows
    parts = list(portions(many(layout, {"Gold": 4}, 600), layout))
    assert [(len(one.smelters), len(one.products)) for one in parts] == [(1, 200), (1, 200), (2, 200)]
    assert [len(one.products) for one in portions(many(layout, {"Gold": 1}, 295), layout)] == [295]


def test_rows_beyond_the_list_are_misuse_of_the_cells() -> None:
    layout = layout_of("2.03a")
    with pytest.raises(ValueError, match="2501 rows do not fit into Smelter List"):
        changes_for(many(layout, {"Gold": 2501}), layout)


def test_numbers_flags_and_errors_keep_their_kind() -> None:
    declaration = declare("6.22", {"supplier_share/Tin": 1, "unique_id": 12.5, "contact_name": True, "address": "#N/A"})
    layout = layout_of("6.22")
    made = fill(made_template(layout), declaration, "t.xlsx")
    assert [one.code for one in made.findings] == ["CMRT-403"]
    found = reread(made.files[0][1])
    assert (found["unique_id"].text, found["unique_id"].kind) == ("12.5", EntryKind.NUMBER)
    assert found["contact_name"].kind is EntryKind.FLAG
    assert found["address"].kind is EntryKind.EMPTY


def test_names_of_several_workbooks() -> None:
    assert [numbered("a.b.xlsx", 2), numbered("answer", 10)] == ["a.b-2.xlsx", "answer-10"]


def official(reference: Path, version: str) -> bytes:
    return (reference / "templates" / OFFICIAL[version]).read_bytes()


@pytest.mark.reference
@pytest.mark.parametrize("version", OFFICIAL)
def test_official_workbooks_read_back_equal(reference: Path, version: str) -> None:
    data = official(reference, version)
    change: dict[str, Any] = {"comment/added/all": "see the site"}
    if layout_of(version).product_list:
        change["products"] = ["P-1", "P-2"]
    declaration = declare(version, change)
    content = filled(data, declaration)
    assert said(reread(content)) == said(declaration)
    assert reread(content).language == reread(data).language
    before, after = raw_parts(data), raw_parts(content)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    sheets = {name for name in changed if name.startswith("xl/worksheets/")}
    assert changed - sheets <= {"xl/workbook.xml", "xl/calcChain.xml"}
    assert len(sheets) == 1 + len(layout_of(version).lists)
    for element in ("dataValidations", "conditionalFormatting", "sheetProtection", "mergeCells", "extLst", "cols",
                    "protectedRanges", "drawing", "legacyDrawing", "hyperlinks", "sheetViews"):  # fmt: skip
        pattern = re.compile(rf"<{element}\b.*?</{element}>|<{element}\b[^>]*/>".encode(), re.DOTALL)
        with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(BytesIO(content)) as new:
            for sheet in sheets:
                assert pattern.findall(old.read(sheet)) == pattern.findall(new.read(sheet)), (sheet, element)


@pytest.mark.reference
@pytest.mark.parametrize("version", ["2.03a"])
def test_untouched_cells_of_official_workbooks(reference: Path, version: str) -> None:
    data, declaration = official(reference, version), declare(version)
    content, layout = filled(data, declaration), layout_of(version)
    may_change = set(changes_for(declaration, layout)[0])
    lists = {
        (listing.sheet, f"{column}{row}")
        for listing in (layout.smelter_list, layout.product_list)
        for column in listing.columns.values()
        for row in range(listing.first, listing.last + 1)
    }
    for values in (False, True):
        old, new = openpyxl_cells(data, values=values), openpyxl_cells(content, values=values)
        differing = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
        cleared = {key for key in differing & lists if key not in new or new[key][0] in (None, "")}
        assert differing <= may_change | cleared


def for_products(version: str) -> Declaration:
    """Give a complete declaration for listed products, with a smelter that no list has."""
    layout = layout_of(version)
    declaration = declare(version, {"products": ["P-1", "P-2"]} if layout.product_list else {})
    if "product" in layout.scopes and "scope" in layout.company:
        scope = replace(declaration["scope"], text=layout.scopes["product"])
        declaration = replace(declaration, company={**declaration.company, "scope": scope})
    listing, last = layout.smelter_list, declaration.smelters[-1]
    words = {"metal": last["metal"].text, "lookup": "Smelter not listed", "name": "Epsilon Works", "country": "PERU"}
    where = {name: Source("answer.xlsx").at(sheet=listing.sheet, cell=f"{column}{last.row + 1}")
             for name, column in listing.columns.items()}  # fmt: skip
    cells = {name: Entry(text, where[name]) for name, text in words.items() if name in where}
    return replace(declaration, smelters=(*declaration.smelters, SmelterRow(last.row + 1, last.source, cells)))


@pytest.mark.reference
@pytest.mark.office
@pytest.mark.parametrize("version", OFFICIAL)
def test_the_official_checker_finds_nothing_missing(reference: Path, version: str, tmp_path: Path) -> None:
    declaration = for_products(version)
    calculated = recalculated(filled(official(reference, version), declaration), tmp_path)
    if version in TOTAL:
        checker = opened(calculated).sheet("Checker")
        assert checker is not None
        assert str(checker.value("D2")) == "0"
        assert checker.value(TOTAL[version]) == Decimal(0)
    found = reread(calculated)
    assert said(found)[6:] == said(declaration)[6:]
    assert said(found)[2:5] == said(declaration)[2:5]
    for row, given in zip(found.smelters, declaration.smelters, strict=True):
        for name, entry in given.cells.items():
            assert row[name].text == entry.text, name


@pytest.mark.reference
@pytest.mark.office
def test_formulas_below_an_overwritten_master_still_calculate(reference: Path, tmp_path: Path) -> None:
    """A smelter id typed below the filled rows is looked up by formulas whose shared text moved."""
    data, layout = official(reference, "6.5"), layout_of("6.5")
    look = opened(data).sheet(layout.lookup_list.sheet)
    assert look is not None
    source = Source("made")
    typed = SmelterRow(30, source, {"id_input": Entry(str(look.value("E5")), source)})
    declaration = declare("6.5")
    content = filled(data, replace(declaration, smelters=(*declaration.smelters, typed)))
    sheet = opened(recalculated(content, tmp_path)).sheet(layout.smelter_list.sheet)
    assert sheet is not None
    assert [sheet.value(f"{column}30") for column in "BCEF"] == [look.value(f"{column}5") for column in "ACDE"]
    assert sheet.value("B31") is None


@pytest.mark.reference
@pytest.mark.office
def test_a_converted_declaration_opens_and_shows_only_what_is_left_to_answer(reference: Path, tmp_path: Path) -> None:
    converted, _ = convert(declare("3.01"), layout_of("6.5"))
    content = filled(official(reference, "6.5"), converted)
    checker = opened(recalculated(content, tmp_path)).sheet("Checker")
    assert checker is not None
    missing = {row for row in range(4, 70) if checker.value(f"H{row}") == Decimal(1)}
    assert missing == {29, 30, 31, 32, 63}  # question 4 of 6.x, and question H on the duty to disclose


@pytest.mark.reference
def test_a_workbook_in_the_old_format_is_refused(reference: Path) -> None:
    data = (reference / "templates/3.01_-_empty.xls").read_bytes()
    made = fill(data, declare("3.01"), "3.01.xls")
    assert made.files == ()
    assert [one.code for one in made.findings] == ["FILE-007", "FILE-408"]


@pytest.mark.reference
def test_an_answered_workbook_is_answered_anew(reference: Path) -> None:
    """What another declaration left in it is gone: answers, comments, rows of the lists."""
    data = (reference / "templates/2.03a_-_high_risk.xlsx").read_bytes()
    declaration = declare("2.03a", {"products": ["P-1"]})
    assert said(reread(data)) != said(declaration)
    assert said(reread(filled(data, declaration))) == said(declaration)


@pytest.mark.parametrize("version", VERSIONS)
def test_each_family_divides_what_does_not_fit(version: str) -> None:
    layout = layout_of(version)
    declaration = declare(version)
    room = layout.smelter_list.last - layout.smelter_list.first + 1
    metal = declaration.smelters[0]["metal"]
    name = "lookup" if "lookup" in layout.smelter_list.columns else "name"
    rows = tuple(
        SmelterRow(0, declaration.source, {"metal": metal, name: Entry(f"Works {at}", declaration.source)})
        for at in range(2 * room + 1)
    )
    parts = list(portions(replace(declaration, smelters=rows), layout))
    assert [len(one.smelters) for one in parts] == [(2 * room + 1) * at // 3 - (2 * room + 1) * (at - 1) // 3
                                                    for at in (1, 2, 3)]  # fmt: skip
    assert [row[name].text for one in parts for row in one.smelters] == [row[name].text for row in rows]
    assert all(said(one)[2:5] == said(declaration)[2:5] and one.mines == declaration.mines for one in parts)


@pytest.mark.parametrize("version", ["EMRT 2.1", "EMRT 1.3", "AMRT 1.3", "AMRT 1.2", "CRT 2.2", "1.00"])
def test_divided_workbooks_read_back(version: str) -> None:
    layout = layout_of(version)
    declaration = declare(version)
    room = layout.smelter_list.last - layout.smelter_list.first + 1
    rows = tuple(replace(declaration.smelters[at % len(declaration.smelters)], row=0) for at in range(room + 1))
    made = fill(made_template(layout), replace(declaration, smelters=rows), "answer.xlsx")
    assert [name for name, _ in made.files] == ["answer-1.xlsx", "answer-2.xlsx"]
    parts = [reread(content) for _, content in made.files]
    assert sum(len(one.smelters) for one in parts) == room + 1
    for one in parts:
        assert said(one)[2:5] == said(declaration)[2:5]
        assert said(one)[7:] == said(declaration)[7:]
