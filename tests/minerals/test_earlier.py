"""Earlier declarations: which belongs to which, and what changed, by hand-made pairs and by properties."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kaiji.minerals.company_identity import By
from kaiji.minerals.declaration import Declaration
from kaiji.minerals.earlier import Kind, changes_between, compare
from minerals.building import declare

NOBODY: dict[str, Any] = {"unique_id": None, "contact_email": None, "authorizer_email": None}


def of(company: str, day: date, file: str, **change: Any) -> Declaration:
    return declare("6.5", NOBODY | {"company_name": company, "effective_date": day} | change, file)


def test_the_latest_earlier_file_of_the_same_company_is_taken() -> None:
    earlier = [of("Uji Denki", date(2023 + at, 5, 1), f"{2023 + at}.xlsx") for at in range(2)]
    now = of("UJI DENKI", date(2025, 5, 1), "now.xlsx")
    (pair,) = compare([now], earlier).pairs
    assert (pair.earlier.file, pair.by) == ("2024.xlsx", (By.NAME,))


def test_the_same_scope_comes_before_the_later_date() -> None:
    listed = {"scope": "B. Product (or List of Products)", "products": ["RT-100"]}
    earlier = [
        of("Uji Denki", date(2024, 5, 1), "products.xlsx", **listed),
        of("Uji Denki", date(2024, 6, 1), "company.xlsx"),
    ]
    pairs = compare([of("Uji Denki", date(2025, 5, 1), "now.xlsx", **listed)], earlier).pairs
    assert [pair.earlier.file for pair in pairs] == ["products.xlsx"]


def test_a_unique_id_outweighs_a_name() -> None:
    earlier = [
        of("Uji Denki", date(2024, 6, 1), "name.xlsx"),
        of("Uji Electric", date(2023, 6, 1), "id.xlsx", unique_id="12-345-6789"),
    ]
    (pair,) = compare([of("Uji Denki", date(2025, 5, 1), "now.xlsx", unique_id="123456789")], earlier).pairs
    assert (pair.earlier.file, pair.by) == ("id.xlsx", (By.UNIQUE_ID,))


def test_an_id_that_says_nothing_brings_nobody_together() -> None:
    earlier = [of("Uji Denki", date(2024, 6, 1), "a.xlsx", unique_id="N/A")]
    comparison = compare([of("Kibune Kogyo", date(2025, 5, 1), "now.xlsx", unique_id="N/A")], earlier)
    assert comparison.pairs == ()
    assert [one.company_name for one in comparison.new] == ["Kibune Kogyo"]
    assert [one.company_name for one in comparison.silent] == ["Uji Denki"]


def test_changes_are_named_one_by_one() -> None:
    before = of("Uji Denki", date(2024, 6, 1), "a.xlsx")
    change = {"scrap/Gold": "Yes", "address": "New", "smelters/Tin": {"lookup": "Other", "identification": "CID900050"}}
    now = of("Uji Denki", date(2025, 6, 1), "b.xlsx", **change)
    told = [(one.kind, one.before, one.now, one.source.place.cell) for one in changes_between(before, now)]
    assert told == [
        (Kind.FIELD, "1-1 Sagano, Kyoto", "New", "D14"),
        (Kind.ANSWER, "No", "Yes", "D52"),
        (Kind.SMELTER_NEW, "", "Other (CID900050)", "A6:Q6"),
        (Kind.SMELTER_GONE, "Beta Tin Smelting (CID900002)", "", "A6:Q6"),
    ]


ANSWER = st.sampled_from(["Yes", "No", "Unknown", None])
CHANGES = st.dictionaries(st.sampled_from(["added/Tin", "scrap/Gold", "covered_countries/all", "policy"]), ANSWER)


@given(CHANGES)
def test_nothing_differs_from_itself(change: dict[str, Any]) -> None:
    assert not list(changes_between(declare("6.5", change), declare("6.5", change)))


@given(CHANGES, CHANGES)
def test_what_changed_one_way_changed_back_the_other_way(first: dict[str, Any], second: dict[str, Any]) -> None:
    one, other = declare("6.5", first), declare("6.5", second)
    there = {(change.label.en, change.before, change.now) for change in changes_between(one, other)}
    back = {(change.label.en, change.now, change.before) for change in changes_between(other, one)}
    assert there == back
