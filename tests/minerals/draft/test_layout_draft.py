"""Drafting layouts: official workbooks give their own layout again, and moved ones give one that reads them in full."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kaiji.cli.layout import draft_file
from kaiji.formats.xlsx.container import look_over
from kaiji.formats.xlsx.limit import LIMITS
from kaiji.formats.xlsx.package import read_package
from kaiji.formats.xlsx.workbook import open_workbook
from kaiji.minerals.declaration import Declaration, Entry, ProductRow, SmelterRow
from kaiji.minerals.draft import layout_draft
from kaiji.minerals.draft.layout_draft import Draft, draft_layout
from kaiji.minerals.fill import fill
from kaiji.minerals.layout import Layout, layout_data, layouts_of
from kaiji.minerals.reader import read
from minerals.building import declare, layout_of
from minerals.moved_template import moved, with_parts
from minerals.test_fill import OFFICIAL

FILES = {
    **{version: (name,) for version, name in OFFICIAL.items()},
    "2.03a": ("2.03a_-_green.xlsx", "2.03a_-_high_risk.xlsx"),
    "3.01": ("3.01_-_green.xlsx", "3.01_-_empty.xls"),
}


def draft_of(data: bytes, name: str = "new.xlsx") -> Draft:
    return draft_layout(data, open_workbook(data, name))


def said(declaration: Declaration) -> dict[str, Any]:
    """Give what a declaration says, wherever it stands."""

    def one(entry: Entry) -> tuple[Any, ...]:
        return entry.text, entry.kind, entry.day

    made: dict[str, Any] = {name: one(entry) for name, entry in declaration.company.items()}
    made |= {f"{each.topic}/{each.metal}": (one(each.answer), one(each.comment)) for each in declaration.answers}
    lists: tuple[Sequence[ProductRow | SmelterRow], ...] = (
        declaration.smelters,
        declaration.products,
        declaration.mines,
        declaration.reasons,
    )
    return made | {
        str(number): [{name: one(entry) for name, entry in row.cells.items()} for row in rows]
        for number, rows in enumerate(lists)
    }


@pytest.mark.reference
@pytest.mark.parametrize("version", FILES)
def test_an_official_workbook_gives_its_own_layout_again(reference: Path, version: str) -> None:
    for name in FILES[version]:
        draft = draft_of((reference / "templates" / name).read_bytes(), name)
        assert draft.differences == ()
        assert {one.code for one in draft.findings} <= {"FILE-007"}
        known = layout_of(version)
        (written,) = layouts_of(tomllib.loads(draft_file(draft))).values()
        assert written == draft.layout
        assert replace(written, seen=True) == known


@pytest.mark.reference
@pytest.mark.parametrize("version", FILES)
def test_search_words_alone_find_the_same_cells(reference: Path, version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A revision in which every label is reworded a little has no fingerprint in common with the known one."""

    def without_prints(layout: Layout) -> dict[str, Any]:
        return layout_data(layout) | {"labels": {"starred": layout_data(layout)["labels"]["starred"]}}

    monkeypatch.setattr(layout_draft, "layout_data", without_prints)
    for name in FILES[version]:
        drafted = draft_of((reference / "templates" / name).read_bytes()).layout
        assert drafted is not None
        assert replace(drafted, seen=True) == layout_of(version)


# What is put in: rows before a row of the Declaration, and before the head of the lists.
MOVES = {
    "6.5": ("Revision 6.6\nApril 24, 2026", "6.6", {"Declaration": {13: 2, 60: 1, 76: 3}, "Product List": {4: 2}}),
    "EMRT 2.1": ("Revision 2.2\nApril 24, 2026", "2.2", {"Declaration": {12: 1, 53: 2}, "Mine List": {3: 1}}),
    "EMRT 1.3": ("Revision 1.4\nMay 2, 2025", "1.4", {"Declaration": {9: 1, 38: 0, 64: 2}}),
    "AMRT 1.3": ("Revision 1.4\nApril 24, 2026", "1.4", {"Declaration": {14: 1, 42: 2}, "Smelter List": {2: 1}}),
    "CRT 2.2": ("Revision 2.3\nMay 2, 2022", "2.3", {"Declaration": {25: 4}, "Product List": {3: 1}}),
    "3.01": ("Revision 3.02\nNovember 7, 2014", "3.02", {"Declaration": {12: 1, 88: 2}}),
}


@pytest.mark.reference
@pytest.mark.parametrize("version", MOVES)
def test_a_moved_workbook_is_read_in_full_by_its_draft(reference: Path, version: str) -> None:
    title, number, rows = MOVES[version]
    blank = (reference / "templates" / OFFICIAL[version]).read_bytes()
    declaration = declare(version, {"products": ["P-1", "P-2"], "comment/added/all": "see the site"})
    filled = fill(blank, declaration).files[0][1]
    draft = draft_of(moved(blank, title, rows))
    assert [one.code for one in draft.findings] == []
    (layout,) = layouts_of(tomllib.loads(draft_file(draft))).values()
    assert (layout.version, layout.seen) == (number, False)
    new = moved(filled, title, rows)
    found = read(new, "new.xlsx", layout)
    assert [one.code for one in found.findings] == ["CMRT-006"]
    assert found.declaration is not None
    assert said(found.declaration) == said(declaration)
    # the nearest layout would have read other cells
    shifted = read(new, "new.xlsx").declaration
    assert shifted is not None
    assert said(shifted) != said(declaration)
    # an answered workbook gives the same layout as the blank one
    assert draft_of(new).layout == layout


@pytest.mark.reference
def test_differences_of_a_moved_workbook(reference: Path) -> None:
    blank = (reference / "templates" / OFFICIAL["6.5"]).read_bytes()
    words = {
        "Declaration!B37": "4) Do any of the smelters source from the covered countries?",
        "Declaration!B43": "3) Do any of the smelters in your supply chain source from high-risk areas?",
        "Declaration!B89": "H. What is the shoe size of your chief executive?",
        "Declaration!B19": "Title - Authorizer (*):",
    }
    rows = {"Declaration": {13: 1}, "Product List": {3: 1}}
    draft = draft_of(moved(blank, "Revision 6.6\nApril 24, 2026", rows, words, ("Čeština",)))
    told = [(one.kind, one.before, one.after) for one in draft.differences]
    assert told[0] == ("language_new", "", "Čeština")
    assert [one for one in told if one[0] == "field_moved"] == [
        ("field_moved", f"D{row}", f"D{row + 1}") for row in range(13, 23)
    ]
    assert [one.name.en for one in draft.differences if one.kind == "required_new"] == ["authorizer title"]
    assert [one for one in told if one[0] == "question_renumbered"] == [
        ("question_renumbered", "3", "4"),
        ("question_renumbered", "4", "3"),
    ]
    assert [one[2] for one in told if one[0] == "question_reworded"] == [
        words["Declaration!B37"], words["Declaration!B43"],
    ]  # fmt: skip
    assert ("question_gone", "H (D89)", "") in told
    assert ("list_first", "6", "7") in told
    assert ("list_last", "2005", "2006") in told
    assert not [one for one in told if one[0] in ("answers", "metals", "checker_new", "label_new")]
    assert [(one.code, dict(one.params).get("number")) for one in draft.findings] == [
        ("CMRT-421", None), ("CMRT-422", "H"),
    ]  # fmt: skip


@pytest.mark.reference
def test_a_checker_that_looks_elsewhere(reference: Path) -> None:
    blank = (reference / "templates" / OFFICIAL["EMRT 2.1"]).read_bytes()
    data = moved(blank, "Revision 2.2\nApril 24, 2026", {"Checker": {9: 2}})
    told = [(one.kind, one.before, one.after) for one in draft_of(data).differences]
    assert told[0] == (
        "checker_moved",
        "9–22",
        "11–24",
    )  # rows 14 and 16 are a phone that nobody must give, and a heading
    assert [one for one in told if not one[0].startswith("checker_")] == []


@pytest.mark.reference
def test_a_mineral_that_can_newly_be_chosen(reference: Path) -> None:
    blank = (reference / "templates" / OFFICIAL["EMRT 2.1"]).read_bytes()
    data = moved(blank, "Revision 2.2\nApril 24, 2026", {"Declaration": {12: 1}})
    parts = look_over(data, LIMITS)
    name = next(one.part for one in read_package(parts, LIMITS).sheets if one.name == "Declaration")
    added = b'<dataValidation type="list" sqref="H13"><formula1>"Zinc,(Delete Zinc)"</formula1></dataValidation></'
    xml = re.sub(rb"</(?=(?:\w+:)?dataValidations>)", added, parts.xml(name, LIMITS.part_bytes), count=1)
    draft = draft_of(with_parts(data, {name: xml}))
    (told,) = [one for one in draft.differences if one.kind == "minerals"]
    assert told.after == "Cobalt, Copper, Graphite, Zinc, Lithium, Mica, Nickel"
    assert draft.layout is not None
    choice = draft.layout.minerals
    assert choice is not None
    assert choice.cells == ("D13", "E13", "G13", "H13", "D14", "E14", "G14")
    assert choice.below == ("D15", "E15", "G15", "H15", "D16", "E16", "G16")
    assert choice.choices[3] == "Zinc"
