"""Blank cells among numbers that follow from each other: changes and differences that all other rows or columns show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from kaiji.tieout.numbers.blank_total import Blank, same_measure
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.network import Network
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.unit import SHARES
from kaiji.tieout.reading import Line, is_empty

LEAST_HOLDING = 2
MEMBERS = 3
Places = tuple[tuple[int, int], ...]


def blank_results(lines: Sequence[Line], grid: Grid, network: Network) -> Iterator[Blank]:
    """Give the blank cells whose number two others tell, as the same three cells do in at least two other rows or columns.

    A column in which several cells are blank, and a blank that would be nothing, are left alone.

    Args:
        lines: of the document.
        grid: the table.
        network: the relations of the document.
    """
    seen: set[tuple[int, int]] = set()
    for pattern in _patterns(grid, network):
        found = []
        for places in _elsewhere(grid, pattern):
            missing = [index for index, (row, column) in enumerate(places) if column not in grid.rows[row].cells]
            if len(missing) == 1 and _is_blank(lines, grid, *places[missing[0]]):
                found.append((missing[0], places))
        if len(found) != 1:
            continue
        index, places = found[0]
        at, column = places[index]
        parts = [grid.rows[row].cells[one] for row, one in places if (row, one) != (at, column)]
        members = [one for at, one in enumerate(pattern[0].members) if at != index]
        # Of shares, and of what counts another kind of thing than the rest, a change may well be left out.
        if any(
            one.unit.kind == SHARES or one.unit.kind != like.unit.kind for one, like in zip(parts, members, strict=True)
        ):
            continue
        expected = _expected(pattern[0], index, parts)
        if expected and (at, column) not in seen:
            seen.add((at, column))
            like = pattern[0].members[index]
            yield Blank(grid.rows[at], column, expected, like, tuple(parts))


def _patterns(grid: Grid, network: Network) -> Iterator[list[Relation]]:
    """Give the relations of three cells of one row, or of one column, that hold in several rows, or columns, and fail in none."""
    groups: dict[tuple[object, ...], list[Relation]] = defaultdict(list)
    for relation in {one: None for row in grid.rows for cell in row.cells.values() for one in network.of.get(cell, ())}:
        members = relation.members
        if relation.kind not in ("difference", "change") or len(members) != MEMBERS or relation.strength < 1:
            continue
        if any(one.table != grid.number or one.row < 0 for one in members):
            continue
        form = (relation.kind, relation.factors, relation.by, relation.less_one)
        if len({one.column for one in members}) == 1:
            groups["down", tuple(one.row for one in members), form].append(relation)
        elif len({one.row for one in members}) == 1:
            groups["across", tuple(one.column for one in members), form].append(relation)
    for group in groups.values():
        if len(group) >= LEAST_HOLDING and all(network.holding[one] for one in group):
            yield group


def _elsewhere(grid: Grid, pattern: Sequence[Relation]) -> Iterator[Places]:
    """Give the same three places in the other columns, or rows, of a table."""
    first = pattern[0].members
    if len({one.column for one in first}) == 1:
        known = {one.members[0].column for one in pattern}
        rows = [one.row for one in first]
        for column in range(1, len(grid.columns)):
            if (
                column not in known
                and any(same_measure(grid, column, one) for one in known)
                and grid.columns[column].percent == grid.columns[first[0].column].percent
            ):
                yield tuple((row, column) for row in rows)
        return
    known = {one.members[0].row for one in pattern}
    columns = [one.column for one in first]
    for at in range(len(grid.rows)):
        if at not in known:
            yield tuple((at, column) for column in columns)


def _is_blank(lines: Sequence[Line], grid: Grid, at: int, column: int) -> bool:
    """Tell whether a cell is empty, and the only such one of its column."""
    return (
        is_blank_cell(lines, grid.rows[at], column) and sum(is_blank_cell(lines, row, column) for row in grid.rows) == 1
    )


def is_blank_cell(lines: Sequence[Line], row: Row, column: int) -> bool:
    """Tell whether a row has nothing in a column, no dash either."""
    cells = lines[row.line].cells
    return column >= len(cells) or is_empty(cells[column])


def _expected(like: Relation, index: int, parts: Sequence[Mention]) -> Fraction | None:
    """Give what a blank member should be, by the other two; None where that is not sure."""
    if like.factors:
        factors = [factor for at, factor in enumerate(like.factors) if at != index]
        return (
            -sum((one.value * factor for one, factor in zip(parts, factors, strict=True)), Fraction(0))
            / like.factors[index]
        )
    if index or any(one.low <= 0 for one in parts):
        return None
    now, then = parts
    return like.by * (now.value / then.value - 1)
