"""How telling a word is: counted over the reference, with words of the language held down."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kaiji.matching.view import View, says_little

COMMON = 0.15
SHORT = {1: 0.4, 2: 0.5, 3: 0.8}
SCANNED = 0.95
LOOK_ALIKE = str.maketrans({"l": "i", "c": "e", "q": "g", "j": "i"})
LIKE = 0.75
SHORTEST_LIKE = 4
ABBREVIATION = 3
ABBREVIATED = 0.8
PART = 0.9
SHORTEST_PART = 5
CACHED = 16_384


class Vocabulary:
    """The words of a reference and the weight of each, between 0 and 1."""

    def __init__(self, things: Iterable[Sequence[View]]) -> None:
        """Count in how many things each word stands."""
        counts: Counter[str] = Counter()
        total = 0
        for views in things:
            total += 1
            counts.update({word for view in views for word in view.words})
        top = math.log(total + 1)
        self._weights = {
            word: max(0.1, math.log((total + 1) / count) / top) * _held_down(word) for word, count in counts.items()
        }
        self._long = sorted(word for word in counts if len(word) >= SHORTEST_LIKE)
        self._cached = lru_cache(maxsize=CACHED)(self._unknown)

    def weight(self, word: str) -> float:
        """Give how telling a word is: 1 for one that nobody else has, near 0 for one that says nothing.

        A word that the reference does not know weighs as much as the known word it looks like, else fully.
        """
        known = self._weights.get(word)
        return known if known is not None else self._cached(word)

    def _unknown(self, word: str) -> float:
        held = _held_down(word)
        if held < 1 or len(word) < SHORTEST_LIKE:
            return held
        near = process.extractOne(
            word, self._long, scorer=OSA.normalized_similarity, score_cutoff=LIKE if len(word) > 4 else 0.8
        )
        return self._weights[near[0]] if near is not None else 1.0


def _held_down(word: str) -> float:
    if says_little(word):
        return COMMON
    return SHORT.get(len(word), 1.0) if not word.isdigit() else 1.0


@lru_cache(maxsize=CACHED)
def likeness(one: str, other: str) -> float:
    """Give how alike two words are: 1 for equal ones, 0 where they are no spellings of one word.

    A word shortened to its beginning, or to its consonants, counts 0.8; else one minus the share of letters to change
    (optimal string alignment), where at most a quarter of them has to. Letters that look alike when they are scanned
    (``rn`` and ``m``) count a little less than equal ones.
    """
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if one.isdigit() or other.isdigit():
        return 0.0
    if len(short) >= ABBREVIATION and len(long) > len(short):
        if long.startswith(short):
            return ABBREVIATED
        if _consonants(short) == short and short == _consonants(long)[: len(short)]:
            return ABBREVIATED
    if len(short) < SHORTEST_LIKE:
        return 0.0
    found = float(OSA.normalized_similarity(one, other, score_cutoff=LIKE))
    scanned = float(OSA.normalized_similarity(_scanned(one), _scanned(other), score_cutoff=LIKE))
    return max(found, SCANNED * scanned)


def _consonants(word: str) -> str:
    return word[:1] + "".join(letter for letter in word[1:] if letter not in "aeiou")


def _scanned(word: str) -> str:
    return word.replace("rn", "m").replace("cl", "d").replace("vv", "w").translate(LOOK_ALIKE)
