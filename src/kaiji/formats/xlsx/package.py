"""What an .xlsx package says of itself: its sheets in order, its date system, and which styles show days."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from kaiji.formats.xlsx.container import Parts
from kaiji.formats.xlsx.limit import Limits
from kaiji.formats.xlsx.refusal import refuse_bomb, refuse_damaged, refuse_hostile
from kaiji.formats.xlsx.style import is_day_format

WORKBOOK = "xl/workbook.xml"
MOST_TAGS = 1_000_000
MOST_SHEETS = 2_000
TRUE = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet of the list: its name, its part in the package (nothing if the list points nowhere), its state."""

    name: str
    part: str
    hidden: bool
    has_cells: bool


@dataclass(frozen=True, slots=True)
class Package:
    """What a package says of itself.

    Args:
        sheets: in the order of the tabs.
        date1904: whether serials count from 1904.
        strings: part of the shared texts, or nothing.
        day_styles: numbers of the cell styles that show a number as a day.
    """

    sheets: tuple[SheetPart, ...]
    date1904: bool
    strings: str
    day_styles: frozenset[int]


def parse(xml: bytes, name: str) -> etree._Element:
    """Parse one part without entities, network or unbounded depth; a broken one is refused."""
    if xml.count(b"<") > MOST_TAGS:
        raise refuse_bomb(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root: etree._Element | None = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse_damaged(
            f"the part {name} is not well-formed", f"{name} の XML が正しくありません", f"部件 {name} 的 XML 格式不正确"
        ) from error
    if root is None:
        raise refuse_damaged(f"the part {name} is empty", f"{name} が空です", f"部件 {name} 为空")
    return root


def read_package(parts: Parts, limits: Limits) -> Package:
    """Read the package's own description; a package without a readable one is refused."""
    listing = workbook_part(parts, limits)
    root = parse(parts.xml(listing, limits.part_bytes), listing)
    relations = relations_of(parts, listing, limits)
    strings = next((part for kind, part in relations.values() if kind == "sharedStrings"), "")
    styles = next((part for kind, part in relations.values() if kind == "styles"), "")
    date1904 = any(element.get("date1904", "").lower() in TRUE for element in root.iterfind("{*}workbookPr"))
    return Package(
        _sheets(root, relations),
        date1904,
        strings if strings in parts else "",
        _day_styles(parse(parts.xml(styles, limits.part_bytes), styles)) if styles in parts else frozenset(),
    )


def workbook_part(parts: Parts, limits: Limits) -> str:
    """Give the name of the part that lists the sheets; a package without one is refused."""
    if "_rels/.rels" in parts:
        for kind, part in relations_of(parts, "", limits).values():
            if kind == "officeDocument" and part in parts:
                return part
    if WORKBOOK not in parts:
        raise refuse_damaged("its list of sheets is missing", "シートの一覧がありません", "缺少工作表列表")
    return WORKBOOK


def relations_of(parts: Parts, part: str, limits: Limits) -> dict[str, tuple[str, str]]:
    """Give kind and target of each relationship of a part, by its key."""
    folder, name = posixpath.split(part)
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    root = parse(parts.xml(where, limits.part_bytes), where)
    relations = {}
    for element in root.iterfind("{*}Relationship"):
        if element.get("TargetMode") == "External":
            continue
        target = element.get("Target", "").replace("\\", "/")
        inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        relations[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], inside)
    return relations


def _sheets(root: etree._Element, relations: dict[str, tuple[str, str]]) -> tuple[SheetPart, ...]:
    sheets: dict[str, SheetPart] = {}
    for element in root.iterfind("{*}sheets/{*}sheet"):
        if len(sheets) >= MOST_SHEETS:
            raise refuse_hostile(
                f"it lists more than {MOST_SHEETS} sheets",
                f"シートが {MOST_SHEETS} 枚を超えています",
                f"工作表超过 {MOST_SHEETS} 个",
            )
        key = next((str(value) for name, value in element.items() if str(name).endswith("}id")), "")
        kind, part = relations.get(key, ("worksheet", ""))
        name = element.get("name", "")
        hidden = element.get("state", "visible") not in ("visible", "")
        sheets.setdefault(name, SheetPart(name, part, hidden, kind == "worksheet"))
    if not sheets:
        raise refuse_damaged("it has no sheets", "シートがありません", "没有工作表")
    return tuple(sheets.values())


def _day_styles(root: etree._Element) -> frozenset[int]:
    written = {
        _number(element.get("numFmtId")): element.get("formatCode", "")
        for element in root.iterfind("{*}numFmts/{*}numFmt")
    }
    known: dict[int, bool] = {}
    found = []
    for index, element in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        number = _number(element.get("numFmtId"))
        if number not in known:
            known[number] = is_day_format(number, written)
        if known[number]:
            found.append(index)
    return frozenset(found)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
