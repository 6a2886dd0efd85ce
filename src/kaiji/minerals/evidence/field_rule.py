"""What can be wrong with any file of the evidence folder, whatever it is about: EVD-001 to EVD-015."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.minerals.evidence import column_rule

SHOWN = 60


@rule(
    "EVD-001",
    Severity.ERROR,
    title=Text("Settings file cannot be read", "設定ファイルの読み取り不能"),
    message=Text("Line {line} is not valid TOML: {problem}.", "{line}行目がTOMLとして正しくありません：{problem}"),
    remedy=Text(
        'Put the line right. Texts stand in quotation marks: name = "…".',
        '該当行を直してください。文字列は name = "…" のように引用符で囲みます。',
    ),
)
def settings_unreadable(source: Source, line: int, problem: str) -> Iterator[Finding]:
    """A settings file with one broken line says nothing at all.

    What it checks
    Whether the file is TOML, of a size and depth that can be read safely.

    Why it matters
    Behind the broken line every value could mean something else, so none is taken.

    How to put it right
    Look at the line named, and at the one above it: a quotation mark or bracket is mostly missing there.

    Source
    TOML 1.0.
    """
    yield settings_unreadable.finding(source.at(line=line), line=line, problem=problem)


@rule(
    "EVD-002",
    Severity.ERROR,
    title=Text("Setting missing", "必須設定の欠落"),
    message=Text("{setting} is missing. {what}", "{setting} がありません。{what}"),
    remedy=Text(
        "Add it to the file; the reference page of the evidence folder has an example.",
        "ファイルに追加してください。記入例は証拠フォルダーのリファレンスにあります。",
    ),
)
def setting_missing(source: Source, setting: str, what: Text) -> Iterator[Finding]:
    """What a filing needs and nobody has written cannot be guessed.

    What it checks
    Every required setting, and every required section.

    Why it matters
    The cover page and the decisions of the filing come from these settings.

    How to put it right
    Write the setting, or the section, into the file.

    Source
    The schema of the file.
    """
    yield setting_missing.finding(source, setting=setting, what=what)


@rule(
    "EVD-003",
    Severity.WARN,
    title=Text("Name not known", "未知の項目名"),
    message=Text(
        "“{name}” is no name that this file knows, so it was not read. Did you mean: {suggestions}?",
        "「{name}」はこのファイルにない項目名のため、読み取っていません。候補：{suggestions}",
    ),
    remedy=Text("Correct the name, or remove it.", "名前を直すか、削除してください。"),
)
def name_unknown(source: Source, name: str, suggestions: tuple[str, ...]) -> Iterator[Finding]:
    """A misspelled name is pointed out, since its value would be missing without a word.

    What it checks
    Every section, setting and column against the schema; where nothing is close, all known names are offered.

    Why it matters
    A value under a misspelled name is not used, and its owner believes that it is.

    How to put it right
    Use one of the names offered.

    Source
    The schema of the file.
    """
    yield name_unknown.finding(source, name=name[:SHOWN], suggestions=suggestions)


@rule(
    "EVD-004",
    Severity.ERROR,
    title=Text("Value of another kind", "値の種類の誤り"),
    message=Text(
        "{name} says “{value}”, which is not: {expected}.", "{name} の値「{value}」は不正です（{expected}）。"
    ),
    remedy=Text(
        "Write it as the reference page of the evidence folder shows.",
        "証拠フォルダーのリファレンスのとおりに書き直してください。",
    ),
)
def value_unreadable(source: Source, name: str, value: str, expected: Text) -> Iterator[Finding]:
    """A value that is not of its kind is not taken.

    What it checks
    Numbers, flags, keys, currency codes and digests, and that a text stands where a text belongs.

    Why it matters
    A number that is read wrongly ends up in the filing. `1.234,56` and `1,234.56` are an example.

    How to put it right
    Write the value in the form named.

    Source
    The schema of the file.
    """
    yield value_unreadable.finding(source, name=name, value=value[:SHOWN], expected=expected)


@rule(
    "EVD-005",
    Severity.ERROR,
    title=Text("Date with two readings", "二通りに読める日付"),
    message=Text(
        "{name} says “{value}”, which may be {first} or {second}.",
        "{name} の「{value}」は {first} とも {second} とも読めます。",
    ),
    remedy=Text("Write the date with the year first: {first}.", "年を先にして {first} のように書いてください。"),
)
def date_ambiguous(source: Source, name: str, value: str, days: tuple[date, ...]) -> Iterator[Finding]:
    """A date whose day and month can be swapped is not taken.

    What it checks
    Dates with the year last, where day and month are both 12 or less and differ.

    Why it matters
    Whether an act was done in the reporting period can depend on it.

    How to put it right
    Write the year first.

    Source
    ISO 8601.
    """
    yield date_ambiguous.finding(source, name=name, value=value, first=days[0], second=days[1])


@rule(
    "EVD-006",
    Severity.ERROR,
    title=Text("Not a date", "日付ではない値"),
    message=Text("{name} says “{value}”, which is no clear date.", "{name} の「{value}」は日付として読めません。"),
    remedy=Text(
        "Write it as 2024-05-31, with four digits for the year.",
        "2024-05-31 のように、西暦4桁で書いてください。",
    ),
)
def date_unreadable(source: Source, name: str, value: str) -> Iterator[Finding]:
    """A date that the calendar does not have, or in no known form, is not taken.

    What it checks
    Every date for a form that has one reading, and for a day that exists. Years of two digits and the bare
    number of days that a spreadsheet may show are not taken.

    Why it matters
    An act without a date proves nothing about a year.

    How to put it right
    Write year, month and day, the year first.

    Source
    ISO 8601.
    """
    yield date_unreadable.finding(source, name=name, value=value[:SHOWN])


@rule(
    "EVD-007",
    Severity.ERROR,
    title=Text("Word not known", "語彙にない値"),
    message=Text(
        "{name} says “{value}”, which is none of its words. Did you mean: {suggestions}?",
        "{name} の「{value}」は語彙にありません。候補：{suggestions}",
    ),
    remedy=Text(
        "Use one of the words that the reference page of the evidence folder lists.",
        "証拠フォルダーのリファレンスにある語を使ってください。",
    ),
)
def word_unknown(source: Source, name: str, value: str, suggestions: tuple[str, ...]) -> Iterator[Finding]:
    """A word outside its list is not taken for any of them.

    What it checks
    Every value that comes from a closed list. Letter case, width, hyphens and blanks do not matter; labels in
    English and Japanese are understood.

    Why it matters
    The report is made from these words.

    How to put it right
    Use one of the words offered.

    Source
    The vocabularies of the evidence folder.
    """
    yield word_unknown.finding(source, name=name, value=value[:SHOWN], suggestions=suggestions)


@rule(
    "EVD-009",
    Severity.ERROR,
    title=Text("Value missing", "必須値の欠落"),
    message=Text("{name} is empty. {what}", "{name} が空欄です。{what}"),
    remedy=Text("Fill it in.", "記入してください。"),
)
def value_missing(source: Source, name: str, what: Text) -> Iterator[Finding]:
    """A value that must be there is empty.

    What it checks
    Every required value of every row and section; a row without any value is no row.

    Why it matters
    The row or section proves nothing without it.

    How to put it right
    Fill in the value.

    Source
    The schema of the file.
    """
    yield value_missing.finding(source, name=name, what=what)


@rule(
    "EVD-013",
    Severity.WARN,
    title=Text("Not an e-mail address", "メールアドレスではない値"),
    message=Text(
        "{name} says “{value}”, which is not one e-mail address.",
        "{name} の「{value}」は単一のメールアドレスではありません。",
    ),
    remedy=Text("Write one address, such as name@example.com.", "name@example.com の形で一つだけ書いてください。"),
)
def email_odd(source: Source, name: str, value: str) -> Iterator[Finding]:
    """A request sent to no address is no request.

    What it checks
    The form of each e-mail address; a name beside it or a second address is not taken.

    Why it matters
    Suppliers are asked, and concerns are raised, at these addresses.

    How to put it right
    Write one plain address.

    Source
    RFC 5322, in its plain form.
    """
    yield email_odd.finding(source, name=name, value=value[:SHOWN])


@rule(
    "EVD-014",
    Severity.WARN,
    title=Text("Not a web address", "URLではない値"),
    message=Text("{name} says “{value}”, which is no web address.", "{name} の「{value}」はURLではありません。"),
    remedy=Text("Write it in full, beginning with https://.", "https:// から始まる完全なURLを書いてください。"),
)
def url_odd(source: Source, name: str, value: str) -> Iterator[Finding]:
    """A web address that is printed in a filing must be whole.

    What it checks
    That it begins with http:// or https://, names a host and has no blank in it.

    Why it matters
    Readers of the filing type it as it is printed.

    How to put it right
    Copy the address from the browser.

    Source
    RFC 3986; Form SD Item 1.01 asks for the link to the company's website.
    """
    yield url_odd.finding(source, name=name, value=value[:SHOWN])


RULES: tuple[AnyRule, ...] = (
    settings_unreadable,
    setting_missing,
    name_unknown,
    value_unreadable,
    date_ambiguous,
    date_unreadable,
    word_unknown,
    value_missing,
    email_odd,
    url_odd,
    *column_rule.RULES,
)
