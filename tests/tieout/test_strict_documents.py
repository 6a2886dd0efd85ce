"""The strict houses are what they say: clean documents true to the last digit, planted errors really errors, seeds that differ."""

from __future__ import annotations

import re

import pytest

from made_release.houses_strict import ALL_STRICT, OPEN, SEALED, make_strict_draft
from made_release.moved_lines import assert_changes_its_lines
from made_release.oracle import holds, relations
from made_release.planting import plants
from made_release.setting import LAYOUTS, set_page
from made_release.sheet import Page, Paragraph, Place
from made_release.strict_books import Books
from made_release.strict_house import StrictHouse, make_strict

EVERY = pytest.mark.parametrize("house", ALL_STRICT, ids=lambda house: house.key)


@EVERY
def test_clean_documents_are_exact(house: StrictHouse) -> None:
    for seed in range(6):
        page, ledger = make_strict(house, seed)
        held = relations(page, ledger)
        assert [one for one in held if holds(one, page, {}) is not True] == []
        numbers = {
            n for n, token in enumerate(page.tokens) if token.fact and token.role != "points" and n in page.places
        }
        assert len(numbers) > 180
        assert len({n for one in held for n in one.tokens} & numbers) > 0.95 * len(numbers)


@EVERY
def test_nothing_is_left_of_the_notation(house: StrictHouse) -> None:
    for seed in range(4):
        text = set_page(make_strict(house, seed)[0], "tab").data.decode()
        assert not re.search(r"\[[a-zA-Z]+[ :]|\{|\}|\||\ue000| ,|\.\.", text), text


def _figures_of_words(page: Page, role: str) -> list[tuple[Place, int]]:
    words = [(page.places[n], n) for n, token in enumerate(page.tokens) if token.role == role and n in page.places]
    return [(place, sum(bool(page.tokens[n].fact) for n in page.numbers_in(place))) for place, _ in words]


@EVERY
def test_words_that_errors_spoil_stand_beside_figures(house: StrictHouse) -> None:
    for seed in range(4):
        page, ledger = make_strict(house, seed)
        tied = {n for one in relations(page, ledger) for n in one.tokens}
        for role in ("direction", "flow", "gain", "item", "segment", "period"):
            for place, _ in _figures_of_words(page, role):
                figures = {n for n in page.numbers_in(place) if page.tokens[n].fact}
                assert figures & tied, page.line(place)


@EVERY
def test_planted_errors_are_errors_at_their_lines(house: StrictHouse) -> None:
    page, ledger = make_strict(house, 0)
    found = list(plants(page, relations(page, ledger), 3))
    assert len(found) >= 29
    for one in found:
        assert_changes_its_lines(page, one)


@EVERY
def test_two_seeds_say_it_in_other_words(house: StrictHouse) -> None:
    assert make_strict(house, 3)[0] == make_strict(house, 3)[0]
    told = []
    for seed in range(8):
        page, _ = make_strict(house, seed)
        told.append({re.sub(r"\ue000\d+\ue001|\d+", "#", b.text) for b in page.blocks if isinstance(b, Paragraph)})
    assert len(set[str]().union(*told)) >= max(map(len, told)) + 6


@EVERY
def test_a_draft_has_many_errors_and_look_alikes(house: StrictHouse) -> None:
    draft = make_strict_draft(house, 0)
    assert 25 <= len(draft.faults) <= 30
    assert len({fault.place for fault in draft.faults}) == len(draft.faults)
    assert len(draft.page.blocks) == len(make_strict(house, 0)[0].blocks) + len(house.alike)


def test_the_houses_are_of_two_sorts_and_of_every_layout() -> None:
    assert len(OPEN) == len(SEALED) == 5
    assert len({house.key for house in ALL_STRICT}) == 10
    assert {house.layout for house in ALL_STRICT} == set(LAYOUTS)
    kinds = set()
    for house in ALL_STRICT:
        page, ledger = make_strict(house, 0)
        kinds |= {one.kind for one in plants(page, relations(page, ledger), 0)}
    assert len(kinds) >= 44


@EVERY
def test_an_average_over_a_year_lies_between_those_of_its_quarters(house: StrictHouse) -> None:
    _, ledger = make_strict(house, 0)
    assert isinstance(ledger, Books)
    averages = [item for item in (*ledger.averages, *ledger.sums) if ledger.is_average(item)]
    assert averages
    for item in averages:
        year = ledger.years[-1]
        quarters = [ledger.amount(item, f"{year}:{q}-{q}") for q in (1, 2, 3, 4)]
        assert min(quarters) - 1 <= ledger.amount(item, f"{year}:1-4") <= max(quarters) + 1, item
