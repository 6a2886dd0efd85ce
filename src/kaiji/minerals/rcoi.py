"""The reasonable country-of-origin inquiry: from suppliers' answers and people's decisions to R1 ... R5."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals import decision as decided
from kaiji.minerals import origin
from kaiji.minerals.decision import Decision, State, decision_on
from kaiji.minerals.law.reason import Reason, reason
from kaiji.minerals.origin import (
    OriginAnswer,
    Reply,
    Smelter,
    Standing,
    same_metal,
    standing_of,
    stands_in_covered,
    words_of,
)

__all__ = [
    "RULES",
    "Decision",
    "MetalResult",
    "OriginAnswer",
    "Rcoi",
    "Reply",
    "Smelter",
    "Standing",
    "State",
    "SupplierStanding",
    "decide_rcoi",
]


@dataclass(frozen=True, slots=True)
class SupplierStanding:
    """What a supplier's answers on a metal say together: the gravest of them."""

    supplier: str
    standing: Standing
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class MetalResult:
    """The result for one metal.

    Args:
        metal: name of the metal.
        state: R1 to R5; R0 where nobody was asked.
        undetermined: R5 was reached only because the origin could not be determined.
        suppliers: one standing for each supplier that was asked, in the order of the answers.
        reasons: counts first, then the result.
        decision: the recorded decision behind the state, where there is one.
        mixed: R4 of a metal that is part scrap and for the rest not from a covered country.
    """

    metal: str
    state: State
    undetermined: bool
    suppliers: tuple[SupplierStanding, ...]
    reasons: tuple[Reason, ...]
    decision: Decision | None = None
    mixed: bool = False

    def with_standing(self, *standings: Standing) -> tuple[SupplierStanding, ...]:
        """Give the suppliers of these standings."""
        return tuple(one for one in self.suppliers if one.standing in standings)


@dataclass(frozen=True, slots=True)
class Rcoi:
    """The result of the inquiry over all necessary metals.

    Args:
        per_metal: one result for each necessary metal.
        state: the worst of them; R0 where a metal was not inquired into and none is R5.
        reasons: of all metals in turn.
        findings: what a person should look at.
    """

    per_metal: tuple[MetalResult, ...]
    state: State
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def undetermined(self) -> bool:
        """Tell whether R5 was reached only because origins could not be determined."""
        worst = [one for one in self.per_metal if one.state is State.R5]
        return self.state is State.R5 and all(one.undetermined for one in worst)

    def of(self, metal: str) -> MetalResult | None:
        """Give the result of a metal, or None where it was not inquired into."""
        return next((one for one in self.per_metal if same_metal(one.metal, metal)), None)


def decide_rcoi(
    metals: Sequence[str],
    answers: Iterable[OriginAnswer],
    decisions: Iterable[Decision] = (),
    *,
    on: date = date.max,
    smelters: Iterable[Smelter] = (),
) -> Rcoi:
    """Decide the result of the inquiry for each necessary metal.

    Args:
        metals: the necessary ones, as the applicability has them.
        answers: all answers; no share of suppliers or smelters is enough by itself, one open answer counts.
        decisions: of people; only they lead to R1 or R3.
        on: the last day of the reporting year, by which the covered countries are taken; without it they are
            taken as last known.
        smelters: those named; where they stand is told as a note and changes nothing.
    """
    asked, choices, named = tuple(answers), tuple(decisions), tuple(smelters)
    each = tuple(dict.fromkeys(metals))
    results = tuple(_decide(metal, asked, choices, named, on) for metal in each)
    relevant = [one for one in asked if any(same_metal(one.metal, metal) for metal in each)]
    findings = (
        *not_asked(results),
        *origin.answer_contradicts_itself(relevant),
        *origin.covered_country_named(relevant, on),
        *origin.other_list_taken(relevant, on),
        *nobody_needs_it(results),
        *origin_undetermined(results),
        *decided.decision_incomplete(choices),
        *decided.decisions_disagree(choices),
        *decided.decision_without_metal(each, choices),
        *decided.decision_refused(each, asked, choices, on),
        *belief_with_open_answers(results),
        *origin.smelter_is_a_note(each, named, on),
    )
    reasons = tuple(step for one in results for step in one.reasons) or (reason("rcoi-no-metal"),)
    return Rcoi(results, _worst([one.state for one in results]), reasons, findings)


def _worst(states: Sequence[State]) -> State:
    if not states or (State.R0 in states and State.R5 not in states):
        return State.R0
    return max(states)


def _decide(
    metal: str,
    answers: Iterable[OriginAnswer],
    decisions: Iterable[Decision],
    smelters: Iterable[Smelter],
    on: date,
) -> MetalResult:
    mine = [one for one in answers if same_metal(one.metal, metal)]
    suppliers = _by_supplier(mine, on)
    choice = decision_on(metal, mine, decisions, on)
    state, is_open, mixed = _conclude(mine, on)
    if choice:
        state, is_open, mixed = choice.state, is_open and choice.state is State.R5, False
    reasons = [*_counts(metal, suppliers), *_note(metal, smelters, on)]
    if state is not State.R0:
        reasons.append(_result(metal, state, is_open=is_open, mixed=mixed))
    if choice:
        said = {"by": choice.by, "on": choice.on.isoformat(), "why": choice.reason}
        reasons.append(reason("rcoi-decided", choice.source, metal=words_of(metal), **said))
    return MetalResult(metal, state, is_open, suppliers, tuple(reasons), choice, mixed)


def _conclude(answers: Sequence[OriginAnswer], on: date) -> tuple[State, bool, bool]:
    """Give state, whether it is undetermined, and whether it is mixed, from the answers alone."""
    if not answers:
        return State.R0, False, False
    standings = [(standing_of(one, on), one) for one in answers]
    needed = [(standing, one) for standing, one in standings if standing is not Standing.NOT_NECESSARY]
    if any(standing is Standing.COVERED for standing, _ in needed):
        return State.R5, False, False
    if not needed or any(standing.open for standing, _ in needed):
        return State.R5, True, False
    if all(one.scrap is Reply.YES for _, one in needed):
        return State.R4, False, False
    if all(one.covered is Reply.NO for _, one in needed):
        return State.R2, False, False
    return State.R4, False, True


def _by_supplier(answers: Sequence[OriginAnswer], on: date) -> tuple[SupplierStanding, ...]:
    order = tuple(Standing)
    given: dict[str, list[tuple[Standing, OriginAnswer]]] = {}
    for one in answers:
        given.setdefault(one.supplier, []).append((standing_of(one, on), one))
    found = []
    for supplier, each in given.items():
        worst = min((standing for standing, _ in each), key=order.index)
        sources = tuple(source for standing, one in each if standing is worst for source in one.sources)
        found.append(SupplierStanding(supplier, worst, sources))
    return tuple(found)


def _counts(metal: str, suppliers: Sequence[SupplierStanding]) -> Iterator[Reason]:
    if not suppliers:
        yield reason("rcoi-not-asked", metal=words_of(metal))
    for standing in Standing:
        mine = [one for one in suppliers if one.standing is standing]
        if mine:
            sources = [source for one in mine for source in one.sources]
            counts = {"count": len(mine), "total": len(suppliers)}
            yield reason(f"rcoi-{standing.value}", *sources, metal=words_of(metal), **counts)


def _note(metal: str, smelters: Iterable[Smelter], on: date) -> Iterator[Reason]:
    inside = [one for one in smelters if same_metal(one.metal, metal) and stands_in_covered(one, on)]
    if inside:
        sources = [one.source for one in inside]
        yield reason("rcoi-smelter-note", *sources, metal=words_of(metal), count=len(inside))


def _result(metal: str, state: State, *, is_open: bool, mixed: bool) -> Reason:
    key = "mixed" if mixed else state.value.lower()
    return reason(f"rcoi-{key}-undetermined" if is_open else f"rcoi-{key}", metal=words_of(metal))


@rule(
    "SD-020",
    Severity.ERROR,
    klass=FindingClass.INCOMPLETE,
    title=Text("No inquiry for a necessary metal", "必要な金属の原産国調査が未実施"),
    message=Text(
        "No supplier was asked for {metal}, though it is necessary to a product.",
        "{metal}は製品に必要な金属ですが、どのサプライヤーにも照会していません。",
    ),
    remedy=Text(
        "Survey the suppliers of the products that hold it, and enter silent suppliers as not answered.",
        "その金属を含む製品のサプライヤーに照会し、未回答の場合は未回答として登録してください。",
    ),
    citation="Form SD Item 1.01(a)",
)
def not_asked(results: Iterable[MetalResult]) -> Iterator[Finding]:
    """A necessary metal has no inquiry.

    What it checks
        Whether there is at least one answer, or a supplier recorded as silent, for each necessary metal.

    Why it matters
        Without an inquiry in good faith none of the conclusions of Form SD is open, the harmless ones least.

    How to put it right
        Ask the suppliers, and record who was asked.

    Source
        Form SD Item 1.01(a).
    """
    for one in results:
        if one.state is State.R0:
            yield not_asked.finding(metal=words_of(one.metal))


@rule(
    "SD-021",
    Severity.WARN,
    klass=FindingClass.INCOMPLETE,
    title=Text("The origin could not be determined", "原産国を判定できない"),
    message=Text(
        "For {metal}, {count} of {total} suppliers leave the origin open. As the prudent reading this is "
        "taken as reason to believe that some may come from a covered country.",
        "{metal}について、{total}社中{count}社の回答では原産国が判定できません。慎重を期し、"
        "対象国原産の可能性があるものとして扱います。",
    ),
    remedy=Text(
        "Follow up the open answers, or have a responsible person decide with evidence.",
        "未解決の回答を追跡するか、責任者が証拠に基づいて判断してください。",
    ),
    citation="Form SD Item 1.01(b)",
)
def origin_undetermined(results: Iterable[MetalResult]) -> Iterator[Finding]:
    """A metal's origin is open, and the prudent reading was taken.

    What it checks
        Whether a metal is in R5 only because answers are missing, unknown, inconsistent or unusable.

    Why it matters
        "Could not determine" is no branch of the rule; its test is reason to believe. Practice goes on to due
        diligence, and so does Kaiji, but it says that this is a reading.

    How to put it right
        Follow up. A person may decide that there is no reason to believe, with the evidence for it.

    Source
        Form SD Item 1.01(b); public filings of many years.
    """
    for one in results:
        if one.undetermined:
            left = [supplier for supplier in one.suppliers if supplier.standing.open]
            yield origin_undetermined.finding(
                *(source for supplier in left for source in supplier.sources),
                metal=words_of(one.metal),
                count=len(left),
                total=len(one.suppliers),
            )


@rule(
    "SD-023",
    Severity.WARN,
    klass=FindingClass.INCONSISTENT,
    title=Text("Necessary by the register, absent by all suppliers", "台帳では必要、全社が不含有と回答"),
    message=Text(
        "The register says that {metal} is necessary to a product, but all {total} suppliers answer that it is not.",
        "台帳では{metal}が製品に必要とされていますが、{total}社すべてが不要または不含有と回答しています。",
    ),
    remedy=Text(
        "Find out which is right. A bare declaration of non-use is not enough where the metal is plainly there.",
        "どちらが正しいか確認してください。含有が明らかな場合、不使用の宣言だけでは足りません。",
    ),
    citation="Form SD Item 1.01(a)",
)
def nobody_needs_it(results: Iterable[MetalResult]) -> Iterator[Finding]:
    """Every supplier denies a metal that the company holds to be necessary.

    What it checks
        Whether all suppliers that were asked for a necessary metal answer that it is not in what they
        supply or not necessary.

    Why it matters
        Then no answer speaks of the metal's origin, and one of the two records is wrong.

    How to put it right
        Look at the bill of materials, ask the suppliers again, and correct the register where it is wrong.

    Source
        Form SD Item 1.01(a).
    """
    for one in results:
        denied = one.with_standing(Standing.NOT_NECESSARY)
        if one.suppliers and len(denied) == len(one.suppliers):
            sources = [source for supplier in denied for source in supplier.sources]
            yield nobody_needs_it.finding(*sources, metal=words_of(one.metal), total=len(one.suppliers))


@rule(
    "SD-028",
    Severity.WARN,
    klass=FindingClass.INCOMPLETE,
    title=Text("A belief beside open answers", "未解決の回答を残した判断"),
    message=Text(
        "For {metal}, {state} was decided by {by} while {count} of {total} suppliers leave the origin open.",
        "{metal}について{by}が{state}と判断していますが、{total}社中{count}社の回答では原産国が未解決です。",
    ),
    remedy=Text(
        "Let counsel see that the inquiry was reasonably designed and that no warning sign was passed over.",
        "調査の設計が合理的で、警告となる兆候を見過ごしていないことを、弁護士に確認してください。",
    ),
    citation="Form SD Item 1.01(a)",
)
def belief_with_open_answers(results: Iterable[MetalResult]) -> Iterator[Finding]:
    """A decision of belief was taken although not all suppliers have answered.

    What it checks
        Whether R2 or R4 rests on a decision while answers are missing, unknown, inconsistent or unusable.

    Why it matters
        The inquiry need not reach every supplier: it must be reasonable, not certain. But open answers cannot
        support the belief; other evidence must.

    How to put it right
        Show the decision and its evidence to counsel.

    Source
        Form SD Item 1.01(a); the initiative's questions and answers on the inquiry.
    """
    for one in results:
        left = [supplier for supplier in one.suppliers if supplier.standing.open]
        if one.decision and one.state in (State.R2, State.R4) and left:
            yield belief_with_open_answers.finding(
                one.decision.source,
                *(source for supplier in left for source in supplier.sources),
                metal=words_of(one.metal),
                state=one.state.value,
                by=one.decision.by,
                count=len(left),
                total=len(one.suppliers),
            )


RULES: tuple[AnyRule, ...] = (
    not_asked,
    origin_undetermined,
    nobody_needs_it,
    belief_with_open_answers,
    *origin.RULES,
    *decided.RULES,
)
