"""From evidence to conclusions: the roll-up, what is to be filed, and the documents. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kaiji.core.document import Document, Quote, Words
from kaiji.core.figure import Figure
from kaiji.core.finding import Finding
from kaiji.core.period import long_date
from kaiji.core.rule import Catalogue
from kaiji.core.source import Source
from kaiji.minerals.applicability import Applicability, Filer, ProductFacts, decide_applicability
from kaiji.minerals.branch import Branch, LabelDecision, decide_branch
from kaiji.minerals.choice import DueDiligenceResult
from kaiji.minerals.country import covered_countries
from kaiji.minerals.deadline import due_date
from kaiji.minerals.decision import Decision, State
from kaiji.minerals.declaration import METALS, Topic
from kaiji.minerals.evidence.field import Given
from kaiji.minerals.evidence_folder import Evidence
from kaiji.minerals.fact import Fact, facts, measure_facts, origin_facts
from kaiji.minerals.law.statute import Law, law_for
from kaiji.minerals.origin_answer import origin_answers
from kaiji.minerals.rcoi import Rcoi, Smelter, decide_rcoi
from kaiji.minerals.report import gather
from kaiji.minerals.report.approval import Approval, check_approval
from kaiji.minerals.report.claim import Season, Told, tell
from kaiji.minerals.report.conflict_report import build_conflict_report
from kaiji.minerals.report.form_sd import build_form_sd
from kaiji.minerals.report.material import Material, check_material
from kaiji.minerals.report.sentence import Filling, join
from kaiji.minerals.rollup import RollUp, metals_named, roll_up
from kaiji.minerals.rules.across import check_survey
from kaiji.minerals.smelter.screening_rule import check_screening
from kaiji.minerals.smelter.standing import NO_LIST, NOT_CLEAR, NOT_LISTED
from kaiji.minerals.smelter.standing_rule import check_standing
from kaiji.minerals.survey import Asked, Response, survey_of
from kaiji.minerals.table import (
    Table,
    answer_table,
    measure_table,
    response_table,
    smelter_table,
    supplier_table,
)

STATUS_ORDER = ("conformant", "cross_recognised", "active")
CONCLUSIONS = {
    "known_outside": State.R1,
    "believed_outside": State.R2,
    "known_recycled": State.R3,
    "believed_recycled": State.R4,
    "reason_to_believe": State.R5,
    "undetermined": State.R5,
}
LAST_STATUSES = (NOT_CLEAR, NOT_LISTED, NO_LIST)


@dataclass(frozen=True)
class Conclusions:
    """Everything decided for a year, before a single byte is written.

    Args:
        facts: every counted figure with its derivation.
        tables: the roll-up's tables by name.
        documents: Form SD, and the Conflict Minerals Report where one is due; none where no filing is due.
        findings: of the evidence, the files, the conclusions and the material, in this order.
    """

    year: int
    due: date
    law: Law
    rollup: RollUp
    applicability: Applicability
    rcoi: Rcoi
    branch: Branch
    told: Told
    material: Material
    facts: tuple[Fact, ...]
    figures: Mapping[str, Figure]
    tables: Mapping[str, Table]
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]


def conclude(evidence: Evidence, responses: Sequence[Response], year: int, rules: Catalogue) -> Conclusions:
    """Roll the answers up, decide what is to be filed, and build the documents.

    Args:
        evidence: the folder.
        responses: the received files, read and checked.
        year: the reporting year; one before 2013 is misuse and raises ValueError.
        rules: the rules whose findings are counted by class.
    """
    law = law_for(year)
    register = None
    if evidence.suppliers is not None:
        register = [
            Asked(one.supplier, one.aliases, one.asked_on, one.responses) for one in evidence.suppliers.suppliers
        ]
    survey = survey_of(register, responses)
    rollup = roll_up(survey, evidence.reference, evidence.snapshots, evidence.judgements)
    applicability = _applicability(evidence)
    metals = tuple(dict.fromkeys((*applicability.metals, *applicability.open_metals))) or _metals_said(rollup)
    rcoi = _inquiry(evidence, rollup, metals, law)
    branch = _branch(evidence, applicability, rcoi, law)
    statuses = _statuses(rollup)
    made = (supplier_table(rollup, rules), smelter_table(rollup), answer_table(rollup), response_table(rollup))
    tables = {one.name: one for one in made}
    counted = (*facts(metals_named(rollup.smelters), statuses), *origin_facts(metals))
    figures = {one.key: one.figure(tables) for one in counted}
    due = due_date(year)
    told, values = _told(evidence, law, year, due, rollup, figures)
    measures = measure_table(told.measures)
    tables[measures.name] = measures
    counted = (*counted, *measure_facts(dict.fromkeys(claim for claim, *_ in told.measures)))
    revenue, revenue_facts = gather.revenue(evidence.company)
    material = Material(
        year=year,
        law=law,
        branch=branch,
        rcoi=rcoi,
        rollup=rollup,
        cover=gather.cover(evidence.company),
        products=gather.products(evidence),
        metals=metals,
        metal_sources=_metal_sources(evidence, rollup, metals),
        figures=figures,
        statuses=statuses,
        told=told,
        revenue=revenue,
        plans=gather.plans(evidence, year, due),
        values=values,
        signature=gather.signature(evidence.company),
        amendment=gather.amendment(evidence.company),
        made=gather.made(evidence),
        mine_countries=gather.mine_countries(rollup),
        audited_by_choice=evidence.company.audit.obtained if evidence.company else None,
        label=evidence.company.label.choice if evidence.company else None,
        edition=evidence.company.edition if evidence.company else None,
        evidence=evidence.company.source if evidence.company else evidence.source,
    )
    documents: tuple[Document, ...] = ()
    if branch.filing != "none":
        documents = (build_form_sd(material),)
    if branch.filing in ("sd+cmr", "undecided"):
        documents = (*documents, build_conflict_report(material))
    findings = (
        *evidence.findings,
        *(finding for one in survey.responses for finding in one.findings),
        *check_survey(survey),
        *_smelter_findings(evidence, rollup),
        *branch.findings,
        *told.findings,
        *check_approval(
            Approval(evidence.log.activities if evidence.log else (), evidence.company, evidence.audited, year, due)
        ),
        *(check_material(material, report=len(documents) > 1) if documents else ()),
    )
    return Conclusions(
        year, due, law, rollup, applicability, rcoi, branch, told, material, (*counted, *revenue_facts),
        figures, tables, documents, findings,
    )  # fmt: skip


def _smelter_findings(evidence: Evidence, rollup: RollUp) -> Iterator[Finding]:
    """Say what speaks against a status, and what screening finds, once a smelter."""
    for one in rollup.smelters:
        if one.facility is not None and one.standing is not None and evidence.reference and evidence.snapshots:
            yield from check_standing(one.facility, one.standing, evidence.reference, evidence.snapshots.day)
        if evidence.screen is not None:
            yield from check_screening(one.subject, evidence.screen)


def _applicability(evidence: Evidence) -> Applicability:
    filer = Filer(None, None)
    if evidence.company is not None:
        given = evidence.company.filer
        filer = Filer(
            _value(given.reports_to_sec), _value(given.registered_investment_company), evidence.company.source
        )
    flags = {"yes": True, "no": False}
    products = [
        ProductFacts(
            one.name,
            one.source,
            one.made,  # type: ignore[arg-type]  # the reader's vocabulary is the same list
            {metal: flags.get(one.metals.get(metal, "")) for metal in METALS},
            flags.get(one.outside_supply_chain),
        )
        for one in (evidence.products.products if evidence.products else ())
    ]
    return decide_applicability(filer, products)


def _metals_said(rollup: RollUp) -> tuple[str, ...]:
    """Give the metals that suppliers say are in what they supply, where the company's own register is silent."""
    return tuple(
        metal
        for metal in METALS
        if any(
            declaration.says(Topic.ADDED, metal, "Yes") for line in rollup.survey.lines for declaration in line.in_force
        )
    )


def _metal_sources(evidence: Evidence, rollup: RollUp, metals: Sequence[str]) -> tuple[Source, ...]:
    if evidence.products is not None:
        return tuple(one.source for one in evidence.products.products if set(one.necessary) & set(metals))
    return tuple(
        answer.answer.source
        for line in rollup.survey.lines
        for declaration in line.in_force
        for metal in metals
        if (answer := declaration.answer(Topic.ADDED, metal)) is not None and answer.answer.says("Yes")
    )


def _inquiry(evidence: Evidence, rollup: RollUp, metals: Sequence[str], law: Law) -> Rcoi:
    decisions = []
    for metal, one in (evidence.company.rcoi if evidence.company else {}).items():
        state = CONCLUSIONS.get(one.conclusion.value) if one.conclusion is not None else None
        if state is not None and one.decided_on is not None:
            decisions.append(
                Decision(
                    one.metal or metal,
                    state,
                    one.document.value if one.document else "",
                    one.decided_on.value,
                    one.reason.value if one.reason else "",
                    one.source,
                )
            )
    smelters = [Smelter(one.name, one.metal, one.country, one.cells[0]) for one in rollup.smelters if one.identified]
    return decide_rcoi(metals, origin_answers(rollup.survey, metals), decisions, on=law.period.end, smelters=smelters)


def _branch(evidence: Evidence, applicability: Applicability, rcoi: Rcoi, law: Law) -> Branch:
    company = evidence.company
    label = None
    if company is not None and company.label.choice is not None and company.label.choice.value != "none":
        choice = company.label
        label = LabelDecision(
            choice.choice.value if choice.choice else "",
            choice.document.value if choice.document else "",
            law.period.end,
            choice.reason.value if choice.reason else "",
            choice.choice.source if choice.choice else company.source,
        )
    diligence = None
    if evidence.log is not None and rcoi.state is State.R5:
        done = [one.source for one in evidence.log.activities if one.kind == "risk_assessed"]
        if done:
            diligence = DueDiligenceResult("open", law.editions[-1].key, tuple(done))
    return decide_branch(
        applicability,
        rcoi,
        law,
        due_diligence=diligence,
        label=label,
        ipsa=_value(company.audit.obtained) if company else None,
        smaller=_value(company.filer.smaller_reporting_company) if company else None,
    )


def _statuses(rollup: RollUp) -> tuple[str, ...]:
    found = {one.audit_status for one in rollup.smelters if one.identified}
    first = [one for one in STATUS_ORDER if one in found]
    last = [one for one in LAST_STATUSES if one in found]
    return (*first, *sorted(found - set(first) - set(last)), *last)


def _told(
    evidence: Evidence, law: Law, year: int, due: date, rollup: RollUp, figures: Mapping[str, Figure]
) -> tuple[Told, Mapping[str, Filling]]:
    company = evidence.company
    values: dict[str, Filling] = {
        name: figures[f"suppliers.{name}"] for name in ("asked", "answered", "incomplete", "inconsistent", "inaccurate")
    }
    values["audit_programme"] = Words(f"{law.audit_programme.name} ({law.audit_programme.short})")
    countries = covered_countries(law.period.end)[1:]
    values["countries"] = join([Words(country.name.en) for country in countries])
    if company is not None:
        for name, pages in (("policy_urls", company.policy), ("report_urls", company.postings)):
            if urls := gather.urls(pages, name):
                values[name] = urls
        places = [Quote(one.value, "grievance", (one.source,)) for one in company.grievance.values()]
        if places:
            values["grievance"] = join(places, " or ")
    if lists := [one for one in rollup.lists if one.as_of is not None]:
        values["list"] = tuple(
            part
            for number, one in enumerate(lists)
            for part in (
                Words(" and the list “" if number else "the list “"),
                Quote(one.title, "list.name", (one.source,)),
                Words("” as of "),
                Quote(long_date(one.as_of or date.min), "list.as_of", (one.source,)),
            )
        )
    templates = gather.templates(rollup)
    if templates:
        values["templates"] = templates
    signed = gather.signed_on(company)
    season = Season(year, signed or due)
    log = evidence.log
    asked = tuple(line.key for line in rollup.survey.lines)
    # Without any log, one finding says that nothing can be stated; a finding for each claim would only hide it.
    told = tell(log.activities, season, asked, values, log.source) if log is not None else Told((), ())
    return told, values


def _value(given: Given[bool] | None) -> bool | None:
    return given.value if given is not None else None
