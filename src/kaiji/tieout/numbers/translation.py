"""Amounts in two currencies: translated at the rate that the document states, or at the one that its columns agree on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, permutations

from kaiji.core.text import Text
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, strength_of
from kaiji.tieout.numbers.unit import Unit, same_kind

TRANSLATION = Text("the translation at the document's rate", "本書の換算レートによる換算額")
LEAST_PAIRS = 3
NEAR = Fraction(2, 1000)
MOST_COLUMNS = 14
Pair = tuple[Mention, Mention]


def translations(grids: Sequence[Grid], rates: Sequence[Mention]) -> Iterator[Relation]:
    """Give the relations between amounts in a foreign currency and those in the home currency beside them.

    Args:
        grids: the tables.
        rates: numbers of the document that may be an exchange rate.

    Where no rate is stated, the amounts of all tables that share one tell within which bounds it lies.
    """
    columns = [
        (grid, a, b, pairs)
        for grid in grids
        if len(grid.columns) <= MOST_COLUMNS
        for a, b in permutations(grid.amounts, 2)
        if _foreign(grid, a, b) and (pairs := _pairs(grid, a, b))
    ]
    translated: set[tuple[int, int]] = set()
    for stated in (True, False):
        # A rate that is stated comes before one that the columns only agree on.
        for grid, a, b, pairs in columns:
            if (grid.number, a) in translated or (grid.number, b) in translated:
                continue
            others = [pair for other, c, d, more in columns if _alike(grid, a, b, other, c, d) for pair in more]
            if found := _translation(pairs, others, rates, stated):
                translated.add((grid.number, a))
                yield from found
    for grid in grids:
        yield from _mixed_rows(grid, rates)


def _alike(grid: Grid, a: int, b: int, other: Grid, c: int, d: int) -> bool:
    """Tell whether two pairs of columns are of the same currencies in the same order."""
    return (grid.columns[a].unit.currency, grid.columns[b].unit.currency) == (
        other.columns[c].unit.currency,
        other.columns[d].unit.currency,
    )


def _foreign(grid: Grid, one: int, other: int) -> bool:
    """Tell whether two columns may be one amount in two currencies."""
    here, there = grid.columns[one], grid.columns[other]
    if here.unit.currency and there.unit.currency:
        return here.unit.currency != there.unit.currency and here.when in (there.when, None)
    return False


def _pairs(grid: Grid, foreign: int, home: int) -> list[Pair]:
    return [
        (row.cells[foreign], row.cells[home])
        for row in grid.rows
        if foreign in row.cells
        and home in row.cells
        and row.cells[home].value
        and row.cells[foreign].value
        and same_kind(row.cells[foreign].unit, row.cells[home].unit)
    ]


def _translation(
    pairs: Sequence[Pair], others: Sequence[Pair], rates: Sequence[Mention], stated: bool
) -> list[Relation]:
    own = len(pairs) >= LEAST_PAIRS
    guess = _agreed(pairs if own or len(others) <= len(pairs) else others)
    rate = next((one for one in rates if guess and abs(one.value / guess.value - 1) < NEAR), None)
    rate = rate or next((one for one in rates if _bears_out(one, pairs)), None)
    used = rate if stated else guess
    if used is None:
        return []
    relations = [Relation("translation", (here, there, used), TRANSLATION, slack=1) for here, there in pairs]
    if rate is not None and rate is used:
        _settle(rate, relations)
    # Columns in translation are often made to foot by one last unit.
    holding = sum(one.holds() for one in relations)
    failing = len(relations) - holding
    strength = strength_of(holding, failing, rate is not None)
    if rate is None and len(pairs) < len(others) and holding and holding >= failing:
        strength = strength_of(sum(_fits(one, used) for one in others), sum(not _fits(one, used) for one in others))
    if strength < 1:
        return []
    for one in relations:
        one.strength = strength if rate is not None else min(strength, 2 if len(others) > LEAST_PAIRS + 1 else 1)
    return relations


def _settle(rate: Mention, relations: Sequence[Relation]) -> None:
    """Take a stated rate for exact, as it is agreed to be, unless some amount only fits if it was rounded."""
    before = sum(one.holds() for one in relations)
    state = rate.state
    rate.put(rate.value, rate.value)
    if sum(one.holds() for one in relations) < before:
        rate.state = state


def _bears_out(rate: Mention, pairs: Sequence[Pair]) -> bool:
    telling = [one for one in pairs if one[0].digits >= 2]
    return len(telling) > 0 and sum(_fits(one, rate) for one in telling) * 2 > len(telling)


def _fits(pair: Pair, rate: Mention) -> bool:
    return Relation("translation", (*pair, rate), TRANSLATION, slack=1).holds()


def _agreed(pairs: Sequence[Pair]) -> Mention | None:
    """Give the rate on which most pairs agree, with its bounds; None where there is no such rate."""
    ranges: list[tuple[Fraction, Fraction]] = []
    for here, there in pairs:
        ends = sorted((abs(here.low), abs(here.high))), sorted((abs(there.low), abs(there.high)))
        if ends[0][0] > 0 and here.value * there.value > 0:
            ranges.append((ends[1][0] / ends[0][1], ends[1][1] / ends[0][0]))
    best: list[tuple[Fraction, Fraction]] = []
    for low, _ in ranges:
        covering = [one for one in ranges if one[0] <= low <= one[1]]
        if len(covering) > len(best):
            best = covering
    if 2 * len(best) <= len(pairs) or len(best) < 2:
        return None
    low, high = max(one[0] for one in best), min(one[1] for one in best)
    middle = (low + high) / 2
    rate = Mention(-1, pairs[0][0].spot, "", middle, 0, Unit("money", pairs[0][1].unit.currency, 0), about=True)
    rate.value, rate.low, rate.high, rate.counted = middle, low, high, False
    rate.step = max(high - low, Fraction(1, 10**9))
    rate.ends = (float(low), float(high))
    return rate


def _mixed_rows(grid: Grid, rates: Sequence[Mention]) -> Iterator[Relation]:
    """Rows that print one amount in two currencies, each with its own unit."""
    for row in grid.rows:
        cells = list(row.cells.items())
        for (column, here), (other, there) in pairwise(cells):
            if not same_kind(here.unit, there.unit) or not here.unit.currency or not there.unit.currency:
                continue
            if (
                here.unit.currency == there.unit.currency
                or _foreign(grid, column, other)
                or here.when not in (None, there.when)
            ):
                continue
            for rate in rates[:1]:
                if rate.unit.currency == there.unit.currency:
                    yield Relation("translation", (here, there, rate), TRANSLATION, slack=1, strength=1)
