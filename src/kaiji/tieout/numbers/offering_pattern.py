"""What the numbers of a share issue are to each other: price times shares, parts of capital, uses of the proceeds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaiji.core.text import Text
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear, strength_of
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.unit import MONEY, SHARES

TIMES = Text("the price times the number of shares", "１株当たり金額×株式数")
CAPITAL = Text("the stated capital and the capital reserve together", "資本金と資本準備金の増加額の合計")
USES = Text("the uses of the proceeds together", "資金使途の合計")
STATED = re.compile(r"stated capital|(?<!paid-in )\bcapital stock\b|資本金", re.IGNORECASE)
RESERVE = re.compile(r"paid-in capital|capital (?:surplus|reserve)|資本準備金", re.IGNORECASE)
USE = re.compile(r"\b(?:used?|using|allocated?|appropriated|applied|spent)\b.*|充当", re.IGNORECASE)
PROCEEDS = re.compile(r"proceeds|\bfunds\b|out of|\bof the total\b|手取|調達", re.IGNORECASE)
LEAST_USES = 2


@dataclass(frozen=True, slots=True)
class Priced:
    """An amount and the amount per share that stand in one line."""

    line: int
    text: str
    amount: Mention
    each: Mention


def offering_patterns(claims: Sequence[Claim], counts: Sequence[Mention]) -> Iterator[Relation]:
    """Give the relations of a share issue.

    Args:
        claims: the numbers of the document's texts.
        counts: all numbers of shares, of texts and of tables.
    """
    pairs = list(_priced(claims))
    yield from _products(pairs, [one for one in counts if one.unit.kind == SHARES and one.value > 0])
    yield from _capital(pairs)
    yield from _uses(claims)


def _priced(claims: Sequence[Claim]) -> Iterator[Priced]:
    lines: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        lines[claim.line].append(claim)
    for line, group in lines.items():
        money = [one.mention for one in group if one.mention.unit.kind == MONEY and one.mention.counted]
        each = [one.mention for one in group if one.mention.is_per_share]
        if len(money) == 1 and len(each) == 1 and money[0].unit.currency == each[0].unit.currency:
            yield Priced(line, group[0].text, money[0], each[0])


def _products(pairs: Sequence[Priced], counts: Sequence[Mention]) -> Iterator[Relation]:
    best: tuple[int, Mention] | None = None
    for count in counts:
        holding = sum(one.amount.value == one.each.value * count.value for one in pairs)
        if holding and (best is None or holding > best[0]):
            best = (holding, count)
    if best is None:
        return
    holding, count = best
    strength = strength_of(holding, len(pairs) - holding, True)
    alike = [one for one in counts if one.value == count.value]
    for pair in pairs:
        # Where it is exact once, the price is exact: a rounded one would not give the amount to the last yen.
        pair.each.low = pair.each.high = pair.each.value
        pair.each.ends = (float(pair.each.value), float(pair.each.value))
        pair.each.counted = True
        for one in alike:
            yield Relation(
                "product", (pair.each, pair.amount, one), TIMES, strength=strength, origin=(pair.amount, "times")
            )


def _capital(pairs: Sequence[Priced]) -> Iterator[Relation]:
    stated = [one for one in pairs if STATED.search(one.text) and not RESERVE.search(one.text)]
    reserve = [one for one in pairs if RESERVE.search(one.text)]
    whole = [one for one in pairs if one not in stated and one not in reserve]
    for one, other, total in zip(stated, reserve, whole, strict=False):
        yield linear("sum", (total.amount, one.amount, other.amount), (1, -1, -1), CAPITAL, 2)
        yield linear("sum", (total.each, one.each, other.each), (1, -1, -1), CAPITAL, 2)


def _uses(claims: Sequence[Claim]) -> Iterator[Relation]:
    """The sentence that says what the proceeds are for: its largest amount is the total of the others."""
    sentences: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.mention.unit.kind == MONEY:
            sentences[claim.line, claim.sentence].append(claim)
    for group in sentences.values():
        text = group[0].text[group[0].sentence[0] : group[0].sentence[1]]
        amounts = [one.mention for one in group]
        if len(amounts) <= LEAST_USES or not (USE.search(text) and PROCEEDS.search(text)):
            continue
        if len({(one.unit.currency, one.scale) for one in amounts}) != 1:
            continue
        total = max(amounts, key=lambda one: one.value)
        if total is not amounts[0] and total is not amounts[-1]:
            continue
        parts = [one for one in amounts if one is not total]
        yield linear("sum", (total, *parts), (1, *[-1] * len(parts)), USES, 1.6)
