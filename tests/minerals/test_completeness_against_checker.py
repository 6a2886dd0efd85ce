"""Kaiji's completeness rules beside the verdict of the official workbook's own Checker sheet, row by row.

Every row that the Checker calls missing is either found by Kaiji at the same cell, or it is one of the differences
that are named here with their reason; and everything that Kaiji calls incomplete beyond that is named as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kaiji.formats.xlsx.sheet import CellError, CellValue
from kaiji.minerals.declaration import METALS, Declaration, Topic
from kaiji.minerals.rules import completeness, list_completeness
from kaiji.minerals.rules.context import Context, in_use
from kaiji.minerals.smelter.reference import Reference, read_reference
from minerals.building import declaration_of, layout_of

pytestmark = pytest.mark.reference

CASES = [
    *(
        f"p-cmrt6.5-{number}"
        for number in ("023", "025", "033", "058", "062", "063", "064", "068", "079", "083", "085", "088")
    ),
    *(f"p-cmrt6.22-{number}" for number in ("015", "021", "032", "042", "047", "048", "056", "059")),
]
RULES = (*completeness.RULES, *list_completeness.RULES)

# Where Kaiji and the Checker differ, and why.
CHAIN = "the Checker counts an answer only after Yes to the questions before it; Kaiji takes an answer that is there"
ENDS = "to the Checker a No to the second question counts only after a Yes to the first; to Kaiji it ends the matter"
ZERO = "the Checker takes the number 0 for a product"
BLANKS = "the Checker takes blanks for an answer"
ADDRESS = "the Checker takes any two characters for an address"
TWO_SIDES = "the Checker takes a lone @ for an e-mail address"
FIRST_ROW = "the Checker looks at the first row of the product list alone"
NO_NAME = "the Checker wants a smelter in the row; Kaiji reports the row itself, by its number"
SMELTER_ROW = "the Checker looks at the list as a whole; Kaiji names the row"
UNDESCRIBED = "the Checker does not ask for a description of another survey format"


@cache
def template_reference(path: Path) -> Reference:
    found = read_reference(path.read_bytes(), path.name).reference
    assert found is not None
    return found


def typed(value: Any) -> CellValue:
    if isinstance(value, dict):
        return date.fromisoformat(value["date"])
    return Decimal(str(value)) if isinstance(value, int | float) else value


def declaration_from(case: Mapping[str, Any], reference: Reference) -> Declaration:
    """Make the declaration that the cells of a case give, with what the template's formulas fill in beside them."""
    cells: dict[str, CellValue] = {at: typed(value) for at, value in case["cells"].items()}
    for at in [at for at in cells if at.startswith("Smelter List!A")]:
        row, facility = at.removeprefix("Smelter List!A"), reference.by_id(str(cells[at]))
        unknown = CellError("#N/A")
        looked_up: tuple[CellValue, ...] = (facility.metal, facility.name) if facility else (unknown, unknown)
        for column, value in zip("BC", looked_up, strict=True):
            cells.setdefault(f"Smelter List!{column}{row}", value)
    for row in {
        at.removeprefix("Smelter List!").lstrip("ABCDEFGHIJKLMNOPQ") for at in cells if at.startswith("Smelter List!")
    }:
        metal, choice, name = (cells.get(f"Smelter List!{column}{row}") for column in "BCD")
        unlisted = str(choice).casefold() in ("smelter not listed", "smelter not yet identified")
        found, _ = reference.named(str(metal), str(name if unlisted else choice))
        for column, value in (("E", found[0].country), ("F", found[0].cid)) if len(found) == 1 else ():
            cells.setdefault(f"Smelter List!{column}{row}", value)
    version = case["template"].removeprefix("RMI_CMRT_").removesuffix(".xlsx")
    return declaration_of(layout_of(version), cells, f"{case['id']}.xlsx")


def official(case: Mapping[str, Any]) -> dict[str, int]:
    """Give the cells that the Checker calls missing, with its row; for the lists, the cell that stands for them."""
    cells = {}
    for line in case["expected"]["rows"]:
        if line["missing"] in (1, "#N/A"):
            lists = {64: "Product List!B6", 69: "Smelter List!not listed"}
            metal = dict(zip(range(65, 69), METALS, strict=True)).get(line["row"])
            at = f"Smelter List!{metal}" if metal else lists.get(line["row"], line["source"])
            cells[at] = line["row"]
    return cells


def ours(declaration: Declaration) -> set[str]:
    """Give the cells that Kaiji calls incomplete; a missing smelter as its metal, a smelter row as its rule and row."""
    context = Context(layout_of(declaration.version))
    found = set()
    for one in (finding for rule in RULES for finding in rule(declaration, context)):
        place = f"{one.place.sheet}!{one.place.cell}"
        if one.code == "CMRT-108":
            metal = dict(one.params)["metal"]
            place = f"Smelter List!{metal.en.capitalize()}"  # type: ignore[union-attr]
        elif place.startswith("Smelter List!"):
            place = f"row {one.place.cell.partition(':')[0].lstrip('ABCDEFGHIJKLMNOPQ')}: {one.code}"
        found.add(place)
    return found


def out_of_use(declaration: Declaration, metal: str) -> bool:
    """Tell whether Kaiji takes a metal for unused though the first question is open."""
    return in_use(declaration, layout_of(declaration.version), metal) is False


def only_official(declaration: Declaration, at: str) -> str:
    """Give the reason why Kaiji does not find what the Checker calls missing, or nothing."""
    sheet, _, cell = at.partition("!")
    if sheet == "Declaration" and int(cell[1:]) >= 32 and int(cell[1:]) < 72:
        row = (int(cell[1:]) - 26) % 6
        metal = METALS[row]
        first, second = declaration.answer(Topic.ADDED, metal), declaration.answer(Topic.REMAINS, metal)
        given = next(one.answer for one in declaration.answers if one.answer.source.place.cell == cell)
        # Strictly Yes, as the Checker compares: letter case aside, blanks not.
        strict = [one is not None and one.answer.text.casefold() == "yes" for one in (first, second)]
        above = strict[:1] if int(cell[1:]) < 36 else strict
        if given.given and not all(above):
            return CHAIN
        if out_of_use(declaration, metal):
            return ENDS
    if at == "Product List!B6" and declaration.products:
        return FIRST_ROW if any(row["number"].given for row in declaration.products) else ""
    if sheet == "Smelter List" and cell in METALS:
        if out_of_use(declaration, cell):
            return ENDS
        rows = declaration.rows_of(cell)
        return NO_NAME if rows and not any(row["lookup"].text for row in rows) else ""
    if at == "Smelter List!not listed":
        return SMELTER_ROW
    return ""


def only_ours(declaration: Declaration, at: str) -> str:
    """Give the reason why the Checker does not call missing what Kaiji finds, or nothing."""
    entries = {
        f"Declaration!{one.source.place.cell}": one
        for one in (
            *declaration.company.values(),
            *(cell for each in declaration.answers for cell in (each.answer, each.comment)),
        )
    }
    if at == "Declaration!G77":
        return ADDRESS if len(entries[at].text) > 1 else ""
    if at == "Product List!B6":
        return ZERO
    if at == "Declaration!G83":
        return UNDESCRIBED
    if at in ("Declaration!D16", "Declaration!D20") and "@" in entries[at].text:
        return TWO_SIDES
    if at in entries and entries[at].text and not entries[at].text.strip():
        return BLANKS
    return SMELTER_ROW if at.startswith("row ") else ""


# In what the twenty cases differ: nothing else may.
EXPLAINED: Mapping[str, Mapping[str, list[str]]] = {
    "p-cmrt6.5-023": {SMELTER_ROW: ["Smelter List!not listed", "row 8: CMRT-111"]},
    "p-cmrt6.5-025": {SMELTER_ROW: ["row 11: CMRT-109"]},
    "p-cmrt6.5-033": {SMELTER_ROW: ["Smelter List!not listed", "row 5: CMRT-109"], TWO_SIDES: ["Declaration!D16"]},
    "p-cmrt6.5-058": {
        CHAIN: [
            "Declaration!D34",
            "Declaration!D38",
            "Declaration!D44",
            "Declaration!D50",
            "Declaration!D56",
            "Declaration!D62",
            "Declaration!D68",
        ],
        ENDS: [
            "Declaration!D40",
            "Declaration!D46",
            "Declaration!D52",
            "Declaration!D58",
            "Declaration!D64",
            "Declaration!D70",
            "Smelter List!Gold",
        ],
    },
    "p-cmrt6.5-063": {FIRST_ROW: ["Product List!B6"]},
    "p-cmrt6.5-079": {FIRST_ROW: ["Product List!B6"], BLANKS: ["Declaration!D15"]},
    "p-cmrt6.5-083": {
        CHAIN: ["Declaration!D35", "Declaration!D41", "Declaration!D47", "Declaration!D59", "Declaration!D65"],
        ZERO: ["Product List!B6"],
    },
    "p-cmrt6.22-015": {
        CHAIN: [
            "Declaration!D32",
            "Declaration!D38",
            "Declaration!D44",
            "Declaration!D50",
            "Declaration!D56",
            "Declaration!D68",
        ]
    },
    "p-cmrt6.22-042": {ADDRESS: ["Declaration!G77"]},
    "p-cmrt6.22-047": {
        CHAIN: [
            "Declaration!D35",
            "Declaration!D41",
            "Declaration!D47",
            "Declaration!D53",
            "Declaration!D59",
            "Declaration!D65",
            "Declaration!D71",
        ],
        SMELTER_ROW: ["Smelter List!not listed", "row 9: CMRT-109"],
    },
    "p-cmrt6.22-048": {
        CHAIN: [
            "Declaration!D39",
            "Declaration!D45",
            "Declaration!D51",
            "Declaration!D57",
            "Declaration!D63",
            "Declaration!D69",
        ],
        NO_NAME: ["Smelter List!Tungsten"],
        BLANKS: ["Declaration!D17"],
        SMELTER_ROW: ["row 5: CMRT-109"],
    },
}


@pytest.mark.parametrize("name", CASES)
def test_every_difference_from_the_official_checker_is_explained(reference: Path, name: str) -> None:
    cases = json.loads((reference / "checker_cases" / "cases.json").read_text(encoding="utf-8"))
    case = next(one for one in cases if one["id"] == name)
    declaration = declaration_from(case, template_reference(reference / "templates" / case["template"]))
    expected, found = official(case), ours(declaration)
    differences = {at: only_official(declaration, at) for at in sorted(set(expected) - found)}
    differences |= {at: only_ours(declaration, at) for at in sorted(found - set(expected))}
    by_reason: dict[str, list[str]] = {}
    for at, reason in differences.items():
        by_reason.setdefault(reason, []).append(at)
    assert by_reason == EXPLAINED.get(name, {})


def test_all_cases_are_here(reference: Path) -> None:
    cases = json.loads((reference / "checker_cases" / "cases.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in cases] == CASES
