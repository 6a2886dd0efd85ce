"""A row of a table, or a section of settings, with every value typed and placed; and how tables are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kaiji.core.finding import Finding
from kaiji.core.source import Place, Source
from kaiji.formats.csv_table import LIMITS, BoundedFindings, CsvRow, CsvTable, letters, read_csv
from kaiji.minerals.evidence.column_rule import column_missing, column_twice, key_twice
from kaiji.minerals.evidence.field import FieldValue, Given, T, read_value
from kaiji.minerals.evidence.field_rule import name_unknown, value_missing
from kaiji.minerals.evidence.schema import Field, FileSchema, Section
from kaiji.minerals.evidence.vocabulary import closest, plain


@dataclass(frozen=True, slots=True)
class Record:
    """A row or a section.

    Args:
        section: its schema; asking for a field that it does not have is a bug and raises KeyError.
        source: its place.
        given: the values that were given and could be read, by field.
        key: for a section that stands once for each word of a vocabulary, that word.
    """

    section: Section
    source: Source
    given: Mapping[str, Given[FieldValue]]
    key: str = ""

    def given_as(self, name: str, kind: type[T]) -> Given[T] | None:
        """Give a value with its place, or None where none was given or readable."""
        self.section.field(name)
        found = self.given.get(name)
        if found is None or not isinstance(found.value, kind):
            return None
        return Given(found.value, found.source)

    def text(self, name: str) -> str:
        """Give a text, or nothing."""
        found = self.given_as(name, str)
        return found.value if found else ""

    def items(self, name: str) -> tuple[str, ...]:
        """Give the items of a list, or none."""
        self.section.field(name)
        found = self.given.get(name)
        return found.value if found is not None and isinstance(found.value, tuple) else ()

    def day(self, name: str) -> date | None:
        """Give a date."""
        found = self.given_as(name, date)
        return found.value if found else None

    def amount(self, name: str) -> Decimal | None:
        """Give a number."""
        found = self.given_as(name, Decimal)
        return found.value if found else None

    def count(self, name: str) -> int | None:
        """Give a whole number."""
        found = self.given_as(name, int)
        return found.value if found else None

    def source_of(self, name: str) -> Source:
        """Give the place of a value, or of the record where it was not given."""
        self.section.field(name)
        found = self.given.get(name)
        return found.source if found is not None else self.source


@dataclass(frozen=True, slots=True)
class Records:
    """The rows of a table, and what was found on reading."""

    source: Source
    records: tuple[Record, ...]
    findings: tuple[Finding, ...]


def read_records(data: bytes, name: str, schema: FileSchema) -> Records:
    """Read a table by its schema; columns may stand in any order and under any of their names.

    Args:
        data: the file's bytes.
        name: its name, for people.
        schema: of a file whose shape is ``table``.
    """
    table = read_csv(data, name)
    if not table.header:
        return Records(table.source, (), table.findings)
    columns, odd = _columns(table, schema.columns)
    findings = BoundedFindings(table.source, LIMITS.findings)
    findings.add(odd)
    records = []
    for row in table.rows:
        if not row.blank:
            record, found = _record(row, columns, schema.columns)
            records.append(record)
            findings.add(found)
    findings.add(_keys_twice(records, schema.columns))
    return Records(table.source, tuple(records), (*table.findings, *findings.all()))


def _columns(table: CsvTable, section: Section) -> tuple[dict[int, Field], list[Finding]]:
    columns: dict[int, Field] = {}
    findings: list[Finding] = []
    headings = section.headings()
    for index, cell in enumerate(table.header):
        field = headings.get(plain(cell.text))
        if field is None:
            used = bool(cell.text.strip()) or any(row.text(index).strip() for row in table.rows)
            shown = cell.text.strip() or letters(index)
            if used:
                near = (headings[one].key for one in closest(plain(cell.text), headings))
                findings += name_unknown(
                    cell.source, shown, tuple(dict.fromkeys(near)) or tuple(one.key for one in section.fields)
                )
        elif field in columns.values():
            first = next(at for at, known in columns.items() if known is field)
            earlier = table.header[first]
            findings += column_twice(cell.source, earlier.source, field.key, earlier.text, cell.text)
        else:
            columns[index] = field
    for field in section.fields:
        if field.required and field not in columns.values():
            findings += column_missing(table.header[0].source, field.key, field.label)
    return columns, findings


def _record(row: CsvRow, columns: Mapping[int, Field], section: Section) -> tuple[Record, list[Finding]]:
    given: dict[str, Given[FieldValue]] = {}
    findings: list[Finding] = []
    for index, field in columns.items():
        cell = row.cell(index)
        reading = read_value(field, cell.text, cell.source)
        findings += reading.findings
        if reading.value is not None:
            given[field.key] = Given(reading.value, cell.source)
        elif field.required and not cell.text.strip():
            findings += value_missing(cell.source, field.key, field.label)
    first = section.fields[0].key
    name = str(given[first].value) if first in given else ""
    place = Place(line=row.line, record=name)
    return Record(section, Source(row.file.file, row.file.digest, place), given), findings


def _keys_twice(records: list[Record], section: Section) -> Iterator[Finding]:
    name = section.fields[0].key
    if section.fields[0].kind != "key":
        return
    seen: dict[str, Record] = {}
    for record in records:
        key = record.text(name)
        if key and (earlier := seen.setdefault(key.casefold(), record)) is not record:
            yield from key_twice(record.source_of(name), earlier.source_of(name), key)
