"""The hand that writes for a house: it prints the ledger's facts as tokens for tables and sentences."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

from made_release.fiscal import Span
from made_release.house import House, Unit, ratio
from made_release.ledger import Ledger
from made_release.sheet import Desk, Fact, Token

TENTH = Fraction(1, 10)
UP = {
    "rose": ("increased", "decreased"),
    "grew": ("grew", "fell"),
    "arise": ("an increase", "a decrease"),
    "up": ("up", "down"),
    "higher": ("higher", "lower"),
    "growth": ("growth", "decline"),
    "gain": ("improved", "declined"),
    "advance": ("rose", "dropped"),
}


class Writer:
    """Writes one document: of a house, from a ledger, about a span."""

    def __init__(self, house: House, ledger: Ledger, span: Span, random: Random) -> None:
        self.house, self.ledger, self.span, self.random = house, ledger, span, random
        self.desk = Desk()
        self.calendar = house.calendar

    def amount(self, item: str, when: str) -> int:
        """Give a fact in thousands."""
        return self.ledger.amount(item, when)

    def number(self, role: str, text: str, fact: Fact, step: Fraction, *, sign: int = 1, wrong: str = "") -> str:
        """Keep a number."""
        return self.desk.keep(Token(role, text, wrong, fact, step, sign=sign))

    def cell(
        self, item: str, when: str, role: str = "cell", *, sign: int = 1, unit: Unit | None = None, plug: int = 0
    ) -> str:
        """Print an amount in a table; deductions may be shown with the other sign."""
        unit = unit or self.house.table
        worth = self.amount(item, when) * sign
        text = unit.digits(worth, plug)
        if not text.strip("0.,"):
            return "-"
        text = self.house.signed(text, worth < 0)
        fact = ("amount", item, when)
        return self.desk.keep(Token(role, text, "", fact, unit.step, unit.down, sign, plug))

    def dollars(self, item: str, when: str, *, sign: int = 1, thousand: int = 1) -> str:
        """Print an amount translated into dollars, in a table."""
        worth = (Decimal(self.amount(item, when)) / Decimal(self.house.translated) / thousand).quantize(
            Decimal(1), ROUND_HALF_UP
        )
        text = self.house.signed(f"{abs(worth):,}", worth * sign < 0)
        return self.number("usd", text, ("usd", item, when), Fraction(thousand), sign=sign) if worth else "-"

    def change(self, item: str, now: str, then: str, role: str = "change") -> str:
        """Print a change in percent in a table; nothing where a base is not positive."""
        one, other = self.amount(item, now), self.amount(item, then)
        if other <= 0 or one < 0:
            return self.random.choice(("-", "n/m"))
        value = ratio(one, other, less=100)
        text = self.house.percent.format(abs(value))
        text = self.house.signed(text, value < 0)
        if self.house.percent.startswith("+"):
            text = text.replace("-+", "-") if value < 0 else text
        return self.number(role, text, ("change", item, now, then), TENTH)

    def difference(self, item: str, now: str, then: str) -> str:
        """Print a change in amounts in a table."""
        worth = self.amount(item, now) - self.amount(item, then)
        text = self.house.signed(self.house.table.digits(worth), worth < 0)
        fact = ("difference", item, now, then)
        return self.number("difference", text, fact, self.house.table.step)

    def share(self, item: str, whole: str, when: str, role: str = "share", tail: str = "%") -> str:
        """Print an amount in percent of another."""
        value = ratio(self.amount(item, when), self.amount(whole, when))
        text = self.house.signed(f"{abs(value)}{tail}", value < 0)
        return self.number(role, text, ("share", item, whole, when), TENTH)

    def per_share(self, item: str, span: Span, role: str = "each", *, bare: bool = False) -> str:
        """Print an amount per share; bare in a sentence, that says the sign by words."""
        value = Decimal(self.amount(item, span.key)) / self.ledger.average_shares(span)
        value = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
        text = f"{abs(value):,}"
        fact = ("each", item, span.key)
        if bare:
            prior = Decimal(self.amount(item, span.prior.key)) / self.ledger.average_shares(span.prior)
            wrong = f"{abs(prior.quantize(Decimal('0.01'), ROUND_HALF_UP)):,}"
            return self.number(role, text, fact, Fraction(1, 100), wrong=wrong)
        return self.number(role, self.house.signed(text, value < 0), fact, Fraction(1, 100))

    def shares(self, span: Span) -> str:
        """Print the weighted average number of shares, in thousands."""
        return self.number("shares", f"{self.ledger.average_shares(span):,}", ("shares", span.key), Fraction(1))

    def link(self, terms: list[tuple[int, str]], *, shown: bool = False) -> None:
        """Note that cells add up to nothing; ``shown`` says that their signs are as they are shown, not as the facts'."""
        numbers = []
        for sign, cell in terms:
            if cell.startswith("\ue000"):
                number = int(cell[1:-1])
                numbers.append((sign * (self.desk.tokens[number].sign if shown else 1), number))
        self.desk.linear.append(tuple(numbers))

    # Sentences -----------------------------------------------------------------------------------------------

    def coin(self, digits: str, word: str | None = None) -> str:
        """Put the currency and the unit about digits."""
        house = self.house
        word = house.word if word is None else word
        return f"{house.sign}{digits} {word}{house.tail}".replace("  ", " ").strip()

    def money(self, item: str, when: str, stale: str = "", role: str = "prose") -> str:
        """Say an amount; its sign is told by words; ``stale`` is when a stale figure would be from."""
        unit = self.house.prose
        worth = self.amount(item, when)
        wrong = unit.digits(self.amount(item, stale)) if stale else ""
        token = Token(
            role, unit.digits(worth), wrong, ("amount", item, when), unit.step, unit.down, -1 if worth < 0 else 1
        )
        return self.coin(self.desk.keep(token))

    def moved(self, item: str, now: str, then: str, role: str = "prose") -> str:
        """Say by how much an item changed, in amounts."""
        unit = self.house.prose
        worth = self.amount(item, now) - self.amount(item, then)
        fact = ("difference", item, now, then)
        return self.coin(
            self.desk.keep(Token(role, unit.digits(worth), "", fact, unit.step, unit.down, -1 if worth < 0 else 1))
        )

    def percent(self, item: str, now: str, then: str, stale: str = "") -> str:
        """Say a change in percent, without its sign."""
        value = ratio(self.amount(item, now), self.amount(item, then), less=100)
        wrong = ""
        if stale and self.amount(item, stale) > 0:
            wrong = f"{abs(ratio(self.amount(item, then), self.amount(item, stale), less=100))}"
        return self.number(
            "percent", f"{abs(value)}", ("change", item, now, then), TENTH, sign=-1 if value < 0 else 1, wrong=wrong
        )

    def way(self, form: str, item: str, now: str, then: str) -> str:
        """Say which way an item went: ``form`` is a key of ``UP``."""
        up, down = UP[form]
        grew = self.amount(item, now) > self.amount(item, then)
        return self.desk.word("direction", up if grew else down, down if grew else up)

    def label(self, item: str) -> str:
        """Give the house's name of an item."""
        return self.house.labels[item]

    def period(self, span: Span) -> str:
        """Name a period in a sentence."""
        other = Span(span.year - 2, span.first, span.last)
        return self.desk.word("period", self.calendar.in_prose(span), self.calendar.in_prose(other))

    def day(self, span: Span, role: str = "date") -> str:
        """Name the last day of a span."""
        wrong = Span(span.year, span.last - 1, span.last - 1) if span.last > 1 else Span(span.year - 1, 4, 4)
        return self.desk.word(role, self.calendar.ends(span), self.calendar.ends(wrong))
