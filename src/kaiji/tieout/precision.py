"""The places of findings made as narrow as the findings tell: the words that are wrong, not all of their paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.proof import DocumentProof, ProofFinding, ProofPlace, Spot
from kaiji.tieout.reading import Line
from kaiji.tieout.reading_finding import places_of

BETWEEN = r"(?:\W+\w+){0,4}?\W*"  # a finding leaves out small words between those that it quotes
LONGEST = 200


def narrowed(proof: DocumentProof) -> DocumentProof:
    """Narrow the places that are whole lines: to the cell or the row of the file, then to the words that are quoted.

    The findings come in reading order.

    Args:
        proof: whose findings may mean a paragraph where they mean three words of it.
    """
    return replace(proof, findings=tuple(sorted((_narrowed(proof, one) for one in proof.findings), key=_place)))


def _place(one: ProofFinding) -> tuple[int, int]:
    """Give the reading order: what stands nowhere comes first."""
    return (one.places[0].spot.line, one.places[0].spot.start) if one.places else (-1, 0)


def _narrowed(proof: DocumentProof, one: ProofFinding) -> ProofFinding:
    known = one.places
    if len(known) < len(one.finding.sources) and all(_is_whole(proof, placed) for placed in known):
        known = max(known, places_of(proof.lines, one.finding.sources), key=len)  # places inside of paragraphs
    sources = one.finding.sources if len(one.finding.sources) == len(known) else ()
    places = []
    for number, placed in enumerate(known):
        line = proof.lines[placed.spot.line]
        start, end = placed.spot.start, placed.spot.end
        if known is one.places and not _is_whole(proof, placed):
            places.append(placed)
            continue
        if sources and known is one.places:
            start, end = _stretch(line, sources[number])
        if not number and one.stated:
            start, end = _words(line.text, start, end, one.stated)
        places.append(ProofPlace(Spot(placed.spot.line, start, end), placed.role))
    expected = dict(one.finding.params).get("expected")
    said = expected.say() if isinstance(expected, Text) else one.expected
    return replace(one, places=tuple(places), expected=said)


def _is_whole(proof: DocumentProof, placed: ProofPlace) -> bool:
    return placed.spot.start == 0 and placed.spot.end >= len(proof.lines[placed.spot.line].text)


def _stretch(line: Line, source: Source) -> tuple[int, int]:
    """Give the part of a line that a source means: a cell by its place, or the words that stand on one line of the file."""
    if line.cells:
        for at, (start, place) in enumerate(zip(line.starts, line.places, strict=True)):
            if place.at(0) == source and at:
                ends = [*line.starts[1:], len(line.text) + 1]
                return start, ends[at] - 1
        return 0, len(line.text)
    offsets = range(len(line.text))
    start = bisect_left(offsets, source.place.line, key=lambda at: line.at(at).place.line)
    end = bisect_right(offsets, source.place.line, key=lambda at: line.at(at).place.line)
    return (start, end) if start < end else (0, len(line.text))


def _words(text: str, start: int, end: int, stated: str) -> tuple[int, int]:
    """Find the quoted words in a stretch, or else in all of the line; where they stand twice or not at all, keep it."""
    words = stated.split()
    if not words or len(stated) > LONGEST:
        return start, end
    exact = re.compile(r"\s+".join(map(re.escape, words)))
    loose = re.compile(BETWEEN.join(map(re.escape, words)))
    for pattern in (exact, loose):
        for first, last in ((start, end), (0, len(text))):
            found = list(_at_most_two(pattern, text, first, last))
            if len(found) == 1:
                return found[0]
    return start, end


def _at_most_two(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for number, match in enumerate(pattern.finditer(text, start, end)):
        if number > 1:
            return
        yield match.span()
