"""Every test of reading a sheet runs in both quick ways: value by value, and through the library."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True, params=["few values", "many values"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "many values":
        monkeypatch.setattr("kaiji.formats.xlsx.sparse.MOST_VALUES", 0)
