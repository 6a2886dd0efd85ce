"""Columns of parts in which some rows are parts of another whole: *costs as a percentage of restaurant sales*, all else of revenue."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kaiji.core.text import Text
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.relation import Relation, strength_of

HUNDRED = Fraction(100)
OF_OTHER = Text("the part of another total of the table, in per cent", "表の別の合計に対する構成比")
LEAST = 2


def with_other_wholes(grid: Grid, column: int, amount: int, relations: Sequence[Relation]) -> list[Relation]:
    """Put parts of another whole in the place of those that are no parts of the whole of their column.

    Args:
        grid: the table.
        column: of the percentages.
        amount: the column of their amounts.
        relations: of each percentage to the whole of the column.

    A row has another whole where its percentages of two periods, or two rows of one period, are parts of it.
    """
    failing = [one for one in relations if one.telling() and not one.holds()]
    if not failing:
        return list(relations)
    rows = {row.cells[column]: row for row in grid.rows if column in row.cells}
    pairs = [(one, one + amount - column) for one in grid.percents if one + amount - column in grid.amounts]
    done: list[Relation] = []
    for one in relations:
        row = rows.get(one.members[0])
        if one not in failing or row is None:
            done.append(one)
            continue
        others = [rows[two.members[0]] for two in failing if two is not one and two.members[0] in rows]
        done.append(_of_another(grid, row, column, amount, pairs, others) or one)
    return done


def _of_another(
    grid: Grid, row: Row, column: int, amount: int, pairs: Sequence[tuple[int, int]], others: Sequence[Row]
) -> Relation | None:
    best: tuple[int, Relation] | None = None
    for base in grid.rows:
        if base is row or (base.cells.get(amount) is None) or base.cells[amount].is_percent:
            continue
        tried = [_part(row, base, *pair) for pair in pairs] + [_part(other, base, column, amount) for other in others]
        held = sum(one is not None and one.telling() and one.holds() for one in tried)
        failed = sum(one is not None and one.telling() and not one.holds() for one in tried[: len(pairs)])
        own = _part(row, base, column, amount)
        if own is not None and held >= LEAST and held > 2 * failed and (best is None or held > best[0]):
            own.strength = strength_of(held - own.holds(), max(0, failed - (not own.holds())), said=True)
            best = (held, own)
    return best[1] if best else None


def _part(row: Row, base: Row, column: int, amount: int) -> Relation | None:
    """Make the relation that a percentage is the part of another row's amount that its own amount is."""
    p, a, b = row.cells.get(column), row.cells.get(amount), base.cells.get(amount)
    if p is None or a is None or b is None or a.is_percent or b.low <= 0:
        return None
    return Relation("share", (p, a, b), OF_OTHER, by=HUNDRED, slack=1)
