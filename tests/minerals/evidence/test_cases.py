"""Every EVD rule against its cases, which a compliance officer can read: tests/cases/EVD-*.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaiji.core.finding import Finding
from kaiji.core.rule import HEADINGS, catalogue
from kaiji.core.source import digest_of
from kaiji.formats import csv_rule
from kaiji.minerals.evidence import (
    activity,
    company_rule,
    field_rule,
    folder_rule,
    list_register,
    list_rule,
    product,
    supplier,
)
from kaiji.minerals.evidence.activity import ActivityLog, read_activities
from kaiji.minerals.evidence.company import read_company
from kaiji.minerals.evidence.list_register import check_list_register, read_list_register
from kaiji.minerals.evidence.product import read_products
from kaiji.minerals.evidence.smelter_list import read_audited_list
from kaiji.minerals.evidence.supplier import read_suppliers

EVIDENCE = catalogue(
    field_rule.RULES,
    company_rule.RULES,
    product.RULES,
    supplier.RULES,
    folder_rule.RULES,
    activity.RULES,
    list_rule.RULES,
    list_register.RULES,
)
RULES = catalogue(EVIDENCE.values(), csv_rule.RULES)
FOLDER = Path(__file__).resolve().parents[2] / "cases"
CASES = [
    pytest.param(data["rule"], case, id=f"{data['rule']}: {case['case']}")
    for path in sorted(FOLDER.glob("EVD-[01]*.yaml"))
    for data in [yaml.safe_load(path.read_text(encoding="utf-8"))]
    for case in data["cases"]
]


def names_in(files: Mapping[str, str], folder: str) -> dict[str, str]:
    """Give the digest of each file of a folder, by name."""
    found = (name for name in files if name.startswith(f"{folder}/"))
    return {name.removeprefix(f"{folder}/"): digest_of(files[name].encode()) for name in found}


def findings_of(files: Mapping[str, str]) -> Iterator[Finding]:
    """Read a whole evidence folder as a program would, and give everything found."""
    content = {name: text.encode() for name, text in files.items()}
    if (name := "company.toml") in content:
        yield from read_company(content[name], name).findings
    products = read_products(content[name], name) if (name := "products.csv") in content else None
    suppliers = read_suppliers(content[name], name) if (name := "suppliers.csv") in content else None
    log = (
        read_activities(content[name], name)
        if (name := "activities.csv") in content
        else ActivityLog(read_activities(b"", "").source, ())
    )
    register = read_list_register(content[name], name) if (name := "lists/lists.toml") in content else None
    for one in (products, suppliers, log, register):
        yield from one.findings if one else ()
    if suppliers:
        responses = names_in(files, "responses")
        yield from folder_rule.check_suppliers(suppliers.suppliers, products.products if products else (), responses)
        yield from folder_rule.check_activities(log.activities, suppliers.suppliers, names_in(files, "evidence"))
    lists = [name for name in names_in(files, "lists") if name != "lists.toml"]
    if register:
        yield from check_list_register(register, lists)
    for name in lists:
        path = f"lists/{name}"
        yield from read_audited_list(content[path], path, register.named(name) if register else None).findings


@pytest.mark.parametrize(("code", "case"), CASES)
def test_case(code: str, case: dict[str, Any]) -> None:
    found = [one for one in findings_of(case["files"]) if one.code == code]
    assert [(one.file, one.place.line) for one in found] == [(one["file"], one["line"]) for one in case["finds"]]
    for one in found:
        for language in ("en", "ja"):
            for words in (RULES[code].say(one, language), RULES[code].advise(one, language)):
                assert words
                assert not re.search(r"\{\w*\}", words), words


def test_every_rule_has_a_case_that_finds_and_one_that_does_not() -> None:
    for code in EVIDENCE:
        data = yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
        assert data["rule"] == code
        assert {bool(case["finds"]) for case in data["cases"]} == {True, False}, code


def test_every_case_file_has_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("EVD-[01]*.yaml")} == set(EVIDENCE)


@pytest.mark.parametrize("code", sorted(RULES))
def test_help_page_and_both_languages(code: str) -> None:
    one = RULES[code]
    assert tuple(one.sections()) == HEADINGS
    assert all(one.sections().values())
    assert one.summary().endswith(".")
    for text in (one.title, one.message, one.remedy):
        assert re.search(r"[ぁ-ゟ゠-ヿ一-鿿]", text.ja), text
        assert set(re.findall(r"\{(\w+)\}", text.ja)) <= set(re.findall(r"\{(\w+)\}", text.en))
