"""From a Declaration to official workbooks: each value into its cell, and what stood there before taken out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import TypeVar

from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.formats.xlsx.value import SAFE_DIGITS, column_number
from kaiji.formats.xlsx.workbook import Workbook, open_workbook
from kaiji.formats.xlsx_patch.patch import CLEAR, Value, patch_workbook
from kaiji.minerals.declaration import Answer, Declaration, Entry, EntryKind, ProductRow, SmelterRow, Topic
from kaiji.minerals.fill_rule import no_cell, not_a_value, other_version, reads_otherwise, split, written_as_text
from kaiji.minerals.layout import MINERAL, OTHER_MINERAL, Layout, ListLayout
from kaiji.minerals.reader import ANSWER_COLUMN, COMMENT_COLUMN, MONTHS
from kaiji.minerals.template import check_template, recognise

Cells = dict[tuple[str, str], Value]
Key = tuple[Topic, str]
Rows = Sequence[SmelterRow | ProductRow]
Row = TypeVar("Row")

# The fields whose cells are formatted for days.
DAYS = ("effective_date",)


@dataclass(frozen=True)
class Filled:
    """What came of filling: the workbooks by name (none where anything could not be written), and what was found."""

    files: tuple[tuple[str, bytes], ...]
    findings: tuple[Finding, ...]


def fill(data: bytes, declaration: Declaration, name: str = "declaration.xlsx") -> Filled:
    """Write a declaration into an official workbook of its own family and version.

    Args:
        data: the workbook; what stands in its answer cells is replaced, everything else stays as it is.
        declaration: of the workbook's version; see :mod:`kaiji.minerals.convert` for others.
        name: the name of the workbook that is made. Where the rows do not fit into one, there are several, named
            ``…-1.xlsx``, ``…-2.xlsx``: each with the company block and the answers, and a part of the rows.

    Returns:
        The workbooks in order. Each was read back; one that does not read as the declaration is an error, and given up.
    """
    opened = open_workbook(data, name)
    if opened.workbook is None:
        return Filled((), opened.findings)
    template = recognise(opened.workbook)
    findings = [*opened.workbook.findings, *check_template(opened.workbook, template)]
    layout = template.layout
    if layout is None or opened.workbook.sheet(layout.declaration) is None:
        return Filled((), tuple(findings))
    refused = tuple(other_version(opened.workbook.source, declaration, template.family, template.version))
    if refused:
        return Filled((), (*findings, *refused))
    parts = tuple(portions(declaration, layout))
    findings += split(declaration.source, declaration, parts)
    files: list[tuple[str, bytes]] = []
    for number, part in enumerate(parts, start=1):
        title = name if len(parts) == 1 else numbered(name, number)
        cells, found = changes_for(part, layout)
        if number == 1:
            findings += found
        patched = patch_workbook(data, _left(opened.workbook, layout) | cells, name)
        findings += (one for one in patched.findings if one not in findings)
        if patched.content is None:
            return Filled((), tuple(findings))
        wrong = tuple(reads_otherwise(Source(title), _differences(patched.content, cells)))
        if wrong:
            return Filled((), (*findings, *wrong))
        files.append((title, patched.content))
    return Filled(tuple(files), tuple(findings))


def changes_for(declaration: Declaration, layout: Layout) -> tuple[Cells, tuple[Finding, ...]]:
    """Give the cells of a declaration by the layout of its version, and what has no cell or no value.

    All cells of the company block, the answers and the comments are given, empty ones too; of the lists, those that
    hold something.

    Rows keep their numbers where these are in order and inside of the list; else they follow each other from its first
    row. Rows beyond the list's last one are misuse: see :func:`portions`.
    """
    cells: Cells = {}
    findings: list[Finding] = []

    def put(sheet: str, cell: str, entry: Entry | None, field: str = "") -> None:
        value, found = _value(entry, is_day=field in DAYS)
        findings.extend(found)
        cells[sheet, cell] = value

    company = company_of(declaration, layout)
    parts = _date_parts(company.get("effective_date"), layout)
    for field, cell in layout.company.items():
        if not (parts and field == "effective_date"):
            put(layout.declaration, cell, company.get(field), field)
    for cell, entry in parts:
        put(layout.declaration, cell, entry)
    answers = {(one.topic, one.metal): one for one in declaration.answers}
    for cell in _unused(declaration, layout):
        put(layout.declaration, cell, None)
    for key, row in _question_rows(layout, declaration.metals).items():
        answer = answers.pop(key, None)
        put(layout.declaration, f"{ANSWER_COLUMN}{row}", answer.answer if answer else None)
        put(layout.declaration, f"{COMMENT_COLUMN}{row}", answer.comment if answer else None)
    for listing, rows in _lists(declaration, layout):
        if not listing:
            continue
        for number, one in zip(_numbers(rows, listing), rows, strict=True):
            for field in listing.columns.keys() & one.cells.keys():
                put(listing.sheet, f"{listing.columns[field]}{number}", one.cells[field])
    findings += no_cell(_without_cell(declaration, layout, answers.values()))
    return cells, tuple(findings)


def portions(declaration: Declaration, layout: Layout) -> Iterator[Declaration]:
    """Divide a declaration so that each part's rows fit into one workbook; usually there is one part.

    The rows of each metal are dealt out evenly, so that each part has some of each metal where there are enough. The
    products, mines and reasons stand in each part where they fit into one workbook.
    """
    room = _room(layout.smelter_list)
    sizes = [(len(rows), _room(listing)) for listing, rows in _lists(declaration, layout) if listing]
    parts = max(-(-count // size) for count, size in sizes) or 1
    while any(len(rows) > room for rows in _dealt(declaration.smelters, parts)):
        parts += 1
    if parts == 1:
        yield declaration
        return
    for number, smelters in enumerate(_dealt(declaration.smelters, parts)):
        yield replace(
            declaration,
            smelters=smelters,
            products=_part(declaration.products, layout.product_list, number, parts),
            mines=_part(declaration.mines, layout.mine_list, number, parts),
            reasons=_part(declaration.reasons, layout.reason_list, number, parts),
        )


def _part(rows: tuple[Row, ...], listing: ListLayout, number: int, parts: int) -> tuple[Row, ...]:
    """Give all rows of a list that fits into one workbook, else those of one part."""
    if not listing or len(rows) <= _room(listing):
        return rows
    return rows[len(rows) * number // parts : len(rows) * (number + 1) // parts]


def _room(listing: ListLayout) -> int:
    return listing.last - listing.first + 1


def _dealt(rows: Sequence[SmelterRow], parts: int) -> list[tuple[SmelterRow, ...]]:
    metals: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        metals.setdefault(row.metal.casefold(), []).append(index)
    dealt = [
        sorted(
            index for own in metals.values() for index in own[len(own) * part // parts : len(own) * (part + 1) // parts]
        )
        for part in range(parts)
    ]
    return [tuple(rows[index] for index in indexes) for indexes in dealt]


def _question_rows(layout: Layout, metals: Sequence[str]) -> Mapping[Key, int]:
    """Give the row of each question by topic and metal, as the reader finds them."""
    return {(question.topic, metal): row for question, metal, row in layout.places(metals)}


def _unused(declaration: Declaration, layout: Layout) -> Iterator[str]:
    """Give the cells of answers in rows of no mineral: what stands there would be an answer of nobody."""
    if layout.minerals is not None:
        for question in layout.questions:
            for row in range(question.row + len(declaration.metals), question.row + layout.minerals.slots):
                yield f"{ANSWER_COLUMN}{row}"
                yield f"{COMMENT_COLUMN}{row}"


def company_of(declaration: Declaration, layout: Layout) -> Mapping[str, Entry]:
    """Give the company block with the choice of minerals, which data that name only the metals do not have."""
    choice, company = layout.minerals, declaration.company
    if choice is None or any(name.startswith(MINERAL) and entry.given for name, entry in company.items()):
        return company
    source = declaration.source
    found = dict(company)
    slots = choice.choices or declaration.metals[: len(choice.cells)]
    listed = {metal.casefold() for metal in layout.metals} if choice.word else set()
    for number, metal in enumerate(slots, start=1):
        if metal.casefold() not in {one.casefold() for one in declaration.metals}:
            continue
        other = bool(listed) and metal.casefold() not in listed
        found[f"{MINERAL}{number}"] = Entry(choice.word if other else metal, source)
        if other:
            found[f"{OTHER_MINERAL}{number}"] = Entry(metal, source)
    return found


def _date_parts(entry: Entry | None, layout: Layout) -> list[tuple[str, Entry | None]]:
    """Give day, month and year for their cells, where a version divides the date; a text goes into the first."""
    cells = layout.date_parts
    if not cells:
        return []
    if entry is None or entry.day is None:
        return [(cells[0], entry), *((cell, None) for cell in cells[1:])]
    day, source = entry.day, entry.source
    number = EntryKind.NUMBER
    texts = (str(day.day), number), (MONTHS[day.month - 1].capitalize(), EntryKind.TEXT), (str(day.year), number)
    return [(cell, Entry(text, source, kind)) for cell, (text, kind) in zip(cells, texts, strict=True)]


def _lists(declaration: Declaration, layout: Layout) -> tuple[tuple[ListLayout, Rows], ...]:
    return (
        (layout.smelter_list, declaration.smelters),
        (layout.product_list, declaration.products),
        (layout.mine_list, declaration.mines),
        (layout.reason_list, declaration.reasons),
    )


def _numbers(rows: Rows, listing: ListLayout) -> range | list[int]:
    """Give the row numbers to write at."""
    if len(rows) > _room(listing):
        raise ValueError(f"{len(rows)} rows do not fit into {listing.sheet}")
    own = [row.row for row in rows]
    ordered = all(first < second for first, second in pairwise(own))
    if own and ordered and own[0] >= listing.first and own[-1] <= listing.last:
        return own
    return range(listing.first, listing.first + len(rows))


def _left(workbook: Workbook, layout: Layout) -> Cells:
    """Give the list cells that hold something now, to be cleared; formulas stay."""
    cells: Cells = {}
    for listing in layout.lists:
        sheet = workbook.sheet(listing.sheet)
        if sheet is None:
            continue
        columns = {letters: column_number(letters) for letters in listing.columns.values()}
        first, last = min(columns.values()), max(columns.values())
        for row in range(listing.first, min(listing.last, sheet.last_row) + 1):
            values = sheet.row_values(row, first, last)
            for letters, number in columns.items():
                if values[number - first] not in (None, ""):
                    cells[listing.sheet, f"{letters}{row}"] = CLEAR
    return cells


def _value(entry: Entry | None, *, is_day: bool) -> tuple[Value, Sequence[Finding]]:
    """Give what is to be written for an entry; ``is_day`` tells that its cell is formatted for days."""
    if entry is None or entry.kind is EntryKind.EMPTY:
        return None, ()
    match entry.kind:
        case EntryKind.ERROR | EntryKind.UNCACHED:
            return None, tuple(not_a_value(entry.source, entry))
        case EntryKind.DATE:
            return (_moment(entry), ()) if is_day else (entry.text, tuple(written_as_text(entry.source, entry)))
        case EntryKind.FLAG:
            return entry.text.upper() in ("TRUE", "1"), ()
        case EntryKind.NUMBER:
            return _number(entry)
    return entry.text, ()


def _moment(entry: Entry) -> Value:
    try:
        moment = datetime.fromisoformat(entry.text)
    except ValueError:
        return entry.day or entry.text
    return moment if len(entry.text) > len("2025-01-01") else moment.date()


def _number(entry: Entry) -> tuple[Value, Sequence[Finding]]:
    try:
        number = Decimal(entry.text)
    except InvalidOperation:
        return entry.text, tuple(written_as_text(entry.source, entry))
    digits = "".join(map(str, number.as_tuple().digits)).strip("0")
    if not number.is_finite() or len(digits) > SAFE_DIGITS:
        return entry.text, tuple(written_as_text(entry.source, entry))
    return number, ()


def _without_cell(
    declaration: Declaration, layout: Layout, answers: Collection[Answer]
) -> Iterator[tuple[str, Sequence[Entry]]]:
    """Give what the declaration says and this version has no cell for, by name."""
    for field, entry in declaration.company.items():
        if field not in layout.company and _says(entry):
            yield field, (entry,)
    for answer in answers:
        said = [entry for entry in (answer.answer, answer.comment) if _says(entry)]
        if said:
            yield " ".join(part for part in (str(answer.topic), answer.metal) if part), said
    for listing, rows in _lists(declaration, layout):
        unknown: dict[str, list[Entry]] = {}
        for row in rows:
            for field, entry in row.cells.items():
                if field not in listing.columns and _says(entry):
                    unknown.setdefault(field, []).append(entry)
        yield from unknown.items()


def _says(entry: Entry) -> bool:
    return entry.kind not in (EntryKind.EMPTY, EntryKind.UNCACHED) and bool(entry.text)


def _differences(content: bytes, cells: Cells) -> Iterator[tuple[str, str]]:
    """Give the cells of a written workbook that do not read as what was written."""
    opened = open_workbook(content, "")
    for (sheet, cell), value in cells.items():
        found = opened.workbook.sheet(sheet) if opened.workbook else None
        if found is None:
            yield sheet, cell
        elif found.value(cell) != _expected(value) and not isinstance(value, date):
            yield sheet, cell  # a day in a cell that shows numbers has its own finding


def _expected(value: Value) -> Value:
    return (value.replace("\r\n", "\n").replace("\r", "\n") or None) if isinstance(value, str) else value


def numbered(name: str, number: int) -> str:
    """Give the name of one of several workbooks: ``answer.xlsx`` becomes ``answer-2.xlsx``."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{number}{dot}{ending}" if dot else f"{name}-{number}"
