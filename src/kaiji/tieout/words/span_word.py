"""How long a period is: against the month in which the fiscal year ends, and against its own first and last day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from kaiji.core.finding import Finding, Severity
from kaiji.core.period import MONTHS, long_date
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.day import MONTH, days_in
from kaiji.tieout.reading import Line
from kaiji.tieout.token import MONTH_NUMBERS
from kaiji.tieout.words.order_word import BETWEEN
from kaiji.tieout.words.quarter_word import quarter_of, year_end

NUMBERS = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12}
NAMES = {3: "three months", 6: "six months", 9: "nine months", 12: "twelve months"}
LENGTH = re.compile(
    rf"\b(?P<length>(?P<months>three|six|nine|3|6|9)[\s-]months?)[\s-](?:period\s)?(?:ended|ending|to)\s(?:on\s)?"
    rf"(?:(?P<month>{MONTH})\s(?P<day>\d{{1,2}})|(?P<other>\d{{1,2}})\s(?P<behind>{MONTH}))\b",
    re.IGNORECASE,
)
OFTEN = 2
NAMED = re.compile(
    r"\b(?:(?P<months>three|six|nine|twelve|3|6|9|12)[\s-]months?|(?P<quarter>quarter)|(?:(?P<interim>interim)|(?P<year>(?:fiscal|financial|full)?\s?year))(?:\speriod)?)"
    r"\s(?:ended|ending|to)\s(?:on\s)?(?=\w)",
    re.IGNORECASE,
)
PART = re.compile(r"\b(?:half|interim|quarter|months|[1-4]Q|Q[1-4]|H[12]|[12]H)\b", re.IGNORECASE)
REACH = 160
FITS = 10
SHORTEST = 60


@rule(
    "TIE-151",
    Severity.ERROR,
    title=Text("A period of a length that the fiscal year denies", "会計年度に合わない期間の長さ"),
    message=Text(
        "It says “{stated}” to {day}; the fiscal year ends in {month}, and elsewhere the period is {expected}.",
        "「{stated}」（{day}まで）とありますが、年度は{month}に終わり、他の箇所では「{expected}」です。",
    ),
    remedy=Text("Put right the length of the period, or its day.", "期間の長さまたは日付を訂正してください。"),
)
def length_against_year(lines: Sequence[Line]) -> Iterator[Finding]:
    """Six months and nine months begin with the fiscal year.

    What it checks
    *Six months ended* and *nine months ended* with their last day against the month in which the fiscal year ends, where
    the document names one such month. An error where the length stands once with that day, does not reach back to the
    year's beginning, and another length stands with the same day twice or more.

    Why it matters
    The head of last year's half-year over the figures of a quarter makes them look twice as small.

    How to put it right
    Put right the length of the period.

    Source
    Rule of this project; interim periods begin with the fiscal year.
    """
    last = year_end(lines)
    if last is None:
        return
    found: list[tuple[Line, int, str, int, tuple[int, int]]] = []
    for line in lines:
        for match in LENGTH.finditer(line.text):
            month = MONTH_NUMBERS[(match["month"] or match["behind"]).rstrip(".").casefold()]
            day = int(match["day"] or match["other"])
            found.append((line, match.start(), match["length"], NUMBERS[match["months"].casefold()], (month, day)))
    counts = Counter((months, day) for *_, months, day in found)
    for line, start, stated, months, (month, day) in found:
        if months == 3 or day > 31 or counts[months, (month, day)] > 1:
            continue
        quarter = quarter_of(date(2001, month, min(day, 28)), last)
        if quarter in (None, 4) or quarter * 3 == months:
            continue
        others = [one for one in NAMES if one != months and counts[one, (month, day)] >= OFTEN]
        if others:
            proof = next(one for one in found if one[3] == others[0] and one[4] == (month, day))
            yield length_against_year.finding(
                line.at(start),
                proof[0].at(proof[1]),
                stated=stated,
                expected=NAMES[others[0]],
                day=f"{MONTHS[month - 1]} {day}",
                month=MONTHS[last - 1],
            )


@rule(
    "TIE-152",
    Severity.ERROR,
    title=Text("First and last day do not fit the period", "期間の初日・末日の不一致"),
    message=Text(
        "The days “{stated}” do not fit “{named}”; they should be {expected}.",
        "日付「{stated}」が「{named}」に合いません。{expected}であるべきです。",
    ),
    remedy=Text("Put right the day, or the name of the period.", "日付または期間の名称を訂正してください。"),
)
def days_against_name(lines: Sequence[Line]) -> Iterator[Finding]:
    """The first and the last day of a period are those of its name.

    What it checks
    A period with both its days (*April 1, 2030 to June 30, 2030*) directly behind its name (*three months ended June 30,
    2030*), in the same line or in parentheses in the next: the last day must be that of the name, and the days between must
    be as many as its length has, ten more or fewer.

    Why it matters
    The days come from the last release more easily than the name.

    How to put it right
    Put right the day, or the name of the period.

    Source
    Rule of this project.
    """
    times = Counter(day for line in lines for _, _, day in days_in(line.text))
    before: Line | None = None
    for line in lines:
        if line.kind in ("row", "head"):
            before = None
            continue
        days = list(days_in(line.text))
        for (start, end, first), (begin, stop, last) in pairwise(days):
            if not BETWEEN.fullmatch(line.text, end, begin) or (last - first).days < SHORTEST:
                continue
            lead = line.text[:start]
            there = line if lead.rstrip(" (（[*").strip() else before
            named = _named(lead if there is line else there.text) if there is not None else None
            if named is None or there is None:
                continue
            at, name, months, day = named
            due = _first_day(day, months)
            apart = abs((last - first).days - (day - due).days)
            if last != day or apart > FITS:
                # Of two last days the one that stands more often is the right one.
                doubt = last != day and times[day] <= times[last]
                yield days_against_name.finding(
                    line.at(start),
                    there.at(at),
                    side="both" if doubt else "first",
                    stated=line.text[start:stop],
                    named=name,
                    expected=f"{long_date(due)} to {long_date(day)}",
                )
        before = line


def _named(text: str) -> tuple[int, str, int, date] | None:
    """Give the last named period of a text that ends with it: its offset, its words, its months, its last day."""
    found = None
    for match in NAMED.finditer(text, max(0, len(text) - REACH)):
        day = next((one for one in days_in(text) if one[0] == match.end()), None)
        if day is None or re.search(r"\w{3,}", text[day[1] :].replace("unaudited", "")):
            continue
        if not match["months"] and PART.search(text[max(0, match.start() - REACH) : match.start()]):
            continue  # "the first half of the fiscal year ending …": the days are those of the half
        months = NUMBERS[match["months"].casefold()] if match["months"] else 12
        months = 3 if match["quarter"] else 6 if match["interim"] else months
        found = (match.start(), text[match.start() : day[1]], months, day[2])
    return found


def _first_day(last: date, months: int) -> date:
    """Give the first day of a period of whole months."""
    end = last + timedelta(days=1)
    month = end.year * 12 + end.month - 1 - months
    return date(month // 12, month % 12 + 1, min(end.day, 28))


RULES: tuple[AnyRule, ...] = (length_against_year, days_against_name)
