"""Tables as the page shows them: marks at their amounts, columns without distance, heads, indents, lists."""

from __future__ import annotations

from kaiji.core.document import Document, Table
from kaiji.formats.any_document import read_any_document
from kaiji.formats.document_read import Read
from made_shapes import shown


def read_html(body: str) -> Read:
    return read_any_document(f"<html><body>{body}</body></html>".encode(), "a.htm")


def test_marks_in_cells_of_their_own_go_to_their_amount() -> None:
    read = read_html(
        "<table><tr><td></td><td></td><td colspan=7>Year ended March 31,</td></tr>"
        "<tr><td>(In millions)</td><td></td><td colspan=3>2026</td><td></td><td colspan=3>2025</td></tr>"
        "<tr><td>Revenue<sup>(1)</sup></td><td></td><td>$</td><td>1,200</td><td></td><td></td><td>$</td><td>1,100</td><td></td></tr>"
        "<tr><td>Costs</td><td></td><td></td><td>(900</td><td>)</td><td></td><td>$</td><td>(800</td><td>)</td></tr>"
        "<tr><td>Margin</td><td></td><td colspan=2>25.0</td><td>%</td><td></td><td colspan=2>&mdash;</td><td>%</td></tr></table>"
    )
    assert shown(read) == [
        [">", "", "Year ended March 31, <2>"],
        [">", "(In millions)", "2026", "2025"],
        ["", "Revenue\u00b9", "$1,200", "$1,100"],
        ["", "Costs", "(900)", "$(800)"],
        ["", "Margin", "25.0%", "\u2014%"],
    ]


def test_a_place_behind_a_mark_is_on_the_line_of_the_amount() -> None:
    read = read_html("<table>\n<tr><td>A\n<td>$\n<td>1,200</tr>\n<tr><td>B\n<td>\n<td>7</tr></table>")
    cell = read.places[0].rows[0].cells[1]
    assert [cell.at(at).place.line for at in (0, 1, 5)] == [3, 4, 4]


def test_hidden_text_and_inline_xbrl() -> None:
    read = read_html(
        "<ix:header>9</ix:header><p>Sales of <ix:nonFraction name='s'>1,200</ix:nonFraction> million, the 1<sup>st</sup> time</p>"
        "<table><tr style='display:none'><td>Old</td><td>7</td></tr><tr><td>New</td><td>8</td></tr>"
        "<tr><td>Sum</td><td>8</td><td hidden>9</td></tr></table>"
    )
    assert shown(read) == [["Sales of 1,200 million, the 1st time"], ["", "New", "8"], ["", "Sum", "8"]]
    assert [one.code for one in read.findings] == ["FILE-157"]


def test_indents_are_steps_of_two_blanks_however_they_are_made() -> None:
    rows = [
        ("Assets", "1"),
        ("<p style='margin-left:9pt'>Cash", "2"),
        ("&nbsp;&nbsp;&nbsp;Stock", "3"),
        ("<p style='padding-left:2em'>Land", "4"),
    ]
    made = "".join(f"<tr><td>{label}</td><td>{amount}0</td></tr>" for label, amount in rows)
    assert [row[1] for row in shown(read_html(f"<table>{made}</table>"))] == ["Assets", "  Cash", "  Stock", "    Land"]
    staggered = "<tr><td colspan=2>Assets</td><td>10</td></tr><tr><td></td><td>Cash</td><td>20</td></tr><tr><td></td><td>Stock</td><td>30</td></tr>"
    assert [row[1:] for row in shown(read_html(f"<table>{staggered}</table>"))] == [
        ["Assets", "10"],
        ["  Cash", "20"],
        ["  Stock", "30"],
    ]


def test_layout_tables_are_paragraphs() -> None:
    read = read_html(
        "<table><tr><td>All of the page.</td></tr></table>"
        "<table><tr><td>&bull;</td><td>Sales rose.</td></tr><tr><td>&bull;</td><td>Costs fell.</td></tr></table>"
        "<table><tr><td>(1)</td><td>Before tax.</td></tr></table>"
    )
    assert shown(read) == [["All of the page."], ["\u2022 Sales rose."], ["\u2022 Costs fell."], ["(1) Before tax."]]


def test_cells_over_rows_and_nested_tables() -> None:
    read = read_html(
        "<table><tr><td><table><tr><th rowspan=2>Item</th><th colspan=2>2026</th></tr><tr><th>JPY</th><th>%</th></tr>"
        "<tr><td>Net<br>sales</td><td>1,000</td><td>100.0</td></tr></table></td></tr></table>"
    )
    assert shown(read) == [[">", "Item", "2026 <2>"], [">", "", "JPY", "%"], ["", "Net sales", "1,000", "100.0"]]


def test_a_head_over_empty_columns_reaches_over_them() -> None:
    data = (
        b"\tAs of June 30\t\t\tAs of March 31\t\n"
        b"\tUSD\tJPY\t%\tJPY\t%\nASSETS\t\t\t\t\t\n"
        b"Cash\t93\t9,943\t\t11,470\t\nTotal\t93\t9,943\t100.0\t11,470\t100.0\n"
    )
    assert shown(read_any_document(data, "a.txt")) == [
        [">", "", "As of June 30 <3>", "As of March 31 <2>"],
        [">", "", "USD", "JPY", "%", "JPY", "%"],
        ["", "ASSETS", "", "", "", "", ""],
        ["", "Cash", "93", "9,943", "", "11,470", ""],
        ["", "Total", "93", "9,943", "100.0", "11,470", "100.0"],
    ]


def test_units_in_words_keep_their_cell_and_a_label_with_a_colon_is_no_head() -> None:
    read = read_html(
        "<table><tr><td>Company:</td><td>Sample Corp.</td><td></td></tr><tr><td>Price</td><td>3,208</td><td>yen</td></tr>"
        "<tr><td>Number</td><td>700,000</td><td>shares</td></tr></table>"
    )
    assert shown(read) == [
        ["", "Company:", "Sample Corp.", ""],
        ["", "Price", "3,208", "yen"],
        ["", "Number", "700,000", "shares"],
    ]


def test_a_table_of_words_keeps_its_rows() -> None:
    read = read_any_document(
        b"1. Payment date\tMonday, August 3, 2026\n2. Shares\t700,000 shares (planned: 700,000)\n", "a.txt"
    )
    assert shown(read) == [
        ["", "1. Payment date", "Monday, August 3, 2026"],
        ["", "2. Shares", "700,000 shares (planned: 700,000)"],
    ]
    assert isinstance(read.document, Document)
    assert [len(one.head) for one in read.document.blocks() if isinstance(one, Table)] == [0]
