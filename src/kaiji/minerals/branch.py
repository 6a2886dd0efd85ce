"""What is to be filed for a year, and what may be said: the branch of Rule 13p-1, with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals import branch_rule, choice
from kaiji.minerals import relief as relieving
from kaiji.minerals.applicability import Applicability
from kaiji.minerals.branch_rule import NEVER, applicability_open, due_diligence_missing, metal_without_inquiry, state_of
from kaiji.minerals.choice import (
    FREE,
    UNDETERMINABLE,
    DueDiligenceResult,
    LabelDecision,
    proven,
)
from kaiji.minerals.law import statute
from kaiji.minerals.law.reason import Reason, reason
from kaiji.minerals.law.statute import Law
from kaiji.minerals.rcoi import Rcoi, State
from kaiji.minerals.relief import ReliefDecision

__all__ = [
    "RULES",
    "Branch",
    "DueDiligenceResult",
    "Filing",
    "LabelDecision",
    "ReliefDecision",
    "decide_branch",
]

Filing = Literal["none", "sd", "sd+cmr", "undecided"]
ENDS_HERE = frozenset({State.R1, State.R2, State.R3, State.R4})


@dataclass(frozen=True, slots=True)
class Branch:
    """What is filed for a year.

    Args:
        year: the calendar year reported on.
        filing: nothing, Form SD alone, Form SD with a Conflict Minerals Report; or not decided yet.
        describes_due_diligence: Form SD alone must tell of the due diligence too, since it was done.
        ipsa_required: an independent private sector audit is needed.
        labels_allowed: keys of the labels that may be chosen; none ever must be.
        label: key of the label chosen, empty where none was or the choice cannot be used.
        relief_used: Item 1.01(c) is left out by counsel's decision.
        reasons: the steps, from whether to file at all to audit and label.
        citations: the law behind the steps, each once.
        findings: what a person should look at.
    """

    year: int
    filing: Filing
    describes_due_diligence: bool
    ipsa_required: bool
    labels_allowed: tuple[str, ...]
    label: str
    relief_used: bool
    reasons: tuple[Reason, ...]
    citations: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def box(self) -> str:
        """The rule ticked on the cover: this programme files under Rule 13p-1 and no other."""
        return "13p-1"


def decide_branch(
    applicability: Applicability,
    rcoi: Rcoi | None,
    law: Law,
    *,
    due_diligence: DueDiligenceResult | None = None,
    label: LabelDecision | None = None,
    ipsa: bool | None = None,
    smaller: bool | None = None,
    relief: ReliefDecision | None = None,
) -> Branch:
    """Decide what is filed; what is not known stays undecided, and nothing is labelled by itself.

    Args:
        applicability: whether the rule asks for a filing, and for which metals.
        rcoi: the result of the inquiry; None where it has not been made.
        law: of the reporting year.
        due_diligence: its result, where it was done.
        label: the choice to call products by a label; None is the usual case.
        ipsa: an independent private sector audit was obtained; None where nobody has said.
        smaller: the company is a smaller reporting company; it matters for 2015 and 2016 only.
        relief: counsel's decision to leave out Item 1.01(c); never assumed.
    """
    by_evidence = _filing(applicability, rcoi, due_diligence)
    allowed = _labels_allowed(by_evidence, law, ipsa=ipsa, smaller=smaller)
    chosen = label if label and not choice.lacking(label) and label.label in allowed else None
    refused = tuple(relieving.relief_refused(relief, law, label, report=by_evidence == "sd+cmr"))
    relieved = None if refused else relief
    filing: Filing = "sd" if relieved else by_evidence
    if chosen and chosen.label == FREE:
        filing = "sd+cmr"  # the audit's report is part of a Conflict Minerals Report
    audit = bool(label and label.label == law.audit_label and filing in ("sd", "sd+cmr"))
    after = filing == "sd" and not relieved and _reaches(applicability, rcoi, State.R5)
    reasons = (
        *applicability.reasons,
        *(rcoi.reasons if rcoi else ()),
        *_filing_reasons(filing, law, due_diligence, after=after, relieved=relieved),
        *(_saying_reasons(law, label, chosen, audit=audit, ipsa=ipsa) if filing in ("sd", "sd+cmr") else ()),
        *_relief_reasons(law, by_evidence, relieved),
    )
    findings = (
        *statute.extrapolated_law(law),
        *statute.unverified_law(law),
        *applicability.findings,
        *(rcoi.findings if rcoi else ()),
        *applicability_open(applicability, law),
        *metal_without_inquiry(applicability, rcoi),
        *(() if relieved else due_diligence_missing(applicability, rcoi, due_diligence)),
        *choice.result_without_evidence(due_diligence),
        *choice.framework_out_of_date(due_diligence, law),
        *choice.label_not_chosen(label, law),
        *choice.free_without_audit(label, ipsa),
        *choice.undeterminable_closed(label, law, smaller),
        *choice.label_without_report(label, filing),
        *refused,
        *relieving.relief_used(relieved, law),
    )
    return Branch(
        year=law.year,
        filing=filing,
        describes_due_diligence=after,
        ipsa_required=audit,
        labels_allowed=allowed,
        label=chosen.label if chosen else "",
        relief_used=relieved is not None,
        reasons=reasons,
        citations=tuple(dict.fromkeys(one.citation for one in reasons if one.citation)),
        findings=findings,
    )


def _filing(applicability: Applicability, rcoi: Rcoi | None, due_diligence: DueDiligenceResult | None) -> Filing:
    """Give the filing that the evidence leads to, before anything is chosen."""
    if applicability.files is not True:
        return "none" if applicability.files is False else "undecided"
    uncertain = _without_inquiry(applicability, rcoi) or any(
        state_of(rcoi, metal) not in ENDS_HERE for metal in applicability.open_metals
    )
    if _reaches(applicability, rcoi, State.R5) and not proven(due_diligence):
        return "sd+cmr"
    return "undecided" if uncertain else "sd"


def _reaches(applicability: Applicability, rcoi: Rcoi | None, state: State) -> bool:
    return any(state_of(rcoi, metal) is state for metal in applicability.metals)


def _without_inquiry(applicability: Applicability, rcoi: Rcoi | None) -> tuple[str, ...]:
    return tuple(metal for metal in applicability.metals if state_of(rcoi, metal) is NEVER)


def _labels_allowed(filing: Filing, law: Law, *, ipsa: bool | None, smaller: bool | None) -> tuple[str, ...]:
    if filing not in ("sd", "sd+cmr"):
        return ()
    report = filing == "sd+cmr"
    open_to = {
        FREE: ipsa is True,
        UNDETERMINABLE: report and law.allows_undeterminable(smaller) is True,
    }
    return tuple(one.key for one in law.labels if open_to.get(one.key, report))


def _filing_reasons(
    filing: Filing,
    law: Law,
    due_diligence: DueDiligenceResult | None,
    *,
    after: bool,
    relieved: ReliefDecision | None,
) -> Iterator[Reason]:
    if filing in ("none", "undecided"):
        yield reason(f"branch-{filing}", year=law.year)
    elif filing == "sd+cmr":
        yield reason("branch-report", year=law.year)
        yield reason("report-contents")
    elif relieved:
        yield reason("branch-sd-relieved", year=law.year)
    elif after and due_diligence:
        result = reason(f"diligence-{due_diligence.outcome}").text
        yield reason("branch-sd-after-diligence", *due_diligence.sources, year=law.year, result=result)
    else:
        yield reason("branch-sd", year=law.year)


def _saying_reasons(
    law: Law,
    label: LabelDecision | None,
    chosen: LabelDecision | None,
    *,
    audit: bool,
    ipsa: bool | None,
) -> Iterator[Reason]:
    """Give the steps on label and audit."""
    undeterminable = chosen is not None and chosen.label == UNDETERMINABLE
    if label is None:
        yield reason("label-none")
    else:
        known = law.label(label.label)
        words = known.words if known else Text(label.label)
        if chosen:
            said = {"by": chosen.by, "on": chosen.on.isoformat(), "why": chosen.reason}
            yield reason("label-chosen", chosen.source, label=words, **said)
        else:
            yield reason("label-refused", label.source, label=words)
    if undeterminable:
        yield reason("undeterminable-steps")
    if audit:
        yield reason("audit-required")
    elif undeterminable:
        yield reason(law.audit_reason_undeterminable, year=law.year)
    else:
        yield reason(law.audit_reason)
    if ipsa and not audit:
        yield reason("audit-voluntary")


def _relief_reasons(law: Law, by_evidence: Filing, relieved: ReliefDecision | None) -> Iterator[Reason]:
    if relieved:
        said = {"by": relieved.by, "on": relieved.on.isoformat(), "why": relieved.reason}
        yield reason("relief-used", relieved.source, **said)
    elif law.relief and by_evidence == "sd+cmr":
        yield reason("relief-available")


@rule(
    "SD-046",
    Severity.ERROR,
    title=Text("An audit is claimed to be required", "監査が必要との誤った記載"),
    message=Text(
        "The text says that an independent private sector audit is required for {year}; it is not.",
        "{year}年に独立した民間監査が必要と記載されていますが、必要ではありません。",
    ),
    remedy=Text(
        'Take the sentence out. Only products called "DRC conflict free" by choice bring an audit.',
        "記載を削除してください。監査が必要なのは、任意に「DRC紛争フリー」と称する場合だけです。",
    ),
    citation="Statement of the Director of Corporation Finance of 29 April 2014",
)
def audit_claimed(branch: Branch, claimed: bool, source: Source) -> Iterator[Finding]:
    """A text or a tool holds an audit to be required where it is not.

    What it checks
        Whether the audit is said to be required although no product is called "DRC conflict free".

    Why it matters
        Guides in circulation demand an audit for undeterminable products, or where the origin is open. That
        was never so.

    How to put it right
        Correct the text.

    Source
        SEC staff questions and answers of 7 April 2014; statement of 29 April 2014.
    """
    if claimed and not branch.ipsa_required:
        yield audit_claimed.finding(source, year=branch.year)


RULES: tuple[AnyRule, ...] = (
    audit_claimed,
    *choice.RULES,
    *relieving.RULES,
    *branch_rule.RULES,
)
