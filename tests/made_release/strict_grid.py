"""Tables of the strict houses, written as lines of text: what a row is called, what it shows, and how.

A line is ``label | item | flags``. An item is a name, ``a%b`` for a part in percent, ``a/b`` or ``a/b*1000`` for an amount per
something, ``cash<`` and ``cash>`` for the cash at the beginning and end of a period; a line without an item is a heading.
Flags: ``t`` a total, ``-`` shown with the other sign, ``$`` with a currency sign, ``n`` a number of shares, ``p`` two places,
``b`` without a percent sign, ``0`` without places, ``1`` and ``2`` set in. A column is ``q`` (a period), ``c:q:qp`` (the change
in percent), ``d:q:qp`` (in amounts), ``s:q:whole`` (the part of a whole), or ``.`` for an empty one.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from made_release.sheet import Token
from made_release.strict_pen import Pen


def lines(text: str) -> list[tuple[str, str, str]]:
    """Read the lines of a table."""
    made = []
    for line in text.strip().splitlines():
        label, _, rest = line.strip().partition("|")
        item, _, flags = rest.partition("|")
        made.append((label.strip(), item.strip(), flags.strip()))
    return made


def table(
    pen: Pen, text: str, columns: str, heads: Sequence[tuple[str, ...]], *, role: str = "", note: str = ""
) -> None:
    """Write a table.

    Args:
        pen: who writes.
        text: its lines.
        columns: its columns.
        heads: rows of its head, with marks; the first cell is that of the labels. ``[h form period]`` names a period.
        role: of its cells, where it is not "cell" or "total".
        note: what stands in a column of notes before the others, in turn.
    """
    top = [tuple(_head(pen, cell) for cell in row) for row in heads]
    body: list[tuple[str, ...]] = []
    moved: dict[str, list[str]] = {}
    depth = [0] * len(top)
    for number, (label, item, flags) in enumerate(lines(text)):
        depth.append(2 if "2" in flags else 1 if "1" in flags else 0)
        if not item:
            body.append((pen.fill(label),))
            continue
        name = pen.fill(label) if "[" in label else pen.word("label", label)
        cells = [_cell(pen, item, flags, column, role) for column in columns.split()]
        if item in {"cash_change", "cash<", "cash>"}:
            moved[item] = cells
        if note:
            cells.insert(0, note.split()[number % len(note.split())].strip("_"))
        body.append((name, *cells))
    if len(moved) == 3:
        for change, before, after in zip(moved["cash_change"], moved["cash<"], moved["cash>"], strict=True):
            pen.tie(*((sign, cell.strip("$")) for sign, cell in ((1, before), (1, change), (-1, after))))
    pen.desk.table([*top, *body], len(top), tuple(depth))


def _head(pen: Pen, cell: str) -> str:
    if cell.startswith("[h "):
        form, when = cell[3:-1].split()
        return pen.word("head", *pen.heads(form, when))
    return pen.fill(cell)


def _cell(pen: Pen, item: str, flags: str, column: str, role: str) -> str:
    if column == ".":
        return ""
    if ":" in column:
        return _beside(pen, item, flags, column.split(":"))
    if item in {"cash<", "cash>"}:
        column = {"y": "ep", "yp": "eo"}[column] if item[-1] == "<" else {"y": "e", "yp": "ey"}[column]
        item = "cash"
    if "%" in item:
        one, whole = item.split("%")
        fact = ("share", one, whole, pen.when[column])
        places = 2 if "p" in flags else 1
        value = pen.part(one, whole, column).quantize(Decimal(1).scaleb(-places))
        return pen.number("table margin", value, fact, places, signed=True, tail="" if "b" in flags else "%")
    if "/" in item:
        one, _, rest = item.partition("/")
        of, _, times = rest.partition("*")
        cell = pen.each(one, of, column, "each", signed=True, places=0 if "0" in flags else 2, times=int(times or 1))
        return f"{pen.look.dollar}{cell}" if "$" in flags else cell
    if pen.worth(item, column) == 0:
        return pen.look.dash
    kind = role or (
        "shares" if "n" in flags else "kpi" if item in pen.look.units else "total" if "t" in flags else "cell"
    )
    cell = pen.amount(kind, item, column, pen.look.table, sign=-1 if "-" in flags else 1)
    return f"{pen.look.dollar}{cell}" if "$" in flags else cell


def _beside(pen: Pen, item: str, flags: str, column: list[str]) -> str:
    kind, now, then = column
    if "%" in item or "/" in item or "n" in flags:
        return ""
    if kind == "s":
        if item in pen.look.units:
            return ""
        fact = ("share", item, then, pen.when[now])
        value = pen.part(item, then, now).quantize(Decimal("0.1"))
        return pen.number("share", value, fact, 1, signed=True, tail="%")
    one, other = pen.worth(item, now), pen.worth(item, then)
    if kind == "d":
        text, step, _ = pen.digits(item, one - other, pen.look.table)
        fact = ("difference", item, pen.when[now], pen.when[then])
        return pen.desk.keep(Token("difference", pen.look.signed(text, one < other), "", fact, step, False))
    if other <= 0 or one < 0 or "-" in flags:
        return {"-": "-"}.get(pen.look.dash, "NM")
    places, form = pen.look.percent
    value = pen.change(item, now, then, places)
    text = form.format(abs(value))
    text = pen.look.signed(text.lstrip("+") if value < 0 else text, value < 0)
    fact = ("change", item, pen.when[now], pen.when[then])
    return pen.desk.keep(Token("change", text, "", fact, Fraction(1, 10**places)))


def across(
    pen: Pen, items: str, rows: list[tuple[str, str, str]], heads: Sequence[tuple[str, ...]], *, beside: bool = True
) -> None:
    """Write a table with items across and periods down, as the forms of exchanges have it.

    Args:
        pen: who writes.
        items: what stands across; ``a%b`` and ``a/b`` as in ``table``.
        rows: the label of each row, its period, and the period before for the change in percent.
        heads: rows of its head.
        beside: whether a change in percent stands beside every amount.
    """
    body = []
    for label, now, then in rows:
        cells = [pen.fill(label)]
        for item in items.split():
            cells.append(_cell(pen, item, "tb" if "%" in item else "t", now, ""))
            if beside:
                cells.append(_beside(pen, item, "", ["c", now, then]).replace("%", ""))
        body.append(tuple(cells))
    pen.desk.table([*(tuple(map(pen.fill, row)) for row in heads), *body], len(heads))
