"""What a strict house is, and how one of its releases is made: its time, its books, and the hand that writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from made_release.fiscal import DAYS, LENGTHS, ORDINALS, Calendar, Span, working_day
from made_release.ledger import Ledger
from made_release.sheet import Page, Paragraph
from made_release.strict_books import Books, keep_books
from made_release.strict_pen import Look, Pen


@dataclass(frozen=True, slots=True)
class Scene:
    """When a release is: of which quarter, when it is told, and the words for that with what a mistake would say."""

    year: int
    quarter: int
    calendar: Calendar
    told: date

    @property
    def title(self) -> str:
        """The quarter as a title has it."""
        return f"{ORDINALS[self.quarter - 1].title()} Quarter|{ORDINALS[self.quarter - 2].title()} Quarter"

    @property
    def ordinal(self) -> str:
        """The quarter's number as a word."""
        return ORDINALS[self.quarter - 1]

    @property
    def months(self) -> str:
        """The length of the year so far as a word."""
        return LENGTHS[self.quarter]

    def day(self, more: int = 0) -> str:
        """A day after it is told."""
        return self.calendar.day(working_day(self.told + timedelta(days=more)))

    def weekday(self, more: int = 0) -> str:
        """The weekday of such a day, and a wrong one."""
        at = working_day(self.told + timedelta(days=more)).weekday()
        return f"{DAYS[at]}|{DAYS[(at + 3) % 7]}"


@dataclass(frozen=True, slots=True)
class StrictHouse:
    """A strict house.

    Args:
        look: how it prints.
        calendar: how it counts time; ``forms`` name periods in heads in ways of its own.
        flows, stocks, sums: its books, as ``keep_books`` reads them.
        write: the hand that writes its releases.
        alike: sentences that look wrong and are not, for drafts.
        before: the heading before which they stand.
        positive: items that must be more than nothing, ``negative`` less, in every period shown.
        quarters: which quarters it may report.
        plug: whether its tables are made to foot by last units.
    """

    key: str
    look: Look
    calendar: Calendar
    flows: str
    stocks: str
    sums: str
    write: Callable[[Pen, Scene], None]
    alike: tuple[str, ...]
    before: str
    positive: str = ""
    negative: str = ""
    quarters: tuple[int, ...] = (2, 3)
    forms: dict[str, Callable[[Calendar, Span], str]] = field(default_factory=dict)
    layout: str = "tab"
    plug: bool = False
    lead: tuple[int, int] = (24, 40)


def spans_of(year: int, quarter: int) -> dict[str, Span]:
    """Name the periods of a release."""
    last = Span(year, quarter - 1, quarter - 1) if quarter > 1 else Span(year - 1, 4, 4)
    return {
        "q": Span(year, quarter, quarter),
        "qp": Span(year - 1, quarter, quarter),
        "qpp": Span(year - 2, quarter, quarter),
        "pq": last,
        "y": Span(year, 1, quarter),
        "yp": Span(year - 1, 1, quarter),
        "ypp": Span(year - 2, 1, quarter),
        "fy": Span(year - 1, 1, 4),
    }


def _keys(spans: dict[str, Span]) -> dict[str, str]:
    year, quarter = spans["q"].year, spans["q"].last
    days = {"e": (year, quarter), "ep": (year - 1, 4), "ey": (year - 1, quarter), "eo": (year - 2, 4)}
    last = spans["pq"]
    made = {name: span.key for name, span in spans.items()} | {name: f"{y}:{q}!" for name, (y, q) in days.items()}
    return made | {"pe": last.end}


def _pen(house: StrictHouse, books: Books, random: Random, year: int, quarter: int) -> Pen:
    calendar, spans = house.calendar, spans_of(year, quarter)

    def back(span: Span, years: int) -> Span:
        return Span(span.year - years, span.first, span.last)

    ends = {
        "e": spans["q"], "ep": Span(year - 1, 4, 4), "ey": spans["qp"], "pe": spans["pq"], "eo": Span(year - 2, 4, 4)
    }  # fmt: skip
    # A mistaken day is one of the others that the tables show, so that the document denies it.
    wrong_day = {
        "e": ends["ep"], "ep": ends["e"], "ey": ends["pe" if quarter == 4 else "ep"], "pe": ends["ey"], "eo": ends["e"]
    }  # fmt: skip

    def heads(form: str, when: str) -> tuple[str, str]:
        span = spans.get(when) or ends[when]
        name = house.forms.get(form) or {
            "short": lambda c, s: c.in_head(s),
            "long": lambda c, s: c.in_statement(s),
            "day": lambda c, s: c.ends(s),
            "year": lambda c, s: str(c.last_day(s.year, s.last).year),
        }[form]  # fmt: skip
        return name(calendar, span), name(calendar, back(span, 3))

    names = {name: (calendar.in_prose(span), calendar.in_prose(back(span, 2))) for name, span in spans.items()}
    days = {name: (calendar.ends(span), calendar.ends(wrong_day[name])) for name, span in ends.items()}
    return Pen(house.look, books, random, _keys(spans), names, days, heads)


def _fits(house: StrictHouse, pen: Pen) -> bool:
    flows, days = ("q", "qp", "pq", "y", "yp", "qpp", "ypp"), ("e", "ep", "ey", "pe")
    for names, sign in ((house.positive, 1), (house.negative, -1)):
        for item in names.split():
            stock = pen.books.is_stock(item)
            if any(pen.worth(item, when) * sign <= 0 for when in (days if stock else flows)):
                return False
    return True


def make_strict(house: StrictHouse, seed: int) -> tuple[Page, Ledger]:
    """Make a clean release of a strict house, and the books it was made from."""
    random = Random(f"{house.key}:{seed}")  # noqa: S311
    year, quarter = random.randrange(2013, 2025), random.choice(house.quarters)
    while True:
        books = keep_books(random, (year - 2, year - 1, year), house.flows, house.stocks, house.sums)
        pen = _pen(house, books, random, year, quarter)
        if _fits(house, pen):
            break
    told = working_day(house.calendar.last_day(year, quarter) + timedelta(days=random.randrange(*house.lead)))
    house.write(pen, Scene(year, quarter, house.calendar, told))
    return pen.desk.page(house.key, "report", seed, house.layout), books


def alike(page: Page, house: StrictHouse, seed: int) -> Page:
    """Add sentences that look wrong and are not, before a heading."""
    random = Random(f"alike:{house.key}:{seed}")  # noqa: S311
    at = next(
        i for i, b in enumerate(page.blocks) if isinstance(b, Paragraph) and page.say(b.text).startswith(house.before)
    )
    added = tuple(
        Paragraph(text.format(a=random.randrange(3, 9), b=random.randrange(11, 19), c=random.randrange(2, 8)))
        for text in house.alike
    )
    return page.with_blocks((*page.blocks[:at], *added, *page.blocks[at:]))
