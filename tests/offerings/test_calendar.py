"""Business days and the offsets counted in them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.offerings.calendar import Calendar, calendar_of
from kaiji.offerings.schedule import Offset, offset_of, schedule_of

JAPAN = calendar_of("JP") or Calendar()


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2013, 8, 2), True),  # Friday
        (date(2013, 8, 5), True),  # Monday
        (date(2013, 7, 15), False),  # Marine Day
        (date(2026, 5, 6), False),  # a substitute holiday on a Wednesday
        (date(2026, 9, 22), False),  # between two holidays
        (date(2026, 12, 30), True),
        (date(2026, 12, 31), False),
        (date(2027, 1, 1), False),
        (date(2025, 1, 3), False),
        (date(2026, 8, 15), False),  # Saturday
    ],
)
def test_business_days_of_japan(day: date, open_: bool) -> None:
    assert JAPAN.is_business_day(day) is open_


def test_why_a_day_is_closed_in_both_languages() -> None:
    why = JAPAN.why_closed(date(2026, 8, 11))
    assert why is not None
    assert (why.en, why.ja) == ("a holiday (Mountain Day)", "祝休日（山の日）")


def test_own_days_of_rest_and_work() -> None:
    own = Calendar(closed={date(2026, 6, 1): "Founding day"}, opened=frozenset({date(2026, 6, 6)}))
    assert own.why_closed(date(2026, 6, 1)) is not None
    assert own.is_business_day(date(2026, 6, 6))
    assert calendar_of("XX") is None
    always = Calendar(closed={date.fromordinal(date(2026, 1, 1).toordinal() + n): "" for n in range(900)})
    with pytest.raises(ValueError, match="no business day"):
        always.shift(date(2026, 1, 1), 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("pricing + 5 business days", date(2026, 5, 8)),  # April 28, 30, May 1, 7, 8: the days between are holidays
        ("pricing - 1 business day", date(2026, 4, 24)),
        ("pricing + 8 days", date(2026, 5, 5)),
        ("pricing + 8 days, back to a business day", date(2026, 5, 1)),
        ("pricing + 8 days, forward", date(2026, 5, 7)),
    ],
)
def test_offsets(text: str, day: date) -> None:
    offset = offset_of(text)
    assert offset is not None
    assert offset.from_day(date(2026, 4, 27), JAPAN) == day


@pytest.mark.parametrize(
    "text", ["pricing", "pricing + business days", "price + 1 day", "pricing + 999 days", "+ 1 day", ""]
)
def test_no_offsets(text: str) -> None:
    assert offset_of(text) is None


@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)), st.integers(0, 40))
def test_shifting_counts_business_days(day: date, count: int) -> None:
    there = JAPAN.shift(day, count)
    assert JAPAN.between(day, there) == count
    if count:
        assert JAPAN.is_business_day(there)
    start = JAPAN.moved(day, back=False)
    assert JAPAN.shift(JAPAN.shift(start, count), -count) == start


def test_before_pricing_days_have_a_range() -> None:
    terms: dict[str, date | Offset] = {
        "resolution": date(2026, 5, 11),
        "pricing_from": date(2026, 5, 19),
        "pricing_to": date(2026, 5, 22),
        "payment": Offset("pricing", 5, True),
    }
    planned = schedule_of(terms, JAPAN, priced=False)
    assert (planned["payment"].first, planned["payment"].last) == (date(2026, 5, 26), date(2026, 5, 29))
    assert (planned["delivery"].first, planned["delivery"].last) == (date(2026, 5, 27), date(2026, 6, 1))
    decided = schedule_of({**terms, "pricing": date(2026, 5, 20)}, JAPAN, priced=True)
    assert decided.known("payment") == date(2026, 5, 27)
