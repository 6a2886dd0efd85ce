"""Rows that show a ratio of two other rows: margins, equity ratios, amounts per share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice

from kaiji.core.text import Text
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.likeness import slip_within, slipped
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.period_ratio import defined
from kaiji.tieout.numbers.relation import Relation, strength_of
from kaiji.tieout.numbers.same_item import same_size
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.share_amount import Amounts
from kaiji.tieout.numbers.unit import PER_SHARE, PERCENT, SHARES, Unit, same_kind
from kaiji.tieout.numbers.when import Calendar

RATIO = Text("the ratio of these rows, in per cent", "これらの行の比率")
MARGIN = Text("what is left of the one after the other, in per cent of it", "差引後の割合")
EACH = Text("the amount divided by the number of shares", "金額÷株式数")
TIMES = Text("the number of shares in another unit", "株式数の換算")
MOST_ROWS = 80
LEAST_DIGITS = 3
NAMED_WORDS = 2
TELLING_DIGITS = 5
NEARLY = Fraction(1, 100)
MOST_RESULTS = 300
MOST_TRIED = 300  # of the pairs that explain an amount per share; a document that says all again and again has more
NO_AMOUNTS = (SHARES, PERCENT, PER_SHARE)
AVERAGE = re.compile(r"\baverage\b|平均", re.IGNORECASE)
TREASURY = frozenset({"treasury"})
GROSS = re.compile(r"自己株式を?含|including treasury", re.IGNORECASE)
BALANCES = frozenset({"equity", "book", "asset"})
RESULT_WORDS = frozenset({"income", "loss", "net", "attributable", "shareholder", "equity", "dividend"})


def ratio_rows(grid: Grid) -> Iterator[Relation]:
    """Give the rows of percentages that two other rows of the table explain in every column."""
    if len(grid.rows) > MOST_ROWS:
        return
    amounts = grid.amounts
    for row in grid.rows:
        columns = [one for one in amounts if one in row.cells and row.cells[one].is_percent]
        if not columns:
            continue
        best: tuple[tuple[float, ...], list[Relation]] | None = None
        for whole in grid.rows:
            for part in grid.rows:
                if part is row or whole is row or part is whole:
                    continue
                for relations in _pair(row, part, whole, columns):
                    holding = sum(one.holds() for one in relations)
                    failing = len(relations) - holding
                    alike = len(row.words & (part.words | whole.words)) or 2 * defined(
                        row.words, part.words, whole.words
                    )
                    near = -abs(grid.rows.index(row) - grid.rows.index(part)) / 1000
                    if not _meant(holding, failing, bool(alike)):
                        continue
                    score = (float(holding - failing), float(alike), near)
                    if best is None or score > best[0]:
                        best = (score, relations)
                        for one in relations:
                            one.strength = (
                                3
                                if holding > 2 or (holding == 2 and alike)
                                else 2
                                if holding == 2
                                else 2
                                if _both_named(row, part, whole)
                                else 1 + (alike > 1) * 0.5
                            )
        if best is not None:
            yield from best[1]


def _both_named(row: Row, part: Row, whole: Row) -> bool:
    """Tell whether a label names both items of which its ratio is made: *Equity to total assets*."""
    both = part.words | whole.words
    if "margin" in row.words and "cost" in part.words:
        # *Gross margin ratio of a service*: of its revenue, after its cost.
        both = both - {"cost", "revenue", "income"}
    return bool(part.words) and bool(whole.words) and bool(both) and both <= row.words


def _meant(holding: int, failing: int, alike: bool) -> bool:
    """Tell whether two rows may explain a row of percentages: it holds, by name or in several columns, and fails seldom."""
    if not holding or failing > holding or (holding < 2 and not alike):
        return False
    return not failing or alike or (failing == 1 and holding > 2)


def _pair(row: Row, part: Row, whole: Row, columns: Sequence[int]) -> Iterator[list[Relation]]:
    plain: list[Relation] = []
    margin: list[Relation] = []
    for column in columns:
        a, b = part.cells.get(column), whole.cells.get(column)
        if a is None or b is None or a.is_percent or b.is_percent or b.low <= 0 or not same_kind(a.unit, b.unit):
            continue
        plain.append(Relation("ratio", (row.cells[column], a, b), RATIO, by=Fraction(100)))
        margin.append(Relation("ratio", (row.cells[column], a, b), MARGIN, by=Fraction(-100), less_one=True))
    if plain and any(one.telling() for one in plain):
        yield plain
        yield margin


def per_share(
    grids: Sequence[Grid], series: Sequence[Series], counts: Sequence[Mention], calendar: Calendar
) -> Iterator[Relation]:
    """Give the amounts per share that a result and a number of shares of the same period explain.

    Args:
        grids: the tables.
        series: their items.
        counts: numbers of shares that stand in sentences, with their period.
        calendar: of the document.

    Numbers of shares are those of the document; numerators are rows of money. A pair is taken where it explains the
    amount in two periods, or in one with four digits or more.
    """
    shares = [row for grid in grids for row in grid.rows if any(one.unit.kind == SHARES for one in row.cells.values())]
    counted: list[list[Mention]] = [list(one.cells.values()) for one in shares] + _by_line(counts)
    gross = {id(cells) for cells, one in zip(counted, shares, strict=False) if GROSS.search(one.label)}
    outstanding = list(_outstanding(shares, calendar))
    counted += [[one] for one in outstanding]
    averages = {id(cells) for cells, one in zip(counted, shares, strict=False) if AVERAGE.search(one.label)}
    money = [
        row
        for grid in grids
        for row in grid.rows
        if row.words & RESULT_WORDS and any(one.unit.kind not in NO_AMOUNTS for one in row.cells.values())
    ]
    amounts = [[one for one in row.cells.values() if one.unit.kind not in NO_AMOUNTS] for row in money]
    numerators = Amounts(_finest([*amounts, *([one] for one in _money_cells(grids))], calendar))
    for item in series:
        cells = [one for one in item.cells if one.is_per_share and one.printed]
        if not cells:
            continue
        groups: list[tuple[float, list[Relation]]] = []
        refused: list[Relation] = []
        for result, count in islice(numerators.explaining(cells, counted), MOST_TRIED):
            if item.words & BALANCES and id(count) in averages:
                continue  # what is there on a day is divided by the shares of that day
            if item.words & BALANCES and id(count) in gross and outstanding:
                continue  # and by those that others than the company hold
            relations = _each(cells, result, count, calendar)
            holding = [one for one in relations if one.holds() and one.telling()]
            failing = sum(not one.holds() for one in relations)
            if not holding or failing > len(holding):
                refused += relations if not holding else ()
                continue
            alone = len({one.members[0] for one in holding}) < 2
            if (
                alone
                and max(one.members[0].digits for one in holding) < 4
                and not (_together(item, relations) or _named_together(item, relations, grids))
            ):
                continue
            tables = {member.table for one in relations for member in one.members}
            score = len(holding) - 1.5 * failing + (2.0 if len(tables) == 1 and id(count) in averages else 0.0)
            groups.append((score, relations))
            for one in relations:
                one.strength = strength_of(len(holding) - one.holds(), failing - (not one.holds()), said=True)
        found = list(_best_of_each(groups))
        yield from found
        yield from _slipped_beside(found, refused)
    yield from _equivalents(shares, calendar)


def _best_of_each(groups: Sequence[tuple[float, list[Relation]]]) -> Iterator[Relation]:
    """Give of some ways to explain amounts per share the best one; of the amounts it leaves out, the best that holds.

    The numbers of shares of two days may stand in two places.
    """
    seen: set[Mention] = set()
    for _, relations in sorted(groups, key=lambda group: -group[0]):
        taken = [one for one in relations if one.members[0] not in seen and (not seen or one.holds())]
        seen.update(one.members[0] for one in taken)
        yield from taken


def _slipped_beside(found: Sequence[Relation], refused: Sequence[Relation]) -> Iterator[Relation]:
    """Give the amounts per share that a slip keeps from being what the same row and much the same number of shares give elsewhere."""
    seen = {one.members[0] for one in found}
    held = [one.members for one in found if one.holds() and one.members[0].digits >= TELLING_DIGITS]
    for one in refused:
        each, amount, number = one.members
        if each in seen or not any(
            amount.table == other.table
            and amount.row == other.row
            and abs(number.value - count.value) <= NEARLY * count.value
            for _, other, count in held
        ):
            continue
        bounds = one.solve(0)
        if bounds is not None and slip_within(each, bounds[0] - each.step / 2, bounds[1] + each.step / 2) is not None:
            seen.add(each)
            one.strength = 2.0
            yield one


def _together(item: Series, relations: Sequence[Relation]) -> bool:
    """Tell whether an amount per share, the result and the number of shares stand in one table that shows enough.

    Enough is another period with three digits that hold, or a slip that parts what fails.
    """
    if {member.table for one in relations for member in one.members} != {item.grid}:
        return False
    failing = [one for one in relations if not one.holds()]
    if any(one.holds() and one.members[0].digits >= LEAST_DIGITS for one in relations):
        return True
    return bool(failing) and all(slipped(one) for one in failing)


def _named_together(item: Series, relations: Sequence[Relation], grids: Sequence[Grid]) -> bool:
    """Tell whether the number of shares stands in the table of an amount per share, by its name, and one slip parts what fails."""
    counts = [one.members[2] for one in relations]
    if any(one.table != item.grid or one.row < 0 for one in counts):
        return False
    label = grids[item.grid].rows[counts[0].row].words
    failing = [one for one in relations if not one.holds()]
    return (
        len(item.words & label - RESULT_WORDS) >= NAMED_WORDS and bool(failing) and all(slipped(one) for one in failing)
    )


def _by_line(counts: Sequence[Mention]) -> list[list[Mention]]:
    """Put numbers of shares that stand in one text together: they are one item through its periods."""
    lines: dict[int, list[Mention]] = {}
    for one in counts:
        lines.setdefault(one.spot.line, []).append(one)
    return list(lines.values())


def _finest(rows: Sequence[list[Mention]], calendar: Calendar) -> list[list[Mention]]:
    """Leave out amounts that stand elsewhere more finely: a coarse one would hide what a fine one shows."""
    if len(rows) > MOST_RESULTS:
        return list(rows)
    finer: dict[int, bool] = {}
    for at, row in enumerate(rows):
        finer[at] = any(
            other is not row
            and all(
                any(
                    same_size(one, cell) and cell.step < one.step and calendar.same(one.when, cell.when)
                    for cell in other
                )
                for one in row
            )
            for other in rows
        )
    return [row for at, row in enumerate(rows) if not finer[at]]


def _money_cells(grids: Sequence[Grid]) -> list[Mention]:
    """Give the amounts of tables whose items stand over the columns."""
    return [
        cell
        for grid in grids
        for row in grid.rows
        if row.when is not None
        for cell in row.cells.values()
        if cell.unit.kind not in NO_AMOUNTS
    ]


def _each(
    cells: Sequence[Mention], numerators: Sequence[Mention], count: Sequence[Mention], calendar: Calendar
) -> list[Relation]:
    found = []
    for cell in cells:
        for amount in numerators:
            if amount.unit.currency and cell.unit.currency and amount.unit.currency != cell.unit.currency:
                continue
            if calendar.same(cell.when, amount.when) is False or amount.unit.kind in NO_AMOUNTS:
                continue
            for number in count:
                if number.unit.kind != SHARES or number.low <= 0 or calendar.same(cell.when, number.when) is False:
                    continue
                if calendar.same(amount.when, number.when) is False:
                    continue
                undated = amount.when is None or number.when is None or cell.table in (amount.table, number.table)
                if cell.when is None and undated and not (_beside(cell, amount) and _beside(cell, number)):
                    continue
                relation = Relation("product", (cell, amount, number), EACH)
                if cell.unit.currency or relation.holds():
                    found.append(relation)
    return found


def _outstanding(shares: Sequence[Row], calendar: Calendar) -> Iterator[Mention]:
    """Give the numbers of shares in others' hands, where a form prints those issued and those that the company holds."""
    for row in shares:
        for own in shares:
            if not (
                GROSS.search(row.label) and own is not row and own.words >= TREASURY and not GROSS.search(own.label)
            ):
                continue
            for issued in row.cells.values():
                for held in own.cells.values():
                    if calendar.same(issued.when, held.when) and held.value < issued.value:
                        one = Mention(
                            -1, issued.spot, "", issued.value - held.value, 0, Unit(SHARES, "", 0), about=True
                        )
                        one.when = issued.when
                        yield one


def _beside(one: Mention, other: Mention) -> bool:
    """Tell whether two numbers stand in one column of one table."""
    return one.table == other.table >= 0 and one.column == other.column


def _equivalents(shares: Sequence[Row], calendar: Calendar) -> Iterator[Relation]:
    """Numbers of shares and of their depositary equivalents: one whole factor in every period."""
    # Those that the company holds are no other unit of those that it issued.
    shares = [one for one in shares if not TREASURY & one.words]
    for one in shares:
        for other in shares:
            pairs = [
                (a, b)
                for a in one.cells.values()
                for b in other.cells.values()
                if one is not other
                and not TREASURY & (one.words | other.words)
                and calendar.same(a.when, b.when)
                and b.value > 0
                and a.value > b.value
            ]
            if len(pairs) < 2 or not one.words & other.words:
                continue
            found = [
                [Relation("product", (b, a), TIMES, constant=Fraction(factor), slack=1) for a, b in pairs]
                for factor in {round(a.value / b.value) for a, b in pairs}
                if factor > 1
            ]
            relations = max(found, key=lambda items: sum(item.holds() for item in items), default=[])
            holding = sum(item.holds() for item in relations)
            if holding and len(relations) - holding <= 1:
                for item in relations:
                    item.strength = 1 if holding == len(relations) else 1.6
                yield from relations
