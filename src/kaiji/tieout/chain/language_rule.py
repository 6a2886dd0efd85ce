"""What two languages of one release say against each other: TIE-931 and TIE-932."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.support_rule import told_apart


@rule(
    "TIE-931",
    Severity.ERROR,
    title=Text("Another number in the other language", "他言語版との数値の不一致"),
    message=Text(
        "“{item}” is {stated} here and {known} in {source}. {verdict}",
        "「{item}」は{stated}ですが、{source}では{known}です。{verdict}",
    ),
    remedy=Text("Put right the one that is wrong.", "誤っている方を訂正してください。"),
)
def language_differs(
    here: Source, other: Source, item: str, stated: str, expected: str, known: str, verdict: Text, *, doubtful: bool
) -> Iterator[Finding]:
    """A release says the same in both of its languages.

    What it checks
    The tables of the two put beside each other by their numbers, the order of their rows and the names of items; each number
    against the one in its place, whatever the unit and the way of writing a minus. Numbers of sentences where all others of a
    paragraph agree. It is a warning where what corresponds is not certain.

    Why it matters
    The two go out at one minute, and are read side by side.

    How to put it right
    Compare with the ledger which of them is wrong.

    Source
    A rule of this project.
    """
    said = told_apart(other, item, stated, expected, known, verdict)
    yield language_differs.finding(here, other, severity=Severity.WARN if doubtful else None, **said)


@rule(
    "TIE-932",
    Severity.ERROR,
    title=Text("Another day in the other language", "他言語版との日付の不一致"),
    message=Text(
        "Here it is {stated}; in {source} it is {known}.",
        "本文書では{stated}、{source}では{known}です。",
    ),
    remedy=Text("Put right the one that is wrong.", "誤っている方を訂正してください。"),
)
def language_day_differs(here: Source, other: Source, stated: str, known: str, *, doubtful: bool) -> Iterator[Finding]:
    """A day is the same in both languages.

    What it checks
    Days of paragraphs and rows that correspond, with years of an era put into Western ones.

    Why it matters
    Payment and meeting days are acted upon.

    How to put it right
    Look up which is meant.

    Source
    A rule of this project.
    """
    level = Severity.WARN if doubtful else None
    yield language_day_differs.finding(
        here, other, severity=level, stated=stated, expected=known, known=known, source=str(other)
    )


RULES: tuple[AnyRule, ...] = (
    language_differs,
    language_day_differs,
)
