"""Changes in points: *gross margin rose 120 basis points to 38.4 %, from 37.2 %*, against the percentages they part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from kaiji.core.text import Text
from kaiji.tieout.numbers.fact import EMPTY, TO
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import PERCENT, POINTS
from kaiji.tieout.numbers.when import Calendar

POINTS_APART = Text("the difference of the two percentages of the sentence", "文中の２つの百分率の差")
IN_TABLE = Text("the difference of the two ratios that the tables give", "表から求めた２つの比率の差")
THE_CHANGE = re.compile(
    r"^\W*(?:The|This|That)\s(?:(?:year[- ]over[- ]year|total|overall)\s)?(?:increase|decrease|improvement|decline|expansion|contraction|"
    r"reduction|rise|drop|change)\sof\s(?:approximately\s|about\s)?$|^\W*(?:The|This|That)\s(?:approximately\s)?$",
    re.IGNORECASE,
)
PART_OF = re.compile(
    r"\b(?:due|because|driven|reflect\w*|result\w*|attribut\w*|leverage|offset|includ\w*|from|impact\w*|benefit\w*|"
    r"contribut\w*|by (?:higher|lower))\b",
    re.IGNORECASE,
)
SURE, LIKELY = 2.0, 1.5


def changes_in_points(claims: Sequence[Claim], ratios: Sequence[Series], calendar: Calendar) -> Iterator[Relation]:
    """Give what changes in points must be: by the two percentages told beside them, or by the tables.

    Args:
        claims: the numbers of sentences.
        ratios: what the items of statements are of each other, by the words that name it.
        calendar: of the document.
    """
    sentences: dict[tuple[int, tuple[int, int]], list[Claim]] = defaultdict(list)
    for claim in claims:
        sentences[claim.line, claim.sentence].append(claim)
    groups = list(sentences.values())
    for at, group in enumerate(groups):
        points = [one for one in group if one.mention.unit.kind == POINTS]
        if len(points) != 1 or points[0].mention.about or not points[0].mention.value:
            continue
        levels = _levels(group)
        alone = points[0] is group[0] and THE_CHANGE.match(group[0].text[group[0].sentence[0] : group[0].start])
        if not levels and alone and at and groups[at - 1][0].line == group[0].line:
            levels = _levels(groups[at - 1])
            if any(one.mention.unit.kind == POINTS for one in groups[at - 1]):
                continue
        elif _is_part(points[0]):
            continue
        yield from _apart(points[0], levels, ratios, calendar)


def _levels(group: Sequence[Claim]) -> list[Claim]:
    """Give the percentages of a sentence that are no changes."""
    return [
        one
        for one in group
        if one.mention.unit.kind == PERCENT
        and (one.part != "by" or TO.search(one.text, one.clause[0], one.start))
        and (not one.direction or one.part == "then" or TO.search(one.text, one.clause[0], one.start))
    ]


def _is_part(claim: Claim) -> bool:
    """Tell whether a change in points is only what one cause made of it."""
    before = claim.text[claim.sentence[0] : claim.start]
    last = max((match.end() for match in re.finditer(r"%|percent", before)), default=0)
    return bool(PART_OF.search(before, last))


def _apart(
    points: Claim,
    levels: Sequence[Claim],
    ratios: Sequence[Series],
    calendar: Calendar,
) -> Iterator[Relation]:
    nows = [one for one in levels if one.part != "then"]
    thens = [one for one in levels if one.part == "then"]
    if len(nows) == 1 and len(thens) == 1:
        yield _difference(points, nows[0].mention, thens[0].mention, POINTS_APART, SURE)
        return
    if len(nows) != 1 or thens:
        return
    now, found = nows[0].mention, []
    for series, cell in _named(nows[0], points, ratios, calendar):
        others = [
            one
            for one in series.cells
            if one is not cell
            and one.is_percent
            and _lengths_agree(one, cell)
            and (calendar.back(one.when) or 0) > (calendar.back(cell.when) or 0)
        ]
        found += [_difference(points, now, other, IN_TABLE, LIKELY) for other in others]
    held = [one for one in found if one.holds()]
    if held:
        yield held[0]
    elif len(found) == 1 or len({one.members[2].value for one in found}) == 1:
        one = found[0]
        sure = is_slip(points.mention, abs(one.members[1].value - one.members[2].value))
        one.strength = SURE if sure else LIKELY
        yield one


def _named(
    level: Claim, points: Claim, ratios: Sequence[Series], calendar: Calendar
) -> Iterator[tuple[Series, Mention]]:
    """Give the ratio that a sentence names, in the periods in which it is the percentage that is told."""
    names = {one.item - EMPTY for one in (level, points) if one.item}
    half = level.mention.step / 2
    for series in ratios:
        if series.words - EMPTY not in names:
            continue
        for cell in series.cells:
            holds = cell.low - half <= level.mention.value <= cell.high + half
            if cell.is_percent and holds and calendar.back(cell.when) == 0:
                yield series, cell


def _lengths_agree(one: Mention, other: Mention) -> bool:
    a, b = one.when, other.when
    return a is None or b is None or not a.months or not b.months or a.months == b.months


def _difference(points: Claim, now: Mention, then: Mention, reason: Text, strength: float) -> Relation:
    sign = 1 if now.value >= then.value else -1
    factors = (Fraction(1), Fraction(-sign), Fraction(sign))
    return Relation("difference", (points.mention, now, then), reason, factors, strength=strength)
