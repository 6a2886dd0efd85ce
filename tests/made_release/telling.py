"""The sentences of a made release: each says facts of the ledger in the words of the house's phrase book."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from made_release.fiscal import Span
from made_release.house import Kpi, ratio
from made_release.voice_held import ALL_BOOKS
from made_release.writer import TENTH, UP, Writer


class _Slots(dict[str, Callable[[], str]]):
    """Slots of a phrase, filled only when the phrase asks for them."""

    def __getitem__(self, name: str) -> str:  # type: ignore[override]
        return super().__getitem__(name)()


class Teller:
    """Writes sentences for a writer, with the phrases of its house in turn."""

    def __init__(self, writer: Writer, *, bullet: str = "") -> None:
        self.writer, self.bullet = writer, bullet
        self.book = ALL_BOOKS[writer.house.voice]
        self.used: dict[str, int] = {}

    def say(self, topic: str, slots: dict[str, Callable[[], str]]) -> None:
        """Write a sentence about a topic."""
        choices = self.book[topic]
        at = self.used.get(topic, self.writer.random.randrange(len(choices)))
        self.used[topic] = at + 1
        text = choices[at % len(choices)].format_map(_Slots(slots))
        self.writer.desk.text(self.bullet + text[0].upper() + text[1:])

    def _ways(self, item: str, now: str, then: str, tail: str = "") -> dict[str, Callable[[], str]]:
        def way(form: str) -> Callable[[], str]:
            return lambda: self.writer.way(form, item, now, then)

        return {form + tail: way(form) for form in UP}

    def _name(self, item: str, other: str) -> dict[str, Callable[[], str]]:
        label, wrong = self.writer.label(item), self.writer.label(other)
        lower = label if label.isupper() or label.startswith("Adjusted") else label[0].lower() + label[1:]
        low_wrong = wrong if wrong.startswith("Adjusted") else wrong[0].lower() + wrong[1:]
        return {
            "Item": lambda: self.writer.desk.word("item", label, wrong),
            "item": lambda: self.writer.desk.word("item", lower, low_wrong),
        }

    def item(self, item: str, other: str, span: Span) -> None:
        """Say an item of a span against the year before; ``other`` is what it could be mistaken for."""
        w, now, then = self.writer, span.key, span.prior.key
        one, before = w.amount(item, now), w.amount(item, then)
        periods = {"now": lambda: w.period(span), "then": lambda: w.calendar.in_prose(span.prior)}
        amounts = {"cur": lambda: w.money(item, now, then), "pri": lambda: w.money(item, then, now)}
        if one <= 0 or before <= 0:
            words = ("income", "loss")
            gain, gain_then = words[one <= 0], words[before <= 0]
            name = {"operating": "Operating", "pretax": "Pre-tax", "ordinary": "Ordinary", "gross": "Gross"}.get(
                item, "Net"
            )
            lower = name[0].lower() + name[1:]
            self.say(
                "loss",
                {
                    **periods,
                    **amounts,
                    "Item": lambda: name,
                    "item": lambda: lower,
                    "gain_word": lambda: w.desk.word("gain", gain, words[one > 0]),
                    "then_word": lambda: gain_then,
                },
            )
            return
        self.say(
            "item",
            {
                **periods,
                **amounts,
                **self._name(item, other),
                **self._ways(item, now, then),
                "pct": lambda: w.percent(
                    item, now, then, span.prior.prior.key if span.year - 2 >= w.ledger.years[0] else ""
                ),
                "diff": lambda: w.moved(item, now, then),
            },
        )

    def two(self, a: int, b: int, span: Span) -> None:
        """Say two segments in one sentence, respectively."""
        w, now, then = self.writer, span.key, span.prior.key
        one, other = f"segment{a}", f"segment{b}"
        names = w.house.segments
        self.say(
            "two",
            {
                "A": lambda: w.desk.word("segment", names[a], names[b]),
                "B": lambda: names[b],
                "a": lambda: w.money(one, now, then),
                "b": lambda: w.money(other, now, then),
                "pcta": lambda: w.percent(one, now, then),
                "pctb": lambda: w.percent(other, now, then),
                "now": lambda: w.period(span),
                "then": lambda: w.calendar.in_prose(span.prior),
                **self._ways(one, now, then, "a"),
                **self._ways(other, now, then, "b"),
            },
        )

    def share(self, topic: str, item: str, name: str, span: Span, whole: str = "revenue") -> None:
        """Say an item as a share of another, now and a year before."""
        w = self.writer
        word = w.label(whole)
        lower = name[0].lower() + name[1:] if topic == "margin" else name
        self.say(
            topic,
            {
                "A": lambda: name,
                "Item": lambda: name,
                "item": lambda: lower,
                "whole": lambda: word[0].lower() + word[1:],
                "share": lambda: w.share(item, whole, span.key, "margin", ""),
                "before": lambda: w.share(item, whole, span.prior.key, "margin", ""),
                "now": lambda: w.period(span),
                "then": lambda: w.calendar.in_prose(span.prior),
            },
        )

    def flow(self, name: str, span: Span) -> None:
        """Say one of the three cash flows."""
        w, item = self.writer, f"from_{'operations' if name == 'operating' else name}"
        one, other = w.amount(item, span.key), w.amount(item, span.prior.key)
        words = ("provided by", "used in")
        verbs = ("provided", "used")
        self.say(
            "flow",
            {
                "activities": lambda: f"{name} activities",
                "used": lambda: w.desk.word("flow", words[one < 0], words[one >= 0]),
                "used_verb": lambda: w.desk.word("flow", verbs[one < 0], verbs[one >= 0]),
                "used_then": lambda: words[other < 0],
                "cur": lambda: w.money(item, span.key, span.prior.key),
                "pri": lambda: w.money(item, span.prior.key, span.key),
                "now": lambda: w.period(span),
                "then": lambda: w.calendar.in_prose(span.prior),
            },
        )

    def cause(self, span: Span) -> None:
        """Say what cash was spent on: the figure before the item."""
        w = self.writer
        self.say(
            "cause",
            {
                "cur": lambda: w.money("capex", span.key, span.prior.key, "cause"),
                "use": lambda: "purchases of property, plant and equipment",
                "other": lambda: w.money("dividend_paid", span.key, span.prior.key, "cause"),
                "other_use": lambda: "dividends paid",
            },
        )

    def balance(self, topic: str, item: str, other: str, span: Span) -> None:
        """Say a balance against the end of the last fiscal year, unless it is less than nothing."""
        w, last = self.writer, Span(span.year - 1, 4, 4)
        if min(w.amount(item, one.end) for one in (span, last)) <= 0:
            return
        self.say(
            topic,
            {
                **self._name(item, other),
                **self._ways(item, span.end, last.end),
                "cur": lambda: w.money(item, span.end, last.end),
                "pri": lambda: w.money(item, last.end, span.end),
                "diff": lambda: w.moved(item, span.end, last.end),
                "day": lambda: w.day(span),
                "before": lambda: w.calendar.ends(last),
            },
        )

    def each(self, span: Span) -> None:
        """Say what was earned a share, where it was earned."""
        w, house = self.writer, self.writer.house
        if min(w.amount("parent", span.key), w.amount("parent", span.prior.key)) <= 0:
            return
        words = {"Item": lambda: w.label("net") if house.gaap == "us" else "Profit"}

        def each(when: Span) -> str:
            return f"{house.each}{w.per_share('parent', when, 'each prose', bare=True)}{house.each_tail}"

        self.say(
            "each",
            {
                **words,
                "each": lambda: each(span),
                "each_then": lambda: each(span.prior),
                "now": lambda: w.period(span),
                "then": lambda: w.calendar.in_prose(span.prior),
            },
        )

    def fold(self, item: str, span: Span) -> None:
        """Say how many times as much an item was."""
        w, now, then = self.writer, span.key, span.prior.key
        one, other = w.amount(item, now), w.amount(item, then)
        if min(one, other) <= 0 or one < other * 1.15:
            return
        fold = (Decimal(one) / other).quantize(Decimal("0.1"), ROUND_HALF_UP)
        self.say(
            "fold",
            {
                "Item": lambda: w.label(item),
                "fold": lambda: w.number("fold", str(fold), ("fold", item, now, then), TENTH),
                "then": lambda: w.calendar.in_prose(span.prior),
            },
        )

    def near(self) -> None:
        """Say figures that have no witness and no exact value."""
        random, house = self.writer.random, self.writer.house
        self.say(
            "near",
            {
                "cur": lambda: self.writer.coin(house.prose.grouped(Decimal(random.randrange(3, 90) * 10))),
                "pct": lambda: str(random.randrange(11, 39)),
            },
        )

    def kpi(self, kpi: Kpi, now: int, then: int) -> None:
        """Say a figure of another unit."""
        w, places, name = self.writer, kpi.decimals, kpi.prose
        shown = f"{Decimal(now) / 10**places:,.{places}f}"
        up, down = UP["up"]
        step = Fraction(1, 10**places)

        def amount() -> str:
            return w.number("kpi prose", shown, ("amount", kpi.name, w.span.end), step)

        self.say(
            "kpi",
            {
                "name": lambda: name,
                "Name": lambda: name[0].upper() + name[1:],
                "cur": lambda: f"{amount()}{kpi.cell}",
                "pct": lambda: w.number(
                    "percent",
                    f"{abs(ratio(now, then, less=100))}",
                    ("change", kpi.name, w.span.end, w.span.prior.end),
                    TENTH,
                    sign=1 if now > then else -1,
                ),
                "up": lambda: w.desk.word("direction", up if now > then else down, down if now > then else up),
                "arise": lambda: w.desk.word("direction", *(UP["arise"] if now > then else UP["arise"][::-1])),
                "higher": lambda: w.desk.word("direction", *(UP["higher"] if now > then else UP["higher"][::-1])),
                "day": lambda: w.calendar.ends(w.span),
            },
        )
