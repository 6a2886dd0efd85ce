"""True numbers, rounded as they are printed, never contradict each other; a slip of the pen in one of them is known as such."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from kaiji.core.figure import round_half_up
from kaiji.core.text import Text
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.print_like import print_like
from kaiji.tieout.numbers.quantity import quantity_of
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.share_amount import Amounts
from kaiji.tieout.numbers.unit import MONEY, PER_SHARE, PERCENT, SHARES, Unit
from kaiji.tieout.proof import Spot

WORDS = Text("reason", "理由")
exact = st.integers(min_value=1, max_value=10**12)
places = st.integers(min_value=0, max_value=2)


def printed(value: Fraction | int, decimals: int = 0, scale: int = 0, unit: str = MONEY, sign: bool = False) -> Mention:
    """Print an exact value as a table would."""
    rounded = round_half_up(Fraction(value) / 10**scale, decimals)
    text = f"({abs(rounded):,.{decimals}f})" if rounded < 0 else f"{rounded:,.{decimals}f}"
    return Mention(0, Spot(0, 0, len(text)), text, Fraction(rounded), decimals, Unit(unit, "", scale))


@given(st.lists(st.integers(-(10**10), 10**10), min_size=2, max_size=12), st.sampled_from([3, 6]), places)
def test_a_true_sum_holds_whatever_its_rounding(parts: list[int], scale: int, decimals: int) -> None:
    total = printed(sum(parts), decimals, scale)
    members = [total, *(printed(part, decimals, scale) for part in parts)]
    assert linear("sum", members, (1, *[-1] * len(parts)), WORDS, 1).holds()


@given(exact, exact, st.sampled_from([3, 6]), places)
def test_a_true_change_holds_from_rounded_amounts(now: int, then: int, scale: int, decimals: int) -> None:
    base = printed(then, 0, scale)
    assume(base.low > 0)
    change = printed((Fraction(now, then) - 1) * 100, decimals, 0, PERCENT)
    relation = Relation("change", (change, printed(now, 0, scale), base), WORDS, by=Fraction(100), less_one=True)
    assert relation.holds()


@given(exact, st.integers(10**4, 10**6), st.sampled_from([3, 6]))
def test_a_true_translation_holds(amount: int, cents: int, scale: int) -> None:
    rate = printed(Fraction(cents, 100), 2)
    foreign = printed(Fraction(amount * 100, cents), 1, scale)
    assert Relation("translation", (foreign, printed(amount, 0, 3), rate), WORDS).holds()


@given(st.lists(st.integers(10**6, 10**10), min_size=2, max_size=8), st.data())
def test_what_a_sum_lacks_is_what_it_solves_for(parts: list[int], data: st.DataObject) -> None:
    members = [printed(sum(parts)), *(printed(part) for part in parts)]
    index = data.draw(st.integers(0, len(parts)))
    bounds = linear("sum", members, (1, *[-1] * len(parts)), WORDS, 1).solve(index)
    assert bounds == (members[index].value, members[index].value)


@given(st.integers(100, 10**9), st.data())
def test_a_changed_digit_is_a_slip_and_two_are_not(value: int, data: st.DataObject) -> None:
    text = str(value)
    at = data.draw(st.integers(0, len(text) - 1))
    digit = data.draw(st.sampled_from([one for one in "123456789" if one != text[at]]))
    assert is_slip(printed(int(text[:at] + digit + text[at + 1 :])), Fraction(value))


@given(st.integers(-(10**12), 10**12), places)
def test_what_is_printed_like_a_cell_reads_back(value: int, decimals: int) -> None:
    like = printed(12_345, decimals)
    like.table = 0
    text = print_like(like, Fraction(value, 100))
    found = quantity_of(text)
    assert found is not None
    assert Decimal(found.printed.numerator) / found.printed.denominator == round_half_up(Fraction(value, 100), decimals)


@given(
    st.lists(st.integers(-(10**11), 10**11), min_size=1, max_size=6),
    st.lists(st.integers(1, 10**9), min_size=1, max_size=4),
    st.sampled_from([0, 3, 6]),
    st.integers(-(10**6), 10**6),
)
def test_no_pair_that_gives_an_amount_per_share_is_left_out(
    amounts: list[int], counts: list[int], scale: int, cents: int
) -> None:
    rows = [[printed(amount, 0, scale)] for amount in amounts]
    shares = [[printed(count, 0, 0, SHARES)] for count in counts]
    each = [printed(Fraction(amounts[0], counts[0]), 2, 0, PER_SHARE), printed(Fraction(cents, 100), 2, 0, PER_SHARE)]
    kept = [(id(row), id(count)) for row, count in Amounts(rows).explaining(each, shares)]
    holding = [
        (id(row), id(count))
        for row in rows
        for count in shares
        if any(Relation("product", (cell, row[0], count[0]), WORDS).holds() for cell in each)
    ]
    assert [pair for pair in holding if pair not in kept] == []
    order = [(id(row), id(count)) for row in rows for count in shares]
    assert kept == [pair for pair in order if pair in kept]
