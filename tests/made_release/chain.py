"""Releases of one invented company over five quarters, from one exact ledger: each tells its quarter, the year to date, and a year ago."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from made_release.book import say
from made_release.family import Family
from made_release.mark import Block, Grid, Made, mark

QUARTERS = 9
LENGTHS = {3: "Three", 6: "Six", 9: "Nine", 12: "Twelve"}
NAMES = ("", "first", "second", "third", "fourth")
Of = Callable[["Quarter"], int]


@dataclass(frozen=True, slots=True)
class Quarter:
    """What happened in one quarter, and what was there at its end, in thousands."""

    revenue: tuple[int, ...]
    cost: tuple[int, ...]
    expense: tuple[int, ...]
    interest: int
    tax: int
    depreciation: int
    adjust: int
    invest: int
    opening: int
    assets: tuple[int, ...]
    liabilities: tuple[int, ...]
    capital: int

    @property
    def net(self) -> int:
        return sum(self.revenue) - sum(self.cost) - sum(self.expense) - self.interest - self.tax

    @property
    def operating(self) -> int:
        return self.net + self.depreciation + self.adjust

    @property
    def finance(self) -> int:
        return self.assets[0] - self.opening - self.operating + self.invest


@dataclass(frozen=True, slots=True)
class Style:
    """How the releases of a chain may differ from one another.

    Args:
        start: month in which the fiscal year begins.
        renamed: whether items have other names from the third release on.
        restated: whether the last release gives last year's segments anew, and says so.
        split: whether shares were split before the last release.
        finer: whether the third release prints thousands where the others print millions.
        dated: whether columns are headed by days everywhere, or by quarters in the summary.
    """

    start: int = 1
    renamed: bool = False
    restated: bool = False
    split: bool = False
    finer: bool = False
    dated: bool = True


class Ledger:
    """Nine quarters of one company."""

    def __init__(self, family: Family, seed: int, style: Style = Style()) -> None:
        self.family, self.style = family, style
        random = self.random = Random(f"chain:{family.key}:{seed}")  # noqa: S311
        self.year = random.randrange(2012, 2022)
        size = family.size
        segments = [int(size * random.uniform(0.5, 1.6)) for _ in family.segments]
        cash = int(size * random.uniform(0.6, 0.9))
        capital = int(size * 0.4) + 17
        stock = [int(size * random.uniform(low, low * 1.4)) for low in (0.3, 0.12, 0.9, 0.4)]
        owed = [int(size * random.uniform(low, low * 1.4)) for low in (0.3, 0.15, 0.4)]
        self.quarters: list[Quarter] = []
        for _ in range(QUARTERS):
            segments = [int(one * random.uniform(0.9, 1.15)) + random.randrange(1, 998) for one in segments]
            stock = [int(one * random.uniform(0.92, 1.1)) + random.randrange(1, 998) for one in stock]
            owed = [int(one * random.uniform(0.92, 1.1)) + random.randrange(1, 998) for one in owed]
            sales = sum(segments)
            opening, cash = cash, int(cash * random.uniform(0.9, 1.15)) + random.randrange(1, 998)
            part = {
                name: int(sales * random.uniform(low, low * 1.3)) + random.randrange(1, 998)
                for name, low in PARTS.items()
            }
            self.quarters.append(
                Quarter(
                    tuple(segments),
                    tuple(int(one * random.uniform(0.4, 0.55)) for one in segments),
                    (part["selling"], part["administration"], part["research"]),
                    part["interest"], part["tax"], part["depreciation"], part["adjust"], part["invest"],
                    opening, (cash, *stock), tuple(owed), capital,
                )
            )  # fmt: skip
        self.shares = random.randrange(20_000, 90_000)

    def end(self, at: int) -> date:
        month = self.style.start + 3 * (at % 4) + 2
        year = self.year + at // 4 + (month - 1) // 12
        month = (month - 1) % 12 + 1
        return date(year + (month == 12), month % 12 + 1, 1) - timedelta(days=1)

    def name(self, at: int) -> str:
        year = self.year + at // 4
        return self.family.quarter.format(n=NAMES[at % 4 + 1], y=year, q=at % 4 + 1, yy=f"{year % 100:02}")

    def over(self, at: int, months: int, of: Of) -> int:
        return sum(of(one) for one in self.quarters[at + 1 - months // 3 : at + 1])


PARTS = {
    "selling": 0.10, "administration": 0.06, "research": 0.03, "interest": 0.01, "tax": 0.02, "depreciation": 0.05,
    "adjust": 0.02, "invest": 0.05,
}  # fmt: skip


def make_chain(family: Family, seed: int, style: Style = Style()) -> list[Made]:
    """Make the releases of five quarters in a row; all are clean, and say the same of each item and period."""
    ledger = Ledger(family, seed, style)
    return [_Release(ledger, at).make() for at in range(4, QUARTERS)]


class _Release:
    def __init__(self, ledger: Ledger, at: int) -> None:
        self.ledger, self.at = ledger, at
        family = ledger.family
        self.print = family.print
        if ledger.style.finer and at == 6 and family.print.scale == 1000:
            self.print = replace(family.print, scale=1, decimals=0)
        self.unit = family.unit if self.print is family.print else THOUSANDS.get(family.unit, "(in thousands)")
        self.new = ledger.style.renamed and at >= 6
        self.blocks: list[Block] = []

    def make(self) -> Made:
        ledger, at = self.ledger, self.at
        name, short, code, exchange = ledger.family.names
        self.blocks += [
            "For Immediate Release",
            name,
            f"{short} Reports Results for {ledger.name(at)}",
            (
                f"{say(ledger.end(at) + timedelta(days=33))} - {name} ({exchange}: {code}) today announced its unaudited results for the three "
                f"months ended {say(ledger.end(at))}."
            ),
        ]
        self.prose()
        self.summary()
        self.income()
        self.balance()
        self.cash()
        self.share()
        if ledger.style.restated and at == QUARTERS - 1:
            self.blocks.append("Segment revenue of the earlier year was restated to conform to the current segments.")
        if ledger.style.split and at == QUARTERS - 1:
            self.blocks.append(
                "The company effected a 2-for-1 share split of its common stock; amounts per share are given after it."
            )
        if ledger.family.rounding:
            self.blocks.append(ledger.family.rounding)
        return Made(ledger.family.key, at, ledger.family.layout, tuple(self.blocks))

    def row(self, label: str, values: list[int], kind: str = "cell") -> tuple[str, ...]:
        cells = [mark("negative" if one < 0 else kind, self.print.amount(one)) for one in values]
        if self.ledger.family.prior_first:
            cells.reverse()
        return (label, *cells)

    def head(self, *names: str) -> tuple[str, ...]:
        return ("", *(reversed(names) if self.ledger.family.prior_first else names))

    def caption(self, title: str) -> None:
        self.blocks += [title, self.unit]

    def prose(self) -> None:
        ledger, at, prose = self.ledger, self.at, self.ledger.family.prose
        now, then = (sum(ledger.quarters[one].revenue) for one in (at, at - 4))
        word = "an increase" if now > then else "a decrease"
        sign = ledger.family.sign
        self.blocks.append(
            f"- {ledger.family.items[0]} was {sign}{mark('amount', prose.amount(now))} million in {ledger.name(at)}, {word} of "
            f"{prose.percent(now, then).strip('()-△')} from {sign}{mark('amount', prose.amount(then))} million in {ledger.name(at - 4)}."
        )

    def summary(self) -> None:
        ledger, at, items = self.ledger, self.at, self.ledger.family.items
        self.caption("Revenue by Segment")
        names = [ledger.name(at), ledger.name(at - 4)]
        moved = ledger.style.restated and at == QUARTERS - 1
        if moved:
            names[1] += " (restated)"
        shift = int(ledger.quarters[at - 4].revenue[0] * 0.1) if moved else 0
        rows = []
        for number, segment in enumerate(ledger.family.segments):
            then = ledger.quarters[at - 4].revenue[number] + (-shift if number == 0 else shift if number == 1 else 0)
            rows.append(self.row(segment, [ledger.quarters[at].revenue[number], then]))
        total = self.row(
            f"Total {items[0].lower().removeprefix('total ')}",
            [sum(ledger.quarters[one].revenue) for one in (at, at - 4)],
            "total",
        )
        self.blocks.append(Grid((self.head(*names), *rows, total)))

    def income(self) -> None:
        ledger, at, items = self.ledger, self.at, self.ledger.family.items
        length = (at % 4 + 1) * 3
        spans = [(at, 3), (at - 4, 3)] + ([(at, length), (at - 4, length)] if length > 3 else [])
        new = self.new
        self.caption(f"{ledger.family.names[0]} - Consolidated Statements of Income (Unaudited)")
        plain = items[0].removeprefix("Total ")
        sales = f"{plain.capitalize()}, total" if new else f"Total {plain.lower()}"
        lines: list[tuple[str, Of, str]] = [
            *((name, _revenue(number), "cell") for number, name in enumerate(ledger.family.segments)),
(sales, lambda q: sum(q.revenue), "total"),
            ("Cost of services (1)" if new else "Cost of revenues" if items[0] != "Net sales" else "Cost of sales", lambda q: sum(q.cost), "total"),
            (items[2], lambda q: sum(q.revenue) - sum(q.cost), "total"),
            ("S&M" if new else "Selling and marketing", lambda q: q.expense[0], "cell"),
            ("General & administrative expenses" if new else "General and administrative", lambda q: q.expense[1], "cell"),
            ("R&D" if new else "Research and development", lambda q: q.expense[2], "cell"),
            ("Total operating expenses", lambda q: sum(q.expense), "total"),
            (items[3], lambda q: sum(q.revenue) - sum(q.cost) - sum(q.expense), "total"),
            ("Interest expense, net", lambda q: -q.interest, "cell"),
            (items[4], lambda q: q.net + q.tax, "total"),
            ("Income taxes", lambda q: -q.tax, "cell"),
            (f"{items[5]} (Note 2)" if new else items[5], lambda q: q.net, "total"),
        ]  # fmt: skip
        heads = [f"{LENGTHS[months]} Months Ended {say(ledger.end(one))}" for one, months in spans]
        rows = [
            self.row(name, [ledger.over(one, months, of) for one, months in spans], kind) for name, of, kind in lines
        ]
        self.blocks.append(Grid((self.head(*heads), *rows)))

    def balance(self) -> None:
        ledger, at = self.ledger, self.at
        self.caption("Consolidated Balance Sheets (Unaudited)")
        year_end = at - at % 4 - 1
        days = [at, year_end]
        new = self.new

        def equity(q: Quarter) -> int:
            return sum(q.assets) - sum(q.liabilities)

        lines: list[tuple[str, Of, str]] = [
            ("Cash and cash equivalents", lambda q: q.assets[0], "cell"),
            ("Receivables" if new else "Accounts receivable", lambda q: q.assets[1], "cell"),
            ("Inventories", lambda q: q.assets[2], "cell"),
            ("Total current assets", lambda q: sum(q.assets[:3]), "total"),
            ("Property and equipment, net", lambda q: q.assets[3], "cell"),
            ("Goodwill", lambda q: q.assets[4], "cell"),
            ("Total assets", lambda q: sum(q.assets), "total"),
            ("Accounts payable", lambda q: q.liabilities[0], "cell"),
            ("Accrued expenses", lambda q: q.liabilities[1], "cell"),
            ("Long-term debt", lambda q: q.liabilities[2], "cell"),
            ("Total liabilities", lambda q: sum(q.liabilities), "total"),
            ("Common stock", lambda q: q.capital, "cell"),
            ("Retained earnings", lambda q: equity(q) - q.capital, "cell"),
            ("Total equity", equity, "total"),
            ("Total liabilities and equity", lambda q: sum(q.assets), "total"),
        ]
        rows = [self.row(name, [of(ledger.quarters[one]) for one in days], kind) for name, of, kind in lines]
        self.blocks.append(Grid((self.head(*(say(ledger.end(one)) for one in days)), *rows)))

    def cash(self) -> None:
        ledger, at = self.ledger, self.at
        length = (at % 4 + 1) * 3
        spans = [(at, length), (at - 4, length)]
        self.caption("Consolidated Statements of Cash Flows (Unaudited)")

        def first(one: int, months: int) -> Quarter:
            return ledger.quarters[one + 1 - months // 3]

        flows: list[tuple[str, Of, str]] = [
            (ledger.family.items[5], lambda q: q.net, "total"),
            ("Depreciation and amortization", lambda q: q.depreciation, "cell"),
            ("Other adjustments and changes in working capital", lambda q: q.adjust, "cell"),
            ("Net cash provided by (used in) operating activities", lambda q: q.operating, "total"),
            ("Purchases of property and equipment", lambda q: -q.invest, "cell"),
            ("Net cash used in investing activities", lambda q: -q.invest, "total"),
            ("Net borrowings (repayments)", lambda q: q.finance, "cell"),
            ("Net cash provided by (used in) financing activities", lambda q: q.finance, "total"),
            ("Net increase (decrease) in cash", lambda q: q.operating - q.invest + q.finance, "total"),
        ]
        rows = [
            self.row(name, [ledger.over(one, months, of) for one, months in spans], kind) for name, of, kind in flows
        ]
        rows.append(self.row("Cash, beginning of period", [first(*span).opening for span in spans]))
        rows.append(self.row("Cash, end of period", [ledger.quarters[one].assets[0] for one, _ in spans], "total"))
        heads = [f"{LENGTHS[months]} Months Ended {say(ledger.end(one))}" for one, months in spans]
        self.blocks.append(Grid((self.head(*heads), *rows)))

    def share(self) -> None:
        ledger, at = self.ledger, self.at
        self.blocks.append("Amounts per Share")
        by = 2 if ledger.style.split and at == QUARTERS - 1 else 1
        days = (at, at - 4)
        earned = [
            (Decimal(ledger.quarters[one].net) / (ledger.shares * by)).quantize(Decimal("0.01"), ROUND_HALF_UP)
            for one in days
        ]
        heads = [f"Three Months Ended {say(ledger.end(one))}" for one in days]
        texts = [self.print.signed(one, ",.2f") for one in earned]
        counts = [f"{ledger.shares * by:,}"] * 2
        if ledger.family.prior_first:
            texts.reverse()
        self.blocks.append(
            Grid(
                (
                    self.head(*heads),
                    ("Net income per share, basic", *texts),
                    ("Weighted average number of shares outstanding (thousands of shares)", *counts),
                )
            )
        )


THOUSANDS = {
    "(Dollars in millions)": "(Dollars in thousands)", "(Millions of yen)": "(Thousands of yen)", "(JPY in millions)": "(JPY in thousands)",
    "(in € million)": "(in € thousand)", "(£ million)": "(£ thousand)", "($ in millions)": "($ in thousands)", "(USD millions)": "(USD thousands)",
    "(In millions)": "(In thousands)",
}  # fmt: skip


def _revenue(number: int) -> Of:
    return lambda q: q.revenue[number]
