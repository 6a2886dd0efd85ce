"""Spans of days, months on, and dates as American filings print them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.period import Period, add_months, long_date

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))


def test_a_period_holds_both_its_ends() -> None:
    year = Period.calendar_year(2024)
    assert (year.start, year.end) == (date(2024, 1, 1), date(2024, 12, 31))
    assert date(2024, 1, 1) in year
    assert date(2024, 12, 31) in year
    assert date(2023, 12, 31) not in year
    assert date(2025, 1, 1) not in year
    assert (year.end - year.start).days + 1 == 366


def test_a_period_of_one_day_and_one_that_ends_before_it_starts() -> None:
    day = date(2025, 5, 31)
    assert day in Period(day, day)
    with pytest.raises(ValueError, match="cannot end"):
        Period(day, day - timedelta(days=1))


def test_periods_come_in_the_order_of_their_starts() -> None:
    assert sorted([Period.calendar_year(2025), Period.calendar_year(2013)])[0].start == date(2013, 1, 1)


@pytest.mark.parametrize(
    ("day", "printed"),
    [(date(2024, 5, 31), "May 31, 2024"), (date(2026, 6, 1), "June 1, 2026"), (date(2013, 12, 9), "December 9, 2013")],
)
def test_long_dates(day: date, printed: str) -> None:
    assert long_date(day) == printed


@given(days)
def test_long_dates_against_the_calendar_module(day: date) -> None:
    assert long_date(day) == f"{calendar.month_name[day.month]} {day.day}, {day.year}"


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 12, 31), 2, date(2025, 2, 28)),
        (date(2024, 11, 30), 1, date(2024, 12, 30)),
        (date(2024, 11, 30), 2, date(2025, 1, 30)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
        (date(2024, 6, 1), 0, date(2024, 6, 1)),
        (date(2024, 6, 1), 18, date(2025, 12, 1)),
    ],
)
def test_months_on_by_hand(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


@given(days, st.integers(-600, 600))
def test_months_on_against_the_calendar_module(day: date, months: int) -> None:
    then = add_months(day, months)
    assert then.year * 12 + then.month == day.year * 12 + day.month + months
    assert then.day == min(day.day, calendar.monthrange(then.year, then.month)[1])
