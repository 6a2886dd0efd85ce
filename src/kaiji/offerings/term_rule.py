"""What can be wrong with offering.toml before anything is counted: OFF-001 to OFF-007."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text


@rule(
    "OFF-001",
    Severity.ERROR,
    title=Text("The terms cannot be read", "条件ファイルを読み取れません"),
    message=Text("{file} is no readable TOML file: {problem}.", "{file} をTOMLとして読み取れません：{problem}。"),
    remedy=Text(
        "Put the line right; “kaiji offerings init” writes a file that can be read.",
        "該当行を修正してください。kaiji offerings init で雛形を作成できます。",
    ),
)
def terms_unreadable(source: Source, problem: Text) -> Iterator[Finding]:
    """The terms are one TOML file.

    What it checks
    That the file is text in UTF-8, no larger than one megabyte, and TOML.

    Why it matters
    Nothing can be derived from terms that cannot be read.

    How to put it right
    Look at the line named: a quotation mark, an equals sign or a bracket is missing, or a name stands twice.

    Source
    TOML 1.0.
    """
    yield terms_unreadable.finding(source, file=source.file, problem=problem)


@rule(
    "OFF-002",
    Severity.ERROR,
    title=Text("Unknown setting", "不明な設定項目"),
    message=Text("There is no setting {name}; meant may be: {known}.", "設定項目 {name} はありません。候補：{known}。"),
    remedy=Text(
        "Correct the name, or delete the line. See docs/reference/offering-terms.md.",
        "名称を修正するか、行を削除してください（docs/reference/offering-terms.md）。",
    ),
)
def name_unknown(source: Source, name: str, known: Sequence[str]) -> Iterator[Finding]:
    """A misspelled setting is never passed over.

    What it checks
    Each section and setting against the list of those there are.

    Why it matters
    A misspelled setting would be taken for one that was left out, and something else would be announced.

    How to put it right
    Correct the name.

    Source
    Rule of this project.
    """
    yield name_unknown.finding(source, name=name, known=tuple(known))


@rule(
    "OFF-003",
    Severity.ERROR,
    title=Text("Setting missing", "設定項目の不足"),
    message=Text("{name} is missing: {label}.", "{name} がありません：{label}。"),
    remedy=Text("Write {name} into offering.toml.", "offering.toml に {name} を記載してください。"),
)
def value_missing(source: Source, name: str, label: Text) -> Iterator[Finding]:
    """What a notice must say must be in the terms.

    What it checks
    That required sections are there, and in each section that is there, its required settings.

    Why it matters
    A notice with a gap is not published.

    How to put it right
    Add the setting.

    Source
    The content of the three notices (resolution, pricing, number determined).
    """
    yield value_missing.finding(source, name=name, label=label)


@rule(
    "OFF-004",
    Severity.ERROR,
    title=Text("Setting that cannot be understood", "値を解釈できません"),
    message=Text("{name} = {value} is not {expected}.", "{name} = {value} は「{expected}」ではありません。"),
    remedy=Text("Write it in the form named.", "示された形式で記載してください。"),
)
def value_unreadable(source: Source, name: str, value: str, expected: Text) -> Iterator[Finding]:
    """A value that may mean two things is asked about, not guessed.

    What it checks
    The form of each value: numbers whole and not negative, prices above zero, dates, words out of a list.

    Why it matters
    A wrong reading of a price or a date goes into three notices.

    How to put it right
    Write dates as 2026-08-14, numbers without units, prices with decimals in quotation marks.

    Source
    Rule of this project.
    """
    yield value_unreadable.finding(source, name=name, value=value, expected=expected)


@rule(
    "OFF-005",
    Severity.ERROR,
    title=Text("Day that leads nowhere", "日付の参照先がありません"),
    message=Text(
        "{name} is told from another day that the terms do not give, or that is itself told from {name}.",
        "{name} の基準日が条件にないか、相互に参照しています（{name}）。",
    ),
    remedy=Text(
        "Give one of the days as a date, or from the pricing day.",
        "いずれかの日を日付で、または条件決定日からの日数で記載してください。",
    ),
)
def day_circular(source: Source, name: str) -> Iterator[Finding]:
    """Every day must lead to a date.

    What it checks
    That each offset (“payment + 1 business day”) leads, by one step or more, to a date.

    Why it matters
    A day that hangs on itself, or on a day that is not decided, is no day.

    How to put it right
    Follow the offsets from day to day and give the missing date.

    Source
    Rule of this project.
    """
    yield day_circular.finding(source, name=name)


@rule(
    "OFF-006",
    Severity.ERROR,
    title=Text("Unknown calendar", "不明なカレンダー"),
    message=Text("The calendar cannot be used: {problem}.", "カレンダーを利用できません：{problem}。"),
    remedy=Text(
        "Name the country by its ISO code (JP), or give days of rest in [calendar].",
        "国をISOコード（JPなど）で指定するか、[calendar] に休業日を記載してください。",
    ),
)
def calendar_unknown(source: Source, problem: Text) -> Iterator[Finding]:
    """Business days need a calendar.

    What it checks
    That the country is one whose holidays are known, that a calendar file is there and can be read line by line, and
    that business days are left at all.

    Why it matters
    Subscription, payment and delivery fall on business days; so do offsets counted in them.

    How to put it right
    Give the country, or a file with one date a line.

    Source
    Rule of this project.
    """
    yield calendar_unknown.finding(source, problem=problem)


@rule(
    "OFF-007",
    Severity.ERROR,
    title=Text("Decision without the one before it", "前提となる決定がありません"),
    message=Text("The terms have [{later}], but not [{earlier}].", "[{later}] がありますが [{earlier}] がありません。"),
    remedy=Text(
        "Add [{earlier}], or delete [{later}] until it is decided.",
        "[{earlier}] を追加するか、決定まで [{later}] を削除してください。",
    ),
)
def decision_skipped(source: Source, later: str, earlier: str) -> Iterator[Finding]:
    """Decisions come one after the other.

    What it checks
    That the allottee's notice follows a pricing; that a third-party allotment belongs to an over-allotment, and an
    allottee's notice to a third-party allotment; that borrowed shares have a third-party allotment to return them.

    Why it matters
    Each notice refers to the one before, and borrowed shares must be given back.

    How to put it right
    Write what was decided, or leave out what was not. Where a shareholder grants the option, say kind = "greenshoe".

    Source
    Facts on offerings, sections 1 and 2.
    """
    yield decision_skipped.finding(source, later=later, earlier=earlier)


RULES: tuple[AnyRule, ...] = (
    terms_unreadable,
    name_unknown,
    value_missing,
    value_unreadable,
    day_circular,
    calendar_unknown,
    decision_skipped,
)
