"""The reference of smelters: ids, standard names and aliases, read from an official workbook or a CSV table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source, digest_of
from kaiji.core.text import Text
from kaiji.formats.csv_table import read_csv
from kaiji.formats.xlsx.workbook import Workbook, open_workbook
from kaiji.matching.name import fold, letters
from kaiji.matching.word import readings, words_of
from kaiji.minerals.declaration import names_nobody
from kaiji.minerals.layout import Layout, layouts
from kaiji.minerals.template import recognise

CSV_COLUMNS = {
    "metal": ("metal",),
    "alias": ("alias", "smelter_lookup", "name", "standard_name_then"),
    "name": ("standard_name", "standard_smelter_name", "name", "standard_name_then"),
    "country": ("country", "smelter_country"),
    "cid": ("cid", "smelter_id", "id"),
    "old_id": ("old_id",),
    "city": ("city", "smelter_city"),
    "state": ("state_province", "state"),
    "standing": ("standing",),
}
VERSION = re.compile(r"(\d+)(?:\.(\d+))?([a-z]?)")
STANDARD_NAMES = "Standard Smelter Names"
OLD_AND_NEW = (
    *("Metal", "Standard Smelter Names", "Smelter Facility Location: Country"),
    *("Old Smelter ID", "New Smelter ID"),
)
MOST_OLD_IDS = 10_000
IN_FILE_NAME = re.compile(r"(?<![a-z])(CMRT|CRT|EMRT|AMRT|PRT)[ _-]?v?([0-9]+(?:\.[0-9]+)?[a-z]?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facility:
    """One smelter or refiner of one metal as a reference lists it.

    Args:
        cid: its id; empty in references that have none.
        source: the row of the reference.
    """

    cid: str
    metal: str
    name: str
    country: str
    source: Source


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One row of a look-up list: an alias, the facility it means, and where it stands.

    Args:
        old_id: the id of a template before 3.0, where the list gives it beside the present one.
        place: words of its address: city, state or province.
        standing: what a list of one's own says of it (``alleged``, ``not a smelter``, ``former``); else nothing.
        maps_only: the row tells what an old id became, and does not say that the facility is listed.
    """

    metal: str
    alias: str
    name: str
    country: str
    cid: str
    source: Source
    old_id: str = ""
    place: tuple[str, ...] = ()
    standing: str = ""
    maps_only: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """Which list it is, to tell an older one from a newer.

    Args:
        family: of the template (``CMRT``); a list of another origin has its file's name here and is never older.
        version: as printed; empty where there is none.
        released: the day of its release, where the version is known.
    """

    family: str
    version: str = ""
    released: date | None = None

    def __str__(self) -> str:
        return f"{self.family} {self.version}".strip()

    @property
    def age(self) -> tuple[date, int, int, str]:
        """What tells the older from the newer: the day of release, else the number of the version."""
        match = VERSION.match(self.version)
        number = (int(match[1]), int((match[2] or "0").ljust(2, "0")[:2]), match[3]) if match else (0, 0, "")
        return (self.released or date.min, *number)


@dataclass(frozen=True)
class Reference:
    """All facilities of one list, and the names they go by.

    Args:
        name: of the file, for people.
        version: family and version of the workbook it was read from, or nothing.
        facilities: by id (by metal and name where the list has no ids).
        aliases: keys of facilities by metal and folded name.
        spellings: keys of facilities by metal and the name's letters alone.
        words: keys of facilities by metal and the name's words in any order, legal forms off, forms of a word made one.
        edition: which list it is.
        rows: the rows as they stood; what :func:`kaiji.minerals.smelter.graph.graph_of` puts together.
        older: other lists given beside it. They identify nobody by themselves; the matching engine knows from them what
            a facility was called, which old ids it had, and what left the list.
    """

    name: str
    version: str
    source: Source
    facilities: Mapping[str, Facility]
    aliases: Mapping[tuple[str, str], frozenset[str]]
    spellings: Mapping[tuple[str, str], frozenset[str]]
    words: Mapping[tuple[str, tuple[str, ...]], frozenset[str]]
    edition: Edition = Edition("")
    rows: tuple[ReferenceRow, ...] = ()
    older: tuple[Reference, ...] = ()

    def by_id(self, cid: str) -> Facility | None:
        """Give the facility with an id, blanks and letter case aside."""
        return self.facilities.get("".join(cid.split()).upper())

    def named(self, metal: str, name: str) -> tuple[tuple[Facility, ...], str]:
        """Give the facilities of a metal that go by a name, and how exactly it agreed (``name``, ``spelling``)."""
        for names, how, form in ((self.aliases, "name", fold), (self.spellings, "spelling", letters)):
            wanted = form(name)
            if wanted and (keys := names.get((metal.casefold(), wanted))):
                return tuple(self.facilities[key] for key in sorted(keys)), how
        return (), ""

    def alike(self, metal: str, name: str) -> tuple[Facility, ...]:
        """Give the facilities of a metal that have the words of a name, in whatever script and order it was written.

        That is too little to identify anybody; it is what a person should look at first.
        """
        keys: set[str] = set()
        for reading in readings(name):
            if wanted := tuple(sorted(set(words_of(reading).all))):
                keys |= self.words.get((metal.casefold(), wanted), frozenset())
        return tuple(self.facilities[key] for key in sorted(keys))

    def metals_of(self, name: str) -> tuple[str, ...]:
        """Give the metals under which a name stands, to tell a right name under the wrong metal."""
        wanted = fold(name)
        keys = {key for (_, folded), found in self.aliases.items() if folded == wanted for key in found}
        return tuple(sorted({self.facilities[key].metal for key in keys}))


@dataclass(frozen=True)
class ReferenceReading:
    """A reference that was read, or None with the reason among the findings."""

    reference: Reference | None
    findings: tuple[Finding, ...]


@rule(
    "SMT-001",
    Severity.ERROR,
    title=Text("No reference in this file", "参照リストのないファイル", "文件中没有参考清单"),
    message=Text(
        "{file} holds no list of smelters that could serve as reference.",
        "{file} に参照できる製錬所リストがありません。",
        "{file} 中没有可供参考的冶炼厂清单。",
    ),
    remedy=Text(
        "Give an official workbook with its look-up sheet, or a CSV with the columns metal, alias, standard_name, "
        "country, cid.",
        "検索シートを含む公式ブック、または metal, alias, standard_name, country, cid の列を持つCSVを指定してください。",
        "请提供带查找工作表的官方工作簿，或包含 metal、alias、standard_name、country、cid 列的 CSV。",
    ),
)
def reference_missing(file: Source, rows: int) -> Iterator[Finding]:
    """A reference without rows identifies nobody.

    What it checks
    That at least one facility was read from the file that was named as reference.

    Why it matters
    With an empty reference every smelter of every supplier would silently count as not identified.

    How to put it right
    Take the look-up sheet of a current official workbook, or a table in the documented form.

    Source
    Rule of this project.
    """
    if not rows:
        yield reference_missing.finding(file, file=file.file)


def read_reference(data: bytes, name: str) -> ReferenceReading:
    """Read a reference from an official workbook (by content) or from a CSV table (any other file)."""
    if data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0":
        opened = open_workbook(data, name)
        if opened.workbook is None:
            return ReferenceReading(None, opened.findings)
        template = recognise(opened.workbook)
        rows = list(_workbook_rows(opened.workbook, template.layout)) if template.layout else []
        rows += _old_id_rows(opened.workbook)
        source, version = opened.workbook.source, f"{template.family} {template.version}".strip()
        findings = opened.workbook.findings
        edition = _edition(template.family or name, template.version)
    else:
        table = read_csv(data, name)
        source, version, findings = Source(name, digest_of(data)), "", table.findings
        records = [
            ({cell.text.strip(): text for cell, text in zip(table.header, row.texts, strict=False)}, row.line)
            for row in table.rows
        ]
        rows = list(_csv_rows(records, source))
        named = IN_FILE_NAME.search(name)
        edition = _edition(named[1].upper(), named[2]) if named else Edition(name)
    found = (*findings, *reference_missing(source, len(rows)))
    return ReferenceReading(reference_of(rows, name, version, source, edition) if rows else None, found)


def together(references: Sequence[Reference]) -> Reference | None:
    """Make one reference of several: the newest list, the others beside it; tables of old ids are never the newest.

    Of lists whose age nobody knows the first that was given counts as the newest. None where none was given.
    """
    lists = [one for one in references if any(not row.maps_only for row in one.rows)] or list(references)
    if not lists:
        return None
    first = max(lists, key=lambda one: (one.edition.age, -references.index(one)))
    return replace(first, older=(*first.older, *(one for one in references if one is not first)))


def _edition(family: str, version: str) -> Edition:
    layout = layouts().get((family, version))
    return Edition(family, version, layout.released if layout is not None else None)


def reference_of(
    rows: Iterable[ReferenceRow], name: str, version: str, source: Source, edition: Edition | None = None
) -> Reference:
    """Make a reference of look-up rows; rows that stand for nobody are left out."""
    rows = tuple(rows)
    facilities: dict[str, Facility] = {}
    aliases: dict[tuple[str, str], set[str]] = {}
    spellings: dict[tuple[str, str], set[str]] = {}
    words: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for row in rows:
        key = row.cid.upper() or f"{row.metal}|{fold(row.name)}"
        facilities.setdefault(key, Facility(row.cid, row.metal, row.name, row.country, row.source))
        for alias in (row.alias, row.name):
            if alias:
                aliases.setdefault((row.metal.casefold(), fold(alias)), set()).add(key)
                spellings.setdefault((row.metal.casefold(), letters(alias)), set()).add(key)
                for reading in readings(alias):
                    parts = tuple(sorted(set(words_of(reading).all)))
                    words.setdefault((row.metal.casefold(), parts), set()).add(key)
    return Reference(
        name,
        version,
        source,
        facilities,
        {one: frozenset(keys) for one, keys in aliases.items()},
        {one: frozenset(keys) for one, keys in spellings.items()},
        {one: frozenset(keys) for one, keys in words.items()},
        edition or Edition(name),
        rows,
    )


def _workbook_rows(workbook: Workbook, layout: Layout) -> Iterator[ReferenceRow]:
    listing = layout.lookup_list
    sheet = workbook.sheet(listing.sheet)
    if sheet is None:
        return
    columns = {field: _column(letter) for field, letter in listing.columns.items()}
    for number in range(listing.first, min(listing.last, sheet.last_row) + 1):
        values = sheet.row_values(number, 1, max(columns.values()))

        def text(field: str, values: tuple[object, ...] = values) -> str:
            value = values[columns[field] - 1] if field in columns else None
            return value.strip() if isinstance(value, str) else ""

        first, last = min(listing.columns.values()), max(listing.columns.values())
        source = sheet.source(f"{first}{number}:{last}{number}")
        names = [text("alias") or text("name"), *(part.strip() for part in text("aliases").split(","))]
        for alias in names:
            if text("metal") and alias and not names_nobody(alias) and (text("cid") or text("name")):
                name = text("name") or alias
                place = tuple(words for field in ("city", "state") if (words := text(field)))
                yield ReferenceRow(
                    text("metal"), alias, name, text("country"), text("cid"), source, text("old_id"), place
                )


def _old_id_rows(workbook: Workbook) -> Iterator[ReferenceRow]:
    """Give what each old id became, from the sheet of standard names that has both; only CMRT 3.x has it so."""
    sheet = workbook.sheet(STANDARD_NAMES)
    if sheet is None or sheet.row_values(2, 1, len(OLD_AND_NEW)) != OLD_AND_NEW:
        return
    for number in range(3, min(sheet.last_row, MOST_OLD_IDS) + 1):
        values = (value.strip() if isinstance(value, str) else "" for value in sheet.row_values(number, 1, 5))
        metal, name, country, old_id, cid = values
        if metal and name and cid:
            source = sheet.source(f"A{number}:E{number}")
            yield ReferenceRow(metal, name, name, country, cid, source, old_id, maps_only=True)


def _csv_rows(records: Iterable[tuple[Mapping[str, str], int]], source: Source) -> Iterator[ReferenceRow]:
    for record, line in records:
        known = {column.casefold().replace(" ", "_"): value.strip() for column, value in record.items()}

        def text(field: str, known: Mapping[str, str] = known) -> str:
            return next((known[column] for column in CSV_COLUMNS[field] if known.get(column)), "")

        if text("metal") and text("name") and not names_nobody(text("alias")):
            maps_only = "old_id" in known and "alias" not in known
            place = tuple(words for field in ("city", "state") if (words := text(field)))
            yield ReferenceRow(
                text("metal"),
                text("alias"),
                text("name"),
                text("country"),
                text("cid"),
                source.at(line=line),
                text("old_id"),
                place,
                text("standing"),
                maps_only,
            )


def _column(letters_: str) -> int:
    number = 0
    for letter in letters_:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


RULES: tuple[AnyRule, ...] = (reference_missing,)
