"""The relations that the sums and differences between the rows of a table give, column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kaiji.core.text import Text
from kaiji.tieout.numbers.column_doubt import LESS, doubt
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.mean_column import is_mean
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.row_guess import GuessedSums
from kaiji.tieout.numbers.row_sum import CHANCE_ALONE, Found
from kaiji.tieout.numbers.tightness import tighten
from kaiji.tieout.numbers.unit import PER_SHARE, PERCENT, SHARES

FOOT = Text("the total of these rows", "これらの行の合計")
CENTS = 2
LONGEST_BLOCK = 150
MOST_ROWS = 4_000


def row_sums(grid: Grid) -> list[Relation]:
    """Give the sums and differences between rows that a table's columns bear out, for every column."""
    found = list(_sums(grid))
    tighten(found)
    return found


def _sums(grid: Grid) -> Iterator[Relation]:
    columns = [
        index for index, column in enumerate(grid.columns) if index and not (column.percent and not column.of_total)
    ]
    filled = {column for row in grid.rows for column in row.cells}
    # A column of remarks or of dates is none of those that add up.
    amounts = [one for one in columns if not grid.columns[one].percent and one in filled]
    kinds: dict[str, list[int]] = {}
    said = {cell.unit.kind for row in grid.rows for column, cell in row.cells.items() if column in amounts} - {""}
    # Rows that do not say what they count, among numbers of shares only, are such.
    shared = SHARES if said == {SHARES} else ""
    for index, row in enumerate(grid.rows):
        kind = next((cell.unit.kind for column, cell in row.cells.items() if column in amounts), None)
        if kind is not None and kind != PERCENT:
            key = kind if kind in (SHARES, PER_SHARE) else shared if not kind else ""
            # What is printed with decimals below amounts without any is no part of their sums.
            fine = not key and min(_places(row, amounts), default=0) >= CENTS > 0 == _usual(grid, amounts)
            kinds.setdefault(f"{key}{fine}", []).append(index)
    for rows in kinds.values():
        for block in _blocks(grid, rows):
            if len(block) < 3:  # two parts and their total
                continue
            for found in GuessedSums(grid, block, amounts).search():
                yield from _relations(grid, found, columns)


def _places(row: Row, columns: Sequence[int]) -> list[int]:
    return [cell.places for column, cell in row.cells.items() if column in columns]


def _usual(grid: Grid, columns: Sequence[int]) -> int:
    """Give how many decimals most amounts of a table have."""
    counts = Counter(places for row in grid.rows for places in _places(row, columns))
    return counts.most_common(1)[0][0] if counts else 0


def _blocks(grid: Grid, rows: Sequence[int]) -> Iterator[list[int]]:
    """Part a very long table behind totals, so that the search stays short; a total of totals far away is then not found."""
    block: list[int] = []
    for index in rows[:MOST_ROWS]:
        block.append(index)
        if len(block) >= LONGEST_BLOCK and (grid.rows[index].total or len(block) >= 2 * LONGEST_BLOCK):
            yield block
            block = []
    yield block


def _lone(target: Mention, members: Sequence[Mention]) -> bool:
    """Tell whether a total of one is no total: basic and diluted amounts per share need not be one."""
    return target.is_per_share and len(members) == 1


def _relations(grid: Grid, found: Found, columns: Sequence[int]) -> Iterator[Relation]:
    plain = all(sign == 1 for sign in found.signs)
    for column in columns:
        target = grid.rows[found.target].cells.get(column)
        members: list[Mention] = []
        signs: list[int] = []
        blank = False
        for part, sign in zip(found.parts, found.signs, strict=True):
            cell = grid.rows[part].cells.get(column)
            if cell is not None:
                members.append(cell)
                signs.append(-sign)
            elif column not in grid.rows[part].dashes:
                blank = True
        if target is None or not members or (grid.columns[column].percent and (blank or len(members) < 2)):
            continue
        if len({(one.scale, one.is_percent) for one in (target, *members)}) > 1 or _lone(target, members):
            continue
        if (
            found.holding
            and column not in found.holding
            and is_mean(grid, column, (found.target, *found.parts), found.holding)
        ):
            continue
        relation = linear("sum" if plain else "difference", (target, *members), (1, *signs), FOOT if plain else LESS, 0)
        relation.strength = _strength(grid, found, column, relation, blank)
        yield doubt(grid, found, column, relation, blank) if column in found.failing and found.holding else relation


def _strength(grid: Grid, found: Found, column: int, relation: Relation, blank: bool) -> float:
    """Tell how sure it is that a sum is meant in one column, from the columns in which it holds."""
    others = len(found.holding - {column})
    if not found.holding:
        return 2 if len(found.failing) > 1 or all(one.counted for one in relation.members) else 1.6
    if column in found.holding:
        return 3 if found.groups > 1 else 2
    if grid.columns[column].percent:
        return 1
    strength = 3 if found.groups > 1 else 2 if others and (found.chance < CHANCE_ALONE or found.likely >= 40) else 1
    if not blank and len(relation.members) == 2 < len(found.parts) + 1:
        # A dash may say *none* or *not shown*; one amount left alone need not be the total.
        return min(strength, 0.9)
    return strength - 1 if blank else strength
