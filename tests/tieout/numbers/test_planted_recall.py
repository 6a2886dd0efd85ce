"""Made releases: clean ones raise no error, and single planted errors are found at their line, kind by kind."""

from __future__ import annotations

from collections import Counter

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.text_document import read_plain_text
from kaiji.tieout.document import prove_document
from made_release.family import FAMILIES, Family
from made_release.layout import set_text
from made_release.mark import Made
from made_release.offering import make_notice
from made_release.plant import plants
from made_release.release import make_release

# Rows of one block that change places leave every total as it was: nothing in the document need deny it.
UNDECIDABLE = {"rows swapped"}
SAMPLE = ("us-millions", "jpy-half")


def errors(text: str) -> list[set[int]]:
    """Give the lines of each error."""
    proof = prove_document("made.txt", read_plain_text(text.encode(), "made.txt"))
    return [
        {proof.source(place.spot).place.line for place in one.places}
        for one in proof.findings
        if one.finding.severity is Severity.ERROR
    ]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.key)
def test_clean_releases_raise_no_error(family: Family) -> None:
    made = make_release(family, 5)
    assert errors(set_text(made, "tab").text) == []


@pytest.mark.parametrize("kind", ["allotment", "pricing"])
def test_clean_notices_raise_no_error(kind: str) -> None:
    assert errors(set_text(make_notice(kind, 5), "tab").text) == []


def sample() -> list[Made]:
    """Give the documents in which errors are planted."""
    families = [family for family in FAMILIES if family.key in SAMPLE]
    return [make_release(family, 6) for family in families] + [make_notice("allotment", 6)]


def test_planted_errors_are_found_at_their_line() -> None:
    planted, found = Counter[str](), Counter[str]()
    missed = []
    for made in sample():
        for one in plants(made, 1):
            if one.kind in UNDECIDABLE:
                continue
            sort = "numeric" if one.numeric else "worded"
            planted[sort] += 1
            if any(lines & set(one.lines("tab")) for lines in errors(set_text(one.made, "tab").text)):
                found[sort] += 1
            else:
                missed.append((one.kind, one.stated, one.expected))
    assert planted == {"numeric": 27, "worded": 39}
    assert found["numeric"] >= planted["numeric"] - 1, missed
    assert found["worded"] >= planted["worded"] - 1, missed
