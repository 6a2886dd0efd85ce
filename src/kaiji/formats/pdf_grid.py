"""Tables of a PDF whose cells or rows are ruled off: read by their lines, so that a cell may go on over several lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kaiji.core.document import Cell, Table, Words, text_of_parts
from kaiji.core.source import Source
from kaiji.formats.aligned_line import LaidLine, Word
from kaiji.formats.aligned_row import CONNECTORS, GOES_ON
from kaiji.formats.cell_value import YEAR, is_amount, is_nothing, is_value, is_whole
from kaiji.formats.document_read import BlockPlace, RowPlace, TextPlace
from kaiji.formats.pdf_rule import RuledGrid
from kaiji.formats.stacked_row import TextLine, unstacked

GUTTER = 1.0  # in widths of a character: what parts columns where only rows are ruled off
MARKS = ".,;:()"
WIDE = "\u2fff"  # from here on no blank parts words
BLANK = 0.8  # in widths of a character: less is a blank between words
FLUSH = 3.0
DOUBLE = 4.0  # in points: how far the two lines of a double rule are apart, at most
ROOM = 0.3  # in widths of a character
LOOSE = 1.6  # of the room about the text of other rows: what stands more freely is no row
FEWEST_ROWS = 2
LONGEST_CELL = 1_200


@dataclass(slots=True)
class Vocabulary:
    """The words of a document: which are whole, and so which halves belong together."""

    known: frozenset[str] = frozenset()

    def has(self, word: str) -> bool:
        """Tell whether a word stands somewhere, but for the marks around it."""
        return word.strip(MARKS) in self.known

    def parted(self, text: str, after: str) -> bool:
        """Tell whether a text ends with the first half of a word that the next begins with, and that half is no word."""
        first, then = text.rsplit(None, 1)[-1], after.split(None, 1)[0].strip(MARKS)
        alike = (first.isalpha() and then.isalpha()) or YEAR.fullmatch(first + then) is not None
        return alike and first not in self.known and first + then in self.known

    def joined(self, text: str, after: str) -> bool:
        """Tell whether two halves are a word that stands elsewhere."""
        return text.rsplit(None, 1)[-1] + after.split(None, 1)[0].strip(MARKS) in self.known


@dataclass(slots=True)
class CellLine:
    """A line of a cell: its words, its number on the page, and where it begins and ends."""

    words: list[Word]
    number: int

    @property
    def text(self) -> str:
        """Its words with single blanks."""
        return " ".join(word.text for word in self.words)

    @property
    def width(self) -> float:
        """From its first to its last word."""
        return self.words[-1].end - self.words[0].start


@dataclass(slots=True)
class PageGrid:
    """A ruled table of one page, in widths of a character.

    Args:
        grid: its lines.
        lines: the words in it, as lines of the page.
        page: its number.
        cells: the lines of each cell, by row and column.
    """

    grid: RuledGrid
    lines: list[LaidLine]
    page: int
    cells: dict[tuple[int, int], list[CellLine]] = field(default_factory=dict)


def is_table(one: PageGrid) -> bool:
    """Tell whether a drawn net is a table: words, and no cell that holds a page of text, or a table of its own."""
    rows = {row for row, _ in one.cells}
    texts = [sum(len(line.text) for line in lines) for lines in one.cells.values()]
    if not texts or max(texts) > LONGEST_CELL:
        return False
    if any(len([line for line in lines if _has_row(line)]) > 1 for lines in one.cells.values()):
        return False
    return all(_is_told(one, row) for row in rows)


def _is_told(one: PageGrid, row: int) -> bool:
    """Tell whether a drawn row is one row of the table, or several whose lines answer each other."""
    cells = [lines for (at, _), lines in one.cells.items() if at == row and len(lines) > 1]
    amounts = [lines for lines in cells if _are_amounts(lines) and not _is_one([line.text for line in lines])]
    return not amounts or len({len(lines) for lines in cells}) == 1


def _are_amounts(lines: Sequence[CellLine]) -> bool:
    texts = [line.text for line in lines]
    return sum(map(is_amount, texts)) > 1 and all(is_value(text) or is_nothing(text) for text in texts)


def _has_row(line: CellLine) -> bool:
    """Tell whether a line of a cell has the label of a row and amounts apart from it: the cell holds a table."""
    laid = LaidLine(0, line.words)
    return laid.is_data and len(laid.pieces) > 1


def filled(grid: RuledGrid, lines: Sequence[tuple[LaidLine, float]], page: int) -> PageGrid:
    """Put words into the cells of a drawn net.

    Args:
        grid: whose lines are counted in widths of a character.
        lines: of words, each with its height.
        page: its number.
    """
    owner = {
        (row, column): (cell.row, cell.column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    made = PageGrid(grid, [line for line, _ in lines], page)
    for line, height in lines:
        for word in line.words:
            here = owner.get(grid.place((word.start + word.end) / 2, height))
            if here is None:
                continue
            inside = made.cells.setdefault(here, [])
            if inside and inside[-1].number == line.number:
                inside[-1].words.append(word)
            else:
                inside.append(CellLine([word], line.number))
    return made


def are_rows(one: PageGrid) -> bool:
    """Tell whether each ruled row is one row: no column has two amounts in it that are not one over two lines."""
    for (_, column), lines in one.cells.items():
        if column and len(lines) > 1:
            if _are_amounts(lines) and not _is_one([line.text for line in lines]):
                return False
        elif not column and any(_has_row(line) for line in lines):
            return False
    return True


def _is_one(texts: Sequence[str]) -> bool:
    """Tell whether lines are one amount that had no room: together they are an amount, and some of them is a mere part."""
    whole = "".join(texts)
    parts = [
        text for at, text in enumerate(texts) if (at and text[0] == ".") or not (is_whole(text) or is_nothing(text))
    ]
    return is_whole(whole) and bool(parts) and not any(one.isalpha() for text in texts[:-1] for one in text)


def table_of(source: Source, grids: Sequence[PageGrid], number: int, words: Vocabulary) -> tuple[Table, BlockPlace]:
    """Give a ruled table, which may go on over pages.

    Args:
        source: the file.
        grids: its parts, one a page.
        number: of the table in the document, from 1.
        words: of the document.
    """
    rows: list[tuple[Cell, ...]] = []
    places: list[RowPlace] = []
    for part, one in enumerate(grids):
        made = list(_rows(source, one, f"table[{number}]", len(rows), words))
        again = 0
        while part and again < min(len(made) - 1, len(rows)) and _text(made[again][0]) == _text(rows[again]):
            again += 1
        if part and not again and not one.grid.gaps and _goes_on(rows[-1], made[0][0]):
            rows[-1] = (_both(rows[-1][0], made[0][0][0]), *rows[-1][1:])
            again = 1
        for cells, place in made[again:]:
            rows.append(cells)
            places.append(place)
    return Table((), tuple(rows)), BlockPlace(TextPlace(places[0].source), tuple(places))


def _goes_on(above: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Tell whether a row at the head of a page only goes on with the label of the row at the foot of the page before."""
    one, two = text_of_parts(above[0].parts), text_of_parts(row[0].parts)
    alone = bool(one and two) and not any(cell.parts for cell in row[1:]) and any(cell.parts for cell in above[1:])
    return alone and bool(GOES_ON.match(two) or CONNECTORS.search(one))


def _both(one: Cell, two: Cell) -> Cell:
    return replace(one, parts=(Words(f"{text_of_parts(one.parts)} {text_of_parts(two.parts)}"),))


def _text(cells: Sequence[Cell]) -> tuple[object, ...]:
    return tuple(cell.parts for cell in cells)


def _rows(
    source: Source, one: PageGrid, element: str, above: int, words: Vocabulary
) -> Iterator[tuple[tuple[Cell, ...], RowPlace]]:
    wide = {(cell.row, cell.column): cell.columns for cell in one.grid.cells}
    columns = len(one.grid.widths) - 1
    pads = [
        min(lines[0].words[0].start - one.grid.widths[column], one.grid.widths[column + 1] - lines[0].words[-1].end)
        for (row, column), lines in one.cells.items()
        if wide.get((row, column), 1) == 1
    ]
    pad = max(0.0, min(pads, default=0.0))
    for row in range(len(one.grid.heights) - 1):
        cells: list[Cell] = []
        spots: list[TextPlace] = []
        texts: list[tuple[TextLine, ...]] = []
        path = f"{element}/row[{above + row + 1}]"
        first = min((lines[0].number for at, lines in one.cells.items() if at[0] == row), default=0)
        here = source.at(line=first, element=path).on_page(one.page)
        indent = 0.0
        column = 0
        while column < columns:
            span = wide.get((row, column), 1)
            lines = one.cells.get((row, column), [])
            room = one.grid.widths[column + span] - one.grid.widths[column] - 2 * pad
            if one.grid.gaps:
                room = float("inf")  # nobody drew where the cell ends
            text, marks = _joined(lines, room, words)
            begin = source.at(line=lines[0].number if lines else first, element=f"{path}/cell[{len(cells) + 1}]")
            begin = begin.on_page(one.page)
            place = TextPlace(begin, marks)
            if lines and not any(cell.parts for cell in cells):
                indent = round(lines[0].words[0].start - one.grid.widths[column], 1) if not column else 0.0
            cells.append(Cell((Words(text),) if text else (), "text", span))
            spots.append(place)
            alone = len(lines) > 1 and not is_value(text)
            texts.append(
                tuple(TextLine(line.text, TextPlace(begin.at(line=line.number).on_page(one.page))) for line in lines)
                if alone
                else ()
            )
            column += span
        if first:
            yield from unstacked(cells, RowPlace(here, tuple(spots), indent), texts)


def _joined(lines: Sequence[CellLine], room: float, words: Vocabulary) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Give the text of a cell and where its lines begin; what was parted because it had no room is put together."""
    if not lines:
        return "", ()
    texts = [line.text for line in lines]
    whole = _is_one(texts)
    text = texts[0]
    marks: list[tuple[int, int]] = []
    for above, line in pairwise(lines):
        if text.endswith("\u00ad"):
            text = text[:-1] + ("" if words.joined(text[:-1], line.text) else "-")
        elif not (whole or _is_broken(above, line, room, words)):
            text += " "
        marks.append((len(text), line.number))
        text += line.text
    return text, tuple(marks)


def _is_broken(above: CellLine, line: CellLine, room: float, words: Vocabulary) -> bool:
    """Tell whether a line ends within a word: by a hyphen, because its halves are a word elsewhere, or for want of room."""
    last, then = above.words[-1], line.words[0]
    end, begin = last.text[-1], then.text[0]
    if (end == "-" and last.text[-2:-1].isalpha()) or min(end, begin) > WIDE:
        return True
    if words.parted(above.text, line.text) or _is_one([last.text, then.text.rstrip(",.;") or "-"]):
        return True
    # A word is broken only where it has no room on a line of its own, and its first part fills the line.
    width = last.end - last.start + then.end - then.start
    character = (then.end - then.start) / len(then.text)
    full = width > room + ROOM and above.width + character > room - ROOM
    return full and end.isalpha() and begin.isalpha() and not words.has(then.text)
