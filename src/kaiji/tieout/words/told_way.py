"""The way a change went, told in two places: a headline and its text, a sentence and the one that explains it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.phrase import AHEAD, DOWN, NO_ITEM, SENTENCE, UP
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.unit import COUNT
from kaiji.tieout.reading import Line
from kaiji.tieout.words.hedge import MORE_DOWN, MORE_UP

LEAST_DIGITS = 2
MOST = 60
WORD = re.compile(rf"\b(?:(?P<up>{UP}|{MORE_UP})|(?P<down>{DOWN}|{MORE_DOWN}))\b", re.IGNORECASE)
NOUN = re.compile(
    r"(?:The|This|Such)\s(?:(?:year[- ]over[- ]year|quarterly|overall)\s)?"
    r"(?P<noun>(?P<up>increase|rise|growth|gain|improvement|expansion)|(?P<down>decrease|decline|reduction|drop|fall|loss|deterioration|contraction))"
    r"(?:\sof\s(?:approximately\s)?[^\s\d]{0,4}(?P<size>\d[\d,.]*)(?:\s(?P<unit>basis points|bps|percentage points|million|billion|thousand))?)?"
    r"(?:\sin\s(?P<item>[a-z][^.;,\d]{2,60}?))?\s(?:was|is|were|reflects?|reflected|resulted|results|came|stems|stemmed|arose|mainly|primarily|due)\b",
)
GOOD = re.compile(r"\b(?:sales|revenues?|profit|income|earnings|margin|EBITDA)\b", re.IGNORECASE)
BAD = re.compile(r"\b(?:loss(?:es)?|expenses?|costs?|debt|tax|deficit|expenditures?)\b", re.IGNORECASE)
BESIDE = re.compile(r",?\s(?:or|\(|representing|equal to)\s?\(?")
REACH = 70
CONSECUTIVE = re.compile(
    r"\d\s?(?:%|percent),?\s(?:for\s)?(?:the|its|our|a)\s[\w-]+\s(?:consecutive|straight)\s(?:(?:quarterly|annual|yearly|monthly|year-over-year)\s)?"
    r"(?P<noun>(?P<up>increase|gain|rise|growth)|(?P<down>decrease|decline|drop|fall))\b",
    re.IGNORECASE,
)
POINTS = re.compile(
    rf"\b(?:(?P<up>{UP}|{MORE_UP}|improved)|(?P<down>{DOWN}|{MORE_DOWN}))\s(?:by\s)?(?P<size>\d{{1,4}})\s"
    r"(?:basis points|bps)\sto\s(?P<now>\d+\.\d+)\s?%",
    re.IGNORECASE,
)


@rule(
    "TIE-184",
    Severity.ERROR,
    title=Text("One change is told as up and as down", "同一の増減の矛盾"),
    message=Text(
        "“{stated}” stands here; elsewhere the document says “{expected}” of the same.",
        "ここでは「{stated}」ですが、他の箇所では同じ項目を「{expected}」としています。",
    ),
    remedy=Text("Put right the word that is wrong.", "誤っている語を訂正してください。"),
)
def change_told_both_ways(lines: Sequence[Line], numbers: Numbers | None = None) -> Iterator[Finding]:
    """A change that a document tells twice went one way.

    What it checks
    The same percentage of an item of the same words, told in two sentences or headlines, up here and down there; a change in
    basis points to a percentage that stands elsewhere beside the one of the year before; and a sentence that begins *The
    increase …*, *The decrease of …*, behind one whose two amounts are told with their periods, and went the other way.

    Why it matters
    One of the two says the opposite of the truth.

    How to put it right
    Look at the figures, and put right the word.

    Source
    Rule of this project.
    """
    known = numbers or numbers_of(lines)
    claims = [one for one in known.claims if lines[one.line].kind not in ("row", "head")]
    yield from _twice(lines, claims)
    yield from _points(lines, claims)
    yield from _nouns(lines, claims)
    yield from _consecutive(lines)


def _twice(lines: Sequence[Line], claims: Sequence[Claim]) -> Iterator[Finding]:
    groups: dict[tuple[frozenset[str], object], list[Claim]] = defaultdict(list)
    for one in claims:
        words = item_words(one.subject) - NO_ITEM
        exact = one.mention.is_percent and one.mention.places and one.mention.digits >= LEAST_DIGITS
        if exact and one.direction and words and one.part != "then" and not AHEAD.search(one.text, *one.clause):
            groups[words, one.mention.printed].append(one)
    for group in groups.values():
        ways: dict[int, list[Claim]] = defaultdict(list)
        for one in group:
            ways[one.direction].append(one)
        spots = {(one.line, one.sentence) for one in group}
        if len(ways) != 2 or len(spots) != len(group) or len(group) > MOST:
            continue
        if len({one.when[0] for one in group if one.when}) > 1:
            continue
        rare, often = sorted(ways.values(), key=len)
        if len(rare) == 1:
            yield change_told_both_ways.finding(
                lines[rare[0].line].at(rare[0].clause[0]),
                lines[often[0].line].at(often[0].clause[0]),
                stated=rare[0].text[rare[0].clause[0] : rare[0].end].strip()[-80:],
                expected=often[0].text[often[0].clause[0] : often[0].end].strip()[-80:],
                side="first" if len(often) > 1 else "both",
            )


def _pairs(claims: Sequence[Claim]) -> list[tuple[Mention, Mention]]:
    """Give the amounts of sentences with what each is compared with, and so the percentages that stand beside both."""
    found = []
    for at, then in enumerate(claims):
        if then.part != "then":
            continue
        for back in range(at - 1, max(-1, at - 4), -1):
            now = claims[back]
            if not _alike(now, then) or now.part not in ("now", "then"):
                continue
            move = now.mention.is_percent and now.direction and not now.text[: now.start].endswith("to ")
            if now.part == "now" and not now.aside and not move:
                found.append((now.mention, then.mention))
                one, other = _beside(claims, back), _beside(claims, at)
                if one is not None and other is not None:
                    found.append((one, other))
            break
    return found


def _alike(one: Claim, other: Claim) -> bool:
    a, b = one.mention.unit, other.mention.unit
    return (a.kind, a.currency, one.line, one.sentence) == (b.kind, b.currency, other.line, other.sentence)


def _beside(claims: Sequence[Claim], at: int) -> Mention | None:
    """Give the percentage that tells an amount in another way: *$20.8 million, or 35.6 % of net sales*."""
    one = claims[at]
    if at + 1 == len(claims) or not claims[at + 1].mention.is_percent or one.mention.is_percent:
        return None
    return claims[at + 1].mention if BESIDE.fullmatch(one.text[one.end : claims[at + 1].start]) else None


def _points(lines: Sequence[Line], claims: Sequence[Claim]) -> Iterator[Finding]:
    """Find a change in basis points to a percentage, against the pairs of percentages that have it."""
    pairs = {(now.printed, then.printed): now for now, then in _pairs(claims) if now.is_percent}
    for number, line in enumerate(lines):
        if line.kind in ("row", "head"):
            continue
        for match in POINTS.finditer(line.text):
            size, now = float(match["size"]) / 100, float(match["now"])
            apart = [
                (float(one) - float(other), mention)
                for (one, other), mention in pairs.items()
                if float(one) == now
                and abs(abs(float(one) - float(other)) - size) < 0.06
                and mention.spot.line != number
            ]
            if apart and all((by < 0) == bool(match["up"]) for by, _ in apart):
                there = apart[0][1].spot
                yield change_told_both_ways.finding(
                    line.at(match.start()),
                    lines[there.line].at(there.start),
                    stated=match.group(),
                    expected=Text("an increase", "上昇") if apart[0][0] > 0 else Text("a decrease", "低下"),
                )


def _nouns(lines: Sequence[Line], claims: Sequence[Claim]) -> Iterator[Finding]:
    """Find *The decrease …* behind a sentence whose amounts rose."""
    by_sentence: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for one in claims:
        by_sentence[one.line, one.sentence[0]].append(one)
    for number, line in enumerate(lines):
        if line.kind in ("row", "head"):
            continue
        starts = [0, *(match.end() for match in SENTENCE.finditer(line.text))]
        for before, start in pairwise(starts):
            noun = NOUN.match(line.text, start)
            told = by_sentence.get((number, before), [])
            if noun is None or not told or AHEAD.search(line.text, before, start):
                continue
            way = _way(noun, line.text[before:start], _pairs(told))
            if way and way != (1 if noun["up"] else -1):
                yield change_told_both_ways.finding(
                    line.at(start),
                    line.at(before),
                    stated=noun.group(),
                    expected=Text("an increase", "増加") if way > 0 else Text("a decrease", "減少"),
                )


def _consecutive(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find *increased 3.4 %, the sixth consecutive quarterly decline*."""
    for line in lines:
        if line.kind in ("row", "head"):
            continue
        for match in CONSECUTIVE.finditer(line.text):
            before = list(WORD.finditer(line.text, max(0, match.start() - REACH), match.start()))
            if before and bool(before[-1]["up"]) != bool(match["up"]) and len({bool(one["up"]) for one in before}) == 1:
                yield change_told_both_ways.finding(
                    line.at(match.start("noun")),
                    line.at(before[-1].start()),
                    stated=match["noun"],
                    expected=before[-1].group(),
                    side="both",
                )


def _way(noun: re.Match[str], told: str, pairs: Sequence[tuple[Mention, Mention]]) -> int:
    """Give which way the amounts of a sentence went that a noun behind it speaks of: 0 where that is not sure."""
    pairs = [one for one in pairs if one[0].unit.kind != COUNT and one[0].value * one[1].value > 0]
    judged = noun["noun"].casefold() in ("improvement", "deterioration", "gain", "loss")
    if judged and (not GOOD.search(told) or BAD.search(told)):
        return 0
    if noun["item"] and not item_words(noun["item"]) - NO_ITEM <= item_words(told):
        return 0
    if noun["size"]:
        size = float(noun["size"].replace(",", "").rstrip("."))
        pairs = [one for one in pairs if _apart(one, size, noun["unit"] or "")]
    elif re.search(r"\bloss(?:es)?\b", told, re.IGNORECASE) or noun["noun"].casefold() in ("gain", "loss"):
        return 0
    ways = {(one.value > other.value) - (one.value < other.value) for one, other in pairs}
    return ways.pop() if len(ways) == 1 else 0


def _apart(pair: tuple[Mention, Mention], size: float, unit: str) -> bool:
    """Tell whether two amounts are as far apart as a noun says."""
    one, other = pair
    apart = abs(float(one.printed - other.printed))
    if one.is_percent:
        return (
            unit in ("basis points", "bps", "percentage points")
            and abs(apart - (size if "age" in unit else size / 100)) < 0.06
        )
    return (
        one.unit.scale == other.unit.scale
        and bool(unit)
        and abs(apart - size) <= 1.5 * float(one.step) / 10 ** (one.unit.scale or 0)
    )


RULES: tuple[AnyRule, ...] = (change_told_both_ways,)
