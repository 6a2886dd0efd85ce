"""A document as plain text in UTF-8: for languages that have no spelling in ASCII.

Every paragraph and every table row stands on one line; the cells of a row are parted by tabs. Empty lines part
paragraphs, and headings are underlined, so that the file can be read back block by block and cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.document import Document, Paragraph, Section, Table, text_of_parts
from kaiji.formats.ascii_text import visible

UNDERLINES = {1: "=", 2: "-", 3: "."}


def write_unicode_text(document: Document) -> bytes:
    """Write a document as a text file in UTF-8."""
    lines: list[str] = []
    for section in document.sections:
        lines.extend(_section(section))
    return ("\n".join(lines).strip("\n") + "\n").encode("utf-8")


def _section(section: Section) -> Iterator[str]:
    if title := _plain(section.title):
        # The underline is as long as the title has characters: so a reader knows it for one.
        yield from ("", title, UNDERLINES[min(max(section.level, 1), 3)] * len(title), "")
    for block in section.blocks:
        yield from _table(block) if isinstance(block, Table) else _paragraph(block)


def _paragraph(block: Paragraph) -> Iterator[str]:
    text = " ".join(filter(None, (_plain(block.marker), _plain(text_of_parts(block.parts)))))
    if block.role != "break" and text:
        yield from (text, "")


def _table(table: Table) -> Iterator[str]:
    if caption := _plain(text_of_parts(table.caption)):
        yield from (caption, "")
    for row in (*table.head, *table.rows):
        # A cell over several columns leaves the others empty, so that columns stay columns.
        yield "\t".join(_plain(text_of_parts(cell.parts)) + "\t" * (max(1, cell.span) - 1) for cell in row)
    yield ""


def _plain(text: str) -> str:
    """Give a text on one line; a character that no file may hold is shown by its code."""
    return visible(" ".join(text.split()))
