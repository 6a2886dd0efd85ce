"""The terms of a share issue that stand row by row: number of shares, price, total, capital and reserve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.offering_pattern import CAPITAL, RESERVE, STATED, TIMES, TO_ISSUE, TOTAL_PAID
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.unit import PER, SHARES

MOST_TERMS = 4
SAID = 2.0
EXACT = 3.0


def listed_terms(grids: Sequence[Grid]) -> Iterator[Relation]:
    """Give the relations between the terms of a share issue whose rows have one number each.

    The price times the number of shares is the total to the last unit; stated capital and capital reserve together are the
    total. Where the product fails, it is only taken where one slip of the pen would mend it.
    """
    for grid in grids:
        rows = [(row.label, next(iter(row.cells.values()))) for row in grid.rows if len(row.cells) == 1]
        counts = [cell for label, cell in rows if cell.unit.kind == SHARES and TO_ISSUE.search(label)][:MOST_TERMS]
        prices = [cell for label, cell in rows if PER.search(label) and not _is_part(label)][:MOST_TERMS]
        totals = [
            cell
            for label, cell in rows
            if TOTAL_PAID.search(label) and not PER.search(label) and not _is_part(label) and cell.unit.kind != SHARES
        ][:MOST_TERMS]
        yield from _priced(counts, prices, totals)
        capital = [cell for label, cell in rows if STATED.search(label) and not RESERVE.search(label)]
        reserve = [cell for label, cell in rows if RESERVE.search(label)]
        if (
            len(capital) == len(reserve) == len(totals) == 1
            and len({capital[0].scale, reserve[0].scale, totals[0].scale}) == 1
        ):
            yield linear("sum", (totals[0], capital[0], reserve[0]), (1, -1, -1), CAPITAL, SAID)


def _is_part(label: str) -> bool:
    return bool(STATED.search(label) or RESERVE.search(label))


def _priced(counts: Sequence[Mention], prices: Sequence[Mention], totals: Sequence[Mention]) -> Iterator[Relation]:
    found = [one for one in product(counts, prices, totals) if all(cell.value > 0 for cell in one)]
    holding = [one for one in found if one[0].value * one[1].value == one[2].value]
    for count, price, total in holding or (found if len(found) == 1 else ()):
        fits = count.value * price.value == total.value
        if not fits and abs(count.value * price.value - total.value) < total.step:
            continue  # rounded up, or down, to a whole unit
        if not fits and not (
            is_slip(total, count.value * price.value)
            or is_slip(price, total.value / count.value)
            or is_slip(count, total.value / price.value)
        ):
            continue
        for cell in (price, total, count):
            cell.put(
                cell.value, cell.value
            )  # terms are exact: a rounded price would not give the total to the last unit
        yield Relation("product", (price, total, count), TIMES, strength=EXACT if fits else SAID)
