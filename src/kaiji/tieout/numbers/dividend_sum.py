"""The dividend of a year in a text: the interim and the year-end dividend together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kaiji.core.text import Text
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.unit import MONEY, PER_SHARE

TOGETHER = Text("the interim and the year-end dividend together", "中間配当と期末配当の合計")
KINDS = re.compile(
    r"(?P<interim>中間配当|第\s?[２2]\s?四半期末の?配当|\binterim dividends?\b)|(?P<final>期末の?配当|(?:year[- ]end|\bfinal) dividends?\b)|"
    r"(?P<annual>年間の?(?:合計)?配当|(?:\bannual|full[- ]year) dividends?\b)",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"前期|前年|前回|次期|翌期|来期|previous|prior|last year|next|forecast|expect|予想|分割", re.IGNORECASE
)
LARGEST = 100_000
SURE = 2.2


def dividend_sums(claims: Sequence[Claim], rows: set[int]) -> Iterator[Relation]:
    """Give the sums of dividends that a paragraph names by *interim*, *year-end* and *annual*.

    Only where it has one amount of each kind; where they do not add up, a slip of the pen must explain it.

    Args:
        claims: the numbers of sentences, in order.
        rows: lines of tables.
    """
    lines: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.line not in rows:
            lines[claim.line].append(claim)
    for group in lines.values():
        found: dict[str, list[Mention]] = defaultdict(list)
        last, kind = 0, ""
        for claim in group:
            named = list(KINDS.finditer(claim.text, max(last, claim.sentence[0]), claim.start))
            kind = (named[-1].lastgroup or "") if named else kind
            passed = OTHER.search(claim.text, named[-1].start() if named else max(last, claim.start - 20), claim.start)
            last = claim.end
            if kind and claim.part == "now" and not passed and _is_dividend(claim.mention):
                found[kind].append(claim.mention)
                kind = ""
        if all(len({one.value for one in found[name]}) == 1 for name in ("interim", "final", "annual")):
            yield from _sum(*(found[name][0] for name in ("annual", "interim", "final")))


def _is_dividend(one: Mention) -> bool:
    return one.unit.kind in (MONEY, PER_SHARE) and not one.scale and 0 < one.value < LARGEST


def _sum(annual: Mention, interim: Mention, final: Mention) -> Iterator[Relation]:
    for one in (annual, interim, final):
        one.put(one.value, one.value)  # dividends are declared to the last unit
    apart = annual.value - interim.value - final.value
    slips = (
        is_slip(annual, annual.value - apart),
        is_slip(interim, interim.value + apart),
        is_slip(final, final.value + apart),
    )
    if not apart or any(slips):
        yield linear("sum", (annual, interim, final), (1, -1, -1), TOGETHER, SURE)
