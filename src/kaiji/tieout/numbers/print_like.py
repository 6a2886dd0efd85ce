"""Print a number in the way another one is printed: its currency, grouping, decimals, sign and unit."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from kaiji.core.figure import round_half_up
from kaiji.tieout.numbers.mention import Mention

BODY = re.compile(r"\d[\d,，]*(?:\.\d+)?|\.\d+")
LESS = re.compile(r"^\s*[-−–△▲]\s*|^\s*\(\s*(?=.*\))")


def print_like(mention: Mention, value: Fraction) -> str:
    """Give a value as the number's place would print it.

    Args:
        mention: whose printing is taken.
        value: in single units.
    """
    printed = value / Fraction(10) ** mention.scale
    rounded = round_half_up(abs(printed), mention.places)
    text = mention.text
    body = BODY.search(text)
    if body is None:
        return f"{rounded:f}"
    grouped = "," in body.group() or "，" in body.group() or len(str(int(rounded))) > 4
    number = _grouped(rounded, mention.places) if grouped else f"{rounded:.{mention.places}f}"
    was_less = mention.printed < 0
    is_less = printed < 0 and rounded != 0
    head, tail = text[: body.start()], text[body.end() :]
    if was_less and not is_less:
        head, tail = re.sub(r"[(\[\-−–△▲]", "", head), re.sub(r"[)\]]", "", tail)
    elif is_less and not was_less and mention.table >= 0:
        return f"({head}{number}{tail})"
    return f"{head}{number}{tail}"


def _grouped(value: Decimal, places: int) -> str:
    return f"{value:,.{places}f}"


def plainly(mention: Mention) -> str:
    """Give a number's text for a formula: as printed, blanks taken off."""
    return mention.text.strip() if mention.number >= 0 else "…"
