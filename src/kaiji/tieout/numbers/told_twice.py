"""One fact told in two places of the text: in the highlights and in the discussion below, with figures that differ by a slip."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.fact import EMPTY, TIMING, WEAK, period_of
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.same_item import equal
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.when import Calendar

TWICE = Text("the same item in another sentence, beside the same other numbers", "他の箇所の同一項目（他の数値は同一）")
SURE = 2.0
LEAST_DIGITS = 3
LEAST_BESIDE = 2
MOST_ALIKE = 12
LONGEST_SENTENCE = 30
REACH = 40
ATTACHED = re.compile(
    r"\s?(?:thousand|million|billion|trillion|yen)?\s?(?:,\s(?:or|representing|equal to|equivalent to|i\.e\.,?)\s|or\s|\(\s?)"
    r"(?:a\s)?(?:US|[A-Z]{3}\s)?[$¥€£]?$",
    re.IGNORECASE,
)
UNTIL = re.compile(r"[,.;:()]|\b(?:and|compared|versus|in|for|from|unchanged)\b")
Key = tuple[frozenset[str], str, str, str]


def told_twice(claims: Sequence[Claim], rows: set[int], calendar: Calendar) -> Iterator[Relation]:
    """Give the pairs of figures of one item that two sentences tell with a slip between them, and else with the same numbers.

    Args:
        claims: the numbers of the document's texts.
        rows: lines of tables, whose labels are no sentences.
        calendar: of the document.

    Two sentences are of one fact where they name the same item in the same words, of no other period, and share two
    numbers, or one of three digits: what it is compared with, its part of sales, the amount per share.
    """
    sentences: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.line not in rows:
            sentences[claim.line, claim.sentence].append(claim)
    items: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        group = sentences.get((claim.line, claim.sentence), ())
        if not 1 < len(group) <= LONGEST_SENTENCE or (key := _key(claim)) is None:
            continue
        for other in items[key][-MOST_ALIKE:]:
            if (other.line, other.sentence) == (claim.line, claim.sentence):
                continue
            if _differ(claim, other, calendar) and _share(claim, group, other, sentences[other.line, other.sentence]):
                yield equal(claim.mention, other.mention, TWICE, SURE)
        items[key].append(claim)
    yield from _attached(sentences, calendar)


def _attached(sentences: dict[tuple[int, tuple[int, int]], list[Claim]], calendar: Calendar) -> Iterator[Relation]:
    """Give the figures that two sentences put behind one amount, and that differ by a slip: *$3.9 million, or $0.95 per diluted share*."""
    known: dict[tuple[object, ...], list[tuple[Claim, Claim]]] = defaultdict(list)
    for group in sentences.values():
        for host, claim in pairwise(group):
            between = claim.text[host.end : claim.start]
            key = _key(host)
            if key is None or not ATTACHED.match(between) or claim.mention.about or claim.mention.digits < LEAST_BESIDE:
                continue
            unit = claim.mention.unit
            what = item_words(UNTIL.split(claim.text[claim.end : claim.end + REACH])[0])
            for before, other in known[key, unit.kind, unit.currency, what][-MOST_ALIKE:]:
                if _fit(before.mention, host.mention) and _differ(claim, other, calendar):
                    yield equal(claim.mention, other.mention, TWICE, SURE)
            known[key, unit.kind, unit.currency, what].append((host, claim))


def _key(claim: Claim) -> Key | None:
    """Give what a figure is of: the words of its item, the kind of its unit, and what the sentence makes of it."""
    words = item_words(claim.subject) - EMPTY - TIMING
    mention = claim.mention
    if claim.part != "now" or not words - WEAK or mention.about or mention.digits < LEAST_BESIDE:
        return None
    return words, mention.unit.kind, mention.unit.currency, str(claim.direction if mention.is_percent else 0)


def _differ(one: Claim, other: Claim, calendar: Calendar) -> bool:
    """Tell whether two figures of one item and period differ by a slip."""
    here, there = period_of(one), period_of(other)
    if here is not None and there is not None and (calendar.same(here, there) is False or here.months != there.months):
        return False
    if one.months and other.months and one.months != other.months:
        return False
    coarse, fine = sorted((one.mention, other.mention), key=lambda mention: -mention.step)
    return not _fit(coarse, fine) and is_slip(coarse, abs(fine.value))


def _fit(one: Mention, other: Mention) -> bool:
    return abs(abs(one.value) - abs(other.value)) < max(one.step, other.step)


def _share(one: Claim, beside: Sequence[Claim], other: Claim, group: Sequence[Claim]) -> bool:
    """Tell whether the sentences of two figures have other numbers in common, enough to be of one fact."""
    left = [claim.mention for claim in group if claim is not other]
    common = []
    for claim in beside:
        same = next((mention for mention in left if claim is not one and _alike(claim.mention, mention)), None)
        if same is not None:
            left.remove(same)
            common.append(same)
    return len(common) >= LEAST_BESIDE or any(mention.digits >= LEAST_DIGITS for mention in common)


def _alike(one: Mention, other: Mention) -> bool:
    kinds = one.unit.kind == other.unit.kind and one.unit.currency == other.unit.currency
    return kinds and one.digits >= LEAST_BESIDE and other.digits >= LEAST_BESIDE and _fit(one, other)
