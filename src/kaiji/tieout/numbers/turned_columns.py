"""Two columns of a table that changed places: every change beside them is that from the one to the other, turned about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.proof import ProofFinding, ProofPlace
from kaiji.tieout.reading import Line

LEAST_ROWS = 3
# What is better, or less, may be counted the other way.
TURNED_HEAD = re.compile(
    r"favou?rabl|better|worse|improve|saving|variance|\bdecrease\b(?!\))|reduction|減少", re.IGNORECASE
)
WHY = Text("the change in per cent", "増減率")


@rule(
    "TIE-231",
    Severity.ERROR,
    title=Text("Two columns changed places", "２つの列の入れ替わり"),
    message=Text(
        "All {count} changes beside the columns are those from the later column to the earlier one: the columns “{stated}” "
        "changed places, or their heads did.",
        "{count}行すべての増減率が逆向きです。「{stated}」の列（または見出し）が入れ替わっています。",
    ),
    remedy=Text("Put the columns, or their heads, into their places.", "列または見出しの位置を訂正してください。"),
)
def columns_turned(lines: Sequence[Line]) -> Iterator[Finding]:
    """Changes are those from the earlier to the later period.

    What it checks
    Tables with two columns of dated amounts and a column of changes, in per cent or as amounts: where in three rows or more
    every change holds from the later column to the earlier one, and none the way the heads tell.

    Why it matters
    Every number is right and stands under the wrong period.

    How to put it right
    Compare with the statements, and change the columns or their heads.

    Source
    Rule of this project.
    """
    for one in look_at_columns(lines, numbers_of(lines)):
        yield columns_turned.finding(*one.finding.sources, severity=one.finding.severity, **dict(one.finding.params))


def look_at_columns(lines: Sequence[Line], numbers: Numbers) -> Iterator[ProofFinding]:
    """Give the tables in which two columns changed places."""
    for grid in numbers.grids:
        dated = [
            (index, back)
            for index in grid.amounts
            if not grid.columns[index].change
            and not grid.columns[index].percent
            and (back := numbers.calendar.back(grid.columns[index].when)) is not None
        ]
        changes = [
            index
            for index, column in enumerate(grid.columns)
            if column.change and (column.percent or not TURNED_HEAD.search(column.head))
        ]
        if len(dated) != 2 or len(changes) != 1 or dated[0][1] == dated[1][1]:
            continue
        (now, _), (then, _) = sorted(dated, key=lambda one: one[1])
        turned, straight = _count(grid, now, then, changes[0])
        if len(turned) >= LEAST_ROWS and not straight:
            yield _finding(lines, grid, turned, (now, then))


def _count(grid: Grid, now: int, then: int, change: int) -> tuple[list[Row], int]:
    turned, straight = [], 0
    for row in grid.rows:
        cells = [row.cells.get(one) for one in (change, now, then)]
        known = [one for one in cells if one is not None]
        if len(known) < 3 or known[0].digits < 2 or min(known[1].low, known[2].low) <= 0:
            continue
        make = _change if known[0].is_percent else _apart
        here, there = make(*known).holds(), make(known[0], known[2], known[1]).holds()
        straight += here
        if there and not here:
            turned.append(row)
    return turned, straight


def _change(percent: Mention, now: Mention, then: Mention) -> Relation:
    return Relation("change", (percent, now, then), WHY, by=Fraction(100), less_one=True)


def _apart(difference: Mention, now: Mention, then: Mention) -> Relation:
    return linear("difference", (difference, now, then), (1, -1, 1), WHY, 0)


def _finding(lines: Sequence[Line], grid: Grid, rows: Sequence[Row], columns: tuple[int, int]) -> ProofFinding:
    stated = " / ".join(grid.columns[one].head.strip() for one in columns)
    spots = [row.cells[column].spot for row in rows for column in columns]
    finding = columns_turned.finding(
        *(lines[spot.line].at(spot.start) for spot in spots), stated=stated, count=len(rows)
    )
    return ProofFinding(
        finding, tuple(ProofPlace(spot, "wrong") for spot in spots), stated, "", f"columns {grid.number}"
    )


RULES: tuple[AnyRule, ...] = (columns_turned,)
