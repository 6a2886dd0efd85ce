"""Which of the two is wrong where a sentence and a column name another period for one number: the sentence or the head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.when import MONTHS, When, whens_of
from kaiji.tieout.proof import Spot
from kaiji.tieout.reading import Line, is_empty

REACH = 8
LEAST = 2


@dataclass(slots=True)
class Denied:
    """A period that a sentence gives to a number, and that the column of the same number denies.

    Args:
        spot: of the period in the sentence.
        when: the period.
        number: the number as the sentence prints it.
        cells: the cells of the number.
        expected: what the head says.
        head: where the head says it, if that was found.
        even: whether the document names both periods equally often, so that nothing says which is wrong.
        others: further sentences that deny the same head.
    """

    spot: Spot
    when: When
    number: str
    cells: Sequence[Mention]
    expected: str
    head: Spot | None = None
    even: bool = False
    others: list[Spot] = field(default_factory=list)


def head_spot(lines: Sequence[Line], grids: Sequence[Grid], cell: Mention, when: When) -> Spot | None:
    """Give the place over a column that names another period than ``when``: its length, or its day or year.

    Args:
        lines: of the document.
        grids: its tables.
        cell: of one of them.
        when: the period that the sentence names.
    """
    if cell.table < 0:
        return None
    grid, column = grids[cell.table], cell.column
    own = grid.columns[column].when
    if own is None or not grid.rows:
        return None
    length = own.at == when.at and own.months != when.months
    first = grid.rows[0].line
    for line in range(first - 1, max(-1, first - REACH), -1):
        over = _over(lines[line], column)
        if over is None:
            continue
        start, text = over
        if length and (found := MONTHS.search(text)):
            return Spot(line, start + found.start(), start + found.end())
        if not length and (spots := [one for one in whens_of(text) if one[2].kind == own.kind]):
            return Spot(line, start + spots[0][0], start + spots[0][1])
        if not length and (years := [one for one in whens_of(text) if one[2].kind == "year"]):
            return Spot(line, start + years[0][0], start + years[0][1])
    return None


def _over(line: Line, number: int) -> tuple[int, str] | None:
    """Give the last filled cell of a head's line at or before a column."""
    if line.kind not in ("row", "head"):
        return None
    starts = iter(line.starts)
    over: tuple[int, str] | None = None
    for column, text in enumerate(line.cells[: number + 1]):
        if not is_empty(text):
            start = next(starts, 0)
            over = (start, text) if column else None
    return over


def with_sides(found: Sequence[Denied]) -> Iterator[Denied]:
    """Put together what denies one head: of two sentences or more the head is wrong, and they are told once.

    Args:
        found: in reading order.
    """
    by_head: dict[tuple[int, int], list[Denied]] = defaultdict(list)
    for one in found:
        if one.head is not None:
            by_head[one.head.line, one.head.start].append(one)
    for one in found:
        group = by_head[one.head.line, one.head.start] if one.head is not None else [one]
        spots = {(other.spot.line, other.spot.start) for other in group}
        same = {(other.when.kind, other.when.at, other.when.months) for other in group}
        if len(spots) >= LEAST and len(same) == 1:
            if one is group[0]:
                one.others = [other.spot for other in group]
                yield one
            continue
        yield one
