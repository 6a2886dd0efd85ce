"""How two names agree word by word: which words met, which are missing on either side, and how telling they are."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Indel

from kaiji.matching.view import View
from kaiji.matching.vocabulary import PART, SHORTEST_PART, Vocabulary, likeness

INITIALS = 0.7


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two names beside each other.

    Args:
        given, known: the two names as they were read.
        words_given: share of the given name's words that the known one has, by how telling they are.
        words_known: the same the other way round.
        missing_given: the most telling word of the given name that the known one lacks, and its weight.
        missing_known: the same the other way round.
        differing: share of the words that have no partner, counted plainly, in the name that has fewer of them.
        spelling: likeness of all letters in one piece, 0 to 1.
        same: all letters agree.
        weight_given: how much the given name tells at all.
    """

    given: View
    known: View
    words_given: float
    words_known: float
    missing_given: tuple[str, float]
    missing_known: tuple[str, float]
    differing: float
    spelling: float
    same: bool
    weight_given: float

    @property
    def strength(self) -> float:
        """One number for the order of a thing's names: the weaker direction counts most."""
        low, high = sorted((self.words_given, self.words_known))
        return 0.5 * low + 0.2 * high + 0.3 * self.spelling + (0.5 if self.same else 0.0)


def agreement(given: View, known: View, vocabulary: Vocabulary, address: frozenset[str]) -> Agreement:
    """Lay two names beside each other.

    A word meets the word it is most alike (:func:`kaiji.matching.vocabulary.likeness`), or the letters of the other
    name in one piece where it stands in them (``Upper hill`` and ``Upperhill``). A word of the given name that stands
    in the known thing's address is not missing.
    """
    best_given = [0.0] * len(given.words)
    best_known = [0.0] * len(known.words)
    for i, one in enumerate(given.words):
        for j, other in enumerate(known.words):
            alike = likeness(one, other)
            best_given[i] = max(best_given[i], alike)
            best_known[j] = max(best_known[j], alike)
    _meet_initials(given, known, best_given, best_known)
    _meet_initials(known, given, best_known, best_given)
    weights = vocabulary.weight
    total_given = total_known = met_given = met_known = 0.0
    missing_given, missing_known = ("", 0.0), ("", 0.0)
    for i, word in enumerate(given.words):
        alike = best_given[i]
        if alike < PART and len(word) >= SHORTEST_PART and word in known.joined:
            alike = best_given[i] = PART
        weight = weights(word)
        if alike < 1 and word in address:
            weight, alike = weight * 0.5, 1.0
        total_given += weight
        met_given += weight * alike
        if (lost := weight * (1 - alike)) > missing_given[1]:
            missing_given = word, lost
    for j, word in enumerate(known.words):
        alike = best_known[j]
        if alike < PART and len(word) >= SHORTEST_PART and word in given.joined:
            alike = best_known[j] = PART
        weight = weights(word)
        total_known += weight
        met_known += weight * alike
        if (lost := weight * (1 - alike)) > missing_known[1]:
            missing_known = word, lost
    alone_given = sum(1 - alike for alike in best_given) / max(1, len(best_given))
    alone_known = sum(1 - alike for alike in best_known) / max(1, len(best_known))
    return Agreement(
        given,
        known,
        met_given / total_given if total_given else 0.0,
        met_known / total_known if total_known else 0.0,
        missing_given,
        missing_known,
        min(alone_given, alone_known),
        float(Indel.normalized_similarity(given.joined, known.joined)),
        given.joined == known.joined,
        total_given,
    )


def _meet_initials(short: View, long: View, best_short: list[float], best_long: list[float]) -> None:
    """Let a short word of one name meet neighbouring words of the other whose initials it is."""
    for i, word in enumerate(short.words):
        if best_short[i] < INITIALS and (run := long.runs.get(word)) is not None:
            best_short[i] = INITIALS
            for j, other in enumerate(long.words):
                if other in run and best_long[j] < INITIALS:
                    best_long[j] = INITIALS
