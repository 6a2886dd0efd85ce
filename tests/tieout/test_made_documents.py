"""The made documents are what they say: clean ones exact, each planted error really one, and its line right."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from made_release import slip
from made_release.announcement import KINDS as NOTICES
from made_release.announcement import make_announcement
from made_release.draft import ALONE, make_draft, with_look_alikes
from made_release.fiscal import Calendar, Span
from made_release.house import House, Unit
from made_release.houses_held import ALL_HOUSES
from made_release.ledger import make_ledger
from made_release.moved_lines import TWICE, assert_changes_its_lines
from made_release.oracle import Verdict, holds, interval, relations, verdict
from made_release.planting import KINDS, plants
from made_release.report import make_report
from made_release.setting import LAYOUTS, set_page
from made_release.sheet import Desk, Page, Token

EVERY = pytest.mark.parametrize("house", ALL_HOUSES, ids=lambda house: house.key)


@pytest.mark.parametrize("loss", [False, True])
def test_every_total_of_a_ledger_is_the_sum_of_its_parts(loss: bool) -> None:
    ledger = make_ledger(Random(4), segments=3, expenses=3, size=80_000, years=(2019, 2020, 2021), loss=loss)  # noqa: S311
    tested = 0
    for when in ("2021:1-3", "2020:1-4", "2021:2-2", "2021:3!", "2020:4!"):
        for item, ways in ledger.sums.items():
            try:
                whole = ledger.amount(item, when)
            except KeyError:
                continue
            for parts in ways:
                assert whole == sum(sign * ledger.amount(part, when) for part, sign in parts.items()), (item, when)
                tested += 1
    assert tested > 100
    assert ledger.amount("assets", "2021:3!") == ledger.amount("all", "2021:3!")
    moved = ledger.amount("cash", "2021:3!") - ledger.amount("cash", "2020:4!")
    assert moved == ledger.amount("cash_change", "2021:1-3")
    assert (ledger.amount("net", "2021:1-3") < 0) == loss


@EVERY
def test_clean_documents_are_exact(house: House) -> None:
    for seed in (0, 1):
        page, ledger = make_report(house, seed)
        held = relations(page, ledger)
        assert [one for one in held if holds(one, page, {}) is not True] == []
        numbers = {n for n, token in enumerate(page.tokens) if token.fact}
        assert len(numbers) > 250
        assert len({n for one in held for n in one.tokens} & numbers) > 0.95 * len(numbers)
    for kind in NOTICES:
        notice = make_announcement(house, kind, 0)
        assert all(holds(one, notice, {}) for one in relations(notice))


@EVERY
def test_planted_errors_are_errors_at_their_lines(house: House) -> None:
    page, ledger = make_report(house, 0)
    held = relations(page, ledger)
    found = list(plants(page, held, 3))
    assert len(found) >= 38
    for one in found:
        assert_changes_its_lines(page, one)
        assert one.kind == TWICE or one.stated != one.expected


def test_a_document_is_made_again_from_its_seed() -> None:
    house = ALL_HOUSES[0]
    assert make_report(house, 3)[0] == make_report(house, 3)[0]
    assert make_report(house, 3)[0] != make_report(house, 4)[0]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_says_the_same(layout: str) -> None:
    from kaiji.formats.any_document import read_any_document  # noqa: PLC0415

    page, _ = make_report(ALL_HOUSES[1], 0)
    made = set_page(page, layout)
    reading = read_any_document(made.data, made.name)
    assert reading.document is not None
    if layout in {"tab", "aligned", "pipe", "split"}:
        lines = made.data.decode().splitlines()
        for place, line in made.line.items():
            said = [page.say(cell) for cell in page.row(place)]
            assert all(word in lines[line - 1] for word in said[:1])
        assert set(made.line) == {place for place, _ in page.texts()}
    else:
        assert made.line == {}


@EVERY
def test_drafts_have_many_errors_and_as_many_look_alikes(house: House) -> None:
    page, ledger = make_report(house, 0)
    alike = with_look_alikes(page, house, ledger, Random(1))  # noqa: S311
    held = relations(alike, ledger)
    assert all(holds(one, alike, {}) is not False for one in held)
    assert len(alike.blocks) == len(page.blocks) + 6
    draft = make_draft(alike, held, 1)
    assert 20 <= len(draft.faults) <= 40
    assert len({fault.place for fault in draft.faults}) == len(draft.faults)
    assert not ALONE & {fault.kind for fault in draft.faults}
    assert len({fault.kind for fault in draft.faults}) >= 20
    assert all(draft.page.line(fault.place) == fault.stated != fault.expected for fault in draft.faults)


def test_some_tables_are_plugged() -> None:
    plugged = 0
    for house in ALL_HOUSES:
        page, ledger = make_report(house, 0)
        tokens = with_look_alikes(page, house, ledger, Random(1)).tokens  # noqa: S311
        plugged += any(token.plug for token in tokens)
    assert plugged >= 4


def test_the_houses_differ() -> None:
    assert len(ALL_HOUSES) >= 12
    assert sum(house.held for house in ALL_HOUSES) >= 6
    assert {house.gaap for house in ALL_HOUSES} == {"us", "ifrs", "jgaap", "nature"}
    assert {house.layout for house in ALL_HOUSES} == set(LAYOUTS)
    looked, held = ({house.voice for house in ALL_HOUSES if house.held is side} for side in (False, True))
    assert not looked & held


def _page(*tokens: Token) -> Page:
    desk = Desk()
    desk.text(" ".join(desk.keep(token) for token in tokens))
    return desk.page("x", "x", 0, "tab")


def test_the_oracle_weighs_what_is_printed() -> None:
    million = Fraction(1000)
    revenue = Token("cell", "1,234", "", ("amount", "revenue", "p"), million)
    said = Token("prose", "1.2", "", ("amount", "revenue", "p"), Fraction(100_000))
    before = Token("cell", "1,000", "", ("amount", "revenue", "q"), million)
    change = Token("change", "23.4%", "", ("change", "revenue", "p", "q"), Fraction(1, 10))
    page = _page(revenue, said, before, change)
    held = relations(page)
    assert sorted(one.kind for one in held) == ["change", "change", "same"]
    assert verdict(page, held, {3: "23.5%"}) == Verdict(decided=False, sided=False)
    assert verdict(page, held, {3: "25.4%"}) == Verdict(decided=True, sided=False)
    assert verdict(page, held, {0: "1,334"}) == Verdict(decided=True, sided=True)
    assert interval(Token("cell", "(12)", "", (), million, sign=-1)) == (Fraction(11_500), Fraction(12_500))
    assert interval(Token("cell", "12", "", (), million, down=True)) == (Fraction(12_000), Fraction(13_000))
    assert interval(revenue, "xxx") is None


def test_digits_are_grouped_and_rounded_as_houses_do() -> None:
    assert Unit(100, 2, lakh=True).digits(123_456_789) == "12,34,567.89"
    assert Unit(1, lakh=True).digits(12_345) == "12,345"
    assert Unit(1000).digits(1_500) == "2"
    assert Unit(1000, down=True).digits(1_999) == "1"
    assert Unit(1000, 1).grouped(Decimal("12345.6")) == "12,345.6"


def test_rupees_won_and_francs_are_read() -> None:
    from kaiji.tieout.numbers.quantity import quantities_in  # noqa: PLC0415

    text = "Rs. 5,958.24 crore, Rs. 48,24,612 lakhs, KRW 1,234.5 billion, CHF 5,037 million, C$104.2 million, -.25"
    found = [(float(one.printed), one.places, one.unit.currency, one.unit.scale) for one in quantities_in(text)]
    assert found == [
        (5958.24, 2, "INR", 7),
        (4824612.0, 0, "INR", 5),
        (1234.5, 1, "KRW", 9),
        (5037.0, 0, "CHF", 6),
        (104.2, 1, "CAD", 6),
        (-0.25, 2, "", 0),
    ]


def test_fiscal_years_end_where_they_should() -> None:
    assert Calendar(month=3, begins=True).last_day(2008, 1) == date(2008, 6, 30)
    assert Calendar(month=3).last_day(2009, 1) == date(2008, 6, 30)
    weeks = Calendar(month=1, weeks=True, long="{w} Weeks Ended {d}")
    assert weeks.last_day(2018, 4) == date(2018, 2, 3)
    assert weeks.in_statement(Span(2018, 1, 4)) == "53 Weeks Ended February 3, 2018"
    assert weeks.in_statement(Span(2019, 1, 4)) == "52 Weeks Ended February 2, 2019"


def test_slips_are_those_of_a_pen() -> None:
    random = Random(2)  # noqa: S311
    assert slip.factor(random, Token("cell", "(1,234.5)")) == "(12,345.0)"
    assert slip.unsigned(random, Token("cell", "(1,234)")) == "1,234"
    assert slip.unsigned(random, Token("cell", "△12")) == "12"
    assert slip.unsigned(random, Token("cell", "12")) is None
    assert slip.other_code(random, Token("code", "3769")) == "3796"
    swapped = slip.transposed(random, Token("cell", "1,234"))
    assert swapped in {"2,134", "1,324"}
    changed = slip.other_digit(random, Token("cell", "123,456"))
    assert changed is not None
    assert changed[-2:] == "56"
    assert len(KINDS) >= 45
