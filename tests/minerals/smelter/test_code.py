"""Ids as suppliers type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.minerals.smelter.code import repaired


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CID001234", "CID001234"),
        ("cid 1234", "CID001234"),
        ("CID-001234", "CID001234"),
        ("CIDOO1234", "CID001234"),
        ("001234", "CID001234"),
        ("123456", "CID123456"),
        ("1usa025", "1USA025"),
        ("1USAO25", "1USA025"),
        ("1234567", ""),
        ("Not Listed", ""),
        ("CID000000", ""),
        ("", ""),
        ("Jalan Raya 12", ""),
    ],
)
def test_what_is_meant(typed: str, meant: str) -> None:
    assert repaired(typed) == meant


@given(st.integers(1, 999_999))
def test_any_number_in_any_dress(number: int) -> None:
    whole = f"CID{number:06}"
    assert {repaired(one) for one in (whole, whole.lower(), f" CID {number} ", f"CID-{number:06}")} == {whole}


@given(st.text(max_size=60))
def test_repairing_twice_is_repairing_once(typed: str) -> None:
    assert repaired(repaired(typed)) == repaired(typed)
