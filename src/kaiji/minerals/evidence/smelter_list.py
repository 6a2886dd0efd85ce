"""Lists of audited smelters and refiners, CSV or workbook: who has which status as of which day.

To be on a list says nothing by itself. A status is only what a status column says, or what the register of
lists says of the whole file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from kaiji.core.finding import Finding
from kaiji.core.source import Source, digest_of
from kaiji.formats.csv_table import letters, read_csv
from kaiji.formats.xlsx.value import CellError, CellValue, Uncached
from kaiji.formats.xlsx.workbook import Workbook, open_workbook
from kaiji.minerals.evidence.field import read_value
from kaiji.minerals.evidence.list_register import ListStatement
from kaiji.minerals.evidence.list_rule import (
    columns_unknown,
    date_disagrees,
    date_missing,
    declared_heading_missing,
    entry_twice,
    id_odd,
    list_empty,
    status_column_missing,
    status_unknown,
    word_of_earlier_days,
)
from kaiji.minerals.evidence.schema import Field, schema
from kaiji.minerals.evidence.vocabulary import Vocabulary, plain, vocabulary

HEADER_WITHIN = 20
WIDEST = 60
STATEMENT = "[list]"
UNCALCULATED = "=?"  # a formula that was saved without its value: no status, no date, and never silence
WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row as texts, with its place: a sheet and row of a workbook, or a line of a text file."""

    number: int
    cells: tuple[str, ...]
    sheet: str = ""
    line: int = 0

    def at(self, source: Source, column: int) -> Source:
        """Give the place of a 0-based column in the file."""
        return source.at(sheet=self.sheet, cell=f"{letters(column)}{self.number}", line=self.line)


@dataclass(frozen=True, slots=True)
class AuditedEntry:
    """One facility on a list.

    Args:
        cid: its id, in capitals.
        metal: English name, or nothing.
        audit_status: key of the vocabulary (``conformant`` …); nothing where none is given that is known.
        operational_status: the same for its operation; the two say nothing about each other.
        given_status: the status as the list words it.
        cross_recognition: the programme whose audit is recognised, as the list words it.
        audited_on: day of the facility's last audit, where the list gives it.
        valid_until: last day for which that audit holds, where the list gives it.
    """

    cid: str
    name: str
    metal: str
    country: str
    audit_status: str
    operational_status: str
    source: Source
    given_status: str = ""
    cross_recognition: str = ""
    as_of: date | None = None
    audited_on: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class AuditedList:
    """A list as of a day; ``as_of`` is None where nobody says from when it is, or its rows have days of their own.

    ``metal`` is given where the issuer publishes one list for each metal and this is one of them.
    """

    name: str
    issuer: str
    as_of: date | None
    entries: tuple[AuditedEntry, ...]
    source: Source
    version: str = ""
    metal: str = ""

    @property
    def title(self) -> str:
        """Issuer and version as people name the list, or the file's name where neither is known."""
        return " ".join(part for part in (self.issuer, self.version) if part) or self.name

    def of(self, cid: str) -> tuple[AuditedEntry, ...]:
        """Give the entries of an id."""
        return tuple(one for one in self.entries if one.cid == cid.strip().upper())


@dataclass(frozen=True, slots=True)
class ListReading:
    """What came of a list, and what was found on reading."""

    audited: AuditedList
    findings: tuple[Finding, ...]


def read_audited_list(
    data: bytes, name: str, stated: ListStatement | None = None, as_of: date | None = None
) -> ListReading:
    """Read an audited list from a CSV file or a workbook (told by its content, not its name).

    Args:
        data: the file's bytes.
        name: its name, for people.
        stated: what the register of lists says of it.
        as_of: the day for which it holds, where the caller was told; it goes before all others.
    """
    if data.startswith(WORKBOOK_MARKS):
        opened = open_workbook(data, name)
        if opened.workbook is None:
            source = Source(name, digest_of(data))
            return ListReading(AuditedList(name, _issuer(stated), as_of, (), source), opened.findings)
        rows = tuple(rows_of_workbook(opened.workbook, stated))
        read = entries_from_rows(rows, opened.workbook.source, stated, as_of)
        return ListReading(read.audited, (*opened.workbook.findings, *read.findings))
    table = read_csv(data, name, is_header=lambda texts: _is_header(texts, stated))
    header = ListRow(
        _row_number(table.header[0].source) if table.header else 0,
        tuple(cell.text for cell in table.header),
        line=table.header[0].source.place.line if table.header else 0,
    )
    above = tuple(ListRow(row.number, row.texts, line=row.line) for row in table.above)
    below = (ListRow(row.number, row.texts, line=row.line) for row in table.rows)
    read = entries_from_rows((*above, header, *below), table.source, stated, as_of)
    return ListReading(read.audited, (*table.findings, *read.findings))


def rows_of_workbook(workbook: Workbook, stated: ListStatement | None = None) -> Iterator[ListRow]:
    """Give the rows of every sheet that has the header of a list, or of the first sheet where none has."""
    listed = tuple(name for name in workbook.sheet_names if _has_header(workbook, name, stated))
    for name in listed or workbook.sheet_names[:1]:
        sheet = workbook.sheet(name)
        if sheet is not None:
            for row in range(1, sheet.last_row + 1):
                yield ListRow(row, tuple(map(_text_of, sheet.row_values(row, 1, WIDEST))), name)


def entries_from_rows(
    rows: Iterable[ListRow],
    source: Source,
    stated: ListStatement | None = None,
    as_of: date | None = None,
) -> ListReading:
    """Make an audited list of rows, wherever they come from.

    Args:
        rows: of one or several sheets, with or without lines above the header; one of these may begin with
            ``[list]`` and say ``as_of=2024-05-31``, ``issuer=…``, ``version=…``, ``metal=…`` and ``status=…``.
        source: the file.
        stated: what the register of lists says of it.
        as_of: goes before the register, that before the ``[list]`` line, that before a date column with
            one date in all its rows.
    """
    groups = [tuple(group) for _, group in groupby(rows, key=lambda row: row.sheet)] or [()]
    said, findings = ListStatement(source), list[Finding]()
    entries: list[AuditedEntry] = []
    for group in groups:
        said, found = statement_line(group[:HEADER_WITHIN], said)
        findings += found
        read, found = _entries(group, source, _whole(stated, said))
        entries += read
        findings += found
    days = {entry.as_of for entry in entries}
    whole = _whole(stated, said)
    column_day = next(iter(days)) if len(days) == 1 else None
    places = (as_of, stated.as_of if stated else None, said.as_of, column_day)
    told = tuple(day for day in places if day is not None)
    day = told[0] if told else None
    findings += date_disagrees(source, told)
    findings += list_empty(source, entries, findings)
    findings += date_missing(source, day, days)
    findings += entry_twice(entries)
    audited = AuditedList(
        name=source.file,
        issuer=whole.issuer,
        as_of=day,
        entries=tuple(entry if entry.as_of else replace(entry, as_of=day) for entry in entries),
        source=source,
        version=whole.version,
        metal=whole.metal,
    )
    return ListReading(audited, tuple(findings))


def _entries(
    rows: tuple[ListRow, ...], source: Source, stated: ListStatement
) -> tuple[list[AuditedEntry], list[Finding]]:
    """Read the entries of one sheet, or of a text file."""
    index = next((at for at, row in enumerate(rows[:HEADER_WITHIN]) if _is_header(row.cells, stated)), None)
    if index is None:
        return [], list(columns_unknown(source, (), rows[0].cells if rows else ()))
    header = rows[index]
    columns = _columns(header.cells, stated)
    read = _Entries(source, columns, stated)
    read.findings += declared_heading_missing(header.at(source, 0), stated, header.cells)
    read.findings += columns_unknown(header.at(source, 0), columns, header.cells)
    read.findings += status_column_missing(header.at(source, 0), columns, stated)
    entries = [entry for row in rows[index + 1 :] for entry in read.entry(row)]
    return entries, read.findings


class _Entries:
    """Reads the rows of one list, and keeps what it finds."""

    def __init__(self, source: Source, columns: Mapping[str, int], stated: ListStatement) -> None:
        self.source, self.columns, self.stated = source, columns, stated
        self.findings: list[Finding] = []
        self.old_words: set[str] = set()

    def entry(self, row: ListRow) -> Iterator[AuditedEntry]:
        cid, name = self._text(row, "cid").upper(), self._text(row, "name")
        if not (cid or name or self._text(row, "status")):
            return  # an empty row, or a note below the list: no facility
        place = row.at(self.source, self.columns.get("cid", self.columns.get("name", 0)))
        if "cid" in self.columns:
            self.findings += id_odd(place, cid, name)
        given = self._text(row, "status")
        metal = self._read(row, "metal")
        yield AuditedEntry(
            cid=cid,
            name=name,
            metal=metal if isinstance(metal, str) else self.stated.metal,
            country=self._text(row, "country"),
            audit_status=self._status(row, "status", "audit_status") if given else self.stated.status,
            operational_status=self._status(row, "operational_status", "operational_status"),
            source=place,
            given_status=given,
            cross_recognition=self._text(row, "cross_recognition"),
            as_of=self._day(row, "as_of"),
            audited_on=self._day(row, "audited_on"),
            valid_until=self._day(row, "valid_until"),
        )

    def _day(self, row: ListRow, name: str) -> date | None:
        day = self._read(row, name)
        return day if isinstance(day, date) else None

    def _status(self, row: ListRow, name: str, words: str) -> str:
        given = self._text(row, name)
        if not given:
            return ""
        place = row.at(self.source, self.columns[name])
        known = vocabulary(words)
        term = known.find(given)
        if term is None:
            self.findings += status_unknown(place, given, self._text(row, "name"), known.suggest(given))
            return ""
        self._old_word(place, known, given, term.key)
        return term.key

    def _old_word(self, place: Source, known: Vocabulary, given: str, key: str) -> None:
        word = known.dated_word(given)
        if word is not None and word.word not in self.old_words:
            self.old_words.add(word.word)
            self.findings += word_of_earlier_days(place, word, key)

    def _read(self, row: ListRow, name: str) -> object:
        """Read a typed value of a row; a title row's words in a date column are a finding like any other."""
        if name not in self.columns:
            return None
        place = row.at(self.source, self.columns[name])
        reading = read_value(_field(name), self._text(row, name), place)
        self.findings += reading.findings
        return reading.value

    def _text(self, row: ListRow, name: str) -> str:
        column = self.columns.get(name)
        return " ".join(row.cells[column].split()) if column is not None and column < len(row.cells) else ""


def _columns(cells: tuple[str, ...], stated: ListStatement | None = None) -> dict[str, int]:
    """Give the column of each field that a header row names; nothing unless it names a facility."""
    declared = {plain(heading): name for name, heading in (stated.columns if stated else ())}
    shown = [plain(cell) if len(cell) < WIDEST else "" for cell in cells[:WIDEST]]
    found = {declared[cell]: column for column, cell in reversed(list(enumerate(shown))) if cell in declared}
    own = set(found.values())
    for column, cell in enumerate(cells[:WIDEST]):
        field = schema("audited_list").columns.named(cell) if shown[column] and column not in own else None
        if field is not None:
            found.setdefault(field.key, column)
    return found if "cid" in found or "name" in found else {}


def _is_header(cells: tuple[str, ...], stated: ListStatement | None) -> bool:
    return len(_columns(cells, stated)) > 1


def _field(name: str) -> Field:
    return schema("audited_list").columns.field(name)


def statement_line(rows: Sequence[ListRow], said: ListStatement) -> tuple[ListStatement, list[Finding]]:
    """Add what a ``[list]`` line says to what was said before; its words are those of lists.toml."""
    findings: list[Finding] = []
    for row in rows:
        if not row.cells or row.cells[0].strip().casefold() != STATEMENT:
            continue
        for column, cell in enumerate(row.cells[1:], start=1):
            name, _, value = (part.strip() for part in cell.partition("="))
            if name not in ("issuer", "version", "as_of", "metal", "status"):
                continue
            reading = read_value(schema("lists").sections[0].field(name), value, row.at(said.source, column))
            findings += reading.findings
            if name == "as_of":
                said = replace(said, as_of=reading.value if isinstance(reading.value, date) else None)
            elif isinstance(reading.value, str):
                said = replace(said, **{name: reading.value})  # type: ignore[arg-type]  # each of these is a text
    return said, findings


def _whole(stated: ListStatement | None, said: ListStatement) -> ListStatement:
    """Give what the register says of the list, and where it is silent, what its own ``[list]`` line says."""
    if stated is None:
        return said
    return replace(
        stated,
        issuer=stated.issuer or said.issuer,
        version=stated.version or said.version,
        status=stated.status or said.status,
        metal=stated.metal or said.metal,
    )


def _has_header(workbook: Workbook, name: str, stated: ListStatement | None) -> bool:
    sheet = workbook.sheet(name)
    if sheet is None:
        return False
    rows = range(1, min(sheet.last_row, HEADER_WITHIN) + 1)
    return any(_is_header(tuple(map(_text_of, sheet.row_values(row, 1, WIDEST))), stated) for row in rows)


def _text_of(value: CellValue) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, Uncached):
        return UNCALCULATED
    return value.code if isinstance(value, CellError) else ""


def _issuer(stated: ListStatement | None) -> str:
    return stated.issuer if stated else ""


def _row_number(source: Source) -> int:
    return int("".join(filter(str.isdigit, source.place.cell)))
