"""activities.csv: the log of what was done, when, by whom and for which suppliers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from kaiji.core.finding import Finding, Severity
from kaiji.core.period import Period
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.evidence.record import Record, read_records
from kaiji.minerals.evidence.schema import schema
from kaiji.minerals.evidence.vocabulary import load

ALL = "all"


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """A kind of act.

    Args:
        step: of the OECD Guidance; 0 for an act outside the five steps.
        proves: what a record of it proves.
        needs: columns that must be filled for that.
    """

    key: str
    label: Text
    step: int
    proves: Text
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """One act.

    Args:
        id: number of the record.
        day: when it was done; None where the date could not be read.
        kind: key of its kind; nothing where it could not be read.
        step: as the row says, or else its kind.
        suppliers: keys of the suppliers concerned, or ``all`` alone.
        who: people and bodies with their role.
        documents: file names of the proofs.
        digest: of the document, where it must be that very file.
    """

    id: str
    day: date | None
    kind: str
    step: int
    suppliers: tuple[str, ...]
    who: tuple[str, ...]
    documents: tuple[str, ...]
    digest: str
    detail: str
    language: str
    source: Source

    @property
    def document(self) -> str:
        """The first proof, or nothing."""
        return self.documents[0] if self.documents else ""

    def concerns(self, supplier: str) -> bool:
        """Tell whether the act concerned a supplier, by name or with all."""
        return supplier in self.suppliers or self.concerns_all

    @property
    def concerns_all(self) -> bool:
        """Tell whether the act concerned all suppliers."""
        return any(key.casefold() == ALL for key in self.suppliers)


@dataclass(frozen=True, slots=True)
class ActivityLog:
    """The acts in the order of the file, and what was found on reading."""

    source: Source
    activities: tuple[Activity, ...]
    findings: tuple[Finding, ...] = ()

    def of(
        self, kind: str, within: Period | None = None, suppliers: Collection[str] | None = None
    ) -> tuple[Activity, ...]:
        """Give the acts of a kind.

        Args:
            kind: a key of the vocabulary; another one is a bug and raises KeyError.
            within: only acts in this period; an act without a readable date is in none.
            suppliers: only acts that concern at least one of these.
        """
        kinds()[kind]
        return tuple(
            one
            for one in self.activities
            if one.kind == kind
            and (within is None or (one.day is not None and one.day in within))
            and (suppliers is None or any(one.concerns(key) for key in suppliers))
        )

    def reached(self, kind: str, among: Iterable[str], within: Period | None = None) -> tuple[str, ...]:
        """Give those of some suppliers whom at least one act of a kind concerned (“we met each of them”)."""
        acts = self.of(kind, within)
        return tuple(key for key in among if any(one.concerns(key) for one in acts))


@cache
def kinds() -> Mapping[str, ActivityKind]:
    """Give the kinds of acts by key, in the order of the data file."""
    return {
        one["key"]: ActivityKind(
            one["key"],
            Text(one["en"], one["ja"]),
            one["step"],
            Text(one["proves"]["en"], one["proves"]["ja"]),
            tuple(one["needs"]),
        )
        for one in load("activity_kind.toml")["kind"]
    }


def read_activities(data: bytes, name: str) -> ActivityLog:
    """Read activities.csv.

    Args:
        data: the file's bytes.
        name: its name, for people.
    """
    read = read_records(data, name, schema("activities"))
    activities = tuple(map(_activity, read.records))
    checks = (
        found
        for record, one in zip(read.records, activities, strict=True)
        for found in (*need_missing(record, one), *step_odd(record, one))
    )
    return ActivityLog(read.source, activities, (*read.findings, *checks, *recorded_twice(activities)))


def _activity(record: Record) -> Activity:
    kind = kinds().get(record.text("kind"))
    step = record.count("step")
    return Activity(
        record.text("id"),
        record.day("date"),
        kind.key if kind else "",
        step if step is not None else kind.step if kind else 0,
        record.items("suppliers"),
        record.items("who"),
        record.items("document"),
        record.text("digest"),
        record.text("detail"),
        record.text("language"),
        record.source,
    )


@rule(
    "EVD-050",
    Severity.ERROR,
    title=Text("Record proves nothing yet", "証明力のない記録"),
    message=Text(
        "“{kind}” ({activity}) proves that {proves}, but these columns are empty: {missing}.",
        "「{kind}」（{activity}）は、{proves}を証明するものですが、次の列が空欄です：{missing}",
    ),
    remedy=Text("Fill in these columns.", "該当の列を記入してください。"),
)
def need_missing(record: Record, activity: Activity) -> Iterator[Finding]:
    """Each kind of act needs certain facts to prove what it says.

    What it checks
    The columns that the kind needs, by the list of kinds.

    Why it matters
    A meeting without its suppliers, or an approval without its document, supports no sentence of the report.

    How to put it right
    Write who, which suppliers, which document, as the columns named ask.

    Source
    The list of kinds; OECD Due Diligence Guidance, five steps.
    """
    kind = kinds().get(activity.kind)
    if kind is None:
        return
    missing = tuple(name for name in kind.needs if name not in record.given)
    if missing:
        yield need_missing.finding(
            record.source, kind=kind.label, activity=activity.id or "—", proves=kind.proves, missing=missing
        )


@rule(
    "EVD-051",
    Severity.WARN,
    title=Text("Another step than usual", "通常と異なるステップ"),
    message=Text(
        "“{kind}” belongs to step {usual} of the OECD Guidance; the row says {step}.",
        "「{kind}」はOECDガイダンスのステップ{usual}に属しますが、行ではステップ{step}となっています。",
    ),
    remedy=Text("Leave the step empty, or check it.", "ステップを空欄にするか、内容を確認してください。"),
)
def step_odd(record: Record, activity: Activity) -> Iterator[Finding]:
    """An act under the wrong step makes one step look empty and another full.

    What it checks
    The column step against the step of the kind, and that it is 0 to 5.

    Why it matters
    The report lists the measures step by step. A grievance channel belongs to step 1, wherever older reports
    put it.

    How to put it right
    Leave the column empty: the kind knows its step.

    Source
    OECD Due Diligence Guidance, Annex I.
    """
    kind, step = kinds().get(activity.kind), record.count("step")
    if kind is not None and step is not None and step != kind.step:
        yield step_odd.finding(record.source_of("step"), kind=kind.label, usual=kind.step, step=step)


@rule(
    "EVD-055",
    Severity.WARN,
    title=Text("Recorded twice", "活動の二重記録"),
    message=Text(
        "{activity} and {earlier} record the same kind of act on the same day for the same suppliers.",
        "{activity} と {earlier} は、同じ日・同じ種類・同じ取引先の記録です。",
    ),
    remedy=Text(
        "Remove one, or say in the detail what is different.",
        "一方を削除するか、違いを内容欄に書いてください。",
    ),
)
def recorded_twice(activities: tuple[Activity, ...]) -> Iterator[Finding]:
    """One act in two rows is counted twice.

    What it checks
    Rows with the same day, kind, suppliers, people, documents and detail.

    Why it matters
    The number of meetings or requests in the report would be wrong.

    How to put it right
    Remove the second row.

    Source
    A rule of this project.
    """
    seen: dict[tuple[object, ...], Activity] = {}
    for one in activities:
        if one.day is None or not one.kind:
            continue
        same = (one.day, one.kind, frozenset(one.suppliers), one.who, one.documents, one.detail)
        earlier = seen.setdefault(same, one)
        if earlier is not one:
            yield recorded_twice.finding(one.source, earlier.source, activity=one.id or "—", earlier=earlier.id or "—")


RULES: tuple[AnyRule, ...] = (need_missing, step_odd, recorded_twice)
