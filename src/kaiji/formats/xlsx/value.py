"""What a cell holds, and how stored numbers become exact values and days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

MAX_COLUMN = 16_384
MAX_ROW = 1_048_576

SAFE_DIGITS = 15
DOUBLE_DIGITS = 17
LONGEST_NUMBER = 400
MILLISECONDS_A_DAY = 86_400_000

DAY_ZERO_1900 = date(1899, 12, 30)
DAY_ZERO_1904 = date(1904, 1, 1)
LAST_SERIAL_1900 = 2_958_465
DAYS_BETWEEN_SYSTEMS = 1_462
FIRST_TRUE_SERIAL = 61
MIDNIGHT = datetime.combine(DAY_ZERO_1904, time())

ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
LINE_END = re.compile(r"\r\n?")
ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?))?Z?")


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value such as ``#N/A``, told apart from an empty cell."""

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Uncached:
    """A formula that was saved without its result: nobody knows what the sender saw."""


UNCACHED = Uncached()

CellValue = None | str | Decimal | bool | date | datetime | time | CellError | Uncached


def position(address: str) -> tuple[int, int]:
    """Give 1-based row and column of an address such as ``D8``; anything else raises ValueError."""
    match = ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError(f"{address!r} is not the address of a cell")
    row, column = int(match[2]), column_number(match[1])
    if row > MAX_ROW or column > MAX_COLUMN:
        raise ValueError(f"{address!r} lies outside of any sheet")
    return row, column


@lru_cache(maxsize=MAX_COLUMN)
def column_number(letters: str) -> int:
    """Give the 1-based number of a column: A is 1, AB is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Give the letters of a 1-based column: 1 is A, 28 is AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address_of(row: int, column: int) -> str:
    """Give the address of a 1-based row and column."""
    return f"{column_letters(column)}{row}"


def plain_text(stored: str) -> str:
    """Turn line ends into ``\\n``; everything else stays as stored."""
    return LINE_END.sub("\n", stored) if "\r" in stored else stored


def unescaped(stored: str) -> str:
    """Undo the ``_x000D_`` escapes of a text that stands in XML, then the line ends."""
    if "_x" in stored:
        stored = ESCAPE.sub(_character, stored)
    return plain_text(stored)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)


def decimal_of(stored: float) -> Decimal | None:
    """Give the shortest decimal that stands for a stored double; None for what is not a number."""
    if stored != stored or stored in (float("inf"), float("-inf")):  # noqa: PLR0124 - the test for "not a number"
        return None
    if stored.is_integer():
        return Decimal(int(stored)) if abs(stored) < 10**SAFE_DIGITS else Decimal(int(Decimal(repr(stored))))
    return Decimal(repr(stored))


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the file holds it, and whether it is longer than spreadsheet programs keep."""

    value: Decimal
    long: bool


@lru_cache(maxsize=4096)
def read_number(stored: str) -> Number | None:
    """Read a number from its text in the file; None where it is none.

    A fraction of up to 17 digits is a double written out, so it becomes the shortest decimal of that double (0.1, not
    0.10000000000000001). Whole numbers, and anything longer than a double can be, keep the digits of the file.
    """
    text = stored.strip()
    if len(text) > LONGEST_NUMBER:
        return None
    try:
        exact = Decimal(text)
    except InvalidOperation:
        return None
    if not exact.is_finite() or abs(exact.adjusted()) > LONGEST_NUMBER:
        return None
    digits = len("".join(map(str, exact.as_tuple().digits)).strip("0"))
    if exact == exact.to_integral_value():
        whole = int(exact)
        return Number(Decimal(whole), long=abs(whole) >= 10**SAFE_DIGITS)
    if digits > DOUBLE_DIGITS:
        return Number(exact, long=True)
    return Number(Decimal(repr(float(exact))), long=False)


def read_day(serial: Decimal, *, date1904: bool) -> CellValue:
    """Turn a date serial into a day, a moment or a time of day.

    A serial that is no day (negative, beyond year 9999, or 29 February 1900, which only the programs know) stays the
    number it is.
    """
    last = LAST_SERIAL_1900 - (DAYS_BETWEEN_SYSTEMS if date1904 else 0)
    if serial < 0 or serial >= last + 1:
        return serial
    milliseconds = int((serial * MILLISECONDS_A_DAY).to_integral_value())
    days, rest = divmod(milliseconds, MILLISECONDS_A_DAY)
    clock = (MIDNIGHT + timedelta(milliseconds=rest)).time()
    if serial < 1:
        return clock if days == 0 else serial
    day_zero = DAY_ZERO_1904 if date1904 else DAY_ZERO_1900
    if not date1904 and days < FIRST_TRUE_SERIAL:
        if days == FIRST_TRUE_SERIAL - 1:
            return serial
        day_zero += timedelta(days=1)
    if days > last:
        return serial
    day = day_zero + timedelta(days=days)
    return datetime.combine(day, clock) if rest else day


def read_iso_day(stored: str) -> date | datetime | None:
    """Read a day or moment that is written out (cell type ``d``); None where it is none."""
    match = ISO_DAY.fullmatch(stored.strip())
    if match is None:
        return None
    try:
        day = date.fromisoformat(match[1])
        clock = time.fromisoformat(match[2]) if match[2] else time()
    except ValueError:
        return None
    return datetime.combine(day, clock) if clock != time() else day
