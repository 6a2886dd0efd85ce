"""The order of approval: inquiry, board, committee, signature, due date; and lists that were known by then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.evidence.activity import Activity
from kaiji.minerals.evidence.company import CompanyFile
from kaiji.minerals.evidence.smelter_list import AuditedList

ORDER: tuple[tuple[str, Text], ...] = (
    ("responses_reviewed", Text("the review of the answers", "回答の確認")),
    ("board_reported", Text("the report to the board", "取締役会への報告")),
    ("committee_approved", Text("the committee's approval", "委員会の承認")),
)


@dataclass(frozen=True)
class Approval:
    """The days that must follow each other.

    Args:
        activities: the whole log.
        company: company.toml, with the signature.
        audited: the list that was compared.
        year: the reporting year.
        due: the due date of the filing.
    """

    activities: Sequence[Activity]
    company: CompanyFile | None
    audited: AuditedList | None
    year: int
    due: date

    @property
    def signed(self) -> tuple[date, Source] | None:
        """The day of the signature and where it is recorded."""
        signature = self.company.signature if self.company else None
        if signature is None or signature.signed_on is None:
            return None
        return signature.signed_on.value, signature.signed_on.source

    def last(self, kind: str) -> tuple[date, Source] | None:
        """The latest act of a kind after the reporting year began."""
        days = [
            (one.day, one.source)
            for one in self.activities
            if one.kind == kind and one.day is not None and one.day >= date(self.year, 1, 1)
        ]
        return max(days, key=lambda pair: pair[0], default=None)


@rule(
    "SD-114",
    Severity.ERROR,
    title=Text("Approvals in the wrong order", "承認の順序"),
    message=Text(
        "{later} is dated {later_day}, before {earlier} of {earlier_day}.",
        "{later}の日付（{later_day}）が、{earlier}の日付（{earlier_day}）より前です。",
    ),
    remedy=Text(
        "Correct the date if it is wrong; otherwise have {later} done again on the present text.",
        "日付の誤りであれば訂正し、そうでなければ現在の内容で{later}をやり直してください。",
    ),
)
def order_of_approval(approval: Approval) -> Iterator[Finding]:
    """Who approves must have seen what is approved.

    What it checks
    That the review of the answers, the report to the board, the committee's approval and the signature follow each
    other, by the last entry of each kind.

    Why it matters
    An approval given before the board was told, or before the answers were reviewed, approves another text.

    How to put it right
    Repeat the step, or correct a mistyped date.

    Source
    OECD Guidance, step 3 (report to senior management); the company's own governance of its filings.
    """
    days = [(words, found) for kind, words in ORDER if (found := approval.last(kind)) is not None]
    if approval.signed is not None:
        days.append((Text("the signature", "署名"), approval.signed))
    for (earlier, (first, first_source)), (later, (second, second_source)) in pairwise(days):
        if second < first:
            yield order_of_approval.finding(
                second_source, first_source, earlier=earlier, earlier_day=first, later=later, later_day=second
            )


@rule(
    "SD-115",
    Severity.ERROR,
    title=Text("Signed after the due date", "期限後の署名"),
    message=Text(
        "Form SD is signed on {day}; it was due on {due}.", "Form SD の署名日は {day} ですが、提出期限は {due} でした。"
    ),
    remedy=Text(
        "File at once, and tell counsel that the filing is late.",
        "直ちに提出し、期限後の提出であることを弁護士に伝えてください。",
    ),
)
def signed_late(approval: Approval) -> Iterator[Finding]:
    """Form SD is due on 31 May or the next business day, whatever the fiscal year.

    What it checks
    That the day of the signature is not after the due date of the reporting year.

    Why it matters
    A late form is a violation of the rule.

    How to put it right
    File without further delay.

    Source
    Form SD, General Instruction B; due dates computed by the rules in `deadline`.
    """
    if approval.signed is not None and approval.signed[0] > approval.due:
        yield signed_late.finding(approval.signed[1], day=approval.signed[0], due=approval.due)


@rule(
    "SD-116",
    Severity.WARN,
    title=Text("The audited list is of another time", "監査済みリストの基準日"),
    message=Text(
        "The list of audited smelters holds for {day}, which is {when}.",
        "監査済み製錬所リストの基準日 {day} は{when}です。",
    ),
    remedy=Text(
        "Compare with the list that was in force when the report was made, and keep it under its date.",
        "報告書作成時点で有効なリストと照合し、基準日を付けて保管してください。",
    ),
)
def list_of_another_time(approval: Approval) -> Iterator[Finding]:
    """A status is a status on a day.

    What it checks
    That the audited list's date is not before the reporting year began and not after the signature (or the due date).

    Why it matters
    A smelter that was conformant two years ago, or became so later, must not be reported as conformant now.

    How to put it right
    Use the list of the right day.

    Source
    The public lists are snapshots; a comparison names the list's date.
    """
    if approval.audited is None or approval.audited.as_of is None:
        return
    day, end = approval.audited.as_of, approval.signed[0] if approval.signed else approval.due
    if day < date(approval.year, 1, 1):
        when = Text("before the reporting year began", "報告対象年の開始前")
    elif day > end:
        when = Text("after the report was signed or due", "署名日または提出期限の後")
    else:
        return
    yield list_of_another_time.finding(approval.audited.source, day=day, when=when)


def check_approval(approval: Approval) -> Iterator[Finding]:
    """Run the rules on the order of approval."""
    for one in RULES:
        yield from one(approval)


RULES: tuple[AnyRule, ...] = (order_of_approval, signed_late, list_of_another_time)
