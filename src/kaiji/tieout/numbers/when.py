"""The period or day that a text names, in a form in which two namings of one period are the same."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kaiji.tieout.day import KANJI_DATE, MONTH, date_of
from kaiji.tieout.token import MONTH_NUMBERS

QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
NUMBERS = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12}
# Retailers count weeks: a quarter of 13 or 14, a year of 52 or 53.
WEEKS = {
    "thirteen": 3, "fourteen": 3, "twenty-six": 6, "twenty-seven": 6, "thirty-nine": 9, "forty": 9, "fifty-two": 12,
    "fifty-three": 12, "13": 3, "14": 3, "26": 6, "27": 6, "39": 9, "40": 9, "52": 12, "53": 12,
}  # fmt: skip
_ORDINAL = "|".join(QUARTERS)
SHORT = re.compile(
    rf"\b(?:([1-4])Q|Q([1-4]))[\s/-]?(?:of\s)?(?:the\s)?(?:fiscal\s|year\s)*(?:FY)?\s?(?:(?:ended|ending)\s{MONTH}[,\s]+)?[’']?(20\d\d|\d\d)\b",
    re.IGNORECASE,
)
LONG = re.compile(
    rf"\b({_ORDINAL})[\s-]+(?:fiscal[\s-]+)?quarter(?:[\s,]+(?:of|in|for)?\s*(?:the\s+)?(?:fiscal\s+)?(?:year\s+)?"
    rf"(?:(?:ended|ending|to)\s+(?:in\s+)?{MONTH}[,\s]+)?(?:FY\s?)?(20\d\d|(?<=FY)\d\d))?",
    re.IGNORECASE,
)
YEAR_QUARTER = re.compile(
    r"\bFY\s?[’']?(20\d\d|\d\d)[\s,./-]{0,3}(?:([1-4])Q|Q([1-4])|([12])H|H([12])|(interim))\b", re.IGNORECASE
)
HALF = re.compile(r"\b(?:([12])H|H([12]))[\s/-]?(?:FY)?\s?[’']?(20\d\d|\d\d)\b", re.IGNORECASE)
# "the first nine months of fiscal 2013", "the first half of 2013", "9M FY21", "YTD Q3 2014".
SO_FAR = re.compile(
    r"\b(?:first\s)?(?:(?P<months>three|six|nine|twelve)[\s-]months?|(?P<second>second\s)?(?P<half>half)|"
    rf"(?P<weeks>{'|'.join(WEEKS)})[\s-]weeks?(?=\s(?:of\s|in\s)?(?:fiscal\s)?20))\s(?:(?:of|in)\s)?(?:the\s)?(?:fiscal\s|year\s)*(?:FY\s?)?"
    r"(?P<year>20\d\d|(?<=FY)\d\d)\b|"
    r"\b(?:(?P<count>[369])M|(?:YTD\s?|Q1\s?[-–—]\s?)Q(?P<quarter>[1-4]))[\s/-]?(?:FY)?\s?[’']?(?P<short>20\d\d|\d\d)\b",
    re.IGNORECASE,
)
MONTHS = re.compile(
    r"\b(?P<months>three|six|nine|twelve|3|6|9|12)[\s-]+months?\b|\b(?P<quarter>quarter)\b|\b(?P<year>year|fiscal year)\s+end|"
    rf"\b(?P<weeks>{'|'.join(WEEKS)})[\s-]+weeks?\b",
    re.IGNORECASE,
)
# The twelve months that end with the reported period: they are compared with nothing else.
ROLLING = re.compile(
    r"\b(?:rolling|last|latest|trailing|past)\s(?:12|twelve)[\s-]months?\b|\bR-?12M?\b|\bLTM\b|\bTTM\b", re.IGNORECASE
)
FISCAL = re.compile(r"\bFY\s?[’']?(20\d\d|\d\d)\b|\b(?:fiscal(?:\s+year)?|full[\s-]year)\s+(20\d\d)\b", re.IGNORECASE)
YEAR = re.compile(r"(?<![\d,.$¥€£])(?:19|20)\d\d(?![\d,.]\d|\d)")
# A day in any of its forms: "June 30, 2010", "DEC 31, 2009", "30 June 2010", "6/30/10" (the month first), "31.12.2010".
DAYS = (
    re.compile(
        rf"\b(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<year>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH}),?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
    ),
    re.compile(r"(?<![\d/])(?P<month>0?[1-9]|1[0-2])/(?P<day>0?[1-9]|[12]\d|3[01])/(?P<year>(?:19|20)?\d\d)(?![\d/])"),
    re.compile(r"(?<![\d.])(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)(?![\d.])"),
)
_KANJI_YEAR = r"(平成|令和)?\s?((?<!\d)(?:20\d\d|\d{1,2}))\s?年\s?(\d{1,2})\s?月期"
KANJI_QUARTER = re.compile(_KANJI_YEAR + r"\s?(?:第\s?([1-4])\s?四半期|(中間期?))")
KANJI_YEAR = re.compile(_KANJI_YEAR)
KANJI_ERA = re.compile(
    r"(?P<era>平成|令和)\s?(?P<year>\d{1,2}|元)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
)
# Months that a period runs over: "Jul–Sep 2024", "January to June 2024", "1 January – 30 September 2024", "4–6/2024".
MONTH_RANGES = (
    re.compile(
        rf"\b(?:(?:\d{{1,2}}\s)?(?P<first>{MONTH})(?:\s\d{{1,2}}(?:st)?)?,?)\s?(?:[-–—‑]|to|until|through)\s?"
        rf"(?:(?P<day>\d{{1,2}})\s)?(?P<last>{MONTH})\s(?:(?P<day2>\d{{1,2}}),?\s)?(?P<year>20\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\d/.–-])(?P<first>1?\d)\s?[-–—]\s?(?P<last>1?\d)/(?P<year>20\d\d)(?![\d/])"),
)
MONTH_YEAR = re.compile(rf"\b({MONTH})[,\s]+((?:19|20)\d\d)(?![\d,.]\d|\d)")
FROM_TO = re.compile(r"\s*(?:,?\s?(?:to|through|until|[-‐‑‒–—―~～〜]|至|から)\s?)+\s*", re.IGNORECASE)
ERAS = {"平成": 1988, "令和": 2018}
FIRST_HEISEI = 13  # Years of an era without its name: greater ones are Heisei, smaller ones Reiwa.
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


MOST_BEHIND = 1
FIRST_INTERIM = 4


@dataclass(frozen=True, slots=True)
class When:
    """A period or day.

    Args:
        kind: in which way it was named; only like can be compared with like.
        at: number of the day, the quarter or the year.
        months: how long the period is, 0 where it is a day or is not told.
    """

    kind: str
    at: int
    months: int = 0


@lru_cache(maxsize=65_536)
def whens_of(text: str) -> tuple[tuple[int, int, When], ...]:
    """Give the periods and days that a text names, with the offsets of their names, in order."""
    text = text.translate(_WIDE_DIGITS)
    found: list[tuple[int, int, When]] = []
    taken: list[tuple[int, int]] = []

    def add(start: int, end: int, when: When) -> None:
        if not any(a < end and start < b for a, b in taken):
            taken.append((start, end))
            found.append((start, end, when))

    for start, end, when in _month_ranges(text):
        add(start, end, when)
    for match in (match for pattern in DAYS for match in pattern.finditer(text)):
        if day := date_of(match):
            add(match.start(), match.end(), When("day", day.toordinal(), _length_before(text, match.start())))
    for match in MONTH_YEAR.finditer(text):
        if months := _length_before(text, match.start()):
            # "the nine months ended December 2008": it ends with the month.
            year, month = int(match[2]), MONTH_NUMBERS[match[1].rstrip(".").casefold()]
            last = date(year, month, monthrange(year, month)[1])
            add(match.start(), match.end(), When("day", last.toordinal(), months))
    for start, end, day in _kanji_days(text):
        add(start, end, When("day", day.toordinal()))
    for start, end, when in _named(text):
        add(start, end, when)
    return tuple(sorted(found, key=lambda one: one[0]))


def _month_ranges(text: str) -> Iterator[tuple[int, int, When]]:
    """Give the periods that are named by their first and last month."""
    for match in (match for pattern in MONTH_RANGES for match in pattern.finditer(text)):
        first, last = (
            int(one) if one.isdecimal() else MONTH_NUMBERS[one.rstrip(".").casefold()]
            for one in (match["first"], match["last"])
        )
        year, ends = int(match["year"]), match.groupdict()
        if not (1 <= first <= last <= 12):
            continue
        end = date(year + last // 12, last % 12 + 1, 1).toordinal() - 1
        if (day := ends.get("day") or ends.get("day2")) and int(day) != date.fromordinal(end).day:
            continue
        yield (*match.span(), When("day", end, last - first + 1))


def _length_before(text: str, at: int) -> int:
    """Give the length in months that is told before the end of a period, 0 where none is."""
    before = text[max(0, at - 60) : at]
    lengths = list(MONTHS.finditer(before))
    last = lengths[-1] if lengths else None
    if last and re.search(r"\b(?:end(?:ed|ing)?|to|through)\b", before[last.start() :], re.IGNORECASE):
        return length_in_months(last)
    return 0


def length_in_months(length: re.Match[str]) -> int:
    """Give the months that a match of :data:`MONTHS` names."""
    if length["months"]:
        return NUMBERS[length["months"].casefold()]
    if length["weeks"]:
        return WEEKS[length["weeks"].casefold()]
    return 3 if length["quarter"] else 12


def _named(text: str) -> Iterator[tuple[int, int, When]]:
    """Give the periods that are named by quarter, half or year."""
    for match in KANJI_QUARTER.finditer(text):
        quarter = int(match[4]) if match[4] else 2
        yield (*match.span(), When("quarter", _kanji_year(match[1], match[2]) * 4 + quarter, 3))
    for match in KANJI_YEAR.finditer(text):
        yield (*match.span(), When("year", _kanji_year(match[1], match[2]), 12))
    for match in ROLLING.finditer(text):
        yield (*match.span(), When("rolling", 0, 12))
    for match in YEAR_QUARTER.finditer(text):
        quarter = int(match[2] or match[3] or 0) or 2 * int(match[4] or match[5] or 1)
        yield (*match.span(), When("quarter", _year(match[1]) * 4 + quarter, 3))
    yield from _so_far(text)
    for match in SHORT.finditer(text):
        yield (*match.span(), When("quarter", _year(match[3]) * 4 + int(match[1] or match[2]), 3))
    for match in LONG.finditer(text):
        if match[2]:
            yield (*match.span(), When("quarter", _year(match[2]) * 4 + QUARTERS[match[1].casefold()], 3))
        else:
            yield (*match.span(), When("named quarter", QUARTERS[match[1].casefold()], 3))
    for match in HALF.finditer(text):
        yield (*match.span(), When("half", _year(match[3]) * 2 + int(match[1] or match[2]), 6))
    for match in FISCAL.finditer(text):
        yield (*match.span(), When("year", _year(match[1] or match[2]), 12))
    for match in MONTH_YEAR.finditer(text):
        month = MONTH_NUMBERS[match[1].rstrip(".").casefold()]
        yield (*match.span(), When("month", int(match[2]) * 12 + month, 0))
    for match in YEAR.finditer(text):
        yield (*match.span(), When("year", int(match.group()), 0))


def _so_far(text: str) -> Iterator[tuple[int, int, When]]:
    """Give the parts of a year that are named by their length."""
    for match in SO_FAR.finditer(text):
        year = _year(match["year"] or match["short"])
        if match["half"] or match["quarter"] == "2":
            yield (*match.span(), When("half", year * 2 + 1 + bool(match["second"]), 6))
        else:
            count = match["count"] or 3 * int(match["quarter"] or 0)
            count = count or (
                WEEKS[match["weeks"].casefold()] if match["weeks"] else NUMBERS[match["months"].casefold()]
            )
            yield (*match.span(), When("part of a year", year, int(count)))


def _kanji_days(text: str) -> Iterator[tuple[int, int, date]]:
    """Give the days that are written in Japanese, of the common era or of a reign."""
    for match in KANJI_DATE.finditer(text):
        if day := date_of(match):
            yield match.start(), match.end(), day
    for match in KANJI_ERA.finditer(text):
        year = 1 if match["year"] == "元" else int(match["year"])
        with suppress(ValueError):
            yield match.start(), match.end(), date(ERAS[match["era"]] + year, int(match["month"]), int(match["day"]))


def _kanji_year(era: str | None, year: str) -> int:
    number = int(year)
    if number >= 1000:
        return number
    return number + (ERAS[era] if era else ERAS["平成"] if number >= FIRST_HEISEI else ERAS["令和"])


def _spanned(text: str) -> When | None:
    """Give the period of a text that names its first and its last day."""
    days = [(start, end, one) for start, end, one in whens_of(text) if one.kind == "day"]
    if len(days) != 2:
        return None
    (_, end, first), (start, _, last) = days
    if last.at - first.at < 27 or not (
        FROM_TO.fullmatch(text.translate(_WIDE_DIGITS)[end:start]) or "至" in text[end:start]
    ):
        return None
    return When("day", last.at, round((last.at - first.at + 1) / 30.44))


def when_of(text: str) -> When | None:
    """Give the one period or day that a column's head or a label names; None where it names none or several."""
    found = {when for _, _, when in whens_of(text)}
    if len(found) == 1:
        one = found.pop()
        if one.kind in ("year", "day") and not one.months and (length := MONTHS.search(text)):
            return When(one.kind, one.at, length_in_months(length))
        return one
    if len(found) != 2:
        return None
    quarters = [one for one in found if one.kind == "named quarter"]
    days = [one for one in found if one.kind == "day"]
    if quarters and days:
        return When("day", days[0].at, quarters[0].months)
    return _spanned(text)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


class Calendar:
    """Puts periods that are named in different ways into one order: years before the reported one.

    The reported period of each way of naming is the one that is named most; a document reports one period. ``shortest``
    is the length in months of its shortest period, 0 where none is told. ``years`` are the years that stand over
    the columns of each table.
    """

    def __init__(self, whens: Iterable[When], years: Iterable[Collection[int]] = ()) -> None:
        counts: dict[str, Counter[int]] = {}
        lengths: set[int] = set()
        known = list(whens)
        for when in known:
            counts.setdefault(when.kind, Counter())[when.at] += 1
            lengths.add(when.months)
        named = counts.get("named quarter")
        if named and "quarter" in counts:
            counts["quarter"] = self._of_quarter(counts["quarter"], named)
        self.reported = {kind: self._main(kind, one) for kind, one in counts.items() if one}
        self._not_before()
        self._lift(counts)
        self._lift_year(known)
        # A text may name the year before more often than its own: what stands over the columns of most tables is surer.
        latest = Counter(max(one) for one in years if len(set(one)) > 1)
        if latest and self.reported.get("year") is not None:
            year, count = latest.most_common(1)[0]
            if count > 1 and 2 * count >= latest.total() and self.reported["year"] == year - 1:
                self.reported["year"] = year
        self.shortest = min(lengths - {0}, default=0)

    def _lift(self, counts: dict[str, Counter[int]]) -> None:
        """Take the part of the year in which the reported day lies, where the one a year before is only named more often.

        Sentences that compare name the year before each time, and the reported one seldom.
        """
        main = self.reported.get("part of a year")
        if main is None or "day" not in self.reported:
            return
        if main == date.fromordinal(self.reported["day"]).year - 1 and counts["part of a year"][main + 1]:
            self.reported["part of a year"] = main + 1

    def _lift_year(self, whens: Sequence[When]) -> None:
        """Take the year of the reported day where that ends a part of a year: the full year before is only compared with it."""
        at, year = self.reported.get("day"), self.reported.get("year")
        if at is None or year is None:
            return
        day = date.fromordinal(at)
        lengths = {one.months for one in whens if one.kind == "day" and one.at == at} - {0}
        if year == day.year - 1 and lengths and 12 not in lengths and day.month >= FIRST_INTERIM:
            self.reported["year"] = day.year

    def _not_before(self) -> None:
        """Move what is named only for the year before: the year of a period is not before the day on which that year begins.

        A fiscal year is named after the year in which it begins or ends. Six months that ended on June 30, 2013 began a year in
        January 2013: the six months of 2012 are not they.
        """
        day = self.reported.get("day")
        for kind, parts in (("quarter", 4), ("half", 2)):
            at = self.reported.get(kind)
            if day is None or at is None:
                continue
            year, part = (at - 1) // parts, (at - 1) % parts + 1
            first = date.fromordinal(max(1, day - round(365.25 * part / parts) + 15))
            if 0 < first.year - year <= MOST_BEHIND:
                self.reported[kind] = at + parts * (first.year - year)

    @staticmethod
    def _of_quarter(counts: Counter[int], named: Counter[int]) -> Counter[int]:
        """Leave out quarters of years that are not the quarter of which a document speaks mostly without its year."""
        votes = named.copy()
        for at, count in counts.items():
            votes[(at - 1) % 4 + 1] += count
        main, most = votes.most_common(1)[0]
        if 2 * most <= votes.total():
            return counts
        return Counter({at: count for at, count in counts.items() if (at - 1) % 4 + 1 == main})

    @staticmethod
    def _main(kind: str, counts: Counter[int]) -> int:
        # A quarter is named with the one it is compared with, a day with days that are still to come.
        least = max(counts.values()) / (3 if kind in ("quarter", "half", "part of a year") else 1.5)
        return max(at for at, count in counts.items() if count >= least)

    def back(self, when: When | None) -> int | None:
        """Give how many months before the reported period a period or day is (negative after it), None if untold."""
        if when is None or when.kind not in self.reported or when.kind == "rolling":
            return None
        apart = self.reported[when.kind] - when.at
        if when.kind == "day":
            return round(apart / 30.44)
        if when.kind == "quarter":
            return apart * 3
        if when.kind == "half":
            return apart * 6
        if when.kind in ("year", "part of a year"):
            return apart * 12
        return apart if when.kind == "month" else None

    def same(self, one: When | None, other: When | None) -> bool | None:
        """Tell whether two periods are the same; None where that cannot be told."""
        if one is None or other is None:
            return None
        if one.months and other.months and one.months != other.months:
            return False
        if one.kind == other.kind:
            return one.at == other.at
        here, there = self.back(one), self.back(other)
        return None if here is None or there is None else abs(here - there) <= 1
