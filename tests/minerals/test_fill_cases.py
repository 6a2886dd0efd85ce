"""The cases of the rules on filling and converting, as written in tests/cases/CMRT-4*.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import catalogue
from kaiji.core.source import Source
from kaiji.minerals import convert_rule, declaration_data, fill_rule
from kaiji.minerals.convert import convert
from kaiji.minerals.declaration import Entry, SmelterRow
from kaiji.minerals.declaration_data import declaration_from_json
from kaiji.minerals.fill import fill
from kaiji.minerals.fill_rule import reads_otherwise
from minerals.building import declare, layout_of
from minerals.made_template import made_template

RULES = catalogue(declaration_data.RULES, fill_rule.RULES, convert_rule.RULES)
FOLDER = Path(__file__).resolve().parents[1] / "cases"
CASES: list[dict[str, Any]] = [
    {"rule": code, **case}
    for code in RULES
    for case in yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))["cases"]
]


def found_in(case: Mapping[str, Any]) -> Iterable[Finding]:
    if "json" in case:
        return declaration_from_json(case["json"].encode(), "answer.json")[1]
    if "cells" in case:
        return reads_otherwise(Source("answer.xlsx"), [(sheet, cell) for sheet, cell in case["cells"]])
    given = case.get("fill") or case["convert"]
    declaration = declare(given["declaration"], given.get("change"))
    if "metals" in given:
        declaration = replace(declaration, metals=tuple(given["metals"]))
    if "convert" in case:
        return convert(declaration, layout_of(given["to"]))[1]
    rows = tuple(
        SmelterRow(0, declaration.source, {"metal": Entry(metal, declaration.source)})
        for metal, count in given.get("rows", {}).items()
        for _ in range(count)
    )
    declaration = replace(declaration, smelters=(*declaration.smelters, *rows))
    more = {name: Entry(text, declaration.source) for name, text in given.get("field", {}).items()}
    declaration = replace(declaration, company={**declaration.company, **more})
    made = fill(made_template(layout_of(given["workbook"])), declaration, "answer.xlsx")
    assert bool(made.files) is not any(one.severity is Severity.ERROR for one in made.findings)
    return made.findings


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']} {case['name']}")
def test_case(case: dict[str, Any]) -> None:
    one = RULES[case["rule"]]
    seen = [finding for finding in found_in(case) if finding.code == one.code]
    assert len(seen) == len(case["finds"]), [one.say(finding) for finding in seen]
    for finding, wanted in zip(seen, case["finds"], strict=True):
        assert wanted.get("cell", str(finding.place)) == str(finding.place)
        assert wanted.get("says", "") in one.say(finding)
        for language in ("en", "ja", "zh"):
            for words in (one.say(finding, language), one.advise(finding, language)):
                assert words
                assert not re.search(r"\{\w*\}", words), words


@pytest.mark.parametrize("code", list(RULES))
def test_every_rule_has_a_case_that_finds_and_a_near_miss(code: str) -> None:
    assert {bool(case["finds"]) for case in CASES if case["rule"] == code} == {True, False}
