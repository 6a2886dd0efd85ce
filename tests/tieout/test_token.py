"""Every digit of a text is in some token, and each token is what a reader would take it for."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.tieout.token import tokens_of, value_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 of 1,234 suppliers", [("number", "12", "12"), ("number", "1,234", "1234")]),
        ("a loss of (1,234)", [("number", "(1,234)", "-1234")]),
        ("down (40.5)% and (59.1%)", [("percent", "(40.5)%", "-40.5"), ("percent", "(59.1%)", "-59.1")]),
        ("97.3% or 97.3 percent", [("percent", "97.3%", "97.3"), ("percent", "97.3 percent", "97.3")]),
        ("-5 and \u22127", [("number", "-5", "-5"), ("number", "\u22127", "-7")]),
        ("it grew (see 12) by 5.", [("number", "12", "12"), ("number", "5", "5")]),
        ("in 2023 (2022)", [("year", "2023", None), ("year", "2022", None)]),
        ("Item 1.01, Items 1.01 and 1.02", [("label", "Item 1.01", None), ("label", "Items 1.01 and 1.02", None)]),
        ("(17 CFR 240.13p-1)", [("label", "17 CFR 240.13p-1", None)]),
        ("Rule 13p-1, Section 13(p), Section 1 \u2013 One", [
            ("label", "Rule 13p-1", None), ("label", "Section 13(p)", None), ("label", "Section 1", None)]),
        ("CID000019 and 3TG", [("label", "CID000019", None), ("label", "3TG", None)]),
        ("+81-78-555-0123", [("label", "+81-78-555-0123", None)]),
        ("Kobe 650-0099, 4-1-9 Minato", [("label", "650-0099", None), ("label", "4-1-9", None)]),
        ("Washington, D.C. 20549", [("label", "D.C. 20549", None)]),
        ("1. First", [("label", "1.", None)]),
        ("x\u00b2 and \u00bd", [("label", "\u00b2", None), ("label", "\u00bd", None)]),
        ("1,2,3", [("number", "1", "1"), ("number", "2", "2"), ("number", "3", "3")]),
        ("see https://example.com/2024/a1.html", [("label", "https://example.com/2024/a1.html", None)]),
    ],
)  # fmt: skip
def test_what_a_text_holds(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = [(one.kind, one.text, None if one.value is None else str(one.value)) for one in tokens_of(text)]
    assert found == expected


def test_money_has_its_currency_and_its_scale() -> None:
    one, other = tokens_of("JPY16,328 million ($153.8 million)")
    assert (one.value, one.unit, one.scale) == (Decimal(16328), "JPY", 6)
    assert (other.value, other.unit, other.scale) == (Decimal("153.8"), "USD", 6)


@pytest.mark.parametrize(
    "text", ["May 31, 2024", "31 May 2024", "2024-05-31", "2024/5/31", "5/31/2024", "2024年5月31日", "May 31 2024"]
)
def test_a_date_in_every_form(text: str) -> None:
    (one,) = tokens_of(f"on {text}.")
    assert (one.kind, one.text, one.day) == ("date", text, date(2024, 5, 31))


def test_half_a_date_and_an_impossible_one_are_dates_without_a_day() -> None:
    assert [(one.kind, one.text, one.day) for one in tokens_of("January 1 to August 2014, 2024-02-31")] == [
        ("date", "January 1", None),
        ("date", "August 2014", None),
        ("date", "2024-02-31", None),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", 1234), ("(5)", -5), ("(5", -5), ("$5", 5), ("five", 5), ("Twelve", 12), ("2017", 2017),
        ("12.5%", "12.5"), ("12 pieces", None), ("", None), ("n/a", None), ("1 2", None), ("9" * 61, None),
    ],
)  # fmt: skip
def test_a_text_that_is_a_number(text: str, value: int | str | None) -> None:
    assert value_of(text) == (None if value is None else Decimal(value))


@given(st.text("0123456789.,-()%$ aItem/:\u00b2\uff11\u00a5\u5e74", max_size=40))
def test_no_digit_is_left_out_and_none_is_taken_twice(text: str) -> None:
    tokens = tokens_of(text)
    covered = [at for one in tokens for at in range(one.start, one.end)]
    assert len(covered) == len(set(covered))
    assert {at for at, one in enumerate(text) if one.isdigit()} <= set(covered)
    assert all(text[one.start : one.end] == one.text for one in tokens)


@given(st.integers(-(10**12), 10**12))
def test_a_grouped_number_is_read_as_it_was_printed(value: int) -> None:
    printed = f"({abs(value):,})" if value < 0 else f"{value:,}"
    assert value_of(printed) == value


@pytest.mark.parametrize(
    "text", ["a.b" * 60_000 + "@1", "a" * 200_000 + "1", "(1" * 20_000, "Item " * 20_000, "1 " + "CFR " * 20_000]
)
def test_a_hostile_text_takes_no_time(text: str) -> None:
    begin = time.process_time()
    tokens_of(text)
    assert time.process_time() - begin < 3
