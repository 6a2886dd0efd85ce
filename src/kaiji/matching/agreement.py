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

    Equal words meet; another word meets the one of the rest it is most alike
    (:func:`kaiji.matching.vocabulary.likeness`), or the letters of the other name in one piece where it stands in them
    (``Upper hill`` and ``Upperhill``). A word of the given name that stands in the known thing's address is not missing.
    """
    best_given, best_known = _meet(given, known)
    words_given, missing_given, weight = _share(given, best_given, known.joined, vocabulary, address)
    words_known, missing_known, _ = _share(known, best_known, given.joined, vocabulary, frozenset())
    alone_given = sum(1 - alike for alike in best_given) / max(1, len(best_given))
    alone_known = sum(1 - alike for alike in best_known) / max(1, len(best_known))
    return Agreement(
        given,
        known,
        words_given,
        words_known,
        missing_given,
        missing_known,
        min(alone_given, alone_known),
        float(Indel.normalized_similarity(given.joined, known.joined)),
        given.joined == known.joined,
        weight,
    )


def _meet(given: View, known: View) -> tuple[list[float], list[float]]:
    """Give for each word of either name how alike its partner is; 0 where it has none."""
    best_given = [0.0] * len(given.words)
    best_known = [0.0] * len(known.words)
    places = {word: j for j, word in enumerate(known.words)}
    alone = []
    for i, one in enumerate(given.words):
        if (place := places.pop(one, None)) is not None:
            best_given[i] = best_known[place] = 1.0
        else:
            alone.append((i, one))
    for i, one in alone:
        for other, j in places.items():
            if (alike := likeness(one, other)) > 0.0:
                best_given[i] = max(best_given[i], alike)
                best_known[j] = max(best_known[j], alike)
    if alone:
        _meet_initials(given, known, best_given, best_known)
    if places:
        _meet_initials(known, given, best_known, best_given)
    return best_given, best_known


def _share(
    one: View, best: list[float], joined: str, vocabulary: Vocabulary, address: frozenset[str]
) -> tuple[float, tuple[str, float], float]:
    """Give the share of a name's words that met, the most telling one that did not, and how much the name tells."""
    total = met = 0.0
    missing = ("", 0.0)
    for i, word in enumerate(one.words):
        alike = best[i]
        if alike < PART and len(word) >= SHORTEST_PART and word in joined:
            alike = best[i] = PART
        weight = vocabulary.weight(word)
        if alike < 1 and word in address:
            weight, alike = weight * 0.5, 1.0
        total += weight
        met += weight * alike
        if (lost := weight * (1 - alike)) > missing[1]:
            missing = word, lost
    return met / total if total else 0.0, missing, total


def _meet_initials(short: View, long: View, best_short: list[float], best_long: list[float]) -> None:
    """Let a short word of one name meet neighbouring words of the other whose initials it is."""
    for i, word in enumerate(short.words):
        if best_short[i] < INITIALS and (run := long.runs.get(word)) is not None:
            best_short[i] = INITIALS
            for j, other in enumerate(long.words):
                if other in run and best_long[j] < INITIALS:
                    best_long[j] = INITIALS
