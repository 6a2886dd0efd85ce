"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def reference() -> Path:
    """Give the folder of reference data, or skip: it is other people's and never part of the project."""
    folder = Path(os.environ.get("KAIJI_REFERENCE_DATA", str(ROOT.parent / "shared"))).resolve()
    if not (folder / "templates").is_dir():
        pytest.skip(f"no reference data at {folder}; name its folder in KAIJI_REFERENCE_DATA")
    return folder
