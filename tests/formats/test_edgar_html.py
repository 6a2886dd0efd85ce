"""The written HTML filing: its bytes, its tags, its looks."""

from __future__ import annotations

import re

from kaiji.core.document import Cell, Document, Section, Table, Words
from kaiji.formats.edgar_check import check_edgar_html
from kaiji.formats.edgar_html import write_edgar_html
from made_filing import cells, figure, filing, para


def body(*blocks: object) -> str:
    document = Document("SD", "A & B", (Section("", blocks),))  # type: ignore[arg-type]
    return write_edgar_html(document).decode("ascii")


def test_a_filing_is_ascii_of_safe_tags_and_always_the_same() -> None:
    data = write_edgar_html(filing())
    assert data == write_edgar_html(filing())
    assert list(check_edgar_html(data, "fsd_052424.htm")) == []
    assert max(data) < 128


def test_characters_are_escaped_or_numeric_references() -> None:
    text = body(para("<R&D> \u201cx\u201d \U0001f600 caf\u00e9"))
    assert "&lt;R&amp;D&gt; &#8220;x&#8221; &#128512; caf&#233;" in text
    assert "<title>A &amp; B</title>" in text


def test_what_no_file_may_hold_is_shown() -> None:
    assert "a[U+0007]b[U+D800]c" in body(para("a\x07b\ud800c"))


def test_headings_have_their_level_and_a_section_without_title_has_none() -> None:
    sections = tuple(Section(title, (), level) for title, level in (("One", 1), ("Two", 2), ("Three", 3), ("", 1)))
    text = write_edgar_html(Document("SD", "", sections)).decode("ascii")
    assert re.findall(r"<(h\d)[^>]*>(\w+)</\1>", text) == [("h1", "One"), ("h2", "Two"), ("h3", "Three")]


def test_numbers_stand_to_the_right_and_a_total_under_a_rule() -> None:
    head = cells("Metal", "Suppliers", role="head")
    rows = (cells("Tin", figure(3, "a")), cells("Total", figure(3, "b")))
    text = body(Table((head,), rows, totals=1))
    lines = [line for line in text.split("\n") if line.startswith("<tr")]
    assert [line.count("text-align:right") for line in lines] == [1, 1, 1]
    assert [line.count("border-top:1px solid") for line in lines] == [0, 0, 2]
    assert [line.count("border-bottom:1px solid") for line in lines] == [2, 0, 0]
    assert [line.count("<th") for line in lines] == [2, 0, 0]


def test_an_item_has_its_marker_and_a_break_starts_a_page() -> None:
    text = body(para("one", role="item", marker="(a)"), para(role="break"), para("x\ny"))
    assert re.search(r"<p[^>]*><font[^>]*>\(a\)</font> one</p>", text)
    assert "page-break-after:always" in text
    assert ">x<br>y</p>" in text


def test_every_row_and_paragraph_has_its_own_line() -> None:
    lines = write_edgar_html(filing(20)).decode("ascii").split("\n")
    assert max(line.count("<tr") + line.count("<p ") + line.count("<h1") for line in lines) == 1


def test_items_with_their_values_stand_to_the_left_and_only_the_items_are_bold() -> None:
    item = Cell((Words("Payment date"),), "head")
    rows = ((item, Cell((Words("Monday, June 1, 2026"),))), (item, Cell((Words("none"),))))
    page = write_edgar_html(Document("n", "N", (Section("", (Table((), rows),)),))).decode()
    assert "text-align:center" not in page.partition("<table")[2]
    assert page.count("font-weight:bold") == 2
