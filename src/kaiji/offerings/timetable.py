"""The timetable: who does what on which day, and what is disclosed where."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import resources
from typing import Any

from kaiji.core.text import Text
from kaiji.offerings.offering import Offering
from kaiji.offerings.schedule import DayRange


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens.

    Args:
        key: its anchor, and its end or its span in days where it has one.
        lane: who acts: ``company``, ``manager`` or ``investor``.
        what: in words.
        disclosed: what is disclosed, and where; nothing where nothing is.
        start: its day, or the range in which it may begin.
        end: the same of its last day.
    """

    key: str
    lane: str
    what: Text
    disclosed: Text | None
    start: DayRange
    end: DayRange

    @property
    def is_period(self) -> bool:
        """Tell whether it lasts longer than a day."""
        return self.start != self.end

    @property
    def is_known(self) -> bool:
        """Tell whether its days are decided."""
        return self.start.is_known and self.end.is_known

    def as_data(self) -> dict[str, object]:
        """Give it as plain data."""
        return {
            "key": self.key,
            "who": self.lane,
            "what": self.what.as_data(),
            "disclosed": self.disclosed.as_data() if self.disclosed else {},
            "from": {"first": self.start.first.isoformat(), "last": self.start.last.isoformat()},
            "to": {"first": self.end.first.isoformat(), "last": self.end.last.isoformat()},
        }


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("kaiji.offerings").joinpath("data/timetable.toml").read_text("utf-8"))


def lanes() -> Mapping[str, Text]:
    """Give the names of the lanes, the disclosure last."""
    return {key: Text(*words) for key, words in _data()["lane"].items()}


def timetable_of(offering: Offering) -> tuple[Event, ...]:
    """Give what happens, in order of time; an allotment that nobody takes has no payment."""
    return tuple(sorted(_events(offering), key=lambda one: (one.start.first, one.end.last, one.key)))


def _events(offering: Offering) -> Iterator[Event]:
    for raw in _data()["event"]:
        start = _day(offering, raw["anchor"])
        end = _day(offering, raw["until"]) if "until" in raw else start
        if start is None or end is None or not _exists(offering, raw):
            continue
        if plus := raw.get("plus"):
            span = timedelta(days=plus)
            start = end = DayRange(start.first + span, start.last + span)
        disclosed = Text(raw["disclosed_en"], raw["disclosed_ja"]) if "disclosed_en" in raw else None
        if disclosed and offering.terms.has("form_6k"):
            disclosed = Text(f"{disclosed.en}; Form 6-K", f"{disclosed.ja}、Form 6-K")
        key = "-".join(str(part) for part in (raw["anchor"], raw.get("until", ""), raw.get("plus", "")) if part)
        yield Event(key, raw["lane"], Text(raw["en"], raw["ja"]), disclosed, start, end)


def _day(offering: Offering, anchor: str) -> DayRange | None:
    found = offering.decided.get(anchor)
    if found is None and anchor == "pricing":
        first, last = offering.decided.get("pricing_from"), offering.decided.get("pricing_to")
        return DayRange(first.first, last.last) if first and last else None
    return found


def _exists(offering: Offering, raw: Mapping[str, Any]) -> bool:
    terms = offering.terms
    if (
        raw["anchor"] in ("third_subscription", "third_payment")
        and offering.stage == "allotment"
        and not offering.subscribed()
    ):
        return False
    match raw.get("needs", ""):
        case "new":
            held = terms.number("public.treasury") or 0
            return held < (offering.public_number(offering.stage) or 0) and terms.text("issuer.security") == "shares"
        case "":
            return True
        case section:
            return terms.has(section)
