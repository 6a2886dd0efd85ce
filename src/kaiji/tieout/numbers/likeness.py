"""Whether one number is the other with a slip of the pen: its sign, a digit changed, two changed places, one too many or too few."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

from rapidfuzz.distance import OSA

from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation

LONGEST = 40


def digits_at(value: Fraction, step: Fraction) -> str:
    """Give the digits in which a value would be printed whose last place is ``step``."""
    top, base = abs(value.numerator) * step.denominator, value.denominator * step.numerator
    return str((2 * top + base) // (2 * base))


def is_slip(stated: Mention, expected: Fraction) -> bool:
    """Tell whether a printed number is an expected one with a single slip.

    Args:
        stated: the number as printed.
        expected: what it should be, in single units.
    """
    if stated.value and stated.value == -expected:
        return True
    here = digits_at(stated.value, stated.step)
    # Printed as the document rounds: down, where it says so.
    there = digits_at(expected if not stated.down else abs(expected) // stated.step * stated.step, stated.step)
    if here == there or len(there) < 2 or expected == 0:
        return False
    if len(here) != len(there) and here.rstrip("0") == there.rstrip("0"):
        return True
    longest = max(len(here), len(there))
    if longest > LONGEST:
        return False
    if stated.places:
        here = here.rjust(longest, "0")
    return OSA.distance(here, there) == 1 and (longest >= 3 or len(here) == len(there))


def slip_within(stated: Mention, low: Fraction, high: Fraction) -> Fraction | None:
    """Give the value between two bounds of which a printed number is the likeliest single slip; None where there is none.

    Args:
        stated: the number as printed.
        low: the least value it could be, in single units.
        high: the greatest.
    """
    sign = -1 if stated.value < 0 else 1
    # With decimals, the nought before the point is a digit that may have slipped: 2.72 for 0.72.
    least = stated.places + 1
    digits = digits_at(stated.value, stated.step).rjust(least, "0")
    if len(digits) > LONGEST:
        return None
    if stated.value and low <= -stated.value <= high:
        return -stated.value
    if low < 0 < high or (high < 0) != (sign < 0):
        return None
    least_units, most_units = ceil(low / stated.step), floor(high / stated.step)
    for group in _slips(digits, least):
        found = [sign * one for one in group if least_units <= sign * one <= most_units]
        if found:
            middle = (low + high) / 2
            return min((one * stated.step for one in found), key=lambda value: abs(value - middle))
    return None


def slipped(relation: Relation) -> bool:
    """Tell whether a slip of the pen in one member alone keeps a relation from holding."""
    for index, member in enumerate(relation.members):
        bounds = relation.solve(index)
        if bounds is None:
            continue
        half = member.step / 2
        if slip_within(member, bounds[0] - half, bounds[1] + half) is not None:
            return True
    return False


@lru_cache(maxsize=1024)
def _slips(digits: str, least: int) -> tuple[tuple[int, ...], ...]:
    """Give what digits may have been meant, the likeliest kinds of slip first.

    Args:
        digits: as printed, without the point.
        least: how many are printed at the least; a longer number does not begin with a nought.
    """
    size = range(len(digits))
    swapped = {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in size[:-1]}
    moved = {digits + "0" * count for count in (1, 2, 3)} | {
        digits[:-count] for count in (1, 2, 3) if digits.endswith("0" * count) and len(digits) > count
    }
    changed = {digits[:at] + one + digits[at + 1 :] for at in size for one in "0123456789"}
    added = {digits[:at] + one + digits[at:] for at in range(len(digits) + 1) for one in "0123456789"}
    dropped = {digits[:at] + digits[at + 1 :] for at in size} if len(digits) > 2 else set()
    kinds = (swapped, moved, changed, dropped, added if len(digits) > 1 else set())
    fit = ({one for one in kind if one and (one[0] != "0" or len(one) <= least)} for kind in kinds)
    return tuple(tuple(sorted({int(one) for one in kind} - {int(digits), 0})) for kind in fit)
