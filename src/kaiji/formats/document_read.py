"""What reading a document gives: the document, where each of its texts stands in the file, and the findings."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace

from kaiji.core.document import Document
from kaiji.core.finding import Finding
from kaiji.core.source import Source


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a text stands.

    Args:
        source: file, line and element where it begins.
        lines: for each further line of the file that it runs over, the offset in the text at which that line
            begins, and the line's number.
    """

    source: Source
    lines: tuple[tuple[int, int], ...] = ()

    def at(self, offset: int) -> Source:
        """Give the place of the character at an offset of the text."""
        index = bisect_right(self.lines, offset, key=lambda mark: mark[0])
        if not index:
            return self.source
        line = self.lines[index - 1][1]
        return replace(self.source, place=replace(self.source.place, line=line))


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a table's row stands, and each of its cells; ``indent`` is the label's, in what the file measures it by."""

    source: Source
    cells: tuple[TextPlace, ...]
    indent: float = 0


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """Where a block stands: a paragraph's text or a table's caption, and a table's rows, the head first."""

    text: TextPlace
    rows: tuple[RowPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read.

    Args:
        document: what it says, or None where the bytes are no document; texts have single blanks only.
        headings: the place of each section's title; a section without title has its first block's.
        places: the place of each block, in the order of ``document.blocks()``.
        findings: what could not be read, or not surely.
        doubted: the tables, counted from 0, that may have been misunderstood.
        cut: the pages on which text runs over the edge.
    """

    document: Document | None
    headings: tuple[TextPlace, ...] = ()
    places: tuple[BlockPlace, ...] = ()
    findings: tuple[Finding, ...] = ()
    doubted: frozenset[int] = frozenset()
    cut: frozenset[int] = frozenset()


@dataclass(slots=True)
class TextBuilder:
    """Puts a text together from pieces of a file, with single blanks, and remembers where its lines begin."""

    pieces: list[str] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0
    first_line: int = 0
    gap: bool = False

    def add(self, raw: str, line: int) -> int:
        """Add a piece that begins on ``line``; gives the line on which it ends."""
        for number, part in enumerate(raw.split("\n")):
            if number:
                line += 1
                self.gap = True
            self._add(part, line)
        return line

    def blank(self) -> None:
        """End the word: what is added next is another one."""
        self.gap = True

    def _add(self, part: str, line: int) -> None:
        words = part.split()
        if not words:
            self.gap = self.gap or bool(part)
            return
        text = " ".join(words)
        if (self.gap or part[0].isspace()) and self.pieces:
            text = " " + text
        start = self.length + (text[0] == " ")
        if not self.pieces:
            self.first_line = line
        elif line != (self.lines[-1][1] if self.lines else self.first_line):
            self.lines.append((start, line))
        self.pieces.append(text)
        self.length += len(text)
        self.gap = part[-1].isspace()

    def text(self) -> str:
        """Give the text so far."""
        return "".join(self.pieces)

    def place(self, source: Source, element: str = "") -> TextPlace:
        """Give the place of the text in the file of ``source``."""
        return TextPlace(source.at(line=self.first_line, element=element), tuple(self.lines))
