"""A document as Word files as people write them: ruled tables, tabs instead of tables, tracked changes, text boxes."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from kaiji.core.document import Document, Table
from made_files.source import Set, pieces_of, rows_of, width_of


def _bytes(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def ruled(document: Document) -> bytes:
    """Set with real tables: merged head cells, labels indented, amounts to the right."""
    made = docx.Document()
    for one in pieces_of(document):
        if isinstance(one, str):
            made.add_paragraph(one)
            continue
        rows = list(rows_of(one))
        table = made.add_table(len(rows), width_of(one), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for number, row in enumerate(rows):
            at = 0
            for cell in row:
                place = table.cell(number, at)
                if cell.span > 1:
                    place = place.merge(table.cell(number, at + cell.span - 1))
                paragraph = place.paragraphs[0]
                paragraph.text = cell.text.strip()
                if at:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if cell.head else WD_ALIGN_PARAGRAPH.RIGHT
                else:
                    paragraph.paragraph_format.left_indent = Pt(5 * (len(cell.text) - len(cell.text.lstrip())))
                at += cell.span
    return _bytes(made)


def split(document: Document) -> bytes:
    """Set with cells of their own for currency and closing parenthesis, and empty columns as distance."""
    made = docx.Document()
    for one in pieces_of(document):
        if isinstance(one, str):
            made.add_paragraph(one)
            continue
        rows = list(rows_of(one))
        table = made.add_table(len(rows), 1 + 4 * (width_of(one) - 1))
        for number, row in enumerate(rows):
            table.cell(number, 0).text = row[0].text
            at = 1
            for cell in row[1:]:
                if cell.head:
                    place = table.cell(number, at + 1).merge(table.cell(number, at + 4 * cell.span - 1))
                    place.paragraphs[0].text = cell.text
                else:
                    for shift, text in enumerate(_parts(cell), 1):
                        table.cell(number, at + shift).text = text
                at += 4 * cell.span
    return _bytes(made)


def _parts(cell: Set) -> tuple[str, str, str]:
    before, digits, behind = cell.parts()
    opened = "(" if "(" in before else ""
    return before.replace("(", ""), opened + digits, behind


def tabbed(document: Document) -> bytes:
    """Set tables as paragraphs with tab stops."""
    made = docx.Document()
    for one in pieces_of(document):
        if isinstance(one, str):
            made.add_paragraph(one)
            continue
        for row in rows_of(one):
            paragraph = made.add_paragraph(
                "\t".join(text for cell in row for text in (cell.text.strip(), *[""] * (cell.span - 1)))
            )
            indent = len(row[0].text) - len(row[0].text.lstrip())
            paragraph.paragraph_format.left_indent = Pt(5 * indent)
            for at in range(1, width_of(one)):
                paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(8 + 3 * at), WD_TAB_ALIGNMENT.RIGHT)
        made.add_paragraph("")
    return _bytes(made)


def nested(document: Document) -> bytes:
    """Set everything inside of one table that only lays out the page."""
    made = docx.Document()
    outer = made.add_table(1, 1).cell(0, 0)
    for one in pieces_of(document):
        if isinstance(one, str):
            outer.add_paragraph(one)
            continue
        rows = list(rows_of(one))
        table = outer.add_table(len(rows), width_of(one))
        for number, row in enumerate(rows):
            at = 0
            for cell in row:
                place = table.cell(number, at)
                if cell.span > 1:
                    place = place.merge(table.cell(number, at + cell.span - 1))
                place.paragraphs[0].text = cell.text
                at += cell.span
    return _bytes(made)


def tracked(document: Document) -> bytes:
    """Set with real tables; each last amount of a row replaces another one by a tracked change, with comments and heads of pages."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Draft 3 of 27 July, 9,999 copies"
    made.sections[0].footer.paragraphs[0].text = "Page 1 of 7"
    for one in pieces_of(document):
        if isinstance(one, str):
            _changed(made.add_paragraph(), one)
            continue
        _tracked_table(made, one)
    return _bytes(made)


def _tracked_table(made: Any, one: Table) -> None:
    rows = list(rows_of(one))
    table = made.add_table(len(rows), width_of(one))
    for number, row in enumerate(rows):
        at = 0
        for cell in row:
            place = table.cell(number, at)
            if cell.span > 1:
                place = place.merge(table.cell(number, at + cell.span - 1))
            if cell.number:
                _changed(place.paragraphs[0], cell.text)
            else:
                place.paragraphs[0].text = cell.text
            at += cell.span


def _changed(paragraph: Any, text: str) -> None:
    """Write a text of which the last word replaced another."""
    kept, _, last = text.rpartition(" ")
    paragraph.add_run(f"{kept} " if kept else "")
    who = 'w:author="A" w:date="2026-01-01T00:00:00Z"'
    paragraph._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="1" {who}><w:r><w:delText xml:space="preserve">8,888</w:delText></w:r></w:del>'
        )
    )
    inserted = parse_xml(f'<w:ins {nsdecls("w")} w:id="2" {who}><w:r><w:t xml:space="preserve"></w:t></w:r></w:ins>')
    inserted[0][0].text = last
    paragraph._p.append(inserted)


WORD_SETS: dict[str, Callable[[Document], bytes]] = {
    "ruled": ruled,
    "split cells": split,
    "tabs": tabbed,
    "nested": nested,
    "tracked changes": tracked,
}
