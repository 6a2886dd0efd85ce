"""Worksheets of a package through the quick reader, which only ever sees a container that was rebuilt here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TypeVar
from xml.sax.saxutils import escape

from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats.xlsx.container import Parts
from kaiji.formats.xlsx.limit import Limits
from kaiji.formats.xlsx.loose import Loose, read_loose, read_strings
from kaiji.formats.xlsx.package import Package, SheetPart
from kaiji.formats.xlsx.plain import Scan, empty_texts, scan
from kaiji.formats.xlsx.refusal import Refused
from kaiji.formats.xlsx.sheet import Row, Sheet
from kaiji.formats.xlsx.sheet_rule import cells_unreadable, long_numbers, sheet_too_large, sheet_unreadable
from kaiji.formats.xlsx.sparse import MOST_VALUES, SharedTexts, has_plain_tags, scan_values

MOST_TOGETHER = 24

T = TypeVar("T")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

Read = tuple[Sheet, tuple[Finding, ...]]


class PackageReader:
    """Reads the sheets of one package, each when it is asked for."""

    def __init__(self, parts: Parts, package: Package, where: Source, limits: Limits) -> None:
        self._parts = parts
        self._package = package
        self._where = where
        self._limits = limits
        self._loose_cells = self._dense_cells = 0
        small = [
            sheet.part
            for sheet in package.sheets
            if sheet.has_cells and sheet.part in parts and parts.size(sheet.part) <= limits.small_bytes
        ]
        self._together = tuple(dict.fromkeys(small))[:MOST_TOGETHER]
        self._opened: dict[tuple[str, ...], object] = {}

    def read(self, sheet: SheetPart) -> Read:
        """Read one sheet, quickly if it is plain and cell by cell if not; what cannot be read is refused."""
        limits, where = self._limits, self._where
        if not sheet.has_cells:
            return Sheet(sheet.name, where), ()
        if self._parts.size(sheet.part) > limits.sheet_bytes:
            raise too_large(f"> {limits.sheet_bytes} bytes")
        xml = self._parts.xml(sheet.part, limits.sheet_bytes)
        dates = self._package.date1904
        left = limits.loose_cells - self._loose_cells
        few = self._few(xml, left)
        if few is not None:
            check_size(few.rows, few.columns, limits)
            self._loose_cells += sum(map(len, few.odd.values()))
            return self._plain_sheet(sheet, few, (), (few.rows, 0))
        found = scan(xml, self._package.day_styles, left, date1904=dates)
        if found is not None:
            check_size(found.rows, found.columns, limits)
            quick = self._grid(sheet.part, xml)
            if quick is not None:
                self._loose_cells += sum(map(len, found.odd.values()))
                self._dense_cells += sum(map(len, quick[0]))
                if self._dense_cells > limits.dense_cells:
                    raise too_large(f"> {limits.dense_cells} cells")
                return self._plain_sheet(sheet, found, *quick)
        loose = read_loose(xml, lambda: self._strings, self._package.day_styles, left, date1904=dates)
        self._loose_cells += loose.count
        return loose_sheet(sheet.name, where, loose, limits)

    def _few(self, xml: bytes, most: int) -> Scan | None:
        """Read a sheet with few values at once; None where it has many, or another form."""
        if most < MOST_VALUES:
            return None
        dates = self._package.date1904
        try:
            return scan_values(xml, self._text_at, self._package.day_styles, date1904=dates)
        except Refused:
            return None  # the other ways say where the texts are broken

    @cached_property
    def _text_at(self) -> Callable[[int], str | None]:
        if self._plain_strings:
            return SharedTexts(self._raw_strings).at
        return lambda index: self._strings[index] if 0 <= index < len(self._strings) else None

    def _plain_sheet(self, part: SheetPart, found: Scan, grid: Sequence[Row], first: tuple[int, int]) -> Read:
        where = self._where.at(sheet=part.name)
        sheet = Sheet(
            part.name,
            self._where,
            grid=grid,
            first=first,
            cells=found.odd,
            last_row=max(first[0] + len(grid), max(found.odd, default=0)),
            errors=found.errors,
            uncached=frozenset(found.uncached),
            find_empty_texts=lambda: empty_texts(
                self._parts.xml(part.part, self._limits.sheet_bytes), self._empty_strings
            ),
        )
        return sheet, tuple(long_numbers(where, found.long))

    @cached_property
    def _empty_strings(self) -> frozenset[int]:
        """Which of the shared texts are empty: looked for only where there can be one."""
        xml = self._raw_strings
        if self._plain_strings and not any(empty in xml for empty in (b"<t/>", b"></t>", b"<si/>")):
            return frozenset()
        try:
            return frozenset(index for index, text in enumerate(self._strings) if text == "")
        except Refused:
            return frozenset()  # the texts are broken behind the last one that a sheet uses: none of them was needed

    @cached_property
    def _strings(self) -> tuple[str, ...]:
        return read_strings(self._raw_strings) if self._package.strings else ()

    @cached_property
    def _raw_strings(self) -> bytes:
        part = self._package.strings
        return self._parts.xml(part, self._limits.part_bytes) if part else b""

    @cached_property
    def _plain_strings(self) -> bool:
        return has_plain_tags(self._raw_strings)

    @cached_property
    def _strings_xml(self) -> bytes:
        """The shared texts in a form that the quick reader takes as they are, blanks included."""
        xml = self._raw_strings
        if not xml or self._plain_strings:
            return xml.replace(b"<t>", b'<t xml:space="preserve">')
        texts = (escape(text.replace("_x", "_x005F_x")) for text in self._strings)
        items = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in texts)
        return f'<sst xmlns="{MAIN}">{items}</sst>'.encode()

    def _grid(self, part: str, xml: bytes) -> tuple[Sequence[Row], tuple[int, int]] | None:
        """Give the rows of one sheet and where they begin; None where the quick reader gives up."""
        parts = self._together if part in self._together else (part,)
        if parts not in self._opened:
            contents = (xml if each == part else self._unpacked(each) for each in parts)
            opened = survive(lambda: open_quick(self._strings_xml, contents))
            if len(parts) == 1:
                return survive(lambda: rows_of(opened, 0)) if opened is not None else None
            self._opened[parts] = opened
        opened = self._opened[parts]
        return survive(lambda: rows_of(opened, parts.index(part))) if opened is not None else None

    def _unpacked(self, part: str) -> bytes:
        """Give a part that may be asked for later; one that cannot be unpacked says so when it is."""
        try:
            return self._parts.xml(part, self._limits.sheet_bytes)
        except Refused:
            return b""


def too_large(size: str) -> Refused:
    """Give the refusal of a sheet that is too large."""
    return Refused(lambda source: sheet_too_large(source, size=size))


def check_size(rows: int, columns: int, limits: Limits) -> None:
    """Refuse a sheet whose used box is larger than is safe to hold."""
    if rows > limits.rows or rows * columns > limits.dense_cells:
        raise too_large(f"{rows} × {columns}")


def loose_sheet(name: str, where: Source, loose: Loose, limits: Limits) -> Read:
    """Make a sheet of cells that were read one by one, with what was found on the way."""
    check_size(loose.last_row, loose.last_column, limits)
    sheet = Sheet(
        name,
        where,
        cells=loose.cells,
        last_row=loose.last_row,
        errors=loose.errors,
        uncached=frozenset(loose.uncached),
        find_empty_texts=lambda: frozenset(loose.empty),
    )
    place = where.at(sheet=name)
    return sheet, (*long_numbers(place, loose.long), *cells_unreadable(place, loose.unreadable))


def unreadable(detail: Text) -> Refused:
    """Give the refusal of a sheet that is broken."""
    return Refused(lambda source: sheet_unreadable(source, detail=detail))


def open_quick(strings: bytes, worksheets: Iterable[bytes]) -> object:
    """Open the quick reader on a container that holds nothing but texts and worksheets, without styles or names."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - a compiled library, only needed for a file

    container = io.BytesIO()
    sheets, relations = [], []
    with zipfile.ZipFile(container, "w", zipfile.ZIP_STORED) as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}"/>')
        package.writestr("_rels/.rels", relationships((("officeDocument", "xl/workbook.xml"),)))
        if strings:
            package.writestr("xl/sharedStrings.xml", strings)
        for index, content in enumerate(worksheets, start=1):
            package.writestr(f"xl/worksheets/sheet{index}.xml", content)
            sheets.append(f'<sheet name="{index}" sheetId="{index}" r:id="r{index}"/>')
            relations.append(("worksheet", f"worksheets/sheet{index}.xml"))
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{"".join(sheets)}</sheets></workbook>',
        )
        package.writestr("xl/_rels/workbook.xml.rels", relationships(relations))
    container.seek(0)
    return CalamineWorkbook.from_filelike(container)


def relationships(targets: Iterable[tuple[str, str]]) -> str:
    """Write the part that says where other parts are."""
    lines = "".join(
        f'<Relationship Id="r{index}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{lines}</Relationships>'


def rows_of(opened: object, index: int) -> tuple[Sequence[Row], tuple[int, int]]:
    """Give the used rows of one sheet, and the 0-based row and column where they begin."""
    sheet = opened.get_sheet_by_index(index)  # type: ignore[attr-defined]
    return sheet.to_python(skip_empty_area=True), sheet.start or (0, 0)


def survive(act: Callable[[], T]) -> T | None:
    """Give the quick reader's result, or None where it fails; its panics are no exceptions of Python's own kind."""
    try:
        return act()
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            return None
        raise
