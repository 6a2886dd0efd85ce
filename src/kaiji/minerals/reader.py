"""From a workbook's bytes to a Declaration: every answer, by address, with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeVar

from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.formats.xlsx.sheet import CellError, CellValue, Sheet, Uncached
from kaiji.formats.xlsx.workbook import Opened, Workbook, open_workbook
from kaiji.minerals.checker.rule_set import rule_set
from kaiji.minerals.declaration import (
    Answer,
    Declaration,
    Entry,
    EntryKind,
    MineRow,
    ProductRow,
    ReasonRow,
    SmelterRow,
    names_nobody,
)
from kaiji.minerals.layout import Layout, ListLayout, Question
from kaiji.minerals.mineral import minerals_in
from kaiji.minerals.reading_rule import answer_of_nobody, rows_past_end
from kaiji.minerals.template import Template, check_template, recognise

ANSWER_COLUMN = "D"
COMMENT_COLUMN = "G"

READER_VERSION = "2"

Row = TypeVar("Row", bound=ProductRow)


@dataclass(frozen=True)
class Reading:
    """What came of one file: what it is, its declaration if it has one, and what was found on reading.

    Args:
        source: the file and its digest.
        template: what the workbook says it is; None where it could not be opened.
        declaration: None where the file holds no readable template.
        offered: number of smelters in the look-up list the workbook came with, per metal (to see a list copied whole).
        findings: of opening, recognising and reading; checks of the answers come later.
    """

    source: Source
    template: Template | None
    declaration: Declaration | None
    offered: Mapping[str, int]
    findings: tuple[Finding, ...]


def read(data: bytes, name: str, layout: Layout | None = None) -> Reading:
    """Read one received file, whatever it is; what cannot be read is a finding.

    Args:
        data: the file's bytes.
        name: its name, for people; it decides nothing.
        layout: of a version that is not among the known ones; it counts for workbooks of this version only.
    """
    return read_opened(open_workbook(data, name), name, layout)


def read_opened(opened: Opened, name: str, layout: Layout | None = None) -> Reading:
    """Read what came of a file that was opened already, so that one opening serves reading and the Checker's verdict."""
    workbook = opened.workbook
    if workbook is None:
        source = opened.findings[0].sources[0] if opened.findings else Source(name)
        return Reading(Source(name, source.digest), None, None, {}, opened.findings)
    template = recognise(workbook)
    if layout is not None and (layout.family, layout.version) == (template.family, template.version):
        template = replace(template, layout=layout, exact=True)
    findings = list(check_template(workbook, template))
    declaration = None
    offered: dict[str, int] = {}
    if template.layout is not None and workbook.sheet(template.layout.declaration) is not None:
        declaration = _declaration(workbook, template, template.layout)
        findings += _astray(workbook, template.layout)
        offered = _offered(workbook, template.layout) if len(declaration.smelters) >= COPIED_LIST_FROM else {}
    return Reading(workbook.source, template, declaration, offered, (*workbook.findings, *findings))


COPIED_LIST_FROM = 30


def entry_of(value: CellValue, source: Source) -> Entry:
    """Make an entry of a cell's value."""
    if value is None:
        return Entry("", source, EntryKind.EMPTY)
    if isinstance(value, str):
        return Entry(value, source, EntryKind.TEXT)
    if isinstance(value, bool):
        return Entry("TRUE" if value else "FALSE", source, EntryKind.FLAG)
    if isinstance(value, Decimal):
        return Entry(f"{value:f}", source, EntryKind.NUMBER)
    return _odd_entry(value, source)


def _odd_entry(value: date | time | CellError | Uncached, source: Source) -> Entry:
    if isinstance(value, datetime):
        return Entry(value.isoformat(sep=" "), source, EntryKind.DATE, value.date())
    if isinstance(value, date):
        return Entry(value.isoformat(), source, EntryKind.DATE, value)
    if isinstance(value, time):
        return Entry(value.isoformat(), source, EntryKind.TEXT)
    if isinstance(value, CellError):
        return Entry(value.code, source, EntryKind.ERROR)
    return Entry("", source, EntryKind.UNCACHED)


def _declaration(workbook: Workbook, template: Template, layout: Layout) -> Declaration:
    sheet = workbook.sheet(layout.declaration)
    assert sheet is not None, "the caller has looked"  # noqa: S101

    def entry(address: str) -> Entry:
        return entry_of(sheet.value(address), sheet.source(address))

    def answer(question: Question, metal: str, row: int) -> Answer:
        return Answer(
            question.number,
            question.topic,
            metal,
            entry(f"{ANSWER_COLUMN}{row}"),
            entry(f"{COMMENT_COLUMN}{row}"),
        )

    slots = minerals_in(workbook, layout)
    company = {name: entry(address) for name, address in layout.company.items()}
    if layout.date_parts:
        company["effective_date"] = divided_day([entry(cell) for cell in layout.date_parts], layout)
    return Declaration(
        file=workbook.name,
        digest=workbook.digest,
        family=template.family,
        version=template.version,
        revision=template.revision,
        language=template.language,
        company=company,
        answers=tuple(answer(*place) for place in layout.places(slots)),
        smelters=_smelters(workbook, layout),
        products=_rows(workbook, layout.product_list, ProductRow),
        metals=tuple(metal for metal in slots if metal),
        source=workbook.source,
        mines=_rows(workbook, layout.mine_list, MineRow),
        reasons=_rows(workbook, layout.reason_list, ReasonRow),
    )


MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


def divided_day(parts: Sequence[Entry], layout: Layout) -> Entry:
    """Give one entry for a date whose day, month and year have a cell each; its place is all of them."""
    source = parts[0].source.at(sheet=layout.declaration, cell=f"{layout.date_parts[0]}:{layout.date_parts[-1]}")
    day, month, year = (one.words for one in parts)
    if not (day or month or year):
        return Entry("", source, EntryKind.EMPTY)
    name = month.casefold()
    number = next((at for at, one in enumerate(MONTHS, start=1) if len(name) > 2 and one.startswith(name)), 0)
    try:
        found = date(int(year), number or int(month), int(day))
    except ValueError:
        return Entry(" ".join(word for word in (day, month, year) if word), source, EntryKind.TEXT)
    return Entry(found.isoformat(), source, EntryKind.DATE, found)


def _astray(workbook: Workbook, layout: Layout) -> Iterator[Finding]:
    """Find what stands beside the fields: answers of no mineral, rows below the lists."""
    sheet = workbook.sheet(layout.declaration)
    if layout.minerals is not None and sheet is not None:
        slots = minerals_in(workbook, layout)
        left = [
            (sheet.source(cell), found.words)
            for question in layout.questions
            for slot in range(layout.minerals.slots)
            if not any(slots[slot : slot + 1])
            for cell in (f"{ANSWER_COLUMN}{question.row + slot}", f"{COMMENT_COLUMN}{question.row + slot}")
            if (found := entry_of(sheet.value(cell), sheet.source(cell))).given
        ]
        yield from answer_of_nobody(left)
    for listing in layout.lists if not layout.text_below else ():
        rows = workbook.sheet(listing.sheet)
        if rows is not None and rows.last_row > listing.last:
            first, second = sorted(map(_column_number, listing.columns.values()))[:2]
            below = rows.filled_rows(range(listing.last + 1, rows.last_row + 1), first, second)
            own = [row for row, values in below if all(_told(one) for one in (values[0], values[-1]))]
            column = min(listing.columns.values(), key=_column_number)
            yield from rows_past_end(workbook.source, listing.sheet, listing.last, own, column)


def _told(value: CellValue) -> bool:
    return not _blank(value) and not isinstance(value, CellError | Uncached)


def _smelters(workbook: Workbook, layout: Layout) -> tuple[SmelterRow, ...]:
    listing = layout.smelter_list
    sheet = workbook.sheet(listing.sheet)
    if sheet is None:
        return ()
    rows = []
    look_up = _LookUp(workbook, layout)
    for row, cells in _used_rows(sheet, listing):
        if all(entry.kind in (EntryKind.EMPTY, EntryKind.UNCACHED) for entry in cells.values()):
            continue  # template rows whose formulas were saved without values are blank rows
        unsaved = any(cells[name].kind is EntryKind.UNCACHED for name in LOOKED_UP if name in cells)
        found = look_up.complete(cells) if unsaved else cells
        rows.append(SmelterRow(row, _row_source(sheet, listing, row), found))
    return tuple(rows)


def _rows(workbook: Workbook, listing: ListLayout, kind: type[Row]) -> tuple[Row, ...]:
    sheet = workbook.sheet(listing.sheet)
    if sheet is None or not listing:
        return ()
    return tuple(
        kind(row, _row_source(sheet, listing, row), cells)
        for row, cells in _used_rows(sheet, listing)
        if any(entry.kind is not EntryKind.UNCACHED for entry in cells.values())
    )


def _used_rows(sheet: Sheet, listing: ListLayout) -> list[tuple[int, dict[str, Entry]]]:
    columns = {name: _column_number(letter) for name, letter in listing.columns.items()}
    first, last = min(columns.values()), max(columns.values())
    used = []
    rows = range(listing.first, min(listing.last, sheet.last_row) + 1)
    for row, values in sheet.filled_rows(rows, first, last):
        cells = {
            name: entry_of(value, sheet.source(f"{listing.columns[name]}{row}"))
            for name, number in columns.items()
            if not _blank(value := values[number - first])
        }
        if cells:
            used.append((row, cells))
    return used


def _blank(value: CellValue) -> bool:
    """Tell whether a list cell holds nothing: the look-up formulas give the number 0 for an empty cell."""
    return value is None or value == "" or (isinstance(value, Decimal) and value == 0)


class _LookUp:
    """The workbook's own smelter look-up, read when a row needs it: where the values of its formulas were not saved."""

    def __init__(self, workbook: Workbook, layout: Layout) -> None:
        self._listing = layout.lookup_list
        self._sheet = workbook.sheet(layout.lookup_list.sheet)
        rules = rule_set(layout.family, layout.version)
        self._by_given = rules is not None and rules.look_up_given
        self._found: dict[tuple[str, ...], int] | None = None

    def complete(self, cells: dict[str, Entry]) -> dict[str, Entry]:
        """Do what the template's formulas do for an id typed in column A, or for a metal and a name."""
        listing, sheet = self._listing, self._sheet
        if sheet is None or "cid" not in listing.columns:
            return cells
        numbers = {name: _column_number(letter) for name, letter in listing.columns.items()}
        row = self._row(cells, numbers)
        return _looked_up(cells, sheet, row, numbers, listing.columns) if row else cells

    def _row(self, cells: Mapping[str, Entry], numbers: Mapping[str, int]) -> int:
        def words(name: str) -> str:
            return cells[name].words.casefold() if name in cells else ""

        if self._found is None:
            self._found = dict(self._keys(numbers))
        if words("id_input"):
            return self._found.get((words("id_input"),), 0)
        name = words("lookup")
        if self._by_given and names_nobody(name) and words("name"):
            name = words("name")
        return self._found.get((words("metal"), name), 0) if words("metal") and name else 0

    def _keys(self, numbers: Mapping[str, int]) -> Iterator[tuple[tuple[str, ...], int]]:
        """Give ids, and metals with names, from the last row up: of two the first counts."""
        listing, sheet = self._listing, self._sheet
        if sheet is None:
            return
        for row in range(min(listing.last, sheet.last_row), listing.first - 1, -1):
            number, metal = sheet.at(row, numbers["cid"]), sheet.at(row, numbers["metal"])
            alias = sheet.at(row, numbers.get("alias", numbers["name"]))
            if isinstance(number, str):
                yield (number.casefold(),), row
            if isinstance(metal, str) and isinstance(alias, str):
                yield (metal.casefold(), " ".join(alias.split()).casefold()), row


LOOKED_UP = {
    "metal": "metal",
    "lookup": "name",
    "country": "country",
    "identification": "cid",
    "street": "street",
    "city": "city",
    "state": "state",
}


def _looked_up(
    cells: Mapping[str, Entry], sheet: Sheet, row: int, numbers: Mapping[str, int], columns: Mapping[str, str]
) -> dict[str, Entry]:
    """Give the cells with what the template's formulas would show; a formula with no counterpart shows nothing."""
    found = {name: entry for name, entry in cells.items() if entry.kind is not EntryKind.UNCACHED}
    for name, column in LOOKED_UP.items():
        unsaved = name in cells and cells[name].kind is EntryKind.UNCACHED
        if column in numbers and (unsaved or name in ("metal", "lookup", "country")) and name not in found:
            value = sheet.at(row, numbers[column])
            if not _blank(value):
                found[name] = entry_of(value, sheet.source(f"{columns[column]}{row}"))
    return found


def _offered(workbook: Workbook, layout: Layout) -> dict[str, int]:
    """Count the smelters per metal in the workbook's own look-up list; its aliases are other names of the same ones."""
    names: dict[str, set[str]] = {}
    sheet = workbook.sheet(layout.lookup_list.sheet)
    if sheet is None:
        return {}
    columns = layout.lookup_list.columns
    metal_column, name_column = _column_number(columns["metal"]), _column_number(columns["name"])
    for row in range(layout.lookup_list.first, min(layout.lookup_list.last, sheet.last_row) + 1):
        metal, name = sheet.at(row, metal_column), sheet.at(row, name_column)
        if isinstance(metal, str) and metal in layout.metals and isinstance(name, str):
            names.setdefault(metal, set()).add(name.casefold())
    return {metal: len(found) for metal, found in names.items()}


def _row_source(sheet: Sheet, listing: ListLayout, row: int) -> Source:
    letters = sorted(listing.columns.values(), key=_column_number)
    return sheet.source(f"{letters[0]}{row}:{letters[-1]}{row}")


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
