"""The ledger of shares: counts as of a day, splits, treasury shares, ADS ratios, averages."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.share_ledger import AdsRatio, LedgerError, MovementKind, ShareCount, ShareLedger, ShareMovement

START = date(2024, 3, 31)
LEDGER = ShareLedger(
    ShareCount(START, 1_000_000, 10_000),
    (
        ShareMovement(date(2024, 10, 1), "split", ratio=Fraction(2)),
        ShareMovement(date(2024, 10, 1), "issue", 50_000),
        ShareMovement(date(2024, 6, 30), "treasury purchase", 5_000),
        ShareMovement(date(2025, 1, 10), "cancellation", 20_000),
        ShareMovement(date(2025, 2, 10), "treasury disposal", 4_000),
        ShareMovement(date(2024, 1, 1), "issue", 999),  # before the opening: already in it
    ),
    (AdsRatio(date(2023, 1, 1), Fraction(1)), AdsRatio(date(2024, 10, 1), Fraction(2))),
)


@pytest.mark.parametrize(
    ("day", "issued", "treasury"),
    [
        (START, 1_000_000, 10_000),
        (date(2024, 6, 30), 1_000_000, 15_000),
        (date(2024, 9, 30), 1_000_000, 15_000),
        (date(2024, 10, 1), 2_050_000, 30_000),
        (date(2025, 1, 10), 2_030_000, 10_000),
        (date(2025, 3, 31), 2_030_000, 6_000),
    ],
)
def test_counts_as_of_a_day(day: date, issued: int, treasury: int) -> None:
    count = LEDGER.on(day)
    assert (count.issued, count.treasury, count.outstanding) == (issued, treasury, issued - treasury)


def test_a_day_before_the_ledger_is_not_known() -> None:
    with pytest.raises(ValueError, match="begins on 2024-03-31"):
        LEDGER.on(date(2024, 3, 30))


def test_splits_and_ads_ratio() -> None:
    assert LEDGER.split_factor(START, date(2024, 9, 30)) == 1
    assert LEDGER.split_factor(START, date(2024, 10, 1)) == 2
    assert LEDGER.shares_per_ads(date(2024, 9, 30)) == 1
    assert LEDGER.shares_per_ads(date(2024, 10, 1)) == 2
    assert LEDGER.shares_per_ads(date(2022, 1, 1)) is None


def test_a_cancellation_needs_treasury_shares() -> None:
    ledger = ShareLedger(ShareCount(START, 100, 5), (ShareMovement(date(2024, 4, 1), "cancellation", 6),))
    with pytest.raises(LedgerError) as caught:
        ledger.on(date(2024, 4, 1))
    assert caught.value.count.treasury == -1


def test_average_over_days_in_later_shares() -> None:
    # 90 shares for 2 days before a split of 2, then 180 + 20 for 2 days: (180 + 180 + 200 + 200) / 4.
    ledger = ShareLedger(
        ShareCount(START, 100, 10),
        (
            ShareMovement(date(2024, 4, 3), "split", ratio=Fraction(2)),
            ShareMovement(date(2024, 4, 3), "issue", 20),
        ),
    )
    assert ledger.average(date(2024, 4, 1), date(2024, 4, 4)) == Fraction(760, 4)


@given(
    st.lists(
        st.tuples(st.integers(1, 300), st.sampled_from(["issue", "treasury purchase"]), st.integers(0, 1000)),
        max_size=12,
    )
)
def test_issues_add_up_in_any_order(raw: list[tuple[int, MovementKind, int]]) -> None:
    movements = [ShareMovement(date.fromordinal(START.toordinal() + day), kind, n) for day, kind, n in raw]
    ledger = ShareLedger(ShareCount(START, 100_000, 0), tuple(reversed(movements)))
    count = ledger.on(date(2025, 3, 31))
    assert count.issued == 100_000 + sum(n for _, kind, n in raw if kind == "issue")
    assert count.treasury == sum(n for _, kind, n in raw if kind == "treasury purchase")
