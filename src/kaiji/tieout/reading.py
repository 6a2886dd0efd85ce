"""What verification needs of a document that was read, whatever it was read from: lines of text with their places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kaiji.core.document import Cell, Document, Paragraph, Table, text_of_parts
from kaiji.core.source import Source
from kaiji.tieout.evidence import EntryKind, is_layout


class TextPlace(Protocol):
    """Where a text stands in its file."""

    def at(self, offset: int) -> Source:
        """Give the place of the character at an offset of the text."""
        ...


class RowPlace(Protocol):
    """Where a table's row stands."""

    @property
    def source(self) -> Source:
        """The row's beginning."""
        ...

    @property
    def cells(self) -> Sequence[TextPlace]:
        """The place of each cell."""
        ...


class BlockPlace(Protocol):
    """Where a block stands."""

    @property
    def text(self) -> TextPlace:
        """The place of a paragraph's text or of a table's caption."""
        ...

    @property
    def rows(self) -> Sequence[RowPlace]:
        """The places of a table's rows, the head's first."""
        ...


class Reading(Protocol):
    """A document that was read; the readers of ``formats`` give such values without knowing of it."""

    @property
    def document(self) -> Document | None:
        """What it says, or None where it could not be read."""
        ...

    @property
    def headings(self) -> Sequence[TextPlace]:
        """The place of each section's title."""
        ...

    @property
    def places(self) -> Sequence[BlockPlace]:
        """The place of each block in the order of ``document.blocks()``."""
        ...

    @property
    def doubted(self) -> frozenset[int]:
        """The tables, counted from 0 in reading order, that the reader may have misunderstood."""
        ...


Spelling = Callable[[str], str]
"""How a file's format spells a text; see :func:`kaiji.tieout.against.tie_out`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One heading, paragraph, caption or table row of a document that was read.

    Args:
        kind: what it is.
        text: with single blanks; of a row, its filled cells with a blank between.
        starts: the offsets in the text at which its pieces (a row's filled cells) begin.
        places: the place of each piece.
        cells: of a row, the text of each column; a cell over several columns fills the first.
        table: number of the table in reading order, from 0; -1 outside tables.
        row: number of the body row in its table, from 0; -1 otherwise.
    """

    kind: EntryKind
    text: str
    starts: tuple[int, ...]
    places: tuple[TextPlace, ...]
    cells: tuple[str, ...] = ()
    table: int = -1
    row: int = -1

    def at(self, offset: int) -> Source:
        """Give the place of the character at an offset of the text."""
        index = max(0, bisect_right(self.starts, offset) - 1)
        return self.places[index].at(max(0, offset - self.starts[index]))

    def column(self, offset: int) -> int:
        """Give the column of a row in which the character at an offset stands."""
        filled = [column for column, text in enumerate(self.cells) if not is_empty(text)]
        index = max(0, bisect_right(self.starts, offset) - 1)
        return filled[index] if index < len(filled) else -1


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table that was read, with the places of its rows."""

    table: Table
    rows: Sequence[RowPlace]


def is_empty(text: str) -> bool:
    """Tell whether nothing stands in a cell."""
    return not text or text.isspace()


def lines_of(reading: Reading) -> Iterator[Line]:
    """Give the lines of a document in reading order; lines that are layout only are left out."""
    if reading.document is None:
        return
    places = iter(reading.places)
    tables = 0
    for section, heading in zip(reading.document.sections, reading.headings, strict=True):
        if not is_layout(section.title):
            yield Line("heading", section.title, (0,), (heading,))
        for block in section.blocks:
            place = next(places)
            if isinstance(block, Paragraph):
                text = text_of_parts(block.parts)
                if not is_layout(text):
                    yield Line("paragraph", text, (0,), (place.text,))
            else:
                yield from _table(block, place, tables)
                tables += 1


def tables_of(reading: Reading) -> tuple[TableRead, ...]:
    """Give the tables of a document in reading order."""
    if reading.document is None:
        return ()
    pairs = zip(reading.document.blocks(), reading.places, strict=True)
    return tuple(TableRead(block, place.rows) for block, place in pairs if isinstance(block, Table))


def _table(block: Table, place: BlockPlace, number: int) -> Iterator[Line]:
    caption = text_of_parts(block.caption)
    if not is_layout(caption):
        yield Line("caption", caption, (0,), (place.text,), table=number)
    rows = iter(place.rows)
    for row in block.head:
        yield from _row("head", row, next(rows), number, -1)
    for index, row in enumerate(block.rows):
        yield from _row("row", row, next(rows), number, index)


def _row(kind: EntryKind, row: tuple[Cell, ...], place: RowPlace, table: int, number: int) -> Iterator[Line]:
    texts = [text_of_parts(cell.parts) for cell in row]
    starts, places, at = [], [], 0
    for text, cell_place in zip(texts, place.cells, strict=True):
        if not is_empty(text):
            starts.append(at)
            places.append(cell_place)
            at += len(text) + 1
    joined = " ".join(text for text in texts if not is_empty(text))
    if not is_layout(joined):
        cells = tuple(text for cell, whole in zip(row, texts, strict=True) for text in (whole, *[""] * (cell.span - 1)))
        yield Line(kind, joined, tuple(starts), tuple(places), cells, table, number)
