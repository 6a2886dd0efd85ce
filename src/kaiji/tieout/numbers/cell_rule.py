"""Cells and numbers of which something is missing: a percentage not computed, a sign of per cent left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.blank_part import blank_parts
from kaiji.tieout.numbers.blank_result import blank_results
from kaiji.tieout.numbers.blank_share import blank_shares
from kaiji.tieout.numbers.blank_total import blank_totals
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.print_like import print_like
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.unit import COUNT, PER_SHARE, POINTS, SHARES
from kaiji.tieout.proof import ProofFinding, ProofPlace, Spot
from kaiji.tieout.reading import Line

LEAST_FILLED = 2
# Beside results these are often shown without a change.
UNCOMPARED = re.compile(
    r"\bnet (?:debt|cash|borrowings)\b|\bleverage\b|\bgearing\b|\bemployees\b|\bheadcount\b|\bdividends?\b",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(?:increas|decreas|grew|grow|rose|fell|declin|up|down|higher|lower|improv|drop)\w*\s(?:(?:of|by)\s)?(?:approximately\s|about\s)?$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"^\s?(?:(?!yoy\b|y-o-y\b|year-(?:on|over)-year\b)[a-z]{3,}\b(?<!to)(?<!from)(?<!compared)(?<!over)(?<!year)(?<!versus)|%|％|x\b|times|points?|bps|basis)",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"\b(?:compared|versus|vs|against|from|up|down|over)\b|^[^.;]{0,40}\([^()]{0,60}:\s*$", re.IGNORECASE
)
# Behind a change that is told in per cent.
YEAR_ON_YEAR = re.compile(
    r"\s?[%％]?\s?(?:yoy\b|y-o-y\b|year-(?:on|over)-year\b|to\s(?:JPY|USD|EUR|US\$|[$¥€£])|compared (?:to|with)\b|from\b|[,)])",
    re.IGNORECASE,
)
NO_PERCENT = re.compile(r"\b(?:points?|index|ratio|times|average|score|multiple|bps)\b", re.IGNORECASE)
LEAST_STYLED = 4
LIST = re.compile(
    r"\s?(?:,|,?\s(?:and|or))\s(?:an?\s)?(?:(?:up|down|increas\w+|decreas\w+|higher|lower|growth|decline|rise|fall)\s(?:by\s|of\s)?)?",
    re.IGNORECASE,
)
LIST_ENDS = re.compile(r"\s?(?:,?\s?respectively|,\s(?:an?|up|down|in|from|compared)\b|[.;]?$|[.;]\s)", re.IGNORECASE)
RATIO = re.compile(
    r"\b(?:ratio|margin|percentage|rate|share|proportion|accounted for|represented|made up|contributed)\b",
    re.IGNORECASE,
)
OF = re.compile(r"\s(?:of|in)\s(?:the\s)?(?:[a-z]+\s){0,3}(?:revenues?|sales|assets|total|income)\b", re.IGNORECASE)
# A part of an amount told before, a rate that is always told in per cent, and a change right before its verb in Japanese.
OR_PART = re.compile(
    r"(?:,|\()\s?(?:or|representing|equal to|equivalent to|corresponding to)\s(?:approximately\s|about\s)?$",
    re.IGNORECASE,
)
RATE = re.compile(
    r"\b(?:(?:gross|operating|profit|net|EBITDA)\s(?:profit\s|income\s)?margin|tax rate|growth rate|equity(?:/assets)? ratio|payout ratio)"
    r"\s(?:was|were|is|of|to|at|amounted to|came to|reached)\s$",
    re.IGNORECASE,
)
MOVED_BY = re.compile(r"\s?(?:増加|減少|増(?![資益収])|減(?![資益収価損]))")
PERCENT_MOVED = re.compile(r"[%％]\s?(?:増|減)")
# "41.8 (38.2) per cent": the sign stands once, behind the figure of the year before, too.
PERCENT_LATER = re.compile(
    r"\s?(?:[(\[][^()]{1,12}[)\]]|(?:and|to|or|[-–])\s?[\d.]+)?\s?(?:[%％]|per\s?cent)", re.IGNORECASE
)
WHOLE = 100
BEFORE = 60
COUNTED_RATIO = re.compile(r"\s?(?:times|x\b|points?|bps|basis|:|to 1\b|days?|months?|years?)", re.IGNORECASE)


@rule(
    "TIE-209",
    Severity.ERROR,
    title=Text("A computed cell is blank", "計算欄の空白"),
    message=Text(
        "The cell under “{head}” is empty, though the amounts it follows from are there; it should say {expected}.",
        "「{head}」の欄が空白ですが、計算元の金額があります。{expected}であるべきです。",
    ),
    remedy=Text(
        "Fill it in, or put a dash if it is left out on purpose.",
        "値を記入するか、意図した場合は「－」としてください。",
    ),
)
def computed_cell_blank(lines: Sequence[Line]) -> Iterator[Finding]:
    """A total, and a column of changes, has its value wherever its operands stand.

    What it checks
    Rows that add others up, as another column shows, whose parts have all their numbers in the column where they are
    blank themselves; rows that a total adds up in another column, where it lacks them;
    columns of changes in which every other row with two amounts greater than nothing has its percentage;
    cells of which two others tell the number, as the same places do in at least two other rows or columns; percentages of a
    total where the same row has its percentage of the other period.
    Rows that show ratios or numbers of shares, and cells with a dash, are left out.

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
    Numbers without a unit that a sentence compares with a percentage, behind words like *margin* or *ratio*; numbers behind a
    word of change that have no unit and are the change in per cent of the amounts of their sentence or
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
        found: list[ProofFinding] = []
        for index, column in enumerate(grid.columns):
            if column.change and column.percent:
                found += _blanks(lines, grid, index)
            if column.percent:
                found += _unsigned(lines, grid, index)
        yield from found
        told = {cell.root for cell in found}
        network = numbers.network
        for one in (
            *blank_totals(grid, network),
            *blank_results(lines, grid, network),
            *blank_shares(grid, network),
            *blank_parts(lines, grid, network),
        ):
            if f"{one.row.line}:{one.column}" in told:
                continue
            if grid.columns[one.column].change and UNCOMPARED.search(one.row.label):
                continue
            told.add(f"{one.row.line}:{one.column}")
            expected = print_like(one.like, one.expected)
            yield _blank(lines, one.row, grid.columns[one.column].head, expected, one.parts, one.column)
    bare: dict[str, ProofFinding] = {}
    for look in (_bare, _bare_ratios, _listed, _named_ratios):
        for one_bare in look(lines, numbers):
            bare.setdefault(one_bare.root, one_bare)
    yield from bare.values()


def _blanks(lines: Sequence[Line], grid: Grid, column: int) -> Iterator[ProofFinding]:
    blank, filled, kinds = [], 0, set[str]()
    for row in grid.rows:
        amounts = [
            cell
            for index, cell in row.cells.items()
            if index in grid.amounts and not cell.is_percent and not grid.columns[index].change
        ]
        if len(amounts) != 2 or any(one.printed <= 0 or one.unit.kind == SHARES for one in amounts):
            continue
        if column not in row.cells and UNCOMPARED.search(row.label):
            continue
        if column in row.cells:
            filled += 1
            kinds.add(amounts[0].unit.kind)
        elif column not in row.dashes:
            blank.append((row, amounts))
    if len(blank) != 1 or filled < LEAST_FILLED:
        return
    row, amounts = blank[0]
    if amounts[0].unit.kind == PER_SHARE and PER_SHARE not in kinds:
        return  # many tables show no changes of amounts per share
    now, then = amounts if not _later(amounts[1], amounts[0]) else amounts[::-1]
    change = (now.value / then.value - 1) * 100
    yield _blank(lines, row, grid.columns[column].head, f"{float(change):.1f}%", amounts, column)


def _blank(
    lines: Sequence[Line], row: Row, head: str, expected: str, amounts: Sequence[Mention], column: int
) -> ProofFinding:
    spot = Spot(row.line, 0, len(lines[row.line].text))
    finding = computed_cell_blank.finding(lines[row.line].at(0), head=head, expected=expected)
    places = (ProofPlace(spot, "wrong"), *(ProofPlace(one.spot, "evidence") for one in amounts))
    return ProofFinding(finding, places, "", expected, f"{row.line}:{column}")


def _later(one: Mention, other: Mention) -> bool:
    return (
        one.when is not None
        and other.when is not None
        and one.when.kind == other.when.kind
        and one.when.at > other.when.at
    )


def _unsigned(lines: Sequence[Line], grid: Grid, column: int) -> Iterator[ProofFinding]:
    cells = [row.cells[column] for row in grid.rows if column in row.cells]
    bare = [one for one in cells if not re.search(r"[%％]", one.text) and one.unit.kind != POINTS]
    if (
        len(bare) == 1
        and len(cells) > LEAST_FILLED
        and "%" not in grid.columns[column].head.replace("% change", "").replace("% Change", "")
    ):
        yield _missing(lines, bare[0], f"{bare[0].text.rstrip(')')}%" + (")" if bare[0].text.endswith(")") else ""))


def _bare(lines: Sequence[Line], numbers: Numbers) -> Iterator[ProofFinding]:
    tables = {row.line for grid in numbers.grids for row in grid.rows}
    moved = Counter(
        one.mention.is_percent
        for one in numbers.claims
        if one.line not in tables and one.mention.places and not one.mention.unit.currency
        if MOVED.search(one.text[one.clause[0] : one.start]) and YEAR_ON_YEAR.match(one.text, one.end)
    )
    styled = moved[True] >= LEAST_STYLED and moved[False] == 1
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
        if _is_change(claim, numbers) or (styled and _like_others(claim, before, behind)):
            yield _missing(lines, mention, f"{mention.text}%")


def _listed(lines: Sequence[Line], numbers: Numbers) -> Iterator[ProofFinding]:
    """Give the numbers without a unit that follow a percentage in a list: *up 27.8% and up 17.6, respectively*."""
    tables = {row.line for grid in numbers.grids for row in grid.rows}
    for one, other in pairwise(numbers.claims):
        a, b = one.mention, other.mention
        if one.line in tables or (one.line, one.sentence) != (other.line, other.sentence) or not a.is_percent:
            continue
        bare = b.unit.kind in ("", COUNT) and not b.unit.currency and not b.scale and a.places == b.places > 0
        if bare and LIST.fullmatch(one.text[one.end : other.start]) and LIST_ENDS.match(one.text, other.end):
            yield _missing(lines, b, f"{b.text}%")


def _bare_ratios(lines: Sequence[Line], numbers: Numbers) -> Iterator[ProofFinding]:
    """Give the numbers without a unit that a sentence compares with a percentage: *a margin of 15.9, compared to 15.2%*."""
    tables = {row.line for grid in numbers.grids for row in grid.rows}
    for claim, other in pairwise(numbers.claims):
        if claim.line in tables or (claim.line, claim.sentence) != (other.line, other.sentence):
            continue
        a, b = claim.mention, other.mention
        bare = [one for one in (claim, other) if one.mention.unit.kind in ("", COUNT) and not one.mention.scale]
        between = claim.text[claim.end : other.start]
        if len(bare) != 1 or a.is_percent == b.is_percent or not a.places == b.places > 0 or other.part == "by":
            continue
        one, signed = (claim, other) if bare[0] is claim else (other, claim)
        before = claim.text[claim.sentence[0] : claim.start]
        text = claim.text[claim.sentence[0] : claim.sentence[1]]
        compared = COMPARED.search(between) and ";" not in between
        named = (
            RATIO.search(before)
            or RATIO.search(text[other.end - claim.sentence[0] :])
            or any(OF.match(claim.text, each.end) for each in (claim, other))
        )
        if compared and named and signed.mention.is_percent and not COUNTED_RATIO.match(claim.text, one.end):
            yield _missing(lines, one.mention, f"{one.mention.text}%")


def _named_ratios(lines: Sequence[Line], numbers: Numbers) -> Iterator[ProofFinding]:
    """Give the numbers without a unit that only a percentage can be: *or 23.4 of net sales*, *the tax rate was 23.9*, *7.3減少*."""
    tables = {row.line for grid in numbers.grids for row in grid.rows}
    for claim in numbers.claims:
        mention = claim.mention
        if claim.line in tables or mention.unit.kind not in ("", COUNT) or mention.unit.currency or mention.scale:
            continue
        if not mention.places or not 0 < abs(mention.value) < WHOLE:
            continue
        if PERCENT_LATER.match(claim.text, claim.end):
            continue
        before = claim.text[max(claim.sentence[0], claim.start - BEFORE) : claim.start]
        part = OR_PART.search(before) and OF.match(claim.text, claim.end)
        rate = RATE.search(before) and not COUNTED_RATIO.match(claim.text, claim.end)
        if part or rate or (MOVED_BY.match(claim.text, claim.end) and PERCENT_MOVED.search(claim.text)):
            yield _missing(lines, mention, f"{mention.text}%")


def _like_others(claim: Claim, before: str, behind: str) -> bool:
    """Tell whether a number stands where all others of the document have a sign of per cent: *up 9.9 year-on-year*."""
    sentence = claim.text[claim.sentence[0] : claim.sentence[1]]
    return bool(MOVED.search(before)) and YEAR_ON_YEAR.match(behind) is not None and not NO_PERCENT.search(sentence)


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
