"""The text of one cell of an HTML table, line by line as the page breaks it, and of preformatted text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from kaiji.core.source import Source
from kaiji.formats.document_read import TextBuilder, TextPlace
from kaiji.formats.document_text import as_browsers
from kaiji.formats.html_style import is_hidden, is_raised, raised
from kaiji.formats.stacked_row import TextLine

LAST_KNOWN_LINE = 65_534  # the parser counts no further; from there on line ends are counted here
DEEPEST = 200  # elements in elements that are told apart; what stands deeper is read as mere text
SILENT = frozenset(("script", "style", "template", "head", "title", "ix:header"))
TAGGED = "ix:"  # inline XBRL: its elements say what a number means, and show nothing of their own
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "label", "mark",
    "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "del",
))  # fmt: skip


@dataclass(slots=True)
class CellText:
    """The text of a cell with single blanks, and where the page begins another line in it."""

    builder: TextBuilder
    cuts: list[int] = field(default_factory=list)
    too_deep: bool = False

    def gather(self, node: etree._Element, line: int, depth: int = 0) -> int:
        """Read all text of an element; gives the line on which it ends."""
        line = line_of(node, line)
        if node.tag in SILENT or is_hidden(node):
            return line + line_ends(node)
        if depth > DEEPEST:
            self.too_deep = True
            return self.builder.add(as_browsers(" ".join(str(text) for text in node.itertext())), line)
        inline = is_inline(node)
        if not inline:
            self.cut(again=node.tag == "br")
        text = raised(node.text) if node.text and is_raised(node) and not len(node) else node.text
        line = self.builder.add(as_browsers(text), line) if text else line
        for child in node:
            line = self.gather(child, line, depth + 1)
            line = self.builder.add(as_browsers(child.tail), line) if child.tail else line
        if not inline and node.tag != "br":
            self.cut()
        return line

    def cut(self, *, again: bool = False) -> None:
        """Begin another line; ``again`` also where nothing stands on the one before."""
        self.builder.blank()
        if again or (self.builder.length and self.builder.length != (self.cuts[-1] if self.cuts else 0)):
            self.cuts.append(self.builder.length)

    def lines(self, source: Source, element: str) -> tuple[TextLine, ...]:
        """Give the lines with their places; one, where the page breaks none."""
        whole, place = self.builder.text(), self.builder.place(source, element)
        ends = [*self.cuts, self.builder.length] if self.builder.length > max(self.cuts, default=0) else self.cuts
        lines, begin = [], 0
        for end in ends or [0]:
            text = whole[begin:end]
            start = begin + len(text) - len(text.lstrip())
            lines.append(TextLine(text.strip(), part_of(place, start)))
            begin = end
        return tuple(lines)


def part_of(place: TextPlace, start: int) -> TextPlace:
    """Give the place of the rest of a text from an offset."""
    if not start:
        return place
    return TextPlace(place.at(start), tuple((at - start, line) for at, line in place.lines if at > start))


def preformatted(node: etree._Element, line: int) -> tuple[list[str], int]:
    """Give the lines of preformatted text as they stand, and the line of the file on which it ends."""
    pieces: list[str] = []
    for event, one in etree.iterwalk(node, events=("start", "end")):
        if event == "start":
            if one.tag == "br":
                pieces.append("\n")
            text = one.text or ""
            pieces.append(raised(text) if is_raised(one) and not len(one) else text)
        elif one is not node:
            pieces.append(one.tail or "")
    text = as_browsers("".join(pieces)).replace("\u00a0", " ")
    return text.split("\n"), line + text.count("\n")


def is_inline(node: etree._Element) -> bool:
    """Tell whether an element stands within a line of text."""
    return node.tag in INLINE or str(node.tag).startswith(TAGGED)


def line_of(node: etree._Element, counted: int) -> int:
    """Give the line of an element: what the parser knows, or what was counted where it knows nothing."""
    known = cast("int | None", node.sourceline) or 0
    return known if counted <= known <= LAST_KNOWN_LINE else counted


def line_ends(node: etree._Element) -> int:
    """Count the ends of lines in an element."""
    return sum(str(text).count("\n") for text in node.itertext())


def children(node: etree._Element, path: str) -> Iterator[tuple[etree._Element, str]]:
    """Give an element's children with their paths, as XPath counts them."""
    counts: Counter[str] = Counter()
    for child in node:
        tag = str(child.tag)
        counts[tag] += 1
        if tag == "body":
            yield child, "body"
        else:
            yield child, f"{path}/{tag}[{counts[tag]}]" if path else f"{tag}[{counts[tag]}]"


def number_in(raw: str | None, most: int) -> int:
    """Give the number of columns or rows that an attribute says, from 1."""
    found = re.match(r"\s*([0-9]{1,6})", raw or "")
    return min(most, max(1, int(found.group(1)))) if found else 1
