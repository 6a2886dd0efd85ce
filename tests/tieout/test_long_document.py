"""A document of the double length takes about double the work: counted in calls, not by the clock."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

from kaiji.formats.any_document import read_any_document
from kaiji.tieout.document import prove_document
from made_release.family import FAMILIES
from made_release.layout import set_text
from made_release.release import make_release


def calls(text: str) -> int:
    """Count the calls of functions while a document is proved."""
    reading = read_any_document(text.encode(), "release.txt")
    count = 0

    def called(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        prove_document("release.txt", reading)
    finally:
        sys.setprofile(before)
    return count


def test_work_grows_with_the_length_and_not_with_its_square() -> None:
    releases = [set_text(make_release(FAMILIES[at % 3], at), "tab").text for at in range(8)]
    for one in releases:
        calls(one)  # what is looked up once and kept
    short, long = (calls("\n\n".join(releases[:count])) for count in (4, 8))
    assert long < 2.9 * short
