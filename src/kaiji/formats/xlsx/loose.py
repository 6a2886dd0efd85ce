"""A worksheet read cell by cell with an XML parser: slower, and at home with every form that the standard allows."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from kaiji.core.text import Text
from kaiji.formats.xlsx.guard_rule import entities
from kaiji.formats.xlsx.refusal import Refused
from kaiji.formats.xlsx.sheet_rule import sheet_too_large, sheet_unreadable
from kaiji.formats.xlsx.value import (
    MAX_COLUMN,
    MAX_ROW,
    UNCACHED,
    CellError,
    CellValue,
    address_of,
    position,
    read_day,
    read_iso_day,
    read_number,
    unescaped,
)

MOST_TAGS = 2_000_000
MAIN_NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"

NOT_A_SHEET = Text("its XML is not well-formed", "XML が正しくありません", "其 XML 格式不正确")
OUTSIDE = Text("a cell has no proper address", "セルの番地が正しくありません", "某单元格没有正确的地址")


@dataclass(slots=True)
class Loose:
    """What was read of one sheet, by row and column.

    Args:
        cells: filled cells only.
        last_row: last row with a value or a formula.
        last_column: last column with a value.
        uncached: addresses of formulas without a value.
        errors: codes of error cells by address.
        long: addresses of long numbers.
        unreadable: addresses of cells that hold no value of their kind.
        empty: addresses of cells that hold an empty text.
        count: filled cells.
    """

    cells: dict[int, dict[int, CellValue]] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0
    uncached: list[str] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    long: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    count: int = 0

    def put(self, row: int, column: int, value: CellValue, most: int) -> None:
        """Keep one value; more than ``most`` are refused."""
        if value is None:
            return
        if value == "":
            if len(self.empty) < most:
                self.empty.append(address_of(row, column))
            return
        self.count += 1
        if self.count > most:
            raise Refused(lambda source: sheet_too_large(source, size=f"> {most} cells"))
        if isinstance(value, CellError):
            self.errors[address_of(row, column)] = value.code
        elif value is UNCACHED:
            self.uncached.append(address_of(row, column))
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)
        self.cells.setdefault(row, {})[column] = value


def read_strings(xml: bytes) -> tuple[str, ...]:
    """Read the shared texts: runs joined, phonetic guides left out."""
    texts = []
    check_tags(xml)
    try:
        for _, element in etree.iterparse(
            io.BytesIO(xml), events=("end",), tag="{*}si", resolve_entities=False, no_network=True, load_dtd=False
        ):
            texts.append(_rich_text(element))
            parent = element.getparent()
            if parent is not None:
                _forget(element, parent)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(lambda source: sheet_unreadable(source, detail=NOT_A_SHEET)) from error
    return tuple(texts)


def read_loose(
    xml: bytes,
    strings: Callable[[], Sequence[str]],
    day_styles: frozenset[int],
    most: int,
    *,
    date1904: bool,
) -> Loose:
    """Read one worksheet.

    Args:
        xml: the part, in UTF-8.
        strings: gives the shared texts when the first one is needed.
        day_styles: styles that show a number as a day.
        most: filled cells that may be read.
        date1904: the workbook's date system.
    """
    found = Loose()
    check_tags(xml)
    try:
        for row, column, element in _cells(xml):
            value = _value(found, element, row, column, strings, day_styles, date1904)
            found.put(row, column, value, most)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(lambda source: sheet_unreadable(source, detail=NOT_A_SHEET)) from error
    return found


def check_tags(xml: bytes) -> None:
    """Refuse XML with so many tags that a parser's tree would fill the memory."""
    if xml.count(b"<") > MOST_TAGS:
        raise Refused(lambda source: sheet_too_large(source, size=f"> {MOST_TAGS} tags"))


def _cells(xml: bytes) -> Iterator[tuple[int, int, etree._Element]]:
    row = column = 0
    context = etree.iterparse(
        io.BytesIO(xml),
        events=("start", "end"),
        tag=("{*}row", "{*}c"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    for event, element in context:
        parent = element.getparent()
        if event == "start":
            if row == column == 0 and element.getroottree().docinfo.doctype:
                raise Refused(lambda source: entities(source, part=source.place.sheet))
            if _local(element) == "row":
                given = element.get("r", "")
                row = int(given) if given.isascii() and given.isdigit() else row + 1
                column = 0
                _check_inside(row, 1)
            continue
        if parent is None or _local(parent) not in ("row", "sheetData"):
            continue
        if _local(element) == "c":
            place = element.get("r")
            row, column = position(place) if place else (row, column + 1)
            _check_inside(row, column)
            yield row, column, element
        _forget(element, parent)


def _forget(element: etree._Element, parent: etree._Element) -> None:
    """Let go of an element that was read and of those before it, so that the tree does not grow."""
    element.clear()
    while element.getprevious() is not None:
        del parent[0]


def _check_inside(row: int, column: int) -> None:
    if not (0 < row <= MAX_ROW and 0 < column <= MAX_COLUMN):
        raise Refused(lambda source: sheet_unreadable(source, detail=OUTSIDE))


def _value(
    found: Loose,
    element: etree._Element,
    row: int,
    column: int,
    strings: Callable[[], Sequence[str]],
    day_styles: frozenset[int],
    date1904: bool,
) -> CellValue:
    kind = element.get("t", "n")
    stored, formula, inline = None, False, None
    for child in element:
        name = _local(child)
        if name == "v":
            stored = "".join(map(str, child.itertext())) if len(child) else (child.text or "")
        elif name == "f":
            formula = True
            found.last_row = max(found.last_row, row)
        elif name == "is":
            inline = child
    if kind == "inlineStr" and inline is not None:
        return _rich_text(inline)
    if stored is None or (stored == "" and kind != "str"):
        return UNCACHED if formula else None
    value = _typed(kind, stored, strings)
    if value is None:
        found.unreadable.append(address_of(row, column))
        return unescaped(stored) if kind not in ("s", "b") else None
    if kind != "n":
        return value
    number = read_number(stored)
    if number is not None and number.long:
        found.long.append(address_of(row, column))
    style = element.get("s", "")
    shows_day = style.isascii() and style.isdigit() and int(style[:9]) in day_styles
    return read_day(number.value, date1904=date1904) if number is not None and shows_day else value


def _typed(kind: str, stored: str, strings: Callable[[], Sequence[str]]) -> CellValue:
    """Give the value of one kind of cell; None where what is stored is no value of that kind."""
    if kind == "n":
        number = read_number(stored)
        return number.value if number else None
    if kind == "s":
        index = int(stored) if stored.isascii() and stored.isdigit() and len(stored) < 10 else -1
        return strings()[index] if 0 <= index < len(strings()) else None
    if kind in ("str", "inlineStr"):
        return unescaped(stored)
    if kind == "b":
        return {"1": True, "true": True, "0": False, "false": False}.get(stored.strip().lower())
    if kind == "e":
        return CellError(stored.strip())
    return read_iso_day(stored) if kind == "d" else None


def _rich_text(element: etree._Element) -> str:
    """Join the texts of a rich text, without the reading aids of Japanese text."""
    pieces = []
    for child in element:
        name = _local(child)
        if name == "t":
            pieces.append(_text(child))
        elif name == "r":
            pieces.extend(_text(part) for part in child if _local(part) == "t")
    return unescaped("".join(pieces))


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())) if len(element) else (element.text or "")


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
