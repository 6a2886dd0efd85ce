"""The cases of the rules CHK-001 to CHK-004, which a compliance officer can read and add to."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaiji.core.rule import HEADINGS, catalogue
from kaiji.minerals.checker import rule
from kaiji.minerals.checker.judge import judge
from made_checker import workbook_of

FOLDER = Path(__file__).resolve().parents[2] / "cases"
RULES = catalogue(rule.RULES)
CASES: list[tuple[str, dict[str, Any]]] = [
    (code, case)
    for code in RULES
    for case in yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))["cases"]
]


@pytest.mark.parametrize(("code", "case"), CASES, ids=[f"{code} {case['name']}" for code, case in CASES])
def test_case(code: str, case: dict[str, Any]) -> None:
    judged = judge(workbook_of(case["sheets"]), "answer.xlsx")
    seen = [one for one in judged.findings if one.code == code]
    assert len(seen) == len(case["finds"]), judged.findings
    for finding, expected in zip(seen, case["finds"], strict=True):
        assert f"{finding.place.sheet}!{finding.place.cell}" == expected["cell"]
        assert expected.get("says", "") in RULES[code].say(finding)
        for language in ("ja", "zh"):
            assert RULES[code].say(finding, language) != RULES[code].say(finding)
            assert RULES[code].advise(finding, language) != RULES[code].advise(finding)


@pytest.mark.parametrize("code", RULES)
def test_help_and_words(code: str) -> None:
    one = RULES[code]
    assert tuple(one.sections()) == HEADINGS
    for text in (one.message, one.remedy):
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(words) if name} for words in text.as_data().values()
        ]
        assert len(fields) == 3
        assert fields[0] == fields[1] == fields[2]


def test_every_rule_has_a_case_that_finds_and_one_that_does_not() -> None:
    for code in RULES:
        own = [case for named, case in CASES if named == code]
        assert any(one["finds"] for one in own)
        assert any(not one["finds"] for one in own)
