"""What the terms of an issue of shares are to each other, where their labels say which is which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from kaiji.core.text import Text
from kaiji.tieout.numbers.issue_line import PRICES, Block, Term, blocks_of
from kaiji.tieout.numbers.issue_prose import issue_sentences
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.reading import Line

TIMES = Text("the price times the number of shares", "１株当たり金額×株式数")
CAPITAL = Text("the stated capital and the capital reserve together", "資本金と資本準備金の増加額の合計")
HALF = Text("half of the amount paid in, as stated capital", "払込金額の２分の１（資本金組入額）")
LEFT = Text("the amount paid in less the costs", "払込金額の総額－発行諸費用")
KEPT = Text("the price to the public less what the underwriters keep", "発行価格－引受手数料")
AGAIN = Text("the same term in another part of the notice", "本書の他の箇所の同一条件")
PARTS = Text("the numbers of shares of the parts together", "内訳の株式数の合計")
CHAIN = Text("the number of shares before and the increase together", "前の株式数と増加株式数の合計")
NAMED, SAID, ALIKE = 3.0, 2.2, 1.8
MOST_BLOCKS = 60
LEAST_TERMS = 3
PART = re.compile(
    r"売出人|割当|引受人|国内|海外|うち|内訳|\ballott|\bseller|\bjapanese\b|\binternational\b|\boverseas\b|\bdomestic\b|[(（](?:i{1,3}|iv|[①-⑤ａ-ｅa-e])[)）]",
    re.IGNORECASE,
)
OPTION = re.compile(r"オーバーアロットメント|over-?allotment", re.IGNORECASE)
THIRD = re.compile(r"第三者割当|third-?party", re.IGNORECASE)
SAME = {"issue": "offered", "sale": "offered", "paid": "paid"}


def issue_relations(lines: Sequence[Line], mentions: Sequence[Mention]) -> Iterator[Relation]:
    """Give the relations between the terms of a notice of an issue, a sale or a disposal of shares.

    Args:
        lines: of the document.
        mentions: its numbers.

    Terms are exact: price times number is the total to the last unit. Where it fails, a slip of the pen must explain it.
    """
    blocks = blocks_of(lines, mentions)
    terms = [term for block in blocks for term in block.terms]
    priced = sum(one.kind in ("price", "total") for one in terms)
    counted = sum(one.kind in ("number", "before", "more", "after") for one in terms)
    if len(blocks) > MOST_BLOCKS or max(priced, counted - 1) < LEAST_TERMS - 1:
        return
    numbers = [one for block in blocks for one in block.of_kind("number")]
    for block in blocks:
        yield from _products(block, numbers)
        yield from _capital(block)
        yield from _net(block)
        yield from _spread(block)
        yield from _parts(block)
    yield from _chains(blocks)
    yield from _again(terms)
    yield from _options(blocks)
    yield from issue_sentences(lines, mentions, blocks)


def _products(block: Block, numbers: Sequence[Mention]) -> Iterator[Relation]:
    own = block.of_kind("number")
    for kind in PRICES:
        prices, totals = block.of_kind("price", kind), block.of_kind("total", kind)
        for price, total in zip(prices, totals, strict=False):
            counts = own[:1] or _fitting(price, total, numbers)
            for count in counts:
                relation = _product(price, total, count)
                if relation is not None:
                    yield relation


def _fitting(price: Mention, total: Mention, numbers: Sequence[Mention]) -> list[Mention]:
    """Give the number of shares of another part that a price and its total are of: one that fits, or that a slip parts from it."""
    fits = [one for one in numbers if abs(price.value * one.value - total.value) < total.step]
    near = [
        one for one in numbers if is_slip(total, price.value * one.value) or is_slip(price, total.value / one.value)
    ]
    due = fits or near
    return due[:1] if len({one.value for one in due}) == 1 else []


def _product(price: Mention, total: Mention, count: Mention) -> Relation | None:
    apart = abs(price.value * count.value - total.value)
    if count.value <= 0 or (0 < apart < total.step):
        return None  # rounded up, or down, to a whole unit
    slip = (
        is_slip(total, price.value * count.value)
        or is_slip(price, total.value / count.value)
        or is_slip(count, total.value / price.value)
    )
    if apart and not slip:
        return None
    for cell in (price, total):
        cell.put(cell.value, cell.value)
    return Relation("product", (price, total, count), TIMES, strength=SAID if apart else NAMED, origin=(total, "times"))


def _capital(block: Block) -> Iterator[Relation]:
    for of, wholes in (("", block.of_kind("total", "paid")), ("each", block.of_kind("price", "paid"))):
        stated = [one.mention for one in block.terms if one.kind == "stated" and one.of == of]
        reserve = [one.mention for one in block.terms if one.kind == "reserve" and one.of == of]
        if len(stated) != 1 or len(reserve) != 1 or len({one.value for one in wholes}) != 1:
            continue
        whole = wholes[0]
        if len({one.scale for one in (whole, stated[0], reserve[0])}) != 1:
            continue
        both = linear("sum", (whole, stated[0], reserve[0]), (1, -1, -1), CAPITAL, SAID)
        halves = [linear("sum", (whole, one), (1, -2), HALF, ALIKE) for one in (stated[0], reserve[0])]
        if both.holds() or any(one.holds() for one in halves):
            yield both
            if any(one.holds() for one in halves):
                yield from halves


def _spread(block: Block) -> Iterator[Relation]:
    """What the public pays less what the underwriters keep is what the company gets, per share and together."""
    for kind in ("price", "total"):
        public, kept, got = (block.of_kind(kind, of) for of in ("issue", "discount", "proceeds"))
        if len(public) == len(kept) == len(got) == 1 and len({one.scale for one in (*public, *kept, *got)}) == 1:
            yield linear("difference", (got[0], public[0], kept[0]), (1, -1, 1), KEPT, SAID)


def _net(block: Block) -> Iterator[Relation]:
    net, costs = block.of_kind("net"), block.of_kind("costs")
    totals = block.of_kind("total")
    if len(net) == len(costs) == len(totals) == 1 and len({one.scale for one in (*net, *costs, *totals)}) == 1:
        yield linear("difference", (net[0], totals[0], costs[0]), (1, -1, 1), LEFT, SAID)


def _parts(block: Block) -> Iterator[Relation]:
    """The numbers of shares of sellers, allottees or tranches, below the number of which they are parts."""
    numbers = block.of_kind("number")
    parts = [one.mention for one in block.counts if PART.search(one.label)]
    parts += [one for one in numbers[1:] if one.value < numbers[0].value]
    parts = sorted({id(one): one for one in parts}.values(), key=lambda one: (one.spot.line, one.spot.start))
    if not numbers or len(parts) < 2 or any(one.value >= numbers[0].value for one in parts):
        return
    relation = linear("sum", (numbers[0], *parts), (1, *[-1] * len(parts)), PARTS, SAID)
    apart = numbers[0].value - sum(one.value for one in parts)
    if (
        not apart
        or is_slip(numbers[0], numbers[0].value - apart)
        or any(is_slip(one, one.value + apart) for one in parts)
    ):
        yield relation


def _chains(blocks: Sequence[Block]) -> Iterator[Relation]:
    """Shares before, the increase, and after, row by row; a second increase starts from the total above it."""
    for block in blocks:
        last: Mention | None = None
        more: Mention | None = None
        for term in block.terms:
            if term.kind in ("before", "after") and last is not None and more is not None and term.kind == "after":
                relation = linear("sum", (term.mention, last, more), (1, -1, -1), CHAIN, SAID)
                apart = term.mention.value - last.value - more.value
                members = ((term.mention, -apart), (last, apart), (more, apart))
                if not apart or any(is_slip(one, one.value + by) for one, by in members):
                    yield relation
                last, more = term.mention, None
            elif term.kind in ("before", "after"):
                last, more = term.mention, None
            elif term.kind == "more":
                more = term.mention


def _again(terms: Sequence[Term]) -> Iterator[Relation]:
    """The price at which new and old shares are offered, and what is paid in, is one in all parts of a deal."""
    seen: dict[str, list[Mention]] = {}
    for term in terms:
        if term.kind == "price" and (key := SAME.get(term.of)):
            seen.setdefault(f"{key}{term.mention.unit.currency}", []).append(term.mention)
    for same in seen.values():
        for at, one in enumerate(same):
            for other in same[at + 1 :]:
                if one.value == other.value:
                    yield linear("equal", (one, other), (1, -1), AGAIN, 1.0)
                elif len(same) > 2 and is_slip(one, other.value) and _usual(same) in (one.value, other.value):
                    yield linear("equal", (one, other), (1, -1), AGAIN, ALIKE)


def _options(blocks: Sequence[Block]) -> Iterator[Relation]:
    """The shares of the over-allotment are those that the third-party allotment is to give back."""
    sold = [one for block in blocks if OPTION.search(block.title) for one in block.of_kind("number")[:1]]
    given = [
        one
        for block in blocks
        if THIRD.search(block.title) and not OPTION.search(block.title)
        for one in block.of_kind("number")[:1]
    ]
    if len(sold) == len(given) == 1 and (sold[0].value == given[0].value or is_slip(sold[0], given[0].value)):
        yield linear("equal", (sold[0], given[0]), (1, -1), AGAIN, ALIKE)


def _usual(same: Sequence[Mention]) -> Fraction:
    values = [one.value for one in same]
    return max(values, key=values.count)
