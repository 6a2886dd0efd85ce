"""Numbers of a sentence that belong to several items by their order: *A and B came to 24 and 41, up 18 % and 12 %, respectively*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.fact import EMPTY, TIMING
from kaiji.tieout.numbers.sentence import Claim

RESPECTIVELY = re.compile(r"\brespectively\b|それぞれ", re.IGNORECASE)
# "Sales of Bearings and Linear motion", "Lasers and Detectors revenues": what all have in common stands before or behind.
LISTED = re.compile(r",\s(?:and\s)?|\sand\s", re.IGNORECASE)
PARENTS = re.compile(r"^(?P<head>.{0,40}?\b(?:of|for|in)\s)?(?P<items>.{3,120})$")
MOST = 5


def distribute(claims: Sequence[Claim]) -> None:
    """Give each number of a sentence that ends in *respectively* the item that its place in the order tells.

    Args:
        claims: the numbers of one sentence, in order; their subjects are put right where the order is plain.
    """
    text = claims[0].text[slice(*claims[0].sentence)]
    if not RESPECTIVELY.search(text):
        return
    runs = [list(run) for _, run in groupby(claims, key=_kind)]
    count = len(runs[0])
    if not 2 <= count <= MOST or any(len(run) != count for run in runs):
        return
    subjects = _subjects(runs[0])
    if len(subjects) != count:
        return
    for run in runs:
        for claim, subject in zip(run, subjects, strict=True):
            claim.subject = subject


def _kind(claim: Claim) -> tuple[str, str, str]:
    return claim.mention.unit.kind, claim.mention.unit.currency, claim.part


def _subjects(run: Sequence[Claim]) -> list[str]:
    """Give the items of the first numbers: before each of them, or all before the first."""
    own = [one.subject for one in run]
    if all(item_words(one) - EMPTY - TIMING for one in own):
        return own
    match = PARENTS.match(run[0].subject.strip())
    if match is None or any(item_words(one) - EMPTY - TIMING for one in own[1:]):
        return []
    names = [one for one in LISTED.split(match["items"].strip()) if one.strip()]
    return [f"{match['head'] or ''}{name}" for name in names] if len(names) == len(run) else []
