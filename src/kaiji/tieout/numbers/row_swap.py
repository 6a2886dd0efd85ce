"""Totals and results that foot in every column as soon as two rows near each other have changed places.

Where the numbers of two rows were exchanged, a sum they belong to fails in all columns, so that no column is left to show that it
was meant. The words show it: the row is called a total or a result. That two rows exchanged make all columns foot at once is no
chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Cells = Mapping[int, tuple[float, float]]
Weights = Mapping[int, int]
NEAR = 3
LEAST_GROUPS = 2
CHANCE = 0.001


@dataclass(frozen=True, slots=True)
class Swap:
    """Two rows whose exchange makes a sum foot in all columns.

    Args:
        rows: the two, the upper one first.
        chance: how likely that is without any exchange.
    """

    rows: tuple[int, int]
    chance: float


def swap_of(
    values: Mapping[int, Cells], rows: Sequence[int], weights: Weights, group: Mapping[int, object]
) -> Swap | None:
    """Give the exchange of two rows that makes a sum foot in all columns, or None where there is none or it may be chance.

    Args:
        values: by row and column, each with half the unit it was rounded to.
        rows: all rows that count the same kind of thing, in order.
        weights: of the rows of the sum: -1 for the total itself, 1 or -1 for what is added or taken off.
        group: the period of each column; columns of one period count once.
    """
    columns = [column for column in group if all(column in values[index] for index in weights)]
    if len({group[column] for column in columns}) < LEAST_GROUPS:
        return None
    apart = {column: sum(weight * values[index][column][0] for index, weight in weights.items()) for column in columns}
    room = {column: sum(values[index][column][1] for index in weights) for column in columns}
    if any(abs(apart[column]) <= room[column] for column in columns):
        return None  # a column that foots shows the sum by itself
    tried = 0
    for one, other in _pairs(rows, weights):
        tried += 1
        moved = weights.get(one, 0) - weights.get(other, 0)
        if not moved or not all(column in values[index] for column in columns for index in (one, other)):
            continue
        if all(
            abs(apart[column] + moved * (values[other][column][0] - values[one][column][0]))
            <= room[column] * (1 + 1e-9)
            for column in columns
        ):
            chances: dict[object, float] = {}
            for column in columns:
                size = max(abs(values[index][column][0]) for index in weights) or 1.0
                width = min(1.0, (2 * room[column] or 1.0) / size)
                chances[group[column]] = min(width, chances.get(group[column], 1.0))
            chance = float(tried)
            for width in chances.values():
                chance *= width
            return Swap((min(one, other), max(one, other)), chance) if chance <= CHANCE else None
    return None


def _pairs(rows: Sequence[int], weights: Weights) -> Iterator[tuple[int, int]]:
    """Give the rows of a sum, each with the rows near it: the nearest first."""
    place = {index: at for at, index in enumerate(rows)}
    for apart in range(1, NEAR + 1):
        for index in weights:
            for at in (place[index] - apart, place[index] + apart):
                if 0 <= at < len(rows) and (rows[at] not in weights or index < rows[at]):
                    yield index, rows[at]
