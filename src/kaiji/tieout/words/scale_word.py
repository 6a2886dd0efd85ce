"""Amounts that lost the word of their scale: *$335.1* for *$335.1 million*."""

from __future__ import annotations

import re
from collections import Counter
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
from kaiji.tieout.numbers.unit import MONEY
from kaiji.tieout.reading import Line

EACH = re.compile(
    r"\b(?:per|each|a share|price|rate|dividends?|EPS|diluted|basic|ADS|unit|coupon|strike|worth)\b|１株|1株|円高|円安",
    re.IGNORECASE,
)
# One word of scale for two amounts: "$227.2 and $184.4 million".
SHARED = re.compile(
    r"\s?(?:,|and|or|to|[-–—/])\s?(?:from\s|approximately\s)?[^\w\s]{0,2}(?:JPY|USD|US|EUR|GBP)?[^\w\s]{0,2}\s?[\d.,]+(?:,?\s(?:and|or)\s[^\w\s]{0,2}[\d.,]+)?\s(?:thousand|million|billion|crores?|lakhs?)",
    re.IGNORECASE,
)
NAMES = {
    3: Text("thousand", "千"),
    5: Text("lakh", "十万"),
    6: Text("million", "百万"),
    7: Text("crore", "千万"),
    9: Text("billion", "十億"),
}
NEAR = 60
LEAST_DIGITS = 3
OFTEN, RARE, LIKE, LARGE = 10, 20, 10, 1_000_000
RATE = re.compile(r"\b(?:exchange|rates?|per|par|face value|each|translat\w+|dividends?|price)\b", re.IGNORECASE)
# An amount and another one that has the word for both: "from $5 to $10 million".
RANGE = re.compile(r"\s*(?:,|and|or|[-–—])\s*", re.IGNORECASE)


@rule(
    "TIE-126",
    Severity.ERROR,
    title=Text("An amount has lost its scale", "桁の単位の欠落"),
    message=Text(
        "“{stated}” stands without its scale; it should say “{expected}” ({proof}).",
        "「{stated}」に桁の単位がありません。「{expected}」であるべきです（{proof}）。",
    ),
    remedy=Text("Add the word.", "単位を補ってください。"),
)
def scale_missing(lines: Sequence[Line], numbers: Numbers | None = None) -> Iterator[Finding]:
    """An amount of money in a sentence has the word of its scale.

    What it checks
    Amounts without *thousand*, *million* or *billion* in texts that use such a word, where with it the
    amount is that of the item which the sentence names, or the difference of two amounts of the sentence. Amounts per share,
    prices and rates are left out, and amounts that share one word (*$227.2 and $184.4 million*).

    Why it matters
    Without it the amount is a million times too small.

    How to put it right
    Add the word.

    Source
    Rule of this project.
    """
    known = numbers or numbers_of(lines)
    owner = {cell: one for one in known.series for cell in one.cells if one.grid >= 0}
    index = ValueIndex(list(owner))
    used = {one.mention.scale for one in known.claims if one.mention.scale in NAMES and one.mention.unit.kind == MONEY}
    styled = _style(lines, known)
    for claim in known.claims:
        mention = claim.mention
        if (
            lines[claim.line].kind in ("row", "head")
            or mention.unit.kind != MONEY
            or mention.scale
            or (not mention.places and mention.digits < LEAST_DIGITS and not styled)
            or mention.about
            or EACH.search(claim.text[max(claim.sentence[0], claim.start - NEAR) : claim.end + NEAR // 2])
            or SHARED.match(claim.text, claim.end)
        ):
            continue
        if styled and (other := _beside(known, claim, styled)):
            yield scale_missing.finding(
                lines[claim.line].at(claim.start),
                lines[other.spot.line].at(other.spot.start),
                stated=mention.text.strip(),
                expected=f"{mention.text.strip()} {NAMES[styled].en}",
                proof=other.text.strip(),
            )
            continue
        for scale in sorted(used):
            proof = _proof(known, owner, index, claim, _scaled(mention, scale))
            if proof is not None:
                yield scale_missing.finding(
                    lines[claim.line].at(claim.start),
                    lines[proof.spot.line].at(proof.spot.start),
                    stated=mention.text.strip(),
                    expected=f"{mention.text.strip()} {NAMES[scale].en}",
                    proof=lines[proof.spot.line].text[:80],
                )
                break


def _style(lines: Sequence[Line], numbers: Numbers) -> int:
    """Give the scale that all amounts of the running text have but very few, 0 where there is none."""
    scales = Counter(
        one.mention.scale
        for one in numbers.claims
        if lines[one.line].kind not in ("row", "head")
        and one.mention.unit.kind == MONEY
        and not EACH.search(one.text[max(one.sentence[0], one.start - NEAR) : one.end + NEAR // 2])
    )
    main, count = scales.most_common(1)[0] if scales else (0, 0)
    return main if main in NAMES and count >= OFTEN and RARE * scales[0] <= count else 0


def _beside(numbers: Numbers, claim: Claim, scale: int) -> Mention | None:
    """Give an amount of the sentence that has the scale, and is of the size that a bare amount would have with it."""
    bare = claim.mention
    if (
        claim.part == "beside"
        or not bare.printed
        or abs(bare.printed) >= LARGE
        or RATE.search(claim.text, *claim.sentence)
    ):
        return None
    for one in numbers.claims:
        if one is claim or (one.line, one.sentence) != (claim.line, claim.sentence) or one.mention.scale != scale:
            continue
        other = one.mention
        same = other.unit.kind == MONEY and other.unit.currency == bare.unit.currency and other.places == bare.places
        between = claim.text[min(claim.end, one.end) : max(claim.start, one.start)]
        if same and other.printed and not RANGE.fullmatch(between) and abs(bare.printed / other.printed) <= LIKE:
            return other
    return None


def _scaled(mention: Mention, scale: int) -> Mention:
    one = copy(mention)
    one.unit = replace(mention.unit, scale=scale)
    one.settle()
    return one


def _proof(
    numbers: Numbers, owner: dict[Mention, Series], index: ValueIndex, claim: Claim, whole: Mention
) -> Mention | None:
    """Give the cell, or the amount of the sentence, that shows what the amount is."""
    for cell in index.near(whole):
        series = owner[cell]
        words = series.words - WEAK - EMPTY
        if words and words <= claim.sentence_words and not series.generic:
            return cell
    beside = [
        one.mention
        for one in numbers.claims
        if one.line == claim.line and one.sentence == claim.sentence and one.mention.scale == whole.scale
    ]
    for a in beside:
        for b in beside:
            if (
                a is not b
                and claim.part == "by"
                and abs(abs(a.value - b.value) - whole.value) <= a.step / 2 + b.step / 2
            ):
                return a
    return None


RULES: tuple[AnyRule, ...] = (scale_missing,)
