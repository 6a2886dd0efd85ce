"""The words by which an item is known, in the label of a row and in a sentence alike."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

_TERMS = tomllib.loads(files("kaiji.tieout").joinpath("item_words.toml").read_text(encoding="utf-8"))
NEUTRAL: frozenset[str] = frozenset(_TERMS["neutral"])
SAME: Mapping[str, str] = _TERMS["same"]
JAPANESE: Mapping[str, str] = _TERMS["japanese"]
_TERM = re.compile("|".join(sorted(map(re.escape, JAPANESE), key=len, reverse=True)))
_RUN = re.compile(r"[\u3400-\u9fff々ァ-ヺー]{2,}")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_AND = re.compile("及び|並びに|又は|若しくは|および|または")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")


@lru_cache(maxsize=16_384)
def item_words(text: str) -> frozenset[str]:
    """Give the words by which an item is known: singular, in lower case, without mere fillers, alike for synonyms.

    Japanese terms of the field become the English words of the same item; other runs of kanji and katakana are words.
    """
    found = _japanese_words(text) if _CJK.search(text) else set()
    for raw in re.findall(r"[A-Za-z][A-Za-z&/-]*", re.sub(r"[’']s?\b", "", text.replace("-to-", " to "))):
        word = raw.casefold()
        if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
            word = "activity" if word == "activities" else word[:-1]
        word = SAME.get(word, word)
        if word not in NEUTRAL:
            found.add(word)
    return frozenset(found)


def _japanese_words(text: str) -> set[str]:
    found: set[str] = set()
    plain = _AND.sub(" ", _ASIDE.sub(" ", text))
    for match in _TERM.finditer(plain):
        found.update(JAPANESE[match.group()].split())
    found.update(match.group() for match in _RUN.finditer(_TERM.sub(" ", plain)))
    return found
