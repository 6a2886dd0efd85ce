"""The cases of the rules OFF-…, which a corporate-law officer can read and add to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.offerings import prove_rule
from kaiji.offerings.check import TERMS, check_offering
from kaiji.offerings.package import Built, build_offering
from kaiji.offerings.prove import prove
from kaiji.programmes import RULES
from made_offering import terms_with, toml_of

FOLDER = Path(__file__).resolve().parent.parent / "cases"
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
    for path in sorted(FOLDER.glob("OFF-*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]
]


@cache
def built() -> Built:
    found = build_offering({TERMS: toml_of(terms_with())}, RULES)
    assert found.findings == ()
    return found


def findings_of(case: dict[str, Any]) -> Iterable[Finding]:
    if "written" in case:  # a file of the built folder, changed or taken away by hand
        files = dict(built().files)
        for name, change in case["written"].items():
            if change is None:
                del files[name]
            else:
                text = files[name].decode()
                for old, new in change.items():
                    assert old in text, old
                    text = text.replace(old, new, 1)
                files[name] = text.encode()
        return prove(files).findings
    if case.get("pdf") == "not installed":
        return prove_rule.pdf_not_installed(Source(TERMS))
    if "raw" in case:
        return check_offering({TERMS: case["raw"].encode()}).findings
    files = {TERMS: toml_of(terms_with(case.get("set"), case.get("remove", ())))}
    files |= {name: text.encode() for name, text in case.get("beside", {}).items()}
    if "notice" in case:
        return build_offering(files, RULES, only=case["notice"]).findings
    return check_offering(files).findings


@pytest.mark.parametrize(("code", "case"), CASES)
def test_case(code: str, case: dict[str, Any]) -> None:
    found = [one for one in findings_of(case) if one.code == code]
    assert len(found) == case["finds"], [RULES[one.code].say(one) for one in findings_of(case)]
    for one in found:
        assert RULES[code].say(one, "ja") != RULES[code].say(one, "en")
        assert RULES[code].advise(one)
    if "says" in case:
        assert case["says"] in RULES[code].say(found[0])
    if "line" in case:
        assert found[0].place.line == case["line"]


def test_the_base_is_sound() -> None:
    assert check_offering({TERMS: toml_of(terms_with())}).findings == ()


def test_every_rule_has_a_case_that_finds_and_one_that_does_not() -> None:
    for path in FOLDER.glob("OFF-*.yaml"):
        found = {bool(case["finds"]) for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]}
        assert True in found, path.name
        assert found == {True, False} or path.stem == "OFF-207", path.name
