"""Amounts per share told beside the amount they are made of: *net income of $12.3 million, or $0.45 per diluted share*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kaiji.core.text import Text
from kaiji.tieout.numbers.fact import EMPTY
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.retold import QUALIFIERS
from kaiji.tieout.numbers.same_item import equal
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import MONEY, PER_SHARE
from kaiji.tieout.numbers.when import Calendar

OF_THE_SAME = Text(
    "the amount per share of the same item and period in the table", "表の同一項目・同一期間の1株当たり金額"
)
OR = re.compile(
    r"^,?\s?(?:\(|or\s|and\s|which (?:is|was)\s|equal to\s|equivalent to\s)+(?:an?\s|earnings of\s|EPS of\s)?\(?$",
    re.IGNORECASE,
)
DILUTED = re.compile(r"\bdilut", re.IGNORECASE)
BASIC = re.compile(r"\bbasic\b", re.IGNORECASE)
ASIDE = re.compile(r"/?\s*[(（][^()（）]*[)）]")
EARNED = re.compile(r"\b(?:earnings|income|loss|profit|EPS)\b", re.IGNORECASE)
NO_EARNINGS = re.compile(r"\bdividends?\b|\bcash flow|\bbook value|\bdiscontinued\b|\bprice\b", re.IGNORECASE)
REACH = 28
SURE, SEEN = 2.2, 1.5


def amounts_per_share(
    claims: Sequence[Claim],
    linked: Mapping[Claim, Sequence[tuple[Series, Mention]]],
    grids: Sequence[Grid],
    calendar: Calendar,
) -> Iterator[Relation]:
    """Give what an amount per share must be by the table that has the amount beside it.

    Args:
        claims: the numbers of sentences, in order.
        linked: the items and numbers of tables that bear claims out.
        grids: the tables.
        calendar: of the document.

    The amount tells the table, the item and the column; the amount per share stands in the same column.
    """
    for amount, each in pairwise(claims):
        if amount.line != each.line or amount.sentence != each.sentence or amount.mention.unit.kind != MONEY:
            continue
        if not each.mention.is_per_share or not OR.match(amount.text[amount.end : each.start]):
            continue
        if each.mention.about or "net" not in amount.item or amount.item & QUALIFIERS - {"operating"}:
            continue
        cells = [
            cell
            for series, cell in linked.get(amount, ())
            if _is_net_result(series) and cell.table >= 0 and _is_due(amount, cell, calendar)
        ]
        due = [one for cell in cells for one in _beside(grids[cell.table], cell, each)]
        values = {abs(one.value) for one in due}
        if len(values) != 1:
            continue
        relation = equal(each.mention, due[0], OF_THE_SAME, SEEN)
        relation.free = True
        if not relation.holds():
            relation.strength = SURE
        yield relation


def _is_due(amount: Claim, cell: Mention, calendar: Calendar) -> bool:
    """Tell whether an amount is of the period that its sentence makes it: else it may itself be the stale one."""
    back = calendar.back(cell.when)
    return back is None or bool(amount.when) or (back > 0) == (amount.part == "then")


def _is_net_result(series: Series) -> bool:
    words = series.words - EMPTY
    return "net" in series.words and not words & QUALIFIERS and bool({"income", "loss"} & series.words)


def _beside(grid: Grid, cell: Mention, each: Claim) -> Iterator[Mention]:
    """Give the amounts per share of a table in the column of an amount: diluted or basic as the sentence says, else both."""
    said = each.text[max(each.clause[0], each.start - REACH) : each.end + REACH]
    behind = each.text[each.end : each.end + REACH].split(",")[0]
    diluted, basic = DILUTED.search(said) or DILUTED.search(behind), BASIC.search(behind)
    for row in grid.rows[cell.row :]:
        one = row.cells.get(cell.column)
        if one is None or one.unit.kind != PER_SHARE or not is_earned(row):
            continue
        name = f"{row.section} {row.label}"
        both = DILUTED.search(name) and BASIC.search(name)
        if (
            both
            or not (diluted or basic)
            or (diluted and DILUTED.search(row.label or name))
            or (basic and BASIC.search(row.label or name))
        ):
            yield one


def is_earned(row: Row) -> bool:
    """Tell whether a row gives earnings per share, not adjusted and not of a part of the business."""
    name = f"{row.section} {row.label}"
    plain = {word.casefold() for word in re.findall(r"[A-Za-z-]+", ASIDE.sub("", name))}
    return (
        bool(EARNED.search(name))
        and not NO_EARNINGS.search(name)
        and not plain & (QUALIFIERS - {"per", "attributable"})
    )
