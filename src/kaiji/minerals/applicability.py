"""Whether Rule 13p-1 asks the company to file, and for which metals: five questions in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kaiji.core.finding import Finding
from kaiji.minerals.law.reason import Reason, reason
from kaiji.minerals.law.statute import Mineral, minerals
from kaiji.minerals.product import (
    IN_SCOPE,
    RULES,
    Filer,
    Made,
    ProductFacts,
    filer_unknown,
    foreign_metal,
    making_unknown,
    may_be_in_scope,
    necessity_unknown,
    needs,
    needs_any,
    register_empty,
    supply_chain_unknown,
    words_of_metals,
)

__all__ = ["RULES", "Applicability", "Filer", "Made", "ProductFacts", "decide_applicability"]


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whether a filing is due.

    Args:
        files: None where what is not known decides.
        metals: the necessary metals, in the order of the survey templates.
        reasons: the five steps as far as they were needed, and the products that were left out.
        open_metals: metals that may turn out to be necessary and are not in ``metals``.
        findings: what is unknown, what cannot be read.
    """

    files: bool | None
    metals: tuple[str, ...]
    reasons: tuple[Reason, ...]
    open_metals: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def decide_applicability(filer: Filer, products: Sequence[ProductFacts]) -> Applicability:
    """Answer the five questions in the rule's order; the first clear no ends it, and unknown stays unknown.

    A minimum quantity plays no part, nor does it matter whether any smelter is known.
    """
    steps = (_reports, _investment_company, _manufactures, _needs_metals, _in_supply_chain)
    reasons: list[Reason] = []
    answers: list[bool | None] = []
    for step in steps:
        answer, given = step(filer, products)
        reasons += given
        answers.append(answer)
        if answer is False:
            return Applicability(False, (), tuple(reasons), (), tuple(foreign_metal(products)))
    files = True if all(answers) else None
    necessary = _metals(products, certain=True)
    possible = tuple(one for one in _metals(products, certain=False) if one not in necessary)
    findings = (
        *filer_unknown(filer),
        *register_empty(filer, products),
        *making_unknown(products, decided=bool(files)),
        *necessity_unknown(products, decided=bool(files)),
        *supply_chain_unknown(products, decided=bool(files)),
        *foreign_metal(products),
    )
    return Applicability(files, necessary, tuple(reasons), possible, findings)


Step = tuple[bool | None, tuple[Reason, ...]]


def _reports(filer: Filer, _: Sequence[ProductFacts]) -> Step:
    return filer.reports, (reason(f"a1-{_word(filer.reports)}", filer.source),)


def _investment_company(filer: Filer, _: Sequence[ProductFacts]) -> Step:
    is_none = None if filer.registered_investment_company is None else not filer.registered_investment_company
    return is_none, (reason(f"a2-{_word(is_none)}", filer.source),)


def _manufactures(_: Filer, products: Sequence[ProductFacts]) -> Step:
    if not products:
        return None, (reason("a3-empty"),)
    each = tuple(reason(f"made-{one.made}", one.source, product=one.name) for one in products if one.made)
    made = [one for one in products if one.made in IN_SCOPE]
    unsaid = [one for one in products if not one.made]
    answer = True if made else None if unsaid else False
    counted = {True: made, None: unsaid, False: list(products)}[answer]
    sources = [one.source for one in counted]
    values = {"total": len(products), "count": len(counted)}
    return answer, (*each, reason(f"a3-{_word(answer)}", *sources, **values))


def _needs_metals(_: Filer, products: Sequence[ProductFacts]) -> Step:
    necessary = [one for one in minerals() if any(needs(p, one) and p.made in IN_SCOPE for p in products)]
    unsaid = [one for one in minerals() if _may_be(products, one) and one not in necessary]
    sources = [one.source for one in products if may_be_in_scope(one)]
    given = []
    if necessary:
        given.append(reason("a4-yes", *sources, metals=words_of_metals(necessary)))
    if unsaid or not products:
        given.append(reason("a4-unknown", *sources, metals=words_of_metals(unsaid or minerals())))
    if not given:
        given.append(reason("a4-no", *sources))
    return (True if necessary else None if unsaid or not products else False), tuple(given)


def _in_supply_chain(_: Filer, products: Sequence[ProductFacts]) -> Step:
    outside = [one for one in products if one.made in IN_SCOPE and one.outside_supply_chain]
    each = [reason("a5-outside", one.source, product=one.name) for one in outside]
    rest = [one for one in products if may_be_in_scope(one) and not one.outside_supply_chain]
    with_metal = [one for one in rest if needs_any(one, certain=False)]
    inside = [one for one in with_metal if one.outside_supply_chain is False and needs_any(one, certain=True)]
    certain = [one for one in inside if one.made in IN_SCOPE]
    if certain:
        return True, (*each, reason("a5-yes", *(one.source for one in certain)))
    if with_metal or not products:
        unsaid = [one for one in with_metal if one.outside_supply_chain is None]
        return None, (*each, *(reason("a5-unknown", one.source, product=one.name) for one in unsaid))
    return False, (*each, reason("a5-no", *(one.source for one in outside)))


def _metals(products: Iterable[ProductFacts], *, certain: bool) -> tuple[str, ...]:
    """Give the metals that are necessary, or those that may be, in any product that may be in scope."""
    found = [
        one
        for one in minerals()
        for product in products
        if (
            product.made in IN_SCOPE and product.outside_supply_chain is False and needs(product, one)
            if certain
            else may_be_in_scope(product)
            and product.outside_supply_chain is not True
            and needs(product, one) is not False
        )
    ]
    return tuple(dict.fromkeys(one.metal for one in found))


def _may_be(products: Iterable[ProductFacts], mineral: Mineral) -> bool:
    return any(may_be_in_scope(one) and needs(one, mineral) is not False for one in products)


def _word(answer: bool | None) -> str:
    return {True: "yes", False: "no", None: "unknown"}[answer]
