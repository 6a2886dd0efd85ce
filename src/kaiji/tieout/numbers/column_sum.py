"""Columns that are the sum of others, in a row or down the rows: totals across, parts of a year, running balances."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from kaiji.core.text import Text
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear, strength_of
from kaiji.tieout.numbers.unit import PER_SHARE, SHARES

ACROSS = Text("the total of the row", "行の合計")
RUNNING = Text("the balance above and the change", "直前の残高と増減")
PAID = re.compile(r"\bdividends?\b|\bdistributions?\b|配当|分配", re.IGNORECASE)
TOTAL = re.compile(r"\b(?:total|annual|consolidated|full[- ]year)\b|合計|年間|通期", re.IGNORECASE)
BALANCE = re.compile(r"\bbalance|\boutstanding\b|\bcumulative\b|残高|残数|累計", re.IGNORECASE)
MOST_COLUMNS = 14
LEAST_BALANCES = 2
REACH = 2
QUARTERS = 4
OPENING = 1.6


def column_sums(grid: Grid) -> Iterator[Relation]:
    """Give the sums of columns that the rows of a table bear out."""
    if len(grid.columns) > MOST_COLUMNS:
        return
    yield from _across(grid, grid.amounts)
    if len(grid.rows) > LEAST_BALANCES + 1:
        # A column of changes counts here, whatever it is called.
        plain = [index for index, column in enumerate(grid.columns) if index and not column.percent]
        for change, balance in permutations(plain, 2):
            if abs(change - balance) <= REACH:
                yield from _running(grid, change, balance)


def _across(grid: Grid, amounts: Sequence[int]) -> Iterator[Relation]:
    """A column that is the sum of neighbouring ones, of which at least two rows tell."""
    if len(amounts) < 3:
        return
    best: list[Relation] = []
    best_score = -1.0
    paid = bool(PAID.search(" ".join((grid.caption, *(column.head for column in grid.columns)))))
    for target in amounts:
        left = [one for one in amounts if one < target]
        right = [one for one in amounts if one > target]
        # The quarters of a year need not stand right before it: newer quarters may come between.
        quarters = [left[at : at + QUARTERS] for at in range(len(left) - QUARTERS)]
        near = [*[left[-k:] for k in range(2, len(left) + 1)], *[right[:k] for k in range(2, len(right) + 1)]]
        for parts in (*near, *quarters):
            if len({grid.columns[one].unit.currency for one in (target, *parts)}) > 1:
                continue
            relations = [one for index in range(len(grid.rows)) if (one := _total(grid, index, target, parts))]
            # Shares, and amounts per share, of a year are averages: their quarters add up by chance. Dividends are not.
            averaged = [one for one in relations if not paid and one.members[0].unit.kind in (SHARES, PER_SHARE)]
            relations = [one for one in relations if one not in averaged or one.holds()]
            telling = [
                one for one in relations if len(one.members) > 2 and one.members[0].digits >= 2 and one not in averaged
            ]
            holding = sum(one.holds() for one in telling)
            said = bool(TOTAL.search(grid.columns[target].head))
            strength = strength_of(holding, len(telling) - holding, said)
            score = holding - 1.5 * (len(telling) - holding)
            if strength >= 1 and holding >= (1 if said else 2) and score > best_score:
                best, best_score = relations, score
                for one in relations:
                    one.strength = min(strength, 1.0) if one in averaged else strength
    for one in best if paid else ():
        for member in one.members:
            if not member.scale:
                member.low = member.high = member.value  # what is paid for a share is not rounded
                member.ends = (float(member.value), float(member.value))
    yield from best


def _total(grid: Grid, index: int, target: int, parts: Sequence[int]) -> Relation | None:
    row = grid.rows[index]
    whole = row.cells.get(target)
    if whole is None or whole.is_percent:
        return None
    members = [row.cells[one] for one in parts if one in row.cells]
    if index and _goes_on(row, grid.rows[index - 1], target, parts):
        # What is paid and what is still forecast of one year stand in two rows, the total in the second.
        above = grid.rows[index - 1]
        filled = [row.cells.get(one, above.cells.get(one)) for one in parts]
        both = [one for one in filled if one is not None]
        members = both
    elif not members or (len(members) + sum(one in row.dashes for one in parts) < len(parts) and len(members) < 2):
        return None
    if not members or any(one.unit != whole.unit for one in members):
        return None
    return _relate(whole, members)


def _relate(whole: Mention, members: Sequence[Mention]) -> Relation:
    return linear("sum", (whole, *members), (1, *[-1] * len(members)), ACROSS, 0)


def _goes_on(row: Row, above: Row, target: int, parts: Sequence[int]) -> bool:
    """Tell whether the row above gives parts of this row's total that this row leaves out, and no total of its own."""
    return target not in above.cells and any(one in above.cells and one not in row.cells for one in parts)


def _running(grid: Grid, change: int, balance: int) -> list[Relation]:
    """A column of changes beside the balance that each leaves."""
    relations: list[Relation] = []
    for above, row in pairwise(grid.rows):
        before, moved, after = above.cells.get(balance), row.cells.get(change), row.cells.get(balance)
        if before is None or after is None or before.unit != after.unit:
            continue
        if moved is None:
            if change in row.dashes:
                relations.append(linear("equal", (after, before), (1, -1), RUNNING, 0))
        elif moved.unit == after.unit:
            relations.append(linear("sum", (after, before, moved), (1, -1, -1), RUNNING, 0))
    sums = [one for one in relations if one.kind == "sum"]
    holding = sum(one.holds() for one in sums)
    strength = strength_of(holding, len(sums) - holding, bool(BALANCE.search(grid.columns[balance].head)))
    if holding < LEAST_BALANCES or strength < 1:
        return []
    for one in relations:
        one.strength = strength
    first = grid.rows[0]
    if change in first.cells and balance in first.cells and first.cells[change].unit == first.cells[balance].unit:
        opening, whole = first.cells[change], first.cells[balance]
        # The first change is the whole balance, or would be but for one slip.
        if opening.value == whole.value or is_slip(opening, whole.value):
            relations.append(linear("equal", (whole, opening), (1, -1), RUNNING, min(strength, OPENING)))
    return relations
