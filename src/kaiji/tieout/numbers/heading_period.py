"""What headings tell of the numbers below them: of how long a period they are, and whether they are still to come."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.when import whens_of
from kaiji.tieout.reading import Line

LONGEST_HEADING = 140
AHEAD = re.compile(
    r"\b(?:expects?|expected|expectations?|outlook|guidance|forecasts?|targets?|anticipates?|projections?|estimates?)\b|見通し|予想",
    re.IGNORECASE,
)
MARKED = re.compile(r"[•·▪●○■□➢✓*–—−‑-]\s")
AMOUNT = re.compile(r"[$€£¥]\s?\(?\d|\d\s?%")


def settle_headings(lines: Sequence[Line], claims: Sequence[Claim]) -> None:
    """Give the claims below a heading the length of the period it names, where they name none, and tell what is to come.

    Args:
        lines: of the document.
        claims: the numbers of sentences; changed in place.
    """
    told: list[tuple[int, bool]] = []
    months, ahead = 0, False
    for line in lines:
        if line.kind in ("heading", "paragraph"):
            months = months if (length := heading_months(line.text)) is None else length
            ahead = ahead if (leads := leads_ahead(line.text)) is None else leads
        told.append((months, ahead))
    for claim in claims:
        months, claim.ahead = told[claim.line]
        if not claim.months and not claim.when and (lines[claim.line].kind == "paragraph" or claim.sentence[0]):
            claim.months = months


def heading_months(text: str) -> int | None:
    """Give the length in months of the period that a heading names, 0 where it names none or several; None for other texts."""
    plain = text.strip()
    if (
        len(plain) > LONGEST_HEADING
        or plain.endswith((".", ";", ",", "。"))
        or MARKED.match(plain)
        or AMOUNT.search(plain)
    ):
        return None
    lengths = {when.months for _, _, when in whens_of(plain) if when.months}
    return lengths.pop() if len(lengths) == 1 else 0


def leads_ahead(text: str) -> bool | None:
    """Tell whether a heading, or a line that leads to a list, speaks of what is to come; None for other texts.

    *Outlook*, *For the full year, the company expects:*. A line that ends in a colon and says nothing of it goes on with what was.
    """
    plain = text.strip()
    leads = plain.endswith((":", "："))
    if not leads and heading_months(plain) is None:
        return None
    if AHEAD.search(plain):
        return True
    return None if leads else False
