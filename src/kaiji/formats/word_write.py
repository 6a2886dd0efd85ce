"""A document as a Word file (.docx), set like a printed notice: A4, serif type, ruled tables, page numbers."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from kaiji.core.document import Cell, Document, Paragraph, Section, Table, text_of_parts
from kaiji.core.text import Language
from kaiji.formats.ascii_text import visible
from kaiji.formats.table_shape import column_count, number_columns, placed

LATIN = "Times New Roman"
EAST_ASIAN = {"ja": "Yu Mincho", "zh": "SimSun", "en": "Yu Mincho"}
LANGUAGE_TAGS = {"en": "en-US", "ja": "ja-JP", "zh": "zh-CN"}
BODY_POINTS, SMALL_POINTS = 10.5, 9.0
HEADING_POINTS = {1: 14.0, 2: 11.5, 3: 10.5}
# A file tells when it was made; the same document must give the same bytes, so all are made on one day.
MADE = datetime(2000, 1, 1)  # noqa: DTZ001
ZIP_DAY = (2000, 1, 1, 0, 0, 0)
WIDE = 6
SHORT = 14  # rows of a table that is kept on one page
TEXT_WIDTH = 16.0  # centimetres between the margins of an A4 page


def write_word(document: Document) -> bytes:
    """Write a document as a Word file; the same document always gives the same bytes.

    Headings are real headings (levels 1 to 3), so that a reader and Word's navigation find them; table heads repeat on
    each page; every page has its number and the number of pages.
    """
    import docx  # noqa: PLC0415
    from docx.shared import Cm  # noqa: PLC0415

    made = docx.Document()
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin = page.bottom_margin = Cm(2.3)
    properties = made.core_properties
    properties.title, properties.author, properties.comments = _clean(document.title), "", ""
    properties.created = properties.modified = MADE
    properties.language = LANGUAGE_TAGS[document.language]
    writer = _Writer(made, document.language)
    writer.styles()
    writer.page_numbers()
    for section in document.sections:
        writer.section(section)
    raw = io.BytesIO()
    made.save(raw)
    return _dated(raw.getvalue())


class _Writer:
    """Puts sections into one Word file."""

    def __init__(self, made: Any, language: Language) -> None:
        self.made, self.language = made, language

    def styles(self) -> None:
        """Set type, sizes and spaces once, in the styles that Word knows."""
        from docx.shared import Pt, RGBColor  # noqa: PLC0415

        normal = self.made.styles["Normal"]
        self._font(normal, BODY_POINTS)
        normal.paragraph_format.space_after = Pt(6)
        normal.paragraph_format.line_spacing = 1.25 if self.language == "en" else 1.4
        for level, size in HEADING_POINTS.items():
            style = self.made.styles[f"Heading {level}"]
            self._font(style, size)
            style.font.bold, style.font.italic = True, False
            style.font.color.rgb = RGBColor(0, 0, 0)
            style.paragraph_format.space_before = Pt(16 if level == 1 else 12)
            style.paragraph_format.space_after = Pt(10 if level == 1 else 5)
            style.paragraph_format.keep_with_next = True

    def _font(self, style: Any, size: float) -> None:
        from docx.oxml.ns import qn  # noqa: PLC0415
        from docx.shared import Pt  # noqa: PLC0415

        style.font.name, style.font.size = LATIN, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in list(fonts.attrib):  # theme fonts would win over the names below
            if name.endswith("Theme"):
                del fonts.attrib[name]
        for name in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(name), LATIN)
        fonts.set(qn("w:eastAsia"), EAST_ASIAN[self.language])

    def page_numbers(self) -> None:
        """Put “page / pages” into the foot of each page."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
        from docx.shared import Pt  # noqa: PLC0415

        foot = self.made.sections[0].footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for text in ("PAGE", " / ", "NUMPAGES"):
            run = foot.add_run("" if text.isupper() else text)
            run.font.size = Pt(SMALL_POINTS)
            if text.isupper():
                _field(run, text)

    def section(self, section: Section) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415

        if title := _clean(" ".join(section.title.split())):
            level = min(max(section.level, 1), 3)
            heading = self.made.add_paragraph(title, style=f"Heading {level}")
            if level == 1:
                heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for number, block in enumerate(section.blocks):
            if isinstance(block, Table):
                after = section.blocks[number + 1] if number + 1 < len(section.blocks) else None
                self.table(block, followed=isinstance(after, Table))
            else:
                self.paragraph(block)

    def paragraph(self, block: Paragraph) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK  # noqa: PLC0415
        from docx.shared import Cm, Pt  # noqa: PLC0415

        if block.role == "break":
            self.made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            return
        text = " ".join(filter(None, (_clean(block.marker), _lines(text_of_parts(block.parts)))))
        one = self.made.add_paragraph()
        run = one.add_run(text)
        shape = one.paragraph_format
        match block.role:
            case "cover":
                one.alignment, run.bold = WD_ALIGN_PARAGRAPH.CENTER, True
            case "caption":
                one.alignment, run.font.size = WD_ALIGN_PARAGRAPH.CENTER, Pt(SMALL_POINTS)
            case "note":
                run.font.size = Pt(SMALL_POINTS)
                shape.line_spacing = 1.15 if self.language == "en" else 1.3
            case "signature":
                one.alignment, shape.space_after = WD_ALIGN_PARAGRAPH.RIGHT, Pt(1)
            case "item" | "mark":
                shape.left_indent, shape.first_line_indent = Cm(1.2), Cm(-0.8) if block.marker else Cm(0)
            case _ if self.language == "en":
                one.alignment = WD_ALIGN_PARAGRAPH.LEFT

    def table(self, table: Table, *, followed: bool) -> None:
        from docx.enum.table import WD_TABLE_ALIGNMENT  # noqa: PLC0415
        from docx.shared import Cm, Pt  # noqa: PLC0415

        columns = column_count(table)
        if table.caption:
            caption = self.made.add_paragraph()
            caption.add_run(_lines(text_of_parts(table.caption))).bold = True
            caption.paragraph_format.keep_with_next = True
        if not columns:
            return
        rows = (*table.head, *table.rows)
        made = self.made.add_table(rows=len(rows), cols=columns)
        made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        numbers = number_columns(table)
        widths = _widths(table, columns)
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Cm(width)
        first_total = len(rows) - table.totals
        for at, row in enumerate(rows):
            head, total = at < len(table.head), at >= first_total
            line = made.rows[at]
            _row_rules(line, repeat=head)
            for column, width in enumerate(widths):
                line.cells[column].width = Cm(width)
            for column, cell in placed(row):
                place = line.cells[column]
                if cell.span > 1:
                    place = place.merge(line.cells[min(column + cell.span, columns) - 1])
                right = cell.role == "number" or (head and column in numbers)
                self.cell(place, cell, bold=head or total or cell.role == "head", right=right, small=columns >= WIDE)
                if len(rows) <= SHORT and at < len(rows) - 1:
                    place.paragraphs[0].paragraph_format.keep_with_next = True
                _borders(place, top=at == 0 or (total and at == first_total), thick=total and at == len(rows) - 1)
        gap = self.made.add_paragraph()
        gap.paragraph_format.space_after = Pt(4 if followed else 3)
        gap.paragraph_format.line_spacing = Pt(6)

    def cell(self, place: Any, cell: Cell, *, bold: bool, right: bool, small: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
        from docx.shared import Pt  # noqa: PLC0415

        one = place.paragraphs[0]
        run = one.add_run(_lines(text_of_parts(cell.parts)))
        run.bold = bold
        run.font.size = Pt(8.0 if small else 9.5)
        one.paragraph_format.space_before = one.paragraph_format.space_after = Pt(2)
        one.paragraph_format.line_spacing = 1.1
        one.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT


def _widths(table: Table, columns: int) -> list[float]:
    """Share the page's width out: numbers get what they need on one line, the other columns by what stands in them."""
    longest, needed = [6.0] * columns, [0.0] * columns
    for row in (*table.head, *table.rows):
        for at, cell in placed(row):
            if cell.span > 1:
                continue
            wide = sum(2.0 if ord(one) > 0x2E7F else 1.0 for one in text_of_parts(cell.parts))
            if cell.role == "number":
                needed[at] = max(needed[at], wide * 0.22 + 0.6)
            longest[at] = max(longest[at], min(wide, 60.0))
    if sum(needed) > TEXT_WIDTH * 0.8 or all(needed):  # nothing but numbers: every column by its length
        total = sum(longest)
        return [TEXT_WIDTH * one / total for one in longest]
    texts = sum(one for one, width in zip(longest, needed, strict=True) if not width)
    room = TEXT_WIDTH - sum(needed)
    shares = [width or room * one / texts for one, width in zip(longest, needed, strict=True)]
    if columns == 2 and not any(needed):  # what, and its value: neither is squeezed
        first = min(max(shares[0], TEXT_WIDTH * 0.32), TEXT_WIDTH * 0.5)
        return [first, TEXT_WIDTH - first]
    return shares


def _field(run: Any, name: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    for kind in ("begin", "instr", "separate", "text", "end"):
        if kind == "instr":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = name
        elif kind == "text":
            element = OxmlElement("w:t")
            element.text = "1"
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)  # noqa: SLF001


def _row_rules(row: Any, *, repeat: bool) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    for name in ("w:cantSplit", "w:tblHeader") if repeat else ("w:cantSplit",):
        element = OxmlElement(name)
        element.set(qn("w:val"), "true")
        properties.append(element)


def _borders(place: Any, *, top: bool, thick: bool) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    borders = OxmlElement("w:tcBorders")
    edges = [("w:top", "single", "6")] if top else []
    edges.append(("w:bottom", "double" if thick else "single", "6" if thick else "4"))
    for name, kind, size in edges:
        edge = OxmlElement(name)
        for key, value in (
            ("w:val", kind),
            ("w:sz", size),
            ("w:space", "0"),
            ("w:color", "000000" if thick or top else "999999"),
        ):
            edge.set(qn(key), value)
        borders.append(edge)
    place._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001


def _clean(text: str) -> str:
    return visible(text)


def _lines(text: str) -> str:
    """Give a text with single blanks; a line break in it stays one."""
    return "\n".join(" ".join(_clean(line).split()) for line in text.split("\n"))


def _dated(data: bytes) -> bytes:
    """Give the archive with one date for all its parts, so that the bytes depend on the document alone."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            info = zipfile.ZipInfo(part.filename, ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(part.filename))
    return found.getvalue()
