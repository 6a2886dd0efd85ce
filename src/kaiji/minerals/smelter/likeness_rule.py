"""What the matching engine accepted, and what it leaves to a person: both with the reasons."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import rule
from kaiji.core.text import Text
from kaiji.matching.label import for_and_against
from kaiji.minerals.declaration import SmelterRow
from kaiji.minerals.label import metal_label
from kaiji.minerals.smelter.identity import How, Identity
from kaiji.minerals.smelter.reason import reason_of
from kaiji.minerals.smelter.reference import Facility, Reference

TOLD = 4
SHOWN_FROM = 0.01


@rule(
    "SMT-021",
    Severity.INFO,
    title=Text("Identified by likeness", "類似による特定", "按相似度识别"),
    message=Text(
        "Row {row}: “{name}” ({metal}) was taken for {listed}: probability {score}; {reasons}.",
        "{row} 行目：「{name}」（{metal}）を {listed} と判定しました。確率 {score}。{reasons}。",
        "第 {row} 行：“{name}”（{metal}）判定为 {listed}：概率 {score}；{reasons}。",
    ),
    remedy=Text(
        "Nothing, where it is right; ask for the id where you doubt it.",
        "正しければ対応は不要です。疑わしい場合はIDを照会してください。",
        "如正确则无需处理；如有疑问，请索取识别号。",
    ),
)
def identified_by_likeness(row: SmelterRow, identity: Identity, reference: Reference) -> Iterator[Finding]:
    """What was identified by likeness keeps the reasons for it.

    What it checks
    Rows whose id and very name the reference does not have, and whose facility the matching engine accepted: its
    probability is above the threshold, and no other facility, listed or former, comes near.

    Why it matters
    Somebody who reviews the work must see which smelters stand on a likeness, and on what it rests.

    How to put it right
    Look at the two names. “kaiji minerals smelters explain” shows every feature.

    Source
    Rule of this project; the features are described in kaiji.matching.feature.
    """
    del reference
    match, facility = identity.match, identity.facility
    if identity.how is How.LIKENESS and match is not None and facility is not None:
        yield identified_by_likeness.finding(
            row.source,
            row=row.row,
            name=row.given_name,
            metal=metal_label(row.metal),
            listed=_named(facility),
            score=f"{match.score:.2f}",
            reasons=for_and_against(match.candidates[0], TOLD),
        )


@rule(
    "SMT-022",
    Severity.WARN,
    klass=FindingClass.INCOMPLETE,
    title=Text("A person has to decide who is meant", "人による確認が必要な製錬所", "需人工确认的冶炼厂"),
    message=Text(
        "Row {row}: “{name}” ({metal}) may be {candidates}. {why}",
        "{row} 行目：「{name}」（{metal}）の候補：{candidates}。{why}",
        "第 {row} 行：“{name}”（{metal}）可能为 {candidates}。{why}",
    ),
    remedy=Text(
        "Compare the candidates, or ask the supplier for the id; until then the row counts as not identified.",
        "候補を比較するか、IDを取引先に照会してください。それまでは未特定として扱います。",
        "请比较候选项，或向供应商索取识别号；在此之前该行视为未识别。",
    ),
)
def person_decides(row: SmelterRow, identity: Identity, reference: Reference) -> Iterator[Finding]:
    """What is likely but not sure is never counted as identified.

    What it checks
    Rows for which the matching engine finds facilities that may be meant, and none of them surely: five at most are
    named, with their probability.

    Why it matters
    A wrong smelter that passes as an audited one is the worst mistake of a programme; a doubtful one that is dropped is
    never asked about.

    How to put it right
    Compare name, place and id with the candidates; ask the supplier.

    Source
    Rule of this project; thresholds in the data of kaiji.matching.
    """
    del reference
    if identity.how is How.REVIEW and identity.match is not None:
        shown = zip(identity.candidates, identity.match.candidates, strict=True)
        yield person_decides.finding(
            row.source,
            row=row.row,
            name=row.given_name,
            metal=metal_label(row.metal),
            candidates=tuple(
                f"{_named(facility)} {one.score:.2f}" for facility, one in shown if one.score >= SHOWN_FROM
            ),
            why=reason_of(identity.match),
        )


def _named(facility: Facility) -> str:
    return f"{facility.name} ({facility.cid})" if facility.cid else facility.name
