"""A product of the year, what must be known of it and of the company, and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.law.statute import Mineral, mineral_of, minerals

Made = Literal[
    "manufactured",
    "contracted",
    "resold",
    "mark_only",
    "service_equipment",
    "tool",
    "packaging",
    "prototype",
    "",
]
NOT_RECORDED = Source("")
IN_SCOPE = frozenset({"manufactured", "contracted"})


@dataclass(frozen=True, slots=True)
class Filer:
    """What must be known of the company; None where nobody has said.

    Args:
        reports: files reports under section 13(a) or 15(d) of the Exchange Act, from home or abroad.
        registered_investment_company: is one that reports under Rule 30d-1.
        source: where this is recorded.
    """

    reports: bool | None
    registered_investment_company: bool | None
    source: Source = NOT_RECORDED


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """What must be known of a product of the year.

    Args:
        name: of the product or product family.
        source: where it is recorded.
        made: how it came about; ``contracted`` means with influence over its materials, parts or components;
            empty where nobody has said.
        metals_necessary: for each metal, whether it is in the product and necessary to its functionality or
            production; None, or no entry, where nobody has said.
        outside_supply_chain: all its conflict minerals were outside the supply chain before 31 January 2013.
    """

    name: str
    source: Source
    made: Made
    metals_necessary: Mapping[str, bool | None]
    outside_supply_chain: bool | None


def may_be_in_scope(product: ProductFacts) -> bool:
    """Tell whether the product is in scope, or may turn out to be."""
    return not product.made or product.made in IN_SCOPE


def needs_any(product: ProductFacts, *, certain: bool) -> bool:
    """Tell whether any of the four metals is (certain) or may be necessary to the product."""
    answers = [needs(product, one) for one in minerals()]
    return any(answers) if certain else any(one is not False for one in answers)


def needs(product: ProductFacts, mineral: Mineral) -> bool | None:
    """Give the answer for one metal; of several names for it, a yes goes before unknown before no."""
    said = [
        answer
        for name, answer in product.metals_necessary.items()
        if (found := mineral_of(name)) and found.metal == mineral.metal
    ]
    if True in said:
        return True
    return None if None in said or not said else False


def words_of_metals(found: Iterable[Mineral]) -> Text:
    """Give the metals in words, in both languages."""
    names = [one.words for one in found]
    return Text(", ".join(one.en for one in names), "、".join(one.ja for one in names))


@rule(
    "SD-010",
    Severity.ERROR,
    title=Text("Whether the company must file is not recorded", "提出義務の有無が未記録"),
    message=Text("It is not recorded whether {question}.", "{question}が記録されていません。"),
    remedy=Text(
        "Ask counsel and record the answer with its date.",
        "弁護士に確認し、回答と日付を記録してください。",
    ),
    citation="17 CFR 240.13p-1",
)
def filer_unknown(filer: Filer) -> Iterator[Finding]:
    """Nobody has said whether the company is one that files.

    What it checks
        Whether it is recorded that the company files reports under section 13(a) or 15(d) of the Exchange
        Act, and that it is not a registered investment company.

    Why it matters
        The rule reaches only companies that report. Unknown is neither yes nor no.

    How to put it right
        Ask counsel, and record the answer.

    Source
        Rule 13p-1(a) (17 CFR 240.13p-1); Form SD for investment companies.
    """
    if filer.reports is None:
        asked = Text(
            "the company files reports under section 13(a) or 15(d) of the Exchange Act",
            "当社が取引所法第13条(a)または第15条(d)に基づく報告書を提出しているかどうか",
        )
        yield filer_unknown.finding(filer.source, question=asked)
    if filer.registered_investment_company is None:
        asked = Text("the company is a registered investment company", "当社が登録投資会社にあたるかどうか")
        yield filer_unknown.finding(filer.source, question=asked)


@rule(
    "SD-011",
    Severity.ERROR,
    title=Text("No product in the register", "製品台帳が空です"),
    message=Text(
        "The register has no product, so nothing can be said on whether the rule applies.",
        "製品台帳に製品がないため、規則が適用されるかどうかを判断できません。",
    ),
    remedy=Text(
        "Enter every product family of the year, also those that are only resold, with how it came about.",
        "再販売のみのものも含め、その年の製品群とその製造の形態をすべて登録してください。",
    ),
    citation="17 CFR 240.13p-1",
)
def register_empty(filer: Filer, products: Sequence[ProductFacts]) -> Iterator[Finding]:
    """The register of products is empty.

    What it checks
        Whether at least one product is recorded.

    Why it matters
        An empty register does not say that nothing was made; it says that nobody has looked.

    How to put it right
        Enter the products of the year. If truly none was made, record the product families that were looked
        at and why each is outside the rule.

    Source
        Rule 13p-1(a) (17 CFR 240.13p-1).
    """
    if not products:
        yield register_empty.finding(filer.source)


@rule(
    "SD-012",
    Severity.ERROR,
    title=Text("How a product came about is not recorded", "製造の形態が未記録"),
    message=Text(
        "It is not recorded how {product} came about: made, contracted to be made, resold, or other.",
        "{product}について、製造・製造委託・再販売などの別が記録されていません。",
    ),
    remedy=Text(
        "Record it. Where another makes it under your brand, record what influence you have over its materials.",
        "記録してください。自社ブランド品を他社が製造する場合は、材料への関与も記録してください。",
    ),
    citation="17 CFR 240.13p-1",
)
def making_unknown(products: Iterable[ProductFacts], *, decided: bool) -> Iterator[Finding]:
    """Nobody has said whether a product was manufactured or contracted to be manufactured.

    What it checks
        Whether each product in the register says how it came about. It is a warning where another product
        already decides that a report is due, and an error where the decision hangs on it.

    Why it matters
        Only what the company makes, or has made with influence over the materials, is within the rule.
        Resale, a mere mark on a generic product, service equipment, own tools, packaging and prototypes are
        not.

    How to put it right
        Look at the contract with the maker and the specification, and record the answer.

    Source
        Rule 13p-1(a); SEC staff questions and answers of 30 May 2013.
    """
    for one in products:
        if not one.made:
            yield making_unknown.finding(one.source, severity=_severity(decided=decided), product=one.name)


@rule(
    "SD-013",
    Severity.ERROR,
    title=Text("Not decided whether a metal is necessary", "金属の必要性が未判断"),
    message=Text(
        "For {product} it is not decided whether these metals are necessary: {metals}.",
        "{product}について、次の金属が必要かどうか判断されていません：{metals}。",
    ),
    remedy=Text(
        "Decide with engineering or the bill of materials. There is no minimum amount: a trace of solder counts.",
        "技術部門または部品表で確認してください。最低量の定めはなく、微量のはんだも対象です。",
    ),
    citation="17 CFR 240.13p-1",
)
def necessity_unknown(products: Iterable[ProductFacts], *, decided: bool) -> Iterator[Finding]:
    """Nobody has said whether a metal is necessary to a product in scope.

    What it checks
        For each product that is or may be in scope, whether each of tantalum, tin, tungsten and gold has a
        yes or a no. It is a warning where a report is due in any case.

    Why it matters
        A metal without an answer would silently drop out of the inquiry. Whether a smelter is known has
        nothing to do with it.

    How to put it right
        Record yes or no for each metal with the reason: bill of materials, supplier's answer, engineering.

    Source
        Rule 13p-1(a); SEC staff questions and answers of 30 May 2013.
    """
    for one in products:
        unsaid = [mineral for mineral in minerals() if needs(one, mineral) is None]
        if may_be_in_scope(one) and one.outside_supply_chain is not True and unsaid:
            yield necessity_unknown.finding(
                one.source,
                severity=_severity(decided=decided),
                product=one.name,
                metals=words_of_metals(unsaid),
            )


@rule(
    "SD-014",
    Severity.ERROR,
    title=Text("Outside the supply chain: not recorded", "サプライチェーン外かどうかが未記録"),
    message=Text(
        "For {product} it is not recorded whether its minerals were outside the supply chain before 31 January 2013.",
        "{product}の鉱物が2013年1月31日より前にサプライチェーンの外にあったかどうかが記録されていません。",
    ),
    remedy=Text(
        "Record No, unless old stock can be proved: smelted, refined, or outside the covered countries by then.",
        "旧在庫と証明できる場合（同日までに製錬・精製済み、または対象国の外にあったもの）を除き、"
        "「いいえ」と記録してください。",
    ),
    citation="Form SD Item 1.01(d): outside the supply chain",
)
def supply_chain_unknown(products: Iterable[ProductFacts], *, decided: bool) -> Iterator[Finding]:
    """Nobody has said whether a product's minerals are exempt as old stock.

    What it checks
        Whether each product that may be in scope and may hold a necessary metal says if its minerals were
        outside the supply chain before 31 January 2013. It is a warning where a report is due in any case.

    Why it matters
        Old stock is exempt, but the exemption must be claimed and proved.

    How to put it right
        Record the answer, with the proof where it is yes.

    Source
        Form SD Item 1.01(d), definition of outside the supply chain.
    """
    for one in products:
        asked = may_be_in_scope(one) and needs_any(one, certain=False)
        if asked and one.outside_supply_chain is None:
            yield supply_chain_unknown.finding(one.source, severity=_severity(decided=decided), product=one.name)


@rule(
    "SD-015",
    Severity.INFO,
    title=Text("A mineral that the rule does not reach", "規則の対象でない鉱物"),
    message=Text(
        "{product} names {metal}, which is no conflict mineral under Rule 13p-1. It is left out here.",
        "{product}に{metal}の記載がありますが、規則13p-1の紛争鉱物ではないため、ここでは扱いません。",
    ),
    remedy=Text(
        "Nothing for Form SD. Cobalt, mica and others belong to other programmes.",
        "Form SDについての対応は不要です。コバルトや雲母などは別のプログラムで扱います。",
    ),
    citation="Form SD Item 1.01(d): conflict mineral",
)
def foreign_metal(products: Iterable[ProductFacts]) -> Iterator[Finding]:
    """A product names a mineral that is not one of the four.

    What it checks
        Whether every mineral in the register is tantalum, tin, tungsten or gold, by metal, ore or symbol.

    Why it matters
        The rule is limited to the four; a misspelt name would otherwise drop out unseen.

    How to put it right
        Correct the name if one of the four is meant.

    Source
        Form SD Item 1.01(d), definition of a conflict mineral.
    """
    for one in products:
        for name in one.metals_necessary:
            if mineral_of(name) is None:
                yield foreign_metal.finding(one.source, product=one.name, metal=name)


def _severity(*, decided: bool) -> Severity:
    return Severity.WARN if decided else Severity.ERROR


RULES: tuple[AnyRule, ...] = (
    filer_unknown,
    register_empty,
    making_unknown,
    necessity_unknown,
    supply_chain_unknown,
    foreign_metal,
)
