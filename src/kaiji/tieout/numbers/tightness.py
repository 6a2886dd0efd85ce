"""Tables that add up to the last unit, in which a sum that misses by more than one is not a matter of rounding."""

from __future__ import annotations

from collections.abc import Sequence

from kaiji.tieout.numbers.relation import Relation

LEAST_EXACT = 6
LEAST_MEMBERS = 3
SURE = 2.0


def tighten(relations: Sequence[Relation]) -> None:
    """Mark the sums of a table as tight where all of them, but one at the most, are met exactly.

    Rounded parts miss their rounded total by a unit now and then; where six sums or more hold to the unit, the statement was
    made to add up, and the room that rounding would allow to the last one is not needed.

    Args:
        relations: the sums and differences between the rows of one table.
    """
    sums = [one for one in relations if one.factors and len(one.members) >= LEAST_MEMBERS and one.strength >= SURE]
    sums = [one for one in sums if len({member.step for member in one.members}) == 1]
    if any(member.down for one in sums for member in one.members):
        return
    exact = sum(_apart(one) == 0 for one in sums)
    if exact >= LEAST_EXACT and len(sums) - exact <= 1:
        for one in sums:
            one.tight = True


def _apart(one: Relation) -> object:
    return sum(member.value * factor for member, factor in zip(one.members, one.factors, strict=True))
