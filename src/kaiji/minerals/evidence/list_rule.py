"""What can be wrong with a list of audited smelters: EVD-101 to EVD-107 and EVD-111 to EVD-113."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Protocol

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.evidence.list_register import ListStatement
from kaiji.minerals.evidence.schema import schema
from kaiji.minerals.evidence.vocabulary import DatedWord, plain

CID = re.compile(r"CID\d{6}")
SHOWN = 60


class Entry(Protocol):
    """What the rules look at in an entry of a list."""

    @property
    def cid(self) -> str:
        """Its id."""

    @property
    def metal(self) -> str:
        """Its metal."""

    @property
    def audit_status(self) -> str:
        """Its audit status."""

    @property
    def as_of(self) -> date | None:
        """The day of its row, where the row has one of its own."""

    @property
    def source(self) -> Source:
        """Its place."""


@rule(
    "EVD-101",
    Severity.ERROR,
    title=Text("Status not known", "未知の監査状況"),
    message=Text(
        "The status “{value}” of {facility} is not known, so it has none here. Close to it: {suggestions}",
        "{facility} の状況「{value}」は語彙にないため、状況なしとして扱います。候補：{suggestions}",
    ),
    remedy=Text(
        "Compare it with the issuer's page; use one of the known words, or have the word added.",
        "発行者のページで確認し、既知の語を使うか、語彙への追加を依頼してください。",
    ),
)
def status_unknown(source: Source, value: str, facility: str, suggestions: tuple[str, ...]) -> Iterator[Finding]:
    """A status that is not understood is never taken for a good one.

    What it checks
    Each audit status and operational status against the vocabulary, letter case, hyphens and width aside.

    Why it matters
    “No longer conformant” has the word conformant in it.

    How to put it right
    Find out what the issuer means.

    Source
    The status words of the evidence folder's reference page.
    """
    yield status_unknown.finding(
        source, value=value[:SHOWN], facility=facility or "—", suggestions=suggestions or ("—",)
    )


@rule(
    "EVD-102",
    Severity.ERROR,
    title=Text("List without a date", "基準日のないリスト"),
    message=Text(
        "Nobody says for which day this list holds, so no status is taken from it.",
        "このリストがいつ時点のものか、どこにも記載がないため、状況の判定に使用しません。",
    ),
    remedy=Text(
        "Write as_of into lists.toml: the date printed on the list, or the day on which it was downloaded.",
        "lists.toml の as_of に、リストに記載の日付または取得日を記入してください。",
    ),
)
def date_missing(source: Source, day: date | None, days: Collection[date | None]) -> Iterator[Finding]:
    """A status is true as of a day.

    What it checks
    Whether a day is given by the caller, by lists.toml, by a [list] line, or in the rows. Rows that all have
    their own, different days are enough.

    Why it matters
    A facility that was conformant last year may not be today; a report is about a past year.

    How to put it right
    Register the date.

    Source
    Public lists are snapshots; OECD Due Diligence Guidance, Step 4.
    """
    if day is None and (not days or None in days):
        yield date_missing.finding(source)


@rule(
    "EVD-103",
    Severity.WARN,
    title=Text("Id in another form", "IDの形式"),
    message=Text(
        "The id of {name} is “{cid}”, which is not in the form CID000000.",
        "{name} のID「{cid}」は CID000000 の形式ではありません。",
    ),
    remedy=Text(
        "Look the facility up at the issuer. Old ids belong in a list of old ids.",
        "発行者のリストで確認してください。旧IDは旧ID対照表に入れます。",
    ),
)
def id_odd(source: Source, cid: str, name: str) -> Iterator[Finding]:
    """Facilities are compared by their id.

    What it checks
    That each id is CID and six digits.

    Why it matters
    A mistyped id matches no facility, or another one.

    How to put it right
    Correct the id.

    Source
    Form of the ids in the official look-up lists since template version 3.
    """
    if not CID.fullmatch(cid):
        yield id_odd.finding(source, cid=cid[:SHOWN] or "—", name=name[:SHOWN] or "—")


@rule(
    "EVD-104",
    Severity.ERROR,
    title=Text("One facility, two statuses", "同一施設に異なる状況"),
    message=Text(
        "{cid} ({metal}) stands twice, as {first} and as {second}.",
        "{cid}（{metal}）が {first} と {second} の二通りで記載されています。",
    ),
    remedy=Text(
        "Find out which one the issuer published, and correct the list.",
        "発行者の公表内容を確認し、リストを直してください。",
    ),
)
def entry_twice(entries: Sequence[Entry]) -> Iterator[Finding]:
    """A facility has one status on one day.

    What it checks
    Entries with the same id, metal and day and different audit statuses. Until it is put right, neither is used.

    Why it matters
    Nobody can say which of the two holds.

    How to put it right
    Compare with the issuer's list.

    Source
    A rule of this project.
    """
    seen: dict[tuple[str, str, date | None], Entry] = {}
    for one in entries:
        earlier = seen.setdefault((one.cid, one.metal, one.as_of), one)
        if one.cid and earlier.audit_status != one.audit_status:
            yield entry_twice.finding(
                one.source,
                earlier.source,
                cid=one.cid,
                metal=one.metal or "—",
                first=earlier.audit_status or "—",
                second=one.audit_status or "—",
            )


@rule(
    "EVD-105",
    Severity.ERROR,
    title=Text("Not a list of smelters", "製錬業者リストとして読めない表"),
    message=Text(
        "This list lacks a column for: {missing}. Its headings are: {headings}",
        "次の列が見つかりません：{missing}。見出し：{headings}",
    ),
    remedy=Text(
        "Give the columns one of the headings that the reference page of the evidence folder lists.",
        "証拠フォルダーのリファレンスにある見出しを付けてください。",
    ),
)
def columns_unknown(source: Source, known: Collection[str], headings: tuple[str, ...]) -> Iterator[Finding]:
    """A list is understood by its headings.

    What it checks
    The first twenty rows for one that names the id and the name of facilities, in English or Japanese.

    Why it matters
    Without the id a facility can be compared only by its exact name, and without the name not at all by eye.

    How to put it right
    Add or rename the headings.

    Source
    The schema of audited lists.
    """
    fields = schema("audited_list").columns.fields
    missing = tuple(field.key for field in fields if field.required and field.key not in known)
    if missing:
        shown = tuple(heading.strip()[:SHOWN] for heading in headings if heading.strip())[:10]
        severity = Severity.WARN if missing == ("cid",) else Severity.ERROR
        yield columns_unknown.finding(source, severity=severity, missing=missing, headings=shown or ("—",))


@rule(
    "EVD-106",
    Severity.ERROR,
    title=Text("List without a status", "状況のないリスト"),
    message=Text(
        "There is no column for the audit status, so no entry of this list counts as audited.",
        "監査状況の列がないため、このリストの施設はどれも監査済みとは扱いません。",
    ),
    remedy=Text(
        "Add the column. If the issuer has one list for each status, write that status into lists.toml.",
        "列を追加してください。状況別のリストであれば、lists.toml の status に記入してください。",
    ),
)
def status_column_missing(source: Source, columns: Collection[str], stated: ListStatement | None) -> Iterator[Finding]:
    """To be listed is not to be conformant.

    What it checks
    Whether there is a column for the audit status, or the register gives one for the whole list.

    Why it matters
    Look-up lists hold every known facility, audited or not. To read them as audited would be false.

    How to put it right
    Add the status as the issuer gives it.

    Source
    The look-up list of the official template says so of itself.
    """
    if "status" not in columns and not (stated and stated.status):
        yield status_column_missing.finding(source)


@rule(
    "EVD-107",
    Severity.WARN,
    title=Text("Two dates for one list", "基準日の不一致"),
    message=Text(
        "The list is dated {first} in one place and {second} in another; {first} was taken.",
        "リストの基準日が {first} と {second} の二通りあり、{first} を採用しました。",
    ),
    remedy=Text("Correct the wrong one.", "誤っている方を直してください。"),
)
def date_disagrees(source: Source, days: tuple[date, ...]) -> Iterator[Finding]:
    """All places that date a list should agree.

    What it checks
    The day that the caller, lists.toml, a [list] line and a date column give; the first of these is taken.

    Why it matters
    The comparison with the list is dated by it.

    How to put it right
    Compare with the issuer's list.

    Source
    A rule of this project.
    """
    other = next((day for day in days if day != days[0]), None)
    if other is not None:
        yield date_disagrees.finding(source, first=days[0], second=other)


@rule(
    "EVD-111",
    Severity.INFO,
    title=Text("Word of earlier days", "旧用語"),
    message=Text(
        "“{word}” was used until {until}; it was read as {key} ({note}).",
        "「{word}」は {until} までの用語です。{key} として読み取りました。",
    ),
    remedy=Text(
        "Check that the list is as old as its words, and write today's word in the report.",
        "リストの時期と用語が合うか確認し、報告書では現在の用語を使ってください。",
    ),
)
def word_of_earlier_days(source: Source, word: DatedWord, key: str) -> Iterator[Finding]:
    """Programmes rename their statuses; an old word is understood, and dated.

    What it checks
    Statuses for words that were used until a known day; each word is reported once.

    Why it matters
    A report that uses a word of an earlier programme looks copied from an earlier year.

    How to put it right
    Use the present word in the report.

    Source
    The dated words of the status vocabulary.
    """
    yield word_of_earlier_days.finding(source, word=word.word, until=word.until, key=key, note=word.note)


@rule(
    "EVD-112",
    Severity.ERROR,
    title=Text("List without facilities", "施設のないリスト"),
    message=Text(
        "This list names no facility, so every smelter would count as not listed.",
        "このリストには施設が1件もなく、すべての製錬所が「未掲載」になります。",
    ),
    remedy=Text(
        "Look whether the download broke off, or whether a filter was set when the list was saved.",
        "取得が途中で終わっていないか、絞り込んだまま保存していないか確認してください。",
    ),
)
def list_empty(source: Source, entries: Sequence[Entry], found: Sequence[Finding]) -> Iterator[Finding]:
    """An empty list speaks of nobody.

    What it checks
    That at least one facility was read, where the headings were understood.

    Why it matters
    Silence of an empty list looks like the silence of a full one: “not listed”.

    How to put it right
    Get the list anew.

    Source
    A rule of this project.
    """
    if not entries and not any(one.code == columns_unknown.code and one.severity is Severity.ERROR for one in found):
        yield list_empty.finding(source)


@rule(
    "EVD-113",
    Severity.ERROR,
    title=Text("Declared heading not there", "指定した見出しがない"),
    message=Text(
        "The register says that the heading “{heading}” holds {field}, but the list has no such heading: {headings}",
        "台帳では「{heading}」を {field} の見出しとしていますが、リストにありません。見出し：{headings}",
    ),
    remedy=Text(
        "Compare the headings with the list; the issuer may have renamed them.",
        "リストの見出しと照合してください。発行者が変更した可能性があります。",
    ),
)
def declared_heading_missing(source: Source, stated: ListStatement, headings: tuple[str, ...]) -> Iterator[Finding]:
    """A heading that somebody declared must be in the list.

    What it checks
    The columns of lists.toml against the header of the list.

    Why it matters
    A renamed status column would make every facility one without a status.

    How to put it right
    Correct lists.toml.

    Source
    A rule of this project.
    """
    known = {plain(heading) for heading in headings}
    for field, heading in stated.columns:
        if plain(heading) not in known:
            shown = tuple(one.strip()[:SHOWN] for one in headings if one.strip())[:10]
            yield declared_heading_missing.finding(source, heading=heading, field=field, headings=shown or ("—",))


RULES: tuple[AnyRule, ...] = (
    status_unknown,
    date_missing,
    id_odd,
    entry_twice,
    columns_unknown,
    status_column_missing,
    date_disagrees,
    word_of_earlier_days,
    list_empty,
    declared_heading_missing,
)
