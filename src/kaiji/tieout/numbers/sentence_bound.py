"""Where the sentences and clauses of a text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_CLAUSE = 2_000  # what runs on without a stop is no sentence: each piece of it is read by itself


def bounds_of(text: str, parting: re.Pattern[str]) -> list[tuple[int, int]]:
    """Give the offsets, from and to, of the pieces of a text that a pattern parts; the end of the last lies behind the text."""
    found, at = list[tuple[int, int]](), 0
    for match in parting.finditer(text):
        if match.end() > at:
            found.extend(_pieces(text, at, match.end()))
            at = match.end()
    found.extend(_pieces(text, at, len(text) + 1))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give a part of a text, cut at blanks where it is longer than any sentence."""
    while end - start > LONGEST_CLAUSE:
        blank = text.rfind(" ", start + LONGEST_CLAUSE // 2, start + LONGEST_CLAUSE)
        cut = blank + 1 if blank > 0 else start + LONGEST_CLAUSE
        yield start, cut
        start = cut
    yield start, end
