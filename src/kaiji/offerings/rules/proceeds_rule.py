"""Proceeds, costs, capital and legends: what must add up, and what the law asks. OFF-125 to OFF-128, OFF-132."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kaiji.core.figure import round_half_up, share
from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.offerings.derive import facts_of
from kaiji.offerings.notice.wording import legends
from kaiji.offerings.offering import Offering
from kaiji.offerings.rules.price_rule import money
from kaiji.offerings.terms import REMAINDER


@rule(
    "OFF-125",
    Severity.ERROR,
    title=Text("Uses do not add up to the proceeds", "資金使途の合計と手取金の不一致"),
    message=Text(
        "At {stage}, the purposes add up to {uses}, the net proceeds to {net}: a difference of {difference}.",
        "{stage}の資金使途の合計は{uses}、差引手取概算額は{net}で、{difference}の差があります。",
    ),
    remedy=Text(
        "Correct an amount or the costs, or let one purpose have the “remainder”.",
        "金額または諸費用を修正するか、1つの使途を remainder としてください。",
    ),
    citation="Facts on offerings, U1 and U2",
)
def uses_differ(offering: Offering) -> Iterator[Finding]:
    """Every yen of the net proceeds has its purpose.

    What it checks
    At each stage, with everything subscribed: the amounts of the purposes against the shares times the amount to be paid
    less costs. Where one purpose has the remainder, that something is left for it; and that only one has it.

    Why it matters
    The notices say what the whole of the proceeds is for.

    How to put it right
    Underwriters' pay is already outside the amount to be paid; costs are those of the issue only.

    Source
    Facts on offerings, section 5 (U1, U2) and O5.
    """
    terms = offering.terms
    facts = facts_of(offering)
    names = {
        "launch": Text("the launch", "発行決議時"),
        "pricing": Text("the pricing", "条件決定時"),
    }
    for stage, name in names.items():
        net = facts.get(f"net.{stage}")
        if net is None or not len(offering.uses()):
            continue
        given, rests = Decimal(0), 0
        paths = []
        for index in offering.uses():
            own = f"use[{index}].amount_at_launch"
            path = own if stage == "launch" and own in terms.values else f"use[{index}].amount"
            paths.append(path)
            rests += terms.text(path) == REMAINDER
            given += terms.amount(path) or Decimal(0)
        if (rests == 0 and given != net.value) or (rests and given > net.value) or rests > 1:
            yield uses_differ.finding(
                *terms.source_of(*paths),
                stage=name,
                uses=money(given),
                net=money(net.value),
                difference=money(abs(net.value - given)),
            )


@rule(
    "OFF-126",
    Severity.ERROR,
    title=Text("Costs eat up the proceeds", "諸費用が払込総額以上"),
    message=Text(
        "The costs are {costs}, and only {gross} is paid in.", "発行諸費用{costs}に対し、払込総額は{gross}です。"
    ),
    remedy=Text(
        "Correct the costs: they are given in units of the currency.", "諸費用の単位と金額を確認してください。"
    ),
    citation="Arithmetic",
)
def costs_too_high(offering: Offering) -> Iterator[Finding]:
    """An issue brings in more than it costs.

    What it checks
    The costs against the total paid in, at each stage.

    Why it matters
    Costs given in thousands or including the underwriters' pay are common slips.

    How to put it right
    Give the issue costs in units of the currency.

    Source
    Facts on offerings, U1.
    """
    facts = facts_of(offering)
    for stage in offering.stages():
        gross, costs = facts.get(f"gross.{stage}"), facts.get(f"costs.{stage}")
        if gross and costs and costs.value >= gross.value:
            yield costs_too_high.finding(*costs.sources, costs=money(costs.value), gross=money(gross.value))
            return


@rule(
    "OFF-127",
    Severity.WARN,
    title=Text("Costs above a tenth of the proceeds", "手取金の1割を超える諸費用"),
    message=Text("The costs are {part}% of what is paid in.", "発行諸費用が払込総額の{part}%です。"),
    remedy=Text(
        "Look whether the underwriters' pay is among them: it is already outside the amount to be paid.",
        "引受人の手取金が含まれていないか確認してください（払込金額には含まれていません）。",
    ),
    citation="Facts on offerings, O5",
)
def costs_unusual(offering: Offering) -> Iterator[Finding]:
    """Net proceeds are seldom less than nine tenths of what is paid in.

    What it checks
    The costs as a share of the total paid in, at each stage.

    Why it matters
    It shows costs that were counted twice or in the wrong unit.

    How to put it right
    Nothing, where the estimate is right.

    Source
    Facts on offerings, O5 (warning below 0.9 of the gross proceeds).
    """
    facts = facts_of(offering)
    for stage in offering.stages():
        gross, costs = facts.get(f"gross.{stage}"), facts.get(f"costs.{stage}")
        if gross and costs and gross.value / 10 < costs.value < gross.value:
            yield costs_unusual.finding(*costs.sources, part=round_half_up(share(costs.value, gross.value), 1))
            return


@rule(
    "OFF-128",
    Severity.ERROR,
    title=Text("Less than half becomes stated capital", "資本金組入れが2分の1未満"),
    message=Text(
        "Only {part}% of the amount paid would become stated capital; at most one half may be left out.",
        "払込金額の{part}%のみが資本金となります。資本金に計上しない額は2分の1を超えられません。",
    ),
    remedy=Text(
        "Leave capital.stated_share out for the usual half, or raise it to 50 at least.",
        "capital.stated_share を省略するか、50以上としてください。",
    ),
    citation="Companies Act, article 445(2)",
)
def capital_too_low(offering: Offering) -> Iterator[Finding]:
    """At least one half of what is paid becomes stated capital.

    What it checks
    capital.stated_share: from 50 to 100 per cent.

    Why it matters
    A resolution that leaves out more than one half breaks the law.

    How to put it right
    Keep the half rule; a fraction of one yen is rounded up to stated capital.

    Source
    Companies Act, article 445(1) to (3); company accounting rules, article 14. Not verified against their text.
    """
    part = offering.terms.ratio("capital.stated_share")
    if part is not None and not 50 <= part <= 100:
        yield capital_too_low.finding(
            *offering.terms.source_of("capital.stated_share"), part=round_half_up(part, 2).normalize()
        )


@rule(
    "OFF-132",
    Severity.ERROR,
    title=Text("Unknown legend", "不明な注記"),
    message=Text("There is no legend {key}; known are: {known}.", "注記 {key} はありません。利用できるもの：{known}。"),
    remedy=Text("Correct issuer.legends.", "issuer.legends を修正してください。"),
    citation="legend.toml",
)
def legend_unknown(offering: Offering) -> Iterator[Finding]:
    """A legend that is asked for is printed.

    What it checks
    Each key of issuer.legends against the legends there are.

    Why it matters
    A misspelled legend would be missing in three notices.

    How to put it right
    Take a key of the list.

    Source
    Rule of this project.
    """
    for key in offering.terms.texts("issuer.legends"):
        if key not in legends():
            yield legend_unknown.finding(
                *offering.terms.source_of("issuer.legends"), key=key[:60], known=tuple(legends())
            )


RULES: tuple[AnyRule, ...] = (
    uses_differ,
    costs_too_high,
    costs_unusual,
    capital_too_low,
    legend_unknown,
)
