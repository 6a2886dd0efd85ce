"""Dates and weekdays as English and Japanese texts write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kaiji.core.period import MONTHS
from kaiji.tieout.token import MONTH_NUMBERS

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
KANJI_WEEKDAYS = "月火水木金土日"
_DAY = r"(?:" + "|".join(f"{name}|{name[:3]}\\.?" for name in WEEKDAYS) + r"|Tues\.?|Thur?s?\.?)"
MONTH = r"(?:" + "|".join(f"{name}|{name[:3]}\\.?" for name in MONTHS) + r"|Sept\.?)"

FULL_DATE = re.compile(
    rf"\b(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<year>(?:19|20)\d\d)\b"
)
DATED_WEEKDAY = re.compile(
    rf"\b(?P<weekday>{_DAY}),?\s+(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b"
)
WEEKDAY_BEHIND = re.compile(
    rf"\b(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\s*(?:\(\s*|,\s*)(?P<weekday>{_DAY})\b"
)
DAY_FIRST = re.compile(
    rf"\b(?P<weekday>{_DAY}),?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH}),?\s+(?P<year>(?:19|20)\d\d)\b"
)
KANJI_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日(?:\s?[（(]\s?(?P<weekday>[月火水木金土日])(?:曜日?)?\s?[)）])?"
)
ERA_DATE = re.compile(
    r"(?P<era>平成|令和)\s?(?P<year>\d{1,2}|元)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日(?:\s?[（(]\s?(?P<weekday>[月火水木金土日])(?:曜日?)?\s?[)）])?"
)
ERAS = {"平成": 1988, "令和": 2018}
FIRST_DATE = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month>{MONTH}),?\s(?P<year>(?:19|20)\d\d)\b")
MONTH_DAY = re.compile(rf"\b(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?![\d,.:%-]*\d|\s*(?:%|percent|million|billion))")


def date_of(match: re.Match[str]) -> date | None:
    """Give the day that a match names, or None where no calendar has it."""
    month = match["month"]
    number = int(month) if month.isdecimal() else MONTH_NUMBERS[month.rstrip(".").casefold()]
    era = ERAS[match["era"]] if "era" in match.groupdict() else 0
    try:
        year = era + (1 if match["year"] == "元" else int(match["year"]))
        return date(year if year > 99 else year + 2000, number, int(match["day"]))
    except ValueError:
        return None


def days_in(text: str) -> Iterator[tuple[int, int, date]]:
    """Give the full dates of a text, in English (the month or the day first) and Japanese, in order: start, end, day."""
    found = [match for pattern in (FULL_DATE, FIRST_DATE, KANJI_DATE, ERA_DATE) for match in pattern.finditer(text)]
    for match in sorted(found, key=lambda one: one.start()):
        if (day := date_of(match)) is not None:
            yield match.start(), match.end(), day


def weekday_number(name: str) -> int:
    """Give the number of a weekday's name, whole, cut short or in Japanese: Monday is 0."""
    if name in KANJI_WEEKDAYS:
        return KANJI_WEEKDAYS.index(name)
    return [one[:3].casefold() for one in WEEKDAYS].index(name[:3].casefold())
