"""The days of an offering: business days, their order, and the spans the law asks for. OFF-101 to OFF-107."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.offerings.notice.voice import WEEKDAYS
from kaiji.offerings.offering import Offering
from kaiji.offerings.schedule import ANCHORS, DEFAULTS
from kaiji.offerings.terms import Month

NAMES: Mapping[str, Text] = {
    "resolution": Text("the resolution", "取締役会決議日"),
    "pricing_from": Text("the first pricing day", "条件決定日（最初）"),
    "pricing_to": Text("the last pricing day", "条件決定日（最終）"),
    "pricing": Text("the pricing day", "条件決定日"),
    "subscription_from": Text("the first day of subscription", "申込期間の初日"),
    "subscription_to": Text("the last day of subscription", "申込期間の最終日"),
    "payment": Text("the payment date", "払込期日"),
    "delivery": Text("the delivery date", "受渡期日"),
    "cover_from": Text("the first day of the syndicate cover period", "シンジケートカバー取引期間の初日"),
    "cover_to": Text("the last day of the syndicate cover period", "シンジケートカバー取引期間の最終日"),
    "announcement": Text("the announcement of the final number", "最終株式数の公表日"),
    "third_subscription": Text("the subscription date of the third-party allotment", "第三者割当の申込期日"),
    "third_payment": Text("the payment date of the third-party allotment", "第三者割当の払込期日"),
}
# On these days banks, the exchange or the depository act. A board may meet, and the cover period begin, on any day.
BUSINESS = (
    "pricing_from", "pricing_to", "pricing", "subscription_from", "subscription_to", "payment", "delivery", "cover_to",
    "announcement", "third_subscription", "third_payment",
)  # fmt: skip
# Earlier day, later day, and whether they may be the same.
ORDER: tuple[tuple[str, str, bool], ...] = (
    ("resolution", "pricing_from", False),
    ("pricing_from", "pricing_to", True),
    ("resolution", "pricing", False),
    ("pricing", "subscription_from", False),
    ("resolution", "subscription_from", False),
    ("subscription_from", "subscription_to", True),
    ("subscription_to", "payment", False),
    ("payment", "delivery", True),
    ("subscription_to", "cover_from", False),
    ("cover_from", "cover_to", True),
    ("payment", "third_payment", False),
    ("cover_to", "announcement", False),
    ("cover_to", "third_subscription", False),
    ("pricing", "announcement", False),
    ("announcement", "third_subscription", True),
    ("third_subscription", "third_payment", True),
)
COVER_DAYS = 30
NOTICE_DAYS = 14


def said(day: date) -> Text:
    """Say a day with its weekday."""
    return Text(
        f"{WEEKDAYS['en'][day.weekday()]}, {day.isoformat()}", f"{day.isoformat()}（{WEEKDAYS['ja'][day.weekday()]}）"
    )


def place(offering: Offering, anchor: str) -> tuple[Source, ...]:
    """Give where a day is told: its own setting, or the one its default hangs on."""
    path = ANCHORS[anchor]
    if path not in offering.terms.values and anchor in DEFAULTS:
        path = ANCHORS[DEFAULTS[anchor].anchor]
    return offering.terms.source_of(path)


@rule(
    "OFF-101",
    Severity.ERROR,
    title=Text("Not a business day", "営業日でない日"),
    message=Text("{what} is {day}: {why}.", "{what}は{day}で、{why}です。"),
    remedy=Text(
        "Move it to a business day; the next one is {next}.", "営業日に変更してください。翌営業日は{next}です。"
    ),
    citation="Facts on offerings, section 7",
)
def not_a_business_day(offering: Offering) -> Iterator[Finding]:
    """Subscription, payment and delivery need open banks and an open depository.

    What it checks
    Each day of the offering on which somebody pays, subscribes, delivers, decides the price or announces against the
    calendar: weekends, national holidays, the exchange's days of rest, and those of the calendar file. Before pricing,
    the earliest and the latest day that each may be.

    Why it matters
    On a holiday nothing can be paid: the issue would lapse (Companies Act, article 208(5)).

    How to put it right
    Give another date, or tell the day in business days (“pricing + 5 business days”), which can never fall on a holiday.

    Source
    Facts on offerings, section 7 (O7); the calendar follows the national holidays and December 31 to January 3.
    """
    calendar = offering.calendar
    for anchor in BUSINESS:
        found = offering.decided.get(anchor)
        for day in dict.fromkeys((found.first, found.last)) if found else ():
            why = calendar.why_closed(day)
            if why is not None:
                following = said(calendar.moved(day, back=False))
                yield not_a_business_day.finding(
                    *place(offering, anchor), what=NAMES[anchor], day=said(day), why=why, next=following
                )


@rule(
    "OFF-102",
    Severity.ERROR,
    title=Text("Days in the wrong order", "日程の前後関係"),
    message=Text(
        "{later} ({later_day}) must come after {earlier} ({earlier_day}).",
        "{later}（{later_day}）は{earlier}（{earlier_day}）より後でなければなりません。",
    ),
    remedy=Text("Correct one of the two days.", "いずれかの日を修正してください。"),
    citation="Facts on offerings, section 7",
)
def days_out_of_order(offering: Offering) -> Iterator[Finding]:
    """An offering runs in one order: resolution, pricing, subscription, payment, cover, announcement, allotment.

    What it checks
    Each pair of days that must follow each other. The final number is announced after the cover period and no later
    than the subscription date; pricing comes after the resolution, subscription after pricing.

    Why it matters
    Nobody may subscribe before the offer is announced (Financial Instruments and Exchange Act, articles 4 and 15), and
    what has not been priced or bought back cannot be paid or announced.

    How to put it right
    Compare both days with the underwriting agreement.

    Source
    Facts on offerings, section 7 (O8).
    """
    days = offering.decided
    for earlier, later, same in ORDER:
        first, second = days.get(earlier), days.get(later)
        if first is None or second is None:
            continue
        wrong = second.first < first.first or second.last < first.last
        if wrong or (not same and (second.first == first.first or second.last == first.last)):
            yield days_out_of_order.finding(
                *place(offering, later),
                *place(offering, earlier),
                earlier=NAMES[earlier],
                later=NAMES[later],
                earlier_day=said(first.last),
                later_day=said(second.last),
            )


@rule(
    "OFF-103",
    Severity.ERROR,
    title=Text("Priced outside the window", "条件決定期間外の決定"),
    message=Text(
        "The price was decided on {day}, but the launch notice said from {first} to {last}.",
        "条件決定日は{day}ですが、発行決議時の公表では{first}から{last}までです。",
    ),
    remedy=Text(
        "Correct the day; a new window needs a new resolution and announcement.",
        "日付を修正してください。期間を変更するには改めて決議と公表が必要です。",
    ),
    citation="Facts on offerings, O10",
)
def priced_outside_window(offering: Offering) -> Iterator[Finding]:
    """The price is decided in the window that was announced.

    What it checks
    That the pricing day lies from the first to the last day named at launch.

    Why it matters
    The notices must agree: what the pricing notice says lies inside the ranges of the launch notice.

    How to put it right
    Correct the pricing day or the window.

    Source
    Facts on offerings, section 7 (pricing) and O10.
    """
    day = offering.decided.known("pricing")
    first, last = offering.planned.get("pricing_from"), offering.planned.get("pricing_to")
    if day and first and last and not first.first <= day <= last.last:
        yield priced_outside_window.finding(
            *place(offering, "pricing"), day=said(day), first=said(first.first), last=said(last.last)
        )


@rule(
    "OFF-104",
    Severity.ERROR,
    title=Text("Less than two weeks from resolution to payment", "決議から払込みまで2週間未満"),
    message=Text(
        "Between the resolution ({resolved}) and payment ({paid}) lie only {days} clear days; shareholders must be told "
        "two weeks before.",
        "決議日（{resolved}）と払込期日（{paid}）の間が中{days}日しかありません。株主への通知・公告は払込期日の2週間前までに必要です。",
    ),
    remedy=Text(
        "Move the payment date, or the resolution, so that at least two weeks lie between them.",
        "払込期日または決議日を変更し、2週間以上の期間を確保してください。",
    ),
    citation="Companies Act, article 201(3) to (5)",
)
def notice_too_short(offering: Offering) -> Iterator[Finding]:
    """Shareholders have two weeks to know of an issue before it is paid.

    What it checks
    That fourteen clear days lie between the day of the resolution and each payment date, in the earliest case.

    Why it matters
    An issue without that notice can be attacked.

    How to put it right
    Allow more time. A securities registration statement stands in for the notice only if it, too, was filed two weeks
    before.

    Source
    Companies Act, article 201(3), (4) and (5). Not verified against the text of the law.
    """
    resolved = offering.decided.known("resolution")
    if resolved is None or offering.terms.text("issuer.security") == "units":
        return
    for anchor in ("payment", "third_payment"):
        found = offering.decided.get(anchor)
        if found and resolved <= found.first < resolved + timedelta(days=NOTICE_DAYS + 1):
            yield notice_too_short.finding(
                *place(offering, anchor),
                resolved=said(resolved),
                paid=said(found.first),
                days=max(0, (found.first - resolved).days - 1),
            )


@rule(
    "OFF-105",
    Severity.WARN,
    title=Text("Cover period longer than thirty days", "30日を超えるシンジケートカバー取引期間"),
    message=Text(
        "The syndicate cover period lasts {days} days, from {first} to {last}.",
        "シンジケートカバー取引期間が{first}から{last}までの{days}日間です。",
    ),
    remedy=Text(
        "End it within thirty days after subscription ends.", "申込期間の終了後30日以内に終えるようにしてください。"
    ),
    citation="Practice; rules of the securities dealers association",
)
def cover_too_long(offering: Offering) -> Iterator[Finding]:
    """The lead manager covers within thirty days.

    What it checks
    That the cover period has at most thirty days.

    Why it matters
    After that, borrowed shares should have been returned, and purchases could be taken for manipulation.

    How to put it right
    Shorten the period, or have it confirmed by the lead manager.

    Source
    Facts on offerings, section 7 (thirtieth day counted from the day after subscription ends). Not verified further.
    """
    first, last = offering.decided.get("cover_from"), offering.decided.get("cover_to")
    if first and last:
        days = max((last.first - first.first).days, (last.last - first.last).days) + 1
        if days > COVER_DAYS:
            yield cover_too_long.finding(
                *place(offering, "cover_to"), days=days, first=said(first.last), last=said(last.last)
            )


@rule(
    "OFF-106",
    Severity.ERROR,
    title=Text("Share count of a later day", "後日の株式数"),
    message=Text(
        "The number of shares is said to be as of {day}, after {what} ({notice}).",
        "株式数の基準日（{day}）が{what}（{notice}）より後です。",
    ),
    remedy=Text("Give the number of a day that had passed.", "経過済みの日の株式数を記載してください。"),
    citation="Facts on offerings, section 7",
)
def count_of_a_later_day(offering: Offering) -> Iterator[Finding]:
    """A notice cannot know the shares of a day that has not come.

    What it checks
    That the count before the offering is of the day of the resolution at the latest, and the number at present of the
    day of the allotment notice at the latest and not before the count before the offering.

    Why it matters
    Such a number would be a forecast.

    How to put it right
    Take the number of the last month's end.

    Source
    Facts on offerings, section 7 (money) and section 3 (reference 2).
    """
    resolved, announced = offering.decided.known("resolution"), offering.decided.known("announcement")
    as_of, present = offering.terms.fixed_day("shares.as_of"), offering.terms.fixed_day("shares.present_as_of")
    if as_of and resolved and as_of > resolved:
        yield count_of_a_later_day.finding(
            *offering.terms.source_of("shares.as_of"), day=said(as_of), what=NAMES["resolution"], notice=said(resolved)
        )
    if as_of and present and present < as_of:
        yield count_of_a_later_day.finding(
            *offering.terms.source_of("shares.as_of"),
            day=said(as_of),
            what=Text("the day of the number at present", "「現在の発行済株式総数」の基準日"),
            notice=said(present),
        )
    if present and announced and present > announced:
        yield count_of_a_later_day.finding(
            *offering.terms.source_of("shares.present_as_of"),
            day=said(present),
            what=NAMES["announcement"],
            notice=said(announced),
        )


@rule(
    "OFF-107",
    Severity.WARN,
    title=Text("Purpose due before the money comes", "払込み前の支出予定"),
    message=Text(
        "“{purpose}” is to be met by {deadline}, but the money comes on {paid}.",
        "「{purpose}」の支出予定時期は{deadline}ですが、払込期日は{paid}です。",
    ),
    remedy=Text("Correct the deadline, or say that it is refinanced.", "支出予定時期を修正してください。"),
    citation="Facts on offerings, U3",
)
def purpose_before_payment(offering: Offering) -> Iterator[Finding]:
    """Proceeds are used after they have been paid in.

    What it checks
    That the deadline of each purpose lies after the payment date of the public offering.

    Why it matters
    A reader would ask what the money is for.

    How to put it right
    Give the deadline by which the proceeds are spent.

    Source
    Facts on offerings, section 5 (U3) and O16.
    """
    paid = offering.decided.get("payment")
    for index in offering.uses():
        path = f"use[{index}].deadline"
        deadline = offering.terms.deadline(path)
        day = deadline.last_day if isinstance(deadline, Month) else deadline
        if paid and day and day <= paid.last:
            yield purpose_before_payment.finding(
                *offering.terms.source_of(path),
                purpose=offering.terms.text(f"use[{index}].purpose"),
                deadline=said(day),
                paid=said(paid.last),
            )


RULES: tuple[AnyRule, ...] = (
    not_a_business_day,
    days_out_of_order,
    priced_outside_window,
    notice_too_short,
    cover_too_long,
    count_of_a_later_day,
    purpose_before_payment,
)
