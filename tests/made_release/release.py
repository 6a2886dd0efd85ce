"""Clean quarterly results releases: every number from one exact ledger, rounded once."""

from __future__ import annotations

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from made_release.book import Pair, less, make_book, quarter_end, say, share, total, working_day
from made_release.family import Family
from made_release.mark import Block, Grid, Made, mark

NAMES = ("fourth", "first", "second", "third", "fourth")
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class _Release:
    def __init__(self, family: Family, seed: int) -> None:
        self.family, self.random = family, Random(f"{family.key}:{seed}")  # noqa: S311
        self.book = make_book(self.random, len(family.segments), family.size)
        self.year, self.number = self.random.randrange(2012, 2025), self.random.randrange(2, 4)
        self.end = quarter_end(self.year, self.number)
        self.day = working_day(self.end + timedelta(days=self.random.randrange(24, 40)))
        self.blocks: list[Block] = []

    def quarter(self, year: int, number: int) -> str:
        return self.family.quarter.format(n=NAMES[number], y=year, q=number, yy=f"{year % 100:02}")

    @property
    def now(self) -> str:
        return mark("period", self.quarter(self.year, self.number), self.quarter(self.year - 3, self.number))

    @property
    def then(self) -> str:
        return self.quarter(self.year - 1, self.number)

    def say(self, *choices: str) -> None:
        self.blocks.append(self.random.choice(choices))

    def money(self, pair: Pair, kind: str = "amount") -> str:
        prose = self.family.prose
        return f"{self.family.sign}{mark(kind, prose.amount(pair[0]), prose.amount(pair[1]))} million"

    def moved(self, pair: Pair, noun: bool = True) -> str:
        up = pair[0] > pair[1]
        words = ("an increase", "a decrease") if noun else ("increased", "decreased")
        word = mark("direction", words[not up], words[up])
        percent = mark("percent", self.family.prose.percent(pair[0], pair[1]).strip("()-△"))
        return f"{word} of {percent}" if noun else f"{word} {percent}"

    def row(self, label: str, pair: Pair, kind: str = "cell", change: bool = False, scale: int = 1) -> tuple[str, ...]:
        show = [self.family.print.amount(one * scale) for one in pair]
        kinds = ["negative" if one * scale < 0 else kind for one in pair]
        cells = [mark(k, text) for k, text in zip(kinds, show, strict=True)]
        if self.family.prior_first:
            cells.reverse()
        more = (mark("change", self.family.print.percent(*pair)),) if change else ()
        return (mark("label", label) if kind == "cell" else label, *cells, *more)

    def head(self, *names: str, change: bool = False) -> tuple[str, ...]:
        columns = list(names)
        if self.family.prior_first:
            columns.reverse()
        return ("", *columns, *(("% change",) if change else ()))

    def quarters(self, change: bool = False) -> tuple[str, ...]:
        now = mark("head", self.quarter(self.year, self.number), self.quarter(self.year, self.number - 1))
        return self.head(now, self.then, change=change)

    def caption(self, title: str) -> None:
        self.blocks += [title, mark("unit", self.family.unit, self.family.wrong_unit)]

    def make(self) -> Made:
        self.front()
        self.prose()
        self.tables()
        self.back()
        return Made(self.family.key, 0, self.family.layout, tuple(self.blocks))

    def front(self) -> None:
        name, short, code, exchange = self.family.names
        quarter = NAMES[self.number].title()
        wrong = NAMES[self.number - 1].title()
        self.blocks += ["For Immediate Release", name]
        self.say(
            f"{mark('company', short)} Reports {mark('title', quarter, wrong)} Quarter {self.year} Results",
            f"{mark('company', short)} Announces Financial Results for the {mark('title', quarter, wrong)} Quarter of {self.year}",
        )
        self.blocks.append(
            f"{say(self.day)} - {mark('company', name)} ({exchange}: {mark('code', code)}) today announced its unaudited results "
            f"for the three months {mark('ended', 'ended', 'ending')} "
            f"{mark('date', say(self.end), say(quarter_end(self.year, self.number - 1)))}."
        )

    def prose(self) -> None:
        book, items = self.book, self.family.items
        revenue, net, operating = book.sales, book.net, book.operating
        named = [mark("item", items[i], items[j]) for i, j in ((0, 3), (3, 5), (5, 3))]
        self.blocks.append("Highlights")
        self.say(
            f"- {named[0]} was {self.money(revenue)} in {self.now}, {self.moved(revenue)} from {self.money(revenue[::-1])} in {self.then}.",
            f"- {named[0]} {self.moved(revenue, noun=False)} to {self.money(revenue)}, compared to {self.money(revenue[::-1])} in {self.then}.",
            f"- {named[0]} totaled {self.money(revenue)}, {self.moved(revenue)} compared with {self.then}.",
        )
        for name, pair in ((named[1], operating), (named[2], net)):
            if min(pair) > 0:
                self.say(
                    f"- {name} was {self.money(pair)}, {self.moved(pair)} from {self.money(pair[::-1])} in {self.then}.",
                    f"- {name} for {self.now} amounted to {self.money(pair)}, compared to {self.money(pair[::-1])} in {self.then}.",
                )
        for segment, pair in zip(self.family.segments, book.revenue, strict=True):
            self.say(
                f"{segment} revenue was {self.money(pair)} in {self.now}, {self.moved(pair)} compared to {self.then}.",
                f"{segment} revenue {self.moved(pair, noun=False)} to {self.money(pair)} from {self.money(pair[::-1])} in {self.then}.",
            )
        self.say(
            '"We enter the second half with 3 new sites," said the Chief Executive Officer.',
            '"Demand held up well in all regions. We opened our 25th office and served over 2 million users," said the President.',
        )
        cash, opening = book.assets[0][0], book.flows[3][0]
        flow = self.flow("operating")
        used = flow[0] < 0
        word = mark("flow", ("provided by", "used in")[used], ("used in", "provided by")[used])
        self.blocks.append(
            f"Net cash {word} operating activities was {self.money((abs(flow[0]), abs(flow[1])))} in {self.now}."
        )
        sum_ = abs(cash - opening)
        grew = cash > opening
        word = mark("direction", ("decreased", "increased")[grew], ("increased", "decreased")[grew])
        self.blocks.append(
            f"Cash and cash equivalents {word} by {self.money((sum_, sum_))} to {self.money((cash, opening))} "
            f"as of {mark('date', say(self.end), say(quarter_end(self.year, self.number - 1)))}."
        )

    def flow(self, name: str) -> Pair:
        book = self.book
        adjust, invest, finance, _ = book.flows
        if name == "investing":
            return -invest[0], -invest[1]
        operating = total((book.net, book.depreciation, adjust))
        return operating if name == "operating" else finance

    def tables(self) -> None:
        book, items = self.book, self.family.items
        self.caption("Summary of Results")
        self.blocks.append(
            Grid(
                (
                    self.quarters(change=True),
                    self.row(items[0], book.sales, "total", change=True),
                    self.row(items[1], total(book.cost), "total", change=True),
                    self.row(items[2], book.gross, "total", change=True),
                )
            )
        )
        self.caption("Revenue by Segment")
        rows = [self.row(s, p, change=True) for s, p in zip(self.family.segments, book.revenue, strict=True)]
        self.blocks.append(
            Grid(
                (
                    self.quarters(change=True),
                    *rows,
                    self.row(f"Total {items[0].lower().removeprefix('total ')}", book.sales, "total", change=True),
                )
            )
        )
        self.statement()
        self.balance()
        self.cash()
        self.caption(f"Reconciliation of {self.family.measure} (see Note {mark('reference', '1', '4')})")
        ebitda = total((book.operating, book.depreciation))
        self.blocks.append(
            Grid(
                (
                    self.quarters(),
                    self.row(items[5], book.net, "total"),
                    self.row("Income taxes", book.tax),
                    self.row("Interest expense, net", book.interest),
                    self.row("Depreciation and amortization", book.depreciation),
                    self.row(self.family.measure, ebitda, "total"),
                )
            )
        )
        self.extra()

    def statement(self) -> None:
        book, items = self.book, self.family.items
        self.caption(f"{self.family.names[0]} - Consolidated Statements of Income (Unaudited)")
        rows = [self.row(s, p) for s, p in zip(self.family.segments, book.revenue, strict=True)]
        costs = [self.row(f"Cost of {s.lower()}", p) for s, p in zip(self.family.segments, book.cost, strict=True)]
        expenses = [
            self.row(name, pair)
            for name, pair in zip(
                ("Selling and marketing", "General and administrative", "Research and development"),
                book.expense,
                strict=True,
            )
        ]
        now = f"Three Months Ended {mark('head', say(self.end), say(quarter_end(self.year, self.number - 1)))}"
        before = quarter_end(self.year - 1, self.number)
        self.blocks.append(
            Grid(
                (
                    self.head(now, f"Three Months Ended {say(before)}"),
                    *rows,
                    self.row(f"Total {items[0].lower().removeprefix('total ')}", book.sales, "total"),
                    *costs,
                    self.row(f"Total {items[1].lower()}", total(book.cost), "total"),
                    self.row(items[2], book.gross, "total"),
                    *expenses,
                    self.row("Total operating expenses", total(book.expense), "total"),
                    self.row(items[3], book.operating, "total"),
                    self.row("Interest expense, net", book.interest, scale=-1),
                    self.row(items[4], book.pretax, "total"),
                    self.row("Income taxes", book.tax, scale=-1),
                    self.row(items[5], book.net, "total"),
                )
            )
        )

    def balance(self) -> None:
        book = self.book
        self.caption("Consolidated Balance Sheets (Unaudited)")
        equity = less(total(book.assets), total(book.liabilities))
        current, fixed = book.assets[:3], book.assets[3:]
        names = (
            "Cash and cash equivalents",
            "Accounts receivable",
            "Inventories",
            "Property and equipment, net",
            "Goodwill",
        )
        owed = ("Accounts payable", "Accrued expenses", "Long-term debt")
        end = mark("head", say(self.end), say(quarter_end(self.year, self.number - 1)))
        self.blocks.append(
            Grid(
                (
                    self.head(end, say(quarter_end(self.year - 1, 4))),
                    *(self.row(n, p) for n, p in zip(names[:3], current, strict=True)),
                    self.row("Total current assets", total(current), "total"),
                    *(self.row(n, p) for n, p in zip(names[3:], fixed, strict=True)),
                    self.row("Total assets", total(book.assets), "total"),
                    *(self.row(n, p) for n, p in zip(owed, book.liabilities, strict=True)),
                    self.row("Total liabilities", total(book.liabilities), "total"),
                    self.row("Common stock", book.capital),
                    self.row("Retained earnings", less(equity, book.capital)),
                    self.row("Total equity", equity, "total"),
                    self.row("Total liabilities and equity", total(book.assets), "total"),
                )
            )
        )

    def cash(self) -> None:
        book = self.book
        operating, investing, financing = (self.flow(one) for one in ("operating", "investing", "financing"))
        change = total((operating, investing, financing))
        opening = book.flows[3]
        self.caption("Consolidated Statements of Cash Flows (Unaudited)")
        self.blocks.append(
            Grid(
                (
                    self.quarters(),
                    self.row(self.family.items[5], book.net, "total"),
                    self.row("Depreciation and amortization", book.depreciation),
                    self.row("Other adjustments and changes in working capital", book.flows[0]),
                    self.row("Net cash provided by (used in) operating activities", operating, "total"),
                    self.row("Purchases of property and equipment", investing),
                    self.row("Net cash used in investing activities", investing, "total"),
                    self.row("Net borrowings (repayments)", financing),
                    self.row("Net cash provided by (used in) financing activities", financing, "total"),
                    self.row("Net increase (decrease) in cash", change, "total"),
                    self.row("Cash, beginning of period", opening),
                    self.row("Cash, end of period", total((change, opening)), "total"),
                )
            )
        )

    def extra(self) -> None:
        book, random = self.book, self.random
        if self.family.extra == "arr":
            count = random.randrange(1200, 9800)
            self.blocks.append(
                f"We ended the quarter with {count:,} customers; net revenue retention was {random.randrange(101, 125)}%."
            )
        if self.family.extra == "margin":
            now, then = share(book.gross[0], book.sales[0]), share(book.gross[1], book.sales[1])
            self.blocks.append(
                f"The ratio of {self.family.items[2].lower()} to revenue was {mark('margin', now)} in {self.now}, compared to {then} in {self.then}."
            )
        if self.family.extra == "store":
            same, constant = random.randrange(11, 49), random.randrange(50, 90)
            self.blocks.append(
                f"Same-store sales rose 1.{same}% and, at constant exchange rates, "
                f"revenue would have moved by {constant / 10:.1f} percentage points more."
            )
        shares = book.shares[0]
        earned = (Decimal(book.net[0]) / shares).quantize(Decimal("0.01"), ROUND_HALF_UP)
        self.blocks.append(
            f"{self.family.items[5]} per share was {self.family.sign}{mark('share', f'{earned:,.2f}')}, based on net income of "
            f"{self.family.sign}{mark('exact', f'{book.net[0]:,}')} thousand and {shares:,} thousand weighted average shares."
        )

    def back(self) -> None:
        name, short, code, exchange = self.family.names
        low = self.book.sales[0] // 1000 + self.random.randrange(3, 9)
        if self.family.rounding:
            self.blocks.append(self.family.rounding)
        self.blocks.append(
            f"Note 1: {self.family.measure} is not a measure under the accounting standards; "
            "it is net income before taxes, interest, depreciation and amortization."
        )
        self.say(
            f"For the next quarter, the company expects revenue between {self.family.sign}{low:,} million "
            f"and {self.family.sign}{low + 12:,} million.",
            f"Outlook: revenue of {self.family.sign}{low:,} million, plus or minus 2%.",
        )
        call = working_day(self.day + timedelta(days=1))
        self.blocks.append(
            f"{mark('company', short)} will host a conference call on {mark('weekday', DAYS[call.weekday()], DAYS[(call.weekday() + 2) % 7])}, "
            f"{say(call)} at 8:30 a.m. Dial-in: +1-555-{self.random.randrange(1000, 9999)}, passcode {self.random.randrange(100000, 999999)}."
        )
        self.blocks.append(
            f"About {short}: founded in 1987, {mark('company', name)} ({exchange}: {mark('code', code)}) employs about 2,400 people in 14 countries."
        )
        self.blocks.append(
            "Safe harbor: statements that are not historical facts are forward-looking within the meaning of Section 27A of the Securities "
            "Act of 1933 and Section 21E of the Securities Exchange Act of 1934; see Item 1A of our latest Form 10-K."
        )


def make_release(family: Family, seed: int) -> Made:
    """Make one clean release of a family."""
    made = _Release(family, seed).make()
    return Made(made.family, seed, made.layout, made.blocks)
