"""Anybody's simple HTML document, read: sections by headings, paragraphs, and tables cell by cell, with places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from kaiji.core.document import Block, Cell, Document, Paragraph, Role, Section, Table, Words
from kaiji.core.source import Source, digest_of
from kaiji.core.text import Text
from kaiji.formats.document_read import BlockPlace, Read, RowPlace, TextBuilder, TextPlace
from kaiji.formats.document_rule import document_empty, numbers_hidden, read_in_part
from kaiji.formats.document_text import LIMIT, as_browsers, read_text
from kaiji.formats.html_style import indent_of, is_hidden, is_raised, raised

MOST_PARTS = 1_000_000
LAST_KNOWN_LINE = 65_534  # the parser counts no further; from there on line ends are counted here
WIDEST_SPAN = 200
TALLEST_SPAN = 1_000
SILENT = frozenset(("script", "style", "template", "head", "title", "ix:header"))
TAGGED = "ix:"  # inline XBRL: its elements say what a number means, and show nothing of their own
DIGIT = re.compile(r"\d")
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "label", "mark",
    "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "del",
))  # fmt: skip
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
NEW_PAGE = re.compile(r"page-break-(?:after|before)\s*:\s*always", re.IGNORECASE)
HEADING_LENGTH = 120
GROUPS = frozenset(("thead", "tbody", "tfoot"))
CUT_OFF = Text("the parser gave up at a limit ({}).", "解析の上限に達しました（{}）。")
TOO_MANY = Text(f"more than {MOST_PARTS:,} blocks and cells.", f"要素が{MOST_PARTS:,}個を超えています。")
NO_TREE = Text("no element of HTML was found.", "HTMLの要素が見つかりません。")


def read_html(data: bytes, name: str, limit: int = LIMIT) -> Read:
    """Read an HTML document.

    Headings are the elements ``h1`` to ``h6``; in a document without any, short paragraphs that are bold throughout.
    A table that holds other tables is layout, and its cells are read as paragraphs. Nothing is fetched, no entity is
    expanded beyond HTML's own characters, and no input makes it raise.

    Args:
        data: the whole file.
        name: its name, for the places.
        limit: the most bytes that are read.
    """
    source = Source(name, digest_of(data))
    content = read_text(data, source, limit)
    if content.text is None:
        return Read(None, findings=content.findings)
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        recover=True,
        huge_tree=False,
    )
    try:
        tree = etree.fromstring(content.text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        tree = None
    fatal = next((entry.message for entry in parser.error_log if entry.level_name == "FATAL"), "")
    reason = Text(CUT_OFF.en.format(fatal), CUT_OFF.ja.format(fatal)) if fatal else None
    if tree is None:
        findings = (*content.findings, *read_in_part(source, reason or NO_TREE))
        return Read(None, findings=findings)
    walk = _Walk(source)
    walk.element(tree, "", bold=False)
    walk.flush()
    named = next(tree.iter("title"), None)
    title = " ".join((named.text or "").split()) if named is not None else ""
    document, headings = _document(title, walk.found)
    findings = (
        *content.findings,
        *read_in_part(source, reason),
        *read_in_part(source, TOO_MANY if walk.parts > MOST_PARTS else None),
        *numbers_hidden(source, walk.hidden),
        *document_empty(source, "x" if walk.found else ""),
    )
    places = tuple(one.place for one in walk.found if one.level == 0)
    return Read(document, headings, places, findings)


@dataclass(slots=True)
class _Found:
    """A block in reading order; ``level`` above 0 makes it a heading."""

    block: Block
    place: BlockPlace
    level: int = 0
    bold: bool = False


@dataclass(slots=True)
class _Walk:
    """Goes once through the tree and puts down what it meets."""

    source: Source
    found: list[_Found] = field(default_factory=list)
    builder: TextBuilder = field(default_factory=TextBuilder)
    line: int = 1
    path: str = ""
    level: int = 0
    role: Role = "body"
    breaks: int = 0
    plain: int = 0
    parts: int = 0
    hidden: list[int] = field(default_factory=list)

    def element(self, node: etree._Element, path: str, *, bold: bool) -> None:
        """Read one element with all that it holds."""
        tag = node.tag
        self.seen(node)
        if tag in SILENT:
            self.skip(node)
        elif is_hidden(node):
            self.hide(node)
        elif tag == "br":
            self.line_break()
        elif is_raised(node) and not len(node):
            self.text(raised(node.text or ""), bold=True)
        elif tag in INLINE or str(tag).startswith(TAGGED):
            self.inside(node, path, bold=bold or _is_bold(node))
        elif tag == "table" and next(node.iterdescendants("table"), None) is None:
            self.flush()
            self.table(node, path)
        else:
            self.block(node, path, bold=bold or _is_bold(node))

    def block(self, node: etree._Element, path: str, *, bold: bool) -> None:
        """Read an element that begins and ends a paragraph."""
        self.flush()
        kept = self.path, self.level, self.role
        self.path = path
        self.level = HEADINGS.get(node.tag, self.level)
        self.role = "item" if node.tag == "li" else self.role
        if NEW_PAGE.search(node.get("style", "")) and not self.is_full:
            place = BlockPlace(TextPlace(self.source.at(line=self.line, element=path)))
            self.found.append(_Found(Paragraph((), "break"), place))
        self.inside(node, path, bold=bold)
        self.flush()
        self.path, self.level, self.role = kept

    def inside(self, node: etree._Element, path: str, *, bold: bool) -> None:
        """Read an element's text, its children, and what stands behind each of them."""
        self.text(node.text, bold=bold)
        for child, place in _children(node, path):
            self.element(child, place, bold=bold)
            self.text(child.tail, bold=bold)

    def text(self, raw: str | None, *, bold: bool) -> None:
        """Read text between two tags."""
        if raw:
            if not raw.isspace():
                self.breaks = 0
                self.plain += not bold
            self.line = self.builder.add(as_browsers(raw), self.line)

    def line_break(self) -> None:
        """Two line breaks in a row end a paragraph, one is a blank."""
        self.breaks += 1
        self.builder.blank()
        if self.breaks > 1:
            self.flush()

    def seen(self, node: etree._Element) -> None:
        """Take over the line that the parser knows."""
        self.line = _line(node, self.line)

    def skip(self, node: etree._Element) -> None:
        """Pass over what no reader sees."""
        self.line += _line_ends(node)

    def hide(self, node: etree._Element) -> None:
        """Pass over what the page does not show, and remember where numbers are in it."""
        if DIGIT.search("".join(str(text) for text in node.itertext())):
            self.hidden.append(self.line)
        self.skip(node)

    @property
    def is_full(self) -> bool:
        """Tell whether the limit of parts is reached; it is counted once, and the finding says so."""
        self.parts += 1
        return self.parts > MOST_PARTS

    def flush(self) -> None:
        """End the paragraph."""
        builder, plain = self.builder, self.plain
        self.builder, self.plain, self.breaks = TextBuilder(), 0, 0
        if builder.pieces and not self.is_full:
            text = builder.text()
            place = BlockPlace(builder.place(self.source, self.path))
            bold = not plain and len(text) <= HEADING_LENGTH and not text.endswith(".")
            self.found.append(_Found(Paragraph((Words(text),), self.role), place, self.level, bold))

    def table(self, node: etree._Element, path: str) -> None:
        """Read a table that holds no other; text that stands between its rows becomes paragraphs before it."""
        first = self.line
        caption = TextBuilder()
        head: list[tuple[tuple[Cell, ...], RowPlace]] = []
        body: list[tuple[tuple[Cell, ...], RowPlace]] = []
        covered: Counter[int] = Counter()
        for row, place, heads in self.rows(node, path, caption):
            cells, row_place, all_heads = self.row(row, place, covered)
            if self.is_full:
                break
            in_head = not body and bool(cells) and (heads or all_heads)
            (head if in_head else body).append((cells, row_place))
        begin = TextPlace(self.source.at(line=first, element=path))
        if not (head or body or caption.pieces):
            return
        table = Table(
            tuple(cells for cells, _ in head),
            tuple(cells for cells, _ in body),
            (Words(caption.text()),) if caption.pieces else (),
        )
        text = caption.place(self.source, f"{path}/caption[1]") if caption.pieces else begin
        self.found.append(_Found(table, BlockPlace(text, tuple(place for _, place in (*head, *body)))))

    def rows(self, node: etree._Element, path: str, caption: TextBuilder) -> Iterator[tuple[etree._Element, str, bool]]:
        """Give a table's rows with their paths; anything else in it is kept as paragraphs."""
        self.builder.blank()
        self.text(node.text, bold=False)
        for child, place in _children(node, path):
            self.builder.blank()
            self.seen(child)
            if is_hidden(child):
                self.hide(child)
            elif child.tag == "tr":
                yield child, place, False
            elif child.tag in GROUPS:
                for row, row_place, _ in self.rows(child, place, caption):
                    yield row, row_place, child.tag == "thead"
            elif child.tag == "caption":
                self.line = _gather(child, caption, self.line)
            else:
                self.element(child, place, bold=False)
            self.text(child.tail, bold=False)
        self.flush()

    def row(self, node: etree._Element, path: str, covered: Counter[int]) -> tuple[tuple[Cell, ...], RowPlace, bool]:
        """Read a row; ``covered`` counts, by column, the rows that a tall cell above still reaches into."""
        self.seen(node)
        source = self.source.at(line=self.line, element=path)
        cells: list[Cell] = []
        places: list[TextPlace] = []
        heads, column, indent = True, 0, 0.0

        def pass_covered() -> None:
            nonlocal column
            while covered[column] > 0:
                covered[column] -= 1
                cells.append(Cell())
                places.append(TextPlace(source))
                column += 1

        self.builder.blank()
        self.text(node.text, bold=False)
        for child, place in _children(node, path):
            self.builder.blank()
            self.seen(child)
            if child.tag not in ("td", "th"):
                self.element(child, place, bold=False)
            elif is_hidden(child):
                self.hide(child)
            elif not self.is_full:
                pass_covered()
                builder = TextBuilder(first_line=self.line)
                self.line = _gather(child, builder, self.line)
                span = _number(child.get("colspan"), WIDEST_SPAN)
                tall = _number(child.get("rowspan"), TALLEST_SPAN)
                for under in range(column, column + span if tall > 1 else column):
                    covered[under] = tall - 1
                column += span
                is_head = child.tag == "th"
                heads = heads and is_head
                text = builder.text()
                if text and not any(cell.parts for cell in cells):
                    indent = indent_of(child)
                words = (Words(text),) if text else ()
                cells.append(Cell(words, "head" if is_head else "text", span))
                places.append(builder.place(self.source, place))
            self.text(child.tail, bold=False)
        pass_covered()
        return tuple(cells), RowPlace(source, tuple(places), indent), heads


def _gather(node: etree._Element, builder: TextBuilder, line: int) -> int:
    """Read all text of a cell; gives the line on which it ends."""
    line = _line(node, line)
    if node.tag in SILENT or is_hidden(node):
        return line + _line_ends(node)
    inline = node.tag in INLINE or str(node.tag).startswith(TAGGED)
    if not inline:
        builder.blank()
    text = raised(node.text) if node.text and is_raised(node) and not len(node) else node.text
    line = builder.add(as_browsers(text), line) if text else line
    for child in node:
        line = _gather(child, builder, line)
        line = builder.add(as_browsers(child.tail), line) if child.tail else line
    if not inline:
        builder.blank()
    return line


def _line(node: etree._Element, counted: int) -> int:
    """Give the line of an element: what the parser knows, or what was counted where it knows nothing."""
    known = cast("int | None", node.sourceline) or 0
    return known if counted <= known <= LAST_KNOWN_LINE else counted


def _line_ends(node: etree._Element) -> int:
    return sum(str(text).count("\n") for text in node.itertext())


def _children(node: etree._Element, path: str) -> Iterator[tuple[etree._Element, str]]:
    """Give an element's children with their paths, as XPath counts them."""
    counts: Counter[str] = Counter()
    for child in node:
        tag = str(child.tag)
        counts[tag] += 1
        if tag == "body":
            yield child, "body"
        else:
            yield child, f"{path}/{tag}[{counts[tag]}]" if path else f"{tag}[{counts[tag]}]"


def _is_bold(node: etree._Element) -> bool:
    return node.tag in ("b", "strong", "th") or bool(BOLD.search(node.get("style", "")))


def _number(raw: str | None, most: int) -> int:
    found = re.match(r"\s*([0-9]{1,6})", raw or "")
    return min(most, max(1, int(found.group(1)))) if found else 1


def _document(title: str, found: list[_Found]) -> tuple[Document, tuple[TextPlace, ...]]:
    """Cut the blocks into sections; marks in ``found`` which of them became headings."""
    if not any(one.level for one in found):
        for one in found:
            one.level = 2 if one.bold else 0
    sections: list[Section] = []
    headings: list[TextPlace] = []
    heading: _Found | None = None
    blocks: list[Block] = []
    first: TextPlace | None = None

    def close() -> None:
        if heading is not None or blocks:
            text = "".join(part.text for part in _words(heading)) if heading else ""
            sections.append(Section(text, tuple(blocks), heading.level if heading else 1))
            headings.append(heading.place.text if heading else first or TextPlace(Source("")))

    for one in found:
        if one.level:
            close()
            heading, blocks, first = one, [], None
        else:
            blocks.append(one.block)
            first = first or one.place.text
    close()
    return Document("", title, tuple(sections)), tuple(headings)


def _words(found: _Found) -> Iterator[Words]:
    if isinstance(found.block, Paragraph):
        yield from (part for part in found.block.parts if isinstance(part, Words))
