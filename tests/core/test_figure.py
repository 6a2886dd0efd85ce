"""Rounding and printing of figures, against two other ways to compute them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.figure import PERCENT, Figure, round_half_up, share

decimals = st.decimals(min_value=-(10**15), max_value=10**15, places=6)


@given(decimals, st.integers(0, 8))
def test_rounding_is_the_library_s_half_up(value: Decimal, places: int) -> None:
    with localcontext() as context:
        context.prec = 60
        expected = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert round_half_up(value, places) == expected
    assert -round_half_up(value, places).as_tuple().exponent == places  # type: ignore[operator]


@given(st.fractions(min_value=-(10**9), max_value=10**9), st.integers(-4, 8))
def test_rounding_is_once_and_from_the_exact_value(value: Fraction, places: int) -> None:
    rounded = Fraction(round_half_up(value, places))
    step = Fraction(10) ** -places
    assert (rounded / step).denominator == 1
    assert abs(rounded - value) <= step / 2
    if abs(rounded - value) == step / 2:
        assert abs(rounded) > abs(value)  # halves go away from zero


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (Decimal("0.5"), 0, "1"),
        (Decimal("-0.5"), 0, "-1"),
        (Decimal("2.675"), 2, "2.68"),
        (Fraction(1, 3), 4, "0.3333"),
        (Fraction(2, 3), 0, "1"),
        (1250, -2, "1300"),
        (-1249, -2, "-1200"),
        (0, 3, "0.000"),
        (10**80 + 5, -1, str(10**80 + 10)),
    ],
)
def test_rounding_by_hand(value: Decimal | Fraction | int, places: int, printed: str) -> None:
    assert f"{round_half_up(value, places):f}" == printed


def test_share_is_exact() -> None:
    assert share(12, 14) == Fraction(600, 7)
    assert round_half_up(share(1, 8), 1) == Decimal("12.5")
    with pytest.raises(ZeroDivisionError):
        share(1, 0)


@pytest.mark.parametrize(
    ("value", "options", "text"),
    [
        (0, {}, "0"),
        (14, {}, "14"),
        (1234567, {}, "1,234,567"),
        (-1234, {}, "(1,234)"),
        (Fraction(600, 7), {"unit": PERCENT}, "86%"),
        (Fraction(600, 7), {"unit": PERCENT, "places": 1}, "85.7%"),
        (-4, {"unit": PERCENT, "places": 1}, "(4.0%)"),
        (Decimal(1234567890), {"unit": "JPY", "scale": 6}, "1,235"),
        (Decimal(1234567890), {"unit": "JPY", "scale": 6, "places": 2}, "1,234.57"),
        (Decimal("-0.4"), {}, "0"),
    ],
)
def test_printing_by_hand(value: Decimal | Fraction | int, options: dict[str, int], text: str) -> None:
    assert Figure.of(value, **options).text == text  # type: ignore[arg-type]


@given(decimals, st.integers(0, 9), st.integers(0, 4))
def test_the_exact_value_lies_in_the_interval_of_the_printed_one(value: Decimal, scale: int, places: int) -> None:
    figure = Figure.of(value, scale=scale, places=places)
    low, high = figure.interval
    assert low <= value <= high
    assert Fraction(high) - Fraction(low) == Fraction(10) ** (scale - places)
    assert (
        Fraction(figure.printed) == Fraction(round_half_up(Fraction(value) / Fraction(10) ** scale, places)) * 10**scale
    )


@given(decimals, st.integers(0, 9), st.integers(0, 4))
def test_what_is_printed_reads_back_as_the_printed_value(value: Decimal, scale: int, places: int) -> None:
    figure = Figure.of(value, scale=scale, places=places)
    digits = figure.text.strip("()").replace(",", "")
    sign = -1 if figure.text.startswith("(") else 1
    assert sign * Decimal(digits).scaleb(scale) == figure.printed


def test_an_exact_decimal_is_kept_as_it_is() -> None:
    assert Figure.of(Decimal("1.10")).value.as_tuple() == Decimal("1.10").as_tuple()
    assert Figure.of(Fraction(1, 4)).value == Decimal("0.25")
