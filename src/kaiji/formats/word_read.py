"""A Word file (.docx) read: headings, paragraphs and tables of its text, each with the path of its element.

The final text is read: what tracked changes deleted is left out, what they inserted is in, and a finding says so.
Footnotes stand at the end, text boxes behind the paragraph that they hang on, and lists have the numbers that Word counts.
What stands in headers, footers and comments is not part of the text and not read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from kaiji.core.document import Block, Cell, Document, Paragraph, Section, Table, Words
from kaiji.core.finding import Finding
from kaiji.core.source import Source, digest_of
from kaiji.core.text import Text
from kaiji.formats.document_read import BlockPlace, Read, RowPlace, TextPlace
from kaiji.formats.document_rule import changes_tracked, document_empty, document_too_large, not_text, read_in_part
from kaiji.formats.html_style import raised
from kaiji.formats.stacked_row import TextLine, unstacked
from kaiji.formats.word_numbering import Numbering, numbering_of
from kaiji.formats.word_tab import MOST_BETWEEN, has_cells, is_label, tab_cells
from kaiji.formats.word_text import BOX, W, boxes_in, indent_of, is_tracked, note_key, raw_text, text_of_paragraph

BODY, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
LARGEST = 50_000_000  # bytes of the file, and of each part unpacked
MOST_TAGS = 2_500_000
MOST_PARTS = 500_000
MOST_SPAN = 100
DAMAGED = Text("a damaged or locked Word file", "破損またはパスワード保護されたWordファイル")
TOO_MANY = Text(
    f"it has more than {MOST_PARTS:,} blocks and cells; what comes later was not read. Split it into parts.",
    f"要素が{MOST_PARTS:,}個を超えるため、それ以降は読み取っていません。分割してください。",
)
TOO_MANY_TAGS = Text(
    f"it has more than {MOST_TAGS:,} tags; nothing was read. Split it into parts.",
    f"タグが{MOST_TAGS:,}個を超えているため、読み取っていません。分割してください。",
)
OVERFULL = "overfull"  # stands for a part with too many elements
INSIDE = frozenset(W + one for one in ("sdt", "sdtContent", "ins", "customXml", "smartTag"))
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


def read_word(data: bytes, name: str, *, laid_out: bool = False) -> Read:
    """Read a Word document; no input makes it raise.

    Args:
        data: the whole file.
        name: its name, for the places.
        laid_out: whether paragraphs with tabs are read as rows, and rows taken apart whose amounts are stacked in one
            cell; what Kaiji wrote is read back without.
    """
    source = Source(name, digest_of(data))
    if len(data) > LARGEST:
        return Read(None, findings=tuple(document_too_large(source, len(data), LARGEST)))
    if (size := _size(data)) > LARGEST:
        return Read(None, findings=tuple(document_too_large(source, size, LARGEST)))
    body = _part(data, BODY)
    if body is not None and body.tag == OVERFULL:
        return Read(None, findings=tuple(read_in_part(source, TOO_MANY_TAGS)))
    if body is None:
        return Read(None, findings=tuple(not_text(source, DAMAGED)))
    styles = _part(data, STYLES)
    notes = [(note, path) for part, kind in NOTES for note, path in _notes(_part(data, part), kind)]
    keys = {note_key(reference) for reference in body.iter(W + "footnoteReference", W + "endnoteReference")}
    order = [note_key(reference) for reference in body.iter(W + "footnoteReference", W + "endnoteReference")]
    numbers = {key: str(number) for number, key in enumerate(dict.fromkeys(order), 1)}
    levels = _heading_styles(styles) if styles is not None else {}
    reader = _Reader(source, levels, numbers, numbering_of(_part(data, NUMBERING)), laid_out)
    inside = body.find(W + "body")
    if inside is not None:
        reader.blocks(inside, "body")
        reader.end_rows()
    for note, path in notes:
        if note_key(note) in keys:
            reader.note(note, path)
    document, headings, places = reader.document()
    findings: list[Finding] = [*read_in_part(source, TOO_MANY if reader.parts > MOST_PARTS else None)]
    findings += changes_tracked(source, is_tracked(body))
    if not reader.found:
        findings += document_empty(source, "")
    return Read(document, headings, places, tuple(findings))


def _size(data: bytes) -> int:
    """Give the size of the text as the container says; 0 where it says nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            return container.getinfo(BODY).file_size
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, NotImplementedError):
        return 0


def _part(data: bytes, name: str) -> Any | None:
    """Give the root of one part, without entities or network; None where it is damaged, hostile or not there."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            member = container.getinfo(name)
            if member.file_size > LARGEST or member.flag_bits & 1:
                return None
            with container.open(member) as stream:
                raw = stream.read(LARGEST + 1)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return None
    except Exception as error:
        if type(error).__module__ in ("zlib", "_lzma", "lzma"):
            return None
        raise
    if raw.count(b"<") > MOST_TAGS:
        return etree.Element(OVERFULL)
    if len(raw) > LARGEST or b"<!DOCTYPE" in raw[:4096]:
        return None
    raw = raw.replace(STRICT[1:-1].encode(), W[1:-1].encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _notes(root: Any | None, kind: str) -> Iterator[tuple[Any, str]]:
    if root is not None:
        for number, note in enumerate(root.findall(W + kind), 1):
            if note.get(W + "type") is None:
                yield note, f"{kind}s/{kind}[{number}]"


def _heading_styles(styles: Any) -> dict[str, int]:
    """Give the level of each paragraph style that is a heading, by the style's id."""
    found: dict[str, int] = {}
    for style in styles.iter(W + "style"):
        named = style.find(W + "name")
        words = (named.get(W + "val", "") if named is not None else "").lower().split()
        if len(words) == 2 and words[0] == "heading" and words[1].isdecimal():
            found[style.get(W + "styleId", "")] = int(words[1])
        elif words == ["title"]:
            found[style.get(W + "styleId", "")] = 1
    return found


@dataclass(frozen=True, slots=True)
class _Found:
    """A block in reading order; ``level`` above 0 makes it a heading."""

    block: Block
    place: BlockPlace
    level: int = 0


@dataclass(slots=True)
class _Reader:
    """Goes once through the body and puts down the blocks."""

    source: Source
    levels: dict[str, int]
    notes: dict[str, str]
    numbering: Numbering
    laid_out: bool = False
    found: list[_Found] = field(default_factory=list)
    tabbed: list[tuple[Any, str, str]] = field(default_factory=list)
    between: list[tuple[Any, str, str]] = field(default_factory=list)
    parts: int = 0

    def blocks(self, node: Any, path: str) -> None:
        count: dict[str, int] = {}
        for child in node:
            if not isinstance(child.tag, str) or self.parts > MOST_PARTS:
                continue
            kind = child.tag.removeprefix(W)
            count[kind] = count.get(kind, 0) + 1
            here = f"{path}/{kind}[{count[kind]}]"
            if kind == "p":
                self.paragraph(child, here)
            elif kind == "tbl":
                self.table(child, here)
            elif kind in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
                self.blocks(child, here)

    def paragraph(self, node: Any, path: str) -> None:
        raw = raw_text(node, self.notes)
        marker = self.numbering.marker(node)
        self.parts += 1
        text = f"{marker} {raw}" if marker and raw.strip() else raw
        if self.laid_out and has_cells(raw):
            self.tabbed += [*self.between, (node, path, text)]
            self.between = []
        elif self.tabbed and len(self.between) < MOST_BETWEEN and is_label(raw) and not self.level(node):
            self.between.append((node, path, text))
        else:
            self.end_rows()
            self.put(node, path, " ".join(text.split()))
        for number, box in enumerate(boxes_in(node), 1):
            self.end_rows()
            self.blocks(box, f"{path}/txbxContent[{number}]")
            self.end_rows()

    def end_rows(self) -> None:
        """Put down the paragraphs with tabs that stand under each other as one table, and what stands behind them."""
        rows, after = self.tabbed, self.between
        self.tabbed, self.between = [], []
        if rows:
            made, places = [], []
            for (node, path, _), texts in zip(rows, tab_cells([raw for _, _, raw in rows]), strict=True):
                here = TextPlace(self.source.at(element=path))
                made.append(tuple(Cell((Words(text),) if text else ()) for text in texts))
                places.append(RowPlace(here.source, (here,) * len(texts), indent_of(node)))
                self.parts += len(texts)
            head = int(len(made) > 1 and not made[0][0].parts)
            place = BlockPlace(TextPlace(places[0].source), tuple(places))
            self.found.append(_Found(Table(tuple(made[:head]), tuple(made[head:])), place))
        for node, path, raw in after:
            self.put(node, path, " ".join(raw.split()))

    def note(self, node: Any, path: str) -> None:
        """Read a footnote: its number, raised as in the text, and its paragraphs."""
        texts = filter(None, (text_of_paragraph(one, self.notes) for one in node.iter(W + "p")))
        text = f"{raised(self.notes[note_key(node)])} {' '.join(texts)}".strip()
        place = TextPlace(self.source.at(element=path))
        self.found.append(_Found(Paragraph((Words(text),), "note"), BlockPlace(place)))

    def put(self, node: Any, path: str, text: str) -> None:
        if text:
            place = TextPlace(self.source.at(element=path))
            self.found.append(_Found(Paragraph((Words(text),)), BlockPlace(place), self.level(node)))

    def level(self, node: Any) -> int:
        """Give the level of a heading, 0 of any other paragraph."""
        style = node.find(f"{W}pPr/{W}pStyle")
        return self.levels.get(style.get(W + "val", ""), 0) if style is not None else 0

    def table(self, node: Any, path: str) -> None:
        self.end_rows()
        if next(node.iter(BOX), None) is None and sum(1 for _ in node.iter(W + "tbl")) > 1:
            self.layout(node, path)
            return
        rows: list[tuple[Cell, ...]] = []
        places: list[RowPlace] = []
        head = 0
        for number, row in enumerate(_rows(node), 1):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            here = f"{path}/tr[{number}]"
            cells = tuple(self.cells(row, here))
            self.parts += len(cells)
            if self.parts > MOST_PARTS:
                break
            first = next((cell for cell in row.iter(W + "p") if text_of_paragraph(cell, self.notes)), None)
            indent = indent_of(first) if first is not None else 0.0
            place = RowPlace(self.source.at(element=here), tuple(lines[0].place for _, lines in cells), indent)
            said = tuple(cell for cell, _ in cells)
            texts = [lines if lines[1:] else () for _, lines in cells]
            made = unstacked(said, place, texts) if self.laid_out and any(texts) else [(said, place)]
            rows += [one for one, _ in made]
            places += [one for _, one in made]
            repeated = row.find(f"{W}trPr/{W}tblHeader")
            if (
                repeated is not None
                and head == len(rows) - len(made)
                and repeated.get(W + "val", "true") not in ("0", "false", "off")
            ):
                head = len(rows)
        if rows:
            begin = TextPlace(self.source.at(element=path))
            table = Table(tuple(rows[:head]), tuple(rows[head:]))
            self.found.append(_Found(table, BlockPlace(begin, tuple(places))))

    def layout(self, node: Any, path: str) -> None:
        """Read a table that holds tables: it only lays out the page, and its cells are read like the page."""
        for number, row in enumerate(_rows(node), 1):
            if row.find(f"{W}trPr/{W}del") is None:
                for at, cell in enumerate(_cells(row), 1):
                    self.blocks(cell, f"{path}/tr[{number}]/tc[{at}]")
                    self.end_rows()

    def cells(self, row: Any, path: str) -> Iterator[tuple[Cell, tuple[TextLine, ...]]]:
        """Give the cells of a row, each with its lines."""
        for _ in range(_spared(row, "gridBefore")):
            yield Cell(), (TextLine("", TextPlace(self.source.at(element=path))),)
        for number, node in enumerate(_cells(row), 1):
            wide = _number(node.find(f"{W}tcPr/{W}gridSpan"), 1)
            merged = node.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(W + "val", "continue") == "continue"
            across = node.find(f"{W}tcPr/{W}hMerge")
            goes_on = goes_on or (across is not None and across.get(W + "val", "continue") == "continue")
            raw = [] if goes_on else [raw_text(one, self.notes) for one in node.iter(W + "p")]
            place = TextPlace(self.source.at(element=f"{path}/tc[{number}]"))
            lines = [TextLine(" ".join(line.split()), place) for one in raw for line in one.split("\n")]
            text = " ".join(line.text for line in lines if line.text)
            yield Cell((Words(text),) if text else (), "text", max(1, wide)), tuple(lines) or (TextLine("", place),)

    def document(self) -> tuple[Document, tuple[TextPlace, ...], tuple[BlockPlace, ...]]:
        sections: list[Section] = []
        headings: list[TextPlace] = []
        places: list[BlockPlace] = []
        title, level, blocks = "", 1, list[Block]()
        heading = TextPlace(self.source)

        def close() -> None:
            if title or blocks:
                sections.append(Section(title, tuple(blocks), level))
                headings.append(heading)

        for one in self.found:
            if one.level and isinstance(one.block, Paragraph):
                close()
                title, level, blocks = (
                    "".join(run.text for run in one.block.parts if isinstance(run, Words)),
                    one.level,
                    [],
                )
                heading = one.place.text
            else:
                if not title and not blocks:
                    heading = one.place.text
                blocks.append(one.block)
                places.append(one.place)
        close()
        first = next((one.title for one in sections if one.title), "")
        return Document("", first, tuple(sections)), tuple(headings), tuple(places)


def _rows(table: Any) -> Iterator[Any]:
    """Give a table's rows, also those inside of controls and tracked changes."""
    for child in table:
        if child.tag == W + "tr":
            yield child
        elif child.tag in INSIDE:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in INSIDE:
            yield from _cells(child)


def _spared(row: Any, name: str) -> int:
    return _number(row.find(f"{W}trPr/{W}{name}"), 0)


def _number(node: Any | None, without: int) -> int:
    raw = node.get(W + "val", "") if node is not None else ""
    return min(int(raw), MOST_SPAN) if raw.isdecimal() and len(raw) < 5 else without
