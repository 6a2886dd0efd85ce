"""What the numbers of a share issue are to each other: price times shares, parts of capital, uses of the proceeds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kaiji.core.text import Text
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear, strength_of
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.unit import MONEY, SHARES

NUMBER = Text("the number of shares that price and amount give", "金額と単価から求められる株式数")
ISSUED = re.compile(
    r"(?:number of (?:new )?shares|shares to be issued|発行する株式の?数|募集株式の?数)[^(（]{0,60}$", re.IGNORECASE
)
TO_ISSUE = re.compile(
    r"number of (?:new |offered )?shares (?:to be|being|newly)|発行する株式の?数|募集株式の?数|発行新株式数",
    re.IGNORECASE,
)
TOTAL_PAID = re.compile(
    r"(?:total|aggregate) (?:amount|issue|price|proceeds|paid)|払込金額の総額|発行価額の総額|総額", re.IGNORECASE
)
TIMES = Text("the price times the number of shares", "１株当たり金額×株式数")
CAPITAL = Text("the stated capital and the capital reserve together", "資本金と資本準備金の増加額の合計")
USES = Text("the uses of the proceeds together", "資金使途の合計")
STATED = re.compile(r"stated capital|(?<!paid-in )\bcapital stock\b|資本金", re.IGNORECASE)
RESERVE = re.compile(r"paid-in capital|capital (?:surplus|reserve)|資本準備金", re.IGNORECASE)
USE = re.compile(r"\b(?:used?|using|allocated?|appropriated|applied|spent)\b.*|充当", re.IGNORECASE)
PROCEEDS = re.compile(r"proceeds|\bfunds\b|out of|\bof the total\b|手取|調達", re.IGNORECASE)
# What is taken off before, and a rest without its amount: the amounts that are told are not all.
REST = re.compile(
    r"(?:after|before) deducting|net of (?:underwriting|estimated)|"
    r"残(?:額|余)?(?:[はをがに、]|について)|"
    r"\b(?:the )?(?:remain(?:der|ing)|balance|rest)\b(?!\s(?:amount of |of )?[A-Z$¥€]{1,4}\s?\d)",
    re.IGNORECASE,
)
LEAST_USES = 2
LEAST_SHARES = 10
LEAST_PAIRS = 2


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
    yield from _issued(claims, pairs, [one for one in counts if one.unit.kind == SHARES and one.value > 0])
    yield from _capital(pairs)
    yield from _uses(claims)


def _priced(claims: Sequence[Claim]) -> Iterator[Priced]:
    lines: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        lines[claim.line].append(claim)
    for line, group in lines.items():
        money = [one.mention for one in group if one.mention.unit.kind == MONEY and one.mention.counted]
        each = [one.mention for one in group if one.mention.is_per_share]
        if len(money) != 1 or len(each) != 1 or money[0].unit.currency != each[0].unit.currency:
            continue
        # An amount of the size of a price is another price.
        if abs(money[0].value) >= LEAST_SHARES * abs(each[0].value):
            yield Priced(line, group[0].text, money[0], each[0])


def _products(pairs: Sequence[Priced], counts: Sequence[Mention]) -> Iterator[Relation]:
    """Tie each amount and price to the number of shares that gives the one from the other.

    A notice may have several tranches, each with its own number. A pair that no number fits is held against the one it
    misses by a slip, or against the only one that other pairs fit.
    """
    fitting: dict[int, list[Mention]] = {
        at: [one for one in counts if _fits(pair, one)] for at, pair in enumerate(pairs)
    }
    known = {one.value for found in fitting.values() for one in found}
    if not known:
        yield from _wrong_count(pairs, counts)
        return
    strength = strength_of(sum(bool(found) for found in fitting.values()), 0, True)
    for at, pair in enumerate(pairs):
        due = fitting[at] or _missed(pair, counts, known)
        if any(pair.amount.value != pair.each.value * one.value for one in fitting[at]):
            continue  # half of an odd amount: one of the two was rounded up to a whole unit
        if due:
            _exact(pair)
        for one in due:
            yield Relation(
                "product", (pair.each, pair.amount, one), TIMES, strength=strength, origin=(pair.amount, "times")
            )


def _fits(pair: Priced, count: Mention) -> bool:
    """Tell whether price times number is the amount but for a part of one unit: it was rounded up, or down, to a whole one."""
    return abs(pair.amount.value - pair.each.value * count.value) < pair.amount.step


def _issued(claims: Sequence[Claim], pairs: Sequence[Priced], counts: Sequence[Mention]) -> Iterator[Relation]:
    """Hold the number of shares to be issued against the one that prices and amounts give, where a slip parts them."""
    known = [one for one in counts if any(pair.amount.value == pair.each.value * one.value for pair in pairs)]
    for claim in claims:
        mention = claim.mention
        if mention.unit.kind != SHARES or mention in known or not ISSUED.search(claim.text[: claim.start]):
            continue
        for one in known:
            if is_slip(mention, one.value):
                yield linear("equal", (mention, one), (1, -1), NUMBER, 1.6)
                break


def _exact(pair: Priced) -> None:
    # Where it is exact once, prices are exact: a rounded one would not give the amount to the last yen.
    pair.each.low = pair.each.high = pair.each.value
    pair.each.ends = (float(pair.each.value), float(pair.each.value))
    pair.each.counted = True


def _missed(pair: Priced, counts: Sequence[Mention], known: set[Fraction]) -> list[Mention]:
    """Give the number of shares that a pair was meant for: one known from other pairs that a slip of the pen keeps apart."""
    near = [
        one
        for one in counts
        if one.value in known
        and (is_slip(pair.amount, pair.each.value * one.value) or is_slip(pair.each, pair.amount.value / one.value))
    ]
    if not near and len(known) == 1:
        near = [one for one in counts if one.value in known]
    return near if len({one.value for one in near}) == 1 else []


def _wrong_count(pairs: Sequence[Priced], counts: Sequence[Mention]) -> Iterator[Relation]:
    """Find the number of shares that is itself wrong: all pairs give one other, from which it differs by a slip."""
    implied = {pair.amount.value / pair.each.value for pair in pairs if pair.each.value}
    if len(pairs) < LEAST_PAIRS or len(implied) != 1:
        return
    due = implied.pop()
    for one in counts:
        if due.denominator == 1 and is_slip(one, due):
            for pair in pairs:
                _exact(pair)
                yield Relation("product", (pair.each, pair.amount, one), TIMES, strength=1)


def _capital(pairs: Sequence[Priced]) -> Iterator[Relation]:
    """Tie stated capital and capital reserve to the amount to be paid that stands above them."""
    for at, one in enumerate(pairs):
        if not STATED.search(one.text) or RESERVE.search(one.text):
            continue
        other = next((pair for pair in pairs[at + 1 :] if RESERVE.search(pair.text)), None)
        wholes = [pair for pair in pairs[:at] if not STATED.search(pair.text) and not RESERVE.search(pair.text)][::-1]
        if other is None or not wholes:
            continue
        for total in wholes:
            each = linear("sum", (total.each, one.each, other.each), (1, -1, -1), CAPITAL, 2)
            amount = linear("sum", (total.amount, one.amount, other.amount), (1, -1, -1), CAPITAL, 2)
            if each.holds() or amount.holds():
                yield each
                yield amount
                break


def _uses(claims: Sequence[Claim]) -> Iterator[Relation]:
    """The sentence that says what the proceeds are for: its largest amount is the total of the others."""
    sentences: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.mention.unit.kind == MONEY:
            sentences[claim.line, claim.sentence].append(claim)
    for group in sentences.values():
        text = group[0].text[group[0].sentence[0] : group[0].sentence[1]]
        # What stands in parentheses tells how the total was found.
        amounts = [one.mention for one in group if not _in_parentheses(one)]
        if len(amounts) <= LEAST_USES or not (USE.search(text) and PROCEEDS.search(text)) or REST.search(text):
            continue
        if len({(one.unit.currency, one.scale) for one in amounts}) != 1:
            continue
        found = [_total(amounts, whole) for whole in (amounts[0], amounts[-1])]
        holding = [one for one in found if one.holds()]
        largest = max(amounts, key=lambda one: one.value)
        missed = [
            one
            for one in found
            if any(
                is_slip(member, (bounds[0] + bounds[1]) / 2)
                for index, member in enumerate(one.members)
                if (bounds := one.solve(index)) is not None
            )
        ]
        due = holding or [one for one in found if one.members[0] is largest] or (missed if len(missed) == 1 else [])
        yield from due[:1]


def _in_parentheses(claim: Claim) -> bool:
    before = claim.text[claim.sentence[0] : claim.start]
    return before.count("（") + before.count("(") > before.count("）") + before.count(")")


def _total(amounts: Sequence[Mention], whole: Mention) -> Relation:
    parts = [one for one in amounts if one is not whole]
    return linear("sum", (whole, *parts), (1, *[-1] * len(parts)), USES, 1.6)
