"""The pen of the strict houses: sentences and tables in a small notation, each of whose marks becomes a token that knows its fact.

In a text, ``[mark arguments]`` stands for a token; names of periods (``q``, ``qp``, ``y`` …) are those of the house. The marks:
``m`` money, ``a`` an amount with its sign, ``p`` a change in percent, ``d`` a difference in money, ``s`` a part in percent, ``pp``
the difference of two parts, ``e`` an amount per something, ``n`` a number of another unit, ``t`` times; ``w up|down:`` a direction,
``f``, ``g`` and ``l`` a flow's, a segment's and a gain's word, ``i`` an item, ``per`` and ``day`` a period and its last day, ``x:role``
any other word, ``c`` and ``C`` the company, ``code`` and ``addr``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

from made_release.house import Unit
from made_release.sheet import Desk, Token
from made_release.strict_books import Books

_MARK = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Look:
    """How a strict house prints.

    Args:
        names: company, short name, code, address.
        table: the unit of tables, ``prose`` of sentences.
        before: what stands before an amount in prose, ``after`` behind it.
        negative: "paren", "minus" or "triangle" in tables.
        units: units of items that are not money: decimals printed.
        percent: decimals of changes in tables, and how they are written.
        dash: what an amount of nothing is.
        dollar: a sign before amounts of lines that ask for one.
    """

    names: tuple[str, str, str, str]
    table: Unit
    prose: Unit
    before: str = "$"
    after: str = " million"
    negative: str = "paren"
    units: dict[str, int] = field(default_factory=dict)
    percent: tuple[int, str] = (1, "{}%")
    dash: str = "-"
    dollar: str = ""
    down: bool = False

    def signed(self, text: str, negative: bool) -> str:
        """Print a number with its sign."""
        if not negative:
            return text
        return {"paren": f"({text})", "minus": f"-{text}", "triangle": f"△{text}"}[self.negative]


@dataclass(slots=True)
class Pen:
    """Writes one document.

    Args:
        when: names of periods and their keys.
        names: what a period is called in a sentence, and what a mistake would call it.
        days: the same for last days.
        heads: the same for heads of tables, by form and period.
    """

    look: Look
    books: Books
    random: Random
    when: dict[str, str]
    names: dict[str, tuple[str, str]]
    days: dict[str, tuple[str, str]]
    heads: Callable[[str, str], tuple[str, str]]
    desk: Desk = field(default_factory=Desk)
    shown: set[tuple[str, str]] = field(default_factory=set)

    def worth(self, item: str, when: str) -> int:
        """Give a fact."""
        return self.books.amount(item, self.when[when])

    def rises(self, item: str, now: str, then: str) -> bool:
        """Tell whether an item, or a part "a%b" of another, grew."""
        one, _, whole = item.partition("%")
        if whole:
            return self.part(one, whole, now) > self.part(one, whole, then)
        return abs(self.worth(item, now)) > abs(self.worth(item, then))

    def part(self, item: str, whole: str, when: str) -> Decimal:
        """Give an item in percent of another, exactly."""
        return Decimal(self.worth(item, when)) * 100 / Decimal(self.worth(whole, when))

    def change(self, item: str, now: str, then: str, places: int = 1) -> Decimal:
        """Give a change in percent, rounded once."""
        one, other = self.worth(item, now), self.worth(item, then)
        return _round(Decimal(one) * 100 / Decimal(other) - 100, places)

    # Tokens ------------------------------------------------------------------------------------------------------

    def digits(self, item: str, worth: int, unit: Unit) -> tuple[str, Fraction, bool]:
        """Print the size of an amount: its text, the worth of its last digit, whether it was rounded down."""
        places = self.look.units.get(item)
        if places is None:
            return unit.digits(worth), unit.step, unit.down
        return f"{Decimal(abs(worth)) / 10**places:,.{places}f}", Fraction(1), False

    def amount(
        self, role: str, item: str, when: str, unit: Unit, *, signed: bool = True, sign: int = 1, stale: str = ""
    ) -> str:
        """Keep an amount."""
        worth = self.worth(item, when) * sign
        text, step, down = self.digits(item, worth, unit)
        if signed:
            text = self.look.signed(text, worth < 0)
        elif worth < 0:
            sign = -sign
        wrong = self.digits(item, self.worth(item, stale), unit)[0] if stale else ""
        fact = ("amount", item, self.when[when])
        return self.desk.keep(Token(role, text, wrong, fact, step, down, sign))

    def number(
        self,
        role: str,
        value: Decimal,
        fact: tuple[str, ...],
        places: int,
        *,
        signed: bool = False,
        tail: str = "",
        wrong: str = "",
    ) -> str:
        """Keep a number that was rounded to some places."""
        text = f"{abs(value):,.{places}f}{tail}"
        sign = 1
        if signed:
            text = self.look.signed(text, value < 0)
        elif value < 0:
            sign = -1
        return self.desk.keep(Token(role, text, wrong, fact, Fraction(1, 10**places), False, sign))

    def each(
        self,
        item: str,
        of: str,
        when: str,
        role: str,
        *,
        signed: bool,
        places: int = 2,
        times: int = 1,
        stale: str = "",
    ) -> str:
        """Keep an amount per share, per day or per seat."""
        value = self._each(item, of, when, places, times)
        wrong = f"{abs(self._each(item, of, stale, places, times)):,.{places}f}" if stale else ""
        fact = ("per", item, of, self.when[when], str(times))
        return self.number(role, value, fact, places, signed=signed, wrong=wrong)

    def _each(self, item: str, of: str, when: str, places: int, times: int) -> Decimal:
        return _round(Decimal(self.worth(item, when)) * times / Decimal(self.worth(of, when)), places)

    def word(self, role: str, text: str, wrong: str = "") -> str:
        """Keep a word."""
        return self.desk.word(role, text, wrong)

    def exact(self, role: str, value: Decimal | int, fact: str, places: int = 0) -> str:
        """Keep a number that is printed in full."""
        return self.desk.keep(
            Token(role, f"{Decimal(value):,.{places}f}", "", ("number", fact), Fraction(1, 10**places))
        )

    def multiply(self, one: str, other: str, whole: str) -> None:
        """Note that one number times another is the third."""
        self.desk.products.append((int(one[1:-1]), int(other[1:-1]), int(whole[1:-1])))

    def tie(self, *cells: tuple[int, str]) -> None:
        """Note that numbers add up to nothing."""
        self.desk.linear.append(tuple((sign, int(cell[1:-1])) for sign, cell in cells))

    # Sentences ---------------------------------------------------------------------------------------------------

    def fill(self, text: str) -> str:
        """Give a text with its marks as tokens."""
        return _MARK.sub(lambda found: self._mark(found[1]), text)

    def head(self, text: str) -> None:
        """Write a heading."""
        self.desk.head(self.fill(text))

    def say(self, *choices: str) -> None:
        """Write a paragraph: one of several ways to say the same."""
        text = self.fill(self.random.choice(choices))
        self.desk.text(text[0].upper() + text[1:])

    def _mark(self, text: str) -> str:
        head, _, rest = text.partition(" ")
        kind, _, role = head.partition(":")
        if kind in {"w", "f", "l"}:
            words, _, args = rest.partition(":")
            one, other = words.split("|")
            return self._word(kind, one, other, args.split())
        if kind in {"i", "g", "x"}:
            one, _, other = rest.partition("|")
            return self.word({"i": "item", "g": "segment", "x": role}[kind], one, other)
        return self._plain(kind, rest.split())

    def _word(self, kind: str, one: str, other: str, args: list[str]) -> str:
        if kind == "w":
            first = self.rises(*args)
        elif kind == "f":
            first = self.worth(args[0], args[1]) > 0
        else:
            first = self.worth(args[0], args[1]) >= 0
        role = {"w": "direction", "f": "flow", "l": "gain"}[kind]
        return self.word(role, one if first else other, other if first else one)

    def _plain(self, kind: str, args: list[str]) -> str:
        look = self.look
        if kind in {"c", "C", "code", "addr"}:
            at = {"C": 0, "c": 1, "code": 2, "addr": 3}[kind]
            return self.word(
                {"C": "company", "c": "company"}.get(kind, {"code": "code", "addr": "address"}.get(kind, "")),
                look.names[at],
            )
        if kind in {"per", "day"}:
            return self.word(*(("period", *self.names[args[0]]) if kind == "per" else ("date", *self.days[args[0]])))
        if kind == "m":
            return f"{look.before}{self.amount('prose', args[0], args[1], look.prose, signed=False, stale=self._stale(args))}{look.after}"
        if kind == "u":
            return f"{look.before}{self.amount('cause', args[0], args[1], look.prose, signed=False, stale=self._stale(args))}{look.after}"
        if kind == "a":
            return self.amount("prose", args[0], args[1], look.prose)
        if kind == "n":
            return self.amount("kpi prose", args[0], args[1], look.prose)
        return self._derived(kind, args)

    def _derived(self, kind: str, args: list[str]) -> str:
        if kind in {"p", "p0"}:
            fact = ("change", args[0], self.when[args[1]], self.when[args[2]])
            places = 1 if kind == "p" else 0
            return self.number(
                "percent",
                self.change(args[0], args[1], args[2], places),
                fact,
                places,
                wrong=self._stale_change(args, places),
            )
        if kind == "d":
            return self._moved(args)
        if kind in {"s", "s2", "sa"}:
            places = 2 if kind == "s2" else 1
            fact = ("share", args[0], args[1], self.when[args[2]])
            return self.number("margin", _round(self.part(*args), places), fact, places, signed=kind != "sa")
        if kind in {"pp", "bp"}:
            item, whole, now, then = args
            move = (self.part(item, whole, now) - self.part(item, whole, then)) * (100 if kind == "bp" else 1)
            points = ("points", item, whole, self.when[now], self.when[then])
            return self.number("points", _round(move, 0 if kind == "bp" else 1), points, 0 if kind == "bp" else 1)
        if kind in {"e", "en"}:
            item, _, rest = args[0].partition("/")
            of, _, times = rest.partition("*")
            stale = args[2] if len(args) > 2 else ""
            places = 0 if times else 2
            return self.each(
                item, of, args[1], "each prose", signed=kind == "en", places=places, times=int(times or 1), stale=stale
            )
        if kind == "t":
            value = _round(Decimal(self.worth(args[0], args[1])) / Decimal(self.worth(args[0], args[2])), 1)
            return self.number("fold", value, ("fold", args[0], self.when[args[1]], self.when[args[2]]), 1)
        raise ValueError(kind)

    def _stale(self, args: list[str]) -> str:
        return (
            args[2]
            if len(args) > 2
            else {"q": "qp", "qp": "q", "y": "yp", "yp": "y", "pq": "q", "e": "ep", "ep": "e"}.get(args[1], "")
        )

    def _stale_change(self, args: list[str], places: int) -> str:
        other = {"q": ("pq" if "pq" in self.when and args[2] != "pq" else ""), "y": "q"}.get(args[1], "")
        if not other or self.worth(args[0], other) <= 0:
            return ""
        return f"{abs(self.change(args[0], other, 'qp', places))}"

    def _moved(self, args: list[str]) -> str:
        item, now, then = args
        worth = self.worth(item, now) - self.worth(item, then)
        text, step, down = self.digits(item, worth, self.look.prose)
        fact = ("difference", item, self.when[now], self.when[then])
        token = self.desk.keep(Token("prose", text, "", fact, step, down, -1 if worth < 0 else 1))
        return token if item in self.look.units else f"{self.look.before}{token}{self.look.after}"


def _round(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
