"""What can be wrong with the columns and keys of a table of evidence."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text


@rule(
    "EVD-008",
    Severity.ERROR,
    title=Text("Column missing", "必須列の欠落"),
    message=Text("There is no column {column}. {what}", "列「{column}」がありません。{what}"),
    remedy=Text("Add the column to the header row.", "見出し行に列を追加してください。"),
)
def column_missing(source: Source, column: str, what: Text) -> Iterator[Finding]:
    """A column that every row needs is missing as a whole.

    What it checks
    The header row for each required column, under any of its names.

    Why it matters
    Without it no row can be used.

    How to put it right
    Add the column, or give it one of the names of the reference page.

    Source
    The schema of the file.
    """
    yield column_missing.finding(source, column=column, what=what)


@rule(
    "EVD-010",
    Severity.ERROR,
    title=Text("Key used twice", "記号の重複"),
    message=Text(
        "The key “{key}” was used before, on line {line}.",
        "記号「{key}」は{line}行目ですでに使われています。",
    ),
    remedy=Text(
        "Give one of the two another key, or remove the row if it is the same thing.",
        "一方の記号を変えるか、同じものであれば行を削除してください。",
    ),
)
def key_twice(source: Source, earlier: Source, key: str) -> Iterator[Finding]:
    """Two rows with one key make every reference to it doubtful.

    What it checks
    The keys of one file, letter case aside.

    Why it matters
    Other files mean one of the two, and nobody can tell which.

    How to put it right
    Change or remove one of them.

    Source
    A rule of this project.
    """
    yield key_twice.finding(source, earlier, key=key, line=earlier.place.line)


@rule(
    "EVD-011",
    Severity.ERROR,
    title=Text("Two columns for one thing", "同じ意味の列の重複"),
    message=Text(
        "The columns “{first}” and “{second}” both mean {name}; the first was read.",
        "列「{first}」と「{second}」はどちらも {name} を表すため、前の列を読み取りました。",
    ),
    remedy=Text("Keep one of them.", "どちらか一方だけにしてください。"),
)
def column_twice(source: Source, earlier: Source, name: str, first: str, second: str) -> Iterator[Finding]:
    """One thing must not stand in two columns.

    What it checks
    Headings that are different words for the same column.

    Why it matters
    The two may say different things.

    How to put it right
    Delete one of the columns.

    Source
    The schema of the file.
    """
    yield column_twice.finding(source, earlier, name=name, first=first, second=second)


@rule(
    "EVD-012",
    Severity.ERROR,
    title=Text("Spreadsheet error instead of a value", "値の代わりに計算エラー"),
    message=Text("{name} holds the spreadsheet error {value}.", "{name} に計算エラー {value} が入っています。"),
    remedy=Text(
        "Put the formula right in the spreadsheet and save it again.",
        "元の表で数式を直し、保存し直してください。",
    ),
)
def cell_error(source: Source, name: str, value: str) -> Iterator[Finding]:
    """An error of a spreadsheet formula is no value.

    What it checks
    Every value for the error marks of spreadsheets (#REF!, #N/A, ####).

    Why it matters
    The value is lost, and the mark would be printed as if it were a name.

    How to put it right
    Put the formula right, or type the value.

    Source
    Error values of spreadsheet programs.
    """
    yield cell_error.finding(source, name=name, value=value)


RULES: tuple[AnyRule, ...] = (
    column_missing,
    key_twice,
    column_twice,
    cell_error,
)
