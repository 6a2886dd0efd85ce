"""Marked texts: what each token of a made document is, and what a plausible mistake would put in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_MARK = re.compile("\ue000([a-z]+)\ue003([^\ue001]*)\ue001([^\ue002]*)\ue002")


def mark(kind: str, text: str, wrong: str = "") -> str:
    """Mark a token.

    Args:
        kind: what it is, as ``plant.KINDS`` names it.
        text: what it truly says.
        wrong: what a mistake would say, where that cannot be computed from the text.
    """
    return f"\ue000{kind}\ue003{wrong}\ue001{text}\ue002"


def plain(text: str) -> str:
    """Give a text without its marks."""
    return _MARK.sub(r"\3", text)


@dataclass(frozen=True, slots=True)
class Spot:
    """A marked token and where it stands: block, row of a table (0 in a paragraph), cell, offset in the marked text."""

    block: int
    row: int
    cell: int
    start: int
    end: int
    kind: str
    text: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of marked cells, the head's rows first."""

    rows: tuple[tuple[str, ...], ...]


Block = str | Grid


@dataclass(frozen=True, slots=True)
class Made:
    """A made document: its family, its seed, and its marked paragraphs and tables."""

    family: str
    seed: int
    layout: str
    blocks: tuple[Block, ...]

    def spots(self) -> Iterator[Spot]:
        """Give every marked token in reading order."""
        for number, block in enumerate(self.blocks):
            rows = block.rows if isinstance(block, Grid) else ((block,),)
            for row, cells in enumerate(rows):
                for cell, text in enumerate(cells):
                    for found in _MARK.finditer(text):
                        kind, wrong, says = found.groups()
                        yield Spot(number, row, cell, found.start(), found.end(), kind, says, wrong)

    def cells(self, spot: Spot) -> tuple[str, ...]:
        """Give the row in which a token stands; of a paragraph, its text alone."""
        block = self.blocks[spot.block]
        return block.rows[spot.row] if isinstance(block, Grid) else (block,)

    def with_text(self, spot: Spot, text: str) -> Made:
        """Give the document with another text in a token's place."""
        cells = list(self.cells(spot))
        old = cells[spot.cell]
        cells[spot.cell] = old[: spot.start] + text + old[spot.end :]
        return self.with_row(spot.block, spot.row, tuple(cells))

    def with_row(self, number: int, row: int, cells: tuple[str, ...]) -> Made:
        """Give the document with other cells in a row."""
        block = self.blocks[number]
        if isinstance(block, Grid):
            rows = (*block.rows[:row], cells, *block.rows[row + 1 :])
            return self.with_block(number, Grid(rows))
        return self.with_block(number, cells[0])

    def with_block(self, number: int, block: Block, *more: Block) -> Made:
        """Give the document with another block, or several, in a block's place."""
        return replace(self, blocks=(*self.blocks[:number], block, *more, *self.blocks[number + 1 :]))
