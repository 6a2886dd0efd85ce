"""Whether one number is the other with a slip of the pen: its sign, a digit changed, two changed places, one too many or too few."""

from __future__ import annotations

from fractions import Fraction

from rapidfuzz.distance import OSA

from kaiji.tieout.numbers.mention import Mention


def digits_at(value: Fraction, step: Fraction) -> str:
    """Give the digits in which a value would be printed whose last place is ``step``."""
    units = abs(value) / step
    whole = (2 * units.numerator + units.denominator) // (2 * units.denominator)
    return str(whole)


def is_slip(stated: Mention, expected: Fraction) -> bool:
    """Tell whether a printed number is an expected one with a single slip.

    Args:
        stated: the number as printed.
        expected: what it should be, in single units.
    """
    if stated.value and stated.value == -expected:
        return True
    here = digits_at(stated.value, stated.step)
    there = digits_at(expected, stated.step)
    if here == there or len(there) < 2 or expected == 0:
        return False
    if len(here) != len(there) and here.rstrip("0") == there.rstrip("0"):
        return True
    longest = max(len(here), len(there))
    if longest > 40:
        return False
    if stated.places:
        here = here.rjust(longest, "0")
    return OSA.distance(here, there) == 1 and (longest >= 3 or len(here) == len(there))
