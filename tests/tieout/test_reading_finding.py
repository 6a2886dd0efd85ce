"""Findings of a reader find their stretch of text in the proof."""

from __future__ import annotations

from kaiji.core.finding import Finding, Severity
from kaiji.core.source import Place, Source
from kaiji.formats.html_document import read_html
from kaiji.formats.text_document import read_plain_text
from kaiji.tieout.document import prove_document
from kaiji.tieout.proof import Spot
from kaiji.tieout.reading_finding import spot_of, with_reading_findings

TEXT = b"First line\nsecond line\n\nAnother paragraph.\n"


def test_a_line_inside_a_paragraph_is_that_stretch_only() -> None:
    lines = prove_document("a.txt", read_plain_text(TEXT, "a.txt")).lines
    assert spot_of(lines, Place(line=2)) == Spot(0, 11, 22)
    assert spot_of(lines, Place(line=4)) == Spot(1, 0, len("Another paragraph."))


def test_lines_without_text_have_no_spot() -> None:
    lines = prove_document("a.txt", read_plain_text(TEXT, "a.txt")).lines
    assert spot_of(lines, Place(line=3)) is None
    assert spot_of(lines, Place(line=99)) is None
    assert spot_of(lines, Place()) is None
    assert spot_of((), Place(line=1)) is None


def test_an_element_is_found_by_its_path() -> None:
    lines = prove_document("a.htm", read_html(b"<html><body><p>One</p><p>Two</p></body></html>", "a.htm")).lines
    path = lines[1].at(0).place.element
    assert path
    assert spot_of(lines, Place(element=path)) == Spot(1, 0, 3)
    assert spot_of(lines, Place(element="nowhere")) is None


def test_they_come_first_and_keep_their_place() -> None:
    proof = prove_document("a.txt", read_plain_text(TEXT, "a.txt"))
    bad = Finding("FILE-155", Severity.ERROR, (("line", 2),), (Source("a.txt", "", Place(line=2)),))
    found = with_reading_findings(proof, [bad]).findings
    assert found[0].finding == bad
    assert [(one.spot, one.role) for one in found[0].places] == [(Spot(0, 11, 22), "wrong")]
    assert with_reading_findings(proof, []) is proof
