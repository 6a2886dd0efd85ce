"""The books of a strict house, written as a few lines of text: leaves, balances that roll, totals that follow from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from made_release.ledger import Ledger

_TERM = re.compile(r"([+-]?)\s*(\w+)")


def terms(text: str) -> dict[str, int]:
    """Read "a + b - c" as names with their signs."""
    return {name: -1 if sign == "-" else 1 for sign, name in _TERM.findall(text)}


def lines_of(text: str) -> list[list[str]]:
    """Give the words of every line that says something."""
    return [line.split() for line in text.strip().splitlines() if line.strip()]


@dataclass(slots=True)
class Books(Ledger):
    """A ledger with figures that are averaged over a span, not added up (numbers of shares, of ships)."""

    averages: set[str] = field(default_factory=set)

    def amount(self, item: str, when: str) -> int:
        """Give an item of a span or at a day."""
        year, _, rest = when.partition(":")
        if rest.endswith("!") or not self.is_average(item):
            return Ledger.amount(self, item, when)
        if item in self.sums:
            return sum(sign * self.amount(part, when) for part, sign in self.sums[item][0].items())
        first, _, last = rest.partition("-")
        counts = [self.flows[item, int(year), q] for q in range(int(first), int(last) + 1)]
        return sum(counts) // len(counts)

    def is_average(self, item: str) -> bool:
        """Tell whether an item is an average, or made of averages only."""
        if item in self.sums:
            return all(self.is_average(part) for part in self.sums[item][0])
        return item in self.averages

    def is_stock(self, item: str) -> bool:
        """Tell whether an item is a balance, or made of balances."""
        while item in self.sums:
            item = next(iter(self.sums[item][0]))
        return any(name == item for name, _, _ in self.balances)


def _sums(text: str) -> dict[str, tuple[dict[str, int], ...]]:
    made: dict[str, tuple[dict[str, int], ...]] = {}
    for line in text.strip().splitlines():
        name, _, ways = line.partition("=")
        if ways:
            made[name.strip()] = tuple(terms(way) for way in ways.split(";"))
    return made


def keep_books(random: Random, years: tuple[int, ...], flows: str, stocks: str, sums: str) -> Books:
    """Draw the books of a house.

    Args:
        random: where they are drawn from.
        years: fiscal years.
        flows: a line for each leaf: ``name size``, ``name other low high`` (a part of another), ``~`` before the name for either
            sign, ``@`` for an average (drifts slowly, is never added up).
        stocks: a line for each balance: ``name size``, ``name size += a - b`` that rolls with flows, ``name := a + b - c`` that
            makes the rest balance; ``@`` before a name that moves little.
        sums: a line for each total: ``name = a + b - c``, other ways behind semicolons.
    """
    books = Books(0, 0, years)
    books.sums = _sums(sums)
    pace: dict[str, float] = {}
    quarters = [(year, quarter) for year in years for quarter in (1, 2, 3, 4)]
    for at, (year, quarter) in enumerate(quarters):
        for words in lines_of(flows):
            mark, name = (words[0][0], words[0][1:]) if words[0][0] in "~@" else ("", words[0])
            if len(words) == 2:
                drift = pace.setdefault(name, random.choice((-0.012, 0.01, 0.02, 0.03)) / (10 if mark == "@" else 1))
                wave = 0.004 if mark == "@" else 0.07
                worth = int(float(words[1]) * (1 + drift) ** at * random.uniform(1 - wave, 1 + wave))
            else:
                whole = abs(books.amount(words[1], f"{year}:{quarter}-{quarter}"))
                worth = int(whole * random.uniform(float(words[2]), float(words[3])))
            if abs(worth) > 300:
                worth += random.randrange(-49, 50)
            if mark == "@":
                books.averages.add(name)
            books.flows[name, year, quarter] = worth * (random.choice((-1, 1)) if mark == "~" else 1)
    _keep_stocks(books, random, [(years[0] - 1, 4), *quarters], stocks)
    return books


def _keep_stocks(books: Books, random: Random, quarters: list[tuple[int, int]], stocks: str) -> None:
    known: dict[str, int] = {}
    for year, quarter in quarters:
        for words in lines_of(stocks):
            name = words[0].lstrip("@")
            if words[1] == ":=":
                known[name] = sum(sign * known[part] for part, sign in terms(" ".join(words[2:])).items())
            elif name not in known:
                known[name] = int(float(words[1]) * random.uniform(0.85, 1.15)) + random.randrange(-49, 50)
            elif len(words) > 2:
                when = f"{year}:{quarter}-{quarter}"
                moved = terms(" ".join(words[3:])).items()
                known[name] += sum(sign * books.amount(part, when) for part, sign in moved)
            elif words[0][0] == "@":
                known[name] = round(known[name] * random.uniform(0.996, 1.004))
            else:
                known[name] = int(known[name] * random.uniform(0.95, 1.07)) + random.randrange(-49, 50)
            books.balances[name, year, quarter] = known[name]
