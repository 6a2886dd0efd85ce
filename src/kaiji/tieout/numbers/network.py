"""All relations together: which are broken, the smallest repair that mends them, and what every number rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Bounds, Relation

SURE = 2.0
WORTH_A_LOOK = 1.0
DOUBT = Fraction(1, 2)
DOUBTED = 1.2


@dataclass(slots=True, eq=False)
class Conflict:
    """A number that other numbers contradict, or several of which one must be wrong.

    Args:
        wrong: the number to put right; None where the document does not decide between the members.
        broken: the relations that do not hold.
        expected: what the number should be, in single units, as far as the relations tell it.
        weight: how sure the repair is: the strength of what it mends less that of what it would break.
        decided: whether no other number would mend as much.
        rivals: the other numbers that would mend the same.
        bounds: between which the number must lie, where the relations tell it.
    """

    wrong: Mention
    broken: list[Relation]
    expected: Fraction | None
    weight: float
    decided: bool
    rivals: list[Mention] = field(default_factory=list)
    bounds: Bounds | None = None


class Network:
    """The relations of a document."""

    def __init__(self, relations: Sequence[Relation]) -> None:
        self.relations = _unique(relations)
        self.of: dict[Mention, list[Relation]] = defaultdict(list)
        self.holding: dict[Relation, bool] = {}
        for relation in self.relations:
            self.holding[relation] = relation.holds()
            if not self.holding[relation] and relation.kind != "equal" and relation.holds(DOUBT):
                # Rounded in another way than is thought, it may hold: that is no error.
                relation.strength = min(relation.strength, DOUBTED if relation.kind == "sum" else DOUBTED / 2)
            for member in relation.members:
                self.of[member].append(relation)

    def proofs(self, mention: Mention) -> list[Relation]:
        """Give the relations that hold and could have failed, of which a number is a member, the strongest first."""
        found = [one for one in self.of.get(mention, ()) if self.holding[one] and one.strength > 0 and one.telling()]
        return sorted(found, key=lambda one: -one.strength)

    def conflicts(self) -> list[Conflict]:
        """Give what is wrong, the surest first; each broken relation is laid to one number only."""
        open_ = {one for one in self.relations if not self.holding[one] and one.strength > 0}
        found: list[Conflict] = []
        for one in [relation for relation in open_ if relation.kind == "exchange"]:
            # Two rows changed places: no repair of one number mends it, and what adds up goes on adding up.
            open_.discard(one)
            wrong = one.origin if isinstance(one.origin, Mention) else one.members[0]
            other = next(member for member in one.members if member is not wrong)
            found.append(Conflict(wrong, [one], abs(other.value), one.strength, True))
        found.sort(key=lambda conflict: conflict.wrong.number)
        repairs = self._repairs({member for one in open_ for member in one.members}, open_)
        while repairs:
            ranked = sorted(repairs.values(), key=lambda one: (-one.weight, one.wrong.table >= 0, -one.wrong.number))
            best = ranked[0]
            if best.weight <= 0:
                break
            mended = set(best.broken)
            best.rivals = [
                one.wrong for one in ranked[1:] if one.weight > best.weight - 0.3 and mended & set(one.broken)
            ]
            best.decided = not best.rivals
            found.append(best)
            open_ -= mended
            touched = {member for one in mended for member in one.members}
            for mention in touched:
                repairs.pop(mention, None)
            repairs |= self._repairs(touched, open_)
        return found

    def _repairs(self, mentions: Iterable[Mention], open_: set[Relation]) -> dict[Mention, Conflict]:
        """Give the best repair of each number that can be repaired."""
        return {one: repair for one in mentions if (repair := self._repair(one, open_))}

    def _repair(self, mention: Mention, open_: set[Relation]) -> Conflict | None:
        """Find the value of one number that mends most of the broken relations it is in."""
        if mention.about:
            return None
        broken = [one for one in self.of[mention] if one in open_]
        wanted: list[tuple[Relation, Bounds]] = []
        for one in broken:
            if (bounds := one.solve(one.members.index(mention))) is not None:
                room = one.slack * mention.step if one.members[0] is mention else Fraction(0)
                wanted.append((one, (bounds[0] - room, bounds[1] + room)))
        if not wanted:
            return None
        best: Conflict | None = None
        kept = [one for one in self.of[mention] if self.holding[one] and one.strength > 0 and one.telling()]
        for _, (low, high) in wanted[:12]:
            mends = [one for one, (a, b) in wanted if a <= high + mention.step / 2 and low - mention.step / 2 <= b]
            low2 = max([low, *(a for one, (a, b) in wanted if one in mends)])
            high2 = min([high, *(b for one, (a, b) in wanted if one in mends)])
            value = (low2 + high2) / 2 if low2 <= high2 else (low + high) / 2
            breaks = [one for one in kept if not _still(one, mention, value)]
            weight = _joint(mends) - _joint(breaks)
            if is_slip(mention, value):
                weight += 0.5
            if best is None or weight > best.weight:
                best = Conflict(mention, mends, value, weight, True, bounds=(min(low2, high2), max(low2, high2)))
        return best


def _joint(relations: Sequence[Relation]) -> float:
    """Give the strength of several relations together; those of one origin count as their strongest."""
    alone = sum(one.strength for one in relations if one.origin is None)
    shared: dict[object, float] = {}
    for one in relations:
        if one.origin is not None:
            shared[one.origin] = max(shared.get(one.origin, 0.0), one.strength)
    return alone + sum(shared.values())


def _still(relation: Relation, mention: Mention, value: Fraction) -> bool:
    """Tell whether a relation still holds when one member has another value."""
    bounds = relation.solve(relation.members.index(mention))
    if bounds is None:
        return True
    room = mention.step / 2 + (relation.slack * mention.step if relation.members[0] is mention else 0)
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
