"""Cells and numbers of which something is missing: a percentage not computed, a sign of per cent left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.unit import COUNT, SHARES
from kaiji.tieout.proof import ProofFinding, ProofPlace, Spot
from kaiji.tieout.reading import Line

LEAST_FILLED = 2
MOVED = re.compile(
    r"\b(?:increas|decreas|grew|grow|rose|fell|declin|up|down|higher|lower|improv|drop)\w*\s(?:(?:of|by)\s)?(?:approximately\s|about\s)?$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"^\s?(?:[a-z]{3,}\b(?<!to)(?<!from)(?<!compared)(?<!over)(?<!year)(?<!versus)|%|％|x\b|times|points?|bps|basis)",
    re.IGNORECASE,
)


@rule(
    "TIE-209",
    Severity.ERROR,
    title=Text("A computed cell is blank", "計算欄の空白"),
    message=Text(
        "The cell under “{head}” is empty, though both amounts stand beside it; it should say {expected}.",
        "「{head}」の欄が空白ですが、両期の金額があります。{expected}であるべきです。",
    ),
    remedy=Text(
        "Fill it in, or put a dash if it is left out on purpose.",
        "値を記入するか、意図した場合は「－」としてください。",
    ),
)
def computed_cell_blank(lines: Sequence[Line]) -> Iterator[Finding]:
    """A column of changes has its value in every row that has both amounts.

    What it checks
    Columns of changes in which every other row with two amounts greater than nothing has its percentage. Rows that show
    ratios or numbers of shares, and cells with a dash, are left out.

    Why it matters
    An empty cell in a computed column is mostly a formula that was lost.

    How to put it right
    Fill it in, or put a dash where it is not applicable.

    Source
    Rule of this project.
    """
    for one in look_at_cells(lines, numbers_of(lines)):
        if one.finding.code == "TIE-209":
            yield computed_cell_blank.finding(
                *one.finding.sources, severity=one.finding.severity, **dict(one.finding.params)
            )


@rule(
    "TIE-210",
    Severity.ERROR,
    title=Text("A sign of per cent is missing", "％記号の欠落"),
    message=Text(
        "“{stated}” is a percentage; it should say “{expected}”.",
        "「{stated}」は百分率です。「{expected}」であるべきです。",
    ),
    remedy=Text("Add the sign.", "％を付けてください。"),
)
def percent_sign_missing(lines: Sequence[Line]) -> Iterator[Finding]:
    """A percentage has its sign.

    What it checks
    Numbers behind a word of change that have no unit and are the change in per cent of the amounts of their sentence or
    of the item it names; cells without the sign in a column where all others have it.

    Why it matters
    Without its sign the number says something else.

    How to put it right
    Add the sign.

    Source
    Rule of this project.
    """
    for one in look_at_cells(lines, numbers_of(lines)):
        if one.finding.code == "TIE-210":
            yield percent_sign_missing.finding(
                *one.finding.sources, severity=one.finding.severity, **dict(one.finding.params)
            )


def look_at_cells(lines: Sequence[Line], numbers: Numbers) -> Iterator[ProofFinding]:
    """Give what is missing in cells and at numbers."""
    for grid in numbers.grids:
        for index, column in enumerate(grid.columns):
            if column.change and column.percent:
                yield from _blanks(lines, grid, index)
            if column.percent:
                yield from _unsigned(lines, grid, index)
    yield from _bare(lines, numbers)


def _blanks(lines: Sequence[Line], grid: Grid, column: int) -> Iterator[ProofFinding]:
    blank, filled = [], 0
    for row in grid.rows:
        amounts = [cell for index, cell in row.cells.items() if index in grid.amounts and not cell.is_percent]
        if len(amounts) != 2 or any(one.printed <= 0 or one.unit.kind == SHARES for one in amounts):
            continue
        if column in row.cells:
            filled += 1
        elif column not in row.dashes:
            blank.append((row, amounts))
    if len(blank) != 1 or filled < LEAST_FILLED:
        return
    row, amounts = blank[0]
    now, then = amounts if not _later(amounts[1], amounts[0]) else amounts[::-1]
    change = (now.value / then.value - 1) * 100
    text = lines[row.line].text
    spot = Spot(row.line, 0, len(text))
    finding = computed_cell_blank.finding(
        lines[row.line].at(0), head=grid.columns[column].head, expected=f"{float(change):.1f}%"
    )
    yield ProofFinding(
        finding,
        (ProofPlace(spot, "wrong"), *(ProofPlace(one.spot, "evidence") for one in amounts)),
        "",
        f"{float(change):.1f}%",
        f"{row.line}:{column}",
    )


def _later(one: Mention, other: Mention) -> bool:
    return (
        one.when is not None
        and other.when is not None
        and one.when.kind == other.when.kind
        and one.when.at > other.when.at
    )


def _unsigned(lines: Sequence[Line], grid: Grid, column: int) -> Iterator[ProofFinding]:
    cells = [row.cells[column] for row in grid.rows if column in row.cells]
    bare = [one for one in cells if not re.search(r"[%％]", one.text)]
    if (
        len(bare) == 1
        and len(cells) > LEAST_FILLED
        and "%" not in grid.columns[column].head.replace("% change", "").replace("% Change", "")
    ):
        yield _missing(lines, bare[0], f"{bare[0].text.rstrip(')')}%" + (")" if bare[0].text.endswith(")") else ""))


def _bare(lines: Sequence[Line], numbers: Numbers) -> Iterator[ProofFinding]:
    tables = {row.line for grid in numbers.grids for row in grid.rows}
    for claim in numbers.claims:
        mention = claim.mention
        if (
            mention.unit.kind not in ("", COUNT)
            or not mention.places
            or claim.line in tables
            or mention.unit.currency
            or mention.scale
        ):
            continue
        before, behind = claim.text[claim.clause[0] : claim.start], claim.text[claim.end : claim.end + 30]
        if not MOVED.search(before) or COUNTED.match(behind):
            continue
        if _is_change(claim, numbers):
            yield _missing(lines, mention, f"{mention.text}%")


def _is_change(claim: Claim, numbers: Numbers) -> bool:
    """Tell whether a number is the change in per cent of an item its sentence names, or of two amounts of its sentence."""
    value, half = float(abs(claim.mention.value)), float(claim.mention.step) / 2
    beside = [
        one.mention
        for one in numbers.claims
        if one.line == claim.line
        and one.sentence == claim.sentence
        and one.mention.unit.currency
        and one.mention.value > 0
    ]
    pairs = [(a, b) for a in beside for b in beside if a is not b]
    for series in numbers.series:
        if series.words and series.words <= claim.sentence_words and not series.generic:
            pairs += [
                (a, b) for a in series.cells for b in series.cells if a is not b and b.value > 0 and not a.is_percent
            ]
            if any(abs(float(abs(one.value)) - value) < half for one in series.changes):
                return True
    for a, b in pairs:
        low, high = (
            sorted((abs(a.ends[0] / b.ends[1] - 1) * 100, abs(a.ends[1] / b.ends[0] - 1) * 100))
            if b.ends[0] > 0
            else (0.0, -1.0)
        )
        if low - half <= value <= high + half:
            return True
    return False


def _missing(lines: Sequence[Line], mention: Mention, expected: str) -> ProofFinding:
    spot = mention.spot
    finding = percent_sign_missing.finding(
        lines[spot.line].at(spot.start), stated=mention.text.strip(), expected=expected
    )
    return ProofFinding(
        finding, (ProofPlace(spot, "wrong"),), mention.text.strip(), expected, f"{spot.line}:{spot.start}"
    )


RULES: tuple[AnyRule, ...] = (computed_cell_blank, percent_sign_missing)
