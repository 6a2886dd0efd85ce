"""Two texts compared word by word: where they differ, and where a span of the one stands in the other.

White space makes no difference, unless it parts two numbers; nor does the glyph that a check box is drawn with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

BOX = re.compile(r"\[\s?[xX]?\s?\]|[☐□☒☑✓✔✗☓]")
EMPTY_BOX = re.compile(r"\[\s*\]|[☐□]")
BLANKS = re.compile(r"(?<![\d.,])\s+|\s+(?![\d.,])")
PIECE = re.compile(r"\[\s?[xX]?\s?\]|\d(?:[\d.,]*\d)?|[^\W\d_]+|\S")
MOST_PAIRS = 4_000_000

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of pieces: the same in both texts, or not."""

    same: bool
    expected: Span
    read: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """What :func:`compare` found.

    Args:
        expected: the spans of the expected text's pieces.
        read: the spans of the read text's pieces.
        steps: the stretches, in order, in numbers of pieces; none at all where both texts are equal to the letter.
    """

    expected: tuple[Span, ...] = ()
    read: tuple[Span, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def is_same(self) -> bool:
        """Tell whether both texts say the same."""
        return all(step.same for step in self.steps)

    def differences(self) -> tuple[Step, ...]:
        """Give the stretches that differ."""
        return tuple(step for step in self.steps if not step.same)

    def pieces_of(self, start: int, end: int) -> Span:
        """Give the pieces of the expected text that a span of it touches."""
        first = next((k for k, span in enumerate(self.expected) if span[1] > start), len(self.expected))
        last = first
        while last < len(self.expected) and self.expected[last][0] < end:
            last += 1
        return first, last

    def in_read(self, start: int, end: int) -> Span:
        """Give the span of the read text that stands in the place of a span of the expected one."""
        if not self.steps:
            return start, end
        low, high = self.pieces_of(start, end)
        found: list[Span] = []
        for step in self.steps:
            first, last = max(low, step.expected[0]), min(high, step.expected[1])
            if first >= last:
                continue
            if step.same and _size(step.expected) == _size(step.read):
                shift = step.read[0] - step.expected[0]
                found.append((self._exact(first, shift, start), self._exact_end(last - 1, shift, end)))
            elif _size(step.read):
                found.append((self.read[step.read[0]][0], self.read[step.read[1] - 1][1]))
            else:
                at = self._border(step.read[0])
                found.append((at, at))
        return (found[0][0], found[-1][1]) if found else (0, 0)

    def span_of(self, step: Step) -> tuple[Span, Span]:
        """Give the spans, in characters, of a stretch in the expected and in the read text."""
        return _chars(self.expected, step.expected), _chars(self.read, step.read)

    def _exact(self, piece: int, shift: int, start: int) -> int:
        here, there = self.expected[piece], self.read[piece + shift]
        inside = max(0, start - here[0]) if _size(here) == _size(there) else 0
        return there[0] + inside

    def _exact_end(self, piece: int, shift: int, end: int) -> int:
        here, there = self.expected[piece], self.read[piece + shift]
        inside = max(0, here[1] - end) if _size(here) == _size(there) else 0
        return there[1] - inside

    def _border(self, piece: int) -> int:
        return self.read[piece][0] if piece < len(self.read) else self.read[-1][1] if self.read else 0


def canonical(text: str) -> str:
    """Give what of a text counts: no white space but between numbers, and check boxes in one form."""
    if not text.isascii() or "[" in text:
        text = BOX.sub(_box, text)
    return BLANKS.sub("", text)


def compare(expected: str, read: str) -> Comparison:
    """Compare two texts piece by piece: numbers with their commas, words, single marks."""
    if expected == read:
        return Comparison()
    here, there = _pieces(expected), _pieces(read)
    steps = _steps([one[0] for one in here], [one[0] for one in there])
    return Comparison(tuple(one[1] for one in here), tuple(one[1] for one in there), tuple(steps))


def words_of(text: str) -> frozenset[str]:
    """Give the different pieces of a text, to see how alike two texts are."""
    return frozenset(piece.casefold() for piece in PIECE.findall(text))


def _pieces(text: str) -> list[tuple[str, Span]]:
    return [(canonical(match.group()), match.span()) for match in PIECE.finditer(text)]


def _steps(here: Sequence[str], there: Sequence[str]) -> list[Step]:
    most = min(len(here), len(there))
    head = 0
    while head < most and here[head] == there[head]:
        head += 1
    tail = 0
    while tail < most - head and here[-1 - tail] == there[-1 - tail]:
        tail += 1
    middle, other = here[head : len(here) - tail], there[head : len(there) - tail]
    steps = [Step(True, (0, head), (0, head))] if head else []
    codes: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(middle), 0, len(other))]
    if len(middle) * len(other) <= MOST_PAIRS:
        codes = SequenceMatcher(None, middle, other, autojunk=False).get_opcodes()
    for tag, low, high, read_low, read_high in codes:
        # A word that was broken at the end of a line is still the same word.
        same = tag == "equal" or canonical(" ".join(middle[low:high])) == canonical(" ".join(other[read_low:read_high]))
        steps.append(Step(same, (head + low, head + high), (head + read_low, head + read_high)))
    if tail:
        steps.append(Step(True, (len(here) - tail, len(here)), (len(there) - tail, len(there))))
    return steps


def _box(found: re.Match[str]) -> str:
    return "[]" if EMPTY_BOX.fullmatch(found.group()) else "[X]"


def _chars(pieces: Sequence[Span], span: Span) -> Span:
    if span[0] < span[1]:
        return pieces[span[0]][0], pieces[span[1] - 1][1]
    at = pieces[span[0] - 1][1] if span[0] else 0
    return at, at


def _size(span: Span) -> int:
    return span[1] - span[0]
