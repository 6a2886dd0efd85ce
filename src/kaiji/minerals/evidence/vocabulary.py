"""The words that evidence files may use, with their labels and other spellings, from dated data files."""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from kaiji.core.text import Text

SUGGESTIONS = 3
LONGEST = 400  # characters; no word of ours is longer
COMPARED = 60  # characters; a hostile word may have millions


@dataclass(frozen=True, slots=True)
class DatedWord:
    """A word that was used only until a day, and why."""

    word: str
    until: date
    note: str


@dataclass(frozen=True, slots=True)
class Term:
    """One word: its key, its label, other spellings, and words of earlier days."""

    key: str
    label: Text
    also: tuple[str, ...] = ()
    dated: tuple[DatedWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of words, with where it comes from."""

    name: str
    terms: tuple[Term, ...]
    source: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in the order of the file."""
        return tuple(term.key for term in self.terms)

    def find(self, text: str) -> Term | None:
        """Give the term that a text means, by key, label or other spelling, or None."""
        return _by_spelling(self.name).get(plain(text))

    def dated_word(self, text: str) -> DatedWord | None:
        """Give the word of an earlier day that a text is, or None."""
        words = (word for term in self.terms for word in term.dated)
        return next((word for word in words if plain(word.word) == plain(text)), None)

    def suggest(self, text: str) -> tuple[str, ...]:
        """Give the keys that a misspelled text is closest to; none where nothing is close."""
        spellings = _by_spelling(self.name)
        return tuple(dict.fromkeys(spellings[found].key for found in closest(plain(text), spellings)))


def plain(text: str) -> str:
    """Reduce a word to what decides its meaning: width, letter case, blanks and hyphens aside."""
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    return re.sub(r"[\s_‐‑–—-]+", " ", folded).strip()


def closest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Give up to three known words that ``word`` may be a misspelling of, best first."""
    return tuple(difflib.get_close_matches(word[:COMPARED], list(known), SUGGESTIONS, 0.6))


def vocabulary(name: str) -> Vocabulary:
    """Give a vocabulary by name; an unknown name is a bug and raises KeyError."""
    return vocabularies()[name]


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """Give all vocabularies by name, read once from the data files beside this module."""
    found = {}
    for file in ("vocabulary.toml", "smelter_status.toml"):
        for name, facts in load(file).items():
            found[name] = _vocabulary(name, facts["term"], facts["source"])
    kinds = load("activity_kind.toml")
    found["activity_kind"] = _vocabulary("activity_kind", kinds["kind"], kinds["source"])
    return found


def load(file: str) -> dict[str, Any]:
    """Give the content of a data file of this package."""
    return tomllib.loads((resources.files("kaiji.minerals.evidence") / "data" / file).read_text(encoding="utf-8"))


def _vocabulary(name: str, terms: Iterable[Mapping[str, Any]], source: str) -> Vocabulary:
    return Vocabulary(
        name,
        tuple(
            Term(
                one["key"],
                Text(one["en"], one["ja"]),
                tuple(one.get("also", ())),
                tuple(DatedWord(word["word"], word["until"], word["note"]) for word in one.get("dated", ())),
            )
            for one in terms
        ),
        source,
    )


@cache
def _by_spelling(name: str) -> Mapping[str, Term]:
    found: dict[str, Term] = {}
    for term in vocabulary(name).terms:
        for word in (term.key, term.label.en, term.label.ja, *term.also, *(one.word for one in term.dated)):
            if found.setdefault(plain(word), term) is not term:
                raise ValueError(f"the vocabulary {name} gives {word!r} two meanings")
    return found
