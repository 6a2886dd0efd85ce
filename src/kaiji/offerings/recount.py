"""Every figure of the notices counted again, straight from the terms, in another way: the proof's second witness.

Nothing here uses :mod:`kaiji.offerings.derive`. It works in integers of the thousandth part of a hundredth of the smallest
coin, with shares as integers, and knows only the terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kaiji.core.share_ledger import LedgerError
from kaiji.offerings.offering import Offering
from kaiji.offerings.terms import REMAINDER, Terms

UNIT = 10**12  # parts of one unit of money: terms have at most twelve decimals


def recount(offering: Offering) -> dict[str, Decimal]:
    """Give what the terms say each figure must be, by its key, as far as they decide it."""
    return {key: Decimal(parts) / UNIT for key, parts in _counts(offering)}


def _parts(terms: Terms, path: str) -> int | None:
    amount = terms.amount(path)
    return None if amount is None else int(amount.scaleb(12))


def _counts(offering: Offering) -> Iterator[tuple[str, int]]:
    terms = offering.terms
    for stage in offering.stages():
        end = ".max" if stage == "launch" else ""
        paid = _parts(terms, "resolution.assumed_amount" if stage == "launch" else "pricing.amount_to_be_paid")
        issue = _parts(terms, "pricing.issue_price") if stage != "launch" else None
        public, over, third = offering.public_number(stage), offering.over_allotment(stage), offering.scheduled(stage)
        final = offering.subscribed() if stage == "allotment" else third
        for key, number in ((f"public.number{end}", public), (f"oa.number{end}", over), (f"tpa.number{end}", third)):
            if number is not None:
                yield key, number * UNIT
        if stage == "pricing":
            yield from _prices(offering, paid, issue, (public or 0, over or 0, third or 0))
        if stage == "allotment" and final is not None:
            yield from _allotment(offering, paid, final)
        yield from _proceeds(offering, stage, paid, (public, third or 0, final or 0))


def _prices(
    offering: Offering, paid: int | None, issue: int | None, numbers: tuple[int, int, int]
) -> Iterator[tuple[str, int]]:
    public, over, third = numbers
    if issue is not None:
        yield "price.issue", issue
        yield "public.total_issue", public * issue
        if over:
            yield "oa.total", over * issue
    if paid is None:
        return
    yield "price.paid", paid
    yield "public.total", public * paid
    yield from _capital(offering, "public", public - (offering.terms.number("public.treasury") or 0), paid, "")
    if third:
        yield "tpa.total.max", third * paid
        if offering.third_is_new:
            yield from _capital(offering, "tpa", third, paid, ".max")


def _capital(offering: Offering, name: str, number: int, paid: int, end: str) -> Iterator[tuple[str, int]]:
    if number <= 0 or offering.terms.amount("capital.stated_share") is not None:
        return
    total = number * paid
    if offering.whole_capital:
        yield f"{name}.capital{end}", total
        return
    coin = UNIT if (offering.terms.text("issuer.currency") or "JPY") == "JPY" else UNIT // 100
    coins, odd = divmod(total, 2 * coin)
    stated = min((coins + (odd > 0)) * coin, total)
    yield f"{name}.capital{end}", stated
    yield f"{name}.reserve{end}", total - stated


def _allotment(offering: Offering, paid: int | None, final: int) -> Iterator[tuple[str, int]]:
    yield "tpa.final", final * UNIT
    if paid is not None:
        yield "tpa.total", final * paid
        if offering.third_is_new:
            yield from _capital(offering, "tpa", final, paid, "")
    day = offering.present_day()
    terms = offering.terms
    before, as_of = terms.number("shares.issued"), terms.fixed_day("shares.as_of")
    if day is None or before is None or as_of is None or offering.ledger is None or day < as_of:
        return
    if terms.has("movement"):
        try:
            present = offering.ledger.on(day).issued
        except LedgerError:
            return
    else:
        when = offering.decided.known("payment")
        new = (offering.public_number("allotment") or 0) - (terms.number("public.treasury") or 0)
        present = before + (new if when is not None and as_of < when <= day else 0)
    issued = final if offering.third_is_new else 0
    for key, number in (("present", present), ("increase", issued), ("after", present + issued)):
        yield f"shares.{key}", number * UNIT


def _proceeds(
    offering: Offering, stage: str, paid: int | None, numbers: tuple[int | None, int, int]
) -> Iterator[tuple[str, int]]:
    terms = offering.terms
    public, third, final = numbers
    costs = _parts(terms, "proceeds.costs_at_launch") if stage == "launch" else None
    costs = _parts(terms, "proceeds.costs") if costs is None else costs
    if paid is None or public is None or costs is None:
        return
    net = (public + final) * paid - costs
    yield f"gross.{stage}", (public + final) * paid
    yield f"costs.{stage}", costs
    yield f"net.{stage}", net
    planned = (public + third) * paid - costs
    if planned != net:
        yield "net.shortfall", planned - net
    amounts: list[int] = []
    rest = -1
    for index in offering.uses():
        launch = f"use[{index}].amount_at_launch"
        path = launch if stage == "launch" and launch in terms.values else f"use[{index}].amount"
        if terms.text(path) == REMAINDER:
            rest = index
        amounts.append(_parts(terms, path) or 0)
    if rest >= 0:
        amounts[rest] = planned - sum(amounts)
    kept = net  # the first purposes are served first; what is left is for the next
    for index, amount in enumerate(amounts, 1):
        yield f"use.{index}.{stage}", min(amount, kept)
        kept -= min(amount, kept)
