"""What numbers of one sentence are to each other: a change from one amount to another, a translation, a sum."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from kaiji.core.text import Text
from kaiji.tieout.numbers.clause_period import TURN
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.phrase import WHEN
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.unit import MONEY, PER_SHARE, SHARES

CHANGE = Text("the change in per cent between the two amounts of the sentence", "文中の２つの金額の増減率")
OF_THEN = Text(
    "the change of the sentence, in per cent of what it is compared with", "文中の増減額の比較対象に対する割合"
)
APART = Text("the difference of the two amounts of the sentence", "文中の２つの金額の差")
TRANSLATED = Text("the translation of the amount before it", "直前の金額の換算額")
EACH = Text("the amount divided by the number of shares", "金額÷株式数")
TOGETHER = Text("the total of the amounts of the sentence", "文中の金額の合計")
RATE = re.compile(
    r"\brate|(?:per|to|=)\s?(?:the\s)?(?:US\s?\$|U\.?S\.?\s?dollar|U\.?S\.?\s?\$|\$)\s?1(?:\.00?)?\b|換算レート|為替レート|円換算",
    re.IGNORECASE,
)
RATE_OF = re.compile(
    r"\b(?:rate of|calculated at|translated at|converted at)\s(?:approximately\s)?(?:JPY|Yen|¥|￥)?\s?$", re.IGNORECASE
)
BRACKET = Text("the amount that the two in parentheses give", "括弧内の２つの金額の計")
LESS = re.compile(r"\bloss|\bimpairment|\bless\b|\bnet of\b|\bcosts?\b|\bexpenses?\b|損失|控除", re.IGNORECASE)
# Right before an amount, that it is one below nought.
LOSS_OF = re.compile(r"\b(?:loss|deficit|use) (?:of|was|were)\s\W?$", re.IGNORECASE)
NEITHER = re.compile(r"\bcompared\b|\bfrom\b|\bversus\b|\bof which\b|\bincluding\b|前年|前期|うち", re.IGNORECASE)
# Behind what is compared: "..., growth of"; nothing else may stand between.
THE_CHANGE = re.compile(
    r"(?:[,(]|\b(?:or|representing|reflecting|being))\s*(?:an?\s)?(?:(?:year[- ](?:on|over)[- ]year|y-?o-?y|annual|overall)\s)?"
    r"(?:increase|decrease|growth|rise|decline|reduction|drop|fall|gain|up|down|higher|lower)(?:\s(?:of|by))?\s"
    r"(?:approximately\s|about\s)?$",
    re.IGNORECASE,
)
OR_BESIDE = re.compile(r"[,(]?\s?\(?(?:or\s)?(?:approximately\s|about\s)?", re.IGNORECASE)
OF = re.compile(r"\s?(?:percent\s)?of\s", re.IGNORECASE)
OTHER_THOUGHT = re.compile(
    r"\b(?:and|while|with|due|mainly|because|including|driven|whereas|excluding|resulting)\b|;", re.IGNORECASE
)
MOST_IN_SENTENCE = 14
NEAR = 90


def rates_in(claims: Sequence[Claim]) -> list[Mention]:
    """Give the amounts that the words around make an exchange rate."""
    found = []
    for claim in claims:
        if claim.mention.unit.kind not in (MONEY, PER_SHARE):
            continue
        if not (claim.mention.places or RATE_OF.search(claim.text[max(0, claim.start - NEAR) : claim.start])):
            continue
        if RATE.search(claim.text, max(0, claim.sentence[0]), claim.sentence[1]):
            found.append(claim.mention)
    return found


def sentence_patterns(claims: Sequence[Claim], rates: Sequence[Mention]) -> Iterator[Relation]:
    """Give the relations within sentences."""
    sentences: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in claims:
        sentences[claim.line, claim.sentence].append(claim)
    for one in sentences.values():
        yield from _translations(one, rates)
        if len(one) <= MOST_IN_SENTENCE:
            yield from _changes(one)
            yield from _changes_behind(one)
            yield from _differences(one)
            yield from _both_ways(one)
        yield from _sums(one)
        yield from _brackets(one)
        yield from _each(one)


def _translations(claims: Sequence[Claim], rates: Sequence[Mention]) -> Iterator[Relation]:
    rate = rates[0] if rates else None
    for home, foreign in pairwise(claims):
        a, b = home.mention, foreign.mention
        if foreign.part != "beside" or a.unit.kind != b.unit.kind or a.unit.kind not in (MONEY, PER_SHARE):
            continue
        if (
            a.unit.currency == b.unit.currency
            or not a.unit.currency
            or not b.unit.currency
            or foreign.start - home.end > 12
        ):
            continue
        if rate is not None and rate.unit.currency in (a.unit.currency, ""):
            yield Relation("translation", (b, a, rate), TRANSLATED, strength=3)


def _alike(one: Mention, other: Mention) -> bool:
    return one.unit.kind == other.unit.kind and one.unit.currency == other.unit.currency and not one.is_percent


def _changes(claims: Sequence[Claim]) -> Iterator[Relation]:
    for _at, claim in enumerate(claims):
        p = claim.mention
        if not p.is_percent or not claim.direction:
            continue
        others = [one for one in claims if not one.mention.is_percent and one.part != "by" and not one.aside]
        thens = [one for one in others if one.part == "then" and one.start > claim.start]
        nows = [one for one in others if one.part == "now"]
        for then in thens[:1]:
            # "rose 93 % to $3.5 million, or $0.56 per share, compared to $1.8 million"
            own = [one for one in nows if _alike(one.mention, then.mention)] or nows
            between = [one for one in own if claim.end < one.start < then.start]
            ahead = [one for one in own if one.start < claim.start]
            now = between[-1] if between else ahead[-1] if ahead else None
            if now is None or not _alike(now.mention, then.mention) or then.mention.low <= 0:
                continue
            percents = [
                one
                for one in claims
                if one.mention.is_percent and min(now.start, claim.start) <= one.start < then.start
            ]
            relation = Relation(
                "change", (p, now.mention, then.mention), CHANGE, by=Fraction(100 * claim.direction), less_one=True
            )
            held = [one.end for one in claims if one.aside and now.start < one.start < claim.start]
            apart = _plain_length(then.text, claim.end, then.start) - _plain_length(then.text, now.start, now.end)
            close = apart < NEAR and abs(claim.start - max(held, default=now.end)) < NEAR
            relation.strength = 2 if relation.holds() else 2 if close and len(percents) == 1 else 0
            if not relation.holds() and p.value and _turned(relation).holds():
                continue  # the words' direction, not the numbers: the rules of words see to it
            if relation.strength:
                yield relation
            break


def _plain_length(text: str, start: int, end: int) -> int:
    """Give the length of a stretch of text without the periods that it names."""
    return len(WHEN.sub("", text[start:end])) if start < end else 0


def _changes_behind(claims: Sequence[Claim]) -> Iterator[Relation]:
    """A change told behind both amounts: *was $12 million, compared with $10 million in 2020, growth of $2 million, or 20 %*."""
    for at, then in enumerate(claims):
        both = _two_compared(claims, at)
        if both is None:
            continue
        now, rest = both, [one for one in claims[at + 1 :] if not _part_of_sales(one)]
        first = rest[0] if rest else None
        if first is None or not first.direction or not THE_CHANGE.search(_told_between(claims, then, first)):
            continue
        if OTHER_THOUGHT.search(_told_between(claims, then, first)):
            continue
        if first.mention.is_percent:
            yield from _change_of(first, now, then, first.direction)
            continue
        if first.part == "by" and _alike(first.mention, now.mention):
            factors = (first.direction, -1, 1)
            relation = linear("difference", (first.mention, now.mention, then.mention), factors, APART, 2)
            turned = linear("difference", relation.members, (-first.direction, -1, 1), APART, 2)
            if relation.holds() or not (first.mention.value and turned.holds()):
                yield relation
            second = rest[1] if len(rest) > 1 else None
            if (
                second is not None
                and second.mention.is_percent
                and OR_BESIDE.fullmatch(_told_between(claims, first, second))
            ):
                yield from _change_of(second, now, then, first.direction)


def _two_compared(claims: Sequence[Claim], at: int) -> Claim | None:
    """Give the amount that another is compared with, with nothing but parts of sales between the two."""
    then = claims[at]
    if then.part != "then" or then.mention.is_percent or then.mention.low <= 0:
        return None
    ahead = [one for one in claims[:at] if not one.mention.is_percent or one.direction]
    now = ahead[-1] if ahead else None
    if now is None or now.part != "now" or now.aside or not _alike(now.mention, then.mention):
        return None
    return now


def _part_of_sales(claim: Claim) -> bool:
    """Tell whether a percentage is a part of something: *or 38.5 % of net sales*."""
    return claim.mention.is_percent and OF.match(claim.text, claim.end) is not None


def _told_between(claims: Sequence[Claim], one: Claim, other: Claim) -> str:
    """Give the text between two numbers, from the last number that stands between them on."""
    start = max(it.end for it in claims if it.end <= other.start and it.start >= one.start)
    return other.text[start : other.start]


def _change_of(p: Claim, now: Claim, then: Claim, direction: int) -> Iterator[Relation]:
    by = Fraction(100 * direction)
    relation = Relation("change", (p.mention, now.mention, then.mention), CHANGE, by=by, less_one=True, strength=2)
    if relation.holds() or not (p.mention.value and _turned(relation).holds()):
        yield relation


def _both_ways(claims: Sequence[Claim]) -> Iterator[Relation]:
    """A change told as an amount and in per cent of what it is compared with: *decreased $57,000, or 0.7 %, ... compared to*."""
    for one, other in pairwise(claims):
        by, p = (one, other) if other.mention.is_percent else (other, one)
        if by.part != "by" or not p.mention.is_percent or by.mention.is_percent or not p.direction:
            continue
        if other.start - one.end > len(" or approximately "):
            continue
        then = next((it for it in claims if it.part == "then" and it.start > other.end), None)
        if then is None or not _alike(by.mention, then.mention) or then.mention.low <= 0:
            continue
        sign = 1 if (by.mention.value < 0) == (p.mention.value < 0) else -1
        yield Relation("ratio", (p.mention, by.mention, then.mention), OF_THEN, by=Fraction(100 * sign), strength=2)


def _turned(relation: Relation) -> Relation:
    return Relation(relation.kind, relation.members, relation.reason, by=-relation.by, less_one=True)


def _differences(claims: Sequence[Claim]) -> Iterator[Relation]:
    for claim in claims:
        if claim.part != "by" or claim.mention.is_percent or not claim.direction:
            continue
        others = [one for one in claims if one is not claim and not one.aside and _alike(one.mention, claim.mention)]
        then = next((one for one in others if one.part == "then" and one.start > claim.start), None)
        now = next(
            (
                one
                for one in others
                if one.part == "now" and one.start > claim.start and (then is None or one.start < then.start)
            ),
            None,
        )
        if now is None:
            now = next((one for one in reversed(others) if one.part == "now" and one.start < claim.start), None)
        if then is None or now is None:
            continue
        if TURN.search(claim.text, claim.end, max(claim.end, now.start)):
            continue  # "The increase of $3 million reflects spending on one programme of $21 million (prior year: $20 million)"
        # "improved by $3 million, to $2 million from a loss of $1 million": of the two only one is a loss.
        behind, before = (
            one.mention.value > 0 and bool(LOSS_OF.search(one.text[one.clause[0] : one.start])) for one in (then, now)
        )
        apart = -1 if behind != before else 1
        factors = (claim.direction, -1, apart) if behind or not before else (-claim.direction, -1, apart)
        relation = linear("difference", (claim.mention, now.mention, then.mention), factors, APART, 2)
        turned = linear("difference", relation.members, (-factors[0], *factors[1:]), APART, 2)
        if not relation.holds() and claim.mention.value and turned.holds():
            continue  # the words' direction again
        if relation.holds() or then.start - claim.start < 2 * NEAR:
            yield relation


def _each(claims: Sequence[Claim]) -> Iterator[Relation]:
    """An amount per share beside the amount and the number of shares of which it is made."""
    shares = [one.mention for one in claims if one.mention.unit.kind == SHARES and one.mention.value > 0]
    each = [one.mention for one in claims if one.mention.is_per_share and one.mention.value > 0]
    money = [one.mention for one in claims if one.mention.unit.kind == MONEY]
    if len(shares) != 1 or len(each) != 1:
        return
    found = [
        Relation("product", (each[0], amount, shares[0]), EACH)
        for amount in money
        if amount.unit.currency == each[0].unit.currency
    ]
    fitting = [one for one in found if one.holds()]
    for one in fitting or (found if len(found) == 1 else []):
        one.strength = 2
        yield one


def _brackets(claims: Sequence[Claim]) -> Iterator[Relation]:
    """An amount and, in parentheses right behind it, the two of which it is made: *net gains of … (gains of … and loss of …)*."""
    for whole, one, other in zip(claims, claims[1:], claims[2:], strict=False):
        text = whole.text
        opened = text[whole.end : one.start]
        if (
            "(" not in opened
            or ")" in opened
            or ")" in text[one.end : other.start]
            or "(" in text[one.end : other.start]
        ):
            continue
        closed = text[other.end : other.end + 200]
        if (
            ")" not in closed
            or re.search(r"[\d(]", closed.split(")")[0])
            or NEITHER.search(text[whole.end : other.end])
        ):
            continue
        if not (_alike(whole.mention, one.mention) and _alike(one.mention, other.mention)):
            continue
        if whole.mention.scale != one.mention.scale or one.mention.scale != other.mention.scale:
            continue
        here, there = (bool(LESS.search(text[a:b])) for a, b in ((whole.end, one.start), (one.end, other.start)))
        sign = -1 if here != there else 1
        both = linear("sum", (whole.mention, one.mention, other.mention), (1, -1, -sign), BRACKET, 1.6)
        if sign < 0 and one.mention.value < other.mention.value:
            both = linear("sum", (whole.mention, one.mention, other.mention), (1, 1, -1), BRACKET, 1.6)
        near = is_slip(whole.mention, abs(one.mention.value + sign * other.mention.value))
        if (
            both.holds()
            or near
            or any(
                is_slip(part, value)
                for part, rest in ((one.mention, other.mention), (other.mention, one.mention))
                for value in (
                    whole.mention.value - rest.value,
                    whole.mention.value + rest.value,
                    rest.value - whole.mention.value,
                )
            )
        ):
            yield both


def _sums(claims: Sequence[Claim]) -> Iterator[Relation]:
    """An amount that is the exact total of three or more others of its sentence, or of two where it is long."""
    money = [one.mention for one in claims if not one.mention.is_percent and not one.mention.is_per_share]
    if not 3 <= len(money) <= MOST_IN_SENTENCE:
        return
    for whole in money:
        parts = [one for one in money if one is not whole and _alike(one, whole)]
        if len(parts) < 2:
            continue
        for start in range(len(parts)):
            for end in range(start + 2, len(parts) + 1):
                some = parts[start:end]
                if sum(one.value for one in some) == whole.value and whole.digits >= 4 - (len(some) > 2):
                    yield linear("sum", (whole, *some), (1, *[-1] * len(some)), TOGETHER, 2)
