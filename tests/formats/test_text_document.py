"""Other people's plain text, read with its lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaiji.core.document import Document, Paragraph, Table, text_of_parts
from kaiji.formats.document_read import Read
from kaiji.formats.plain_text import write_plain_text
from kaiji.formats.text_document import read_plain_text
from kaiji.tieout.token import tokens_of
from made_filing import filing


def texts(read: Read) -> list[str]:
    assert isinstance(read.document, Document)
    return [text_of_parts(one.parts) for one in read.document.blocks() if isinstance(one, Paragraph)]


def grids(read: Read) -> list[list[list[str]]]:
    assert isinstance(read.document, Document)
    tables = [one for one in read.document.blocks() if isinstance(one, Table)]
    return [[[text_of_parts(cell.parts) for cell in row] for row in (*one.head, *one.rows)] for one in tables]


def test_own_filing_keeps_its_sections_and_its_table() -> None:
    read = read_plain_text(write_plain_text(filing(5)), "a.txt")
    assert isinstance(read.document, Document)
    assert [one.title for one in read.document.sections] == [
        "", "Section 1 - Conflict Minerals Disclosure", "Item 1.01 Conflict Minerals Disclosure and Report",
        "Facilities", "SIGNATURES",
    ]  # fmt: skip
    assert [one.level for one in read.document.sections] == [1, 1, 2, 3, 1]
    assert grids(read)[1][0][5:] == ["Status as of", "Suppliers naming it", "Products"]
    assert grids(read)[1][-1] == ["Total", "", "", "", "", "", "15", "4"]


def test_lines_inside_a_paragraph() -> None:
    read = read_plain_text(b"\nOne two\nthree\n\nFour", "a.txt")
    assert texts(read) == ["One two three", "Four"]
    assert [read.places[0].text.at(at).place.line for at in (0, 4, 7, 8, 12)] == [2, 2, 2, 3, 3]
    assert read.places[1].text.at(0).place.line == 5


def test_wrapped_and_spanning_cells_find_their_column() -> None:
    data = (
        b"<TABLE>\n"
        b"         All over two\n"
        b"Name     One   Two\n"
        b"<S>      <C>   <C>\n"
        b"\n"
        b"A long           5\n"
        b"name\n"
        b"\n"
        b"B          1     2\n"
        b"</TABLE>\n"
    )
    read = read_plain_text(data, "a.txt")
    assert grids(read) == [[["Name", "All over two One", "Two"], ["A long name", "", "5"], ["B", "1", "2"]]]
    place = read.places[0].rows[2].cells[2].source.place
    assert (place.line, place.element) == (9, "table[1]/row[3]/cell[3]")
    assert read.places[0].rows[1].cells[0].at(7).place.line == 7


def test_lines_with_tabs_are_a_table() -> None:
    read = read_plain_text(b"Results\n\tThis year\tLast year\nRevenues\t16,328\t13,696\n\nEnd", "a.txt")
    assert grids(read) == [[["", "This year", "Last year"], ["Revenues", "16,328", "13,696"]]]
    assert texts(read) == ["Results", "End"]


def test_labels_without_tabs_under_a_head_belong_to_its_table() -> None:
    data = b"\t2021\t2020\nASSETS\nCurrent assets:\nCash\t16,328\t13,696\nOther\t2\t3\n\nEnd"
    table = [["", "2021", "2020"], ["ASSETS"], ["Current assets:"], ["Cash", "16,328", "13,696"], ["Other", "2", "3"]]
    assert grids(read_plain_text(data, "a.txt", laid_out=True)) == [table]
    rows = b"\t2021\t2020\nCash\t16,328\t13,696\nThe year was good.\nOther\t2\t3"
    read = read_plain_text(rows, "a.txt", laid_out=True)
    assert (len(grids(read)), texts(read)) == (2, ["The year was good."])
    apart = b"\t2021\t2020\nASSETS\n\nCash\t16,328\t13,696"
    assert len(grids(read_plain_text(apart, "a.txt", laid_out=True))) == 2


def test_headings_of_a_filing_without_underlines() -> None:
    data = b"Item 1.01 Report\n\nThe company asked.\n\nII. Due Diligence\n\nA. Design\n\nSIGNATURES\n\nIt is signed."
    read = read_plain_text(data, "a.txt")
    assert isinstance(read.document, Document)
    assert [(one.title, one.level) for one in read.document.sections] == [
        ("Item 1.01 Report", 2), ("II. Due Diligence", 2), ("A. Design", 3), ("SIGNATURES", 1),
    ]  # fmt: skip


def test_items_of_a_list_without_empty_lines_are_parted() -> None:
    read = read_plain_text(b"- one\n- two\n  more\n- three", "a.txt")
    assert texts(read) == ["- one", "- two more", "- three"]


@pytest.mark.reference
def test_counts_under_each_other_are_parted() -> None:
    text = (
        b"Issued at the end of:\n\nThe three months ended June 30, 2021 81,240 shares\n"
        b"The year ended March 31, 2021 81,240 shares\n\nThe company has bought back\n1,200 shares"
    )
    read = read_plain_text(text, "x.txt")
    assert texts(read) == [
        "Issued at the end of:",
        "The three months ended June 30, 2021 81,240 shares",
        "The year ended March 31, 2021 81,240 shares",
        "The company has bought back 1,200 shares",
    ]


def test_real_filings_lose_no_word(reference: Path) -> None:
    for path in sorted((reference / "filings").glob("*.txt")):
        data = path.read_bytes()
        read = read_plain_text(data, path.name)
        assert isinstance(read.document, Document)
        kept = [one.title for one in read.document.sections] + texts(read)
        kept += [cell for table in grids(read) for row in table for cell in row]
        raw = data.decode("utf-8")
        letters = sum(one.isalpha() for one in raw)
        digits = sum(one.isdigit() for one in raw)
        assert sum(one.isalpha() for text in kept for one in text) == letters, path.name
        assert sum(one.isdigit() for text in kept for one in text) == digits, path.name
        tokens = [one for text in kept for one in tokens_of(text)]
        assert sum(one.isdigit() for token in tokens for one in token.text) == digits, path.name


def test_a_line_of_marks_inside_a_wrapped_cell_is_no_rule() -> None:
    data = b"<TABLE>\n<S>   <C>\n\nabc   1\n.\n----  ---\n\n----\n\n</TABLE>\n"
    read = read_plain_text(data, "a.txt")
    assert grids(read) == [[["abc .", "1"], ["----", ""]]]
