"""What must hold between numbers, tested with the bounds within which printed numbers were rounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from kaiji.core.text import Text
from kaiji.tieout.numbers.mention import Mention

Kind = Literal["sum", "equal", "difference", "change", "share", "ratio", "translation", "product", "exchange"]
Bounds = tuple[Fraction, Fraction]
ZERO = Fraction(0)


@dataclass(slots=True, eq=False)
class Relation:
    """Numbers that must fit each other.

    Two forms cover all kinds. *Linear*: the members times their factors add up to nothing. *Quotient*: the first member
    is ``by`` times the second over the third, less one where ``less_one`` says so (a change in per cent).

    Args:
        kind: what it is in the words of the field.
        members: the numbers, the result first.
        factors: of a linear relation, one for each member; empty for a quotient.
        by: the factor of a quotient.
        less_one: whether one is taken off the quotient.
        strength: 0 a guess, 1 said by words or seen once, 2 seen again, 3 beyond doubt.
        reason: what it is, for people.
        slack: units of its last printed place that the result may have been moved by, so that a column foots.
        constant: a third member of a quotient that stands nowhere in the document.
        origin: relations of one origin rest on one reading, and count once.
        tight: whether it may miss by one unit of the last printed place and no more, because all others of its table add up.
        free: of two numbers that are equal, whether their signs are told in another way and say nothing.
        frail: whether it was found by what the numbers are, and would not be looked for were one of them another.
    """

    kind: Kind
    members: tuple[Mention, ...]
    reason: Text
    factors: tuple[Fraction, ...] = ()
    by: Fraction = Fraction(1)
    less_one: bool = False
    strength: float = 0
    slack: int = 0
    constant: Fraction | None = None
    origin: object = None
    tight: bool = False
    free: bool = False
    frail: bool = False
    _told: bool | None = None

    def solve(self, index: int, room: Fraction = ZERO) -> Bounds | None:
        """Give the bounds within which a member must lie, by all the others; None where they do not tell it.

        Args:
            index: of the member.
            room: extra units of the last printed place that each other member may be off.
        """
        if self.tight and self.factors:
            both = enumerate(zip(self.members, self.factors, strict=True))
            rest = sum((one.value * factor for at, (one, factor) in both if at != index), ZERO)
            own, step = -self.factors[index], max(one.step for one in self.members) / 2
            return rest / own - step, rest / own + step
        known = [bounds_of(member, room) for member in self.members]
        if index and self.slack:
            own = self.slack * self.members[0].step
            known[0] = (known[0][0] - own, known[0][1] + own)
        return self._solved(index, known)

    def _solved(self, index: int, known: list[Bounds]) -> Bounds | None:
        if not self.factors:
            return self._quotient(index, known)
        if self.free and (self.members[index].value < 0) != (known[1 - index][0] + known[1 - index][1] < 0):
            low, high = known[1 - index]
            return -high, -low
        if self.free:
            return known[1 - index]
        return self._linear(index, known)

    def _linear(self, index: int, known: Sequence[Bounds]) -> Bounds:
        low = high = ZERO
        for at, ((a, b), factor) in enumerate(zip(known, self.factors, strict=True)):
            if at == index:
                continue
            low += min(a * factor, b * factor)
            high += max(a * factor, b * factor)
        own = -self.factors[index]
        ends = (low / own, high / own)
        return min(ends), max(ends)

    def _quotient(self, index: int, known: list[Bounds]) -> Bounds | None:
        if len(known) == 2:
            fixed = self.constant or Fraction(1)
            known = [*known, (fixed, fixed)]
        result, top, base = known
        if index == 0:
            found = _over(top, base)
            return None if found is None else self._scaled(found)
        quotient = _unscaled(result, self.by, self.less_one)
        if index == 1:
            return _times(quotient, base)
        return _over(top, quotient)

    def _scaled(self, bounds: Bounds) -> Bounds:
        less = 1 if self.less_one else 0
        ends = ((bounds[0] - less) * self.by, (bounds[1] - less) * self.by)
        return min(ends), max(ends)

    def holds(self, room: Fraction = ZERO) -> bool:
        """Tell whether the members fit each other within their rounding.

        Args:
            room: extra units of the last printed place that each member may be off.
        """
        if self.kind == "equal" and (
            self.members[0].step is self.members[1].step or self.members[0].step == self.members[1].step
        ):
            # One number printed twice in one way is printed alike.
            one, other = self.members
            if self.free:
                return abs(one.value) == abs(other.value)
            return one.value * self.factors[0] + other.value * self.factors[1] == 0
        if self.tight and self.factors:
            apart = sum((one.value * factor for one, factor in zip(self.members, self.factors, strict=True)), ZERO)
            return abs(apart) <= max(one.step for one in self.members)
        if not room and (clear := self._at_a_glance()) is not None:
            return clear
        found = self.solve(0, room)
        if found is None:
            return True
        low, high = bounds_of(self.members[0], room)
        own = self.slack * self.members[0].step
        return found[0] <= high + own and low - own <= found[1]

    def holds_otherwise(self) -> bool:
        """Tell whether the members fit each other if they, or only the first, were rounded in another way than is thought.

        A ratio may be off by one last unit: it is often computed from amounts that differ a little from those printed.
        """
        if self.tight:
            return self.holds()
        ways = [(a, b) for a in (False, True) for b in (False, True)]
        for first, others in ways:
            known = [_cut(self.members[0], first), *(_cut(one, others) for one in self.members[1:])]
            found = self._solved(0, known)
            own = max(self.slack, 0 if self.factors or self.members[0].counted else 1) * self.members[0].step
            if found is None or (found[0] <= known[0][1] + own and known[0][0] - own <= found[1]):
                return True
        return False

    def _at_a_glance(self) -> bool | None:
        """Tell whether it holds where floating numbers leave no doubt; None where exact arithmetic must decide."""
        found = self._roughly()
        if found is None:
            return None
        low, high, size = found
        known = self.members[0].ends
        step = self.slack * float(self.members[0].step)
        gap = max(low - known[1] - step, known[0] - step - high)
        doubt = 1e-9 * (size + abs(known[0])) + 1e-12
        return None if abs(gap) <= doubt else gap < 0

    def _roughly(self) -> tuple[float, float, float] | None:
        """Give the bounds of the first member as floating numbers, and the size of what they were made of; None if untold."""
        known = [member.ends for member in self.members]
        if self.free:
            (a, b), (c, d) = known
            if (a + b < 0) != (c + d < 0):
                c, d = -d, -c
            return c, d, abs(c)
        if self.factors:
            low = high = size = 0.0
            for (a, b), factor in zip(known[1:], self.factors[1:], strict=True):
                f = float(factor)
                low += min(a * f, b * f)
                high += max(a * f, b * f)
                size += abs(a * f)
            own = -float(self.factors[0])
            low, high = sorted((low / own, high / own))
            return low, high, size
        if len(known) == 2:
            fixed = float(self.constant or 1)
            known.append((fixed, fixed))
        (a, b), (c, d) = known[1], known[2]
        if c <= 0 <= d:
            return None
        ends = (a / c, a / d, b / c, b / d)
        by, less = float(self.by), 1 if self.less_one else 0
        low, high = sorted(((min(ends) - less) * by, (max(ends) - less) * by))
        return low, high, max(abs(low), abs(high), abs(by))

    @property
    def plugged(self) -> bool:
        """Whether it holds only because its result was moved by one last unit."""
        found = self.solve(0)
        return (
            bool(self.slack)
            and found is not None
            and self.holds()
            and not (found[0] <= self.members[0].high and self.members[0].low <= found[1])
        )

    def telling(self) -> bool:
        """Tell whether the first member could have been contradicted: not everything fits its bounds."""
        if self._told is None:
            found = self._roughly()
            first, step = self.members[0], float(self.members[0].step)
            self._told = found is not None and found[1] - found[0] < max(abs(float(first.value)), step) / 2 + 8 * step
        return self._told


def bounds_of(member: Mention, room: Fraction = ZERO) -> Bounds:
    """Give the bounds of the exact value behind a printed number."""
    if member.counted and room:
        return member.value, member.value
    return member.low - room * member.step, member.high + room * member.step


def _cut(member: Mention, down: bool) -> Bounds:
    """Give the bounds of a printed number, rounded towards nothing or to the nearest unit."""
    if member.counted or member.low == member.high:
        return member.low, member.high
    if not down:
        return member.value - member.step / 2, member.value + member.step / 2
    return (
        (member.value, member.value + member.step) if member.value >= 0 else (member.value - member.step, member.value)
    )


def _over(top: Bounds, base: Bounds) -> Bounds | None:
    if base[0] <= 0 <= base[1]:
        return None
    ends = [a / b for a in top for b in base]
    return min(ends), max(ends)


def _times(one: Bounds, other: Bounds) -> Bounds:
    ends = [a * b for a in one for b in other]
    return min(ends), max(ends)


def _unscaled(bounds: Bounds, by: Fraction, less_one: bool) -> Bounds:
    ends = (bounds[0] / by + (1 if less_one else 0), bounds[1] / by + (1 if less_one else 0))
    return min(ends), max(ends)


def linear(
    kind: Kind, members: Sequence[Mention], factors: Sequence[int | Fraction], reason: Text, strength: float
) -> Relation:
    """Make a relation whose members add up to nothing."""
    return Relation(kind, tuple(members), reason, tuple(_factor(one) for one in factors), strength=strength)


@lru_cache(maxsize=1024)
def _factor(one: int | Fraction) -> Fraction:
    """Give a factor as a fraction; most are one, with a sign."""
    return Fraction(one)


def strength_of(holding: int, failing: int, said: bool = False) -> float:
    """Tell how sure it is that a relation is meant, from how often it holds where it could fail.

    Args:
        holding: how many like instances hold.
        failing: how many do not.
        said: whether words (a head, a label) say that it is meant.
    """
    if holding < 2 * failing and not (said and holding >= failing):
        return 0.5 if said and failing <= 2 else 0
    level = 0 if not holding else 1 if holding == 1 else 2 if holding < 4 else 3
    return min(3, level + (1 if said else 0))
