"""Which columns of a table are in per cent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kaiji.tieout.numbers.quantity import quantity_of
from kaiji.tieout.numbers.unit import PERCENT, POINTS, Unit
from kaiji.tieout.reading import Line

LARGEST_PERCENT = 100_000


def percent_columns(heads: Sequence[tuple[Unit, bool]], rows: Sequence[Line]) -> set[int]:
    """Give the numbers of the columns that are in per cent: as most of their cells say, or their heads where no cell denies it.

    Args:
        heads: of each column its unit and whether it shows changes, the column of labels first.
        rows: of the table.
    """
    votes: Counter[int] = Counter()
    cells: Counter[int] = Counter()
    large: set[int] = set()
    first: dict[int, bool] = {}
    bare: set[int] = set()
    for line in rows:
        for index, text in enumerate(line.cells):
            if index and (found := quantity_of(text)):
                cells[index] += 1
                votes[index] += found.unit.kind == PERCENT
                first.setdefault(index, found.unit.kind == PERCENT)
                if found.unit.kind not in (PERCENT, "", POINTS) or (found.unit.scale and not found.unit.kind):
                    bare.add(index)
                if abs(found.printed) > LARGEST_PERCENT:
                    large.add(index)
    named = {index for index, (unit, _) in enumerate(heads) if unit.kind == PERCENT and not unit.currency}
    # The sign may stand at the first change of a column alone, as that of a currency does.
    signed = {index for index in cells if first[index] and heads[index][1] and index not in bare | large}
    return {
        index
        for index in cells
        if (2 * votes[index] > cells[index] and (index not in bare or index in named))
        or index in signed
        or (index in named and index not in large)
    }
