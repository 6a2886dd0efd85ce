"""Other people's HTML, read with its places."""

from __future__ import annotations

from kaiji.core.document import Document, Paragraph, Table, text_of_parts
from kaiji.formats.document_read import Read
from kaiji.formats.edgar_html import write_edgar_html
from kaiji.formats.html_document import read_html
from made_filing import filing


def said(read: Read) -> list[tuple[str, int, str]]:
    """Give text, line and element of each paragraph and caption."""
    assert isinstance(read.document, Document)
    found = []
    for block, place in zip(read.document.blocks(), read.places, strict=True):
        parts = block.parts if isinstance(block, Paragraph) else block.caption
        found.append((text_of_parts(parts), place.text.source.place.line, place.text.source.place.element))
    return found


def grid(read: Read, number: int = 0) -> list[list[str]]:
    assert isinstance(read.document, Document)
    tables = [block for block in read.document.blocks() if isinstance(block, Table)]
    rows = (*tables[number].head, *tables[number].rows)
    return [[text_of_parts(cell.parts) for cell in row] for row in rows]


def test_own_filing_keeps_its_sections_and_its_table() -> None:
    read = read_html(write_edgar_html(filing(5)), "a.htm")
    assert isinstance(read.document, Document)
    assert read.document.title == "Form SD of Aozora Wireless Corporation"
    assert [(one.title, one.level) for one in read.document.sections] == [
        (one.title, one.level) for one in filing(5).sections
    ]
    assert grid(read, 1)[-1] == ["Total", "", "", "", "", "", "15", "4"]
    assert read.findings == ()


def test_lines_and_elements_of_every_text() -> None:
    data = (
        b"<html><body>\n<p>One\n two <b>three</b></p>\n<!-- x\n -->\n<div>Four<p>Five</p>six<br><br>Seven</div></body>"
    )
    read = read_html(data, "a.htm")
    assert said(read) == [
        ("One two three", 2, "body/p[1]"),
        ("Four", 6, "body/div[1]"),
        ("Five", 6, "body/div[1]/p[1]"),
        ("six", 6, "body/div[1]"),
        ("Seven", 6, "body/div[1]"),
    ]
    assert read.places[0].text.at(4).place.line == 3
    assert read.places[0].text.at(3).place.line == 2


def test_cells_with_their_places_spans_and_heads() -> None:
    data = (
        b"<table><caption>About</caption>\n<tr><th>A</th><th>B</th></tr>\n<tr><td rowspan=2>1</td>\n<td>2</td></tr>\n"
        b"<tr><td>3<p>4</p></td></tr><tr><td colspan=2>5</td></tr></table>"
    )
    read = read_html(data, "a.htm")
    assert grid(read) == [["A", "B"], ["1", "2"], ["", "3 4"], ["5"]]
    assert said(read)[0][0] == "About"
    rows = read.places[0].rows
    place = rows[1].cells[1].source.place
    assert (place.line, place.element) == (4, "body/table[1]/tr[2]/td[2]")
    assert rows[2].cells[1].at(0).place.line == 5


def test_nothing_in_or_around_a_broken_table_is_lost() -> None:
    data = b"<table>stray<tr>odd<td>1</td><div>x</div></tr><p>y</p></table>z"
    read = read_html(data, "a.htm")
    assert isinstance(read.document, Document)
    texts = [text for text, _, _ in said(read)]
    assert {"stray", "odd", "x", "y", "z"} <= set(" ".join(texts).split())
    assert grid(read) == [["1"]]


def test_a_table_for_layout_is_read_as_paragraphs() -> None:
    read = read_html(
        b"<table><tr><td><p>Left</p></td><td><table><tr><td>1</td></tr></table></td></tr></table>", "a.htm"
    )
    assert said(read)[0][0] == "Left"
    assert grid(read) == [["1"]]


def test_bold_lines_are_headings_where_there_are_no_others() -> None:
    data = b"<p><b>Item 1.01 Report</b></p><p>The <b>bold</b> company.</p><p style='font-weight:bold'>Item 1.02</p>"
    read = read_html(data, "a.htm")
    assert isinstance(read.document, Document)
    assert [one.title for one in read.document.sections] == ["Item 1.01 Report", "Item 1.02"]
    assert [one.source.place.element for one in read.headings] == ["body/p[1]", "body/p[3]"]


def test_encodings_and_old_references() -> None:
    for data in (
        b"<p>it&#146;s",
        "<p>it\u2019s".encode(),
        "<p>it\u2019s".encode("cp1252"),
        "<p>it\u2019s".encode("utf-16"),
    ):
        assert said(read_html(data, "a.htm"))[0][0] == "it\u2019s"
    data = b'<meta charset="shift_jis"><p>' + "開示".encode("cp932")
    assert said(read_html(data, "a.htm"))[0][0] == "開示"


def test_scripts_and_styles_say_nothing_and_keep_the_lines() -> None:
    read = read_html(b"<script>\nx = 1\n</script><style>\np {}</style><p>One", "a.htm")
    assert said(read) == [("One", 4, "body/p[1]")]


def test_entities_of_others_are_not_expanded() -> None:
    data = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "zz">]><p>a &x; &y; b</p>'
    assert "root:" not in repr(read_html(data, "a.htm"))


def test_lines_beyond_those_the_parser_counts() -> None:
    read = read_html(b"<p>One</p>" + b"\n" * 70_000 + b"<p>Two</p>\n<p>Three</p>", "a.htm")
    assert [line for _, line, _ in said(read)] == [1, 70_001, 70_002]
