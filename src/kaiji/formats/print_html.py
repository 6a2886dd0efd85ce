"""A document as a page for print: HTML with its own style sheet for A4, in UTF-8. The PDF is made from it."""

from __future__ import annotations

import html
from collections.abc import Iterator

from kaiji.core.document import Cell, Document, Paragraph, Part, Section, Table, text_of_parts
from kaiji.core.text import Language
from kaiji.formats.ascii_text import visible
from kaiji.formats.table_shape import number_columns, placed

FONTS: dict[Language, str] = {
    "en": "'Times New Roman','Liberation Serif','Noto Serif','Noto Serif CJK JP',serif",
    "ja": "'Yu Mincho','Hiragino Mincho ProN','Noto Serif CJK JP','Noto Sans CJK JP',serif",
    "zh": "SimSun,'Noto Serif CJK SC','Noto Sans CJK SC',serif",
}
STYLE = """
@page { size: A4; margin: 23mm 25mm 22mm;
  @bottom-center { content: counter(page) " / " counter(pages); font: 8.5pt FONTS; color: #333; } }
html { font: 10.5pt/1.45 FONTS; color: #000; }
body { margin: 0 auto; max-width: 44em; }
h1 { font-size: 14pt; text-align: center; line-height: 1.35; margin: 14pt 0 12pt; break-after: avoid; }
h2 { font-size: 11.5pt; margin: 14pt 0 5pt; break-after: avoid; }
h3 { font-size: 10.5pt; margin: 11pt 0 4pt; break-after: avoid; }
p { margin: 0 0 6pt; orphans: 2; widows: 2; overflow-wrap: anywhere; }
p.cover { text-align: center; font-weight: bold; }
p.caption { text-align: center; font-size: 8.5pt; }
p.note { font-size: 9pt; line-height: 1.35; }
p.signature { text-align: right; margin-bottom: 1pt; }
p.item, p.mark { margin-left: 12mm; text-indent: -8mm; }
table { width: 100%; border-collapse: collapse; font-size: 9.5pt; line-height: 1.3; margin: 4pt 0 9pt; }
table.wide { font-size: 8pt; }
div.short { break-inside: avoid; }
tbody th { width: 32%; }
caption { font-weight: bold; text-align: center; margin-bottom: 4pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 3pt 5pt; vertical-align: top; text-align: left; border-bottom: .5pt solid #999; overflow-wrap: break-word; }
thead th { border-bottom: .8pt solid #000; vertical-align: bottom; }
table > :first-child > tr:first-child > * { border-top: .8pt solid #000; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
thead .number { white-space: normal; }
tr.total > * { font-weight: bold; border-top: .8pt solid #000; border-bottom: 2.2pt double #000; }
.over { text-align: center; }
.break { break-after: page; }
"""
WIDE = 6
SHORT = 14  # rows of a table that is kept on one page


def write_print_html(document: Document) -> bytes:
    """Write a document as one page of HTML for screen and print; it loads nothing from anywhere."""
    style = STYLE.replace("FONTS", FONTS[document.language])
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{document.language}">',
        f'<head><meta charset="utf-8"><title>{_text(document.title)}</title><style>{style}</style></head>',
        "<body>",
    ]
    for section in document.sections:
        lines.extend(_section(section))
    return "\n".join([*lines, "</body>", "</html>", ""]).encode("utf-8")


def _section(section: Section) -> Iterator[str]:
    if title := _text(section.title):
        level = min(max(section.level, 1), 3)
        yield f"<h{level}>{title}</h{level}>"
    for block in section.blocks:
        if isinstance(block, Table):
            yield from _table(block)
        else:
            yield _paragraph(block)


def _paragraph(block: Paragraph) -> str:
    if block.role == "break":
        return '<div class="break"></div>'
    marker = f"{_text(block.marker)} " if block.marker else ""
    return f'<p class="{block.role}">{marker}{_parts(block.parts)}</p>'


def _table(table: Table) -> Iterator[str]:
    numbers = number_columns(table)
    columns = max((sum(cell.span for cell in row) for row in (*table.head, *table.rows)), default=0)
    short = len(table.rows) <= SHORT
    if short:  # a table is not kept together by itself; a block around it is
        yield "<div class=short>"
    yield f"<table{' class=wide' if columns >= WIDE else ''}>"
    if table.caption:
        yield f"<caption>{_parts(table.caption)}</caption>"
    if table.head:
        yield "<thead>"
        for row in table.head:
            yield _row(row, numbers, head=True)
        yield "</thead>"
    yield "<tbody>"
    first_total = len(table.rows) - table.totals
    for at, row in enumerate(table.rows):
        yield _row(row, numbers, total=at >= first_total)
    yield "</tbody></table></div>" if short else "</tbody></table>"


def _row(row: tuple[Cell, ...], numbers: frozenset[int], *, head: bool = False, total: bool = False) -> str:
    cells = []
    for at, cell in placed(row):
        tag = "th" if head or cell.role == "head" else "td"
        right = ' class="number"' if cell.role == "number" or (head and at in numbers) else ""
        if head and cell.span > 1:
            right = ' class="over"'
        span = f' colspan="{cell.span}"' if cell.span > 1 else ""
        cells.append(f"<{tag}{span}{right}>{_parts(cell.parts)}</{tag}>")
    return f"<tr{' class=total' if total else ''}>{''.join(cells)}</tr>"


def _parts(parts: tuple[Part, ...]) -> str:
    return "<br>".join(_text(line) for line in text_of_parts(parts).split("\n"))


def _text(text: str) -> str:
    return html.escape(visible(" ".join(text.split())))
