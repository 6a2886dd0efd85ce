"""What the rows of a table are to each other: totals of what stands above or below them, and what is taken off."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.mean_column import is_mean

TAKEN_OFF = re.compile(
    r"\bcosts?\b|\bexpenses?\b|\btax(?:es)?\b|\bless\b|\bdeduct|\bloss(?:es)? (?:on|from)|\bdepreciation|\bamortization|\bprovision|\bcharges?\b|"
    r"non-?controlling interests?$|attributable to non|\bliabilities\b|原価|費用|販売費|管理費|経費|法人税|控除|損失|差損",
    re.IGNORECASE,
)
WHOLE = re.compile(r"\btotals?\b|subtotal|net cash|合計|小計", re.IGNORECASE)
RESULT = re.compile(
    r"\bgross (?:profit|margin)\b|\b(?:income|profit|loss|earnings|result)\b.*\b(?:before|from (?:continuing )?operations)\b|"
    r"\b(?:operating|pre-?\s?tax|ordinary|net) (?:income|profit|loss|earnings|result)\b|利益",
    re.IGNORECASE,
)
LEFT = re.compile(
    r"\bgross (?:profit|margin)|\b(?:operating|ordinary|recurring|net) (?:income|profit|loss)(?![a-z])|売上総利益|営業利益|経常利益|純利益",
    re.IGNORECASE,
)
ON = re.compile(r"^net\b|\bprofit\b|\bearnings\b|利益", re.IGNORECASE)
# Another measure of the row above it, not its total: "GAAP gross profit", "Adjusted gross profit".
MEASURE = re.compile(r"(?:adjusted|non-?gaap|pro forma|core|underlying|organic)\b", re.IGNORECASE)
LONGEST = 40
LONGEST_SIGNED = 7
SHORT = 3
SURE = 400.0
NAMED = 40_000.0
CHANCE = 0.02
CHANCE_ALONE = 0.001
TWIN = 100


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
        self.columns = list(columns)
        self.found: list[Found] = []
        self.strict = True  # whether each part of a sum must be seen in a column that foots
        self.values: dict[int, dict[int, tuple[float, float]]] = {
            index: {
                column: (float(cell.value), float(cell.high - cell.low) / 2)
                for column, cell in grid.rows[index].cells.items()
                if column in columns
            }
            for index in rows
        }
        self.visible = list(rows)
        # Rows that only say once more what the one above says: the one part that a subtotal has, or chance.
        self.twins = {index: rows[at] for at, index in enumerate(rows[1:]) if self._again(rows[at], index)}
        self.group = {column: self._group(column) for column in columns}

    def _again(self, above: int, index: int) -> bool:
        """Tell whether a row only says once more what the one above it says: the one part that a subtotal has."""
        same = self.values[above] == self.values[index] and self.grid.rows[above].dashes == self.grid.rows[index].dashes
        return same and any(abs(value) >= TWIN for value, _ in self.values[index].values())

    def _group(self, column: int) -> object:
        when = self.grid.columns[column].when
        return column if when is None else when

    def add_up(self) -> None:
        """Take the totals whose rows just add up, until nothing more is found."""
        tried = 4 * len(self.visible) * 10
        while best := self._best_plain(tried):
            self._take(best)

    def take_off(self) -> None:
        """Take the results from which rows are taken off, and the totals that come to sight by that."""
        tried = 4 * len(self.rows) * 10
        while best := self._best_signed():
            self._take(best)
            while more := self._best_plain(tried):
                self._take(more)

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
        gone = set(found.parts) | {index for index, above in self.twins.items() if above in found.parts}
        last = self.grid.rows[found.parts[-1]].label
        if found.target < min(found.parts) and (RESULT.search(last) or ON.search(last.strip())):
            # "Revenue, cost, gross profit" adds up from below, too; the result goes on to the next one.
            gone.discard(found.parts[-1])
        self.visible = [index for index in self.visible if index not in gone]
        if max(found.parts) < found.target:
            self._take_heads(found)

    def _take_heads(self, found: Found) -> None:
        """Take from sight the rows that say once more what some parts of a total, right below them, add up to: their heads."""
        parts = sorted(found.parts)
        rows, same = self.grid.rows, self.values[found.target]
        for head in [index for index in self.visible if index < parts[-1]]:
            if WHOLE.search(rows[head].label) or not rows[head].label.strip() or self.values[head] == same:
                continue
            at = bisect_right(parts, head)
            before = self._before(parts[at]) if at < len(parts) else None
            if before != head:
                continue
            for count in range(2, len(parts) - at + (at > 0)):
                run = tuple(parts[at : at + count])
                one = self._signed(head, run, (1,) * count, len(self.visible), 1.0)
                if one is not None and not one.failing and len(one.holding) == len(found.holding):
                    self.found.append(one)
                    self.visible.remove(head)
                    break

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
                    found = self._once(found, target, tuple(side[:count]), tried / likely, likely)
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

    def _once(
        self, found: Found | None, target: int, parts: tuple[int, ...], tried: float, likely: float
    ) -> Found | None:
        """Give a sum with rows that say the same counted once, where only that foots in every column."""
        if (found is not None and not found.failing) or not set(parts) & self.twins.keys():
            return found
        once = tuple(part for part in parts if self.twins.get(part) not in parts)
        other = self._signed(target, once, (1,) * len(once), tried, likely) if len(once) > 1 else None
        return other if other is not None and not other.failing else found

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
        if natural and total and _of_section(rows[target], rows[first]):
            return NAMED
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
        if MEASURE.match(rows[target].label):
            return False
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
        failing -= {one for one in failing if is_mean(self.grid, one, (target, *parts), holding)}
        chance = float(tried)
        alone = CHANCE_ALONE * (10 if likely >= 400 else 1)
        for one in chances.values():
            chance *= one
        open_groups = {self.group[column] for column in failing} - set(chances)
        if len(parts) == 1 and not self._alone(target, parts[0], len(holding)):
            return None
        if chance > CHANCE or len(open_groups) > len(chances) or (open_groups and chance > alone):
            return None
        if failing and self.strict and self._doubted(target, parts, signs, holding, failing):
            return None
        if failing and self._adds_costs(target, parts, signs):
            return None
        return Found(target, parts, signs, frozenset(holding), frozenset(failing), chance, len(chances), likely)

    def _doubted(
        self, target: int, parts: tuple[int, ...], signs: tuple[int, ...], holding: set[int], failing: set[int]
    ) -> bool:
        """Tell whether a sum fails because of rows that are nought or blank in all columns that foot.

        Where the farthest is such a row, the sum may end before it; one that is blank may belong to another step, and one
        that is nought may be taken off instead of added.
        """
        unseen = {part for part in parts if not any(self._at(part, column) for column in holding)}
        if parts[-1] in unseen or any(is_blank(self.grid.rows[part], holding) for part in unseen):
            return True
        if not unseen:
            return False
        both = list(zip(parts, signs, strict=True))
        for column in failing:
            turned = sum((-sign if part in unseen else sign) * self._at(part, column) for part, sign in both)
            room = sum(self.values[index].get(column, (0.0, 0.0))[1] for index in (target, *parts))
            if abs(turned - self._at(target, column)) > room * (1 + 1e-9):
                return False
        return True

    def _adds_costs(self, target: int, parts: tuple[int, ...], signs: tuple[int, ...]) -> bool:
        """Tell whether a result would be another result with a total of costs added to it: chance, where not every column says so."""
        labels = {part: self.grid.rows[part].label for part in parts}
        if -1 in signs or not RESULT.search(self.grid.rows[target].label):
            return False
        costs = [part for part, label in labels.items() if TAKEN_OFF.search(label) and WHOLE.search(label)]
        return any(RESULT.search(label) for label in labels.values()) and any(
            all(value > 0 for value, _ in self.values[part].values()) for part in costs
        )

    def _at(self, index: int, column: int) -> float:
        return self.values[index].get(column, (0.0, 0.0))[0]

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


def _of_section(total: Row, first: Row) -> bool:
    """Tell whether a total is by its name that of the section in which its block stands: *Total current assets*."""
    section = first.section.strip().rstrip(":：").casefold()
    words = item_words(section)
    return bool(section) and (section in total.label.casefold() or (bool(words) and words == total.words))


def is_blank(row: Row, columns: Iterable[int]) -> bool:
    """Tell whether a row shows nothing in any of some columns, not even a dash: it may belong to another step."""
    return not any(column in row.cells or column in row.dashes for column in columns)
