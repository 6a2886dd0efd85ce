"""Blank cells of rows that are added up: another column shows the sum, and here it lacks just what the blank should say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kaiji.tieout.numbers.blank_result import is_blank_cell
from kaiji.tieout.numbers.blank_total import SUMS, Blank, same_measure
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.network import Network
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.reading import Line

LEAST_MEMBERS = 3
LEAST_DIGITS = 3
ROOM = 2


def blank_parts(lines: Sequence[Line], grid: Grid, network: Network) -> Iterator[Blank]:
    """Give the blank cells of rows that a total adds up in another column, where the total lacks them.

    A row that has no amount leaves its cell blank as well: then the total adds up without it, and nothing is said.

    Args:
        lines: of the document.
        grid: the table.
        network: the relations of the document.
    """
    seen: set[tuple[int, int]] = set()
    for relation in dict.fromkeys(
        one for row in grid.rows for cell in row.cells.values() for one in network.of.get(cell, ())
    ):
        if not _is_column_sum(relation, grid) or not network.holding[relation]:
            continue
        own = relation.members[0].column
        for column in grid.amounts:
            if (
                column == own
                or not same_measure(grid, own, column)
                or grid.columns[column].change
                or grid.columns[column].percent
            ):
                continue
            blank = _blank(lines, grid, relation, column)
            if blank is not None and (id(blank.row), column) not in seen:
                seen.add((id(blank.row), column))
                yield blank


def _is_column_sum(relation: Relation, grid: Grid) -> bool:
    members = relation.members
    return (
        relation.kind in SUMS
        and bool(relation.factors)
        and relation.strength >= 1
        and len(members) >= LEAST_MEMBERS
        and all(one.table == grid.number and one.row >= 0 and one.column == members[0].column for one in members)
    )


def _blank(lines: Sequence[Line], grid: Grid, relation: Relation, column: int) -> Blank | None:
    """Give the one member of a sum that is blank in another column, where the sum lacks it there."""
    known: list[tuple[Mention, Fraction]] = []
    missing: list[int] = []
    for at, member in enumerate(relation.members):
        cell = grid.rows[member.row].cells.get(column)
        if cell is None:
            missing.append(at)
        else:
            known.append((cell, relation.factors[at]))
    if len(missing) != 1 or not missing[0] or _has_others(grid, relation, column):
        return None
    like = relation.members[missing[0]]
    if not is_blank_cell(lines, grid.rows[like.row], column) or any(
        one.unit.kind != like.unit.kind for one, _ in known
    ):
        return None
    expected = -sum((one.value * factor for one, factor in known), Fraction(0)) / relation.factors[missing[0]]
    step = max(one.step for one, _ in known)
    if abs(expected) <= ROOM * len(known) * step or like.digits < LEAST_DIGITS:
        return None
    return Blank(grid.rows[like.row], column, expected, like, tuple(one for one, _ in known))


def _has_others(grid: Grid, relation: Relation, column: int) -> bool:
    """Tell whether rows among those of a sum have an amount in a column only: there it adds up other rows."""
    rows = {one.row for one in relation.members}
    own = relation.members[0].column
    between = range(min(rows), max(rows) + 1)
    return any(column in grid.rows[at].cells and own not in grid.rows[at].cells for at in between if at not in rows)
