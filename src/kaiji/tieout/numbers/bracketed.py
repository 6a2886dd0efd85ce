"""The figure of the comparison period in brackets right behind a figure: *SEK 765.1 (720.0) million*, *12.5 per cent (10.9)*."""

from __future__ import annotations

import re
from dataclasses import replace

from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.unit import CODE, COUNT, PERCENT, POINTS
from kaiji.tieout.numbers.when import whens_of

# Between the two stands nothing but the unit of the first.
BETWEEN = re.compile(
    rf"\s*(?:(?:thousand|million|billion|trillion|mill?|mn|bn|m|M|K|per\s?cent|percent|%|x|times|crores?|lakhs?|pence|cents?|{CODE}|"
    r"(?:per|a)\s(?:\w+\s){0,2}share|of\s(?:(?:net|total|group)\s)?(?:sales|revenues?))\s*){0,3}[¹²³⁴-⁹]?\s*",
    re.IGNORECASE,
)
# "(H1 2023:", "(previous year: EUR", "(31 December 2023: £": opens the figure of the period that it names.
OPENS = re.compile(r"\s*[(][^():\d]{0,30}(?:\d[^():]{0,30})?:\s?[^\d()]{0,8}")
PERIOD = re.compile(r"\s(?:(?:as\s)?(?:at|of)|on|in|for|during)\s(?:the\s)?(?:end\sof\s)?(?:the\s)?\0", re.IGNORECASE)
LARGEST_RATE = 1000


def is_prior(mention: Mention, earlier: Mention | None, between: str) -> bool:
    """Tell whether a number in brackets is the figure of another period beside the one before it.

    Args:
        mention: the number.
        earlier: the number before it in the sentence.
        between: what stands between them.
    """
    if (
        earlier is None
        or not (mention.text.startswith("(") and ")" in mention.text)
        or not BETWEEN.fullmatch(_undated(between))
    ):
        return False
    one, other = earlier.unit, mention.unit
    if other.currency or POINTS in (one.kind, other.kind):
        return False  # the same amount in another currency
    if other.kind == PERCENT and one.kind != PERCENT:
        alike = one.kind in ("", COUNT) and not one.scale and not one.currency
        return alike and abs(earlier.value) < LARGEST_RATE and bool(earlier.places)
    return other.kind in ("", COUNT, PERCENT) and (not other.scale or not one.scale or other.scale == one.scale)


def settle_prior(mention: Mention, earlier: Mention) -> None:
    """Give two such numbers the unit that is written at only one of them; brackets are no sign of less here."""
    if mention.printed < 0 and not re.search(r"[-−–—]", mention.text):
        mention.printed = -mention.printed
        mention.signed = earlier.signed
    if mention.unit.kind == PERCENT:
        earlier.unit = mention.unit
    elif mention.unit.scale and not earlier.unit.scale:
        earlier.unit = replace(
            earlier.unit, scale=mention.unit.scale, kind="" if earlier.unit.kind == COUNT else earlier.unit.kind
        )
    mention.unit = earlier.unit
    mention.settle()
    earlier.settle()


def opens_beside(between: str) -> bool:
    """Tell whether what stands between two numbers only opens the brackets in which the second has its period named."""
    at = between.find("(")
    return at >= 0 and bool(BETWEEN.fullmatch(_undated(between[:at]))) and bool(OPENS.fullmatch(between[at:]))


def _undated(text: str) -> str:
    """Leave out the period of the first number: *at 30 June 2024*."""
    for start, end, _ in reversed(whens_of(text)):
        text = text[:start] + "\0" + text[end:]
    return PERIOD.sub("", text)
