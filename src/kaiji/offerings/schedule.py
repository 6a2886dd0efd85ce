"""The days of an offering: dates, and offsets from other days, resolved on a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kaiji.offerings.calendar import Calendar

# The short names by which terms refer to a day, and the settings in which those days stand, in order of time.
ANCHORS: Mapping[str, str] = {
    "resolution": "resolution.date",
    "pricing_from": "resolution.pricing_from",
    "pricing_to": "resolution.pricing_to",
    "pricing": "pricing.date",
    "subscription_from": "public.subscription_from",
    "subscription_to": "public.subscription_to",
    "payment": "public.payment",
    "delivery": "public.delivery",
    "cover_from": "over_allotment.cover_from",
    "cover_to": "over_allotment.cover_to",
    "announcement": "allotment.date",
    "third_subscription": "third_party.subscription",
    "third_payment": "third_party.payment",
}
MOST_DAYS = 400
OFFSET = re.compile(
    r"(?P<anchor>[a-z_]{2,40}?)\s*(?P<sign>[+-])\s*(?P<count>\d{1,3})\s+(?P<unit>business days?|days?)"
    r"(?:,?\s*(?P<move>back|forward)(?:\s+to\s+a\s+business\s+day)?)?"
)


@dataclass(frozen=True, slots=True)
class Offset:
    """A day told from another one.

    Args:
        anchor: which other day, a key of ``ANCHORS``.
        count: days after it; negative before it.
        business: whether only business days count.
        move: ``back`` or ``forward`` to a business day if it falls on none; nothing where it stays.
    """

    anchor: str
    count: int
    business: bool
    move: str = ""

    def from_day(self, day: date, calendar: Calendar) -> date:
        """Give the day that stands this far from ``day``."""
        if self.business:
            return calendar.shift(day, self.count)
        found = day + timedelta(days=self.count)
        return calendar.moved(found, back=self.move == "back") if self.move else found


DayTerm = date | Offset

DEFAULTS: Mapping[str, Offset] = {
    "pricing_to": Offset("pricing_from", 0, False),
    "delivery": Offset("payment", 1, True),
    "cover_from": Offset("subscription_to", 1, False),
}


def offset_of(text: str) -> Offset | None:
    """Read an offset (``pricing + 5 business days``); None where the text is none."""
    found = OFFSET.fullmatch(" ".join(text[:200].split()).lower())
    if found is None or found["anchor"] not in ANCHORS:
        return None
    count = int(found["count"])
    if count > MOST_DAYS:
        return None
    business = found["unit"].startswith("business")
    return Offset(found["anchor"], -count if found["sign"] == "-" else count, business, found["move"] or "")


@dataclass(frozen=True, slots=True)
class DayRange:
    """A day that is known, or the first and the last day that it can be."""

    first: date
    last: date

    @property
    def is_known(self) -> bool:
        """Tell whether it is one day."""
        return self.first == self.last


@dataclass(frozen=True)
class Schedule:
    """The days of an offering as far as they are decided.

    Args:
        days: by anchor; a day that nothing tells is not there.
        circular: anchors whose offsets lead back to themselves or to a day that nothing tells.
    """

    days: Mapping[str, DayRange]
    circular: tuple[str, ...] = ()

    def __getitem__(self, anchor: str) -> DayRange:
        return self.days[anchor]

    def get(self, anchor: str) -> DayRange | None:
        """Give a day by anchor, or None."""
        return self.days.get(anchor)

    def known(self, anchor: str) -> date | None:
        """Give a day by anchor if it is one day, else None."""
        found = self.days.get(anchor)
        return found.first if found and found.is_known else None


def schedule_of(terms: Mapping[str, DayTerm], calendar: Calendar, *, priced: bool) -> Schedule:
    """Resolve the days.

    Args:
        terms: what the terms say, by anchor.
        calendar: whose business days count.
        priced: whether the pricing day is decided; before, it lies anywhere from ``pricing_from`` to ``pricing_to``,
            and every day that hangs on it has a first and a last day that it can be.
    """
    given = {**{key: one for key, one in DEFAULTS.items() if one.anchor in terms}, **terms}
    if priced:
        days, lost = _resolve(given, calendar)
        return Schedule({key: DayRange(day, day) for key, day in days.items()}, lost)
    given.pop("pricing", None)
    given.pop("announcement", None)
    window, _ = _resolve(
        {key: given[key] for key in ("resolution", "pricing_from", "pricing_to") if key in given}, calendar
    )
    first, last = window.get("pricing_from"), window.get("pricing_to")
    if first is None or last is None:
        days, lost = _resolve(given, calendar)
        return Schedule({key: DayRange(day, day) for key, day in days.items()}, lost)
    early, lost = _resolve({**given, "pricing": first}, calendar)
    late, _ = _resolve({**given, "pricing": max(first, last)}, calendar)
    return Schedule({key: DayRange(day, late[key]) for key, day in early.items() if key != "pricing"}, lost)


def _resolve(terms: Mapping[str, DayTerm], calendar: Calendar) -> tuple[dict[str, date], tuple[str, ...]]:
    days = {key: one for key, one in terms.items() if isinstance(one, date)}
    left = {key: one for key, one in terms.items() if isinstance(one, Offset)}
    while ready := list(_ready(left, days)):
        for key, offset in ready:
            days[key] = offset.from_day(days[offset.anchor], calendar)
            del left[key]
    return days, tuple(left)


def _ready(left: Mapping[str, Offset], days: Mapping[str, date]) -> Iterator[tuple[str, Offset]]:
    return ((key, one) for key, one in left.items() if one.anchor in days)
