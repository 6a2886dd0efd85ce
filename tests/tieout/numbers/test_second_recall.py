"""The houses of the second planter: their clean releases and notices raise no error."""

from __future__ import annotations

import pytest

from made_release.house import House
from made_release.houses import HOUSES
from made_release.measure import measure_clean


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.key)
def test_clean_documents_raise_no_error(house: House) -> None:
    for seed in (0, 3):
        for one in measure_clean(house.key, seed, ""):
            assert one.false == ()
