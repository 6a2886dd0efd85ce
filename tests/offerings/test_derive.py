"""The arithmetic of capital, by vectors worked out by hand, and over random amounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.document import text_of
from kaiji.core.finding import has_errors
from kaiji.offerings.check import TERMS, Checked, check_offering
from kaiji.offerings.fact import split_capital
from kaiji.offerings.package import build_offering
from kaiji.programmes import RULES
from made_offering import terms_with, toml_of


def checked(changes: dict[str, Any], remove: tuple[str, ...] = ()) -> Checked:
    found = check_offering({TERMS: toml_of(terms_with(changes, remove))})
    assert not has_errors(found.findings), [RULES[one.code].say(one) for one in found.findings]
    return found


def values(changes: dict[str, Any], remove: tuple[str, ...] = ()) -> dict[str, Any]:
    return {key: one.value for key, one in checked(changes, remove).facts.items()}


@pytest.mark.parametrize(
    ("number", "price", "total", "stated", "paid_in"),
    [
        (700_000, "3208", "2245600000", "1122800000", "1122800000"),
        (300_001, "1001", "300301001", "150150501", "150150500"),
        (1, "1", "1", "1", "0"),
        (3, "959.72", "2879.16", "1440", "1439.16"),
    ],
)
def test_the_half_rule(number: int, price: str, total: str, stated: str, paid_in: str) -> None:
    amount = number * Decimal(price)
    split = split_capital(amount)
    assert (amount, split.stated, split.paid_in) == (Decimal(total), Decimal(stated), Decimal(paid_in))


@given(st.integers(0, 10**14), st.integers(0, 2))
def test_the_parts_are_the_whole_and_no_less_than_half_is_stated(cents: int, decimals: int) -> None:
    total = Decimal(cents).scaleb(-decimals)
    split = split_capital(total, decimals=decimals)
    assert split.stated + split.paid_in == total
    assert split.stated >= split.paid_in >= 0
    assert split.stated - split.paid_in < Decimal(2).scaleb(-decimals)
    assert split_capital(total, whole=True).stated == total
    two_thirds = split_capital(total, decimals=decimals, part=Fraction(2, 3))
    assert two_thirds.stated >= total * 2 / 3 - Decimal("1e-9")


def test_an_odd_number_at_an_odd_price() -> None:
    facts = values(
        {"over_allotment.number": 300_001, "allotment.subscribed": 300_001, "pricing.amount_to_be_paid": 951}
    )
    assert facts["tpa.total"] == 285_300_951
    assert (facts["tpa.capital"], facts["tpa.reserve"]) == (142_650_476, 142_650_475)
    assert facts["price.capital"] == facts["price.reserve"] == Decimal("475.5")


def test_a_part_is_taken() -> None:
    found = checked({"allotment.covered": 120_000}, ("allotment.subscribed",))
    facts: dict[str, Any] = {key: one.value for key, one in found.facts.items()}
    assert (facts["tpa.final"], facts["tpa.lapsed"]) == (180_000, 120_000)
    assert (facts["shares.present"], facts["shares.after"]) == (22_000_000, 22_180_000)
    assert facts["net.shortfall"] == 120_000 * 960
    # 2,180,000 × 960 - 20,000,000; the first purpose is met in full, the last bears the shortfall.
    assert facts["net.allotment"] == 2_072_800_000
    assert (facts["use.1.allotment"], facts["use.2.allotment"]) == (1_500_000_000, 572_800_000)


def notice(changes: dict[str, Any], remove: tuple[str, ...] = (), stem: str = "allotment") -> str:
    built = build_offering({TERMS: toml_of(terms_with(changes, remove))}, RULES, forms=("html",))
    assert built.findings == (), [RULES[one.code].say(one) for one in built.findings]
    return " ".join(text_of(part) for part in built.documents[stem].parts())


def test_the_words_follow_the_case() -> None:
    every = notice({})
    assert "will subscribe to all of the 300,000 shares scheduled" in every
    assert "as announced on May 20, 2026" in every
    part = notice({"allotment.covered": 120_000}, ("allotment.subscribed",))
    assert "will subscribe to 180,000 of the 300,000 shares scheduled" in part
    assert "The 120,000 shares not subscribed lapse." in part
    assert "what is lacking will be met from own funds" in part
    none = notice({"allotment.covered": 300_000}, ("allotment.subscribed",))
    assert "will subscribe to none of the 300,000 shares scheduled" in none
    assert "nothing is paid in" in none
    assert "Payment date" not in none
    assert "22,000,000" in none
    assert "全てについて申込みを行わない" in notice({"allotment.subscribed": 0}, stem="allotment-ja")


def test_treasury_shares_change_no_count_and_no_capital() -> None:
    facts = values({"third_party.form": "treasury", "shares.treasury": 400_000})
    assert (facts["shares.present"], facts["shares.increase"], facts["shares.after"]) == (22_000_000, 0, 22_000_000)
    assert (facts["treasury.present"], facts["treasury.after"]) == (400_000, 100_000)
    assert "tpa.capital" not in facts
    text = notice({"third_party.form": "treasury", "shares.treasury": 400_000})
    assert "disposal of treasury shares by way of third-party allotment" in text
    mixed = values({"public.treasury": 500_000, "shares.treasury": 600_000})
    assert mixed["public.new"] == 1_500_000
    assert mixed["public.capital"] == mixed["public.reserve"] == 1_500_000 * 480
    assert mixed["shares.present"] == 21_500_000


def test_an_overseas_tranche_with_an_option() -> None:
    parts = {"public.domestic": 1_200_000, "public.overseas": 600_000, "public.option": 200_000}
    facts = values({**parts, "pricing.option_exercised": 50_000}, ("public.number",))
    assert (facts["public.number.max"], facts["public.number"]) == (2_000_000, 1_850_000)
    assert (facts["public.option.max"], facts["public.option"]) == (200_000, 50_000)
    assert facts["public.total"] == 1_850_000 * 960


def test_units_become_capital_as_a_whole() -> None:
    units = {"issuer.security": "units", "public.number": 20_000, "over_allotment.number": 3_000}
    numbers = {"shares.issued": 500_000, "shares.treasury": 0, "allotment.subscribed": 3_000}
    prices = {"pricing.issue_price": 100_100, "pricing.amount_to_be_paid": 96_000, "pricing.closing_price": 103_000}
    changes = {**units, **numbers, **prices, "resolution.assumed_amount": 95_000}
    facts = values(changes)
    assert facts["tpa.capital"] == facts["tpa.total"] == 288_000_000
    assert "tpa.reserve" not in facts
    text = notice(changes)
    assert "all of the 3,000 investment units scheduled" in text
    assert "unitholders' capital" in text
    assert "投資口" in notice(changes, stem="launch-ja")


def test_no_third_party_allotment_has_two_notices() -> None:
    built = build_offering(
        {TERMS: toml_of(terms_with({"over_allotment.kind": "greenshoe"}, ("third_party", "allotment")))}, RULES
    )
    assert built.findings == ()
    assert sorted(built.documents) == ["launch", "launch-ja", "pricing", "pricing-ja"]
    assert "tpa.number" not in built.checked.facts


def test_ads_equivalents_and_other_movements() -> None:
    facts = values(
        {
            "ads[0].since": date(2020, 1, 1),
            "ads[0].shares": Decimal("0.5"),
            "movement[0].date": date(2026, 5, 25),
            "movement[0].kind": "issue",
            "movement[0].number": 1_200,
        }
    )
    assert facts["tpa.final.ads"] == 600_000
    assert facts["shares.present"] == 22_001_200
