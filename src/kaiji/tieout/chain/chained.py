"""One document of a chain: its tables with the item of each row and the period of each number."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from kaiji.core.source import Source
from kaiji.tieout.chain.item import RESTATED, SPLIT, TOLD, Item, item_of, statement_of
from kaiji.tieout.chain.term import Term, month_of, on_calendar, term_of, votes
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.when import When
from kaiji.tieout.reading import Line

NO_HEAD_WORD = frozenset(
    ("month", "three", "six", "nine", "twelve", "ended", "end", "quarter", "year", "fiscal", "unaudited", "audited", "at", "restated", "recast",
     "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "note", "q", "fy",
     "period", "current", "prior", "previous", "adjusted", "h", "million", "thousand", "jpy", "usd", "yen", "dollar", "u", "as")
)  # fmt: skip


@dataclass(slots=True, eq=False)
class ChainCell:
    """A number of a table, with its period."""

    mention: Mention
    term: Term
    head: frozenset[str]
    restated: bool


@dataclass(slots=True, eq=False)
class ChainRow:
    """A row: its item, the words of its section, and its cells with a period."""

    item: Item
    label: str
    section: Item
    cells: list[ChainCell] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class ChainTable:
    """A table: its rows in order, the statement it belongs to, and the words of its caption."""

    number: int
    statement: str
    caption: frozenset[str]
    rows: list[ChainRow]


@dataclass(slots=True, eq=False)
class Chained:
    """A document of a chain.

    Args:
        name: of the file.
        lines: in reading order.
        numbers: and what holds between them.
        restates: whether it says that figures of earlier periods are given anew.
        splits: whether it speaks of a split of shares.
        tables: those that have a period.
        settled: by how many months the calendar runs ahead, as the whole chain tells it.
        ahead: by how many months the calendar runs ahead of fiscal counting, as the document tells it, with votes.
    """

    name: str
    lines: Sequence[Line]
    numbers: Numbers
    ahead: Counter[int]
    restates: bool
    splits: bool
    tables: list[ChainTable] = field(default_factory=list)
    settled: int | None = None

    def source(self, mention: Mention) -> Source:
        """Give the place of a number in its file."""
        return self.lines[mention.spot.line].at(mention.spot.start)

    def settle(self, ahead: int | None) -> None:
        """Give every number of the tables its period, now that it is known by how much fiscal counting runs ahead."""
        self.settled = ahead
        self.tables = [table for grid in self.numbers.grids if (table := _table(grid, ahead)).rows]


def chained(name: str, lines: Sequence[Line], first: int = 0) -> Chained:
    """Prepare a document.

    Args:
        name: of the file.
        lines: in reading order.
        first: from which the numbers of its mentions are counted: those of two documents of a chain must differ.
    """
    numbers = numbers_of(lines)
    for mention in numbers.mentions:
        mention.number += first
    texts = [line.text for line in lines if len(line.text) < 4000]
    heads = [column.head for grid in numbers.grids for column in grid.columns]
    ahead = votes((*heads, *texts))
    ahead.update(_by_value(numbers))
    if not ahead:
        ahead.update(_by_calendar(numbers))
    whole = "\n".join(texts)
    return Chained(name, lines, numbers, ahead, bool(TOLD.search(whole)), bool(SPLIT.search(whole)))


def settle_together(documents: Iterable[Chained]) -> None:
    """Learn from all documents how fiscal periods lie on the calendar, and give every number its period."""
    every = tuple(documents)
    counts: Counter[int] = Counter()
    for one in every:
        counts.update(one.ahead)
    ahead = counts.most_common(1)[0][0] if counts else None
    for one in every:
        one.settle(ahead)


def _by_value(numbers: Numbers) -> Counter[int]:
    """Tell from numbers that stand under a quarter's name here and under its days there."""
    counts: Counter[int] = Counter()
    dated: dict[object, set[int]] = defaultdict(set)
    named: list[tuple[object, int]] = []
    for series in numbers.series:
        for cell in series.cells:
            if cell.when is None or cell.digits < 4:
                continue
            if cell.when.kind == "day" and cell.when.months == 3:
                dated[abs(cell.value)].add(_end(cell.when))
            elif cell.when.kind == "quarter":
                year, quarter = divmod(cell.when.at - 1, 4)
                named.append((abs(cell.value), year * 12 + quarter * 3 + 3))
    for value, end in named:
        for day in dated.get(value, ()):
            if abs(day - end) <= 14:
                counts[day - end] += 1
    return counts


def _by_calendar(numbers: Numbers) -> Counter[int]:
    """Tell from the quarter and the day that a document reports."""
    reported = numbers.calendar.reported
    if "quarter" not in reported or "day" not in reported:
        return Counter()
    year, quarter = divmod(reported["quarter"] - 1, 4)
    apart = _end(When("day", reported["day"])) - (year * 12 + quarter * 3 + 3)
    return Counter({apart: 1}) if apart % 3 == 0 and abs(apart) <= 12 else Counter()


def _end(when: When) -> int:
    return month_of(date.fromordinal(when.at))


def _table(grid: Grid, ahead: int | None) -> ChainTable:
    statement = statement_of(grid.caption)
    position = statement == "position"
    terms = [
        on_calendar(term_of(column.head, grid.caption, position=position), ahead) if index else None
        for index, column in enumerate(grid.columns)
    ]
    heads = [_head_words(column.head) for column in grid.columns]
    captioned = _head_words(grid.caption)
    if not any(terms) and all(row.when for row in grid.rows):
        return ChainTable(grid.number, statement, captioned, _down(grid, position, ahead))
    rows = []
    for row in grid.rows:
        item = item_of(row.label)
        found = ChainRow(item, row.label, item_of(row.section))
        own = on_calendar(term_of(row.label, grid.caption, position=position), ahead) if row.when else None
        for index, mention in row.cells.items():
            column = grid.columns[index]
            term = terms[index] or own
            if term is None or column.change or column.share:
                continue
            if item.role:
                if item.role == "opening" and not term.months:
                    continue
                term = Term(term.line, term.start if item.role == "opening" else term.end)
            found.cells.append(ChainCell(mention, term, heads[index], bool(RESTATED.search(column.head))))
        if found.cells:
            rows.append(found)
    return ChainTable(grid.number, statement, captioned, rows)


def _down(grid: Grid, position: bool, ahead: int | None) -> list[ChainRow]:
    """Give the items of a table whose periods stand below one another: each of its columns."""
    rows = []
    terms = [on_calendar(term_of(row.label, grid.caption, position=position), ahead) for row in grid.rows]
    for index, column in enumerate(grid.columns):
        if not index or column.change or column.share or column.percent:
            continue
        found = ChainRow(item_of(column.head), column.head, item_of(""))
        for row, term in zip(grid.rows, terms, strict=True):
            if term is not None and index in row.cells:
                restated = bool(RESTATED.search(row.label))
                found.cells.append(ChainCell(row.cells[index], term, frozenset(), restated))
        if found.cells:
            rows.append(found)
    return rows


def _head_words(head: str) -> frozenset[str]:
    plain = re.sub(r"\b(?:[1-4]Q|Q[1-4]|[12]H|H[12]|FY)[\s’']?(?:FY)?\s?\d*", " ", head)
    return frozenset(word for word in item_words(plain) if word not in NO_HEAD_WORD)
