"""A finding's place is the words that are wrong, on the line of the file where they stand."""

from __future__ import annotations

import pytest

from kaiji.formats.text_document import read_plain_text
from kaiji.tieout.document import prove_document
from kaiji.tieout.precision import narrowed
from kaiji.tieout.proof import DocumentProof

TEXT = """The call is held in the afternoon.
It begins on Monday, August 7, 2026, and revenue
was JPY xxx million.

Item\tNote
Sales\tJPY xxx million
"""


def proof_of(text: str) -> DocumentProof:
    return narrowed(prove_document("a.txt", read_plain_text(text.encode(), "a.txt")))


def places(code: str, text: str = TEXT) -> list[tuple[int, str]]:
    proof = proof_of(text)
    return [
        (proof.source(placed.spot).place.line, proof.quote(placed.spot))
        for one in proof.findings
        if one.finding.code == code
        for placed in one.places[:1]
    ]


def test_the_words_and_their_line_of_the_file() -> None:
    assert places("TIE-101") == [(2, "Monday")]
    assert places("TIE-103") == [(3, "JPY xxx"), (6, "JPY xxx")]


def test_small_words_between_the_quoted_ones() -> None:
    text = (
        "Total revenues for 1Q26 were JPY5,480 million, a decrease of 9.6% from JPY5,000 million in 1Q25.\n\n"
        "\t1Q26\t1Q25\tChange\nTotal revenues\t5,480\t5,000\t9.6%\n"
    )
    assert places("TIE-112", text) == [(1, "decrease of 9.6%")]


def test_words_that_stand_twice_have_a_place_each() -> None:
    text = "Sales were JPY xxx million and costs were JPY xxx million.\n"
    spots = [one.places[0].spot for one in proof_of(text).findings if one.finding.code == "TIE-103"]
    assert [(spot.start, spot.end) for spot in spots] == [(11, 18), (42, 49)]


def test_what_it_should_say_is_text() -> None:
    found = [one.expected for one in proof_of(TEXT).findings if one.finding.code == "TIE-101"]
    assert found == ["Friday"]


@pytest.mark.parametrize("text", ["", "x", "\t\n\t\n", "JPY xxx million " * 200])
def test_odd_documents_stay_whole(text: str) -> None:
    proof = proof_of(text)
    for one in proof.findings:
        for placed in one.places:
            assert 0 <= placed.spot.start < placed.spot.end <= len(proof.lines[placed.spot.line].text)
