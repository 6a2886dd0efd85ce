"""Prices: what must be equal, what is usual. OFF-121 to OFF-124, OFF-129 to OFF-131."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from kaiji.core.figure import round_half_up, share
from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.offerings.derive import facts_of
from kaiji.offerings.fact import DECIMALS, places_of
from kaiji.offerings.offering import Offering


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


RULES: tuple[AnyRule, ...] = (
    selling_price_differs,
    spread_missing,
    spread_unusual,
    third_party_price_differs,
    price_favourable,
    total_not_whole,
    discount_differs,
)
