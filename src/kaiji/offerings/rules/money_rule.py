"""Prices, capital and proceeds: what must be equal, what must add up, what the law allows. OFF-121 to OFF-130."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from kaiji.core.figure import round_half_up, share
from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.offerings.derive import DECIMALS, facts_of, places_of
from kaiji.offerings.notice.wording import legends
from kaiji.offerings.offering import Offering
from kaiji.offerings.terms import REMAINDER


def money(value: Decimal) -> str:
    """Print an amount."""
    return f"{value:,.{places_of(value)}f}"


@rule(
    "OFF-121",
    Severity.ERROR,
    title=Text("Selling price is not the issue price", "売出価格と発行価格の不一致"),
    message=Text(
        "The selling price of the over-allotment is {selling}, the issue price {issue}.",
        "売出価格が{selling}、発行価格が{issue}で、一致しません。",
    ),
    remedy=Text(
        "Leave pricing.selling_price out, or correct one of the prices.",
        "pricing.selling_price を省略するか、いずれかの価格を修正してください。",
    ),
    citation="Facts on offerings, O13",
)
def selling_price_differs(offering: Offering) -> Iterator[Finding]:
    """Over-allotted shares are sold at the price of the others.

    What it checks
    pricing.selling_price, where it is given, against pricing.issue_price.

    Why it matters
    Both are offered to the same public on the same days.

    How to put it right
    Take the number from the price determination agreement.

    Source
    Facts on offerings, section 1 (over-allotment) and O13.
    """
    selling, issue = offering.terms.amount("pricing.selling_price"), offering.terms.amount("pricing.issue_price")
    if selling is not None and issue is not None and selling != issue:
        yield selling_price_differs.finding(
            *offering.terms.source_of("pricing.selling_price", "pricing.issue_price"),
            selling=money(selling),
            issue=money(issue),
        )


@rule(
    "OFF-122",
    Severity.ERROR,
    title=Text("Issue price not above the amount to be paid", "発行価格が払込金額以下"),
    message=Text(
        "The issue price is {issue}, the amount to be paid {paid}: nothing is left for the underwriters.",
        "発行価格{issue}が払込金額{paid}以下で、引受人の手取金がありません。",
    ),
    remedy=Text(
        "Correct one of the two; they may have been exchanged.",
        "いずれかを修正してください（入れ違いの可能性があります）。",
    ),
    citation="Facts on offerings, O12",
)
def spread_missing(offering: Offering) -> Iterator[Finding]:
    """Underwriters live on the difference between what they pay and what they get.

    What it checks
    That the issue price is above the amount to be paid.

    Why it matters
    No fee is paid besides; equal or exchanged prices are a mistake of entry.

    How to put it right
    Compare with the underwriting agreement.

    Source
    Facts on offerings, section 1 (public offering) and O12.
    """
    issue, paid = offering.terms.amount("pricing.issue_price"), offering.terms.amount("pricing.amount_to_be_paid")
    if issue is not None and paid is not None and issue <= paid:
        yield spread_missing.finding(
            *offering.terms.source_of("pricing.issue_price", "pricing.amount_to_be_paid"),
            issue=money(issue),
            paid=money(paid),
        )


@rule(
    "OFF-123",
    Severity.WARN,
    title=Text("Unusual spread", "通常と異なる引受スプレッド"),
    message=Text(
        "The amount to be paid is {part}% below the issue price; three to six per cent are usual.",
        "払込金額は発行価格を{part}%下回ります（通常は3～6%）。",
    ),
    remedy=Text("Compare both prices with the underwriting agreement.", "引受契約の価格と照合してください。"),
    citation="Facts on offerings, O12",
)
def spread_unusual(offering: Offering) -> Iterator[Finding]:
    """The underwriters' share is commonly three to six per cent of the issue price.

    What it checks
    The difference between issue price and amount to be paid, as a share of the issue price.

    Why it matters
    A transposed digit in a price shows here first.

    How to put it right
    Nothing, where the agreement says so.

    Source
    Facts on offerings, O12 (commonly 3 to 6%).
    """
    issue, paid = offering.terms.amount("pricing.issue_price"), offering.terms.amount("pricing.amount_to_be_paid")
    if issue is None or paid is None or paid >= issue:
        return
    part = share(issue - paid, issue)
    if not 3 <= part <= 6:
        yield spread_unusual.finding(
            *offering.terms.source_of("pricing.issue_price", "pricing.amount_to_be_paid"), part=round_half_up(part, 2)
        )


@rule(
    "OFF-124",
    Severity.ERROR,
    title=Text("Third-party allotment at another price", "第三者割当の払込金額の不一致"),
    message=Text(
        "The third-party allotment is at {third} per share, the public offering at {public}.",
        "第三者割当の払込金額は{third}、公募の払込金額は{public}です。",
    ),
    remedy=Text(
        "Leave third_party.amount_to_be_paid out: it is that of the public offering, not the issue price.",
        "third_party.amount_to_be_paid を省略してください（公募の払込金額と同額であり、発行価格ではありません）。",
    ),
    citation="Facts on offerings, C6",
)
def third_party_price_differs(offering: Offering) -> Iterator[Finding]:
    """The manager pays for its allotment what underwriters pay.

    What it checks
    third_party.amount_to_be_paid, where it is given, against pricing.amount_to_be_paid.

    Why it matters
    At another price the allotment would be one of its own; the issue price is a common slip.

    How to put it right
    Leave it out.

    Source
    Facts on offerings, C6.
    """
    third = offering.terms.amount("third_party.amount_to_be_paid")
    public = offering.terms.amount("pricing.amount_to_be_paid")
    if third is not None and public is not None and third != public:
        yield third_party_price_differs.finding(
            *offering.terms.source_of("third_party.amount_to_be_paid", "pricing.amount_to_be_paid"),
            third=money(third),
            public=money(public),
        )


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
    "OFF-129",
    Severity.WARN,
    title=Text("May be an especially favourable price", "特に有利な払込金額のおそれ"),
    message=Text(
        "The amount to be paid is {part}% below the closing price of the pricing day.",
        "払込金額が条件決定日の終値を{part}%下回ります。",
    ),
    remedy=Text(
        "Have counsel confirm that a resolution of the board is enough; an especially favourable price needs the "
        "shareholders' special resolution.",
        "取締役会決議で足りるか、法律顧問に確認してください（特に有利な金額の場合は株主総会の特別決議が必要です）。",
    ),
    citation="Companies Act, articles 199(3) and 201(1)",
)
def price_favourable(offering: Offering) -> Iterator[Finding]:
    """A board alone may not issue shares at an especially favourable price.

    What it checks
    The amount to be paid against nine tenths of the closing price of the pricing day.

    Why it matters
    Below about nine tenths, an issue is commonly discussed as especially favourable.

    How to put it right
    Have it confirmed, or decide on another price.

    Source
    Companies Act, articles 199(3) and 201(1); the nine tenths are practice. Not verified.
    """
    paid, closing = offering.terms.amount("pricing.amount_to_be_paid"), offering.terms.amount("pricing.closing_price")
    if paid is not None and closing is not None and paid * 10 < closing * 9:
        part = round_half_up(share(closing - paid, closing), 1)
        yield price_favourable.finding(
            *offering.terms.source_of("pricing.amount_to_be_paid", "pricing.closing_price"), part=part
        )


@rule(
    "OFF-130",
    Severity.WARN,
    title=Text("Amount with a fraction of the smallest coin", "1円未満の端数"),
    message=Text(
        "{what} is {total}, which has a fraction of the smallest unit of {currency}.",
        "{what}が{total}で、{currency}の最小単位未満の端数があります。",
    ),
    remedy=Text(
        "Choose a number of shares or a price with which the total is whole.",
        "総額に端数が生じない株式数または価格としてください。",
    ),
    citation="Arithmetic",
)
def total_not_whole(offering: Offering) -> Iterator[Finding]:
    """Nobody can pay half a yen.

    What it checks
    The totals to be paid and sold: number of shares times price.

    Why it matters
    The total that is announced cannot be paid to the coin.

    How to put it right
    Prices with decimals go with numbers of shares in whole lots.

    Source
    Arithmetic.
    """
    currency = offering.terms.text("issuer.currency") or "JPY"
    facts = facts_of(offering)
    for key in ("public.total", "tpa.total", "tpa.total.max", "oa.total"):
        fact = facts.get(key)
        if fact and Fraction(fact.value) * 10 ** DECIMALS.get(currency, 2) % 1:
            yield total_not_whole.finding(*fact.sources, what=fact.label, total=money(fact.value), currency=currency)


@rule(
    "OFF-131",
    Severity.ERROR,
    title=Text("Announced discount differs", "ディスカウント率の不一致"),
    message=Text(
        "The discount is said to be {stated}%, but from the prices it is {derived}%.",
        "ディスカウント率は{stated}%とありますが、価格から計算すると{derived}%です。",
    ),
    remedy=Text(
        "Leave pricing.discount out, or correct a price.", "pricing.discount を省略するか、価格を修正してください。"
    ),
    citation="Arithmetic",
)
def discount_differs(offering: Offering) -> Iterator[Finding]:
    """The discount follows from the closing price and the issue price.

    What it checks
    pricing.discount, where it is given, against the two prices, rounded to its own decimals. An issue price is rounded to
    whole units of money, so the announced discount may differ by what one unit makes.

    Why it matters
    The discount is decided first and the price follows from it; both are announced.

    How to put it right
    Compare with the resolution on the price.

    Source
    Arithmetic.
    """
    terms = offering.terms
    stated, issue = terms.amount("pricing.discount"), terms.amount("pricing.issue_price")
    closing = terms.amount("pricing.closing_price")
    if stated is None or issue is None or closing is None:
        return
    derived = share(closing - issue, closing)
    if abs(Fraction(stated) - derived) > share(1, closing) + Fraction(1, 2 * 10 ** places_of(stated)):
        yield discount_differs.finding(
            *terms.source_of("pricing.discount", "pricing.issue_price", "pricing.closing_price"),
            stated=stated,
            derived=round_half_up(derived, 2),
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
    selling_price_differs,
    spread_missing,
    spread_unusual,
    third_party_price_differs,
    uses_differ,
    costs_too_high,
    costs_unusual,
    capital_too_low,
    price_favourable,
    total_not_whole,
    discount_differs,
    legend_unknown,
)
