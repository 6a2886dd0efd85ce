"""Tables of a forecast that name its period only above them: whole years in one row, and forecasts revised."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.series import UNITS, Series
from kaiji.tieout.numbers.when import When, whens_of

_FORECAST = r"(?:forecasts?|outlook|projections?|estimates?|targets?|plans?|guidance)"
FORESEEN = re.compile(rf"\b{_FORECAST}\b|\bending\b|予想|見通し|計画", re.IGNORECASE)
WHOLE_YEAR = re.compile(
    r"\s*(?:full[- ]?year|fiscal year|annual|for the (?:full )?year|通期)\s*(?:\(forecast\))?\s*$", re.IGNORECASE
)
REVISED = re.compile(
    rf"\b(?:revised|new|current|latest|this)\b[^.]{{0,30}}\b{_FORECAST}\b|\b{_FORECAST}\b[^.]{{0,40}}\brevised\b|\(B\)|今回(?:修正|発表)?予想|修正予想",
    re.IGNORECASE,
)
BEFORE = re.compile(
    rf"\b(?:previous|prior|initial|original|earlier|last)(?:ly)?\b[^.]{{0,30}}\b{_FORECAST}\b|\b{_FORECAST}\b[^.]{{0,40}}\b(?:previously|before)\b|"
    r"\(A\)|前回(?:発表)?予想",
    re.IGNORECASE,
)
LETTERS = re.compile(
    r"[(（]\s?[A-D]\s?[-–−/]\s?[A-D]\s?[)）]|\bchange|\bdifference|\bincrease|\bratio|増減", re.IGNORECASE
)
HALF_YEAR = re.compile(
    r"\s*(?:(?:first|1st) half|1H|interim(?: period)?|six months|(?:first|1st) six months|(?:through |up to )?(?:the )?(?:second|2nd) quarter"
    r"(?: \((?:cumulative|ytd)\))?|第２四半期（累計）|第2四半期\(累計\))\s*$",
    re.IGNORECASE,
)
WHOLE = 12
SHORTEST, LONGEST, SPAN = 360, 367, 2


def date_forecasts(grids: Sequence[Grid]) -> None:
    """Give the rows of a forecast of the whole year, and of its first half, the periods that follow from the one above the table."""
    for grid in grids:
        rows = [row for row in grid.rows if not all(cell.is_percent for cell in row.cells.values())]
        years = [row for row in rows if WHOLE_YEAR.match(row.label)]
        halves = [row for row in rows if HALF_YEAR.match(row.label)]
        if _dated(grid) or len(years) != 1 or len(halves) > 1 or len(rows) != 1 + len(halves):
            continue
        when = _period(grid)
        if when is not None and when.months == WHOLE:
            _date(years[0], when)
            for row in halves:
                _date(row, _half(when))


def _half(year: When) -> When:
    """Give the first half of a year."""
    end = date.fromordinal(year.at)
    month = (end.month - 7) % WHOLE + 1
    calendar_year = end.year - (end.month <= WHOLE // 2)
    return When(year.kind, date(calendar_year, month, monthrange(calendar_year, month)[1]).toordinal(), WHOLE // 2)


def revised_series(grids: Sequence[Grid]) -> Iterator[Series]:
    """Give the items of a forecast that is revised, items over the columns: what it is now, in the period above the table."""
    for grid in grids:
        if _dated(grid):
            continue
        now = [
            row for row in grid.rows if REVISED.search(row.label) and not LETTERS.search(row.label) and row.when is None
        ]
        before = [row for row in grid.rows if BEFORE.search(row.label) and not LETTERS.search(row.label)]
        when = _period(grid) if len(now) == 1 and len(before) == 1 and now[0] is not before[0] else None
        if when is None:
            continue
        _date(now[0], when)
        caption = item_words(grid.caption)
        for column, cell in now[0].cells.items():
            words = item_words(grid.columns[column].head) - UNITS
            if words and not cell.is_percent and not grid.columns[column].change:
                yield Series(grid.number, now[0].line, grid.columns[column].head, words, caption, [cell], [], -1)


def _dated(grid: Grid) -> bool:
    return any(column.when is not None for column in grid.columns[1:])


def _period(grid: Grid) -> When | None:
    """Give the period of a forecast that the nearest caption names, of a span its end."""
    for part in grid.caption.split(" / ")[::-1]:
        named = {when for _, _, when in whens_of(part) if when.kind == "day" and when.months}
        if named:
            # The day on which the period begins may be named, too.
            last = max(named, key=lambda one: one.at)
            begun = all(one is last or LONGEST >= last.at - one.at >= SHORTEST for one in named)
            return last if FORESEEN.search(part) and begun and len(named) <= SPAN else None
    return None


def _date(row: Row, when: When) -> None:
    row.when = when
    for cell in row.cells.values():
        cell.when = when
