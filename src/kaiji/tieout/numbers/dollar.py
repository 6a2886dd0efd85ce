"""Whose dollar a mere sign is: in a document of Australian, Canadian or other dollars, *$* is theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.reading import Line

OTHERS = frozenset({"AUD", "CAD", "NZD", "SGD", "HKD", "TWD"})
AMERICAN = re.compile(r"US\$|\bUSD\b|\bU\.?S\.? ?dollars?", re.IGNORECASE)


def settle_dollars(lines: Sequence[Line], mentions: Sequence[Mention]) -> None:
    """Give amounts with a mere sign the dollar that the document names, where it names one and none of the United States.

    Args:
        lines: of the document.
        mentions: its numbers.
    """
    named = Counter(one.unit.currency for one in mentions if one.unit.currency in OTHERS)
    if len(named) != 1 or any(AMERICAN.search(line.text) for line in lines):
        return
    own = next(iter(named))
    for one in mentions:
        if one.unit.currency == "USD":
            one.unit = replace(one.unit, currency=own)
