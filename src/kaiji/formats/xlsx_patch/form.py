"""The one form of worksheet XML that single cells are changed in, and how any other form is brought into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from kaiji.formats.xlsx.loose import check_tags
from kaiji.formats.xlsx.refusal import refuse_damaged
from kaiji.formats.xlsx.value import address_of, position

ATTRIBUTES = rb'(?:\s+[\w.:-]+="[^"<]*")*+'
ATTRIBUTE = re.compile(rb'\s+([\w.:-]+)="([^"<]*)"')
WHITE = re.compile(rb"\s*+")


class NotPlain(Exception):  # noqa: N818 - not an error: the sheet has another form
    """The XML has a form that is not changed in place."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the sheet: its attributes as they stand, and where it and its content begin and end."""

    attributes: bytes
    start: int
    inner: int
    inner_end: int
    end: int

    @property
    def closed(self) -> bool:
        """Tell whether the element is written as one tag."""
        return self.inner == self.end

    def get(self, name: bytes) -> bytes:
        """Give an attribute as it stands, or nothing."""
        return next((value for key, value in ATTRIBUTE.findall(self.attributes) if key == name), b"")

    def without(self, *names: bytes) -> bytes:
        """Give the attributes as they stand, but for these."""
        return ATTRIBUTE.sub(lambda match: b"" if match[1] in names else match[0], self.attributes)


class Form:
    """A worksheet's XML in UTF-8, looked at tag by tag without a tree.

    Raises NotPlain where it has comments, CDATA, processing instructions or declarations among the cells, tags written
    in another way, or rows and cells without address.
    """

    def __init__(self, xml: bytes) -> None:
        root = re.search(rb"<(?:([\w.-]+):)?worksheet[\s>]", xml[:4000])
        if root is None:
            raise NotPlain
        self.xml = xml
        self.prefix = root[1] + b":" if root[1] else b""
        data = self._tag(b"sheetData").search(xml)
        if data is None or b"<!--" in xml[: data.start()]:
            raise NotPlain
        self.data = self._element(b"sheetData", data)
        region = xml[self.data.inner : self.data.inner_end]
        if b"<!" in region or b"<?" in region:
            raise NotPlain

    def _tag(self, name: bytes) -> re.Pattern[bytes]:
        return re.compile(rb"<" + self.prefix + name + rb"(" + ATTRIBUTES + rb")\s*(/?)>")

    def _element(self, name: bytes, opened: re.Match[bytes]) -> Element:
        if opened[2]:
            return Element(opened[1], opened.start(), opened.end(), opened.end(), opened.end())
        closing = b"</" + self.prefix + name + b">"
        at = self.xml.find(closing, opened.end())
        if at < 0:
            raise NotPlain
        return Element(opened[1], opened.start(), opened.end(), at, at + len(closing))

    def _elements(self, name: bytes, inside: Element) -> Iterator[Element]:
        """Give the elements that follow each other, with nothing but white space between."""
        tag, place = self._tag(name), inside.inner
        while True:
            blank = WHITE.match(self.xml, place)
            place = blank.end() if blank else place
            if place >= inside.inner_end:
                return
            opened = tag.match(self.xml, place)
            if opened is None:
                raise NotPlain
            one = self._element(name, opened)
            yield one
            place = one.end

    def rows(self) -> Iterator[tuple[int, Element]]:
        """Give the rows with their numbers."""
        for one in self._elements(b"row", self.data):
            number = one.get(b"r")
            if not number.isdigit() or len(number) > 7:
                raise NotPlain
            yield int(number), one

    def cells(self, row: Element) -> Iterator[tuple[int, int, Element]]:
        """Give the cells of a row with their rows and columns."""
        if row.closed:
            return
        for one in self._elements(b"c", row):
            try:
                place = position(one.get(b"r").decode("ascii"))
            except (ValueError, UnicodeDecodeError) as error:
                raise NotPlain from error
            yield *place, one

    def formulas(self, inside: Element | None = None) -> Iterator[Element]:
        """Give the formulas of a cell, or of the whole sheet."""
        where = inside or self.data
        for opened in self._tag(b"f").finditer(self.xml, where.inner, where.inner_end):
            yield self._element(b"f", opened)

    def cell_around(self, place: int) -> tuple[int, int]:
        """Give row and column of the cell in which a formula stands."""
        start = self.xml.rfind(b"<" + self.prefix + b"c ", self.data.inner, place)
        opened = self._tag(b"c").match(self.xml, start) if start >= 0 else None
        if opened is None:
            raise NotPlain
        return position(self._element(b"c", opened).get(b"r").decode("ascii", "replace"))

    def values(self, name: bytes, attribute: bytes, start: int, end: int) -> Iterator[bytes]:
        """Give an attribute of each element of a name between two places."""
        for opened in self._tag(name).finditer(self.xml, start, end):
            yield next((value for key, value in ATTRIBUTE.findall(opened[1]) if key == attribute), b"")

    def dimensions(self) -> Iterator[tuple[int, bytes]]:
        """Give the range that the sheet says it uses, and where it stands."""
        for opened in self._tag(b"dimension").finditer(self.xml, 0, self.data.start):
            for one in ATTRIBUTE.finditer(self.xml, opened.start(1), opened.end(1)):
                if one[1] == b"ref":
                    yield one.start(2), one[2]

    def columns(self) -> Iterator[tuple[int, int, bytes]]:
        """Give first column, last column and style of each run of columns that has a style."""
        for opened in self._tag(b"col").finditer(self.xml, 0, self.data.start):
            found = dict(ATTRIBUTE.findall(opened[1]))
            if (
                found.get(b"style", b"0") != b"0"
                and found.get(b"min", b"").isdigit()
                and found.get(b"max", b"").isdigit()
            ):
                yield int(found[b"min"]), int(found[b"max"]), found[b"style"]


def rewritten(xml: bytes, name: str) -> bytes:
    """Write a worksheet again: CDATA as text, no comments, an address at each row and cell; the content is the same.

    XML that is not well-formed is refused; what cannot be given addresses raises NotPlain.
    """
    check_tags(xml)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=True)
    try:
        root: etree._Element | None = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse_damaged(
            f"the part {name} is not well-formed", f"{name} の XML が正しくありません", f"部件 {name} 的 XML 格式不正确"
        ) from error
    if root is None:
        raise NotPlain
    etree.strip_tags(root, etree.Comment)
    data = root.find("{*}sheetData")
    if data is not None:
        etree.strip_tags(data, etree.ProcessingInstruction)
        row = 0
        for element in data.iterfind("{*}row"):
            row = _number(element.get("r"), row + 1)
            element.set("r", str(row))
            column = 0
            for cell in element.iterfind("{*}c"):
                row, column = _place(cell.get("r"), row, column + 1)
                cell.set("r", address_of(row, column))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _number(given: str | None, otherwise: int) -> int:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 8 else otherwise


def _place(given: str | None, row: int, column: int) -> tuple[int, int]:
    try:
        return position(given) if given else (row, column)
    except ValueError as error:
        raise NotPlain from error
