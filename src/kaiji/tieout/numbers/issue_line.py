"""The terms of an issue of shares as a notice lists them: which number is the price, the total, the number of shares."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.unit import MONEY, PER, PER_SHARE, PERCENT, SHARES
from kaiji.tieout.reading import Line, is_empty

_TERMS = tomllib.loads(files("kaiji.tieout.numbers").joinpath("issue_terms.toml").read_text(encoding="utf-8"))


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


NUMBER, OTHER_NUMBER = _any(_TERMS["number"]), _any(_TERMS["other_number"])
PRICES = {kind: _any(patterns) for kind, patterns in _TERMS["price"].items()}
TOTAL, RAISED, NOT_TOTAL = (_any(_TERMS["whole"][key]) for key in ("total", "raised", "not_total"))
STATED, RESERVE = _any(_TERMS["capital"]["stated"]), _any(_TERMS["capital"]["reserve"])
COSTS, NET = _any(_TERMS["money"]["costs"]), _any(_TERMS["money"]["net"])
COUNTS = {kind: _any(patterns) for kind, patterns in _TERMS["count"].items()}
MARK = re.compile(r"[\s(（\[]*(?:[0-9０-９]{1,2}|[①-⑳]|[ⅰ-ⅹⅠ-Ⅹ]|[ivx]{1,4}|[a-zア-オ])[)）\].．、]?\s*")
HEADING = re.compile(r"\s*(?:[0-9０-９]{1,2}\s?[．.、]|[ⅠⅡⅢⅣⅤ]\s?[．.]|[＜<【]|\[|(?:I{1,3}|IV|V)\.\s)")
LONGEST_LABEL = 160
DEAREST = 10_000_000
OF_SHARES = re.compile(r"株|口|share|unit|ADS|offering|allotment", re.IGNORECASE)
SENTENCE = re.compile(r"。|[.;]\s(?=[A-Z])")


@dataclass(slots=True)
class Term:
    """A number of a notice with what its label makes of it.

    Args:
        kind: *number*, *price*, *total*, *stated*, *reserve*, *costs*, *net*, *before*, *more*, *after*.
        of: of a price or total, the kind of price.
        mention: the number.
        label: the words that name it.
    """

    kind: str
    of: str
    mention: Mention
    label: str


@dataclass(slots=True)
class Block:
    """One numbered part of a notice.

    Args:
        title: its heading.
        terms: in order.
        counts: further numbers of shares of its rows.
    """

    title: str
    terms: list[Term] = field(default_factory=list)
    counts: list[Term] = field(default_factory=list)

    def of_kind(self, kind: str, of: str = "") -> list[Mention]:
        """Give the numbers of one kind."""
        return [one.mention for one in self.terms if one.kind == kind and (not of or one.of == of)]


def blocks_of(lines: Sequence[Line], mentions: Sequence[Mention]) -> list[Block]:
    """Give the numbered parts of a notice with their terms.

    Args:
        lines: of the document.
        mentions: its numbers.
    """
    by_line: dict[int, list[Mention]] = {}
    for one in mentions:
        if one.unit.kind != PERCENT:
            by_line.setdefault(one.spot.line, []).append(one)
    blocks = [Block("")]
    above = ""
    for number, line in enumerate(lines):
        found = sorted(by_line.get(number, ()), key=lambda one: one.spot.start)
        if line.kind not in ("row", "head"):
            above = ""
            if HEADING.match(line.text) or any(HEADING.match(line.text, at) for at in _begins(line)):
                blocks.append(Block(line.text[:LONGEST_LABEL]))
            for one, label, inner in _labels_of_text(line, found):
                _put(blocks[-1], one, label, inner)
            continue
        label = _row_label(line)
        above = label or above
        for one, inner in _inner(line, found):
            _put(blocks[-1], one, above, inner)
    return [one for one in blocks if one.terms or one.counts]


def _begins(line: Line) -> Iterator[int]:
    """Give where lines of the page begin within a paragraph."""
    last = line.at(0).place.line
    for match in re.finditer(r"\s(?=\S)", line.text[:4000]):
        here = line.at(match.end()).place.line
        if here != last:
            last = here
            yield match.end()


def _row_label(line: Line) -> str:
    """Give the label of a row: its first cell that is no mere mark, where it is not a number itself."""
    for text in line.cells[:2]:
        if is_empty(text):
            return ""
        if not MARK.fullmatch(text.strip()):
            return text.strip()[:LONGEST_LABEL]
    return ""


def _inner(line: Line, found: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
    """Give the numbers of a row with the words before them in their own cell."""
    last = 0
    for one in found:
        begin = max((start for start in line.starts if start <= one.spot.start), default=0)
        yield one, line.text[max(begin, last) : one.spot.start]
        last = one.spot.end


def _labels_of_text(line: Line, found: Sequence[Mention]) -> Iterator[tuple[Mention, str, str]]:
    """Give the numbers of lines that are terms though no tab stands in them: *(2) Issue price: JPY 1,847 per share*."""
    begins = [0, *_begins(line)] if found else []
    for one in found:
        begin = max(start for start in begins if start <= one.spot.start)
        before = line.text[begin : one.spot.start]
        if len(before) <= LONGEST_LABEL and not SENTENCE.search(before) and re.search(r"[:：]|\s{2}|\u3000", before):
            yield one, before, ""


def _put(block: Block, mention: Mention, label: str, inner: str) -> None:
    """Add a number to a block under what the words right before it, or its label, make of it."""
    for text in (inner, label):
        if kind := _kind(text, mention, label + " " + inner):
            block.terms.append(Term(kind[0], kind[1], mention, label or inner))
            return
    if mention.unit.kind == SHARES:
        block.counts.append(Term("count", "", mention, label + " " + inner))


def _kind(text: str, mention: Mention, whole: str) -> tuple[str, str] | None:
    """Give what words make of a number: its kind, and of a price or total the kind of price."""
    if mention.unit.kind == SHARES:
        return _kind_of_count(text)
    if mention.unit.kind not in (MONEY, PER_SHARE) or not mention.value > 0:
        return None
    each = mention.is_per_share or (bool(PER.search(whole)) and mention.value < DEAREST)
    parts = (("reserve", RESERVE), ("stated", STATED), ("net", NET), ("costs", COSTS), ("", NOT_TOTAL))
    part = next((kind for kind, pattern in parts if pattern.search(text)), None)
    if part is not None:
        return (part, "each" if each and part in ("reserve", "stated") else "") if part else None
    of = next((kind for kind, pattern in reversed(tuple(PRICES.items())) if pattern.search(text)), "")
    if TOTAL.search(text) and not each:
        of = of or ("paid" if RAISED.search(text) else "")
        return ("total", of) if of else None
    return ("price", of) if of and not mention.scale and mention.value < DEAREST else None


def _kind_of_count(text: str) -> tuple[str, str] | None:
    for kind in ("after", "before", "more"):
        if COUNTS[kind].search(text) and OF_SHARES.search(text):
            return kind, ""
    return ("number", "") if NUMBER.search(text) and not OTHER_NUMBER.search(text) else None
