from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.minerals.deadline import (
    due_date,
    first_reporting_year_after_acquisition,
    holidays,
    is_business_day,
    next_business_day,
)

LATE = {
    2013: date(2014, 6, 2), 2014: date(2015, 6, 1), 2019: date(2020, 6, 1), 2020: date(2021, 6, 1),
    2024: date(2025, 6, 2), 2025: date(2026, 6, 1), 2026: date(2027, 6, 1), 2030: date(2031, 6, 2),
    2031: date(2032, 6, 1),
}  # fmt: skip


@pytest.mark.parametrize("year", range(2013, 2035))
def test_due_date(year: int) -> None:
    assert due_date(year) == LATE.get(year, date(year + 1, 5, 31))


def test_no_due_date_before_the_rule() -> None:
    with pytest.raises(ValueError, match="nothing was due for 2012"):
        due_date(2012)


def test_memorial_day_by_rule() -> None:
    found = [one.day for year in (2021, 2024) for one in holidays(year) if one.name == "Memorial Day"]
    assert found == [date(2021, 5, 31), date(2024, 5, 27)]


def test_holidays_of_2021_as_they_were_kept() -> None:
    # Juneteenth, Independence Day and Christmas fell on weekends, and so did New Year's Day of 2022.
    assert [one.day.isoformat()[5:] for one in holidays(2021)] == [
        "01-01", "01-18", "02-15", "05-31", "06-18", "07-05", "09-06", "10-11", "11-11", "11-25",
        "12-24", "12-31",
    ]  # fmt: skip
    assert all(one.name != "Juneteenth National Independence Day" for one in holidays(2020))


@given(st.dates(date(2013, 1, 1), date(2090, 12, 31)))
def test_next_business_day_is_the_first_open_one(day: date) -> None:
    found = next_business_day(day)
    assert is_business_day(found)
    passed = [day + timedelta(days=one) for one in range((found - day).days)]
    assert not any(is_business_day(one) for one in passed)
    assert len(passed) <= 4


@pytest.mark.parametrize(
    ("day", "year", "disputed"),
    [
        (date(2022, 4, 29), 2023, False),
        (date(2022, 4, 30), 2023, False),
        (date(2022, 5, 1), 2023, True),
        (date(2022, 5, 2), 2024, True),
        (date(2022, 5, 3), 2024, False),
        (date(2022, 12, 31), 2024, False),
    ],
)
def test_first_year_of_an_acquired_company(day: date, year: int, disputed: bool) -> None:
    found = first_reporting_year_after_acquisition(day)
    assert (found.year, found.disputed) == (year, disputed)


def test_both_readings_are_shown() -> None:
    assert first_reporting_year_after_acquisition(date(2022, 5, 1)).other == 2024
    assert first_reporting_year_after_acquisition(date(2022, 5, 2)).other == 2023
    assert first_reporting_year_after_acquisition(date(2022, 3, 1)).other == 2023
