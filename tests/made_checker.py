"""Small workbooks and typed declarations for tests of the Checker; nothing in them is taken from a template."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any

import xlsxwriter

from kaiji.minerals.checker.cell import Typed, TypedCells
from kaiji.minerals.checker.rule_set import RuleSet, rule_set
from kaiji.minerals.checker.verdict import Mark, Verdict, verdict

ERROR = re.compile(r"#[A-Z/0!?]+")
TITLES = {
    "CMRT": "Conflict Minerals Reporting Template (CMRT)",
    "EMRT": "Extended Minerals Reporting Template (EMRT)",
    "AMRT": "Additional Minerals Reporting Template (AMRT)",
    "CRT": "Cobalt Reporting Template (CRT)",
}
LOOKUP = (
    ("Gold", "Gold Works", "Gold Works AG", "AUSTRIA", "CID000001"),
    ("Tin", "Tin Works", "Tin Works Ltd", "PERU", "CID000002"),
    ("Cobalt", "Cobalt Works", "Cobalt Works Oy", "FINLAND", "CID000003"),
)


def workbook_of(sheets: Mapping[str, Mapping[str, Any] | None]) -> bytes:
    """Write a workbook; an error code becomes an error cell, ``=""`` a formula that shows nothing."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            for address, value in (cells or {}).items():
                if value == '=""':
                    sheet.write_formula(address, value, None, "")
                elif isinstance(value, str) and ERROR.fullmatch(value):
                    sheet.write_formula(address, "=NA()", None, value)
                elif isinstance(value, str):
                    sheet.write_string(address, value)
                elif isinstance(value, date):
                    sheet.write_datetime(address, value, day)
                else:
                    sheet.write(address, value)
    return with_empty_texts(out.getvalue())


def with_empty_texts(data: bytes) -> bytes:
    """Mark the results of ``=""`` as texts, as spreadsheet programs save them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as target:
        for part in given.infolist():
            content = given.read(part)
            target.writestr(part, re.sub(rb'(<c r="[A-Z0-9]+")(><f>""</f><v></v></c>)', rb'\1 t="str"\2', content))
    return out.getvalue()


def rules_of(family: str, version: str) -> RuleSet:
    rules = rule_set(family, version)
    assert rules is not None
    return rules


def judged(family: str, version: str, typed: Mapping[str, Typed]) -> Verdict:
    """Give the verdict on typed cells; an address without a sheet is on the Declaration."""
    named = {key if "!" in key else f"Declaration!{key}": value for key, value in typed.items()}
    return verdict(TypedCells(named, rules_of(family, version), lookup=LOOKUP), family, version)


def marks(found: Verdict) -> dict[int, tuple[Mark, Mark]]:
    return {one.row: (one.required, one.missing) for one in found.rows}


def missing(found: Verdict) -> list[int]:
    """Give the rows that are counted as missing."""
    return [one.row for one in found.rows if one.counted and one.missing == 1]


COMPANY: dict[str, Typed] = {
    "D8": "A Supplier",
    "D9": "A. Company",
    "D15": "A. Person",
    "D16": "a@example.com",
    "D17": "1",
    "D18": "B. Person",
    "D20": "b@example.com",
    "D22": date(2025, 5, 6),
}


def cmrt(**others: Typed) -> dict[str, Typed]:
    """Give a complete CMRT 6 that declares gold only, with changes."""
    complete: dict[str, Typed] = {**COMPANY, "D26": "No", "D27": "No", "D28": "Yes", "D29": "No"}
    complete |= {f"D{row}": "Yes" for row in (34, 40, 46, 52, 58, 64, 70)}
    complete |= {f"D{row}": "Yes" for row in range(75, 90, 2)} | {"G77": "example.com"}
    complete |= {"Smelter List!A5": "CID000001"}
    return {**complete, **others}
