"""Periods on one line of time, days with eras, and items by other words."""

from __future__ import annotations

import pytest

from kaiji.tieout.chain.item import item_of
from kaiji.tieout.chain.term import Term, on_calendar, term_of, votes
from kaiji.tieout.chain.written_day import days_in, in_western_years

JUNE_26 = 2026 * 12 + 6


@pytest.mark.parametrize(
    ("head", "caption", "expected"),
    [
        ("Three months ended June 30, 2026", "", Term("calendar", JUNE_26, 3)),
        ("Three Months Ended June 28, 2026 (Unaudited)", "", Term("calendar", JUNE_26, 3)),
        ("Six months ended July 3, 2026", "", Term("calendar", JUNE_26, 6)),
        ("April 1, 2026 to June 30, 2026", "", Term("calendar", JUNE_26, 3)),
        ("1Q26 (Three months ended June 30, 2026)", "", Term("calendar", JUNE_26, 3)),
        ("2026", "For the nine months ended December 31, 2026 and 2025", Term("calendar", 2026 * 12 + 12, 9)),
        ("2026", "Consolidated statements", Term("fiscal", 2026 * 12 + 12, 12)),
        ("Q2 2026", "", Term("fiscal", JUNE_26, 3)),
        ("第1四半期連結累計期間（自 2026年4月1日 至 2026年6月30日）", "", Term("calendar", JUNE_26, 3)),
        ("2027年3月期第１四半期", "", Term("calendar", JUNE_26, 3)),
        ("2027年3月期第2四半期（累計）", "", Term("calendar", JUNE_26 + 3, 6)),
        ("29年3月期第1四半期", "", Term("calendar", 2016 * 12 + 6, 3)),
        ("Thirteen Weeks Ended July 2, 2026", "", Term("calendar", JUNE_26, 3)),
        ("令和9年3月期", "", Term("calendar", JUNE_26 + 9, 12)),
        ("当第1四半期末（2026年6月30日）", "", Term("calendar", JUNE_26, 0)),
        ("Change", "", None),
        ("June 30, 2026 March 31, 2026", "", None),
    ],
)
def test_the_period_of_a_head(head: str, caption: str, expected: Term | None) -> None:
    assert term_of(head, caption) == expected


def test_fiscal_counting_is_put_on_the_calendar() -> None:
    assert votes(["1Q26 (three months ended June 30, 2026)", "The first quarter was good."]) == {3: 1}
    assert on_calendar(Term("fiscal", 2026 * 12 + 3, 3), 3) == Term("calendar", JUNE_26, 3)
    assert on_calendar(Term("fiscal", 2026 * 12 + 3, 3), None) == Term("fiscal", 2026 * 12 + 3, 3)


@pytest.mark.parametrize(
    "text", ["令和6年8月9日", "2024年8月9日", "August 9, 2024", "Friday, 9 August 2024", "2024/8/9", "2024.08.09"]
)
def test_a_day_however_written(text: str) -> None:
    assert [day.isoformat() for _, _, day in days_in(in_western_years(text))] == ["2024-08-09"]


def test_the_first_year_of_an_era() -> None:
    assert [day.isoformat() for _, _, day in days_in(in_western_years("令和元年5月1日及び平成31年4月30日"))] == [
        "2019-05-01",
        "2019-04-30",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Total revenues", "Revenues, total"),
        ("Total net sales (Note 3)", "Net sale"),
        ("SG&A", "Selling, general and administrative expenses"),
        ("Net income (loss)", "Net loss"),
        ("1. Depreciation & amortization*1", "Depreciation and amortization"),
        ("R&D expenses ($ in millions)", "Research and development"),
        ("Inventories", "Inventory"),
        ("① 売上高合計", "売上高"),
        ("営業利益又は営業損失（△）", "営業利益又は営業損失"),
    ],
)
def test_one_item_by_two_names(one: str, other: str) -> None:
    assert item_of(one).words == item_of(other).words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cost of revenues", "Revenues"),
        ("Operating income", "Net income"),
        ("Gain on disposal", "Loss on disposal"),
        ("売上原価", "売上高"),
    ],
)
def test_two_items(one: str, other: str) -> None:
    assert item_of(one).words != item_of(other).words


def test_balances_at_both_ends_of_a_period() -> None:
    assert item_of("Cash, beginning of period").role == "opening"
    assert item_of("Cash, end of period").role == "closing"
    assert item_of("Cash, beginning of period").words == item_of("Cash, end of period").words
    assert item_of("現金及び現金同等物の期首残高").role == "opening"
