"""Made releases as documents without layout, and the rows of their tables as those who set them need them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kaiji.core.document import Block, Cell, Document, Paragraph, Section, Table, Words, text_of_parts
from made_release.mark import Grid, Made, plain

AMOUNT = re.compile(
    r"(?P<before>[(\u25b3-]?\s*(?:US\$|[$\u00a3\u20ac\u00a5])?\s*[(]?)(?P<digits>[\d,.]*\d)(?P<behind>[)%]*)"
)


def document_of(made: Made) -> Document:
    """Give a made release as a document; the first row of each table is its head."""
    blocks: list[Block] = []
    for block in made.blocks:
        if isinstance(block, Grid):
            head, *body = [[plain(cell) for cell in row] for row in block.rows]
            blocks.append(
                Table(
                    (tuple(Cell(_words(text), "head") for text in head),),
                    tuple(
                        tuple(Cell(_words(text), "number" if at else "text") for at, text in enumerate(row))
                        for row in body
                    ),
                )
            )
        else:
            blocks.append(Paragraph(_words(plain(block))))
    return Document("", "", (Section("", tuple(blocks)),))


@dataclass(frozen=True, slots=True)
class Set:
    """A cell to be set: its text, the columns it covers, and whether it is in a head row or holds an amount."""

    text: str
    span: int = 1
    head: bool = False
    number: bool = False

    def parts(self) -> tuple[str, str, str]:
        """Give currency and opening parenthesis, digits, and what closes; empty marks where the text is no amount."""
        found = AMOUNT.fullmatch(self.text)
        return (found["before"], found["digits"], found["behind"]) if found else ("", self.text, "")


def rows_of(table: Table) -> Iterator[list[Set]]:
    """Give the rows of a table, head first; a label keeps the blanks that indent it."""
    for number, row in enumerate((*table.head, *table.rows)):
        head = number < len(table.head)
        cells = [Set(text_of_parts(cell.parts), max(1, cell.span), head) for cell in row]
        yield [
            Set(one.text, one.span, head, not head and at > 0 and AMOUNT.fullmatch(one.text) is not None)
            for at, one in enumerate(cells)
        ]


def width_of(table: Table) -> int:
    """Give the number of columns."""
    return max(sum(cell.span for cell in row) for row in rows_of(table))


def pieces_of(document: Document) -> Iterator[str | Table]:
    """Give titles and paragraphs as text, and tables, in reading order."""
    for section in document.sections:
        if section.title:
            yield section.title
        for block in section.blocks:
            if isinstance(block, Table):
                yield block
            else:
                yield text_of_parts(block.parts)


def _words(text: str) -> tuple[Words, ...]:
    return (Words(text),) if text else ()
