"""Multiples of an earlier amount: *Adjusted EBITDA was 1.3 times the figure for the first half of 2019*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kaiji.core.text import Text
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import COUNT
from kaiji.tieout.numbers.when import Calendar, When, whens_of

TIMES = Text("how many times the item's amount of the earlier period it is", "前の期間の同一項目に対する倍率")
# Behind the number; what must follow is the figure, or the period, of which it is a multiple.
OF_EARLIER = re.compile(
    r"\s?(?:times|-?fold|x|倍)\b,?\s(?:(?:higher|more|greater|over|up|the|that|as|much|many|figure|figures|level|amount|result|results|total|of|for|in|"
    r"than|from|on|its|recorded|reported|same|corresponding|compared|with|to|against|versus)\s){1,8}",
    re.IGNORECASE,
)
EARLIER = re.compile(
    r"(?:prior|previous|preceding|last|year[- ]ago|year earlier|period|quarter)\b|a year", re.IGNORECASE
)
NEAR = 70
MOST_CELLS = 4
LIKELY, SURE, SEEN = 1.2, 2.0, 1.0


def multiples(
    claims: Sequence[Claim], items: Mapping[Claim, Sequence[Series]], calendar: Calendar
) -> Iterator[Relation]:
    """Give the relations of multiples to the two amounts of their item, of the reported period and of an earlier one.

    Args:
        claims: the numbers of sentences.
        items: the items that the words before each multiple name in full.
        calendar: of the document.

    A multiple that fits no pair of amounts of its item is contradicted by the pair of the period that is named.
    """
    for claim in claims:
        if (
            claim.mention.unit.kind != COUNT
            or claim.mention.about
            or not (match := OF_EARLIER.match(claim.text, claim.end))
        ):
            continue
        behind = claim.text[match.end() - 1 : match.end() + NEAR]
        whens = [when for start, _, when in whens_of(behind) if start < NEAR]
        if not whens and not EARLIER.search(match.group() + behind):
            continue
        pairs = [pair for one in items.get(claim, ()) for pair in _pairs(one, whens[0] if whens else None, calendar)]
        if not pairs:
            # Columns whose period is not told: it must fit none of all pairs.
            pairs = [pair for one in items.get(claim, ()) for pair in _undated(one)]
        found = [Relation("ratio", (claim.mention, now, then), TIMES, origin=claim) for now, then in pairs]
        fitting = [one for one in found if one.holds()]
        slipped = [one for one in found if is_slip(claim.mention, one.members[1].value / one.members[2].value)]
        for one in fitting[:1] or slipped[:1] or found[:1]:
            one.strength = SEEN if fitting else SURE if slipped or one.members[1].when else LIKELY
            yield one


def _undated(series: Series) -> Iterator[tuple[Mention, Mention]]:
    cells = [one for one in series.cells if one.low > 0]
    if any(one.when for one in cells) or len(cells) > MOST_CELLS:
        return
    for one in cells:
        for other in cells:
            if one is not other:
                yield one, other


def is_multiple(claim: Claim) -> bool:
    """Tell whether a number says how many times an earlier amount something is."""
    return claim.mention.unit.kind == COUNT and OF_EARLIER.match(claim.text, claim.end) is not None


def _pairs(series: Series, named: When | None, calendar: Calendar) -> Iterator[tuple[Mention, Mention]]:
    """Give an item's amounts of the reported period, each with that of the earlier one; of one length, where it is told."""
    for now in series.cells:
        for then in series.cells:
            here, there = calendar.back(now.when), calendar.back(then.when)
            if here != 0 or there is None or there <= 0 or then.low <= 0 or now.low <= 0:
                continue
            if now.when and then.when and now.when.months != then.when.months:
                continue
            if named is None or calendar.same(named, then.when) is not False:
                yield now, then
