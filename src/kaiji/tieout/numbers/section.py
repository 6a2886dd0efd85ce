"""The segment that a heading names: what is told below it, of *sales* or *EBITA*, is that segment's and not the group's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.same_item import same_size
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.when import Calendar
from kaiji.tieout.reading import Line

LONGEST_HEADING = 60
MOST_WORDS = 6
NO_HEADING = re.compile(r"[.:;!?]\s*$|\d")
MOST_ALIKE = 40


def settle_sections(
    lines: Sequence[Line], claims: Sequence[Claim], series: Sequence[Series], grids: Sequence[Grid], calendar: Calendar
) -> None:
    """Give the claims below the heading of a segment its words.

    Args:
        lines: of the document.
        claims: the numbers of sentences.
        series: the items of tables.
        grids: the tables.
        calendar: of the document.
    """
    names = set(_segments(series, calendar))
    if not names:
        return
    below: dict[int, frozenset[str]] = {}
    current: frozenset[str] = frozenset()
    rows = {row.line for grid in grids for row in grid.rows}
    for number, line in enumerate(lines):
        if number in rows or line.kind in ("row", "head", "caption"):
            continue
        if _is_heading(line):
            words = item_words(line.text)
            current = words if words in names else frozenset()
        elif current:
            below[number] = current
    for claim in claims:
        claim.section = below.get(claim.line, frozenset())


def _is_heading(line: Line) -> bool:
    text = line.text.strip()
    if line.kind == "heading":
        return True
    return len(text) <= LONGEST_HEADING and not NO_HEADING.search(text) and len(text.split()) <= MOST_WORDS


def _segments(series: Sequence[Series], calendar: Calendar) -> Iterator[frozenset[str]]:
    """Give the labels under which several tables show different amounts of one period: sales and profit of a segment."""
    by_words: dict[frozenset[str], list[Series]] = defaultdict(list)
    for one in series:
        if one.grid >= 0 and one.words and not one.generic and one.cells and not one.cells[0].is_percent:
            by_words[one.words].append(one)
    for words, found in by_words.items():
        some = found[:MOST_ALIKE]
        if any(a.grid != b.grid and _differ(a, b, calendar) for at, a in enumerate(some) for b in some[at + 1 :]):
            yield words


def _differ(one: Series, other: Series, calendar: Calendar) -> bool:
    """Tell whether no number of two rows is the same, though their periods are."""
    pairs = [(a, b) for a in one.cells for b in other.cells if calendar.same(a.when, b.when)]
    return len(pairs) > 1 and not any(same_size(a, b) for a, b in pairs)
