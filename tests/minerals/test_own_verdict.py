"""Kaiji's own completeness verdict beside the Checker's: every difference is named, and the documentation lists all."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kaiji.formats.xlsx.workbook import Opened
from kaiji.minerals.checker.cell import TypedCells
from kaiji.minerals.checker.judge import judge_opened
from kaiji.minerals.checker.rule_set import rule_set
from kaiji.minerals.checker.verdict import verdict
from kaiji.minerals.layout import Layout
from kaiji.minerals.own_verdict import DIFFERENCES, OwnVerdict, judge_both, own_verdict
from kaiji.minerals.reader import read_opened
from minerals.building import (
    LOST,
    VERSIONS,
    MadeWorkbook,
    cell_value,
    changed,
    complete_cells,
    declaration_of,
    layout_of,
    reading_of,
)

DOC = Path(__file__).resolve().parents[2] / "docs/explanation/checker.md"


def own(change: dict[str, Any], version: str = "6.5") -> OwnVerdict:
    """Give both verdicts on a complete declaration with changes, as somebody would type it into the template."""
    layout = layout_of(version)
    cells = changed(complete_cells(layout), layout, change)
    rules = rule_set("CMRT", version)
    assert rules is not None
    sheet = verdict(TypedCells(cells, rules), "CMRT", version)
    found = own_verdict(reading_of(declaration_of(layout, cells)), sheet)
    assert found is not None
    return found


def told(found: OwnVerdict) -> list[tuple[int | None, str, bool, str]]:
    return [(one.row, one.place, one.missing, one.why.key) for one in found.differences]


@pytest.mark.parametrize("version", ["2.03a", "3.01", "6.01", "6.5"])
def test_on_a_complete_declaration_both_agree(version: str) -> None:
    found = own({}, version)
    assert (found.total, told(found)) == (0, [])


def test_where_both_find_the_same_nothing_differs() -> None:
    found = own({"company_name": None, "contact_email": None, "policy": None})
    assert [f"{one.place.sheet}!{one.place.cell}" for one in found.missing] == [
        "Declaration!D8",
        "Declaration!D16",
        "Declaration!D75",
    ]
    assert told(found) == []


CASES: list[tuple[str, dict[str, Any], list[tuple[int | None, str, bool, str]]]] = [
    (
        "an open first question: the sheet counts none of the answers that follow",
        {"added/Gold": None},
        [
            (row, f"Declaration!D{cell}", False, "chain")
            for row, cell in ((21, 34), (26, 40), (31, 46), (36, 52), (41, 58), (46, 64), (51, 70))
        ],
    ),
    ("two blanks for a name", {"contact_name": "  "}, [(7, "Declaration!D15", True, "blanks")]),
    ("a stand-in", {"authorizer_name": "n/a"}, [(10, "Declaration!D18", True, "stand_in")]),
    ("a lone @", {"contact_email": "@"}, [(8, "Declaration!D16", True, "email")]),
    ("two letters for an address", {"comment/policy_public": "hp"}, [(56, "Declaration!G77", True, "web_address")]),
    (
        "the product is in the second row",
        {"scope": "B. Product (or List of Products)", "products": [" ", "RT-1"]},
        [],
    ),
    ("a row without a name", {"smelters/more": [{"metal": "Tin"}]}, [(None, "Smelter List!A9:Q9", True, "by_row")]),
]


@pytest.mark.parametrize(("name", "change", "wanted"), CASES, ids=[name for name, *_ in CASES])
def test_each_difference_has_its_reason(name: str, change: dict[str, Any], wanted: list[Any]) -> None:
    assert told(own(change)) == wanted, name


def test_the_product_list_is_read_to_its_end() -> None:
    scope = {"scope": "B. Product (or List of Products)", "products": [None, "RT-1"]}
    assert told(own(scope)) == [(64, "Product List!B6", False, "first_row")]


def test_the_documentation_lists_every_difference_and_no_other() -> None:
    text = DOC.read_text(encoding="utf-8")
    section = text.partition("## The differences by name")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(DIFFERENCES)


def test_every_difference_is_told_in_three_languages() -> None:
    assert all(one.text.en and one.text.ja and one.text.zh for one in DIFFERENCES.values())


@pytest.mark.reference
def test_no_public_case_differs_without_a_reason(reference: Path) -> None:
    folder = reference / "checker_cases"
    seen = set()
    for path in sorted(folder.glob("*.xlsx")):
        both = judge_both(path.read_bytes(), path.name)
        assert both.own is not None
        seen |= {one.why.key for one in both.own.differences}
    assert seen
    assert "unexplained" not in seen


@pytest.mark.reference
def test_a_complete_case_is_complete_to_both(reference: Path) -> None:
    cases = {one["id"]: one for one in json.loads((reference / "checker_cases/cases.json").read_text(encoding="utf-8"))}
    for name in ("p-cmrt6.5-085", "p-cmrt6.22-056"):
        both = judge_both((reference / "checker_cases" / f"{name}.xlsx").read_bytes(), name)
        assert cases[name]["expected"]["missing_count"] == "0"
        assert both.judged.verdict is not None
        assert both.judged.verdict.total == 0
        assert both.own is not None
        assert (both.own.total, both.own.differences) == (0, ())


ODD = (
    None,
    "Yes",
    "No",
    "Unknown",
    "Yes ",
    "no",
    " ",
    0,
    "n/a",
    "x",
    "@",
    "a@b",
    "www.x.example",
    "#N/A",
    LOST,
    "=A1",
    "同上",
)


MINERALS_ODD = ("(Delete Cobalt)", "Other [specify below]", "Zircon", "mica", "Lime", "Cobalt", " ", 0, None, "#N/A")


def workbook_of(layout: Layout, cells: Mapping[str, Any]) -> MadeWorkbook:
    """Make a workbook of a version: its marks, its hidden constants, and the cells."""
    rules = rule_set(layout.family, layout.version)
    assert rules is not None
    mark = f"Revision {layout.version}\nApril 25, 2025"
    sheets: dict[str, dict[str, Any]] = {one.sheet: {} for one in layout.lists}
    sheets[layout.declaration] = {"D2": f"A template ({layout.family})", "D3": "English", layout.version_cell: mark}
    if layout.family == "CMRT":
        sheets["Standard Smelter Names"] = {}
    if layout.minerals is None:
        cells = {f"{layout.declaration}!{at.rpartition('!')[2]}": value for at, value in rules.blank.items()} | dict(
            cells
        )
    for at, value in cells.items():
        sheet, _, address = at.partition("!")
        sheets[sheet][address] = value
    return MadeWorkbook(sheets)


def both_of(layout: Layout, cells: Mapping[str, Any]) -> OwnVerdict:
    opened = Opened(workbook_of(layout, cells), ())
    found = own_verdict(read_opened(opened, "answer.xlsx"), judge_opened(opened, "answer.xlsx").verdict)
    assert found is not None
    return found


JUDGED = [one for one in VERSIONS if rule_set(layout_of(one).family, layout_of(one).version) is not None]


@pytest.mark.parametrize("version", JUDGED)
def test_on_a_complete_workbook_both_agree(version: str) -> None:
    layout = layout_of(version)
    found = both_of(layout, complete_cells(layout))
    asked_twice = version in ("EMRT 1.1", "EMRT 1.11")  # they ask for the address at question A too
    assert found.total == 0
    assert [one.why.key for one in found.differences] == (["twice"] if asked_twice else [])


@pytest.mark.parametrize("version", JUDGED)
def test_no_declaration_differs_without_a_reason(version: str) -> None:
    layout = layout_of(version)
    random = Random(f"own verdict {version}")  # noqa: S311 - seeded, to be the same in every run
    complete = complete_cells(layout)
    rows = range(layout.minerals.slots if layout.minerals else len(layout.metals))
    block = {name: f"{layout.declaration}!{cell}" for name, cell in layout.company.items()}
    chosen = [cell for name, cell in block.items() if name.startswith("mineral_")]
    spots = [cell for cell in block.values() if cell not in chosen]
    spots += [f"{layout.declaration}!D{one.row + at}" for one in layout.questions for at in rows]
    spots += [f"{layout.declaration}!{column}{one.row}" for one in layout.company_questions for column in "DG"]
    spots += [f"{layout.smelter_list.sheet}!{column}{row}" for column in "ABCDEF" for row in (5, 6, 7, 8, 9, 20)]
    seen: set[str] = set()
    for _ in range(60):
        cells = dict(complete)
        for spot in random.sample(spots, random.choice((1, 2, 5, 20, 60))):
            cells[spot] = cell_value(random.choice(ODD))
        for spot in random.sample(chosen, random.choice((0, 0, 1, 3))) if chosen else ():
            cells[spot] = cell_value(random.choice((*MINERALS_ODD, *layout.metals)))
        found = both_of(layout, {at: value for at, value in cells.items() if value is not None})
        assert [one for one in found.differences if one.why.key == "unexplained"] == []
        seen |= {one.why.key for one in found.differences}
    assert {"error", "lost", "zero", "by_row"} <= seen


@pytest.mark.parametrize(("version", "row"), [("EMRT 1.3", 28), ("CRT 2.2", 27)])
def test_a_hidden_constant_that_was_lost(version: str, row: int) -> None:
    layout = layout_of(version)
    found = both_of(layout, complete_cells(layout) | {f"Declaration!D{row}": None})
    assert {one.why.key for one in found.differences} == {"hidden_row"}
    assert found.differences[0].place == f"Declaration!D{row}"


def test_a_blank_among_the_minerals() -> None:
    layout = layout_of("AMRT 1.3")
    found = both_of(layout, complete_cells(layout) | {"Declaration!D12": "Zinc", "Declaration!E12": "  "})
    assert "odd_mineral" in {one.why.key for one in found.differences}
