"""One fact that is told in several sentences: a headline, a highlight, a quotation and the text must say the same number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.fact import EMPTY, TIMING, WEAK, period_of
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.phrase import UNSETTLED
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.same_item import equal, same_size
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import COUNT
from kaiji.tieout.numbers.when import Calendar
from kaiji.tieout.term_file import terms_of

TOLD_AGAIN = Text("the same fact as the text tells it elsewhere", "本文の他の箇所で述べられている同一の事実")
DILUTED = re.compile(r"\bdiluted\b|潜在株式", re.IGNORECASE)
EARLIER = re.compile(r"\b(?:previous(?:ly)?|prior|before)\b", re.IGNORECASE)
COMPARED_WITH = re.compile(r"\b(?:compared|versus|vs\.?|against|from|up|down)\b", re.IGNORECASE)
LISTED = re.compile(r"\brespective(?:ly)?\b|それぞれ", re.IGNORECASE)
# What only the section tells: each segment has "its" sales.
THIS_ONE = re.compile(
    r"[当同](?:セグメント|事業|部門|地域)|\b(?:this|the|our|its) (?:\w+ )?(?:segment|division|business|unit|region)\b|"
    r"\bsegment (?:sales|revenue|profit|income|loss)",
    re.IGNORECASE,
)
LEAST_DIGITS = 3
SURE_DIGITS = 4
MOST_ALIKE = 30
OF_SHARES = frozenset({"per", "share", "diluted", "basic", "common", "ordinary"})
EARNED = frozenset({"income"})
# Words that make another item of one.
QUALIFIERS: frozenset[str] = frozenset(terms_of("kaiji.tieout.numbers", "terms.toml")["qualifiers"])
MOST_IN_SENTENCE = 24
BESIDE = 48
TENTH = 10
SURE, SEEN = 2.0, 1.0
Key = tuple[frozenset[str], str, str, str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A number of a sentence with what the sentence makes of it."""

    claim: Claim
    item: frozenset[str]
    diluted: bool

    @property
    def key(self) -> Key:
        """What two tellings of one fact have in common."""
        unit = self.claim.mention.unit
        return (self.item, unit.kind, unit.currency, self.claim.part, self.claim.direction if self._moves else 0)

    @property
    def _moves(self) -> bool:
        return self.claim.mention.is_percent or self.claim.part == "by"


def retold(claims: Sequence[Claim], linked: Mapping[Claim, Sequence[Series]], calendar: Calendar) -> Iterator[Relation]:
    """Give the relations between tellings of one fact that differ by what can only be a slip.

    Args:
        claims: the numbers of sentences.
        linked: the items of tables that bear some of them out.
        calendar: of the document.

    Two tellings have the same item, kind, part and direction, and no period that parts them. They must agree where
    another number of both sentences is the same too, or where both name one period and the number is long.
    """
    groups: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.line, claim.sentence].append(claim)
    told = [one for group in groups.values() if len(group) <= MOST_IN_SENTENCE for one in _told(group)]
    sentences: dict[tuple[int, tuple[int, int]], list[Told]] = defaultdict(list)
    alike: dict[tuple[str, str, str, int], list[Told]] = defaultdict(list)
    for one in told:
        sentences[one.claim.line, one.claim.sentence].append(one)
        # Amounts that are to be compared have a kind, a part and a direction in common; the words are looked at one by one.
        alike[one.key[1:]].append(one)
    for some in alike.values():
        for at, one in enumerate(some[:MOST_ALIKE]):
            for other in some[at + 1 : MOST_ALIKE]:
                yield from _apart(one, other, sentences, linked, calendar)


def _told(group: Sequence[Claim]) -> Iterator[Told]:
    """Give the numbers of a sentence whose item it names, by the words before each or those of the number before."""
    item: frozenset[str] = frozenset()
    if LISTED.search(group[0].text, *group[0].sentence) or THIS_ONE.search(group[0].text, *group[0].sentence):
        return  # which number is of which item or period the order tells, or only the section
    for claim in group:
        words = _item(claim)
        if claim.turned:
            item = frozenset()
        item = words or item
        if claim.mention.unit.kind == COUNT:
            item = claim.thing - EMPTY - TIMING
        # What it is compared with may well be of the *prior* year.
        behind = COMPARED_WITH.split(claim.text[claim.end : min(claim.clause[1], claim.end + BESIDE)])[0]
        ahead = UNSETTLED.search(claim.text, claim.clause[0], claim.end) or UNSETTLED.search(behind)
        if claim.part != "then":
            ahead = ahead or EARLIER.search(claim.text, claim.clause[0], claim.end) or EARLIER.search(behind)
        own = item - OF_SHARES - {"net"} if claim.mention.is_per_share else item
        own = own or (EARNED if item else item)
        if item and not claim.mention.about and not ahead and claim.part != "beside":
            behind = claim.text[claim.end : claim.end + BESIDE]
            yield Told(claim, own, bool(DILUTED.search(behind.split(",")[0]) or "diluted" in item))


def _item(claim: Claim) -> frozenset[str]:
    """Give the words of the item that stand before a number."""
    return frozenset("income" if word == "eps" else word for word in item_words(claim.subject) - EMPTY - TIMING)


def _related(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two items may be one that is named more fully here than there."""
    apart = one ^ other
    return not apart or (bool((one & other) - WEAK) and (one <= other or other <= one) and not apart & QUALIFIERS)


def _apart(
    one: Told,
    other: Told,
    sentences: Mapping[tuple[int, tuple[int, int]], Sequence[Told]],
    linked: Mapping[Claim, Sequence[Series]],
    calendar: Calendar,
) -> Iterator[Relation]:
    a, b = one.claim, other.claim
    here, there = (a.line, a.sentence), (b.line, b.sentence)
    if (
        here == there
        or a.section != b.section
        or not _related(one.item, other.item)
        or (a in linked and b in linked)
        or same_size(a.mention, b.mention)
    ):
        return
    periods = (period_of(a), period_of(b))
    same = calendar.same(*periods)
    if same is False or (a.months and b.months and a.months != b.months) or not _slipped(one, other):
        return
    if same is None and (periods[0] is None) != (periods[1] is None) and _earlier(calendar, a, b):
        return
    anchors = sum(
        x.claim is not a
        and y.claim is not b
        and x.key[1:] == y.key[1:]
        and _related(x.item, y.item)
        and _same(x.claim.mention, y.claim.mention)
        for x in sentences[here]
        for y in sentences[there]
    )
    if one.item != other.item and not anchors:
        return
    long = a.mention.is_per_share or min(a.mention.digits, b.mention.digits) >= SURE_DIGITS
    sure = anchors or (same and long)
    if sure or min(a.mention.digits, b.mention.digits) >= LEAST_DIGITS:
        relation = equal(a.mention, b.mention, TOLD_AGAIN, SURE if sure else SEEN)
        relation.free = True
        relation.origin = ("retold", a, b)
        yield relation


def _earlier(calendar: Calendar, a: Claim, b: Claim) -> bool:
    """Tell whether the one period that is named is not the reported one."""
    return any(when is not None and calendar.back(when) != 0 for when in (period_of(a), period_of(b)))


def _same(one: Mention, other: Mention) -> bool:
    return one.digits >= LEAST_DIGITS - 1 and same_size(one, other)


def _slipped(one: Told, other: Told) -> bool:
    """Tell whether two numbers differ by a slip of the pen, and by more than rounding, or basic and diluted shares, make."""
    a, b = one.claim.mention, other.claim.mention
    coarse, fine = (a, b) if a.step >= b.step else (b, a)
    if abs(abs(a.value) - abs(b.value)) <= coarse.step or not is_slip(coarse, abs(fine.value)):
        return False
    if not a.is_per_share:
        return True
    if one.diluted != other.diluted:
        return False
    return TENTH * abs(abs(a.value) - abs(b.value)) > max(abs(a.value), abs(b.value))
