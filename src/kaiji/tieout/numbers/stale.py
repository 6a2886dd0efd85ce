"""An amount in a sentence that is its item's of another period than the one of which the sentence speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaiji.tieout.numbers.expectation import Expectations
from kaiji.tieout.numbers.fact import CELL, EMPTY, kinds_agree, period_of
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.same_item import equal, same_size
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series


def stale(
    known: Expectations, claim: Claim, group: Sequence[Claim], linked: dict[Claim, list[Series]]
) -> Iterator[Relation]:
    """Find an amount that is its item's of another period, where the sentence speaks of the reported one."""
    if claim.part not in ("now", "then") or claim.mention.is_percent:
        return
    own = [cell for series in linked[claim] for cell in series.cells if same_size(cell, claim.mention)]
    if claim.part == "now" and any(known.calendar.back(cell.when) == 0 for cell in own):
        return  # of two items with one name, as those of segments, it is the other's of the reported period
    phrase = known.phrase(claim, group)
    named = period_of(claim)
    later = claim.part == "then"
    for series in linked[claim]:
        about = (
            series.words
            and known.names_in_full(series.words, phrase)
            and phrase - EMPTY <= series.words | series.context
        )
        if not about or series.generic or series.grid < 0:
            continue
        backs = {cell: known.calendar.back(cell.when) for cell in series.cells}
        here = [cell for cell in series.cells if same_size(cell, claim.mention)]
        due = [
            cell
            for cell, back in backs.items()
            if back is not None and (back > 0 if later else back == 0) and cell not in here
        ]
        if len(due) > 1 and len({cell.when.months for cell in here if cell.when}) == 1:
            # The number is of a quarter, or of the year to date: so is the one that is due.
            length = next(cell.when.months for cell in here if cell.when)
            due = [cell for cell in due if cell.when is not None and cell.when.months == length]
        if named is not None and len(due) > 1:
            due = [cell for cell in due if known.calendar.same(named, cell.when)]
        if len(due) != 1 or not here or any(backs[cell] is None or (backs[cell] == 0) != later for cell in here):
            continue
        alike = due[0].when is not None and named is not None and due[0].when.kind == named.kind
        if named is not None and (alike or not later) and known.calendar.same(named, due[0].when) is False:
            continue  # of a comparison named in another way the sentence's order is the surer sign
        twice = any(other is not claim and other.part == "now" and same_size(other.mention, here[0]) for other in group)
        taken = any(other is not claim and same_size(other.mention, due[0]) for other in group)
        if not kinds_agree(claim.mention, due[0]) or taken or (later and not twice):
            continue
        # Another number of the sentence that is this item's of the reported period leaves no doubt which is meant.
        sure = any(other is not claim and series in linked.get(other, ()) for other in group)
        # Where the sentence also tells how the item moved, the amount it moved to is the later one.
        moves = [
            other.direction
            for other in group
            if other is not claim
            and series in linked.get(other, ())
            and other.direction
            and (other.mention.is_percent or other.part == "by")
        ]
        if moves and moves[0] * (abs(due[0].value) - abs(here[0].value)) < 0 and not later:
            continue
        relation = equal(claim.mention, due[0], CELL, 4.0 if moves and not later else 3.2 if sure else 2.6)
        relation.free = not claim.mention.signed
        relation.origin = ("stale", claim)
        yield relation
