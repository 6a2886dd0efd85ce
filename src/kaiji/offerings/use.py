"""What each purpose gets of the proceeds, also where less comes in than was planned."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kaiji.offerings.offering import Offering, Stage
from kaiji.offerings.terms import REMAINDER


def uses_of(offering: Offering, stage: Stage, net: Decimal, planned: Decimal) -> tuple[Decimal, ...]:
    """Give what each purpose gets of the net proceeds; what lacks is taken from the last purposes first.

    Args:
        offering: with its purposes in order.
        stage: the notice that is written.
        net: net proceeds, in units of the currency.
        planned: net proceeds if everything is taken.
    """
    amounts = list(planned_uses(offering, stage, planned))
    short = planned - net
    for index in reversed(range(len(amounts))):
        taken = min(short, amounts[index])
        amounts[index], short = amounts[index] - taken, short - taken
    return tuple(amounts)


def planned_uses(offering: Offering, stage: Stage, planned: Decimal) -> Iterator[Decimal]:
    """Give what each purpose gets when everything is taken; the purpose that says so gets the remainder."""
    terms = offering.terms
    given: list[Decimal | None] = []
    for index in offering.uses():
        own = f"use[{index}].amount_at_launch" if stage == "launch" else ""
        path = own if own in terms.values else f"use[{index}].amount"
        given.append(None if terms.text(path) == REMAINDER else terms.amount(path) or Decimal(0))
    rest = planned - sum((one for one in given if one is not None), Decimal(0))
    for one in given:
        yield max(rest, Decimal(0)) if one is None else one
        if one is None:
            rest = Decimal(0)
