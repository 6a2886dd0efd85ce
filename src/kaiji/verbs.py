"""The verbs for Python: the same acts as on the command line, on paths."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from os import PathLike
from pathlib import Path

from kaiji.bulk.folder import files_below, parts_of
from kaiji.core.finding import Finding
from kaiji.core.text import Language
from kaiji.documents import FACT_SUFFIXES, prove_read, read_facts
from kaiji.formats.any_document import read_any_document
from kaiji.formats.document_read import Read as DocumentRead
from kaiji.minerals import check as checking
from kaiji.minerals.evidence.smelter_list import AuditedList, read_audited_list
from kaiji.minerals.evidence_folder import PLAIN_PARTS, RESPONSES, read_evidence
from kaiji.minerals.package import Package, build_package
from kaiji.minerals.prove import Proof, prove
from kaiji.minerals.reader import Reading
from kaiji.minerals.reader import read as read_bytes
from kaiji.minerals.report.gather import judged_from
from kaiji.minerals.rollup import RollUp
from kaiji.minerals.rollup import roll_up as roll_up_survey
from kaiji.minerals.smelter.reference import Reference, read_reference
from kaiji.minerals.survey import Response, survey_of
from kaiji.programmes import RULES
from kaiji.tieout.fact_file import FactFile
from kaiji.tieout.proof import DocumentProof

__all__ = [
    "FACT_SUFFIXES",
    "build",
    "check",
    "explain",
    "prove_read",
    "read",
    "read_facts",
    "roll_up",
    "tie_out",
]

AnyPath = str | PathLike[str]


def read(path: AnyPath) -> Reading:
    """Read one received workbook; what cannot be read is among its findings.

    A path that does not exist or may not be read is misuse and raises OSError.
    """
    file = Path(path)
    return read_bytes(file.read_bytes(), file.name)


def check(
    answer: Reading | AnyPath,
    *,
    year: int | None = None,
    as_of: date | None = None,
    reference: Reference | AnyPath | None = None,
) -> tuple[Finding, ...]:
    """Give everything that was found in one workbook.

    Args:
        answer: a path, or what :func:`read` gave.
        year: the reporting year; without it, nothing is said about the period.
        as_of: the day from which dates are judged; without it, nothing is said about the future.
        reference: the smelter reference, or its path; without it, smelters are not looked up.
    """
    reading = answer if isinstance(answer, Reading) else read(answer)
    return checking.check(reading, year=year, as_of=as_of, reference=_reference(reference))


def roll_up(
    answers: Iterable[Reading | AnyPath],
    *,
    reference: Reference | AnyPath | None = None,
    audited: AuditedList | AnyPath | None = None,
    as_of: date | None = None,
) -> RollUp:
    """Put the smelters of many answers together: every one once, with suppliers, cells and status.

    Args:
        answers: paths, or what :func:`read` gave; each declaring company is one supplier.
        reference: the smelter reference, or its path.
        audited: the list of audited smelters, or its path.
        as_of: the day for which a list given by path holds.
    """
    known = _reference(reference)
    readings = [one if isinstance(one, Reading) else read(one) for one in answers]
    survey = survey_of(None, [Response(one, checking.check(one, reference=known)) for one in readings])
    status = audited if audited is None or isinstance(audited, AuditedList) else _audited(audited, as_of)
    return roll_up_survey(survey, known, status)


def build(folder: AnyPath, year: int, *, as_of: date | None = None) -> Package:
    """Build the package of an evidence folder, proved, as bytes by name; nothing is written.

    Args:
        folder: the evidence folder; a path that is no folder raises NotADirectoryError.
        year: the reporting year; one before 2013 raises ValueError.
        as_of: the day from which dates are judged; without it, the day of the signature or the due date.
    """
    place = Path(folder)
    if not place.is_dir():
        raise NotADirectoryError(f"{place} is no folder")
    inside = place / RESPONSES
    responses = {name: path.read_bytes() for path, name in files_below(inside)} if inside.is_dir() else {}
    plain = {name: path.read_bytes() for path, name in parts_of(place, PLAIN_PARTS)}
    readings = [read_bytes(content, name) for name, content in responses.items()]
    digests = {one.source.file: one.source.digest for one in readings}
    evidence = read_evidence(plain, digests, name=place.name, year=year)
    day = as_of or judged_from(evidence, year)
    checked = [
        Response(
            one,
            checking.check(one, year=year, as_of=day, reference=evidence.reference, judgements=evidence.judgements),
        )
        for one in readings
    ]
    return build_package(evidence, checked, year, RULES)


def tie_out(
    document: AnyPath | DocumentRead, *, support: Iterable[AnyPath | DocumentRead] = ()
) -> DocumentProof | Proof:
    """Prove what a document says, or every figure of the package in a folder.

    Args:
        document: the path of a document, or what a reader gave; the path of a folder stands for the package in it.
        support: what a document is held against: other documents, and files of facts (CSV or Excel).

    Returns:
        The proof of the document, findings of reading among its findings; of a folder, the proof of the package.
    """
    if isinstance(document, DocumentRead):
        return prove_read(document, "", [_supporting(one) for one in support])
    path = Path(document)
    if path.is_dir():
        return prove({one.name: one.read_bytes() for one in path.iterdir() if one.is_file()})
    reading = read_any_document(path.read_bytes(), path.name)
    return prove_read(reading, path.name, [_supporting(one) for one in support])


def _supporting(given: AnyPath | DocumentRead) -> DocumentRead | FactFile:
    if isinstance(given, DocumentRead):
        return given
    path = Path(given)
    facts = path.suffix.casefold() in FACT_SUFFIXES
    return read_facts(path.read_bytes(), path.name) if facts else read_any_document(path.read_bytes(), path.name)


def explain(code: str, language: Language = "en") -> str:
    """Give a rule's help page as text; an unknown code raises KeyError."""
    rule = RULES[code]
    parts = [f"{rule.code}: {rule.title.say(language)} ({rule.severity})", rule.summary()]
    parts += [f"{heading}\n{body}" for heading, body in rule.sections().items()]
    return "\n\n".join(parts)


def _reference(given: Reference | AnyPath | None) -> Reference | None:
    if given is None or isinstance(given, Reference):
        return given
    path = Path(given)
    return read_reference(path.read_bytes(), path.name).reference


def _audited(given: AnyPath, as_of: date | None) -> AuditedList:
    path = Path(given)
    return read_audited_list(path.read_bytes(), path.name, as_of=as_of).audited
