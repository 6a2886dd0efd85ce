"""The columns of a table that is set with blanks: where its amounts end; its rows and cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kaiji.formats.aligned_line import LaidLine, Piece
from kaiji.formats.cell_value import is_nothing

NEAR = 1.2  # how far apart the digits of one column may end


@dataclass(slots=True)
class LaidCell:
    """A cell: its first column, how many it covers, and its lines as (number in the file, text)."""

    column: int
    span: int = 1
    lines: list[tuple[LaidLine, str]] = field(default_factory=list)
    start: float = 0
    end: float = 0

    @property
    def text(self) -> str:
        """The text, its lines joined."""
        return " ".join(text for _, text in self.lines)


@dataclass(slots=True)
class LaidRow:
    """A row, and how far its label is indented."""

    line: LaidLine
    cells: list[LaidCell]
    indent: float = 0


@dataclass(slots=True)
class Column:
    """A column of amounts: where its digits end, and how far its amounts reach to both sides."""

    edge: float
    left: float
    right: float
    numbers: int = 1

    def take(self, piece: Piece) -> None:
        """Take in one more amount."""
        self.edge = (self.edge * self.numbers + piece.edge) / (self.numbers + 1)
        self.left, self.right, self.numbers = min(self.left, piece.start), max(self.right, piece.end), self.numbers + 1


def columns_of(rows: Sequence[LaidLine]) -> list[Column]:
    """Give the columns from the edges of the amounts; what never stands beside each other and overlaps is one."""
    values = [(line, piece) for line in rows for piece in line.values]
    columns: list[Column] = []
    for piece in sorted((piece for _, piece in values if not is_nothing(piece.text)), key=lambda one: one.edge):
        last = columns[-1] if columns else None
        if last is not None and piece.edge - last.edge <= NEAR:
            last.take(piece)
        else:
            columns.append(Column(piece.edge, piece.start, piece.end))
    firm = len(columns)
    for line, piece in values:
        # A dash stands anywhere in its column; it makes one only where a row has more amounts than there are columns.
        free = not any(piece.start < one.right + NEAR and one.left - NEAR < piece.end for one in columns)
        if free and is_nothing(piece.text) and len(line.values) > firm:
            columns.append(Column(piece.edge, piece.start, piece.end))
    columns.sort(key=lambda one: one.edge)
    taken = [{nearest(columns, piece) for piece in line.values} for line in rows]
    at = 0
    while at + 1 < len(columns):
        one, two = columns[at], columns[at + 1]
        if two.left < one.right and not any({at, at + 1} <= row for row in taken):
            whole = Column(
                max(one.edge, two.edge), min(one.left, two.left), max(one.right, two.right), one.numbers + two.numbers
            )
            columns[at : at + 2] = [whole]
            taken = [{number - (number > at) for number in row} for row in taken]
        else:
            at += 1
    return columns


def nearest(columns: Sequence[Column], piece: Piece) -> int:
    """Give the column whose digits end nearest to a piece's."""

    def distance(at: int) -> tuple[bool, float]:
        column = columns[at]
        apart = piece.end <= column.left or column.right <= piece.start
        return apart and abs(piece.edge - column.edge) > NEAR, abs(piece.edge - column.edge)

    return min(range(len(columns)), key=distance)
