"""Whose numbers a sentence tells: the segment, product or region that it, its paragraph or the heading above it names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.fact import EMPTY, TIMING
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import GENERIC, Series
from kaiji.tieout.numbers.when import whens_of
from kaiji.tieout.reading import Line
from kaiji.tieout.term_file import terms_of

ASIDE = re.compile(r"/?\s*[(（][^()（）]*[)）]")
MARK = re.compile(r"[\s*:：¹²³⁰-⁹†‡]+$")
_TERMS = terms_of("kaiji.tieout.numbers", "terms.toml")["member"]
# Words of items; a row that has one is an item of the company, not one of its parts.
ITEM: frozenset[str] = frozenset(_TERMS["item"])
OTHERS: frozenset[str] = frozenset(_TERMS["others"])
# What stands beside a name and tells no more than that it is one.
KIND: frozenset[str] = frozenset(_TERMS["kind"])
LOOSE: frozenset[str] = frozenset(_TERMS["loose"])
WHOLE = re.compile(r"\b(?:consolidated|company-?wide|total company|overall company|all segments)\b", re.IGNORECASE)
LONGEST_HEADING = 80
FARTHEST = 5
MOST_MEMBERS = 60
LEAST_LETTERS = 4


@dataclass(slots=True, eq=False)
class Member:
    """A part of the company for which tables give more than one item.

    Args:
        name: as its rows or columns are headed.
        words: of its name.
        items: the words of each item that tables give for it, with the numbers.
    """

    name: str
    words: frozenset[str]
    items: list[tuple[frozenset[str], Series]] = field(default_factory=list)

    def of(self, words: frozenset[str]) -> list[Series]:
        """Give its numbers of the item that some words name."""
        rest = words - self.words - KIND - EMPTY - TIMING - LOOSE
        return [one for item, one in self.items if rest and rest == item - LOOSE - KIND]

    def tells(self, words: frozenset[str]) -> bool:
        """Tell whether some words name an item of which it has numbers of its own, however they are qualified."""
        return any(item - LOOSE - KIND and item - LOOSE - KIND <= words for item, _ in self.items)


def members_of(grids: Sequence[Grid], series: Sequence[Series]) -> list[Member]:
    """Give the parts of a company that tables tell of: rows of one name in several sections, or columns over several items."""
    found: dict[str, Member] = {}
    by_row: dict[tuple[int, int], list[Series]] = defaultdict(list)
    for one in series:
        by_row[one.grid, one.row].append(one)
    for grid in grids:
        for name, item, some in (*_by_rows(grid, by_row), *_by_columns(grid)):
            words = item_words(name)
            if not words or words & ITEM or words <= GENERIC | OTHERS or len(name) < LEAST_LETTERS:
                continue
            member = found.setdefault(name.casefold(), Member(name, words))
            member.items += [(item, one) for one in some if one.cells]
    return [one for one in found.values() if len({item for item, _ in one.items}) > 1][:MOST_MEMBERS]


def _plain(text: str) -> str:
    return MARK.sub("", ASIDE.sub("", text)).strip()


def _item(text: str) -> frozenset[str]:
    """Give the words of the item that a label or a section names, without its period."""
    plain = _plain(text)
    for start, end, _ in reversed(whens_of(plain)):
        plain = plain[:start] + plain[end:]
    return item_words(plain) - EMPTY - TIMING


def _by_rows(
    grid: Grid, by_row: dict[tuple[int, int], list[Series]]
) -> Iterator[tuple[str, frozenset[str], list[Series]]]:
    """Rows that stand in sections of their items: *Revenue: North, South; Operating income: North, South*."""
    places: dict[str, set[str]] = defaultdict(set)
    for row in grid.rows:
        places[_plain(row.label).casefold()].add(row.section)
    caption = _item(grid.caption.split(" / ")[-1])
    for index, row in enumerate(grid.rows):
        alone = len(places[_plain(row.label).casefold()]) < 2
        item = caption if alone else _item(row.section)
        if item:
            yield _plain(row.label), item, by_row.get((grid.number, index), [])


def _by_columns(grid: Grid) -> Iterator[tuple[str, frozenset[str], list[Series]]]:
    """Columns of parts over rows of items and periods."""
    rows = [row for row in grid.rows if row.when is not None]
    if 2 * len(rows) <= len(grid.rows) or any(column.when is not None for column in grid.columns[1:]):
        return
    items: dict[frozenset[str], list[Row]] = defaultdict(list)
    for row in rows:
        items[_item(row.label)].append(row)
    for index, column in enumerate(grid.columns):
        if not index or not column.head:
            continue
        for item, some in items.items():
            cells = [row.cells[index] for row in some if index in row.cells]
            if item and cells:
                words, context = item_words(column.head), item_words(grid.caption) | item
                yield (
                    _plain(column.head),
                    item,
                    [Series(grid.number, some[0].line, column.head, words, context, cells, [])],
                )


def give_members(lines: Sequence[Line], claims: Sequence[Claim], members: Sequence[Member]) -> dict[Claim, Member]:
    """Give the member whose numbers each claim tells, where one is named before it, in its paragraph, or right above."""
    if not members:
        return {}
    names = {one: re.compile(rf"(?<![\w-]){re.escape(one.name)}(?![\w-])") for one in members}
    found: dict[Claim, Member] = {}
    for claim in claims:
        line = lines[claim.line]
        if line.kind in ("row", "head"):
            continue
        own = _named(claim.text, claim.sentence[0], claim.start, names)
        if WHOLE.search(claim.text, claim.sentence[0], claim.start):
            continue
        if not own:
            earlier = _named(claim.text, 0, claim.sentence[0], names)
            own = (
                earlier
                if len({one for _, one in earlier}) == 1
                else _above(lines, claim.line, names)
                if not earlier
                else []
            )
        if own:
            found[claim] = max(own, key=lambda one: one[0])[1]
    return found


def _named(text: str, start: int, end: int, names: dict[Member, re.Pattern[str]]) -> list[tuple[int, Member]]:
    """Give the members that a stretch of text names, each with where its last name ends; the longer name is meant."""
    spans = [
        (match.start(), match.end(), one) for one, name in names.items() for match in name.finditer(text, start, end)
    ]
    return [(b, one) for a, b, one in spans if not any((c <= a and b < d) or (c < a and b <= d) for c, d, _ in spans)]


def _above(lines: Sequence[Line], at: int, names: dict[Member, re.Pattern[str]]) -> list[tuple[int, Member]]:
    """Give the member that the nearest heading above a line names."""
    for line in reversed(lines[max(0, at - FARTHEST) : at]):
        if line.kind in ("row", "head"):
            return []
        text = line.text.strip("*#_ ")
        if 0 < len(text) <= LONGEST_HEADING and not text.endswith((".", ";", ",")):
            found = _named(text, 0, len(text), names)
            rest = item_words(text) - KIND - EMPTY - TIMING
            return [one for one in found if rest <= one[1].words | ITEM]
    return []
