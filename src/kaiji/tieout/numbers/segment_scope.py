"""Of which segment a text speaks: the last one that it names, or the one that the heading above it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.segment_column import BESIDE, NOT_CONSOLIDATED
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.reading import Line

LONGEST_HEADING = 90
MOST_BEFORE = 1_500
NONE: frozenset[str] = frozenset()
# What speaks of the company again, after its segments.
WHOLE = re.compile(
    r"\b(?:consolidated|group(?:[\u2019']s)? as a whole|company as a whole|overall)\b|連結", re.IGNORECASE
)
THIS = re.compile(r"\b(?:this|the) (?:business )?(?:segment|business|division|category|field)\b", re.IGNORECASE)
THIS_ONE = re.compile(r"\bthis (?:business )?(?:segment|business|division|category|field)\b", re.IGNORECASE)
WORD = re.compile(r"[A-Za-z][A-Za-z&/-]*|[\u3040-\u30ff\u3400-\u9fff]+")


class SegmentScopes:
    """Finds the segment of which a claim speaks, among those that tables have over their columns."""

    def __init__(self, lines: Sequence[Line], series: Sequence[Series]) -> None:
        self.segments = {one.segment for one in series if one.segment} - {frozenset({NOT_CONSOLIDATED})}
        self.heads: dict[int, frozenset[str]] = {}
        self.known: dict[tuple[int, int], frozenset[str]] = {}
        # Segments may be rows, too; of such a one only a text speaks that says so: "sales of this segment".
        self.rows = {one.words for one in series if one.grid >= 0 and not one.segment and not one.generic and one.words}
        self.row_heads: dict[int, frozenset[str]] = {}
        self.this: dict[tuple[int, tuple[int, int]], bool] = {}  # whether a sentence says *this segment*
        current = row = NONE
        for number, line in enumerate(lines):
            if line.kind in ("row", "head"):
                continue
            text = line.text.strip()
            if text and len(text) <= LONGEST_HEADING and not text.endswith((".", "。", ";", ",")):
                named = item_words(text) - BESIDE
                current = named if named in self.segments else NONE
                row = named if named in self.rows else NONE
            self.heads[number], self.row_heads[number] = current, row

    def of(self, claim: Claim) -> frozenset[str]:
        """Give the words of the segment of which a claim speaks, or none."""
        if not self.segments:
            return self._of_row(claim)
        key = (claim.line, claim.start)
        if key not in self.known:
            before = claim.text[max(0, claim.start - MOST_BEFORE) : claim.start]
            whole = max((match.end() for match in WHOLE.finditer(before)), default=0)
            self.known[key] = self._last(before[whole:]) or (NONE if whole else self.heads.get(claim.line, NONE))
        return self.known[key] or self._of_row(claim)

    def unknown(self, claim: Claim) -> bool:
        """Tell whether a claim speaks of *this segment*, and nothing tells which one it is."""
        return bool(THIS_ONE.search(claim.text, *claim.sentence)) and not self.of(claim)

    def _of_row(self, claim: Claim) -> frozenset[str]:
        head = self.row_heads.get(claim.line, NONE)
        if not head:
            return NONE
        key = (claim.line, claim.sentence)
        if key not in self.this:
            self.this[key] = THIS.search(claim.text, *claim.sentence) is not None
        return head if self.this[key] else NONE

    def _last(self, text: str) -> frozenset[str]:
        """Give the segment whose words stand together last in a text."""
        words = [(match.end(), item_words(match.group())) for match in WORD.finditer(text)]
        best, at = NONE, -1
        for segment in self.segments:
            end = _end_of(words, segment)
            if end > at or (end == at >= 0 and len(segment) > len(best)):
                best, at = segment, end
        return best if at >= 0 else NONE


def _end_of(words: Sequence[tuple[int, frozenset[str]]], segment: frozenset[str]) -> int:
    """Give where the words of a segment stand last, side by side but for words that tell nothing, or -1."""
    for last in range(len(words) - 1, -1, -1):
        if not words[last][1] & segment:
            continue
        due = set(segment)
        for _, one in words[max(0, last - 2 * len(segment)) : last + 1][::-1]:
            if one and not one & segment:
                break
            due -= one
            if not due:
                return words[last][0]
    return -1
