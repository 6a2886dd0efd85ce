"""Which business or place a passage of a Japanese text is about, as the short line above it says: *［計測機器事業］*, *①　国内*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaiji.tieout.item_words import JAPANESE
from kaiji.tieout.numbers.quantity import CJK
from kaiji.tieout.reading import Line

LONGEST = 30
_OPEN, _CLOSE = "［\\[（(＜<【〈《「〔", "］\\]）)＞>】〉》」〕"
_MARK = r"(?:[①-⑳ⅰ-ⅹⅠ-Ⅹ■□●○◆◇・▼▲※]|[（(]?[0-9０-９ア-オa-z]{1,2}[)）.．、])"
BRACKETED = re.compile(rf"\s*{_MARK}?\s*[{_OPEN}]\s?(?P<name>[^{_OPEN}{_CLOSE}。、]{{2,25}})\s?[{_CLOSE}]\s*")
MARKED = re.compile(rf"\s*{_MARK}\s*(?P<name>[^{_OPEN}{_CLOSE}。、\d０-９]{{2,25}})\s*")
PLAIN = re.compile(r"\s*(?P<name>[^。、\d０-９]{2,20}(?:事業|セグメント|部門|関連|分野)(?:セグメント)?)\s*[:：]?\s*")
# A numbered heading of the report itself, which ends whatever stood above.
NUMBERED = re.compile(r"\s*(?:[（(]\s?[0-9０-９]{1,2}\s?[)）]|[0-9０-９]{1,2}\s?[.．]|[ⅠⅡⅢⅣⅤ]\s?[.．])")
# Headings and asides that name no business.
NO_PART = re.compile(
    r"注|参考|単位|以下|自\s|至|年|月|日|記|状況|概況|概要|見通し|説明|情報|理由|方針|内訳|推移|関する|について|事項|合計|連結|資産|負債|資本|損益"
)
_TERM = re.compile("|".join(sorted(map(re.escape, (term for term, words in JAPANESE.items() if words)), key=len)))


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line that is about one business or place."""

    start: int
    end: int
    name: str


def parts_of_text(lines: Sequence[Line]) -> dict[int, list[Part]]:
    """Give, line by line, the stretches of Japanese text that stand under the name of a business or place.

    A reader joins lines that no empty line parts: where a line of the page begins is told by its place.
    """
    found: dict[int, list[Part]] = {}
    name = ""
    for number, line in enumerate(lines):
        if line.kind in ("row", "head"):
            name = ""
            continue
        for start, end in _pieces(line):
            piece = line.text[start:end]
            heading = _heading(piece)
            if heading is not None:
                name = heading
            elif name:
                found.setdefault(number, []).append(Part(start, end, name))
    return found


def _heading(piece: str) -> str | None:
    """Give the name of a business that a line is the heading of, nothing where it is another heading, None where it is none."""
    if len(piece.strip()) > LONGEST or "。" in piece:
        return None
    match = BRACKETED.fullmatch(piece) or MARKED.fullmatch(piece) or PLAIN.fullmatch(piece)
    if match is not None and CJK.search(match["name"]):
        name = match["name"].strip()
        return "" if _TERM.search(name) or NO_PART.search(name) else name
    return "" if NUMBERED.match(piece) else None


def _pieces(line: Line) -> Iterator[tuple[int, int]]:
    """Give the lines of the page of which a paragraph is made."""
    text = line.text
    if not CJK.search(text):
        return
    start, last = 0, line.at(0).place.line
    for match in re.finditer(r"\s(?=\S)", text):
        here = line.at(match.end()).place.line
        if here != last:
            yield start, match.start()
            start, last = match.end(), here
    yield start, len(text)
