"""Who is meant by a name: candidates, what speaks for and against each, and the decision."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from kaiji.matching.agreement import Agreement, agreement
from kaiji.matching.feature import PAIR_FEATURES, RIVAL_FEATURES, Evidence, Pair, Rivals
from kaiji.matching.index import Found, Index
from kaiji.matching.known import Known, Query, Standing
from kaiji.matching.view import View, says_little, views_of
from kaiji.matching.weight import Weights, probability, weights
from kaiji.matching.word import LONGEST, words_of

SHOWN = 5
LOOKED_AT = 12
NOBODY = -9.0
NEAR_CODE = 1
LEVEL = 0.5  # log-odds: two that are nearer to each other fit equally, and no probability of one makes up for it
BEHIND = re.compile(r"(.*[\w.)])\s*(?:/|,|\(|\s[-–])\s*([^/,()–]{3,60}?)[)\s.]*", re.DOTALL)
PLAIN_PAIR = tuple((one.__name__, one) for one in PAIR_FEATURES)
PLAIN_RIVAL = tuple((one.__name__, one) for one in RIVAL_FEATURES)


class Decision(StrEnum):
    """What is to be done with a name."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    NONE = "none"


class Reason(StrEnum):
    """Why a decision came about, beside the features."""

    AGREES = "agrees"
    DOUBTFUL = "doubtful"
    SEVERAL = "several"
    FORMER = "former"
    REFUSED = "refused"
    ELSEWHERE = "elsewhere"
    SAYS_NOTHING = "says-nothing"
    NOT_FOUND = "not-found"


@dataclass(frozen=True, slots=True)
class Contribution:
    """One feature of one candidate: its value, what it counts, and the two things that met."""

    feature: str
    value: float
    weight: float
    given: str
    known: str

    @property
    def points(self) -> float:
        """What it adds to the log-odds."""
        return self.value * self.weight


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known thing that may be meant.

    Args:
        known: the thing.
        name: the one of its names that came nearest.
        strength: log-odds of the features of the pair.
        score: the probability that it is meant.
        base: the log-odds before any feature counts.
        contributions: of each feature that says something.
    """

    known: Known
    name: str
    strength: float
    score: float
    base: float
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The answer to a query.

    Args:
        decision: accepted, for review, or nobody of the reference.
        reason: the main reason.
        score: probability of the first candidate; 0 where there is none.
        candidates: listed things that may be meant, best first, five at most.
        others: things that are listed no more, are refused, or stand in another group, and come nearest.
    """

    query: Query
    decision: Decision
    reason: Reason
    score: float
    candidates: tuple[Candidate, ...]
    others: tuple[Candidate, ...] = ()

    @property
    def accepted(self) -> Known | None:
        """The thing that is meant, where the decision is to accept it."""
        return self.candidates[0].known if self.decision is Decision.ACCEPTED else None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair with its evidence, before it is compared with its rivals."""

    pair: Pair
    evidence: tuple[Evidence, ...]
    strength: float


class Matcher:
    """Matches names against one reference. The same query always has the same answer."""

    def __init__(
        self,
        things: Iterable[Known],
        *,
        places: Callable[[str], str] = lambda _: "",
        kin: Collection[frozenset[str]] = (),
        counts: Weights | None = None,
    ) -> None:
        """Index a reference.

        Args:
            things: what is known.
            places: gives the code of the place that a word of a name means, or nothing.
            kin: pairs of place codes that are taken for each other.
            counts: the weights; the package's own where none are given.
        """
        self.index = Index(tuple(things))
        self.weights = counts or weights()
        self._place = places
        self._kin = frozenset(kin)
        self._by_key = {one.key: one for one in self.index.things}
        self._shapes = {shape(code) for one in self.index.things for code in one.codes}
        self._marks = {
            one.key: frozenset(mark for name in one.names for view in views_of(name) for mark in view.numbers)
            for one in self.index.things
        }
        self._addresses = {
            one.key: frozenset(word for text in one.address for word in words_of(text).all) for one in self.index.things
        }

    def match(self, query: Query, without: Collection[str] = ()) -> Match:
        """Tell who is meant.

        Args:
            query: what somebody typed.
            without: keys of things to leave out, as if the reference did not have them (for fitting and trying).
        """
        views = self.views(query)
        inside, outside = self.weigh(query, views, without)
        listed = [one for one in inside if one.pair.known.standing is Standing.LISTED]
        gone = [one for one in inside if one.pair.known.standing is not Standing.LISTED]
        candidates = tuple(self._candidate(listed, place, gone, outside) for place in range(min(SHOWN, len(listed))))
        others = tuple(self._plain(one) for one in (*gone[:2], *outside[:2]))
        score = candidates[0].score if candidates else 0.0
        decision, reason = self._decide(views, candidates, gone, outside, score)
        return Match(query, decision, reason, score, candidates, others)

    def views(self, query: Query) -> tuple[View, ...]:
        """Give the views of a query's name; a place named behind it (``Upper Metals - Japan``) is taken off."""
        return views_of(self._parted(query.name)[0])

    def _parted(self, name: str) -> tuple[str, str]:
        match = BEHIND.fullmatch(name[:LONGEST])
        place = self._place(match[2].strip()) if match else ""
        return (match[1], place) if match and place else (name, "")

    def weigh(
        self, query: Query, views: Sequence[View], without: Collection[str] = ()
    ) -> tuple[list[Weighed], list[Weighed]]:
        """Give the candidates of the query's group and the nearest of other groups, each strongest first."""
        found, away = self.index.find(query, views, without)
        behind = self._parted(query.name)[1]
        named = frozenset(place for view in views for word in view.words if (place := self._place(word)))
        named |= {behind} - {""}
        if not views:
            return [], []
        means = self.index.by_code(query.code) if query.code else ()
        means = tuple(one for one in means if one.key not in without)
        return (
            self._weighed(query, found, named, means)[:LOOKED_AT],
            self._weighed(query, away, named, means),
        )

    def _weighed(
        self, query: Query, found: Sequence[Found], named: frozenset[str], means: tuple[Known, ...]
    ) -> list[Weighed]:
        compared: list[tuple[float, Known, Agreement]] = []
        for one in found:
            address = self._addresses[one.known.key]
            best: Agreement | None = None
            for given, known in one.views:
                this = agreement(given, known, self.index.vocabulary, address)
                if best is None or this.strength > best.strength:
                    best = this
            if best is not None:
                bonus = 1.0 if one.known in means else 0.0
                compared.append((best.strength + bonus, one.known, best))
        compared.sort(key=lambda one: (-one[0], one[1].key))
        weighed = [self._weigh_one(query, known, best, named, means) for _, known, best in compared[:LOOKED_AT]]
        weighed.sort(key=lambda one: (-one.strength, one.pair.known.key))
        return weighed

    def _weigh_one(
        self, query: Query, known: Known, best: Agreement, named: frozenset[str], means: tuple[Known, ...]
    ) -> Weighed:
        kin = bool(query.place) and frozenset((query.place, known.place)) in self._kin
        code, code_means = self._code(query.code, known, means)
        pair = Pair(query, known, best, named, kin, code, self._marks[known.key], code_means)
        evidence = tuple(one(pair) for _, one in PLAIN_PAIR)
        counts = self.weights.pair
        strength = counts["base"] + sum(
            counts[name] * found.value for (name, _), found in zip(PLAIN_PAIR, evidence, strict=True) if found.value
        )
        return Weighed(pair, evidence, strength)

    def _code(self, code: str, known: Known, means: tuple[Known, ...]) -> tuple[str, str]:
        if not code:
            return "", ""
        if known in means:
            return "same", ""
        if any(OSA.distance(code, one, score_cutoff=NEAR_CODE) <= NEAR_CODE for one in known.codes):
            return "near", means[0].names[0] if means else ""
        if not means:
            return ("unknown" if shape(code) in self._shapes else ""), ""
        other = means[0]
        return ("other" if other.standing is Standing.LISTED else "former"), other.names[0]

    @staticmethod
    def rivals(listed: Sequence[Weighed], place: int, gone: Sequence[Weighed], away: Sequence[Weighed]) -> Rivals:
        """Give what stands beside the candidate at a place of the list."""
        nobody = (NOBODY, "")
        beside = next((one for number, one in enumerate(listed) if number != place), None)
        return Rivals(
            listed[place].strength,
            (beside.strength, beside.pair.known.names[0]) if beside else nobody,
            (gone[0].strength, gone[0].pair.known.names[0]) if gone else nobody,
            (away[0].strength, away[0].pair.known.names[0]) if away else nobody,
        )

    def _candidate(
        self, listed: Sequence[Weighed], place: int, gone: Sequence[Weighed], away: Sequence[Weighed]
    ) -> Candidate:
        one = listed[place]
        counts, rival = self.weights.pair, self.weights.rival
        rivals = self.rivals(listed, place, gone, away)
        factor = rival["strength"]
        parts = [
            Contribution(name, found.value, counts[name] * factor, found.given, found.known)
            for (name, _), found in zip(PLAIN_PAIR, one.evidence, strict=True)
            if found.value
        ]
        for name, function in PLAIN_RIVAL:
            found = function(rivals)
            if found.value:
                parts.append(Contribution(name, found.value, rival[name], found.given, found.known))
        base = counts["base"] * factor + rival["base"]
        score = probability(base + sum(part.points for part in parts))
        return Candidate(one.pair.known, one.pair.agreement.known.text, one.strength, score, base, tuple(parts))

    def _plain(self, one: Weighed) -> Candidate:
        counts = self.weights.pair
        parts = tuple(
            Contribution(name, found.value, counts[name], found.given, found.known)
            for (name, _), found in zip(PLAIN_PAIR, one.evidence, strict=True)
            if found.value
        )
        base = counts["base"]
        return Candidate(
            one.pair.known, one.pair.agreement.known.text, one.strength, probability(one.strength), base, parts
        )

    def _decide(
        self,
        views: Sequence[View],
        candidates: Sequence[Candidate],
        gone: Sequence[Weighed],
        away: Sequence[Weighed],
        score: float,
    ) -> tuple[Decision, Reason]:
        own = candidates[0].strength if candidates else NOBODY
        if not candidates and not gone and not away:
            return Decision.NONE, Reason.SAYS_NOTHING if _says_nothing(views) else Reason.NOT_FOUND
        if gone and gone[0].strength > max(own, 0.0):
            refused = gone[0].pair.known.standing is Standing.REFUSED
            return Decision.NONE, Reason.REFUSED if refused else Reason.FORMER
        level = len(candidates) > 1 and own - candidates[1].strength < LEVEL
        if score >= self.weights.accept and not level and (not _says_nothing(views) or _certain(candidates[0])):
            return Decision.ACCEPTED, Reason.AGREES
        if score >= self.weights.review:
            return Decision.REVIEW, Reason.SEVERAL if level else Reason.DOUBTFUL
        if away and away[0].strength > max(own, 0.0):
            return Decision.NONE, Reason.ELSEWHERE
        return Decision.NONE, Reason.SAYS_NOTHING if _says_nothing(views) else Reason.NOT_FOUND


def _certain(candidate: Candidate) -> bool:
    """Tell whether the very name or the code agrees: what a name of common words alone needs."""
    return any(one.feature in ("same_name", "code_same") for one in candidate.contributions)


def shape(code: str) -> str:
    """Give a code's form: 9 for each figure, A for each letter."""
    return "".join("9" if sign.isdigit() else "A" if sign.isalpha() else sign for sign in code)


def _says_nothing(views: Sequence[View]) -> bool:
    return all(says_little(word) for view in views for word in view.words)
