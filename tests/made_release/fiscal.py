"""Fiscal calendars of made houses: years that end in any month, or on the Saturday nearest to it, and how periods are named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = ("first", "second", "third", "fourth")
LENGTHS = {1: "three", 2: "six", 3: "nine", 4: "twelve"}
WEEKS = {1: "13", 2: "26", 3: "39", 4: "52"}


@dataclass(frozen=True, slots=True)
class Span:
    """The quarters ``first`` to ``last`` of a fiscal year, that is named by ``year``."""

    year: int
    first: int
    last: int

    @property
    def key(self) -> str:
        """A name for facts."""
        return f"{self.year}:{self.first}-{self.last}"

    @property
    def end(self) -> str:
        """A name for facts of its last day."""
        return f"{self.year}:{self.last}!"

    @property
    def start(self) -> str:
        """A name for facts of the day before its first."""
        return f"{self.year}:{self.first - 1}!" if self.first > 1 else f"{self.year - 1}:4!"

    @property
    def prior(self) -> Span:
        """The same quarters a year before."""
        return Span(self.year - 1, self.first, self.last)

    @property
    def length(self) -> int:
        """How many quarters."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a house counts and names its time.

    Args:
        month: in which its fiscal year ends.
        weeks: whether it ends on the Saturday nearest to the end of that month.
        begins: whether a fiscal year is named after the year in which it begins.
        short: names of a quarter, a half, nine months and a year in table heads: {q} {y} {yy}.
        prose: the same in sentences, with {n} for first to fourth.
        long: how the heads of statements name a span: {m} months, {w} weeks, {d} the last day.
        day: how a day is written: "us" or "uk".
    """

    month: int = 12
    weeks: bool = False
    begins: bool = False
    short: tuple[str, str, str, str] = ("Q{q} {y}", "H1 {y}", "9M {y}", "FY {y}")
    prose: tuple[str, str, str, str] = (
        "the {n} quarter of {y}",
        "the first half of {y}",
        "the first nine months of {y}",
        "fiscal {y}",
    )
    long: str = "{M} Months Ended {d}"
    style: str = "us"

    def last_day(self, year: int, quarter: int) -> date:
        """Give the last day of a quarter of the year named so."""
        ends = year + (1 if self.begins and self.month != 12 else 0)
        months = ends * 12 + self.month - (4 - quarter) * 3
        after = date(months // 12 + (months % 12) // 12, months % 12 + 1, 1)
        day = after - timedelta(days=1)
        if not self.weeks:
            return day
        # The Saturday nearest to the end of the month.
        offset = (day.weekday() - 5) % 7
        return day - timedelta(days=offset) if offset <= 3 else day + timedelta(days=7 - offset)

    def first_day(self, span: Span) -> date:
        """Give the first day of a span."""
        year, quarter = (span.year, span.first - 1) if span.first > 1 else (span.year - 1, 4)
        return self.last_day(year, quarter) + timedelta(days=1)

    def day(self, day: date) -> str:
        """Write a day out."""
        month = MONTHS[day.month - 1]
        return f"{day.day} {month} {day.year}" if self.style == "uk" else f"{month} {day.day}, {day.year}"

    def ends(self, span: Span) -> str:
        """Write the last day of a span out."""
        return self.day(self.last_day(span.year, span.last))

    def _fill(self, forms: tuple[str, str, str, str], span: Span) -> str:
        form = forms[span.length - 1]
        return form.format(q=span.last, y=span.year, yy=f"{span.year % 100:02}", n=ORDINALS[span.last - 1])

    def in_head(self, span: Span) -> str:
        """Name a span in the head of a table."""
        return self._fill(self.short, span)

    def in_prose(self, span: Span) -> str:
        """Name a span in a sentence."""
        return self._fill(self.prose, span)

    def in_statement(self, span: Span, day: str = "") -> str:
        """Name a span in the head of a statement; the day may be given."""
        weeks = (self.last_day(span.year, span.last) - self.first_day(span)).days // 7 + 1
        word = LENGTHS[span.length]
        return self.long.format(m=word, M=word.title(), w=weeks, d=day or self.ends(span))


def working_day(day: date) -> date:
    """Give the day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
