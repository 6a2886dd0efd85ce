"""Word and PDF written from a document, read back, and tied out: nothing lost, any change found."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import docx
import pytest

from kaiji.core.document import Cell, Document, Paragraph, Part, Quote, Section, Table, Words, text_of_parts
from kaiji.core.figure import Figure
from kaiji.core.source import Source
from kaiji.formats.pdf_text import read_pdf_text
from kaiji.formats.pdf_write import pdf_available, write_pdf
from kaiji.formats.print_html import write_print_html
from kaiji.formats.text_document import read_plain_text
from kaiji.formats.unicode_text import write_unicode_text
from kaiji.formats.word_read import read_word
from kaiji.formats.word_write import write_word
from kaiji.tieout.against import TieOut, tie_out
from kaiji.tieout.evidence import ledger_of
from kaiji.tieout.stream import tie_out_pages

HERE = (Source("terms.toml"),)


def figure(number: int, key: str) -> Figure:
    return Figure.of(Decimal(number), key=key, sources=HERE)


def document(total: int = 30, *, japanese: bool = False) -> Document:
    name: tuple[Part, ...] = (Quote("港精機株式会社" if japanese else "Minato <Seiki> & Co.", "name", HERE),)
    table = Table(
        ((Cell((Words("内訳" if japanese else "Item"),)), Cell((Words("株数" if japanese else "Shares"),))),),
        (
            (Cell((Words("A"),)), Cell((figure(10, "a"),), "number")),
            (Cell((Words("B"),)), Cell((figure(20, "b"),), "number")),
            (Cell((Words("計" if japanese else "Total"),)), Cell((figure(total, "total"),), "number")),
        ),
        totals=1,
        caption=(Words("内訳表" if japanese else "What there is"),),
        key="table",
    )
    wide = Table((), ((Cell((Words("over two"),), span=2),), (Cell((Words("left"),)), Cell((Words("right"),)))))
    sections = (
        Section("", (Paragraph(name, "signature"),), 1),
        Section(
            "お知らせ" if japanese else "Notice — of “Something”", (Paragraph((*name, Words(" says so."))), table), 1
        ),
        Section("I. More", (Paragraph((Words("first"),), "item", marker="(a)"), wide, Paragraph((), "break")), 2),
        Section("Small print", (Paragraph((Words("Over-Allotment " * 40),), "note"),), 3),
    )
    return Document("notice", "A notice", sections, "ja" if japanese else "en")


def word(made: Document, against: Document) -> TieOut:
    return tie_out(read_word(write_word(made), "n.docx"), ledger_of(against))


def text(made: Document, against: Document) -> TieOut:
    return tie_out(read_plain_text(write_unicode_text(made), "n.txt"), ledger_of(against))


def pdf(made: Document, against: Document) -> TieOut:
    found = read_pdf_text(write_pdf(made), "n.pdf")
    assert found.findings == ()
    return tie_out_pages(found.pages, found.at, ledger_of(against))


FORMS = [
    word,
    text,
    pytest.param(pdf, marks=pytest.mark.skipif(not pdf_available(), reason="WeasyPrint is not installed")),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("japanese", [False, True])
def test_what_was_written_is_read_back(form: Callable[[Document, Document], TieOut], japanese: bool) -> None:
    made = document(japanese=japanese)
    result = form(made, made)
    assert result.findings == ()
    assert result.certificate.is_clean
    assert result.certificate.numbers == 3


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("japanese", [False, True])
def test_a_changed_figure_name_or_sentence_is_found(
    form: Callable[[Document, Document], TieOut], japanese: bool
) -> None:
    against = document(japanese=japanese)
    assert "TIE-001" in {one.code for one in form(document(31, japanese=japanese), against).findings}
    first, *rest = against.sections
    renamed = replace(against, sections=(replace(first, blocks=(Paragraph((Words("Minato Seki"),)),)), *rest))
    assert form(renamed, against).findings
    assert form(replace(against, sections=against.sections[:2]), against).findings
    longer = replace(
        against, sections=(*against.sections, Section("", (Paragraph((Words("An addition nobody built."),)),)))
    )
    assert form(longer, against).findings


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write_word(document()) == write_word(document())
    assert write_unicode_text(document()) == write_unicode_text(document())
    if pdf_available():
        assert write_pdf(document()) == write_pdf(document())


def test_word_has_real_headings_fonts_and_page_numbers() -> None:
    made = docx.Document(io.BytesIO(write_word(document(japanese=True))))
    styles = [(one.style.name if one.style else "", one.text) for one in made.paragraphs]
    headings = [(style, text) for style, text in styles if style and style.startswith("Heading")]
    assert headings == [("Heading 1", "お知らせ"), ("Heading 2", "I. More"), ("Heading 3", "Small print")]
    assert "Yu Mincho" in made.styles["Normal"].element.xml
    footer = made.sections[0].footer.paragraphs[0]._p.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    assert made.tables[0].rows[3].cells[1].text == "30"
    assert made.core_properties.author == ""


def test_print_page_escapes_and_loads_nothing() -> None:
    page = write_print_html(document()).decode()
    assert "Minato &lt;Seiki&gt; &amp; Co." in page
    assert "http" not in page
    assert "<script" not in page
    hostile = Document("x", "<script>", (Section("", (Paragraph((Words("<img src=http://x>\x00"),)),)),))
    assert "<img" not in write_print_html(hostile).decode()
    assert read_word(write_word(hostile), "n.docx").document is not None


@pytest.mark.skipif(not pdf_available(), reason="WeasyPrint is not installed")
def test_pdf_refuses_to_load() -> None:
    import weasyprint  # noqa: PLC0415

    from kaiji.formats import pdf_write  # noqa: PLC0415

    with pytest.raises(ValueError, match="loads nothing"):
        pdf_write._nothing("http://example.invalid/x")
    assert weasyprint.__version__


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7 broken", b"\x00" * 100, zipfile.__name__.encode()])
def test_broken_files_end_in_findings(data: bytes) -> None:
    assert read_word(data, "n.docx").findings
    assert read_pdf_text(data, "n.pdf").findings


def test_word_container_without_text_or_with_entities() -> None:
    for body in (b"<a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<a>"):
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w") as container:
            container.writestr("word/document.xml", body)
        assert read_word(raw.getvalue(), "n.docx").findings


def test_word_reading_leaves_out_deleted_text_and_opens_merged_cells() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("kept ")
    table = made.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "tall"
    table.cell(0, 1).text, table.cell(1, 1).text = "x", "y"
    raw = io.BytesIO()
    made.save(raw)
    deleted = b"<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    changed = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(
                part, content.replace(b"</w:p>", deleted, 1) if part.filename == "word/document.xml" else content
            )
    read = read_word(changed.getvalue(), "n.docx")
    assert paragraph.text == "kept "
    assert read.document is not None
    first, second = read.document.blocks()
    assert isinstance(first, Paragraph)
    assert text_of_parts(first.parts) == "kept"
    assert isinstance(second, Table)
    assert [[text_of_parts(cell.parts) for cell in row] for row in second.rows] == [["tall", "x"], ["", "y"]]
    assert read.places[1].rows[1].cells[1].at(0).place.element == "body/tbl[1]/tr[2]/tc[2]"


@pytest.mark.skipif(not pdf_available(), reason="WeasyPrint is not installed")
def test_a_table_over_pages_repeats_its_head_and_is_still_as_built() -> None:
    head = ((Cell((Words("Day"),)), Cell((Words("Shares"),))),)
    rows = tuple(
        (Cell((Words(f"row {chr(97 + n % 26)}"),)), Cell((figure(n, f"n.{n}"),), "number")) for n in range(120)
    )
    made = Document("n", "N", (Section("Many rows", (Table(head, rows, key="t"), Paragraph((Words("The end."),))), 1),))
    found = read_pdf_text(write_pdf(made), "n.pdf")
    assert len(found.pages) >= 3
    assert sum("Shares" in page for page in found.pages) == len(found.pages)
    result = tie_out_pages(found.pages, found.at, ledger_of(made))
    assert result.findings == ()
    assert result.certificate.numbers == 120
