"""Tables that are set with blanks or drawn with pipes in a text."""

from __future__ import annotations

from kaiji.formats.any_document import read_any_document
from made_shapes import shown

STATEMENT = """\
                     SAMPLE WORKS, INC.
              CONSOLIDATED STATEMENTS OF INCOME

                                  Three months ended        Six months ended
                                       June 30,                 June 30,
                                 --------------------     --------------------
                                   2026        2025         2026        2025
                                 --------    --------     --------    --------
Revenues:
  Connectivity                   $  1,200    $  1,100     $  2,400    $  2,000
  Systems integration, net of
    allowances                        300         250          600         500
  Other ...................            --          10           --          20
                                 --------    --------     --------    --------
    Total revenues                  1,500       1,360        3,000       2,520
Costs and expenses                 (1,000)       (900)      (2,000)     (1,800)
                                 --------    --------     --------    --------
Operating income                 $    500    $    460     $  1,000    $    720
                                 ========    ========     ========    ========

The company had 1,200 employees as of June 30, 2026 and
expects to hire 300 more in the year ending March 31, 2027.
"""


def of_text(text: str) -> list[list[str]]:
    return shown(read_any_document(text.encode(), "a.txt"))


def test_a_statement_with_rules_and_wrapped_labels() -> None:
    assert of_text(STATEMENT) == [
        ["SAMPLE WORKS, INC. CONSOLIDATED STATEMENTS OF INCOME"],
        [">", "", "Three months ended June 30, <2>", "Six months ended June 30, <2>"],
        [">", "", "2026", "2025", "2026", "2025"],
        ["", "Revenues:", "", "", "", ""],
        ["", "  Connectivity", "$1,200", "$1,100", "$2,400", "$2,000"],
        ["", "  Systems integration, net of allowances", "300", "250", "600", "500"],
        ["", "  Other", "--", "10", "--", "20"],
        ["", "    Total revenues", "1,500", "1,360", "3,000", "2,520"],
        ["", "Costs and expenses", "(1,000)", "(900)", "(2,000)", "(1,800)"],
        ["", "Operating income", "$500", "$460", "$1,000", "$720"],
        [
            "The company had 1,200 employees as of June 30, 2026 and expects to hire 300 more in the year ending March 31, 2027."
        ],
    ]


def test_places_are_lines_of_the_file() -> None:
    read = read_any_document(STATEMENT.encode(), "a.txt")
    rows = read.places[1].rows
    assert [row.source.place.line for row in rows] == [4, 7, 9, 10, 11, 13, 15, 16, 18]
    assert [rows[4].cells[0].at(at).place.line for at in (0, 30)] == [11, 12]
    assert rows[4].cells[1].at(0).place.line == 12


def test_the_rule_above_the_last_row_makes_it_a_total() -> None:
    read = read_any_document(STATEMENT.encode(), "a.txt")
    assert read.document is not None
    assert [getattr(one, "totals", None) for one in read.document.blocks()] == [None, 1, None]


def test_amounts_one_blank_apart_and_bold_tags() -> None:
    assert of_text("<b>Sales</b>          1,234,567 1,345,678\nProfit of the year 234,567   345,678\nTax                   4,567     5,678\n") == [
        ["", "Sales", "1,234,567", "1,345,678"], ["", "Profit of the year", "234,567", "345,678"], ["", "Tax", "4,567", "5,678"],
    ]  # fmt: skip


def test_japanese_takes_two_places_a_character() -> None:
    assert of_text("（単位：百万円）     当期     前期\n売上高              1,200    1,100\n営業利益又は損失△   △ 30      280\n") == [
        [">", "（単位：百万円）", "当期", "前期"], ["", "売上高", "1,200", "1,100"], ["", "営業利益又は損失△", "△ 30", "280"],
    ]  # fmt: skip


def test_prose_with_amounts_stays_prose() -> None:
    text = "Revenues were 1,200 and costs were\nabout 900 in the year.  Profit was 300\nand tax was 30.\n"
    assert of_text(text) == [[" ".join(text.split())]]


def test_a_rule_below_the_whole_head_is_no_span() -> None:
    text = (
        "Years ended March 31              2026       2025       2024\n"
        "---------------------------------------------------------------\n"
        "Net sales                   ¥1,234,567 ¥1,111,222   ¥999,888\n"
        "Net income (loss)              (1,234)      5,678    △ 4,321\n"
        "  Diluted                          n/a      55.66         --\n"
    )
    assert of_text(text) == [
        [">", "Years ended March 31", "2026", "2025", "2024"], ["", "Net sales", "¥1,234,567", "¥1,111,222", "¥999,888"],
        ["", "Net income (loss)", "(1,234)", "5,678", "△ 4,321"], ["", "  Diluted", "n/a", "55.66", "--"],
    ]  # fmt: skip


def test_rows_that_empty_lines_part_keep_their_wrapped_labels() -> None:
    text = (
        "                                 2026     2025\n\n"
        "Accounts receivable, net of     1,234    1,111\n18 thousand and JPY\n24 thousand\n\nInventories                       900      800\n\n"
        "Cash                              334      311\n"
    )
    assert of_text(text) == [
        [">", "", "2026", "2025"], ["", "Accounts receivable, net of 18 thousand and JPY 24 thousand", "1,234", "1,111"],
        ["", "Inventories", "900", "800"], ["", "Cash", "334", "311"],
    ]  # fmt: skip


def test_pipes_with_and_without_a_row_of_dashes() -> None:
    assert of_text("| Item | 2026 |\n|:--|--:|\n| **Sales \\| net** | \\$1,200 |\n| Costs | (3) |\n\n| A | 10 |\n| B | 20 |\n") == [
        [">", "Item", "2026"], ["", "Sales | net", "$1,200"], ["", "Costs", "(3)"], ["", "A", "10"], ["", "B", "20"],
    ]  # fmt: skip
    assert of_text("+-----+----+\n| One | 2  |\n+-----+----+\n| A   | 10 |\n+-----+----+\n") == [
        [">", "One", "2"],
        ["", "A", "10"],
    ]
    assert of_text("Sales | Costs\n--- | ---:\n1,000 | 900\n") == [[">", "Sales", "Costs"], ["", "1,000", "900"]]
    assert of_text("either | or\n") == [["either | or"]]


def test_tags_of_an_old_filing() -> None:
    text = (
        "<TABLE>\n<CAPTION>\n                     2026     2025\n<S>                 <C>      <C>\nRevenues, net of\n"
        "  returns          $1,200   $1,100\nCosts                 900      800\n</TABLE>\n"
    )
    assert of_text(text) == [
        [">", "", "2026", "2025"],
        ["", "Revenues, net of returns", "$1,200", "$1,100"],
        ["", "Costs", "900", "800"],
    ]
