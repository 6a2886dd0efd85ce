"""Percentages whose sentence names both the part and the whole: *Castings made up 42.1 % of total revenue*."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.fact import EMPTY, period_of
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import MONEY
from kaiji.tieout.numbers.when import Calendar

PART = Text("the part of the whole, in per cent, as the sentence names both", "文が示す全体に対する割合")
# Which part of a sentence is the item and which the whole: told before the number, or around it.
_WAS = r"(?:was|were|stood at|came to|reached)"
_ABOUT = r"(?:approximately|about|nearly|some|roughly)?\s?$"
MADE_UP = re.compile(
    rf"^(?P<part>.{{3,80}}?)\s(?:contributed|accounted for|represented|made up|comprised|constituted|generated)\s{_ABOUT}",
    re.IGNORECASE,
)
OF_WHOLE = re.compile(
    r"^\s?(?:percent\s|per cent\s)?of\s(?P<whole>[A-Za-z’' -]{4,60}?)(?=$|[.,;(]|\s(?:in|for|as|compared|versus|against|at|on|up|down)\b)"
)
PER_WHOLE = re.compile(
    r"^(?P<part>.{3,80}?)\sas an? (?:percentage|per ?cent|share|proportion) of\s"
    rf"(?P<whole>[A-Za-z’' -]{{4,60}}?)\s{_WAS}\s{_ABOUT}",
    re.IGNORECASE,
)
RATIO_TO = re.compile(
    rf"^(?:the )?ratio of\s(?P<part>.{{3,80}}?)\sto\s(?P<whole>[A-Za-z’' -]{{4,60}}?)\s{_WAS}\s{_ABOUT}", re.IGNORECASE
)
SHARE_IN = re.compile(
    rf"^(?:the )?(?:share|proportion|part|weight) of\s(?P<part>.{{3,60}}?)\s(?:in|within)\s(?P<whole>[A-Za-z’' -]{{4,60}}?)\s{_WAS}\s{_ABOUT}",
    re.IGNORECASE,
)
IN_WHOLE = re.compile(rf"^(?P<part>.{{3,80}}?)\s{_WAS}\s{_ABOUT}", re.IGNORECASE)
BULLET = re.compile(r"^[\s•*–-]+")
HUNDRED = Fraction(100)
SURE, LIKELY = 2.0, 1.2
LEAST_DIGITS = 2
MOST_PAIRS = 60
Pair = tuple[Mention, Mention]


def parts_of_wholes(claims: Sequence[Claim], series: Sequence[Series], calendar: Calendar) -> Iterator[Relation]:
    """Give the relations of percentages to the part and the whole that their sentence names in full.

    A further percentage of the sentence, of another period, is of the same two. One that fits no period is contradicted;
    an error only where a slip of the pen explains it.

    Args:
        claims: the numbers of sentences, in order.
        series: the items of the tables.
        calendar: of the document.
    """
    named: dict[frozenset[str], list[Series]] = defaultdict(list)
    for one in series:
        if one.grid >= 0 and one.kind in (MONEY, "") and one.words:
            named[one.words - EMPTY].append(one)
    groups: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.line, claim.sentence].append(claim)
    for group in groups.values():
        first = group[0]
        if not first.mention.is_percent or first.mention.about:
            continue
        part, whole = _said(first)
        pairs = _pairs(named.get(part, ()), named.get(whole, ()), calendar) if part and whole else []
        for claim in group if pairs else ():
            moved = claim.part == "by" or (claim.direction and claim is not first)
            if claim.mention.is_percent and claim.mention.digits >= LEAST_DIGITS and not moved:
                yield from _tied(claim, pairs, calendar)


def _said(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    before = BULLET.sub("", claim.text[claim.sentence[0] : claim.start])
    match = PER_WHOLE.match(before) or RATIO_TO.match(before) or SHARE_IN.match(before)
    if match:
        return _words(match["part"]), _words(match["whole"])
    behind = OF_WHOLE.match(claim.text[claim.end : claim.sentence[1]])
    match = MADE_UP.match(before) or (IN_WHOLE.match(before) if behind else None)
    return (_words(match["part"]), _words(behind["whole"])) if match and behind else (frozenset(), frozenset())


def _words(text: str) -> frozenset[str]:
    return item_words(text) - EMPTY


def _pairs(parts: Sequence[Series], wholes: Sequence[Series], calendar: Calendar) -> list[Pair]:
    found = [
        (a, b)
        for part in parts
        for whole in wholes
        if part is not whole and not (part.currency and whole.currency and part.currency != whole.currency)
        for a in part.cells
        for b in whole.cells
        if a.scale == b.scale and b.low > 0 and calendar.same(a.when, b.when) and not a.is_percent
    ]
    return found if len(found) <= MOST_PAIRS else []


def _tied(claim: Claim, pairs: Sequence[Pair], calendar: Calendar) -> Iterator[Relation]:
    due = [pair for pair in pairs if _of_period(claim, pair[0], calendar)]
    found = [Relation("ratio", (claim.mention, *pair), PART, by=HUNDRED) for pair in due or pairs]
    fitting = [one for one in found if one.holds()]
    if fitting:
        fitting[0].strength = SURE
        yield fitting[0]
    elif due:
        slipped = [
            one for one in found if is_slip(claim.mention, HUNDRED * one.members[1].value / one.members[2].value)
        ]
        best = (slipped or found)[0]
        best.strength = SURE if slipped else LIKELY
        best.origin = claim
        yield best


def _of_period(claim: Claim, cell: Mention, calendar: Calendar) -> bool:
    """Tell whether a number of a table is of the period that a claim is of, as far as the sentence says."""
    named = period_of(claim)
    if named is not None:
        return calendar.same(named, cell.when) is not False
    back = calendar.back(cell.when)
    return back is not None and (back > 0 if claim.part == "then" else back == 0)
