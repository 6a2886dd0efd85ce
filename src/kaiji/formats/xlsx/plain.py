"""One quick pass over a worksheet's XML that proves its form, and finds what the cell reader hides.

The pass is one regular expression that swallows plain cells at the speed of C and stops at each odd one: an error, a
formula without a value, a day, a long number, an address far out. Each odd cell is looked at here. Whatever has another
form than this grammar (prefixes, comments, other attribute orders, ...) is not plain, and is read cell by cell instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kaiji.formats.xlsx.value import (
    UNCACHED,
    CellError,
    CellValue,
    column_number,
    read_day,
    read_number,
)

# Error values that the cell reader knows; it gives up a whole sheet for any other.
KNOWN_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
MOST_DAY_STYLES = 500

NEAR = r"(?:[A-Z]|[A-C][A-Z])[1-9][0-9]{0,3}"
NEAR_ROWS, NEAR_COLUMNS = 9_999, 104
ANY = r"[A-Z]{1,3}[1-9][0-9]{0,6}"

STYLE = r'(?: s="[0-9]+")?+'
MARKS = r'(?: (?:cm|vm|ph)="[0-9a-z]*")*+'
FORMULA = r"(?:<f(?: [^<>]*)?+(?:(?<=/)>|>[^<]*+</f>))"

ODD = re.compile(
    (
        rf'<c r="([A-Z]{{1,3}})([1-9][0-9]{{0,6}})"(?: s="([0-9]{{1,6}})")?+(?: t="([a-zA-Z]+)")?+{MARKS}'
        rf'(?:/>|>({FORMULA})?(?:<v(?: xml:space="preserve")?+>([^<]*+)</v>|(<v/>))?</c>)'
    ).encode()
)
EMPTY_TEXT = re.compile(
    (
        rf'<c r="({ANY})"{STYLE} t="str"{MARKS}>{FORMULA}?+<v(?:/>|(?: xml:space="preserve")?+></v>)'
        rf'|<c r="({ANY})"{STYLE} t="inlineStr"{MARKS}><is><t(?: xml:space="preserve")?></t></is>'
        rf'|<c r="({ANY})"{STYLE} t="s"{MARKS}>{FORMULA}?+<v>([0-9]{{1,9}})</v>'
    ).encode()
)
CELL_ADDRESS = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"')


@dataclass(slots=True)
class Scan:
    """What the pass found in one sheet.

    Args:
        rows: bound on the last row of any cell.
        columns: bound on the last column of any cell.
        odd: values that the cell reader would give wrongly or not at all, by row and column.
        uncached: addresses of formulas without a value.
        errors: codes of error cells by address.
        long: addresses of long numbers.
    """

    rows: int = NEAR_ROWS
    columns: int = NEAR_COLUMNS
    odd: dict[int, dict[int, CellValue]] = field(default_factory=dict)
    uncached: list[str] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    long: list[str] = field(default_factory=list)


def span_of_cells(xml: bytes) -> tuple[int, int] | None:
    """Give where the rows of a sheet begin and end; None where its head is not of the usual form."""
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    if start < 0 or b"<!" in xml[:start]:
        return None
    if xml.startswith(b"<sheetData/>", start):
        return start, start
    place = start + len(b"<sheetData>")
    return (place, end) if end >= place and xml[place - 1 : place] == b">" else None


def scan(xml: bytes, day_styles: frozenset[int], most_odd: int, *, date1904: bool) -> Scan | None:
    """Run the pass; None where the sheet is not plain, or has more than ``most_odd`` odd cells."""
    cells = span_of_cells(xml)
    if cells is None or len(day_styles) > MOST_DAY_STYLES:
        return None
    place, end = cells
    if place == end:
        return Scan(0, 0)
    start, found = place, Scan()
    styles = tuple(sorted(day_styles))
    match = plain_cells(styles, NEAR)
    near, count = True, 0
    while True:
        plain = match.match(xml, place, end)
        place = plain.end() if plain else place
        if place >= end:
            return found
        odd = ODD.match(xml, place, end)
        if odd is None:
            return None
        column, row = column_number(odd[1].decode()), int(odd[2])
        if near and (row > NEAR_ROWS or column > NEAR_COLUMNS):
            found.rows, found.columns = extent(xml, start, end)
            match, near = plain_cells(styles, ANY), False
        count += 1
        if count > most_odd:
            return None
        if not look_at(found, odd, row, column, day_styles, date1904=date1904):
            return None
        place = odd.end()


def empty_texts(xml: bytes, empty: frozenset[int]) -> frozenset[str]:
    """Give the addresses of the cells of a plain sheet that hold an empty text.

    Args:
        xml: of the sheet.
        empty: which of the shared texts are empty.
    """
    found = EMPTY_TEXT.finditer(xml)
    return frozenset((one[1] or one[2] or one[3]).decode() for one in found if one[4] is None or int(one[4]) in empty)


def extent(xml: bytes, start: int, end: int) -> tuple[int, int]:
    """Give the last row and column that any cell of a plain sheet has."""
    rows, columns = 0, set()
    for match in CELL_ADDRESS.finditer(xml, start, end):
        columns.add(match[1])
        row = int(match[2])
        rows = max(rows, row)
    return rows, max((column_number(letters.decode()) for letters in columns), default=0)


@lru_cache(maxsize=64)
def plain_cells(day_styles: tuple[int, ...], address: str) -> re.Pattern[bytes]:
    """Make the expression that swallows rows and plain cells."""
    days = "|".join(map(str, day_styles))
    number_style = rf'(?: s="(?!(?:{days})")[0-9]+")?+' if days else STYLE
    value = rf"{MARKS}>{FORMULA}?+<v"
    plain = (
        rf'{STYLE}(?:/>| t="str"{value}(?:/>|(?: xml:space="preserve")?+>[^<]*+</v>)</c>'
        rf'| t="s"{value}>[0-9]{{1,9}}</v></c>| t="b"{value}>[01]</v></c>'
        rf'| t="inlineStr"{MARKS}><is><t(?: xml:space="preserve">[^<]*+|>(?:(?!\s)[^<]*+(?<!\s))?)</t></is></c>'
        rf'|(?: t="[a-zA-Z]+")?+(?:/>|></c>)|(?: t="n")?+{MARKS}><v(?:/>|></v>)</c>)'
    )
    number = rf'{number_style}(?: t="n")?+{value}>[-.0-9]{{1,15}}</v></c>'
    row = r'<row(?: [a-zA-Z0-9:]+="[^"<]*+")*+/?>|</row>|\s'
    cell = rf'<c r="{address}"(?:{plain}|{number})'
    return re.compile(rf"(?:{cell}|{row})*+".encode())


def look_at(
    found: Scan, odd: re.Match[bytes], row: int, column: int, day_styles: frozenset[int], *, date1904: bool
) -> bool:
    """Note what one odd cell holds; False where the cell reader must not see this sheet."""
    style, kind, formula = odd[3], odd[4] or b"n", odd[5]
    stored = b"" if odd[7] else odd[6]
    address = (odd[1] + odd[2]).decode()
    value: CellValue
    if kind == b"e" and stored:
        code = stored.decode(errors="replace")
        found.errors[address] = code
        value = CellError(code)
        if code not in KNOWN_ERRORS:
            return False
    elif formula is not None and not stored and not (kind == b"str" and stored is not None):
        found.uncached.append(address)
        value = UNCACHED
    elif kind == b"n" and stored:
        number = read_number(stored.decode(errors="replace"))
        if number is None:
            return False
        shows_day = style is not None and int(style) in day_styles
        value = read_day(number.value, date1904=date1904) if shows_day else number.value
        if number.long:
            found.long.append(address)
    elif stored and kind in (b"s", b"b"):
        return (stored.isdigit() and len(stored) < 10) if kind == b"s" else stored in (b"0", b"1")
    else:
        return kind in (b"n", b"s", b"str", b"b")
    found.odd.setdefault(row, {})[column] = value
    return True
