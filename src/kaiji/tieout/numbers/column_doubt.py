"""Columns in which a sum does not hold that others bear out: whether it is meant there, too, or the column counts otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from kaiji.core.text import Text
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.row_sum import WHOLE, Found, is_blank

LESS = Text("the result of these rows, with what is taken off", "これらの行の差引計")
DOUBTFUL = 1.0
FEW = 0.9
SURELY = 400


def doubt(grid: Grid, found: Found, column: int, relation: Relation, blank: bool) -> Relation:
    """Give what is left of a sum in a column where it fails: as strong as it was, weaker, or turned into what holds.

    Args:
        grid: the table.
        found: the sum, and the columns that bear it out.
        column: where it fails.
        relation: the sum in this column.
        blank: whether the column leaves some of the rows empty.
    """
    unseen = [part for part in found.parts if column in grid.rows[part].cells and not _witnessed(grid, found, part)]
    if unseen and not _all_above(grid, found):
        # No column that foots shows on which side these rows belong, or that the sum reaches as far as they stand.
        if (turned := _turned(grid, found, column, unseen)) is not None:
            return turned
        if found.parts[-1] in unseen or any(is_blank(grid.rows[part], found.holding) for part in unseen):
            relation.strength, relation.origin = DOUBTFUL, _origin(grid, found)
            return relation
    if blank and 2 * (len(relation.members) - 1) <= len(found.parts):
        # Most rows of the sum show nothing here: the column counts something else.
        relation.strength, relation.origin = min(relation.strength, FEW), _origin(grid, found)
    return relation


def _witnessed(grid: Grid, found: Found, part: int) -> bool:
    """Tell whether a column that foots has more than nought in a row."""
    cells = [grid.rows[part].cells.get(column) for column in found.holding]
    return any(cell is not None and cell.printed for cell in cells)


def _all_above(grid: Grid, found: Found) -> bool:
    """Tell whether words and place alone make a row the total of all that stands above it."""
    return bool(WHOLE.search(grid.rows[found.target].label)) and found.likely >= SURELY and min(found.signs) > 0


def _turned(grid: Grid, found: Found, column: int, unseen: Sequence[int]) -> Relation | None:
    """Give the sum with the rows that no other column shows on the other side, where it holds like that."""
    cells = {part: cell for part in found.parts if (cell := grid.rows[part].cells.get(column)) is not None}
    signs = dict(zip(found.parts, found.signs, strict=True))
    factors = [signs[part] if part in unseen else -signs[part] for part in cells]
    target = grid.rows[found.target].cells[column]
    relation = linear("difference", (target, *cells.values()), (1, *factors), LESS, DOUBTFUL)
    return relation if relation.holds() else None


def _origin(grid: Grid, found: Found) -> object:
    """Give what the doubtful columns of one sum have in common: they count once."""
    return grid.number, found.target, found.parts
