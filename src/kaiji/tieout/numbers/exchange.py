"""Cells or rows that seem to have changed places: the one repair that moves more than one number.

Two numbers that change places leave many sums as they were, and no repair of one of them alone mends what is broken. So
places that hold just what the other one lacks are tried together: all relations they are in are tested again with both
put back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.unit import MONEY

MOST_BROKEN = 300
REACH = 60
CLOSE = 3
SHORT = 4
LEAST_MENDED = 2
Pair = tuple[Mention, Mention]


@dataclass(slots=True, eq=False)
class Exchange:
    """Numbers that seem to have changed places.

    Args:
        pairs: the numbers, each with the one whose place it has.
        mended: the broken relations that hold when all are put back.
        breaks: those that hold now and would not then.
        rows: whether two whole rows have changed places.
    """

    pairs: tuple[Pair, ...]
    mended: list[Relation]
    breaks: list[Relation]
    rows: bool = False

    @property
    def members(self) -> set[Mention]:
        """All numbers that would move."""
        return {one for pair in self.pairs for one in pair}


class Exchanges:
    """Tries which places of the tables hold what another one lacks."""

    def __init__(self, mentions: Iterable[Mention], of: Mapping[Mention, Sequence[Relation]]) -> None:
        self.of = of
        self.rows: dict[tuple[int, int], dict[int, Mention]] = defaultdict(dict)
        self.columns: dict[tuple[int, int], dict[int, Mention]] = defaultdict(dict)
        for one in mentions:
            if one.table >= 0 and one.row >= 0:
                self.rows[one.table, one.row][one.column] = one
                self.columns[one.table, one.column][one.row] = one

    def found(self, broken: Sequence[Relation]) -> Iterator[Exchange]:
        """Give the exchanges that mend at least two broken relations, with what they would break."""
        seen: set[frozenset[tuple[int, int]]] = set()
        open_ = set(broken)
        for relation in broken[:MOST_BROKEN]:
            for pairs, rows in self._tries(relation):
                key = frozenset((min(a.number, b.number), max(a.number, b.number)) for a, b in pairs)
                if key in seen:
                    continue
                seen.add(key)
                found = self._tried(pairs, rows, open_)
                if len(found.mended) >= LEAST_MENDED:
                    yield found

    def _tries(self, relation: Relation) -> Iterator[tuple[tuple[Pair, ...], bool]]:
        cells = [one for one in relation.members if one.table >= 0 and one.row >= 0 and not one.about]
        for at, one in enumerate(cells[:4]):
            for other in cells[at + 1 : 4]:
                if one.table == other.table and one.row == other.row and _like(one, other):
                    yield ((one, other),), False
        for one, other in (*_total_and_part(relation, cells), *_earned_and_spent(relation)):
            if pairs := self._row_pairs(one, other):
                yield pairs, True
        for one in cells:
            bounds = relation.solve(relation.members.index(one))
            if bounds is None:
                continue
            low, high = float(bounds[0] - one.step), float(bounds[1] + one.step)
            for other in self._mates(one):
                here = float(other.printed) * 10.0**one.scale
                if not (low <= here <= high or low <= -here <= high) or other.printed == one.printed:
                    continue
                yield ((one, other),), False
                if other.column == one.column and (pairs := self._row_pairs(one, other)):
                    yield pairs, True

    def _mates(self, one: Mention) -> Iterator[Mention]:
        """Give the numbers of the same row, and those of the same column that are not far."""
        for column, other in self.rows[one.table, one.row].items():
            if column != one.column and _like(one, other):
                yield other
        column_of = self.columns[one.table, one.column]
        for row in range(one.row - REACH, one.row + REACH + 1):
            other_cell = column_of.get(row)
            if other_cell is not None and other_cell is not one and _like(one, other_cell):
                yield other_cell

    def _row_pairs(self, one: Mention, other: Mention) -> tuple[Pair, ...]:
        here, there = self.rows[one.table, one.row], self.rows[other.table, other.row]
        if set(here) != set(there) or len(here) < 2:
            return ()
        pairs = tuple((here[column], there[column]) for column in sorted(here))
        return pairs if all(_like(a, b) for a, b in pairs) else ()

    def _tried(self, pairs: tuple[Pair, ...], rows: bool, open_: set[Relation]) -> Exchange:
        touched = {relation: None for pair in pairs for one in pair for relation in self.of.get(one, ())}
        if rows:
            # What is added and what is taken off was read from the numbers, where any of it holds: it moves with them. A
            # plain total is not.
            read = [
                one for one in touched if one.kind != "sum" and any(set(pair) <= set(one.members) for pair in pairs)
            ]
            if any(one.holds() for one in read):
                touched = {one: None for one in touched if one not in read}
        before = {relation: relation.holds() for relation in touched}
        with Traded(pairs):
            after = {relation: relation.holds() for relation in touched}
        mended = [one for one in touched if one in open_ and after[one]]
        breaks = [one for one in touched if before[one] and not after[one] and one.strength > 0]
        return Exchange(pairs, mended, breaks, rows)


class Traded:
    """While it lasts, numbers have each other's printed value; each keeps the unit of its place."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.pairs = pairs
        self.kept = [(one, one.state) for pair in pairs for one in pair]

    def trade(self) -> None:
        """Put every number into the other's place."""
        for one, other in self.pairs:
            one.printed, other.printed = other.printed, one.printed
            one.places, other.places = other.places, one.places
            one.signed, other.signed = other.signed, one.signed
            one.settle()
            other.settle()

    def restore(self) -> None:
        """Put every number back."""
        for one, state in self.kept:
            one.state = state

    def __enter__(self) -> None:
        self.trade()

    def __exit__(self, *_: object) -> None:
        self.restore()


def _total_and_part(relation: Relation, cells: Sequence[Mention]) -> Iterator[Pair]:
    """Give the total of a sum with each of its parts near it."""
    for other in cells[1:] if relation.kind == "sum" and cells else ():
        one = cells[0]
        if (one.table, one.column) == (other.table, other.column) and abs(one.row - other.row) <= CLOSE:
            yield one, other


def _earned_and_spent(relation: Relation) -> Iterator[Pair]:
    """Give the parts of a short sum near each other of which one is added and one is taken off.

    Neither alone tells what the other one lacks.
    """
    if relation.kind not in ("sum", "difference") or len(relation.members) > SHORT:
        return
    parts = list(zip(relation.members, relation.factors, strict=True))[1:]
    for at, (one, factor) in enumerate(parts):
        for other, against in parts[at + 1 :]:
            near = (one.table, one.column) == (other.table, other.column) and abs(one.row - other.row) <= CLOSE
            if near and one.table >= 0 and factor * against < 0:
                yield one, other


def _like(one: Mention, other: Mention) -> bool:
    # The sign of a currency often stands at the first and the last amount of a column only.
    kinds = {one.unit.kind, other.unit.kind}
    return one.is_percent == other.is_percent and (len(kinds) == 1 or kinds == {"", MONEY}) and one.scale == other.scale
