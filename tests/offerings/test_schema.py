"""The first file that init writes, and what the schema says of itself."""

from __future__ import annotations

import tomllib

import pytest

from kaiji.offerings.check import TERMS, check_offering
from kaiji.offerings.schema import sections, template, terms_page
from kaiji.offerings.terms import read_terms


@pytest.mark.parametrize("decisions", [False, True])
def test_the_first_file_is_sound(decisions: bool) -> None:
    checked = check_offering({TERMS: template(with_decisions=decisions).encode()})
    assert checked.findings == ()
    assert checked.offering is not None
    assert checked.offering.stage == ("allotment" if decisions else "launch")


def test_every_setting_stands_in_the_first_file_and_on_the_page() -> None:
    text, page = template(), terms_page()
    for section in sections().values():
        assert f"[{section.key}]" in text
        for field in section.fields.values():
            assert f"{field.key} = " in text
            assert f"`{field.key}`" in page
    tomllib.loads(text)


def test_values_come_with_their_line() -> None:
    terms = read_terms(b'[issuer]\nname = "A"\n\n[[use]]\npurpose = "x"\namount = "1,000"\n', "t.toml")
    assert terms.values["use[0].amount"].source.place.line == 6
    assert terms.amount("use[0].amount") == 1000
    assert terms.text("issuer.currency") == "JPY"
    assert not terms.values["issuer.currency"].written
