"""All relations together: which are broken, the smallest repair that mends them, and what every number rests on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from kaiji.tieout.numbers.exchange import Exchange, Exchanges, Traded
from kaiji.tieout.numbers.likeness import slip_within
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Bounds, Relation

SURE = 2.0
WORTH_A_LOOK = 1.0
DOUBTED = 1.2
SLIP = 0.5
PRINTED = 0.35
LEAST_DIGITS = 3
RIVAL = 0.3
Kept = dict[Mention, tuple[object, ...]]


@dataclass(slots=True, eq=False)
class Conflict:
    """A number that other numbers contradict, or several of which one must be wrong.

    Args:
        wrong: the number to put right; where the document does not decide, the one that is named first.
        broken: the relations that do not hold.
        expected: what the number should be, in single units, as far as the relations tell it.
        weight: how sure the repair is: the strength of what it mends less that of what it would break.
        decided: whether no other number would mend as much.
        rivals: the other numbers that would mend the same.
        bounds: between which the number must lie, where the relations tell it.
        exchange: the numbers that changed places, where that is what mends.
        known: what speaks for the repair beside the relations: what the number should be is printed elsewhere.
    """

    wrong: Mention
    broken: list[Relation]
    expected: Fraction | None
    weight: float
    decided: bool
    rivals: list[Mention] = field(default_factory=list)
    bounds: Bounds | None = None
    exchange: Exchange | None = None
    known: float = 0.0

    @property
    def rank(self) -> float:
        """By which repairs of the same relations are compared."""
        return self.weight + self.known


class Network:
    """The relations of a document.

    Args:
        relations: all that hold, or should hold.
        mentions: all numbers of the document.
    """

    def __init__(self, relations: Sequence[Relation], mentions: Sequence[Mention] = ()) -> None:
        self.relations = _unique(relations)
        self.mentions = mentions
        self.of: dict[Mention, list[Relation]] = defaultdict(list)
        self.holding: dict[Relation, bool] = {}
        self.excused: set[Relation] = set()
        self.behind: dict[Mention, list[Relation]] = defaultdict(list)
        self.printed = Counter((abs(one.value), one.unit.kind) for one in mentions if one.digits >= LEAST_DIGITS)
        for relation in self.relations:
            self.holding[relation] = relation.holds()
            if not self.holding[relation] and relation.kind != "equal" and relation.holds_otherwise():
                # Rounded in another way than is thought, it may hold: that is no error.
                relation.strength = min(relation.strength, DOUBTED if relation.kind == "sum" else DOUBTED / 2)
                if not relation.factors and relation.origin is None:
                    relation.origin = (
                        DOUBTED,
                        relation.kind,
                    )  # several coarse ratios off by a last unit tell no more than one
            for member in relation.members:
                self.of[member].append(relation)
                for source in member.made_of[1:] if member.made_of else ():
                    self.behind[source].append(relation)

    def proofs(self, mention: Mention) -> list[Relation]:
        """Give the relations that hold and could have failed, of which a number is a member, the strongest first."""
        found = [one for one in self.of.get(mention, ()) if self.holding[one] and one.strength > 0 and one.telling()]
        return sorted(found, key=lambda one: -one.strength)

    def is_borne_out(self, mention: Mention) -> bool:
        """Tell whether what holds is as sure as what accuses: were the number another one, that would be an error.

        A number is changed most by a slip of the pen, which by itself makes its repair surer.
        """
        return _joint([one for one in self.proofs(mention) if not one.frail]) + SLIP >= SURE

    def conflicts(self) -> list[Conflict]:
        """Give what is wrong, the surest first; each broken relation is laid to one number, or one exchange, only.

        What is found is taken as put right while the rest is looked at, so that two errors of one sum do not hide
        each other; all numbers are as before when this ends.
        """
        open_ = {one: None for one in self.relations if not self.holding[one] and one.strength > 0}
        kept: Kept = {}
        self.excused = set()
        try:
            return self._laid(open_, kept)
        finally:
            for member, state in kept.items():
                member.state = state

    def _laid(self, open_: dict[Relation, None], kept: Kept) -> list[Conflict]:
        found = self._told(open_)
        exchanges = self._exchanges(open_)
        repairs = self._repairs({member: None for one in open_ for member in one.members}, open_)
        while repairs or exchanges:
            best = self._best(repairs, exchanges)
            if best.weight <= 0:
                break
            found.append(best)
            for one in best.broken:
                open_.pop(one, None)
            touched = {member: None for one in best.broken for member in one.members}
            if best.decided and best.weight >= SURE:
                touched |= self._put_right(best, open_, kept)
            for mention in touched:
                repairs.pop(mention, None)
            exchanges = [one for one in exchanges if all(relation in open_ for relation in one.broken)]
            repairs |= self._repairs(touched, open_)
        return found

    def _told(self, open_: dict[Relation, None]) -> list[Conflict]:
        """Give the exchanges that a relation says by itself: between documents no repair of one number mends them."""
        found = []
        for one in [relation for relation in open_ if relation.kind == "exchange"]:
            open_.pop(one)
            wrong = one.origin if isinstance(one.origin, Mention) else one.members[0]
            other = next(member for member in one.members if member is not wrong)
            found.append(Conflict(wrong, [one], abs(other.value), one.strength, True))
        return sorted(found, key=lambda conflict: conflict.wrong.number)

    def _best(self, repairs: dict[Mention, Conflict], exchanges: Sequence[Conflict]) -> Conflict:
        """Choose the repair that mends most, and name its rivals."""
        ranked = sorted(repairs.values(), key=lambda one: (-one.rank, one.wrong.table >= 0, -one.wrong.number))
        traded = max(exchanges, key=lambda one: one.rank, default=None)
        if traded is not None and (not ranked or _mends(traded) > _mends(ranked[0])):
            others = [one for one in exchanges if one is not traded and one.rank > traded.rank - RIVAL]
            traded.decided = not any(_other_places(one, traded) for one in others)
            return traded
        best = ranked[0]
        mended = set(best.broken)
        best.rivals = [one.wrong for one in ranked[1:] if one.rank > best.rank - RIVAL and mended & set(one.broken)]
        best.decided = not best.rivals
        return best

    def _put_right(self, best: Conflict, open_: dict[Relation, None], kept: Kept) -> dict[Mention, None]:
        """Take a repair as made, and give the numbers for which the rest is to be looked at again."""
        moved = list(best.exchange.members) if best.exchange else [best.wrong]
        for one in moved:
            kept.setdefault(one, one.state)
        around = {relation: None for one in moved for relation in self.of[one]}
        follows = {relation: None for one in moved for relation in self.behind[one]}
        for relation in follows:
            # It speaks of a number that was computed from the one that is wrong.
            open_.pop(relation, None)
        held = [one for one in around if self.holding[one] and one.holds()]
        if best.exchange:
            Traded(best.exchange.pairs).trade()
        elif best.expected is not None and best.bounds is not None:
            wrong, half = best.wrong, best.wrong.step / 2
            low, high = best.bounds
            if wrong.counted:
                low = high = best.expected
            elif high - low < 4 * half:
                low, high = best.expected - half, best.expected + half
            wrong.put(low, high)
        self.excused.update(one for one in held if not one.holds())
        for relation in around:
            if relation in open_ and relation.holds():
                open_.pop(relation)
                best.broken.append(relation)
        return {member: None for relation in (*around, *follows) for member in relation.members}

    def _exchanges(self, open_: dict[Relation, None]) -> list[Conflict]:
        """Give the exchanges of cells and rows that would mend more than they break."""
        if not open_:
            return []
        found = []
        for one in Exchanges(self.mentions, self.of).found(list(open_)):
            weight = _joint(one.mended) - _joint(one.breaks)
            if weight >= WORTH_A_LOOK:
                first, other = one.pairs[0]
                found.append(Conflict(first, list(one.mended), other.value, weight, True, exchange=one))
        # Of two that mend as much, the one that moves less.
        return sorted(found, key=lambda conflict: len(conflict.exchange.pairs) if conflict.exchange else 0)

    def _repairs(self, mentions: Iterable[Mention], open_: dict[Relation, None]) -> dict[Mention, Conflict]:
        """Give the best repair of each number that can be repaired."""
        return {one: repair for one in mentions if (repair := self._repair(one, open_))}

    def _repair(self, mention: Mention, open_: dict[Relation, None]) -> Conflict | None:
        """Find the value of one number that mends most of the broken relations it is in."""
        if mention.about:
            return None
        wanted: list[tuple[Relation, Bounds]] = []
        for one in self.of[mention]:
            if one in open_ and (bounds := one.solve(one.members.index(mention))) is not None:
                room = one.slack * mention.step if one.members[0] is mention else Fraction(0)
                wanted.append((one, (bounds[0] - room, bounds[1] + room)))
        if not wanted:
            return None
        best: Conflict | None = None
        kept = [
            (one, bounds)
            for one in self.of[mention]
            if self.holding[one]
            and one.strength > 0
            and one not in self.excused
            and one.telling()
            and (bounds := one.solve(one.members.index(mention))) is not None
        ]
        half = mention.step / 2
        for low, high in dict.fromkeys(bounds for _, bounds in wanted[:12]):
            mends = [one for one, (a, b) in wanted if a <= high + half and low - half <= b]
            low2 = max([low, *(a for one, (a, b) in wanted if one in mends)])
            high2 = min([high, *(b for one, (a, b) in wanted if one in mends)])
            low2, high2 = min(low2, high2), max(low2, high2)
            slip = slip_within(mention, low2 - half, high2 + half)
            value = (low2 + high2) / 2 if slip is None else slip
            breaks = [one for one, bounds in kept if not _still(one, bounds, mention, value)]
            weight = _joint(mends) - _joint(breaks) + (SLIP if slip is not None else 0.0)
            known = PRINTED if self.printed[abs(value), mention.unit.kind] else 0.0
            if best is None or weight + known > best.rank:
                best = Conflict(mention, mends, value, weight, True, bounds=(low2, high2), known=known)
        return best


def _mends(one: Conflict) -> tuple[float, int]:
    """Of two repairs as sure as each other, the one that mends more relations goes first."""
    return one.rank, len(one.broken)


def _other_places(one: Conflict, other: Conflict) -> bool:
    """Tell whether two exchanges that mend the same move other numbers."""
    if one.exchange is None or other.exchange is None or not set(one.broken) & set(other.broken):
        return False
    here, there = one.exchange.members, other.exchange.members
    return not (here <= there or there <= here)


def _joint(relations: Sequence[Relation]) -> float:
    """Give the strength of several relations together; those of one origin count as their strongest."""
    alone = sum(one.strength for one in relations if one.origin is None)
    shared: dict[object, float] = {}
    for one in relations:
        if one.origin is not None:
            shared[one.origin] = max(shared.get(one.origin, 0.0), one.strength)
    return alone + sum(shared.values())


def _still(relation: Relation, bounds: Bounds, mention: Mention, value: Fraction) -> bool:
    """Tell whether a relation still holds when one member, which the others keep within bounds, has another value."""
    room = mention.step / 2 + (relation.slack * mention.step if relation.members[0] is mention else 0)
    if relation.free and value * (bounds[0] + bounds[1]) < 0:
        value = -value
    return bounds[0] - room <= value <= bounds[1] + room


def _unique(relations: Sequence[Relation]) -> list[Relation]:
    seen: dict[tuple[object, ...], Relation] = {}
    for one in relations:
        members = (
            tuple(sorted(member.number for member in one.members))
            if one.factors
            else tuple(member.number for member in one.members)
        )
        key = (bool(one.factors), members, one.less_one, one.by)
        if key not in seen or one.strength > seen[key].strength:
            seen[key] = one
    return list(seen.values())
