"""The cases of the rules on lists, statuses, screening and judgements as of a day: tests/cases/EVD-3*.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaiji.core.finding import Finding
from kaiji.minerals.evidence.screening_list import ScreenKind, read_screening, screens_on
from kaiji.minerals.evidence.smelter_list import read_audited_list
from kaiji.minerals.evidence.snapshot import snapshots_on
from kaiji.minerals.smelter.judgement import read_judgements
from kaiji.minerals.smelter.named import read_named
from kaiji.minerals.smelter.reference import read_reference
from kaiji.minerals.smelter.screening import Screen
from kaiji.minerals.smelter.status import status_of
from kaiji.programmes import RULES

FOLDER = Path(__file__).resolve().parents[1] / "cases"
MINE = re.compile(r"^EVD-3\d{2}$")
CODES = sorted(code for code in RULES if MINE.match(code))
SHARED = ("reference", "smelters", "as_of", "audited")
Case = dict[str, Any]


def cases() -> list[Any]:
    found = []
    for code in CODES:
        data = yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
        shared = {name: data[name] for name in SHARED if name in data}
        found += [pytest.param(code, shared | case, id=f"{code}: {case['case']}") for case in data["cases"]]
    return found


def findings_of(case: Case) -> Iterable[Finding]:
    reference = read_reference(case["reference"].encode(), "reference.csv").reference
    assert reference is not None
    read = [read_audited_list(text.encode(), name) for name, text in case["audited"].items()]
    named = read_named(case["smelters"].encode(), "smelters.csv")
    yield from (found for one in read for found in one.findings)
    yield from named.findings
    lists = snapshots_on([one.audited for one in read], case["as_of"])
    log = read_judgements(case.get("judgements", "").encode(), "judgements.jsonl")
    yield from log.findings
    screening = [
        read_screening(text.encode(), name, kind)
        for kind, key in ((ScreenKind.SANCTIONS, "sanctions"), (ScreenKind.AREAS, "areas"))
        for name, text in case.get(key, {}).items()
    ]
    yield from (found for one in screening for found in one.findings)
    screens, found = screens_on([one.listed for one in screening], case["as_of"])
    yield from found
    screen = Screen(screens, case["as_of"])
    yield from status_of(named.rows, [reference], lists, log, screen).findings


def seen(finding: Finding, wanted: dict[str, str]) -> dict[str, str]:
    sentence = RULES[finding.code].say(finding)
    values = {"file": finding.file, "severity": str(finding.severity), "line": str(finding.place.line)}
    values["says"] = wanted["says"] if wanted.get("says", "") in sentence and "says" in wanted else sentence
    return {name: values[name] for name in wanted}


@pytest.mark.parametrize(("code", "case"), cases())
def test_case(code: str, case: Case) -> None:
    found = [one for one in findings_of(case) if one.code == code]
    assert [seen(one, wanted) for one, wanted in zip(found, case["finds"], strict=False)] == case["finds"]
    assert len(found) == len(case["finds"]), [RULES[code].say(one) for one in found]
    for one in found:
        for language in ("en", "ja"):
            for words in (RULES[code].say(one, language), RULES[code].advise(one, language)):
                assert not re.search(r"\{\w*\}", words), words


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_case_that_finds_and_a_near_miss(code: str) -> None:
    data = yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
    assert data["rule"] == code
    assert {bool(case["finds"]) for case in data["cases"]} == {True, False}
