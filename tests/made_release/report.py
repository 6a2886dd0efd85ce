"""Whole results releases of made houses: from the first line to the safe harbor, every number from one ledger."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from made_release import statement
from made_release.chart import labels_of
from made_release.fiscal import DAYS, ORDINALS, Span, working_day
from made_release.house import House, Kpi, ratio
from made_release.ledger import Ledger, make_ledger
from made_release.sheet import Page, Token
from made_release.summary_form import summary_form
from made_release.telling import Teller
from made_release.writer import TENTH, Writer


def make_report(house: House, seed: int, length: int = 0) -> tuple[Page, Ledger]:
    """Make a clean release of a house, and the ledger it was made from.

    Args:
        house: the house.
        seed: everything that is drawn comes from it.
        length: quarters of the reported span; 0 takes the first that the house reports.
    """
    random = Random(f"{house.key}:{seed}")  # noqa: S311
    house.labels.update({k: v for k, v in labels_of(house).items() if k not in house.labels})
    length = length or house.spans[seed % len(house.spans)]
    last = random.choice((1, 2, 3)) if length == 1 else length
    year = random.randrange(2013, 2025)
    years = (year - 3, year - 2, year - 1, year)
    span = Span(year, last if length == 1 else 1, last)

    def draw() -> Ledger:
        return make_ledger(
            random, segments=len(house.segments), expenses=house.expenses, size=house.size, years=years, loss=house.loss
        )

    ledger = draw()
    # A house that earns money does so in both periods.
    while not house.loss and min(ledger.amount("net", one.key) for one in (span, span.prior)) <= 0:
        ledger = draw()
    writer = Writer(house, ledger, span, random)
    _front(writer)
    _prose(writer)
    _tables(writer)
    _back(writer)
    return writer.desk.page(house.key, "report", seed, house.layout), ledger


def _name(writer: Writer, *, wrong: bool = False) -> str:
    span = writer.span
    if span.length == 4:
        return "Full Year"
    if span.length == 1:
        return f"{ORDINALS[(span.last - 1 + wrong) % 4].title()} Quarter"
    return {2: "Half-Year", 3: "Nine-Month"}[3 if wrong and span.length == 2 else 2 if wrong else span.length]


def _front(writer: Writer) -> None:
    house, desk, random = writer.house, writer.desk, writer.random
    name, short, code, exchange, address, city = house.names
    desk.text("For Immediate Release" if house.gaap != "ifrs" else "Regulatory announcement")
    desk.text(f"{desk.word('company', name)}, {desk.word('address', address)}")
    title = desk.word("title", _name(writer), _name(writer, wrong=True))
    desk.head(
        f"{desk.word('company', short)} {random.choice(('Reports', 'Announces'))} {title} Results for Fiscal {writer.span.year}"
    )
    day = working_day(
        writer.calendar.last_day(writer.span.year, writer.span.last) + timedelta(days=random.randrange(26, 44))
    )
    period = {1: "three months", 2: "six months", 3: "nine months", 4: "year"}[writer.span.length]
    if house.calendar.weeks:
        period = "fiscal period"
    desk.text(
        f"{city}, {writer.calendar.day(day)} - {desk.word('company', name)} ({exchange}: {desk.word('code', code)}) today announced its "
        f"consolidated results for the {period} {desk.word('ended', 'ended', 'ending')} {writer.day(writer.span, 'period end')}."
    )


def _prose(writer: Writer) -> None:
    house, desk, span = writer.house, writer.desk, writer.span
    desk.head("Highlights")
    bullets = Teller(writer, bullet="- ")
    bullets.item("revenue", "operating", span)
    bullets.item("operating", "net", span)
    if house.gaap == "jgaap":
        bullets.item("ordinary", "revenue", span)
    bullets.item("net", "revenue", span)
    bullets.each(span)
    bullets.near()
    desk.head("Results of operations")
    teller = Teller(writer)
    if span.length == 3 and "both" in house.parts:
        quarter = Span(span.year, 3, 3)
        teller.item("revenue", "operating", quarter)
        teller.item("operating", "net", quarter)
    teller.item("gross", "operating", span) if house.gaap != "nature" else None
    teller.two(0, 1, span)
    teller.share("part", "segment0", house.segments[0], span)
    if house.gaap != "nature":
        teller.share("margin", "gross", "Gross profit", span)
    teller.share("margin", "operating", writer.label("operating"), span) if writer.amount(
        "operating", span.key
    ) > 0 else None
    teller.fold("adjusted", span)
    desk.head("Financial position")
    teller.balance("balance", "assets", "liabilities", span)
    teller.balance("balance", "equity", "assets", span)
    teller.balance("cash", "cash", "assets", span)
    for name in ("operating", "investing", "financing"):
        teller.flow(name, span)
        if name == "investing":
            teller.cause(span)


def _tables(writer: Writer) -> None:
    house = writer.house
    if "form" in house.parts:
        summary_form(writer)
    _summary(writer)
    _segments(writer)
    if house.kpis:
        _kpis(writer)
    if "history" in house.parts:
        _history(writer)
    statement.income(writer)
    if "comprehensive" in house.parts:
        statement.comprehensive(writer)
    statement.balance(writer)
    if "equity" in house.parts:
        statement.equity(writer)
    statement.cash(writer)
    statement.bridge(writer)


def _pair(writer: Writer) -> list[Span]:
    spans = [writer.span, writer.span.prior]
    return spans[::-1] if writer.house.prior_first else spans


def _summary(writer: Writer) -> None:
    desk, span = writer.desk, writer.span
    desk.head("Summary of results")
    statement.caption(writer)
    items = [
        one
        for one in ("revenue", "gross", "operating", "ordinary", "pretax", "net", "adjusted")
        if one in writer.house.labels
    ]
    if writer.house.gaap == "nature":
        items.remove("gross")
    head = [desk.word("head", *statement._short(writer, one)) for one in _pair(writer)]
    rows = [("", *head, "Change", "Change (%)")]
    for item in items:
        cells = [writer.cell(item, one.key, "total") for one in _pair(writer)]
        moved = writer.difference(item, span.key, span.prior.key)
        rows.append((writer.label(item), *cells, moved, writer.change(item, span.key, span.prior.key)))
    for name, item in (("Operating margin", "operating"), ("Net margin", "net")):
        rows.append((name, *(writer.share(item, "revenue", one.key, "table margin") for one in _pair(writer)), "", ""))
    desk.table(rows)


def _segments(writer: Writer) -> None:
    desk, span, count = writer.desk, writer.span, len(writer.house.segments)
    desk.head("Segment information")
    statement.caption(writer)
    head = [desk.word("head", *statement._short(writer, one)) for one in _pair(writer)]
    rows: list[tuple[str, ...]] = [("", *head, "% of total", "% change")]

    def add(label: str, item: str, role: str, part: str = "") -> None:
        cells = [writer.cell(item, one.key, role) for one in _pair(writer)]
        share = writer.share(item, part, span.key) if part else ""
        name = desk.word("label", label) if role == "cell" else label
        rows.append((name, *cells, share, writer.change(item, span.key, span.prior.key)))

    rows.append(("Sales to external customers",))
    for i in range(count):
        add(writer.house.segments[i], f"segment{i}", "cell", "revenue")
    add(f"{writer.label('revenue')}", "revenue", "total", "revenue")
    if "eliminations" in writer.house.parts:
        rows.append(("Sales including intersegment",))
        for i in range(count):
            add(writer.house.segments[i], f"sales{i}", "cell")
        add("Subtotal", "sales_gross", "total")
        add("Eliminations", "elimination", "cell")
        add("Consolidated", "revenue", "total")
    rows.append(("Segment profit (loss)",))
    for i in range(count):
        add(writer.house.segments[i], f"profit{i}", "cell")
    add("Segment profit", "segment_profit", "total")
    add("Corporate and other", "corporate", "cell")
    add(writer.label("operating"), "operating", "total")
    desk.table(rows)


def _kpis(writer: Writer) -> None:
    desk, random, span = writer.desk, writer.random, writer.span
    desk.head("Key figures")
    rows: list[tuple[str, ...]] = [("", writer.calendar.in_head(span), writer.calendar.in_head(span.prior), "% change")]
    told: list[tuple[Kpi, int, int]] = []
    for kpi in writer.house.kpis:
        places = 10**kpi.decimals
        then = int(kpi.size * places * random.uniform(0.7, 1.2)) + 1
        now = int(then * (1 + random.choice((-1, 1, 1)) * random.uniform(0.03, 0.3)))
        step = Fraction(1, places)
        cells = [
            desk.keep(
                Token(
                    "kpi",
                    f"{Decimal(value) / places:,.{kpi.decimals}f}{kpi.cell}",
                    "",
                    ("amount", kpi.name, when),
                    step,
                )
            )
            for value, when in ((now, span.end), (then, span.prior.end))
        ]
        value = ratio(now, then, less=100)
        text = writer.house.signed(f"{abs(value)}%", value < 0)
        change = writer.number("change", text, ("change", kpi.name, span.end, span.prior.end), TENTH)
        rows.append((kpi.name, *cells, change))
        told.append((kpi, now, then))
    desk.table(rows)
    Teller(writer).kpi(*told[0])


def _history(writer: Writer) -> None:
    desk, span = writer.desk, writer.span
    count = 8 if "history 8" in writer.house.parts else 5
    quarters = [Span(y, q, q) for y in writer.ledger.years for q in (1, 2, 3, 4) if (y, q) <= (span.year, span.last)][
        -count:
    ]
    whole = [Span(span.year - 1, 1, 4)] if count == 8 else []
    desk.head("Quarterly trend")
    statement.caption(writer)
    columns = quarters + whole
    rows: list[tuple[str, ...]] = [("", *(writer.calendar.in_head(one) for one in columns), "QoQ", "YoY")]
    labels = {f"segment{i}": name for i, name in enumerate(writer.house.segments)}
    for item in (*labels, "revenue", "operating", "net", "capex", "depreciation"):
        label = (
            labels.get(item)
            or {"capex": "Capital expenditures", "depreciation": "Depreciation"}.get(item)
            or writer.label(item)
        )
        cells = [writer.cell(item, one.key, "history") for one in columns]
        now = quarters[-1]
        changes = [writer.change(item, now.key, one.key) for one in (quarters[-2], now.prior)]
        rows.append((label, *cells, *changes))
    desk.table(rows)


def _back(writer: Writer) -> None:
    house, desk, random = writer.house, writer.desk, writer.random
    name, short, code, exchange, address, _ = house.names
    if house.note:
        desk.text(house.note)
    desk.text(
        f"Note 1: {writer.label('adjusted')} is not defined by accounting standards and may differ from that of other companies."
    )
    low = writer.amount("revenue", writer.span.key) // house.prose.scale + random.randrange(3, 30)
    digits = [house.prose.grouped(Decimal(low + more)) for more in (0, 40)]
    desk.text(
        f"For the next period the company expects revenue of {writer.coin(digits[0])} to {writer.coin(digits[1])}."
    )
    call = working_day(writer.calendar.last_day(writer.span.year, writer.span.last) + timedelta(days=46))
    weekday = desk.word("weekday", DAYS[call.weekday()], DAYS[(call.weekday() + 2) % 7])
    desk.text(
        f"{desk.word('company', short)} will hold a call for investors on {weekday}, {writer.calendar.day(call)} at 9:00 a.m. "
        f"Access: +1-555-{random.randrange(1000, 9999)}, code {random.randrange(100000, 999999)}."
    )
    desk.head(f"About {desk.word('company', short)}")
    desk.text(
        f"{desk.word('company', name)} ({exchange}: {desk.word('code', code)}) was founded in 1974 and has its head office at "
        f"{desk.word('address', address)}. Together with its subsidiaries it employs about 3,100 people in 12 countries."
    )
    desk.text(
        "Statements about the future are subject to risks; actual results may differ. The company assumes no duty to update them."
    )
