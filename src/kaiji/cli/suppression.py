"""The file beside a document that says which findings may stand, and the option that writes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

from kaiji.cli.out import misuse
from kaiji.tieout.proof import DocumentProof, Suppression
from kaiji.tieout.proof_data import line_number
from kaiji.tieout.reading_finding import with_reading_findings
from kaiji.tieout.suppression import SUFFIX, as_toml, fitting, read_suppressions, suppress, suppression_for


def beside(path: Path) -> Path:
    """Give the file of suppressions of a document."""
    return path.with_name(path.name + SUFFIX)


def with_suppressions(proof: DocumentProof, path: Path) -> DocumentProof:
    """Mark what the file beside the document lets stand; what is wrong with the file is among the findings."""
    file = beside(path)
    if not file.is_file():
        return proof
    try:
        read = read_suppressions(file.read_bytes(), file.name)
    except OSError as error:
        misuse(f"{file} cannot be read: {error.strerror}.", "Check that you may read it.")
    return with_reading_findings(suppress(proof, read.suppressions), read.findings)


def add_suppressions(proof: DocumentProof, path: Path, wanted: Sequence[str], reason: str, by: str) -> DocumentProof:
    """Let findings stand: put them into the file beside the document, and mark them.

    Args:
        proof: of the document.
        path: of the document.
        wanted: rule and line of each finding (``TIE-110:416``).
        reason: compulsory.
        by: who says so.
    """
    if not reason.strip():
        misuse("A suppression needs its reason.", "Say with --reason why the finding may stand.")
    made: list[Suppression] = []
    for one in wanted:
        code, _, line = one.partition(":")
        if not line.isdecimal() or not line.isascii():
            misuse(f"“{one}” names no finding.", "Give rule and line: --suppress TIE-110:416.")
        found = next(fitting(proof, code, int(line)), None)
        new = suppression_for(found, proof, reason, by, _today()) if found else None
        if new is None:
            _nothing_there(proof, code, int(line))
        if (new.code, new.digest) not in {(known.code, known.digest) for known in made}:
            made.append(new)
    file = beside(path)
    try:
        with file.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(as_toml(made, head=not file.stat().st_size))
    except OSError as error:
        misuse(f"{file} cannot be written: {error.strerror}.", "Check that you may write beside the document.")
    return suppress(proof, made)


def _nothing_there(proof: DocumentProof, code: str, line: int) -> NoReturn:
    there = sorted(
        {line_number(proof, one.places[0].spot) for one in proof.standing if one.finding.code == code and one.places}
    )
    misuse(
        f"No finding {code} that still stands is at line {line}.",
        f"{code} was found at line {', '.join(map(str, there))}."
        if there
        else "Run the command without --suppress first.",
    )


def _today() -> date:
    return datetime.now(UTC).date()
