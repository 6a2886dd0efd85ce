"""What is amiss in the branch of Rule 13p-1: SD-040 to SD-042."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.minerals.applicability import Applicability
from kaiji.minerals.choice import (
    DueDiligenceResult,
)
from kaiji.minerals.law.statute import Law
from kaiji.minerals.origin import words_of
from kaiji.minerals.rcoi import Rcoi, State

NEVER = State.R0


def state_of(rcoi: Rcoi | None, metal: str) -> State:
    """Give the result of the inquiry for a metal; ``R0`` where there was none."""
    result = rcoi.of(metal) if rcoi else None
    return result.state if result else NEVER


@rule(
    "SD-040",
    Severity.ERROR,
    title=Text("Not decided whether anything is filed", "提出の要否が未決定"),
    message=Text(
        "Whether a Form SD is due for {year} cannot be said from what is recorded.",
        "記録されている内容からは、{year}年のForm SDの提出が必要かどうかを判断できません。",
    ),
    remedy=Text(
        "Clear the findings on the company and its products first.",
        "先に、会社と製品に関する指摘事項を解消してください。",
    ),
    citation="17 CFR 240.13p-1",
)
def applicability_open(applicability: Applicability, law: Law) -> Iterator[Finding]:
    """The first question of all is open.

    What it checks
        Whether the record answers that the rule applies, or that it does not.

    Why it matters
        A filing that is not due misleads, and one that is missed is a breach. Unknown is never taken for
        either.

    How to put it right
        Record what is missing on the company, on how each product came about, and on its metals.

    Source
        Rule 13p-1(a).
    """
    if applicability.files is None:
        yield applicability_open.finding(year=law.year)


@rule(
    "SD-041",
    Severity.ERROR,
    title=Text("A necessary metal without a result", "調査結果のない必要な金属"),
    message=Text(
        "The inquiry has no result for {metal}, which {need}.",
        "{metal}（{need}）について、原産国調査の結果がありません。",
    ),
    remedy=Text(
        "Make the inquiry for this metal, or decide that it is not necessary to any product.",
        "この金属の調査を行うか、どの製品にも必要でないと判断して記録してください。",
    ),
    citation="Form SD Item 1.01(a)",
)
def metal_without_inquiry(applicability: Applicability, rcoi: Rcoi | None) -> Iterator[Finding]:
    """The inquiry does not reach every metal.

    What it checks
        Whether each metal that is necessary, or may be, has a result of the inquiry.

    Why it matters
        The filing follows the worst metal; one without a result could be that.

    How to put it right
        Ask the suppliers for this metal too.

    Source
        Form SD Item 1.01(a).
    """
    if not applicability.files:
        return
    sure = Text("is necessary to a product", "製品に必要")
    maybe = Text("may be necessary to a product", "製品に必要な可能性あり")
    for metal in applicability.metals:
        if state_of(rcoi, metal) is NEVER:
            yield metal_without_inquiry.finding(metal=words_of(metal), need=sure)
    for metal in applicability.open_metals:
        if state_of(rcoi, metal) is NEVER:
            yield metal_without_inquiry.finding(severity=Severity.WARN, metal=words_of(metal), need=maybe)


@rule(
    "SD-042",
    Severity.ERROR,
    title=Text("Due diligence is not recorded", "デュー・ディリジェンスの記録なし"),
    message=Text(
        "There is reason to believe that {metals} may come from a covered country, and no due diligence is recorded.",
        "{metals}が対象国原産である可能性がありますが、デュー・ディリジェンスの記録がありません。",
    ),
    remedy=Text(
        "Exercise due diligence under the OECD Guidance and record its result before the report is written.",
        "OECDガイダンスに沿ってデュー・ディリジェンスを実施し、報告書の作成前に結果を記録してください。",
    ),
    citation="Form SD Item 1.01(c)",
)
def due_diligence_missing(
    applicability: Applicability, rcoi: Rcoi | None, result: DueDiligenceResult | None
) -> Iterator[Finding]:
    """The inquiry calls for due diligence, and there is none.

    What it checks
        Whether a result of due diligence is recorded where a necessary metal stands in R5.

    Why it matters
        The Conflict Minerals Report describes measures that were taken. Without them it has nothing true to
        say.

    How to put it right
        Do it, and record its evidence by the five steps.

    Source
        Form SD Item 1.01(c); OECD Guidance.
    """
    worst = [words_of(one) for one in applicability.metals if state_of(rcoi, one) is State.R5]
    if applicability.files and worst and result is None:
        names = Text(", ".join(one.en for one in worst), "、".join(one.say("ja") for one in worst))
        yield due_diligence_missing.finding(metals=names)


RULES: tuple[AnyRule, ...] = (
    applicability_open,
    metal_without_inquiry,
    due_diligence_missing,
)
