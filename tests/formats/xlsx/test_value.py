"""Numbers, days and addresses: exact, and never one that was not there."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.formats.xlsx.style import is_day_format, shows_day
from kaiji.formats.xlsx.value import (
    CellValue,
    Number,
    address_of,
    decimal_of,
    position,
    read_day,
    read_iso_day,
    read_number,
    unescaped,
)


@pytest.mark.parametrize(
    ("stored", "value", "long"),
    [
        ("242332", "242332", False),
        ("1E+3", "1000", False),
        ("0.1", "0.1", False),
        ("0.10000000000000001", "0.1", False),
        ("0.30000000000000004", "0.30000000000000004", False),
        ("123456789012345", "123456789012345", False),
        ("1234567890123456", "1234567890123456", True),
        ("1.23456789012345E+16", "12345678901234500", True),
        ("12345678901234567890", "12345678901234567890", True),
        ("0.1234567890123456789", "0.1234567890123456789", True),
        ("-0", "0", False),
        (" 5 ", "5", False),
    ],
)
def test_number(stored: str, value: str, long: bool) -> None:
    number = read_number(stored)
    assert number == Number(Decimal(value), long)
    assert "E" not in f"{number.value}"


@pytest.mark.parametrize("stored", ["", "abc", "NaN", "1e400000000", "Infinity", "1" * 401, "0x10", "1,5"])
def test_no_number(stored: str) -> None:
    assert read_number(stored) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_shortest_decimal_is_the_same_double(stored: float) -> None:
    value = decimal_of(stored)
    assert value is not None
    assert float(value) == stored
    by_text = read_number(repr(stored))
    assert by_text is None or by_text.value == value


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_address_and_back(row: int, column: int) -> None:
    assert position(address_of(row, column)) == (row, column)


@pytest.mark.parametrize("address", ["", "A", "1", "A0", "XFE1", "A1048577", "A1:B2", "あ1"])
def test_no_address(address: str) -> None:
    with pytest.raises(ValueError, match=r"address|outside"):
        position(address)


@pytest.mark.parametrize(
    ("serial", "date1904", "value"),
    [
        ("41790", False, date(2014, 5, 31)),
        ("40328", True, date(2014, 5, 31)),
        ("41790.5", False, datetime(2014, 5, 31, 12, 0)),  # noqa: DTZ001 - cells know no zone
        ("41790.999999999", False, date(2014, 6, 1)),
        ("1", False, date(1900, 1, 1)),
        ("59", False, date(1900, 2, 28)),
        ("60", False, Decimal(60)),
        ("61", False, date(1900, 3, 1)),
        ("0.75", False, time(18, 0)),
        ("-1", False, Decimal(-1)),
        ("2958465", False, date(9999, 12, 31)),
        ("2958466", False, Decimal(2958466)),
        ("2957003", True, date(9999, 12, 31)),
        ("1E+300", False, Decimal("1E+300")),
    ],
)
def test_day(serial: str, date1904: bool, value: CellValue) -> None:
    assert read_day(Decimal(serial), date1904=date1904) == value


@given(st.dates(date(1904, 1, 2), date(9999, 12, 31)))
def test_both_systems_name_the_same_day(day: date) -> None:
    since_1904 = Decimal((day - date(1904, 1, 1)) // timedelta(days=1))
    assert read_day(since_1904, date1904=True) == day
    assert read_day(since_1904 + 1462, date1904=False) == day


@given(st.decimals(-10, 3_000_000, places=9))
def test_any_serial_is_read(serial: Decimal) -> None:
    assert read_day(serial, date1904=False) is not None


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        ("2024-05-31", date(2024, 5, 31)),
        ("2024-05-31T00:00:00Z", date(2024, 5, 31)),
        ("2024-05-31T10:30", datetime(2024, 5, 31, 10, 30)),  # noqa: DTZ001
        ("2024-02-30", None),
        ("31.5.2024", None),
    ],
)
def test_written_day(stored: str, value: CellValue) -> None:
    assert read_iso_day(stored) == value


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("General", False),
        ("G/標準", False),
        ("0%", False),
        ("0.00E+00", False),
        ("#,##0;[Red]-#,##0", False),
        ("[h]:mm:ss", False),
        ('0.0" days"', False),
        ("0_d", False),
        ("\\d0", False),
        ("@", False),
        ("d-mmm-yyyy", True),
        ("[$-409]d\\-mmm\\-yyyy;@", True),
        ('[$-411]ggge"年"m"月"d"日"', True),
        ('yyyy"年"m"月"d"日"', True),
        ("h:mm AM/PM", True),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", True),
        ("[Red]mm/dd/yy", True),
    ],
)
def test_format_shows_day(code: str, day: bool) -> None:
    assert shows_day(code) is day


def test_east_asian_formats_without_a_code_show_days() -> None:
    assert [number for number in range(60) if is_day_format(number, {})] == [
        *range(14, 23), *range(27, 37), 45, 47, *range(50, 59),
    ]  # fmt: skip
    assert not is_day_format(31, {31: "0.00"})


def test_escapes_and_line_ends() -> None:
    assert unescaped("a_x000D_\nb_x0041_") == "a\nbA"
    assert unescaped("_x005F_x000D_") == "_x000D_"
    assert unescaped("a\r\nb\rc") == "a\nb\nc"
    assert unescaped("_xD83D_") == "_xD83D_"
