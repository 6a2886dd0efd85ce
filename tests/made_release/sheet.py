"""A made document of the second generation: texts with numbered tokens in them, each of which knows what it is.

A token's place in a text is its number between two private characters, so that sentences are ordinary format strings;
what a token says is kept beside, and planting an error is giving one number another text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

_PLACE = re.compile("\ue000(\\d+)\ue001")

Linear = tuple[tuple[int, int], ...]
"""Tokens with their signs that add up to nothing."""

Fact = tuple[str, ...]
"""What a number says: ("amount", item, period), ("change", item, period, base) and so on; see ``oracle``."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number that an error can spoil.

    Args:
        role: what it is; ``planting`` says which errors spoil which roles.
        text: what it truly says.
        wrong: what a plausible mistake would say, where that cannot be computed from the text.
        fact: what a number says; empty for words.
        step: the worth of one unit of its last digit.
        down: whether it was rounded down.
        sign: how its sign stands to the fact's: 1 the same, -1 the other (a deduction in brackets, or a loss said by words).
        plug: last units that were added to make its column foot.
    """

    role: str
    text: str
    wrong: str = ""
    fact: Fact = ()
    step: Fraction = Fraction(1)
    down: bool = False
    sign: int = 1
    plug: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of texts, how many of them are its head, and how deep each label stands."""

    rows: tuple[tuple[str, ...], ...]
    head: int = 1
    depth: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a heading."""

    text: str
    heading: bool = False


Block = Table | Paragraph


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph (row 0) or a row of a table."""

    block: int
    row: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A made document: who made it, its blocks and its tokens.

    ``linear`` and ``products`` (one times another is the third) hold between tokens that no fact ties together.
    """

    house: str
    kind: str
    seed: int
    layout: str
    blocks: tuple[Block, ...]
    tokens: tuple[Token, ...]
    linear: tuple[Linear, ...] = ()
    products: tuple[tuple[int, int, int], ...] = ()
    places: dict[int, Place] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        if not self.places:
            for place, text in self.texts():
                for found in _PLACE.finditer(text):
                    self.places.setdefault(int(found[1]), place)

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Give every paragraph and cell with its place."""
        for number, block in enumerate(self.blocks):
            if isinstance(block, Paragraph):
                yield Place(number), block.text
            else:
                for row, cells in enumerate(block.rows):
                    for cell in cells:
                        yield Place(number, row), cell

    def say(self, text: str) -> str:
        """Give a text with what its tokens say."""
        return _PLACE.sub(lambda found: self.tokens[int(found[1])].text, text)

    def row(self, place: Place) -> tuple[str, ...]:
        """Give the cells of a row, or the one text of a paragraph, with its tokens' places."""
        block = self.blocks[place.block]
        return (block.text,) if isinstance(block, Paragraph) else block.rows[place.row]

    def line(self, place: Place) -> str:
        """Give what a row or paragraph says."""
        return " | ".join(self.say(cell) for cell in self.row(place))

    def numbers_in(self, place: Place) -> tuple[int, ...]:
        """Give the tokens of a row or paragraph in their order."""
        return tuple(int(found) for text in self.row(place) for found in _PLACE.findall(text))

    def with_texts(self, texts: dict[int, str]) -> Page:
        """Give the document with other texts for some tokens."""
        tokens = list(self.tokens)
        for number, text in texts.items():
            tokens[number] = replace(tokens[number], text=text)
        return replace(self, tokens=tuple(tokens))

    def with_blocks(self, blocks: tuple[Block, ...]) -> Page:
        """Give the document with other blocks; its places are found anew."""
        return replace(self, blocks=blocks, places={})


class Desk:
    """Where a document is written: tokens are kept as they are made, blocks in their order."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.blocks: list[Block] = []
        self.linear: list[Linear] = []
        self.products: list[tuple[int, int, int]] = []

    def keep(self, token: Token) -> str:
        """Keep a token and give its place for a text."""
        self.tokens.append(token)
        return f"\ue000{len(self.tokens) - 1}\ue001"

    def word(self, role: str, text: str, wrong: str = "") -> str:
        """Keep a word."""
        return self.keep(Token(role, text, wrong))

    def head(self, text: str) -> None:
        """Write a heading."""
        self.blocks.append(Paragraph(text, heading=True))

    def text(self, text: str) -> None:
        """Write a paragraph."""
        self.blocks.append(Paragraph(text))

    def table(self, rows: list[tuple[str, ...]], head: int = 1, depth: tuple[int, ...] = ()) -> None:
        """Write a table."""
        width = max(map(len, rows))
        self.blocks.append(Table(tuple(row + ("",) * (width - len(row)) for row in rows), head, depth))

    def page(self, house: str, kind: str, seed: int, layout: str) -> Page:
        """Give what was written."""
        told = tuple(self.linear), tuple(self.products)
        return Page(house, kind, seed, layout, tuple(self.blocks), tuple(self.tokens), *told)
