"""Prove a document that was read: its numbers against each other, and its words against its calendar and its numbers."""

from __future__ import annotations

from kaiji.tieout.numbers.cell_rule import look_at_cells
from kaiji.tieout.numbers.engine import numbers_of
from kaiji.tieout.numbers.limit_rule import end_of_proof, look_at_length, shortened
from kaiji.tieout.numbers.notation import in_one_notation
from kaiji.tieout.numbers.number_finding import number_findings, number_proofs
from kaiji.tieout.numbers.period_rule import look_at_periods
from kaiji.tieout.numbers.scale_rule import look_at_scales
from kaiji.tieout.numbers.turned_columns import look_at_columns
from kaiji.tieout.proof import DocumentProof, ProofFinding
from kaiji.tieout.reading import Reading, lines_of
from kaiji.tieout.reading_finding import lowered
from kaiji.tieout.root import distinct, rooted
from kaiji.tieout.words import check_words


def prove_document(name: str, reading: Reading) -> DocumentProof:
    """Prove what a document says by the document itself.

    Args:
        name: of the file, for people.
        reading: the document as its reader gave it.
    """
    every = tuple(lines_of(reading))
    lines = in_one_notation([shortened(line) for line in every[: end_of_proof(every)]])
    numbers = numbers_of(lines)
    captions = list(look_at_scales(lines, numbers))
    found, words = distinct(lines, number_findings(lines, numbers), captions, list(check_words(lines, numbers)))
    seen = [*look_at_length(every), *look_at_cells(lines, numbers), *look_at_periods(lines, numbers), *captions, *words]
    seen += look_at_columns(lines, numbers)
    findings = sorted(rooted([*found, *seen]), key=_place)
    proof = DocumentProof(name, every, tuple(findings), tuple(number_proofs(numbers, found)))
    return lowered(proof, reading.doubted)


def _place(one: ProofFinding) -> tuple[int, int, str]:
    if not one.places:
        return (0, 0, one.finding.code)
    return (one.places[0].spot.line, one.places[0].spot.start, one.finding.code)
