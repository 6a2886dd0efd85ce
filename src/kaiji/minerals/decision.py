"""What a person decides on the origin of a metal, and where the answers forbid it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.origin import OriginAnswer, Reply, Standing, same_metal, standing_of, words_of


class State(StrEnum):
    """The result of the inquiry, from the least to the most that follows from it; R0 is no result yet."""

    R0 = "R0"
    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R4 = "R4"
    R5 = "R5"


KNOWLEDGE = frozenset({State.R1, State.R3})
ALL_SCRAP = frozenset({State.R3, State.R4})


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person has decided for a metal, with the evidence."""

    metal: str
    state: State
    by: str
    on: date
    reason: str
    source: Source


def decision_on(
    metal: str, answers: Sequence[OriginAnswer], decisions: Iterable[Decision], on: date
) -> Decision | None:
    """Give the decision that holds for a metal: the latest complete one that no answer contradicts.

    None where there is none, where two of the same day disagree, or where nobody was asked. ``answers`` are
    those on the metal, ``on`` is the last day of the reporting year.
    """
    mine = [one for one in decisions if same_metal(one.metal, metal) and not lacking(one)]
    if not mine or not answers:
        return None
    latest = _latest(mine)
    if len({one.state for one in latest}) > 1 or contradicting(latest[0], answers, on):
        return None
    return latest[0]


def contradicting(decision: Decision, answers: Iterable[OriginAnswer], on: date) -> tuple[OriginAnswer, ...]:
    """Give the answers that a decision cannot stand beside."""
    return tuple(one for one in answers if _contradicts(decision.state, one, standing_of(one, on)))


def lacking(decision: Decision) -> tuple[str, ...]:
    """Give what a decision lacks to count: ``state``, ``by``, ``reason``, ``source``."""
    wanting = {
        "state": decision.state is State.R0,
        "by": not decision.by.strip(),
        "reason": not decision.reason.strip(),
        "source": not decision.source.file.strip(),
    }
    return tuple(name for name, missing in wanting.items() if missing)


def _latest(decisions: Sequence[Decision]) -> list[Decision]:
    last = max(one.on for one in decisions)
    return [one for one in decisions if one.on == last]


def _contradicts(state: State, answer: OriginAnswer, standing: Standing) -> bool:
    if state is State.R5 or standing is Standing.NOT_NECESSARY:
        return False
    if state in KNOWLEDGE and standing.open:
        return True
    if state in ALL_SCRAP:
        against, said, needed = answer.scrap is Reply.NO, answer.scrap, Reply.YES
    else:
        against, said, needed = answer.covered is Reply.YES, answer.covered, Reply.NO
    # Knowledge needs the very answer; belief only that nothing speaks against it.
    return standing is Standing.COVERED or against or (state in KNOWLEDGE and said is not needed)


@rule(
    "SD-024",
    Severity.ERROR,
    title=Text("A decision that the answers contradict", "回答と矛盾する判断"),
    message=Text(
        "The decision {state} of {by} for {metal} is not used: {count} answers speak against it, among them "
        "that of {supplier}.",
        "{metal}についての{by}の判断（{state}）は採用していません。{supplier}など{count}件の回答と矛盾します。",
    ),
    remedy=Text(
        "Clear up those answers with the suppliers first, or change the decision. Knowledge (R1, R3) needs "
        "every answer.",
        "先に該当の回答をサプライヤーに確認するか、判断を改めてください。R1・R3にはすべての回答が必要です。",
    ),
    citation="Form SD Item 1.01(b)",
)
def decision_refused(
    metals: Iterable[str], answers: Sequence[OriginAnswer], decisions: Sequence[Decision], on: date
) -> Iterator[Finding]:
    """A recorded decision on origin is contradicted by an answer.

    What it checks
        Whether an answer says what a decision denies: covered countries beside R1 or R2; not all scrap beside
        R3 or R4; and, for R1 and R3, which claim knowledge, any answer that is open.

    Why it matters
        The filing would state what the company's own evidence denies.

    How to put it right
        Follow up the answers until they agree, or decide otherwise. The answers that speak against it are
        listed as places.

    Source
        Form SD Item 1.01(b).
    """
    for metal in dict.fromkeys(metals):
        mine = [one for one in decisions if same_metal(one.metal, metal) and not lacking(one)]
        told = [one for one in answers if same_metal(one.metal, metal)]
        for one in _latest(mine) if mine else ():
            if against := contradicting(one, told, on):
                yield decision_refused.finding(
                    one.source,
                    *(source for answer in against for source in answer.sources),
                    state=one.state.value,
                    by=one.by,
                    metal=words_of(metal),
                    count=len(against),
                    supplier=against[0].supplier,
                )


@rule(
    "SD-025",
    Severity.ERROR,
    title=Text("A decision without person, reason or evidence", "判断者・理由・証拠のない判断"),
    message=Text(
        "A decision for {metal} is not used, because it lacks: {missing}.",
        "{metal}についての判断は、次が欠けているため採用していません：{missing}。",
    ),
    remedy=Text(
        "Record who decided, why, and the document that shows it.",
        "判断者、理由、根拠となる文書を記録してください。",
    ),
    citation="OECD Guidance, Step 1: records",
)
def decision_incomplete(decisions: Iterable[Decision]) -> Iterator[Finding]:
    """A recorded decision on origin lacks what makes it one.

    What it checks
        Whether each decision names a result from R1 to R5, the person, the reason and the evidence.

    Why it matters
        What the company knows or believes must be shown to whoever asks, years later.

    How to put it right
        Complete the record.

    Source
        OECD Guidance, Step 1, on records.
    """
    words = {
        "state": Text("the result", "結論"),
        "by": Text("the person", "判断者"),
        "reason": Text("the reason", "理由"),
        "source": Text("the evidence", "証拠"),
    }
    for one in decisions:
        if missing := [words[name] for name in lacking(one)]:
            names = Text(", ".join(text.en for text in missing), "、".join(text.ja for text in missing))
            yield decision_incomplete.finding(one.source, metal=words_of(one.metal), missing=names)


@rule(
    "SD-026",
    Severity.ERROR,
    title=Text("Two decisions of one day that disagree", "同日付の相反する判断"),
    message=Text(
        "For {metal} there are decisions of {day} that disagree: {states}. Neither is used.",
        "{metal}について{day}付の判断が食い違っています（{states}）。いずれも採用していません。",
    ),
    remedy=Text(
        "Record which of them holds.",
        "どちらが有効かを記録してください。",
    ),
    citation="OECD Guidance, Step 1: records",
)
def decisions_disagree(decisions: Sequence[Decision]) -> Iterator[Finding]:
    """Decisions of the same day on the same metal differ.

    What it checks
        Whether the latest decisions on a metal, where there are several of one day, have the same result. An
        earlier decision is superseded by a later one.

    Why it matters
        Kaiji does not choose between people.

    How to put it right
        Record a new decision that says which holds.

    Source
        OECD Guidance, Step 1, on records.
    """
    complete = [one for one in decisions if not lacking(one)]
    for metal in dict.fromkeys(one.metal.strip().casefold() for one in complete):
        latest = _latest([one for one in complete if same_metal(one.metal, metal)])
        states = tuple(sorted({one.state.value for one in latest}))
        if len(states) > 1:
            yield decisions_disagree.finding(
                *(one.source for one in latest),
                metal=words_of(latest[0].metal),
                day=latest[0].on,
                states=states,
            )


@rule(
    "SD-027",
    Severity.WARN,
    title=Text("A decision on a metal that is not inquired into", "調査対象外の金属についての判断"),
    message=Text(
        "{by} decided {state} for {metal}, which is not among the necessary metals. The decision has no effect.",
        "{by}が{metal}について{state}と判断していますが、必要な金属に含まれないため、効果はありません。",
    ),
    remedy=Text(
        "Correct the metal's name, or look again at whether the metal is necessary to a product.",
        "金属名を訂正するか、その金属が製品に必要かどうかを見直してください。",
    ),
    citation="17 CFR 240.13p-1",
)
def decision_without_metal(metals: Sequence[str], decisions: Iterable[Decision]) -> Iterator[Finding]:
    """A decision speaks of a metal that is not necessary to any product.

    What it checks
        Whether each decision is on one of the necessary metals.

    Why it matters
        Either a name is wrong, or the register of products has lost a metal.

    How to put it right
        Correct the name or the register.

    Source
        Rule 13p-1(a).
    """
    for one in decisions:
        if not any(same_metal(one.metal, metal) for metal in metals):
            yield decision_without_metal.finding(
                one.source, by=one.by, state=one.state.value, metal=words_of(one.metal)
            )


RULES: tuple[AnyRule, ...] = (
    decision_refused,
    decision_incomplete,
    decisions_disagree,
    decision_without_metal,
)
