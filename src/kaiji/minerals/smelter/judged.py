"""Judgements applied: what a person decided goes before what a look-up found, and never in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.matching.match import Decision as MatchDecision
from kaiji.matching.match import Match
from kaiji.minerals.declaration import SmelterRow
from kaiji.minerals.label import metal_label
from kaiji.minerals.smelter.code import repaired
from kaiji.minerals.smelter.graph import Graph
from kaiji.minerals.smelter.identity import How, Identity
from kaiji.minerals.smelter.judgement import Decision, JudgementLog, Verdict
from kaiji.minerals.smelter.judgement_rule import judged_unknown
from kaiji.minerals.smelter.reference import Facility, Reference


@dataclass(frozen=True, slots=True)
class Judged:
    """A row's identity after what persons decided, the decision that was applied, and what is to be said of it."""

    identity: Identity
    decision: Decision | None = None
    findings: tuple[Finding, ...] = ()


def judge(row: SmelterRow, identity: Identity, log: JudgementLog | None, references: Sequence[Reference]) -> Judged:
    """Apply what persons decided of a row's name to what was found for the row.

    A name that is decided to be a facility is that facility, unless the row bears the id of another one of the metal
    that nobody ruled out: then both stand as a conflict. A name that is no smelter is nobody, whatever id stands
    beside it. A facility that is ruled out is not the row's. Judgements that contradict each other leave the row to a
    person.

    Args:
        row: of a declaration or a table; a row without a name has no judgement.
        identity: who was found.
        log: the judgements; None leaves the identity as it is.
        references: to find the facility by its id.
    """
    decision = log.on(row.metal, row.given_name, row["country"].words) if log and row.given_name else None
    if decision is None or identity.how is How.NOBODY:
        return Judged(identity)
    if decision.contested:
        found = (identity.facility, *identity.candidates)
        return Judged(Identity(None, How.CONTESTED, _different(found)), decision)
    if decision.not_a_smelter:
        return Judged(Identity(None, How.NOT_A_SMELTER), decision, tuple(named_no_smelter(row, decision)))
    if decision.cid:
        return _meant(row, decision, references)
    left = _different(one for one in identity.candidates if one.cid not in decision.ruled_out)
    if identity.facility is not None and identity.facility.cid in decision.ruled_out:
        return Judged(Identity(None, How.RULED_OUT, left), decision, tuple(ruled_out(row, identity.facility, decision)))
    return Judged(replace(identity, candidates=left), decision)


@dataclass(frozen=True, slots=True)
class Settled:
    """The answer to a query after what persons decided: whom it means, what is to be done with it, and why."""

    key: str
    decision: MatchDecision
    reason: str
    score: float


def settle(match: Match, cid: str, decision: Decision | None, graph: Graph) -> Settled:
    """Apply what persons decided of a name to what the matching engine found; the rules are those of :func:`judge`.

    Args:
        match: the engine's answer.
        cid: the id that stands beside the name, as it was given.
        decision: what was decided; None leaves the answer as it is.
        graph: to find the facility by its id.
    """
    key = match.accepted.key if match.accepted is not None else ""
    found = Settled(key, match.decision, str(match.reason), match.score)
    if decision is None:
        return found
    if decision.contested:
        return Settled("", MatchDecision.REVIEW, "contested", match.score)
    if decision.not_a_smelter:
        return Settled("", MatchDecision.NONE, "judged", 0.0)
    if decision.cid:
        meant, other = (
            one if one is not None and one.facility.metal.casefold() == match.query.group.casefold() else None
            for one in (graph.by_id(decision.cid), graph.by_id(repaired(cid)))
        )
        clash = other is not None and meant is not None and other.key != meant.key
        if meant is None or (clash and other is not None and other.key not in decision.ruled_out):
            return Settled("", MatchDecision.REVIEW, "judged", match.score)
        return Settled(meant.key, MatchDecision.ACCEPTED, "judged", 1.0)
    return Settled("", MatchDecision.REVIEW, "ruled-out", match.score) if key in decision.ruled_out else found


def _meant(row: SmelterRow, decision: Decision, references: Sequence[Reference]) -> Judged:
    facility = _facility(decision.cid, row.metal, references)
    if facility is None:
        one = next(one for one in decision.judgements if one.verdict in (Verdict.IS, Verdict.IS_ANOTHER))
        found = judged_unknown(one.source, one.id, one.by, one.name, one.cid, metal_label(row.metal))
        return Judged(Identity(None, How.UNKNOWN), decision, tuple(found))
    by_id = _facility(row.given_id, row.metal, references)
    if by_id is not None and by_id.cid != facility.cid and by_id.cid not in decision.ruled_out:
        return Judged(Identity(None, How.CONFLICT, (by_id, facility)), decision)
    return Judged(Identity(facility, How.JUDGED), decision)


def _facility(cid: str, metal: str, references: Sequence[Reference]) -> Facility | None:
    found = (one.by_id(cid) for one in references)
    return next((one for one in found if one is not None and one.metal.casefold() == metal.casefold()), None)


def _different(found: Iterable[Facility | None]) -> tuple[Facility, ...]:
    return tuple(dict.fromkeys(one for one in found if one is not None))


@rule(
    "SMT-031",
    Severity.WARN,
    klass=FindingClass.INACCURATE,
    title=Text("Named as a smelter, and none", "製錬所ではない記載", "所列并非冶炼厂"),
    message=Text(
        "Row {row}: “{name}” ({metal}) was judged to be no smelter or refiner.",
        "{row} 行目：「{name}」（{metal}）は製錬・精製業者ではないと判断されています。",
        "第 {row} 行：“{name}”（{metal}）已判定并非冶炼厂或精炼厂。",
    ),
    remedy=Text(
        "Ask the supplier which smelter stands behind it, and have the row corrected.",
        "その先の製錬所がどこか取引先に確認し、行を訂正してもらってください。",
        "请向供应商确认其背后的冶炼厂，并更正该行。",
    ),
)
def named_no_smelter(row: SmelterRow, decision: Decision) -> Iterator[Finding]:
    """Traders, banks and makers of parts are often entered as smelters.

    What it checks
    Rows whose name, metal and country somebody judged to be no smelter.

    Why it matters
    The real smelter is still unknown, and the row must never count as one.

    How to put it right
    Go back to the supplier; if the judgement is wrong, withdraw it.

    Source
    OECD Guidance, step 2: identify the smelters and refiners in the supply chain.
    """
    yield named_no_smelter.finding(
        row.source,
        *(one.source for one in decision.judgements),
        row=row.row,
        name=row.given_name,
        metal=metal_label(row.metal),
    )


@rule(
    "SMT-032",
    Severity.WARN,
    klass=FindingClass.INCONSISTENT,
    title=Text("Not the smelter that it seems to be", "該当しないと判断された製錬所", "判定为不对应的冶炼厂"),
    message=Text(
        "Row {row}: “{name}” ({metal}) looks like {listed}, and was judged not to be it.",
        "{row} 行目：「{name}」（{metal}）は {listed} に見えますが、該当しないと判断されています。",
        "第 {row} 行：“{name}”（{metal}）看似 {listed}，但已判定不是。",
    ),
    remedy=Text(
        "Ask the supplier which plant is meant, by its id and location.",
        "どの工場を指すか、IDと所在地で取引先に確認してください。",
        "请以识别号和地址向供应商确认所指工厂。",
    ),
)
def ruled_out(row: SmelterRow, facility: Facility, decision: Decision) -> Iterator[Finding]:
    """Somebody looked at this name, and found that it is not who the list says.

    What it checks
    Rows that a look-up identifies as a facility which a standing judgement rules out for this name.

    Why it matters
    The row is open again: nobody is identified, and no status holds for it.

    How to put it right
    Ask; then judge who is meant.

    Source
    A rule of this project.
    """
    yield ruled_out.finding(
        row.source,
        *(one.source for one in decision.judgements),
        row=row.row,
        name=row.given_name,
        metal=metal_label(row.metal),
        listed=f"{facility.name} ({facility.cid})",
    )


RULES: tuple[AnyRule, ...] = (named_no_smelter, ruled_out)
