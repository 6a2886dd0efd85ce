"""lists/lists.toml: which list in the folder is whose, what it is used for, and for which day it holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.evidence.record import Record
from kaiji.minerals.evidence.schema import schema
from kaiji.minerals.evidence.setting import read_settings
from kaiji.minerals.evidence.vocabulary import closest

COLUMNS = tuple(field.key for field in schema("audited_list").columns.fields)


@dataclass(frozen=True, slots=True)
class ListStatement:
    """What somebody says of one list.

    Args:
        file: its name in the folder.
        role: ``reference``, ``audited``, ``old_ids``, ``sanctions`` or ``high_risk_areas``.
        issuer: who published it.
        as_of: the day for which it holds.
        version: as the issuer calls it.
        status: of all entries, where the issuer publishes one list for each status.
        metal: of all entries, where the issuer publishes one list for each metal.
        columns: fields of the list with the headings that are its own.
    """

    source: Source
    file: str = ""
    role: str = ""
    issuer: str = ""
    as_of: date | None = None
    version: str = ""
    status: str = ""
    metal: str = ""
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ListRegister:
    """The lists in the order of the register, and what was found on reading."""

    source: Source
    lists: tuple[ListStatement, ...]
    findings: tuple[Finding, ...] = ()

    def of(self, role: str) -> tuple[ListStatement, ...]:
        """Give the lists of a role."""
        return tuple(one for one in self.lists if one.role == role)

    def named(self, file: str) -> ListStatement | None:
        """Give what is said of a file, or None."""
        return next((one for one in self.lists if one.file == file), None)


def read_list_register(data: bytes, name: str) -> ListRegister:
    """Read lists.toml.

    Args:
        data: the file's bytes.
        name: its name, for people.
    """
    settings = read_settings(data, name, schema("lists"))
    records = settings.all("list")
    lists = tuple(map(_statement, records))
    declared = (found for one in records for found in columns_odd(one.source_of("columns"), one.items("columns")))
    return ListRegister(settings.source, lists, (*settings.findings, *listed_twice(lists), *declared))


def check_list_register(register: ListRegister, files: Collection[str]) -> Iterator[Finding]:
    """Check the register against the files of the folder: EVD-108 and EVD-109.

    Args:
        register: what lists.toml says.
        files: names of the files in lists/, lists.toml itself aside.
    """
    yield from list_absent(register, files)
    yield from list_unregistered(register, files)


def _statement(record: Record) -> ListStatement:
    return ListStatement(
        record.source,
        record.text("file"),
        record.text("role"),
        record.text("issuer"),
        record.day("as_of"),
        record.text("version"),
        record.text("status"),
        record.text("metal"),
        tuple(_column(one) for one in record.items("columns") if _column(one)[0] in COLUMNS),
    )


def _column(words: str) -> tuple[str, str]:
    """Part ``cid=Refinery code`` into the field and the heading."""
    name, _, heading = words.partition("=")
    return name.strip().casefold(), heading.strip()


@rule(
    "EVD-108",
    Severity.ERROR,
    title=Text("Registered list not there", "台帳のリストがない"),
    message=Text(
        "The list {file} is not in the folder. Close to it: {suggestions}",
        "リスト {file} がフォルダーにありません。候補：{suggestions}",
    ),
    remedy=Text("Put the file into lists/, or correct its name.", "lists/ に置くか、名前を直してください。"),
)
def list_absent(register: ListRegister, files: Collection[str]) -> Iterator[Finding]:
    """A list that is registered must be there.

    What it checks
    The file names of lists.toml against the folder lists/.

    Why it matters
    Smelters would be compared with fewer lists than the report says.

    How to put it right
    Add the file, or correct the name.

    Source
    A rule of this project.
    """
    for one in register.lists:
        if one.file and one.file not in files:
            yield list_absent.finding(
                one.source, file=one.file, suggestions=closest(one.file, list(files)[:2000]) or ("—",)
            )


@rule(
    "EVD-109",
    Severity.WARN,
    title=Text("List not registered", "台帳にないリスト"),
    message=Text(
        "Nobody says what the file {file} in lists/ is, so it is not used.",
        "lists/ の {file} は台帳に記載がないため使用しません。",
    ),
    remedy=Text(
        "Add a [[list]] with its role, issuer and date to lists.toml.",
        "lists.toml に、用途・発行者・基準日を示す [[list]] を追加してください。",
    ),
)
def list_unregistered(register: ListRegister, files: Collection[str]) -> Iterator[Finding]:
    """A list without an owner and a date is no evidence.

    What it checks
    The files of lists/ against the register.

    Why it matters
    A status is true as of a day. A list of which nobody says whose it is and from when cannot be relied on.

    How to put it right
    Register it.

    Source
    A rule of this project.
    """
    registered = {one.file for one in register.lists}
    for name in sorted(files):
        if name not in registered:
            yield list_unregistered.finding(Source(name), file=name)


@rule(
    "EVD-110",
    Severity.ERROR,
    title=Text("List registered twice", "リストの二重登録"),
    message=Text("The file {file} is registered twice.", "ファイル {file} が二重に登録されています。"),
    remedy=Text("Keep one of the two.", "一方だけを残してください。"),
)
def listed_twice(lists: tuple[ListStatement, ...]) -> Iterator[Finding]:
    """One file has one role, one issuer and one date.

    What it checks
    File names that stand twice in lists.toml.

    Why it matters
    Which of the two dates holds could not be told.

    How to put it right
    Remove one.

    Source
    A rule of this project.
    """
    seen: dict[str, ListStatement] = {}
    for one in lists:
        if one.file and (earlier := seen.setdefault(one.file, one)) is not one:
            yield listed_twice.finding(one.source, earlier.source, file=one.file)


@rule(
    "EVD-114",
    Severity.ERROR,
    title=Text("Declared column not understood", "列の指定を理解できない"),
    message=Text(
        "“{words}” does not say which heading is which field of a list.",
        "「{words}」では、どの見出しがどの項目か分かりません。",
    ),
    remedy=Text(
        "Write the field, an equals sign and the heading, such as “name=Refiner”. Fields are: {fields}.",
        "「name=Refiner」のように、項目・等号・見出しの順に書いてください。項目：{fields}。",
    ),
)
def columns_odd(source: Source, declared: tuple[str, ...]) -> Iterator[Finding]:
    """A heading is declared for one of the fields that a list can have.

    What it checks
    Each item of columns in lists.toml: a field of audited lists, an equals sign, a heading.

    Why it matters
    A misspelt field leaves its column unread, and with it perhaps the status of every facility.

    How to put it right
    Correct the item.

    Source
    The schema of the register of lists.
    """
    for one in declared:
        name, heading = _column(one)
        if name not in COLUMNS or not heading:
            yield columns_odd.finding(source, words=one[:80], fields=COLUMNS)


RULES: tuple[AnyRule, ...] = (list_absent, list_unregistered, listed_twice, columns_odd)
