"""Business days: weekends, national holidays, the exchange's days of rest, and what a data file adds."""

from __future__ import annotations

import tomllib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from kaiji.core.text import Text

ONE_DAY = timedelta(days=1)
SATURDAY = 5
FARTHEST = 400  # days: no calendar is closed so long

CLOSED = Text("closed", "休業日")
WEEKEND = Text("a weekend", "土日")
HOLIDAY = Text("a holiday ({})", "祝休日（{}）")


@dataclass(frozen=True)
class Calendar:
    """One place's business days.

    Args:
        country: ISO code of the country whose holidays count; nothing for weekends only.
        closed: further days of rest, with why.
        opened: days that are business days all the same (a working Saturday).
        rest: days of rest in each year, as month and day, with their name.
    """

    country: str = ""
    closed: Mapping[date, str] | None = None
    opened: frozenset[date] = frozenset()
    rest: Mapping[tuple[int, int], Text] | None = None

    def why_closed(self, day: date) -> Text | None:
        """Say why a day is no business day; None where it is one."""
        if day in self.opened:
            return None
        if self.closed and day in self.closed:
            name = self.closed[day]
            return Text(HOLIDAY.en.format(name), HOLIDAY.ja.format(name)) if name else CLOSED
        if day.weekday() >= SATURDAY:
            return WEEKEND
        if self.rest and (found := self.rest.get((day.month, day.day))):
            return found
        if self.country and (names := _holidays(self.country, day.year).get(day)):
            return Text(HOLIDAY.en.format(names.en), HOLIDAY.ja.format(names.ja or names.en))
        return None

    def is_business_day(self, day: date) -> bool:
        """Tell whether business is done on a day."""
        return self.why_closed(day) is None

    def shift(self, day: date, count: int) -> date:
        """Give the business day ``count`` business days after (or, negative, before) a day; 0 gives the day itself.

        A calendar without any business day in more than a year raises ValueError.
        """
        step = ONE_DAY if count > 0 else -ONE_DAY
        for _ in range(abs(count)):
            day = self._next(day + step, step)
        return day

    def moved(self, day: date, *, back: bool) -> date:
        """Give the day itself if it is a business day, else the one next before (``back``) or after it."""
        return self._next(day, -ONE_DAY if back else ONE_DAY)

    def between(self, start: date, end: date) -> int:
        """Count the business days after ``start`` up to and with ``end``; 0 where the end is not later."""
        days = range(start.toordinal() + 1, end.toordinal() + 1)
        return sum(self.is_business_day(date.fromordinal(one)) for one in days)

    def _next(self, day: date, step: timedelta) -> date:
        for _ in range(FARTHEST):
            if self.is_business_day(day):
                return day
            day += step
        raise ValueError("this calendar has no business day in more than a year")


@cache
def calendar_of(country: str) -> Calendar | None:
    """Give the calendar of a country by its ISO code; None for a code that nobody knows; weekends only without code.

    National holidays come from the library ``holidays``; the days on which its exchange rests besides, from
    ``calendar.toml``.
    """
    if country and country not in _countries():
        return None
    data = tomllib.loads(resources.files("kaiji.offerings").joinpath("data/calendar.toml").read_text("utf-8"))
    rest = {(one["month"], one["day"]): Text(one["en"], one["ja"]) for one in data["rest"] if one["country"] == country}
    return Calendar(country, rest=rest)


@cache
def _countries() -> frozenset[str]:
    import holidays  # noqa: PLC0415

    return frozenset(holidays.list_supported_countries())


@cache
def _holidays(country: str, year: int) -> Mapping[date, Text]:
    import holidays  # noqa: PLC0415

    known = holidays.list_localized_countries().get(country, [])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of some countries not every year is known
        spoken = {language: holidays.country_holidays(country, years=year, language=language) for language in known}
        plain = next(iter(spoken.values()), None) or holidays.country_holidays(country, years=year)
    english, japanese = spoken.get("en_US", plain), spoken.get("ja", spoken.get("en_US", plain))
    return {day: Text(str(english.get(day, name)), str(japanese.get(day, name))) for day, name in plain.items()}
