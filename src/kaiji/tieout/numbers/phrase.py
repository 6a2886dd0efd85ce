"""Phrases by which sentences tell what an amount did, and of which period it is, as patterns."""

from __future__ import annotations

import re

from kaiji.tieout.term_file import terms_of

_ALL = terms_of("kaiji.tieout.numbers", "terms.toml")
_TERMS = _ALL["direction"]
NO_ITEM: frozenset[str] = frozenset(_ALL["weak"]) | frozenset(_ALL["empty"])
UP_VERBS, DOWN_VERBS = "|".join(_TERMS["up_verbs"]), "|".join(_TERMS["down_verbs"])
UP = "|".join((UP_VERBS, *_TERMS["up"]))
DOWN = "|".join((DOWN_VERBS, *_TERMS["down"]))
AHEAD = re.compile("|".join(_ALL["ahead"]), re.IGNORECASE)
UNSETTLED = re.compile("|".join((*_ALL["ahead"], *_ALL["unsettled"])), re.IGNORECASE)
FILINGS = re.compile("|".join(_ALL["filings"]), re.IGNORECASE)
VERB = re.compile(
    rf"\b(?:was|were|is|are|totall?ed|amounted to|reached|came to|{UP_VERBS}|{DOWN_VERBS})\b", re.IGNORECASE
)
WHEN = re.compile(
    r"\b(?:in|for|of|during|as of|as at|at)?\s?(?:the\s)?(?:(?:first|second|third|fourth|1st|2nd|3rd|4th)[\s-](?:fiscal\s)?quarter"
    r"(?:\s(?:of\s)?(?:fiscal\s(?:year\s)?)?(?:20\d\d|FY\s?\d{2,4}))?"
    r"|(?:first|second|latter) half(?:\sof\s(?:the\s)?(?:fiscal\s(?:year\s)?)?(?:20\d\d|FY\s?\d{2,4}))?"
    r"|first (?:three|six|nine) months(?:\sof\s(?:the\s)?(?:fiscal\s(?:year\s)?)?(?:20\d\d|FY\s?\d{2,4}))?"
    r"|(?:(?:three|six|nine|twelve|thirteen|twenty-six|thirty-nine|fifty-(?:two|three)|\d{1,2})[\s-](?:months?|weeks?)\s)?"
    r"(?:fiscal\s)?(?:(?:period|quarter|year|half)\s)?(?:ended|ending)\s\w+\s\d{1,2},?(?:\s\d{4})?"
    r"|[1-4]Q(?:FY)?'?\d\d|Q[1-4]\s?(?:FY)?'?(?:\d\d(?:\d\d)?)?"
    r"|[12]H\d\d|FY\s?\d{2,4}"
    r"|fiscal (?:year )?(?:ended )?20\d\d|(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\s\d{1,2},\s\d{4}"
    r"|quarter|full[- ]year(?:\s20\d\d)?|20\d\d)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.;。])\s+(?=[A-Z\"“(])|(?<=。)|(?<=\w\*\*|[%)]\*\*)\s+(?=\*\*\w)")
"""Where a sentence ends: behind its stop, and between two headlines that are bold each by itself."""
