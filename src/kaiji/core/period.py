"""Spans of days, and the reporting year of Rule 13p-1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from ``start`` to ``end``, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @classmethod
    def calendar_year(cls, year: int) -> Period:
        """Give 1 January to 31 December: Form SD knows no other year (Rule 13p-1(a))."""
        return cls(date(year, 1, 1), date(year, 12, 31))


def long_date(day: date) -> str:
    """Print a date as United States filings do: ``May 31, 2024``."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def add_months(day: date, months: int) -> date:
    """Give the same day some months on, or that month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = date.fromordinal(following.toordinal() - 1).day
    return date(year, month + 1, min(day.day, last))
