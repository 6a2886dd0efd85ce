"""The table that a reader of the page sees, from the cells of the file: one cell a value, one column a column.

Pages are laid out with cells of their own for ``$``, ``(`` and ``%``, with empty columns as distance and with cells
over several columns. Here marks go to their amount, cells that stand under each other become one column, and rows of
periods and units become head rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kaiji.core.document import Block, Cell, CellRole, Document, Paragraph, Table, Words, text_of_parts
from kaiji.formats.cell_value import goes_before, goes_behind, is_amount, is_nothing, is_value
from kaiji.formats.document_read import BlockPlace, Read, RowPlace, TextPlace
from kaiji.formats.logical_column import FAR, Columns, Piece, Row, Span, beside, columns_of, make_room

MOST_HEAD = 8
MOST_COLUMNS = 400
LONG_TEXT = 400
INDENT = "  "
MINUS = frozenset("-\u2212\u2013\u2010")
RULE = re.compile(r"[-=_]{3,}")
CAPTION = re.compile(
    r"[(\uff08\[].*[)\uff09\]]$|.*\b(?:thousands?|millions?|billions?|yen|dollars)\b.*|.*[\u5343\u4e07\u5104]\u5186.*|\u5358\u4f4d.*",
    re.I,
)
LIST_MARK = re.compile(
    r"[\u2022\u00b7\u25cf\u25a0\u25aa\u25e6o*\u203b-]|\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)]|[*\u2020\u00b9\u00b2\u00b3\u2070-\u207e]+",
    re.I,
)


def as_seen(read: Read) -> Read:
    """Give what was read with its tables as the page shows them; a table of one column becomes paragraphs.

    Nothing is left out but empty cells, columns and rows; each text keeps its place. The label stands in the first
    column, with two blanks before it for each step that it is indented.
    """
    if read.document is None:
        return read
    places = iter(read.places)
    kept: list[BlockPlace] = []
    sections = []
    headings = []
    for section, heading in zip(read.document.sections, read.headings, strict=True):
        blocks: list[Block] = []
        for block in section.blocks:
            place = next(places)
            for one, where in _table(block, place) if isinstance(block, Table) else ((block, place),):
                blocks.append(one)
                kept.append(where)
        if blocks or section.title:
            sections.append(replace(section, blocks=tuple(blocks)))
            headings.append(heading)
    document: Document = replace(read.document, sections=tuple(sections))
    return replace(read, document=document, headings=tuple(headings), places=tuple(kept))


def _table(table: Table, place: BlockPlace) -> Iterator[tuple[Block, BlockPlace]]:
    rows = list(_rows(table, place))
    if any(len(row.pieces) > MOST_COLUMNS for row in rows):
        yield table, place  # no page shows it; the cells of the file stay as they are
        return
    _put_signs(rows)
    body_first = sum(row.head for row in rows)
    first = next((at for at, row in enumerate(rows) if any(is_amount(one.text) for one in row.pieces[1:])), body_first)
    columns = columns_of(rows[max(first, body_first) :])
    for row in rows[: max(first, body_first)]:
        make_room(row, columns)
    if len(columns.spans) <= 1 or _is_layout(rows, columns):
        yield from _paragraphs(table, place, rows)
        return
    heads = _head_rows(rows, columns, body_first)
    made = [_cells(row, columns, head=at < heads) for at, row in enumerate(rows)]
    _spread(made, heads, len(columns.spans), _number_columns(rows[heads:], columns))
    _indent(rows, made, heads)
    cells = [_with_empty(one, row.place, len(columns.spans)) for one, row in zip(made, rows, strict=True)]
    where = tuple(
        RowPlace(row.place.source, spots, row.place.indent) for row, (_, spots) in zip(rows, cells, strict=True)
    )
    lines = tuple(line for line, _ in cells)
    yield (
        replace(table, head=lines[:heads], rows=lines[heads:], totals=min(table.totals, len(lines) - heads)),
        BlockPlace(place.text, where),
    )


def _rows(table: Table, place: BlockPlace) -> Iterator[Row]:
    """Give the rows that hold anything, with marks put to their amounts."""
    heads = len(table.head)
    for number, (cells, where) in enumerate(zip((*table.head, *table.rows), place.rows, strict=True)):
        pieces: list[Piece] = []
        at = 0
        for cell, spot in zip(cells, where.cells, strict=True):
            end = at + max(1, cell.span)
            text = text_of_parts(cell.parts).strip()
            if text and not RULE.fullmatch(text):
                pieces.append(Piece(at, end, text, spot, cell.role))
            at = end
        if pieces:
            yield Row(_joined(pieces), where, number < heads)


def _put_signs(rows: Sequence[Row]) -> None:
    """Put a minus sign that has cells of its own to the amount right behind it.

    A dash alone may stand for no amount, too. It is a sign where its column holds nothing else, has no head of its own,
    and other rows have their amounts in the next column with nothing before.
    """
    signs: dict[Span, set[Span]] = {}
    for row in rows:
        for one, two in pairwise(row.pieces):
            if one.text in MINUS and one.end == two.start and is_amount(two.text) and two.text[0].isdigit():
                signs.setdefault((one.start, one.end), set()).add((two.start, two.end))
    for span, amounts in signs.items():
        plain, fits = False, True
        for row in rows:
            inside = [piece for piece in row.pieces if span[0] < piece.end and piece.start < span[1]]
            fits = fits and all(piece.text in MINUS or piece.end > span[1] for piece in inside)
            plain = plain or (not inside and any((piece.start, piece.end) in amounts for piece in row.pieces))
        if not (plain and fits):
            continue
        for row in rows:
            for at, (one, two) in reversed(list(enumerate(pairwise(row.pieces)))):
                if (one.start, one.end) == span and one.text in MINUS and (two.start, two.end) in amounts:
                    row.pieces[at : at + 2] = [
                        Piece(one.start, two.end, one.text + two.text, _after(one, two), two.role)
                    ]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    done: list[Piece] = []
    for piece in pieces:
        last = done[-1] if done else None
        near = last is not None and piece.start - last.end < FAR
        if last is not None and near and (goes_before(last.text, piece.text) or goes_behind(last.text, piece.text)):
            done[-1] = Piece(last.start, piece.end, last.text + piece.text, _after(last, piece), piece.role)
        else:
            done.append(piece)
    return done


def _after(first: Piece, then: Piece) -> TextPlace:
    """Give the place of two texts as one: where the second stands on another line, the line changes there."""
    shift = len(first.text)
    before = first.place.at(shift).place.line
    line = then.place.source.place.line
    marks = () if line == before else ((shift, line),)
    return TextPlace(
        first.place.source, (*first.place.lines, *marks, *((at + shift, one) for at, one in then.place.lines))
    )


def _is_layout(rows: Sequence[Row], columns: Columns) -> bool:
    """Tell whether a table only sets text: marks of a list before texts, or long texts beside each other."""
    texts = [piece.text for row in rows for piece in row.pieces]
    if any(is_amount(text) for text in texts if not LIST_MARK.fullmatch(text)):
        return False
    if any(len(text) > LONG_TEXT for text in texts):
        return True
    firsts = [
        row.pieces[0].text for row in rows if columns.over(row.pieces[0].start, row.pieces[0].end)[:1] == range(1)
    ]
    return len(columns.spans) == 2 and bool(firsts) and all(LIST_MARK.fullmatch(text) for text in firsts)


def _paragraphs(table: Table, place: BlockPlace, rows: Iterable[Row]) -> Iterator[tuple[Block, BlockPlace]]:
    if table.caption:
        yield Paragraph(table.caption), BlockPlace(place.text)
    for row in rows:
        whole = row.pieces[0]
        for piece in row.pieces[1:]:
            whole = Piece(
                whole.start,
                piece.end,
                f"{whole.text} {piece.text}",
                _after(replace(whole, text=whole.text + " "), piece),
                "text",
            )
        yield Paragraph((Words(whole.text),)), BlockPlace(whole.place)


def _head_rows(rows: Sequence[Row], columns: Columns, marked: int) -> int:
    """Count the head rows: those marked so, and rows of periods and units before the first amount."""
    if not any(is_amount(piece.text) for row in rows[marked:] for piece in row.pieces[1:]):
        return marked
    count = marked
    numbers = _number_columns(rows, columns)
    for at, row in enumerate(rows[marked : marked + MOST_HEAD], marked):
        values = [
            piece
            for piece in row.pieces
            if columns.over(piece.start, piece.end)[:1] != range(1) or len(row.pieces) == 1
        ]
        if any(is_amount(piece.text) or is_nothing(piece.text) for piece in row.pieces):
            break
        label = row.pieces[0] if columns.over(row.pieces[0].start, row.pieces[0].end)[:1] == range(1) else None
        if len(row.pieces) == 1 and label is not None:
            if not CAPTION.fullmatch(label.text) and len(columns.over(label.start, label.end)) < len(columns.spans):
                break
            continue  # a caption of the table: head only where more head follows
        over = {one for piece in values for one in columns.over(piece.start, piece.end)}
        if label is not None and label.text.endswith((":", "\uff1a")):
            break
        if label is not None and not CAPTION.fullmatch(label.text) and (not numbers <= over or count > marked + 1):
            break
        count = at + 1
    return count if count > marked else marked


def _number_columns(rows: Sequence[Row], columns: Columns) -> set[int]:
    found = set()
    for row in rows:
        for piece in row.pieces:
            over = columns.over(piece.start, piece.end)
            if len(over) == 1 and over[0] and is_amount(piece.text):
                found.add(over[0])
    return found


@dataclass(slots=True)
class _Cell:
    column: int
    span: int
    text: str
    place: TextPlace
    role: CellRole


def _cells(row: Row, columns: Columns, *, head: bool) -> list[_Cell]:
    """Give a row's cells with their columns; what stands over no column goes to a free one beside it."""
    ranges = [columns.over(piece.start, piece.end) for piece in row.pieces]
    taken = {at for one in ranges for at in one}
    for number, piece in enumerate(row.pieces):
        if not ranges[number]:
            ranges[number] = beside(piece, columns, taken)
            taken.update(ranges[number])
    done: list[_Cell] = []
    for piece, over in zip(row.pieces, ranges, strict=True):
        first, span = over[0], len(over)
        role: CellRole = (
            "head"
            if head or piece.role == "head"
            else ("number" if first and (is_value(piece.text) or is_nothing(piece.text)) else "text")
        )
        if done and first < done[-1].column + done[-1].span:
            last = done[-1]
            if first > last.column:
                last.span = first - last.column
            else:
                two = Piece(0, 0, last.text + " ", last.place, last.role)
                last.place = _after(two, piece)
                last.text = f"{last.text} {piece.text}"
                last.span = max(last.span, span)
                continue
        done.append(_Cell(first, span, piece.text, piece.place, role))
    return done


def _spread(made: Sequence[list[_Cell]], heads: int, width: int, numbers: set[int]) -> None:
    """Let a head cell reach over the empty columns to its right: those that a lower head row, or numbers, fill."""
    for at in range(heads - (heads > 1)):
        row = made[at]
        if any(cell.span > 1 for cell in row):
            continue
        below = {
            column
            for lower in made[at + 1 : heads]
            for cell in lower
            for column in range(cell.column, cell.column + cell.span)
        }
        below = below if heads > 1 else numbers
        for cell, after in zip(row, [*(one.column for one in row[1:]), width], strict=True):
            while cell.column and cell.column + cell.span < after and cell.column + cell.span in below:
                cell.span += 1


def _indent(rows: Sequence[Row], made: Sequence[list[_Cell]], heads: int) -> None:
    """Put blanks before the labels of the body, two for each step."""
    steps: list[tuple[float, _Cell]] = []
    for row, cells in zip(rows[heads:], made[heads:], strict=True):
        if cells[0].column == 0 and cells[0].text:
            steps.append((row.pieces[0].start * 100 + row.place.indent, cells[0]))
    order = {step: number for number, step in enumerate(sorted({step for step, _ in steps}))}
    for step, cell in steps:
        blanks = INDENT * min(order[step], 9)
        cell.text = blanks + cell.text
        cell.place = TextPlace(cell.place.source, tuple((at + len(blanks), line) for at, line in cell.place.lines))


def _with_empty(cells: Sequence[_Cell], place: RowPlace, width: int) -> tuple[tuple[Cell, ...], tuple[TextPlace, ...]]:
    """Give a row of full width."""
    done: list[Cell] = []
    spots: list[TextPlace] = []
    nowhere = TextPlace(place.source)
    role: CellRole = "head" if cells and all(cell.role == "head" for cell in cells) else "text"
    at = 0
    for cell in cells:
        while at < cell.column:
            done.append(Cell((), role))
            spots.append(nowhere)
            at += 1
        done.append(Cell((Words(cell.text),), cell.role, cell.span))
        spots.append(cell.place)
        at += cell.span
    while at < width:
        done.append(Cell((), role))
        spots.append(nowhere)
        at += 1
    return tuple(done), tuple(spots)
