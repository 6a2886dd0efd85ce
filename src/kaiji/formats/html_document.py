"""Anybody's simple HTML document, read: sections by headings, paragraphs, and tables cell by cell, with places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kaiji.core.document import Block, Cell, Document, Paragraph, Role, Section, Table, Words
from kaiji.core.source import Source, digest_of
from kaiji.core.text import Text
from kaiji.formats.document_read import BlockPlace, Read, RowPlace, TextBuilder, TextPlace
from kaiji.formats.document_rule import document_empty, numbers_hidden, read_in_part
from kaiji.formats.document_text import LIMIT, as_browsers, read_text
from kaiji.formats.html_cell import (
    DEEPEST,
    SILENT,
    CellText,
    children,
    is_inline,
    line_ends,
    line_of,
    number_in,
    preformatted,
)
from kaiji.formats.html_style import indent_of, is_hidden, is_raised, raised
from kaiji.formats.stacked_row import TextLine, unstacked
from kaiji.formats.text_document import looks_like_heading, read_lines

MOST_PARTS = 500_000
WIDEST_SPAN = 200
TALLEST_SPAN = 1_000
DIGIT = re.compile(r"\d")
PREFORMATTED = frozenset(("pre", "xmp", "listing", "plaintext"))
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
NEW_PAGE = re.compile(r"page-break-(?:after|before)\s*:\s*always", re.IGNORECASE)
HEADING_LENGTH = 120
GROUPS = frozenset(("thead", "tbody", "tfoot"))
CUT_OFF = Text("the parser gave up at a limit ({}).", "解析の上限に達しました（{}）。")
TOO_MANY = Text(
    f"it has more than {MOST_PARTS:,} blocks and cells; what comes later was not read. Split it into parts.",
    f"要素が{MOST_PARTS:,}個を超えるため、それ以降は読み取っていません。分割してください。",
)
TOO_DEEP = Text(
    f"where elements are nested more than {DEEPEST} deep, only their text was read, without tables.",
    f"要素の入れ子が{DEEPEST}段を超える部分は、表としてではなく文字列としてのみ読み取りました。",
)
NO_TREE = Text("no element of HTML was found.", "HTMLの要素が見つかりません。")


def read_html(data: bytes, name: str, limit: int = LIMIT, *, laid_out: bool = False) -> Read:
    """Read an HTML document.

    Headings are the elements ``h1`` to ``h6``; in a document without any, short paragraphs that are bold throughout.
    A table that holds other tables is layout, and its cells are read as paragraphs. Nothing is fetched, no entity is
    expanded beyond HTML's own characters, and no input makes it raise.

    Args:
        data: the whole file.
        name: its name, for the places.
        limit: the most bytes that are read.
        laid_out: whether rows are taken apart whose amounts are stacked in one cell, and tables looked for in
            preformatted text; what Kaiji wrote is read back without.
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
        huge_tree=True,  # the size of all is limited before, the depth below
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
    walk = _Walk(source, laid_out)
    walk.element(tree, "", bold=False)
    walk.flush()
    named = next(tree.iter("title"), None)
    title = " ".join((named.text or "").split()) if named is not None else ""
    document, headings = _document(title, walk.found)
    findings = (
        *content.findings,
        *read_in_part(source, reason),
        *read_in_part(source, TOO_MANY if walk.parts > MOST_PARTS else None),
        *read_in_part(source, TOO_DEEP if walk.too_deep else None),
        *numbers_hidden(source, walk.hidden),
        *document_empty(source, "x" if walk.found else ""),
    )
    places = tuple(one.place for one in walk.found if one.level == 0)
    return Read(document, headings, places, findings)


Row = tuple[tuple[Cell, ...], RowPlace]


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
    laid_out: bool = False
    found: list[_Found] = field(default_factory=list)
    builder: TextBuilder = field(default_factory=TextBuilder)
    line: int = 1
    path: str = ""
    level: int = 0
    role: Role = "body"
    breaks: int = 0
    plain: int = 0
    parts: int = 0
    depth: int = 0
    too_deep: bool = False
    hidden: list[int] = field(default_factory=list)

    def element(self, node: etree._Element, path: str, *, bold: bool) -> None:
        """Read one element with all that it holds."""
        tag = node.tag
        self.seen(node)
        self.depth += 1
        if tag in SILENT:
            self.skip(node)
        elif is_hidden(node):
            self.hide(node)
        elif tag == "br":
            self.line_break()
        elif self.depth > DEEPEST:
            self.too_deep = True
            self.text(" ".join(str(text) for text in node.itertext()), bold=bold)
        elif is_raised(node) and not len(node):
            self.text(raised(node.text or ""), bold=True)
        elif is_inline(node):
            self.inside(node, path, bold=bold or _is_bold(node))
        elif self.laid_out and tag in PREFORMATTED and next(node.iterdescendants("table"), None) is None:
            self.lines(node, path)
        elif tag == "table" and next(node.iterdescendants("table"), None) is None:
            self.flush()
            self.table(node, path)
        else:
            self.block(node, path, bold=bold or _is_bold(node))
        self.depth -= 1

    def lines(self, node: etree._Element, path: str) -> None:
        """Read preformatted text as a text file is read, with the tables that are set in it."""
        self.flush()
        begin = self.line
        lines, self.line = preformatted(node, begin)
        for block, place, level in read_lines(self.source.at(element=path), lines, begin):
            if not self.is_full:
                self.found.append(_Found(block, place, level, bool(looks_like_heading(block))))

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
        for child, place in children(node, path):
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
        self.line = line_of(node, self.line)

    def skip(self, node: etree._Element) -> None:
        """Pass over what no reader sees."""
        self.line += line_ends(node)

    def hide(self, node: etree._Element) -> None:
        """Pass over what the page does not show, and remember where numbers are in it.

        The header of inline XBRL is hidden on purpose: it holds what machines want, in every filing that has tags.
        """
        only_tags = len(node) and all(child.tag == "ix:header" for child in node)
        if not only_tags and DIGIT.search("".join(str(text) for text in node.itertext())):
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
        head: list[Row] = []
        body: list[Row] = []
        covered: Counter[int] = Counter()
        for row, place, heads in self.rows(node, path, caption):
            made, all_heads = self.row(row, place, covered)
            if self.is_full:
                break
            in_head = not body and bool(made[0][0]) and (heads or all_heads)
            (head if in_head else body).extend(made)
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
        for child, place in children(node, path):
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
                self.line = CellText(caption).gather(child, self.line)
            else:
                self.element(child, place, bold=False)
            self.text(child.tail, bold=False)
        self.flush()

    def row(self, node: etree._Element, path: str, covered: Counter[int]) -> tuple[list[Row], bool]:
        """Read a row; ``covered`` counts, by column, the rows that a tall cell above still reaches into.

        Gives the row, or the rows that are stacked in it, and whether all its cells are heads.
        """
        self.seen(node)
        source = self.source.at(line=self.line, element=path)
        cells: list[Cell] = []
        texts: list[tuple[TextLine, ...]] = []
        places: list[TextPlace] = []
        heads, column, indent = True, 0, 0.0

        def pass_covered() -> None:
            nonlocal column
            while covered[column] > 0:
                covered[column] -= 1
                cells.append(Cell())
                texts.append(())
                places.append(TextPlace(source))
                column += 1

        self.builder.blank()
        self.text(node.text, bold=False)
        for child, place in children(node, path):
            self.builder.blank()
            self.seen(child)
            if child.tag not in ("td", "th"):
                self.element(child, place, bold=False)
            elif is_hidden(child):
                self.hide(child)
            elif not self.is_full:
                pass_covered()
                text = CellText(TextBuilder(first_line=self.line))
                self.line = text.gather(child, self.line, self.depth)
                self.too_deep = self.too_deep or text.too_deep
                span = number_in(child.get("colspan"), WIDEST_SPAN)
                tall = number_in(child.get("rowspan"), TALLEST_SPAN)
                for under in range(column, column + span if tall > 1 else column):
                    covered[under] = tall - 1
                column += span
                is_head = child.tag == "th"
                heads = heads and is_head
                words = text.builder.text()
                if words and not any(cell.parts for cell in cells):
                    indent = indent_of(child)
                cells.append(Cell((Words(words),) if words else (), "head" if is_head else "text", span))
                places.append(text.builder.place(self.source, place))
                texts.append(text.lines(self.source, place) if self.laid_out and text.cuts else ())
            self.text(child.tail, bold=False)
        pass_covered()
        whole = (tuple(cells), RowPlace(source, tuple(places), indent))
        return (unstacked(*whole, texts) if any(texts) else [whole]), heads


def _is_bold(node: etree._Element) -> bool:
    return node.tag in ("b", "strong", "th") or bool(BOLD.search(node.get("style", "")))


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
