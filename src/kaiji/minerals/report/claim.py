"""Claims: what the report may say was done, decided sentence by sentence from the activity log."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from kaiji.core.document import Assertion, Quote, Run
from kaiji.core.figure import Figure
from kaiji.core.finding import Finding, Severity
from kaiji.core.period import Period
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.evidence.activity import Activity, kinds
from kaiji.minerals.report.sentence import Filling, assertion, join, quote_dates

PLANS = 6


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence that a report may make.

    Args:
        step: of the due diligence framework, 1 to 5; 0 is the inquiry itself, 6 what is planned.
        kinds: the activities any of which proves it.
        window: when they must have happened; see claims.toml.
        needs: values without which the sentence cannot be made.
        missing: severity of the finding when nothing proves it.
        text: the sentence; with ``reach``, ``all`` and ``some`` stand for it.
    """

    key: str
    step: int
    kinds: tuple[str, ...]
    window: str
    needs: tuple[str, ...]
    missing: Severity
    reach: bool
    text: str
    all: str
    some: str


@dataclass(frozen=True)
class Season:
    """The days that matter: the reporting year, and the day up to which things count."""

    year: int
    until: date

    def window(self, name: str) -> Period:
        """Give the days of a window by its name in claims.toml."""
        year = Period.calendar_year(self.year)
        spans = {
            "year": year,
            "season": Period(year.start, max(self.until, year.end)),
            "before": Period(date.min, max(self.until, year.end)),
            "after": Period(date(self.year + 1, 1, 1), max(self.until, date(self.year + 1, 1, 1))),
            "posting": Period(date(self.year + 1, 1, 1), date(self.year + 2, 12, 31)),
        }
        return spans[name]


@dataclass(frozen=True)
class Told:
    """What came of the claims.

    Args:
        sentences: those that are proved.
        findings: what is not said, and why.
        measures: key of each stated claim, an activity that proves it, and the suppliers which that one reached.
    """

    sentences: tuple[tuple[Claim, Assertion], ...]
    findings: tuple[Finding, ...]
    measures: tuple[tuple[str, Activity, tuple[str, ...]], ...] = ()

    def of_step(self, step: int) -> tuple[Assertion, ...]:
        """Give the sentences of one step, in the order of the list of claims."""
        return tuple(sentence for claim, sentence in self.sentences if claim.step == step)

    @property
    def measures_told(self) -> tuple[Assertion, ...]:
        """The sentences of the five steps, in their order."""
        return tuple(sentence for claim, sentence in self.sentences if 1 <= claim.step < PLANS)


@cache
def claims() -> tuple[Claim, ...]:
    """Give the list of claims, read once from the data file beside this module."""
    text = (resources.files("kaiji.minerals.report") / "claims.toml").read_text(encoding="utf-8")
    return tuple(
        Claim(
            key=one["key"],
            step=one["step"],
            kinds=tuple(one["kinds"]),
            window=one["window"],
            needs=tuple(one.get("needs", ())),
            missing=Severity(one["missing"]),
            reach=one.get("reach", False),
            text=one.get("text", ""),
            all=one.get("all", ""),
            some=one.get("some", ""),
        )
        for one in tomllib.loads(text)["claims"]
    )


def tell(
    activities: Sequence[Activity],
    season: Season,
    asked: Sequence[str],
    values: Mapping[str, Filling],
    log: Source,
) -> Told:
    """Decide every claim from the log.

    Args:
        activities: the whole log.
        season: the reporting year and the day up to which things count.
        asked: keys of the suppliers asked.
        values: what sentences may need beside dates and reach, by gap name; a missing one is not known.
        log: the activity log's file, for findings on what is not in it.
    """
    sentences: list[tuple[Claim, Assertion]] = []
    findings: list[Finding] = []
    measures: list[tuple[str, Activity, tuple[str, ...]]] = []
    for claim in claims():
        known = [one for one in activities if one.kind in claim.kinds and one.day is not None]
        window = season.window(claim.window)
        inside = [one for one in known if one.day is not None and one.day in window and proves(one)]
        if claim.reach and any(reached([one], asked) for one in inside):
            # An entry that reached nobody who was asked (a training of one's own people) lends no date to the sentence.
            inside = [one for one in inside if reached([one], asked)]
        needed = _needed(claim, inside, values)
        if not inside:
            findings += claim_unproved(claim, known, season, log)
        elif isinstance(needed, str):
            findings += claim_lacks_value(claim, needed, inside)
        else:
            sentence = _sentence(claim, inside, asked, needed)
            if sentence is None:
                findings += claim_reaches_nobody(claim, inside)
                continue
            findings += claim_narrowed(claim, inside, asked)
            sentences.append((claim, sentence))
            measures += [(claim.key, one, reached([one], asked) if claim.reach else ()) for one in inside]
    return Told(tuple(sentences), tuple(findings), tuple(measures))


def reached(activities: Sequence[Activity], asked: Sequence[str]) -> tuple[str, ...]:
    """Give the suppliers asked that the activities reach; ``all`` reaches every one of them."""
    named = {key for one in activities for key in one.suppliers}
    if any(one.concerns_all for one in activities):
        return tuple(asked)
    return tuple(key for key in asked if key in named)


def proves(activity: Activity) -> bool:
    """Tell whether an entry has everything that its kind needs to prove something: who, for whom, by which document."""
    columns = {
        "who": activity.who,
        "document": activity.documents,
        "suppliers": activity.suppliers,
        "language": activity.language,
        "detail": activity.detail,
        "digest": activity.digest,
    }
    return all(columns.get(need, True) for need in kinds()[activity.kind].needs)


def _needed(claim: Claim, inside: Sequence[Activity], values: Mapping[str, Filling]) -> dict[str, Filling] | str:
    """Give the values of a claim's gaps, or the name of the first that is not known."""
    found = dict(values)
    sources: dict[str, list[Source]] = {}
    for one in inside:
        for name in one.who:
            sources.setdefault(name, []).append(one.source)
    found.pop("who", None)
    if sources:
        quotes: list[Run] = [Quote(name, f"{claim.key}.who", tuple(places)) for name, places in sources.items()]
        found["who"] = join(quotes)
    return next((need for need in claim.needs if need not in found), found)


def _sentence(
    claim: Claim, inside: Sequence[Activity], asked: Sequence[str], values: Mapping[str, Filling]
) -> Assertion | None:
    sources = tuple(one.source for one in inside)
    filled = dict(values)
    filled["dates"] = quote_dates([(one.day, one.source) for one in inside if one.day], f"{claim.key}.date")
    template = claim.text
    if claim.reach:
        keys = reached(inside, asked)
        if not keys:
            return None
        template = claim.all if len(keys) == len(asked) else claim.some
        filled["reached"] = Figure.of(len(keys), key=f"{claim.key}.reached", sources=sources)
    return assertion(template, filled, claim.key, sources)


@rule(
    "SD-101",
    Severity.ERROR,
    title=Text("A measure is not proved", "証跡のない記述"),
    message=Text(
        "The report does not say “{claim}”: the activity log has no entry of the kind {kinds} {window}{outside}.",
        "活動記録に {kinds} の記録が{window}ないため、報告書に「{claim}」を記載していません{outside}。",
    ),
    remedy=Text(
        "If it was done, enter it into the activity log with its date and document; if not, leave it out.",
        "実施済みであれば日付と資料を添えて活動記録に追加し、未実施であれば記載しないでください。",
    ),
)
def claim_unproved(claim: Claim, known: Sequence[Activity], season: Season, log: Source) -> Iterator[Finding]:
    """A sentence without evidence is not printed.

    What it checks
    For each measure that a report may state, whether the activity log has an entry of the right kind inside the
    window in which it counts. Entries outside the window are named.

    Why it matters
    Form SD is filed, and the company answers for each sentence. Last year's sentence kept by habit is the most
    frequent error in such reports.

    How to put it right
    Record what was done. What was not done is not said.

    Source
    OECD Guidance, five-step framework; Form SD, Item 1.01(c).
    """
    window = season.window(claim.window)
    outside = Text("")
    if known:
        days = ", ".join(f"{one.id} {one.day}" for one in known[:5])
        outside = Text(
            f"; outside that time, or lacking a column that it needs, there is {days}",
            f"（期間外、または必要な列が空欄の記録：{days}）",
        )
    if window.start == date.min:
        span = Text(f"up to {window.end}", f"{window.end} まで")
    else:
        span = Text(f"from {window.start} to {window.end}", f"{window.start} から {window.end} の間に")
    sources = [one.source for one in known] or [log]
    yield claim_unproved.finding(
        *sources,
        severity=claim.missing,
        claim=_short(claim),
        kinds=claim.kinds,
        window=span,
        outside=outside,
    )


@rule(
    "SD-102",
    Severity.ERROR,
    title=Text("A measure lacks a detail", "記述に必要な項目の不足"),
    message=Text(
        "The report does not say “{claim}”: {need} is not known.",
        "{need}が不明のため、報告書に「{claim}」を記載していません。",
    ),
    remedy=Text("Give {need}.", "{need}を記入してください。"),
)
def claim_lacks_value(claim: Claim, need: str, inside: Sequence[Activity]) -> Iterator[Finding]:
    """A sentence with a gap is not printed.

    What it checks
    Whether everything that the sentence names is known: the person or body, the address, the list.

    Why it matters
    A placeholder in a filing is worse than a missing sentence.

    How to put it right
    Fill the field that the finding names.

    Source
    Rule of this project: nothing is said without evidence.
    """
    yield claim_lacks_value.finding(
        *(one.source for one in inside), severity=claim.missing, claim=_short(claim), need=NEEDS[need]
    )


@rule(
    "SD-103",
    Severity.INFO,
    title=Text("A measure did not reach everybody", "一部の取引先のみの施策"),
    message=Text(
        "“{claim}” is stated for {reached} of {asked} suppliers; not reached: {others}.",
        "「{claim}」は{asked}社中{reached}社についてのみ記載しました。対象外：{others}",
    ),
    remedy=Text(
        "Nothing, if that is so. If the others were reached, record it.",
        "事実であれば対応不要です。他の取引先にも実施した場合は記録してください。",
    ),
)
def claim_narrowed(claim: Claim, inside: Sequence[Activity], asked: Sequence[str]) -> Iterator[Finding]:
    """The words "all suppliers" are said only when all were reached.

    What it checks
    For measures that concern suppliers, whether the log's entries together name every supplier that was asked.

    Why it matters
    A report that says "all" where it was twelve of fourteen is false.

    How to put it right
    Nothing; the sentence was worded to the true number.

    Source
    Rule of this project.
    """
    keys = reached(inside, asked) if claim.reach else asked
    if len(keys) < len(asked):
        yield claim_narrowed.finding(
            *(one.source for one in inside),
            claim=_short(claim),
            reached=len(keys),
            asked=len(asked),
            others=tuple(key for key in asked if key not in keys),
        )


@rule(
    "SD-104",
    Severity.ERROR,
    title=Text("A measure names no supplier", "取引先の記載がない施策"),
    message=Text(
        "The report does not say “{claim}”: the entries {entries} name no supplier that was asked.",
        "記録 {entries} に調査対象の取引先がないため、報告書に「{claim}」を記載していません。",
    ),
    remedy=Text(
        "Enter the suppliers' keys, or “all”, into the column “suppliers”.",
        "suppliers 列に取引先のキー、または all を記入してください。",
    ),
)
def claim_reaches_nobody(claim: Claim, inside: Sequence[Activity]) -> Iterator[Finding]:
    """A measure towards suppliers needs to say towards which.

    What it checks
    Whether the log's entries for a supplier measure name at least one supplier that was asked.

    Why it matters
    Without it the report could not say how many suppliers were reached.

    How to put it right
    Fill the column.

    Source
    Rule of this project.
    """
    yield claim_reaches_nobody.finding(
        *(one.source for one in inside),
        severity=claim.missing,
        claim=_short(claim),
        entries=tuple(one.id for one in inside),
    )


NEEDS: Mapping[str, Text] = {
    "who": Text("who did it (column “who”)", "実施者（who 列）"),
    "policy_urls": Text("the address of the policy (company.toml)", "方針の掲載先（company.toml）"),
    "report_urls": Text("the address of the report (company.toml)", "報告書の掲載先（company.toml）"),
    "grievance": Text("the address for concerns (company.toml)", "通報窓口の連絡先（company.toml）"),
    "list": Text("the audited list with its date (lists/)", "監査済みリストとその日付（lists/）"),
    "audit_programme": Text("the audit programme", "監査プログラム"),
}


def _short(claim: Claim) -> str:
    return claim.key.replace("_", " ")


RULES: tuple[AnyRule, ...] = (claim_unproved, claim_lacks_value, claim_narrowed, claim_reaches_nobody)
