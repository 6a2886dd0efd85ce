"""One number where it stands: its exact printed value, how finely it is printed, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any

from kaiji.tieout.numbers.unit import COUNT, MONEY, NOTHING, PER_SHARE, PERCENT, SHARES, Unit
from kaiji.tieout.numbers.when import When
from kaiji.tieout.proof import Spot

STATE = ("printed", "places", "signed", "value", "step", "counted", "low", "high", "ends", "digits")


@dataclass(slots=True, eq=False)
class Mention:
    """One number of a document.

    Args:
        number: in reading order, from 0.
        spot: where it stands.
        text: as printed.
        printed: the signed number as printed, without its scale.
        places: printed decimals.
        unit: what it counts.
        table: number of the grid, -1 in prose.
        row: of the grid.
        column: of the grid.
        when: the period or day it is of, as far as it is told.
        about: *approximately*, *over*, *at least* stand before it.
        signed: it carries a sign of its own (parentheses, minus, triangle).
        down: amounts of its document are rounded down.
        made_of: of a number that stands nowhere and follows from two others: how, and from which.
        either: its document does not say whether it rounds down or to the nearest, and either is usual.
        value: the number in single units.
        step: one unit of its last printed place, in single units.
        counted: whether it is printed in full, so that nothing was rounded away.
        low: the least value that is printed like this.
        high: the greatest value that is printed like this.
        ends: both as floating numbers, for a first look.
        digits: how many digits tell it: of the noughts at the end of a whole number only one is counted.
    """

    number: int
    spot: Spot
    text: str
    printed: Fraction
    places: int
    unit: Unit = NOTHING
    table: int = -1
    row: int = -1
    column: int = -1
    when: When | None = None
    about: bool = False
    signed: bool = False
    down: bool = False
    made_of: tuple[str, Mention, Mention] | None = None
    either: bool = False
    value: Fraction = field(init=False)
    step: Fraction = field(init=False)
    counted: bool = field(init=False)
    low: Fraction = field(init=False)
    high: Fraction = field(init=False)
    ends: tuple[float, float] = field(init=False)
    digits: int = field(init=False)

    def __post_init__(self) -> None:
        self.settle()

    def settle(self) -> None:
        """Compute what follows from the printing; to be called again when the unit or the rounding becomes known."""
        self.value = self.printed * _power(self.scale)
        self.step = _power(self.scale - self.places)
        self.counted = self.places == 0 and self.scale == 0 and self.unit.kind in (SHARES, COUNT, MONEY)
        if self.counted:
            self.low = self.high = self.value
        elif self.down:
            self.low, self.high = (
                (self.value, self.value + self.step) if self.value >= 0 else (self.value - self.step, self.value)
            )
        else:
            self.low, self.high = self.value - self.step / 2, self.value + self.step / 2
            if self.either:
                self.low -= self.step / 2 if self.value < 0 else 0
                self.high += self.step / 2 if self.value >= 0 else 0
        self.ends = (float(self.low), float(self.high))
        text = str(abs(int(self.printed * 10**self.places)))
        self.digits = min(len(text), len(text.rstrip("0")) + 1) if self.places == 0 else len(text)

    @property
    def state(self) -> tuple[Any, ...]:
        """What the number says now, to be put back after something else was tried."""
        return tuple(getattr(self, name) for name in STATE)

    @state.setter
    def state(self, values: tuple[Any, ...]) -> None:
        for name, value in zip(STATE, values, strict=True):
            setattr(self, name, value)

    def put(self, low: Fraction, high: Fraction) -> None:
        """Take the number for one between two bounds, as a repair would have it."""
        self.low, self.high, self.value = low, high, (low + high) / 2
        self.ends = (float(low), float(high))

    @property
    def scale(self) -> int:
        """Power of ten of the printed number; 0 where nothing tells it."""
        return self.unit.scale or 0

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage."""
        return self.unit.kind == PERCENT

    @property
    def is_per_share(self) -> bool:
        """Whether it is an amount per share."""
        return self.unit.kind == PER_SHARE


@lru_cache(maxsize=256)
def _power(of: int) -> Fraction:
    """Give a power of ten; numbers of one precision share one object."""
    return Fraction(10) ** of
