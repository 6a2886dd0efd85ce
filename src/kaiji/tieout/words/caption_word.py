"""Captions of rows against the rows themselves: the sign of a flow or a result, the item it is elsewhere, the block it totals."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.same_item import same_size
from kaiji.tieout.numbers.when import Calendar
from kaiji.tieout.reading import Line

FLOW = re.compile(
    r"^\s*(?:total\s)?(?:net\s)?cash (?:flows? )?(?P<way>provided by|used in|used for|generated (?:by|from))\s"
    r"(?P<kind>operating|investing|financing) activities\W*$",
    re.IGNORECASE,
)
RESULT = re.compile(
    r"^\s*(?:(?P<kind>net|operating|ordinary)\s(?P<word>income|profit|earnings|loss)|"
    r"(?P<word2>income|profit|earnings|loss) from (?P<kind2>operations))\W*$",
    re.IGNORECASE,
)
# Items of a statement of income that stand in many tables, each known by one pattern; the first that fits is meant.
ITEMS = (
    ("income before tax", re.compile(r"\bbefore (?:\w+\s){0,3}?(?:tax|minority)|\bpre-?tax\b", re.IGNORECASE)),
    ("comprehensive income", re.compile(r"\bcomprehensive\b", re.IGNORECASE)),
    ("gross profit", re.compile(r"^(?:total )?gross (?:profit|margin|income)\W*$", re.IGNORECASE)),
    (
        "operating income",
        re.compile(
            r"^(?:total )?(?:operating (?:income|profit|loss|earnings)|(?:income|loss|profit|earnings)(?: \(loss\)| \(income\))? from operations)"
            r"(?: \((?:loss|income|profit)\))?\W*$",
            re.IGNORECASE,
        ),
    ),
    ("ordinary income", re.compile(r"^ordinary (?:income|profit|loss)(?: \(loss\))?\W*$", re.IGNORECASE)),
    (
        "net income",
        re.compile(r"^net (?:income|loss|profit|earnings)(?: \((?:loss|income)\))?\W*$", re.IGNORECASE),
    ),
)
TOTAL = re.compile(r"^\s*total\b.*\b(?P<block>assets|liabilities)\W*$", re.IGNORECASE)
LEAST = 2


def _cells(grid: Grid, row: Row) -> list[Mention]:
    """Give the amounts of a row, without percentages and changes."""
    return [
        cell
        for number, cell in row.cells.items()
        if cell.printed and not (cell.is_percent or grid.columns[number].percent or grid.columns[number].change)
    ]


@rule(
    "TIE-182",
    Severity.ERROR,
    title=Text("A caption says the opposite of its row's sign", "項目名と符号の不一致"),
    message=Text(
        "The row is called “{stated}”, and all of its amounts say {expected}.",
        "項目名は「{stated}」ですが、金額はすべて{expected}を示しています。",
    ),
    remedy=Text("Put right the caption, or the signs.", "項目名または符号を訂正してください。"),
)
def caption_against_sign(lines: Sequence[Line], numbers: Numbers | None = None) -> Iterator[Finding]:
    """A row of cash provided has no amounts of cash used, and a row of income no losses, where the document keeps them apart.

    What it checks
    Captions *net cash provided by* or *used in … activities* without the other word in parentheses, all of whose amounts
    have the other sign, in a table that has another such row whose caption fits its sign; and captions *net income* or *net
    loss* alone, where the same amounts stand elsewhere under the other word (in a table, or in sentences for two periods), their
    sign is that one's, and no other table calls them so.

    Why it matters
    A loss is read as an income.

    How to put it right
    Put right the caption; where the years differ, use both words.

    Source
    Rule of this project; captions of statements of income and of cash flows.
    """
    known = numbers or numbers_of(lines)
    for grid in known.grids:
        flows = [(row, match) for row in grid.rows if (match := FLOW.match(row.label))]
        fits: dict[bool, list[Row]] = defaultdict(list)
        signed = False  # where amounts used have no sign in the whole table, the captions alone tell it
        for row, match in flows:
            cells = _cells(grid, row)
            used = match["way"].casefold().startswith("used")
            if len(cells) >= LEAST and len({one.printed > 0 for one in cells}) == 1:
                fit = (cells[0].printed > 0) != used
                fits[fit].append(row)
                signed |= fit and used
        for row in fits[False] if signed else ():
            used = "used" in row.label.casefold()
            yield caption_against_sign.finding(
                lines[row.line].at(0),
                *(lines[other.line].at(0) for other in fits[True][:1]),
                stated=row.label.strip(),
                expected=Text("cash provided", "収入") if used else Text("cash used", "支出"),
            )
    yield from _results(lines, known)


def _results(lines: Sequence[Line], numbers: Numbers) -> Iterator[Finding]:
    rows = [(grid, row, match) for grid in numbers.grids for row in grid.rows if (match := RESULT.match(row.label))]
    for grid, row, match in rows:
        cells = _cells(grid, row)
        word, kind = (match["word"] or match["word2"]).casefold(), (match["kind"] or match["kind2"]).casefold()
        loss = word == "loss"
        if len(cells) < LEAST or any((one.printed < 0) == loss for one in cells):
            continue
        if any(
            other is not row
            and other.label.strip().casefold() == row.label.strip().casefold()
            and _shares(one, row, other)
            for one, other, _ in rows
        ):
            continue  # the house calls it so in every table
        told = [
            (other.line, one)
            for other_grid, other, found in rows
            if other is not row
            and ((found["word"] or found["word2"]).casefold() == "loss") != loss
            and (found["kind"] or found["kind2"]).casefold() == kind
            for one in _cells(other_grid, other)
            if one.digits >= LEAST + 1 and one.value == cells[0].value
        ]
        said = re.compile(
            rf"\b{kind} (?:{'income|profit|earnings' if loss else 'loss'})(?: \w+){{0,4}}? (?:was|of|to|totall?ed)\s[^\w\s]{{0,3}}$",
            re.IGNORECASE,
        )
        spoken = {
            cell: (claim.line, claim.mention)
            for claim in numbers.claims
            if claim.mention.digits >= LEAST + 1
            and lines[claim.line].kind not in ("row", "head")
            and said.search(claim.text[claim.sentence[0] : claim.start])
            for cell in cells
            if same_size(claim.mention, cell)
        }
        # Sentences alone tell it where they tell it of two periods.
        told += list(spoken.values()) if told or len(spoken) >= LEAST else []
        if told and (not loss or len(told) >= LEAST):
            line, _ = told[0]
            yield caption_against_sign.finding(
                lines[row.line].at(0),
                lines[line].at(0),
                stated=row.label.strip(),
                expected=Text("an income", "利益") if loss else Text("a loss", "損失"),
            )


def _shares(grid: Grid, row: Row, other: Row) -> bool:
    """Tell whether two rows have an amount in common."""
    values = {cell.value for cell in row.cells.values() if cell.digits > LEAST}
    return any(cell.value in values for cell in _cells(grid, other))


@rule(
    "TIE-183",
    Severity.ERROR,
    title=Text("A row has the amounts of another item", "行の項目名の誤り"),
    message=Text(
        "The row “{stated}” has the amounts that “{expected}” has elsewhere; “{stated}” has others.",
        "「{stated}」の行の金額は、他の表の「{expected}」のものです。「{stated}」は他の表では別の金額です。",
    ),
    remedy=Text("Put in the item's name, or its amounts.", "項目名または金額を訂正してください。"),
)
def row_of_another_item(lines: Sequence[Line], numbers: Numbers | None = None) -> Iterator[Finding]:
    """A row of a statement has the amounts of the item that it names.

    What it checks
    Rows called gross profit, operating income, ordinary income, income before tax, net income or comprehensive income. Where
    two amounts of a row or more are those of another of these items in another table or further down, no row of its own name
    has them, and a row of its own name has others for the same periods, the name is wrong. And a *total* of assets under a
    heading of liabilities, or the other way round, where a total of that name stands in the table before.

    Why it matters
    The numbers are right, and are read as those of another item.

    How to put it right
    Put in the name of the item whose amounts these are.

    Source
    Rule of this project.
    """
    known = numbers or numbers_of(lines)
    rows: dict[str, list[tuple[Grid, Row]]] = defaultdict(list)
    for grid in known.grids:
        for row in grid.rows:
            if name := next((name for name, pattern in ITEMS if pattern.search(row.label.strip())), ""):
                rows[name].append((grid, row))
    for name, found in rows.items():
        for grid, row in found:
            own = [other for other in found if other[1] is not row]
            if not own or any(_shared(known.calendar, (grid, row), other) for other in own):
                continue
            if not any(_denied(known.calendar, (grid, row), other) for other in own):
                continue
            others = [
                other
                for kind, group in rows.items()
                if kind != name
                for other in group
                if other[0] is not grid and _shared(known.calendar, (grid, row), other) >= LEAST
            ]
            if others:
                yield row_of_another_item.finding(
                    lines[row.line].at(0),
                    lines[others[0][1].line].at(0),
                    stated=row.label.strip(),
                    expected=others[0][1].label.strip(),
                )
    for grid in known.grids:
        yield from _totals(lines, grid)


def _shared(calendar: Calendar, one: tuple[Grid, Row], other: tuple[Grid, Row]) -> int:
    """Count the amounts of one period that two rows share."""
    mine, theirs = _cells(*one), _cells(*other)
    return sum(
        1
        for cell in mine
        if cell.digits > LEAST
        and any(same_size(cell, it) and calendar.same(cell.when, it.when) is not False for it in theirs)
    )


def _denied(calendar: Calendar, one: tuple[Grid, Row], other: tuple[Grid, Row]) -> bool:
    """Tell whether a row has another amount of one period than a row of the same name."""
    return any(
        calendar.same(cell.when, it.when) and not same_size(cell, it) for cell in _cells(*one) for it in _cells(*other)
    )


def _totals(lines: Sequence[Line], grid: Grid) -> Iterator[Finding]:
    seen: dict[str, Row] = {}
    for row in grid.rows:
        match = TOTAL.match(row.label)
        if match is None:
            continue
        label = row.label.strip().casefold()
        block, section = match["block"].casefold(), row.section.casefold()
        other = "liabilities" if block == "assets" else "assets"
        if label in seen and other in section and block not in section:
            yield row_of_another_item.finding(
                lines[row.line].at(0),
                lines[seen[label].line].at(0),
                stated=row.label.strip(),
                expected=re.sub(block, other, row.label.strip(), flags=re.IGNORECASE),
            )
        seen.setdefault(label, row)


RULES: tuple[AnyRule, ...] = (caption_against_sign, row_of_another_item)
"""They need the numbers of the document."""
