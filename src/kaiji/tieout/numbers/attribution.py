"""Results parted among owners: what is attributable to the parent and to others adds up to a result that stands further above."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaiji.core.text import Text
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.likeness import slipped
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.unit import PER_SHARE, PERCENT, SHARES

PARTED = Text("the parts attributable to the parent and to others", "親会社株主と非支配株主に帰属する額の合計")
PARENT = re.compile(r"\b(?:share|stock)holders\b|\bowners\b|\bequity holders\b|\bparent\b|親会社", re.IGNORECASE)
OTHERS = re.compile(r"non-?\s?controlling|\bminority\b|非支配|少数株主", re.IGNORECASE)
PART_OF = re.compile(r"\b(?:profit|income|loss|earnings|result)\b|利益|損失", re.IGNORECASE)
LEAST_DIGITS = 4
REACH = 40
MOST_ROWS = 400


def attributions(grid: Grid) -> Iterator[Relation]:
    """Give the sums of what is attributable to the parent and to others, where a result above bears them out.

    Args:
        grid: a table; the two rows stand under each other, the result up to 40 rows above.
    """
    rows = grid.rows[:MOST_ROWS]
    for at in range(2, len(rows)):
        pair = rows[at - 1 : at + 1]
        parents = [one for one in pair if PARENT.search(one.label) and not OTHERS.search(one.label)]
        others = [one for one in pair if OTHERS.search(one.label)]
        if len(parents) != 1 or len(others) != 1:
            continue
        tried = (_parted(row, parents[0], others[0]) for row in reversed(rows[max(0, at - 1 - REACH) : at - 1]))
        yield from next((found for found in tried if found), [])


def _parted(whole: Row, parent: Row, others: Row) -> list[Relation]:
    """Relate a result to its two parts in every column, where the columns show that it is meant."""
    if not PART_OF.search(whole.label) or PARENT.search(whole.label) or OTHERS.search(whole.label):
        return []
    found: list[Relation] = []
    for column, total in whole.cells.items():
        main, rest = parent.cells.get(column), others.cells.get(column)
        if main is None or (rest is None and column not in others.dashes):
            continue
        members = [total, main] if rest is None else [total, main, rest]
        if any(one.unit.kind in (SHARES, PER_SHARE, PERCENT) or one.scale != total.scale for one in members):
            continue
        found.append(linear("sum", members, (1, *[-1] * (len(members) - 1)), PARTED, 0))
    holding = [one for one in found if one.holds() and one.members[0].digits >= LEAST_DIGITS]
    failing = [one for one in found if not one.holds()]
    if not holding or len(failing) > len(holding) or (len(holding) == 1 and not all(slipped(one) for one in failing)):
        return []
    for one in found:
        one.strength = 3 if len(holding) > 1 else 2
    return found
