"""Derivations: counted by hand, kept as data, and read back as the same."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.source import Place, digest_of
from kaiji.core.text import Text
from kaiji.minerals.fact import (
    Count,
    Derivation,
    Distinct,
    Fact,
    Quotient,
    Share,
    Total,
    derivation_from_data,
    facts,
    measure_facts,
    origin_facts,
    slug,
)
from kaiji.minerals.table import read_table

CONTENT = b"supplier,state,rows\nS-1,answered,3\nS-2,answered,4\nS-3,silent,0\nS-2,,1\n"
TABLES = {"t.csv": read_table("t.csv", CONTENT)}
ANSWERED = Count("t.csv", (("state", "answered"),))

wheres = st.lists(
    st.tuples(st.sampled_from(["state", "supplier", "nowhere"]), st.sampled_from(["answered", "S-1", ""])),
    max_size=2,
    unique_by=lambda pair: pair[0],
).map(tuple)
counts = st.builds(Count, st.just("t.csv"), wheres)
amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=3)
derivations = st.one_of(
    counts,
    st.builds(Total, st.just("t.csv"), st.just("rows")),
    st.builds(Share, counts, counts, st.integers(0, 4)),
    st.builds(Distinct, st.just("t.csv"), st.sampled_from(["supplier", "state"]), wheres),
    st.builds(Quotient, amounts, amounts.filter(bool), st.integers(0, 4)),
)


@pytest.mark.parametrize(
    ("derivation", "value"),
    [
        (Count("t.csv"), "4"),
        (ANSWERED, "2"),
        (Count("t.csv", (("state", "answered"), ("supplier", "S-1"))), "1"),
        (Count("t.csv", (("nowhere", ""),)), "0"),
        (Total("t.csv", "rows"), "8"),
        (Share(ANSWERED, Count("t.csv")), "50"),
        (Share(ANSWERED, Count("t.csv", (("supplier", "S-2"),)), 1), "100.0"),
        (Share(Count("t.csv", (("state", "silent"),)), Count("t.csv", (("rows", "9"),))), "0"),  # of nothing, nothing
        (Distinct("t.csv", "supplier"), "3"),
        (Distinct("t.csv", "state"), "2"),  # an empty cell is no value
        (Distinct("t.csv", "state", (("supplier", "S-2"),)), "1"),
        (Quotient(Decimal("1"), Decimal("3"), 1), "33.3"),
        (Quotient(Decimal("0.125"), Decimal("100"), 1), "0.1"),
    ],
)
def test_by_hand(derivation: Derivation, value: str) -> None:
    assert str(derivation.of(TABLES)) == value


@given(derivations)
def test_a_derivation_survives_the_evidence_file(derivation: Derivation) -> None:
    again = derivation_from_data(json.loads(json.dumps(derivation.as_data())))
    assert again == derivation
    assert again.of(TABLES) == derivation.of(TABLES)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"count": 3, "where": {}},
        {"count": "t.csv", "where": [["state", "answered"]]},
        {"total": "t.csv"},
        {"share": {"total": "t.csv", "column": "rows"}, "of": {"count": "t.csv", "where": {}}, "places": 0},
        {"share": {"count": "t.csv", "where": {}}, "of": {"count": "t.csv", "where": {}}, "places": 10**9},
        {"share": {"count": "t.csv", "where": {}}, "of": {"count": "t.csv", "where": {}}, "places": -1},
        {"quotient": ["1"], "places": 0},
        {"quotient": ["one", "7"], "places": 0},
        {"quotient": ["NaN", "7"], "places": 0},
        {"quotient": ["Infinity", "7"], "places": 0},
        {"quotient": ["1e999999999", "7"], "places": 0},
        {"quotient": ["1" * 41, "7"], "places": 0},
        {"quotient": ["1", "7"], "places": 10**9},
        {"exec": "rm"},
    ],
)
def test_what_is_no_derivation_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no derivation"):
        derivation_from_data(data)


def test_a_missing_table_or_column_is_not_taken_for_zero() -> None:
    for one in (Count("gone.csv"), Total("t.csv", "gone"), Distinct("t.csv", "gone")):
        with pytest.raises(KeyError):
            one.of(TABLES)


def test_a_figure_names_the_rows_it_was_counted_from() -> None:
    figure = Fact("suppliers.answered", Text("answered"), ANSWERED).figure(TABLES)
    assert (figure.text, figure.key, figure.unit) == ("2", "suppliers.answered", "")
    (source,) = figure.sources
    assert (source.file, source.digest) == ("t.csv", digest_of(CONTENT))
    assert source.place == Place(record="rows with state = answered")
    percent = Fact("share", Text("share"), Share(ANSWERED, Count("t.csv"), 1)).figure(TABLES)
    assert (percent.text, percent.value) == ("50.0%", Decimal("50.0"))
    assert percent.sources[0].place.record == "rows with state = answered as share of all rows"
    total = Fact("rows", Text("rows"), Total("t.csv", "rows")).figure(TABLES)
    assert (total.text, total.sources[0].place.record) == ("8", "sum of rows")


def test_keys_are_given_once() -> None:
    found = (
        *facts(("Tin", "Gold"), ("conformant", "not listed")),
        *origin_facts(("Tin", "Gold")),
        *measure_facts(("survey_sent",)),
    )
    keys = [one.key for one in found]
    assert len(keys) == len(set(keys))
    assert {
        "smelters.status.not_listed.tin",
        "origin.unknown.gold",
        "survey_sent.reached",
        "survey_sent.date.days",
    } <= set(keys)


@pytest.mark.parametrize(("words", "key"), [("Not listed", "not_listed"), ("Tin (Sn)", "tin_sn"), ("", ""), ("--", "")])
def test_slugs(words: str, key: str) -> None:
    assert slug(words) == key
