"""The shares over time: what is authorised, what is held, what a split changes. OFF-111, OFF-115, OFF-120."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.share_ledger import LedgerError
from kaiji.core.text import Text
from kaiji.offerings.offering import Offering
from kaiji.offerings.rules.number_rule import shown


@rule(
    "OFF-111",
    Severity.ERROR,
    title=Text("More shares than authorised", "発行可能株式総数の超過"),
    message=Text(
        "After the offering {after} shares would be issued, but the articles authorise only {authorised}.",
        "募集後の発行済株式総数は{after}株となり、発行可能株式総数{authorised}株を超えます。",
    ),
    remedy=Text(
        "Issue fewer shares, or have the shareholders amend the articles first and correct shares.authorised.",
        "発行数を減らすか、株主総会で定款を変更した上で shares.authorised を更新してください。",
    ),
    citation="Companies Act, articles 37 and 113",
)
def beyond_authorised(offering: Offering) -> Iterator[Finding]:
    """A company issues no more shares than its articles authorise.

    What it checks
    Issued shares after the public offering and the third-party allotment in full, with every other movement told,
    against the authorised shares.

    Why it matters
    Shares beyond the authorised number cannot be issued; the board's resolution would be void to that extent.

    How to put it right
    Reduce the number, or amend the articles before.

    Source
    Companies Act, articles 37 and 113 (authorised shares). Not verified against the text of the law.
    """
    authorised, ledger = offering.terms.number("shares.authorised"), offering.ledger
    if authorised is None or ledger is None:
        return
    days = [one.day for one in ledger.movements if one.day > ledger.opening.day]
    counts = [count.issued for day in days if (count := offering.count_on(day)) is not None]
    if counts and max(counts) > authorised:
        yield beyond_authorised.finding(
            *offering.terms.source_of("shares.authorised"),
            *offering.terms.source_of(
                "public.number", "public.domestic", "third_party.number", "over_allotment.number"
            ),
            after=shown(max(counts)),
            authorised=shown(authorised),
        )


@rule(
    "OFF-115",
    Severity.ERROR,
    title=Text("More treasury shares than are held", "保有数を超える自己株式の処分"),
    message=Text(
        "On {day}, the terms lead to {issued} issued shares and {treasury} in treasury: that cannot be.",
        "{day}時点で発行済{issued}株、自己株式{treasury}株となり、成立しません。",
    ),
    remedy=Text(
        "Correct the number disposed of, shares.treasury, or a movement.",
        "処分数、shares.treasury または異動を修正してください。",
    ),
    citation="Companies Act, article 199 (disposal of treasury shares)",
)
def treasury_short(offering: Offering) -> Iterator[Finding]:
    """Only shares that are held can be disposed of or cancelled.

    What it checks
    The ledger of shares day by day: never less than no treasury shares, never more than are issued.

    Why it matters
    A disposal of shares that are not there fails on the payment date.

    How to put it right
    Look at shares.treasury and at each movement before that day.

    Source
    Arithmetic; Companies Act, articles 178 and 199.
    """
    ledger = offering.ledger
    if ledger is None:
        return
    if ledger.opening.treasury > ledger.opening.issued:
        yield treasury_short.finding(
            *offering.terms.source_of("shares.treasury"),
            day=ledger.opening.day,
            issued=shown(ledger.opening.issued),
            treasury=shown(ledger.opening.treasury),
        )
        return
    last = max((one.day for one in ledger.movements), default=ledger.opening.day)
    try:
        ledger.on(max(last, ledger.opening.day))
    except LedgerError as error:
        source = error.movement.source
        yield treasury_short.finding(
            *((source,) if source else ()),
            day=error.movement.day,
            issued=shown(error.count.issued),
            treasury=shown(error.count.treasury),
        )


@rule(
    "OFF-120",
    Severity.WARN,
    title=Text("A split during the offering", "募集期間中の株式分割"),
    message=Text(
        "A split of {ratio} takes effect on {day}, while the offering runs from {first} to {last}.",
        "募集の期間中（{first}から{last}まで）の{day}に、{ratio}の株式分割の効力が発生します。",
    ),
    remedy=Text(
        "Look whether numbers and prices that are resolved before it and carried out after it are in shares after the split: "
        "only the counts of issued shares are derived with it.",
        "分割前に決議し分割後に実行する株式数と価格が、分割後の株式によるものか確認してください。"
        "自動的に反映されるのは発行済株式総数のみです。",
    ),
    citation="Companies Act, article 183",
)
def split_within(offering: Offering) -> Iterator[Finding]:
    """A split changes what one share is.

    What it checks
    Whether a split among the movements takes effect after the resolution and up to the last payment.

    Why it matters
    A number of shares resolved before a split and paid after it means something else, and so does a price.

    How to put it right
    Write numbers and prices as they are carried out, and say so in the resolution.

    Source
    Companies Act, article 183. Rule of this project.
    """
    days = offering.decided
    first, last = days.known("resolution"), days.get("third_payment") or days.get("payment")
    if offering.ledger is None or first is None or last is None:
        return
    for one in offering.ledger.movements:
        if one.kind == "split" and first < one.day <= last.last:
            ratio = f"{one.ratio.numerator}:{one.ratio.denominator}"
            sources = (one.source,) if one.source else ()
            yield split_within.finding(*sources, ratio=ratio, day=one.day, first=first, last=last.last)


RULES: tuple[AnyRule, ...] = (
    beyond_authorised,
    treasury_short,
    split_within,
)
