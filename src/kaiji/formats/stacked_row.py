"""Rows whose amounts are stacked: one cell holds several lines, each of them a row of its own on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kaiji.core.document import Cell, Words
from kaiji.formats.cell_value import is_amount, is_nothing, is_value
from kaiji.formats.document_read import RowPlace, TextPlace

MARKS = frozenset(("$", "\u00a5", "\u20ac", "\u00a3", ")", "%", ")%", "(", "$(", "US$"))


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a cell, and where it stands; empty where the page leaves a line blank."""

    text: str
    place: TextPlace


def stacked(cells: Sequence[Sequence[TextLine]]) -> int:
    """Tell how many rows of the page one row of the file holds; 1 where its cells are ordinary.

    Amounts are stacked where a cell has two amounts or more, each on a line of its own. All such cells must have as
    many lines, and so must every other cell with more than one; else nobody can tell which label is meant, and the row
    stays as it is.
    """
    counts = {len(lines) for lines in cells if len(lines) > 1}
    if len(counts) != 1:
        return 1
    amounts = [lines for lines in cells if len(lines) > 1 and _are_amounts(lines)]
    return counts.pop() if amounts else 1


def _are_amounts(lines: Sequence[TextLine]) -> bool:
    texts = [line.text for line in lines if line.text]
    plain = [text for text in texts if text not in MARKS]
    real = sum(is_amount(text) or _opens(text) for text in plain)
    return real > 1 and all(is_value(text) or is_nothing(text) or _opens(text) for text in plain)


def _opens(text: str) -> bool:
    """Tell whether a text is an amount whose closing parenthesis stands in the next cell."""
    return text.startswith(("(", "$(", "$ (")) and is_amount(f"{text})")


def unstacked(
    cells: Sequence[Cell], place: RowPlace, texts: Sequence[Sequence[TextLine]]
) -> list[tuple[tuple[Cell, ...], RowPlace]]:
    """Take a row apart whose amounts are stacked; any other row stays as it is.

    Args:
        cells: of the row.
        place: of the row.
        texts: the lines of each cell; none for a cell that has only one.
    """
    count = stacked(texts)
    if count == 1:
        return [(tuple(cells), place)]
    rows: list[tuple[tuple[Cell, ...], RowPlace]] = []
    for number in range(count):
        said: list[Cell] = []
        spots: list[TextPlace] = []
        for cell, spot, lines in zip(cells, place.cells, texts, strict=True):
            one = lines[number] if lines[number:] else None
            kept = cell.parts if not lines and not number else ()
            said.append(Cell((Words(one.text),) if one and one.text else kept, cell.role, cell.span))
            spots.append(one.place if one else spot)
        rows.append((tuple(said), RowPlace(spots[0].source if spots else place.source, tuple(spots), place.indent)))
    return rows
