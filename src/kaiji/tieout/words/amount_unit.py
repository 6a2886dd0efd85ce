"""The unit of an amount in a sentence, mended and tried: no currency, another currency, another scale than the item's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.fact import EMPTY, WEAK
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.same_item import ValueIndex
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import COUNT, MONEY
from kaiji.tieout.reading import Line
from kaiji.tieout.words.item_claim import Items
from kaiji.tieout.words.scale_word import EACH, NAMES

# What may stand behind an amount; a noun there says what is counted.
ENDS = re.compile(
    r"\s?(?:[(（,.;)）\]]|$|(?:in|for|as|from|to|and|or|at|on|during|while|due|mainly|compared|versus|over|of|is|was|were|which|respectively|than)\b)",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|versus|vs\.?|against|from|than)\b(?:[^.;\d]|\.\d){0,60}$", re.IGNORECASE
)
RANGE = re.compile(r"\s*(?:to|and|or|[-–—])\s*$", re.IGNORECASE)
TRANSLATED = re.compile(r"\b(?:translat|convert|equivalent|exchange|denominated|rate)\w*", re.IGNORECASE)
OFTEN = 5
RARE = 8
LEAST_DIGITS = 3
LARGE = 1_000_000
LIKE = 10.0


@rule(
    "TIE-165",
    Severity.ERROR,
    title=Text("An amount in another unit than its item", "金額の単位の相違"),
    message=Text(
        "“{stated}” should be “{expected}”: {proof}.",
        "「{stated}」は「{expected}」であるべきです（{proof}）。",
    ),
    remedy=Text("Put right the currency or the word of scale.", "通貨または桁の単位を訂正してください。"),
)
def unit_of_amount(lines: Sequence[Line], numbers: Numbers | None = None) -> Iterator[Finding]:
    """An amount in a sentence has the currency and the scale of its item.

    What it checks
    Amounts that lack the currency which all other amounts of the text have, have another one, or have another word of
    scale, and that fit nothing as they stand. An error where, with the usual currency and scale, the amount is that of the
    item which the sentence names, its change, or the rest of a sum in the sentence; or where it is compared with an amount
    of its own size in the usual unit.

    Why it matters
    The figure is right, and says a thousand times too little, or another money.

    How to put it right
    Put right the currency or the word of scale.

    Source
    Rule of this project.
    """
    known = numbers or numbers_of(lines)
    prose = [one for one in known.claims if lines[one.line].kind not in ("row", "head") and one.part != "beside"]
    usual = Counter(
        (one.mention.unit.currency, one.mention.scale)
        for one in prose
        if one.mention.unit.kind == MONEY and one.mention.unit.currency
    )
    if not usual:
        return
    (currency, scale), count = usual.most_common(1)[0]
    others: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for one in prose:
        others[one.line, one.sentence].append(one)
    bare = [one for one in prose if _bare(one, scale)]
    rare = count / RARE
    words = {code for (code, _), times in usual.items() if times > max(1.0, rare)}
    items = Items(known)
    for one in prose:
        beside = [x for x in others[one.line, one.sentence] if x is not one]
        if one.mention.about or one.mention.is_percent:
            continue
        if one in bare:
            want = (currency, one.mention.scale) if len(bare) <= max(1.0, rare) and count >= OFTEN else None
        elif one.mention.unit.kind == MONEY and one.mention.unit.currency not in ("", currency, *words):
            want = (
                (currency, one.mention.scale)
                if _often(usual, currency) and not TRANSLATED.search(_sentence(one))
                else None
            )
        elif (
            one.mention.unit.kind == MONEY
            and one.mention.unit.currency == currency
            and one.mention.scale not in (0, scale)
        ):
            want = (
                (currency, scale)
                if scale and count >= OFTEN and usual[currency, one.mention.scale] <= max(1.0, rare)
                else None
            )
        else:
            continue
        if want is None or EACH.search(_near(one)):
            continue
        proof = _proof(items, one, beside, want)
        if proof is not None:
            source, said = proof
            yield unit_of_amount.finding(
                lines[one.line].at(one.start),
                lines[source.spot.line].at(source.spot.start),
                stated=one.mention.text.strip(),
                expected=_told(one.mention, *want, prose),
                proof=said,
            )


def _often(usual: Counter[tuple[str, int]], currency: str) -> bool:
    return sum(count for (code, _), count in usual.items() if code == currency) >= OFTEN


def _sentence(claim: Claim) -> str:
    return claim.text[claim.sentence[0] : claim.sentence[1]]


def _near(claim: Claim) -> str:
    return claim.text[max(claim.sentence[0], claim.start - 60) : claim.end + 30]


def _bare(claim: Claim, scale: int) -> bool:
    """Tell whether a number has the size of an amount of money, and neither a currency nor anything it counts."""
    mention = claim.mention
    if mention.unit.currency or mention.unit.kind not in ("", COUNT):
        return False
    if re.search(r"[^\w\s.,;:()（）]\s?[(（]?\s?$", claim.text[max(0, claim.start - 3) : claim.start]):
        return False  # the sign stands before the parenthesis: "$(15.9) million"
    sized = mention.scale == scale if scale else mention.value >= LARGE and not mention.places
    return bool(sized) and ENDS.match(claim.text, claim.end) is not None


def _as(mention: Mention, currency: str, scale: int) -> Mention:
    one = copy(mention)
    one.unit = replace(mention.unit, kind=MONEY, currency=currency, scale=scale)
    one.settle()
    return one


def _proof(items: Items, claim: Claim, beside: Sequence[Claim], want: tuple[str, int]) -> tuple[Mention, Text] | None:
    """Give the number that shows what unit an amount has, and what it shows."""
    meant = copy(claim)
    meant.mention = _as(claim.mention, *want)
    same = [
        x
        for x in beside
        if x.mention.unit.kind == MONEY and x.mention.unit.currency == want[0] and x.mention.scale == want[1]
    ]
    if want[1] != claim.mention.scale and (
        _fits(items, claim) or any(_compared(claim, x) for x in beside if x not in same)
    ):
        return None
    for cell, series in _cells(items.index, items.owner, meant.mention):
        words = series.words - WEAK - EMPTY
        if words and words <= claim.sentence_words and not series.generic:
            return cell, Text(f"so does “{series.label.strip()}” in the table", f"表の「{series.label.strip()}」")
    for series in items.named(meant):
        if claim.mention.digits >= LEAST_DIGITS and items.has(series, meant):
            return series.cells[0], Text(
                f"“{series.label.strip()}” changed by it", f"「{series.label.strip()}」の増減額"
            )
    if want[1] == claim.mention.scale:
        for x in same:
            if _compared(claim, x):
                return x.mention, Text(
                    f"it is compared with {x.mention.text.strip()}", f"{x.mention.text.strip()}との比較"
                )
        values = [x.mention.value for x in same]
        if len(values) >= 2 and (sum(values) + claim.mention.value) == 2 * max(*values, claim.mention.value):
            return same[0].mention, Text("the amounts of the sentence add up with it", "文中の金額の合計と一致")
    return None


def _fits(items: Items, claim: Claim) -> bool:
    return any(items.has(one, claim) for one in items.named(claim))


def _cells(index: ValueIndex, owner: dict[Mention, Series], mention: Mention) -> Iterator[tuple[Mention, Series]]:
    for cell in index.near(mention):
        if cell.unit.kind in (MONEY, "") and (mention.digits >= LEAST_DIGITS or cell.digits >= mention.digits):
            yield cell, owner[cell]


def _compared(one: Claim, other: Claim) -> bool:
    """Tell whether two numbers of one size are compared with each other."""
    first, second = (one, other) if one.start < other.start else (other, one)
    between = one.text[first.end : second.start]
    if RANGE.fullmatch(between) or not COMPARED.search(between) or not (one.mention.printed and other.mention.printed):
        return False
    return 1 / LIKE <= abs(float(one.mention.value / other.mention.value)) <= LIKE


def _told(mention: Mention, currency: str, scale: int, beside: Sequence[Claim]) -> str:
    """Print an amount with another unit, as the amounts beside it are printed."""
    body = re.sub(r"[^\d.,]*(\d[\d.,]*\d|\d).*", r"\1", mention.text.strip())
    near = next((x.mention.text.strip() for x in beside if x.mention.unit.currency == currency), "")
    sign = re.match(r"[^\d\s(]*", near)
    lead = sign.group() if sign and sign.group() else f"{currency} "
    return f"{lead}{body} {NAMES[scale].en}" if scale in NAMES else f"{lead}{body}"


RULES: tuple[AnyRule, ...] = (unit_of_amount,)
