"""One invented release in every format: by the project's writers, and as other people set the same page."""

from __future__ import annotations

from html import escape

from kaiji.core.document import Block, Cell, Document, Paragraph, Section, Table, Words, text_of_parts
from kaiji.formats.document_read import Read

Rows = tuple[tuple[str, ...], ...]

# Each shape: head rows ("<" continues the cell to the left), body rows (leading blanks are an indent), and a caption before.
SHAPES: dict[str, tuple[Rows, Rows]] = {
    "three and six months": (
        (
            ("", "Three months ended June 30,", "<", "Six months ended June 30,", "<"),
            ("", "2026", "2025", "2026", "2025"),
        ),
        (
            ("Revenues", "12,345", "11,222", "24,690", "22,000"),
            ("Cost of sales", "(9,876)", "(9,000)", "(19,752)", "(18,000)"),
            ("Gross profit", "2,469", "2,222", "4,938", "4,000"),
            ("Other", "-", "12", "-", "24"),
        ),
    ),
    "dollars and percent": (
        (("", "Thousands of U.S. dollars", "Thousands of yen", "% of revenues"),),
        (
            ("Connectivity", "29,290", "3,109,754", "19.0"),
            ("Outsourcing services of the group", "34,760", "3,690,496", "22.6"),
            ("Total revenues", "64,050", "6,800,250", "41.6"),
        ),
    ),
    "changes": (
        (("", "1Q26", "1Q25", "YoY % change"),),
        (
            ("Total revenues", "16,328", "13,696", "19.2%"),
            ("Operating income", "411", "692", "(40.6%)"),
            ("Equity", "5", "-", "-"),
        ),
    ),
    "notes": (
        (("", "Note", "2026", "2025"),),
        (
            ("Borrowings", "12", "7,500", "9,150"),
            ("Accounts payable", "", "5,930", "7,895"),
            ("Total", "", "13,430", "17,045"),
        ),
    ),
}
BEFORE = "Revenues totaled JPY16,328 million in the quarter, an increase of 19.2% from the same quarter of the previous year."
AFTER = "The company had 1,234 employees as of June 30, 2026, and expects to hire 56 more by the end of March 2027."


def words(text: str) -> tuple[Words, ...]:
    return (Words(text),) if text else ()


def document() -> Document:
    blocks: list[Block] = [Paragraph(words(BEFORE))]
    for head, body in SHAPES.values():
        blocks.append(Table(
            tuple(head_cells(row) for row in head),
            tuple(tuple(Cell(words(text), "number" if at else "text") for at, text in enumerate(row)) for row in body),
        ))  # fmt: skip
        blocks.append(Paragraph(words(AFTER)))
    return Document("", "Sample Works Announces Results", (Section("Sample Works Announces Results", tuple(blocks)),))


def head_cells(row: tuple[str, ...]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for text in row:
        if text == "<":
            cells[-1] = Cell(cells[-1].parts, "head", cells[-1].span + 1)
        else:
            cells.append(Cell(words(text), "head"))
    return tuple(cells)


def with_tables(table_of: object) -> str:
    """Set title, paragraphs and tables one after the other, an empty line between."""
    assert callable(table_of)
    parts = ["SAMPLE WORKS ANNOUNCES RESULTS", BEFORE]
    for head, body in SHAPES.values():
        parts += [table_of(head, body), AFTER]
    return "\n\n".join(parts) + "\n"


def tabs(head: Rows, body: Rows) -> str:
    return "\n".join("\t".join(text.replace("<", "") for text in row) for row in (*head, *body))


def pipes(head: Rows, body: Rows) -> str:
    width = len(body[0])
    lines = ["| " + " | ".join(text.replace("<", "") for text in row) + " |" for row in head]
    lines.append("|" + "|".join([":--"] + ["--:"] * (width - 1)) + "|")
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in body)])


def pipes_without_rule(head: Rows, body: Rows) -> str:
    return "\n".join("| " + " | ".join(text.replace("<", "") for text in row) + " |" for row in (*head, *body))


def aligned(head: Rows, body: Rows) -> str:
    """Set a table with blanks: labels to the left, amounts to the right with room for a parenthesis, rules under heads."""
    count = len(body[0])
    widths = [max(len(row[at]) for row in body) for at in range(count)]
    for row in head:
        for at, text in enumerate(row):
            if at and text != "<" and (at + 1 == count or row[at + 1] != "<"):
                widths[at] = max(widths[at], len(text))
            elif at and at + 1 < count and row[at + 1] == "<":
                widths[at] = max(widths[at], len(text) // 2 + 1)
                widths[at + 1] = max(widths[at + 1], len(text) // 2 + 1)
    lines = []
    for row in head:
        line, rule, at = row[0].ljust(widths[0]), " " * widths[0], 1
        while at < count:
            end = at + 1
            while end < count and row[end] == "<":
                end += 1
            width = sum(widths[at:end]) + 3 * (end - at - 1)
            line += "   " + (row[at].center(width) if end - at > 1 else row[at].rjust(width))
            rule += "   " + "-" * width
            at = end
        lines += [line.rstrip(), rule.rstrip()]
    for number, row in enumerate(body):
        if number == len(body) - 1 and row[0].startswith("Total"):
            lines.append(" " * widths[0] + "".join("   " + "-" * width for width in widths[1:]))
        line = row[0].ljust(widths[0])
        for text, width in zip(row[1:], widths[1:], strict=True):
            # Digits stand under digits: what closes an amount sticks out to the right.
            out = len(text) - len(text.rstrip(")%"))
            line += ("   " + text.rjust(width + out))[out:] if not line.endswith((")", "%")) else text.rjust(width + 3)
        lines.append(line.rstrip())
    return "\n".join(lines)


def newswire_html() -> bytes:
    """Set the page as newswires do: cells of their own for currency and parentheses, empty cells as distance."""
    parts = [
        "<html><head><title>x</title></head><body>",
        "<p><b>Sample Works Announces Results</b></p>",
        f"<p>{BEFORE}</p>",
    ]
    for head, body in SHAPES.values():
        parts.append('<table cellpadding="0" border="0">')
        for row in head:
            cells, at = ["<td>&nbsp;</td>" if not row[0] else f"<td>{row[0]}</td>"], 1
            while at < len(row):
                end = at + 1
                while end < len(row) and row[end] == "<":
                    end += 1
                cells.append(
                    f'<td>&nbsp;</td><td colspan="{4 * (end - at) - 1}" align="center"><b>{escape(row[at])}</b></td>'
                )
                at = end
            parts.append("<tr>" + "".join(cells) + "</tr>")
        for row in body:
            cells = [f'<td style="padding-left:10px">{row[0]}</td>']
            for text in row[1:]:
                digits = text.strip("()%")
                opened = "(" if text.startswith("(") else ""
                closing = text[len(opened + digits) :]
                cells.append(f"<td>&nbsp;</td><td></td><td align=right>{opened}{digits}</td><td>{closing}</td>")
            parts.append("<tr>" + "".join(cells) + "</tr>\n<tr><td>&nbsp;</td></tr>")
        parts += ["</table>", f"<p>{AFTER}</p>"]
    return "\n".join([*parts, "</body></html>"]).encode()


def shown(read: Read) -> list[list[str]]:
    """Give head rows with a mark before them, and how many columns a cell covers behind it."""
    assert isinstance(read.document, Document)
    lines = []
    for one in read.document.blocks():
        if isinstance(one, Paragraph):
            lines.append([text_of_parts(one.parts)])
            continue
        for number, row in enumerate((*one.head, *one.rows)):
            cells = [text_of_parts(cell.parts) + (f" <{cell.span}>" if cell.span > 1 else "") for cell in row]
            lines.append([">" if number < len(one.head) else "", *cells])
    return lines
