"""The words by which an item is known, in the label of a row and in a sentence alike."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files

_TERMS = tomllib.loads(files("kaiji.tieout").joinpath("item_words.toml").read_text(encoding="utf-8"))
NEUTRAL: frozenset[str] = frozenset(_TERMS["neutral"])
SAME: Mapping[str, str] = _TERMS["same"]


def item_words(text: str) -> frozenset[str]:
    """Give the words by which an item is known: singular, in lower case, without mere fillers, alike for synonyms."""
    found = set()
    for raw in re.findall(r"[A-Za-z][A-Za-z&/-]*", re.sub(r"[’']s?\b", "", text)):
        word = raw.casefold()
        if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
            word = "activity" if word == "activities" else word[:-1]
        word = SAME.get(word, word)
        if word not in NEUTRAL:
            found.add(word)
    return frozenset(found)
