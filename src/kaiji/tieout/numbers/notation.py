"""Numbers in the notation of other countries, put into the one that is read: *1.234,5*, *1 234,5*, *1'234.5* are 1,234.5.

Each is put into as many characters as it has, so that all places stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kaiji.tieout.reading import Line, is_empty

_BLANK = "[ \u00a0\u2009\u202f]"
# Letters of thousands: an apostrophe is nothing else between digits; a blank may stand between two numbers.
APOSTROPHE = re.compile(r"(?<=\d)['’](?=\d{3}(?!\d))")
NARROW = re.compile("(?<=\\d)[\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")
_SIGNS = r"\s*[(]?\s*[-−–—+]?\s*[(]?"
_CLOSE = r"\s?[%)]?\s?[)]?\s*"
BLANK_CELL = re.compile(rf"{_SIGNS}\d{{1,3}}(?:{_BLANK}\d{{3}})+(?:[.,]\d{{1,3}})?{_CLOSE}")
COMMA_CELL = re.compile(rf"{_SIGNS}(?:\d{{1,3}}(?:[.]\d{{3}})+|\d{{1,3}}(?:{_BLANK}\d{{3}})+|\d+),\d{{1,2}}{_CLOSE}")
POINT_CELL = re.compile(rf"{_SIGNS}(?:[^\d\s]{{0,3}})(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+\.\d{{1,2}}){_CLOSE}")
BLANK_NUMBER = re.compile(rf"(?<![\w.,+/])(?<!\d{_BLANK})\d{{1,3}}(?:{_BLANK}\d{{3}})+(?!\d|{_BLANK}\d)")
# In a document that shows no table in this notation: where a currency stands before and decimals or a scale behind.
BLANK_AMOUNT = re.compile(
    rf"(?<=[A-Z]{{3}} )-?\d{{1,3}}(?:{_BLANK}\d{{3}})+(?=[.,]\d(?!\d{{2}})|{_BLANK}(?:million|billion|thousand|mill?\b|mn\b|m\b))"
)
COMMA_NUMBER = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?|\d+,\d{1,3})(?![\w]|[.,]\d)")
COMMA_IN_BLANK = re.compile(r"(?<=\d),(?=\d{1,3}(?!\d))")
SWAPPED = str.maketrans(".,", ",.")
ENOUGH = 3
Spelled = Callable[[str], str]


def in_one_notation(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Give lines with all numbers in the notation with points for decimals and commas for thousands.

    A notation is taken for that of the document where its tables have no other.

    Args:
        lines: of the document, as read.
    """
    cells = [text for line in lines for text in line.cells[1:] if not is_empty(text)]
    blank = sum(1 for text in cells if BLANK_CELL.fullmatch(text)) >= ENOUGH
    comma = sum(1 for text in cells if COMMA_CELL.fullmatch(text))
    comma_decimals = comma >= ENOUGH and not any(POINT_CELL.fullmatch(text) for text in cells)

    def spelled(text: str) -> str:
        if not any(one.isdigit() for one in text):
            return text
        text = NARROW.sub(",", APOSTROPHE.sub(",", text)) if not comma_decimals else APOSTROPHE.sub(".", text)
        if comma_decimals:
            if blank:
                text = BLANK_NUMBER.sub(lambda match: re.sub(_BLANK, ".", match.group()), text)
            return COMMA_NUMBER.sub(lambda match: match.group().translate(SWAPPED), text)
        pattern = BLANK_NUMBER if blank else BLANK_AMOUNT
        return pattern.sub(lambda match: re.sub(_BLANK, ",", match.group()), text)

    return tuple(_spelled(line, spelled) for line in lines)


def _spelled(line: Line, spelled: Spelled) -> Line:
    if not line.cells:
        text = spelled(line.text)
        return line if text == line.text else replace(line, text=text)
    cells = tuple(spelled(text) for text in line.cells)
    return line if cells == line.cells else replace(line, text=_joined(cells), cells=cells)


def _joined(cells: Iterable[str]) -> str:
    return " ".join(text for text in cells if not is_empty(text))
