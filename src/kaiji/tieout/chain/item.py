"""By which words an item is known, however its label is written: abbreviations, order, number, footnote marks apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kaiji.tieout.item_words import item_words
from kaiji.tieout.term_file import terms_of

_TERMS = terms_of("kaiji.tieout.chain", "item.toml")
_MARKS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _TERMS["marks"].items()}
RESTATED, TOLD, SPLIT = _MARKS["restated"], _MARKS["told"], _MARKS["split"]
OPENING, CLOSING = _MARKS["opening"], _MARKS["closing"]
STATEMENTS = {name: _MARKS[name] for name in ("position", "cash", "income")}
_SAME: dict[str, str] = _TERMS["same"]
_WITHOUT = frozenset(_TERMS["without"]["words"])
_SHORT = {
    re.compile(rf"(?<![\w&/]){re.escape(short)}(?![\w&/])", re.IGNORECASE): long
    for short, long in _TERMS["short"].items()
}
_JAPANESE = dict(sorted(_TERMS["japanese"].items(), key=lambda one: -len(one[0])))
JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
FOOTNOTE = re.compile(
    r"[\s(（\[]*(?:\b(?:notes?|ref\.?)\s?\d[\d, ]*|see notes?\b[^)）\]]*|[*†‡§]+\s?\d{0,2}|注記?\s?\d*|※\s?\d*|\d{1,2}(?=[)）\]]))[)）\]]?\s*$",
    re.IGNORECASE,
)
RAISED = re.compile(r"[⁰¹²³⁴-⁹†‡]+|[*]+(?=\s|$)|(?<=[A-Za-z])\s?\(\d{1,2}\)(?=\s|$)")
NUMBERING = re.compile(
    r"^\s*(?:[(（]?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4}|[ア-ン])[)）.]|[IVXⅠ-Ⅹ]{1,4}[.\s]|[-•・◦○●▪–—]|[①-⑳])\s*",
    re.IGNORECASE,
)
OF_EITHER_SIGN = re.compile(
    r"\(\s*(?:(?:net )?loss(?:es)?|income|profit|deficit|decrease|increase|expense|benefit|gain|used in|"
    r"provided by|charge|credit|repayment|recovery)s?\s*\)"
    r"|[（(](?:損失|減少|△は[^)）]{1,12}|△)[)）]",
    re.IGNORECASE,
)
UNIT_BEHIND = re.compile(
    r"[(（]\s*(?:in )?(?:[$¥€£]|US\$|JPY|USD|yen|dollars?|millions?|thousands?|百万円|千円|円|%|％|単位)[^)）]{0,30}[)）]\s*$",
    re.IGNORECASE,
)
LOSS = re.compile(
    r"\b(?:net|operating|ordinary|comprehensive|pre-?tax)\s+loss(?:es)?\b|\bloss(?:es)?\s+(?:per|before|for the|from operations|attributable)\b",
    re.IGNORECASE,
)
Role = Literal["", "opening", "closing"]


@dataclass(frozen=True, slots=True)
class Item:
    """An item as its label names it.

    Args:
        words: by which it is known, in English where the field has a word for it.
        full: all its words, with those that tell little.
        role: whether the label is of the balance at the beginning, or at the end, of the period.
        exact: the label without marks and capitals.
    """

    words: frozenset[str]
    full: frozenset[str]
    role: Role = ""
    exact: str = ""


@lru_cache(maxsize=16_384)
def item_of(label: str) -> Item:
    """Give the item that a label names."""
    text = NUMBERING.sub("", RAISED.sub("", label))
    text = unicodedata.normalize("NFKC", text).strip()
    text = NUMBERING.sub("", text)
    before = None
    while text != before:
        before = text
        text = FOOTNOTE.sub("", UNIT_BEHIND.sub("", text)).strip()
    text = text or unicodedata.normalize("NFKC", label).strip()
    exact = " ".join(text.casefold().split()).rstrip(" :：")
    role: Role = "opening" if OPENING.search(text) else "closing" if CLOSING.search(text) else ""
    if role:
        text = (OPENING if role == "opening" else CLOSING).sub(" ", text)
    text = OF_EITHER_SIGN.sub(" ", text)
    if JAPANESE.search(text):
        name = _japanese(text)
        for term, words in _JAPANESE.items():
            text = text.replace(term, f" {words} ")
        known = frozenset(_known(word) for word in item_words(text)) or frozenset((name,))
        return Item(known - _WITHOUT or known, frozenset((name,)), role, exact)
    for pattern, long in _SHORT.items():
        text = pattern.sub(f" {long} ", text)
    text = LOSS.sub(lambda match: re.sub(r"loss(?:es)?", "income", match.group(), flags=re.IGNORECASE), text)
    plain = text if "paid-in" in text.casefold() else text.replace("-", " ")
    full = frozenset(_known(word) for word in item_words(plain))
    words = frozenset(word for word in full if word not in _WITHOUT)
    return Item(words or full, full, role, exact)


def _known(word: str) -> str:
    """Give the word that a word is known as: *inventorie*, of *inventories*, is *inventory*."""
    single = f"{word[:-2]}y" if word.endswith("ie") and len(word) > 4 else word
    return _SAME.get(single, single)


def _japanese(text: str) -> str:
    plain = re.sub(r"[\s・,、:：()（）]", "", text)
    for beginning in _TERMS["ja"]["beginnings"]:
        plain = plain.removeprefix(beginning)
    for ending in _TERMS["ja"]["endings"]:
        if plain.endswith(ending) and len(plain) > len(ending) + 1:
            return plain.removesuffix(ending)
    return plain


def statement_of(caption: str) -> str:
    """Tell of which statement a table is, by its caption; nothing where it does not say."""
    found = [name for name, pattern in STATEMENTS.items() if pattern.search(caption)]
    return found[0] if len(found) == 1 else ""
