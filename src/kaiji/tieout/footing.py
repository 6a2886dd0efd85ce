"""Whether the totals of a table are the sums of what stands above them: TIE-021."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kaiji.core.document import Cell, Table, text_of_parts
from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.reading import RowPlace
from kaiji.tieout.token import value_of

TOTAL = re.compile(r"\s*(?:sub-?\s?|grand\s)?total\b|\s*(?:合計|小計|総計|計)\s*$", re.IGNORECASE)
NOTHING = re.compile(r"\s*(?:[-\u2010-\u2015\u2212]*|nil|none|n/?a)\s*$", re.IGNORECASE)
PERCENT = re.compile(r"%|％|\bper\s?cent|\bratio\b|割合|比率", re.IGNORECASE)
CURRENCY_SIGN = re.compile(r"\s*(?:US\$|\$|¥|￥|€|£|JPY|USD|EUR|GBP|\))?\s*$")


@dataclass(frozen=True, slots=True)
class Footing:
    """What footing one table gave.

    Args:
        findings: totals that are not the sum.
        footed: row and column, from 0, of each number in a column that foots: addends and totals.
        columns: how many columns had a total that could be footed.
    """

    findings: tuple[Finding, ...] = ()
    footed: frozenset[tuple[int, int]] = frozenset()
    columns: int = 0


@rule(
    "TIE-021",
    Severity.ERROR,
    title=Text("A column does not foot", "合計の不一致"),
    message=Text(
        "The total “{stated}” in column “{column}” should be {expected}, the sum of {count} rows above it.",
        "「{column}」列の合計は「{stated}」ですが、上の{count}行を足すと{expected}です。",
    ),
    remedy=Text(
        "Check the rows of the column and the total; correct the one that is wrong.",
        "列の各行と合計を確認し、誤っている方を訂正してください。",
    ),
)
def column_does_not_foot(source: Source, stated: str, expected: Decimal, column: str, count: int) -> Iterator[Finding]:
    """A total is the sum of what stands above it.

    What it checks
    For each total row, column by column, the stated total against the sum of the rows above: all of them, or those
    since the total before. Columns of percentages, and columns with words in them, are not added up.

    Why it matters
    A table that does not add up has at least one wrong number, and any reader can see it.

    How to put it right
    Add the column up. If a row is missing or stands twice, the total shows it.

    Source
    Arithmetic; the practice of footing in auditing.
    """
    yield column_does_not_foot.finding(source, stated=stated, expected=expected, column=column, count=count)


def total_rows(table: Table) -> tuple[int, ...]:
    """Give the body rows that are totals, from 0: the last ``totals`` ones, or those whose first cell says so."""
    if table.totals:
        return tuple(range(max(0, len(table.rows) - table.totals), len(table.rows)))
    return tuple(number for number, row in enumerate(table.rows) if TOTAL.match(_first(row)))


def foot(table: Table, places: Sequence[RowPlace], totals: Sequence[int] | None = None) -> Footing:
    """Add up the columns of a table.

    Args:
        table: as it was read.
        places: of its rows, the head's first.
        totals: which body rows are totals, from 0; None to tell by :func:`total_rows`.
    """
    totals = total_rows(table) if totals is None else totals
    if not totals:
        return Footing()
    grid = [_columns(row) for row in table.rows]
    heads = [_columns(row) for row in table.head]
    width = max((len(row) for row in grid), default=0)
    findings: list[Finding] = []
    footed: set[tuple[int, int]] = set()
    columns = 0
    for column in range(width):
        name = " ".join(row[column] for row in heads if column < len(row) and row[column])
        cells = [row[column] if column < len(row) else "" for row in grid]
        if PERCENT.search(name) or any(PERCENT.search(cell) for cell in cells):
            continue
        values = [_value(cell) for cell in cells]
        tried = False
        for total in totals:
            result = _sum(values, total, totals)
            if result is None:
                continue
            tried = True
            expected, addends, stated = result
            if stated == expected:
                footed.update((row, column) for row in (*addends, total) if not NOTHING.match(cells[row]))
            else:
                source = _place(table, places, total, column)
                findings.extend(
                    column_does_not_foot(source, cells[total], expected, name or str(column + 1), len(addends))
                )
        columns += tried
    return Footing(tuple(findings), frozenset(footed), columns)


def _sum(
    values: Sequence[Decimal | None], total: int, totals: Sequence[int]
) -> tuple[Decimal, list[int], Decimal] | None:
    """Give the sum that a total should be, the rows added, and what it is; None where nothing can be added."""
    stated = values[total]
    every = [row for row in range(total) if row not in totals]
    before = max((row for row in totals if row < total), default=-1)
    since = [row for row in every if row > before]
    if stated is None or not every:
        return None
    for rows in (since, every):
        added = [value for row in rows if (value := values[row]) is not None]
        if rows and len(added) == len(rows) and sum(added, Decimal(0)) == stated:
            return stated, rows, stated
    rows = since or every
    known = [value for row in rows if (value := values[row]) is not None]
    if len(known) < len(rows):
        return None
    return sum(known, Decimal(0)), rows, stated


def _value(text: str) -> Decimal | None:
    """Give a cell's number, zero for an empty cell or a dash, None for words."""
    if NOTHING.match(text) or CURRENCY_SIGN.match(text):
        return Decimal(0)
    return value_of(text)


def _columns(row: Sequence[Cell]) -> list[str]:
    texts: list[str] = []
    for cell in row:
        texts.extend((text_of_parts(cell.parts), *[""] * (cell.span - 1)))
    return texts


def _place(table: Table, places: Sequence[RowPlace], row: int, column: int) -> Source:
    at = 0
    place = places[len(table.head) + row]
    for cell, text_place in zip(table.rows[row], place.cells, strict=False):
        if at <= column < at + cell.span:
            return text_place.at(0)
        at += cell.span
    return place.source


def _first(row: Sequence[Cell]) -> str:
    return next((text for cell in row if (text := text_of_parts(cell.parts)).strip()), "")


RULES: tuple[AnyRule, ...] = (column_does_not_foot,)
