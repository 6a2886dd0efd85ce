"""Shapes of Word files that only other people write: tabs instead of tables, tables in tables, stacked amounts, symbol fonts."""

from __future__ import annotations

import io
import zipfile

from kaiji.formats.any_document import read_any_document
from kaiji.formats.document_read import Read
from made_shapes import shown

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str) -> Read:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as made:
        made.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
    return read_any_document(raw.getvalue(), "a.docx")


def p(text: str) -> str:
    """Give a paragraph; a tab and an end of line in the text are Word's own elements."""
    inside = text.replace("\t", "</w:t><w:tab/><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    return f"<w:p><w:r><w:t>{inside}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{text if text.startswith('<') else p(text)}</w:tc>" for text in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{one}</w:tr>" for one in cells) + "</w:tbl>"


def test_paragraphs_with_tabs_are_rows_with_their_labels_between() -> None:
    lines = ["\t2026\t2025", "Sales\t1,200\t1,100", "Costs of all kinds", "Wages\t(700)\t(600)", "Rent\t(200)\t(200)"]
    read = word(p("Before.") + "".join(map(p, lines)) + p("A sentence that ends."))
    assert shown(read) == [
        ["Before."],
        [">", "", "2026", "2025"],
        ["", "Sales", "1,200", "1,100"],
        ["", "Costs of all kinds", "", ""],
        ["", "Wages", "(700)", "(600)"],
        ["", "Rent", "(200)", "(200)"],
        ["A sentence that ends."],
    ]
    assert [row.cells[0].source.place.element for row in read.places[1].rows][-1] == "body/p[6]"


def test_several_tabs_in_a_row_are_one_where_rows_differ_in_them() -> None:
    read = word(p("Sales\t\t\t1,200\t1,100") + p("Cost of goods sold\t900\t\t800"))
    assert shown(read) == [["", "Sales", "1,200", "1,100"], ["", "Cost of goods sold", "900", "800"]]


def test_an_empty_column_stays_where_rows_have_as_many_tabs() -> None:
    read = word(p("Sales\t1,200\t1,100") + p("Gain\t\t12") + p("Costs\t900\t800"))
    assert shown(read)[1] == ["", "Gain", "", "12"]


def test_a_list_that_is_set_with_tabs_is_no_table() -> None:
    assert shown(word(p("1.\tThe first of them") + p("2.\tThe second"))) == [
        ["1. The first of them"],
        ["2. The second"],
    ]


def test_a_table_that_holds_tables_is_layout() -> None:
    inner = table(("", "2026", "2025"), ("Sales", "1,200", "1,100"), ("Costs", "900", "800"))
    read = word(table((p("Left of it.") + inner + p("Below."), "Right.")))
    assert shown(read) == [
        ["Left of it."],
        [">", "", "2026", "2025"],
        ["", "Sales", "1,200", "1,100"],
        ["", "Costs", "900", "800"],
        ["Below."],
        ["Right."],
    ]
    assert read.places[1].rows[1].cells[1].source.place.element == "body/tbl[1]/tr[1]/tc[1]/tbl[1]/tr[2]/tc[2]"


def test_stacked_amounts_become_rows() -> None:
    read = word(table(("Sales\nCosts", p("1,200") + p("900"), "1,100\n800"), ("Rent", "7", "8")))
    assert shown(read) == [["", "Sales", "1,200", "1,100"], ["", "Costs", "900", "800"], ["", "Rent", "7", "8"]]


def test_the_minus_of_a_symbol_font_is_one() -> None:
    minus = '<w:p><w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r><w:r><w:t>900</w:t></w:r></w:p>'
    assert shown(word(table(("Sales", "1,200"), ("Loss", minus)))) == [
        ["", "Sales", "1,200"],
        ["", "Loss", "\u2212900"],
    ]
