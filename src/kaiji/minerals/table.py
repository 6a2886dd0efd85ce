"""The roll-up as plain tables: what the package carries, and what its figures are counted from again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import Catalogue
from kaiji.core.source import Source, digest_of
from kaiji.formats.csv_table import read_csv, write_csv
from kaiji.minerals.declaration import Entry
from kaiji.minerals.evidence.activity import Activity
from kaiji.minerals.evidence.smelter_list import AuditedList
from kaiji.minerals.rollup import NamedSmelter, RollUp

SUPPLIERS = "suppliers.csv"
SMELTERS = "smelters.csv"
ANSWERS = "answers.csv"
MEASURES = "measures.csv"
RESPONSES = "responses.csv"

SUPPLIER_COLUMNS = (
    "supplier", "name", "country", "asked_on", "state", "files", "effective_date", "template",
    "errors", "warnings", "incomplete", "inconsistent", "inaccurate", "nameless_smelter_rows", "source",
)  # fmt: skip
SMELTER_COLUMNS = (
    "metal", "identified", "cid", "name", "country", "audit_status", "operational_status", "list", "list_as_of",
    "identified_by", "suppliers", "supplier_count", "names_given", "rows", "sources",
)  # fmt: skip
ANSWER_COLUMNS = ("supplier", "file", "question", "topic", "metal", "reply", "answer", "comment", "source")
RESPONSE_COLUMNS = (
    "file", "supplier", "declares", "family", "version", "language", "effective_date", "read", "in_force", "why_not",
    "smelter_rows", "errors", "warnings", "sha256",
)  # fmt: skip
MEASURE_COLUMNS = ("measure", "activity", "date", "supplier", "source")

CLASSES = (FindingClass.INCOMPLETE, FindingClass.INCONSISTENT, FindingClass.INACCURATE)
MANY = 50


@dataclass(frozen=True)
class Table:
    """A table of text: the bytes as written, and the rows as read back from them."""

    name: str
    content: bytes
    rows: tuple[dict[str, str], ...]

    @property
    def source(self) -> Source:
        """The table as a source."""
        return Source(self.name, digest_of(self.content))


def read_table(name: str, content: bytes) -> Table:
    """Read a table of the package back from its bytes."""
    found = read_csv(content, name)
    header = [cell.text for cell in found.header]
    return Table(name, content, tuple(dict(zip(header, row.texts, strict=False)) for row in found.rows))


def supplier_table(rollup: RollUp, rules: Catalogue) -> Table:
    """Make one row a supplier: asked, answered, with what, and how many findings."""
    rows = []
    for line in rollup.survey.lines:
        declarations = line.in_force
        findings = [finding for one in line.responses if one.in_force for finding in one.findings]
        supplier = line.asked.supplier
        rows.append(
            (
                line.key,
                line.name,
                supplier.country,
                line.asked.asked_on.isoformat() if line.asked.asked_on else "",
                str(line.state),
                _join(one.file for one in declarations),
                _join(one.effective_date.isoformat() if one.effective_date else "" for one in declarations),
                _join(f"{one.family} {one.version}" for one in declarations),
                _count(findings, Severity.ERROR),
                _count(findings, Severity.WARN),
                *(_has(findings, klass, rules) for klass in CLASSES),
                str(len(rollup.nameless.get(line.key, ()))),
                str(supplier.source or ""),
            )
        )
    return _table(SUPPLIERS, SUPPLIER_COLUMNS, rows)


def smelter_table(rollup: RollUp) -> Table:
    """Make one row a named smelter, with its status as of the list's date and every row that names it."""
    rows = [
        (
            one.metal,
            "yes" if one.identified else "no",
            one.cid,
            one.name,
            one.country,
            one.audit_status,
            one.operational_status,
            audited.name if audited else "",
            audited.as_of.isoformat() if audited and audited.as_of else "",
            str(one.how),
            _join(one.suppliers),
            str(len(one.suppliers)),
            _join(one.given),
            str(len(one.cells)),
            _join(str(cell) for cell in one.cells),
        )
        for one in rollup.smelters
        for audited in (_deciding(one, rollup),)
    ]
    return _table(SMELTERS, SMELTER_COLUMNS, rows)


def _deciding(one: NamedSmelter, rollup: RollUp) -> AuditedList | None:
    """Give the list that decided a smelter's status, or the first that was compared."""
    deciding = one.standing.deciding if one.standing else None
    return deciding.audited if deciding else rollup.audited


def answer_table(rollup: RollUp) -> Table:
    """Make one row an answer of a declaration in force: the whole survey in one sheet."""
    rows = [
        (
            line.key,
            declaration.file,
            one.question,
            str(one.topic),
            one.metal,
            reply_of(one.answer),
            one.answer.words,
            one.comment.words,
            f"{one.answer.source.place}",
        )
        for line in rollup.survey.lines
        for declaration in line.in_force
        for one in declaration.answers
    ]
    return _table(ANSWERS, ANSWER_COLUMNS, rows)


def response_table(rollup: RollUp) -> Table:
    """Make one row a received file, whatever it was: nothing that came in is missing here."""
    owners = {id(one): line.key for line in rollup.survey.lines for one in line.responses}
    rows = []
    for one in rollup.survey.responses:
        declaration, template = one.declaration, one.reading.template
        day = declaration.effective_date if declaration else None
        counted = one.in_force and id(one) in owners and declaration is not None
        rows.append(
            (
                one.reading.source.file,
                owners.get(id(one), ""),
                declaration.company_name if declaration else "",
                template.family if template else "",
                template.version if template else "",
                template.language if template else "",
                day.isoformat() if day else "",
                "yes" if declaration else "no",
                "yes" if counted else "no",
                one.why or ("" if counted else "no supplier" if declaration else "unreadable"),
                str(len(declaration.smelters)) if declaration else "0",
                _count(one.findings, Severity.ERROR),
                _count(one.findings, Severity.WARN),
                one.reading.source.digest,
            )
        )
    return _table(RESPONSES, RESPONSE_COLUMNS, rows)


def measure_table(measures: Iterable[tuple[str, Activity, Sequence[str]]]) -> Table:
    """Make one row for each stated measure, activity that proves it, and supplier that it reached.

    Args:
        measures: key of the claim, activity, and the suppliers reached (empty for a measure of the company alone).
    """
    rows = [
        (claim, one.id, one.day.isoformat() if one.day else "", supplier, str(one.source))
        for claim, one, suppliers in measures
        for supplier in (suppliers or ("",))
    ]
    return _table(MEASURES, MEASURE_COLUMNS, rows)


def reply_of(entry: Entry) -> str:
    """Reduce an answer to ``yes``, ``no``, ``unknown``, or ``open`` for anything else."""
    if entry.says("Yes", "No"):
        return entry.words.casefold()
    return "unknown" if entry.says("Unknown", "Uncertain or Unknown") else "open"


def _table(name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    content = write_csv(columns, rows)
    return read_table(name, content)


def _has(findings: Iterable[Finding], klass: FindingClass, rules: Catalogue) -> str:
    """Tell whether a finding at error level is of a class; what only wants a look accuses nobody in a report."""
    found = any(rules[one.code].klass is klass and one.severity is Severity.ERROR for one in findings)
    return "yes" if found else "no"


def _count(findings: Iterable[Finding], severity: Severity) -> str:
    return str(sum(1 for finding in findings if finding.severity is severity))


def _join(values: Iterable[str]) -> str:
    """Join with semicolons; past fifty, say how many more there are."""
    listed = [value for value in values if value]
    more = len(listed) - MANY
    return "; ".join(listed[:MANY]) + (f"; … +{more}" if more > 0 else "")
