"""Declarations made in memory: complete ones of any version, from its layout, with changes under friendly names.

A change is a name and a value. Names are

* a field of the company block (``company_name``, ``effective_date``);
* a topic, for a question on the company (``policy_public``), or a topic and a metal (``added/Tin``, ``added/all``);
* ``comment/`` and one of these (``comment/policy_public``);
* ``smelters/Tin`` for the one row that the complete declaration has for tin: ``none`` takes it out, a mapping changes its
  cells; ``smelters`` replaces all rows, ``smelters/more`` adds some after row 8;
* ``products``: the product numbers.

Values are text, numbers, dates, ``none`` for an empty cell, ``#N/A`` and the like for an error cell, and
``(no saved value)`` for a formula that was saved without one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kaiji.core.source import Source, digest_of
from kaiji.formats.xlsx.sheet import CellError, CellValue, Sheet, Uncached
from kaiji.formats.xlsx.workbook import Workbook
from kaiji.minerals.declaration import (
    Answer,
    Declaration,
    Entry,
    EntryKind,
    MineRow,
    ProductRow,
    ReasonRow,
    SmelterRow,
    Topic,
)
from kaiji.minerals.layout import Layout, ListLayout, Question, layouts
from kaiji.minerals.reader import Reading, divided_day, entry_of
from kaiji.minerals.template import Template

Cells = Mapping[str, CellValue]
ERRORS = ("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!")
LOST = "(no saved value)"

COMPANY: Mapping[str, CellValue] = {
    "company_name": "Sagano Parts K.K.",
    "unique_id": "123456789",
    "unique_id_authority": "DUNS",
    "address": "1-1 Sagano, Kyoto",
    "contact_name": "Aoi Contact",
    "contact_email": "aoi@sagano.example",
    "contact_phone": "+81-75-000-0000",
    "authorizer_name": "Ren Authorizer",
    "authorizer_title": "Director",
    "authorizer_email": "ren@sagano.example",
    "authorizer_phone": "+81-75-000-0001",
    "effective_date": date(2025, 6, 30),
}
# What a good supplier answers; of other questions, the first of the listed answers.
ANSWERS: Mapping[Topic, str] = {
    Topic.COVERED_COUNTRIES: "No",
    Topic.HIGH_RISK_AREAS: "No",
    Topic.SCRAP: "No",
    Topic.DISCLOSURE_DUTY: "No",
}
SMELTERS: Mapping[str, tuple[str, str, str]] = {
    "Tantalum": ("Alpha Tantalum Works", "GERMANY", "CID900001"),
    "Tin": ("Beta Tin Smelting", "MALAYSIA", "CID900002"),
    "Gold": ("Gamma Gold Refinery", "JAPAN", "CID900003"),
    "Tungsten": ("Delta Tungsten", "AUSTRIA", "CID900004"),
}


CHOSEN = {"EMRT": ("Cobalt", "Mica", "Nickel"), "AMRT": ("Lime", "Silver", "Titanium")}


def layout_of(version: str) -> Layout:
    """Give the layout of a CMRT version, or of another family's named before it; an unknown one raises KeyError."""
    family, _, number = version.rpartition(" ")
    return layouts()[family or "CMRT", number]


def name_of(layout: Layout) -> str:
    """Give the name by which these tests call a version: the family is left out for a CMRT."""
    return layout.version if layout.family == "CMRT" else f"{layout.family} {layout.version}"


VERSIONS = [name_of(one) for one in layouts().values()]


def metals_of(layout: Layout) -> tuple[str, ...]:
    """Give the metals of a complete declaration."""
    return layout.metals if layout.minerals is None else CHOSEN[layout.family]


def complete_cells(layout: Layout) -> dict[str, CellValue]:
    """Give the cells of a complete declaration for the whole company, with one smelter a metal."""
    cells: dict[str, CellValue] = {}
    sheet, _listing = layout.declaration, layout.smelter_list
    for name, address in layout.company.items():
        if name in COMPANY:
            cells[f"{sheet}!{address}"] = COMPANY[name]
    if layout.date_parts:
        cells |= dict(
            zip((f"{sheet}!{one}" for one in layout.date_parts), (Decimal(30), "June", Decimal(2025)), strict=True)
        )
    if "scope" in layout.company:
        cells[f"{sheet}!{layout.company['scope']}"] = layout.scopes["company"]
    metals = metals_of(layout)
    cells |= _chosen(layout, metals)
    for question, metal, row in layout.places(metals):
        cells[f"{sheet}!D{row}"] = _good(question, metal)
        if question.topic is Topic.POLICY_PUBLIC:
            cells[f"{sheet}!G{row}"] = "https://www.sagano.example/policy"
    return cells | _filled_lists(layout, metals)


def _chosen(layout: Layout, metals: tuple[str, ...]) -> dict[str, CellValue]:
    """Choose the minerals where they are chosen; from the fourth cell on where any may stand in any."""
    cells: dict[str, CellValue] = {}
    choice = layout.minerals
    for metal in metals if choice is not None else ():
        assert choice is not None
        at = choice.choices.index(metal) if choice.choices else metals.index(metal) + 3
        own = bool(choice.word) and metal not in layout.metals
        cells[f"{layout.declaration}!{choice.cells[at]}"] = choice.word if own else metal
        if own:
            cells[f"{layout.declaration}!{choice.named[at]}"] = metal
    return cells


def _filled_lists(layout: Layout, metals: tuple[str, ...]) -> dict[str, CellValue]:
    cells: dict[str, CellValue] = {}
    listing = layout.smelter_list
    for offset, metal in enumerate(metals):
        name, country, cid = SMELTERS.get(metal, (f"{metal} Works", "CHILE", f"CID9001{offset:02}"))
        row = {"metal": layout.metal_words.get(metal, metal), "lookup": name, "country": country, "identification": cid}
        row = {field: words for field, words in row.items() if field in listing.columns}
        if "lookup" not in listing.columns:
            row["name"] = name
        cells |= _list_cells(listing, listing.first + offset, row)
    if layout.mine_list:
        mine = {"metal": metals[0], "smelter": "Works", "name": "North Pit", "country": "CHILE"}
        cells |= _list_cells(layout.mine_list, layout.mine_list.first, mine)
    if layout.reason_list:
        cells |= _list_cells(
            layout.reason_list, layout.reason_list.first, {"metal": metals[0], "reason": "in the alloy"}
        )
    return cells


def changed(cells: Cells, layout: Layout, change: Mapping[str, Any]) -> dict[str, CellValue]:
    """Apply changes under their friendly names; a name that this version does not have raises KeyError."""
    result = dict(cells)
    for name, value in change.items():
        if name.split("/")[0] in ("smelters", "products"):
            _change_list(result, layout, name, value)
        else:
            for address in _addresses(layout, name):
                result[f"{layout.declaration}!{address}"] = cell_value(value)
    return result


def cell_value(value: Any) -> CellValue:
    """Make what a reader finds in a cell of a value as a case writes it."""
    if value is None or value == "none":
        return None
    if value in ERRORS:
        return CellError(value)
    if value == LOST:
        return Uncached()
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


def declaration_of(layout: Layout, cells: Cells, file: str = "answer.xlsx") -> Declaration:
    """Make a declaration of cells keyed ``Sheet!A1``, by the layout alone."""
    written = sorted((at, repr(value)) for at, value in cells.items() if value is not None)
    source = Source(file, digest_of(repr((layout.key, written)).encode()))

    def entry(sheet: str, address: str) -> Entry:
        return entry_of(cells.get(f"{sheet}!{address}"), source.at(sheet=sheet, cell=address))

    def answer(question: Question, metal: str, row: int) -> Answer:
        answer_, comment = (entry(layout.declaration, f"{column}{row}") for column in "DG")
        return Answer(question.number, question.topic, metal, answer_, comment)

    def rows(listing: ListLayout) -> Iterable[tuple[int, Source, dict[str, Entry]]]:
        if not listing:
            return
        letters = list(listing.columns.values())
        for number in sorted({_row(at) for at in cells if at.startswith(f"{listing.sheet}!")}):
            found = {name: entry(listing.sheet, f"{letter}{number}") for name, letter in listing.columns.items()}
            used = {name: one for name, one in found.items() if one.kind is not EntryKind.EMPTY and one.text != "0"}
            if used and listing.first <= number <= listing.last:
                yield number, source.at(sheet=listing.sheet, cell=f"{letters[0]}{number}:{letters[-1]}{number}"), used

    company = {name: entry(layout.declaration, address) for name, address in layout.company.items()}
    if layout.date_parts:
        company["effective_date"] = divided_day([entry(layout.declaration, one) for one in layout.date_parts], layout)
    chosen = sorted(
        company[name.replace("mineral_", "mineral_named_")].text if one.text.startswith("Other") else one.text
        for name, one in company.items()
        if name.startswith("mineral_") and "named" not in name and one.text
    )
    metals = layout.metals if layout.minerals is None else tuple(chosen)
    return Declaration(
        file=file,
        digest=source.digest,
        family=layout.family,
        version=layout.version,
        revision=layout.released.isoformat(),
        language="English",
        company=company,
        answers=tuple(answer(*place) for place in layout.places(metals)),
        smelters=tuple(SmelterRow(*row) for row in rows(layout.smelter_list)),
        products=tuple(ProductRow(*row) for row in rows(layout.product_list)),
        metals=metals,
        source=source,
        mines=tuple(MineRow(*row) for row in rows(layout.mine_list)),
        reasons=tuple(ReasonRow(*row) for row in rows(layout.reason_list)),
    )


def declare(version: str = "6.5", change: Mapping[str, Any] | None = None, file: str = "answer.xlsx") -> Declaration:
    """Make a complete declaration of a version, with changes."""
    layout = layout_of(version)
    return declaration_of(layout, changed(complete_cells(layout), layout, change or {}), file)


def reading_of(declaration: Declaration, offered: Mapping[str, int] | None = None) -> Reading:
    """Give a declaration as it would come from a file in which nothing else was found."""
    layout = layouts()[declaration.family, declaration.version]
    template = Template(declaration.family, declaration.version, declaration.revision, "English", layout, exact=True)
    return Reading(declaration.source, template, declaration, offered or {}, ())


def with_content(declaration: Declaration, digest: str) -> Declaration:
    """Give the declaration as if its file had this digest."""
    return replace(declaration, digest=digest, source=replace(declaration.source, digest=digest))


class MadeWorkbook(Workbook):
    """A workbook of sheets made in memory: cells by sheet and address."""

    def __init__(self, sheets: Mapping[str, Mapping[str, Any] | None], name: str = "answer.xlsx") -> None:
        super().__init__(Source(name, digest_of(repr(sheets).encode())), "xlsx", date1904=False, tabs=(), findings=())
        self.sheet_names = tuple(sheets)
        self._sheets = {one: self._sheet(one, cells or {}) for one, cells in sheets.items()}

    def _sheet(self, name: str, cells: Mapping[str, Any]) -> Sheet:
        rows: dict[int, dict[int, CellValue]] = {}
        for address, value in cells.items():
            column = address.rstrip("0123456789")
            rows.setdefault(int(address[len(column) :]), {})[LETTERS.index(column) + 1] = cell_value(value)
        return Sheet(name, self.source, cells=rows, last_row=max(rows, default=0))


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _good(question: Question, metal: str) -> str:
    offered = question.offered(metal)
    answer = ANSWERS.get(question.topic, offered[0])
    return answer if answer in offered else offered[-1]


def _addresses(layout: Layout, name: str) -> list[str]:
    first, _, rest = name.partition("/")
    if first == "comment":
        return [f"G{address[1:]}" for address in _addresses(layout, rest)]
    if not rest and first in layout.company:
        return [layout.company[first]]
    question = layout.question(Topic(first))
    if question is None:
        raise KeyError(f"{layout.family} {layout.version} has no question on {first}")
    if not rest:
        return [f"D{question.row}"]
    places = [(metal, row) for one, metal, row in layout.places(metals_of(layout)) if one is question]
    return [f"D{row}" for metal, row in places if rest in ("all", metal)]


def _change_list(cells: dict[str, CellValue], layout: Layout, name: str, value: Any) -> None:
    listing = layout.product_list if name == "products" else layout.smelter_list
    _, _, which = name.partition("/")
    if which in layout.metals:
        row = listing.first + layout.metals.index(which)
        if value in (None, "none"):
            _clear(cells, listing.sheet, row)
        else:
            cells.update(_list_cells(listing, row, value))
        return
    if not which:
        _clear(cells, listing.sheet)
    given = [] if value in (None, "none") else list(value)
    rows = [{"number": one} for one in given] if name == "products" else given
    at = listing.first + (len(layout.metals) if which == "more" else 0)
    for one in rows:
        for _ in range(one.get("times", 1)):
            words = {key: word for key, word in one.items() if key not in ("row", "times")}
            if one.get("times", 1) > 1:
                words["lookup"] = f"{words['lookup']} {at}"
            cells.update(_list_cells(listing, one.get("row", at), words))
            at += 1


def _list_cells(listing: ListLayout, row: int, words: Mapping[str, Any]) -> dict[str, CellValue]:
    return {f"{listing.sheet}!{listing.columns[name]}{row}": cell_value(value) for name, value in words.items()}


def _clear(cells: dict[str, CellValue], sheet: str, row: int | None = None) -> None:
    for at in [at for at in cells if at.startswith(f"{sheet}!")]:
        if row is None or _row(at) == row:
            del cells[at]


def _row(at: str) -> int:
    return int(at.rpartition("!")[2].lstrip(LETTERS))
