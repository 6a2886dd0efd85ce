"""Views of a name: its telling words, its letters in one piece, its initials, its letter triples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from kaiji.matching.word import INITIALS, readings, word_data, words_of

LOST = re.compile(r"(?<=[A-Za-z])[?\ufffd](?=[A-Za-z])")
LOOKALIKE = re.compile(
    r"(?<=[A-Za-z])[015](?=[A-Za-z])|(?<=[A-Za-z])0(?=[.,])|(?<![0-9A-Za-z])[05](?=\.[A-Za-z])|(?<![0-9A-Za-z])0(?=[A-Za-z])"
)
LETTER = {"0": "o", "1": "l", "5": "s"}
GRAM = 3
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vii": "7", "viii": "8"}
COMPASS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western"})
SHORTEST_INITIALS, LONGEST_INITIALS = 2, 6
LONGEST_RUN = 4
MOST_RUN_WORDS = 12
SHORTEST_FORM = 6
RAW_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class View:
    """One name, or one reading of it, seen in several ways.

    Args:
        text: the reading in Latin letters.
        words: its words in order, each once, without legal forms and without the initials of its own words.
        joined: the letters of these words in one piece.
        initials: of these words; nothing where it is no acronym's length.
        short: the initials of its own words that it writes beside them (``MSC`` in ``Made Up Smelting Company (MSC)``).
        runs: initials of two to four neighbouring words, legal forms among them, with the words.
        forms: its legal forms.
        numbers: marks of a unit: figures, Roman ones too, and points of the compass.
        grams: letter triples of ``joined`` with a mark at each end.
    """

    text: str
    words: tuple[str, ...]
    joined: str
    initials: str
    short: frozenset[str]
    runs: Mapping[str, tuple[str, ...]]
    forms: frozenset[str]
    numbers: frozenset[str]
    grams: frozenset[str]


@lru_cache(maxsize=4_096)
def views_of(name: str) -> tuple[View, ...]:
    """Give the views of a name: one for each way to read it, none where it has no letters at all."""
    found = (view_of(reading) for reading in readings(name))
    return tuple(one for one in found if one.words)


def view_of(reading: str) -> View:
    """Give the view of a name in Latin letters. Figures between letters are read as the letters they look like."""
    repaired = LOOKALIKE.sub(lambda match: LETTER[match[0]], LOST.sub("", reading))
    parts = words_of(repaired)
    runs = _runs(repaired)
    forms = frozenset(
        word
        for word in RAW_WORD.findall(INITIALS.sub(_together, repaired.lower()))
        if word in word_data().legal and len(word) > 1
    )
    every = tuple(dict.fromkeys(ROMAN.get(word, word) for word in parts.all))
    whole = tuple(word for word in every if not misspelt_form(word)) or every
    short = (
        frozenset(word for word in whole if word in runs and word not in runs[word]) if len(whole) > 1 else frozenset()
    )
    words = tuple(word for word in whole if word not in short) or whole
    first = "".join(word[0] for word in words if word != "and")
    initials = first if SHORTEST_INITIALS <= len(first) <= LONGEST_INITIALS else ""
    joined = parts.joined
    for word in (*short, *(word for word in every if misspelt_form(word))):
        joined = joined.replace(word, "", 1) if len(joined) > len(word) else joined
    return View(repaired, words, joined, initials, short, runs, forms, _numbers(words), grams_of(parts.joined))


def _together(match: re.Match[str]) -> str:
    return re.sub(r"[^a-z]", "", match[0])


def _runs(text: str) -> Mapping[str, tuple[str, ...]]:
    """Give the initials of neighbouring words with the words, in the form in which they are compared."""
    same = word_data().same
    words = [same.get(word, word) for word in RAW_WORD.findall(text.lower()) if word not in ("and", "of")][
        :MOST_RUN_WORDS
    ]
    found: dict[str, tuple[str, ...]] = {}
    for size in range(2, LONGEST_RUN + 1):
        for start in range(len(words) - size + 1):
            run = tuple(words[start : start + size])
            if all(len(word) > 1 for word in run):
                found.setdefault("".join(word[0] for word in run), run)
    return found


@lru_cache(maxsize=8_192)
def misspelt_form(word: str) -> bool:
    """Tell whether a word is a long legal form but for one letter, or two that changed places."""
    return len(word) >= SHORTEST_FORM and any(
        abs(len(form) - len(word)) <= 1 and OSA.distance(form, word, score_cutoff=1) <= 1 for form in _long_forms()
    )


@cache
def _long_forms() -> tuple[str, ...]:
    return tuple(sorted(form for form in word_data().legal if len(form) > SHORTEST_FORM))


def grams_of(joined: str) -> frozenset[str]:
    """Give the letter triples of a word, its two ends marked."""
    marked = f"^{joined}$"
    return frozenset(marked[place : place + GRAM] for place in range(max(1, len(marked) - GRAM + 1)))


def _numbers(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lstrip("0") or "0" for word in words if word in COMPASS or word.isdigit())


def says_little(word: str) -> bool:
    """Tell whether many things share the word whatever a reference's own counts say."""
    data = word_data()
    return word in data.common or word in data.places
