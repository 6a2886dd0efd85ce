"""Rows, columns and cells that seem to have changed places: by their names elsewhere, and by the totals that foot again.

Every relation that is found by what holds is found no more where two rows changed places, or is found crosswise: the item ties to
the namesakes of the other one, and a total is read as a difference. So both rows are looked at as if they were put back. That what
their labels say then agrees with the rest of the document, and did not before, is no chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from kaiji.tieout.numbers.exchange import Traded
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.row_sum import RESULT, TAKEN_OFF, WHOLE
from kaiji.tieout.numbers.row_total import row_sums
from kaiji.tieout.numbers.same_item import BARE, namesakes, same_size, telling
from kaiji.tieout.numbers.series import GENERIC, Rarity, Series
from kaiji.tieout.numbers.unit import same_kind
from kaiji.tieout.numbers.when import Calendar

NEAR = 3
LONGEST = 120
ALIKE = 0.6
NEARER = 0.2
MOST_HOMES = 40
MOST_SUMS = 24
MOST_CELLS = 6
BOTH = 2
Pair = tuple[Mention, Mention]


class RowExchanges:
    """Finds pairs of rows that belong in each other's place.

    Args:
        grids: the tables.
        series: the items of all tables.
        calendar: of the document.
        rarity: how telling its words are.
    """

    def __init__(self, grids: Sequence[Grid], series: Sequence[Series], calendar: Calendar, rarity: Rarity) -> None:
        self.grids = grids
        self.calendar = calendar
        self.rarity = rarity
        self.of_row: dict[tuple[int, int], list[Series]] = defaultdict(list)
        self.by_word: dict[str, list[Series]] = defaultdict(list)
        self.owner: dict[Mention, Series] = {}
        for one in series:
            if one.row >= 0:
                self.of_row[one.grid, one.row].append(one)
            for cell in one.cells:
                self.owner[cell] = one
            for word in one.words - GENERIC:
                self.by_word[word].append(one)
        self.homes: dict[int, list[tuple[Series, float]]] = {}
        self.sums = MOST_SUMS

    def find(self, relations: Sequence[Relation]) -> Iterator[list[Pair]]:
        """Give the rows that seem to have changed places, the numbers of the one beside those of the other.

        Args:
            relations: those that were found with the rows as they stand.
        """
        totals: dict[int, set[int]] = defaultdict(set)
        for one in relations:
            if one.kind == "sum" and one.holds():
                totals[one.members[0].table].add(one.members[0].row)
        for grid in self.grids:
            if not 1 < len(grid.rows) <= LONGEST:
                continue
            footed = totals[grid.number]
            for at, row in enumerate(grid.rows):
                for other in range(at + 1, min(at + 1 + NEAR, len(grid.rows))):
                    pairs = _pairs(row, grid.rows[other])
                    if pairs and self._looked(grid, at, other, pairs, footed):
                        yield pairs
            yield from self._turned(grid)

    def _turned(self, grid: Grid) -> Iterator[list[Pair]]:
        """Give the cells of a row, and the columns, whose periods agree crosswise with those of the same item elsewhere."""
        turned: dict[tuple[int, int], list[Pair]] = defaultdict(list)
        for at in range(len(grid.rows)):
            for one in self.of_row[grid.number, at]:
                for first, second in combinations(one.cells[:MOST_CELLS], 2):
                    if self._crosswise(one, first, second):
                        ends = sorted((first.column, second.column))
                        turned[ends[0], ends[1]].append((first, second))
        for (here, there), cells in turned.items():
            if len(cells) > 1:
                rows = [row.cells for row in grid.rows if here in row.cells and there in row.cells]
                yield [(row[here], row[there]) for row in rows]
            yield from ([pair] for pair in cells)

    def _crosswise(self, one: Series, first: Mention, second: Mention) -> bool:
        if not (telling(first) and telling(second)) or same_size(first, second) or first.unit != second.unit:
            return False
        if self.calendar.same(first.when, second.when) is not False:
            return False
        for home, _ in self._homes(one):
            here = home.at(first.when, self.calendar)
            there = home.at(second.when, self.calendar)
            if len(here) == len(there) == 1 and same_size(first, there[0]) and same_size(second, here[0]):
                return True
        return False

    def _looked(self, grid: Grid, at: int, other: int, pairs: Sequence[Pair], footed: set[int]) -> bool:
        """Tell whether names and totals speak for the exchange of two rows."""
        swapped = {a: b for pair in pairs for a, b in (pair, pair[::-1])}
        here = self._told(grid, at, other, swapped)
        there = self._told(grid, other, at, swapped) if here is not None else None
        if here is None or there is None:
            return False
        if here or there:
            return True
        open_total = any(WHOLE.search(grid.rows[index].label) and index not in footed for index in (at, other))
        head = at not in footed and (not at or grid.rows[at].label.endswith((":", "：")))
        if not ((open_total or head) and other - at == 1 and self.sums):
            return False
        gain, lost, whole = self._totals(grid, pairs)
        if head and gain and not lost:
            return True
        return gain > BOTH or (gain == BOTH and whole and not lost)

    def _told(self, grid: Grid, at: int, other: int, swapped: Mapping[Mention, Mention]) -> list[Series] | None:
        """Give the namesakes that have the other row's numbers; None where namesakes bear out what the row is."""
        found: list[Series] = []
        borne = False
        for one in self.of_row[grid.number, at]:
            beside = self.of_row[grid.number, other]
            for home, alike in self._homes(one):
                cells = [
                    (cell, known)
                    for cell in one.cells
                    for known in home.cells
                    if cell in swapped
                    and self.calendar.same(cell.when, known.when)
                    and same_kind(cell.unit, known.unit)
                ]
                if not cells:
                    continue
                rival = max((self._alike(mate, home) for mate in beside), default=0.0)
                if alike >= rival and any(telling(cell) and same_size(cell, known) for cell, known in cells):
                    borne = True
                    continue
                if rival > alike - NEARER:
                    continue
                due = [(cell, known) for cell, known in cells if same_size(swapped[cell], known) and telling(known)]
                if len(due) == len(cells) and (len(due) > 1 or due[0][1].digits > NEAR):
                    found.append(home)
        if borne:
            return [] if found else None  # of two namesakes, each has one row's numbers
        return found

    def _homes(self, one: Series) -> list[tuple[Series, float]]:
        """Give the items of other tables that have the name of one."""
        if one.generic:
            return []
        if id(one) not in self.homes:
            words = sorted(one.words - GENERIC, key=lambda word: (len(self.by_word[word]), word))
            near = [home for home in self.by_word[words[0]][:MOST_HOMES] if home.grid != one.grid and home.grid >= 0]
            named = [(home, self._alike(one, home)) for home in near if home.kind == one.kind]
            # The nearest namesakes only: *Outsourcing* where there is one, not *Connectivity and outsourcing*.
            least = max([ALIKE, *(alike - NEARER / 2 for _, alike in named)])
            self.homes[id(one)] = [(home, alike) for home, alike in named if alike >= least]
        return self.homes[id(one)]

    def _alike(self, one: Series, other: Series) -> float:
        if namesakes(one, other) and one.words - BARE == other.words - BARE:
            return 1.0
        return self.rarity.alike(one.words - BARE, other.words - BARE)

    def _totals(self, grid: Grid, pairs: Sequence[Pair]) -> tuple[int, bool, bool]:
        """Tell how much better labels fit the sums once two rows are put back, whether sums are lost, and a total is gained."""
        self.sums -= 1
        before = _holding(row_sums(grid))
        with Traded(pairs):
            after = _holding(row_sums(grid))
        gain = sum(_fit(grid, one) for one in after.values()) - sum(_fit(grid, one) for one in before.values())
        lost = any(key not in after for key in before)
        gained = (one for key, one in after.items() if key not in before)
        whole = any(WHOLE.search(grid.rows[one.members[0].row].label) for one in gained)
        columns = max((len(row.cells) for row in grid.rows), default=1)
        return int(gain // max(1, min(columns, len(pairs)))), lost, whole


def _pairs(one: Row, other: Row) -> list[Pair]:
    if set(one.cells) != set(other.cells) or one.dashes != other.dashes:
        return []
    pairs = [(one.cells[column], other.cells[column]) for column in one.cells]
    alike = all(a.is_percent == b.is_percent and a.unit.kind == b.unit.kind for a, b in pairs)
    return pairs if alike and any(a.printed != b.printed for a, b in pairs) else []


def _holding(relations: Sequence[Relation]) -> dict[tuple[str, frozenset[Mention]], Relation]:
    return {(one.kind, frozenset(one.members)): one for one in relations if one.strength >= 1 and one.holds()}


def _fit(grid: Grid, relation: Relation) -> int:
    """Tell how well the labels of its rows fit a sum: a total of what is added, a result of what is taken off."""
    label = grid.rows[relation.members[0].row].label
    if relation.kind == "sum":
        return 2 if WHOLE.search(label) or RESULT.search(label) else 1
    signs = zip(relation.members[1:], relation.factors[1:], strict=True)
    off = [bool(TAKEN_OFF.search(grid.rows[one.row].label)) for one, factor in signs if factor > 0]
    return 0 if WHOLE.search(label) and not all(off) else 2 if all(off) else 1
