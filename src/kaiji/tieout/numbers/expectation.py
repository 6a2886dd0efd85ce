"""What a number in a sentence should be, where its words name an item that has another number."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.fact import (
    EMPTY,
    PERIODS,
    TIMING,
    WEAK,
    Fact,
    facts_agree,
    facts_of,
    is_far,
    kinds_agree,
    part_of,
    printed_alike,
    role_fits,
    size_of,
)
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.member import Member
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.namesake import Item, ItemIndex
from kaiji.tieout.numbers.period_fit import when_fits
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.same_item import ValueIndex
from kaiji.tieout.numbers.segment_scope import SegmentScopes
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.spoken import Spoken, is_of_a_part
from kaiji.tieout.numbers.when import Calendar

LISTED = re.compile(r"(?:\band|,)\s$", re.IGNORECASE)
PARTED = re.compile(r"[,;:()]|\band\b|\d")
BOTH = 4.5
FARTHEST = 12
NAMED_AND_SLIPPED = 2.6
SURELY_NAMED = 2.3
NAMED_IN_FULL = 1.4
LEAST_APART = 0.15
TOLD = 3
NEAREST = 2
MOST_BEHIND = 12
# Of an amount per share, where the document has but one, no other amount than this one is meant.
BEHIND_SHARE = 48
OF_SHARES = frozenset({"diluted", "basic", "common", "ordinary", "share", "unit"})
EITHER = frozenset({"basic", "common", "ordinary"})
WORD = re.compile(r"[A-Za-z][A-Za-z&/-]*")


def between(claim: Claim) -> str:
    """Give the few words before a number, back to where another thought begins."""
    before = claim.text[claim.clause[0] : claim.start]
    return PARTED.split(before)[-1]


@lru_cache(maxsize=16_384)
def _words(text: str) -> frozenset[str]:
    return item_words(text) - EMPTY


def _qualified(subject: str, series: Series) -> bool:
    """Tell whether words right before an item's own make it another one: *aviation service revenue* beside *service revenue*."""
    before: list[str] = []
    for match in WORD.finditer(subject):
        if _words(match.group()) & series.words:
            break
        before.append(match.group())
    return bool(_words(" ".join(before[-NEAREST:])) - TIMING - series.context)


class Expectations:
    """Finds the item that the words of a claim name, and what they lead one to expect."""

    def __init__(
        self,
        series: Sequence[Series],
        items: ItemIndex,
        index: ValueIndex,
        owner: dict[Mention, Series],
        calendar: Calendar,
        members: Mapping[Claim, Member],
        scopes: SegmentScopes,
    ) -> None:
        self.members, self.scopes = members, scopes
        self.items, self.index = items, index
        self.owner, self.calendar = owner, calendar
        self.slipped: Claim | None = None
        self.named = {
            one.words - EMPTY for one in series if not one.generic and one.grid >= 0 and one.words - EMPTY - WEAK
        }
        # Names made of words that tell nothing by themselves, but name an item together: "net loss".
        self.spoken = Spoken(series)
        self.of_members = {word for one in members.values() for item, _ in one.items for word in item}
        self.weak = {name for one in series if one.grid >= 0 for name in one.names if len(name) > 1 and name <= WEAK}

    def expected(self, claim: Claim, group: Sequence[Claim], linked: dict[Claim, list[Series]]) -> Iterator[Relation]:
        """Find the item that the words name and that has another number; give what it should be."""
        mention = claim.mention
        strangers = self._strangers(claim, group, linked)
        candidates = self._named(claim, group, linked)
        if not candidates:
            return
        borrowed = mention.digits >= 3 and not mention.is_percent and self._borrowed(mention)
        if borrowed:
            candidates = [(score + 1.0, fact) for score, fact in candidates]
        # Two numbers of a sentence that are both another item's: the item is wrong, though they fit each other.
        both = borrowed and any(other is not claim and self._owners(claim) & self._owners(other) for other in group)
        candidates.sort(key=lambda one: -one[0])
        top, best = candidates[0]
        if not best.relate(claim).holds():
            # The item's number of another period that the words leave open, the quarter beside the year to date, is no slip.
            open_ = [one for one in candidates if one[1].series.words == best.series.words]
            held = [one for one in open_ if one[0] > top - 1.0 - LEAST_APART and one[1].relate(claim).holds()]
            if held:
                top, best = held[0]
            elif claim.part == "now" and not claim.dated and self._reported(claim, best):
                return  # the period is that of a number before: "$15 million in 2017, and margin rose to 25.4 %"
        rivals = any(score > top - 0.3 and not printed_alike(mention, fact, best) for score, fact in candidates)
        for score, fact in candidates[:6]:
            if score > top - 0.3 and facts_agree(fact, best):
                relation = fact.relate(claim)
                relation.origin = claim
                relation.strength = (
                    1.0 if relation.holds() else 0 if rivals else BOTH if both else min(2.0, score - 0.7)
                )
                slip = is_slip(mention, size_of(fact))
                named = slip and score - 1.0 * borrowed >= NAMED_AND_SLIPPED
                if ((strangers and not named) or (not slip and is_far(mention, fact))) and not relation.holds():
                    relation.strength = min(relation.strength, 0.9)
                if relation.strength > 0:
                    yield relation

    def _reported(self, claim: Claim, best: Fact) -> bool:
        """Tell whether a number is its item's of the reported period."""
        return any(
            fact.part == best.part and self.calendar.back(fact.cells[0].when) == 0 and fact.relate(claim).holds()
            for fact in facts_of(self.calendar, best.series)
        )

    def would_tell(self, claim: Claim, group: Sequence[Claim], linked: dict[Claim, list[Series]]) -> bool:
        """Tell whether the words name the item and period of a number so clearly that a slip in it would be an error."""
        others = {other: series for other, series in linked.items() if other is not claim}
        self.slipped = claim
        candidates = self._named(claim, group, others)
        self.slipped = None
        if not candidates:
            return False
        top, best = max(candidates, key=lambda one: one[0])
        if any(score > top - 0.3 and not printed_alike(claim.mention, fact, best) for score, fact in candidates):
            return False
        if self._strangers(claim, group, others) and top < NAMED_AND_SLIPPED:
            return False
        return top >= SURELY_NAMED and best.relate(claim).holds()

    def _strangers(self, claim: Claim, group: Sequence[Claim], linked: dict[Claim, list[Series]]) -> bool:
        """Tell whether other amounts of the sentence are none of the tables'."""
        return any(
            other is not claim
            and other not in linked
            and not (other.mention.about or other.mention.is_percent or other.part == "by")
            and not self._borrowed(other.mention)
            for other in group
        )

    def _named(
        self, claim: Claim, group: Sequence[Claim], linked: dict[Claim, list[Series]]
    ) -> list[tuple[float, Fact]]:
        """Give the facts of the item that the words before a number, or behind it, name."""
        phrase = self.phrase(claim, group) or self._counted(claim)
        if self.scopes.unknown(claim) or (not phrase and not claim.behind):
            return []
        if (member := self.members.get(claim)) and member.tells(phrase):
            return [one for some in member.of(phrase) for one in self._facts(claim, some)]
        anchors = {
            series.words
            for other in group
            if other in linked and other.clause == claim.clause and self.phrase(other, group) == phrase
            for series in linked[other]
            if series.words and series.words - EMPTY <= phrase
        }
        near = {id(one) for other in group if other in linked and other.clause == claim.clause for one in linked[other]}
        candidates = self._behind(claim, near)
        if not candidates and phrase and not (claim.behind and LISTED.search(claim.text, claim.clause[0], claim.start)):
            candidates = self._meant(claim, phrase, anchors, near)
        if not candidates and not is_of_a_part(claim):
            # The name that texts give an item is loose: only a slip of the pen tells that it is meant.
            facts = [one for series in self.spoken.meant(phrase) for one in self._facts(claim, series)]
            if claim is self.slipped or not any(fact.relate(claim).holds() for _, fact in facts):
                candidates = [one for one in facts if one[0] >= NAMED_AND_SLIPPED and claim.mention.digits >= TOLD]
        return candidates

    def names_in_full(self, name: frozenset[str], said: frozenset[str]) -> bool:
        """Tell whether words name an item in full; *net* may be left out where what remains is long and no other item's name."""
        due = name - EMPTY
        short = due - {"net", "service"}
        return due <= said or (short <= said and len(short - WEAK) > 1 and short not in self.named)

    def _counted(self, claim: Claim) -> frozenset[str]:
        """Give the words of the thing that a number counts, where tables know it: *37 stores*."""
        return frozenset(claim.thing) if claim.thing and self._known(claim.thing) else frozenset()

    def _behind(self, claim: Claim, near: set[int]) -> list[tuple[float, Fact]]:
        """Give what the item leads one to expect that follows a number: *payment of … for income taxes*."""
        behind = _words(claim.behind) if claim.part == "now" else frozenset()
        if not behind - EMPTY - WEAK:
            return []
        own, before = _words(claim.subject), _words(between(claim))
        best: list[tuple[float, Fact]] = []
        ends = [match.end() for match in WORD.finditer(claim.behind)][:MOST_BEHIND]
        for end in ends:
            # As far as the words name an item, and no farther.
            part = _words(claim.behind[:end])
            found = [
                (score, fact)
                for score, fact in self._meant(claim, part, (), near) or self._meant(claim, before | part, (), near)
                if fact.series.core & part and not fact.series.core <= own
            ]
            if found and (not best or max(score for score, _ in found) > max(score for score, _ in best)):
                best = found
        return best

    def _meant(
        self, claim: Claim, phrase: frozenset[str], anchors: Collection[frozenset[str]], near: set[int]
    ) -> list[tuple[float, Fact]]:
        return [
            (score, fact)
            for score, fact in self._candidates(claim, phrase, anchors)
            # Of two items of one name, the one that another number of the clause belongs to is meant.
            if fact.series.words not in anchors or id(fact.series) in near
        ]

    def _candidates(
        self, claim: Claim, phrase: frozenset[str], anchors: Collection[frozenset[str]]
    ) -> list[tuple[float, Fact]]:
        """Give the facts of the items that the words may name, each with how well it fits."""
        phrase = phrase | self.scopes.of(claim)
        known = {word for word in phrase if word in self.items and word not in WEAK}
        weak = phrase - EMPTY if phrase - EMPTY in self.weak else frozenset()
        known |= weak
        said, heard = phrase - EMPTY, phrase | self.earlier(claim)
        if claim.mention.is_per_share:
            said = frozenset(word for word in said - {"net"} if word not in EITHER or word in self.items)
        candidates: list[tuple[int, float, Fact]] = []
        for name in self.items.of(known):
            anchored = name.words in anchors
            whole = (
                weak in name.names
                if weak
                else not name.generic and any(self.names_in_full(x, heard) for x in name.names)
            )
            if not (anchored or whole):
                continue
            untold, strange, section = said - name.words, known - name.words, claim.section - name.words - {"segment"}
            for item in name.items:
                if not section <= item.series.context or not item.series.segment <= phrase:
                    continue
                about = whole and untold <= item.series.context
                for fact, fits, slip in self._fitting(claim, item):
                    # Of the words that name anything in the tables, the item has all; one slip parts the numbers.
                    nearly = 0.8 * (
                        slip
                        and whole
                        and not about
                        and claim.mention.digits >= TOLD
                        and strange <= item.series.context
                        and not _qualified(claim.subject, item.series)
                    )
                    score = (
                        nearly
                        + 1.2 * about
                        + 1.2 * anchored
                        + 1.0 * slip
                        + 0.5 * bool(fits)
                        + 0.4 * (about and untold <= claim.section)
                        + min(0.4, 0.1 * len(name.words))
                    )
                    candidates.append((item.at, score, fact))
        candidates.sort(key=lambda one: one[0])
        return [(score, fact) for _, score, fact in candidates]

    def _fitting(self, claim: Claim, item: Item) -> Iterator[tuple[Fact, bool | None, bool]]:
        """Give the facts of an item that a number may be by its kind and period, and whether a slip parts them."""
        for fact in item.facts.get(part_of(claim), ()):
            if not role_fits(claim, fact) or not kinds_agree(claim.mention, fact.cells[0], fact.part):
                continue
            fits = when_fits(claim, fact, self.calendar)
            if fits is False:
                continue
            slip = is_slip(claim.mention, size_of(fact)) if claim is not self.slipped else fact.relate(claim).holds()
            if slip or fits:
                yield fact, fits, slip

    def _facts(self, claim: Claim, series: Series) -> Iterator[tuple[float, Fact]]:
        """Give what the numbers of a part of the company, that is named as such, lead one to expect."""
        for fact in facts_of(self.calendar, series):
            if not role_fits(claim, fact) or not kinds_agree(claim.mention, fact.cells[0], fact.part):
                continue
            fits = when_fits(claim, fact, self.calendar)
            slip = is_slip(claim.mention, size_of(fact)) if claim is not self.slipped else fact.relate(claim).holds()
            if fits or (fits is None and slip):
                yield NAMED_IN_FULL + 1.0 * slip + 0.5 * bool(fits), fact

    def _owners(self, claim: Claim) -> set[int]:
        """Give the items whose number, in any period, a claim's number is."""
        return {
            id(self.owner[cell])
            for cell in self.index.near(claim.mention)
            if cell in self.owner and not claim.mention.is_percent
        }

    def _borrowed(self, mention: Mention) -> bool:
        """Tell whether a number is exactly that of some item of the tables, though not of the one that is named."""
        return any(cell in self.owner and kinds_agree(mention, cell) for cell in self.index.near(mention))

    def earlier(self, claim: Claim) -> frozenset[str]:
        """Give the words of the sentences before in the same paragraph."""
        start = max(0, claim.sentence[0] - 600)
        return item_words(claim.text[start : claim.sentence[0]]) | claim.section

    def phrase(self, claim: Claim, group: Sequence[Claim]) -> frozenset[str]:
        """Give the words of the item a number speaks of: those before it, or, where it has none, of the number before."""
        at = group.index(claim)
        last = max(0, at - FARTHEST)
        while at >= last:
            words = _words(group[at].subject)
            if self._known(words):
                each = _words(claim.text[claim.end : claim.end + BEHIND_SHARE].split(",")[0]) & OF_SHARES
                return words | group[at].section | (each if claim.mention.is_per_share else frozenset())
            if group[at].part == "now" and words - EMPTY - TIMING:
                return frozenset()  # it, or what it is compared with, is something that no table names
            if group[at].turned:
                return frozenset()
            at -= 1
        return frozenset()

    def _known(self, words: frozenset[str]) -> bool:
        """Tell whether some word is one of an item."""
        return (
            words - EMPTY in self.weak
            or bool(self.spoken.meant(words))
            or any((word in self.items or word in self.of_members) and word not in WEAK for word in words)
        )

    def item(self, claim: Claim, group: Sequence[Claim]) -> frozenset[str]:
        """Give the words of the item that is named in full before a number, or none."""
        phrase = self.phrase(claim, group)
        return phrase if phrase in self.named else frozenset()

    def named_in_full(self, claim: Claim, group: Sequence[Claim]) -> list[Series]:
        """Give the items that the words of a claim name, with no word that is not of their rows or tables."""
        said = self.phrase(claim, group) - EMPTY
        found = [
            item
            for name in self.items.of(said)
            if any(words - EMPTY <= said for words in name.names)
            for item in name.items
            if item.series.grid >= 0 and said - name.words <= item.series.context
        ]
        return [item.series for item in sorted(found, key=lambda item: item.at)]

    def items_of(self, claim: Claim) -> list[Series]:
        """Give the items of the whole company that the words of a claim name in full, or by the name that texts give them."""
        said = claim.item - EMPTY - TIMING - PERIODS
        if not said or claim in self.members:
            return []
        exact = [
            item.series
            for one in self.items.of(said)
            if any(words - EMPTY == said for words in one.names)
            for item in one.items
            if item.series.grid >= 0
        ]
        return exact or list(self.spoken.meant(said))
