"""What people have found and chosen before the branch is decided: due diligence, a label, relief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.law.statute import Edition, Law

Outcome = Literal["outside", "scrap", "open"]
FREE, UNDETERMINABLE = "free", "undeterminable"

LACKING: Mapping[str, Text] = {
    "by": Text("the person", "判断者"),
    "reason": Text("the reason", "理由"),
    "source": Text("the evidence", "証拠"),
}


@dataclass(frozen=True, slots=True)
class DueDiligenceResult:
    """What the due diligence on source and chain of custody came to.

    Args:
        outcome: ``outside`` none from covered countries; ``scrap`` all recycled or scrap; ``open`` all else.
        framework: key of the edition it follows (``oecd-3``), or the framework's name.
        sources: its evidence.
    """

    outcome: Outcome
    framework: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelDecision:
    """The choice to call products by one of the rule's labels, by its key (``free``, ``not-found-free``)."""

    label: str
    by: str
    on: date
    reason: str
    source: Source


class Chosen(Protocol):
    """What every choice must tell: who, why, and where it is recorded."""

    @property
    def by(self) -> str:
        """The person."""

    @property
    def reason(self) -> str:
        """Why."""

    @property
    def source(self) -> Source:
        """Where it is recorded."""


def lacking(choice: Chosen) -> tuple[str, ...]:
    """Give what a choice lacks to count: ``by``, ``reason``, ``source``."""
    given = {"by": choice.by, "reason": choice.reason, "source": choice.source.file}
    return tuple(name for name, words in given.items() if not words.strip())


def proven(result: DueDiligenceResult | None) -> bool:
    """Tell whether due diligence showed, with evidence, that the minerals are harmless by origin."""
    return result is not None and result.outcome != "open" and bool(result.sources)


def words_of_lacking(names: tuple[str, ...]) -> Text:
    """Give what is lacking in words."""
    words = [LACKING[name] for name in names]
    return Text(", ".join(one.en for one in words), "、".join(one.ja for one in words))


@rule(
    "SD-038",
    Severity.ERROR,
    title=Text("A result of due diligence without evidence", "証拠のないデュー・ディリジェンス結果"),
    message=Text(
        "The due diligence is said to have shown that {result} No evidence is recorded, so it is not used.",
        "デュー・ディリジェンスの結果は次のとおりとされています：{result}証拠の記録がないため採用していません。",
    ),
    remedy=Text(
        "Record the documents that show it.",
        "それを示す文書を記録してください。",
    ),
    citation="Form SD Item 1.01(c)",
)
def result_without_evidence(result: DueDiligenceResult | None) -> Iterator[Finding]:
    """Due diligence is said to clear the minerals, but nothing shows it.

    What it checks
        Whether a result that would spare the Conflict Minerals Report has at least one piece of evidence.

    Why it matters
        It is the one result that takes a report away from the public.

    How to put it right
        Enter the evidence, or leave the result open.

    Source
        Form SD Item 1.01(c); this branch has not been checked at the text of the form.
    """
    words = {
        "outside": Text("no mineral came from a covered country.", "対象国原産の鉱物はない。"),
        "scrap": Text("all is recycled or scrap.", "すべてリサイクル・スクラップ起源である。"),
    }
    if result and result.outcome != "open" and not result.sources:
        yield result_without_evidence.finding(result=words[result.outcome])


@rule(
    "SD-043",
    Severity.ERROR,
    title=Text('"DRC conflict free" without an audit', "監査のない「DRC紛争フリー」表示"),
    message=Text(
        'Products are to be called "DRC conflict free", but no independent private sector audit is recorded.',
        "製品を「DRC紛争フリー」と称する決定がありますが、独立した民間監査の記録がありません。",
    ),
    remedy=Text(
        "Obtain the audit and file its report with the Conflict Minerals Report, or drop the label. None is required.",
        "監査を受けて監査報告書を紛争鉱物報告書とともに提出するか、表示を取りやめてください。"
        "表示は義務ではありません。",
    ),
    citation="Statement of the Director of Corporation Finance of 29 April 2014",
)
def free_without_audit(label: LabelDecision | None, audited: bool | None) -> Iterator[Finding]:
    """The one label that brings an audit is chosen without one.

    What it checks
        Whether "DRC conflict free" is chosen while the audit is not recorded as obtained.

    Why it matters
        Since 2014 this choice alone brings the audit; without it the statement must not be made, nor implied.

    How to put it right
        Obtain the audit, or do without the label.

    Source
        Statement of the Director of Corporation Finance of 29 April 2014; Form SD Item 1.01(c).
    """
    if label and label.label == FREE and audited is not True:
        yield free_without_audit.finding(label.source)


@rule(
    "SD-044",
    Severity.ERROR,
    title=Text('"Undeterminable" in a year that has closed it', "使用できない年の「判定不能」表示"),
    message=Text(
        'Products are to be called "DRC conflict undeterminable" for {year}, but {why}.',
        "{year}年に製品を「DRC紛争判定不能」と称する決定がありますが、{why}。",
    ),
    remedy=Text(
        "Drop the label and describe the products, facilities, origin and efforts without one.",
        "表示を取りやめ、製品・施設・原産国・取組みを区分表示なしで記載してください。",
    ),
    citation="Form SD, transition of Item 1.01(c)",
)
def undeterminable_closed(label: LabelDecision | None, law: Law, smaller: bool | None) -> Iterator[Finding]:
    """A product is called undeterminable after the transition has ended.

    What it checks
        Whether the label is open for the year: for all issuers for 2013 and 2014, for smaller reporting
        companies for 2015 and 2016, for nobody since.

    Why it matters
        The label was a transition. Used later, it claims a ground that the rule no longer gives.

    How to put it right
        Report without a label; none is required.

    Source
        Form SD Item 1.01(c) and its transition; statement of the Acting Chairman of 31 January 2017.
    """
    if not label or label.label != UNDETERMINABLE:
        return
    allowed = law.allows_undeterminable(smaller)
    if allowed is None:
        why = Text(
            "it is not recorded whether the company is a smaller reporting company",
            "当社が小規模報告会社かどうかが記録されていません",
        )
    elif law.undeterminable == "smaller":
        why = Text("that year only smaller reporting companies may", "その年に使えるのは小規模報告会社だけです")
    else:
        why = Text("nobody may any more", "現在はどの会社も使えません")
    if allowed is not True:
        yield undeterminable_closed.finding(label.source, year=law.year, why=why)


@rule(
    "SD-045",
    Severity.ERROR,
    title=Text("A label that nobody has properly chosen", "正式に選択されていない区分表示"),
    message=Text(
        'The label "{label}" is not used: {why}.',
        "区分表示「{label}」は採用していません：{why}。",
    ),
    remedy=Text(
        "Record who chose it, why, and the document; or leave it away. No label is required in any year.",
        "選択した人、理由、根拠文書を記録するか、表示を取りやめてください。どの年も表示は義務ではありません。",
    ),
    citation="Statement of the Director of Corporation Finance of 29 April 2014",
)
def label_not_chosen(label: LabelDecision | None, law: Law) -> Iterator[Finding]:
    """A label is given without a recorded choice, or is none of the rule's.

    What it checks
        Whether the label is one that the rule knows, and has a person, a reason and evidence.

    Why it matters
        A label is a public statement on the products by choice. It never follows by itself from an answer or
        from a country, least of all "not found to be DRC conflict free".

    How to put it right
        Record the choice, or leave the label away.

    Source
        Statement of the Director of Corporation Finance of 29 April 2014.
    """
    if not label:
        return
    if law.label(label.label) is None:
        known = ", ".join(one.key for one in law.labels)
        why = Text(f"the rule has only: {known}", f"規則にあるのは{known}だけです")
        yield label_not_chosen.finding(label.source, label=label.label, why=why)
    elif missing := lacking(label):
        words = words_of_lacking(missing)
        why = Text(f"the record lacks {words.en}", f"記録に{words.ja}がありません")
        yield label_not_chosen.finding(label.source, label=label.label, why=why)


@rule(
    "SD-047",
    Severity.WARN,
    title=Text("A framework that is out of date or not known", "枠組みの版が古いか不明です"),
    message=Text(
        'The due diligence for {year} names "{framework}". For that year: {editions}.',
        "{year}年のデュー・ディリジェンスは「{framework}」に基づくとされています。その年に該当する版：{editions}。",
    ),
    remedy=Text(
        "Name the edition that was followed and was current, or explain the choice to counsel.",
        "実際に準拠した、その年に有効な版を記載するか、選択の理由を弁護士に説明してください。",
    ),
    citation="OECD Due Diligence Guidance",
)
def framework_out_of_date(result: DueDiligenceResult | None, law: Law) -> Iterator[Finding]:
    """The framework named is not one that is current for the year.

    What it checks
        Whether the due diligence names an edition of the OECD Guidance that is current for the year: the
        Second until 2016, the Third from 2016.

    Why it matters
        The report must name a nationally or internationally recognised framework. The OECD Guidance is the
        only one in use; citing the Second Edition for later years is out of date, as real filings have done.

    How to put it right
        Check which edition the work followed, and name it.

    Source
        Form SD Item 1.01(c)(1)(i); OECD Guidance, Second and Third Edition.
    """
    if result and result.framework not in {one.key for one in law.editions}:
        yield framework_out_of_date.finding(
            *result.sources, year=law.year, framework=result.framework, editions=_editions(law.editions)
        )


@rule(
    "SD-039",
    Severity.WARN,
    title=Text("A label where no report is filed", "報告書のない区分表示"),
    message=Text(
        'The label "{label}" is chosen, but no Conflict Minerals Report is to be filed that could carry it.',
        "区分表示「{label}」が選択されていますが、記載すべき紛争鉱物報告書は提出されません。",
    ),
    remedy=Text("Leave the label away.", "区分表示を取りやめてください。"),
    citation="Form SD Item 1.01(c)",
)
def label_without_report(label: LabelDecision | None, filing: str) -> Iterator[Finding]:
    """A label has no place to stand.

    What it checks
        Whether a label is chosen although nothing, or Form SD alone, is filed.

    Why it matters
        Labels belong to the Conflict Minerals Report.

    How to put it right
        Leave the label away.

    Source
        Form SD Item 1.01(c).
    """
    if label and filing in ("none", "sd"):
        yield label_without_report.finding(label.source, label=label.label)


def _editions(editions: tuple[Edition, ...]) -> Text:
    return Text(", ".join(one.words.en for one in editions), "、".join(one.words.ja for one in editions))


RULES: tuple[AnyRule, ...] = (
    result_without_evidence,
    free_without_audit,
    undeterminable_closed,
    label_not_chosen,
    framework_out_of_date,
    label_without_report,
)
