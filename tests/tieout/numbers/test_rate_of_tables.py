"""Rates that follow from two tables: yields of balances, ratios of a bank, margins of segments, and the figures in brackets beside them."""

from __future__ import annotations

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.any_document import read_any_document
from kaiji.tieout.document import prove_document

YIELDS = """
Average balances
(dollars in thousands)
 | Three months ended June 30, 2023 | Three months ended June 30, 2023 | Three months ended June 30, 2023
 | Average balance | Interest | Yield/Rate
Loans | 1,204,310 | 16,871 | 5.62%
Securities | 310,220 | 2,610 | 3.37%
Interest-bearing cash | 42,110 | 540 | 5.14%
Total interest-earning assets | 1,556,640 | 20,021 | 5.16%
Deposits | 988,100 | 5,120 | 2.08%
Borrowings | 104,400 | 1,210 | 4.65%
Total interest-bearing liabilities | 1,092,500 | 6,330 | 2.32%
Net interest income\t\t13,691\t
Net interest spread\t\t\t2.84%
"""
BALANCES = """
Balance sheets
(dollars in thousands)
 | June 30, 2023 | March 31, 2023 | December 31, 2022 | September 30, 2022
Loans receivable | 1,288,410 | 1,240,290 | 1,214,660 | 1,190,050
Deposits of customers | 1,402,300 | 1,391,870 | 1,377,040 | 1,360,910
Allowance for losses | 16,220 | 15,410 | 15,380 | 14,770

Ratios
 | June 30, 2023 | March 31, 2023 | December 31, 2022 | September 30, 2022
Loans to deposits | 91.9% | 89.1% | 88.2% | 87.4%
Allowance to loans | 1.26% | 1.24% | 1.27% | 1.24%
"""
STATEMENT = """
EUR million | Q3 2023 | Q3 2022
Revenue | 402.6 | 377.1
Operating profit | 48.4 | 40.2
Profit before tax | 44.1 | 36.8
Income tax | -10.3 | -8.1
Profit for the period | 33.8 | 28.7
Equity | 610.2 | 577.0
"""


def errors(text: str) -> list[tuple[str, str]]:
    """Give what the proof calls wrong, and what it should say."""
    data = text.replace("\n |", "\n|").replace(" | ", "\t").replace("\n|", "\n\t").encode()
    proof = prove_document("made.txt", read_any_document(data, "made.txt"))
    return [(one.stated, one.expected) for one in proof.findings if one.finding.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        (YIELDS, "3.37%", "3.73%"),
        (YIELDS, "4.65%", "4.56%"),
        (YIELDS, "2.84%", "2.48%"),
        (BALANCES, "88.2%", "82.8%"),
        (BALANCES, "1.27%", "1.72%"),
    ],
)
def test_a_rate_is_what_its_balance_brought_or_what_its_name_says(text: str, right: str, slip: str) -> None:
    assert errors(text) == []
    found = errors(text.replace(right, slip, 1))
    assert any(slip in stated for stated, _ in found), found


def test_the_result_between_balances_has_no_balance() -> None:
    assert errors(YIELDS) == []


@pytest.mark.parametrize(
    ("sentence", "right", "slip"),
    [
        ("Revenue was EUR 402.6 million (377.1) and operating profit EUR 48.4 million (40.2).", "(40.2)", "(42.0)"),
        ("Profit for the period was EUR 33.8 million (28.7).", "(28.7)", "(36.8)"),
        ("Equity was EUR 610.2 million (577.0).", "(577.0)", "(610.2)"),
    ],
)
def test_a_figure_in_brackets_is_its_items_of_the_year_before(sentence: str, right: str, slip: str) -> None:
    text = (
        "Revenue was EUR 402.6 million (377.1). Operating profit was EUR 48.4 million (40.2). "
        "Profit before tax was EUR 44.1 million (36.8). Income tax was EUR 10.3 million (8.1).\n\n"
    )
    assert errors(text + sentence + "\n" + STATEMENT) == []
    found = errors(text + sentence.replace(right, slip) + "\n" + STATEMENT)
    assert [stated for stated, _ in found] == [slip]


def test_a_rate_of_tax_in_brackets_follows_from_the_statement() -> None:
    text = (
        "Revenue was EUR 402.6 million (377.1). Operating profit was EUR 48.4 million (40.2). "
        "Profit before tax was EUR 44.1 million (36.8).\n\nThe effective tax rate was 23.4 per cent (22.0).\n"
    )
    assert errors(text + STATEMENT) == []
    assert errors(text.replace("(22.0)", "(20.2)") + STATEMENT)


@pytest.mark.parametrize(
    "text",
    [
        "Net interest margin was 3.90%, up 2 basis points from 3.88% in the quarter before.",
        "The margin was 3.61%, a decrease of 14 basis points compared to 3.75% a year ago.",
    ],
)
def test_points_are_the_difference_of_the_two_rates(text: str) -> None:
    assert errors(text + "\n" + BALANCES) == []
    assert errors(text.replace("2 basis", "20 basis").replace("14 basis", "41 basis") + "\n" + BALANCES)
