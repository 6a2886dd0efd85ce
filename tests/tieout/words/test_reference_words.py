"""Real documents that are in order raise no alarm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kaiji.core.finding import Severity
from kaiji.tieout.numbers.engine import numbers_of
from kaiji.tieout.words import check_words
from made_lines import lines_from

FILINGS = Path(os.environ.get("KAIJI_REFERENCE_DATA", "../shared")) / "filings"


@pytest.mark.reference
@pytest.mark.skipif(not FILINGS.is_dir(), reason="no reference filings (KAIJI_REFERENCE_DATA)")
def test_no_error_on_filings_that_are_in_order() -> None:
    paths = sorted(FILINGS.glob("*.txt"))
    assert paths
    for path in paths:
        lines = lines_from(path.read_text(encoding="utf-8"))
        found = [one.finding for one in check_words(lines, numbers_of(lines))]
        assert [(one.code, one.place.line) for one in found if one.severity is Severity.ERROR] == [], path.name
