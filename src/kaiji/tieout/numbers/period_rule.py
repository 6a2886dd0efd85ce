"""Periods that a sentence or a table's head names, against the periods of the numbers that stand there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from kaiji.core.finding import Finding, Severity
from kaiji.core.period import long_date
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.claim_period import has_period, is_backwards, named_alike, named_in, plainly_of
from kaiji.tieout.numbers.column_period import OddPeriod, odd_columns, odd_days
from kaiji.tieout.numbers.dateline import release_day
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.period_side import Denied, head_spot, with_sides
from kaiji.tieout.numbers.same_item import ValueIndex, same_size, telling
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.when import When, whens_of
from kaiji.tieout.proof import ProofFinding, ProofPlace, Spot
from kaiji.tieout.reading import Line

LEAST_TIES = 2
FAR = 60
YEAR_BACK = 12


@rule(
    "TIE-211",
    Severity.ERROR,
    title=Text("A number is of another period than its sentence says", "文中の期間の相違"),
    message=Text(
        "The sentence says {stated} of {number}; that is the number of {expected}.",
        "文では{number}を{stated}の数値としていますが、{expected}の数値です。",
    ),
    remedy=Text("Put right the period, or the number.", "期間または数値を訂正してください。"),
)
def period_of_sentence(lines: Sequence[Line]) -> Iterator[Finding]:
    """A sentence names the period of its numbers.

    What it checks
    Numbers of sentences that are their item's in the tables: the period or day that the sentence gives them must be that
    of the column. Only where the item has no such number in the period that is named.

    Why it matters
    The right number of the wrong year misleads more than a wrong number.

    How to put it right
    Put right the period, or the number.

    Source
    Rule of this project.
    """
    for one in look_at_periods(lines, numbers_of(lines)):
        if one.finding.code == "TIE-211":
            yield period_of_sentence.finding(
                *one.finding.sources, severity=one.finding.severity, **dict(one.finding.params)
            )


@rule(
    "TIE-212",
    Severity.ERROR,
    title=Text("A column is headed with another period", "表頭の期間の相違"),
    message=Text(
        "The column is headed “{stated}”; its numbers are those of {expected} elsewhere in the document.",
        "列の見出しは「{stated}」ですが、数値は本書の他の箇所の{expected}のものです。",
    ),
    remedy=Text("Put right the head of the column.", "列の見出しを訂正してください。"),
)
def period_of_column(lines: Sequence[Line]) -> Iterator[Finding]:
    """The head of a column names the period of its numbers.

    What it checks
    Columns whose numbers stand in other tables or sentences under one other period, and none under their own; the one
    column that names a period just before the reported one, in a table that has no column for the reported period; a pair
    of periods that is not a year apart, while another pair of the document is; and a day after that of the release.

    Why it matters
    A table is carried over from the last release with its head.

    How to put it right
    Put right the head of the column.

    Source
    Rule of this project.
    """
    for one in look_at_periods(lines, numbers_of(lines)):
        if one.finding.code == "TIE-212":
            yield period_of_column.finding(
                *one.finding.sources, severity=one.finding.severity, **dict(one.finding.params)
            )


@rule(
    "TIE-213",
    Severity.ERROR,
    title=Text("A day is not the day of the reported period", "期末日の相違"),
    message=Text(
        "It says {stated}; everywhere else the period ends {expected}.",
        "「{stated}」とありますが、他の箇所ではすべて{expected}です。",
    ),
    remedy=Text("Put right the day.", "日付を訂正してください。"),
)
def day_of_period(lines: Sequence[Line]) -> Iterator[Finding]:
    """The day on which the reported period ends is the same everywhere.

    What it checks
    Days behind *three months ended* and the like that stand once, where all others of the same length name one day of
    the same year, and a quarter or less lies between; and days behind *ended* that stand once, where another day of the
    same month ends the period everywhere else.

    Why it matters
    The dateline says which results these are.

    How to put it right
    Put right the day.

    Source
    Rule of this project.
    """
    for one in look_at_periods(lines, numbers_of(lines)):
        if one.finding.code == "TIE-213":
            yield day_of_period.finding(*one.finding.sources, severity=one.finding.severity, **dict(one.finding.params))


def look_at_periods(lines: Sequence[Line], numbers: Numbers) -> Iterator[ProofFinding]:
    """Give the periods that are not those of the numbers they stand with."""
    yield from _sentences(lines, numbers)
    yield from _columns(lines, numbers)
    for one in odd_columns(lines, numbers.grids, release_day(lines)):
        yield _odd(period_of_column.finding, lines, one)
    yield from _days(lines, numbers)


def _sentences(lines: Sequence[Line], numbers: Numbers) -> Iterator[ProofFinding]:
    calendar = numbers.calendar
    owner: dict[Mention, Series] = {cell: one for one in numbers.series for cell in one.cells}
    times = Counter((when.kind, when.at) for one in lines for _, _, when in whens_of(one.text[:2000]))
    accused: set[tuple[int, int]] = set()
    denied: list[Denied] = []
    mates: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in numbers.claims:
        mates[claim.line, claim.sentence].append(claim)
    for claim in numbers.claims:
        named = named_in(claim)
        if named is None or claim.part not in ("now", "then") or claim.mention.about:
            continue
        start, end, when = named
        cells = [
            member
            for relation in numbers.network.of.get(claim.mention, ())
            if relation.kind == "equal" and numbers.network.holding[relation]
            for member in relation.members
            if member in owner and member.when is not None
        ]
        cells = [
            one
            for one in cells
            if owner[one].words and owner[one].words <= claim.sentence_words and not owner[one].generic
        ]
        if not cells:
            continue
        if is_backwards(numbers, claim) and not has_period(calendar, [owner[cell] for cell in cells], when):
            number, expected = claim.mention.text.strip(), _name(numbers, cells[0])
            spot = Spot(claim.line, start, end)
            yield _finding(period_of_sentence.finding, lines, spot, cells, number=number, expected=expected)
            continue
        if not telling(claim.mention) and not _with_mate(mates[claim.line, claim.sentence], owner, claim, cells):
            continue
        rare = times[when.kind, when.at] == 1
        if any(calendar.same(one.when, when) is not False for one in cells) or not (rare or named_alike(cells, when)):
            continue
        if abs(start - claim.start) > FAR and abs(end - claim.start) > FAR:
            continue
        others = [one for cell in cells for one in owner[cell].cells if calendar.same(one.when, when)]
        if others and not plainly_of(numbers, claim, start):
            continue  # the item has a number in that period: which of both is wrong the other rules see
        head = cells[0].when
        if (
            not others
            and head is not None
            and head.kind == when.kind
            and times[head.kind, head.at] < times[when.kind, when.at]
            and cells[0].table >= 0
        ):
            # The rarer of the two names is the one that is wrong: here that of the column.
            grid, column = numbers.grids[cells[0].table], cells[0].column
            if grid.columns[column].when == head and (grid.number, column) not in accused:
                accused.add((grid.number, column))
                yield from _head(lines, grid, column, [claim.mention], lines[claim.line].text[start:end])
            continue
        one = Denied(Spot(claim.line, start, end), when, claim.mention.text.strip(), cells, _name(numbers, cells[0]))
        one.head = head_spot(lines, numbers.grids, cells[0], when)
        one.even = head is not None and times[head.kind, head.at] == times[when.kind, when.at]
        denied.append(one)
    yield from (_sided(lines, one) for one in with_sides(denied))


def _with_mate(mates: Sequence[Claim], owner: dict[Mention, Series], claim: Claim, cells: Sequence[Mention]) -> bool:
    """Tell whether a number of two digits stands in its sentence with another one of the same row, but another column."""
    if claim.mention.digits < LEAST_TIES or claim.mention.is_percent:
        return False
    rows = [owner[cell] for cell in cells]
    return any(
        same_size(other.mention, cell) and not same_size(claim.mention, cell)
        for other in mates
        if other is not claim and other.mention.digits >= LEAST_TIES
        for row in rows
        for cell in row.cells
    )


def _sided(lines: Sequence[Line], one: Denied) -> ProofFinding:
    """Accuse the head that several sentences deny, or the sentence; neither where nothing says which is wrong."""
    head = [one.head] if one.head is not None else []
    if one.others and one.head is not None:
        make, said = period_of_column.finding, lines[one.spot.line].text[one.spot.start : one.spot.end]
        return _placed(make, lines, [one.head, *one.others], wrong=True, expected=said)
    spots = [one.spot, *head, *(cell.spot for cell in one.cells[:6])]
    values = {"number": one.number, "expected": one.expected}
    return _placed(period_of_sentence.finding, lines, spots, wrong=not (one.even and head), **values)


def _placed(
    make: Callable[..., Finding], lines: Sequence[Line], spots: Sequence[Spot], *, wrong: bool, **values: str
) -> ProofFinding:
    stated = lines[spots[0].line].text[spots[0].start : spots[0].end]
    finding = make(*(lines[spot.line].at(spot.start) for spot in spots), stated=stated, **values)
    places = tuple(ProofPlace(spot, "evidence" if at or not wrong else "wrong") for at, spot in enumerate(spots))
    return ProofFinding(finding, places, stated, values["expected"], f"{spots[0].line}:{spots[0].start}")


def _name(numbers: Numbers, cell: Mention) -> str:
    if cell.table >= 0:
        head = numbers.grids[cell.table].columns[cell.column].head
        return head or numbers.grids[cell.table].rows[cell.row].label
    return ""


def _columns(lines: Sequence[Line], numbers: Numbers) -> Iterator[ProofFinding]:
    calendar = numbers.calendar
    owner: dict[Mention, Series] = {cell: one for one in numbers.series for cell in one.cells if cell.table >= 0}
    index = ValueIndex([one for one in owner if telling(one)])
    named = Counter((when.kind, when.at) for one in lines for _, _, when in whens_of(one.text[:2000]))
    heads = Counter(column.when for grid in numbers.grids for column in grid.columns if column.when is not None)
    for grid in numbers.grids:
        accused = False
        for number, column in enumerate(grid.columns):
            if column.when is None or column.percent:
                continue
            votes: Counter[When] = Counter()
            own = 0
            proofs: dict[When, list[Mention]] = defaultdict(list)
            for row in grid.rows:
                cell = row.cells.get(number)
                if cell is None or cell not in owner or not telling(cell) or cell.digits < 4:
                    continue
                for other in index.near(cell):
                    shared = owner[cell].words & owner[other].words
                    if other.table == grid.number or other.when is None or not shared:
                        continue
                    same = calendar.same(other.when, column.when)
                    if same:
                        own += 1
                    elif (
                        same is False
                        and other.when.kind == column.when.kind
                        and not (other.when.months and column.when.months and other.when.months != column.when.months)
                    ):
                        votes[other.when] += 1
                        proofs[other.when].append(other)
            best = votes.most_common(1)
            elsewhere = any(calendar.same(one.when, best[0][0]) for one in grid.columns) if best else True
            if (
                best
                and best[0][1] >= LEAST_TIES
                and not own
                and not elsewhere
                and heads[column.when] <= heads[best[0][0]]
            ):
                yield from _head(lines, grid, number, proofs[best[0][0]], _name(numbers, proofs[best[0][0]][0]))
                accused = True
        if not accused:
            yield from _left_over(lines, numbers, grid, named)


def _left_over(
    lines: Sequence[Line], numbers: Numbers, grid: Grid, named: Counter[tuple[str, int]]
) -> Iterator[ProofFinding]:
    """Find the column of the reported period that is headed with one of the quarters before, as in the last release."""
    calendar = numbers.calendar
    dated = [
        (number, column.when, calendar.back(column.when))
        for number, column in enumerate(grid.columns)
        if column.when is not None
    ]
    kinds = {when.kind for _, when, _ in dated}
    if len(dated) < 2 or len(kinds) != 1 or any(back == 0 for _, _, back in dated) or "year" in kinds:
        return
    reported = [
        column.head
        for other in numbers.grids
        if other is not grid
        for column in other.columns
        if column.when is not None and column.when.kind in kinds and calendar.back(column.when) == 0
    ]
    stray = [
        (number, when)
        for number, when, back in dated
        if back is not None and 0 < back <= 11 and named[when.kind, when.at] == 1
    ]
    rest = [when for _, when, back in dated if named[when.kind, when.at] > 1 or back == YEAR_BACK]
    if len(stray) == 1 and (reported or _said(lines, numbers, next(iter(kinds)))) and len(rest) == len(dated) - 1:
        yield from _head(
            lines, grid, stray[0][0], [], reported[0] if reported else _said(lines, numbers, next(iter(kinds)))
        )


def _said(lines: Sequence[Line], numbers: Numbers, kind: str) -> str:
    at = numbers.calendar.reported.get(kind)
    if at is None:
        return ""
    return (
        long_date(date.fromordinal(at))
        if kind == "day"
        else next(
            (
                line.text[start:end]
                for line in lines
                for start, end, when in whens_of(line.text[:2000])
                if when.kind == kind and when.at == at
            ),
            "",
        )
    )


def _head(
    lines: Sequence[Line], grid: Grid, number: int, proofs: Sequence[Mention], expected: str
) -> Iterator[ProofFinding]:
    """Accuse the line of the head that names the period."""
    first = grid.rows[0].line
    when = grid.columns[number].when
    for line in range(first - 1, max(-1, first - 8), -1):
        for start, end, one in whens_of(lines[line].text[:2000]):
            if when is not None and (one.kind, one.at) == (when.kind, when.at):
                yield _finding(period_of_column.finding, lines, Spot(line, start, end), proofs, expected=expected)
                return


def _days(lines: Sequence[Line], numbers: Numbers) -> Iterator[ProofFinding]:
    for one in odd_days(lines, numbers.grids, numbers.calendar):
        yield _odd(day_of_period.finding, lines, one)


def _odd(make: Callable[..., Finding], lines: Sequence[Line], one: OddPeriod) -> ProofFinding:
    return _placed(
        make, lines, [one.spot, *([one.evidence] if one.evidence else [])], wrong=True, expected=one.expected
    )


def _finding(
    make: Callable[..., Finding], lines: Sequence[Line], spot: Spot, proofs: Sequence[Mention], **values: str
) -> ProofFinding:
    return _placed(make, lines, [spot, *(one.spot for one in proofs[:6])], wrong=True, **values)


RULES: tuple[AnyRule, ...] = (period_of_sentence, period_of_column, day_of_period)
