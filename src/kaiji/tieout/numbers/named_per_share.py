"""Earnings per share that a sentence names as such: *diluted EPS of $1.04, compared to $0.91*."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kaiji.core.text import Text
from kaiji.tieout.numbers.beside_amount import BASIC, DILUTED, is_earned
from kaiji.tieout.numbers.fact import EMPTY, PERIODS, TIMING
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.period_fit import is_of_period
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.same_item import equal, same_size
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.unit import PER_SHARE
from kaiji.tieout.numbers.when import Calendar

IN_TABLE = Text("the amount per share of that period in the table", "表の同期間の1株当たり金額")
# Words by which a sentence names earnings per share, and nothing else.
NAMES = frozenset(
    ["per", "share", "diluted", "basic", "income", "eps", "gaap", "net", "common", "ordinary", "fully", "stock"]
)
EARNED = frozenset(["income", "eps"])
AHEAD = re.compile(
    r"\b(?:expect|forecast|guidance|outlook|target|anticipat|will be|would|range|between)", re.IGNORECASE
)
REACH = 28
LEAST_DIGITS = 2
SURE, SEEN = 2.0, 1.0


def named_per_share(claims: Sequence[Claim], grids: Sequence[Grid], calendar: Calendar) -> Iterator[Relation]:
    """Give what earnings per share that sentences name must be, by the rows of the statement.

    Args:
        claims: the numbers of sentences.
        grids: the tables.
        calendar: of the document.

    An amount that is none of the period's is wrong where it is a slip of it, or where the sentence compares it with itself.
    """
    rows = {name: _cells(grids, name) for name in (DILUTED, BASIC)}
    groups: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.mention.is_per_share:
            groups[claim.line, claim.sentence].append(claim)
    for group in groups.values():
        if AHEAD.search(group[0].text, *group[0].sentence):
            continue
        for claim in group:
            said = claim.item - EMPTY - TIMING - PERIODS
            if claim.mention.about or claim.turned or claim.aside or not said & EARNED or said - NAMES:
                continue
            kind = _kind(claim)
            if kind is not None and claim.part in ("now", "then") and claim.mention.digits >= LEAST_DIGITS:
                yield from _tied(claim, group, rows[kind], calendar)


def _kind(claim: Claim) -> re.Pattern[str] | None:
    """Tell whether the amount is diluted or basic; None where the sentence says neither, or both."""
    said = " ".join(sorted(claim.item)) + claim.text[claim.end : claim.end + REACH].split(",")[0]
    diluted, basic = DILUTED.search(said), BASIC.search(said)
    return None if bool(diluted) == bool(basic) else DILUTED if diluted else BASIC


def _cells(grids: Sequence[Grid], kind: re.Pattern[str]) -> list[Mention]:
    """Give the amounts per share of the statement: of the first table that has such a row, where it has but one."""
    for grid in grids:
        rows = [
            row
            for row in grid.rows
            if is_earned(row)
            and kind.search(f"{row.section} {row.label}")
            and (kind.search(row.label) or not (DILUTED.search(row.label) or BASIC.search(row.label)))
            and any(cell.unit.kind == PER_SHARE for cell in row.cells.values())
        ]
        if rows:
            return [cell for cell in rows[0].cells.values() if cell.unit.kind == PER_SHARE] if len(rows) == 1 else []
    return []


def _tied(claim: Claim, group: Sequence[Claim], cells: Sequence[Mention], calendar: Calendar) -> Iterator[Relation]:
    due = [cell for cell in cells if is_of_period(claim, cell, calendar)]
    if not due:
        return
    relations = [equal(claim.mention, cell, IN_TABLE, SEEN) for cell in due]
    for one in relations:
        one.free, one.origin = True, ("per share", claim)
    if held := [one for one in relations if one.holds()]:
        yield held[0]
        return
    shortest = min((cell.when.months for cell in due if cell.when is not None), default=0)
    near = [
        one for one, cell in zip(relations, due, strict=True) if cell.when is not None and cell.when.months == shortest
    ]
    if len(near) != 1:
        return
    cell = near[0].members[1] if near[0].members[0] is claim.mention else near[0].members[0]
    others = [one for one in cells if one not in due and same_size(one, claim.mention)]
    twice = claim.part == "now" and any(
        other is not claim and other.part == "then" and same_size(other.mention, claim.mention) for other in group
    )
    if is_slip(claim.mention, abs(cell.value)) or (others and twice):
        near[0].strength = SURE
        yield near[0]
