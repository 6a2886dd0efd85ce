"""Changes in per cent told beside an amount of the tables: *$12.3 million, up 4.5 %*, *grew 4.5 % to $12.3 million*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from kaiji.core.text import Text
from kaiji.tieout.numbers.fact import TO
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.phrase import DOWN, UP
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.when import Calendar

CHANGE = Text("the change in per cent of the amount beside it, by the table", "並記された金額の表における増減率")
BEFORE = re.compile(
    r"^\s?(?:percent|per cent)?,?\sto\s(?:(?:an?|record|approximately|about)\s){0,3}[$€£¥]?$", re.IGNORECASE
)
BEHIND = re.compile(
    rf"^,?\s(?:or|\(?(?:an?\s)?(?:{UP}|{DOWN}|rise|growth|decline|improvement|gain|drop)(?:\s(?:of|by))?)\s(?:approximately\s|about\s)?$",
    re.IGNORECASE,
)
# What makes it the change of something else than the amount.
OTHERWISE = re.compile(
    r"constant|currenc|organic|comparable|same[- ]|excluding|adjusted|pro forma|like-for-like|local|per (?:day|week|store)|underlying|"
    r"sequential|annuali[sz]ed|volume|on average",
    re.IGNORECASE,
)
REACH = 60
SURE = 2.2
Ties = Mapping[Claim, Sequence[tuple[Series, Relation]]]


def changes_beside(claims: Sequence[Claim], ties: Ties, calendar: Calendar) -> Iterator[Relation]:
    """Give what a change in per cent must be by the row of the table that has the amount beside it.

    Args:
        claims: the numbers of sentences, in order.
        ties: the relations that tie claims to numbers of tables.
        calendar: of the document.

    The amount tells the row and the column; only a change that fits no earlier column, and is a slip of one, is wrong.
    """
    for one, other in pairwise(claims):
        if (
            one.line != other.line
            or one.sentence != other.sentence
            or one.mention.is_percent == other.mention.is_percent
        ):
            continue
        amount, percent = (other, one) if one.mention.is_percent else (one, other)
        between = one.text[one.end : other.start]
        fits = BEFORE.match(between) if percent is one else BEHIND.match(between)
        if (
            not fits
            or not percent.direction
            or percent.mention.about
            or amount.mention.about
            or percent.aside
            or amount.aside
        ):
            continue
        if TO.search(percent.text, percent.clause[0], percent.start) or amount.part in ("then", "beside"):
            continue
        said = percent.text[max(percent.sentence[0], one.start - REACH) : other.end + REACH].split("; ")[0]
        if OTHERWISE.search(said):
            continue
        found = list(_changes(percent, amount, ties.get(amount, ()), calendar))
        if any(relation.holds() or _turned(relation).holds() for relation in found):
            continue
        slipped = [relation for relation in found if is_slip(percent.mention, abs(_size(relation)))]
        if slipped and len({round(_size(relation), 1) for relation in slipped}) == 1:
            slipped[0].strength = SURE
            slipped[0].origin = ("beside", percent)
            yield slipped[0]


def _changes(
    percent: Claim, amount: Claim, ties: Sequence[tuple[Series, Relation]], calendar: Calendar
) -> Iterator[Relation]:
    by = Fraction(100 * percent.direction)
    for series, tie in ties:
        cells = [one for one in tie.members if one is not amount.mention]
        if tie.kind == "difference" and len(cells) == 2 and cells[1].low > 0:
            yield Relation("change", (percent.mention, *cells), CHANGE, by=by, less_one=True)
        if tie.kind != "equal" or len(cells) != 1:
            continue
        for then in _earlier(cells[0], series.cells, calendar):
            yield Relation("change", (percent.mention, cells[0], then), CHANGE, by=by, less_one=True)


def _earlier(cell: Mention, row: Sequence[Mention], calendar: Calendar) -> list[Mention]:
    """Give the numbers of a row of earlier periods that are as long."""
    back, when = calendar.back(cell.when), cell.when
    return [
        one
        for one in row
        if one is not cell
        and one.low > 0
        and cell.value > 0
        and not one.is_percent
        and when is not None
        and one.when is not None
        and one.when.months == when.months
        and (calendar.back(one.when) or 0) > (back or 0)
    ]


def _size(relation: Relation) -> Fraction:
    now, then = relation.members[1:]
    return abs(now.value / then.value - 1) * 100


def _turned(relation: Relation) -> Relation:
    return Relation(relation.kind, relation.members, relation.reason, by=-relation.by, less_one=True)
