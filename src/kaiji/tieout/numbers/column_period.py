"""Columns whose head names a year that the other columns deny: pairs a year apart, and days that have not come yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kaiji.core.period import long_date
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.phrase import FILINGS, SENTENCE
from kaiji.tieout.numbers.when import Calendar, When, whens_of
from kaiji.tieout.proof import Spot
from kaiji.tieout.reading import Line, is_empty

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
AHEAD = re.compile(
    r"outlook|guidance|forecast|expect|target|project|estimat|budget|plan|maturit|matur|due\b|fiscal years? ending",
    re.IGNORECASE,
)
A_YEAR = range(357, 374)  # years of 52 and of 53 weeks have other ends than calendar years
NEAR = 8
LEAST_TIES = 2
A_YEAR_LONG = 12  # months; the year before a half-year ends on another day
ENDED = re.compile(r"\bend(?:ed|ing)\s+(?:on\s+)?$", re.IGNORECASE)
WEEKS = re.compile(r"\bweeks?\b[^.;]{0,24}$", re.IGNORECASE)
REACH = 8
Pair = tuple[tuple[int, When], tuple[int, When]]


@dataclass(frozen=True, slots=True)
class OddPeriod:
    """A day, or the year of a column's head, that is not the one of the period.

    Args:
        spot: where it stands.
        expected: what it should say.
        evidence: where the one stands that shows it.
    """

    spot: Spot
    expected: str
    evidence: Spot | None


def odd_columns(lines: Sequence[Line], grids: Sequence[Grid], released: date | None) -> Iterator[OddPeriod]:
    """Give the columns whose head is contradicted by the other columns of their table, or by the day of the release.

    Args:
        lines: of the document.
        grids: its tables.
        released: the day of the dateline, where it has one.
    """
    dated = [(grid, _heads(grid)) for grid in grids]
    good = [pair for _, heads in dated for pair in _pairs(heads) if _a_year_apart(pair)]
    times = Counter(when.at for _, heads in dated for _, when in heads)
    times.update(when.at for line in lines for _, _, when in whens_of(line.text[:2000]) if when.kind == "day")
    for grid, heads in dated:
        if AHEAD.search(" ".join((grid.caption, *(grid.columns[number].head for number, _ in heads)))):
            continue
        found = _odd_pair(heads, good)
        if found is not None:
            yield from _told(lines, grid, *found)
            continue
        late = [(number, when) for number, when in heads if _to_come(when.at, heads, times, released)]
        if len(late) == 1 and len(heads) > 1:
            number, when = late[0]
            yield from _told(lines, grid, number, _year_before(when.at))


def _heads(grid: Grid) -> list[tuple[int, When]]:
    return [
        (number, column.when)
        for number, column in enumerate(grid.columns)
        if column.when is not None and column.when.kind == "day" and not column.percent and not column.change
    ]


def _pairs(heads: Sequence[tuple[int, When]]) -> list[Pair]:
    """Give the periods of one length that stand side by side in a table, where there are just two of each length."""
    groups: dict[int, list[tuple[int, When]]] = {}
    for number, when in heads:
        groups.setdefault(when.months, []).append((number, when))
    if any(len(group) > 2 for group in groups.values()):
        return []
    return [(group[0], group[1]) for months, group in groups.items() if months and len(group) == 2]


def _a_year_apart(pair: Pair) -> bool:
    return abs(pair[0][1].at - pair[1][1].at) in A_YEAR


def _odd_pair(heads: Sequence[tuple[int, When]], good: Sequence[Pair]) -> tuple[int, int] | None:
    """Find the one column of a pair of periods that is not a year from its mate, while another pair of the document is."""
    odd = [pair for pair in _pairs(heads) if not _a_year_apart(pair)]
    if len(odd) != 1 or not good:
        return None
    (first, now), (second, then) = odd[0]
    for (_, twin), (_, mate) in good:
        fits = [any(abs(when.at - other.at) < NEAR for other in (twin, mate)) for when in (now, then)]
        same = abs(now.at - then.at) < NEAR
        if not any(fits) or (all(fits) and not same):
            continue
        # Of two columns headed alike, the one in the other place than in the good pair is wrong.
        if same:
            return (second, mate.at) if abs(now.at - twin.at) < NEAR else (first, twin.at)
        return (second, mate.at) if fits[0] else (first, twin.at)
    return None


def _to_come(at: int, heads: Sequence[tuple[int, When]], times: Counter[int], released: date | None) -> bool:
    """Tell whether a balance or a result is dated after the release, or a year after the day that is named otherwise."""
    if released is not None:
        return at > released.toordinal()
    before = _year_before(at)
    later = all(at > when.at for _, when in heads if when.at != at)
    return later and times[at] == 1 and times[before] > LEAST_TIES and max(times, key=lambda one: times[one]) == before


def _year_before(at: int) -> int:
    day = date.fromordinal(at)
    try:
        return day.replace(year=day.year - 1).toordinal()
    except ValueError:
        return day.replace(year=day.year - 1, day=28).toordinal()


def _told(lines: Sequence[Line], grid: Grid, number: int, due: int) -> Iterator[OddPeriod]:
    when = grid.columns[number].when
    spot = _spot(lines, grid, number, when)
    if spot is None or when is None:
        return
    day = date.fromordinal(due)
    bare = len(lines[spot.line].text[spot.start : spot.end]) == len("2020")
    same = date.fromordinal(when.at)
    expected = str(day.year) if bare or (day.month, day.day) == (same.month, same.day) else long_date(day)
    yield OddPeriod(spot, expected, None)


def _spot(lines: Sequence[Line], grid: Grid, number: int, when: When | None) -> Spot | None:
    """Find the year in the lines of a table's head that stand over a column."""
    if when is None:
        return None
    year = str(date.fromordinal(when.at).year)
    first = grid.rows[0].line
    for line in range(first - 1, max(-1, first - REACH), -1):
        one = lines[line]
        if one.kind not in ("row", "head"):
            continue
        starts = iter(one.starts)
        over: tuple[int, str] | None = None
        for column, text in enumerate(one.cells[: number + 1]):
            if not is_empty(text):
                over = (next(starts, 0), text) if column else (next(starts, 0), "")
        if over is None:
            continue
        match = next((found for found in YEAR.finditer(over[1]) if found.group() == year), None)
        if match:
            return Spot(line, over[0] + match.start(), over[0] + match.end())
    return None


def odd_days(lines: Sequence[Line], grids: Sequence[Grid], calendar: Calendar) -> Iterator[OddPeriod]:
    """Give the days behind *ended* that stand once, where the end of the period is another day everywhere else.

    Args:
        lines: of the document.
        grids: its tables.
        calendar: of the document.
    """
    days = [
        (number, start, end, when)
        for number, line in enumerate(lines)
        for start, end, when in whens_of(line.text[:4000])
        if when.kind == "day"
    ]
    times = Counter(when.at for _, _, _, when in days)
    in_heads = Counter(when.at for grid in grids for _, when in _heads(grid))
    main = calendar.reported.get("day")
    for number, start, end, when in days:
        line = lines[number]
        if (
            line.kind in ("row", "head")
            or times[when.at] != 1
            or not ENDED.search(line.text, max(0, start - 16), start)
            or _of_a_filing(line.text[:start])
        ):
            continue
        due = None
        last_year = when.months == A_YEAR_LONG and not any(
            one.at == main and one.months == when.months for *_, one in days
        )
        if (
            (when.months and not last_year)
            and main is not None
            and times[main] > LEAST_TIES
            and 20 < main - when.at <= 190
        ):
            due = main
        day = date.fromordinal(when.at)
        # The thirteenth of a month whose last day ends the period everywhere else.
        alike = [at for at in times | in_heads if at != when.at and times[at] + in_heads[at] > LEAST_TIES]
        alike = [at for at in alike if _same_month(date.fromordinal(at), day)]
        if due is None and len(alike) == 1:
            due = alike[0]
        if due is not None and _by_weeks(lines, days, due, line.text[:start], abs(due - when.at)):
            continue
        if due is not None:
            seen = next(((n, a, b) for n, a, b, one in days if one.at == due), None)
            yield OddPeriod(Spot(number, start, end), long_date(date.fromordinal(due)), Spot(*seen) if seen else None)


def _of_a_filing(before: str) -> bool:
    """Tell whether the sentence so far names another document, whose period it is: *Form 10-Q for the quarter ended*."""
    begins = [0, *(match.end() for match in SENTENCE.finditer(before))][-1]
    return FILINGS.search(before, begins) is not None


def _by_weeks(
    lines: Sequence[Line], days: Sequence[tuple[int, int, int, When]], due: int, before: str, apart: int
) -> bool:
    """Tell whether a day ends a span of weeks, which need not end with the month, while the due day never ends one."""
    return (
        apart <= NEAR
        and WEEKS.search(before) is not None
        and not any(when.at == due and WEEKS.search(lines[number].text[:start]) for number, start, _, when in days)
    )


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)
