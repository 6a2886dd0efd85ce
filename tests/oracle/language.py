"""Official workbooks switched to each language they offer, calculated by LibreOffice, and read again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kaiji.core.source import Source
from kaiji.formats.xlsx.workbook import open_workbook
from kaiji.formats.xlsx.written import names_in, written_in
from kaiji.minerals.check import check
from kaiji.minerals.declaration import Declaration, Entry, ProductRow, SmelterRow
from kaiji.minerals.draft.form import languages_offered
from kaiji.minerals.draft.label import Labels
from kaiji.minerals.fill import fill
from kaiji.minerals.layout import Layout
from kaiji.minerals.reader import Reading, read
from minerals.building import declare, name_of
from oracle.recalculation import Office

WORKBOOKS = (
    "RMI_CMRT_6.5.xlsx", "RMI_CMRT_6.22.xlsx", "RMI_CMRT_6.01.xlsx", "RMI_EMRT_2.1.xlsx", "RMI_EMRT_1.3.xlsx",
    "RMI_AMRT_1.3.xlsx", "RMI_CRT_2.21.xlsx", "3.01_-_green.xlsx", "3.01_-_empty.xls", "2.03a_-_green.xlsx",
    "2.03a_-_high_risk.xlsx", "1.00_-_empty.xlsx",
)  # fmt: skip


@dataclass(frozen=True)
class InLanguage:
    """What was read of a workbook in one language.

    Args:
        language: as the workbook names it.
        heading: what the top of the calculated Declaration says, in that language.
        wrong: how it differs from what was filled in, and from the first language; nothing where all is the same.
    """

    language: str
    heading: str
    wrong: tuple[str, ...]


def languages_of(data: bytes, name: str) -> tuple[str, ...]:
    """Give the languages that the list of the language cell offers."""
    workbook = open_workbook(data, name).workbook
    assert workbook is not None
    written = written_in(data, ["Declaration"]).get("Declaration")
    offer = next((one for one in written.offers if one.covers("D3")), None) if written else None
    if offer is not None and offer.formula.startswith('"'):
        return tuple(offer.formula.strip('"').split(","))
    return Labels(workbook, languages_offered(names_in(data))).languages


def in_languages(template: Path) -> Iterator[InLanguage]:
    """Fill an official workbook, and read it in each of its languages; an ``.xls`` is read as it is."""
    data = template.read_bytes()
    reading = read(data, template.name)
    assert reading.template is not None
    layout = reading.template.layout
    assert layout is not None
    given: Declaration | None = None
    with tempfile.TemporaryDirectory(prefix="kaiji-language") as folder:
        path = template
        if template.suffix == ".xlsx":
            given = answered(layout, data)
            path = Path(folder) / "filled.xlsx"
            ((_, content),) = fill(data, given, "filled.xlsx").files
            path.write_bytes(content)
        first: Reading | None = None
        with Office(path) as office:
            for language in languages_of(data, template.name):
                typed = {f"{layout.declaration}!{layout.language_cell}": language}
                if layout.version == "1.00":
                    typed[f"{layout.smelter_list.sheet}!P3"] = language
                saved = office.saved(typed, Path(folder) / "saved.xlsx")
                found = read(saved, "saved.xlsx")
                wrong = list(_differences(found, layout, language, given, first))
                first = first or found
                yield InLanguage(language, _heading(saved, layout), tuple(wrong))


def _heading(data: bytes, layout: Layout) -> str:
    workbook = open_workbook(data, "").workbook
    sheet = workbook.sheet(layout.declaration) if workbook else None
    assert sheet is not None
    return "\n".join(str(sheet.value(f"B{row}")) for row in range(6, 16))


def answered(layout: Layout, data: bytes) -> Declaration:
    """Make a complete declaration with comments and products, and a smelter that is given by its id alone."""
    change: dict[str, Any] = {"comment/added/all": "see the site"}
    if layout.product_list:
        change["products"] = ["P-1", "P-2"]
    declaration = declare(name_of(layout), change)
    columns = layout.lookup_list.columns
    if "id_input" not in layout.smelter_list.columns:
        return declaration
    workbook = open_workbook(data, "").workbook
    sheet = workbook.sheet(layout.lookup_list.sheet) if workbook else None
    assert sheet is not None
    known = str(sheet.value(f"{columns['cid']}{layout.lookup_list.first}"))
    row = layout.smelter_list.first + len(declaration.smelters)
    typed = SmelterRow(row, declaration.source, {"id_input": Entry(known, Source("made"))})
    return Declaration(
        **{name: getattr(declaration, name) for name in Declaration.__dataclass_fields__ if name != "smelters"},
        smelters=(*declaration.smelters, typed),
    )


def _differences(
    found: Reading, layout: Layout, language: str, given: Declaration | None, first: Reading | None
) -> Iterator[str]:
    declaration = found.declaration
    if found.template is None or declaration is None or found.template.layout != layout:
        yield f"not read as {layout.key}: {[one.code for one in found.findings]}"
        return
    if declaration.language != language:
        yield f"the language is told as {declaration.language}"
    if first is not None and first.declaration is not None:
        yield from _unlike("the first language", said(first.declaration), said(declaration))
        codes = [[(one.code, str(one.place)) for one in check(reading)] for reading in (first, found)]
        if codes[0] != codes[1]:
            yield f"findings: {codes[1]} where the first language has {codes[0]}"
    if given is not None:
        told, read_in = said(given), said(declaration)
        kept = {key: value for key, value in read_in.items() if key in told}
        yield from _unlike("what was filled in", told, kept)


def _unlike(what: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    for key in before.keys() | after.keys():
        if before.get(key) != after.get(key):
            yield f"{key}: {after.get(key)} where {what} has {before.get(key)}"


def said(declaration: Declaration) -> dict[str, Any]:
    """Give everything that a declaration says, by its cell."""

    def one(entry: Entry) -> tuple[Any, ...]:
        return entry.text, entry.kind, entry.day

    def rows(name: str, listed: tuple[ProductRow | SmelterRow, ...]) -> dict[str, Any]:
        return {
            f"{name} {row.row} {field}": one(entry)
            for row in listed
            for field, entry in row.cells.items()
            if entry.text
        }

    made: dict[str, Any] = {"metals": declaration.metals, "version": (declaration.family, declaration.version)}
    made |= {name: one(entry) for name, entry in declaration.company.items()}
    for each in declaration.answers:
        made[f"{each.question} {each.topic} {each.metal}"] = one(each.answer), one(each.comment)
    return (
        made
        | rows("smelter", declaration.smelters)
        | rows("product", declaration.products)
        | rows("mine", declaration.mines)
        | rows("reason", declaration.reasons)
    )
