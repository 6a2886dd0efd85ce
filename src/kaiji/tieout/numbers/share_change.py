"""The number of issued shares before an issue, its increase, and the number after it, as notices list them below one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kaiji.core.text import Text
from kaiji.tieout.numbers.grid import Grid, Row
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.offering_pattern import ISSUED
from kaiji.tieout.numbers.relation import Relation, linear
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.unit import SHARES

AFTER = Text("the number of shares before the issue and the increase together", "増加前の株式数と増加株式数の合計")
SAME = Text("the number of shares to be issued", "発行する株式の数")
BEFORE_ISSUE = re.compile(
    r"\b(?:at present|present|current(?:ly)?|before|prior to|existing)\b|現在|前の?発行済", re.IGNORECASE
)
INCREASE = re.compile(r"\bincrease\b|\bnew shares\b|増加", re.IGNORECASE)
AFTER_ISSUE = re.compile(r"\b(?:after|following|upon completion)\b|後の?発行済|増資後", re.IGNORECASE)
COUNTED = re.compile(r"\bshares?\b|株", re.IGNORECASE)
SAID = 2.4


def share_changes(grids: Sequence[Grid], claims: Sequence[Claim]) -> Iterator[Relation]:
    """Give the sums of numbers of shares, and tie the increase to the number that the notice says will be issued.

    Args:
        grids: the tables.
        claims: the numbers of the document's texts.
    """
    issued = [one.mention for one in claims if one.mention.unit.kind == SHARES and ISSUED.search(one.text[: one.start])]
    for grid in grids:
        for at, row in enumerate(grid.rows[:-2]):
            before, more, after = row, grid.rows[at + 1], grid.rows[at + 2]
            if not (
                BEFORE_ISSUE.search(before.label) and INCREASE.search(more.label) and AFTER_ISSUE.search(after.label)
            ):
                continue
            cells = [_only(one) for one in (after, before, more)]
            if not COUNTED.search(before.label) or any(one is None for one in cells):
                continue
            whole, old, new = (one for one in cells if one is not None)
            yield linear("sum", (whole, old, new), (1, -1, -1), AFTER, SAID)
            for one in issued[:1]:
                if one.value == new.value or is_slip(new, one.value):
                    yield linear("equal", (new, one), (1, -1), SAME, 1.6)


def _only(row: Row) -> Mention | None:
    cells = [one for one in row.cells.values() if one.value > 0 and not one.places]
    return cells[0] if len(cells) == 1 else None
