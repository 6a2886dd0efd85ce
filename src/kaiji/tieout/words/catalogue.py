"""Every rule of the words, in one list, and the function that runs them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding
from kaiji.core.rule import AnyRule
from kaiji.tieout.reading import Line
from kaiji.tieout.words import (
    calendar_word,
    name_word,
    own_name,
    period_claim,
    period_word,
    placeholder,
    reference_word,
    sentence_rule,
    unit_caption,
)

RULES: tuple[AnyRule, ...] = (
    *calendar_word.RULES,
    *placeholder.RULES,
    *period_word.RULES,
    *name_word.RULES,
    *period_claim.RULES,
    *sentence_rule.RULES,
    *unit_caption.RULES,
    *own_name.RULES,
    *reference_word.RULES,
)


def check_words(lines: Sequence[Line]) -> Iterator[Finding]:
    """Run every rule of the words over the lines of one document, rule by rule.

    Args:
        lines: of one document in reading order; headings may be plain paragraphs.
    """
    for one in RULES:
        yield from one(lines)
