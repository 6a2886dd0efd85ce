"""A real allotment notice, fact by fact: from terms alone, Kaiji's own notice carries every figure, date and weekday."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kaiji.core.document import text_of
from kaiji.offerings.check import TERMS
from kaiji.offerings.package import Built, build_offering
from kaiji.programmes import RULES
from kaiji.tieout.token import tokens_of
from made_offering import Data, toml_of

WEEKDAY = re.compile(r"(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday), ([A-Z][a-z]+ \d{1,2}, \d{4})")

# Facts of the deal only. The shares of the public offering and the costs are not in the notice; they are those that lead
# to the count and the proceeds that it states.
TERMS_DATA: Data = {
    "issuer": {
        "name": "Reference Issuer Inc.",
        "place": "Tokyo",
        "listings": ["TSE:0002"],
        "legends": ["purpose", "US"],
    },
    "resolution": {"date": date(2013, 7, 2), "pricing_from": date(2013, 7, 10), "pricing_to": date(2013, 7, 16)},
    "public": {
        "number": 4_700_000,
        "subscription_from": "pricing + 1 business day",
        "subscription_to": "pricing + 2 business days",
        "payment": "pricing + 5 business days",
    },
    "over_allotment": {"number": 700_000, "manager": "The Manager", "cover_to": date(2013, 7, 30)},
    "third_party": {
        "allottee": "The Manager",
        "subscription": "announcement + 1 business day",
        "payment": "third_subscription + 1 business day",
    },
    "pricing": {"date": date(2013, 7, 10), "issue_price": 3_346, "amount_to_be_paid": 3_208},
    "allotment": {"date": date(2013, 8, 1), "subscribed": 700_000},
    "shares": {"issued": 41_297_800, "as_of": date(2013, 6, 30)},
    "proceeds": {"costs": 100_000_000},
    "use": [
        {"purpose": "investment in the network business", "amount": 10_122_000_000, "deadline": "2015-03"},
        {
            "purpose": "debt for network equipment leased by the end of March 2013",
            "amount": 5_111_200_000,
            "deadline": "2015-03",
        },
        {"purpose": "other debt", "amount": "remainder", "deadline": "2014-08"},
    ],
}


@pytest.fixture(scope="module")
def built() -> Built:
    found = build_offering({TERMS: toml_of(TERMS_DATA)}, RULES)
    assert found.findings == ()
    return found


def facts_in(text: str) -> tuple[set[Decimal], set[str], set[tuple[str, str]]]:
    """Give the numbers, the dates and the days with their weekday that a text tells."""
    numbers: set[Decimal] = set()
    dates: set[str] = set()
    for token in tokens_of(text):
        if token.counts and token.value is not None and abs(token.value) >= 10:
            numbers.add(abs(token.value))
        elif token.kind == "date":
            dates.add(token.day.isoformat() if token.day else token.text)
    return numbers, dates, set(WEEKDAY.findall(text))


@pytest.mark.reference
def test_the_allotment_notice_carries_every_figure_and_date(built: Built, reference: Path) -> None:
    (notice,) = (reference / "filings").glob("*allotment-notice.txt")
    theirs = notice.read_text(encoding="utf-8").partition("For inquiries")[0].partition("About ")[0]
    numbers, dates, weekdays = facts_in(theirs)
    document = built.documents["allotment"]
    ours = " \n ".join([*(text_of(part) for part in document.parts()), *(one.title for one in document.sections)])
    own_numbers, own_dates, own_weekdays = facts_in(ours)
    assert len(numbers) >= 10
    assert len(dates) >= 8
    assert len(weekdays) == 2
    assert numbers - own_numbers == set()
    assert dates - own_dates == set()
    assert weekdays - own_weekdays == set()


def test_the_vectors_of_the_reference(built: Built) -> None:
    facts: dict[str, Any] = {key: one.value for key, one in built.checked.facts.items()}
    assert facts["tpa.total"] == 2_245_600_000
    assert facts["tpa.capital"] == facts["tpa.reserve"] == 1_122_800_000
    assert facts["price.capital"] == facts["price.reserve"] == 1_604
    assert (facts["shares.present"], facts["shares.after"]) == (45_997_800, 46_697_800)
    assert facts["net.allotment"] == 17_223_200_000
    assert [facts[f"use.{n}.allotment"] for n in (1, 2, 3)] == [10_122_000_000, 5_111_200_000, 1_990_000_000]


def test_pricing_and_launch_agree_with_it(built: Built) -> None:
    texts = {stem: "".join(text_of(part) for part in document.parts()) for stem, document in built.documents.items()}
    assert "JPY2,245,600,000 (JPY3,208 per share)" in texts["pricing"]
    assert "Friday, August 2, 2013" in texts["pricing"]
    assert "Monday, August 5, 2013" in texts["pricing"]
    assert "45,997,800" in texts["pricing"]
    assert "46,697,800" in texts["launch"]
    assert "2013年8月2日（金）" in texts["allotment-ja"]
    assert all(one.is_clean for one in built.certificates.values())
