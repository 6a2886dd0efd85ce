"""What is in use and what is due, by version; and cells that list countries."""

from __future__ import annotations

import time
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.minerals.country import country_of
from kaiji.minerals.declaration import Entry, EntryKind, Topic
from kaiji.minerals.rules.context import countries_in, in_use, is_due, metals_in_use
from kaiji.minerals.rules.timeliness import version_old
from minerals.building import VERSIONS, cell_value, declare, layout_of, metals_of

WORDS = ("Yes", "No", "Unknown", "")


@pytest.mark.parametrize(("first", "second"), list(product(WORDS, WORDS)))
def test_two_questions_decide_whether_a_metal_is_in_use(first: str, second: str) -> None:
    """In 6.5 one No ends the matter and two Yes settle it; in 3.01 one Yes settles it and two Noes end it."""
    change = {"added/Tin": first, "remains/Tin": second}
    either = False if "No" in (first, second) else True if (first, second) == ("Yes", "Yes") else None
    both = False if (first, second) == ("No", "No") else True if "Yes" in (first, second) else None
    assert in_use(declare("6.5", change), layout_of("6.5"), "Tin") is either
    assert in_use(declare("3.01", change), layout_of("3.01"), "Tin") is both
    first_alone = {"Yes": True, "No": False}.get(first)
    assert in_use(declare("2.03a", {"added/Tin": first}), layout_of("2.03a"), "Tin") is first_alone


@pytest.mark.parametrize("version", VERSIONS)
def test_a_complete_declaration_of_every_version_leaves_nothing_open(version: str) -> None:
    declaration, layout = declare(version), layout_of(version)
    assert metals_in_use(declaration, layout) == declaration.metals == metals_of(layout)
    assert all(is_due(declaration, layout, one) and one.answer.given for one in declaration.answers)
    assert [one.metal for one in declaration.smelters] == list(declaration.metals)


@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_is_due_for_a_metal_that_nobody_uses(version: str) -> None:
    layout = layout_of(version)
    change = {f"{topic}/all": "No" for topic in ("added", "remains") if layout.question(Topic(topic))}
    declaration = declare(version, change)
    due = {one.topic for one in declaration.answers if is_due(declaration, layout, one)}
    assert due == ({Topic.ADDED, Topic.REMAINS} if layout.out_of_use == "both" else {Topic.ADDED})


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", ()),
        ("Rwanda", ("Rwanda",)),
        ("Peru, Rwanda;Chile／ ルワンダ、ペルー\nBrazil", ("Peru", "Rwanda", "Chile", "ルワンダ", "ペルー", "Brazil")),
        ("CONGO, DEMOCRATIC REPUBLIC OF THE", ("CONGO, DEMOCRATIC REPUBLIC OF THE",)),
        ("PERU, CONGO, DEMOCRATIC REPUBLIC OF THE, CHILE", ("PERU", "CONGO, DEMOCRATIC REPUBLIC OF THE", "CHILE")),
        ("TANZANIA,UNITED REPUBLIC OF", ("TANZANIA,UNITED REPUBLIC OF",)),
        ("Bosnia and Herzegovina and Peru", ("Bosnia and Herzegovina", "Peru")),
        ("Rwanda & Burundi", ("Rwanda", "Burundi")),
        ("here, there and everywhere", ("here", "there", "everywhere")),
        (" , ,", ()),
    ],
)
def test_countries_in_a_cell(cell: str, found: tuple[str, ...]) -> None:
    assert countries_in(cell) == found


NAMES = st.sampled_from(
    ["PERU", "RWANDA", "CONGO, DEMOCRATIC REPUBLIC OF THE", "KOREA, REPUBLIC OF", "CHINA", "Trinidad and Tobago"]
)


@given(st.lists(NAMES, max_size=6), st.sampled_from([", ", ",", "; ", "、"]))
def test_a_list_of_the_template_s_names_comes_apart_again(names: list[str], separator: str) -> None:
    assert [country_of(name) for name in countries_in(separator.join(names))] == [country_of(name) for name in names]


def test_a_hostile_cell_costs_little() -> None:
    start = time.perf_counter()
    assert len(countries_in("x," * 16_000)) == 16_000
    assert len(countries_in(" and ".join(["x"] * 6_000))) == 6_000
    assert time.perf_counter() - start < 5


def test_an_entry_says_what_it_says() -> None:
    declaration = declare("6.5", {"company_name": "  Sagano \n Parts  ", "contact_name": "#N/A", "contact_phone": 0.50})
    name = declaration["company_name"]
    assert (name.words, name.text) == ("Sagano Parts", "  Sagano \n Parts  ")
    assert name.says("sagano parts")
    assert name.begins("SAGANO")
    assert not name.says("sagano")
    assert (declaration["contact_name"].words, declaration["contact_name"].given) == ("", False)
    assert declaration["contact_phone"].text == "0.5"
    assert declaration["nowhere"] == Entry("", declaration.source, EntryKind.EMPTY)


def test_the_builder_knows_only_names_that_the_version_has() -> None:
    with pytest.raises(KeyError, match="has no question on remains"):
        declare("2.03a", {"remains/Tin": "No"})
    with pytest.raises(ValueError, match="is not a valid Topic"):
        declare("6.5", {"contact_names": "x"})
    assert cell_value("none") is None


def test_a_leap_day_has_a_day_a_year_before() -> None:
    from kaiji.minerals.rules.context import Context  # noqa: PLC0415

    declaration = declare("6.22", {"effective_date": date(2024, 2, 29)})
    assert list(version_old(declaration, Context(layout_of("6.22")))) == []
