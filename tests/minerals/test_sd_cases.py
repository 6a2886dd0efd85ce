"""The cases of the rules SD-001 to SD-049, which a compliance officer can read and add to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaiji.core.finding import Finding
from kaiji.core.period import Period
from kaiji.core.rule import HEADINGS, catalogue
from kaiji.core.source import Source
from kaiji.minerals import applicability, branch, country, deadline, rcoi
from kaiji.minerals.law import law_for, statute

RULES = catalogue(statute.RULES, country.RULES, deadline.RULES, applicability.RULES, rcoi.RULES, branch.RULES)
FOLDER = Path(__file__).resolve().parent.parent / "cases"
SHEET = Source("register.xlsx", "0" * 64)
METALS = ("tantalum", "coltan", "tin", "tungsten", "gold", "cobalt")
Given = dict[str, Any]


def of_the_law(given: Given) -> Iterable[Finding]:
    law = law_for(given["year"])
    return (*statute.extrapolated_law(law), *statute.unverified_law(law))


def of_a_country(given: Given) -> Iterable[Finding]:
    if "names" in given:
        listed = (given["names"], given["day"], SHEET)
        return (*country.covered_country_missing(*listed), *country.country_not_covered(*listed))
    return (*country.ambiguous_country(given["name"], SHEET), *country.unknown_country(given["name"], SHEET))


def of_a_date(given: Given) -> Iterable[Finding]:
    if "stated" in given:
        return deadline.stated_due_date(given["year"], given["stated"], SHEET)
    if "start" in given:
        return deadline.stated_period(given["year"], Period(given["start"], given["end"]), SHEET)
    return deadline.acquisition_on_the_edge(given["name"], given["effective"], SHEET)


def of_products(given: Given) -> Iterable[Finding]:
    products = [
        applicability.ProductFacts(
            one["name"],
            SHEET,
            one["made"],
            {metal: one[metal] for metal in METALS if metal in one},
            one.get("outside"),
        )
        for one in given["products"]
    ]
    filer = applicability.Filer(given.get("reports"), given.get("fund"))
    return applicability.decide_applicability(filer, products).findings


def reply(value: str | bool) -> rcoi.Reply:
    if isinstance(value, bool):
        return rcoi.Reply.YES if value else rcoi.Reply.NO
    return rcoi.Reply(value)


def inquiry(given: Given) -> rcoi.Rcoi:
    metals = given.get("metals", ["Gold"])
    answers = [
        rcoi.OriginAnswer(
            one["supplier"],
            one.get("metal", metals[0]),
            reply(one.get("necessary", "missing")),
            reply(one.get("covered", "missing")),
            reply(one.get("scrap", "missing")),
            sources=(Source(f"{one['supplier']}.xlsx"),),
            countries=tuple(one.get("countries", ())),
        )
        for one in given["answers"]
    ]
    decisions = [
        rcoi.Decision(
            one.get("metal", metals[0]),
            rcoi.State(one["state"]),
            one.get("by", "Counsel"),
            one.get("day", date(2025, 4, 1)),
            "seen the evidence",
            Source(one.get("source", "memo.pdf")),
        )
        for one in given.get("decisions", ())
    ]
    smelters = [
        rcoi.Smelter(one["name"], metals[0], one["country"], SHEET) for one in given.get("smelters", ())
    ]
    on = date(given.get("year", 2024), 12, 31)
    return rcoi.decide_rcoi(metals, answers, decisions, on=on, smelters=smelters)


def of_the_inquiry(given: Given) -> Iterable[Finding]:
    return inquiry(given).findings


def of_the_branch(given: Given) -> Iterable[Finding]:
    files = given.get("files", True)
    applies = applicability.Applicability(
        None if files == "unknown" else files,
        tuple(given.get("metals", ["Gold"])) if files is True else (),
        (),
        tuple(given.get("open", ())),
    )
    result, label, relief = given.get("diligence"), given.get("label"), given.get("relief")
    sources = tuple(Source(result["source"]) for _ in range(1) if "source" in result) if result else ()
    by: Given = {"on": date(2025, 4, 1), "reason": "by choice", "source": Source("memo.pdf")}
    decided = branch.decide_branch(
        applies,
        inquiry(given) if "answers" in given else None,
        law_for(given["year"]),
        due_diligence=branch.DueDiligenceResult(result["outcome"], result["framework"], sources)
        if result
        else None,
        label=branch.LabelDecision(label["label"], label.get("by", "Counsel"), **by) if label else None,
        ipsa=given.get("audit"),
        smaller=given.get("smaller"),
        relief=branch.ReliefDecision(relief.get("by", "Counsel"), **by) if relief is not None else None,
    )
    return (*decided.findings, *branch.audit_claimed(decided, given.get("claimed", False), SHEET))


def subject(code: str) -> Callable[[Given], Iterable[Finding]]:
    number = int(code.removeprefix("SD-"))
    ends = ((2, of_the_law), (6, of_a_country), (9, of_a_date), (19, of_products), (37, of_the_inquiry))
    return next((of for last, of in ends if number <= last), of_the_branch)


def cases() -> list[Any]:
    found = []
    for code in RULES:
        read = yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
        found += [pytest.param(code, one, id=f"{code}: {one['name']}") for one in read["cases"]]
    return found


@pytest.mark.parametrize(("code", "case"), cases())
def test_case(code: str, case: dict[str, Any]) -> None:
    found = [one for one in subject(code)(case["given"]) if one.code == code]
    assert len(found) == case["finds"]
    if "says" in case:
        assert case["says"] in RULES[code].say(found[0])
    if "severity" in case:
        assert {one.severity.value for one in found} == {case["severity"]}
    for one in found:
        for words in (RULES[code].say(one, "ja"), RULES[code].advise(one, "ja"), RULES[code].advise(one)):
            assert words
            assert "{" not in words


@pytest.mark.parametrize("code", RULES)
def test_a_rule_has_its_help_page_and_its_words(code: str) -> None:
    one = RULES[code]
    assert tuple(one.sections()) == HEADINGS
    assert all(one.sections().values())
    assert one.citation
    assert one.title.ja
    assert one.message.ja.endswith("。")
    assert one.remedy.ja.endswith("。")


def test_every_file_of_cases_belongs_to_a_rule_and_bears_its_code() -> None:
    mine = {path.stem for path in FOLDER.glob("SD-0[0-4]*.yaml")}
    assert mine == set(RULES)
    for code in mine:
        assert yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))["rule"] == code
