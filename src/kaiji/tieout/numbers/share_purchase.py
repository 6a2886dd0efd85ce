"""Shares that were bought or sold, as a sentence tells it: their number times the average price is the amount."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kaiji.core.text import Text
from kaiji.tieout.numbers.likeness import slipped
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.unit import MONEY, SHARES

TIMES = Text("the average price times the number of shares", "平均単価×株式数")
PRICE = re.compile(
    r"\b(?:average|weighted[- ]average|purchase|offering|issue|exercise|sale|price)\b[^.;\d]{0,60}?\b(?:price|cost)\b[^.;\d]{0,40}$|"
    r"\b(?:price|cost)\b[^.;\d]{0,40}$|平均[^。\d]{0,20}$",
    re.IGNORECASE,
)
LEAST_SHARES = 100
SURE = 2.0


def share_purchases(claims: Sequence[Claim], rows: set[int]) -> Iterator[Relation]:
    """Give the relations of number, price and amount of sentences that have one number of shares and one price.

    Args:
        claims: the numbers of the document's texts.
        rows: lines of tables.

    Where no amount of the sentence fits, the only one is held against the two others if a slip parts them.
    """
    sentences: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.line not in rows:
            sentences[claim.line, claim.sentence].append(claim)
    for group in sentences.values():
        counts = [one.mention for one in group if one.mention.unit.kind == SHARES and one.mention.value >= LEAST_SHARES]
        prices = [one.mention for one in group if _is_price(one)]
        if len(counts) != 1 or len(prices) != 1:
            continue
        amounts = [
            one.mention
            for one in group
            if one.mention.unit.kind == MONEY and one.mention is not prices[0] and one.mention.value > prices[0].value
        ]
        found = [_product(prices[0], amount, counts[0]) for amount in amounts]
        holding = [one for one in found if one.holds()]
        if holding:
            yield holding[0]
        elif len(found) == 1 and not found[0].members[1].about and slipped(found[0]):
            yield found[0]


def _is_price(claim: Claim) -> bool:
    mention = claim.mention
    plain = mention.unit.kind == MONEY and not mention.scale and mention.places > 0
    if not (mention.is_per_share or plain) or not mention.value > 0:
        return False
    return bool(PRICE.search(claim.text[claim.sentence[0] : claim.start]))


def _product(price: Mention, amount: Mention, count: Mention) -> Relation:
    return Relation("product", (price, amount, count), TIMES, strength=SURE, origin=(count, "bought"))
