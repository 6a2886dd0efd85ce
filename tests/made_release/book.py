"""The exact ledger of an invented company, and how its numbers are printed: in whole thousands, rounded once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random

from made_release.fiscal import MONTHS

Pair = tuple[int, int]
"""An amount in thousands: of the period, and of the period it is compared with."""


@dataclass(frozen=True, slots=True)
class Book:
    """What happened in two periods, in thousands; every total is exact."""

    revenue: tuple[Pair, ...]
    cost: tuple[Pair, ...]
    expense: tuple[Pair, ...]
    interest: Pair
    tax: Pair
    depreciation: Pair
    assets: tuple[Pair, ...]
    liabilities: tuple[Pair, ...]
    capital: Pair
    flows: tuple[Pair, ...]
    shares: Pair
    before: tuple[Pair, ...]

    @property
    def sales(self) -> Pair:
        """Total revenue."""
        return total(self.revenue)

    @property
    def gross(self) -> Pair:
        """Revenue less its cost."""
        return less(self.sales, total(self.cost))

    @property
    def operating(self) -> Pair:
        """Gross profit less expenses."""
        return less(self.gross, total(self.expense))

    @property
    def pretax(self) -> Pair:
        """Operating income less net interest."""
        return less(self.operating, self.interest)

    @property
    def net(self) -> Pair:
        """Income after tax."""
        return less(self.pretax, self.tax)


def total(pairs: tuple[Pair, ...]) -> Pair:
    """Add amounts up."""
    return sum(one for one, _ in pairs), sum(other for _, other in pairs)


def less(one: Pair, other: Pair) -> Pair:
    """Take one amount from another."""
    return one[0] - other[0], one[1] - other[1]


def make_book(random: Random, segments: int, size: int) -> Book:
    """Draw a ledger: so many segments, each of about ``size`` thousand of revenue; never the same amount twice in a row."""

    def pair(low: float, high: float, base: int = size) -> Pair:
        prior = int(base * random.uniform(low, high)) + random.randrange(1, 998)
        change = random.choice((-1, 1, 1)) * random.uniform(0.03, 0.35)
        return int(prior * (1 + change)) + random.randrange(1, 998), prior

    revenue = tuple(pair(0.5, 1.6) for _ in range(segments))
    cost = tuple((int(c * random.uniform(0.4, 0.6)), int(p * random.uniform(0.4, 0.6))) for c, p in revenue)
    sales = sum(prior for _, prior in revenue)
    expense = tuple(pair(low, low * 1.4, sales) for low in (0.10, 0.06, 0.03))
    interest = pair(0.01, 0.012, sales)
    tax = pair(0.02, 0.03, sales)
    depreciation = pair(0.05, 0.07, sales)
    assets = tuple(pair(low, low * 1.5, sales) for low in (0.6, 0.3, 0.12, 0.9, 0.4))
    liabilities = tuple(pair(low, low * 1.5, sales) for low in (0.3, 0.15, 0.4))
    owned = less(total(assets), total(liabilities))
    capital = (int(owned[1] * 0.4) + 17,) * 2
    book = Book(
        revenue, cost, expense, interest, tax, depreciation, assets, liabilities, capital, (), pair(0.2, 0.3), ()
    )
    opening = (assets[0][1], assets[0][1] - random.randrange(1000, size))
    closing = assets[0][0], opening[0]
    adjust = pair(0.02, 0.04, sales)
    operating = tuple(book.net[i] + depreciation[i] + adjust[i] for i in (0, 1))
    invest = pair(0.05, 0.08, sales)
    finance = tuple(closing[i] - opening[i] - operating[i] + invest[i] for i in (0, 1))
    flows = (adjust, invest, (finance[0], finance[1]), opening)
    before = tuple((int(c * random.uniform(1.7, 2.1)), int(p * random.uniform(1.7, 2.1))) for c, p in revenue)
    return Book(
        revenue, cost, expense, interest, tax, depreciation, assets, liabilities, capital, flows, book.shares, before
    )


@dataclass(frozen=True, slots=True)
class Print:
    """How a house prints amounts: thousands a unit, decimals, rounding, negatives."""

    scale: int
    decimals: int = 0
    down: bool = False
    negative: str = "paren"

    def amount(self, thousands: int) -> str:
        """Print an amount of thousands in the house's unit."""
        step = Decimal(1).scaleb(-self.decimals)
        how = ROUND_DOWN if self.down else ROUND_HALF_UP
        return self.signed((Decimal(thousands) / self.scale).quantize(step, how), f",.{self.decimals}f")

    def signed(self, value: Decimal, form: str, tail: str = "") -> str:
        """Print a value with the house's sign."""
        text = format(abs(value), form) + tail
        if value >= 0:
            return text
        return {"paren": f"({text})", "minus": f"-{text}", "triangle": f"△{text}"}[self.negative]

    def percent(self, one: int, other: int, tail: str = "%") -> str:
        """Print a ratio less one, from the exact amounts, in percent with one decimal."""
        change = Decimal(one - other) * 100 / other
        return self.signed(change.quantize(Decimal("0.1"), ROUND_HALF_UP), ".1f", tail)


def share(one: int, other: int) -> str:
    """Print one amount as a share of another, in percent with one decimal."""
    return f"{(Decimal(one) * 100 / other).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def say(day: date) -> str:
    """Write a date out."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def quarter_end(year: int, quarter: int) -> date:
    """Give the last day of a calendar quarter."""
    return date(year, 12, 31) if quarter == 4 else date(year, quarter * 3 + 1, 1) - timedelta(days=1)


def working_day(day: date) -> date:
    """Give the day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
