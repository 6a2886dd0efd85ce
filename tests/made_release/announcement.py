"""Notices of made houses: launch, pricing and allotment of new shares, dividends, and revised forecasts, in any currency."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

from made_release.fiscal import DAYS, Calendar, working_day
from made_release.house import House, Unit, ratio
from made_release.sheet import Desk, Page, Token
from made_release.writer import TENTH

ONE = Fraction(1)


class _Notice:
    def __init__(self, house: House, kind: str, seed: int) -> None:
        self.house, self.desk = house, Desk()
        self.random = Random(f"{house.key}:{kind}:{seed}")  # noqa: S311
        self.calendar = Calendar(style=house.calendar.style)
        start = date(self.random.randrange(2014, 2025), self.random.randrange(2, 10), self.random.randrange(1, 28))
        self.board = working_day(start)
        self.units = Unit(1, lakh=house.table.lakh)

    def number(self, role: str, value: Decimal | int, decimals: int = 0, wrong: str = "", fact: str = "") -> str:
        """Keep a number that is printed in full."""
        text = Unit(1, decimals, lakh=self.house.table.lakh).grouped(Decimal(value))
        return self.desk.keep(Token(role, text, wrong, ("number", fact or f"{role}{value}"), Fraction(1, 10**decimals)))

    def tie(self, *terms: tuple[int, str]) -> None:
        """Note that numbers add up to nothing."""
        self.desk.linear.append(tuple((sign, int(cell[1:-1])) for sign, cell in terms))

    def multiply(self, one: str, other: str, whole: str) -> None:
        """Note that one number times another is the third."""
        self.desk.products.append((int(one[1:-1]), int(other[1:-1]), int(whole[1:-1])))

    def dated(self, day: date, role: str = "date") -> str:
        """Write a weekday and its date."""
        weekday = self.desk.word("weekday", DAYS[day.weekday()], DAYS[(day.weekday() + 3) % 7])
        return f"{weekday}, {self.desk.word(role, self.calendar.day(day), self.calendar.day(day - timedelta(days=42)))}"

    def coin(self, number: str) -> str:
        """Put the currency about a number."""
        tail = self.house.each_tail if not self.house.sign else ""
        return f"{self.house.sign}{number}{tail}"

    def opening(self, title: str, dated: date, lead: str) -> None:
        """Write the head of a notice."""
        name, short, code, exchange, _, city = self.house.names
        word = self.desk.word
        self.desk.text("For Immediate Release")
        self.desk.head(title)
        self.desk.text(
            f'{city}, {self.calendar.day(dated)} - {word("company", name)} ("{short}"; {exchange}: {word("code", code)}) '
            f"{lead} the meeting of the Board of Directors held on "
            f"{word('date', self.calendar.day(self.board), self.calendar.day(self.board - timedelta(days=9)))}, as set forth below."
        )

    def closing(self) -> None:
        """Write the foot of a notice."""
        name, short, code, exchange, address, _ = self.house.names
        word = self.desk.word
        self.desk.text(
            f"The above was resolved at the meeting of the Board of Directors held on "
            f"{word('date', self.calendar.day(self.board), self.calendar.day(self.board + timedelta(days=5)))}. "
            f"This notice is not an offer of securities, which have not been registered under the Securities Act of 1933."
        )
        self.desk.text(f"{word('company', short)} has its office at {word('address', address)}.")
        self.desk.text(
            f"About {word('company', short)}: {word('company', name)} ({exchange}: {word('code', code)}), {word('address', address)}."
        )


def _offer(made: _Notice, kind: str) -> None:
    random, desk = made.random, made.desk
    planned = random.randrange(20, 120) * 10_000
    part = kind == "allotment" and random.random() < 0.5
    count = planned - random.randrange(100, 2_000) * 100 if part else planned
    places = 2 if made.house.sign in {"$", "C$", "£", "EUR "} else 0
    price = Decimal(random.randrange(900, 6000)) / (Decimal(100) if places else 1)
    priced = working_day(made.board + timedelta(days=8))
    paid = working_day(made.board + timedelta(days=34))
    subscribed = paid - timedelta(days=3 if paid.weekday() == 0 else 1)
    told = {"launch": made.board, "pricing": priced}.get(
        kind, subscribed - timedelta(days=3 if subscribed.weekday() == 0 else 1)
    )
    titles = {
        "launch": "Notice Concerning Issuance of New Shares",
        "pricing": "Notice of Issue Price and Other Terms",
        "allotment": "Notice of Number of New Shares to be Issued through Third-Party Allotment",
    }
    said, other = ("part", "all") if part else ("all", "part")
    lead = (
        f"announces that the allottee will subscribe to {desk.word('extent', said, other)} of the new shares resolved at"
        if kind == "allotment"
        else "announces the terms of the issuance of new shares resolved at"
    )
    made.opening(titles[kind], told, lead)
    number = made.number("shares issued", count, fact="count")
    rows: list[tuple[str, ...]] = [("1. Number of shares to be issued", f"{number} shares")]
    if kind == "allotment":
        rows[0] = (rows[0][0], f"{number} shares (number of shares scheduled: {made.number('scheduled', planned)})")
    amount = count * price
    if kind != "launch":
        each, whole = made.number("price", price, places), made.number("product", amount, places, fact="amount")
        made.multiply(number, each, whole)
        half = (amount / 2).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        capital, rest = made.number("half", half, places), made.number("half", amount - half, places)
        made.tie((1, capital), (1, rest), (-1, whole))
        rows += [
            ("2. Amount to be paid per share", made.coin(each)),
            ("3. Total amount to be paid", made.coin(whole)),
            ("4. Increase in stated capital", made.coin(capital)),
            ("5. Increase in capital reserve", made.coin(rest)),
        ]
    wrong = made.calendar.day(subscribed - timedelta(days=20))
    rows.append((f"{len(rows) + 1}. Subscription date", made.dated(subscribed, "subscription")))
    rows.append(
        (
            f"{len(rows) + 1}. Payment date",
            f"{DAYS[paid.weekday()]}, {desk.word('event', made.calendar.day(paid), wrong)}",
        )
    )
    desk.table(rows, 0)
    before = random.randrange(20_000, 90_000) * 1000
    desk.text("Change in the total number of issued shares")
    old, new, after = (made.number("count", value) for value in (before, count, before + count))
    new = made.number("count", count, fact="count")
    made.tie((1, old), (1, new), (-1, after))
    desk.table(
        [
            ("Total number of issued shares at present", old),
            ("Increase in number of shares", new),
            ("Total number after the issuance", after),
        ],
        0,
    )
    if kind != "launch":
        total = made.number("use", amount, places, fact="amount")
        first, second = (amount // 3).quantize(Decimal(1)), (amount // 4).quantize(Decimal(1))
        uses = [made.number("use", value, places) for value in (first, second, amount - first - second)]
        made.tie(*((1, use) for use in uses), (-1, total))
        desk.text(
            f"Use of proceeds: of the proceeds of {made.coin(total)}, {made.coin(uses[0])} will be used for capital investment, "
            f"{made.coin(uses[1])} for repayment of borrowings and {made.coin(uses[2])} for working capital."
        )
    made.closing()


def _dividend(made: _Notice) -> None:
    random, desk = made.random, made.desk
    year = made.board.year
    end = made.calendar.day(date(year + 1, 3, 31))
    old = [random.randrange(10, 40), random.randrange(10, 60)]
    new = [old[0], old[1] + random.randrange(2, 9)]
    made.opening(
        "Notice Concerning Revision of Dividend Forecast",
        made.board,
        "announces a revision of its dividend forecast resolved at",
    )
    rows: list[tuple[str, ...]] = [("Dividend per share", "Interim", "Year-end", "Annual total")]
    for name, parts in (("Previous forecast", old), ("Revised forecast", new)):
        cells = [made.number("dividend", value, 2, fact=f"{name}{i}") for i, value in enumerate((*parts, sum(parts)))]
        made.tie((1, cells[0]), (1, cells[1]), (-1, cells[2]))
        rows.append((name, *cells))
    desk.table(rows)
    up, down = "increase", "decrease"
    more = made.number("dividend said", new[1] - old[1], 2, fact="more")
    last = made.number("dividend said", new[1], 2, fact="Revised forecast1")
    first = made.number("dividend said", old[1], 2, fact="Previous forecast1")
    made.tie((1, first), (1, more), (-1, last))
    coins = [made.coin(number) for number in (more, first, last)]
    desk.text(
        f"For the fiscal year {desk.word('ended', 'ending', 'ended')} {end}, the company plans to {desk.word('direction', up, down)} "
        f"the year-end dividend by {coins[0]} per share, from {coins[1]} to {coins[2]} per share."
    )
    made.closing()


def _revision(made: _Notice) -> None:
    random, desk, house = made.random, made.desk, made.house
    end = made.calendar.day(date(made.board.year + 1, 3, 31))
    made.opening(
        "Notice Concerning Revision of Earnings Forecast",
        made.board,
        f"announces a revision of its forecast for the fiscal year {desk.word('ended', 'ending', 'ended')} {end}, resolved at",
    )
    desk.text(house.caption)
    names = ("Net sales", "Operating profit", "Profit")
    before = [random.randrange(400, 900) * 100, random.randrange(400, 900) * 10, random.randrange(200, 390) * 10]
    after = [int(value * (1 + random.choice((-1, 1)) * random.uniform(0.05, 0.3))) // 10 * 10 for value in before]
    unit = Unit(1, lakh=house.table.lakh)

    def cell(role: str, name: str, at: str, value: int) -> str:
        fact = ("amount", name, at) if at else ("difference", name, "B", "A")
        return desk.keep(Token(role, house.signed(unit.digits(value), value < 0), "", fact, ONE))

    old = [cell("total", n, "A", v) for n, v in zip(names, before, strict=True)]
    new = [cell("total", n, "B", v) for n, v in zip(names, after, strict=True)]
    moved = [cell("difference", n, "", b - a) for n, a, b in zip(names, before, after, strict=True)]
    changes = []
    for name, a, b in zip(names, before, after, strict=True):
        value = ratio(b, a, less=100)
        fact = ("change", name, "B", "A")
        changes.append(desk.keep(Token("change", house.signed(f"{abs(value)}", value < 0), "", fact, TENTH)))
    desk.table(
        [
            ("", *names),
            ("Previous forecast (A)", *old),
            ("Revised forecast (B)", *new),
            ("Change (B-A)", *moved),
            ("Change (%)", *changes),
        ]
    )
    up = after[1] > before[1]
    words = ("raised", "lowered")
    way = desk.word("direction", words[not up], words[up])
    figures = [
        desk.keep(Token("dividend said", unit.digits(value), "", ("amount", "Operating profit", at), ONE))
        for value, at in ((before[1], "A"), (after[1], "B"))
    ]
    said = house.caption.strip("()").lower()
    desk.text(f"The forecast of operating profit was {way} from {figures[0]} to {figures[1]} ({said}).")
    made.closing()


KINDS: dict[str, Callable[[_Notice], None]] = {
    "launch": lambda made: _offer(made, "launch"),
    "pricing": lambda made: _offer(made, "pricing"),
    "allotment": lambda made: _offer(made, "allotment"),
    "dividend": _dividend,
    "revision": _revision,
}


def make_announcement(house: House, kind: str, seed: int) -> Page:
    """Make a clean notice of a house: ``launch``, ``pricing``, ``allotment``, ``dividend`` or ``revision``."""
    made = _Notice(house, kind, seed)
    KINDS[kind](made)
    return made.desk.page(house.key, kind, seed, house.layout)
