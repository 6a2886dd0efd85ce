"""Periods and days on one line of time, so that the columns of several documents can be put beside each other.

A column names its period by its last day (*three months ended June 30, 2026*) or by a number within a fiscal year (*1Q26*).
Both are counted in months; what lies between the two countings (when a fiscal year ends, and after which year it is named)
is learnt from the documents, and is the same in all documents of one company.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kaiji.tieout.chain.written_day import days_in, in_western_years
from kaiji.tieout.numbers.when import MONTHS, NUMBERS, When, length_in_months, whens_of

Line = Literal["calendar", "fiscal"]
EARLY = 7  # a period of whole weeks may end some days behind the month
KANJI_TERM = re.compile(
    r"(?P<year>(?:19|20)\d\d)年\s?(?P<month>\d{1,2})月期(?:\s?第\s?(?P<quarter>[1-4])\s?四半期|\s?(?P<half>中間))?"
)
TOGETHER = re.compile(r"累計|year[- ]to[- ]date|cumulative|\bYTD\b", re.IGNORECASE)
SPAN_BETWEEN = re.compile(
    r"^\s*(?:[)）(（]\s*)?(?:から|より|至|to|through|until|[-–—~〜～])?\s*(?:至\s*)?$", re.IGNORECASE
)
SPAN_WORD = re.compile(r"から|至|\bto\b|\bthrough\b|\buntil\b|[-–—~〜～]", re.IGNORECASE)
LENGTH = re.compile(r"(?P<number>[3369]|12)\s?(?:か|ヶ|カ|ヵ|箇)月間?")
ENDED_DAY = re.compile(
    r"\b(?P<length>three|six|nine|twelve|3|6|9|12)[\s-]+months?[\s-]+(?:period\s+)?ended\s+(?P<month>January|February|March|April|May|June|July|"
    r"August|September|October|November|December)\s+(?P<day>\d{1,2})\b|\b(?P<whole>quarters?|years?|fiscal years?)\s+ended\s+"
    r"(?P<month2>January|February|March|April|May|June|July|August|September|October|November|December)\s+(?P<day2>\d{1,2})\b",
    re.IGNORECASE,
)
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A period or a day on a line of time.

    Args:
        line: of the calendar, or of fiscal years that no day is known for.
        end: the month with which it ends, counted from year 0.
        months: how long it is; 0 of a day, and where it is not told.
    """

    line: Line
    end: int
    months: int = 0

    @property
    def start(self) -> int:
        """The month after which it begins."""
        return self.end - self.months


def month_of(day: date) -> int:
    """Give the month that a period's last day closes."""
    at = day.year * 12 + day.month
    return at - 1 if day.day <= EARLY else at


def term_of(head: str, caption: str = "", *, position: bool = False) -> Term | None:
    """Give the one period or day that a column's head, or a row's label, names; None where it names none or several.

    Args:
        head: over the column, or the label.
        caption: above the table: *three months ended June 30* completes a head that is a mere year.
        position: whether the table is one of balances, whose years are days.
    """
    text = in_western_years(head)
    found = _written(text, caption)
    if len(found) > 1 and any(one.line == "calendar" for one in found):
        found = {one for one in found if one.line == "calendar"}  # "1Q26 (three months ended June 30, 2026)"
    if len(found) > 1 and any(one.months for one in found):
        found = {one for one in found if one.months}
    if len(found) != 1:
        return None
    one = found.pop()
    return replace(one, months=0) if position else one


def votes(texts: Iterable[str]) -> Counter[int]:
    """Give by how many months the calendar runs ahead of fiscal counting, as texts that name a period both ways tell it."""
    counts: Counter[int] = Counter()
    for text in texts:
        found = _written(in_western_years(text), "")
        named = {one for one in found if one.line == "fiscal" and one.months}
        dated = {one for one in found if one.line == "calendar"}
        if len(named) == 1 and len(dated) == 1:
            one, other = named.pop(), dated.pop()
            if other.months in (0, one.months) and abs(other.end - one.end) <= 14:
                counts[other.end - one.end] += 1
    return counts


def on_calendar(term: Term | None, ahead: int | None) -> Term | None:
    """Put a period of fiscal counting on the calendar, where it is known by how much that runs ahead."""
    if term is None or ahead is None or term.line == "calendar":
        return term
    return Term("calendar", term.end + ahead, term.months)


def _written(text: str, caption: str) -> set[Term]:
    found: set[Term] = set()
    rest = text
    for match in KANJI_TERM.finditer(text):
        year_end = int(match["year"]) * 12 + int(match["month"])
        quarter = int(match["quarter"]) if match["quarter"] else 2 if match["half"] else 4
        whole = not match["quarter"] or quarter == 1 or bool(TOGETHER.search(text + caption))
        found.add(Term("calendar", year_end - 12 + quarter * 3, quarter * 3 if whole else 0))
        rest = rest.replace(match.group(), " ")
    days = list(days_in(rest))
    taken: set[int] = set()
    for at, (start, end, day) in enumerate(days):
        if at in taken:
            continue
        if at + 1 < len(days) and _spans(rest[end : days[at + 1][0]], rest[max(0, start - 3) : start]):
            later = days[at + 1][2]
            months = month_of(later) - month_of(day)
            taken.add(at + 1)
            if 0 < months <= 18:
                found.add(Term("calendar", month_of(later), months))
                continue
        found.add(Term("calendar", month_of(day), _length(rest, start)))
    plain = rest
    for start, end, _ in days:
        plain = plain[:start] + " " * (end - start) + plain[end:]
    for _, _, when in whens_of(plain):
        if term := _named(when, text, caption):
            found.add(term)
    return found


def _spans(between: str, before: str) -> bool:
    return bool(SPAN_BETWEEN.match(between)) and (bool(SPAN_WORD.search(between)) or "自" in before)


def _length(text: str, at: int) -> int:
    before = text[max(0, at - 60) : at]
    lengths = list(MONTHS.finditer(before))
    if lengths:
        return length_in_months(lengths[-1])
    if match := LENGTH.search(text):
        return int(match["number"])
    return 0


def _named(when: When, text: str, caption: str) -> Term | None:
    if when.kind == "day":
        return None  # found as a day already
    if when.kind == "month":
        return Term("calendar", when.at, _length(text, len(text)))
    if when.kind == "quarter":
        year, quarter = divmod(when.at - 1, 4)
        together = bool(TOGETHER.search(text))
        return Term("fiscal", year * 12 + (quarter + 1) * 3, (quarter + 1) * 3 if together else 3)
    if when.kind == "half":
        year, half = divmod(when.at - 1, 2)
        return Term("fiscal", year * 12 + (half + 1) * 6, 6)
    if when.kind == "year":
        if not when.months and (match := _only(caption)):
            month = MONTH_NAMES.index((match["month"] or match["month2"]).casefold()) + 1
            word = (match["length"] or "").casefold()
            months = NUMBERS[word] if word else 3 if (match["whole"] or "").casefold().startswith("quarter") else 12
            day = date(when.at, month, min(28, int(match["day"] or match["day2"])))
            return Term("calendar", month_of(day), months)
        if (length := MONTHS.search(text)) and length_in_months(length) < 12:
            return None  # which months of the year is not told
        return Term("fiscal", when.at * 12 + 12, 12)
    return None


def _only(caption: str) -> re.Match[str] | None:
    """Give the one length and day that a caption names for all of its columns."""
    found = list(ENDED_DAY.finditer(caption))
    return found[0] if len({one.group().casefold() for one in found}) == 1 else None


def covering(parts: Sequence[Term], whole: Term) -> bool:
    """Tell whether periods follow each other without a gap and make up a whole."""
    at = whole.start
    for one in sorted(parts, key=lambda term: term.end):
        if one.line != whole.line or one.start != at or not one.months:
            return False
        at = one.end
    return at == whole.end
