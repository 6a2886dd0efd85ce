"""Which item of the tables a number in a sentence is, and what it should be where it is none of its item's numbers."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files
from itertools import combinations

from kaiji.core.text import Text
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.same_item import ValueIndex, equal, same_size
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Rarity, Series
from kaiji.tieout.numbers.unit import COUNT, MONEY, PER_SHARE, PERCENT, SHARES
from kaiji.tieout.numbers.when import Calendar
from kaiji.tieout.words.row_fact import item_words

CELL = Text("the same item in the table", "表の同一項目")
AGAIN = Text("the same number elsewhere in the text", "本文の他の箇所の同じ数値")
CHANGE = Text("the change in per cent of the item in the table", "表の同一項目の増減率")
APART = Text("the difference of the item's two periods in the table", "表の同一項目の両期間の差")
PART = Text("the ratio of two items of the tables", "表の２項目の比率")
MARGIN = Text("what is left of one item of the tables after another", "表の２項目の差引")
TOGETHER = Text("the total of two items of the tables", "表の２項目の合計")
MOST_PERIODS = 6
LINKED = 0.55
FULL = 0.99
HUNDRED = Fraction(100)
AHEAD = re.compile(
    r"\b(?:expect|forecast|guidance|outlook|target|anticipat|project(?:s|ed|ion)\b|plan(?:s|ned)?\b|estimat|will be|would|could|intend|assum|"
    r"between|range)|見込|予想|予定|計画",
    re.IGNORECASE,
)
_TERMS = tomllib.loads(files("kaiji.tieout.numbers").joinpath("terms.toml").read_text(encoding="utf-8"))
WEAK: frozenset[str] = frozenset(_TERMS["weak"])
EMPTY: frozenset[str] = frozenset(_TERMS["empty"])


@dataclass(slots=True, eq=False)
class Fact:
    """Something a table states or implies of an item.

    Args:
        series: the item.
        part: the amount, its change in per cent, or the difference of two periods.
        low: bounds of its size, without sign.
        high: the upper one.
        cells: the numbers from which it follows.
    """

    series: Series
    part: str
    low: float
    high: float
    cells: tuple[Mention, ...]
    relate: Callable[[Claim], Relation]


class Links:
    """Links the claims of sentences to the items of tables."""

    def __init__(self, series: Sequence[Series], table: Sequence[Mention], calendar: Calendar, rarity: Rarity) -> None:
        self.series = series
        self.calendar = calendar
        self.rarity = rarity
        self.rows = {one.spot.line for one in table}
        self.facts = [fact for one in series for fact in self._facts(one)]
        self.owner: dict[Mention, Series] = {}
        for one in series:
            for cell in (*one.changes, *one.cells):
                self.owner[cell] = one
        virtual = [cell for one in series if one.grid < 0 for cell in one.cells]
        self.index = ValueIndex([*table, *virtual])
        self.derived = sorted((one for one in self.facts if one.part != "now"), key=lambda one: one.low)
        self.lows = [one.low for one in self.derived]
        self.widest = max((one.high - one.low for one in self.derived), default=0.0)
        self.by_word: dict[str, list[Series]] = defaultdict(list)
        for one in series:
            for word in one.words:
                self.by_word[word].append(one)

    def _facts(self, one: Series) -> Iterator[Fact]:
        for cell in one.cells:
            yield Fact(one, "now", float(abs(cell.low)), float(abs(cell.high)), (cell,), _to_cell(cell))
        cells = [cell for cell in one.cells if not cell.is_percent and cell.printed][:MOST_PERIODS]
        for a, b in combinations(cells, 2):
            here, there = self.calendar.back(a.when), self.calendar.back(b.when)
            if a.scale != b.scale or (here is not None and here == there):
                continue
            now, then = (b, a) if here is not None and there is not None and here > there else (a, b)
            low, high = float(now.low - then.high), float(now.high - then.low)
            ends = sorted((abs(low), abs(high))) if low * high > 0 else [0.0, max(abs(low), abs(high))]
            if ends[1]:
                yield Fact(one, "by", ends[0], ends[1], (now, then), _to_difference(now, then))
            if then.low > 0 and now.value >= 0:
                ends = sorted((abs(float(now.low / then.high) - 1) * 100, abs(float(now.high / then.low) - 1) * 100))
                yield Fact(one, "percent", ends[0], ends[1], (now, then), _to_change(now, then))

    def link(self, claims: Sequence[Claim]) -> list[Relation]:
        """Give the relations that bear the claims out, and those by which an unborne claim should be another number."""
        found: list[Relation] = []
        linked: dict[Claim, list[Series]] = {}
        for claim in claims:
            best = self._best(claim)
            if best:
                linked[claim] = [series for _, series, _ in best]
                found.extend(relation for _, _, relation in best)
        for claim, other in _repeated(claims):
            found.append(equal(claim.mention, other.mention, AGAIN, 1.0))
        groups: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
        for claim in claims:
            groups[claim.line, claim.sentence].append(claim)
        for group in groups.values():
            for claim in group:
                if claim.mention.about or claim.line in self.rows or AHEAD.search(claim.text, *claim.sentence):
                    continue
                if claim not in linked:
                    found.extend(self._expected(claim, group, linked))
                else:
                    found.extend(self._stale(claim, group, linked))
        return found

    def _best(self, claim: Claim) -> list[tuple[float, Series, Relation]]:
        mention = claim.mention
        scored: list[tuple[float, Series, Relation]] = []
        for cell in self.index.near(mention):
            series = self.owner.get(cell)
            if series is None or not _kinds_agree(mention, cell):
                continue
            if (
                series.grid < 0
                and self.rarity.covered(series.words, claim.sentence_words | self._earlier(claim)) < FULL
            ):
                continue
            score = self._score(claim, series, cell) - 0.1 * (series.grid < 0)
            if score >= LINKED:
                scored.append((score, series, _to_cell(cell)(claim)))
        if mention.is_percent or claim.part == "by":
            part = "percent" if mention.is_percent else "by"
            for fact in self._derived(mention, part):
                score = self._score(claim, fact.series, fact.cells[0], derived=True)
                if score >= LINKED:
                    relation = fact.relate(claim)
                    if relation.holds():
                        scored.append((score - 0.05, fact.series, relation))
        if not scored:
            return []
        top = max(score for score, _, _ in scored)
        kept = [one for one in scored if one[0] >= top - 0.15]
        for score, series, relation in kept:
            relation.origin = claim
            relation.strength = 2.0 if score >= 0.9 else 1.0
            if relation.kind == "equal" and self._undated(claim, series, relation):
                relation.strength = 0.5
        return kept[:8]

    def _undated(self, claim: Claim, series: Series, relation: Relation) -> bool:
        """Tell whether a number without a period of its own is its item's of an earlier one, while there is one of the reported."""
        own = [self.calendar.back(one.when) for one in relation.members if one is not claim.mention]
        if claim.part == "then":
            return all(back == 0 for back in own)
        if claim.part != "now" or self._period(claim) is not None:
            return False
        backs = [self.calendar.back(cell.when) for cell in series.cells]
        return 0 in backs and all(back is not None and back > 0 for back in own)

    def _derived(self, mention: Mention, part: str) -> Iterator[Fact]:
        low, high = float(abs(mention.value) - mention.step), float(abs(mention.value) + mention.step)
        start, end = bisect_left(self.lows, low - self.widest), bisect_right(self.lows, high)
        for fact in self.derived[start:end]:
            if fact.part == part and fact.high >= low:
                yield fact

    def _score(self, claim: Claim, series: Series, cell: Mention, derived: bool = False) -> float:
        text = claim.sentence_words
        coverage = self.rarity.covered(series.words, text) if series.words else 0.0
        near = self.rarity.covered(series.words, claim.before) if series.words else 0.0
        if series.generic or not coverage:
            coverage = max(coverage, 0.8 * self.rarity.covered(series.words | series.context, text))
        score = 0.75 * coverage + 0.2 * near
        digits = claim.mention.digits
        score += 0.35 if digits >= 5 else 0.25 if digits == 4 else 0.1 if digits == 3 else 0.0
        if derived:
            score -= 0.1
        if digits <= 2 and not claim.mention.is_percent:
            score -= 0.1
        named = self._period(claim)
        same = self.calendar.same(cell.when, named) if named is not None else None
        return score + (0.1 if same else -0.1 if same is False else 0.0)

    def _period(self, claim: Claim):  # type: ignore[no-untyped-def]
        return claim.when[0] if claim.when else None

    def _expected(self, claim: Claim, group: Sequence[Claim], linked: dict[Claim, list[Series]]) -> Iterator[Relation]:
        """Find the item that the words name and that has another number; give what it should be."""
        mention = claim.mention
        phrase = self._phrase(claim, group)
        if not phrase:
            return
        earlier = self._earlier(claim)
        anchors = {
            series.words
            for other in group
            if other in linked and other.clause == claim.clause and self._phrase(other, group) == phrase
            for series in linked[other]
            if series.words and series.words <= phrase
        }
        strangers = any(other is not claim and other not in linked and not other.mention.about for other in group)
        known = {word for word in phrase if word in self.by_word and word not in WEAK}
        candidates: list[tuple[float, Fact]] = []
        for series in {id(one): one for word in known for one in self.by_word[word]}.values():
            anchored = series.words in anchors
            whole = series.words <= phrase | earlier and not series.generic
            about = whole and phrase - EMPTY <= series.words | series.context
            if not (anchored or whole):
                continue
            for fact in self._facts(series):
                if not _role_fits(claim, fact) or not _kinds_agree(mention, fact.cells[0], fact.part):
                    continue
                fits = self._when_fits(claim, fact)
                slip = is_slip(mention, _size(fact))
                if fits is False or (fits is None and not slip):
                    continue
                score = 1.2 * about + 1.2 * anchored + 1.0 * slip + 0.5 * bool(fits) + min(0.4, 0.1 * len(series.words))
                candidates.append((score, fact))
        if not candidates:
            return
        candidates.sort(key=lambda one: -one[0])
        top, best = candidates[0]
        rivals = any(score > top - 0.3 and not _agree(fact, best) for score, fact in candidates)
        for score, fact in candidates[:6]:
            if score > top - 0.3 and _agree(fact, best):
                relation = fact.relate(claim)
                relation.origin = claim
                relation.strength = 1.0 if relation.holds() else min(2.0, score - 0.7) if not rivals else 0
                if strangers and not relation.holds():
                    relation.strength = min(relation.strength, 0.9)
                if relation.strength > 0:
                    yield relation

    def _stale(self, claim: Claim, group: Sequence[Claim], linked: dict[Claim, list[Series]]) -> Iterator[Relation]:
        """Find an amount that is its item's of another period, where the sentence speaks of the reported one."""
        if claim.part not in ("now", "then") or claim.mention.is_percent:
            return
        phrase = self._phrase(claim, group)
        named = self._period(claim)
        later = claim.part == "then"
        for series in linked[claim]:
            about = series.words and series.words <= phrase and phrase - EMPTY <= series.words | series.context
            if not about or series.generic or series.grid < 0:
                continue
            backs = {cell: self.calendar.back(cell.when) for cell in series.cells}
            here = [cell for cell in series.cells if same_size(cell, claim.mention)]
            due = [
                cell
                for cell, back in backs.items()
                if back is not None and (back > 0 if later else back == 0) and cell not in here
            ]
            if len(due) != 1 or not here or any(backs[cell] is None or (backs[cell] == 0) != later for cell in here):
                continue
            if named is not None and self.calendar.same(named, due[0].when) is False:
                continue
            twice = any(
                other is not claim and other.part == "now" and same_size(other.mention, here[0]) for other in group
            )
            taken = any(other is not claim and same_size(other.mention, due[0]) for other in group)
            if not _kinds_agree(claim.mention, due[0]) or taken or (later and not twice):
                continue
            relation = equal(claim.mention, due[0], CELL, 2.6)
            relation.origin = ("stale", claim)
            yield relation

    def _earlier(self, claim: Claim) -> frozenset[str]:
        """Give the words of the sentences before in the same paragraph."""
        start = max(0, claim.sentence[0] - 600)
        return item_words(claim.text[start : claim.sentence[0]])

    def _phrase(self, claim: Claim, group: Sequence[Claim]) -> frozenset[str]:
        """Give the words of the item a number speaks of: those before it, or, where it has none, of the number before."""
        at = group.index(claim)
        while at >= 0:
            words = item_words(group[at].subject) - EMPTY
            if any(word in self.by_word and word not in WEAK for word in words):
                return words
            at -= 1
        return frozenset()

    def _when_fits(self, claim: Claim, fact: Fact) -> bool | None:
        if fact.part != "now":
            backs = [self.calendar.back(one.when) for one in fact.cells]
            return True if backs and backs[0] in (0, None) else None
        back = self.calendar.back(fact.cells[0].when)
        named = self._period(claim)
        if named is not None:
            same = self.calendar.same(named, fact.cells[0].when)
            if same is not None and claim.part != "then":
                return same
        if back is None:
            return None
        if claim.part == "then":
            return back > 0
        return back == 0


def _size(fact: Fact) -> Fraction:
    if fact.part == "now":
        return abs(fact.cells[0].value)
    now, then = fact.cells
    if fact.part == "by":
        return abs(now.value - then.value)
    return abs(now.value / then.value - 1) * 100


def _agree(one: Fact, other: Fact) -> bool:
    return one.part == other.part and one.low <= other.high and other.low <= one.high


def _role_fits(claim: Claim, fact: Fact) -> bool:
    if claim.mention.is_percent:
        return (fact.part == "percent" and bool(claim.direction)) or (
            fact.part == "now" and fact.cells[0].is_percent and not claim.direction
        )
    if claim.part == "by":
        return fact.part == "by"
    return fact.part == "now"


def _kinds_agree(one: Mention, other: Mention, part: str = "now") -> bool:
    if part == "percent":
        return one.is_percent
    a, b = one.unit, other.unit
    if (a.kind == PERCENT) != (b.kind == PERCENT):
        return False
    if a.currency and b.currency and a.currency != b.currency:
        return False
    if (a.kind == PER_SHARE) != (b.kind == PER_SHARE) and a.kind in (MONEY, PER_SHARE, SHARES):
        return False
    if a.kind == MONEY and b.kind in (SHARES, COUNT):
        return False
    if a.kind == SHARES and b.kind != SHARES:
        return False
    return not (a.kind == COUNT and b.kind == MONEY and bool(b.scale))


def _to_cell(cell: Mention) -> Callable[[Claim], Relation]:
    return lambda claim: equal(claim.mention, cell, CELL, 0)


def _to_difference(now: Mention, then: Mention) -> Callable[[Claim], Relation]:
    def make(claim: Claim) -> Relation:
        sign = 1 if now.value >= then.value else -1
        return linear("difference", (claim.mention, now, then), (sign, -1, 1), APART, 0)

    return make


def _to_change(now: Mention, then: Mention) -> Callable[[Claim], Relation]:
    def make(claim: Claim) -> Relation:
        sign = (1 if now.value >= then.value else -1) * (1 if claim.mention.value >= 0 else -1)
        return Relation("change", (claim.mention, now, then), CHANGE, by=HUNDRED * sign, less_one=True)

    return make


def _repeated(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Numbers that are printed alike in sentences about a like matter."""
    seen: dict[tuple[Fraction, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        key = (abs(claim.mention.value), claim.mention.unit.kind, claim.mention.unit.currency)
        for other in seen[key][:10]:
            shared = claim.sentence_words & other.sentence_words
            if (claim.line, claim.sentence) == (other.line, other.sentence):
                continue
            if claim.mention.digits >= 4 or (claim.mention.digits >= 2 and len(shared) >= 2):
                yield claim, other
        seen[key].append(claim)


__all__ = ["Fact", "Links", "same_size"]
