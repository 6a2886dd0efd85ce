"""What the columns of a table are to each other: change, difference, part of a total, sum across."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.likeness import slipped
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.other_whole import with_other_wholes
from kaiji.tieout.numbers.relation import Relation, linear, strength_of
from kaiji.tieout.numbers.unit import POINTS, same_kind

HUNDRED = Fraction(100)
CHANGE = Text("the change in per cent from the other period", "他期間からの増減率")
DIFFERENCE = Text("the difference of the two periods", "両期間の差額")
POINTS_APART = Text("the difference of the two percentages", "両百分率の差")
SHARE = Text("the part of the total, in per cent", "合計に対する構成比")
RATIO = Text("the ratio of two columns of the row", "同じ行の２列の比率")
MOST_COLUMNS = 14
LEAST_DIGITS = 2
RIGHT_BEHIND = 1.5
MANY_ROWS = 60  # from here on not every row is tried as the whole of all others
SAMPLED = 24
PAIR = (0, 1)
# Words of a head that tell the unit of its numbers.
HEAD_UNITS = frozenset(
    {
        "yen",
        "jpy",
        "million",
        "thousand",
        "billion",
        "usd",
        "dollar",
        "percentage",
        "percent",
        "amount",
        "ratio",
        "composition",
    }
)
Make = Callable[[Row], Relation | None]


def column_patterns(grid: Grid) -> Iterator[Relation]:
    """Give the relations between columns that the rows of a table bear out: changes, parts of a total, sums across."""
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
            if not found and head.change:
                found = _lone(grid, column)
        if not found and not head.percent:
            found = _best(grid, [_apart(column, a, b) for a, b in permutations(amounts, 2)], head.change)
        yield from found
    yield from _changes_of_losses(grid)
    yield from _down_changes(grid)
    yield from _points(grid)


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


def _lone(grid: Grid, column: int) -> list[Relation]:
    """A column headed as a change in per cent beside just two periods, of whose few rows none holds for a slip of the pen."""
    dated = [(one.when, index) for index in grid.amounts if (one := grid.columns[index]).when is not None]
    if (moved := _moved(grid)) is not None:
        now, then = moved
    elif len(dated) != len(grid.amounts) or len(dated) != 2 or len({when.kind for when, _ in dated}) != 1:
        return []
    else:
        (_, then), (_, now) = sorted(dated, key=lambda one: one[0].at)
    make = _change(column, now, then, 1)
    found = [relation for row in grid.rows if (relation := make(row))]
    telling = [relation for relation in found if relation.telling()]
    if len(telling) != 1 or telling[0].holds() or not slipped(telling[0]):
        return []
    telling[0].strength = 2.0
    return telling


def _moved(grid: Grid) -> tuple[int, int] | None:
    """Give the two columns of amounts whose difference stands in a column headed as a change, the later one first."""
    amounts = grid.amounts
    if len(amounts) != len(PAIR):
        return None
    for column in [index for index, one in enumerate(grid.columns) if one.change and not one.percent]:
        for now, then in permutations(amounts, 2):
            relations = [one for row in grid.rows if (one := _apart(column, now, then)(row)) and one.telling()]
            if relations and all(one.holds() for one in relations):
                return now, then
    return None


def _money(mention: Mention | None) -> Mention | None:
    return mention if mention is not None and not mention.is_percent else None


def _change(column: int, now: int, then: int, sign: int) -> Make:
    def make(row: Row) -> Relation | None:
        p, a, b = row.cells.get(column), _money(row.cells.get(now)), _money(row.cells.get(then))
        if p is None or a is None or b is None or b.low <= 0 or a.value < 0 or not same_kind(a.unit, b.unit):
            return None
        return Relation("change", (p, a, b), CHANGE, by=HUNDRED * sign, less_one=True)

    return make


def _changes_of_losses(grid: Grid) -> Iterator[Relation]:
    """Changes of amounts below nothing, which issuers compute in several ways: those that hold are proved, none is accused."""
    amounts = grid.amounts
    for column in [index for index in grid.percents if grid.columns[index].change or not grid.columns[index].share]:
        for row in grid.rows:
            p = row.cells.get(column)
            if p is None or not p.printed:
                continue
            for now, then in permutations(amounts, 2):
                a, b = _money(row.cells.get(now)), _money(row.cells.get(then))
                if (
                    a is None
                    or b is None
                    or not same_kind(a.unit, b.unit)
                    or a.low * a.high <= 0
                    or b.low * b.high <= 0
                ):
                    continue
                if a.value > 0 < b.value:
                    continue
                found = [
                    Relation("change", (p, a, b), CHANGE, by=HUNDRED * sign, less_one=True, strength=1)
                    for sign in (1, -1)
                ]
                yield from (one for one in found if one.holds() and p.digits >= LEAST_DIGITS)


def _apart(column: int, now: int, then: int) -> Make:
    def make(row: Row) -> Relation | None:
        d, a, b = row.cells.get(column), row.cells.get(now), row.cells.get(then)
        if d is None or a is None or b is None or not same_kind(a.unit, b.unit) or a.scale != b.scale:
            return None
        if d.scale != a.scale and not d.is_percent:
            return None
        return linear("difference", (d, a, b), (1, -1, 1), DIFFERENCE, 0)

    return make


def _points(grid: Grid) -> Iterator[Relation]:
    """Changes of percentages in points: *140 bps* or *1.4 pts* beside 51.6 % and 50.2 %; as sure as the other rows of the column make it."""
    for column in range(1, len(grid.columns)):
        rows = [row for row in grid.rows if column in row.cells and row.cells[column].unit.kind == POINTS]
        found: list[tuple[int, list[Relation]]] = []
        for now, then in permutations(range(1, len(grid.columns)), 2) if rows else ():
            relations = [one for row in rows if (one := _point(row, column, now, then))]
            found.append((sum(one.holds() for one in relations), relations))
        most, best = max(found, key=lambda one: one[0], default=(0, []))
        if not most and len(best) != 1:
            continue
        failing = len(best) - most
        for one in best:
            others = most - one.holds() - (failing - (not one.holds()))
            one.strength = 3.0 if others > 1 else 2.0 if others > 0 else 1.0
            yield one


def _point(row: Row, column: int, now: int, then: int) -> Relation | None:
    p, a, b = row.cells[column], row.cells.get(now), row.cells.get(then)
    if a is None or b is None or not (a.is_percent and b.is_percent):
        return None
    basis = (
        HUNDRED if p.text.casefold().rstrip(" )").endswith(("bps", "bp", "points")) and not p.places else Fraction(1)
    )
    if "percentage" in p.text.casefold():
        basis = Fraction(1)
    return linear("difference", (p, a, b), (1, -basis, basis), POINTS_APART, 0)


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
    beside = 0
    turns = all(one - 1 in amounts for one in grid.percents)
    most = 0.0
    wholes = [row for row in grid.rows if column in row.cells and row.cells[column].printed == 100] or grid.rows
    for amount in amounts:
        sample = _sample(grid, column, amount) if len(grid.rows) > MANY_ROWS else []
        for whole in wholes:
            base = _money(whole.cells.get(amount))
            if base is None or base.low <= 0 or (sample and not _may_be_whole(base, sample)):
                continue
            relations = [
                Relation("share", (row.cells[column], row.cells[amount], base), SHARE, by=HUNDRED, slack=1)
                for row in grid.rows
                if row is not whole
                and column in row.cells
                and _money(row.cells.get(amount))
                and same_kind(row.cells[amount].unit, base.unit)
            ]
            telling = [one for one in relations if one.telling()]
            # A part may have been moved by one last place so that the column foots.
            holding = sum(one.holds() for one in telling)
            strength = strength_of(holding, len(telling) - holding, grid.columns[column].share)
            finer = float(holding) + min(0.9, base.digits / 20)
            # Where every percentage stands right behind its amount, those of another period that are nearly alike are not meant.
            finer += RIGHT_BEHIND if turns and amount == column - 1 else 0
            # Two parts of a whole that is marked as 100: one may have slipped.
            failing = [one for one in telling if not one.holds()]
            pair = (
                len(telling) == 2 and holding == 1 and wholes is not grid.rows and all(slipped(one) for one in failing)
            )
            if pair and grid.columns[column].share:
                strength = 2.0
            if strength >= 1 and finer > most and (holding >= 2 or strength >= 2):
                # The whole itself is a hundred parts of a hundred.
                own = whole.cells.get(column)
                itself = Relation("share", (own, base, base), SHARE, by=HUNDRED, slack=1) if own is not None else None
                most, best = finer, [*relations, itself] if itself is not None else relations
                beside = amount
                for one in best:
                    one.strength = strength
    return with_other_wholes(grid, column, beside, best)


def _sample(grid: Grid, column: int, amount: int) -> list[tuple[float, float, float, float]]:
    """Give some rows of a long table, spread over it: each percentage and amount with its last place."""
    rows = [row for row in grid.rows if column in row.cells and _money(row.cells.get(amount))]
    chosen = rows[:: max(1, len(rows) // SAMPLED)]
    pairs = ((row.cells[column], row.cells[amount]) for row in chosen)
    return [(float(p.value), float(p.step), float(a.value), float(a.step)) for p, a in pairs]


def _may_be_whole(base: Mention, sample: Sequence[tuple[float, float, float, float]]) -> bool:
    """Tell whether an amount can be the whole of which a long column shows the parts: most rows would hold, of some rows many."""
    whole = float(base.value)
    if not whole:
        return False
    near = sum(
        abs(share - 100 * part / whole) <= 2 * last + 100 * last_part / whole for share, last, part, last_part in sample
    )
    return near * 6 >= len(sample)


def _own_item(grid: Grid, column: int) -> bool:
    """Tell whether a column of percentages has a name of its own, other than that of the amounts before it: *Return on equity*."""
    own = item_words(grid.columns[column].head) - HEAD_UNITS
    return bool(own - item_words(grid.columns[column - 1].head)) and not grid.columns[column].change


def _down_changes(grid: Grid) -> Iterator[Relation]:
    """Periods as rows: a percentage beside an amount is its change from the row below or above."""
    beside = [column for column in grid.percents if column - 1 in grid.amounts and not _own_item(grid, column)]
    for step in (1, -1):
        found: list[Relation] = []
        said = True
        for row, other in zip(grid.rows, grid.rows[step:] if step > 0 else [grid.rows[-1], *grid.rows], strict=False):
            if row is other or (step < 0 and row is grid.rows[0]):
                continue
            dated = row.when is not None and other.when is not None
            if dated and (row.when.kind != other.when.kind or row.when.months != other.when.months):  # type: ignore[union-attr]
                continue
            if dated and row.when.at <= other.when.at:  # type: ignore[union-attr]
                continue
            said = said and dated
            for column in beside:
                p, a, b = row.cells.get(column), _money(row.cells.get(column - 1)), _money(other.cells.get(column - 1))
                if p is None or a is None or b is None or b.low <= 0 or a.value < 0 or a.unit != b.unit:
                    continue
                found.append(Relation("change", (p, a, b), CHANGE, by=HUNDRED, less_one=True))
        telling = [one for one in found if one.telling()]
        holding = sum(one.holds() for one in telling)
        failing = len(telling) - holding
        strength = strength_of(holding, failing, said)
        if said and not holding and failing == 1:
            strength = 2.0 if slipped(telling[0]) else 0.0
        if (holding or failing == 1) and strength >= 1:
            for one in found:
                one.strength = strength
            yield from found
