"""The notices of one offering against each other: each later one keeps what the earlier one announced, or stays within it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rapidfuzz.fuzz import ratio

from kaiji.tieout.chain.notice import CHANGED, DAYS, Notice, OfferingTerm, Quoted
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.unit import MONEY
from kaiji.tieout.proof import Spot

Break = Literal["differs", "exceeds", "outside", "quoted"]
BEGINNING = Spot(0, 0, 0)
ALIKE = 80
LONGEST = 400  # days between the notices of one offering
SHARED = 2
LEAST_PARTS = 2
OF_ITS_DAY = ("present", "after", "increase")


@dataclass(slots=True, eq=False)
class NoticeBreak:
    """Two places of two notices that do not go together.

    Args:
        how: *differs* (the same term), *exceeds* (an upper limit), *outside* (the days announced), *quoted* (what is said of a notice).
        here: in the later notice.
        there: in the earlier one.
        sure: whether they are certainly of one term.
        mine: the one in the document in hand, whichever of the two it is.
        other: the other one.
    """

    how: Break
    here: OfferingTerm | Quoted
    there: OfferingTerm | Quoted
    sure: bool
    mine: OfferingTerm | Quoted | None = None
    other: OfferingTerm | Quoted | None = None


@dataclass(slots=True, eq=False)
class NoticeAgreement:
    """Two places of two notices that say the same, or keep within it."""

    here: OfferingTerm | Quoted
    there: OfferingTerm | Quoted


def is_of_one_offering(one: Notice, other: Notice) -> bool:
    """Tell whether two notices are of one offering: they name one meeting of the board, or the one speaks of the other's day."""
    if one.day is not None and other.day is not None and abs((one.day - other.day).days) > LONGEST:
        return False
    if {term.days for term in one.boards} & {term.days for term in other.boards}:
        return True
    if any(
        here.day is not None and quoted.day == here.day
        for here, there in ((one, other), (other, one))
        for quoted in there.quoted
    ):
        return True
    numbers = [
        {
            term.mention.value
            for term in notice.terms
            if term.mention and term.name.startswith(("number", "scheduled", "paid"))
        }
        for notice in (one, other)
    ]
    return len(numbers[0] & numbers[1]) >= SHARED


def hold_notices(earlier: Notice, later: Notice) -> Iterator[NoticeBreak | NoticeAgreement]:
    """Hold a later notice of an offering against an earlier one.

    Source: facts of share offerings (O1 to O18 of the notes): number, price and days of a later notice are those of the
    earlier, or lie within what it announced.
    """
    for one in later.terms:
        for other in earlier.terms:
            if one.scope == other.scope and one.name == other.name and one.name not in OF_ITS_DAY:
                yield from _term(one, other)
            elif _of_one_number(earlier, later, one, other):
                # Between two days shares may also be split, retired, or issued on options.
                yield _equal(one, other, sure=one.name != "present")
    yield from _boards(earlier, later)
    yield from _said_of(earlier, later)
    yield from _uses(earlier, later)


def _uses(earlier: Notice, later: Notice) -> Iterator[NoticeBreak | NoticeAgreement]:
    """Hold what the proceeds are for against what was announced.

    The amounts of two sentences with like words are put side by side. Between two notices the price is determined, the
    proceeds change, and one use with them, so only where the greatest amount, all of the proceeds, is the same, the parts
    are due to be; where a change is told, it is to be looked at.
    """
    for one in later.uses:
        alike = [
            other
            for other in earlier.uses
            if len(other.amounts) == len(one.amounts) and ratio(one.words.casefold(), other.words.casefold()) >= ALIKE
        ]
        if len(alike) != 1:
            continue
        pairs = list(zip(one.amounts, alike[0].amounts, strict=True))
        told = CHANGED.search(later.title) or CHANGED.search(one.words)
        same = [_value(here) == _value(there) for here, there in pairs]
        wholes = [max(_value(term) for term in sentence.amounts) for sentence in (one, alike[0])]
        for (here, there), agrees in zip(pairs, same, strict=True):
            if agrees:
                yield NoticeAgreement(here, there)
            elif wholes[0] == wholes[1]:
                yield NoticeBreak("differs", here, there, sure=not told and len(pairs) > LEAST_PARTS)


def _value(term: OfferingTerm) -> Fraction:
    assert term.mention is not None  # noqa: S101 - uses have amounts
    return term.mention.value


def _of_one_number(earlier: Notice, later: Notice, one: OfferingTerm, other: OfferingTerm) -> bool:
    """Tell whether two notices give one number under two names."""
    if one.name == "scheduled":
        return other.name == "number" and one.scope == other.scope
    if one.name == "present":
        return other.name == "after" and _only(earlier, later, one, other)
    return one.name == other.name == "paid each" and {one.scope, other.scope} == {"public", "third"}


def _term(one: OfferingTerm, other: OfferingTerm) -> Iterator[NoticeBreak | NoticeAgreement]:
    if one.name in DAYS:
        yield _days(one, other)
    elif one.mention is not None and other.mention is not None:
        final = one.scope in ("third", "over") and not one.most and (other.most or one.name != other.name)
        if one.name == "number" and one.scope in ("third", "over"):
            final = True  # the number that was scheduled is the greatest that there can be
        if final or (other.most and not one.most):
            if one.mention.value > other.mention.value:
                yield NoticeBreak("exceeds", one, other, sure=True)
            else:
                yield NoticeAgreement(one, other)
        else:
            yield _equal(one, other, sure=bool(one.scope))


def _equal(one: OfferingTerm, other: OfferingTerm, *, sure: bool) -> NoticeBreak | NoticeAgreement:
    assert one.mention is not None  # noqa: S101 - terms of these names have a number
    assert other.mention is not None  # noqa: S101
    same = one.mention.value == other.mention.value
    return NoticeAgreement(one, other) if same else NoticeBreak("differs", one, other, sure)


def _only(earlier: Notice, later: Notice, one: OfferingTerm, other: OfferingTerm) -> bool:
    """Tell whether the shares at present of a later notice are those after the public offering of an earlier one."""
    return other.scope == "public" and not other.most and one.scope in ("", "third") and _after(earlier, later)


def _after(earlier: Notice, later: Notice) -> bool:
    """Tell whether the public offering was paid for between two notices."""
    paid = [day for term in earlier.terms if term.name == "payment" and term.scope == "public" for day in term.days]
    return bool(paid) and later.day is not None and later.day > max(paid)


def _days(one: OfferingTerm, other: OfferingTerm) -> NoticeBreak | NoticeAgreement:
    here, there = one.days, other.days
    if len(there) == len(here):
        return (
            NoticeAgreement(one, other) if here == there else NoticeBreak("outside", one, other, sure=bool(one.scope))
        )
    if len(there) == 2 * len(here):
        # Each day was announced as one within a span.
        spans = zip(there[::2], there[1::2], strict=True)
        inside = all(low <= day <= high for day, (low, high) in zip(here, spans, strict=True))
    else:
        inside = all(min(there) <= day <= max(there) for day in here)
    return NoticeAgreement(one, other) if inside else NoticeBreak("outside", one, other, sure=bool(one.scope))


def _boards(earlier: Notice, later: Notice) -> Iterator[NoticeBreak | NoticeAgreement]:
    known = {one.days[0] for one in earlier.boards}
    if len(known) != 1:
        return
    for one in later.boards:
        if one.days[0] in known:
            yield NoticeAgreement(one, earlier.boards[0])
        elif not {term.days[0] for term in later.boards} & known or len(later.boards) > 1:
            yield NoticeBreak("differs", one, earlier.boards[0], sure=len(later.boards) < 3)


def _said_of(earlier: Notice, later: Notice) -> Iterator[NoticeBreak | NoticeAgreement]:
    """Hold what a notice says of an earlier one against it: its title with its day, an amount that it announced."""
    amounts = [one for one in earlier.document.numbers.mentions if one.unit.kind == MONEY and one.digits >= 3]
    for one in later.quoted:
        if one.mention is None and earlier.day is not None:
            if ratio(one.title.casefold(), earlier.title.casefold()) >= ALIKE:
                there = Quoted(BEGINNING, earlier.title, earlier.day, earlier.title)
                yield (
                    NoticeAgreement(one, there)
                    if one.day == earlier.day
                    else NoticeBreak("quoted", one, there, sure=True)
                )
        elif one.mention is not None and one.day == earlier.day:
            value = one.mention.value
            same = [other for other in amounts if other.value == value]
            near = [other for other in amounts if is_slip(other, value)]
            found = same or near
            if found:
                there = Quoted(found[0].spot, found[0].text.strip(), one.day, "", found[0])
                yield NoticeAgreement(one, there) if same else NoticeBreak("quoted", one, there, sure=True)
