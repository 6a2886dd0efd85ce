"""How a spreadsheet sees a value: the few comparisons that the Checker's rules are made of.

Each function takes what a cell holds and answers as the spreadsheet program's own operators do: an empty cell that is
linked is the number 0, texts are compared without regard to case and never trimmed, and an error stops everything
that looks at it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from kaiji.formats.xlsx.value import DAY_ZERO_1900, CellError, Uncached

Value = None | str | Decimal | bool | date | datetime | time | CellError | Uncached
Plain = str | Decimal | bool | date | datetime | time

NOT_AVAILABLE = "#N/A"
LONGEST = 255
WILDCARDS = re.compile(r"~([*?~])|([*?])")


class Fault(Exception):  # noqa: N818 - it is a value of the sheet, not a failure of the program
    """An error value that a formula met; it becomes the formula's own value.

    Args:
        code: as the sheet shows it, such as ``#N/A``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def linked(value: Value) -> Plain:
    """Give what a link to the cell shows: 0 for an empty cell; an error, or a formula without its result, is a fault."""
    if value is None:
        return Decimal(0)
    if isinstance(value, CellError):
        raise Fault(value.code)
    if isinstance(value, Uncached):
        raise Fault(NOT_AVAILABLE)
    return value


def is_zero(value: Value) -> bool:
    """Tell whether a link to the cell equals the number 0: an empty cell does, an empty text does not."""
    found = linked(value)
    if isinstance(found, bool):
        return False
    return (isinstance(found, Decimal) and found == 0) or found == time()


def is_empty(value: Value) -> bool:
    """Tell whether the cell equals the empty text: an empty cell and a formula that shows nothing both do."""
    return value is None or linked(value) == ""


def equals(value: Value, text: str) -> bool:
    """Tell whether the cell is this text, whatever its case; blanks around it count."""
    found = linked(value)
    return isinstance(found, str) and found.lower() == text.lower()


def holds(value: Value, part: str) -> bool:
    """Tell whether a link to the cell holds a text somewhere; an error holds nothing, and is no fault here."""
    try:
        return part in text_of(value)
    except Fault:
        return False


def is_longer_than_one(value: Value) -> bool:
    """Tell whether a link to the cell shows at least two characters; numbers are turned into text, so 77 does."""
    return len(text_of(linked(value))) > 1


def text_of(value: Value) -> str:
    """Give the text that ``&`` makes of the cell: nothing of an empty one, plain digits of a number or a day."""
    if value is None:
        return ""
    found = linked(value)
    if isinstance(found, str):
        return found
    if isinstance(found, bool):
        return "TRUE" if found else "FALSE"
    if isinstance(found, Decimal):
        return f"{found.normalize():f}" if found else "0"
    if isinstance(found, date):
        day = found.date() if isinstance(found, datetime) else found
        return str((day - DAY_ZERO_1900).days)
    return "0" if found == time() else f"0.{found.hour:02}"


@lru_cache(maxsize=256)
def matching(criterion: str) -> Callable[[str], bool]:
    """Make the test of ``COUNTIF`` and ``MATCH`` for a text: the whole text, whatever its case, with ``*`` and ``?``.

    Texts longer than 255 characters match nothing, as in Excel. The parts between the stars are looked for one after the
    other, so that no criterion, however many stars it has, takes long.
    """
    wanted = criterion.lower()
    if len(criterion) > LONGEST:
        return lambda _: False
    if not WILDCARDS.search(criterion):
        return lambda text: text.lower() == wanted
    pieces, end = [""], 0
    for found in WILDCARDS.finditer(wanted):
        pieces[-1] += re.escape(wanted[end : found.start()])
        end = found.end()
        if found[2] == "*":
            pieces.append("")
        else:
            pieces[-1] += re.escape(found[1]) if found[1] else "."
    pieces[-1] += re.escape(wanted[end:])
    first, *between = (re.compile(piece, re.DOTALL) for piece in pieces)
    last = re.compile(f"(?:{pieces[-1]})\\Z", re.DOTALL)
    return lambda text: len(text) <= LONGEST and _fits(text.lower(), first, between, last)


def _fits(text: str, first: re.Pattern[str], between: list[re.Pattern[str]], last: re.Pattern[str]) -> bool:
    """Tell whether the parts stand in the text in their order, the first at its beginning, the last at its end."""
    found = first.match(text)
    for piece in between[:-1]:
        found = piece.search(text, found.end()) if found else None
    if found is None:
        return False
    return last.search(text, found.end()) is not None if between else found.end() == len(text)


def counts(value: Value, criterion: Plain) -> bool:
    """Tell whether ``COUNTIF`` counts the cell: texts for a text, with ``*`` and ``?``; for a number, its like."""
    if isinstance(criterion, Decimal):
        return value == criterion or (isinstance(value, str) and value.strip() == text_of(criterion))
    return isinstance(value, str) and isinstance(criterion, str) and matching(criterion)(value)


def is_greater(left: Plain, right: Plain) -> bool:
    """Tell whether one value sorts after another: numbers, then texts, then flags; texts without regard to case."""
    return _order(left) > _order(right)


def _order(value: Plain) -> tuple[int, Decimal, str, str]:
    if isinstance(value, str):
        lower = value.lower()
        bare = "".join(one for one in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(one))
        return 1, Decimal(0), bare, lower
    if isinstance(value, bool):
        return 2, Decimal(value), "", ""
    return 0, value if isinstance(value, Decimal) else Decimal(text_of(value)), "", ""
