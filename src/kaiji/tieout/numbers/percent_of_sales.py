"""Items that sentences tell only in per cent of sales: *cost of sales was 66.3 % of net sales, compared to 66.9 %*."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.fact import TO
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.period_fit import is_of_period
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import MONEY
from kaiji.tieout.numbers.when import Calendar

PART = Text("the item of the table in per cent of sales", "表の項目の売上高に対する割合")
OF_SALES = re.compile(
    r"^\s?of\s(?:(?:the|total|net|our|consolidated|company|restaurant|store|operating|product|its)\s){0,3}(?:sales|revenues?)\b(?!\sof\b)",
    re.IGNORECASE,
)
BESIDE = re.compile(r"\b(?:compar\w+|versus|vs\.?|from|against)\b", re.IGNORECASE)
AHEAD = re.compile(r"\b(?:expect|forecast|guidance|outlook|target|anticipat|will be|would|range)", re.IGNORECASE)
OR = re.compile(r"^,?\s(?:or|which (?:is|was)|representing|equal to)\s(?:approximately\s|about\s)?$", re.IGNORECASE)
NET, REVENUE = frozenset({"net"}), frozenset({"revenue"})
HUNDRED = Fraction(100)
SURE, SEEN = 2.0, 1.0


def percents_of_sales(
    claims: Sequence[Claim], series: Sequence[Series], named: Callable[[Claim], Sequence[Series]], calendar: Calendar
) -> Iterator[Relation]:
    """Give what percentages of sales must be, by the item that the sentence names and the sales of its table.

    Args:
        claims: the numbers of sentences.
        series: the items of the tables.
        named: gives the items that the words of a claim name in full.
        calendar: of the document.

    Which sales are meant, all or those of restaurants, is left open: a percentage is wrong where it fits none of a period's
    and is a slip of one.
    """
    sales: dict[int, list[Series]] = defaultdict(list)
    for one in series:
        if one.grid >= 0 and one.kind in (MONEY, "") and "revenue" in one.words and "cost" not in one.words:
            sales[one.grid].append(one)
    groups: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.line, claim.sentence].append(claim)
    for group in groups.values():
        if AHEAD.search(group[0].text, *group[0].sentence):
            continue
        last: Claim | None = None
        said: frozenset[str] = frozenset()
        for at, claim in enumerate(group):
            if not _is_level(claim):
                continue
            beside = group[at - 1] if at and OR.match(claim.text[group[at - 1].end : claim.start]) else claim
            if whole := OF_SALES.match(claim.text[claim.end :]):
                last, said = claim, item_words(whole.group()) - NET
            elif last is None or claim.item != last.item or not BESIDE.search(claim.text[last.end : claim.start]):
                continue
            for item in named(claim):
                yield from _tied(claim, beside, item, _meant(sales[item.grid], said), calendar)


def _is_level(claim: Claim) -> bool:
    to = TO.search(claim.text, claim.clause[0], claim.start)
    return (
        claim.mention.is_percent and not claim.mention.about and not claim.turned and (not claim.direction or bool(to))
    )


def _meant(sales: Sequence[Series], said: frozenset[str]) -> list[Series]:
    """Give the sales that a sentence means, those it names first: *of restaurant sales*; else all, the greatest first."""
    found = sorted(sales, key=lambda one: -max((cell.value for cell in one.cells), default=Fraction(0)))
    return sorted(found, key=lambda one: not said - REVENUE <= one.words)


def _tied(claim: Claim, beside: Claim, item: Series, sales: Sequence[Series], calendar: Calendar) -> Iterator[Relation]:
    cells = [one for one in item.cells if not one.is_percent and one.value > 0 and is_of_period(beside, one, calendar)]
    shortest = min((one.when.months for one in cells if one.when is not None), default=0)
    found = [
        (cell, Relation("ratio", (claim.mention, cell, whole), PART, by=HUNDRED))
        for one in sales
        for cell in cells
        if one is not item
        for whole in one.cells
        if whole.column == cell.column and whole.low > 0 and whole.scale == cell.scale
    ]
    fitting = [relation for _, relation in found if relation.holds() and relation.telling()]
    if fitting:
        fitting[0].strength = SEEN
        fitting[0].origin = claim
        yield fitting[0]
        return
    first = next((relation.members[2].row for _, relation in found), -1)
    near = [
        relation
        for cell, relation in found
        if relation.members[2].row == first
        and cell.when is not None
        and cell.when.months == shortest
        and is_slip(claim.mention, HUNDRED * relation.members[1].value / relation.members[2].value)
    ]
    if near:
        near[0].strength = SURE
        near[0].origin = claim
        yield near[0]
