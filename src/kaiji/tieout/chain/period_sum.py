"""Periods that add up over documents: quarters to the half-year, halves to the year, what is left to the last quarter."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kaiji.core.text import Text
from kaiji.tieout.chain.chained import ChainCell, Chained, ChainRow, ChainTable
from kaiji.tieout.chain.link import ALWAYS, Pairing
from kaiji.tieout.chain.term import Term, covering
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.unit import MONEY

ADDED = Text("the periods that make it up, from several documents", "複数の文書にわたる各期間の合計")
NOT_ADDED = re.compile(r"\baverage|\bper\b|\brate\b|\bratio\b|\bbalance\b|平均|当たり|あたり|残高|比率", re.IGNORECASE)
MOST_PARTS = 4
MOST_SUMS = 3
LONGEST = 12


@dataclass(slots=True, eq=False)
class Thread:
    """One item through all documents: its numbers by period, each with the document that has it."""

    row: ChainRow
    cells: dict[Term, list[tuple[int, ChainCell]]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True, eq=False)
class PeriodSum:
    """A number and those of the periods that make up its own."""

    row: ChainRow
    whole: ChainCell
    parts: tuple[ChainCell, ...]
    relation: Relation


def period_sums(one: Chained, pairings: Sequence[Pairing]) -> Iterator[PeriodSum]:
    """Give the sums over time that take in a number of the document in hand and one of another.

    A sum is meant where it holds in most rows of the two tables; where it fails in several, the figures were restated or
    are of another scope, and nothing is said.
    """
    groups: dict[tuple[object, ...], list[PeriodSum]] = defaultdict(list)
    for table, threads in _threads(one, pairings):
        places = Counter(cell.mention.places for thread in threads for cell in thread.row.cells)
        usual = places.most_common(1)[0][0] if places else 0
        for thread in threads:
            for key, found in _sums(thread, usual):
                groups[(table, *key)].append(found)
    for group in groups.values():
        failing = [found for found in group if not _holds(found.relation)]
        holding = len(group) - len(failing)
        strength = (
            2.0
            if holding >= 4 and 4 * len(failing) <= holding
            else 1.2
            if holding >= 2 and 2 * len(failing) <= holding
            else 0.0
        )
        for found in group:
            found.relation.strength = strength
            if strength:
                yield found


def _holds(relation: Relation) -> bool:
    return relation.holds()


def _threads(one: Chained, pairings: Sequence[Pairing]) -> Iterator[tuple[int, list[Thread]]]:
    for table in one.tables:
        threads = {id(row): Thread(row) for row in table.rows if _adds(row)}
        for thread in threads.values():
            for cell in thread.row.cells:
                thread.cells[cell.term].append((-1, cell))
        for number, pairing in enumerate(pairings):
            for at, there in _counterparts(table, pairing).items():
                if at in threads:
                    for cell in there.cells:
                        threads[at].cells[cell.term].append((number, cell))
        yield table.number, list(threads.values())


def _counterparts(table: ChainTable, pairing: Pairing) -> dict[int, ChainRow]:
    """Give the other document's row for each row of a table, of several the one in the table most alike."""
    best: dict[int, tuple[float, ChainRow]] = {}
    for rows in (rows for pair in pairing.tables if pair.here is table for rows in pair.rows):
        score = rows.named + rows.caption
        if rows.named >= ALWAYS and (id(rows.here) not in best or score > best[id(rows.here)][0]):
            best[id(rows.here)] = (score, rows.there)
    return {at: row for at, (_, row) in best.items()}


def _adds(row: ChainRow) -> bool:
    return not row.item.role and not NOT_ADDED.search(row.label) and any(cell.term.months for cell in row.cells)


def _is_amount(mention: Mention, usual: int) -> bool:
    return mention.unit.kind in (MONEY, "") and bool(mention.scale) and mention.places == usual and mention.digits >= 2


def _sums(thread: Thread, usual: int) -> Iterator[tuple[tuple[object, ...], PeriodSum]]:
    terms = sorted(
        (term for term in thread.cells if 0 < term.months <= LONGEST), key=lambda term: (term.end, term.months)
    )
    for whole in terms:
        inner = [term for term in terms if term.start >= whole.start and term.end <= whole.end and term != whole]
        sums = 0
        for parts in _partitions(whole, inner):
            if sums >= MOST_SUMS:
                break
            chosen = _from(thread, (whole, *parts), usual)
            if chosen is None:
                continue
            sums += 1
            (home, cell), *rest = chosen
            relation = linear(
                "sum", [cell.mention, *(part.mention for _, part in rest)], [1, *[-1] * len(rest)], ADDED, 0
            )
            relation.slack = 1
            key = (whole, parts, home, tuple(number for number, _ in rest))
            yield key, PeriodSum(thread.row, cell, tuple(part for _, part in rest), relation)


def _partitions(whole: Term, terms: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    def further(at: int, taken: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
        if at == whole.end:
            if len(taken) > 1 and covering(taken, whole):
                yield taken
            return
        if len(taken) < MOST_PARTS:
            for term in terms:
                if term.start == at and term.end > at:
                    yield from further(term.end, (*taken, term))

    yield from sorted(further(whole.start, ()), key=len)


def _from(thread: Thread, terms: Sequence[Term], usual: int) -> list[tuple[int, ChainCell]] | None:
    """Choose for each period a number, of the document in hand where it has one, with at least one from another."""
    chosen: list[tuple[int, ChainCell]] = []
    for term in terms:
        fitting = [
            (number, cell)
            for number, cell in thread.cells[term]
            if _is_amount(cell.mention, usual) and not cell.restated
        ]
        if len({number for number, _ in fitting}) < len(fitting):
            alike = [one for one in fitting if not one[1].head]
            fitting = alike if len({number for number, _ in alike}) == len(alike) else []
        if not fitting:
            return None
        chosen.append(min(fitting, key=lambda one: one[0]))
    homes = {number for number, _ in chosen}
    units = {(cell.mention.unit.currency, cell.mention.scale, cell.mention.places) for _, cell in chosen}
    return chosen if len(homes) > 1 and -1 in homes and len({unit[0] for unit in units}) == 1 else None
