"""The relations that the sums and differences between the rows of a table give, column by column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

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
SPENT = re.compile(r"\b(?:costs?|expenses?)\b|売上原価|費用", re.IGNORECASE)
EARNED = re.compile(
    r"\b(?:income|revenues?|sales|profit|margin)\b(?!.*\b(?:costs?|expenses?)\b)|売上(?!原価)|収益|利益", re.IGNORECASE
)
LEAST_PERIODS = 2
CENTS = 2
SEVERAL = 3
LONGEST_BLOCK = 150
MOST_ROWS = 4_000


def row_sums(grid: Grid) -> list[Relation]:
    """Give the sums and differences between rows that a table's columns bear out, for every column."""
    found = list(_sums(grid))
    if _rounded(found):
        for cell in [cell for row in grid.rows for cell in row.cells.values() if cell.counted]:
            cell.low, cell.high, cell.counted = cell.value - cell.step / 2, cell.value + cell.step / 2, False
            cell.ends = (float(cell.low), float(cell.high))
    tighten(found)
    return found


def _rounded(found: Sequence[Relation]) -> bool:
    """Tell whether amounts of which nothing tells the scale were rounded: several sums miss by just one unit, as thousands do."""
    exact = [one for one in found if all(member.counted and member.unit.scale is None for member in one.members)]
    misses = [
        abs(sum(member.value * factor for member, factor in zip(one.members, one.factors, strict=True)))
        for one in exact
    ]
    return sum(miss == 1 for miss in misses) >= SEVERAL


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
    crossed = _crossed(grid, found)
    if crossed:
        # Read as the labels say, no column foots, and each does as soon as the two rows are put back.
        found = replace(found, signs=found.signs[::-1], holding=frozenset(), failing=found.holding)
    plain = crossed or all(sign == 1 for sign in found.signs)
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
        relation = linear(
            "sum" if plain or not found.holding else "difference",
            (target, *members),
            (1, *signs),
            FOOT if plain else LESS,
            0,
        )
        relation.strength = _strength(grid, found, column, relation, blank)
        yield doubt(grid, found, column, relation, blank) if column in found.failing and found.holding else relation


def _crossed(grid: Grid, found: Found) -> bool:
    """Tell whether a result is what is spent less what is earned: the amounts of the two rows have changed places."""
    if len(found.parts) != 2 or sorted(found.signs) != [-1, 1] or found.failing or found.groups < LEAST_PERIODS:
        return False
    added, off = sorted(found.parts, key=lambda part: -found.signs[found.parts.index(part)])
    labels = [grid.rows[index].label for index in (found.target, added, off)]
    spends = [bool(SPENT.search(label)) for label in labels]
    earns = [bool(EARNED.search(label)) for label in labels]
    cells = [cell for index in (added, off) for cell in grid.rows[index].cells.values()]
    return spends == [False, True, False] and earns == [True, False, True] and all(cell.value >= 0 for cell in cells)


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
