"""Words that make an amount another than the plain reported one: adjusted, expected, at constant rates."""

from __future__ import annotations

import re

from kaiji.tieout.term_file import terms_of

_TERMS = terms_of("kaiji.tieout.words", "terms.toml")
MORE_UP, MORE_DOWN = "|".join(_TERMS["more_up"]), "|".join(_TERMS["more_down"])
QUALIFIED = re.compile("|".join(_TERMS["qualified"]), re.IGNORECASE)
SEGMENT = re.compile(r"\bsegments?\b", re.IGNORECASE)


def qualified(text: str, context: frozenset[str]) -> bool:
    """Tell whether words make an amount another than the plain one; *segment* does not where the table is of segments.

    Args:
        text: before and at the amount.
        context: words of the section and the caption over the item's row.
    """
    return bool(QUALIFIED.search(SEGMENT.sub(" ", text) if "segment" in context else text))
