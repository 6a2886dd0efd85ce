"""Interim reports of Europe: figures of the year before in brackets, other notations, segments under their headings."""

from __future__ import annotations

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.any_document import read_any_document
from kaiji.tieout.document import prove_document
from kaiji.tieout.numbers.notation import in_one_notation
from kaiji.tieout.numbers.quantity import quantities_in
from kaiji.tieout.numbers.when import When, when_of
from kaiji.tieout.reading import Line

NORDIC = """
Key figures

SEK million | Jul–Sep 2023 | Jul–Sep 2022 | Jan–Sep 2023 | Jan–Sep 2022 | Full year 2022
Net sales | 812.4 | 777.9 | 2,401.6 | 2,288.3 | 3,120.5
Operating profit | 101.7 | 88.2 | 290.4 | 262.6 | 371.8
Operating margin, % | 12.5 | 11.3 | 12.1 | 11.5 | 11.9
Profit for the period | 70.3 | 59.6 | 201.2 | 184.9 | 262.4

Net sales by business area

SEK million | Jul–Sep 2023 | Jul–Sep 2022
Doors | 512.3 | 490.8
Locks | 300.1 | 287.1
Group | 812.4 | 777.9

Operating profit by business area

SEK million | Jul–Sep 2023 | Jul–Sep 2022
Doors | 60.5 | 53.1
Locks | 41.2 | 35.1
Group | 101.7 | 88.2
"""
FINNISH = """
EUR million | Q2/2023 | Q2/2022 | Change, % | Q1–Q2/2023 | Q1–Q2/2022 | 2022
Sales | 1 204.6 | 1 188.2 | 1.4 | 2 410.9 | 2 377.3 | 4 802.1
Costs | –1 100.2 | –1 091.6 | 0.8 | –2 199.5 | –2 180.0 | –4 410.8
EBIT | 104.4 | 96.6 | 8.1 | 211.4 | 197.3 | 391.3
"""
GERMAN = """
in EUR thousand | H1 2023 | H1 2022 | Change in %
Revenue | 84.311 | 81.204 | 3,8
Expenses | -71.820 | -70.104 | 2,4
EBIT | 12.491 | 11.100 | 12,5
"""
BRITISH = """
£m | H1 2023 | H1 2022 | Change
Revenue | 214.6 | 203.9 | +5.2%
Gross profit | 80.1 | 74.7 | +7.2%
Adjusted operating profit | 25.8 | 22.9 | +12.7%
"""
SLIPS = [
    (
        "the year before in brackets, the scale behind it",
        "Net sales amounted to SEK 812.4 (777.9) million in July–September 2023.\n" + NORDIC,
        "(777.9) million",
        "(779.7) million",
    ),
    (
        "the year before in brackets behind a margin",
        "Operating profit was SEK 101.7 million (88.2) and the operating margin was 12.5 per cent (11.3).\n" + NORDIC,
        "(11.3).",
        "(13.3).",
    ),
    (
        "a segment under its heading",
        "Doors\n\nNet sales increased to SEK 512.3 million (490.8). Operating profit was SEK 60.5 million (53.1).\n"
        + NORDIC,
        "512.3 million",
        "521.3 million",
    ),
    (
        "blanks between thousands",
        "Sales were EUR 1 204.6 million (1 188.2) in April–June 2023.\n" + FINNISH,
        "EUR 1 204.6 million",
        "EUR 1 240.6 million",
    ),
    (
        "a total in a table with blanks",
        FINNISH,
        "2 410.9",
        "2 419.0",
    ),
    (
        "a letter for the scale",
        "Gross profit was £80.1m (H1 2022: £74.7m), and revenue £214.6m (H1 2022: £203.9m).\n" + BRITISH,
        "£74.7m",
        "£77.4m",
    ),
]


def errors(text: str) -> list[tuple[str, str]]:
    """Give what the proof calls wrong, and what it should say."""
    data = text.replace(" | ", "\t").encode()
    proof = prove_document("made.txt", read_any_document(data, "made.txt"))
    return [(one.stated, one.expected) for one in proof.findings if one.finding.severity is Severity.ERROR]


@pytest.mark.parametrize(("text", "right", "slip"), [one[1:] for one in SLIPS], ids=[one[0] for one in SLIPS])
def test_a_slip_is_found_where_the_clean_text_is_silent(text: str, right: str, slip: str) -> None:
    assert errors(text) == []
    assert errors(text.replace(right, slip, 1))


def test_amounts_with_commas_for_decimals_are_held_against_the_table() -> None:
    text = "Revenue rose to EUR 84,3 million (previous year: EUR 81,2 million).\n" + GERMAN
    assert errors(text) == []
    assert errors(text.replace("84,3", "48,3"))
    assert errors(text.replace("12.491", "12.941"))


def test_a_change_at_constant_rates_is_no_change_of_the_table() -> None:
    text = "Revenue increased by 5.2% to £214.6m (H1 2022: £203.9m), and by 6.4% at constant currency.\n" + BRITISH
    assert errors(text) == []


def test_what_another_segment_or_the_group_has_is_not_asked_of_a_segment() -> None:
    text = (
        "The operating margin was 12.5 per cent (11.3).\n\n"
        "Doors\n\nNet sales amounted to SEK 512.3 million (490.8), with an operating margin of 11.8 per cent (10.8).\n\n"
        "Locks\n\nNet sales amounted to SEK 300.1 million (287.1), with an operating margin of 13.7 per cent (12.2).\n"
    )
    assert errors(text + NORDIC) == []


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("SEK 909.1 M and MSEK 8,350", [(909_100_000, "SEK"), (8_350_000_000, "SEK")]),
        ("£312.8m, €1.2bn and $45K", [(312_800_000, "GBP"), (1_200_000_000, "EUR"), (45_000, "USD")]),
        ("TEUR 1,234 and A$12.3 million", [(1_234_000, "EUR"), (12_300_000, "AUD")]),
        ("at a depth of 120m", []),
    ],
)
def test_a_letter_at_an_amount_is_its_scale(text: str, amounts: list[tuple[int, str]]) -> None:
    found = [(int(one.printed * 10 ** (one.unit.scale or 0)), one.unit.currency) for one in quantities_in(text)]
    assert found == amounts


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Jul–Sep 2024", When("day", 739159, 3)),
        ("1 January – 30 September 2024", When("day", 739159, 9)),
        ("4–6/2024", When("day", 739067, 3)),
        ("Q2/2024", When("quarter", 8098, 3)),
        ("Q1–Q2/2024", When("half", 4049, 6)),
        ("Q1–Q3/2024", When("part of a year", 2024, 9)),
    ],
)
def test_periods_are_named_by_their_months(text: str, when: When) -> None:
    assert when_of(text) == when


def test_one_notation_keeps_every_place() -> None:
    lines = [Line("row", "Sales 1.204,6 98,1", (0, 6, 14), (), ("Sales", "1.204,6", "98,1"))] * 2
    assert in_one_notation(lines)[0].text == "Sales 1,204.6 98.1"
    mixed = [*lines, Line("row", "Costs 1,204.6", (0, 6), (), ("Costs", "1,204.6"))]
    assert in_one_notation(mixed)[0].text == "Sales 1.204,6 98,1"


AUSTRALIAN = """
Results

A$m | 1H24 | 1H23 | Change
Revenue | 301.6 | 289.5 | 4.2%
EBIT | 46.8 | 41.6 | 12.5%
EPS (cents) | 14.1 | 12.9 | 9.3%

Revenue by region

A$m | 1H24 | 1H23 | Change
North | 180.4 | 171.3 | 5.3%
South | 121.2 | 118.2 | 2.5%
Revenue | 301.6 | 289.5 | 4.2%
"""


@pytest.mark.parametrize(
    ("sentence", "right", "slip"),
    [
        ("Revenue was $301.6m (1H23: $289.5m).", "$289.5m", "$298.5m"),
        ("EPS of 14.1 cents, up from 12.9 cents.", "12.9 cents", "19.2 cents"),
    ],
)
def test_a_mere_sign_is_the_dollar_of_the_tables_and_cents_are_hundredths(sentence: str, right: str, slip: str) -> None:
    assert errors(sentence + "\n" + AUSTRALIAN) == []
    assert errors(sentence.replace(right, slip) + "\n" + AUSTRALIAN)


def test_a_region_that_achieved_its_sales_is_not_asked_for_those_of_the_group() -> None:
    text = "North achieved revenue of $180.4m (1H23: $171.3m), an increase of 5.3%.\n" + AUSTRALIAN
    assert errors(text) == []
    assert errors(text.replace("$171.3m", "$117.3m"))


def test_an_amount_per_share_behind_the_amount_compared_is_of_its_period() -> None:
    table = (
        "\n(in thousands, except per share amounts)\n | Three months ended June 30, 2023 | Three months ended June 30, 2022\n"
        "Net income | 3,913 | 3,167\nDiluted net income per share | 0.07 | 0.06\n"
    ).replace("\n |", "\n\t")
    text = "Net income was $3.9 million, or $0.07 per diluted share, compared with $3.2 million, or $0.06 per diluted share, a year ago.\n"
    assert errors(text + table) == []
