"""Inaccurate in time: dates and template versions that cannot belong to the answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kaiji.core.finding import Finding, FindingClass, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.minerals.declaration import Declaration
from kaiji.minerals.layout import newest
from kaiji.minerals.rules.context import Context, address_of

INACCURATE = FindingClass.INACCURATE


@rule(
    "CMRT-301",
    Severity.ERROR,
    klass=INACCURATE,
    title=Text("Date in the future", "未来の日付", "日期在未来"),
    message=Text(
        "The declaration is dated {day}, after {as_of}.",
        "申告の有効日が {day} で、{as_of} より後の日付です。",
        "申报日期为 {day}，晚于 {as_of}。",
    ),
    remedy=Text(
        "Put the day on which the answers were given into {cell}; day and month may have been exchanged.",
        "{cell} に回答した日付を記入してください。日と月が入れ替わっている可能性があります。",
        "请在 {cell} 填写作答日期；日和月可能颠倒。",
    ),
)
def date_in_future(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Nobody can have declared tomorrow.

    What it checks
    That the effective date is not after the day of the check.

    Why it matters
    A wrong date makes it unknown which period the answers describe.

    How to put it right
    Ask the supplier for the date; day and month are often exchanged.

    Source
    Meaning of the effective date in the templates.
    """
    entry = declaration["effective_date"]
    if context.as_of and entry.day and entry.day > context.as_of:
        yield date_in_future.finding(entry.source, day=entry.day, as_of=context.as_of, cell=entry.source.place.cell)


@rule(
    "CMRT-302",
    Severity.ERROR,
    klass=INACCURATE,
    title=Text("Date before the reporting period", "報告対象期間より前の日付", "日期早于报告期"),
    message=Text(
        "The declaration is dated {day}, before the reporting year {year} began.",
        "申告の有効日が {day} で、報告対象年 {year} の開始より前です。",
        "申报日期为 {day}，早于报告年度 {year} 的开始日。",
    ),
    remedy=Text(
        "Go through the answers for {year}, and put the new date into {cell}.",
        "{year} 年について回答を見直し、新しい日付を {cell} に記入してください。",
        "请按 {year} 年的情况重新核对答案，并在 {cell} 填写新的日期。",
    ),
)
def date_before_period(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """An answer from before the year cannot describe it.

    What it checks
    That the effective date is not before 1 January of the reporting year.

    Why it matters
    The report covers what was manufactured in the calendar year; last year's answer is last year's evidence.

    How to put it right
    Ask for a new declaration.

    Source
    Rule 13p-1: the period is the calendar year.
    """
    entry = declaration["effective_date"]
    if context.year and entry.day and entry.day < date(context.year, 1, 1):
        yield date_before_period.finding(entry.source, day=entry.day, year=context.year, cell=address_of(entry))


@rule(
    "CMRT-303",
    Severity.WARN,
    klass=INACCURATE,
    title=Text("The date is not a date", "日付として読めない有効日", "日期不是日期格式"),
    message=Text(
        "The effective date “{text}” is not a date cell.",
        "有効日「{text}」は日付形式のセルではありません。",
        "生效日期“{text}”不是日期格式。",
    ),
    remedy=Text(
        "Type the date into {cell} as a date, for example 2025-01-31.",
        "{cell} に日付（例：2025-01-31）として入力してください。",
        "请在 {cell} 以日期形式输入，例如 2025-01-31。",
    ),
)
def date_unreadable(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """A date typed as text can be read in more than one way.

    What it checks
    That a filled effective date is a date cell. Text is kept as it is and not guessed.

    Why it matters
    01/02/2025 is January in one country and February in another; the period of the answers hangs on it.

    How to put it right
    Have the date typed again, or ask what is meant.

    Source
    The date cell of the templates is formatted and validated as a date.
    """
    del context
    entry = declaration["effective_date"]
    if entry.given and entry.day is None:
        yield date_unreadable.finding(entry.source, text=entry.words, cell=entry.source.place.cell)


@rule(
    "CMRT-304",
    Severity.WARN,
    klass=INACCURATE,
    title=Text("Old template version", "旧版のテンプレート", "模板版本过旧"),
    message=Text(
        "Answered in {family} {version} of {released}; when it was dated, {newest} had been out for over a year.",
        "{released} 公開の {family} {version} での回答です。回答日の時点で {newest} の公開から1年以上経過しています。",
        "使用 {released} 发布的 {family} {version} 作答；作答时 {newest} 已发布一年以上。",
    ),
    remedy=Text(
        "Move the answers into {family} {newest} or newer, and send that workbook.",
        "{family} {newest} 以降のテンプレートに回答を移して送付してください。",
        "请将答案移入 {family} {newest} 或更新版本的模板后发送。",
    ),
)
def version_old(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """An old template asks other questions and knows other smelters.

    What it checks
    Whether a version newer than the one used had been released more than a year before the declaration's date (or
    before the day of the check, where the date is missing).

    Why it matters
    The look-up list of an old version lacks the smelters that were added and keeps those that left.

    How to put it right
    Send the supplier the current template with the request.

    Source
    Release dates of the versions, in the layout files.
    """
    day = declaration.effective_date or context.as_of
    if day is None or day.year < 2002:
        return
    year_before = date(day.year - 1, day.month, min(day.day, 28))
    latest = newest(declaration.family, year_before)
    if latest is not None and latest.released > context.layout.released:
        yield version_old.finding(
            declaration.source.at(sheet=context.layout.declaration, cell=context.layout.version_cell),
            family=declaration.family,
            version=declaration.version,
            released=context.layout.released,
            newest=latest.version,
        )


@rule(
    "CMRT-314",
    Severity.WARN,
    klass=INACCURATE,
    title=Text("Dated before the template came out", "テンプレート公開前の日付", "日期早于模板发布日"),
    message=Text(
        "The declaration is dated {day}, but {family} {version} only came out on {released}.",
        "申告の有効日は {day} ですが、{family} {version} の公開は {released} です。",
        "申报日期为 {day}，但 {family} {version} 于 {released} 才发布。",
    ),
    remedy=Text(
        "Put the day on which the answers were given into {cell}.",
        "{cell} に回答した日付を記入してください。",
        "请在 {cell} 填写作答日期。",
    ),
)
def date_before_template(declaration: Declaration, context: Context) -> Iterator[Finding]:
    """Nobody can have answered in a form that was not there yet.

    What it checks
    That the effective date is not before the release of the template's version.

    Why it matters
    The date was copied from an earlier declaration, or is mistyped; which period the answers describe is unknown.

    How to put it right
    Ask for the date.

    Source
    Release dates of the versions, in the layout files; versions whose layout was made without a workbook are left out,
    since their dates are not verified.
    """
    entry = declaration["effective_date"]
    if entry.day and context.layout.seen and entry.day < context.layout.released:
        yield date_before_template.finding(
            entry.source,
            day=entry.day,
            family=declaration.family,
            version=context.layout.version,
            released=context.layout.released,
            cell=address_of(entry),
        )


RULES: tuple[AnyRule, ...] = (
    date_in_future,
    date_before_period,
    date_unreadable,
    version_old,
    date_before_template,
)
