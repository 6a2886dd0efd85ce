"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Every run tries the same examples, so that a red run can be run again; HYPOTHESIS_PROFILE=explore tries new ones.
settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def reference() -> Path:
    """Give the folder of reference data, or skip: it is other people's and never part of the project."""
    folder = Path(os.environ.get("KAIJI_REFERENCE_DATA", str(ROOT.parent / "shared"))).resolve()
    if not (folder / "templates").is_dir():
        pytest.skip(f"no reference data at {folder}; name its folder in KAIJI_REFERENCE_DATA")
    return folder
