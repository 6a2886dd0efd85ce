"""A revision that does not exist: an official workbook whose rows are moved as its makers would move them.

Rows of the Declaration and of the lists go down; the hidden sheet of translations, the offered lists and the Checker's
formulas follow. The result is made in memory and never kept.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from lxml import etree

from formats.xlsx_patch.patching import opened
from kaiji.formats.xlsx.container import look_over
from kaiji.formats.xlsx.limit import LIMITS
from kaiji.formats.xlsx.package import read_package

Shift = Callable[[int], int]
REFERENCE = re.compile(r"(?<![A-Za-z0-9_!.'$])(\$?[A-Z]{1,3}\$?)([1-9][0-9]{0,6})(?![\w(!])")
ATTRIBUTES = ("ref", "sqref")


def moved(
    data: bytes,
    version: str,
    rows: Mapping[str, Mapping[int, int]],
    words: Mapping[str, str] | None = None,
    languages: tuple[str, ...] = (),
) -> bytes:
    """Make the revision.

    Args:
        data: an official workbook.
        version: the text for its version cell, such as ``Revision 6.6\\nApril 24, 2026``.
        rows: for a sheet, how many rows are put in before a row.
        words: what English labels say now: by ``Declaration!B37``, the address in the workbook given.
        languages: names of languages that are added at the end.
    """
    parts = look_over(data, LIMITS)
    package = read_package(parts, LIMITS)
    sheet_parts = {one.name: one.part for one in package.sheets}
    shifts = {sheet: _shift(into) for sheet, into in rows.items()}
    texts = _shared(parts.xml(package.strings, LIMITS.part_bytes))
    changed: dict[str, bytes] = {}
    for sheet, shift in shifts.items():
        changed[sheet_parts[sheet]] = _moved_sheet(parts.xml(sheet_parts[sheet], LIMITS.part_bytes), shift)
    if "Checker" in sheet_parts:
        name = sheet_parts["Checker"]
        xml = changed.get(name, parts.xml(name, LIMITS.part_bytes)).decode()
        for sheet, shift in shifts.items():
            xml = re.sub(
                rf"({re.escape(sheet)}'?!\$?[A-Z]{{1,3}}\$?)([1-9][0-9]*)",
                lambda found, shift=shift: f"{found[1]}{shift(int(found[2]))}",  # type: ignore[misc]
                xml,
            )
        changed[name] = xml.encode()
    if "L" in sheet_parts:
        root = etree.fromstring(parts.xml(sheet_parts["L"], LIMITS.part_bytes))
        changed[sheet_parts["L"]] = _translations(root, texts, shifts, words or {}, languages)
    if languages:
        listing = parts.xml("xl/workbook.xml", LIMITS.part_bytes).decode()
        pattern = r'(<definedName [^>]*name="LN"[^>]*>L!\$D\$1:\$)([A-Z])(\$1<)'
        changed["xl/workbook.xml"] = re.sub(
            pattern, lambda found: f"{found[1]}{chr(ord(found[2]) + len(languages))}{found[3]}", listing
        ).encode()
    strings = re.sub(
        rb"(?:Revision|Version) [\d.]+[a-z]?(?:_x000D_|&#1[03];|\s)+[A-Z][a-z]+ \d+(?:st|nd|rd|th)?,? \d{4}",
        version.encode(),
        parts.xml(package.strings, LIMITS.part_bytes),
    )
    changed[package.strings] = strings
    return with_parts(data, changed)


def with_parts(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Give a container with some parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in given.infolist():
            target.writestr(part.filename, changed.get(part.filename, given.read(part)))
    return out.getvalue()


def _shift(into: Mapping[int, int]) -> Shift:
    return lambda row: row + sum(by for at, by in into.items() if row >= at)


def _moved_sheet(xml: bytes, shift: Shift) -> bytes:
    """Move the rows of a sheet: addresses, ranges, and the formulas' references to the sheet itself."""

    def move(text: str) -> str:
        return REFERENCE.sub(lambda found: f"{found[1]}{shift(int(found[2]))}", text)

    root = etree.fromstring(xml)
    for element in root.iter("{*}row", "{*}c"):
        name = element.get("r", "")
        element.set("r", str(shift(int(name))) if name.isdigit() else move(name))
    for element in root.iter():
        kind = str(element.tag).rpartition("}")[2]
        for name in ATTRIBUTES:
            if element.get(name):
                element.set(name, move(element.get(name, "")))
        if kind in ("f", "formula", "formula1", "formula2", "sqref") and element.text:
            element.text = move(element.text)
    return etree.tostring(root)


def _translations(
    root: etree._Element,
    texts: list[str],
    shifts: Mapping[str, Shift],
    words: Mapping[str, str],
    languages: tuple[str, ...],
) -> bytes:
    """Rewrite the addresses by which labels are fetched, and what some of them say in English."""
    for row in root.iterfind("{*}sheetData/{*}row"):
        cells = {cell.get("r", "").rstrip("0123456789"): cell for cell in row.iterfind("{*}c")}
        sheet, address = (_text(cells[letter], texts) if letter in cells else "" for letter in "BC")
        if row.get("r") == "1" and languages:
            for letter, name in zip("NOP", languages, strict=False):
                free = next(one for one in "EFGHIJKLMNOP" if one not in cells or not _text(cells[one], texts))
                cell = cells.get(free)
                cell = etree.SubElement(row, f"{{{root.nsmap[None]}}}c", r=f"{free}1") if cell is None else cell
                cells[free] = cell
                _write(cell, name)
                assert letter
        if f"{sheet}!{address}" in words:
            _write(cells["D"], words[f"{sheet}!{address}"])
        found = re.fullmatch(r"([A-Z]+)(\d+)([A-C]?)", address)
        if found and sheet in shifts:
            new = f"{found[1]}{shifts[sheet](int(found[2]))}{found[3]}"
            _write(cells["C"], new)
            if "A" in cells:
                _write(cells["A"], f"{sheet}{new}")
    return etree.tostring(root)


def _write(cell: etree._Element, text: str) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    space = f"{{{cell.nsmap[None]}}}"
    etree.SubElement(etree.SubElement(cell, f"{space}is"), f"{space}t").text = text


def _text(cell: etree._Element, texts: list[str]) -> str:
    value = cell.find("{*}v")
    if value is None or value.text is None:
        return "".join(str(one) for one in cell.itertext())
    return texts[int(value.text)] if cell.get("t") == "s" else value.text


def _shared(xml: bytes) -> list[str]:
    return [
        "".join(str(part.text or "") for part in one.iter("{*}t") if etree.QName(part.getparent()).localname != "rPh")
        for one in etree.fromstring(xml).iterfind("{*}si")
    ]


def cell_of(data: bytes, sheet: str, address: str) -> object:
    """Give a value of a workbook."""
    found = opened(data).sheet(sheet)
    assert found is not None
    return found.value(address)
