"""Smelters as somebody names them: the rows of a declaration, or of a plain table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats.csv_table import CsvRow, read_csv
from kaiji.minerals.declaration import Entry, SmelterRow
from kaiji.minerals.evidence.schema import schema
from kaiji.minerals.evidence.smelter_list import WORKBOOK_MARKS
from kaiji.minerals.evidence.vocabulary import plain, vocabulary
from kaiji.minerals.reader import read

# A heading of a plain table, as the schema of audited lists knows it, and the field of a declaration that it is.
FIELDS = {"metal": "metal", "name": "name", "country": "country", "cid": "id_input"}
PLACES = {
    "mine countries": "mine_countries",
    "city": "city",
    "state": "state",
    "state province": "state",
    "province": "state",
    "street": "street",
}
QUERY = "query_"


@dataclass(frozen=True)
class NamedRows:
    """The smelter rows of one file, and what was found on reading."""

    rows: tuple[SmelterRow, ...]
    findings: tuple[Finding, ...]


def read_named(data: bytes, name: str) -> NamedRows:
    """Read the smelter rows of an official workbook, or of a CSV table with the columns metal, name, country and id.

    The columns of a table may be called as in audited lists, or ``query_metal``, ``query_name`` …; others are left
    alone.
    """
    if data.startswith(WORKBOOK_MARKS):
        reading = read(data, name)
        return NamedRows(reading.declaration.smelters if reading.declaration else (), reading.findings)
    table = read_csv(data, name)
    columns: dict[str, int] = {}
    for index, cell in enumerate(table.header):
        if field := _field(cell.text):
            columns.setdefault(field, index)
    headings = tuple(cell.text for cell in table.header)
    odd = tuple(columns_missing(table.source, columns, headings)) if headings else ()
    fatal = any(one.severity is Severity.ERROR for one in odd)
    rows = () if fatal else tuple(_row(row, columns) for row in table.rows if not row.blank)
    return NamedRows(rows, (*table.findings, *odd))


def _field(heading: str) -> str:
    words = heading.strip().casefold().removeprefix(QUERY)
    known = schema("audited_list").columns.named(words)
    return FIELDS.get(known.key, "") if known else PLACES.get(plain(words.replace("_", " ")), "")


def _row(row: CsvRow, columns: Mapping[str, int]) -> SmelterRow:
    cells = {}
    for field, index in columns.items():
        cell = row.cell(index)
        metal = vocabulary("metal").find(cell.text) if field == "metal" else None
        cells[field] = Entry(metal.key if metal else cell.text, cell.source)
    return SmelterRow(row.number, row.source, cells)


@rule(
    "EVD-310",
    Severity.ERROR,
    title=Text("Not a table of smelters", "製錬所の表として読めない"),
    message=Text(
        "This table lacks a column for: {missing}. Its headings are: {headings}",
        "次の列が見つかりません：{missing}。見出し：{headings}",
    ),
    remedy=Text(
        "Name the columns metal, name, country and cid in the first row.",
        "1行目に metal, name, country, cid の見出しを付けてください。",
    ),
)
def columns_missing(source: Source, known: Mapping[str, int], headings: tuple[str, ...]) -> Iterator[Finding]:
    """A smelter is known by its metal and its name or id.

    What it checks
    The first row of a table of smelters for a metal, and a name or an id. Without a metal, nothing can be looked up;
    without a name or an id, nobody is named; a missing country is no fault.

    Why it matters
    One plant may be audited for one metal and not for another.

    How to put it right
    Add or rename the headings.

    Source
    A rule of this project; the headings are those of audited lists.
    """
    missing = [] if "metal" in known else ["metal"]
    if not known.keys() & {"name", "id_input"}:
        missing.append("name")
    if missing:
        shown = tuple(one.strip()[:60] for one in headings if one.strip())[:10]
        yield columns_missing.finding(source, missing=tuple(missing), headings=shown or ("—",))


RULES: tuple[AnyRule, ...] = (columns_missing,)
