"""The columns of a table as the page shows it, from cells that stand under each other in the columns of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kaiji.core.document import CellRole
from kaiji.formats.cell_value import is_nothing, is_value
from kaiji.formats.document_read import RowPlace, TextPlace

Span = tuple[int, int]
FAR = 3  # the most columns between a mark and its amount


@dataclass(slots=True)
class Piece:
    """A filled cell and the columns of the file that it covers, the last one excluded."""

    start: int
    end: int
    text: str
    place: TextPlace
    role: CellRole


@dataclass(slots=True)
class Row:
    """The filled cells of a row, and whether the file marks it as head."""

    pieces: list[Piece]
    place: RowPlace
    head: bool = False


@dataclass(slots=True)
class Columns:
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


def columns_of(rows: Sequence[Row]) -> Columns:
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
    return Columns(_labels([(spans[at], members[at]) for at in order], rows, together))


def make_room(row: Row, columns: Columns) -> None:
    """Make a column for each head that stands over none, and has none beside it that the row leaves free."""
    ranges = [columns.over(piece.start, piece.end) for piece in row.pieces]
    taken = {at for one in ranges for at in one}
    for piece, over in zip(row.pieces, ranges, strict=True):
        if over:
            continue
        near = beside(piece, columns, taken) if columns.spans else range(0)
        if near and near[0] not in taken and _distance(piece, columns.spans[near[0]]) < FAR:
            taken.add(near[0])
        else:
            columns.add((piece.start, piece.end))
            taken = {at for one in row.pieces for at in columns.over(one.start, one.end)}


def _distance(piece: Piece, span: tuple[int, int]) -> int:
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
    rows: Sequence[Row],
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


def beside(piece: Piece, columns: Columns, taken: set[int]) -> range:
    """Give the nearest column that the row leaves free, or else the nearest."""

    def distance(at: int) -> tuple[bool, int, bool]:
        return at in taken, _distance(piece, columns.spans[at]), columns.spans[at][0] < piece.start

    nearest = min(range(len(columns.spans)), key=distance)
    return range(nearest, nearest + 1)
