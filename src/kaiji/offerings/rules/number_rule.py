"""The numbers of shares: parts and totals, what is scheduled and returned. OFF-112 to OFF-114, OFF-116 to OFF-119."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.offerings.offering import Offering


def shown(number: int) -> str:
    """Print a number of shares."""
    return f"{number:,}"


@rule(
    "OFF-112",
    Severity.ERROR,
    title=Text("Final number above the scheduled one", "予定数を超える申込み"),
    message=Text(
        "The allottee is said to subscribe {final} shares, but only {scheduled} are scheduled.",
        "割当先の申込株式数{final}株が、予定株式数{scheduled}株を超えています。",
    ),
    remedy=Text(
        "Correct the number notified; more than was resolved cannot be allotted.",
        "通知された株式数を確認してください。決議した数を超える割当てはできません。",
    ),
    citation="Companies Act, article 199(1)(i)",
)
def final_above_scheduled(offering: Offering) -> Iterator[Finding]:
    """The allottee takes what was resolved, or less.

    What it checks
    The number subscribed against the number scheduled for the third-party allotment.

    Why it matters
    The board resolved on the scheduled number; anything above it has no resolution.

    How to put it right
    Compare with the allottee's notice.

    Source
    Facts on offerings, section 1 (0 <= final <= over-allotment); Companies Act, article 199(1)(i).
    """
    final, scheduled = offering.subscribed(), offering.scheduled("allotment")
    if final is not None and scheduled is not None and final > scheduled:
        yield final_above_scheduled.finding(
            *offering.terms.source_of("allotment.subscribed", "third_party.number", "over_allotment.number"),
            final=shown(final),
            scheduled=shown(scheduled),
        )


@rule(
    "OFF-113",
    Severity.ERROR,
    title=Text("Returned shares do not add up", "返還株式数の不一致"),
    message=Text(
        "Sold over {sold}, bought back for return {bought}: that leaves {left}, but the allottee is said to subscribe {final}.",
        "売出株式数{sold}株から返還に充てた買付{bought}株を差し引くと{left}株ですが、申込株式数は{final}株です。",
    ),
    remedy=Text(
        "Compare with the allottee's notice; of the three numbers, two are enough.",
        "割当先の通知を確認してください。3つの数のうち2つを記載すれば足ります。",
    ),
    citation="Facts on offerings, section 1",
)
def returned_differs(offering: Offering) -> Iterator[Finding]:
    """What was borrowed is returned from purchases or from the allotment.

    What it checks
    Over-allotment less shares bought by syndicate cover and for stabilisation, used for return, against the number
    subscribed; and that not more was bought back than was sold over.

    Why it matters
    The lender gets back exactly what was lent.

    How to put it right
    Count only purchases that are used for return.

    Source
    Facts on offerings, section 1 (final number).
    """
    terms = offering.terms
    covered, stabilised = terms.number("allotment.covered"), terms.number("allotment.stabilised")
    sold = offering.over_allotment("allotment")
    if sold is None or not terms.has("allotment") or (covered is None and stabilised is None):
        return
    bought = (covered or 0) + (stabilised or 0)
    final = terms.number("allotment.subscribed")
    if bought > sold or (final is not None and final != sold - bought):
        yield returned_differs.finding(
            *terms.source_of("allotment.subscribed", "allotment.covered", "allotment.stabilised"),
            sold=shown(sold),
            bought=shown(bought),
            left=shown(sold - bought),
            final="—" if final is None else shown(final),
        )


@rule(
    "OFF-114",
    Severity.ERROR,
    title=Text("Parts do not add up to the total", "内訳と合計の不一致"),
    message=Text(
        "The public offering is said to have {total} shares, but its parts have {parts}.",
        "公募の募集株式数{total}株と内訳の合計{parts}株が一致しません。",
    ),
    remedy=Text(
        "Correct the total or a part; the total may be left out.",
        "合計または内訳を修正してください。合計は省略できます。",
    ),
    citation="Facts on offerings, O11",
)
def parts_differ(offering: Offering) -> Iterator[Finding]:
    """Domestic and overseas shares and those under option are the whole offering.

    What it checks
    public.number against domestic + overseas + option; treasury shares and the option taken against what they are part of.

    Why it matters
    The total stands in three notices, the parts in two.

    How to put it right
    Leave public.number out, or correct it.

    Source
    Facts on offerings, O11.
    """
    terms = offering.terms
    parts = [terms.number(f"public.{one}") for one in ("domestic", "overseas", "option")]
    total = terms.number("public.number")
    found = sum(one or 0 for one in parts)
    if total is not None and any(one is not None for one in parts) and found != total:
        yield parts_differ.finding(
            *terms.source_of("public.number", "public.domestic"), total=shown(total), parts=shown(found)
        )
    for part, whole in (("public.treasury", offering.public_number("launch")), ("pricing.option_exercised", parts[2])):
        number = terms.number(part)
        if number and number > (whole or 0):
            yield parts_differ.finding(*terms.source_of(part), total=shown(whole or 0), parts=shown(number))


@rule(
    "OFF-116",
    Severity.ERROR,
    title=Text("Third-party allotment larger than the over-allotment", "オーバーアロットメントを超える第三者割当"),
    message=Text(
        "{scheduled} shares are scheduled for the third-party allotment, but only {sold} are sold by over-allotment.",
        "第三者割当の予定株式数{scheduled}株が、オーバーアロットメントによる売出株式数{sold}株を超えています。",
    ),
    remedy=Text(
        "Schedule at most as many; the allotment serves to return what was borrowed.",
        "借り入れた株式の返還が目的であるため、売出株式数以下としてください。",
    ),
    citation="Facts on offerings, section 1",
)
def scheduled_above_sold(offering: Offering) -> Iterator[Finding]:
    """The third-party allotment returns borrowed shares, and no more.

    What it checks
    The number scheduled against the number of the over-allotment.

    Why it matters
    A larger allotment would be one of its own, with other rules: it would need its own reasons.

    How to put it right
    Leave third_party.number out; it is then the number of the over-allotment.

    Source
    Facts on offerings, section 1 (third-party allotment).
    """
    scheduled, sold = offering.scheduled("launch"), offering.over_allotment("launch")
    if scheduled is not None and sold is not None and scheduled > sold:
        yield scheduled_above_sold.finding(
            *offering.terms.source_of("third_party.number", "over_allotment.number"),
            scheduled=shown(scheduled),
            sold=shown(sold),
        )


@rule(
    "OFF-117",
    Severity.ERROR,
    title=Text("Nothing is offered", "募集株式数がありません"),
    message=Text("{what} has no shares.", "{what}の株式数が0または未記載です。"),
    remedy=Text("Give the number of shares.", "株式数を記載してください。"),
    citation="Companies Act, article 199(1)(i)",
)
def nothing_offered(offering: Offering) -> Iterator[Finding]:
    """A resolution names the number of shares.

    What it checks
    That the public offering, an over-allotment and a third-party allotment each have at least one share, and that an
    allottee's notice tells a number.

    Why it matters
    Without the number there is no resolution, and nothing can be derived.

    How to put it right
    Write the number.

    Source
    Companies Act, article 199(1)(i).
    """
    terms = offering.terms
    if not offering.public_number("launch"):
        yield nothing_offered.finding(*terms.source_of("public.number"), what=Text("the public offering", "公募"))
    if terms.has("over_allotment") and not offering.over_allotment("launch"):
        what = Text("the over-allotment", "オーバーアロットメントによる売出し")
        yield nothing_offered.finding(*terms.source_of("over_allotment.number"), what=what)
    if offering.has_allotment and not offering.scheduled("launch") and offering.over_allotment("launch"):
        yield nothing_offered.finding(
            *terms.source_of("third_party.number"), what=Text("the third-party allotment", "第三者割当")
        )
    if terms.has("allotment") and offering.subscribed() is None:
        yield nothing_offered.finding(
            *terms.source_of("allotment.date"), what=Text("the allottee's notice", "割当先からの通知")
        )


@rule(
    "OFF-118",
    Severity.ERROR,
    title=Text("More than was announced", "公表した上限の超過"),
    message=Text(
        "At pricing {what} has {now} shares, but at launch at most {then} were announced.",
        "条件決定時の{what}は{now}株ですが、発行決議時に公表した上限は{then}株です。",
    ),
    remedy=Text("Correct the number determined.", "確定数を修正してください。"),
    citation="Facts on offerings, O10",
)
def above_announced(offering: Offering) -> Iterator[Finding]:
    """What is determined lies within what was announced.

    What it checks
    The over-allotment and the public offering as determined at pricing against their maximum at launch.

    Why it matters
    More than the maximum was neither resolved nor announced.

    How to put it right
    Correct over_allotment.determined or pricing.option_exercised.

    Source
    Facts on offerings, O10.
    """
    now, then = offering.over_allotment("pricing"), offering.over_allotment("launch")
    if now is not None and then is not None and now > then:
        yield above_announced.finding(
            *offering.terms.source_of("over_allotment.determined", "over_allotment.number"),
            what=Text("the over-allotment", "オーバーアロットメントによる売出し"),
            now=shown(now),
            then=shown(then),
        )


@rule(
    "OFF-119",
    Severity.WARN,
    title=Text("Over-allotment above fifteen per cent", "15%を超えるオーバーアロットメント"),
    message=Text(
        "{sold} shares are sold over: {part} of the {number} offered.",
        "オーバーアロットメントの{sold}株は、募集株式数{number}株の{part}です。",
    ),
    remedy=Text(
        "Reduce it to fifteen per cent, or have the lead manager confirm it.",
        "15%以下に減らすか、主幹事会社に確認してください。",
    ),
    citation="Rules of the securities dealers association; practice",
)
def over_allotment_large(offering: Offering) -> Iterator[Finding]:
    """An over-allotment is at most fifteen per cent of what is offered.

    What it checks
    The number sold over against the shares of the public offering.

    Why it matters
    More than that is not taken by the dealers' rules on over-allotments.

    How to put it right
    Reduce the number.

    Source
    Practice of underwriting in Japan. Not verified against the association's rules.
    """
    sold, number = offering.over_allotment("launch"), offering.public_number("launch")
    if sold and number and sold * 100 > number * 15:
        part = f"{sold * 100 / number:.1f}%"
        yield over_allotment_large.finding(
            *offering.terms.source_of("over_allotment.number", "public.number"),
            sold=shown(sold),
            number=shown(number),
            part=part,
        )


RULES: tuple[AnyRule, ...] = (
    final_above_scheduled,
    returned_differs,
    parts_differ,
    scheduled_above_sold,
    nothing_offered,
    above_announced,
    over_allotment_large,
)
