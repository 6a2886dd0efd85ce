"""A line of text whose words stand at places: cut into pieces where the distance is wide, its amounts known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from kaiji.formats.cell_value import YEAR, goes_before, goes_behind, is_nothing, is_value

WIDE_GAP = 1.7  # in widths of a character: less is a blank between words, more parts columns
LEADERS = re.compile(r"(?:\s?\.){3,}|\u2026{2,}|_{3,}")
RULER = re.compile(r"[-=_\u2500\u2501\u2550\s]{3,}")
TAIL = re.compile(r"[)\]%*\u2020\u2021\u00b9\u00b2\u00b3\u2070-\u207e\s]+$")
MONEY = frozenset(("$", "\u00a5", "\u20ac", "\u00a3", "(", "$(", "US$"))
WIDE = frozenset("WF")


@dataclass(frozen=True, slots=True)
class Word:
    """A word between blanks, from ``start`` to ``end`` in widths of a character."""

    start: float
    end: float
    text: str


@dataclass(slots=True)
class Piece:
    """Words that stand close together."""

    words: list[Word]
    text: str = ""

    def __post_init__(self) -> None:
        self.text = self.text or " ".join(word.text for word in self.words)

    @property
    def start(self) -> float:
        """Where it begins."""
        return self.words[0].start

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.words[-1].end

    @property
    def edge(self) -> float:
        """Where its digits end: what stands behind them sticks out of the column."""
        last = self.words[-1]
        tail = TAIL.search(last.text)
        if tail is None or not tail.start():
            return last.end
        return last.end - (last.end - last.start) * len(tail.group()) / len(last.text)

    @property
    def is_amount(self) -> bool:
        """Tell whether it is an amount, a dash for none, or a year."""
        return is_value(self.text) or is_nothing(self.text)


@dataclass(slots=True)
class LaidLine:
    """A line with its number in the file (or on the page).

    ``drop`` is how far it stands below the one above (1 in a text file); a distance of ``gap`` parts its words into pieces.
    """

    number: int
    words: Sequence[Word]
    page: int = 0
    drop: float = 1.0
    gap: float = WIDE_GAP
    pieces: list[Piece] = field(default_factory=list)
    ruler: bool = False
    values: list[Piece] = field(default_factory=list)  # the amounts at its end, from left to right

    def __post_init__(self) -> None:
        raw = "".join(word.text for word in self.words)
        self.ruler = bool(self.words) and len(raw) > 2 and RULER.fullmatch(raw) is not None
        if self.ruler:
            self.pieces = [Piece([word]) for word in self.words]
            self.ruler = all(len(set(word.text)) == 1 for word in self.words)
        if not self.ruler:
            self.pieces = _pieces(self.words, self.gap)
        for piece in reversed(self.pieces):
            if not piece.is_amount:
                break
            self.values.insert(0, piece)

    @property
    def is_data(self) -> bool:
        """Tell whether it ends with amounts that stand apart from its label, not all of them years."""
        values = self.values
        if not values or all(YEAR.fullmatch(one.text) for one in values):
            return False
        return len(self.pieces) > 1 or values[0].start > WIDE_GAP * 4


def laid_line(number: int, line: str, drop: float = 1.0) -> LaidLine:
    """Lay out a line of a text file: one character is one wide, a Japanese one two; leaders are blanks."""
    line = (
        LEADERS.sub(lambda match: " " * len(match.group()), line)
        if "..." in line or ". ." in line or "\u2026" in line
        else line
    )
    if line.isascii():
        words = [Word(match.start(), match.end(), match.group()) for match in re.finditer(r"\S+", line)]
        return LaidLine(number, words, drop=drop)
    places = [0.0]
    for one in line:
        places.append(places[-1] + (2 if unicodedata.east_asian_width(one) in WIDE else 1))
    words = [Word(places[match.start()], places[match.end()], match.group()) for match in re.finditer(r"\S+", line)]
    return LaidLine(number, words, drop=drop)


def _pieces(words: Sequence[Word], gap: float) -> list[Piece]:
    groups: list[list[Word]] = []
    for word in words:
        if groups and word.start - groups[-1][-1].end < gap:
            groups[-1].append(word)
        else:
            groups.append([word])
    pieces: list[Piece] = []
    for group in groups:
        pieces.extend(_parted(group))
    return _joined(pieces)


def _parted(group: list[Word]) -> list[Piece]:
    """Part amounts that stand one blank apart, and a currency that stands close behind the label."""
    if len(group) > 1 and all(is_value(word.text) or is_nothing(word.text) for word in group):
        return [Piece([word]) for word in group]
    tail = len(group)
    while tail > 1 and _is_plain_amount(group[tail - 1].text):
        tail -= 1
    if len(group) - tail > 1:  # a sentence does not end with two amounts
        if group[tail - 1].text in MONEY and tail > 1:
            tail -= 1
        return [Piece(group[:tail]), *(Piece([word]) for word in group[tail:])]
    if len(group) > 1 and group[-1].text in MONEY:
        return [Piece(group[:-1]), Piece(group[-1:])]
    return [Piece(group)]


def ends_with_amount(piece: Piece) -> bool:
    """Tell whether words and an amount behind them stand in one piece."""
    return len(piece.words) > 1 and _is_plain_amount(piece.words[-1].text)


def _is_plain_amount(text: str) -> bool:
    return text in MONEY or is_nothing(text) or (is_value(text) and not YEAR.fullmatch(text))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    done: list[Piece] = []
    for piece in pieces:
        last = done[-1] if done else None
        if last is not None and (goes_before(last.text, piece.text) or goes_behind(last.text, piece.text)):
            done[-1] = Piece([*last.words, *piece.words], last.text + piece.text)
        else:
            done.append(piece)
    return done
