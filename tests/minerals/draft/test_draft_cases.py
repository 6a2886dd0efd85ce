"""The cases of the rules on drafting, as written in tests/cases/CMRT-42*.yaml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaiji.core.rule import catalogue
from kaiji.formats.xlsx.workbook import open_workbook
from kaiji.minerals.draft import rule
from kaiji.minerals.draft.layout_draft import draft_layout
from minerals.made_revision import revision

RULES = catalogue(rule.RULES)
FOLDER = Path(__file__).resolve().parents[2] / "cases"
CASES: list[dict[str, Any]] = [
    {"rule": code, **case}
    for code in RULES
    for case in yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))["cases"]
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']} {case['name']}")
def test_case(case: dict[str, Any]) -> None:
    one = RULES[case["rule"]]
    data = revision(case["revision"])
    seen = [found for found in draft_layout(data, open_workbook(data, "new.xlsx")).findings if found.code == one.code]
    assert len(seen) == len(case["finds"]), [one.say(found) for found in seen]
    for found, wanted in zip(seen, case["finds"], strict=True):
        place = found.sources[0].place
        assert wanted.get("place", "") in (f"{place.sheet}!{place.cell}", place.sheet, "")
        assert wanted.get("says", "") in one.say(found)
        for language in ("en", "ja", "zh"):
            for words in (one.say(found, language), one.advise(found, language)):
                assert words
                assert not re.search(r"\{\w*\}", words), words


@pytest.mark.parametrize("code", list(RULES))
def test_every_rule_has_a_case_that_finds_and_a_near_miss(code: str) -> None:
    assert {bool(case["finds"]) for case in CASES if case["rule"] == code} == {True, False}
