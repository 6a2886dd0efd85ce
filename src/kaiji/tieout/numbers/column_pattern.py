"""What the columns of a table are to each other: change, difference, part of a total, translation, sum across."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, permutations
from statistics import median

from kaiji.core.text import Text
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear, strength_of
from kaiji.tieout.numbers.unit import PER_SHARE, SHARES

HUNDRED = Fraction(100)
CHANGE = Text("the change in per cent from the other period", "他期間からの増減率")
DIFFERENCE = Text("the difference of the two periods", "両期間の差額")
SHARE = Text("the part of the total, in per cent", "合計に対する構成比")
ACROSS = Text("the total of the row", "行の合計")
RATIO = Text("the ratio of two columns of the row", "同じ行の２列の比率")
TRANSLATION = Text("the translation at the document's rate", "本書の換算レートによる換算額")
MOST_COLUMNS = 14
Make = Callable[[Row], Relation | None]


def column_patterns(grid: Grid, rates: Sequence[Mention]) -> Iterator[Relation]:
    """Give the relations between columns that the rows of a table bear out.

    Args:
        grid: the table.
        rates: numbers of the document that may be an exchange rate.
    """
    if len(grid.columns) > MOST_COLUMNS:
        return
    amounts = grid.amounts
    for column in [index for index, one in enumerate(grid.columns) if one.percent or one.change]:
        head = grid.columns[column]
        found: list[Relation] = []
        if head.percent:
            found = _best(
                grid,
                [_change(column, a, b, sign) for a, b in permutations(amounts, 2) for sign in (1, -1)],
                head.change,
            )
            if not found and (found := _share(grid, column, amounts)):
                head.of_total = True
            if not found:
                found = _best(grid, [_quotient(column, a, b) for a, b in permutations(amounts, 2)], False)
        if not found and not head.percent:
            found = _best(grid, [_apart(column, a, b) for a, b in permutations(amounts, 2)], head.change)
        yield from found
    yield from _down_changes(grid)
    translated: set[int] = set()
    for a, b in permutations(amounts, 2):
        if a in translated or b in translated or not _foreign(grid, a, b):
            continue
        if found := _translation(grid, a, b, rates):
            translated.add(a)
            yield from found
    yield from _mixed_rows(grid, rates)
    yield from _sums_across(grid, amounts)


def _best(grid: Grid, makes: Sequence[Make], said: bool) -> list[Relation]:
    """Choose the pattern that most rows bear out, and give its relations with their strength."""
    best: tuple[float, list[Relation], int, int] | None = None
    for make in makes:
        relations = [one for row in grid.rows if (one := make(row))]
        telling = [one for one in relations if one.telling()]
        holding = sum(one.holds() for one in telling)
        failing = len(telling) - holding
        if not holding:
            continue
        score = holding - 1.5 * failing
        if best is None or score > best[0]:
            best = (score, relations, holding, failing)
    if best is None:
        return []
    _, relations, holding, failing = best
    strength = strength_of(holding, failing, said)
    if strength < 1:
        return []
    for one in relations:
        # One that holds does not speak for itself: an instance is as sure as the others make it.
        one.strength = (
            strength_of(holding - 1, failing, said) if one.holds() else strength_of(holding, failing - 1, said)
        )
    return relations


def _money(mention: Mention | None) -> Mention | None:
    return mention if mention is not None and not mention.is_percent else None


def _change(column: int, now: int, then: int, sign: int) -> Make:
    def make(row: Row) -> Relation | None:
        p, a, b = row.cells.get(column), _money(row.cells.get(now)), _money(row.cells.get(then))
        if p is None or a is None or b is None or b.low <= 0 or a.value < 0 or a.unit.kind != b.unit.kind:
            return None
        return Relation("change", (p, a, b), CHANGE, by=HUNDRED * sign, less_one=True)

    return make


def _apart(column: int, now: int, then: int) -> Make:
    def make(row: Row) -> Relation | None:
        d, a, b = row.cells.get(column), row.cells.get(now), row.cells.get(then)
        if d is None or a is None or b is None or a.unit.kind != b.unit.kind or a.scale != b.scale:
            return None
        if d.scale != a.scale and not d.is_percent:
            return None
        return linear("difference", (d, a, b), (1, -1, 1), DIFFERENCE, 0)

    return make


def _quotient(column: int, part: int, whole: int) -> Make:
    def make(row: Row) -> Relation | None:
        p, a, b = row.cells.get(column), _money(row.cells.get(part)), _money(row.cells.get(whole))
        if p is None or a is None or b is None or b.low <= 0:
            return None
        return Relation("ratio", (p, a, b), RATIO, by=HUNDRED)

    return make


def _share(grid: Grid, column: int, amounts: Sequence[int]) -> list[Relation]:
    """Find the column and the row of the whole of which a column shows the parts."""
    best: list[Relation] = []
    most = 0.0
    wholes = [row for row in grid.rows if column in row.cells and row.cells[column].printed == 100] or grid.rows
    for amount in amounts:
        for whole in wholes:
            base = _money(whole.cells.get(amount))
            if base is None or base.low <= 0:
                continue
            relations = [
                Relation("share", (row.cells[column], row.cells[amount], base), SHARE, by=HUNDRED, slack=1)
                for row in grid.rows
                if row is not whole
                and column in row.cells
                and _money(row.cells.get(amount))
                and row.cells[amount].unit.kind == base.unit.kind
            ]
            telling = [one for one in relations if one.telling()]
            # A part may have been moved by one last place so that the column foots.
            holding = sum(one.holds() for one in telling)
            strength = strength_of(holding, len(telling) - holding, grid.columns[column].share)
            finer = float(holding) + min(0.9, base.digits / 20)
            if strength >= 1 and finer > most and holding >= 2:
                most, best = finer, relations
                for one in relations:
                    one.strength = strength
    return best


def _down_changes(grid: Grid) -> Iterator[Relation]:
    """Periods as rows: a percentage beside an amount is its change from the row below or above."""
    for step in (1, -1):
        found: list[Relation] = []
        for index, row in enumerate(grid.rows):
            if not 0 <= index + step < len(grid.rows):
                continue
            other = grid.rows[index + step]
            if (
                row.when is None
                or other.when is None
                or row.when.kind != other.when.kind
                or row.when.months != other.when.months
            ):
                continue
            for column in grid.percents:
                p, a, b = row.cells.get(column), _money(row.cells.get(column - 1)), _money(other.cells.get(column - 1))
                if p is None or a is None or b is None or b.low <= 0 or a.value < 0:
                    continue
                if row.when.at > other.when.at:
                    found.append(Relation("change", (p, a, b), CHANGE, by=HUNDRED, less_one=True))
        telling = [one for one in found if one.telling()]
        holding = sum(one.holds() for one in telling)
        strength = strength_of(holding, len(telling) - holding, True)
        if holding and strength >= 1:
            for one in found:
                one.strength = strength
            yield from found


def _foreign(grid: Grid, one: int, other: int) -> bool:
    """Tell whether two columns may be one amount in two currencies."""
    here, there = grid.columns[one], grid.columns[other]
    if here.unit.currency and there.unit.currency:
        return here.unit.currency != there.unit.currency and here.when in (there.when, None)
    return False


def _translation(grid: Grid, foreign: int, home: int, rates: Sequence[Mention]) -> list[Relation]:
    pairs = [
        (row.cells[foreign], row.cells[home])
        for row in grid.rows
        if foreign in row.cells
        and home in row.cells
        and row.cells[home].value
        and row.cells[foreign].value
        and row.cells[foreign].unit.kind == row.cells[home].unit.kind
    ]
    if len(pairs) < 3:
        return []
    sure = sorted(pairs, key=lambda pair: -pair[0].digits)[: max(3, len(pairs) // 2)]
    guess = median(float(there.value / here.value) for here, there in sure)
    fitting = [rate for rate in rates if abs(float(rate.value) / guess - 1) < 0.002]
    rate = fitting[0] if fitting else None
    if rate is None and guess <= 0:
        return []
    relations = []
    for row in grid.rows:
        here, there = row.cells.get(foreign), row.cells.get(home)
        if here is None or there is None or here.unit.kind != there.unit.kind:
            continue
        if rate is not None:
            relations.append(Relation("translation", (here, there, rate), TRANSLATION, slack=1))
        else:
            relations.append(
                Relation(
                    "translation",
                    (here, there),
                    TRANSLATION,
                    slack=1,
                    constant=Fraction(guess).limit_denominator(10**6),
                )
            )
    # Columns in translation are often made to foot by one last unit.
    holding = sum(one.holds() for one in relations)
    strength = strength_of(holding, len(relations) - holding, rate is not None)
    if strength < 1:
        return []
    for one in relations:
        one.strength = strength if rate is not None else min(strength, 1)
    return relations


def _mixed_rows(grid: Grid, rates: Sequence[Mention]) -> Iterator[Relation]:
    """Rows that print one amount in two currencies, each with its own unit."""
    for row in grid.rows:
        cells = list(row.cells.items())
        for (column, here), (other, there) in pairwise(cells):
            if here.unit.kind != there.unit.kind or not here.unit.currency or not there.unit.currency:
                continue
            if (
                here.unit.currency == there.unit.currency
                or _foreign(grid, column, other)
                or here.when not in (None, there.when)
            ):
                continue
            for rate in rates[:1]:
                if rate.unit.currency == there.unit.currency:
                    yield Relation("translation", (here, there, rate), TRANSLATION, slack=1, strength=1)


def _sums_across(grid: Grid, amounts: Sequence[int]) -> Iterator[Relation]:
    """A column that is the sum of neighbouring ones, of which at least two rows tell."""
    if len(amounts) < 3:
        return
    best: list[Relation] = []
    best_score = -1.0
    for target in amounts:
        left = [one for one in amounts if one < target]
        right = [one for one in amounts if one > target]
        for parts in (*[left[-k:] for k in range(2, len(left) + 1)], *[right[:k] for k in range(2, len(right) + 1)]):
            if len({grid.columns[one].unit.currency for one in (target, *parts)}) > 1:
                continue
            relations = []
            for row in grid.rows:
                if target in row.cells and (members := [row.cells[one] for one in parts if one in row.cells]):
                    if len(members) + sum(one in row.dashes for one in parts) < len(parts) and len(members) < 2:
                        continue
                    if any(one.unit != row.cells[target].unit for one in members) or row.cells[target].is_percent:
                        continue
                    relations.append(linear("sum", (row.cells[target], *members), (1, *[-1] * len(members)), ACROSS, 0))
            # Shares, and amounts per share, of a year are averages: their quarters add up by chance.
            averaged = [one for one in relations if one.members[0].unit.kind in (SHARES, PER_SHARE)]
            relations = [one for one in relations if one not in averaged or one.holds()]
            telling = [
                one for one in relations if len(one.members) > 2 and one.members[0].digits >= 2 and one not in averaged
            ]
            holding = sum(one.holds() for one in telling)
            said = bool({"total", "consolidated"} & set(grid.columns[target].head.casefold().split()))
            strength = strength_of(holding, len(telling) - holding, said)
            score = holding - 1.5 * (len(telling) - holding)
            if strength >= 1 and holding >= (1 if said else 2) and score > best_score:
                best, best_score = relations, score
                for one in relations:
                    one.strength = min(strength, 1.0) if one in averaged else strength
    yield from best
