"""What was found on reading a document, among the findings of its proof."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from kaiji.core.finding import Finding, Severity
from kaiji.core.source import Place, Source
from kaiji.tieout.proof import DocumentProof, ProofFinding, ProofPlace, Spot
from kaiji.tieout.reading import Line


def with_reading_findings(proof: DocumentProof, findings: Iterable[Finding]) -> DocumentProof:
    """Put the findings of the reader before those of the proof, with their places where the document shows them.

    Args:
        proof: of the document.
        findings: that its reader gave.
    """
    found = [ProofFinding(one, places_of(proof.lines, one.sources), root=one.code) for one in findings]
    return replace(proof, findings=(*found, *proof.findings)) if found else proof


def lowered(proof: DocumentProof, doubted: Collection[int]) -> DocumentProof:
    """Make warnings of the errors that rest on tables which the reader may have misunderstood.

    Args:
        proof: of the document.
        doubted: the numbers of these tables, from 0 in reading order.
    """
    if not doubted:
        return proof

    def rests(one: ProofFinding) -> bool:
        return any(proof.lines[place.spot.line].table in doubted for place in one.places)

    findings = tuple(
        replace(one, finding=replace(one.finding, severity=Severity.WARN))
        if one.finding.severity is Severity.ERROR and rests(one)
        else one
        for one in proof.findings
    )
    return replace(proof, findings=findings)


def places_of(lines: Sequence[Line], sources: Iterable[Source]) -> tuple[ProofPlace, ...]:
    """Give the places of a document that sources in its file mean, the first the wrong one; others are left out."""
    spots = [spot_of(lines, source.place) for source in sources]
    return tuple(ProofPlace(spot, "evidence" if index else "wrong") for index, spot in enumerate(spots) if spot)


def spot_of(lines: Sequence[Line], place: Place) -> Spot | None:
    """Give the stretch of a document that a place in its file means; None where no text stands there.

    Args:
        lines: of the document, in reading order.
        place: with a line of the file or the path of an element.
    """
    if place.element and not place.line:
        for number, line in enumerate(lines):
            if line.at(0).place.element == place.element:
                return Spot(number, 0, len(line.text))
        return None
    if not place.line or not lines:
        return None
    number = bisect_right(lines, place.line, key=lambda line: line.at(0).place.line) - 1
    if number < 0:
        return None
    text = lines[number].text
    offsets = range(len(text))
    start = bisect_left(offsets, place.line, key=lambda offset: lines[number].at(offset).place.line)
    end = bisect_right(offsets, place.line, key=lambda offset: lines[number].at(offset).place.line)
    return Spot(number, start, end) if start < end else None
