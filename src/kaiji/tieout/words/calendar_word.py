"""Weekdays against their dates, and dates that no calendar has."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.period import long_date
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.day import (
    DATED_WEEKDAY,
    DAY_FIRST,
    ERA_DATE,
    FULL_DATE,
    KANJI_DATE,
    KANJI_WEEKDAYS,
    MONTH_DAY,
    WEEKDAY_BEHIND,
    WEEKDAYS,
    date_of,
    weekday_number,
)
from kaiji.tieout.reading import Line
from kaiji.tieout.token import MONTH_NUMBERS


@rule(
    "TIE-101",
    Severity.ERROR,
    title=Text("The weekday is not the date's", "曜日の誤り"),
    message=Text(
        "The document says {stated} for {day}, which is a {expected}.",
        "{day}の曜日が「{stated}」とありますが、正しくは「{expected}」です。",
    ),
    remedy=Text("Put right the weekday or the date.", "曜日または日付を訂正してください。"),
)
def weekday_wrong(lines: Sequence[Line]) -> Iterator[Finding]:
    """A weekday named with a date must be that date's weekday.

    What it checks
    Each full date that stands with a weekday, in English and Japanese, by the Gregorian calendar.

    Why it matters
    One of the two is wrong, and investors act on the day: subscription, payment and delivery are days.

    How to put it right
    Look up which of the two is meant; the calendar cannot tell.

    Source
    Gregorian calendar. Rule of this project.
    """
    for line in lines:
        for pattern in (DATED_WEEKDAY, WEEKDAY_BEHIND, DAY_FIRST, KANJI_DATE, ERA_DATE):
            for match in pattern.finditer(line.text):
                day, name = date_of(match), match["weekday"]
                if day is not None and name and weekday_number(name) != day.weekday():
                    right = KANJI_WEEKDAYS[day.weekday()] if name in KANJI_WEEKDAYS else WEEKDAYS[day.weekday()]
                    yield weekday_wrong.finding(
                        line.at(match.start("weekday")), stated=name, day=long_date(day), expected=right
                    )


@rule(
    "TIE-102",
    Severity.ERROR,
    title=Text("A date that does not exist", "存在しない日付"),
    message=Text(
        "No calendar has the date {stated}; the month has {last} days.",
        "「{stated}」という日付は存在しません（その月の日数：{last}日）。",
    ),
    remedy=Text("Put right the date.", "日付を訂正してください。"),
)
def date_impossible(lines: Sequence[Line]) -> Iterator[Finding]:
    """A date must be one that the calendar has.

    What it checks
    The day of each date against the length of its month, with leap years where the year is given.

    Why it matters
    A period's last day that does not exist is a slip that every reader sees.

    How to put it right
    Give the month's last day, or the day that is meant.

    Source
    Gregorian calendar. Rule of this project.
    """
    for line in lines:
        seen: set[int] = set()
        for match in (*FULL_DATE.finditer(line.text), *KANJI_DATE.finditer(line.text)):
            month = match["month"]
            number = int(month) if month.isdecimal() else MONTH_NUMBERS[month.rstrip(".").casefold()]
            seen.add(match.start())
            if date_of(match) is None:
                last = monthrange(int(match["year"]), number)[1] if 1 <= number <= 12 else 0
                yield date_impossible.finding(line.at(match.start()), stated=match.group(), last=last)
        for match in MONTH_DAY.finditer(line.text):
            if match.start() not in seen:
                last = monthrange(2000, MONTH_NUMBERS[match["month"].rstrip(".").casefold()])[1]
                if last < int(match["day"]) <= 31:
                    yield date_impossible.finding(line.at(match.start()), stated=match.group(), last=last)


RULES: tuple[AnyRule, ...] = (weekday_wrong, date_impossible)
