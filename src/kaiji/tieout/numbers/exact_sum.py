"""Numbers printed in full, as in the notices of an issue: prices times shares, halves, sums and parts that hold to the last unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from kaiji.core.text import Text
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.unit import COUNT, MONEY, PERCENT, SHARES
from kaiji.tieout.reading import Line

TIMES = Text("the price times the number of shares", "１株当たり金額×株式数")
HALF = Text("half of the amount paid in, as stated capital", "払込金額の２分の１（資本金組入額）")
TOGETHER = Text("the sum of these numbers, to the last unit", "これらの数値の合計（端数なし）")
AGAIN = Text("the same number of shares elsewhere", "他の箇所の同一株式数")
PART = Text("the part of the number of shares, in per cent", "株式数に対する割合")
ISSUED = re.compile(
    r"^[^\t]{0,8}?(?:number of (?:new )?shares(?: to be (?:newly )?issued)?|shares to be issued|"
    r"(?:発行|募集|売出)(?:する)?(?:新)?株式の?数|株式数)",
    re.IGNORECASE,
)
PLACES = Text("the other row of the change in the number of shares", "株式数の推移の他の行")
BEFORE = re.compile(r"\b(?:present|current|before|prior|previous)\b|現在|前の", re.IGNORECASE)
INCREASE = re.compile(r"\bincrease|\badditional\b|\bissue[ds]?\b|増加", re.IGNORECASE)
AFTER = re.compile(r"\bafter\b|\bfollowing\b|後の", re.IGNORECASE)
DISCOUNTED = 1.6
FINE = 2
SENTENCE_END = re.compile(r"[.!?]\s|。")
OFF = Text("the discount or premium between these prices, in per cent", "価格間のディスカウント率・プレミアム率")
DISCOUNT = re.compile(
    r"\bdiscount|\bpremium|\b(?:below|above) the closing|ディスカウント|プレミアム|割引", re.IGNORECASE
)
CAPITAL = re.compile(r"stated capital|paid-in capital|capital (?:surplus|reserve)|資本", re.IGNORECASE)
OF_SHARES = re.compile(r"\bshares?\b|\bunits?\b|株|口", re.IGNORECASE)
MOST = 90
MOST_COUNTS = 12
FARTHEST = 4
LEAST = 10_000
LEAST_AMOUNT = 1_000_000
LARGEST_PRICE = 10_000_000
TELLING = 8
LONG = 5
ORPHAN = 2.0


def exact_sums(mentions: Sequence[Mention], lines: Sequence[Line]) -> Iterator[Relation]:
    """Give what holds exactly between the numbers that a document prints in full.

    Args:
        mentions: all numbers of the document.
        lines: of the document.
    """
    whole = [one for one in mentions if _full(one) and abs(one.value) >= LEAST]
    if not 3 <= len(whole) <= MOST:
        return
    shares = [one for one in whole if one.unit.kind in (SHARES, COUNT, "")]
    amounts = [one for one in whole if one.unit.kind == MONEY and one.value >= LEAST_AMOUNT]
    prices = [
        one
        for one in mentions
        if (one.is_per_share or (one.unit.kind == MONEY and not one.scale)) and 1 < one.value < LARGEST_PRICE
    ]
    found = [
        *_products(amounts, prices, shares),
        *_halves(prices, lines),
        *_halves(amounts, lines),
        *_triples(amounts),
        *_triples([one for one in shares if one.unit.kind == SHARES or OF_SHARES.search(lines[one.spot.line].text)]),
    ]
    again = list(_repeated(shares))
    yield from found
    yield from again
    yield from _out_of_place(shares, lines)
    yield from _parts(mentions, shares, lines)
    yield from _discounts(mentions, prices, lines)
    borne = {member for one in (*found, *again) for member in one.members}
    yield from _orphans(amounts, prices, shares, borne)
    yield from _stray_counts(shares, borne, lines)


def _full(one: Mention) -> bool:
    return one.places == 0 and not one.scale and not one.about and one.unit.kind in (SHARES, COUNT, MONEY, "")


def _make_exact(price: Mention) -> None:
    """A price that gives an amount to the last unit is not rounded."""
    price.low = price.high = price.value
    price.ends = (float(price.value), float(price.value))
    price.counted = True


def _products(amounts: Sequence[Mention], prices: Sequence[Mention], shares: Sequence[Mention]) -> Iterator[Relation]:
    by_value: dict[Fraction, list[Mention]] = defaultdict(list)
    for one in amounts:
        by_value[one.value].append(one)
    for price in prices:
        for count in shares:
            for amount in by_value.get(price.value * count.value, ()):
                if amount.digits + price.digits >= LONG and amount is not price and amount is not count:
                    _make_exact(price)
                    yield Relation("product", (price, amount, count), TIMES, strength=2, origin=(amount, "times"))


def _halves(numbers: Sequence[Mention], lines: Sequence[Line]) -> Iterator[Relation]:
    """Half of what is paid in becomes stated capital."""
    for part in numbers:
        if not CAPITAL.search(lines[part.spot.line].text) and not part.is_per_share:
            continue
        for paid in numbers:
            if (
                paid.value == 2 * part.value
                and part.digits >= (3 if part.is_per_share else LONG - 1)
                and paid.unit.kind == part.unit.kind
            ):
                yield linear("sum", (paid, part), (1, -2), HALF, 1)


def _triples(numbers: Sequence[Mention]) -> Iterator[Relation]:
    by_value: dict[Fraction, list[Mention]] = defaultdict(list)
    for one in numbers:
        by_value[one.value].append(one)
    for a, b in combinations(numbers, 2):
        if a.value == b.value:
            continue
        for total in by_value.get(a.value + b.value, ()):
            near = max(one.spot.line for one in (total, a, b)) - min(one.spot.line for one in (total, a, b))
            if total.digits + a.digits + b.digits >= (TELLING if near > 3 else LONG):
                yield linear("sum", (total, a, b), (1, -1, -1), TOGETHER, 1)


def _repeated(shares: Sequence[Mention]) -> Iterator[Relation]:
    seen: dict[Fraction, Mention] = {}
    for one in shares:
        if one.unit.kind == SHARES and (first := seen.setdefault(one.value, one)) is not one:
            yield linear("equal", (first, one), (1, -1), AGAIN, 0.8)


def _parts(mentions: Sequence[Mention], shares: Sequence[Mention], lines: Sequence[Line]) -> Iterator[Relation]:
    """A percentage in a text about shares: one number of shares, or two together, of another."""
    counts = list({one.value: one for one in shares if one.unit.kind == SHARES}.values())[:MOST_COUNTS]
    for p in mentions:
        if p.unit.kind != PERCENT or p.table >= 0 or p.digits < 3 or not OF_SHARES.search(lines[p.spot.line].text):
            continue
        for whole in counts:
            fitting = [
                Relation("ratio", (p, part, whole), PART, by=Fraction(100), strength=1)
                for part in counts
                if part is not whole and part.value < whole.value
            ]
            if right := next((one for one in fitting if one.holds()), None):
                yield right
                break
            both = [
                (a, b)
                for a, b in combinations(counts, 2)
                if whole not in (a, b) and p.low <= (a.value + b.value) / whole.value * 100 <= p.high
            ]
            if len(both) == 1:
                yield linear("share", (p, *both[0]), (whole.value / 100, -1, -1), PART, 1)
                break


def _stray_counts(shares: Sequence[Mention], borne: set[Mention], lines: Sequence[Line]) -> Iterator[Relation]:
    """The number of shares to be issued, where nothing bears it out and a slip parts it from one that others bear out."""
    # What was issued before or will be after it is another number, however alike.
    rows = [(one, lines[one.spot.line].text) for one in shares if one in borne]
    known = {one.value: one for one, text in rows if not BEFORE.search(text) and not AFTER.search(text)}
    for one in shares:
        if one in borne or one.table < 0 or not ISSUED.search(lines[one.spot.line].text):
            continue
        due = [other for other in known.values() if is_slip(one, other.value)]
        if len(due) == 1:
            yield linear("equal", (one, due[0]), (1, -1), AGAIN, ORPHAN)


def _out_of_place(shares: Sequence[Mention], lines: Sequence[Line]) -> Iterator[Relation]:
    """Shares before an issue, its increase and the total after it, in three rows: they add up, but in another order than their labels say."""
    cells = sorted((one for one in shares if one.table >= 0), key=lambda one: one.spot.line)
    for before, more, after in zip(cells, cells[1:], cells[2:], strict=False):
        if not (before.table == more.table == after.table and after.spot.line - before.spot.line <= FARTHEST):
            continue
        low, middle, high = sorted((before, more, after), key=lambda one: one.value)
        labels = [lines[one.spot.line].text for one in (before, more, after)]
        if low.value + middle.value != high.value or not (
            (BEFORE.search(labels[0]) or AFTER.search(labels[0]))
            and INCREASE.search(labels[1])
            and AFTER.search(labels[2])
        ):
            continue
        if after is not high:
            yield from _exchange(after, high)
            continue
        others = {one.value for one in shares if one not in (before, more, after)}
        if before.value in others and more.value not in others:
            yield from _exchange(more, before)


def _exchange(one: Mention, other: Mention) -> Iterator[Relation]:
    for wrong, right in ((one, other), (other, one)):
        relation = linear("exchange", (wrong, right), (1, -1), PLACES, 2.5)
        relation.origin = wrong
        yield relation


def _discounts(mentions: Sequence[Mention], prices: Sequence[Mention], lines: Sequence[Line]) -> Iterator[Relation]:
    """The discount or premium of one price against another."""
    for p in mentions:
        if p.unit.kind != PERCENT or p.digits < 3 or not DISCOUNT.search(lines[p.spot.line].text):
            continue
        near = [one for one in prices if one.spot.line == p.spot.line]
        text = lines[p.spot.line].text
        beside = [one for one in near if not SENTENCE_END.search(_between(text, one, p))]
        lone = p.places >= FINE and len(beside) == 1
        both = [
            Relation(
                "change",
                (p, price, base),
                OFF,
                by=Fraction(100 if price.value > base.value else -100),
                less_one=True,
                strength=DISCOUNTED if lone else 1,
            )
            for base in (beside if lone else near)
            for price in prices
            if price.value != base.value
        ]
        fitting = [one for one in both if one.holds()]
        if not fitting and lone:
            # One slip in a discount from the only price of its sentence; what differs by less is another average.
            fitting = [one for one in both if _far_slip(one)]
            fitting = fitting if len({one.members[1].value for one in fitting}) == 1 else []
        yield from fitting[:1]


def _between(text: str, one: Mention, other: Mention) -> str:
    first, last = sorted((one.spot, other.spot), key=lambda spot: spot.start)
    return text[first.end : last.start]


def _far_slip(relation: Relation) -> bool:
    """Tell whether a single slip, that moved it by a whole per cent at least, parts a percentage from what it should be."""
    stated, bounds = relation.members[0], relation.solve(0)
    if bounds is None:
        return False
    due = (bounds[0] + bounds[1]) / 2
    return abs(stated.value - due) >= 1 and is_slip(stated, due)


def _orphans(
    amounts: Sequence[Mention], prices: Sequence[Mention], shares: Sequence[Mention], borne: set[Mention]
) -> Iterator[Relation]:
    """An amount that nothing bears out, and that a single slip parts from the product of a price and a number that others bear out."""
    for amount in amounts:
        if amount in borne or amount.digits < LONG - 1:
            continue
        due = [
            (price, count)
            for price in prices
            for count in shares
            if price in borne
            and count in borne
            and abs(price.spot.line - amount.spot.line) <= 1
            and abs(amount.value - price.value * count.value)
            >= amount.step  # less is how it was rounded to a whole unit
            and is_slip(amount, price.value * count.value)
        ]
        if len({price.value * count.value for price, count in due}) == 1:
            price, count = due[0]
            _make_exact(price)
            yield Relation("product", (price, amount, count), TIMES, strength=ORPHAN, origin=(amount, "times"))
