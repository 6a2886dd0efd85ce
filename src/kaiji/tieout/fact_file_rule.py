"""What can be wrong with a file of facts: TIE-911 to TIE-914."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text

SHOWN = 8


@rule(
    "TIE-911",
    Severity.ERROR,
    title=Text("A column of the facts is missing", "事実ファイルの列の不足"),
    message=Text(
        "The file of facts has no column {missing}; its columns are: {header}. None of it was used.",
        "事実ファイルに列「{missing}」がありません（ある列：{header}）。使用していません。",
    ),
    remedy=Text(
        "Name the columns item, period, unit and value in the first row.",
        "1行目に項目、期間、単位、値（item、period、unit、value）の列名を記入してください。",
    ),
)
def column_missing(source: Source, missing: Sequence[str], header: Sequence[str]) -> Iterator[Finding]:
    """A fact needs its item and its value.

    What it checks
    That the first row names a column of items and a column of values, in English or Japanese.

    Why it matters
    Without them the document would be held against nothing, and look clean.

    How to put it right
    Give the columns the names item, period, unit, value.

    Source
    A rule of this project.
    """
    named = tuple(one.strip() or "—" for one in header[:SHOWN]) or ("—",)
    yield column_missing.finding(source, missing=tuple(missing), header=named)


@rule(
    "TIE-912",
    Severity.ERROR,
    title=Text("A fact without a number", "数値でない事実"),
    message=Text("The value of “{item}” is no number: “{value}”.", "「{item}」の値が数値ではありません：「{value}」。"),
    remedy=Text(
        "Write the number alone, its unit in the column of units; or delete the row.",
        "数値のみを記入し、単位は単位の列に記入してください。不要なら行を削除してください。",
    ),
)
def value_unreadable(source: Source, item: str, value: str) -> Iterator[Finding]:
    """What a document is held against is a number.

    What it checks
    That the value is a number, negative with a minus, a triangle or in parentheses, perhaps with a percent sign or a currency.

    Why it matters
    A row that cannot be read proves nothing, and nobody would miss it.

    How to put it right
    Write the number in digits.

    Source
    A rule of this project.
    """
    yield value_unreadable.finding(source, item=item, value=value)


@rule(
    "TIE-913",
    Severity.ERROR,
    title=Text("A fact without an item", "項目のない事実"),
    message=Text("The value {value} has no item.", "値「{value}」に項目がありません。"),
    remedy=Text(
        "Say in each row what the value is; merged cells count once.",
        "各行に項目を記入してください（結合セルは1行としか数えません）。",
    ),
)
def item_missing(source: Source, value: str) -> Iterator[Finding]:
    """A number that nobody names cannot be found in a document.

    What it checks
    That each row with a value has an item.

    Why it matters
    The row would be left aside in silence.

    How to put it right
    Repeat the item in each row.

    Source
    A rule of this project.
    """
    yield item_missing.finding(source, value=value or "—")


@rule(
    "TIE-914",
    Severity.ERROR,
    title=Text("A fact twice with two values", "値の異なる重複した事実"),
    message=Text(
        "The file of facts gives “{item}” for one period twice: {before}, and here {now}.",
        "事実ファイルの同じ期間の「{item}」に2つの値があります：{before}と、ここでは{now}。",
    ),
    remedy=Text(
        "Delete the wrong row, or tell the two apart by item or period.",
        "誤った行を削除するか、項目または期間で区別してください。",
    ),
)
def fact_twice(source: Source, other: Source, item: str, before: Decimal, now: Decimal) -> Iterator[Finding]:
    """Facts that contradict each other prove nothing.

    What it checks
    That an item has one value for a period and unit.

    Why it matters
    The document would be right against one of them and wrong against the other.

    How to put it right
    Find out which one holds.

    Source
    A rule of this project.
    """
    if before != now:
        yield fact_twice.finding(source, other, item=item, before=before, now=now)


@rule(
    "TIE-915",
    Severity.WARN,
    title=Text("A column of the facts was left aside", "使用しなかった列"),
    message=Text(
        "The column “{column}” was left aside; it looks like “{meant}”.",
        "列「{column}」は使用していません。「{meant}」の誤記と思われます。",
    ),
    remedy=Text(
        "Name it {meant}, or give it a name of its own.", "列名を「{meant}」とするか、別の名前にしてください。"
    ),
)
def column_misspelt(source: Source, column: str, meant: str) -> Iterator[Finding]:
    """A column whose name is nearly one of the known names may hold what the facts need.

    What it checks
    Columns of unknown names, where the name is close to that of a known column that the file does not have.

    Why it matters
    Without its period a fact is held against any period, and looks proved.

    How to put it right
    Spell the name of the column.

    Source
    A rule of this project.
    """
    yield column_misspelt.finding(source, column=column, meant=meant)


RULES: tuple[AnyRule, ...] = (column_missing, value_unreadable, item_missing, fact_twice, column_misspelt)
