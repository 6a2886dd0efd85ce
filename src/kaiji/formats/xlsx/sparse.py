"""A worksheet with few values among many empty cells, read in the pass that proves its form.

Forms are drawn for thousands of rows and filled in a few: nearly every cell is empty or a formula that shows nothing.
One regular expression swallows those at the speed of C and stops at each cell with a value, which is read here. So
nothing has to be packed again for the quick reader. Whatever has another form than this grammar is left to it, or to
the reading cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat

from kaiji.formats.xlsx.loose import MAIN_NAMESPACE, read_strings
from kaiji.formats.xlsx.plain import (
    ANY,
    FORMULA,
    MARKS,
    NEAR_COLUMNS,
    NEAR_ROWS,
    ODD,
    STYLE,
    Scan,
    extent,
    look_at,
    span_of_cells,
)
from kaiji.formats.xlsx.value import CellValue, column_number, plain_text, unescaped

MOST_VALUES = 8_000

EMPTY_CELLS = re.compile(
    (
        rf'(?:<c r="{ANY}"{STYLE}(?:/>| t="str"{MARKS}>{FORMULA}?+<v(?:/>|(?: xml:space="preserve")?+></v>)</c>'
        rf'|(?: t="[a-zA-Z]+")?+(?:/>|></c>))|<row(?: [a-zA-Z0-9:]+="[^"<]*+")*+/?>|</row>|\s)*+'
    ).encode()
)
LAST_CELL = re.compile(rb'<c r="[A-Z]{1,3}([1-9][0-9]{0,6})"')
PLAIN_ITEM = re.compile(rb'<t(?: xml:space="preserve")?+>([^<]*+)</t></si>')
REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|([a-z]{2,4}));")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
FLAGS = {b"1": True, b"true": True, b"0": False, b"false": False}


class SharedTexts:
    """The shared texts of a workbook, each made when a cell asks for it; most of a form's texts are never asked for.

    Args:
        xml: the part, in UTF-8, with plain tags (see :func:`has_plain_tags`).
    """

    def __init__(self, xml: bytes) -> None:
        self._items = xml.replace(b"<si/>", b"<si></si>").split(b"<si>")[1:]
        self._known: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._items)

    def at(self, index: int) -> str | None:
        """Give one text; None where there is none of this number. A broken one is refused."""
        if not 0 <= index < len(self):
            return None
        if index not in self._known:
            self._known[index] = self._read(self._items[index])
        return self._known[index]

    def _read(self, item: bytes) -> str:
        plain = PLAIN_ITEM.match(item)
        text = text_of(plain[1]) if plain else None
        if text is not None:
            return text
        whole = item[: item.rfind(b"</si>")]  # behind the last one stands the end of the part
        return "".join(read_strings(b'<sst xmlns="' + MAIN_NAMESPACE + b'"><si>' + whole + b"</si></sst>"))


def has_plain_tags(xml: bytes) -> bool:
    """Tell whether the shared texts have the usual tags, without prefixes, comments or sections of raw text.

    The whole part is proved to be well-formed: only single texts of it are read afterwards.
    """
    if b"<sst" not in xml or b"<!" in xml:
        return False
    try:
        expat.ParserCreate().Parse(xml, True)  # declares no entities, as nothing in it begins with <!
    except expat.ExpatError:
        return False
    return True


def scan_values(
    xml: bytes, text_at: Callable[[int], str | None], day_styles: frozenset[int], *, date1904: bool
) -> Scan | None:
    """Run the pass; None where the sheet has another form, many values, or a cell without a value of its kind.

    Args:
        xml: of the sheet, in UTF-8.
        text_at: gives a shared text by its number.
        day_styles: styles that show a number as a day.
        date1904: the workbook's date system.

    Returns:
        All values in ``odd``; ``rows`` is the last row with a value or a formula.
    """
    cells = span_of_cells(xml)
    if cells is None:
        return None
    place, end = cells
    if place == end:
        return Scan(0, 0)
    start = place
    found, last, far = Scan(0, NEAR_COLUMNS), 0, False
    for _ in range(MOST_VALUES):
        plain = EMPTY_CELLS.match(xml, place, end)
        place = plain.end() if plain else place
        if place >= end:
            break
        cell = ODD.match(xml, place, end)
        if cell is None:
            return None
        column, row = column_number(cell[1].decode()), int(cell[2])
        far = far or row > NEAR_ROWS or column > NEAR_COLUMNS
        last = max(last, row)
        value = _value(cell, text_at)
        if value is not None:
            if value != "":
                found.odd.setdefault(row, {})[column] = value
        elif cell[4] in TYPED or not look_at(found, cell, row, column, day_styles, date1904=date1904):
            return None
        place = cell.end()
    else:
        return None
    found.rows = max(last, _row_before(xml, xml.rfind(b"<f", start, end)))
    if far:
        found.columns = extent(xml, start, end)[1]
    return found


TYPED = (b"s", b"str", b"b")


def _value(cell: re.Match[bytes], text_at: Callable[[int], str | None]) -> CellValue:
    """Give the text or flag of a cell; None where it holds something else, or nothing of its kind."""
    kind, stored = cell[4], cell[6]
    if stored is None or kind not in TYPED:
        return None
    if kind == b"s":
        return text_at(int(stored)) if stored.isdigit() and len(stored) < 10 else None
    if kind == b"b":
        return FLAGS.get(stored.strip().lower())
    return text_of(stored)


def text_of(stored: bytes) -> str | None:
    """Give the text of XML without tags; None where it is not well-formed."""
    try:
        text = stored.decode()
    except UnicodeDecodeError:
        return None
    if "\r" in text:
        text = plain_text(text)  # as every parser does, before any escape is undone
    if "&" in text:
        marks = text.count("&")
        try:
            text, found = REFERENCE.subn(_character, text)
        except (KeyError, ValueError):
            return None
        if found != marks:
            return None
    return unescaped(text)


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return NAMED[match[3]]
    code = int(match[1]) if match[1] else int(match[2], 16)
    if code < 0x20 and code not in (0x9, 0xA, 0xD):
        raise ValueError
    return chr(code).encode().decode()  # half of a pair is no character


def _row_before(xml: bytes, place: int) -> int:
    """Give the row of the cell in which a place lies; 0 where there is none."""
    start = xml.rfind(b"<c ", 0, max(place, 0))
    match = LAST_CELL.match(xml, start) if start >= 0 else None
    return int(match[1]) if match else 0
