"""The words of an item are the same in a sentence and in the label of its row."""

from __future__ import annotations

import pytest

from kaiji.tieout.item_words import item_words


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Income from operations", "Operating income"),
        ("the Company's income (loss) from operations", "Operating income (loss)"),
        ("SG&A expense", "Selling, general and administrative expenses"),
        ("R&D expenses", "Research and development expense"),
        ("pre-tax profit", "Income before taxes"),
        ("Income before income taxes", "Profit before tax"),
        ("provision for income taxes", "Income tax expense"),
        ("inventory", "Inventories"),
        ("impairment loss", "Impairment losses"),
        ("purchase of property", "Purchases of properties"),
        ("amortisation of intangible assets", "Amortization of intangible assets"),
        ("cash flow from operations", "Cash provided by operating activities"),
        ("stockholders’ equity", "Total shareholders' equity"),
        ("cost of goods sold", "Cost of sales"),
    ],
)
def test_an_item_is_known_by_either_name(said: str, label: str) -> None:
    assert item_words(said) == item_words(label)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Operating income", "Operating loss"),
        ("Income before income taxes", "Income taxes"),
        ("Gross profit", "Gross sales"),
        ("Free cash flow", "Cash flows from operating activities"),
        ("Current assets", "Current liabilities"),
    ],
)
def test_items_that_are_not_the_same_stay_apart(one: str, other: str) -> None:
    assert item_words(one) != item_words(other)
