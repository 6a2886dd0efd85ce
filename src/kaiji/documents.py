"""Documents by themselves: prove what one says, and read the files of facts that it is held against.

What only other acts need is loaded with them: a command that proves a text starts without the readers of workbooks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kaiji.core.finding import Finding, Severity
from kaiji.formats.csv_table import read_csv
from kaiji.formats.document_read import Read
from kaiji.formats.xlsx.value import CellValue, Uncached
from kaiji.tieout.document import prove_document
from kaiji.tieout.fact_file import FactFile, FactRow, SourceFact, facts_of
from kaiji.tieout.precision import narrowed
from kaiji.tieout.proof import DocumentProof, ProofFinding
from kaiji.tieout.reading import lines_of
from kaiji.tieout.reading_finding import lowered, with_reading_findings

WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
FACT_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls")
MOST_FACTS = 100_000
FACT_COLUMNS = 20


def prove_read(reading: Read, name: str, support: Iterable[Read | FactFile] = ()) -> DocumentProof:
    """Prove a document that was read; what its reader found is among the findings.

    Args:
        reading: what the reader gave.
        name: of the file, for people.
        support: other documents and files of facts that it is held against; what is wrong with them is among the
            findings too.
    """
    proof = narrowed(prove_document(name, reading))
    held = tuple(support)
    beside: list[Finding] = []
    if held:
        proof, beside = _held_against(proof, held)
    proof = lowered(proof, reading.doubted)
    told = tuple(ProofFinding(found, root=found.code) for found in beside)
    return with_reading_findings(replace(proof, findings=(*told, *proof.findings)), reading.findings)


def _held_against(proof: DocumentProof, support: Sequence[Read | FactFile]) -> tuple[DocumentProof, list[Finding]]:
    """Hold a proof against other documents and facts; give what is wrong with them, too."""
    from kaiji.tieout.chain.chain import hold_in_chain  # noqa: PLC0415
    from kaiji.tieout.chain.chain_network import OtherDocument  # noqa: PLC0415
    from kaiji.tieout.support import hold_against  # noqa: PLC0415

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
    return hold_in_chain(hold_against(proof, facts), [one for one in others if one.lines]), beside


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
    from kaiji.formats.xlsx.workbook import open_workbook  # noqa: PLC0415

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
