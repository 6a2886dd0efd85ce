"""The cases of the rules on filings and documents (FILE-1..)."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaiji.core.finding import Finding
from kaiji.core.rule import catalogue
from kaiji.formats import document_rule, edgar_rule
from kaiji.formats.any_document import read_any_document
from kaiji.formats.edgar_check import check_edgar_html, check_edgar_text
from kaiji.formats.html_document import read_html
from kaiji.formats.text_document import read_plain_text
from kaiji.formats.word_read import read_word

KNOWN = catalogue(edgar_rule.RULES, document_rule.RULES)
FOLDER = Path(__file__).resolve().parents[1] / "cases"
CASES = [
    pytest.param(data["rule"], case, id=f"{data['rule']}: {case['case']}")
    for path in sorted(FOLDER.glob("FILE-1*.yaml"))
    for data in [yaml.safe_load(path.read_text(encoding="utf-8"))]
    for case in data["cases"]
]


def findings_of(code: str, case: dict[str, Any]) -> list[Finding]:
    data = bytes.fromhex(case["bytes"]) if "bytes" in case else case["text"].encode()
    name = case["name"]
    text = name.endswith(".txt")
    if code >= "FILE-150":
        limit = case.get("limit", 10_000)
        if code >= "FILE-159":
            return list(read_any_document(data, name, limit).findings)
        if name.endswith(".docx"):
            return list(read_word(data, name).findings)
        return list((read_plain_text if text else read_html)(data, name, limit).findings)
    return list((check_edgar_text if text else check_edgar_html)(data, name))


@pytest.mark.parametrize(("code", "case"), CASES)
def test_case(code: str, case: dict[str, Any]) -> None:
    found = [one for one in findings_of(code, case) if one.code == code]
    assert [one.place.line for one in found] == [one["line"] for one in case["finds"]]
    for one in found:
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


@pytest.mark.parametrize("piece", [b"<a ", b"<a '", b'<a "', b"<!--", b"<", b"<p x=", b"</", b"<!a"])
def test_hostile_tags_take_no_time(piece: bytes) -> None:
    begin = time.process_time()
    list(check_edgar_html(piece * 60_000, "a.htm"))
    assert time.process_time() - begin < 5
