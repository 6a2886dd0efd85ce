"""Prove a document that was read: its numbers against each other, and its words against its calendar and its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Param, Severity
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.numbers.cell_rule import look_at_cells
from kaiji.tieout.numbers.engine import numbers_of
from kaiji.tieout.numbers.limit_rule import end_of_proof, look_at_length
from kaiji.tieout.numbers.number_finding import number_findings, number_proofs
from kaiji.tieout.numbers.period_rule import look_at_periods
from kaiji.tieout.numbers.scale_rule import look_at_scales
from kaiji.tieout.proof import DocumentProof, ProofFinding, ProofPlace, Spot
from kaiji.tieout.reading import Line, Reading, lines_of
from kaiji.tieout.words import check_words

REACH = 7
AGAINST_TABLES = ("TIE-112", "TIE-113", "TIE-114", "TIE-115")


def prove_document(name: str, reading: Reading) -> DocumentProof:
    """Prove what a document says by the document itself.

    Args:
        name: of the file, for people.
        reading: the document as its reader gave it.
    """
    every = tuple(lines_of(reading))
    lines = every[: end_of_proof(every)]
    numbers = numbers_of(lines)
    captions = list(look_at_scales(lines, numbers))
    found = [one for one in number_findings(lines, numbers) if not _follows(one, captions, lines)]
    accused = {(one.places[0].spot.line, one.stated) for one in found if one.places}
    wrong = {
        place.spot.line
        for one in found
        if one.finding.severity is Severity.ERROR
        for place in one.places[:1]
        if place.role == "wrong" and lines[place.spot.line].kind == "row"
    }
    seen = [
        *look_at_length(every),
        *look_at_cells(lines, numbers),
        *look_at_periods(lines, numbers),
        *captions,
        # What the numbers say of an amount need not be said again by the words around it.
        *(
            one
            for one in _words(lines)
            if not one.places or ((one.places[0].spot.line, one.stated) not in accused and not _rests_on(one, wrong))
        ),
    ]
    findings = sorted([*found, *seen], key=_place)
    return DocumentProof(name, every, tuple(findings), tuple(number_proofs(numbers, found)))


def _rests_on(one: ProofFinding, wrong: set[int]) -> bool:
    """Tell whether words are accused by a row of a table that is itself the one that is wrong."""
    return one.finding.code in AGAINST_TABLES and any(place.spot.line in wrong for place in one.places[1:])


def _follows(one: ProofFinding, captions: Sequence[ProofFinding], lines: Sequence[Line]) -> bool:
    """Tell whether a finding only says again that a table's caption names the wrong scale."""
    tables = {
        lines[number].table
        for caption in captions
        for number in range(caption.places[0].spot.line, caption.places[0].spot.line + REACH)
        if number < len(lines)
    } - {-1}
    return (
        bool(tables)
        and lines[one.places[0].spot.line].table not in tables
        and any(lines[place.spot.line].table in tables for place in one.places[1:])
    )


def _words(lines: Sequence[Line]) -> Iterator[ProofFinding]:
    where = {source: number for number, line in enumerate(lines) for source in _sources(line)}
    by_line = {source.place.line: number for source, number in where.items() if source.place.line}
    for finding in check_words(lines):
        yield _placed(finding, lines, where, by_line)


def _placed(finding: Finding, lines: Sequence[Line], where: dict[Source, int], by_line: dict[int, int]) -> ProofFinding:
    numbers = [where.get(source, by_line.get(source.place.line, -1)) for source in finding.sources]
    spots = [Spot(one, 0, len(lines[one].text)) for one in numbers if one >= 0]
    places = tuple(ProofPlace(spot, "evidence" if index else "wrong") for index, spot in enumerate(spots))
    params = dict(finding.params)
    root = f"{spots[0].line}:0" if spots else finding.code
    return ProofFinding(finding, places, _plain(params.get("stated", "")), _plain(params.get("expected", "")), root)


def _plain(value: Param) -> str:
    if isinstance(value, tuple):
        return " / ".join(value)
    return value.en if isinstance(value, Text) else str(value)


def _sources(line: Line) -> Iterator[Source]:
    for start in line.starts or (0,):
        yield line.at(start)


def _place(one: ProofFinding) -> tuple[int, int, str]:
    if not one.places:
        return (0, 0, one.finding.code)
    return (one.places[0].spot.line, one.places[0].spot.start, one.finding.code)
