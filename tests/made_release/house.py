"""How a made house prints: its units, signs, grouping, rounding, words and shapes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from made_release.fiscal import Calendar


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in which amounts of thousands are printed.

    Args:
        scale: thousands in one; 1000 is a million.
        decimals: how many are printed.
        down: rounded down, not half up.
        lakh: digits grouped as in India.
    """

    scale: int
    decimals: int = 0
    down: bool = False
    lakh: bool = False

    @property
    def step(self) -> Fraction:
        """What one unit of the last digit is worth, in thousands."""
        return Fraction(self.scale, 10**self.decimals)

    def digits(self, thousands: int, plug: int = 0) -> str:
        """Print the size of an amount, without its sign; a plug moves it by last units."""
        step = Decimal(1).scaleb(-self.decimals)
        value = (Decimal(abs(thousands)) / self.scale).quantize(step, ROUND_DOWN if self.down else ROUND_HALF_UP)
        return self.grouped(value + plug * step)

    def grouped(self, value: Decimal) -> str:
        """Group the digits of a number."""
        text = f"{value:,.{self.decimals}f}"
        if not self.lakh:
            return text
        whole, dot, rest = text.replace(",", "").partition(".")
        return re.sub(r"(?<=\d)(?=(?:\d\d)*\d{3}$)", ",", whole) + dot + rest


@dataclass(frozen=True, slots=True)
class Kpi:
    """A figure of another unit: its name, its unit in a cell and in a sentence, about how much, decimals."""

    name: str
    cell: str
    prose: str
    size: int
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class House:
    """A made house.

    Args:
        names: company, short name, code, exchange, address, city.
        sign: the currency before an amount in prose; ``tail`` behind it.
        table: the unit of tables; ``prose`` of sentences, called ``word``.
        caption: what tables say of their unit; ``wrong`` what a mistake would say.
        each: a currency before an amount per share; ``each_tail`` behind it.
        gaap: "us", "ifrs", "nature" or "jgaap": which statements.
        labels: names of items where they differ from those of its accounting rules.
        parts: which parts of a release it has.
        voice: which phrase book its sentences come from.
        spans: which periods it reports: 1 a quarter, 2 a half, 3 nine months with the quarter beside, 4 a year.
        percent: how a percentage stands in a table: "12.3%", "12.3" or "+12.3%".
        negative: "paren", "minus" or "triangle".
        translated: yen (or other) for one dollar, where there is a column in dollars.
        held: never to be looked at while the engine is mended.
    """

    key: str
    names: tuple[str, str, str, str, str, str]
    segments: tuple[str, ...]
    table: Unit
    prose: Unit
    word: str
    caption: str
    wrong: str
    sign: str = ""
    tail: str = ""
    each: str = ""
    each_tail: str = ""
    gaap: str = "us"
    calendar: Calendar = field(default_factory=Calendar)
    labels: dict[str, str] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    voice: str = "plain"
    spans: tuple[int, ...] = (1,)
    percent: str = "{}%"
    negative: str = "paren"
    prior_first: bool = False
    translated: str = ""
    kpis: tuple[Kpi, ...] = ()
    layout: str = "tab"
    size: int = 100_000
    expenses: int = 3
    loss: bool = False
    note: str = ""
    held: bool = False

    def signed(self, text: str, negative: bool) -> str:
        """Print a number with the house's sign."""
        if not negative:
            return text
        return {"paren": f"({text})", "minus": f"-{text}", "triangle": f"△{text}"}[self.negative]


def ratio(one: int, other: int, places: str = "0.1", less: int = 0) -> Decimal:
    """Give one amount in percent of another, less a hundred or nothing, rounded once."""
    return (Decimal(one) * 100 / Decimal(other) - less).quantize(Decimal(places), ROUND_HALF_UP)
