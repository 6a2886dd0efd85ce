"""The cases of each rule on files, as written in tests/cases/FILE-0*.yaml."""

from __future__ import annotations

import io
import string
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaiji.core.rule import catalogue
from kaiji.formats.xlsx import rule, sheet_rule
from kaiji.formats.xlsx.ole import DEFAULT_PASSWORD
from kaiji.formats.xlsx.workbook import open_workbook
from made_workbook import bomb, cells, locked, packed, parts, workbook

RULES = catalogue(rule.RULES, sheet_rule.RULES)
FOLDER = Path(__file__).resolve().parents[2] / "cases"
CASES: list[dict[str, Any]] = [
    {"rule": code, **case}
    for code in RULES
    for case in yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))["cases"]
]
ONE = cells('<c r="A1"><v>1</v></c>')


def without(name: str) -> bytes:
    made = parts(ONE)
    del made[name]
    return packed(made)


def longer() -> bytes:
    """A workbook long enough to be locked: the library garbles packages of less than 4096 bytes."""
    return packed({**parts(ONE), "xl/media/noise.bin": bytes(i * i % 251 for i in range(9000))}, 0)


def doubled() -> bytes:
    out = io.BytesIO(workbook(ONE))
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


def with_entities(name: str) -> bytes:
    made = parts(ONE)
    made[name] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + made[name]
    return packed(made)


MADE: dict[str, Callable[[], bytes]] = {
    "nothing": bytes,
    "workbook": lambda: workbook(ONE),
    "workbook above the limit": lambda: workbook(ONE) + b"\0" * 50_000_000,
    "pdf": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "jpeg": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "web page": lambda: b"\r\n<html><body><table><tr><td>1</td></tr></table></body></html>",
    "text": "company,answer\n会社,Yes\n".encode,
    "letter": lambda: packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}),
    "archive": lambda: packed({"answers/a.csv": b"1"}),
    "workbook cut off": lambda: workbook(ONE)[:900],
    "workbook without a list": lambda: without("xl/workbook.xml"),
    "old container cut off": lambda: locked(longer(), "x")[:700],
    "locked": lambda: locked(longer(), "the sender's own"),
    "locked by default": lambda: locked(longer(), DEFAULT_PASSWORD),
    "bomb": lambda: bomb("xl/media/image1.png", 700),
    "locked bomb": lambda: locked(bomb("xl/media/image1.png", 600), DEFAULT_PASSWORD),
    "climbing part": lambda: packed({**parts(ONE), "../../evil.xml": b""}),
    "doubled part": doubled,
    "many parts": lambda: packed({**parts(ONE), **{f"x/{number}": b"" for number in range(10_001)}}),
    "binary workbook": lambda: packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\0"}),
    "open document sheet": lambda: packed(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
    ),
    "excel 4": lambda: b"\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00" + b"\0" * 100,
    "stray cell": lambda: workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "broken sheet": lambda: packed({**parts(), "xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"}),
    "missing sheet": lambda: without("xl/worksheets/sheet1.xml"),
    "entities": lambda: with_entities("xl/workbook.xml"),
    "entities in a sheet": lambda: with_entities("xl/worksheets/sheet1.xml"),
    "long number": lambda: workbook(cells('<c r="B1"><v>1.23456789012345E+17</v></c>')),
    "fifteen digits": lambda: workbook(cells('<c r="B1"><v>123456789012345</v></c>')),
    "long text": lambda: workbook(cells('<c r="B1" t="str"><v>123456789012345678</v></c>')),
    "long fraction": lambda: workbook(cells('<c r="B1"><v>0.33333333333333331</v></c>')),
    "letters for a number": lambda: workbook(cells('<c r="A1"><v>one</v></c>')),
    "error cell": lambda: workbook(cells('<c r="A1" t="e"><v>#BLOCKED!</v></c>')),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']} {case['name']}")
def test_case(case: dict[str, Any]) -> None:
    opened = open_workbook(MADE[case["given"]["file"]](), case["given"]["name"])
    findings = opened.findings
    if opened.workbook is not None:
        for name in opened.workbook.sheet_names:
            opened.workbook.sheet(name)
        findings = opened.workbook.findings
    seen = [finding for finding in findings if finding.code == case["rule"]]
    assert len(seen) == case["finds"], findings
    for finding in seen:
        one = RULES[finding.code]
        assert finding.file == case["given"]["name"]
        assert one.say(finding) == case.get("says", one.say(finding))
        assert one.say(finding, "ja") != one.say(finding)
        assert one.advise(finding, "ja")


@pytest.mark.parametrize("code", list(RULES))
def test_help_and_words(code: str) -> None:
    one = RULES[code]
    assert list(one.sections()) == ["What it checks", "Why it matters", "How to put it right", "Source"]
    assert all(one.sections().values())
    fields = {name for _, name, _, _ in string.Formatter().parse(one.message.en) if name}
    assert fields == {name for _, name, _, _ in string.Formatter().parse(one.message.ja) if name}
    assert any(case["rule"] == code and case["finds"] for case in CASES)
    assert any(case["rule"] == code and not case["finds"] for case in CASES)


def test_a_wrong_password_costs_bounded_work() -> None:
    data = locked(longer(), "x")
    opened = open_workbook(data.replace(b'spinCount="100000"', b'spinCount="9999999"'[:18]), "a.xlsx")
    assert opened.workbook is None
    heavy = data.replace(b'spinCount="100000"', b'spinCount="900000"')
    assert open_workbook(heavy, "a.xlsx").workbook is None
