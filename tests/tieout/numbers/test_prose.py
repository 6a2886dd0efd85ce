"""Numbers of sentences, each beside the table or the sentence that knows better: the clean text is silent, the slip is found."""

from __future__ import annotations

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.any_document import read_any_document
from kaiji.tieout.document import prove_document

INCOME = """
Statements of Operations
(in thousands, except per share amounts)
 | Three months ended June 30, 2021 | Three months ended June 30, 2020 | Six months ended June 30, 2021 | Six months ended June 30, 2020
Net sales | 41,206 | 38,118 | 81,640 | 77,905
Gross profit | 17,530 | 16,074 | 34,118 | 32,960
Net loss | (8,563) | (7,384) | (15,912) | (16,270)
Net loss per share, basic and diluted | (3.12) | (2.77) | (5.81) | (6.10)
"""
STORES = """
Operating data
 | June 30, 2021 | June 30, 2020
Stores | 43 | 47
Employees | 1,204 | 1,187
"""
SEGMENTS = """
Net revenue by segment
(in CHF millions)
 | H1 2020 | H1 2019 | % of total | Change
Pumps | 5,210 | 4,402 | 41.7% | 18.4%
Valves | 7,289 | 6,631 | 58.3% | 9.9%
Net revenue | 12,499 | 11,033 | 100.0% | 13.3%
Adjusted EBITDA | 1,873 | 1,438 | - | 30.3%
"""
HEADLINE = (
    "Tally Reports Second Quarter 2021 Net Income of $637,000\n\nNet income of $637,000 for the second quarter of 2021 compared "
    "with $1.1 million for the second quarter of 2020.\n"
)
# name, text, what is right, the slip for it
SLIPS = [
    (
        "an item of words that tell nothing by themselves",
        "Net loss was $8.6 million in the second quarter, or $3.12 per diluted share, as compared to a net loss of $7.4 million.\n"
        + INCOME,
        "$7.4 million",
        "$7.9 million",
    ),
    (
        "a period in weeks or months before its item's verb",
        "Net sales for the three month period ended June 30, 2021 were $41.2 million, compared with net sales of $38.1 million.\n"
        + INCOME,
        "$41.2 million",
        "$47.2 million",
    ),
    (
        "a number before the thing it counts",
        "We closed the quarter with 43 stores, down 8.5% from a year ago.\n" + STORES,
        "43",
        "23",
    ),
    (
        "a dollar sign before the parenthesis of a loss",
        "Net loss was $(8.6) million, compared to net loss of $(7.4) million for the second quarter of 2020.\n"
        + INCOME,
        "(8.6) million",
        "(3.6) million",
    ),
    (
        "an earlier period in parentheses",
        "Net sales totalled $41.2 million (the second quarter of 2020: $38.1 million).\n" + INCOME,
        "$38.1 million",
        "$41.2 million",
    ),
    (
        "what it was before",
        "Net revenue stood at CHF 12,499 million, having been CHF 11,033 million in H1 2019.\n" + SEGMENTS,
        "11,033",
        "12,499",
    ),
    (
        "a comparison ahead of its item",
        "Compared with H1 2019, net revenue increased by 13.3% to CHF 12,499 million.\n" + SEGMENTS,
        "13.3%",
        "31.3%",
    ),
    (
        "a change in parentheses",
        "Pumps recorded CHF 5,210 million in revenue (up 18.4%), Valves CHF 7,289 million.\n" + SEGMENTS,
        "18.4%",
        "48.4%",
    ),
    (
        "items and numbers in one order",
        "Revenue of Pumps and Valves came to CHF 5,210 million and CHF 7,289 million, up 18.4% and 9.9%, respectively.\n"
        + SEGMENTS,
        "18.4%",
        "78.4%",
    ),
    (
        "a share of the whole a year before",
        "The share of Pumps in net revenue was 41.7%, versus 39.9% in H1 2019.\n" + SEGMENTS,
        "39.9%",
        "99.9%",
    ),
    ("a multiple", "Adjusted EBITDA was 1.3 times the figure for H1 2019.\n" + SEGMENTS, "1.3", "9.3"),
    (
        "a headline against the text",
        HEADLINE,
        "compared with $1.1",
        "",
    ),
]


def errors(text: str) -> list[tuple[str, str]]:
    """Give what the proof calls wrong, and what it should say."""
    data = text.replace("\n |", "\n|").replace(" | ", "\t").replace("\n|", "\n\t").encode()
    proof = prove_document("made.txt", read_any_document(data, "made.txt"))
    return [(one.stated, one.expected) for one in proof.findings if one.finding.severity is Severity.ERROR]


@pytest.mark.parametrize(("text", "right", "slip"), [one[1:] for one in SLIPS], ids=[one[0] for one in SLIPS])
def test_a_slip_in_a_sentence_is_found_and_its_right_number_named(text: str, right: str, slip: str) -> None:
    assert errors(text) == []
    if slip:
        found = errors(text.replace(right, slip, 1))
        assert any(slip in stated for stated, _ in found), found
        assert any(right in expected for stated, expected in found if slip in stated), found


def test_a_headline_and_its_text_must_agree() -> None:
    text = SLIPS[-1][1]
    found = errors(text.replace("$637,000", "$837,000", 1))
    assert [{stated, expected} for stated, expected in found] == [{"$837,000", "$637,000"}]


def test_tellings_of_other_items_periods_and_lists_are_not_held_against_each_other() -> None:
    text = (
        "Net income was $44.2 million for the second quarter of 2021. Adjusted net income was $49.2 million for the second quarter of 2021.\n\n"
        "Net income was $54.2 million for the first quarter of 2021.\n\n"
        "Amortization in 2021 was $1.6 million, $1.6 million and $1.7 million for the first, second and third quarter, respectively.\n\n"
        "Of what was written off in 2020, $1.6 million, $1.6 million and $1.5 million were amortization "
        "of the first, second and third quarter, respectively.\n"
    )
    assert errors(text) == []


def test_an_amount_in_two_powers_of_ten_is_one_number() -> None:
    text = "売上高は1,052億16百万円、営業利益は87億96百万円となりました。\n"
    proof = prove_document("made.txt", read_any_document(text.encode(), "made.txt"))
    assert [one.text for one in proof.numbers] == ["1,052億16百万", "87億96百万"]
