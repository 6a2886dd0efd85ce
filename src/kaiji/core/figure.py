"""An exact number as it is printed: value, unit, scale, precision, text, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from kaiji.core.source import Source

COUNT = ""
PERCENT = "%"

EXACT_DIGITS = 60


def round_half_up(value: Decimal | Fraction | int, places: int = 0) -> Decimal:
    """Round to ``places`` decimals, halves away from zero: the one rounding rule of the house.

    Args:
        value: exact; a Fraction is rounded once, from its exact value.
        places: decimals kept; negative rounds to tens, hundreds, ...
    """
    exact = Fraction(value)
    shifted = abs(exact) * Fraction(10) ** places
    whole = (2 * shifted.numerator + shifted.denominator) // (2 * shifted.denominator)
    with localcontext() as context:
        context.prec = max(EXACT_DIGITS, len(str(whole)) + abs(places) + 2)
        rounded = Decimal(whole if exact >= 0 else -whole).scaleb(-places)
        return rounded.quantize(Decimal(1).scaleb(-max(places, 0)))


def share(part: Decimal | int, whole: Decimal | int) -> Fraction:
    """Give ``part`` as a percentage of ``whole``, exactly; a whole of zero raises ZeroDivisionError."""
    return Fraction(part) / Fraction(whole) * 100


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a document.

    Args:
        value: in units, exact (for a percentage, 12.5 stands for 12.5 %).
        unit: ``""`` a count, ``"%"``, a currency code, ``"shares"``.
        scale: power of ten of the printed number (3 = printed in thousands).
        places: printed decimals.
        text: as printed, in full.
        key: which fact it is (``suppliers.answered``); the same key means the same fact everywhere.
        sources: where the value was read, or the places it was counted from.
    """

    value: Decimal
    unit: str = COUNT
    scale: int = 0
    places: int = 0
    text: str = ""
    key: str = ""
    sources: tuple[Source, ...] = ()

    @classmethod
    def of(
        cls,
        value: Decimal | Fraction | int,
        *,
        unit: str = COUNT,
        scale: int = 0,
        places: int = 0,
        key: str = "",
        sources: tuple[Source, ...] = (),
    ) -> Figure:
        """Make a figure and print it: grouped by thousands, negatives in parentheses, ``%`` behind."""
        printed = round_half_up(Fraction(value) / Fraction(10) ** scale, places)
        exact = Fraction(value)
        with localcontext() as context:
            context.prec = EXACT_DIGITS
            kept = value if isinstance(value, Decimal) else Decimal(exact.numerator) / Decimal(exact.denominator)
        body = f"{abs(printed):,.{places}f}" + (PERCENT if unit == PERCENT else "")
        return cls(kept, unit, scale, places, f"({body})" if printed < 0 else body, key, sources)

    @property
    def printed(self) -> Decimal:
        """The number that a reader sees, in units."""
        return round_half_up(Fraction(self.value) / Fraction(10) ** self.scale, self.places).scaleb(self.scale)

    @property
    def interval(self) -> tuple[Decimal, Decimal]:
        """The bounds between which the exact value lies if the printed one was rounded half up."""
        half = Decimal(5).scaleb(self.scale - self.places - 1)
        return self.printed - half, self.printed + half
