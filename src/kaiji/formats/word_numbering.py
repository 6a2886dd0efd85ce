"""The numbers that Word counts by itself: the marker of each paragraph of a numbered list."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from kaiji.formats.word_text import W

MOST_LEVELS = 9
BULLET = "\u2022"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
CIRCLED = 0x2460
MOST_ROMAN = 3999


@dataclass(frozen=True, slots=True)
class _Level:
    shape: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of each list as Word does; made from ``word/numbering.xml``, or from nothing."""

    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def marker(self, paragraph: Any) -> str:
        """Give the marker of a paragraph (``(a)``, ``1.2``, a bullet), or nothing where it is in no list."""
        found = paragraph.find(f"{W}pPr/{W}numPr")
        if found is None:
            return ""
        name, depth = (_value(found.find(W + one)) for one in ("numId", "ilvl"))
        level = min(int(depth), MOST_LEVELS - 1) if depth.isdecimal() and len(depth) < 4 else 0
        levels = self.lists.get(name, {})
        if level not in levels:
            return ""
        counts = self.counts[name]
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if levels[level].shape in ("bullet", "none"):
            return BULLET if levels[level].shape == "bullet" else ""

        def number(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            one = levels.get(at)
            return _shown(counts.get(at, one.start), one.shape) if one else ""

        return re.sub(r"%([1-9])", number, levels[level].text).strip()


def numbering_of(root: Any | None) -> Numbering:
    """Make the counter of a document.

    Args:
        root: of ``word/numbering.xml``; None where there is none.
    """
    if root is None:
        return Numbering()
    shapes = {one.get(W + "abstractNumId", ""): _levels(one) for one in root.iter(W + "abstractNum")}
    lists = {}
    for one in root.iter(W + "num"):
        lists[one.get(W + "numId", "")] = shapes.get(_value(one.find(W + "abstractNumId")), {})
    return Numbering(lists)


def _levels(node: Any) -> dict[int, _Level]:
    found = {}
    for one in node.iter(W + "lvl"):
        depth, start = one.get(W + "ilvl", ""), _value(one.find(W + "start"))
        if depth.isdecimal() and int(depth) < MOST_LEVELS:
            begin = int(start) if start.isdecimal() and len(start) < 7 else 1
            found[int(depth)] = _Level(
                _value(one.find(W + "numFmt")) or "decimal", _value(one.find(W + "lvlText")), begin
            )
    return found


def _value(node: Any | None) -> str:
    return "" if node is None else str(node.get(W + "val", ""))


def _shown(number: int, shape: str) -> str:
    if shape in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 9)
        return letters if shape == "lowerLetter" else letters.upper()
    if shape in ("lowerRoman", "upperRoman") and 0 < number <= MOST_ROMAN:
        text = ""
        for value, letters in ROMAN:
            text += letters * (number // value)
            number %= value
        return text if shape == "lowerRoman" else text.upper()
    if shape.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(CIRCLED + number - 1)
    return f"{number:02d}" if shape == "decimalZero" else str(number)
