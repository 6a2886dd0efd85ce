"""Figures of sentences held against other sentences, where no table has them: told twice, shares bought, marks of notes."""

from __future__ import annotations

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.text_document import read_plain_text
from kaiji.tieout.document import prove_document
from kaiji.tieout.proof import DocumentProof

RELEASE = """
Orlen Works Reports Second Quarter 2031 Results

- Adjusted EBITDA 1 for the quarter was $48.2 million, or 12.7% of net sales, compared with $44.9 million in the prior-year period
- Net income attributable to Orlen of $21.6 million, or $1.42 per diluted share

Discussion

Adjusted EBITDA for the quarter was $48.2 million compared with $44.9 million in the prior-year period.

Net income attributable to Orlen was $21.6 million, or $1.42 per diluted share.

The Company repurchased 214,300 shares for $9.1 million at an average price of $42.55 per share.

1 Refer to the reconciliations at the end.
"""


def _prove(text: str) -> DocumentProof:
    return prove_document("x", read_plain_text(text.encode(), "x.txt"))


def _errors(text: str) -> list[tuple[str, int]]:
    return [
        (one.stated, place.spot.line)
        for one in _prove(text).findings
        if one.finding.severity is Severity.ERROR
        for place in one.places[:1]
    ]


def test_clean() -> None:
    proof = _prove(RELEASE)
    assert [one.finding.code for one in proof.findings if one.finding.severity is not Severity.INFO] == []
    state = {one.text.strip(): one.state for one in proof.numbers}
    assert (state["214,300"], state["$9.1 million"], state["$42.55"]) == ("proved", "proved", "proved")


def test_the_mark_of_a_note_is_no_number() -> None:
    assert "1" not in [one.text.strip() for one in _prove(RELEASE).numbers]
    assert "1" in [one.text.strip() for one in _prove(RELEASE.replace("1 Refer", "Refer")).numbers]


@pytest.mark.parametrize(
    ("right", "wrong", "lines"),
    [
        ("EBITDA for the quarter was $48.2", "EBITDA for the quarter was $42.8", {1, 4}),
        ("EBITDA 1 for the quarter was $48.2", "EBITDA 1 for the quarter was $84.2", {1, 4}),
        ("$1.42 per diluted share\n\nDisc", "$1.24 per diluted share\n\nDisc", {2, 5}),
        ("214,300 shares", "241,300 shares", {6}),
        ("for $9.1 million", "for $1.9 million", {6}),
        ("price of $42.55", "price of $45.25", {6}),
    ],
)
def test_a_slip_is_told(right: str, wrong: str, lines: set[int]) -> None:
    assert RELEASE.count(right) == 1
    proof = _prove(RELEASE.replace(right, wrong))
    found = [one for one in proof.findings if one.finding.severity is Severity.ERROR]
    assert len(found) == 1
    assert {place.spot.line for place in found[0].places} == lines


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # another period, another kind of item, nothing in common, no slip but another figure
        ("EBITDA for the quarter was $48.2 million", "EBITDA for the year was $84.2 million"),
        ("EBITDA for the quarter was $48.2 million", "EBITDA of the pumps segment for the quarter was $42.8 million"),
        ("was $48.2 million compared with $44.9 million", "was $42.8 million compared with $31.5 million"),
        ("per diluted share.", "per basic share, before $1.44."),
        ("for $9.1 million at an average price of $42.55 per share", "and may spend up to $50.0 million more"),
    ],
)
def test_what_only_looks_alike_is_left_alone(old: str, new: str) -> None:
    assert RELEASE.count(old) == 1
    assert _errors(RELEASE.replace(old, new)) == []
