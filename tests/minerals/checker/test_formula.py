"""How a spreadsheet compares."""

from __future__ import annotations

import fnmatch
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.formats.xlsx.value import UNCACHED, CellError
from kaiji.minerals.checker.formula import Fault, counts, is_empty, is_greater, is_zero, linked, matching, text_of


def test_an_empty_cell_is_zero_when_linked_and_empty_when_not() -> None:
    assert linked(None) == 0
    assert is_zero(None)
    assert is_empty(None)
    assert not is_zero("")
    assert is_empty("")
    assert not is_empty(Decimal(0))


@pytest.mark.parametrize(("value", "code"), [(CellError("#REF!"), "#REF!"), (UNCACHED, "#N/A")])
def test_errors_and_lost_results_are_faults(value: CellError, code: str) -> None:
    with pytest.raises(Fault) as caught:
        is_zero(value)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("criterion", "text", "fits"),
    [("Tin", "tin", True), ("Tin", "Tin ", False), ("T?n", "ton", True), ("T*", "t", True), ("~*", "*", True),
     ("~*", "x", False), ("a.c", "abc", False), ("*", "", True), ("a*b*c", "aXbYc", True), ("a*b*c", "aXcYb", False),
     ("a*ab", "ab", False), ("?", "", False), ("a*a", "a", False), ("*x?", "axxb", True)],
)  # fmt: skip
def test_wildcards(criterion: str, text: str, *, fits: bool) -> None:
    assert matching(criterion)(text) is fits


@given(st.text(max_size=20))
def test_a_text_without_wildcards_fits_itself(text: str) -> None:
    assert counts(text, text.replace("~", "~~").replace("*", "~*").replace("?", "~?"))


def test_many_stars_take_no_time() -> None:
    began = time.perf_counter()
    assert not counts("a" * 255, "*a" * 127 + "b")
    assert not counts("a" * 30_000, "*a*")
    assert time.perf_counter() - began < 0.5


@given(st.text("ab?*", max_size=8), st.text("ab", max_size=8))
def test_wildcards_are_those_of_the_shell(criterion: str, text: str) -> None:
    assert counts(text, criterion) is fnmatch.fnmatchcase(text, criterion)


def test_numbers_become_plain_digits() -> None:
    assert [text_of(Decimal(one)) for one in ("0", "7.0", "0.50", "1E+3")] == ["0", "7", "0.5", "1000"]


def test_numbers_sort_before_texts_and_case_does_not_matter() -> None:
    assert is_greater("a", Decimal(9))
    assert is_greater(True, "z")
    assert is_greater("Öl", "Nickel")
    assert not is_greater("cobalt", "COPPER")
