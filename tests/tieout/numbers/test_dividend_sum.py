"""Dividends of a year that a text tells in its two parts; invented."""

from __future__ import annotations

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.any_document import read_any_document
from kaiji.tieout.document import prove_document

ENGLISH = (
    "Together with the interim dividend of ¥36.00 per share and the year-end dividend of ¥{0} per share, "
    "the annual dividend will be ¥{1} per share.\n"
)
JAPANESE = "　中間配当金26円と期末配当金{0}円を合わせ、年間配当金は１株につき{1}円となります。\n"


def _errors(text: str) -> int:
    proof = prove_document("text.txt", read_any_document(text.encode(), "text.txt"))
    return sum(one.finding.severity is Severity.ERROR for one in proof.findings)


@pytest.mark.parametrize(("text", "final", "annual"), [(ENGLISH, "42.00", "78.00"), (JAPANESE, "30", "56")])
def test_the_parts_make_the_year(text: str, final: str, annual: str) -> None:
    assert not _errors(text.format(final, annual))


@pytest.mark.parametrize(("text", "final", "annual"), [(ENGLISH, "42.00", "87.00"), (JAPANESE, "30", "58")])
def test_a_slip_in_the_year_is_an_error(text: str, final: str, annual: str) -> None:
    assert _errors(text.format(final, annual))
