"""Which cell formats show a number as a day: the program's own formats, East Asian ones included, and written ones."""

from __future__ import annotations

import re
from collections.abc import Mapping

# ECMA-376 part 1, 18.8.30: formats without a written code. 46 is a length of time and stays a number.
DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))

LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.')
LENGTH_OF_TIME = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
BRACKET = re.compile(r"\[[^\]]*\]")
EXPONENT = re.compile(r"e[+-]", re.IGNORECASE)
DATE_LETTER = re.compile(r"[ymdhsegb]|aaa", re.IGNORECASE)
GENERAL = re.compile(r"general|g/", re.IGNORECASE)


def shows_day(code: str) -> bool:
    """Tell whether a number format shows a day or a time of day."""
    first = LITERAL.sub("", code).partition(";")[0]
    if LENGTH_OF_TIME.search(first):
        return False
    bare = EXPONENT.sub("", BRACKET.sub("", first))
    return GENERAL.search(bare) is None and DATE_LETTER.search(bare) is not None


def is_day_format(number: int, written: Mapping[int, str]) -> bool:
    """Tell whether a format shows a day; ``written`` holds the codes that the file itself defines."""
    code = written.get(number)
    return shows_day(code) if code is not None else number in DATE_FORMATS
