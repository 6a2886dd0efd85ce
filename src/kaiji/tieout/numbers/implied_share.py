"""Amounts per share by the number of shares that the other amounts per share of a document imply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from kaiji.core.text import Text
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import MONEY, SHARES, Unit
from kaiji.tieout.numbers.when import Calendar

IMPLIED = Text(
    "the amount divided by the number of shares that other amounts per share imply",
    "金額÷他の１株当たり金額から求められる株式数",
)
# Shares are bought back and issued from one period to the next; what differs by more is not the same number.
APART = Fraction(1, 100)
COARSEST = Fraction(2, 100)
NOT_NET = frozenset({"operating", "ordinary", "before", "comprehensive", "gross", "recurring", "pre-tax"})
OF_SHARE = frozenset({"income", "equity", "asset"})
MOST = 120
MOST_OF_ONE = 3
LEAST = 100_000
SURE_SIGN = 2.0


@dataclass(frozen=True, slots=True)
class Pair:
    """An amount per share, the amount it is of, and the bounds of the number of shares between them."""

    each: Mention
    amount: Mention
    low: Fraction
    high: Fraction


def implied_shares(series: Sequence[Series], counts: Sequence[Mention], calendar: Calendar) -> Iterator[Relation]:
    """Give the amounts per share whose number of shares is that of others, within what buying back may change.

    Args:
        series: the items of tables and notes.
        counts: the numbers of shares that are printed.
        calendar: of the document.

    An amount per share with the sign of gain beside a loss is contradicted where the number of shares agrees.
    """
    pairs = list(_pairs(series, calendar))[:MOST]
    printed = [Pair(count, count, count.low, count.high) for count in counts if count.value >= LEAST and count.low > 0][
        :MOST
    ]
    for one in pairs:
        others = [
            other
            for other in (*pairs, *printed)
            if other.amount is not one.amount
            and other.each is not one.each
            and other.low <= one.high * (1 + APART)
            and one.low <= other.high * (1 + APART)
        ]
        if not others:
            continue
        best = min(others, key=lambda other: other.high / other.low)
        shares = _shares(one.each, best)
        relation = Relation("product", (one.each, one.amount, shares), IMPLIED, strength=1.0)
        if one.each.value * one.amount.value < 0:
            relation.strength = SURE_SIGN
        if relation.holds() or relation.strength == SURE_SIGN:
            yield relation


def _pairs(series: Sequence[Series], calendar: Calendar) -> Iterator[Pair]:
    amounts = [one for one in series if one.kind in (MONEY, "") and one.grid != -1 and one.words & OF_SHARE]
    for item in series:
        if not item.cells or not item.cells[0].is_per_share or "dividend" in item.words:
            continue
        of_assets = bool(item.words & {"asset", "equity", "book"})
        fitting = [one for one in amounts if (_is_equity(one.words) if of_assets else _is_result(one.words))]
        # The result in the same table, and the one that is named most plainly, is the likeliest that was divided.
        fitting.sort(key=lambda one: (one.grid != item.grid, len(one.words)))
        for cell in item.cells:
            pairs = (
                pair for amount in fitting if (found := _at(amount, cell, calendar)) and (pair := _pair(cell, found))
            )
            yield from islice(pairs, MOST_OF_ONE)


def equity_pairs(series: Sequence[Series], calendar: Calendar) -> Iterator[tuple[Mention, Mention, int]]:
    """Give each amount of equity per share with each amount of equity of its day, and the number of that item."""
    amounts = [one for one in series if one.kind in (MONEY, "") and one.grid != -1 and _is_equity(one.words)]
    for item in series:
        if not item.cells or not item.cells[0].is_per_share or not item.words & {"asset", "equity", "book"}:
            continue
        for number, amount in enumerate(amounts[:MOST]):
            for cell in item.cells:
                found = _at(amount, cell, calendar)
                if cell.printed and found is not None and found.printed and not found.is_per_share:
                    yield cell, found, number


def _is_result(words: frozenset[str]) -> bool:
    return "income" in words and bool(words & {"net", "attributable"}) and not words & NOT_NET


def _is_equity(words: frozenset[str]) -> bool:
    # What is owed and owned together is no equity, though its label has the word.
    return not words & {"ratio", "liability"} and ("equity" in words or {"net", "asset"} <= words)


def _at(item: Series, cell: Mention, calendar: Calendar) -> Mention | None:
    if item.cells and item.cells[0].table == cell.table >= 0:
        same = [one for one in item.cells if one.row == cell.row or one.column == cell.column]
        return same[0] if len(same) == 1 else None
    alike = [one for one in item.cells if one.when and cell.when and one.when.kind == cell.when.kind]
    return next((one for one in alike or item.cells if calendar.same(one.when, cell.when)), None)


def _pair(each: Mention, amount: Mention) -> Pair | None:
    if not each.value or not amount.value or amount.is_percent or amount.unit.kind == SHARES:
        return None
    if each.unit.currency and amount.unit.currency and each.unit.currency != amount.unit.currency:
        return None
    small, large = sorted((abs(each.low), abs(each.high)))
    least, most = sorted((abs(amount.low), abs(amount.high)))
    if small <= 0 or least <= 0:
        return None
    low, high = least / large, most / small
    return Pair(each, amount, low, high) if high / low <= 1 + COARSEST else None


def _shares(like: Mention, pair: Pair) -> Mention:
    low, high = pair.low / (1 + APART), pair.high * (1 + APART)
    middle = (low + high) / 2
    one = Mention(-1, like.spot, "", middle, 0, Unit(SHARES, "", 0), about=True)
    one.value, one.low, one.high, one.counted = middle, low, high, False
    one.step = high - low
    one.ends = (float(low), float(high))
    return one
