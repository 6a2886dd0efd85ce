"""Dated snapshots of lists: which of them speaks for a day. A status is never taken from a list of a later day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.matching.name import fold
from kaiji.minerals.evidence.smelter_list import AuditedEntry, AuditedList
from kaiji.minerals.evidence.vocabulary import load


@dataclass(frozen=True, slots=True)
class Age:
    """From which day on a list may be how many days old, and who says so."""

    since: date
    days: int
    source: str


@dataclass(frozen=True)
class Snapshots:
    """The lists that speak for a day.

    Args:
        day: the day for which a status is given.
        used: of every series the last list on or before the day, in the order in which the series were given.
        earlier: lists of the same series from before, newest first; they tell who left a list.
    """

    day: date
    used: tuple[AuditedList, ...]
    earlier: tuple[AuditedList, ...] = ()
    findings: tuple[Finding, ...] = ()

    def before(self, audited: AuditedList) -> tuple[AuditedList, ...]:
        """Give the earlier lists of the series of a list that is used, newest first."""
        return tuple(one for one in self.earlier if series_of(one) == series_of(audited))


def series_of(audited: AuditedList) -> tuple[str, str]:
    """Give what the snapshots of one list have in common: the issuer, and the metal where each metal has its own list.

    Lists of which nobody says who issued them are one series: the later then stands for all, which gives fewer
    statuses and never one too many.
    """
    return fold(audited.issuer), audited.metal


def snapshots_on(lists: Sequence[AuditedList], day: date) -> Snapshots:
    """Choose the lists that speak for a day.

    Lists of one series and one day are one list in several files. A list without a day of its own, whose rows have
    each their own, is a history: of every facility the last row on or before the day counts. The result depends on
    the lists and the day alone, not on the order of files or on today.

    Args:
        lists: as they were read; one that nobody dates is left out (EVD-102 was found on reading).
        day: the day for which a status is wanted.
    """
    series: dict[tuple[str, str], list[AuditedList]] = {}
    for one in lists:
        found = series.setdefault(series_of(one), [])
        dated = _history(one, day) if one.as_of is None else one
        if dated is not None:
            found.append(dated)
    findings: list[Finding] = list(issuer_missing(lists))
    used, earlier = [], []
    for found in series.values():
        past = sorted((one for one in found if one.as_of and one.as_of <= day), key=_order)
        later = sorted((one for one in found if one.as_of and one.as_of > day), key=_order)
        days = sorted({one.as_of for one in past if one.as_of})
        chosen = _joined([one for one in past if one.as_of == days[-1]]) if days else None
        for one in later:
            findings += list_later(one, day, chosen)
        if chosen is None:
            continue
        used.append(chosen)
        before = [_joined([one for one in past if one.as_of == when]) for when in reversed(days[:-1])]
        earlier += before
        for one in before:
            findings += list_replaced(one, chosen, day)
        findings += list_old(chosen.source, chosen.as_of, chosen.title, day, "audited")
    return Snapshots(day, tuple(used), tuple(earlier), tuple(findings))


@cache
def list_ages() -> Mapping[str, tuple[Age, ...]]:
    """Give the ages after which lists are old, by kind of list, from the dated data file."""
    data = load("list_age.toml")
    return {kind: tuple(Age(one["since"], one["days"], one["source"]) for one in ages) for kind, ages in data.items()}


def age_on(kind: str, day: date) -> Age | None:
    """Give the age that holds on a day for a kind of list (``audited``, ``screening``), or None before the first."""
    return max((one for one in list_ages()[kind] if one.since <= day), key=lambda one: one.since, default=None)


def _order(one: AuditedList) -> tuple[date, str, str]:
    return one.as_of or date.min, one.name, one.source.digest


def _joined(parts: Sequence[AuditedList]) -> AuditedList:
    """Make one list of the files of one series and day; it goes by the first file's name."""
    return replace(parts[0], entries=tuple(entry for one in parts for entry in one.entries))


def _history(audited: AuditedList, day: date) -> AuditedList | None:
    """Make the snapshot of a day from a list whose rows are dated; None where some row is not, or there is none."""
    if not audited.entries or any(entry.as_of is None for entry in audited.entries):
        return None
    last: dict[tuple[str, str], list[AuditedEntry]] = {}
    for entry in audited.entries:
        if entry.as_of is not None and entry.as_of <= day:
            kept = last.setdefault((entry.cid or fold(entry.name), entry.metal), [])
            if kept and kept[0].as_of is not None and kept[0].as_of < entry.as_of:
                kept.clear()
            if not kept or kept[0].as_of == entry.as_of:
                kept.append(entry)
    entries = tuple(entry for kept in last.values() for entry in kept)
    days = [entry.as_of for entry in entries or audited.entries if entry.as_of is not None]
    return replace(audited, entries=entries, as_of=max(days) if entries else min(days))


@rule(
    "EVD-301",
    Severity.ERROR,
    title=Text("List of a later day", "基準日より後のリスト"),
    message=Text(
        "The list {list} is of {listed}, after {day}, and is not used. {instead}",
        "リスト {list} の基準日 {listed} は {day} より後のため使用しません。{instead}",
    ),
    remedy=Text(
        "Keep the list that was in force on {day} and name it; a status of today says nothing of that day.",
        "{day} 時点で有効なリストを保管し、指定してください。現在の状況は当時の状況を示しません。",
    ),
)
def list_later(audited: AuditedList, day: date, chosen: AuditedList | None) -> Iterator[Finding]:
    """A status as of a day is never taken from a list of a later day.

    What it checks
    The day of each list against the day for which the status is wanted. Where an earlier list of the same issuer is
    used instead, this is only to know; where there is none, nothing can be said of any facility of this list.

    Why it matters
    A facility that became conformant in May was not so in December, and a report is about a past year.

    How to put it right
    Keep a copy of every list under its day.

    Source
    Public lists are snapshots; a comparison names the list's version and date.
    """
    if audited.as_of is None:
        return
    instead = Text("No earlier list of this issuer is there.", "同じ発行者の、それ以前のリストがありません。")
    if chosen is not None and chosen.as_of is not None:
        instead = Text(
            f"The list {chosen.name} of {chosen.as_of.isoformat()} is used.",
            f"{chosen.as_of.isoformat()} 時点のリスト {chosen.name} を使用します。",
        )
    severity = Severity.INFO if chosen is not None else Severity.ERROR
    yield list_later.finding(
        audited.source, severity=severity, list=audited.title, listed=audited.as_of, day=day, instead=instead
    )


@rule(
    "EVD-302",
    Severity.WARN,
    title=Text("Old list", "古いリスト"),
    message=Text(
        "The list {list} is of {listed}, {age} days before {day}; {most} days are usual.",
        "リスト {list} の基準日 {listed} は {day} の {age} 日前です（目安は {most} 日以内）。",
    ),
    remedy=Text(
        "Use the issuer's list nearest before {day}, or state why this one was the last.",
        "{day} 以前で最も新しいリストを使うか、これが最新である理由を記録してください。",
    ),
)
def list_old(source: Source, listed: date | None, title: str, day: date, kind: str) -> Iterator[Finding]:
    """What a list said long before the day may no longer have been so on the day.

    What it checks
    The days between the list and the day for which it is used, against a dated threshold.

    Why it matters
    An assessment holds for a year as a rule; a new sanction holds at once.

    How to put it right
    Get the list of the time.

    Source
    `list_age.toml`: each threshold with the day from which it holds and where it comes from.
    """
    age = age_on(kind, day)
    if listed is not None and age is not None and (day - listed).days > age.days:
        yield list_old.finding(source, list=title, listed=listed, day=day, age=(day - listed).days, most=age.days)


@rule(
    "EVD-303",
    Severity.WARN,
    title=Text("Lists of unknown issuers", "発行者不明のリスト"),
    message=Text(
        "Nobody says who issued this list and {count} others given with it; they count as one, of which the last is used.",
        "このリストほか {count} 件の発行者が不明です。一連のリストとみなし、最新のものだけを使用します。",
    ),
    remedy=Text(
        "Write the issuer into lists.toml, or into a [list] line above the headings.",
        "lists.toml、または見出しの上の [list] 行に発行者を記入してください。",
    ),
)
def issuer_missing(lists: Iterable[AuditedList]) -> Iterator[Finding]:
    """Two lists of one issuer are snapshots of one list; two of different issuers stand beside each other.

    What it checks
    Where more than one list is given, whether each says who issued it.

    Why it matters
    An old list of the same issuer must not speak beside the new one.

    How to put it right
    Name the issuer.

    Source
    A rule of this project.
    """
    unnamed = [one for one in lists if not fold(one.issuer)]
    if len(unnamed) > 1 and len({one.as_of for one in unnamed}) > 1:
        yield issuer_missing.finding(*(one.source for one in unnamed), count=len(unnamed) - 1)


@rule(
    "EVD-304",
    Severity.INFO,
    title=Text("Earlier list not used", "以前のリスト"),
    message=Text(
        "The list {list} of {listed} gives way to the one of {chosen}, the last on or before {day}.",
        "リスト {list}（{listed}）ではなく、{day} 以前で最新の {chosen} のリストを使用します。",
    ),
    remedy=Text(
        "Nothing, if both are snapshots of one list. If they are two lists, give each its own issuer.",
        "同じリストの別時点であれば対応不要です。別のリストであれば、それぞれの発行者を記入してください。",
    ),
)
def list_replaced(audited: AuditedList, chosen: AuditedList, day: date) -> Iterator[Finding]:
    """Of several snapshots, the last on or before the day speaks.

    What it checks
    Lists of one issuer (and metal) with different days.

    Why it matters
    Nothing that was given is left out in silence.

    How to put it right
    Nothing is wrong with keeping every snapshot; that is how it is meant.

    Source
    Public lists are snapshots.
    """
    if audited.as_of is not None and chosen.as_of is not None:
        yield list_replaced.finding(
            audited.source, list=audited.title, listed=audited.as_of, chosen=chosen.as_of, day=day
        )


RULES: tuple[AnyRule, ...] = (list_later, list_old, issuer_missing, list_replaced)
