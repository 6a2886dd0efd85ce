"""A PDF is read by where its words stand: paragraphs over lines, tables over pages, layout left out."""

from __future__ import annotations

import pytest

from kaiji.core.document import Document, Paragraph, Section, Words
from kaiji.formats.any_document import read_any_document
from kaiji.formats.document_read import Read
from kaiji.formats.pdf_write import pdf_available
from made_shapes import shown

pytestmark = pytest.mark.skipif(not pdf_available(), reason="WeasyPrint cannot be loaded here")

LABEL = "receivable, net of allowance for doubtful accounts of JPY 18 thousand, number"
PROSE = (
    "The company sells goods and services to many customers, and its revenues came to JPY1,234 million in the quarter."
)


def page(body: str, style: str = "") -> Read:
    import weasyprint  # noqa: PLC0415

    style = f"tr {{ break-inside: avoid }} {style}"
    style = f"@page {{ size: A4 }} body {{ font: 10pt serif }} .r {{ text-align: right }} .c {{ text-align: center }} {style}"
    html = f"<html><head><style>{style}</style></head><body>{body}</body></html>"
    return read_any_document(weasyprint.HTML(string=html).write_pdf(), "a.pdf")


def test_a_table_over_pages_is_one_with_one_head() -> None:
    rows = "".join(
        f"<tr><td width=40%>{at * 3} {LABEL} {at}</td><td class=r>{at},100</td><td class=r>({at},200)</td></tr>"
        for at in range(1, 61)
    )
    read = page(
        f"<table style='width: 100%' cellpadding=4><thead><tr><td></td><td class=r>2026</td><td class=r>2025</td></tr></thead>{rows}</table>"
    )
    lines = shown(read)
    assert lines[0] == [">", "", "2026", "2025"]
    assert lines[1:] == [["", f"{at * 3} {LABEL} {at}", f"{at},100", f"({at},200)"] for at in range(1, 61)]
    pages = [row.source.place.page for row in read.places[0].rows]
    assert pages == sorted(pages)
    assert set(pages) == {1, 2, 3}


def test_running_heads_and_page_numbers_are_layout() -> None:
    style = "@page { @top-left { content: 'Sample Works 2026' } @bottom-center { content: counter(page) ' / ' counter(pages) } }"
    read = page("".join(f"<p>Note {at * 7}. {PROSE} It is said {at} times.</p>" for at in range(150)), style)
    assert shown(read) == [[f"Note {at * 7}. {PROSE} It is said {at} times."] for at in range(150)]
    assert [read.places[at].text.source.place.page for at in (0, 149)] == [1, 7]


def test_footnote_marks_and_words_parted_at_the_end_of_a_line() -> None:
    mark = "<sup style='font-size: 60%'>1</sup>"
    marked = f"Revenue{mark} of the consoli&shy;dated companies rose. The consolidated ones."
    read = page(f"<p style='width: 4.2cm' lang=en>{marked}</p>")
    assert shown(read) == [["Revenue\u00b9 of the consolidated companies rose. The consolidated ones."]]


def test_heads_in_the_middle_of_their_columns() -> None:
    read = page(
        "<table style='width: 100%' cellpadding=6><tr><td><td colspan=2 class=c>Three months<td colspan=2 class=c>Six months</tr>"
        "<tr><td><td class=r>2026<td class=r>2025<td class=r>2026<td class=r>2025</tr>"
        "<tr><td>Sales<td class=r>1,234<td class=r>1,111<td class=r>2,345<td class=r>2,222</tr>"
        "<tr><td>Costs<td class=r>(234)<td class=r>-<td class=r>(345)<td class=r>(222)</tr></table>"
    )
    assert shown(read) == [
        [">", "", "Three months <2>", "Six months <2>"], [">", "", "2026", "2025", "2026", "2025"],
        ["", "Sales", "1,234", "1,111", "2,345", "2,222"], ["", "Costs", "(234)", "-", "(345)", "(222)"],
    ]  # fmt: skip


def test_larger_type_begins_a_section() -> None:
    read = page(f"<h1>Results of the year</h1><p>{PROSE}</p>")
    assert read.document == Document(
        "", "Results of the year", (Section("Results of the year", (Paragraph((Words(PROSE),)),)),)
    )  # fmt: skip
