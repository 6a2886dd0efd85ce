"""Which period a sentence gives a number, and how plainly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kaiji.tieout.numbers.engine import Numbers
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.when import Calendar, When, whens_of

PLAIN_DIGITS = 4
RIGHT_BEHIND = 24
AS_OF = re.compile(r"\b(?:as of|as at|at|on)\s$", re.IGNORECASE)
MOVED_SINCE = re.compile(
    r"\b(?:from|since|than|over|compared|against|versus|until|through|between)\b[^,;]{0,40}$", re.IGNORECASE
)
COMPARED_BEFORE = re.compile(
    r"\([^()]{0,60}:\s*[^\w\s]{0,2}(?:JPY|USD|US|EUR|GBP)?[^\w\s]{0,2}\s?$|\b(?:compared|versus|against)\b"
)


def named_in(claim: Claim) -> tuple[int, int, When] | None:
    """Give the period that a claim itself is given, with its offsets in the line."""
    if not claim.when:
        return None
    for start, end, when in whens_of(claim.text[claim.clause[0] : claim.clause[1]]):
        if when == claim.when[0]:
            return start + claim.clause[0], end + claim.clause[0], when
    return None


def plainly_of(numbers: Numbers, claim: Claim, start: int) -> bool:
    """Tell whether a sentence plainly gives a day to a number: the only day it names, or the one right behind the number."""
    if claim.part != "now" or claim.mention.digits < PLAIN_DIGITS:
        return False
    before = claim.text[claim.sentence[0] : start]
    if not AS_OF.search(before) or MOVED_SINCE.search(before):
        return False
    whens = whens_of(claim.text[claim.sentence[0] : claim.sentence[1]])
    alone = len(whens) == 1 and not any(
        one.line == claim.line and one.sentence == claim.sentence and one.part in ("then", "by")
        for one in numbers.claims
    )
    return alone or 0 <= start - claim.end <= RIGHT_BEHIND


def is_backwards(numbers: Numbers, claim: Claim) -> bool:
    """Tell whether a sentence compares an amount with that of a later period, which no results do."""
    if not claim.when or claim.part != "now":
        return False
    here = claim.when[0]
    later = [
        one.when[0]
        for one in numbers.claims
        if one.line == claim.line
        and one.sentence == claim.sentence
        and one.start > claim.start
        and one.when
        and (one.part in ("then", "beside") or COMPARED_BEFORE.search(one.text, claim.end, one.start))
    ]
    return any(one.kind == here.kind and one.at > here.at for one in later[:1])


def has_period(calendar: Calendar, items: Sequence[Series], when: When) -> bool:
    """Tell whether items have a number in a period: by periods that are named in the same way, or else by their days."""
    cells = [one.when for series in items for one in series.cells if one.when is not None]
    if alike := [one for one in cells if one.kind == when.kind]:
        return any(calendar.same(one, when) for one in alike)
    if when.kind == "year" and (days := [one for one in cells if one.kind == "day"]):
        return any(date.fromordinal(one.at).year == when.at for one in days)
    return any(calendar.same(one, when) for one in cells)


def named_alike(cells: Sequence[Mention], when: When) -> bool:
    """Tell whether the periods of some numbers are named in the same way as another."""
    return all(one.when is not None and one.when.kind == when.kind for one in cells)
