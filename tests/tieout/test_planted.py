"""The made documents are what they claim: clean ones are true, a planted one differs in the lines it names and no other."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from made_release.family import FAMILIES, Family
from made_release.layout import LAYOUTS, set_text
from made_release.mark import Made
from made_release.offering import make_notice
from made_release.plant import KINDS, plants
from made_release.release import make_release

SEEDS = (1, 2, 3)


def made_all() -> list[Made]:
    notices = [make_notice(kind, seed) for kind in ("allotment", "pricing") for seed in (1, 2, 3, 4)]
    return [make_release(family, seed) for family in FAMILIES for seed in SEEDS] + notices


def amounts(text: str, label: str) -> list[list[Decimal]]:
    """Give the numbers of each table row with a label."""
    found = []
    for line in text.splitlines():
        cells = line.split("\t")
        if len(cells) > 2 and cells[0] == label:
            numbers = [cell for cell in cells[1:] if re.search(r"\d", cell) and "%" not in cell]
            found.append([Decimal(re.sub(r"[^\d.]", "", n)) * (-1 if n[0] in "(-△" else 1) for n in numbers])
    return found


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.key)
def test_a_clean_balance_sheet_foots_within_its_rounding(family: Family) -> None:
    for seed in SEEDS:
        text = set_text(make_release(family, seed), "tab").text
        total, owed, equity = (amounts(text, f"Total {name}")[0] for name in ("assets", "liabilities", "equity"))
        unit = Decimal(0) if family.print.scale == 1 else Decimal(1).scaleb(-family.print.decimals)
        for whole, one, other in zip(total, owed, equity, strict=True):
            assert abs(whole - one - other) <= unit


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.key)
def test_cash_of_the_flows_is_cash_of_the_balance_sheet(family: Family) -> None:
    text = set_text(make_release(family, 2), "tab").text
    balance, closing = amounts(text, "Cash and cash equivalents")[0], amounts(text, "Cash, end of period")[0]
    opening = amounts(text, "Cash, beginning of period")[0]
    now, before = (1, 0) if family.prior_first else (0, 1)
    assert closing[now] == balance[now]
    assert opening[now] == closing[before] == balance[before]


def test_a_planted_document_differs_in_the_lines_it_names_only() -> None:
    for made in made_all():
        clean = set_text(made, "tab").text.splitlines()
        for planted in plants(made, 0):
            wrong = set_text(planted.made, "tab").text.splitlines()
            if "duplicated" in planted.kind:
                assert len(wrong) == len(clean) + 2
                continue
            lines = {number for number, (one, other) in enumerate(zip(clean, wrong, strict=True), 1) if one != other}
            assert lines == set(planted.lines("tab")), planted.kind


def test_every_kind_is_planted_and_the_same_seed_plants_the_same() -> None:
    kinds = {planted.kind for made in made_all() for planted in plants(made, 0)}
    assert kinds == set(KINDS)
    made = make_release(FAMILIES[0], 7)
    once, again = ([set_text(p.made).text for p in plants(made, 5)] for _ in range(2))
    assert once == again


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_names_the_line_of_every_row(layout: str) -> None:
    made = make_release(FAMILIES[0], 1)
    text = set_text(made, layout)
    lines = text.text.splitlines()
    spots = list(made.spots())
    assert len(spots) > 150
    for spot in spots:
        assert spot.text in lines[text.line[spot.block, spot.row] - 1]


def test_an_odd_amount_to_be_paid_is_halved_upwards() -> None:
    text = set_text(make_notice("allotment", 3), "tab").text
    paid, stated, rest = (
        int(found.replace(",", "")) for found in re.findall(r"(?:paid|capital)\tJPY([\d,]+) \(", text)
    )
    assert stated + rest == paid
    assert 0 <= stated - rest <= 1
