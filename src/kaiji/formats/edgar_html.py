"""A document as an EDGAR filing in HTML: 7-bit ASCII, the safe tags only, set like a printed filing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaiji.core.document import Block, Cell, Document, Paragraph, Part, Section, Table, text_of_parts
from kaiji.formats.ascii_text import visible
from kaiji.formats.table_shape import column_count, number_columns, placed

DOCTYPE = '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">'
BODY = (
    "font-family:'Times New Roman',Times,'Liberation Serif',serif;font-size:12pt;line-height:1.4;color:#000000;"
    "background-color:#ffffff;max-width:46em;margin:0 auto;padding:2.5em 1.5em"
)
HEADINGS = {
    1: "font-size:1.15em;font-weight:bold;text-align:center;line-height:1.3;margin:2em 0 1em 0;page-break-after:avoid",
    2: "font-size:1em;font-weight:bold;text-align:left;margin:1.6em 0 0.7em 0;page-break-after:avoid",
    3: "font-size:1em;font-weight:bold;font-style:italic;text-align:left;margin:1.3em 0 0.6em 0;page-break-after:avoid",
}
ROLES = {
    "body": "margin:0 0 0.9em 0;text-align:justify",
    "cover": "margin:{above} 0 {below} 0;text-align:center;font-weight:bold;line-height:1.3;font-size:{size}",
    "caption": "margin:0 0 1.3em 0;text-align:center;font-size:0.8em;line-height:1.3",
    "item": "margin:0 0 0.7em 4.25em;text-indent:-2.25em",
    "note": "margin:0 0 0.6em 0;font-size:0.85em;line-height:1.35",
    "signature": "margin:0 0 0.55em 50%;text-align:left;page-break-inside:avoid",
    "mark": "margin:0 0 0.9em 1.75em;text-indent:-1.75em",
}
MARKER = "display:inline-block;min-width:{}em;text-indent:0"
BOX = re.compile(r"(\[[Xx]?\s?\])\s+(?=\S)")
BREAK = '<hr noshade size="1" style="margin:3em 0;page-break-after:always">'
FORM_NAME = "FORM "
WIDE = 6
SHORT = 14
RULE = "1px solid #000000"


def write_edgar_html(document: Document) -> bytes:
    """Write a document as an EDGAR HTML file.

    Every paragraph, heading and table row stands on one line of the file, so that a line number says which one is
    meant. Characters beyond 7-bit ASCII are numeric references; the same document always gives the same bytes.
    """
    lines = [DOCTYPE, "<html>", "<head>", f"<title>{_escaped(document.title)}</title>", "</head>"]
    lines.append(f'<body style="{BODY}">')
    for section in document.sections:
        lines.extend(_section(section))
    return "\n".join([*lines, "</body>", "</html>", ""]).encode("ascii")


def _section(section: Section) -> Iterator[str]:
    if title := _escaped(section.title):
        level = min(max(section.level, 1), 3)
        yield f'<h{level} style="{HEADINGS[level]}">{title}</h{level}>'
    for number, block in enumerate(section.blocks):
        if isinstance(block, Table):
            yield from _table(block)
        else:
            yield _paragraph(block, section.blocks[number + 1 : number + 3])


def _paragraph(block: Paragraph, after: tuple[Block, ...]) -> str:
    if block.role == "break":
        return BREAK
    text = _parts(block.parts)
    style = ROLES[block.role]
    if block.role == "cover":
        style = style.format_map(_cover(block, [_role(one) for one in after]))
    if block.marker:
        text = f'<font style="{MARKER.format(2)}">{_escaped(block.marker)}</font> {text}'
    elif block.role == "mark" and (box := BOX.match(text)):
        text = f'<font style="{MARKER.format(1.5)}">{box.group(1)}</font> {text[box.end() :]}'
    elif block.role == "item":
        style = style.replace(";text-indent:-2.25em", "")
    return f'<p style="{style}">{text}</p>'


def _cover(block: Paragraph, roles: list[str]) -> dict[str, str]:
    """Give the spaces around a line of the cover: captions close under their value, the form's name large."""
    if text_of_parts(block.parts).startswith(FORM_NAME):
        return {"above": "0.7em", "below": "0.35em", "size": "1.8em"}
    below = "0.1em" if roles[:1] == ["caption"] else "1.6em"
    if roles[:1] == ["cover"] and roles != ["cover", "caption"]:
        below = "0.1em"
    return {"above": "0", "below": below, "size": "1em"}


def _role(block: Block) -> str:
    return block.role if isinstance(block, Paragraph) else ""


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield (
            '<p style="margin:1.2em 0 0.5em 0;font-weight:bold;text-align:center;page-break-after:avoid">'
            f"{_parts(table.caption)}</p>"
        )
    size = "0.78em" if column_count(table) >= WIDE else "0.92em"
    numbers = number_columns(table)
    named = bool(table.rows) and all(row and row[0].role == "head" for row in table.rows)  # what, and its value
    ruled = bool(table.head or numbers or named)
    yield (
        '<table border="0" cellpadding="0" cellspacing="0" width="100%" '
        f'style="border-collapse:collapse;font-size:{size};line-height:1.3;margin:0.6em 0 1.5em 0">'
    )
    for number, row in enumerate(table.head, 1):
        yield _row(row, "head", numbers, last=number == len(table.head))
    first_total = len(table.rows) - table.totals
    for number, row in enumerate(table.rows):
        kind = "total" if number >= first_total else "plain" if ruled else "layout"
        last = number == len(table.rows) - 1
        yield _row(row, kind, numbers, first=number == first_total, last=last and ruled)
    yield "</table>"


def _row(row: tuple[Cell, ...], kind: str, numbers: frozenset[int], *, first: bool = False, last: bool = False) -> str:
    """Give one row; ``first`` asks for a rule above a total, ``last`` for one below the row."""
    cells = "".join(
        _cell(cell, kind, right=cell.role == "number" or (kind == "head" and at in numbers), rules=(first, last))
        for at, cell in placed(row)
    )
    return f'<tr style="page-break-inside:avoid">{cells}</tr>'


def _cell(cell: Cell, kind: str, *, right: bool, rules: tuple[bool, bool]) -> str:
    first, last = rules
    style = [
        "padding:" + ("0 0.5em" if kind == "layout" else "0.22em 0.5em"),
        "vertical-align:" + ("bottom" if kind == "head" else "top"),
    ]
    style.append("text-align:" + ("right" if right else "center" if kind == "layout" else "left"))
    text = text_of_parts(cell.parts)
    if kind not in ("head", "layout") and (right or len(text) <= SHORT):
        style.append("white-space:nowrap")
    caption = kind == "layout" and text.startswith("(")
    if caption:
        style.append("font-size:0.87em")
    elif kind in ("head", "total", "layout") or cell.role == "head":
        style.append("font-weight:bold")
    if kind == "total" and first:
        style.append(f"border-top:{RULE}")
    if last:
        style.append("border-bottom:" + ("3px double #000000" if kind == "total" else RULE))
    tag = "th" if kind == "head" else "td"
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    return f'<{tag}{span} style="{";".join(style)}">{_parts(cell.parts)}</{tag}>'


def _parts(parts: tuple[Part, ...]) -> str:
    """Give the text of parts; a line break in it stays one, other white space becomes a blank."""
    lines = text_of_parts(parts).split("\n")
    return "<br>".join(_escaped(line) for line in lines)


def _escaped(text: str) -> str:
    text = visible(" ".join(text.split()))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
