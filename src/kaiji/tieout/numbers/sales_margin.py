"""Rows of margins whose amounts stand beside them, and whose sales stand in another table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.unit import MONEY
from kaiji.tieout.numbers.when import Calendar

MARGIN_OF = Text("the amount of the row in per cent of sales", "売上高に対する割合")
MARGIN = re.compile(r"\bmargin\b|\bas an? (?:%|percent(?:age)?) of (?:\w+ ){0,2}(?:sales|revenues?)\b", re.IGNORECASE)
CUT = re.compile(r"\bmargins?\b|\bas an? (?:%|percent(?:age)?) of .*$|\([^()]*\)|%", re.IGNORECASE)
SALES = frozenset({"revenue"})
UNTELLING = frozenset({"net", "total"})
RESULT = frozenset({"income", "loss", "net", "total", "earning"})
OPERATING_CASH = frozenset({"operating", "cash"})
HUNDRED = Fraction(100)
REACH = 40


def sales_margins(grids: Sequence[Grid], calendar: Calendar) -> Iterator[Relation]:
    """Give the relations of margins to the amount that their label names and to the sales of the same period.

    Args:
        grids: the tables.
        calendar: of the document.

    A margin that holds in no other column of its row bears out nothing and accuses nothing: it may be of other sales.
    """
    sales = [
        cell
        for grid in grids
        for row in grid.rows
        if row.words and row.words - UNTELLING == SALES
        for cell in row.cells.values()
        if cell.unit.kind in (MONEY, "") and cell.low > 0 and cell.when is not None
    ]
    for grid in grids if sales else ():
        for at, row in enumerate(grid.rows):
            if not MARGIN.search(row.label) or not any(cell.is_percent for cell in row.cells.values()):
                continue
            part = _part(row, grid.rows[max(0, at - REACH) : at])
            if part is not None:
                yield from _weighed(list(_relations(row, part, sales, calendar)))


def _part(row: Row, above: Sequence[Row]) -> Row | None:
    """Give the nearest row above whose amount is the one that a margin's label names."""
    name = item_words(CUT.sub(" ", row.label))
    for one in reversed(above):
        if any(cell.is_percent for cell in one.cells.values()) or not one.words:
            continue
        own = item_words(CUT.sub(" ", one.label)) | (one.words & RESULT)
        if name <= own and own - name <= RESULT:
            return one
        if name - {"flow"} == OPERATING_CASH and own >= OPERATING_CASH and "activity" in own:
            return one
    return None


def _relations(row: Row, part: Row, sales: Sequence[Mention], calendar: Calendar) -> Iterator[Relation]:
    for column, margin in row.cells.items():
        amount = part.cells.get(column)
        if amount is None or amount.is_percent or not margin.is_percent or amount.unit.scale is None:
            continue
        wholes = [one for one in sales if calendar.same(one.when, amount.when) and one.unit.scale is not None]
        # The finest of those that are one number; where tables give several sales, the margin may be of any.
        if wholes and all(_alike(one, wholes[0]) for one in wholes):
            yield Relation("ratio", (margin, amount, min(wholes, key=lambda one: one.step)), MARGIN_OF, by=HUNDRED)


def _alike(one: Mention, other: Mention) -> bool:
    return one.low <= other.high and other.low <= one.high


def _weighed(found: Sequence[Relation]) -> Iterator[Relation]:
    telling = [one for one in found if one.telling()]
    holding = sum(one.holds() for one in telling)
    failing = len(telling) - holding
    if failing > 1 and failing >= holding:
        return
    for one in telling:
        others = holding - one.holds()
        one.strength = 3.0 if others > 1 else 2.0 if others == 1 else 1.0 if one.holds() else 0.0
        if one.strength:
            yield one
