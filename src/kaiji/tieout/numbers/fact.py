"""What tables state and imply of their items, in the form in which sentences speak of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from kaiji.core.text import Text
from kaiji.tieout.numbers.likeness import digits_at
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.same_item import equal
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import COUNT, MONEY, PER_SHARE, PERCENT, POINTS, SHARES
from kaiji.tieout.numbers.when import Calendar, When
from kaiji.tieout.term_file import terms_of

CELL = Text("the same item in the table", "表の同一項目")
CHANGE = Text("the change in per cent of the item in the table", "表の同一項目の増減率")
APART = Text("the difference of the item's two periods in the table", "表の同一項目の両期間の差")
PART = Text("the ratio of two items of the tables", "表の２項目の比率")
MARGIN = Text("what is left of one item of the tables after another", "表の２項目の差引")
TOGETHER = Text("the total of two items of the tables", "表の２項目の合計")
MOST_PERIODS = 6
FAR = 100
# Before a percentage that something moved to, not by: "improved to 38.4 %".
TO = re.compile(r"\bto\s(?:(?:an?|the|record|approximately|about)\s){0,3}$", re.IGNORECASE)
HUNDRED = Fraction(100)
ROUNDED = Fraction(1, 10)
_TERMS = terms_of("kaiji.tieout.numbers", "terms.toml")
WEAK: frozenset[str] = frozenset(_TERMS["weak"])
EMPTY: frozenset[str] = frozenset(_TERMS["empty"])
TIMING: frozenset[str] = frozenset(_TERMS["timing"])
# Words of a period that is named behind a number.
PERIODS: frozenset[str] = frozenset(_TERMS["period"])


@dataclass(slots=True, eq=False)
class Fact:
    """Something a table states or implies of an item.

    Args:
        series: the item.
        part: the amount, its change in per cent, or the difference of two periods.
        low: bounds of its size, without sign.
        high: the upper one.
        cells: the numbers from which it follows.
    """

    series: Series
    part: str
    low: float
    high: float
    cells: tuple[Mention, ...]
    relate: Callable[[Claim], Relation]


def facts_of(calendar: Calendar, one: Series) -> Iterator[Fact]:
    """Give what a table states and implies of an item: amounts, changes in per cent, differences of periods."""
    for cell in one.cells:
        ends = sorted(map(abs, cell.ends))
        yield Fact(one, "now", ends[0], ends[1], (cell,), to_cell(cell))
    cells = [cell for cell in one.cells if not cell.is_percent and cell.printed][:MOST_PERIODS]
    for a, b in combinations(cells, 2):
        here, there = calendar.back(a.when), calendar.back(b.when)
        if a.scale != b.scale or (here is not None and here == there) or _lengths_differ(a.when, b.when):
            continue
        now, then = (b, a) if here is not None and there is not None and here > there else (a, b)
        low, high = float(now.low - then.high), float(now.high - then.low)
        ends = sorted((abs(low), abs(high))) if low * high > 0 else [0.0, max(abs(low), abs(high))]
        if ends[1]:
            yield Fact(one, "by", ends[0], ends[1], (now, then), _to_difference(now, then))
        if then.low > 0 and now.value >= 0:
            ends = sorted((abs(float(now.low / then.high) - 1) * 100, abs(float(now.high / then.low) - 1) * 100))
            yield Fact(one, "percent", ends[0], ends[1], (now, then), _to_change(now, then))
    yield from _points(calendar, [cell for cell in one.cells if cell.is_percent][:MOST_PERIODS], one)


def _points(calendar: Calendar, cells: Sequence[Mention], one: Series) -> Iterator[Fact]:
    """Give by how many percentage points a ratio moved from one period to another."""
    for a, b in combinations(cells, 2):
        here, there = calendar.back(a.when), calendar.back(b.when)
        if here is None or there is None or here == there or _lengths_differ(a.when, b.when):
            continue
        now, then = (b, a) if here > there else (a, b)
        now, then = _as_printed(now), _as_printed(then)
        low, high = float(now.low - then.high), float(now.high - then.low)
        ends = sorted((abs(low), abs(high))) if low * high > 0 else [0.0, max(abs(low), abs(high))]
        yield Fact(one, "points", ends[0], ends[1], (now, then), _to_difference(now, then))


def _as_printed(ratio: Mention) -> Mention:
    """Give a ratio that no table prints as wide as it would be printed: points are counted before or after rounding."""
    if ratio.made_of is None:
        return ratio
    wide = copy(ratio)
    wide.low, wide.high = ratio.low - ROUNDED / 2, ratio.high + ROUNDED / 2
    wide.ends = (float(wide.low), float(wide.high))
    return wide


def _lengths_differ(one: When | None, other: When | None) -> bool:
    """Tell whether two periods are of different length: three months are not compared with six."""
    return one is not None and other is not None and bool(one.months and other.months) and one.months != other.months


def size_of(fact: Fact) -> Fraction:
    """Give the size of what a fact says, without sign."""
    if fact.part == "now":
        return abs(fact.cells[0].value)
    now, then = fact.cells
    if fact.part in ("by", "points"):
        return abs(now.value - then.value)
    return abs(now.value / then.value - 1) * 100


def facts_agree(one: Fact, other: Fact) -> bool:
    """Tell whether two facts say the same."""
    return one.part == other.part and one.low <= other.high and other.low <= one.high


def part_of(claim: Claim) -> str:
    """Give the part of an item's facts that the words around a number make it."""
    if claim.mention.is_percent:
        return "percent" if claim.direction and not TO.search(claim.text, claim.clause[0], claim.start) else "now"
    if claim.mention.unit.kind == POINTS:
        return "points"
    return "by" if claim.part == "by" else "now"


def is_far(mention: Mention, fact: Fact) -> bool:
    """Tell whether two numbers are of so different a size that they hardly are of one item."""
    one, other = abs(mention.value), size_of(fact)
    return bool(one and other) and not mention.is_percent and max(one, other) > FAR * min(one, other)


def printed_alike(mention: Mention, one: Fact, other: Fact) -> bool:
    """Tell whether two facts say the same, or would be printed alike where a number stands."""
    if facts_agree(one, other):
        return True
    return one.part == other.part and digits_at(size_of(one), mention.step) == digits_at(size_of(other), mention.step)


def role_fits(claim: Claim, fact: Fact) -> bool:
    """Tell whether a fact is of the kind that the words around a number make it."""
    if claim.mention.is_percent:
        moved = bool(claim.direction) and not TO.search(claim.text, claim.clause[0], claim.start)
        return fact.part == "percent" if moved else fact.part == "now" and fact.cells[0].is_percent
    if claim.mention.unit.kind == POINTS:
        return fact.part == "points"
    if claim.part == "by":
        return fact.part == "by"
    return fact.part == "now"


def kinds_agree(one: Mention, other: Mention, part: str = "now") -> bool:
    """Tell whether two numbers count the same kind of thing, as far as it is told."""
    if part == "percent":
        return one.is_percent
    if part == "points":
        return one.unit.kind == POINTS
    a, b = one.unit, other.unit
    if (a.kind == PERCENT) != (b.kind == PERCENT):
        return False
    if a.currency and b.currency and a.currency != b.currency:
        return False
    if (a.kind == PER_SHARE) != (b.kind == PER_SHARE) and a.kind in (MONEY, PER_SHARE, SHARES):
        return False
    if a.kind == MONEY and b.kind in (SHARES, COUNT):
        return False
    if a.kind == SHARES and b.kind != SHARES:
        return False
    # Stores and people are printed in full, whatever the scale of their table.
    return not (a.kind == COUNT and b.kind in (MONEY, "") and bool(b.scale))


def to_cell(cell: Mention) -> Callable[[Claim], Relation]:
    """Make the relation that a number is that of a cell."""

    def make(claim: Claim) -> Relation:
        if cell.made_of is not None:
            return _made(claim.mention, *cell.made_of)
        relation = equal(claim.mention, cell, CELL, 0)
        relation.free = not claim.mention.signed
        return relation

    return make


def _made(stated: Mention, how: str, one: Mention, other: Mention) -> Relation:
    """Make the relation that a number follows from two cells of the tables: what is left, what part that is, what part one is."""
    if how == "left":
        sign = 1 if one.value >= other.value or stated.value < 0 else -1
        return linear("difference", (stated, one, other), (sign, -1, 1), MARGIN, 0)
    sign = 1 if one.value * other.value >= 0 or stated.value < 0 else -1
    if how == "part":
        return Relation("ratio", (stated, one, other), PART, by=HUNDRED * sign)
    sign = 1 if one.value >= other.value or stated.value < 0 else -1
    return Relation("ratio", (stated, other, one), PART, by=-HUNDRED * sign, less_one=True)


def _to_difference(now: Mention, then: Mention) -> Callable[[Claim], Relation]:
    def make(claim: Claim) -> Relation:
        sign = 1 if now.value >= then.value else -1
        return linear("difference", (claim.mention, now, then), (sign, -1, 1), APART, 0)

    return make


def _to_change(now: Mention, then: Mention) -> Callable[[Claim], Relation]:
    def make(claim: Claim) -> Relation:
        sign = (1 if now.value >= then.value else -1) * (1 if claim.mention.value >= 0 else -1)
        return Relation("change", (claim.mention, now, then), CHANGE, by=HUNDRED * sign, less_one=True)

    return make


def period_of(claim: Claim) -> When | None:
    """Give the period that a sentence gives a number, or None."""
    return claim.when[0] if claim.when else None
