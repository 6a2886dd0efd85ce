"""Made documents set in every layout: tabs, tabs with signs in cells of their own, aligned blanks, Markdown, EDGAR's HTML, Word."""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass

import docx

from made_release.sheet import Page, Paragraph, Place, Table

LAYOUTS = ("tab", "split", "aligned", "pipe", "html", "docx")
ENDING = {"html": "html", "docx": "docx"}
_NUMBER = re.compile(r"(?P<sign>[$£€]?)(?P<body>[(△+-]*[\d,]+(?:\.\d+)?)(?P<tail>\)?%?\)?)(?P<word>\w*)")


@dataclass(frozen=True, slots=True)
class Set:
    """A document as a file: its name, its bytes, and in text the 1-based line of each place."""

    name: str
    data: bytes
    line: dict[Place, int]


def set_page(page: Page, layout: str = "") -> Set:
    """Set a document in its own layout or another."""
    layout = layout or page.layout
    if layout == "html":
        return Set("made.html", _html(page).encode(), {})
    if layout == "docx":
        return Set("made.docx", _docx(page), {})
    lines: list[str] = []
    where: dict[Place, int] = {}
    for number, block in enumerate(page.blocks):
        if isinstance(block, Paragraph):
            lines.append(page.say(block.text))
            where[Place(number)] = len(lines)
        else:
            for row, text in _text_rows(_said(page, block), block, layout):
                lines.append(text)
                if row >= 0:
                    where[Place(number, row)] = len(lines)
        lines.append("")
    return Set("made.txt", "\n".join(lines).encode(), where)


def _said(page: Page, table: Table) -> list[list[str]]:
    return [[page.say(cell) for cell in cells] for cells in table.rows]


def _text_rows(rows: list[list[str]], table: Table, layout: str) -> list[tuple[int, str]]:
    if layout == "tab":
        return [(row, "\t".join(cells)) for row, cells in enumerate(rows)]
    if layout == "split":
        return [(row, "\t".join(_split(cells, head=row < table.head))) for row, cells in enumerate(rows)]
    if layout == "pipe":
        # Markdown always has a head: where the table has none, an empty one.
        bare = table.head == 0
        texts = ["| " + " | ".join(cells) + " |" for cells in rows]
        rule = "|" + "---|" * len(rows[0])
        if bare:
            return [(-1, "| " + " | ".join("" for _ in rows[0]) + " |"), (-1, rule), *enumerate(texts)]
        return [(0, texts[0]), (-1, rule), *((row, text) for row, text in enumerate(texts[1:], 1))]
    depth = table.depth or (0,) * len(rows)
    rows = [["  " * deep + cells[0], *cells[1:]] for deep, cells in zip(depth, rows, strict=True)]
    widths = [max(len(cells[column]) for cells in rows) for column in range(len(rows[0]))]
    return [
        (
            row,
            "   ".join(
                c.rjust(w) if i else c.ljust(w) for i, (c, w) in enumerate(zip(cells, widths, strict=True))
            ).rstrip(),
        )
        for row, cells in enumerate(rows)
    ]


def _parts(cell: str) -> tuple[str, str, str]:
    found = _NUMBER.fullmatch(cell)
    return (found["sign"], found["body"], found["tail"] + found["word"]) if found else ("", cell, "")


def _split(cells: list[str], *, head: bool) -> list[str]:
    made = [cells[0]]
    for cell in cells[1:]:
        made += ["", cell, ""] if head else list(_parts(cell))
    return made


def _html(page: Page) -> str:
    out = ["<html><head><title>Exhibit 99.1</title></head><body>"]
    for block in page.blocks:
        if isinstance(block, Paragraph):
            bold = ("<b>", "</b>") if block.heading else ("", "")
            style = "font-family:Times New Roman;font-size:10pt;margin-top:6pt"
            out.append(f'<p style="{style}">{bold[0]}{html.escape(page.say(block.text))}{bold[1]}</p>')
        else:
            out += _html_table(_said(page, block), block)
    return "\n".join([*out, "</body></html>"])


def _html_table(rows: list[list[str]], table: Table) -> list[str]:
    out = ['<table cellspacing="0" cellpadding="0" border="0" style="width:100%">']
    depth = table.depth or (0,) * len(rows)
    for number, cells in enumerate(rows):
        deep = f"padding-left:{depth[number] * 10 + 2}pt"
        made = [f'<td style="{deep}">{html.escape(cells[0]) or "&nbsp;"}</td>']
        if number < table.head:
            made += _html_head(cells)
        else:
            for cell in cells[1:]:
                sign, body, tail = (html.escape(part) for part in _parts(cell))
                made.append(f'<td>&nbsp;</td><td>{sign}</td><td style="text-align:right">{body}</td><td>{tail}</td>')
        out.append("<tr>" + "".join(made) + "</tr>")
    return [*out, "</table>"]


def _html_head(cells: list[str]) -> list[str]:
    made, at = [], 1
    while at < len(cells):
        reach = at + 1
        # A head reaches over the columns to its right that have none of their own.
        while cells[at] and reach < len(cells) and not cells[reach]:
            reach += 1
        span = (reach - at) * 4 - 1
        bold = f"<b>{html.escape(cells[at])}</b>" if cells[at] else "&nbsp;"
        made.append(f'<td>&nbsp;</td><td colspan="{span}" style="text-align:center">{bold}</td>')
        at = reach
    return made


def _docx(page: Page) -> bytes:
    document = docx.Document()
    for block in page.blocks:
        if isinstance(block, Paragraph):
            if block.heading:
                document.add_heading(page.say(block.text), 2)
            else:
                document.add_paragraph(page.say(block.text))
            continue
        rows = _said(page, block)
        table = document.add_table(len(rows), len(rows[0]))
        for line, cells in zip(table.rows, rows, strict=True):
            for place, text in zip(line.cells, cells, strict=True):
                place.text = text
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()
