"""The timetable as data, picture and calendar."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import icalendar

from kaiji.offerings.check import TERMS, check_offering
from kaiji.offerings.timetable import Event, timetable_of
from kaiji.offerings.timetable_write import timetable_ics, timetable_svg
from made_offering import terms_with, toml_of

DECISIONS = ("pricing", "allotment")


def events(remove: tuple[str, ...] = (), **changes: object) -> tuple[Event, ...]:
    offering = check_offering(
        {TERMS: toml_of(terms_with({key.replace("__", "."): one for key, one in changes.items()}, remove))}
    ).offering
    assert offering is not None
    return timetable_of(offering)


def test_the_decided_days_in_order() -> None:
    found = events()
    assert [(one.key, one.start.first, one.end.last) for one in found] == [
        ("resolution", date(2026, 5, 11), date(2026, 5, 11)),
        ("pricing", date(2026, 5, 20), date(2026, 5, 20)),
        ("subscription_from-subscription_to", date(2026, 5, 21), date(2026, 5, 22)),
        ("cover_from-cover_to", date(2026, 5, 23), date(2026, 6, 11)),
        ("payment", date(2026, 5, 27), date(2026, 5, 27)),
        ("delivery", date(2026, 5, 28), date(2026, 5, 28)),
        ("payment-14", date(2026, 6, 10), date(2026, 6, 10)),
        ("announcement", date(2026, 6, 15), date(2026, 6, 15)),
        ("third_subscription", date(2026, 6, 16), date(2026, 6, 16)),
        ("third_payment", date(2026, 6, 17), date(2026, 6, 17)),
    ]
    assert all(one.is_known for one in found)


def test_before_pricing_days_are_spans() -> None:
    found = {one.key: one for one in events(DECISIONS)}
    assert (found["pricing"].start.first, found["pricing"].start.last) == (date(2026, 5, 19), date(2026, 5, 22))
    assert not found["payment"].is_known
    assert "announcement" not in found


def test_nobody_pays_for_an_allotment_that_is_not_taken() -> None:
    keys = {one.key for one in events(allotment__subscribed=0)}
    assert "announcement" in keys
    assert "third_payment" not in keys


def test_the_picture_is_well_formed_and_says_everything() -> None:
    found = events(DECISIONS)
    for language in ("en", "ja"):
        picture = ET.fromstring(timetable_svg(found, "A & B – <Plan>", "ja" if language == "ja" else "en"))  # noqa: S314
        words = "".join(picture.itertext()).replace(" ", "")
        for one in found:
            assert one.what.say("ja" if language == "ja" else "en").replace(" ", "") in words
        assert not [one for one in picture.iter() if "href" in str(one.attrib)]


def test_the_calendar_can_be_read_and_is_the_same_each_time() -> None:
    found = events()
    terms = toml_of(terms_with())
    data = timetable_ics(found, "Plan", terms, "ja")
    assert data == timetable_ics(found, "Plan", terms, "ja")
    read = icalendar.Calendar.from_ical(data)
    entries = read.walk("VEVENT")
    assert len(entries) == len(found)
    assert len({str(one["uid"]) for one in entries}) == len(found)
    cover = next(one for one in entries if "cover" in str(one["uid"]))
    assert (cover.decoded("dtstart"), cover.decoded("dtend")) == (date(2026, 5, 23), date(2026, 6, 12))
