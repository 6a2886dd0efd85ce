"""The engine by itself, on things that are no smelters: bakeries, by town."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaiji.matching.agreement import agreement
from kaiji.matching.feature import PAIR_FEATURES, RIVAL_FEATURES
from kaiji.matching.known import Known, Query, Standing
from kaiji.matching.label import for_and_against, label
from kaiji.matching.match import Decision, Match, Matcher, Reason
from kaiji.matching.picture import waterfall
from kaiji.matching.view import view_of, views_of
from kaiji.matching.vocabulary import Vocabulary, likeness
from kaiji.matching.weight import weights, weights_of

THINGS = (
    Known("1", "bread", ("Pandorelle Bakehouse Ltd.", "PBH"), "FR", ("B001",)),
    Known("2", "bread", ("Krumwald Loaves (Plant 1)",), "DE", ("B002",)),
    Known("3", "bread", ("Krumwald Loaves (Plant 2)",), "DE", ("B003",)),
    Known("4", "bread", ("Ostrava Crusts",), "CZ", ("B004",), Standing.FORMER),
    Known("5", "bread", ("Phantom Buns",), "CZ", (), Standing.REFUSED),
    Known("7", "bread", ("Veldmoor Ovens", "VO Bread"), "NL"),
    Known("8", "bread", ("Vossberg Ovens", "VO Bread"), "DE"),
    Known("6", "cake", ("Sugarvane Confections",), "CH", ("C001",)),
)
PLACES = {"france": "FR", "germany": "DE"}


@cache
def matcher() -> Matcher:
    return Matcher(THINGS, places=lambda word: PLACES.get(word.casefold(), ""))


def ask(name: str, group: str = "bread", place: str = "", code: str = "") -> Match:
    return matcher().match(Query(name, group, place, code))


@pytest.mark.parametrize(
    ("name", "place", "code", "key"),
    [
        ("Pandorelle Bakehouse", "", "", "1"),
        ("Pandorele Bakehouse", "FR", "", "1"),
        ("pandorellebakehouse", "", "", "1"),
        ("Pandorelle Bakehouse / France", "", "", "1"),
        ("Krumwald Loaves Plant 2", "DE", "", "3"),
        ("Krumwald Loaves Plant II", "DE", "", "3"),
        ("Krumwald Loaves", "DE", "B002", "2"),
    ],
)
def test_accepted(name: str, place: str, code: str, key: str) -> None:
    accepted = ask(name, place=place, code=code).accepted
    assert accepted is not None
    assert accepted.key == key


@pytest.mark.parametrize(
    ("name", "group", "decision", "reason"),
    [
        ("Krumwald Loaves", "bread", Decision.REVIEW, Reason.SEVERAL),
        ("VO Bread", "bread", Decision.REVIEW, Reason.SEVERAL),
        ("Krumwald Loaves Plant 3", "bread", Decision.NONE, Reason.NOT_FOUND),
        ("Ostrava Crusts", "bread", Decision.NONE, Reason.FORMER),
        ("Phantom Buns", "bread", Decision.NONE, Reason.REFUSED),
        ("Sugarvane Confections", "bread", Decision.NONE, Reason.ELSEWHERE),
        ("Ltd.", "bread", Decision.NONE, Reason.NOT_FOUND),
        ("?!", "bread", Decision.NONE, Reason.SAYS_NOTHING),
    ],
)
def test_not_accepted(name: str, group: str, decision: Decision, reason: Reason) -> None:
    found = ask(name, group)
    assert (found.decision, found.reason) == (decision, reason)


def test_a_thing_taken_out_does_not_leave_its_name_to_a_neighbour() -> None:
    query = Query("Krumwald Loaves Plant 2", "bread", "DE", "")
    found = matcher().match(query, without={"3"})
    assert found.accepted is None
    assert "3" not in {one.known.key for one in found.candidates}


def test_every_feature_has_a_description_a_weight_and_words() -> None:
    for one in (*PAIR_FEATURES, *RIVAL_FEATURES):
        assert (one.__doc__ or "").endswith(".")
        table = weights().pair if one in PAIR_FEATURES else weights().rival
        assert math.isfinite(table[one.__name__])
        said = label(one.__name__)
        assert all((said.en, said.ja, said.zh))


def test_a_feature_that_the_data_does_not_have_counts_nothing() -> None:
    found = weights_of("accept = 0.5\nreview = 0.1\n[pair]\nbase = 1\n[rival]\nbase = 0\nstrength = 1\n")
    assert found.pair["spelling"] == 0
    assert found.rival["gap"] == 0


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("loaves", "loaves", 1.0),
        ("bakehouse", "bake", 0.8),
        ("bakery", "bkry", 0.8),
        ("pandorelle", "pandorele", 0.9),
        ("furnace", "fumace", 0.95),
        ("crusts", "buns", 0.0),
        ("2", "3", 0.0),
    ],
)
def test_likeness(one: str, other: str, alike: float) -> None:
    assert likeness(one, other) == pytest.approx(alike)
    assert likeness(other, one) == likeness(one, other)


def test_words_that_meet_and_words_that_are_missing() -> None:
    vocabulary = Vocabulary([views_of("Alpha Buns"), views_of("Beta Buns"), views_of("Gamma Buns")])
    found = agreement(view_of("Alpha Rolls"), view_of("Alpha Buns"), vocabulary, frozenset())
    # Of three things one has “alpha” and all have “buns”; nobody has “rolls”, which weighs fully.
    assert found.missing_given == ("rolls", 1.0)
    assert found.missing_known[0] == "buns"
    assert found.words_given == pytest.approx(0.5)
    assert found.words_known > 0.7


HOSTILE = (
    "",
    " ",
    "a" * 10_000,
    "Pandorelle " * 1_000,
    "\x00\x01\x7f",
    "=cmd|' /C calc'!A0",
    "\u202eellerodnaP\u202c",
    "Pаndоrеllе",  # Cyrillic letters that look like Latin ones
    "a\u0301" * 200,
    "(" * 200,
    " - , / " * 60,
    "💥" * 300,
    " ".join(str(number) for number in range(500)),
)


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_have_an_answer(name: str) -> None:
    found = ask(name, place="\u202e" * 50, code="B" * 1_000)
    assert found.decision in (Decision.NONE, Decision.REVIEW, Decision.ACCEPTED)
    if found.candidates:
        ET.fromstring(waterfall(found.candidates[0], name))  # noqa: S314


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["", "FR", "DE"]), st.sampled_from(["", "B001", "B004", "Z"]))
def test_always_the_same_and_never_something_former(name: str, place: str, code: str) -> None:
    found = ask(name, place=place, code=code)
    assert found == matcher().match(Query(name, "bread", place, code))
    assert all(one.known.standing is Standing.LISTED for one in found.candidates)
    assert all(one.known.group == "bread" for one in found.candidates)
    scores = [one.score for one in found.candidates]
    assert all(0 <= score <= 1 for score in scores)


@settings(max_examples=60, deadline=None)
@given(st.permutations(THINGS), st.sampled_from(["Krumwald Loaves", "Pandorelle", "Sugarvane", "Ostrava Crust", "x"]))
def test_the_order_of_the_reference_does_not_matter(things: list[Known], name: str) -> None:
    plain = Matcher(THINGS).match(Query(name, "bread"))
    other = Matcher(things).match(Query(name, "bread"))
    assert [(one.known.key, round(one.score, 9)) for one in other.candidates] == [
        (one.known.key, round(one.score, 9)) for one in plain.candidates
    ]
    assert other.decision is plain.decision


def test_the_picture_says_what_the_table_says() -> None:
    first = ask("Pandorele <b>Bakehouse", place="FR").candidates[0]
    drawing = waterfall(first, "Pandorele <b>Bakehouse", "ja")
    root = ET.fromstring(drawing)  # noqa: S314
    texts = ["".join(one.itertext()) for one in root.iter() if one.tag.endswith(("text", "title", "desc"))]
    assert "「Pandorele <b>Bakehouse」と Pandorelle Bakehouse Ltd. の照合" in texts
    for one in first.contributions:
        if abs(one.points) >= 0.005:
            assert f"{one.points:+.2f}" in texts
    assert f"合計：確率 {first.score:.2f}" in texts
    assert "つづりの近さ" in for_and_against(first).ja
