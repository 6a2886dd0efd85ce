"""Which table of one document is which of another, and which row is which: by labels, order, and numbers that agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaiji.tieout.chain.chained import ChainCell, Chained, ChainRow, ChainTable
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.same_item import same_size, telling
from kaiji.tieout.numbers.unit import PERCENT

ALIKE = 0.5
MOST_TABLES = 4
LARGEST = 400
NAMED = 1.0
BY_VALUE = 0.7
SECTION = 0.2
VALUE = 0.4


@dataclass(slots=True, eq=False)
class RowPair:
    """A row of one document and the same of another.

    Args:
        here: of the one.
        there: of the other.
        named: how far their labels agree, 0 to 1.
        caption: how far the captions of their tables agree, 0 to 1.
    """

    here: ChainRow
    there: ChainRow
    named: float
    caption: float


@dataclass(slots=True, eq=False)
class CellPair:
    """A number and the one of the same item and period in another document."""

    here: ChainCell
    there: ChainCell
    rows: RowPair
    agrees: bool


@dataclass(slots=True, eq=False)
class TablePair:
    """Two tables with the rows that are the same."""

    here: ChainTable
    there: ChainTable
    rows: list[RowPair]


def table_pairs(one: Chained, other: Chained) -> list[TablePair]:
    """Give the tables of two documents that have the same rows, each row with the one it corresponds to."""
    homes: dict[frozenset[str], set[int]] = defaultdict(set)
    for at, table in enumerate(other.tables):
        for row in table.rows:
            homes[row.item.words].add(at)
    found = []
    for table in one.tables:
        counts: Counter[int] = Counter()
        for words in {row.item.words for row in table.rows}:
            counts.update(homes.get(words, ()))
        ranked = sorted(counts, key=lambda at: (-counts[at] * _like(table, other.tables[at]), at))
        for at in ranked[:MOST_TABLES]:
            there = other.tables[at]
            least = min(len(table.rows), len(there.rows))
            if table.statement and there.statement and table.statement != there.statement:
                continue
            if 3 * counts[at] >= least and (pairs := _rows(table, there)):
                found.append(TablePair(table, there, pairs))
    return found


def cell_pairs(pairs: Sequence[TablePair]) -> Iterator[CellPair]:
    """Give the numbers of the same item, period and unit of rows that correspond, each with its best match."""
    for table in pairs:
        for rows in table.rows:
            for cell in rows.here.cells:
                fitting = [
                    other
                    for other in rows.there.cells
                    if other.term == cell.term and same_unit(cell.mention, other.mention)
                ]
                if len(fitting) > 1:
                    alike = [other for other in fitting if other.head == cell.head]
                    fitting = alike or fitting
                if len(fitting) == 1 or (fitting and all(agrees(cell.mention, other.mention) for other in fitting)):
                    other = fitting[0]
                    back = [
                        one
                        for one in rows.here.cells
                        if one.term == other.term and same_unit(one.mention, other.mention)
                    ]
                    if len(back) == 1 or cell.head == other.head or agrees(cell.mention, other.mention):
                        yield CellPair(cell, other, rows, agrees(cell.mention, other.mention))


def same_unit(one: Mention, other: Mention) -> bool:
    """Tell whether two numbers count the same kind of thing, as far as it is told."""
    a, b = one.unit, other.unit
    if a.kind != b.kind and ((a.kind and b.kind) or PERCENT in (a.kind, b.kind)):
        return False
    return not (a.currency and b.currency and a.currency != b.currency)


def agrees(one: Mention, other: Mention) -> bool:
    """Tell whether one exact value can be printed as both; of a number without scale, in any usual one."""
    if same_size(one, other) and (one.value >= 0) == (other.value >= 0):
        return True
    if (one.unit.scale is None) != (other.unit.scale is None):
        bare, known = (one, other) if one.unit.scale is None else (other, one)
        for power in (3, 6):
            step = max(bare.step * 10**power, known.step)
            if 2 * abs(bare.value * 10**power - known.value) <= step:
                return True
    return False


def _like(one: ChainTable, other: ChainTable) -> float:
    caption = _captions(one, other)
    size = min(len(one.rows), len(other.rows)) / max(len(one.rows), len(other.rows))
    return 0.5 + caption / 2 + size / 2


def _captions(one: ChainTable, other: ChainTable) -> float:
    both = one.caption | other.caption
    return len(one.caption & other.caption) / len(both) if both else 0.5


def _rows(one: ChainTable, other: ChainTable) -> list[RowPair]:
    """Put the rows of two tables beside each other in order, so that as much as can be agrees."""
    here, there = one.rows[:LARGEST], other.rows[:LARGEST]
    width = len(there) + 1
    likes = [[_alike(a, b) for b in there] for a in here]
    best = [[0.0] * width for _ in range(len(here) + 1)]
    for i in range(len(here) - 1, -1, -1):
        row, below, like = best[i], best[i + 1], likes[i]
        for j in range(len(there) - 1, -1, -1):
            row[j] = max(below[j], row[j + 1], below[j + 1] + like[j][1] if like[j][1] else 0.0)
    found = []
    caption = _captions(one, other)
    i = j = 0
    while i < len(here) and j < len(there):
        named, score = likes[i][j]
        if score and best[i][j] == best[i + 1][j + 1] + score:
            found.append(RowPair(here[i], there[j], named, caption))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _alike(one: ChainRow, other: ChainRow) -> tuple[float, float]:
    """Give how far two labels agree, and how much speaks for the rows being the same; nothing where too little does."""
    if one.item.role != other.item.role and "opening" in (one.item.role, other.item.role):
        return 0.0, 0.0
    named = alike_items(one, other)
    value = _shared_value(one, other)
    if named < ALIKE and not value:
        return named, 0.0
    if named < ALIKE:
        return named, BY_VALUE if value > 0 else 0.0
    section = SECTION if one.section.words == other.section.words else 0.0
    return named, named * NAMED + section + VALUE * max(0.0, value)


def alike_items(one: ChainRow, other: ChainRow) -> float:
    """Give how far two labels name the same item, 0 to 1."""
    a, b = one.item, other.item
    if a.exact == b.exact:
        return 1.0
    if a.full == b.full:
        return 0.95
    if a.words == b.words:
        return 0.9
    both = a.words | b.words
    return len(a.words & b.words) / len(both) * 0.85 if both else 0.0


def _shared_value(one: ChainRow, other: ChainRow) -> float:
    """Give 1 where a telling number of one period is the same in both rows, -1 where one is not, 0 where there is none."""
    found = 0.0
    for a in one.cells:
        for b in other.cells:
            if a.term == b.term and telling(a.mention) and telling(b.mention) and same_unit(a.mention, b.mention):
                if agrees(a.mention, b.mention):
                    return 1.0
                found = -1.0
    return found
