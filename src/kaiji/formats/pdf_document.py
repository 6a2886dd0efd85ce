"""Anybody's PDF, read: paragraphs and tables from where their words stand, with their pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kaiji.core.document import Block, Document, Paragraph, Section, Words
from kaiji.core.finding import Finding, Severity
from kaiji.core.source import Place, Source, digest_of
from kaiji.core.text import Text
from kaiji.formats.aligned_line import LaidLine, Word
from kaiji.formats.aligned_table import find_tables
from kaiji.formats.document_read import BlockPlace, Read, TextPlace
from kaiji.formats.document_rule import document_empty, document_too_large, not_text, read_in_part
from kaiji.formats.pdf_edge import without_edges
from kaiji.formats.pdf_grid import MARKS, PageGrid, Vocabulary, table_of
from kaiji.formats.pdf_line import CJK, PageWords, PdfLine, page_lines, page_words, runs_over, width_of
from kaiji.formats.pdf_rule import is_picture
from kaiji.formats.pdf_text import (
    DAMAGED,
    LARGEST,
    MOST_CHARACTERS,
    MOST_PAGES,
    MOST_UNPACKED,
    TOO_MANY,
    unpacked_size,
    why_closed,
)
from kaiji.formats.text_layout import laid_table

BULLET = re.compile(
    r"(?:[\u2022\u25cf\u25a0\u25aa\u2013*-]|\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)]|\u203b|[\u2460-\u2473])\s"
)
TIGHTEST = 10  # one in so many lines stands right below another of its paragraph, at least
WIDE_DROP = 1.25
FAR = 4
MOST_HEAD = 8
LARGE = 1.12
SHOWN = 5
SHIFT = 2.5  # in widths of a character: how far the columns of a table may move from page to page
TITLE_SIZE = 1.25
TITLE = LaidLine(0, (Word(0, 1000, "x" * 1000),))  # what parts tables and is part of none
HEADING_LENGTH = 160


def read_pdf(data: bytes, name: str) -> Read:
    """Read a PDF: paragraphs joined over their lines, tables by the columns of their amounts.

    Page numbers and lines that stand at the edge of three pages or more are layout and left out. Text that stands
    upright is read, whatever the order in which it was drawn; pictures of text are not. No input makes it raise.

    Args:
        data: the whole file.
        name: its name, for the places; each place has its page and the number of the line on it.
    """
    source = Source(name, digest_of(data))
    if len(data) > LARGEST:
        return Read(None, findings=tuple(document_too_large(source, len(data), LARGEST)))
    if (size := unpacked_size(data)) > MOST_UNPACKED:
        return Read(None, findings=tuple(document_too_large(source, size, MOST_UNPACKED)))
    import pypdfium2  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return Read(None, findings=tuple(not_text(source, why_closed(error))))
    pages: list[PageWords] = []
    findings: list[Finding] = []
    over: list[int] = []
    pictures: list[int] = []
    try:
        count, left = len(document), MOST_CHARACTERS
        for number in range(min(count, MOST_PAGES)):
            page = document[number]
            layer = page.get_textpage()
            pages.append(page_words(layer, number + 1, left, page))
            if page.get_rotation() == 0 and runs_over(pages[-1], page.get_width()):
                over.append(number + 1)
            if not pages[-1].ways and is_picture(page):
                pictures.append(number + 1)
            left -= layer.count_chars()
            layer.close()
            page.close()
            if left <= 0:
                break
        findings += read_in_part(source, _cut_off(over) if over else None)
        for one in read_in_part(source, _pictures(pictures) if pictures else None):
            # A page that only shows a photograph is not amiss; a document of nothing else was scanned.
            findings.append(one if len(pictures) == len(pages) else replace(one, severity=Severity.WARN))
        findings += read_in_part(source, TOO_MANY if count > MOST_PAGES else TOO_LONG if left <= 0 else None)
    except pypdfium2.PdfiumError:
        findings += not_text(source, DAMAGED)
    finally:
        document.close()
    unit = width_of(pages)
    reader = _Reader(source, without_edges([page_lines(page, unit) for page in pages]))
    reader.read()
    if not reader.blocks and not findings:
        findings += document_empty(source, "")
    return replace(reader.result(tuple(findings)), cut=frozenset(over))


def _pictures(pages: Sequence[int]) -> Text:
    shown = ", ".join(str(page) for page in pages[:SHOWN]) + (", \u2026" if pages[SHOWN:] else "")
    return Text(
        f"a page that is a picture has no text (page {shown}). If it was scanned, have its text recognised, or give the file it was made from.",
        f"画像だけのページには文字情報がありません（{shown}ページ）。スキャンした場合は、文字認識（OCR）を行うか、作成元のファイルを指定してください。",
    )


def _cut_off(pages: Sequence[int]) -> Text:
    shown = ", ".join(str(page) for page in pages[:SHOWN]) + (", \u2026" if pages[SHOWN:] else "")
    return Text(
        f"text runs over the edge of the page and is cut off there (page {shown}).",
        f"文字列がページの端で切れています（{shown}ページ）。",
    )


TOO_LONG = Text(f"more than {MOST_CHARACTERS:,} characters.", f"{MOST_CHARACTERS:,}文字を超えています。")


@dataclass(slots=True)
class _Reader:
    """Goes once through the pages and puts down the blocks."""

    source: Source
    pages: Sequence[Sequence[PdfLine]]
    blocks: list[Block] = field(default_factory=list)
    places: list[BlockPlace] = field(default_factory=list)
    titles: dict[int, float] = field(default_factory=dict)
    pending: list[PdfLine] = field(default_factory=list)
    grids: list[PageGrid] = field(default_factory=list)
    words: Vocabulary = field(default_factory=Vocabulary)
    usual: dict[bool, float] = field(default_factory=dict)
    tables: int = 0
    leading: float = 1.0

    def read(self) -> None:
        """Read all pages."""
        lines = [line for page in self.pages for line in page]
        leadings = sorted(line.leading for line in lines if 0 < line.leading < FAR)
        self.leading = leadings[len(leadings) // TIGHTEST] if leadings else 1.0
        self.usual = _usual_sizes(lines)
        self.words = Vocabulary(frozenset(_whole_words(lines)))
        laid: list[LaidLine] = []
        owner: list[tuple[PdfLine, float] | None] = []
        before: Sequence[PdfLine] = ()
        for page in self.pages:
            again = _repeated_head(before, page, self.leading)
            right = max((line.laid.words[-1].end for line in page if line.laid.words), default=0.0)
            for number, line in enumerate(page[again:]):
                if line.apart if number else not again and laid:
                    laid.append(LaidLine(0, ()))
                    owner.append(None)
                laid.append(TITLE if line.grid or self.is_title(line) else line.laid)
                owner.append((line, right))
            before = page
        tables = {table.first: table for table in find_tables(laid)}
        at = 0
        while at < len(laid):
            if table := tables.get(at):
                self.flush()
                self.tables += 1
                block, place = laid_table(self.source, table, f"table[{self.tables}]")
                self.blocks.append(block)
                self.places.append(place)
                at = table.last
                continue
            here = owner[at]
            if here is not None and here[0].grid is not None:
                self.grid(here[0].grid)
            elif here is not None:
                self.line(*here)
            elif at + 1 < len(laid) and _page_of(owner[at + 1]) == _page_of(owner[at - 1]):
                self.flush()
            at += 1
        self.flush()

    def grid(self, part: PageGrid) -> None:
        """Add a ruled table, or what goes on of one over a page."""
        if not self.pending and self.grids and _goes_on(self.grids[-1], part):
            self.grids.append(part)
            return
        self.flush()
        self.grids = [part]

    def is_title(self, line: PdfLine) -> bool:
        """Tell whether a line is set so much larger than the text that it cannot stand in a table."""
        return line.size > TITLE_SIZE * self.usual[_is_wide(line.text)] and not line.laid.is_data

    def line(self, line: PdfLine, right: float) -> None:
        """Add a line to the paragraph, or begin another; ``right`` is where the lines of the page end."""
        if self.grids or (self.pending and self.parts(self.pending[-1], line, right)):
            self.flush()
        self.pending.append(line)

    def parts(self, above: PdfLine, line: PdfLine, right: float) -> bool:
        """Tell whether a line begins another paragraph."""
        first = line.laid.words[0]
        ends = above.text.rstrip("\"'\u201d\u2019)\u300d").endswith((".", ":", "\u3002", "!", "?", ";"))
        room = right - above.laid.words[-1].end
        if BULLET.match(line.text + " ") and not above.text.endswith((",", "\u3001")):
            return True
        if abs(line.size - above.size) > 0.06 * above.size:
            return True
        if line.laid.page != above.laid.page:
            return ends or room > first.end - first.start + 2
        if line.leading > WIDE_DROP * self.leading:
            return True
        short = room > first.end - first.start + 2
        return short and (ends or room > right / 3)

    def flush(self) -> None:
        """End the paragraph, or the ruled table."""
        self.end_grid()
        lines, self.pending = self.pending, []
        if not lines:
            return
        text = ""
        marks: list[tuple[int, int]] = []
        for number, line in enumerate(lines):
            if number:
                text = self.joined(text, line.text)
                marks.append((len(text), line.laid.number))
            text += line.text
        text = text.replace("\u00ad", "-") if text.endswith("\u00ad") else text.replace("\u00ad", "")
        self.titles[len(self.blocks)] = lines[0].size
        first = lines[0].laid
        source = Source(self.source.file, self.source.digest, Place(page=first.page, line=first.number))
        self.blocks.append(Paragraph((Words(text),)))
        self.places.append(BlockPlace(TextPlace(source, tuple(marks))))

    def end_grid(self) -> None:
        """Put down the ruled table that was read last."""
        grids, self.grids = self.grids, []
        if grids:
            self.tables += 1
            block, place = table_of(self.source, grids, self.tables, self.words)
            self.blocks.append(block)
            self.places.append(place)

    def joined(self, text: str, after: str) -> str:
        """Give a text so that the next line can follow: a word that was parted at the end of the line is joined."""
        if text.endswith("\u00ad"):
            return text[:-1] + ("" if self.words.joined(text[:-1], after) else "-")
        if text.endswith("-") and len(text) > 1 and text[-2].isalpha() and after[:1].islower():
            return text[:-1] if self.words.joined(text[:-1], after) else text
        if text and after and ord(text[-1]) > 0x2FFF and ord(after[0]) > 0x2FFF:
            return text
        return text + " "

    def result(self, findings: tuple[Finding, ...]) -> Read:
        """Give what was read, cut into sections at lines in larger type."""
        if not self.blocks:
            return Read(None, findings=findings)
        lines = [line for page in self.pages for line in page]
        usual = _usual_sizes(lines)
        sections: list[Section] = []
        headings: list[TextPlace] = []
        places: list[BlockPlace] = []
        title, level, blocks = "", 1, list[Block]()
        heading = self.places[0].text
        for number, (block, place) in enumerate(zip(self.blocks, self.places, strict=True)):
            text = (
                "".join(part.text for part in block.parts if isinstance(part, Words))
                if isinstance(block, Paragraph)
                else ""
            )
            size = self.titles.get(number, 0.0)
            if text and size > LARGE * usual[_is_wide(text)] and len(text) <= HEADING_LENGTH:
                if blocks or title:
                    sections.append(Section(title, tuple(blocks), level))
                    headings.append(heading)
                title, blocks, heading = text, [], place.text
                level = 1 if size > TITLE_SIZE * usual[_is_wide(text)] else 2
            else:
                if not blocks and not title:
                    heading = place.text
                blocks.append(block)
                places.append(place)
        sections.append(Section(title, tuple(blocks), level))
        headings.append(heading)
        named = next((one.title for one in sections if one.title), "")
        return Read(Document("", named, tuple(sections)), tuple(headings), tuple(places), findings)


def _whole_words(lines: Sequence[PdfLine]) -> Iterator[str]:
    """Give the words of a document; in a cell, those that no end of a line may have broken."""
    for line in lines:
        for cell in line.grid.cells.values() if line.grid else ():
            for part in cell:
                whole = part.words[part is not cell[0] : len(part.words) - (part is not cell[-1])]
                yield from (word.text.strip(MARKS) for word in whole)
        yield from (word.text.strip(MARKS) for word in line.laid.words)


def _goes_on(before: PageGrid, part: PageGrid) -> bool:
    """Tell whether a ruled table goes on with the one before, which ended its page."""
    if part.page != before.page + 1 or len(before.grid.widths) != len(part.grid.widths):
        return False
    if before.grid.gaps and part.grid.gaps:
        gaps = zip(before.grid.gaps, part.grid.gaps, strict=True)
        return all(max(one[0], two[0]) < min(one[1], two[1]) for one, two in gaps)
    return all(abs(one - two) < SHIFT for one, two in zip(before.grid.widths, part.grid.widths, strict=True))


def _page_of(owner: tuple[PdfLine, float] | None) -> int:
    return owner[0].laid.page if owner else 0


def _repeated_head(before: Sequence[PdfLine], page: Sequence[PdfLine], leading: float) -> int:
    """Count the lines at the beginning of a page that repeat the head of the table on the page before."""
    most = 0
    if not before or not (before[-1].laid.is_data or before[-1].leading < WIDE_DROP * leading):
        return 0  # the page before does not end within a table
    for at, line in enumerate(before):
        count = 0
        while (
            at + count < len(before) and count < min(MOST_HEAD, len(page)) and _is_same(before[at + count], page[count])
        ):
            count += 1
        if count and line.text and at + count < len(before) and count > most:
            most = count
    if not most or most >= len(page) or any(line.laid.is_data for line in page[:most]):
        return 0
    wide = any(len(line.laid.pieces) > 1 for line in page[:most])
    return most if wide else 0


def _is_same(one: PdfLine, two: PdfLine) -> bool:
    return one.text == two.text and bool(one.text) and abs(one.laid.words[0].start - two.laid.words[0].start) < 1


def _is_wide(text: str) -> bool:
    """Tell whether Japanese stands in a text: its type is higher than Latin of the same size."""
    return any(one >= CJK for one in text)


def _usual_sizes(lines: Sequence[PdfLine]) -> dict[bool, float]:
    return {wide: _usual([line for line in lines if _is_wide(line.text) == wide]) for wide in (False, True)}


def _usual(lines: Sequence[PdfLine]) -> float:
    """Give the height of type that most characters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
