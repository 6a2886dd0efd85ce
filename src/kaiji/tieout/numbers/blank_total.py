"""Blank cells of rows that add others up: the other columns show of which rows, and those have their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.network import Network
from kaiji.tieout.numbers.relation import Relation

SUMS = ("sum", "difference")
LEAST_DIGITS = 3
MEASURE = re.compile(
    r"\b(?:average|balances?|interest|income|expense|rate|yield|cost|volume|units|number|price|margin|amount|percent)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank cell: its row, its column, what it should say in single units, the number beside it, and the parts."""

    row: Row
    column: int
    expected: Fraction
    like: Mention
    parts: tuple[Mention, ...]


def blank_totals(grid: Grid, network: Network) -> Iterator[Blank]:
    """Give the blank cells of totals; of a column in which several rows are blank, none.

    Args:
        grid: the table.
        network: the relations of the document.
    """
    rows = dict(enumerate(grid.rows))
    for column in grid.amounts:
        if grid.columns[column].change or grid.columns[column].percent or grid.columns[column].when is None:
            continue
        peers = [
            other
            for other in grid.amounts
            if other != column
            and same_measure(grid, column, other)
            and grid.columns[other].when is not None
            and not grid.columns[other].change
        ]
        found: list[Blank] = []
        blanks = 0
        for row in grid.rows:
            if column in row.cells or column in row.dashes or not any(other in row.cells for other in peers):
                continue
            blanks += 1
            one = next(
                (blank for other in peers if (blank := _blank(rows, row, column, row.cells.get(other), network))), None
            )
            if one is not None:
                found.append(one)
        if blanks == len(found) == 1:
            yield found[0]


def same_measure(grid: Grid, one: int, other: int) -> bool:
    """Tell whether two columns show the same of their rows: not balances here and the interest on them there."""
    a, b = (frozenset(found.casefold() for found in MEASURE.findall(grid.columns[at].head)) for at in (one, other))
    return a == b


def _blank(rows: dict[int, Row], row: Row, column: int, beside: Mention | None, network: Network) -> Blank | None:
    if beside is None or beside.digits < LEAST_DIGITS or beside.is_percent:
        return None
    for relation in network.of.get(beside, ()):
        if relation.kind not in SUMS or not network.holding[relation] or relation.strength < 1 or not relation.factors:
            continue
        if relation.members[0] is not beside or len({one.table for one in relation.members}) != 1:
            continue
        parts = [_beside(rows, one, column) for one in relation.members[1:]]
        if len(parts) < 2 or any(one is None for one in parts):
            continue
        known = tuple(one for one in parts if one is not None)
        return Blank(row, column, _total(relation, known), beside, known)
    return None


def _beside(rows: dict[int, Row], part: Mention, column: int) -> Mention | None:
    row = rows.get(part.row)
    return row.cells.get(column) if row is not None else None


def _total(relation: Relation, parts: tuple[Mention, ...]) -> Fraction:
    own, *factors = relation.factors
    return -sum((one.value * factor for one, factor in zip(parts, factors, strict=True)), Fraction(0)) / own
