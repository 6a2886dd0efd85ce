"""What the workbook says of its formulas: the order of their calculation, and that they wait for one."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from lxml import etree

from kaiji.formats.xlsx.container import Parts
from kaiji.formats.xlsx.limit import Limits
from kaiji.formats.xlsx.package import parse, relations_of, workbook_part
from kaiji.formats.xlsx_patch.form import ATTRIBUTES

TYPES = "[Content_Types].xml"
FLAG = b"fullCalcOnLoad"
# ECMA-376 part 1, 18.2.27: what may stand before calcPr, the last first.
BEFORE = (b"definedNames", b"externalReferences", b"functionGroups", b"sheets")
ROOT = re.compile(rb"<(?:([\w.-]+):)?workbook[\s>]")


@dataclass(slots=True)
class Change:
    """Parts to write anew, and parts to leave out."""

    parts: dict[str, bytes] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)


def calculate_on_opening(parts: Parts, limits: Limits, gone: dict[str, Collection[str]]) -> Change:
    """Give the parts that tell the program to calculate everything when it opens the workbook.

    Args:
        parts: of the workbook.
        limits: how much may be read.
        gone: addresses of cells that had a formula and have none now, by the name of their sheet.
    """
    listing = workbook_part(parts, limits)
    xml = parts.xml(listing, limits.part_bytes)
    change = Change({listing: flagged(xml, listing)})
    if any(gone.values()):
        numbers = {
            element.get("name", ""): element.get("sheetId", "")
            for element in parse(xml, listing).iterfind("{*}sheets/{*}sheet")
        }
        lost = {(numbers.get(sheet, ""), cell) for sheet, cells in gone.items() for cell in cells}
        _shorten(parts, limits, listing, lost, change)
    return change


def flagged(xml: bytes, name: str) -> bytes:
    """Give the list of sheets with the wish to calculate on opening."""
    root = ROOT.search(xml)
    prefix = root[1] + b":" if root and root[1] else b""
    if root and b"<!--" not in xml and b"<![" not in xml:
        found = re.search(rb"<" + prefix + rb"calcPr(" + ATTRIBUTES + rb")\s*/?>", xml)
        if found:
            told = re.search(rb"\s" + FLAG + rb'="([^"]*)"', found[1])
            start, end = (found.start(1) + told.start(1), found.start(1) + told.end(1)) if told else (found.end(1),) * 2
            return xml[:start] + (b"1" if told else b" " + FLAG + b'="1"') + xml[end:]
        if b"calcPr" not in xml:
            for before in BEFORE:
                closing = re.search(rb"</" + prefix + before + rb"\s*>", xml)
                if closing:
                    return b'%s<%scalcPr %s="1"/>%s' % (xml[: closing.end()], prefix, FLAG, xml[closing.end() :])
    return _flagged_in_tree(parse(xml, name))


def _flagged_in_tree(root: etree._Element) -> bytes:
    space = etree.QName(root).namespace
    found = root.find("{*}calcPr")
    if found is None:
        found = etree.Element(etree.QName(space, "calcPr"))
        names = {name.decode() for name in BEFORE}
        places = [root.index(one) for one in root.iterchildren("*") if etree.QName(one).localname in names]
        last = max(places, default=len(root) - 1)
        root.insert(last + 1, found)
    found.set(FLAG.decode(), "1")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _shorten(parts: Parts, limits: Limits, listing: str, lost: set[tuple[str, str]], change: Change) -> None:
    """Take lost formulas out of the order of calculation; an order that is left empty goes altogether."""
    relations = relations_of(parts, listing, limits)
    key, chain = next(
        ((key, part) for key, (kind, part) in relations.items() if kind == "calcChain" and part in parts), ("", "")
    )
    if not chain:
        return
    xml = parts.xml(chain, limits.part_bytes)
    shorter = _chain(xml, lost)
    if shorter == xml:
        return
    if shorter:
        change.parts[chain] = shorter
        return
    change.dropped.add(chain)
    folder, _, name = listing.rpartition("/")
    links = f"{folder}/_rels/{name}.rels".lstrip("/")
    for part, attribute, value in ((links, "Id", key), (TYPES, "PartName", f"/{chain}")):
        content = _without(parts.xml(part, limits.part_bytes), part, attribute, value)
        change.parts[part] = content


def _chain(xml: bytes, lost: set[tuple[str, str]]) -> bytes:
    """Give the order of calculation without some cells; nothing where none is left.

    A cell that does not name its sheet stands in the sheet of the one before it.
    """
    entry = re.compile(rb"<(?:[\w.-]+:)?c(" + ATTRIBUTES + rb")\s*/>")
    pieces: list[bytes] = []
    place, sheet, written, left = 0, b"", b"", 0
    for found in entry.finditer(xml):
        own = re.search(rb'\si="([^"]*)"', found[1])
        address = re.search(rb'\sr="([^"]*)"', found[1])
        sheet = own[1] if own else sheet
        pieces.append(xml[place : found.start()])
        place = found.end()
        if address and (sheet.decode("ascii", "replace"), address[1].decode("ascii", "replace")) in lost:
            continue
        text = found[0]
        if not own and sheet != written:
            text = text[: found.end(1) - found.start()] + b' i="%s"' % sheet + text[found.end(1) - found.start() :]
        written, left = sheet, left + 1
        pieces.append(text)
    return b"".join((*pieces, xml[place:])) if left else b""


def _without(xml: bytes, part: str, attribute: str, value: str) -> bytes:
    """Give a part without the elements that have one attribute's value, letter case aside."""
    root = parse(xml, part)
    for element in list(root):
        if str(element.get(attribute, "")).lower() == value.lower():
            root.remove(element)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
