"""Slips where no other column is left to show what is meant: the structure of the tables shows it."""

from __future__ import annotations

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.text_document import read_plain_text
from kaiji.tieout.document import prove_document
from kaiji.tieout.proof import DocumentProof

EQUITY = """(2) Financial position

|Total assets|Shareholders' equity|Shareholders' equity as a percentage of total assets
|JPY millions|JPY millions|%
As of June 30, 2031|51,934|24,991|48.1
As of March 31, 2031|55,703|24,981|44.8
"""


def prove(text: str) -> DocumentProof:
    return prove_document("a.txt", read_plain_text(text.replace("|", "\t").encode(), "a.txt"))


def errors(text: str) -> list[int]:
    proof = prove(text)
    found = [one for one in proof.findings if one.finding.severity is Severity.ERROR]
    return [proof.source(place.spot).place.line for one in found for place in one.places]


def test_the_clean_one_raises_no_error() -> None:
    assert errors(EQUITY) == []


@pytest.mark.parametrize(("old", "new", "line"), [("24,991", "2,499", 5), ("48.1", "41.8", 5), ("55,703", "57,503", 6)])
def test_a_slip_in_a_ratio_whose_head_names_its_items_is_found_at_its_line(old: str, new: str, line: int) -> None:
    assert line in errors(EQUITY.replace(old, new, 1))


def test_a_number_that_is_only_met_again_is_no_more_than_a_single_witness() -> None:
    proof = prove("We hired 1,740 people in the year.\n\nThe plant has room for 1,740 desks.")
    assert [(one.text, one.state) for one in proof.numbers] == [("1,740", "single"), ("1,740", "single")]
