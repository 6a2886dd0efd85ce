"""What the rows of a table are to each other: totals of what stands above or below them, and what is taken off."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from kaiji.core.text import Text
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.unit import PER_SHARE, PERCENT, SHARES

FOOT = Text("the total of these rows", "これらの行の合計")
LESS = Text("the result of these rows, with what is taken off", "これらの行の差引計")
TAKEN_OFF = re.compile(
    r"\bcosts?\b|\bexpenses?\b|\btax(?:es)?\b|\bless\b|\bdeduct|\bloss(?:es)? (?:on|from)|\bdepreciation|\bamortization|\bprovision|\bcharges?\b|"
    r"non-?controlling interests?$|attributable to non|\bliabilities\b|原価|費用|販売費|管理費|経費|法人税|控除|損失|差損",
    re.IGNORECASE,
)
WHOLE = re.compile(r"\btotals?\b|subtotal|net cash|合計|小計", re.IGNORECASE)
RESULT = re.compile(
    r"\bgross (?:profit|margin)\b|\b(?:income|profit|loss|earnings|result)\b.*\b(?:before|from operations)\b|"
    r"\b(?:operating|pre-?tax|ordinary|net) (?:income|profit|loss|earnings|result)\b|利益",
    re.IGNORECASE,
)
LEFT = re.compile(
    r"\bgross (?:profit|margin)|\b(?:operating|ordinary|recurring|net) (?:income|profit|loss)\b|売上総利益|営業利益|経常利益|純利益",
    re.IGNORECASE,
)
LONGEST = 40
LONGEST_BLOCK = 150
MOST_ROWS = 4_000
LONGEST_SIGNED = 7
SHORT = 3
SURE = 400.0
CENTS = 2
CHANCE = 0.02
CHANCE_ALONE = 0.001


@dataclass(slots=True)
class Found:
    """A row that is the sum of others, with the columns that bear it out."""

    target: int
    parts: tuple[int, ...]
    signs: tuple[int, ...]
    holding: frozenset[int]
    failing: frozenset[int]
    chance: float
    groups: int
    likely: float = 1.0


class RowSums:
    """Finds which rows of one kind of unit are totals of which, taking off from sight what is already in a total."""

    def __init__(self, grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> None:
        self.grid = grid
        self.rows = list(rows)
        self.visible = list(rows)
        self.columns = list(columns)
        self.found: list[Found] = []
        self.values: dict[int, dict[int, tuple[float, float]]] = {
            index: {
                column: (float(cell.value), float(cell.high - cell.low) / 2)
                for column, cell in grid.rows[index].cells.items()
                if column in columns
            }
            for index in rows
        }
        self.group = {column: self._group(column) for column in columns}

    def _group(self, column: int) -> object:
        when = self.grid.columns[column].when
        return column if when is None else when

    def search(self) -> list[Found]:
        """Search until nothing more is found."""
        tried = 4 * len(self.visible) * 10
        while best := self._best_plain(tried):
            self._take(best)
        while best := self._best_signed():
            self._take(best)
            while more := self._best_plain(tried):
                self._take(more)
        for crossed in self._crossed():
            self._take(crossed)
        for guessed in self._slipped():
            self._take(guessed)
        return self.found

    def _slipped(self) -> Iterator[Found]:
        """Totals of just the block above them in a table of one column, which a single slip of the pen keeps from footing."""
        if len(self.columns) != 1:
            return
        column = self.columns[0]
        for target in self._targets():
            cell = self.grid.rows[target].cells.get(column)
            if cell is None or not self.grid.rows[target].total:
                continue
            above = [index for index in self.visible if index < target and column in self.values[index]][::-1]
            for count in range(2, min(len(above), LONGEST) + 1):
                parts = tuple(above[:count])
                if self._likelihood(target, parts[-1], False) < 400:
                    continue
                cells = [self.grid.rows[part].cells[column] for part in parts]
                apart = cell.value - sum(one.value for one in cells)
                slips = [one for one in cells if is_slip(one, one.value + apart)]
                if apart and (is_slip(cell, cell.value - apart) or slips):
                    yield Found(target, parts, (1,) * count, frozenset(), frozenset({column}), 0.0, 2)
                    break

    def _crossed(self) -> Iterator[Found]:
        """Totals of the block above them whose two columns fail by opposite amounts: two cells changed places."""
        if len(self.columns) != 2:
            return
        one, other = self.columns
        for target in self._targets():
            if not self.grid.rows[target].total:
                continue
            above = [index for index in self.visible if index < target][::-1][:LONGEST]
            for count in range(2, len(above) + 1):
                parts = tuple(above[:count])
                if self._likelihood(target, parts[-1], False) < 400 or target not in self.values:
                    continue
                rows = [target, *parts]
                if any(len(self.values[index]) < 2 for index in rows):
                    continue
                apart = [
                    self.values[target][column][0] - sum(self.values[part][column][0] for part in parts)
                    for column in (one, other)
                ]
                room = sum(self.values[index][one][1] for index in rows)
                if abs(apart[0]) <= room or abs(apart[0] + apart[1]) > 2 * room:
                    continue
                moved = [
                    index
                    for index in rows
                    if abs(
                        (self.values[index][other][0] - self.values[index][one][0]) * (1 if index in parts else -1)
                        - apart[0]
                    )
                    <= 2 * room
                ]
                if len(moved) == 1:
                    yield Found(target, parts, (1,) * count, frozenset(), frozenset({one, other}), 0.0, 2)
                    break

    def _targets(self) -> list[int]:
        """The rows not yet known to be a total; one that is itself part of a total may still be one.

        A result that was found from the rows below it is still one of the rows above it.
        """
        known = {
            one.target
            for one in self.found
            if max(one.parts) < one.target or not RESULT.search(self.grid.rows[one.target].label)
        }
        return [index for index in self.rows if index not in known]

    def _take(self, found: Found) -> None:
        self.found.append(found)
        gone = set(found.parts)
        if found.target < min(found.parts) and RESULT.search(self.grid.rows[found.parts[-1]].label):
            # "Revenue, cost, gross profit" adds up from below, too; the result goes on to the next one.
            gone.discard(found.parts[-1])
        self.visible = [index for index in self.visible if index not in gone]

    def _best_plain(self, tried: int) -> Found | None:
        best: tuple[tuple[float, ...], Found] | None = None
        known = {one.target for one in self.found}
        for target in self._targets():
            at, behind = bisect_left(self.visible, target), bisect_right(self.visible, target)
            above = self.visible[max(0, at - LONGEST) : at][::-1]
            below = self.visible[behind : behind + LONGEST]
            for down, side in ((0, above), (1, below if target not in known else [])):
                sums = dict.fromkeys(self.columns, 0.0)
                room = dict.fromkeys(self.columns, 0.0)
                sizes = dict.fromkeys(self.columns, 0.0)
                filled = dict.fromkeys(self.columns, 0)
                for count, index in enumerate(side, 1):
                    for column, (value, half) in self.values[index].items():
                        sums[column] += value
                        room[column] += half
                        sizes[column] += abs(value)
                        filled[column] += 1
                    if count < 2 and (down or not self.grid.rows[target].total):
                        continue
                    if down and (
                        (self.grid.rows[target].total and self.grid.rows[index].total)
                        or LEFT.search(self.grid.rows[index].label)
                    ):
                        break  # a result that others are taken from, as gross profit, not the head of its parts
                    likely = self._likelihood(target, side[count - 1], bool(down))
                    found = self._judge(
                        target, tuple(side[:count]), (1,) * count, sums, room, sizes, filled, tried / likely, likely
                    )
                    if found is None:
                        continue
                    total = self.grid.rows[target].total
                    score = (
                        found.groups,
                        len(found.holding),
                        -len(found.failing),
                        float(total) - down * 0.5,
                        float(-count),
                    )
                    if best is None or score > best[0]:
                        best = (score, found)
        return None if best is None else best[1]

    def _likelihood(self, target: int, farthest: int, down: bool) -> float:
        """Give how much likelier than any other a sum is by its words and place: a total of just the block above it."""
        rows = self.grid.rows
        if down:
            return 4.0 if rows[target].label.rstrip().endswith((":", "：")) or not rows[target].total else 1.0
        first = self._first(farthest)
        before = self._before(first)
        natural = (
            before is None
            or rows[before].section != rows[first].section
            or rows[before].total
            or any(one.target == before for one in self.found)
        )
        total = rows[target].total
        return 400.0 if natural and total else 40.0 if total else 20.0 if natural else 1.0

    def _before(self, index: int) -> int | None:
        at = bisect_left(self.rows, index)
        return self.rows[at - 1] if at else None

    def _alone(self, target: int, part: int, holding: int) -> bool:
        """Tell whether a total may be one of a single row: the only one of its block, and a net amount of a like name."""
        rows = self.grid.rows
        before = self._before(part)
        bounded = (
            before is None
            or rows[before].total
            or rows[before].section != rows[part].section
            or any(one.target == before for one in self.found)
        )
        return bounded and target - part == 1 and not WHOLE.search(rows[part].label) and holding >= 1

    def _first(self, index: int) -> int:
        """Give the first row of the block of which a row is the total, or the row itself."""
        for one in self.found:
            if one.target == index and max(one.parts) < index:
                return min(self._first(part) for part in one.parts)
        return index

    def _judge(
        self,
        target: int,
        parts: tuple[int, ...],
        signs: tuple[int, ...],
        sums: dict[int, float],
        room: dict[int, float],
        sizes: dict[int, float],
        filled: dict[int, int],
        tried: float,
        likely: float = 1.0,
    ) -> Found | None:
        holding, failing = set(), set()
        chances: dict[object, float] = {}
        for column in self.columns:
            own = self.values[target].get(column)
            if own is None or not filled[column]:
                continue
            value, half = own
            if (filled[column] < 2 and len(parts) > 1) or not sizes[column]:
                if filled[column] and abs(sums[column] - value) > room[column] + half + 1e-9 * abs(value):
                    failing.add(column)
                continue
            allowed = room[column] + half
            if abs(sums[column] - value) <= allowed * (1 + 1e-9) + 1e-12 * sizes[column]:
                holding.add(column)
                width = (2 * allowed or 1) / max(sizes[column], abs(value), 1e-9)
                key = self.group[column]
                chances[key] = min(chances.get(key, 1.0), 1.0, width)
            else:
                failing.add(column)
        if not holding:
            return None
        chance = float(tried)
        alone = CHANCE_ALONE * (10 if likely >= 400 else 1)
        for one in chances.values():
            chance *= one
        open_groups = {self.group[column] for column in failing} - set(chances)
        if len(parts) == 1 and not self._alone(target, parts[0], len(holding)):
            return None
        if chance > CHANCE or len(open_groups) > len(chances) or (open_groups and chance > alone):
            return None
        return Found(target, parts, signs, frozenset(holding), frozenset(failing), chance, len(chances), likely)

    def _best_signed(self) -> Found | None:
        best: tuple[tuple[float, ...], Found] | None = None
        every = max(1, len(self.visible)) * 2**LONGEST_SIGNED // 2
        for target in self._targets():
            at = bisect_left(self.visible, target)
            above = self.visible[max(0, at - LONGEST_SIGNED) : at][::-1]
            for count in range(2, len(above) + 1):
                parts = tuple(above[:count])
                for signs in product((1, -1), repeat=count - 1):
                    if all(one == 1 for one in signs):
                        continue
                    # The farthest is what the others are taken from.
                    both = (*signs, 1)
                    worded = self._worded(parts, both)
                    tried = len(self.visible) * LONGEST_SIGNED / 2 if worded else every
                    likely = 1.0
                    if worded and count <= SHORT and LEFT.search(self.grid.rows[target].label):
                        # Operating income right below gross profit and what is taken off it.
                        tried, likely = len(self.visible), SURE
                    found = self._signed(target, parts, both, tried, likely)
                    if found is None:
                        continue
                    score = (found.groups, len(found.holding), -len(found.failing), float(-count), float(sum(signs)))
                    if best is None or score > best[0]:
                        best = (score, found)
        return None if best is None else best[1]

    def _worded(self, parts: tuple[int, ...], signs: tuple[int, ...]) -> bool:
        """Tell whether just those rows are taken off whose labels say that they are."""
        return all(
            (sign < 0) == bool(TAKEN_OFF.search(self.grid.rows[part].label))
            for part, sign in zip(parts[:-1], signs[:-1], strict=True)
        )

    def _signed(
        self, target: int, parts: tuple[int, ...], signs: tuple[int, ...], tried: float, likely: float
    ) -> Found | None:
        sums = dict.fromkeys(self.columns, 0.0)
        room = dict.fromkeys(self.columns, 0.0)
        sizes = dict.fromkeys(self.columns, 0.0)
        filled = dict.fromkeys(self.columns, 0)
        for index, sign in zip(parts, signs, strict=True):
            for column, (value, half) in self.values[index].items():
                sums[column] += sign * value
                room[column] += half
                sizes[column] += abs(value)
                filled[column] += 1
        return self._judge(target, parts, signs, sums, room, sizes, filled, tried, likely)


def row_sums(grid: Grid) -> Iterator[Relation]:
    """Give the sums and differences between rows that a table's columns bear out, for every column."""
    columns = [
        index for index, column in enumerate(grid.columns) if index and not (column.percent and not column.of_total)
    ]
    amounts = [one for one in columns if not grid.columns[one].percent]
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
            for found in RowSums(grid, block, amounts).search():
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
        relation = linear("sum" if plain else "difference", (target, *members), (1, *signs), FOOT if plain else LESS, 0)
        others = len(found.holding - {column})
        if not found.holding:
            relation.strength = 2 if len(found.failing) > 1 or all(one.counted for one in relation.members) else 1.6
        elif column in found.holding:
            relation.strength = 3 if found.groups > 1 else 2
        elif grid.columns[column].percent:
            relation.strength = 1
        else:
            relation.strength = (
                3 if found.groups > 1 else 2 if others and (found.chance < CHANCE_ALONE or found.likely >= 40) else 1
            )
            if blank:
                relation.strength -= 1
            elif len(members) == 1 < len(found.parts):
                # A dash may say *none* or *not shown*; one amount left alone need not be the total.
                relation.strength = min(relation.strength, 0.9)
        yield relation
