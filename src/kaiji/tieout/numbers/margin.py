"""What is left of a revenue after its cost: amounts and ratios that sentences name and no table prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.spoken import Spoken
from kaiji.tieout.numbers.unit import MONEY, PERCENT, Unit
from kaiji.tieout.numbers.when import Calendar

COST = frozenset({"cost"})
INCOME = frozenset({"revenue", "cost", "service"})
MOST = 400
WHOLES = (
    frozenset({"revenue"}),
    frozenset({"net", "revenue"}),
    frozenset({"operating", "revenue"}),
    frozenset({"asset"}),
)
MOST_PERIODS = 8
TAXES = frozenset({"tax", "taxation", "taxe"})
TAX_WORDS = frozenset({"tax", "income", "expense", "taxe", "taxation", "provision", "charge", "benefit"})
BEFORE_TAX = (
    frozenset({"before", "income", "tax"}),
    frozenset({"before", "tax"}),
    frozenset({"before", "income", "taxation"}),
)
TAX_RATES = (
    frozenset({"effective", "tax", "rate"}),
    frozenset({"effective", "income", "tax", "rate"}),
    frozenset({"effective", "rate"}),
    frozenset({"tax", "rate"}),
)
EQUITY = frozenset({"equity", "shareholder", "owner"})
EQUITY_RATIOS = (
    frozenset({"equity/asset", "ratio"}),
    frozenset({"equity", "ratio"}),
    frozenset({"equity", "asset", "ratio"}),
)
EARNED = frozenset({"income", "ebita", "ebitda", "ebit", "operating", "result", "contribution"})
NET = frozenset({"net"})
PARTS = frozenset(
    {
        "income",
        "loss",
        "expense",
        "cost",
        "equity",
        "liability",
        "margin",
        "ebitda",
        "gross",
        "cash",
        "debt",
        "ebit",
        "ebita",
        "npat",
        "noi",
        "result",
    }
)


def margins_of(series: Sequence[Series], calendar: Calendar) -> Iterator[Series]:
    """Give the margins that revenues and costs of one name leave, with bounds that follow from their rounding.

    The numbers of such a series stand nowhere in the document: they only measure what sentences say.
    """
    money = [one for one in series if one.kind == MONEY or (one.kind == "" and one.cells)][:MOST]
    costs = [one for one in money if "cost" in one.words or ("cost" in one.context and "revenue" not in one.words)]
    gains: dict[frozenset[str], list[Series]] = {}
    for one in money:
        if "cost" not in one.words and ("cost" not in one.context or "revenue" in one.words | one.context):
            gains.setdefault(one.words - INCOME, []).append(one)
    for cost in costs:
        for gain in gains.get(cost.words - INCOME, ()):
            if gain is cost or _apart(gain, cost) or not (gain.words or "revenue" in gain.context):
                continue
            pairs = [
                (a, b)
                for a in gain.cells
                for b in cost.cells
                if a.scale == b.scale and calendar.same(a.when, b.when) and a.value > 0 and b.value > 0
            ]
            if not pairs or len(pairs) > 4:
                continue
            words = (gain.words | cost.words) - COST
            # Of the company as a whole, sentences say no more than *gross margin*.
            words = words if words - INCOME else frozenset()
            yield Series(
                -1,
                gain.line,
                gain.label,
                words | {"gross", "margin"},
                gain.context,
                [_left(a, b) for a, b in pairs],
                [],
            )
            yield Series(
                -1,
                gain.line,
                gain.label,
                words | {"gross", "margin", "ratio"},
                gain.context,
                [_part(a, b) for a, b in pairs],
                [],
            )


def ratios_of(series: Sequence[Series], calendar: Calendar) -> Iterator[Series]:
    """Give the parts of revenue, and of total assets, that the items of a statement are: margins and ratios that sentences name."""
    by_grid: dict[int, list[Series]] = {}
    for one in series:
        if one.kind in (MONEY, "") and one.words:
            by_grid.setdefault(one.grid, []).append(one)
    for rows in by_grid.values():
        wholes = [one for one in rows if one.words in WHOLES] or [one for one in rows if one.words - NET in WHOLES]
        for whole in wholes[:3]:
            for part in rows[:MOST]:
                for words in _ratio_names(part.words, whole.words) if part is not whole and part.words & PARTS else ():
                    # Cells of their own: each is known by its series.
                    if cells := _shares(part, whole, calendar):
                        yield Series(-1, part.line, part.label, words, part.context, cells, [])


def _ratio_names(part: frozenset[str], whole: frozenset[str]) -> list[frozenset[str]]:
    """Give the words by which sentences name the part of a whole that an item is."""
    margin, whole_too = (part - {"income"}) | {"margin"}, part | whole
    names = [margin, whole_too | {"ratio"}, whole_too | {"percentage"}, (whole_too - NET) | {"percentage"}]
    names += [margin | (whole - NET) | {"percentage"}]
    names += EQUITY_RATIOS if part <= EQUITY and "asset" in whole else ()
    names += [part | {"ratio"}] if "revenue" in whole else []  # "gross profit ratio"
    return list(dict.fromkeys(names))


def _apart(one: Series, other: Series) -> bool:
    """Tell whether two items are in different currencies; often only the first row of a statement shows its sign."""
    return bool(one.currency and other.currency) and one.currency != other.currency


def rates_of(series: Sequence[Series], calendar: Calendar) -> Iterator[Series]:
    """Give the rates of tax, and the margins of segments whose sales and profits stand in two tables."""
    money = [one for one in series if one.grid >= 0 and one.kind in (MONEY, "") and one.words][:MOST]
    taxes = [one for one in money if one.words & TAXES and one.words <= TAX_WORDS]
    for whole in (one for one in money if any(words <= one.words for words in BEFORE_TAX)):
        for part in (one for one in taxes if one.grid == whole.grid):
            for words in TAX_RATES:
                if cells := _shares(part, whole, calendar):
                    yield Series(-1, part.line, part.label, words, part.context, cells, [])
    spoken = Spoken(series)
    for part in spoken.item("income tax expense"):
        for whole in spoken.item("income before income taxes"):
            for words in TAX_RATES if part.grid == whole.grid else ():
                if cells := _shares(part, whole, calendar):
                    yield Series(-1, part.line, part.label, words, part.context, cells, [])
    yield from _segment_margins(money, calendar)


def _segment_margins(money: Sequence[Series], calendar: Calendar) -> Iterator[Series]:
    by_words: dict[frozenset[str], list[Series]] = {}
    tables: dict[int, set[str]] = {}
    captions: dict[int, frozenset[str]] = {}
    for one in money:
        tables.setdefault(one.grid, set()).update(one.words)
        captions[one.grid] = one.context
        if not one.generic:
            by_words.setdefault(one.words, []).append(one)
    for grid, words in tables.items():
        if not words & (EARNED | {"revenue"}):
            words.update(captions[grid])  # no total names what the table shows
    for rows in by_words.values():
        for part, whole in permutations(rows, 2) if len(rows) <= MOST_PERIODS else ():
            told, of = tables[part.grid] - tables[whole.grid], tables[whole.grid] - tables[part.grid]
            if "revenue" not in of or not told & EARNED:
                continue
            if cells := _shares(part, whole, calendar):
                context = part.context | whole.context | told & EARNED
                yield Series(-1, part.line, part.label, part.words | {"margin"}, context, cells, [])


def _shares(part: Series, whole: Series, calendar: Calendar) -> list[Mention]:
    """Give what an item is of another in each period, in per cent of its size."""
    if _apart(part, whole):
        return []
    pairs = [
        (a, b)
        for a in part.cells
        for b in whole.cells
        if a.scale == b.scale and calendar.same(a.when, b.when) and b.low > 0
    ]
    return [_share(a, b) for a, b in pairs] if pairs and len(pairs) <= MOST_PERIODS else []


def _share(part: Mention, whole: Mention) -> Mention:
    ends = [a / b * 100 for a in (part.low, part.high) for b in (whole.low, whole.high)]
    one = _virtual(part, min(ends), max(ends), Unit(PERCENT, "", 0))
    one.made_of = ("part", part, whole)
    return one


def _virtual(like: Mention, low: Fraction, high: Fraction, unit: Unit) -> Mention:
    middle = (low + high) / 2
    one = Mention(-1, like.spot, like.text, middle, 0, unit, when=like.when, about=True)
    one.value, one.low, one.high, one.counted = middle, low, high, False
    one.step = max(high - low, Fraction(1, 10**9))
    one.ends = (float(low), float(high))
    return one


def _left(gain: Mention, cost: Mention) -> Mention:
    one = _virtual(gain, gain.low - cost.high, gain.high - cost.low, Unit(MONEY, gain.unit.currency, 0))
    one.made_of = ("left", gain, cost)
    return one


def _part(gain: Mention, cost: Mention) -> Mention:
    low = (1 - cost.high / gain.low) * 100 if gain.low > 0 else Fraction(-1000)
    one = _virtual(gain, low, (1 - cost.low / gain.high) * 100, Unit(PERCENT, "", 0))
    one.made_of = ("margin", gain, cost)
    return one
