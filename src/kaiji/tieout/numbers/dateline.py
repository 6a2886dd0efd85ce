"""The day of a release: that of its dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kaiji.tieout.numbers.when import whens_of
from kaiji.tieout.reading import Line

DATELINE = re.compile(
    r"^(?:[A-Z][\w.,'’/() ]{2,60}?,?\s*[-–—(/]{0,2}\s*)?"
    r"(?=(?:[A-Z][a-z]{2,8}\.? \d{1,2},|\d{1,2} [A-Z][a-z]{2,8}) (?:19|20)\d\d(?:\)\s|\)?\s*(?:[-–—:/(]|$)))"
)
NO_PLACE = re.compile(
    r"\b(?:ended|ending|through|until|to|from|as of|quarter|months|year|results|for)\s*$|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s?[-–—‑]\s*$",
    re.IGNORECASE,
)
HEAD_LINES = 60


def release_day(lines: Sequence[Line]) -> date | None:
    """Give the day of the dateline, or None where the document has none at its head."""
    for line in lines[:HEAD_LINES]:
        mark = None if line.kind in ("row", "head") else DATELINE.match(line.text)
        if mark and NO_PLACE.search(mark.group()):
            continue
        if mark and (day := first_day(line.text[mark.end() : mark.end() + 24], first=True)):
            return day
    return None


def first_day(text: str, *, first: bool = False) -> date | None:
    """Give the first day that a text names in either order; only at its beginning if asked so."""
    found = [(start, when.at) for start, _, when in whens_of(text) if when.kind == "day" and (not first or start == 0)]
    return date.fromordinal(found[0][1]) if found else None
