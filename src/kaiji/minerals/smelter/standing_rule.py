"""What can be said against a status: EVD-305 to EVD-309."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.matching.name import letters
from kaiji.minerals.label import metal_label, status_label
from kaiji.minerals.smelter.reference import Facility, Reference
from kaiji.minerals.smelter.standing import NOT_LISTED, PASSED, Standing, disagree, says

IDLE = ("not_operational", "not_a_smelter", "operation_suspended")


@rule(
    "EVD-305",
    Severity.WARN,
    title=Text("Lists that exclude each other", "リスト間の矛盾"),
    message=Text(
        "{name} ({metal}): {said}. No status is stated until one of them is explained.",
        "{name}（{metal}）：{said}。説明がつくまで、状況は記載しません。",
    ),
    remedy=Text(
        "Ask the issuers, or leave the list aside that is known to be wrong, and record why.",
        "発行者に確認するか、誤りと分かったリストを外し、理由を記録してください。",
    ),
)
def lists_disagree(facility: Facility, standing: Standing) -> Iterator[Finding]:
    """One list says that the audit failed, lapsed or was suspended, another says otherwise.

    What it checks
    The audit statuses of all lists that are used for one facility, and their statements on whether it works.

    Why it matters
    To take the better of the two would be to choose the evidence.

    How to put it right
    Find out which list is behind the other.

    Source
    A rule of this project: audit programmes recognise each other, so that they agree when both are up to date.
    """
    given = [one for one in standing.listed if one.audit_status != NOT_LISTED]
    works = [one for one in standing.listed if one.operational_status]
    parts: list[Text] = []
    if disagree(one.audit_status for one in given):
        parts += [_said(one.audit_status, one.audited.title, one.audited.as_of) for one in given]
    if len({one.operational_status for one in works}) > 1:
        parts += [_said(one.operational_status, one.audited.title, one.audited.as_of) for one in works]
    if parts:
        said = Text("; ".join(one.en for one in parts), "、".join(one.ja for one in parts))
        entries = [one.entry for one in given if one.entry is not None]
        yield lists_disagree.finding(
            *(entry.source for entry in entries), name=facility.name, metal=metal_label(facility.metal), said=said
        )


@rule(
    "EVD-306",
    Severity.WARN,
    title=Text("It has left the list", "リストから外れた施設"),
    message=Text(
        "{name} ({metal}) was {status} on the list of {before} and is not on the one of {listed}.",
        "{name}（{metal}）は {before} のリストでは{status}でしたが、{listed} のリストにありません。",
    ),
    remedy=Text(
        "Find out why it left, and ask the suppliers that name it what they do about it.",
        "外れた理由を確認し、この施設を挙げた取引先に対応を照会してください。",
    ),
)
def left_the_list(facility: Facility, standing: Standing) -> Iterator[Finding]:
    """A facility that was on the last list but one and is gone has a history.

    What it checks
    Facilities that an earlier snapshot of the same list has, and the one in use has not. One that had passed is given
    as formerly conformant, where the newer list speaks of the metal at all.

    Why it matters
    “Not listed” would hide that it lost its place: by a failed audit, by sanctions, or because it closed.

    How to put it right
    Look at the issuer's notices.

    Source
    Public lists are snapshots; facilities leave them.
    """
    for one in standing.listed:
        if one.earlier is not None:
            before, entry = one.earlier
            yield left_the_list.finding(
                entry.source,
                one.audited.source,
                name=facility.name,
                metal=metal_label(facility.metal),
                status=status_label(entry.audit_status or NOT_LISTED),
                before=before.as_of or "—",
                listed=one.audited.as_of or "—",
            )


@rule(
    "EVD-307",
    Severity.WARN,
    title=Text("The audit no longer held", "監査の有効期限切れ"),
    message=Text(
        "{name} ({metal}) is {status} by {list} of {listed}, but its audit held until {until}, before {day}.",
        "{name}（{metal}）は {list}（{listed}）では{status}ですが、監査の期限 {until} が {day} より前です。",
    ),
    remedy=Text(
        "Look whether a later list before {day} has it with a new audit; otherwise state the date with the status.",
        "{day} 以前の新しいリストで再監査を確認し、なければ期限を併記してください。",
    ),
)
def audit_over(facility: Facility, standing: Standing, day: date) -> Iterator[Finding]:
    """A list may show an audit whose time is over.

    What it checks
    The last day of the audit as the list gives it, against the day for which the status is given. The status stays as
    the list words it.

    Why it matters
    The list speaks of its own day; by the reporting date the audit may have run out.

    How to put it right
    Get the newer list.

    Source
    Assessments hold for one to three years, by programme and risk.
    """
    for one in standing.listed:
        for entry in one.entries[:1]:
            if says(entry.audit_status) == PASSED and entry.valid_until is not None and entry.valid_until < day:
                yield audit_over.finding(
                    entry.source,
                    name=facility.name,
                    metal=metal_label(facility.metal),
                    status=status_label(entry.audit_status),
                    list=one.audited.title,
                    listed=one.audited.as_of or "—",
                    until=entry.valid_until,
                    day=day,
                )


@rule(
    "EVD-308",
    Severity.WARN,
    title=Text("Audited, and not at work", "監査済みだが操業していない"),
    message=Text(
        "{name} ({metal}) is {status}, and a list says of its operation: {operation}.",
        "{name}（{metal}）は{status}ですが、操業状況は「{operation}」です。",
    ),
    remedy=Text(
        "Ask the suppliers that name it where their metal really comes from.",
        "この施設を挙げた取引先に、実際の調達元を照会してください。",
    ),
)
def audited_and_idle(facility: Facility, standing: Standing) -> Iterator[Finding]:
    """Audit and operation are two axes; a good audit says nothing of a plant that is closed, or is no smelter.

    What it checks
    Facilities whose audit passed and of which a list says that they do not work, or are no smelters.

    Why it matters
    Metal cannot come from a plant that does not work. A supplier that names it copied a list.

    How to put it right
    Ask.

    Source
    Seen in exports: “non-legitimate” beside “conformant”.
    """
    if says(standing.audit_status) == PASSED:
        for one in standing.listed:
            if one.operational_status in IDLE and one.entry is not None:
                yield audited_and_idle.finding(
                    one.entry.source,
                    name=facility.name,
                    metal=metal_label(facility.metal),
                    status=status_label(standing.audit_status),
                    operation=status_label(one.operational_status),
                )


@rule(
    "EVD-309",
    Severity.WARN,
    title=Text("The list has another name for the id", "IDと名称がリストと異なる"),
    message=Text(
        "{cid} is {name} ({metal}) in the reference, and “{listed}” in {list}.",
        "{cid} は参照リストでは {name}（{metal}）、{list} では「{listed}」です。",
    ),
    remedy=Text(
        "Look which of the two lists has the id wrong; a renamed facility wants an alias in the reference.",
        "どちらのIDが誤りか確認してください。改称であれば参照リストに別名を追加してください。",
    ),
)
def name_on_list_differs(facility: Facility, standing: Standing, reference: Reference) -> Iterator[Finding]:
    """A mistyped id gives one facility the status of another.

    What it checks
    For every facility that a list knows by its id: whether the list's name for it is one of the reference's, letter
    case, punctuation, legal forms and the order of words aside.

    Why it matters
    The status goes by the id. If the list has the id at the wrong name, a facility that nobody audited passes.

    How to put it right
    Compare both with the issuer's page.

    Source
    A rule of this project.
    """
    for one in standing.listed:
        for entry in one.entries[:1]:
            if not (entry.cid and entry.name) or letters(entry.name) == letters(facility.name):
                continue
            named, _ = reference.named(facility.metal, entry.name)
            known = {other.cid for other in (*named, *reference.alike(facility.metal, entry.name))}
            if facility.cid not in known:
                yield name_on_list_differs.finding(
                    entry.source,
                    facility.source,
                    cid=facility.cid,
                    name=facility.name,
                    metal=metal_label(facility.metal),
                    listed=entry.name,
                    list=one.audited.title,
                )


def check_standing(facility: Facility, standing: Standing, reference: Reference, day: date) -> Iterator[Finding]:
    """Run the rules on one facility."""
    yield from lists_disagree(facility, standing)
    yield from left_the_list(facility, standing)
    yield from audit_over(facility, standing, day)
    yield from audited_and_idle(facility, standing)
    yield from name_on_list_differs(facility, standing, reference)


def _said(status: str, title: str, day: date | None) -> Text:
    label, when = status_label(status), day.isoformat() if day else "—"
    return Text(f"{label.en} by {title} of {when}", f"{title}（{when}）では{label.ja}")


RULES: tuple[AnyRule, ...] = (lists_disagree, left_the_list, audit_over, audited_and_idle, name_on_list_differs)
