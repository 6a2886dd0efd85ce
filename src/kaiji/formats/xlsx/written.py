"""What the maker of a workbook wrote into a sheet besides values: formulas, and the lists that cells offer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from kaiji.formats.xlsx.container import Parts, look_over
from kaiji.formats.xlsx.limit import LIMITS, Limits
from kaiji.formats.xlsx.ole import open_ole
from kaiji.formats.xlsx.package import parse, read_package, workbook_part
from kaiji.formats.xlsx.refusal import Refused
from kaiji.formats.xlsx.signature import container_of
from kaiji.formats.xlsx.value import position
from kaiji.formats.xlsx_patch.formula import moved

AREA = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}))?")


@dataclass(frozen=True, slots=True)
class Offer:
    """A list that cells offer.

    Args:
        areas: the cells, as first and last row and column, both counted from 1.
        formula: where the list comes from: a range, a name, or the words themselves in quotation marks.
    """

    areas: tuple[tuple[int, int, int, int], ...]
    formula: str

    def covers(self, address: str) -> bool:
        """Tell whether a cell offers this list."""
        row, column = position(address)
        return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self.areas)


@dataclass(frozen=True, slots=True)
class Written:
    """Formulas by address, shared ones written out; the lists on offer; cells that are merged, as the offers' areas are."""

    formulas: Mapping[str, str]
    offers: tuple[Offer, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def is_hidden(self, row: int, column: int) -> bool:
        """Tell whether a cell lies under another one that it is merged with."""
        return any(
            top <= row <= bottom and left <= column <= right and (row, column) != (top, left)
            for top, left, bottom, right in self.merged
        )


def written_in(data: bytes, sheets: Collection[str], limits: Limits = LIMITS) -> dict[str, Written]:
    """Give what is written into some sheets of a workbook.

    Args:
        data: a workbook that can be opened (see :func:`kaiji.formats.xlsx.workbook.open_workbook`).
        sheets: their names.
        limits: how much may be read.

    Returns:
        A sheet that is not there or cannot be read is left out; so are all of an ``.xls`` workbook, whose formulas are
        not read.
    """
    try:
        parts = _parts(data, limits)
        if parts is None:
            return {}
        package = read_package(parts, limits)
    except Refused:
        return {}
    found: dict[str, Written] = {}
    for sheet in package.sheets:
        if sheet.name in sheets and sheet.part:
            try:
                root = parse(parts.xml(sheet.part, limits.part_bytes), sheet.part)
                found[sheet.name] = Written(dict(_formulas(root)), tuple(_offers(root)), _merged(root))
            except Refused:
                continue
    return found


def names_in(data: bytes, limits: Limits = LIMITS) -> dict[str, str]:
    """Give what the names of a whole workbook stand for (not those of single sheets), by name; nothing for an ``.xls``."""
    try:
        parts = _parts(data, limits)
        if parts is None:
            return {}
        listing = workbook_part(parts, limits)
        root = parse(parts.xml(listing, limits.part_bytes), listing)
    except Refused:
        return {}
    return {
        element.get("name", ""): (element.text or "").strip()
        for element in root.iterfind("{*}definedNames/{*}definedName")
        if element.get("localSheetId") is None
    }


def _parts(data: bytes, limits: Limits) -> Parts | None:
    """Give the parts of a package, locked with the default password or not; None for another format."""
    if container_of(data) == "ole":
        content = open_ole(data, limits)
        data = content.stream if content.package else b""
    return look_over(data, limits) if container_of(data) == "zip" else None


def areas_of(words: str) -> tuple[tuple[int, int, int, int], ...]:
    """Give the cells that ``B5:B2504 D7`` names, as first and last row and column; what is no range is passed over."""
    made = []
    for left, top, right, bottom in AREA.findall(words):
        first = position(f"{left}{top}")
        last = position(f"{right}{bottom}") if right else first
        made.append((min(first[0], last[0]), min(first[1], last[1]), max(first[0], last[0]), max(first[1], last[1])))
    return tuple(made)


def _formulas(root: etree._Element) -> Iterator[tuple[str, str]]:
    shared: dict[str, tuple[str, int, int]] = {}
    for cell in root.iterfind("{*}sheetData/{*}row/{*}c"):
        formula, address = cell.find("{*}f"), cell.get("r", "")
        if formula is None or not AREA.fullmatch(address):
            continue
        text, number = formula.text or "", formula.get("si", "")
        if formula.get("t") == "shared":
            row, column = position(address)
            if text:
                shared[number] = text, row, column
            elif number in shared:
                given, from_row, from_column = shared[number]
                text = moved(given, row - from_row, column - from_column)
        if text:
            yield address, text


def _merged(root: etree._Element) -> tuple[tuple[int, int, int, int], ...]:
    return areas_of(" ".join(one.get("ref", "") for one in root.iterfind("{*}mergeCells/{*}mergeCell")))


def _offers(root: etree._Element) -> Iterator[Offer]:
    for element in root.iter("{*}dataValidation"):
        if element.get("type") != "list":
            continue
        formula = element.find("{*}formula1")
        text = "".join(str(one) for one in formula.itertext()).strip() if formula is not None else ""
        inside = element.find("{*}sqref")
        areas = areas_of(element.get("sqref") or (inside.text if inside is not None else "") or "")
        if text and areas:
            yield Offer(areas, text)
