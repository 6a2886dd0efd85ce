"""Which known things may be meant: a few dozen out of any number, found by several views of the name."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kaiji.matching.known import Known, Query
from kaiji.matching.view import View, views_of
from kaiji.matching.vocabulary import Vocabulary

MOST = 30
MOST_ELSEWHERE = 5
OFTEN = 0.15
LEAST_OFTEN = 12
TELLING = 0.3
BY_INITIALS = 0.6
BY_CODE = 10.0
LEAST = 0.12
VIEWS_OF_ONE = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A known thing that may be meant, and the views of its names that came nearest.

    Args:
        nearness: only for the order; cosine of letter triples, raised by telling words, initials and the code.
    """

    known: Known
    nearness: float
    views: tuple[tuple[View, View], ...]


class Index:
    """Letter triples, words, initials and codes of a reference, each with the names in which they stand."""

    def __init__(self, things: Sequence[Known]) -> None:
        """Index the names of all things."""
        self.things = tuple(things)
        self._views: list[tuple[int, View]] = []
        by_thing: list[tuple[View, ...]] = []
        for number, thing in enumerate(self.things):
            views = tuple({view.text: view for name in thing.names for view in views_of(name)}.values())
            by_thing.append(views)
            self._views += [(number, view) for view in views]
        self.vocabulary = Vocabulary(by_thing)
        self._of_thing: dict[int, list[int]] = defaultdict(list)
        for place, (number, _) in enumerate(self._views):
            self._of_thing[number].append(place)
        self._groups = [thing.group.casefold() for thing in self.things]
        grams: dict[str, list[int]] = defaultdict(list)
        self._words: dict[str, list[int]] = defaultdict(list)
        self._initials: dict[str, list[int]] = defaultdict(list)
        for place, (_, view) in enumerate(self._views):
            for gram in view.grams:
                grams[gram].append(place)
            for word in view.words:
                self._words[word].append(place)
            for short in {view.initials, *view.short, *(run for run in view.runs if len(run) > 2)} - {""}:
                self._initials[short].append(place)
        total = len(self._views) + 1
        often = max(LEAST_OFTEN, OFTEN * total)
        self._grams = {
            gram: (math.log(total / len(places)), places) for gram, places in grams.items() if len(places) <= often
        }
        self._norms = [self._norm(view) or 1.0 for _, view in self._views]
        self._codes: dict[str, list[int]] = defaultdict(list)
        for number, thing in enumerate(self.things):
            for code in thing.codes:
                self._codes[code.upper()].append(number)

    def by_code(self, code: str) -> tuple[Known, ...]:
        """Give the things that a code means."""
        return tuple(self.things[number] for number in self._codes.get(code.upper(), ()))

    def _norm(self, view: View) -> float:
        return math.sqrt(sum(self._grams[gram][0] ** 2 for gram in view.grams if gram in self._grams))

    def find(
        self, query: Query, views: Sequence[View], without: Collection[str] = ()
    ) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
        """Give the things of the query's group that may be meant, nearest first, and the nearest of other groups."""
        nearness: dict[int, float] = {}
        met: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
        for reading, view in enumerate(views):
            for place, found in self._near(view).items():
                number = self._views[place][0]
                met[number].append((found, place, reading))
                if found > nearness.get(number, 0.0):
                    nearness[number] = found
        for number in self._codes.get(query.code, ()) if query.code else ():
            nearness[number] = nearness.get(number, 0.0) + BY_CODE
        group = query.group.casefold()
        inside: list[tuple[float, int]] = []
        outside: list[tuple[float, int]] = []
        for number, near in nearness.items():
            if near >= LEAST and self.things[number].key not in without:
                (inside if self._groups[number] == group else outside).append((-near, number))
        return (
            tuple(self._found(*one, met, views) for one in heapq.nsmallest(MOST, inside)),
            tuple(self._found(*one, met, views) for one in heapq.nsmallest(MOST_ELSEWHERE, outside)),
        )

    def _near(self, view: View) -> Mapping[int, float]:
        """Give the names that share letter triples, telling words or initials with a view."""
        sums: dict[int, float] = defaultdict(float)
        norm = 0.0
        for gram in sorted(view.grams):
            if (entry := self._grams.get(gram)) is not None:
                weight, places = entry
                square = weight * weight
                norm += square
                for place in places:
                    sums[place] += square
        root = math.sqrt(norm) or 1.0
        found = {place: value / (root * self._norms[place]) for place, value in sums.items()}
        for word in view.words:
            weight = self.vocabulary.weight(word)
            if weight >= TELLING:
                for place in self._words.get(word, ()):
                    found[place] = found.get(place, 0.0) + weight
        for word in view.words if len(view.words) <= 2 else ():
            for place in self._initials.get(word, ()):
                found[place] = found.get(place, 0.0) + BY_INITIALS
        for place in self._words.get(view.initials, ()) if len(view.initials) > 2 else ():
            found[place] = found.get(place, 0.0) + BY_INITIALS
        return found

    def _found(
        self, near: float, number: int, met: Mapping[int, list[tuple[float, int, int]]], views: Sequence[View]
    ) -> Found:
        best = sorted(met.get(number, ()), key=lambda one: (-one[0], one[1], one[2]))[:VIEWS_OF_ONE]
        pairs = [(views[reading], self._views[place][1]) for _, place, reading in best]
        if not pairs and views and self._of_thing[number]:
            pairs = [(views[0], self._views[self._of_thing[number][0]][1])]
        return Found(self.things[number], -near, tuple(pairs))
