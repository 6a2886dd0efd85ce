"""Periods that a sentence tells by how far they lie before the reported one: *the prior quarter*, *year-over-year*."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

from kaiji.tieout.numbers.clause_period import COMPARING

if TYPE_CHECKING:
    from kaiji.tieout.numbers.sentence import Claim

_TERMS = tomllib.loads(files("kaiji.tieout.numbers").joinpath("terms.toml").read_text(encoding="utf-8"))["relative"]
QUARTERLY, YEARLY = "|".join(_TERMS["quarterly"]), "|".join(_TERMS["yearly"])
QUARTER, YEAR = "|".join(_TERMS["quarter"]), "|".join(_TERMS["year"])
PERIOD = re.compile(rf"\b(?:(?P<quarter>{QUARTER})|(?P<year>{YEAR}))\b", re.IGNORECASE)
COMPARISON = re.compile(rf"\b(?:(?P<quarter>{QUARTER}|{QUARTERLY})|(?P<year>{YEAR}|{YEARLY}))(?!\w)", re.IGNORECASE)
REACH = 110
# What parts a number from words that are of another one: a further comparison, another thing told.
APART = re.compile(r";|\band\b(?! diluted| the)|\.\s|\bwhile\b|\bbut\b", re.IGNORECASE)
AMOUNT = re.compile(r"[$€£¥]\s?\(?\d|\d(?:\.\d+)?\s?%")
# "5% sequentially and 16% year-over-year": the second went the same way as the first.
LIKEWISE = re.compile(rf"[^\w\s]*\s?(?:{QUARTERLY}|{YEARLY}),?\s(?:and|or)\s$", re.IGNORECASE)
MONTHS_OF_QUARTER, MONTHS_OF_YEAR = 3, 12


def months_before(text: str, end: int, clause: tuple[int, int], change: bool) -> int | None:
    """Give how many months before the reported period the words behind a number put it, or what it is compared with.

    Args:
        text: of the line.
        end: offset behind the number.
        clause: offsets of its clause.
        change: whether the number is a change: then the words tell with what is compared.
    """
    match = (COMPARISON if change else PERIOD).search(text, end, min(clause[1], end + REACH))
    if match is None:
        return None
    between = text[end : match.start()]
    if APART.search(between) or (not change and COMPARING.search(between)) or len(AMOUNT.findall(between)) > 1:
        return None
    return MONTHS_OF_QUARTER if match["quarter"] else MONTHS_OF_YEAR


def moved_like(claim: Claim, text: str, at: tuple[int, int, int], clause: tuple[int, int], moved: int) -> int:
    """Tell a change by the words of the one before it, and a number by words like *the prior quarter*; give which way it went.

    Args:
        claim: the number; changed in place.
        text: in which it stands.
        at: offsets behind the number before it, at its start, behind its end.
        clause: offsets of its clause.
        moved: which way the percentage before it went.
    """
    percent = claim.mention.is_percent
    if not claim.direction and moved and percent and LIKEWISE.match(text[at[0] : at[1]]):
        claim.direction = moved
    claim.back = months_before(text, at[2], clause, claim.part == "by" or (percent and bool(claim.direction)))
    return claim.direction if percent else 0
