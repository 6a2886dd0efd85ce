"""Anybody's plain text document, read: sections by headings, paragraphs, and tables cell by cell, with lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kaiji.core.document import Block, Cell, Document, Paragraph, Section, Table, Words
from kaiji.core.source import Source, digest_of
from kaiji.core.text import Text
from kaiji.formats.document_read import BlockPlace, Read, RowPlace, TextBuilder, TextPlace
from kaiji.formats.document_rule import document_empty, read_in_part
from kaiji.formats.document_text import LIMIT, read_text
from kaiji.formats.tab_lines import DOT, NEAR_ROWS, has_cells, tab_table_end
from kaiji.formats.tagged_row import MOST_COLUMNS, RULE_LINE, pieces_of, rows_of
from kaiji.formats.text_layout import TextTable, stand_alone, text_tables, without_tags

MOST_LINES = 1_000_000
MOST_LAID_LINES = 200_000  # where tables are looked for: more than any report has
MOST_LETTERS = 16_000_000
MOST_PARTS = 500_000
TAG = re.compile(r"<(/?)(PAGE|TABLE|CAPTION)>\s*$", re.IGNORECASE)
COLUMN_TAGS = re.compile(r"\s*<S>(?:\s+<C>)*\s*$", re.IGNORECASE)
UNDERLINES = {"=": 1, "-": 2, ".": 3}
BULLET = re.compile(r"\s*(?:[-*\u2022]|\([0-9A-Za-z]{1,4}\)|[0-9A-Za-z]{1,3}\.)\s")
HEADING_LENGTH = 100
HEADINGS = (
    (1, re.compile(r"(?:SECTION|Section|EXHIBIT|Exhibit)\s+\d[\w.]*\b")),
    (2, re.compile(r"(?:ITEM|Item)\s+\d[\w.]*\b")),
    (2, re.compile(r"[IVX]{1,5}\.\s+\S")),
    (3, re.compile(r"[A-Z]\.\s+[A-Z]")),
    (1, re.compile(r"[^a-z]*[A-Z][^a-z]*[A-Z][^a-z]*$")),
)
TOO_MANY = Text(
    f"from here on nothing was read, because it has more than {MOST_PARTS:,} blocks and cells. Split it into parts.",
    f"ここから先は読み取っていません。要素が{MOST_PARTS:,}個を超えています。分割してください。",
)


def read_plain_text(data: bytes, name: str, limit: int = LIMIT, *, laid_out: bool = False) -> Read:
    """Read a plain text document.

    Empty lines part paragraphs. Headings are underlined lines; in a document without any, lines that look like a
    heading of a filing (``Item 1.01 ...``, ``II. ...``, capitals). Tables stand between ``<TABLE>`` and ``</TABLE>``,
    their columns where the line of ``<S>`` and ``<C>`` shows them (or parted by two blanks), or are lines with tabs.
    No input makes it raise.

    Args:
        data: the whole file.
        name: its name, for the places.
        limit: the most bytes that are read.
        laid_out: whether tables are looked for that are set with blanks or drawn with pipes, and tags of bold type and
            rules left out; what Kaiji wrote is read back without.
    """
    source = Source(name, digest_of(data))
    content = read_text(data, source, limit)
    if content.text is None:
        return Read(None, findings=content.findings)
    most = MOST_LAID_LINES if laid_out else MOST_LINES
    lines = content.text[:MOST_LETTERS].replace("\f", "\n").split("\n", most)
    more = len(content.text) > MOST_LETTERS or len(lines) > most
    lines = lines[:most]
    if laid_out:
        lines = [without_tags(line) for line in lines]
    reader = _Reader(source, lines, text_tables(source, lines) if laid_out else {}, laid_out)
    reader.read()
    document, headings, places = _document(reader.found)
    findings = (
        *content.findings,
        *read_in_part(source.at(line=len(lines)), _too_long(most) if more else None),
        *read_in_part(source.at(line=reader.last), TOO_MANY if reader.parts > MOST_PARTS else None),
        *(document_empty(source, "") if content.text.strip() and not reader.found else ()),
    )
    return Read(document, headings, places, findings)


def _too_long(most: int) -> Text:
    return Text(
        f"from here on nothing was read, because it has more than {most:,} lines or {MOST_LETTERS:,} characters. "
        "Split it into parts.",
        f"ここから先は読み取っていません。{most:,}行または{MOST_LETTERS:,}文字を超えています。分割してください。",
    )


def read_lines(source: Source, lines: Sequence[str], first: int) -> Iterator[tuple[Block, BlockPlace, int]]:
    """Read lines of text that stand within another document, tables that are set in them too.

    Args:
        source: the document, and the element that holds the lines.
        lines: as they stand.
        first: the number of the first in the document.

    Yields:
        Each block, its place, and the level of a heading that is underlined; 0 for any other block.
    """
    plain = [without_tags(line.replace("\f", "")) for line in lines[:MOST_LINES]]
    reader = _Reader(Source(source.file, source.digest), plain, text_tables(source, plain), laid_out=True)
    reader.read()
    for one in reader.found:
        yield one.block, _within(one.place, source.place.element, first - 1), one.level


def _within(place: BlockPlace, element: str, shift: int) -> BlockPlace:
    """Give a place of some lines as a place of the document that they stand in."""

    def moved(text: TextPlace) -> TextPlace:
        own = text.source.place.element
        path = f"{element}/{own}" if own and not own.startswith(element) else own or element
        source = text.source.at(line=text.source.place.line + shift, element=path)
        return TextPlace(source, tuple((at, line + shift) for at, line in text.lines))

    rows = tuple(
        RowPlace(moved(TextPlace(row.source)).source, tuple(moved(cell) for cell in row.cells), row.indent)
        for row in place.rows
    )
    return BlockPlace(moved(place.text), rows)


@dataclass(frozen=True, slots=True)
class _Found:
    """A block in reading order; ``level`` above 0 makes it a heading, ``alone`` says that it has one line."""

    block: Block
    place: BlockPlace
    level: int = 0
    alone: bool = False


@dataclass(slots=True)
class _Reader:
    """Goes once through the lines and puts down the blocks."""

    source: Source
    lines: Sequence[str]
    laid: dict[int, TextTable]
    laid_out: bool
    found: list[_Found] = field(default_factory=list)
    pending: list[tuple[int, str]] = field(default_factory=list)
    tables: int = 0
    parts: int = 0
    last: int = 0

    def read(self) -> None:
        """Read all lines."""
        at = 0
        while at < len(self.lines) and self.parts <= MOST_PARTS:
            line, self.last = self.lines[at], at + 1
            tag = TAG.match(line)
            if table := self.laid.get(at):
                self.flush()
                self.found.append(_Found(table.table, table.place))
                self.parts += sum(len(row) + 1 for row in (*table.table.head, *table.table.rows))
                at = table.last
                continue
            if not line.strip():
                self.flush()
            elif tag and tag.group(2).upper() == "TABLE" and not tag.group(1):
                self.flush()
                if self.is_laid(at + 1):
                    at += 1
                else:
                    at = self.tagged_table(at + 1)
                continue
            elif tag or (self.laid_out and COLUMN_TAGS.match(line)):
                self.flush()
                if tag and tag.group(2).upper() == "PAGE":
                    place = BlockPlace(TextPlace(self.source.at(line=at + 1)))
                    self.found.append(_Found(Paragraph((), "break"), place))
            elif "\t" in line and self.begins_table(at):
                self.flush()
                at = self.tab_table(at)
                continue
            else:
                if self.pending and _same_list(self.pending[0][1], line):
                    self.flush()
                self.pending.append((at + 1, line))
            at += 1
        self.flush()

    def flush(self) -> None:
        """End the paragraph or heading."""
        lines, self.pending = self.pending, []
        if not lines:
            return
        if stand_alone([text for _, text in lines]):
            for one in lines:
                self.pending = [one]
                self.flush()
            return
        level = _underlined([text for _, text in lines])
        item = bool(BULLET.match(lines[0][1]))
        if level:
            lines = lines[:-1]
        builder = TextBuilder()
        for number, text in lines:
            builder.add(text, number)
            builder.blank()
        if builder.pieces:
            self.parts += 1
            block = Paragraph((Words(builder.text()),), "item" if item else "body")
            place = BlockPlace(builder.place(self.source))
            self.found.append(_Found(block, place, level, len(lines) == 1))

    def is_laid(self, at: int) -> bool:
        """Tell whether a table that is set with blanks stands before the tag that ends this one."""
        while self.laid and at < len(self.lines):
            if at in self.laid:
                return True
            if (tag := TAG.match(self.lines[at])) and tag.group(2).upper() == "TABLE":
                return False
            at += 1
        return False

    def tagged_table(self, at: int) -> int:
        """Read the lines behind ``<TABLE>``; gives the line behind the table."""
        end = at
        while end < len(self.lines):
            tag = TAG.match(self.lines[end])
            if tag and tag.group(2).upper() == "TABLE" and tag.group(1):
                break
            end += 1
        inside = [(number + 1, self.lines[number]) for number in range(at, end)]
        inside = [(number, line) for number, line in inside if not TAG.match(line)]
        marks = next((k for k, (_, line) in enumerate(inside) if COLUMN_TAGS.match(line)), None)
        if marks is None:
            rulers = (k for k, (_, line) in enumerate(inside) if line.strip() and RULE_LINE.match(line))
            first = next(rulers, -1)
            head = [[one] for one in inside[: first + 1] if not RULE_LINE.match(one[1])]
            body = [[one] for one in inside[first + 1 :] if not RULE_LINE.match(one[1])]
            self.table(head, body, ())
        else:
            starts = tuple(match.start() for match in re.finditer("<", inside[marks][1]))[:MOST_COLUMNS]
            apart = marks + 1 < len(inside) and not inside[marks + 1][1].strip()
            self.table(
                rows_of(inside[:marks], starts, apart=True), rows_of(inside[marks + 1 :], starts, apart=apart), starts
            )
        return min(end + 1, len(self.lines))

    def begins_table(self, at: int) -> bool:
        """Tell whether a line with tabs begins a table: it, or one right under it, has two filled cells."""
        for line in self.lines[at : at + NEAR_ROWS]:
            if "\t" not in line or not line.strip():
                return False
            if has_cells(line):
                return True
        return False

    def tab_table(self, at: int) -> int:
        """Read lines with tabs that follow each other; gives the line behind them."""
        end = tab_table_end(self.lines, at, laid_out=self.laid_out)
        groups = [[(number + 1, self.lines[number])] for number in range(at, end)]
        head = int(len(groups) > 1 and not self.lines[at].split("\t")[0].strip())
        if self.laid_out:
            rules = [number for number, group in enumerate(groups) if RULE_LINE.match(group[0][1])]
            head = rules[0] if rules and 0 < rules[0] < len(groups) - 1 else head
            groups = [group for number, group in enumerate(groups) if number not in rules]
        self.table(groups[:head], groups[head:], ())
        return end

    def table(
        self,
        head: Sequence[Sequence[tuple[int, str]]],
        body: Sequence[Sequence[tuple[int, str]]],
        starts: Sequence[int],
    ) -> None:
        """Put down a table of rows, each a group of lines."""
        self.tables += 1
        rows, places = [], []
        for number, group in enumerate((*head, *body), 1):
            if self.parts > MOST_PARTS:
                break
            self.last = group[0][0]
            cells, place = self.row(group, starts, f"table[{self.tables}]/row[{number}]", number <= len(head))
            rows.append(cells)
            places.append(place)
            self.parts += len(cells) + 1
        if rows:
            table = Table(tuple(rows[: len(head)]), tuple(rows[len(head) :]))
            self.found.append(_Found(table, BlockPlace(TextPlace(places[0].source), tuple(places))))

    def row(
        self, group: Sequence[tuple[int, str]], starts: Sequence[int], element: str, is_head: bool
    ) -> tuple[tuple[Cell, ...], RowPlace]:
        """Read the lines of one row as cells."""
        builders: dict[int, TextBuilder] = {}
        spans: dict[int, int] = {}
        for number, line in group:
            for column, span, text in pieces_of(line, starts):
                builder = builders.setdefault(column, TextBuilder())
                builder.blank()
                builder.add(text, number)
                spans[column] = max(span, spans.get(column, 1))
        source = self.source.at(line=group[0][0], element=element)
        cells: list[Cell] = []
        places: list[TextPlace] = []
        column = 0
        last = max((*builders, len(starts) - 1))
        while column <= last:
            builder = builders.get(column, TextBuilder(first_line=group[0][0]))
            words = (Words(builder.text()),) if builder.pieces else ()
            places.append(builder.place(self.source, f"{element}/cell[{len(cells) + 1}]"))
            span = 1
            while span < spans.get(column, 1) and column + span not in builders:
                span += 1
            cells.append(Cell(words, "head" if is_head else "text", span))
            column += span
        first = group[0][1]
        return tuple(cells), RowPlace(source, tuple(places), len(first) - len(first.lstrip(" \u00a0\u3000")))


def _same_list(first: str, line: str) -> bool:
    """Tell whether a line begins an item of a list: a dot says so, a dash or number where the paragraph began with one, too."""
    if DOT.match(line):
        return True
    indent = len(first) - len(first.lstrip()) == len(line) - len(line.lstrip())
    return indent and bool(BULLET.match(first)) and bool(BULLET.match(line))


def _underlined(lines: Sequence[str]) -> int:
    """Tell a heading's level from the line of marks that runs right under it, exactly as long as it; else 0."""
    if len(lines) < 2:
        return 0
    under, above = lines[-1], lines[:-1]
    marks = under.strip()
    indent = len(under) - len(under.lstrip())
    level = UNDERLINES.get(marks[0], 0) if len(set(marks)) == 1 else 0
    fits = len(marks) == max(len(line.strip()) for line in above)
    aligned = all(len(line) - len(line.lstrip()) == indent for line in above)
    return level if fits and aligned else 0


def _document(
    found: Sequence[_Found],
) -> tuple[Document, tuple[TextPlace, ...], tuple[BlockPlace, ...]]:
    if not any(one.level for one in found):
        found = [replace(one, level=looks_like_heading(one.block) if one.alone else 0) for one in found]
    sections: list[Section] = []
    headings: list[TextPlace] = []
    places: list[BlockPlace] = []
    title, level, blocks = "", 1, list[Block]()
    for one in found:
        if one.level:
            if blocks or title:
                sections.append(Section(title, tuple(blocks), level))
            title, level, blocks = _text(one.block), one.level, []
            headings.append(one.place.text)
        else:
            if not blocks and not title:
                headings.append(one.place.text)
            blocks.append(one.block)
            places.append(one.place)
    if blocks or title:
        sections.append(Section(title, tuple(blocks), level))
    return (
        Document("", sections[0].title if sections else "", tuple(sections)),
        tuple(headings),
        tuple(places),
    )


def looks_like_heading(block: Block) -> int:
    """Tell the level at which a block reads like a heading of a filing; 0 where it does not."""
    text = _text(block)
    if not text or len(text) > HEADING_LENGTH or text.endswith((".", ",", ";", ":")):
        return 0
    return next((level for level, pattern in HEADINGS if pattern.match(text)), 0)


def _text(block: Block) -> str:
    if not isinstance(block, Paragraph):
        return ""
    return "".join(part.text for part in block.parts if isinstance(part, Words))
