"""The words by which an item is known, in the label of a row and in a sentence alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kaiji.tieout.term_file import terms_of

_TERMS = terms_of("kaiji.tieout", "item_words.toml")
NEUTRAL: frozenset[str] = frozenset(_TERMS["neutral"])
SAME: Mapping[str, str] = _TERMS["same"]
JAPANESE: Mapping[str, str] = _TERMS["japanese"]
PHRASES: Mapping[str, str] = _TERMS["phrases"]
_PHRASE = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, PHRASES), key=len, reverse=True))})(?![\w&])")
_BRITISH = re.compile(r"is(?=ation)")
_WITH_ES = re.compile(r"(?:x|ss|ch|sh)es$")
_TERM = re.compile("|".join(sorted(map(re.escape, JAPANESE), key=len, reverse=True)))
_RUN = re.compile(r"[\u3400-\u9fff々ァ-ヺー]{2,}")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_AND = re.compile("及び|並びに|又は|若しくは|および|または")
SHORT = 3
_HYPHENS = str.maketrans("‐‑", "--")
_NON_GAAP = re.compile(r"\bnon[- ](?:U\.?S\.? )?GAAP\b", re.IGNORECASE)
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")


@lru_cache(maxsize=16_384)
def item_words(text: str) -> frozenset[str]:
    """Give the words by which an item is known: singular, in lower case, without mere fillers, alike for synonyms.

    Japanese terms of the field become the English words of the same item; other runs of kanji and katakana are words.
    """
    found = _japanese_words(text) if _CJK.search(text) else set()
    plain = re.sub(r"[’']s?\b", "", text.translate(_HYPHENS).replace("-to-", " to "))
    plain = _NON_GAAP.sub("non-gaap", plain).casefold()
    plain = _PHRASE.sub(lambda match: PHRASES[match.group()], plain)
    for raw in re.findall(r"[a-z][a-z&/-]*", plain):
        word = _singular(_BRITISH.sub("iz", raw))
        word = SAME.get(word, word)
        if word not in NEUTRAL:
            found.add(word)
    return frozenset(found)


def _singular(word: str) -> str:
    """Give a word in the singular: *taxes*, *inventories*, *losses*."""
    if len(word) <= SHORT or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > SHORT + 1:
        return word[:-3] + "y"
    return word[:-2] if _WITH_ES.search(word) else word[:-1]


def _japanese_words(text: str) -> set[str]:
    found: set[str] = set()
    plain = _AND.sub(" ", _ASIDE.sub(" ", text))
    for match in _TERM.finditer(plain):
        found.update(JAPANESE[match.group()].split())
    found.update(match.group() for match in _RUN.finditer(_TERM.sub(" ", plain)))
    return found
