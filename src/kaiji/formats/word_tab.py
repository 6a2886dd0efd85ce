"""Tables that a Word file sets with tabs: paragraphs under each other whose words stand at tab stops."""

from __future__ import annotations

from collections.abc import Sequence

from kaiji.formats.cell_value import is_amount, is_nothing

MOST_CELLS = 200
LONGEST_LABEL = 120
MOST_BETWEEN = 3


def has_cells(raw: str) -> bool:
    """Tell whether a paragraph is set with tabs: it has two texts with a tab between."""
    return "\t" in raw and sum(bool(part.strip()) for part in raw.split("\t")) > 1


def is_label(raw: str) -> bool:
    """Tell whether a paragraph without tabs may be a heading of the rows that follow."""
    text = raw.strip()
    return bool(text) and len(text) <= LONGEST_LABEL and not text.endswith((".", "\u3002"))


def tab_cells(rows: Sequence[str]) -> list[list[str]]:
    """Cut paragraphs into cells at their tabs.

    Who has no tab stops strikes the key until the words stand in their column: where the rows of amounts have as many
    amounts but not as many tabs, several tabs are one.
    """
    cut = [[" ".join(part.split()) for part in raw.split("\t")][:MOST_CELLS] for raw in rows]
    amounts = [cells for cells in cut if any(is_amount(text) or is_nothing(text) for text in cells[1:])]
    widths = {len(cells) for cells in amounts}
    filled = {sum(bool(text) for text in cells[1:]) for cells in amounts}
    if len(widths) > 1 and len(filled) == 1:
        return [[cells[0], *(text for text in cells[1:] if text)] for cells in cut]
    return cut
