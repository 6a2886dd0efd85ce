"""Lists for screening, as a company keeps them: sanctioned names, and high-risk areas. Each has its issuer and its day.

They are the user's own. Kaiji brings none, since such lists change within days; and they are never mixed with audits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats.csv_table import LIMITS, BoundedFindings, CsvRow, read_csv
from kaiji.minerals.evidence.field import read_value
from kaiji.minerals.evidence.list_register import ListStatement
from kaiji.minerals.evidence.schema import Field, Section, schema
from kaiji.minerals.evidence.smelter_list import ListRow, statement_line
from kaiji.minerals.evidence.snapshot import list_old
from kaiji.minerals.evidence.vocabulary import plain

SHOWN = 60


class ScreenKind(StrEnum):
    """What a list is for; the word is its role in lists.toml and the name of its schema."""

    SANCTIONS = "sanctions"
    AREAS = "high_risk_areas"


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """One row of a list.

    Args:
        name: who is sanctioned; for an area its name, or nothing where the whole country is meant.
        aliases: other names of the same.
        ids: ids of facilities.
        country: as the list words it.
        programme: under which act or programme, as the list words it.
        since: first day on which it holds; None where the list does not say.
        until: last day on which it holds.
    """

    name: str
    aliases: tuple[str, ...]
    ids: tuple[str, ...]
    country: str
    programme: str
    since: date | None
    until: date | None
    source: Source

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its other names."""
        return tuple(one for one in (self.name, *self.aliases) if one)


@dataclass(frozen=True, slots=True)
class ScreenList:
    """One list as of a day; ``as_of`` is None where nobody says from when it is."""

    kind: ScreenKind
    name: str
    issuer: str
    version: str
    as_of: date | None
    entries: tuple[ScreenEntry, ...]
    source: Source

    @property
    def title(self) -> str:
        """Issuer and version, or the file's name where neither is known."""
        return " ".join(part for part in (self.issuer, self.version) if part) or self.name


@dataclass(frozen=True, slots=True)
class ScreenReading:
    """What came of a list, and what was found on reading."""

    listed: ScreenList
    findings: tuple[Finding, ...]


def read_screening(data: bytes, name: str, kind: ScreenKind, stated: ListStatement | None = None) -> ScreenReading:
    """Read a list for screening from a CSV file.

    Args:
        data: the file's bytes.
        name: its name, for people.
        kind: what it is for.
        stated: what the register of lists says of it; a ``[list]`` line above the headings says the same.
    """
    section = schema(str(kind)).columns
    needed = section.fields[0]
    table = read_csv(data, name, is_header=lambda texts: needed in _columns(texts, section).values())
    findings = BoundedFindings(table.source, LIMITS.findings)
    above = [ListRow(row.number, row.texts, line=row.line) for row in table.above]
    said, found = statement_line(above, ListStatement(table.source))
    findings.add(found)
    headings = tuple(cell.text for cell in table.header)
    columns = _columns(headings, section)
    entries: tuple[ScreenEntry, ...] = ()
    if needed not in columns.values():
        findings.add(screening_columns(table.source, needed.key, headings))
    else:
        read = [_entry(row, columns, findings) for row in table.rows if not row.blank]
        entries = tuple(one for one in read if one.name or one.country)
        findings.add(screening_empty(table.source, entries))
    listed = ScreenList(
        kind,
        name,
        (stated.issuer if stated else "") or said.issuer,
        (stated.version if stated else "") or said.version,
        (stated.as_of if stated else None) or said.as_of,
        entries,
        table.source,
    )
    findings.add(screening_undated(listed))
    return ScreenReading(listed, (*table.findings, *findings.all()))


def screens_on(lists: Sequence[ScreenList], day: date) -> tuple[tuple[ScreenList, ...], tuple[Finding, ...]]:
    """Choose the lists that are looked at for a day: more than for a status, since a sanction of today stops a filing.

    Of each issuer, the last list on or before the day, every later one, and those without a day.

    Returns:
        The lists in their order, and a finding for each series whose newest list is old on the day.
    """
    used: list[ScreenList] = []
    findings: list[Finding] = []
    series: dict[tuple[str, str], list[ScreenList]] = {}
    for one in lists:
        series.setdefault((str(one.kind), one.issuer.casefold()), []).append(one)
    for group in series.values():
        days = [one.as_of for one in group if one.as_of is not None]
        past = max((one for one in days if one <= day), default=None)
        used += [one for one in group if one.as_of is None or one.as_of >= (past or date.min)]
        newest = max(
            (one for one in group if one.as_of is not None), key=lambda one: one.as_of or date.min, default=None
        )
        if newest is not None:
            findings += list_old(newest.source, newest.as_of, newest.title, day, "screening")
    return tuple(one for one in lists if one in used), tuple(findings)


def _columns(texts: Sequence[str], section: Section) -> dict[int, Field]:
    headings = section.headings()
    found: dict[int, Field] = {}
    for index, text in enumerate(texts):
        field = headings.get(plain(text)) if len(text) < SHOWN else None
        if field is not None and field not in found.values():
            found[index] = field
    return found


def _entry(row: CsvRow, columns: Mapping[int, Field], findings: BoundedFindings) -> ScreenEntry:
    values: dict[str, object] = {}
    for index, field in columns.items():
        cell = row.cell(index)
        reading = read_value(field, cell.text, cell.source)
        findings.add(reading.findings)
        if reading.value is not None:
            values[field.key] = reading.value

    def text(key: str) -> str:
        value = values.get(key)
        return " ".join(value.split()) if isinstance(value, str) else ""

    def items(key: str) -> tuple[str, ...]:
        value = values.get(key)
        return value if isinstance(value, tuple) else ()

    def day(key: str) -> date | None:
        value = values.get(key)
        return value if isinstance(value, date) else None

    return ScreenEntry(
        text("name") or text("area"),
        items("also"),
        tuple(one.upper() for one in items("ids")),
        text("country"),
        text("programme"),
        day("since"),
        day("until"),
        row.source,
    )


@rule(
    "EVD-331",
    Severity.ERROR,
    title=Text("Not a list for screening", "照合用リストとして読めない表"),
    message=Text(
        "This list lacks a column for: {missing}. Its headings are: {headings}",
        "次の列が見つかりません：{missing}。見出し：{headings}",
    ),
    remedy=Text(
        "Give the column one of the headings that the reference page of the evidence folder lists.",
        "証拠フォルダーのリファレンスにある見出しを付けてください。",
    ),
)
def screening_columns(source: Source, missing: str, headings: Sequence[str]) -> Iterator[Finding]:
    """A list for screening is understood by its headings.

    What it checks
    The first twenty rows for one that names the column of names (sanctions), or of countries (areas).

    Why it matters
    Nobody is screened against a list that could not be read.

    How to put it right
    Add or rename the heading.

    Source
    The schemas of sanctions and high-risk areas.
    """
    shown = tuple(one.strip()[:SHOWN] for one in headings if one.strip())[:10]
    yield screening_columns.finding(source, missing=missing, headings=shown or ("—",))


@rule(
    "EVD-332",
    Severity.ERROR,
    title=Text("List for screening without entries", "項目のない照合用リスト"),
    message=Text("This list has no entry, so nobody can be found on it.", "このリストには項目がなく、照合できません。"),
    remedy=Text(
        "Look whether the download broke off, or whether a filter was set when the list was saved.",
        "取得が途中で終わっていないか、絞り込んだまま保存していないか確認してください。",
    ),
)
def screening_empty(source: Source, entries: Sequence[ScreenEntry]) -> Iterator[Finding]:
    """An empty list finds nobody, and looks like good news.

    What it checks
    That at least one entry was read, where the headings were understood.

    Why it matters
    “No hit” would be said of a list that says nothing.

    How to put it right
    Get the list anew.

    Source
    A rule of this project.
    """
    if not entries:
        yield screening_empty.finding(source)


@rule(
    "EVD-333",
    Severity.ERROR,
    title=Text("List for screening without a date", "基準日のない照合用リスト"),
    message=Text(
        "Nobody says from when this list is. It is looked at all the same, but proves nothing.",
        "このリストの基準日が不明です。照合はしますが、証拠にはなりません。",
    ),
    remedy=Text(
        "Write as_of into lists.toml, or into a [list] line above the headings.",
        "lists.toml、または見出しの上の [list] 行に as_of を記入してください。",
    ),
)
def screening_undated(listed: ScreenList) -> Iterator[Finding]:
    """Screening is screening on a day, against a list of a day.

    What it checks
    Whether the register or a [list] line dates the list.

    Why it matters
    Whoever asks later which list was used wants its day.

    How to put it right
    Register the date.

    Source
    A rule of this project.
    """
    if listed.as_of is None:
        yield screening_undated.finding(listed.source)


RULES: tuple[AnyRule, ...] = (screening_columns, screening_empty, screening_undated)
