"""How much room lines, notes and columns take on the page of a proved document."""

from __future__ import annotations

from collections.abc import Sequence

from kaiji.tieout.reading import Line, is_empty

# Characters that fit into one row, and heights in rem.
TEXT_CHARACTERS, NOTE_CHARACTERS = 100, 44
TEXT_ROW, TABLE_ROW, NOTE_ROW = 1.45, 1.75, 1.32
PARAGRAPH_GAP, NOTE_GAP = 0.6, 1.3


def line_height(line: Line) -> float:
    """Give the height of a line of the document."""
    if line.cells:
        return TABLE_ROW
    return PARAGRAPH_GAP + TEXT_ROW * (1 + text_width(line.text) // TEXT_CHARACTERS)


def note_height(texts: Sequence[str], *, corrected: bool) -> float:
    """Give the height of a note in the margin.

    Args:
        texts: its paragraphs; empty ones take no room.
        corrected: whether it shows what should stand there.
    """
    rows = 1 + sum(1 + text_width(text) // NOTE_CHARACTERS for text in texts if text)
    return NOTE_GAP + NOTE_ROW * (rows + (1.3 if corrected else 0))


def text_width(text: str) -> int:
    """Give the width of a text in characters; those of Japanese count double."""
    return sum(2 if ord(one) > 0x2E80 else 1 for one in text)


def column_widths(lines: Sequence[Line]) -> tuple[int, ...]:
    """Give the widths of a table's columns: wide enough for what alone stands in them, not for what may run on."""
    rows = [line.cells for line in lines if line.cells]
    columns = max((len(row) for row in rows), default=0)
    widths = []
    for column in range(columns):
        texts = [row[column] for row in rows if column < len(row) and not is_empty(row[column])]
        figures = [text_width(text) for text in texts if len(text) <= 24]
        widths.append(min(max(figures, default=3), 22) + 2)
    return tuple(widths)
