"""Single values: dates with one reading, numbers without a guess."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.period import long_date
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.evidence.field import FieldValue, day_readings, read_value
from kaiji.minerals.evidence.schema import Field

HERE = Source("a.csv")
DAY = date(2024, 5, 31)


def read(kind: str, text: str, choices: str = "") -> FieldValue | None:
    return read_value(Field("x", kind, required=False, label=Text("x"), choices=choices), text, HERE).value


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-31", "2024/5/31", "2024.5.31", "20240531", "2024年5月31日", "令和6年5月31日", "31 May 2024",
        "31st May 2024", "31-May-2024", "May 31, 2024", "May 31st, 2024", "２０２４／５／３１", "31/05/2024",
        "05/31/2024", "2024-05-31 00:00:00", "2024/5/31 0:00", "2024-05-31T00:00:00",
    ],
)  # fmt: skip
def test_one_reading(text: str) -> None:
    assert day_readings(text) == (DAY,)


@pytest.mark.parametrize(
    "text",
    ["", "2024", "31/5/24", "24-05-31", "45443", "2024-02-30", "2023-02-29", "2024-13-01", "Mai 31, 2024", "soon",
     "2024-05/31", "2024-05-31 09:30", "0000-01-01", "令和元年", "9" * 100_000],
)  # fmt: skip
def test_no_reading(text: str) -> None:
    assert day_readings(text) == ()


def test_two_readings_and_twice_the_same() -> None:
    assert day_readings("05/06/2024") == (date(2024, 6, 5), date(2024, 5, 6))
    assert day_readings("06/06/2024") == (date(2024, 6, 6),)


def test_first_years_of_the_eras() -> None:
    assert day_readings("令和元年5月1日") == (date(2019, 5, 1),)
    assert day_readings("平成31年4月30日") == (date(2019, 4, 30),)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_dates_as_filings_print_them_are_read(day: date) -> None:
    for text in (day.isoformat(), long_date(day), f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}"):
        assert day_readings(text) == (day,)
    assert day in day_readings(f"{day.day}/{day.month}/{day.year}")
    assert day + timedelta(1) not in day_readings(f"{day.day} {long_date(day).split()[0]} {day.year}")


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,234,567", "1234567"), ("-12.50", "-12.50"), ("１２３", "123"), ("0", "0")],
)
def test_amounts(text: str, value: str) -> None:
    assert read("amount", text) == Decimal(value)


@pytest.mark.parametrize("text", ["1.234,56", "12,34", "1 234", "1e5", "NaN", "¥100", "1_000", "9" * 100])
def test_what_is_no_amount(text: str) -> None:
    assert read("amount", text) is None


def test_lists_choices_and_patterns() -> None:
    assert read("keys", " S-1; S-2；S-1 ;") == ("S-1", "S-2")
    assert read("choice", "タンタル", "metal") == "Tantalum"
    assert read("flag", "はい") is True
    assert (read("count", "３"), read("count", "-1")) == (3, None)
    assert (read("currency", "JPY"), read("currency", "jpy")) == ("JPY", None)
    assert (read("email", "a@b.example"), read("email", "A <a@b.example>"), read("email", "a@b")) == (
        "a@b.example", None, None,
    )  # fmt: skip
    assert (read("url", "https://a.example/x?y=1"), read("url", "https://u:p@a.example")) == (
        "https://a.example/x?y=1", None,
    )  # fmt: skip
    assert read("text", "#N/A") is None
