"""The verbs for Python: the same acts as on the command line, on paths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from os import PathLike
from pathlib import Path

from kaiji.bulk.folder import files_below, parts_of
from kaiji.core.finding import Finding, Severity
from kaiji.core.text import Language
from kaiji.formats.any_document import read_any_document
from kaiji.formats.csv_table import read_csv
from kaiji.formats.document_read import Read as DocumentRead
from kaiji.formats.xlsx.value import CellValue, Uncached
from kaiji.formats.xlsx.workbook import open_workbook
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
from kaiji.tieout.chain.chain import hold_in_chain
from kaiji.tieout.chain.chain_network import OtherDocument
from kaiji.tieout.document import prove_document
from kaiji.tieout.fact_file import FactFile, FactRow, SourceFact, facts_of
from kaiji.tieout.precision import narrowed
from kaiji.tieout.proof import DocumentProof, ProofFinding
from kaiji.tieout.reading import lines_of
from kaiji.tieout.reading_finding import lowered, with_reading_findings
from kaiji.tieout.support import hold_against

WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
FACT_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls")
MOST_FACTS = 100_000
FACT_COLUMNS = 20

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


def prove_read(reading: DocumentRead, name: str, support: Iterable[DocumentRead | FactFile] = ()) -> DocumentProof:
    """Prove a document that was read; what its reader found is among the findings.

    Args:
        reading: what the reader gave.
        name: of the file, for people.
        support: other documents and files of facts that it is held against; what is wrong with them is among the
            findings too.
    """
    proof = narrowed(prove_document(name, reading))
    facts: list[SourceFact] = []
    others: list[OtherDocument] = []
    beside: list[Finding] = []
    for one in support:
        if isinstance(one, FactFile):
            facts += one.facts
            beside += one.findings
        else:
            lines = tuple(lines_of(one))
            others.append(OtherDocument(lines[0].at(0).file if lines else "", lines))
            beside += (found for found in one.findings if found.severity is Severity.ERROR)
    proof = hold_in_chain(hold_against(proof, facts), [one for one in others if one.lines])
    proof = lowered(proof, reading.doubted)
    told = tuple(ProofFinding(found, root=found.code) for found in beside)
    return with_reading_findings(replace(proof, findings=(*told, *proof.findings)), reading.findings)


def _supporting(given: AnyPath | DocumentRead) -> DocumentRead | FactFile:
    if isinstance(given, DocumentRead):
        return given
    path = Path(given)
    facts = path.suffix.casefold() in FACT_SUFFIXES
    return read_facts(path.read_bytes(), path.name) if facts else read_any_document(path.read_bytes(), path.name)


def read_facts(data: bytes, name: str) -> FactFile:
    """Read a file of facts (item, period, unit, value), CSV or Excel, told by its content; no input makes it raise.

    Args:
        data: the whole file; of a workbook, the first sheet counts.
        name: its name, for the places.
    """
    if not data.startswith(WORKBOOK_MARKS):
        table = read_csv(data, name)
        if not table.header:
            return FactFile((), table.findings)
        width = len(table.header)
        rows = (FactRow(row.texts, [row.cell(at).source for at in range(width)]) for row in table.rows)
        read = facts_of(table.source, [cell.text for cell in table.header], rows)
        return FactFile(read.facts, (*table.findings, *read.findings))
    opened = open_workbook(data, name)
    if opened.workbook is None:
        return FactFile((), opened.findings)
    sheet = opened.workbook.sheet(opened.workbook.sheet_names[0]) if opened.workbook.sheet_names else None
    if sheet is None:
        return FactFile((), opened.workbook.findings)
    filled = list(sheet.filled_rows(range(1, min(sheet.last_row, MOST_FACTS) + 1), 1, FACT_COLUMNS))
    header = [_shown(value) for value in filled[0][1]] if filled else []
    below = (
        FactRow([_shown(one) for one in values], [sheet.source_at(number, at) for at in range(1, FACT_COLUMNS + 1)])
        for number, values in filled[1:]
    )
    read = facts_of(opened.workbook.source, header, below)
    return FactFile(read.facts, (*opened.workbook.findings, *read.findings))


def _shown(value: CellValue) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):  # a time of day beside it is of no account
        return value.isoformat()[:10]
    return "" if value is None or isinstance(value, bool | Uncached) else str(value)


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
