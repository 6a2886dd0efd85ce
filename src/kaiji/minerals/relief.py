"""Counsel's decision to rely on the staff's statement of 2017: shown, never assumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.choice import LabelDecision, lacking, words_of_lacking
from kaiji.minerals.law.statute import Law


@dataclass(frozen=True, slots=True)
class ReliefDecision:
    """Counsel's decision to rely on a staff statement that spares a part of the form."""

    by: str
    on: date
    reason: str
    source: Source


@rule(
    "SD-048",
    Severity.ERROR,
    title=Text("Relief that cannot be used", "利用できない緩和措置"),
    message=Text(
        "The decision to leave out Item 1.01(c) for {year} is not used: {why}.",
        "{year}年にItem 1.01(c)を省略する決定は採用していません：{why}。",
    ),
    remedy=Text(
        "Have counsel look at it again. Without the relief the whole of Item 1.01 is answered.",
        "弁護士に再確認してください。緩和措置を用いない場合、Item 1.01全体を記載します。",
    ),
    citation="Updated statement of the Division of Corporation Finance of 7 April 2017",
)
def relief_refused(
    relief: ReliefDecision | None, law: Law, label: LabelDecision | None, *, report: bool
) -> Iterator[Finding]:
    """A decision to rely on the staff's statement of 2017 does not hold.

    What it checks
        Whether a staff statement that spares Item 1.01(c) stood on the year's due date, the decision names a
        person, a reason and evidence, no label is chosen beside it, and a report would be due at all.

    Why it matters
        The statement is a staff position and no law. It covers that item only, and only if counsel so
        decides.

    How to put it right
        Complete the decision, or do without it.

    Source
        Updated statement of the Division of Corporation Finance of 7 April 2017.
    """
    if not relief:
        return
    if law.relief is None:
        why = Text("no such statement stood on the due date", "提出期限の時点でそのような声明はありませんでした")
    elif missing := lacking(relief):
        words = words_of_lacking(missing)
        why = Text(f"the record lacks {words.en}", f"記録に{words.ja}がありません")
    elif label:
        why = Text("a label is chosen, which belongs to that item", "同項目に属する区分表示が選択されています")
    elif not report:
        why = Text("no Conflict Minerals Report is due anyway", "もともと紛争鉱物報告書は不要です")
    else:
        return
    yield relief_refused.finding(relief.source, year=law.year, why=why)


@rule(
    "SD-049",
    Severity.WARN,
    title=Text("Item 1.01(c) is left out by counsel's decision", "弁護士の決定によるItem 1.01(c)の省略"),
    message=Text(
        "For {year} Item 1.01(c) is left out by decision of {by}, relying on a staff position that is not law.",
        "{year}年は、{by}の決定により、法令ではないスタッフの見解に依拠してItem 1.01(c)を省略します。",
    ),
    remedy=Text(
        "Have the decision looked at again each year: the position may be withdrawn, and most companies "
        "still file a report.",
        "見解は撤回されることがあり、多くの会社は引き続き報告書を提出しています。毎年見直してください。",
    ),
    citation="Updated statement of the Division of Corporation Finance of 7 April 2017",
)
def relief_used(relief: ReliefDecision | None, law: Law) -> Iterator[Finding]:
    """The filing relies on the staff's statement of 2017.

    What it checks
        Whether counsel's recorded decision to leave out Item 1.01(c) is in effect.

    Why it matters
        It is a position on enforcement. The rule itself stands, and the report is filed under liability.

    How to put it right
        Nothing, if the decision is meant and fresh.

    Source
        Updated statement of the Division of Corporation Finance of 7 April 2017.
    """
    if relief:
        yield relief_used.finding(relief.source, year=law.year, by=relief.by)


RULES: tuple[AnyRule, ...] = (relief_refused, relief_used)
