"""A document without layout: sections, paragraphs, tables, and runs that know their evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from kaiji.core.figure import Figure
from kaiji.core.source import Source
from kaiji.core.text import Language

Role = OneOf["body", "cover", "caption", "item", "note", "signature", "mark", "break"]
CellRole = OneOf["head", "text", "number"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that assert nothing of this company: a form's caption, a connecting phrase."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A name, a date or an address exactly as the evidence has it."""

    text: str
    key: str = ""
    sources: tuple[Source, ...] = ()


Run = Words | Figure | Quote


@dataclass(frozen=True, slots=True)
class Assertion:
    """A sentence that says something of this company, with the evidence that it is so."""

    runs: tuple[Run, ...]
    key: str
    sources: tuple[Source, ...] = ()


Part = Run | Assertion


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``key`` names it in the evidence list, ``marker`` is a list item's own (``(a)``)."""

    parts: tuple[Part, ...]
    role: Role = "body"
    key: str = ""
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; ``span`` counts the columns it covers."""

    parts: tuple[Part, ...] = ()
    role: CellRole = "text"
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: head rows, body rows, and how many of the last body rows are totals of those above."""

    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[Part, ...] = ()
    totals: int = 0
    key: str = ""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; level 1 is the highest, a section without title has no heading."""

    title: str
    blocks: tuple[Block, ...]
    level: int = 1
    key: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document to be written, or one that was read.

    Args:
        kind: what it is in its field (``SD``, ``EX-1.01``).
        title: for the title bar and the list of files.
        sections: in reading order.
        language: of its text.
    """

    kind: str
    title: str
    sections: tuple[Section, ...]
    language: Language = "en"

    def blocks(self) -> Iterator[Block]:
        """Give all paragraphs and tables in reading order."""
        for section in self.sections:
            yield from section.blocks

    def parts(self) -> Iterator[Part]:
        """Give all parts of paragraphs, captions and cells in reading order."""
        for block in self.blocks():
            if isinstance(block, Paragraph):
                yield from block.parts
            else:
                yield from block.caption
                for row in (*block.head, *block.rows):
                    for cell in row:
                        yield from cell.parts


def text_of(part: Part) -> str:
    """Give the printed text of a part."""
    if isinstance(part, Assertion):
        return "".join(run.text for run in part.runs)
    return part.text


def text_of_parts(parts: tuple[Part, ...]) -> str:
    """Give the printed text of parts that follow each other."""
    return "".join(text_of(part) for part in parts)


def runs_of(parts: tuple[Part, ...]) -> Iterator[Run]:
    """Give the runs of parts in reading order, assertions opened."""
    for part in parts:
        if isinstance(part, Assertion):
            yield from part.runs
        else:
            yield part


def figures_of(document: Document) -> Iterator[Figure]:
    """Give every figure of the document in reading order."""
    for run in runs_of(tuple(document.parts())):
        if isinstance(run, Figure):
            yield run
