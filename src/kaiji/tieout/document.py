"""Prove a document that was read: its words, its numbers, and what other documents and facts say of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaiji.core.source import Source
from kaiji.tieout.proof import DocumentProof, NumberProof, ProofFinding, ProofPlace, Spot
from kaiji.tieout.reading import Line, Reading, lines_of
from kaiji.tieout.token import tokens_of
from kaiji.tieout.words import check_words


def prove_document(name: str, reading: Reading) -> DocumentProof:
    """Prove what a document says by the document itself.

    Args:
        name: of the file, for people.
        reading: the document as its reader gave it.
    """
    lines = tuple(lines_of(reading))
    where = {source: number for number, line in enumerate(lines) for source in _sources(line)}
    findings = []
    for finding in check_words(lines):
        spots = [
            Spot(where[source], 0, len(lines[where[source]].text)) for source in finding.sources if source in where
        ]
        places = tuple(ProofPlace(spot, "evidence" if index else "wrong") for index, spot in enumerate(spots))
        params = dict(finding.params)
        findings.append(
            ProofFinding(finding, places, str(params.get("stated", "")), str(params.get("expected", "")), finding.code)
        )
    return DocumentProof(name, lines, tuple(findings), tuple(_numbers(lines)))


def _sources(line: Line) -> Iterator[Source]:
    for start in line.starts or (0,):
        yield line.at(start)


def _numbers(lines: Sequence[Line]) -> Iterator[NumberProof]:
    for number, line in enumerate(lines):
        for token in tokens_of(line.text):
            if token.kind in ("number", "percent"):
                yield NumberProof(Spot(number, token.start, token.end), token.text, "single")
