"""The summary form of Japanese exchanges: periods down the side, items across, dividends by quarter, forecasts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from made_release.fiscal import Span
from made_release.house import ratio
from made_release.sheet import Token
from made_release.writer import Writer


def summary_form(writer: Writer) -> None:
    """Write the summary form: results, position, dividends, forecasts."""
    desk, calendar, span = writer.desk, writer.calendar, writer.span
    unit = writer.house.caption.strip("()")
    first = calendar.day(calendar.first_day(span))
    desk.head(f"1. Consolidated results for the period from {first} to {calendar.ends(span)}")
    desk.text("(1) Consolidated operating results (percentages show year-on-year changes)")
    items = [one for one in ("revenue", "operating", "ordinary", "pretax", "parent") if one in writer.house.labels]
    names: list[str] = [""]
    units: list[str] = [""]
    for item in items:
        names += [writer.label(item), ""]
        units += [unit, "%"]
    rows = [tuple(names), tuple(units)]
    for one in (span, span.prior):
        cells = [calendar.in_statement(one)]
        for item in items:
            cells += [
                writer.cell(item, one.key, "total"),
                writer.change(item, one.key, one.prior.key, "form change").rstrip("%"),
            ]
        rows.append(tuple(cells))
    desk.table(rows, 2)
    each = [(calendar.in_statement(one), writer.per_share("parent", one)) for one in (span, span.prior)]
    desk.table(
        [("", "Earnings per share"), ("", writer.house.each_tail.strip() or writer.house.each.strip()), *each], 2
    )
    desk.text("(2) Consolidated financial position")
    last = Span(span.year - 1, 4, 4)
    rows = [
        ("", writer.label("assets"), writer.label("equity"), writer.label("owners"), "Equity ratio"),
        ("", unit, unit, unit, "%"),
    ]
    for one in (span, last):
        cells = [writer.cell(item, one.end, "total") for item in ("assets", "equity", "owners")]
        rows.append(
            (f"As of {calendar.ends(one)}", *cells, writer.share("owners", "assets", one.end, "form margin", ""))
        )
    desk.table(rows, 2)
    _dividends(writer)
    _forecast(writer)


def _dividends(writer: Writer) -> None:
    desk, calendar, span, random = writer.desk, writer.calendar, writer.span, writer.random
    desk.head("2. Dividends")
    rows: list[tuple[str, ...]] = [
        ("", "Annual dividends per share", "", "", "", ""),
        ("", "1st quarter-end", "2nd quarter-end", "3rd quarter-end", "Fiscal year-end", "Total"),
        ("", *("Yen" for _ in range(5))),
    ]

    def paid(role: str, value: int, key: str) -> str:
        return desk.keep(Token(role, f"{value}.00", "", ("dividend", key), Fraction(1, 100)))

    for year, state in ((span.year - 1, "ended"), (span.year, "ending")):
        half, end = random.randrange(10, 40), random.randrange(10, 60)
        day = calendar.ends(Span(year, 4, 4))
        cells = [paid("dividend", value, f"{year}{at}") for at, value in (("h", half), ("e", end), ("t", half + end))]
        writer.link([(1, cells[0]), (1, cells[1]), (-1, cells[2])])
        tail = " (forecast)" if state == "ending" else ""
        rows.append((f"Fiscal year {state} {day}{tail}", "-", cells[0], "-", cells[1], cells[2]))
    desk.table(rows, 3)
    desk.text("(Note) Revision of the most recent dividend forecast: None")


def _forecast(writer: Writer) -> None:
    desk, calendar, span, house = writer.desk, writer.calendar, writer.span, writer.house
    if span.length == 4:
        return
    desk.head(f"3. Forecast for the fiscal year ending {calendar.ends(Span(span.year, 4, 4))}")
    names, units, cells = [""], [""], ["Full year"]
    for item in ("revenue", "operating", "parent"):
        worth = writer.amount(item, Span(span.year - 1, 1, 4).key) * writer.random.uniform(1.02, 1.2)
        rounded = round(Decimal(worth) / house.table.scale, -2)
        names += [writer.label(item), ""]
        units += [house.caption.strip("()"), "%"]
        last = writer.amount(item, Span(span.year - 1, 1, 4).key)
        growth = ratio(int(rounded * house.table.scale), last, less=100) if last > 0 else Decimal(0)
        cells += [house.table.grouped(rounded), f"{growth}"] if growth > 0 else ["-", "-"]
    desk.table([tuple(names), tuple(units), tuple(cells)], 2)
