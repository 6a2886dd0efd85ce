"""Whatever is filled into an official workbook: it reads back, and no untouched part, cell or formula has changed."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from formats.xlsx_patch.patching import raw_parts
from kaiji.core.source import Source
from kaiji.formats.xlsx.container import look_over
from kaiji.formats.xlsx.limit import LIMITS
from kaiji.formats.xlsx.package import read_package
from kaiji.formats.xlsx.written import written_in
from kaiji.minerals.declaration import Declaration, Entry, ProductRow, SmelterRow
from kaiji.minerals.fill import changes_for, fill
from kaiji.minerals.layout import Layout, ListLayout
from minerals.building import declare, layout_of
from minerals.test_fill import OFFICIAL, reread, said

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() != "" and not re.search(r"_x[0-9A-Fa-f]{4}_", text))
VERSIONS = ("6.5", "3.01", "EMRT 2.1", "EMRT 1.3", "AMRT 1.3", "CRT 2.2")


@st.composite
def declarations(draw: st.DrawFn, version: str) -> Declaration:
    """Make a declaration of a version: answers taken out, replaced by any words, commented; rows anywhere in the lists."""
    layout = layout_of(version)
    declaration = declare(version)

    def entry(given: Entry, text: str | None) -> Entry:
        return Entry(text, given.source) if text is not None else given

    free = [name for name in declaration.company if not name.startswith("mineral_") and name != "effective_date"]
    company = {
        name: entry(one, draw(st.none() | WORDS)) if name in free else one for name, one in declaration.company.items()
    }
    answers = tuple(
        replace(
            one, answer=entry(one.answer, draw(st.none() | WORDS)), comment=entry(one.comment, draw(st.none() | WORDS))
        )
        for one in declaration.answers
    )
    smelters = [SmelterRow(row, Source("made"), cells) for row, cells in _rows(draw, layout.smelter_list, 12)]
    products = [ProductRow(row, Source("made"), cells) for row, cells in _rows(draw, layout.product_list, 6)]
    return replace(declaration, company=company, answers=answers, smelters=tuple(smelters), products=tuple(products))


def _rows(draw: st.DrawFn, listing: ListLayout, most: int) -> list[tuple[int, dict[str, Entry]]]:
    rows = draw(st.sets(st.integers(listing.first, listing.last), max_size=most))
    fields = st.dictionaries(st.sampled_from(sorted(listing.columns)), WORDS, min_size=1, max_size=4)
    return [
        (row, {name: Entry(text, _at(listing, name, row)) for name, text in draw(fields).items()})
        for row in sorted(rows)
    ]


def _at(listing: ListLayout, name: str, row: int) -> Source:
    return Source("made").at(sheet=listing.sheet, cell=f"{listing.columns[name]}{row}")


@cache
def template(path: Path) -> tuple[bytes, dict[str, Any], dict[str, Any]]:
    """Give an official workbook with its parts and its sheets, read once."""
    data = path.read_bytes()
    return data, raw_parts(data), sheets_of(data)


def sheets_of(data: bytes) -> dict[str, tuple[str, bytes, dict[str, tuple[Any, ...]]]]:
    """Give of each sheet what stands around its cells, byte by byte, and of each cell style, formula, kind and value."""
    package = read_package(look_over(data, LIMITS), LIMITS)
    formulas = written_in(data, [one.name for one in package.sheets])
    found = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for sheet in package.sheets:
            xml = archive.read(sheet.part)
            start, end = xml.find(b"<sheetData"), xml.find(b"</sheetData>")
            cells = {
                cell.get("r", ""): (
                    cell.get("s"), cell.get("t"), formulas[sheet.name].formulas.get(cell.get("r", "")),
                    [(str(one.tag), one.text) for one in cell if not str(one.tag).endswith("}f")],
                )
                for cell in etree.fromstring(xml).iterfind("{*}sheetData/{*}row/{*}c")
            }  # fmt: skip
            found[sheet.part] = sheet.name, re.sub(rb"<dimension[^>]*>", b"", xml[:start] + xml[end:]), cells
    return found


def touched(declaration: Declaration, layout: Layout) -> set[tuple[str, str]]:
    return set(changes_for(declaration, layout)[0])


@pytest.mark.reference
@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_else_changes(version: str, reference: Path) -> None:
    path, layout = reference / "templates" / OFFICIAL[version], layout_of(version)
    data, parts, sheets = template(path)
    left = {
        (listing.sheet, f"{column}{row}")
        for listing in layout.lists
        for column in listing.columns.values()
        for row in range(listing.first, listing.last + 1)
    }

    @settings(max_examples=2, suppress_health_check=list(HealthCheck), parent=settings())
    @given(declarations(version))
    def holds(declaration: Declaration) -> None:
        made = fill(data, declaration, "t.xlsx")
        assert len(made.files) == 1, made.findings
        content = made.files[0][1]
        assert said(reread(content)) == said(declaration)
        after = raw_parts(content)
        assert list(after) == list(parts)
        changed = {name for name in parts if parts[name] != after[name]}
        own = {
            part
            for part, (name, *_) in sheets.items()
            if name in {layout.declaration, *(one.sheet for one in layout.lists)}
        }
        assert changed <= own | {"xl/workbook.xml", "xl/calcChain.xml"}
        may_change = touched(declaration, layout)
        for part, (name, around, cells) in sheets_of(content).items():
            _, around_before, before = sheets[part]
            assert around == around_before, name
            for address in before.keys() | cells.keys():
                if (name, address) in may_change or before.get(address) == cells.get(address):
                    continue
                # left over from another declaration, and taken out; its style and its formula stay
                assert (name, address) in left, (name, address, before.get(address), cells.get(address))
                assert before[address][0] == cells[address][0]
                assert before[address][2] == cells[address][2]
                assert not [text for _, text in cells[address][3] if text]

    holds()
