"""The cases of each rule on writing, as written in tests/cases/FILE-4*.yaml."""

from __future__ import annotations

import string
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaiji.core.finding import Severity, has_errors
from kaiji.core.rule import catalogue
from kaiji.formats.xlsx.ole import DEFAULT_PASSWORD
from kaiji.formats.xlsx_patch import rule
from kaiji.formats.xlsx_patch.patch import Value, patch_workbook
from made_workbook import HEAD, cells, locked, packed, parts, styles, workbook

RULES = catalogue(rule.RULES)
FOLDER = Path(__file__).resolve().parents[2] / "cases"
CASES: list[dict[str, Any]] = [
    {"rule": code, **case}
    for code in RULES
    for case in yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))["cases"]
]
ONE = cells('<c r="A1"><v>1</v></c>')
ARRAY = (
    '<row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3</f><v>1</v></c><c r="B1"><f t="array" ref="B1">1</f></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c></row>'
)
MERGED = f'<worksheet {HEAD}><sheetData>{ONE}</sheetData><mergeCells count="1"><mergeCell ref="B2:D3"/></mergeCells></worksheet>'


def noise() -> dict[str, bytes]:
    """A part that makes a workbook long enough to be locked."""
    return {"xl/media/noise.bin": bytes(i * i % 251 for i in range(9000))}


def without_sheet() -> bytes:
    made = parts(ONE)
    del made["xl/worksheets/sheet1.xml"]
    return packed(made)


def days(date1904: int) -> bytes:
    return workbook(cells('<c r="A1" s="1"/>'), styles=styles(0, 14), properties=f'<workbookPr date1904="{date1904}"/>')


MADE: dict[str, Callable[[], bytes]] = {
    "workbook": lambda: workbook(ONE),
    "missing sheet": without_sheet,
    "merged cells": lambda: packed(parts(sheet=MERGED)),
    "days from 1900": lambda: days(0),
    "days from 1904": lambda: days(1),
    "array formula": lambda: workbook(ARRAY),
    "rows out of order": lambda: workbook('<row r="2"><c r="A2"/></row><row r="1"><c r="A1"/></row>'),
    "cell twice": lambda: workbook(cells('<c r="A1"/>', '<c r="A1"><v>1</v></c>')),
    "strange row": lambda: workbook(ONE + '<row r="2"><c r="B2"><v>1</v></c><extLst/><c r="C2"/></row>'),
    "old format": lambda: b"\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00" + b"\0" * 100,
    "locked by default": lambda: locked(packed({**parts(ONE), **noise()}, 0), DEFAULT_PASSWORD),
    "signed": lambda: packed({**parts(ONE), "_xmlsignatures/origin.sigs": b""}),
}


def value_of(written: object) -> Value:
    """Give what a case means: ``none``, ``number 1``, ``10 letters``, or the value itself."""
    if written == "none":
        return None
    if isinstance(written, str):
        first, _, second = written.partition(" ")
        if first == "number":
            return Decimal(second)
        if second in ("letters", "smileys"):
            return ("x" if second == "letters" else "\U0001f600") * int(first)
    return written  # type: ignore[return-value]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']} {case['name']}")
def test_case(case: dict[str, Any]) -> None:
    changes = {(at.partition("!")[0], at.partition("!")[2]): value_of(value) for at, value in case["changes"].items()}
    patched = patch_workbook(MADE[case["given"]["file"]](), changes, "answer.xlsx")
    seen = [finding for finding in patched.findings if finding.code == case["rule"]]
    assert len(seen) == case["finds"], patched.findings
    assert (patched.content is None) is has_errors(patched.findings)
    if RULES[case["rule"]].severity is Severity.ERROR:
        assert (patched.content is None) is bool(case["finds"])
    for finding in seen:
        one = RULES[finding.code]
        assert finding.file == "answer.xlsx"
        assert one.say(finding) == case.get("says", one.say(finding))
        assert one.say(finding, "ja") != one.say(finding)
        assert one.advise(finding, "ja")


@pytest.mark.parametrize("code", list(RULES))
def test_help_and_words(code: str) -> None:
    one = RULES[code]
    assert all(one.sections().values())
    fields = {name for _, name, _, _ in string.Formatter().parse(one.message.en) if name}
    assert fields == {name for _, name, _, _ in string.Formatter().parse(one.message.ja) if name}
    assert {bool(case["finds"]) for case in CASES if case["rule"] == code} == {True, False}
