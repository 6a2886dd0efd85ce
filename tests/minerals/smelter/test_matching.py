"""Who is meant by a smelter's name: on an invented reference."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import made_smelters
from kaiji.matching.match import Decision, Match, Reason
from kaiji.minerals.smelter.matching import SmelterMatcher


@cache
def matcher() -> SmelterMatcher:
    return SmelterMatcher(made_smelters.graph())


def ask(name: str, metal: str = "Tin", country: str = "", cid: str = "") -> Match:
    return matcher().match(name, metal, country, cid)


@pytest.mark.parametrize(
    ("name", "metal", "country", "cid", "meant"),
    [
        ("Quellmark Tin Works", "Tin", "MALAYSIA", "", "CID910001"),
        ("quellmark tin works sdn bhd", "Tin", "", "", "CID910001"),
        ("Quelmark Tin Works", "Tin", "MALAYSIA", "", "CID910001"),
        ("QuellmarkTinWorksLtd", "Tin", "", "", "CID910001"),
        ("PT BINTARA FERNO KUNDRA", "Tin", "INDONESIA", "", "CID910003"),
        ("Aurelba Refining Canada", "Gold", "CANADA", "", "CID910006"),
        ("Jewelstone India Ltd (Unit 2)", "Gold", "INDIA", "", "CID910008"),
        ("Jiangxi Hongwei Tungsten", "tungsten", "China", "", "CID910010"),
        ("Volnar Metals", "Tin", "BOLIVIA", "CID 910004", "CID910004"),
    ],
)
def test_accepted(name: str, metal: str, country: str, cid: str, meant: str) -> None:
    found = ask(name, metal, country, cid)
    assert found.decision is Decision.ACCEPTED
    assert found.accepted is not None
    assert found.accepted.key == meant


@pytest.mark.parametrize(
    ("name", "metal", "country", "reason"),
    [
        ("Brankovel Tin", "Tin", "POLAND", Reason.FORMER),
        ("Oldham Precious Metals", "Gold", "UNITED STATES", Reason.FORMER),
        ("Aurelba Refining Canada Ltd.", "Tin", "CANADA", Reason.ELSEWHERE),
        ("Smelter Not Listed", "Tin", "", Reason.SAYS_NOTHING),
        ("Tin", "Tin", "", Reason.SAYS_NOTHING),
        ("", "Tin", "", Reason.SAYS_NOTHING),
        ("Zzyx Holdings", "Tin", "", Reason.NOT_FOUND),
        ("Quellmark Tin Works", "Cobalt", "", Reason.ELSEWHERE),
    ],
)
def test_nobody_of_the_list(name: str, metal: str, country: str, reason: Reason) -> None:
    found = ask(name, metal, country)
    assert found.accepted is None
    assert (found.decision, found.reason) == (Decision.NONE, reason)


@pytest.mark.parametrize("name", ["PT Bintara Ferno", "Jewelstone India Limited"])
def test_a_group_is_for_a_person(name: str) -> None:
    found = ask(name, "Gold" if "Jewel" in name else "Tin")
    assert found.decision is Decision.REVIEW
    assert len({one.known.key for one in found.candidates[:2]} & {f"CID91000{number}" for number in (2, 3, 7, 8)}) == 2


def test_another_unit_is_never_accepted() -> None:
    assert ask("Jewelstone India Limited (Unit 3)", "Gold", "INDIA").accepted is None


def test_the_contributions_add_up_to_the_score() -> None:
    first = ask("Quelmark Tin", "Tin", "MALAYSIA", "2MYS901").candidates[0]
    total = first.base + sum(one.points for one in first.contributions)
    assert first.score == pytest.approx(1 / (1 + 2.718281828459045**-total))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["Tin", "Gold", "", "x"]), st.text(max_size=20), st.text(max_size=20))
def test_anything_typed_has_an_answer_and_always_the_same(name: str, metal: str, country: str, cid: str) -> None:
    one = SmelterMatcher(made_smelters.graph())
    first = ask(name, metal, country, cid)
    assert one.match(name, metal, country, cid) == first
    assert 0 <= first.score <= 1
    assert len(first.candidates) <= 5
