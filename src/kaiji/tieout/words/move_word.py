"""Words that tell which way an amount went."""

from __future__ import annotations

import re

from kaiji.core.text import Text
from kaiji.tieout.numbers.phrase import DOWN, UP
from kaiji.tieout.words.hedge import MORE_DOWN, MORE_UP

MOVE_WORD = re.compile(
    rf"\b(?:(?P<up>{UP}|{MORE_UP})|(?P<down>{DOWN}|{MORE_DOWN})|(?P<better>improv\w+)|(?P<worse>worsen\w*|deteriorat\w+))\b|"
    r"(?P<more>増(?!資|員|床)加?|上昇)|(?P<less>減(?!価|損|資|益|収)少?|低下)",
    re.IGNORECASE,
)


def due(sign: int) -> Text:
    """Give the direction that a sentence should tell, for people."""
    return Text("a decrease", "減少") if sign < 0 else Text("an increase", "増加")


def word_of(text: str, start: int, end: int, *, last: bool) -> re.Match[str] | None:
    """Give the word of direction in a stretch of text: the last one before a number, or the first one behind."""
    found = list(MOVE_WORD.finditer(text, start, end))
    return (found[-1] if last else found[0]) if found else None


def said_by(word: re.Match[str], loss: bool) -> int:
    """Give the direction in which a word lets a size go; what gets better is a smaller loss."""
    if word["better"] or word["worse"]:
        return (1 if word["better"] else -1) * (-1 if loss else 1)
    return 1 if word["up"] or word["more"] else -1
