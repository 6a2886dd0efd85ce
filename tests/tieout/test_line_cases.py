"""The cases of the rules of words and of numbers: the lines of an invented document, a bar between the cells of a row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kaiji.core.rule import catalogue
from kaiji.tieout.numbers import cell_rule, limit_rule, number_rule, period_rule, scale_rule, turned_columns
from kaiji.tieout.words import RULES
from made_lines import lines_from

KNOWN = catalogue(
    RULES,
    number_rule.RULES,
    cell_rule.RULES,
    period_rule.RULES,
    scale_rule.RULES,
    limit_rule.RULES,
    turned_columns.RULES,
)
FOLDER = Path(__file__).resolve().parents[1] / "cases"
CASES = [
    pytest.param(KNOWN[path.stem], case, id=f"{path.stem}: {case['case']}")
    for path in sorted(FOLDER.glob("TIE-*.yaml"))
    if path.stem in KNOWN
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]
]


def test_every_rule_has_cases_that_find_and_cases_that_do_not() -> None:
    for code in KNOWN:
        cases = yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))["cases"]
        assert {bool(case["finds"]) for case in cases} == {True, False}, code


@pytest.mark.parametrize(("one", "case"), CASES)
def test_case(one: Any, case: dict[str, Any]) -> None:
    text = case["lines"].replace(" | ", "\t").replace("LONG", "word " * case.get("long", 0))
    found = sorted(one(lines_from(text)), key=lambda finding: finding.place.line)
    assert [finding.place.line for finding in found] == [want["line"] for want in case["finds"]]
    for finding, want in zip(found, case["finds"], strict=True):
        assert str(finding.severity) == want["severity"]
        for name in {"stated", "expected"} & want.keys():
            assert str(finding.param(name)) == want[name]
        assert "{" not in one.say(finding) + one.say(finding, "ja") + one.advise(finding, "ja")
