"""Raised marks of notes that lead to a note, and *today* that is the day of the release."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kaiji.core.finding import Finding, Severity
from kaiji.core.period import long_date
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.dateline import release_day
from kaiji.tieout.numbers.when import whens_of
from kaiji.tieout.reading import Line

MARK = re.compile(r"⁽[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}⁾|[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?")
NOTE = re.compile(rf"^[\s*_|]*(?P<mark>{MARK.pattern})")
# Squares and cubes: m², km³, R².
POWER = re.compile(r"(?:\b(?:[kcmd]?m|ft|in|R|r|x)|\d|\))$")
MARKS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890", "⁽⁾")
TODAY = re.compile(
    r"\btoday,?\s(?:on\s)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?=[A-Z0-9])", re.IGNORECASE
)
LONGEST = 8000


@rule(
    "TIE-186",
    Severity.ERROR,
    title=Text("A mark without its note", "注のない注番号"),
    message=Text(
        "The mark {stated} leads to no note; the document has the notes {expected}.",
        "注番号{stated}に対応する注がありません。本書にある注は{expected}です。",
    ),
    remedy=Text("Put right the mark, or add the note.", "注番号を訂正するか、注を追加してください。"),
)
def mark_without_note(lines: Sequence[Line]) -> Iterator[Finding]:
    """A raised mark leads to a note of the document.

    What it checks
    Raised digits, alone or in parentheses, against the lines that begin with one. Only documents that have such notes are
    looked at, and squares and cubes are left out.

    Why it matters
    What the note says of the number is lost, or is read of another one.

    How to put it right
    Put right the mark, or add the note.

    Source
    Rule of this project.
    """
    notes: dict[str, Line] = {}
    for line in lines:
        if match := NOTE.match(line.text):
            notes.setdefault(match["mark"].translate(MARKS), line)
    if not notes:
        return
    first = next(iter(notes.values()))
    for line in lines:
        for match in MARK.finditer(line.text):
            mark = match.group().translate(MARKS)
            if mark in notes or POWER.search(line.text[max(0, match.start() - 6) : match.start()]):
                continue
            yield mark_without_note.finding(
                line.at(match.start()), first.at(0), stated=match.group(), expected=tuple(sorted(notes))
            )


@rule(
    "TIE-187",
    Severity.ERROR,
    title=Text("Today is another day than that of the release", "「本日」と発表日の相違"),
    message=Text(
        "It says today, {stated}; the release is dated {expected}.",
        "本日（{stated}）とありますが、発表日は{expected}です。",
    ),
    remedy=Text("Put right the day that is wrong.", "誤っている日付を訂正してください。"),
)
def today_is_another_day(lines: Sequence[Line]) -> Iterator[Finding]:
    """*Today* with a date is the day of the dateline.

    What it checks
    Dates directly behind *today* against the day of the dateline. Which of both is wrong is for the reader.

    Why it matters
    Listeners call on the wrong day.

    How to put it right
    Put right the day.

    Source
    Rule of this project.
    """
    released = release_day(lines)
    if released is None:
        return
    proof = next((line for line in lines if released.toordinal() in _days(line.text)), None)
    for line in lines:
        for match in TODAY.finditer(line.text[:LONGEST]):
            day = next(
                (
                    when.at
                    for start, _, when in whens_of(line.text[:LONGEST])
                    if start == match.end() and when.kind == "day"
                ),
                0,
            )
            if day and proof is not None and day != released.toordinal():
                yield today_is_another_day.finding(
                    line.at(match.start()),
                    proof.at(0),
                    stated=long_date(date.fromordinal(day)),
                    expected=long_date(released),
                    side="both",
                )


def _days(text: str) -> list[int]:
    return [when.at for _, _, when in whens_of(text[:LONGEST]) if when.kind == "day"]


RULES: tuple[AnyRule, ...] = (mark_without_note, today_is_another_day)
