"""Amounts per share of what is there on a day, by the shares issued less those that the company holds itself on that day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kaiji.core.text import Text
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.implied_share import equity_pairs
from kaiji.tieout.numbers.likeness import slipped
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import SHARES, Unit
from kaiji.tieout.numbers.when import Calendar
from kaiji.tieout.reading import Line

OUTSTANDING = Text(
    "the amount divided by the shares issued less the company's own", "金額÷（発行済株式数－自己株式数）"
)
TREASURY = re.compile(r"\btreasury (?:stock|shares?)\b|\bshares? (?:held )?in treasury\b|自己株式", re.IGNORECASE)
ISSUED = re.compile(
    r"\b(?:issued|outstanding)\b[^.;]{0,60}(?:\binclu|\bissued\b)|\bshares? issued\b|\bissued shares?\b|発行済株式",
    re.IGNORECASE,
)
AVERAGE = re.compile(r"\baverage\b|平均", re.IGNORECASE)
LEAST = 1_000
REACH = 300
TELLING = 4
SURE = 2.0


def outstanding_shares(
    lines: Sequence[Line], grids: Sequence[Grid], claims: Sequence[Claim], series: Sequence[Series], calendar: Calendar
) -> Iterator[Relation]:
    """Give the amounts of equity per share that the shares issued, less the company's own, explain.

    Args:
        lines: of the document.
        grids: the tables.
        claims: the numbers in texts.
        series: the items of tables and notes.
        calendar: of the document.

    Where one day is explained with four digits or more, another day that a slip parts is contradicted.
    """
    kinds = _counts(lines, grids, claims)
    shares = [
        _less(one, own)
        for one in kinds[False]
        for own in kinds[True]
        if one.when is not None and calendar.same(one.when, own.when) and own.value < one.value
    ]
    if not shares:
        return
    found: dict[int, list[Relation]] = {}
    for each, amount, item in equity_pairs(series, calendar):
        for number in shares:
            if calendar.same(each.when, number.when):
                found.setdefault(item, []).append(Relation("product", (each, amount, number), OUTSTANDING))
    for relations in found.values():
        holding = [one for one in relations if one.holds() and one.members[0].digits >= TELLING]
        for one in relations if holding else ():
            if one.holds() or slipped(one):
                one.strength = SURE
                yield one


def _counts(lines: Sequence[Line], grids: Sequence[Grid], claims: Sequence[Claim]) -> dict[bool, list[Mention]]:
    """Give the numbers of shares issued (False) and of the company's own (True), each with its day."""
    kinds: dict[bool, list[Mention]] = {False: [], True: []}
    for grid in grids:
        for row in grid.rows:
            own = _is_own(f"{row.section} {row.label}")
            if own is not None:
                kinds[own] += [one for one in row.cells.values() if one.unit.kind == SHARES and one.when is not None]
    for claim in claims:
        if claim.mention.unit.kind != SHARES or claim.mention.when is None:
            continue
        before = claim.text[max(0, claim.start - REACH) : claim.start]
        own = _is_own(before)
        if own is None and claim.line and lines[claim.line - 1].kind not in ("row", "head"):
            own = _is_own(lines[claim.line - 1].text[-REACH:])
        if own is not None:
            kinds[own].append(claim.mention)
    return kinds


def _is_own(text: str) -> bool | None:
    """Tell whether a label is of the company's own shares, or of those issued; None where it is of neither."""
    if AVERAGE.search(text):
        return None
    issued = [match.end() for match in ISSUED.finditer(text)]
    own = [match.end() for match in TREASURY.finditer(text)]
    if issued and (
        not own
        or re.search(
            r"\binclu[a-z]*\s*(?:of\s)?(?:the\s)?treasury|自己株式を含む", text[issued[-1] - 20 :], re.IGNORECASE
        )
    ):
        return False
    return True if own and (not issued or own[-1] > issued[-1]) else None


def _less(issued: Mention, own: Mention) -> Mention:
    value = issued.value - own.value
    one = Mention(-1, issued.spot, issued.text, value, 0, Unit(SHARES, "", 0), when=issued.when, about=True)
    one.value = one.low = one.high = value
    one.counted = False
    one.ends = (float(value), float(value))
    return one
