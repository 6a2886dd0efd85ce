"""The cases of the tie-out's rules, as a compliance officer wrote them: a change to an invented filing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaiji.core.document import Assertion, Document, Section, Table, Words
from kaiji.core.figure import Figure
from kaiji.core.finding import Finding
from kaiji.core.rule import catalogue
from kaiji.core.source import Source
from kaiji.formats.edgar_html import write_edgar_html
from kaiji.formats.html_document import read_html
from kaiji.tieout import block_rule, footing, tie_rule
from kaiji.tieout.against import tie_out
from kaiji.tieout.evidence import ledger_of
from kaiji.tieout.tie_rule import Printed, fact_twice
from made_filing import REGISTER, cells, filing, para

KNOWN = catalogue(tie_rule.RULES, block_rule.RULES, footing.RULES)
FOLDER = Path(__file__).resolve().parents[1] / "cases"
CASES = [
    pytest.param(data["rule"], case, id=f"{data['rule']}: {case['case']}")
    for path in sorted(FOLDER.glob("TIE-0*.yaml"))
    for data in [yaml.safe_load(path.read_text(encoding="utf-8"))]
    for case in data["cases"]
]


def document_of(case: dict[str, Any]) -> Document:
    """Give the document of a case: the invented filing, or one paragraph or row of its own."""
    if made := case.get("figure"):
        sources = (REGISTER,) if made["sources"] else ()
        block = para("We asked ", Figure.of(int(made["value"]), key="suppliers", sources=sources), " suppliers.")
        return Document("SD", "", (Section("", (block,)),))
    if words := case.get("words"):
        return Document("SD", "", (Section("", (para(words),)),))
    if "assertion" in case:
        sources = (REGISTER,) if case["assertion"] else ()
        block = para(Assertion((Words("We visited every supplier."),), "visits", sources))
        return Document("SD", "", (Section("", (block,)),))
    return filing()


def changed(lines: list[str], case: dict[str, Any]) -> list[str]:
    """Make the change of a case to the lines of the written file."""
    if change := case.get("change"):
        text = "\n".join(lines)
        if "from" in change:
            assert change["from"] in text
            return text.replace(change["from"], change["to"], 1).split("\n")
        if "add" in change:
            lines.insert(len(lines) - 3, change["add"])
        if "drop" in change:
            return [line for line in lines if change["drop"] not in line]
        if "move" in change:
            one, other = (next(k for k, line in enumerate(lines) if f">{mark}<" in line) for mark in change["move"])
            lines[one], lines[other] = lines[other], lines[one]
    return lines


def results(case: dict[str, Any]) -> tuple[list[Finding], list[str]]:
    """Tie out the document of a case; gives the findings and the lines of the file."""
    if pairs := case.get("printed"):
        figures = [Figure.of(Decimal(value), places=places, key=key) for key, value, places in pairs]
        said = [Printed(one.key, one, one.printed, one.text, Source("a.htm")) for one in figures]
        return list(fact_twice(said)), []
    if "swap_empty" in (case.get("change") or {}):
        built = Document("SD", "", (Section("", (Table((), (cells("Tin", "", "none"),)),)),))
        moved = replace(built, sections=(Section("", (Table((), (cells("", "Tin", "none"),)),)),))
        return list(tie_out(read_html(write_edgar_html(moved), "a.htm"), ledger_of(built)).findings), []
    document = document_of(case)
    lines = changed(write_edgar_html(document).decode("ascii").split("\n"), case)
    data = "\n".join(lines) if case.get("text") is None else case["text"]
    recounts = {key: Decimal(value) for key, value in case.get("recounts", {}).items()}
    found = tie_out(read_html(data.encode(), "a.htm"), ledger_of(document), recounts).findings
    return list(found), lines


@pytest.mark.parametrize(("code", "case"), CASES)
def test_case(code: str, case: dict[str, Any]) -> None:
    findings, lines = results(case)
    found = [one for one in findings if one.code == code]
    assert len(found) == len(case["finds"]), [KNOWN[one.code].say(one) for one in findings]
    for one, expected in zip(found, case["finds"], strict=True):
        if "line_of" in expected:
            assert expected["line_of"] in lines[one.place.line - 1]
        for name, value in expected.items():
            if name == "severity":
                assert one.severity == value
            elif name == "line":
                assert one.place.line == value
            elif name != "line_of":
                assert str(one.param(name)) == str(value)
        for language in ("en", "ja"):
            assert "{" not in KNOWN[code].say(one, language) + KNOWN[code].advise(one, language)


def test_every_rule_has_a_case_that_finds_something_and_one_that_does_not() -> None:
    for code in KNOWN:
        data = yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
        assert {bool(case["finds"]) for case in data["cases"]} == {True, False}, code


@pytest.mark.parametrize("code", KNOWN)
def test_every_rule_explains_itself_in_two_languages(code: str) -> None:
    one = KNOWN[code]
    assert list(one.sections()) == ["What it checks", "Why it matters", "How to put it right", "Source"]
    assert all(text.ja for text in (one.title, one.message, one.remedy))
