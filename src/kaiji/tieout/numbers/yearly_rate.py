"""Rates per year of what a part of a year brought: yields of average balances, net charge-offs of loans, and ratios of items of other tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import permutations

from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.fact import EMPTY, WEAK
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.likeness import slipped
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear, strength_of
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import MONEY, PERCENT
from kaiji.tieout.numbers.when import Calendar, When

YIELD = Text("the amount for a year, in per cent of the balance", "残高に対する年率")
RATIO = Text("the ratio of these items, in per cent", "これらの項目の比率")
SPREAD = Text("the difference of these two rates", "これらの利率の差")
YEARLY = re.compile(r"\b(?:yields?|rates?|costs?|annuali[sz]ed|return|charge[- ]?offs?|margin)\b", re.IGNORECASE)
SPREAD_LABEL = re.compile(r"\bspread\b", re.IGNORECASE)
HALVES = re.compile(r"\s(?:to|as an?\s(?:percentage|percent|%)\sof|as\s%\sof|/|over|divided by)\s|/", re.IGNORECASE)
LEAST_ROWS = 3
LEAST_PERIODS = 3
MOST_COLUMNS = 14
MOST_ITEMS = 160
HUNDRED = Fraction(100)
YEAR = 365
# How a part of a year is made a whole one: not at all, by its months, or by its days.
Scheme = Callable[[When | None], Fraction]


def _plain(_: When | None) -> Fraction:
    return Fraction(1)


def _by_months(when: When | None) -> Fraction:
    return Fraction(12, when.months) if when is not None and when.months else Fraction(4)


def _by_days(year: int) -> Scheme:
    def factor(when: When | None) -> Fraction:
        return Fraction(year or _days_of_year(when), _days(when))

    return factor


def _days_of_year(when: When | None) -> int:
    if when is None or when.kind != "day":
        return YEAR
    own = date.fromordinal(when.at).year
    return date(own, 12, 31).toordinal() - date(own - 1, 12, 31).toordinal()


def _days(when: When | None) -> int:
    """Give the days of a period that ends on a day; of one that is named otherwise, about as many."""
    months = when.months if when is not None and when.months else 3
    if when is None or when.kind != "day":
        return round(YEAR * months / 12)
    end = date.fromordinal(when.at + 1)
    first = end.year * 12 + end.month - 1 - months
    return when.at + 1 - date(first // 12, first % 12 + 1, 1).toordinal() if end.day == 1 else round(YEAR * months / 12)


SCHEMES: tuple[Scheme, ...] = (_plain, _by_months, _by_days(0), _by_days(YEAR), _by_days(360))


def yearly_rates(
    grids: Sequence[Grid], series: Sequence[Series], calendar: Calendar, known: set[Mention]
) -> Iterator[Relation]:
    """Give the relations of rates with the two items of which they are made, and of spreads with their two rates.

    Args:
        grids: the tables.
        series: their items.
        calendar: of the document.
        known: percentages that are explained already.
    """
    for grid in grids:
        yield from _yields(grid, known)
        yield from _spreads(grid)
    items = [one for one in series if one.grid >= 0 and one.kind in (MONEY, "") and one.words - EMPTY][:MOST_ITEMS]
    for one in series:
        if one.grid >= 0 and one.kind == PERCENT and not any(cell in known for cell in one.cells):
            yield from _far(one, items, calendar)


def _yields(grid: Grid, known: set[Mention]) -> Iterator[Relation]:
    """Columns of a balance, what it brought, and the rate per year."""
    if len(grid.columns) > MOST_COLUMNS:
        return
    for column in grid.percents:
        head = grid.columns[column]
        rows = [row for row in grid.rows if column in row.cells and row.cells[column] not in known]
        if head.change or not YEARLY.search(head.head) or len(rows) < LEAST_ROWS:
            continue
        near = [one for one in grid.amounts if grid.columns[one].when in (None, head.when)]
        best: tuple[int, list[Relation]] = (0, [])
        for balance, brought in permutations(near, 2):
            for scheme in SCHEMES[1:]:
                by = HUNDRED * scheme(head.when)
                found = [
                    Relation("ratio", (row.cells[column], row.cells[brought], row.cells[balance]), YIELD, by=by)
                    for row in rows
                    if brought in row.cells and balance in row.cells and row.cells[balance].low > 0
                ]
                holding = sum(one.holds() for one in found if one.telling())
                if holding > best[0]:
                    best = (holding, found)
        yield from _strengthened(best[1], least=LEAST_ROWS)


def _strengthened(found: Sequence[Relation], least: int) -> Iterator[Relation]:
    """Give relations as sure as the others of their kind make each, where enough hold."""
    telling = [one for one in found if one.telling()]
    holding = sum(one.holds() for one in telling)
    failing = len(telling) - holding
    if holding < least or failing > 1 + holding // 4:
        return
    for one in found:
        holds = one.holds()
        one.strength = min(2.5, strength_of(holding - holds, failing - (not holds), said=True))
        yield one


def _spreads(grid: Grid) -> Iterator[Relation]:
    for row in grid.rows:
        if not SPREAD_LABEL.search(row.label):
            continue
        columns = [one for one in row.cells if row.cells[one].is_percent]
        best: tuple[int, list[Relation]] = (0, [])
        for one, other in permutations([each for each in grid.rows if each is not row], 2):
            cells = [(row.cells[at], one.cells.get(at), other.cells.get(at)) for at in columns]
            found = [
                linear("difference", (own, a, b), (1, -1, 1), SPREAD, 0)
                for own, a, b in cells
                if a is not None and b is not None and a.is_percent and b.is_percent and a.printed and b.printed
            ]
            holding = sum(each.holds() for each in found) if len(found) == len(columns) else 0
            totals = bool(one.total) + bool(other.total)
            if 2 * holding + totals > best[0] and holding:
                best = (2 * holding + totals, found)
        if not best[1] and len(columns) == 1 and (lone := _lone_spread(grid, row, columns[0])) is not None:
            yield lone
        yield from _strengthened(best[1], least=1)


def _lone_spread(grid: Grid, row: Row, column: int) -> Relation | None:
    """Give the spread between the rates of two totals that a slip of the pen keeps from holding, where no two rates give it."""
    totals = [
        cell
        for one in grid.rows
        if one is not row and one.total and (cell := one.cells.get(column)) and cell.is_percent
    ]
    if len(totals) != 2:
        return None
    relation = linear("difference", (row.cells[column], *totals), (1, -1, 1), SPREAD, 2.0)
    return relation if not relation.holds() and slipped(relation) else None


def _far(rate: Series, items: Sequence[Series], calendar: Calendar) -> Iterator[Relation]:
    """A row of percentages that names two items of other tables, which explain it in all periods but one at the most."""
    cells = [one for one in rate.cells if one.when is not None and one.printed]
    words = rate.words - EMPTY - WEAK
    if len(cells) < LEAST_PERIODS or len({one.when for one in cells}) != len(cells):
        return
    named = [one for one in items if (one.words - EMPTY - WEAK) & words]
    schemes = SCHEMES if YEARLY.search(rate.label) else SCHEMES[:1]
    best: tuple[float, list[Relation]] = (0.0, [])
    for part, whole in permutations(named, 2):
        if part.words == whole.words or part.currency != whole.currency:
            continue
        trios = [
            (cell, a, b)
            for cell in cells
            if (a := _at(part, cell, calendar)) is not None and (b := _at(whole, cell, calendar)) is not None
        ]
        if len(trios) < LEAST_PERIODS or any(not b.ends[0] > 0 for _, _, b in trios):
            continue
        for scheme in schemes:
            missed = sum(not _near(cell, a, b, scheme) for cell, a, b in trios)
            if missed > 1 or len(trios) - missed < LEAST_PERIODS:
                continue
            found = [
                Relation("ratio", (cell, a, b), RATIO, by=HUNDRED * scheme(cell.when) * (1 if a.value > 0 else -1))
                for cell, a, b in trios
            ]
            holding = sum(one.holds() for one in found if one.telling())
            both = _named_in(rate.label, part, whole)
            size = len((part.words | whole.words) & words)
            score = holding + 0.3 * both + 0.1 * size
            if both and score > best[0]:
                best = (score, found)
    yield from _strengthened(best[1], least=LEAST_PERIODS)


def _named_in(label: str, part: Series, whole: Series) -> bool:
    """Tell whether a label names both items of a ratio: *Allowance to total loans*."""
    halves = [item_words(one) - EMPTY - WEAK for one in HALVES.split(label, maxsplit=1)]
    if len(halves) > 1:
        return bool(part.words & halves[0]) and bool(whole.words & halves[1])
    return bool((whole.words - part.words) & halves[0]) and bool(part.words & halves[0])


def _near(cell: Mention, part: Mention, whole: Mention, scheme: Scheme) -> bool:
    """Tell at a glance whether a percentage may be that of two amounts."""
    value = 100 * abs(float(part.value)) * float(scheme(cell.when)) / float(whole.value)
    return abs(value - abs(float(cell.value))) <= float(cell.step) * 0.55 + 1e-9


def _at(item: Series, cell: Mention, calendar: Calendar) -> Mention | None:
    alike = [one for one in item.cells if one.when and cell.when and one.when.kind == cell.when.kind]
    return next((one for one in alike or item.cells if calendar.same(one.when, cell.when)), None)
