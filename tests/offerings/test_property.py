"""Over random offerings: arithmetic holds, days are in order, the notices agree, the proof finds nothing; and any single
figure, date, weekday or name that is changed by hand in a written notice is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kaiji.core.finding import Severity, has_errors
from kaiji.offerings.calendar import Calendar, calendar_of
from kaiji.offerings.check import TERMS, check_offering
from kaiji.offerings.package import Built, build_offering
from kaiji.offerings.prove import prove
from kaiji.programmes import RULES
from made_offering import Data, terms_with, toml_of

JAPAN = calendar_of("JP") or Calendar()
TAKEN_AWAY = ("allotment.subscribed",)


@st.composite
def offerings(draw: st.DrawFn) -> Data:
    """Draw the terms of an offering that is sound but odd: prices with decimals, odd numbers, all, part or nothing taken."""
    resolved = JAPAN.moved(date(2015, 1, 5) + timedelta(days=draw(st.integers(0, 5_000))), back=False)
    first = JAPAN.shift(resolved, draw(st.integers(8, 12)))
    priced = JAPAN.shift(first, draw(st.integers(0, 3)))
    number = draw(st.integers(10_000, 30_000_000))
    over = draw(st.integers(1, number * 15 // 100))
    bought = draw(st.sampled_from([0, over, draw(st.integers(0, over))]))
    covered = draw(st.integers(0, bought))
    paid = Decimal(draw(st.integers(20_000, 900_000))) / draw(st.sampled_from([1, 10, 100]))
    issue = (paid * 105 / 100).quantize(Decimal(1)) + 1
    launch = draw(st.integers(0, 100))
    changes = {
        "resolution.date": resolved,
        "resolution.pricing_from": first,
        "resolution.pricing_to": JAPAN.shift(first, 3),
        "resolution.assumed_amount": (paid * (50 + launch) / 100).quantize(Decimal("0.1")) + 1,
        "public.number": number,
        "public.payment": f"pricing + {draw(st.integers(4, 7))} business days",
        "over_allotment.number": over,
        "over_allotment.cover_to": f"subscription_to + {draw(st.integers(15, 30))} days, back to a business day",
        "third_party.subscription": "cover_to + 3 business days",
        "pricing.date": priced,
        "pricing.issue_price": issue,
        "pricing.amount_to_be_paid": str(paid),
        "pricing.closing_price": issue + draw(st.integers(0, 20)),
        "allotment.date": "cover_to + 2 business days",
        "allotment.covered": covered,
        "allotment.stabilised": bought - covered,
        "shares.issued": draw(st.integers(1_000_000, 900_000_000)),
        "shares.as_of": resolved - timedelta(days=draw(st.integers(0, 40))),
        "shares.authorised": 4_000_000_000,
        "proceeds.costs": draw(st.integers(0, int(number * paid / 100))),
        "proceeds.shortfall": draw(st.sampled_from(["own funds", "borrowings", "reduce"])),
        "use[0].amount": int(number * paid / 4),
        "use[0].deadline": f"{resolved.year + 2}-03",
        "use[1].deadline": date(resolved.year + 2, 6, 30),
    }
    if draw(st.booleans()):  # a split on any day between the notices: only the counts of issued shares follow it
        changes |= {
            "movement[0].date": resolved + timedelta(days=draw(st.integers(1, 60))),
            "movement[0].kind": "split",
            "movement[0].ratio": draw(st.sampled_from([2, 3, Decimal("1.5")])),
        }
    assume(resolved.year < 2030)
    return terms_with(changes, TAKEN_AWAY)


@given(offerings())
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_everything_agrees_and_the_proof_finds_nothing(data: Data) -> None:
    built = build_offering({TERMS: toml_of(data)}, RULES)
    assert not has_errors(built.findings), [RULES[one.code].say(one) for one in built.findings]
    # What the terms themselves want looked at (an odd yen) is no fault of the notices.
    assert {one.code for one in built.findings} <= {"OFF-120", "OFF-123", "OFF-129", "OFF-130"}
    facts = {key: one.value for key, one in built.checked.facts.items()}
    final, paid = facts["tpa.final"], facts["price.paid"]
    assert facts["tpa.total"] == final * paid
    assert facts.get("tpa.capital", Decimal(0)) + facts.get("tpa.reserve", Decimal(0)) == facts["tpa.total"]
    assert facts["shares.present"] + final == facts["shares.after"]
    for stage in ("launch", "pricing", "allotment"):
        assert facts[f"use.1.{stage}"] + facts[f"use.2.{stage}"] == facts[f"net.{stage}"]
    offering = built.checked.offering
    assert offering is not None
    days = [offering.decided[name].first for name in ("resolution", "pricing", "subscription_from", "subscription_to",
            "payment", "delivery", "cover_to", "announcement", "third_subscription", "third_payment")]  # fmt: skip
    assert days == sorted(days)
    assert all(JAPAN.is_business_day(day) for day in days)
    assert all(one.is_clean for one in built.certificates.values())
    assert sum(one.unproved for one in built.certificates.values()) == 0


@cache
def sample() -> Built:
    built = build_offering({TERMS: toml_of(terms_with({"allotment.covered": 120_000}, TAKEN_AWAY))}, RULES)
    assert built.findings == ()
    return built


NOT_TEXT = re.compile(r"<title>.*?</title>|<[^>]*>|&[#\w]+;", re.DOTALL)
WORD = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|（[月火水木金土日]）|Aoba|Hirose|青葉|広瀬"
    r"|January|February|March|April|May\b|June|July|August|September|October|November|December"
)


def visible(name: str, text: str) -> list[bool]:
    """Tell for each character of a file whether a reader sees it."""
    seen = [True] * len(text)
    if name.endswith(".htm"):
        for found in NOT_TEXT.finditer(text):
            seen[found.start() : found.end()] = [False] * (found.end() - found.start())
    return seen


def places(name: str, text: str) -> Iterator[tuple[int, int, str]]:
    """Give every digit, month, weekday and name that a reader sees, with what a careless hand makes of it."""
    seen = visible(name, text)
    for at, one in enumerate(text):
        if one.isdecimal() and seen[at]:
            yield at, at + 1, str((int(one) + 1) % 10)
    for found in WORD.finditer(text):
        if all(seen[found.start() : found.end()]):
            other = {"Monday": "Tuesday", "（月）": "（火）", "May": "June"}.get(
                found[0], "Monday" if "day" in found[0] else "（月）" if "（" in found[0] else "May"
            )
            yield found.start(), found.end(), other


WRITTEN = ("launch.htm", "launch.txt", "launch-ja.txt", "pricing.htm", "pricing.txt", "pricing-ja.txt", "allotment.htm",
           "allotment.txt", "allotment-ja.txt")  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
@given(st.data())
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_any_field_changed_by_hand_is_found(name: str, data: st.DataObject) -> None:
    text = sample().files[name].decode()
    start, end, other = data.draw(st.sampled_from(list(places(name, text))))
    changed = {**sample().files, name: (text[:start] + other + text[end:]).encode()}
    found = prove(changed, name).findings
    said = [one for one in found if one.code not in ("OFF-201", "OFF-202") and one.severity is Severity.ERROR]
    assert said, f"{text[max(0, start - 40) : start]}[{text[start:end]} → {other}]{text[end : end + 40]}"
    line = text[:start].count("\n") + 1
    assert any(abs(one.place.line - line) <= 3 for one in said), (line, [one.place.line for one in said])


def test_a_changed_html_in_japanese_is_found() -> None:
    files = dict(sample().files)
    text = files["allotment-ja.htm"].decode()
    assert "172,800,000" in text
    files["allotment-ja.htm"] = text.replace("172,800,000", "172,300,000", 1).encode()
    codes = {one.code for one in prove(files).findings}
    assert {"OFF-201", "TIE-001", "OFF-206"} <= codes


def test_terms_of_strangers_end_in_findings() -> None:
    for raw in (
        b"",
        b"\xff\xfe",
        b"[",
        b"a = 1",
        b"[[issuer]]\n",
        b"issuer = 3\n",
        b"[public]\nnumber = " + b"9" * 5000,
    ):
        found = check_offering({TERMS: raw})
        assert has_errors(found.findings), raw[:40]
        assert not found.can_be_written
