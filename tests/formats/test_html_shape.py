"""Shapes of HTML that only other people write: stacked amounts, preformatted text, signs in cells of their own, hidden facts."""

from __future__ import annotations

import pytest

from kaiji.core.document import Document
from kaiji.formats.any_document import read_any_document
from kaiji.formats.document_read import Read
from kaiji.formats.html_document import read_html
from made_shapes import shown


def page(body: str) -> Read:
    return read_any_document(f"<html><body>{body}</body></html>".encode(), "a.htm")


def test_stacked_amounts_become_rows_with_their_lines() -> None:
    read = page(
        "<table><tr><td></td><td>2026</td><td>2025</td></tr>\n<tr><td>Sales<br>\nCosts<br>\nOther</td>"
        "<td>1,200<br>\n(900)<br>\n-</td><td><p>1,100</p>\n<p>(800)</p>\n<p>12</p></td></tr></table>"
    )
    assert shown(read) == [
        [">", "", "2026", "2025"],
        ["", "Sales", "1,200", "1,100"],
        ["", "Costs", "(900)", "(800)"],
        ["", "Other", "-", "12"],
    ]
    rows = read.places[0].rows
    assert [row.cells[0].source.place.line for row in rows[1:]] == [2, 3, 4]
    assert [row.cells[1].source.place.line for row in rows[1:]] == [4, 5, 6]
    assert rows[2].cells[1].source.place.element == "body/table[1]/tr[2]/td[2]"


@pytest.mark.parametrize(
    ("label", "amounts"),
    [
        ("Sales<br>and other<br>income", "1,200<br>900"),  # which of three is meant?
        ("Sales", "1,200<br>a year"),
        ("2026<br>2025", "Sales<br>Costs"),
    ],
)
def test_what_is_not_surely_stacked_stays_one_row(label: str, amounts: str) -> None:
    read = page(f"<table><tr><td>{label}</td><td>{amounts}</td></tr><tr><td>Cost</td><td>12</td></tr></table>")
    assert shown(read)[0][1:] == [label.replace("<br>", " "), amounts.replace("<br>", " ")]


def test_a_blank_line_of_a_stack_is_an_empty_cell() -> None:
    read = page("<table><tr><td>Assets:<br>Cash<br>Land</td><td><br>1,200<br>900</td><td><br>7<br>8</td></tr></table>")
    assert shown(read) == [["", "Assets:", "", ""], ["", "Cash", "1,200", "7"], ["", "Land", "900", "8"]]


def test_own_files_keep_their_cells() -> None:
    read = read_html(b"<table><tr><td>A<br>B</td><td>1<br>2</td></tr></table>", "a.htm")
    assert shown(read) == [["", "A B", "1 2"]]


def test_preformatted_text_has_its_tables_and_lines() -> None:
    read = page(
        "\n<p>Before</p>\n<pre>RESULTS\n\n                  2026    2025\nSales <b>and</b> so     1,200   1,100\n"
        "Costs              900     800\n\nBehind it.\n</pre>\n<p>After</p>"
    )
    assert isinstance(read.document, Document)
    assert [one.title for one in read.document.sections] == ["", "RESULTS"]
    assert shown(read) == [
        ["Before"],
        [">", "", "2026", "2025"],
        ["", "Sales and so", "1,200", "1,100"],
        ["", "Costs", "900", "800"],
        ["Behind it."],
        ["After"],
    ]
    rows = read.places[1].rows
    assert [row.source.place.line for row in rows] == [5, 6, 7]
    assert rows[1].source.place.element.startswith("body/pre[1]/table[")
    assert [one.text.source.place.line for one in (read.places[0], *read.places[2:])] == [2, 9, 11]


def test_a_minus_sign_in_a_cell_of_its_own() -> None:
    rows = [("Sales", "", "1,200"), ("Loss", "-", "900"), ("Tax", "", "30")]
    body = "".join(f"<tr><td>{name}</td><td>{sign}</td><td>{amount}</td></tr>" for name, sign, amount in rows)
    assert shown(page(f"<table>{body}</table>")) == [["", "Sales", "1,200"], ["", "Loss", "-900"], ["", "Tax", "30"]]


def test_a_dash_for_nothing_stays_in_its_column() -> None:
    head = "<tr><td></td><td>2026</td><td>2025</td></tr>"
    rows = [("Sales", "5", "1,200"), ("Loss", "-", "900"), ("Tax", "", "30")]
    body = "".join(f"<tr><td>{name}</td><td>{one}</td><td>{two}</td></tr>" for name, one, two in rows)
    assert shown(page(f"<table>{head}{body}</table>"))[2] == ["", "Loss", "-", "900"]
    empty = body.replace("<td>5</td>", "<td></td>")
    assert shown(page(f"<table>{head}{empty}</table>"))[2] == ["", "Loss", "-", "900"]


def test_the_hidden_header_of_inline_xbrl_is_no_hidden_number() -> None:
    header = "<ix:header><ix:hidden><ix:nonNumeric>0001234567</ix:nonNumeric></ix:hidden></ix:header>"
    fact = 'Sales were <ix:nonFraction sign="-" scale="3">1,200</ix:nonFraction>.'
    read = page(f'<div style="display:none">{header}</div><p>{fact}</p>')
    assert shown(read) == [["Sales were 1,200."]]
    assert read.findings == ()
    assert [one.code for one in page(f'<div style="display:none">{header}<p>7</p></div><p>{fact}</p>').findings] == [
        "FILE-157"
    ]


def test_one_line_of_ten_megabytes_is_read() -> None:
    text = "The company sold 12 machines. " * 350_000
    read = page(f"<p>{text}</p><p>And 7 more.</p>")
    assert [len(row[0]) for row in shown(read)] == [len(text) - 1, len("And 7 more.")]
    assert read.findings == ()


def test_what_is_nested_too_deep_is_read_as_text_and_told() -> None:
    read = page(f"<p>First 1.</p>{'<div>' * 400}<p>Sold 12.</p><table><tr><td>A</td><td>7</td></tr></table>")
    assert [row[0] for row in shown(read)] == ["First 1.", "Sold 12. A 7"]
    assert [one.code for one in read.findings] == ["FILE-156"]
    deep = page(f"<table><tr><td>A</td><td>{'<b>' * 400}7{'</b>' * 400}</td></tr><tr><td>B</td><td>8</td></tr></table>")
    assert shown(deep) == [["", "A", "7"], ["", "B", "8"]]
    assert [one.code for one in deep.findings] == ["FILE-156"]
