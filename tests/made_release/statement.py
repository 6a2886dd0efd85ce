"""The statements of a made release as tables: columns by period, with notes, translations and shares of revenue beside."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from made_release.chart import Line, balance_lines, bridge_lines, cash_lines, comprehensive_lines, income_lines
from made_release.fiscal import Span
from made_release.sheet import Token
from made_release.writer import Writer


@dataclass(frozen=True, slots=True)
class Column:
    """A column: of which span, and "amount", "note", "usd" or "part" (of revenue or of total assets)."""

    span: Span
    kind: str = "amount"


def spans_of(writer: Writer) -> list[Span]:
    """Give the spans of a statement: the quarter beside the year so far where the house shows both."""
    span = writer.span
    quarter = Span(span.year, span.last, span.last)
    both = "both" in writer.house.parts and span.length in {2, 3}
    shown = [quarter, quarter.prior, span, span.prior] if both else [span, span.prior]
    if writer.house.prior_first:
        shown = [one for pair in zip(shown[1::2], shown[::2], strict=True) for one in pair]
    return shown


def columns_of(writer: Writer, spans: list[Span], *, wide: bool = True) -> list[Column]:
    """Give the columns of a statement."""
    parts = writer.house.parts
    columns: list[Column] = []
    for span in spans:
        if "usd" in parts and span == writer.span:
            columns.append(Column(span, "usd"))
        columns.append(Column(span))
        if wide and "common" in parts:
            columns.append(Column(span, "part"))
    if wide and "notes" in parts:
        columns.insert(0, Column(writer.span, "note"))
    return columns


def caption(writer: Writer) -> None:
    """Write what a table says of its unit."""
    writer.desk.text(writer.desk.word("unit", writer.house.caption, writer.house.wrong))


def heads(writer: Writer, columns: list[Column], *, day: bool = False) -> list[tuple[str, ...]]:
    """Give the head of a statement: of spans, or of days."""
    calendar = writer.calendar
    parts = writer.house.parts

    def name(span: Span) -> str:
        wrong = Span(span.year - 3, span.first, span.last)
        if day:
            return writer.desk.word("head", _as_of(writer, span), _as_of(writer, wrong))
        return writer.desk.word("head", calendar.in_statement(span), calendar.in_statement(wrong))

    if "two heads" in parts and not day and not {"usd", "common", "notes"} & set(parts):
        top, below, last = [""], [""], ""
        for column in columns:
            ends = writer.calendar.last_day(column.span.year, column.span.last)
            over = calendar.in_statement(column.span, calendar.day(ends).rpartition(f" {ends.year}")[0].rstrip(","))
            top.append("" if over == last else over)
            below.append(writer.desk.word("head", str(ends.year), str(ends.year - 3)))
            last = over
        return [tuple(top), tuple(below)]
    top, units, seen = [""], [""], None
    for column in columns:
        if column.kind == "note":
            top.append("Note")
            units.append("")
            continue
        top.append("" if column.span == seen else name(column.span))
        seen = column.span
        units.append(
            {"amount": writer.house.caption.strip("()"), "usd": "Thousands of U.S. dollars", "part": "%"}[column.kind]
        )
    return [tuple(top), tuple(units)] if {"usd", "common"} & set(parts) else [tuple(top)]


def _as_of(writer: Writer, span: Span) -> str:
    return ("As of " if "as of" in writer.house.parts else "") + writer.calendar.ends(span)


def rows(
    writer: Writer, lines: list[Line], columns: list[Column], *, day: bool = False, whole: str = "revenue"
) -> list[tuple[str, ...]]:
    """Give the rows of a statement."""
    made, note = [], 3
    for line in lines:
        label = writer.desk.word("label", line.label) if line.item else line.label
        cells = [label]
        for column in columns:
            when = column.span.end if day else column.span.key
            if not line.item:
                cells.append("")
            elif column.kind == "note":
                note += 1
                cells.append(str(note) if note % 2 and not line.total else "")
            elif column.kind == "usd":
                cells.append(writer.dollars(line.item, when, sign=line.sign))
            elif column.kind == "part":
                cells.append(writer.share(line.item, whole, when, "part", "") if line.total else "")
            else:
                cells.append(writer.cell(line.item, when, "total" if line.total else "cell", sign=line.sign))
        made.append(tuple(cells))
    return made


def income(writer: Writer) -> None:
    """Write the statement of income, with what was earned a share."""
    house, desk = writer.house, writer.desk
    columns = columns_of(writer, spans_of(writer))
    desk.head(f"{desk.word('company', house.names[0])}: Consolidated Statements of Income (Unaudited)")
    caption(writer)
    lines = income_lines(house)
    head = heads(writer, columns)
    body = rows(writer, lines, columns)
    item = "parent"
    shares, each = (
        ["Weighted average shares (thousands)"],
        [f"Earnings per share ({house.each.strip() or house.each_tail.strip()})"],
    )
    for column in columns:
        plain = column.kind == "amount"
        shares.append(writer.shares(column.span) if plain else "")
        each.append(writer.per_share(item, column.span) if plain else "")
    depth = (*(0 for _ in head), *(line.depth for line in lines), 0, 0)
    desk.table([*head, *body, tuple(each), tuple(shares)], len(head), depth)
    if "usd" in house.parts:
        decimals = len(house.translated.partition(".")[2])
        rate = desk.keep(Token("rate", house.translated, "", ("rate",), Fraction(1, 10**decimals)))
        desk.text(
            f"(Note) U.S. dollar amounts are translated, for convenience only, at the rate of {house.sign}{rate} to US$1.00."
        )


def comprehensive(writer: Writer) -> None:
    """Write the statement of comprehensive income."""
    columns = columns_of(writer, spans_of(writer), wide=False)
    writer.desk.head("Consolidated Statements of Comprehensive Income (Unaudited)")
    caption(writer)
    lines = comprehensive_lines(writer.house)
    head = heads(writer, columns)
    writer.desk.table(
        [*head, *rows(writer, lines, columns)], len(head), (*(0 for _ in head), *(x.depth for x in lines))
    )


def balance(writer: Writer) -> None:
    """Write the balance sheet: against the end of the last fiscal year."""
    last = Span(writer.span.year - 1, 4, 4)
    spans = [last, writer.span] if writer.house.prior_first else [writer.span, last]
    columns = columns_of(writer, spans)
    writer.desk.head("Consolidated Balance Sheets (Unaudited)")
    caption(writer)
    lines = balance_lines(writer.house)
    head = heads(writer, columns, day=True)
    made = rows(writer, lines, columns, day=True, whole="assets")
    writer.desk.table([*head, *made], len(head), (*(0 for _ in head), *(x.depth for x in lines)))


def cash(writer: Writer) -> None:
    """Write the statement of cash flows of the year so far."""
    spans = [writer.span, writer.span.prior]
    if writer.house.prior_first:
        spans.reverse()
    columns = columns_of(writer, spans, wide=False)
    writer.desk.head("Consolidated Statements of Cash Flows (Unaudited)")
    caption(writer)
    lines = cash_lines(writer.house)
    head = heads(writer, columns)
    body = rows(writer, lines, columns)
    opening, closing = (
        ["Cash and cash equivalents at beginning of period"],
        ["Cash and cash equivalents at end of period"],
    )
    for number, column in enumerate(columns, 1):
        before = column.span.start
        if column.kind == "usd":
            opening.append(writer.dollars("cash", before))
            closing.append(writer.dollars("cash", column.span.end))
            continue
        opening.append(writer.cell("cash", before, "total"))
        closing.append(writer.cell("cash", column.span.end, "total"))
        writer.link([(1, opening[number]), (1, body[-1][number]), (-1, closing[number])])
    depth = (*(0 for _ in head), *(x.depth for x in lines), 0, 0)
    writer.desk.table([*head, *body, tuple(opening), tuple(closing)], len(head), depth)


def bridge(writer: Writer) -> None:
    """Write the reconciliation of adjusted EBITDA."""
    columns = [Column(span) for span in spans_of(writer)]
    writer.desk.head(
        f"Reconciliation of {writer.house.labels['adjusted']} (see Note {writer.desk.word('reference', '1', '7')})"
    )
    caption(writer)
    lines = bridge_lines(writer.house)
    head = [("", *(writer.desk.word("head", *_short(writer, column.span)) for column in columns))]
    writer.desk.table([*head, *rows(writer, lines, columns)], 1, (0, *(x.depth for x in lines)))


def _short(writer: Writer, span: Span) -> tuple[str, str]:
    calendar = writer.calendar
    return calendar.in_head(span), calendar.in_head(Span(span.year - 3, span.first, span.last))


def equity(writer: Writer) -> None:
    """Write how each part of equity went from the opening to the closing balance."""
    parts = ("common", "apic", "retained", "aoci", "treasury", "owners", "minority", "equity")
    writer.desk.head("Consolidated Statements of Changes in Equity (Unaudited)")
    caption(writer)
    names = [writer.label(p) for p in parts[:5]] + ["Total", "Non-controlling interests", "Total equity"]
    span = writer.span
    start, end, when = span.start, span.end, span.key
    moves: tuple[tuple[str, dict[str, tuple[str, int]]], ...] = (
        (
            "Net income",
            {"retained": ("parent", 1), "owners": ("parent", 1), "minority": ("nci", 1), "equity": ("net", 1)},
        ),
        ("Other comprehensive income (loss)", {"aoci": ("oci", 1), "owners": ("oci", 1), "equity": ("oci", 1)}),
        ("Dividends", dict.fromkeys(("retained", "owners", "equity"), ("dividend_paid", -1))),
        ("Share-based compensation", dict.fromkeys(("apic", "owners", "equity"), ("stock_comp", 1))),
        ("Purchases of treasury stock", dict.fromkeys(("treasury", "owners", "equity"), ("buyback", -1))),
    )
    made: list[tuple[str, ...]] = [("", *names)]
    opening = tuple(writer.cell(part, start, "total") for part in parts)
    closing = tuple(writer.cell(part, end, "total") for part in parts)
    body = [
        tuple(writer.cell(move[p][0], when, sign=move[p][1]) if p in move else "-" for p in parts) for _, move in moves
    ]
    first = writer.calendar.day(writer.calendar.first_day(span))
    made.append((f"Balance at {first}", *opening))
    made += [(name, *cells) for (name, _), cells in zip(moves, body, strict=True)]
    made.append((f"Balance at {writer.calendar.ends(span)}", *closing))
    for at in range(len(parts)):
        terms = [(1, opening[at]), (-1, closing[at]), *((1, cells[at]) for cells in body if cells[at] != "-")]
        writer.link(terms, shown=True)
    for cells in (opening, *body, closing):
        whole = [(1, cell) for cell in cells[:5] if cell != "-"]
        writer.link([*whole, (-1, cells[5])], shown=True)
        writer.link([(1, cell) for cell in (cells[5], cells[6]) if cell != "-"] + [(-1, cells[7])], shown=True)
    writer.desk.table(made)
