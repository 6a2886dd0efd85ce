"""Amounts of sentences that are told in per cent of sales, too: *$12.5 million, or 8.3 % of net sales*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.fact import EMPTY, PERIODS, TIMING
from kaiji.tieout.numbers.margin import WHOLES
from kaiji.tieout.numbers.member import ITEM, Member
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.same_item import ValueIndex, same_size
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import MONEY, PERCENT, POINTS
from kaiji.tieout.numbers.when import Calendar, When

OF_SALES = Text("the amount of the sentence in per cent of sales", "文中の金額の売上高に対する割合")
POINTS_APART = Text("the difference of the two percentages of the sentence", "文中の２つの百分率の差")
OR = re.compile(r"^,?\s(?:or|which (?:is|was)|representing|equal to)\s(?:approximately\s|about\s)?$", re.IGNORECASE)
SALES = re.compile(
    r"^\s?of\s(?:(?:the|total|net|our|consolidated|operating)\s){0,3}(?:sales|revenues?)\b", re.IGNORECASE
)
OF_PART = re.compile(r"\b(?:segments?|divisions?|business unit|subsidiary)\b", re.IGNORECASE)
BESIDE = re.compile(r"^,?\s(?:or|an? \w+ of)\s(?:approximately\s|about\s)?$", re.IGNORECASE)
MOVED = re.compile(
    r"^,?\s(?:(?:which\s(?:was|is)\s)?(?:up|down|increased|decreased|an?\s(?:increase|decrease|improvement|decline)\sof|(?:increasing|"
    r"decreasing|rising|falling)(?:\sby)?)(?:\sby)?)\s(?:approximately\s|about\s)?$",
    re.IGNORECASE,
)
FROM = re.compile(r"^\s(?:from|compared (?:to|with)|over|versus)\s(?:[^\d.;,]{0,40}\s)?$", re.IGNORECASE)
HUNDRED = Fraction(100)
REVENUE = frozenset({"revenue"})
SURE, SEEN = 2.0, 1.0


def parts_of_sales(
    claims: Sequence[Claim], series: Sequence[Series], calendar: Calendar, members: Mapping[Claim, Member]
) -> Iterator[Relation]:
    """Give the relations of amounts that a sentence tells in per cent of sales, and of changes told in points.

    Args:
        claims: the numbers of sentences, in order.
        series: the items of the tables.
        calendar: the periods of the document.
        members: the part of the company whose numbers a claim tells, where it is not the whole.

    Of which period the sales are the sentence seldom says, but the tables do, where they have the amount under the item that
    the sentence names. Elsewhere only a percentage that fits the sales of no period is contradicted, and only where the amount
    is one of the table that has the sales, or is in no table and its sentence has no words but those of items of the whole
    company: that of a segment is told in per cent of its own sales.
    """
    periods = _Periods(series, calendar)
    sales = [
        cell
        for one in series
        if one.grid >= 0 and any(one.words - {"net", "total"} == whole for whole in WHOLES if "revenue" in whole)
        for cell in one.cells
        if cell.unit.kind in (MONEY, "") and cell.low > 0
    ]
    every = [cell for one in series for cell in one.cells]
    tables = {sale.table for sale in sales}
    parted = {cell for one in set(members.values()) for _, some in one.items for cell in some.cells}
    beside = [cell for one in series for cell in one.cells if cell.table in tables and cell not in parted]
    for one, other in pairwise(claims):
        if one.line != other.line or one.mention.unit.kind != MONEY or not other.mention.is_percent:
            continue
        if OR.match(one.text[one.end : other.start]) and SALES.match(one.text[other.end : other.end + 40]):
            if one in members:
                own = [cell for some in members[one].of(REVENUE) for cell in some.cells if cell.low > 0]
                cells = [cell for _, some in members[one].items for cell in some.cells]
                yield from _of(one.mention, other.mention, own, cells)
            else:
                whole = _of_the_whole(one) and not any(same_size(one.mention, cell) for cell in every)
                # Of a segment's amount, the sales are those of the segment, which no table need show.
                of_part = OF_PART.search(one.text, *one.sentence) is not None
                parts = _of(one.mention, other.mention, periods.of(one, sales) or sales, beside, whole=whole)
                yield from (found for found in parts if found.holds() or not of_part)
    for first, second, third in zip(claims, claims[1:], claims[2:], strict=False):
        if first.line == third.line and first.sentence == third.sentence:
            yield from _points(first, second, third)
            yield from _points_from(first, second, third)


class _Periods:
    """Tells of which periods an amount of a sentence is, by the rows of its item that have it."""

    def __init__(self, series: Sequence[Series], calendar: Calendar) -> None:
        self.calendar = calendar
        self.owner = {cell: one for one in series if one.grid >= 0 and not one.generic for cell in one.cells}
        self.index = ValueIndex(list(self.owner))

    def of(self, amount: Claim, sales: Sequence[Mention]) -> list[Mention]:
        """Give the sales of the periods in which the named item has the amount; none where that cannot be told."""
        whens: list[When] = []
        for cell in self.index.near(amount.mention):
            if self.owner[cell].core <= amount.sentence_words:
                if cell.when is None:
                    return []
                whens.append(cell.when)
        return [one for one in sales if one.when is not None and any(self.calendar.same(one.when, it) for it in whens)]


def _of_the_whole(claim: Claim) -> bool:
    """Tell whether the words before an amount name an item and nothing that may be a part of the company."""
    before = claim.text[claim.sentence[0] : claim.start]
    return not item_words(before) - ITEM - EMPTY - TIMING - PERIODS


def _of(
    amount: Mention, percent: Mention, sales: Sequence[Mention], beside: Sequence[Mention], *, whole: bool = False
) -> Iterator[Relation]:
    found = [Relation("ratio", (percent, amount, cell), OF_SALES, by=HUNDRED) for cell in sales]
    fitting = [one for one in found if one.holds() and one.telling()]
    if fitting:
        fitting[0].strength = SEEN
        yield fitting[0]
        return
    same = [cell for cell in beside if same_size(amount, cell)]
    near = [one for one in found if one.telling() and (whole or any(_alike(one.members[2], cell) for cell in same))]
    if near and not percent.about and not amount.about:
        best = min(near, key=lambda one: abs(one.members[0].value - HUNDRED * amount.value / one.members[2].value))
        best.strength = SURE
        yield best


def _alike(sale: Mention, cell: Mention) -> bool:
    """Tell whether sales stand in the column of an amount."""
    return sale.table == cell.table and (
        sale.column == cell.column if sale.when is None or cell.row == sale.row else sale.when == cell.when
    )


def _points_from(now: Claim, by: Claim, then: Claim) -> Iterator[Relation]:
    """*3.90 %, up 2 basis points from 3.88 %*."""
    a, b, c = now.mention, then.mention, by.mention
    if a.unit.kind != PERCENT or b.unit.kind != PERCENT or c.unit.kind != POINTS or a.places != b.places:
        return
    if not MOVED.match(now.text[now.end : by.start]) or not FROM.match(by.text[by.end : then.start]):
        return
    sign = 1 if a.value >= b.value else -1
    factors = (Fraction(1), Fraction(-sign), Fraction(sign))
    yield Relation("difference", (c, a, b), POINTS_APART, factors, strength=SURE)


def _points(then: Claim, now: Claim, by: Claim) -> Iterator[Relation]:
    """*from 5.65 % to 6.42 %, or 77 basis points*."""
    a, b, c = then.mention, now.mention, by.mention
    if a.unit.kind != PERCENT or b.unit.kind != PERCENT or c.unit.kind != POINTS or then.part != "then":
        return
    if not re.match(r"^\s(?:percent\s)?to\s", then.text[then.end : now.start]) or not BESIDE.match(
        now.text[now.end : by.start]
    ):
        return
    sign = 1 if b.value >= a.value else -1
    factors = (Fraction(1), Fraction(-sign), Fraction(sign))
    yield Relation("difference", (c, b, a), POINTS_APART, factors, strength=SURE)
