from __future__ import annotations

import inspect
from datetime import date

import pytest

from kaiji.core.source import Source
from kaiji.minerals.applicability import Applicability, decide_applicability
from kaiji.minerals.branch import Branch, DueDiligenceResult, LabelDecision, ReliefDecision, decide_branch
from kaiji.minerals.law import law_for
from kaiji.minerals.rcoi import OriginAnswer, Rcoi, Reply, Smelter, decide_rcoi

MEMO = Source("memo.pdf")
APPLIES = Applicability(True, ("Gold",), ())
DONE = DueDiligenceResult("open", "oecd-3", (MEMO,))


def inquiry(*replies: Reply, metal: str = "Gold") -> Rcoi:
    answers = [
        OriginAnswer(f"S{number}", metal, Reply.YES, reply, Reply.NO) for number, reply in enumerate(replies)
    ]
    return decide_rcoi((metal,), answers)


YES, NO, UNKNOWN = (inquiry(one) for one in (Reply.YES, Reply.NO, Reply.UNKNOWN))


def label(key: str) -> LabelDecision:
    return LabelDecision(key, "Counsel", date(2025, 4, 1), "by choice", MEMO)


def codes(branch: Branch) -> set[str]:
    return {one.code for one in branch.findings if one.severity != "info"}


def keys(branch: Branch) -> set[str]:
    return {one.key for one in branch.reasons}


@pytest.mark.parametrize(
    ("applies", "rcoi", "filing"),
    [
        (Applicability(False, (), ()), None, "none"),
        (Applicability(None, (), ()), YES, "undecided"),
        (APPLIES, None, "undecided"),
        (APPLIES, NO, "sd"),
        (APPLIES, YES, "sd+cmr"),
        (APPLIES, UNKNOWN, "sd+cmr"),
        (Applicability(True, ("Gold", "Tin"), ()), NO, "undecided"),
        (Applicability(True, ("Gold", "Tin"), ()), YES, "sd+cmr"),
        (Applicability(True, ("Gold",), (), ("Tin",)), NO, "undecided"),
    ],
)
def test_filing(applies: Applicability, rcoi: Rcoi | None, filing: str) -> None:
    found = decide_branch(applies, rcoi, law_for(2024), due_diligence=DONE)
    assert found.filing == filing
    assert not found.ipsa_required


@pytest.mark.parametrize(("outcome", "filing"), [("outside", "sd"), ("scrap", "sd"), ("open", "sd+cmr")])
def test_result_of_due_diligence(outcome: str, filing: str) -> None:
    result = DueDiligenceResult(outcome, "oecd-3", (MEMO,))  # type: ignore[arg-type]
    found = decide_branch(APPLIES, YES, law_for(2024), due_diligence=result)
    assert (found.filing, found.describes_due_diligence) == (filing, filing == "sd")


def test_nothing_is_labelled_by_itself() -> None:
    # A tool in circulation turns a covered country into "not found to be DRC conflict free".
    found = decide_branch(APPLIES, YES, law_for(2024), due_diligence=DONE)
    assert (found.label, found.labels_allowed) == ("", ("not-found-free",))
    assert "label-none" in keys(found)
    assert codes(found) == set()


@pytest.mark.parametrize(
    ("year", "smaller", "allowed"),
    [(2013, None, True), (2014, False, True), (2015, True, True), (2015, False, False), (2016, None, False),
     (2017, True, False), (2024, True, False)],
)  # fmt: skip
def test_undeterminable(year: int, smaller: bool | None, allowed: bool) -> None:
    found = decide_branch(
        APPLIES, UNKNOWN, law_for(year), due_diligence=DONE, label=label("undeterminable"), smaller=smaller
    )
    assert (found.label == "undeterminable") is allowed
    assert ("SD-044" in codes(found)) is not allowed
    assert not found.ipsa_required
    assert ("audit-not-required-undeterminable" in keys(found)) is allowed
    assert ("undeterminable-steps" in keys(found)) is allowed


def test_free_needs_the_audit_and_a_report() -> None:
    without = decide_branch(APPLIES, YES, law_for(2024), due_diligence=DONE, label=label("free"))
    assert (without.label, without.ipsa_required, codes(without)) == ("", True, {"SD-043"})
    audited = decide_branch(APPLIES, NO, law_for(2024), label=label("free"), ipsa=True)
    assert (audited.label, audited.filing, audited.ipsa_required) == ("free", "sd+cmr", True)
    assert "audit-required" in keys(audited)


def test_an_audit_by_choice_makes_none_required() -> None:
    found = decide_branch(APPLIES, YES, law_for(2024), due_diligence=DONE, ipsa=True)
    assert not found.ipsa_required
    assert {"audit-voluntary", "audit-not-required"} <= keys(found)


def test_relief_is_shown_and_never_used_by_default() -> None:
    found = decide_branch(APPLIES, YES, law_for(2024), due_diligence=DONE)
    assert (found.filing, found.relief_used) == ("sd+cmr", False)
    assert "relief-available" in keys(found)
    assert "relief-available" not in keys(decide_branch(APPLIES, YES, law_for(2015), due_diligence=DONE))
    counsel = ReliefDecision("Counsel", date(2025, 4, 1), "as before", MEMO)
    used = decide_branch(APPLIES, YES, law_for(2024), relief=counsel)
    assert (used.filing, used.relief_used, codes(used)) == ("sd", True, {"SD-049"})
    assert not used.describes_due_diligence


def test_only_the_box_of_this_rule_is_ticked() -> None:
    # Readers have taken both rules on the cover as filed.
    found = decide_branch(APPLIES, NO, law_for(2024))
    assert law_for(2024).form.boxes == ("13p-1", "13q-1")
    assert found.box == "13p-1"


def test_smelters_play_no_part_in_applicability_or_branch() -> None:
    # A tool answers "indeterminate" where no smelter is known.
    assert set(inspect.signature(decide_applicability).parameters) == {"filer", "products"}
    smelters = [Smelter("Works", "Gold", "Rwanda", MEMO)]
    outside = OriginAnswer("A", "Gold", Reply.YES, Reply.NO, Reply.NO)
    rcoi = decide_rcoi(("Gold",), [outside], smelters=smelters)
    assert decide_branch(APPLIES, rcoi, law_for(2024)).filing == "sd"


def test_no_filing_without_a_necessary_metal_whatever_the_inquiry_says() -> None:
    found = decide_branch(Applicability(False, (), ()), YES, law_for(2024))
    assert (found.filing, found.labels_allowed) == ("none", ())


def test_citations_are_those_of_the_reasons_once_each() -> None:
    found = decide_branch(APPLIES, YES, law_for(2024), due_diligence=DONE)
    assert found.citations == tuple(dict.fromkeys(one.citation for one in found.reasons if one.citation))
    assert "Form SD (17 CFR 249b.400)" in found.citations


def test_a_year_beyond_the_data_is_told() -> None:
    found = decide_branch(APPLIES, NO, law_for(2027))
    assert found.findings[0].code == "SD-001"
