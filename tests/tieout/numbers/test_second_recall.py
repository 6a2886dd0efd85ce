"""The houses of the second planter: their clean releases and notices raise no error."""

from __future__ import annotations

import pytest

from made_release.house import House
from made_release.houses import HOUSES
from made_release.measure import measure_clean, measure_draft


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.key)
def test_clean_documents_raise_no_error(house: House) -> None:
    for seed in (0, 3):
        for one in measure_clean(house.key, seed, ""):
            assert one.false == ()


def test_errors_of_a_draft_are_found_and_its_look_alikes_are_not() -> None:
    outcomes = measure_draft("orin", 0, "")
    assert len(outcomes) == 30
    found = sum(one.found for one in outcomes)
    # A floor, not the aim: docs/explanation/tie-out.md says what is measured.
    assert found >= 24, [(one.kind, one.stated) for one in outcomes if not one.found]
    assert [one.false for one in outcomes if one.false] == []
