"""What the notices of one offering say against each other: TIE-941 to TIE-944."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.support_rule import told_apart


@rule(
    "TIE-941",
    Severity.ERROR,
    title=Text("Another term than in the other notice", "他の開示との条件の不一致"),
    message=Text(
        "“{item}” is {stated} here and {known} in {source}. {verdict}",
        "「{item}」は{stated}ですが、{source}では{known}です。{verdict}",
    ),
    remedy=Text("Put right the one that is wrong.", "誤っている方を訂正してください。"),
)
def notice_differs(
    here: Source, other: Source, item: str, stated: str, expected: str, known: str, verdict: Text, *, doubtful: bool
) -> Iterator[Finding]:
    """The notices of one offering say the same of its terms.

    What it checks
    Number of shares, price, amount to be paid, capital and reserve of each part of the offering, the number scheduled, the
    number of issued shares after one step and before the next, the day of the board's meeting, and what the proceeds are for
    (where all of the proceeds are the same in both), in each later notice against each earlier one.

    Why it matters
    Who subscribes reads all of them. A term that moved without a word is a correction that somebody must publish.

    How to put it right
    Compare with the resolution.

    Source
    Facts of share offerings, checks O1, O9 and O10 (rule of this project).
    """
    said = told_apart(other, item, stated, expected, known, verdict)
    yield notice_differs.finding(here, other, severity=Severity.WARN if doubtful else None, **said)


@rule(
    "TIE-942",
    Severity.ERROR,
    title=Text("More than was announced as the greatest", "公表した上限の超過"),
    message=Text(
        "“{item}”: {greater} ({later}) is more than the {limit} that {earlier} gives as the greatest.",
        "「{item}」：{later}の{greater}は、{earlier}が上限とする{limit}を超えています。",
    ),
    remedy=Text("Put right the one that is wrong.", "誤っている方を訂正してください。"),
)
def notice_exceeds(
    sources: Sequence[Source], item: str, greater: str, later: str, limit: str, earlier: str
) -> Iterator[Finding]:
    """What is determined keeps within what was announced.

    What it checks
    The number of shares of the over-allotment and of the third-party allotment, and the amounts that follow from it, in a later
    notice against the greatest that an earlier one gives.

    Why it matters
    More shares than were resolved cannot be issued.

    How to put it right
    Compare with the resolution and with the allottee's notice.

    Source
    Facts of share offerings, section 1 and check O10 (rule of this project).
    """
    yield notice_exceeds.finding(*sources, item=item, greater=greater, later=later, limit=limit, earlier=earlier)


@rule(
    "TIE-943",
    Severity.ERROR,
    title=Text("A day outside of what was announced", "公表した日程との不一致"),
    message=Text(
        "“{item}” is {stated} here; {source} says {known}.",
        "「{item}」は{stated}ですが、{source}では{known}です。",
    ),
    remedy=Text("Put right the one that is wrong.", "誤っている方を訂正してください。"),
)
def notice_day_outside(
    sources: Sequence[Source], item: str, stated: str, known: str, source: str, *, doubtful: bool
) -> Iterator[Finding]:
    """The days of an offering are those that were announced, or lie within them.

    What it checks
    Pricing, subscription, payment and delivery in a later notice against the day or the span of days in an earlier one.

    Why it matters
    Money moves on these days.

    How to put it right
    Compare with the timetable.

    Source
    Facts of share offerings, section 7 and check O10 (rule of this project).
    """
    level = Severity.WARN if doubtful else None
    yield notice_day_outside.finding(*sources, severity=level, item=item, stated=stated, known=known, source=source)


@rule(
    "TIE-944",
    Severity.ERROR,
    title=Text("Another notice is quoted wrongly", "他の開示の引用誤り"),
    message=Text(
        "{quoted} is said of a notice; {source} says {known}.",
        "他の開示について{quoted}とありますが、{source}では{known}です。",
    ),
    remedy=Text("Quote what was published.", "公表した内容のとおりに引用してください。"),
)
def notice_misquoted(sources: Sequence[Source], quoted: str, known: str, source: str) -> Iterator[Finding]:
    """What is said of an earlier notice is what it says.

    What it checks
    The day that is given with an earlier notice's title, and an amount that is said to have been announced on its day.

    Why it matters
    Readers look it up.

    How to put it right
    Take title, day and amount from the notice.

    Source
    Facts of share offerings, checks O9 and U4 (rule of this project).
    """
    yield notice_misquoted.finding(*sources, quoted=quoted, known=known, source=source)


RULES: tuple[AnyRule, ...] = (
    notice_differs,
    notice_exceeds,
    notice_day_outside,
    notice_misquoted,
)
