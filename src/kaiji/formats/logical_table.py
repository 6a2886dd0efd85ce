"""The table that a reader of the page sees, from the cells of the file: one cell a value, one column a column.

Pages are laid out with cells of their own for ``$``, ``(`` and ``%``, with empty columns as distance and with cells
over several columns. Here marks go to their amount, cells that stand under each other become one column, and rows of
periods and units become head rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kaiji.core.document import Block, Cell, CellRole, Document, Paragraph, Table, Words, text_of_parts
from kaiji.formats.cell_value import goes_before, goes_behind, is_amount, is_nothing, is_value
from kaiji.formats.document_read import BlockPlace, Read, RowPlace, TextPlace

Span = tuple[int, int]
FAR = 3  # the most columns between a mark and its amount
MOST_HEAD = 8
MOST_COLUMNS = 400
LONG_TEXT = 400
INDENT = "  "
RULE = re.compile(r"[-=_]{3,}")
CAPTION = re.compile(
    r"[(\uff08\[].*[)\uff09\]]$|.*\b(?:thousands?|millions?|billions?|yen|dollars)\b.*|.*[\u5343\u4e07\u5104]\u5186.*|\u5358\u4f4d.*",
    re.I,
)
LIST_MARK = re.compile(
    r"[\u2022\u00b7\u25cf\u25a0\u25aa\u25e6o*\u203b-]|\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)]|[*\u2020\u00b9\u00b2\u00b3\u2070-\u207e]+",
    re.I,
)


@dataclass(slots=True)
class _Piece:
    """A filled cell and the columns of the file that it covers, the last one excluded."""

    start: int
    end: int
    text: str
    place: TextPlace
    role: CellRole


@dataclass(slots=True)
class _Row:
    pieces: list[_Piece]
    place: RowPlace
    head: bool = False


@dataclass(slots=True)
class _Columns:
    """Columns of the page, as spans of columns of the file in ascending order."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    known: dict[Span, range] = field(default_factory=dict)

    def over(self, start: int, end: int) -> range:
        """Give the columns that a cell stands over."""
        known = self.known.get((start, end))
        if known is None:
            found = [at for at, (first, last) in enumerate(self.spans) if start < last and first < end]
            known = self.known[start, end] = range(found[0], found[-1] + 1) if found else range(0)
        return known

    def add(self, span: Span) -> None:
        """Make room for one more column."""
        self.spans = sorted([*self.spans, span])
        self.known.clear()


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
    body_first = sum(row.head for row in rows)
    first = next((at for at, row in enumerate(rows) if any(is_amount(one.text) for one in row.pieces[1:])), body_first)
    columns = _columns(rows[max(first, body_first) :])
    for row in rows[: max(first, body_first)]:
        _make_room(row, columns)
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


def _rows(table: Table, place: BlockPlace) -> Iterator[_Row]:
    """Give the rows that hold anything, with marks put to their amounts."""
    heads = len(table.head)
    for number, (cells, where) in enumerate(zip((*table.head, *table.rows), place.rows, strict=True)):
        pieces: list[_Piece] = []
        at = 0
        for cell, spot in zip(cells, where.cells, strict=True):
            end = at + max(1, cell.span)
            text = text_of_parts(cell.parts).strip()
            if text and not RULE.fullmatch(text):
                pieces.append(_Piece(at, end, text, spot, cell.role))
            at = end
        if pieces:
            yield _Row(_joined(pieces), where, number < heads)


def _joined(pieces: Sequence[_Piece]) -> list[_Piece]:
    done: list[_Piece] = []
    for piece in pieces:
        last = done[-1] if done else None
        near = last is not None and piece.start - last.end < FAR
        if last is not None and near and (goes_before(last.text, piece.text) or goes_behind(last.text, piece.text)):
            done[-1] = _Piece(last.start, piece.end, last.text + piece.text, _after(last, piece), piece.role)
        else:
            done.append(piece)
    return done


def _after(first: _Piece, then: _Piece) -> TextPlace:
    """Give the place of two texts as one: where the second stands on another line, the line changes there."""
    shift = len(first.text)
    before = first.place.at(shift).place.line
    line = then.place.source.place.line
    marks = () if line == before else ((shift, line),)
    return TextPlace(
        first.place.source, (*first.place.lines, *marks, *((at + shift, one) for at, one in then.place.lines))
    )


def _columns(rows: Sequence[_Row]) -> _Columns:
    """Put cells that stand under each other into one column, the narrowest first."""
    spans: list[tuple[int, int]] = []
    seen = sorted(
        {(piece.start, piece.end) for row in rows for piece in row.pieces}, key=lambda one: (one[1] - one[0], one)
    )
    filled = {tuple((piece.start, piece.end) for piece in row.pieces) for row in rows}
    together = {(a, b) for one in filled for a in one for b in one if a < b}
    members: list[set[tuple[int, int]]] = []
    for start, end in seen:
        over = [at for at, (first, last) in enumerate(spans) if start < last and first < end]
        if len(over) > 1:
            mixed = {one for at in over for one in members[at]}
            if len(over) > FAR or any((a, b) in together for a in mixed for b in mixed):
                continue  # it stands over columns that some row fills side by side
        spans, members = _with(spans, members, over, (start, end))
    order = sorted(range(len(spans)), key=lambda at: spans[at])
    return _Columns(_labels([(spans[at], members[at]) for at in order], rows, together))


def _make_room(row: _Row, columns: _Columns) -> None:
    """Make a column for each head that stands over none, and has none beside it that the row leaves free."""
    ranges = [columns.over(piece.start, piece.end) for piece in row.pieces]
    taken = {at for one in ranges for at in one}
    for piece, over in zip(row.pieces, ranges, strict=True):
        if over:
            continue
        near = _beside(piece, columns, taken) if columns.spans else range(0)
        if near and near[0] not in taken and _distance(piece, columns.spans[near[0]]) < FAR:
            taken.add(near[0])
        else:
            columns.add((piece.start, piece.end))
            taken = {at for one in row.pieces for at in columns.over(one.start, one.end)}


def _distance(piece: _Piece, span: tuple[int, int]) -> int:
    return max(span[0] - piece.end, piece.start - span[1])


def _with(
    spans: list[tuple[int, int]], members: list[set[tuple[int, int]]], over: Sequence[int], new: tuple[int, int]
) -> tuple[list[tuple[int, int]], list[set[tuple[int, int]]]]:
    first = min([new[0], *(spans[at][0] for at in over)])
    last = max([new[1], *(spans[at][1] for at in over)])
    inside = set(over)
    joined = {new}.union(*(members[at] for at in over))
    kept = [at for at in range(len(spans)) if at not in inside]
    return [*(spans[at] for at in kept), (first, last)], [*(members[at] for at in kept), joined]


def _labels(
    found: Sequence[tuple[tuple[int, int], set[tuple[int, int]]]],
    rows: Sequence[_Row],
    together: set[tuple[Span, Span]],
) -> list[tuple[int, int]]:
    """Make one column of labels that are indented by standing in the next column."""
    spans = [span for span, _ in found]
    if len(found) < 2:
        return spans
    amounts = {
        (piece.start, piece.end)
        for row in rows
        for piece in row.pieces
        if is_value(piece.text) or is_nothing(piece.text)
    }
    first, members = found[0]
    taken = 1
    while taken < len(found) - 1 and not members & amounts:
        more = found[taken][1]
        if more & amounts or any((a, b) in together for a in members | more for b in members | more):
            break
        members, first = members | more, (first[0], found[taken][0][1])
        taken += 1
    return [first, *spans[taken:]]


def _is_layout(rows: Sequence[_Row], columns: _Columns) -> bool:
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


def _paragraphs(table: Table, place: BlockPlace, rows: Iterable[_Row]) -> Iterator[tuple[Block, BlockPlace]]:
    if table.caption:
        yield Paragraph(table.caption), BlockPlace(place.text)
    for row in rows:
        whole = row.pieces[0]
        for piece in row.pieces[1:]:
            whole = _Piece(
                whole.start,
                piece.end,
                f"{whole.text} {piece.text}",
                _after(replace(whole, text=whole.text + " "), piece),
                "text",
            )
        yield Paragraph((Words(whole.text),)), BlockPlace(whole.place)


def _head_rows(rows: Sequence[_Row], columns: _Columns, marked: int) -> int:
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
        if label is not None and not CAPTION.fullmatch(label.text) and (not numbers <= over or count > marked + 1):
            break
        count = at + 1
    return count if count > marked else marked


def _number_columns(rows: Sequence[_Row], columns: _Columns) -> set[int]:
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


def _cells(row: _Row, columns: _Columns, *, head: bool) -> list[_Cell]:
    """Give a row's cells with their columns; what stands over no column goes to a free one beside it."""
    ranges = [columns.over(piece.start, piece.end) for piece in row.pieces]
    taken = {at for one in ranges for at in one}
    for number, piece in enumerate(row.pieces):
        if not ranges[number]:
            ranges[number] = _beside(piece, columns, taken)
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
                two = _Piece(0, 0, last.text + " ", last.place, last.role)
                last.place = _after(two, piece)
                last.text = f"{last.text} {piece.text}"
                last.span = max(last.span, span)
                continue
        done.append(_Cell(first, span, piece.text, piece.place, role))
    return done


def _beside(piece: _Piece, columns: _Columns, taken: set[int]) -> range:
    """Give the nearest column that the row leaves free, or else the nearest."""

    def distance(at: int) -> tuple[bool, int, bool]:
        return at in taken, _distance(piece, columns.spans[at]), columns.spans[at][0] < piece.start

    nearest = min(range(len(columns.spans)), key=distance)
    return range(nearest, nearest + 1)


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


def _indent(rows: Sequence[_Row], made: Sequence[list[_Cell]], heads: int) -> None:
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
