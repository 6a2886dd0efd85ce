"""Whether what a table states is of the period that a sentence gives a number."""

from __future__ import annotations

from kaiji.tieout.numbers.fact import Fact, period_of
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.when import Calendar


def _change_fits(claim: Claim, fact: Fact, calendar: Calendar) -> bool | None:
    """Tell whether a change is that of the reported period, and from the one with which the words compare."""
    now, then = (calendar.back(one.when) for one in fact.cells)
    if claim.back is not None and now is not None and then is not None and abs(then - now - claim.back) > 1:
        return None
    return True if now in (0, None) else None


def when_fits(claim: Claim, fact: Fact, calendar: Calendar) -> bool | None:
    """Tell whether a fact is of the period that a sentence gives a number; None where that is not told.

    Args:
        claim: the number.
        fact: what a table states or implies.
        calendar: of the document.
    """
    when = fact.cells[0].when
    if claim.months and when is not None and when.months and when.months != claim.months:
        return False  # three months beside nine
    if fact.part != "now":
        return _change_fits(claim, fact, calendar)
    back = calendar.back(fact.cells[0].when)
    if claim.back is not None and back is not None:
        return abs(back - claim.back) <= 1
    named = period_of(claim)
    if named is not None:
        same = calendar.same(named, fact.cells[0].when)
        of_reported = named.kind == "named quarter" and named.at == calendar.reported.get("named quarter")
        if claim.part == "then" and claim.dated and not of_reported:
            # "The second quarter last year" leaves the year to the reader; nothing is compared with the reported period.
            return same if back != 0 else False
        if same is not None and claim.part != "then":
            return same
    if back is None:
        return None
    if claim.part == "then":
        return back > 0
    return back == 0


def is_of_period(claim: Claim, cell: Mention, calendar: Calendar) -> bool:
    """Tell whether a number of a table is surely of the period that a sentence gives a number, or of the reported one.

    Args:
        claim: the number of the sentence.
        cell: the number of the table; one without a period is of none.
        calendar: of the document.
    """
    if claim.months and cell.when is not None and cell.when.months and claim.months != cell.when.months:
        return False
    back, named = calendar.back(cell.when), period_of(claim)
    if back is None:
        return False
    if claim.part == "then":
        return back > 0
    if named is not None and (same := calendar.same(named, cell.when)) is not None:
        return same
    return back == 0
