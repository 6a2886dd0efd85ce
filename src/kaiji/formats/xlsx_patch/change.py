"""What may be written into a cell, and how it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape

from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.formats.xlsx.value import (
    DAY_ZERO_1900,
    DAY_ZERO_1904,
    FIRST_TRUE_SERIAL,
    MILLISECONDS_A_DAY,
    SAFE_DIGITS,
    address_of,
    plain_text,
    position,
)
from kaiji.formats.xlsx_patch.rule import forbidden_characters, out_of_range, text_too_long, written_long


@dataclass(frozen=True, slots=True)
class Clear:
    """Empties a cell; a formula stays, and shows nothing until the program calculates it again."""


CLEAR = Clear()

Value = str | Decimal | bool | date | Clear | None
Changes = Mapping[tuple[str, str], Value]

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
OUTER_BLANK = re.compile(r"^\s|\s$|[\n\t]")
LARGEST_NUMBER = Decimal("1.7976931348623157E+308")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to one cell, ready to be put into the sheet.

    Args:
        kind: the cell's type attribute, or nothing.
        content: what stands inside of the cell element; empty for a cell without a value.
        day: a day was written, so the cell's format matters.
        keeps_formula: a formula in the cell stays.
    """

    row: int
    column: int
    kind: str = ""
    content: str = ""
    day: bool = False
    keeps_formula: bool = False

    @property
    def address(self) -> str:
        """The cell."""
        return address_of(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The changes of a workbook by sheet, row and column, and what was found in them."""

    edits: Mapping[str, Mapping[int, Mapping[int, Edit]]]
    findings: tuple[Finding, ...]


def prepare(changes: Changes, where: Source, *, date1904: bool) -> Prepared:
    """Put changes into the form of the file.

    An address that is none, or one cell under two spellings (``D8`` and ``$d$8``), is misuse: ValueError.
    """
    edits: dict[str, dict[int, dict[int, Edit]]] = {}
    findings: list[Finding] = []
    for (sheet, cell), value in changes.items():
        row, column = position(cell)
        columns = edits.setdefault(sheet, {}).setdefault(row, {})
        if column in columns:
            raise ValueError(f"{sheet}!{cell} is to be changed twice")
        place = where.at(sheet=sheet, cell=address_of(row, column))
        findings += _unfit(value, place, date1904=date1904)
        columns[column] = _edit(row, column, value, date1904=date1904)
    return Prepared(edits, tuple(findings))


def _unfit(value: Value, place: Source, *, date1904: bool) -> Iterator[Finding]:
    if isinstance(value, str):
        odd = dict.fromkeys(f"U+{ord(one):04X}" for one in FORBIDDEN.findall(value))
        yield from forbidden_characters(place, tuple(odd))
        yield from text_too_long(place, len(plain_text(value).encode("utf-16-le", "surrogatepass")) // 2)
    elif isinstance(value, Decimal):
        if not value.is_finite() or abs(value) > LARGEST_NUMBER:
            yield from out_of_range(place, str(value))
        elif len("".join(map(str, value.as_tuple().digits)).strip("0")) > SAFE_DIGITS:
            yield from written_long(place, str(value))
    elif isinstance(value, date) and serial_of(value, date1904=date1904) is None:
        yield from out_of_range(place, value.isoformat())


def _edit(row: int, column: int, value: Value, *, date1904: bool) -> Edit:
    if isinstance(value, Clear):
        return Edit(row, column, keeps_formula=True)
    if isinstance(value, str):
        return Edit(row, column, "inlineStr", _inline(value)) if value else Edit(row, column)
    if isinstance(value, bool):
        return Edit(row, column, "b", f"<v>{int(value)}</v>")
    if isinstance(value, Decimal):
        return Edit(row, column, content=f"<v>{_digits(value)}</v>" if value.is_finite() else "")
    if isinstance(value, date):
        return Edit(row, column, content=f"<v>{serial_of(value, date1904=date1904)}</v>", day=True)
    return Edit(row, column)


def _inline(text: str) -> str:
    """Write a text into its cell: a formula's first character has no power there, and no other part changes."""
    body = escape(LOOKS_ESCAPED.sub("_x005F_", plain_text(text)))
    space = ' xml:space="preserve"' if OUTER_BLANK.search(body) else ""
    return f"<is><t{space}>{body}</t></is>"


def _digits(value: Decimal) -> str:
    return f"{value:f}" if -20 < value.adjusted() < 20 else str(value)


def serial_of(day: date, *, date1904: bool) -> str | None:
    """Give the serial of a day or a moment in the workbook's date system; None for a day before its first one."""
    moment = day if isinstance(day, datetime) else None
    if moment is not None:
        day = moment.date()
    serial = (day - (DAY_ZERO_1904 if date1904 else DAY_ZERO_1900)).days
    if not date1904 and serial < FIRST_TRUE_SERIAL:
        serial -= 1  # the programs count a 29 February 1900
    if serial < (0 if date1904 else 1):
        return None
    if moment is None:
        return str(serial)
    milliseconds = ((moment.hour * 60 + moment.minute) * 60 + moment.second) * 1000 + moment.microsecond // 1000
    exact = Decimal(serial) + Decimal(milliseconds) / MILLISECONDS_A_DAY
    return f"{exact.quantize(Decimal('1e-10')).normalize():f}"
