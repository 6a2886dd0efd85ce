"""Which item of the tables a number in a sentence is, and what it should be where it is none of its item's numbers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.expectation import Expectations
from kaiji.tieout.numbers.fact import EMPTY, Fact, kinds_agree, period_of, to_cell
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.member import Member
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.multiple import is_multiple, multiples
from kaiji.tieout.numbers.namesake import ItemIndex
from kaiji.tieout.numbers.phrase import AHEAD
from kaiji.tieout.numbers.prior_pair import prior_pairs
from kaiji.tieout.numbers.quantity import CJK
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.respective import distribute
from kaiji.tieout.numbers.retold import retold
from kaiji.tieout.numbers.same_item import ValueIndex, equal
from kaiji.tieout.numbers.segment_scope import SegmentScopes
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Rarity, Series
from kaiji.tieout.numbers.stale import stale
from kaiji.tieout.numbers.unit import POINTS
from kaiji.tieout.numbers.when import Calendar

AGAIN = Text("the same number elsewhere in the text", "本文の他の箇所の同じ数値")
LINKED = 0.55
STRAY = 0.5
NAMED = 1.6
MOST_KEPT = 8
SURELY = 2.0
FORESEEN = frozenset({"forecast", "outlook", "target", "projection", "projected", "guidance", "plan"})
MOST_IN_SENTENCE = 60
NAMED_OTHERWISE = 0.7
OF_ANOTHER = 0.5
OF_SHARES = frozenset({"share", "diluted", "basic", "common", "ordinary", "unit"})
# A change that was freed of currencies, acquisitions or the like is none of the amounts of the tables.
FREED = (
    re.compile(
        r"[^.;,()\d]{0,30}\b(?:constant|local|comparable)\s(?:exchange|currenc|basis|rates)|"
        r"[^.;,()\d]{0,20}(?:\blike[- ]for[- ]like|\borganic|\bCER\b|\bcurrency[- ](?:neutral|adjusted)|"
        r"\b(?:excluding|adjusted for|net of)\b|\bunderlying\b|\bsame[- ]store)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:\blike[- ]for[- ]like|\borganic(?:ally)?|\bcurrency[- ](?:neutral|adjusted)|"
        r"\b(?:constant|local) (?:currenc\w+|exchange rates))[^.;,()\d]{0,40}$",
        re.IGNORECASE,
    ),
)


class Links:
    """Links the claims of sentences to the items of tables."""

    def __init__(
        self,
        series: Sequence[Series],
        table: Sequence[Mention],
        calendar: Calendar,
        rarity: Rarity,
        members: Mapping[Claim, Member],
        scopes: SegmentScopes,
    ) -> None:
        self.scopes = scopes
        self.series = series
        self.calendar = calendar
        self.rarity = rarity
        self.rows = {one.spot.line for one in table}
        items = ItemIndex(series, calendar)
        self.owner: dict[Mention, Series] = {}
        for one in series:
            for cell in (*one.changes, *one.cells):
                self.owner[cell] = one
        virtual = [cell for one in series if one.grid < 0 for cell in one.cells]
        self.index = ValueIndex([*table, *virtual])
        self.derived = sorted((one for one in items.facts if one.part != "now"), key=lambda one: one.low)
        self.lows = [one.low for one in self.derived]
        self.widest = max((one.high - one.low for one in self.derived), default=0.0)
        self.tied: dict[Claim, list[tuple[Series, Mention]]] = {}
        self.ties: dict[Claim, list[tuple[Series, Relation]]] = {}
        self.expectations = Expectations(series, items, self.index, self.owner, calendar, members, scopes)

    def link(self, claims: Sequence[Claim]) -> list[Relation]:
        """Give the relations that bear the claims out, and those by which an unborne claim should be another number."""
        found: list[Relation] = []
        linked: dict[Claim, list[Series]] = {}
        self.tied, self.ties = {}, {}
        ties: dict[Claim, list[Relation]] = {}
        strays: dict[Claim, list[Relation]] = {}
        groups: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
        for claim in claims:
            groups[claim.line, claim.sentence].append(claim)
        found.extend(self._multiples(claims, groups))
        for claim in claims:
            group = groups[claim.line, claim.sentence]
            claim.item = self.expectations.phrase(claim, group)
            best = self._best(claim, self.expectations.item(claim, group))
            if best and claim.mention.is_percent and all(one.strength <= STRAY for _, _, one in best):
                strays[claim] = [relation for _, _, relation in best]
            elif best:
                linked[claim] = [series for _, series, _ in best]
                ties[claim] = [relation for _, _, relation in best]
                self.ties[claim] = [(series, relation) for _, series, relation in best]
                self.tied[claim] = [
                    (series, cell) for _, series, relation in best if (cell := _cell_of(series, relation)) is not None
                ]
                found.extend(relation for _, _, relation in best)
        for claim, other in _repeated(claims):
            again = equal(claim.mention, other.mention, AGAIN, 1.0)
            again.free = True
            found.append(again)
        found.extend(prior_pairs(claims, linked, ties, self.calendar, lambda claim: claim.item))
        found.extend(retold(claims, linked, self.calendar))
        for group in groups.values():
            for claim in group if len(group) <= MOST_IN_SENTENCE else ():
                ahead = AHEAD.search(claim.text, *claim.sentence)
                if claim.mention.about or is_freed(claim) or claim.ahead or claim.line in self.rows or ahead:
                    for relation in ties.get(claim, ()):
                        relation.frail = True
                    found.extend(self._foreseen(claim, group, linked) if ahead else ())
                    continue
                if claim in linked:
                    found.extend(self._borne(claim, group, linked, ties[claim]))
                    continue
                if claim.under:
                    continue  # an item of a part of the business has another number than the whole
                # A percentage that is only its item's of an earlier period bears nothing out where another is due.
                due = self._due(claim, group, linked)
                found.extend(due or strays.get(claim, ()))
                strays.pop(claim, None)
        return found + [relation for rest in strays.values() for relation in rest]

    def _due(self, claim: Claim, group: Sequence[Claim], linked: dict[Claim, list[Series]]) -> list[Relation]:
        """Give what an unborne claim should be; which ratio a Japanese sentence means, its own words tell."""
        due = self.expectations.expected(claim, group, linked)
        japanese = CJK.search(claim.text, claim.clause[0], claim.start)
        return [one for one in due if not japanese or one.kind != "ratio" or one.holds()]

    def _foreseen(self, claim: Claim, group: Sequence[Claim], linked: dict[Claim, list[Series]]) -> Iterator[Relation]:
        """Give what an amount that is expected should be, where a table of the forecast has it but for a slip."""
        if claim in linked or claim.mention.about or is_freed(claim) or claim.line in self.rows:
            return
        for relation in self.expectations.expected(claim, group, linked):
            others = [one for one in relation.members if one is not claim.mention]
            if (
                relation.kind == "equal"
                and relation.strength >= SURELY
                and all(self._is_ahead(one) and is_slip(claim.mention, abs(one.value)) for one in others)
            ):
                yield relation

    def _is_ahead(self, cell: Mention) -> bool:
        """Tell whether a number of a table is a forecast: of a period to come, or by what stands above it."""
        back = self.calendar.back(cell.when)
        series = self.owner.get(cell)
        return (back is not None and back < 0) or (series is not None and bool(series.context & FORESEEN))

    def _borne(
        self, claim: Claim, group: Sequence[Claim], linked: dict[Claim, list[Series]], ties: Sequence[Relation]
    ) -> list[Relation]:
        """Weigh the ties of a claim to its item; give what it should be where they are to another period's number."""
        told = self.expectations.would_tell(claim, group, linked)
        for relation in ties:
            relation.frail = not told
            if told and relation.strength > STRAY:
                relation.strength = max(relation.strength, NAMED)
        late = list(stale(self.expectations, claim, group, linked))
        for relation in ties if late else ():
            if relation.strength <= STRAY:
                relation.strength = 0  # that it is its item's of another period speaks for nothing
        return late

    def _multiples(
        self, claims: Sequence[Claim], groups: dict[tuple[int, tuple[int, int]], list[Claim]]
    ) -> Iterator[Relation]:
        """Put the items of lists in order, and give what multiples of earlier amounts must be."""
        for group in groups.values():
            if len(group) <= MOST_IN_SENTENCE:
                distribute(group)
        named = {
            claim: self.expectations.named_in_full(claim, groups[claim.line, claim.sentence])
            for claim in claims
            if is_multiple(claim)
        }
        yield from multiples(list(named), named, self.calendar)

    def _best(self, claim: Claim, item: frozenset[str]) -> list[tuple[float, Series, Relation]]:
        scored = [*self._cells(claim, item), *self._changes(claim)]
        if not scored:
            return []
        top = max(score for score, _, _ in scored)
        kept = [one for one in scored if one[0] >= top - 0.15]
        for score, series, relation in kept:
            relation.origin = claim
            relation.strength = 2.0 if score >= 0.9 else 1.0
            stray = self._undated(claim, series, relation) or self._misdated(claim, relation)
            if relation.kind == "equal" and stray:
                relation.strength = STRAY
        # Of more than are of use, those that bear the number out come first.
        kept.sort(key=lambda one: (not one[2].holds(), -one[0]))
        return kept[:MOST_KEPT]

    def _cells(self, claim: Claim, item: frozenset[str]) -> Iterator[tuple[float, Series, Relation]]:
        """Give the numbers of tables of the same size, as far as the words of the sentence fit their item."""
        known = claim.sentence_words | self.expectations.earlier(claim)
        for cell in self.index.near(claim.mention):
            series = self.owner.get(cell)
            if series is None or not kinds_agree(claim.mention, cell):
                continue
            if series.grid < 0 and not series.words <= known:
                continue
            score = self._score(claim, series, cell) - 0.1 * (series.grid < 0)
            own = series.words - EMPTY
            if claim.section and not claim.section <= series.words | series.context:
                score -= OF_ANOTHER
            of_table = own <= item_words(claim.text[claim.clause[0] : claim.start]) and item <= own | series.context
            of_share = cell.is_per_share and own - OF_SHARES == item - OF_SHARES
            if item and own != item and not (of_table or of_share or self._of_segment(claim, series, item)):
                score -= NAMED_OTHERWISE
            relation = to_cell(cell)(claim)
            if score >= LINKED and (cell.made_of is None or relation.holds()):
                yield score, series, relation

    def _of_segment(self, claim: Claim, series: Series, item: frozenset[str]) -> bool:
        """Tell whether an item is the one that is named, of the segment of which the text speaks."""
        return (
            bool(series.segment) and series.segment == self.scopes.of(claim) and series.words - series.segment <= item
        )

    def _changes(self, claim: Claim) -> Iterator[tuple[float, Series, Relation]]:
        """Give the changes of items, in per cent or as amounts, that are of the same size."""
        points = claim.mention.unit.kind == POINTS
        if not claim.mention.is_percent and claim.part != "by" and not points:
            return
        known = claim.sentence_words | self.expectations.earlier(claim)
        told = points and claim.text.count("%", *claim.sentence) >= 2
        for fact in self._derived(
            claim.mention, "points" if points else "percent" if claim.mention.is_percent else "by"
        ):
            if told and fact.series.grid < 0 and self.rarity.covered(fact.series.words, known) < 1:
                continue  # points between two rates of the sentence are no other ratio's, unless that is named
            score = self._score(claim, fact.series, fact.cells[0], derived=True)
            relation = fact.relate(claim)
            if score >= LINKED and relation.holds():
                yield score - 0.05, fact.series, relation

    def _undated(self, claim: Claim, series: Series, relation: Relation) -> bool:
        """Tell whether a number without a period of its own is its item's of an earlier one, while there is one of the reported."""
        own = [self.calendar.back(one.when) for one in relation.members if one is not claim.mention]
        if claim.part == "then":
            return all(back == 0 for back in own)
        if claim.part != "now" or period_of(claim) is not None:
            return False
        backs = [self.calendar.back(cell.when) for cell in series.cells]
        return 0 in backs and all(back is not None and back > 0 for back in own)

    def _misdated(self, claim: Claim, relation: Relation) -> bool:
        """Tell whether a number is its item's of another period than the sentence gives it."""
        named = period_of(claim)
        if named is None or claim.part != "now":
            return False
        own = [one.when for one in relation.members if one is not claim.mention]
        return all(self.calendar.same(one, named) is False for one in own)

    def _derived(self, mention: Mention, part: str) -> Iterator[Fact]:
        low, high = float(abs(mention.value) - mention.step), float(abs(mention.value) + mention.step)
        start, end = bisect_left(self.lows, low - self.widest), bisect_right(self.lows, high)
        for fact in self.derived[start:end]:
            if fact.part == part and fact.high >= low:
                yield fact

    def _score(self, claim: Claim, series: Series, cell: Mention, derived: bool = False) -> float:
        text = claim.sentence_words | claim.section | self.scopes.of(claim)
        coverage = self.rarity.covered(series.words, text) if series.words else 0.0
        near = self.rarity.covered(series.words, claim.before) if series.words else 0.0
        if series.grid < 0:
            coverage = 1.0  # all its words are there, even if no table has them
            near = len(series.words & (claim.before | claim.section)) / len(series.words)
        elif series.generic or not coverage:
            coverage = max(coverage, 0.8 * self.rarity.covered(series.words | series.context, text))
        score = 0.75 * coverage + 0.2 * near
        digits = claim.mention.digits
        score += 0.35 if digits >= 5 else 0.25 if digits == 4 else 0.1 if digits == 3 else 0.0
        if derived:
            score -= 0.1
        if digits <= 2 and not claim.mention.is_percent:
            score -= 0.1
        named = period_of(claim)
        same = self.calendar.same(cell.when, named) if named is not None else None
        return score + (0.1 if same else -0.1 if same is False else 0.0)


def is_freed(claim: Claim) -> bool:
    """Tell whether a percentage is a change at constant exchange rates, organic or like for like."""
    behind, before = FREED
    return claim.mention.is_percent and bool(
        behind.match(claim.text, claim.end, claim.sentence[1])
        or before.search(claim.text, claim.clause[0], claim.start)
    )


def _cell_of(series: Series, relation: Relation) -> Mention | None:
    """Give the number of an item that a relation ties a claim to, or, for one that stands nowhere, that it computes."""
    return next(
        (
            cell
            for cell in series.cells
            if cell in relation.members or (cell.made_of is not None and set(cell.made_of[1:]) <= set(relation.members))
        ),
        None,
    )


def _repeated(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Numbers that are printed alike in sentences about a like matter."""
    seen: dict[tuple[Fraction, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        key = (abs(claim.mention.value), claim.mention.unit.kind, claim.mention.unit.currency)
        for other in seen[key][:10]:
            shared = claim.sentence_words & other.sentence_words
            if (claim.line, claim.sentence) == (other.line, other.sentence):
                continue
            bracketed = claim.beside is not None or other.beside is not None
            same = claim.item == other.item or not (claim.mention.is_percent or bracketed)
            if bracketed and not same:
                continue
            if claim.mention.digits >= 4 or (claim.mention.digits >= 2 and len(shared) >= 2 and same):
                yield claim, other
        seen[key].append(claim)
