"""One item of a table through its periods, whether the periods stand side by side or below one another."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.grid import Column, Grid, Row
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.unit import PERCENT
from kaiji.tieout.numbers.when import Calendar, When
from kaiji.tieout.term_file import terms_of

_TERMS = terms_of("kaiji.tieout.numbers", "terms.toml")
UNITS: frozenset[str] = frozenset(_TERMS["units"])
MOST_KNOWN = 100_000
GENERIC: frozenset[str] = frozenset(_TERMS["generic"])
TELLS_NOTHING: frozenset[str] = frozenset(_TERMS["empty"]) | frozenset(_TERMS["timing"])


# Of a label with an alternative, *Net income (loss)*, *Net (loss) income*: the word and what may stand for it.
ALTERNATIVE = re.compile(r"\b(?P<word>\w+)\s\((?P<other>\w+)\)|\((?P<other2>\w+)\)\s(?P<word2>\w+)")


# What a segment earns: segment profit, operating income, segment income (loss).
OF_SEGMENT = frozenset({"segment", "income", "loss", "operating"})


@lru_cache(maxsize=16_384)
def _plain_words(label: str) -> frozenset[str]:
    return item_words(re.sub(r"\([^()]*\)", " ", label))


@lru_cache(maxsize=16_384)
def _alternative_words(label: str) -> frozenset[str]:
    return _plain_words(ALTERNATIVE.sub(lambda match: match["other"] or match["other2"], label))


@dataclass(eq=False)
class Series:
    """One item's numbers in one unit and currency.

    Args:
        grid: the table's number.
        line: of the row, or of the first row where periods stand below one another.
        label: as printed.
        words: of the item.
        context: words of the section and the caption.
        cells: the numbers.
        changes: percentages of change that stand with them.
        row: its number in its table, where it is a row.
        segment: words of the segment over its column, where segments stand over the columns.
        sales: whether it is one of the kinds of sales that such a table shows of one segment.
    """

    grid: int
    line: int
    label: str
    words: frozenset[str]
    context: frozenset[str]
    cells: list[Mention]
    changes: list[Mention]
    row: int = -1
    segment: frozenset[str] = frozenset()
    sales: bool = False

    @cached_property
    def core(self) -> frozenset[str]:
        """The words of its label that stand in no parentheses: what stands there is an alternative, *income (loss)*."""
        plain = self.words & _plain_words(self.label) or self.words
        return plain | self.segment

    @cached_property
    def names(self) -> tuple[frozenset[str], ...]:
        """Its core, and what its label names otherwise: *net loss* of *Net income (loss)*."""
        if self.sales:
            return self.core, self.segment | {"revenue"}  # whether to others or in all, sentences do not say
        if self.segment and "income" in self.words and self.words - self.segment <= OF_SEGMENT:
            return self.core, self.segment | {"operating", "income"}, self.segment | {"segment", "income"}
        other = _alternative_words(self.label)
        return (self.core,) if other == self.core or not other <= self.words else (self.core, other)

    @property
    def currency(self) -> str:
        """The currency of its amounts, or nothing."""
        return self.cells[0].unit.currency if self.cells else ""

    @property
    def kind(self) -> str:
        """What its numbers count."""
        return self.cells[0].unit.kind if self.cells else ""

    def at(self, when: When | None, calendar: Calendar) -> list[Mention]:
        """Give the numbers of a period."""
        return [cell for cell in self.cells if calendar.same(cell.when, when)]

    @cached_property
    def generic(self) -> bool:
        """Whether its label alone tells no item (*Other*, *Total*)."""
        return not self.words - GENERIC


def series_of(grids: Sequence[Grid]) -> list[Series]:
    """Give the items of all tables."""
    found: list[Series] = []
    for grid in grids:
        caption = item_words(grid.caption)
        across = [row for row in grid.rows if row.when is not None and grid.columns and not _dated(grid)]
        rest = [row for row in grid.rows if row.when is None]
        alike = len({row.words - TELLS_NOTHING for row in across}) == 1
        if across and (not rest or (alike and all(_only_percent(row) for row in rest))):
            found.extend(_down(grid, across, caption))
            continue
        for index, row in enumerate(grid.rows):
            groups: dict[tuple[str, str], list[Mention]] = {}
            changes: list[Mention] = []
            # A table of ratios only: its columns show percentages because its rows do.
            rates = all(cell.is_percent for cell in row.cells.values())
            for column, cell in row.cells.items():
                head = grid.columns[column]
                if head.change and (cell.is_percent or head.percent):
                    changes.append(cell)
                elif not head.change and (not head.percent or (rates and _only_dated(head))):
                    groups.setdefault((cell.unit.kind, cell.unit.currency), []).append(cell)
            for cells in groups.values():
                found.append(  # noqa: PERF401
                    Series(
                        grid.number,
                        row.line,
                        row.label,
                        row.words,
                        item_words(row.section) | caption,
                        cells,
                        changes,
                        index,
                    )
                )
    return found


def _only_dated(head: Column) -> bool:
    """Tell whether a head names a period and nothing that would make its numbers percentages."""
    return head.when is not None and head.unit.kind != PERCENT and not head.share and not head.of_total


def _dated(grid: Grid) -> bool:
    return any(column.when is not None for column in grid.columns[1:])


def _only_percent(row: Row) -> bool:
    """Tell whether a row shows percentages only: the changes of the row of a period above it."""
    return bool(row.cells) and all(cell.is_percent for cell in row.cells.values())


def _down(grid: Grid, rows: Sequence[Row], caption: frozenset[str]) -> Iterable[Series]:
    for column, head in enumerate(grid.columns):
        if not column or head.percent:
            continue
        cells = [row.cells[column] for row in rows if column in row.cells]
        beside = [
            row.cells[column + 1]
            for row in grid.rows
            if column + 1 < len(grid.columns) and grid.columns[column + 1].percent and column + 1 in row.cells
        ]
        beside += [row.cells[column] for row in grid.rows if row.when is None and column in row.cells]
        if cells:
            yield Series(
                grid.number,
                rows[0].line,
                head.head,
                item_words(head.head) - UNITS,
                caption,
                cells,
                beside,
            )


class Rarity:
    """How telling a word is among the labels of a document's tables."""

    def __init__(self, series: Iterable[Series]) -> None:
        every = [one.words for one in series]
        counts = Counter(word for words in every for word in words)
        total = max(1, len(every))
        self.weights = {word: math.log(1 + total / count) for word, count in counts.items()}
        self._known: dict[tuple[frozenset[str], frozenset[str]], float] = {}

    def weight(self, words: Iterable[str]) -> float:
        """Give the weight of several words together."""
        return sum(self.weights.get(word, 0.0) for word in words)

    def alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Give how far two sets of words agree, 0 to 1."""
        if (one, other) not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            both = self.weight(one | other)
            self._known[one, other] = self.weight(one & other) / both if both else 0.0
        return self._known[one, other]

    def covered(self, words: frozenset[str], by: frozenset[str]) -> float:
        """Give how much of a label's words a text has, 0 to 1."""
        whole = self.weight(words)
        return self.weight(words & by) / whole if whole else 0.0
