"""What the proof of written notices can find: OFF-201 to OFF-210."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text

BUILD_AGAIN = Text(
    "Build the notices again with “kaiji offerings build”.", "kaiji offerings build で開示書類を作り直してください。"
)


@rule(
    "OFF-201",
    Severity.ERROR,
    title=Text("A file was changed", "ファイルの変更"),
    message=Text(
        "{file} is no longer the file that was written: its digest differs from the manifest's.",
        "{file} は作成時のファイルと異なります。ダイジェストが manifest.json と一致しません。",
    ),
    remedy=Text(
        "See the other findings for what was changed. Put corrections into offering.toml and build again.",
        "変更内容は他の指摘を確認してください。訂正は offering.toml に反映し、作り直してください。",
    ),
)
def file_changed(source: Source) -> Iterator[Finding]:
    """A notice is proved as it was written.

    What it checks
    The SHA-256 digest of each file against the manifest.

    Why it matters
    A correction made in one written notice is missing in the other forms, languages and notices.

    How to put it right
    Correct the terms, not the document.

    Source
    Rule of this project.
    """
    yield file_changed.finding(source, file=source.file)


@rule(
    "OFF-202",
    Severity.ERROR,
    title=Text("A file is missing", "ファイルの欠落"),
    message=Text(
        "{file} is in the manifest and not in the folder.",
        "{file} は manifest.json にありますが、フォルダーにありません。",
    ),
    remedy=BUILD_AGAIN,
)
def file_missing(source: Source) -> Iterator[Finding]:
    """What was built is there in full.

    What it checks
    Whether each file of the manifest is there.

    Why it matters
    The notices of one offering are kept and published together.

    How to put it right
    Build again.

    Source
    Rule of this project.
    """
    yield file_missing.finding(source, file=source.file)


@rule(
    "OFF-203",
    Severity.ERROR,
    title=Text("A part of the proof cannot be read", "証明に必要なファイルを読み取れません"),
    message=Text("There is no readable {name}.", "読み取り可能な {name} がありません。"),
    remedy=BUILD_AGAIN,
)
def unreadable(source: Source, name: str) -> Iterator[Finding]:
    """Terms, evidence and digests lie beside the notices.

    What it checks
    Whether offering.toml, provenance.json and manifest.json are there and in the form of this version.

    Why it matters
    Without them nothing can be proved.

    How to put it right
    Name the folder that “kaiji offerings build” wrote, or build again.

    Source
    Rule of this project.
    """
    yield unreadable.finding(source, name=name)


@rule(
    "OFF-204",
    Severity.ERROR,
    title=Text("The evidence does not follow from the terms", "証跡と条件の不一致"),
    message=Text(
        "provenance.json says something else about {stem} than follows from offering.toml.",
        "provenance.json の {stem} に関する記録が、offering.toml から導かれる内容と異なります。",
    ),
    remedy=BUILD_AGAIN,
)
def evidence_differs(source: Source, stem: str) -> Iterator[Finding]:
    """The record of evidence is made from the terms and from nothing else.

    What it checks
    The ledger of each notice in provenance.json against the one that is derived again from the terms in the folder.

    Why it matters
    Whoever changed both a notice and its evidence would otherwise go unseen; so would terms that were changed later.

    How to put it right
    Build again.

    Source
    Rule of this project.
    """
    yield evidence_differs.finding(source, stem=stem)


@rule(
    "OFF-205",
    Severity.ERROR,
    title=Text("Terms that cannot be proved", "条件の誤り"),
    message=Text(
        "The terms in the folder have findings ({count}) and cannot serve as proof.",
        "フォルダー内の条件に指摘（{count}件）があり、証明に使えません。",
    ),
    remedy=Text(
        "Run “kaiji offerings check offering.toml”.", "kaiji offerings check offering.toml を実行してください。"
    ),
)
def terms_not_clean(source: Source, count: int) -> Iterator[Finding]:
    """Only sound terms prove a notice.

    What it checks
    That the terms that lie beside the notices are still without findings at error level.

    Why it matters
    They are what each figure is proved from.

    How to put it right
    Check the terms and build again.

    Source
    Rule of this project.
    """
    yield terms_not_clean.finding(source, count=count)


@rule(
    "OFF-206",
    Severity.ERROR,
    title=Text("Figures of a notice do not agree with each other", "開示書類内の数値の不整合"),
    message=Text(
        "{file} states {stated}, but from its other figures it is {expected} ({relation}).",
        "{file} には{stated}とありますが、他の数値からは{expected}となります（{relation}）。",
    ),
    remedy=BUILD_AGAIN,
)
def relation_broken(source: Source, file: str, relation: str, stated: Decimal, expected: Decimal) -> Iterator[Finding]:
    """A notice proves itself: totals, halves, sums.

    What it checks
    From the figures as they stand in the written file: number × price = total, capital + reserve = total, per-share
    parts, share counts before and after, proceeds and their uses.

    Why it matters
    A reader needs nothing but the notice to find such an error.

    How to put it right
    Build again; where the terms are wrong, correct them.

    Source
    Facts on offerings, O1 to O5, O11 and O18.
    """
    yield relation_broken.finding(
        source, file=file, relation=relation, stated=f"{stated:,f}", expected=f"{expected:,f}"
    )


@rule(
    "OFF-207",
    Severity.WARN,
    title=Text("No PDF was written", "PDFを作成していません"),
    message=Text(
        "PDF was asked for, but WeasyPrint is not installed.",
        "PDFが指定されましたが、WeasyPrint がインストールされていません。",
    ),
    remedy=Text(
        "Install it with the extra: pip install “kaiji[pdf]”. All other forms were written.",
        "pip install “kaiji[pdf]” でインストールしてください。他の形式は作成しました。",
    ),
)
def pdf_not_installed(source: Source) -> Iterator[Finding]:
    """PDF needs a library that is not always there.

    What it checks
    Whether WeasyPrint and its own libraries can be loaded when PDF is asked for.

    Why it matters
    A form that is silently missing would be missed only when it is to be published.

    How to put it right
    Install the extra [pdf].

    Source
    Rule of this project.
    """
    yield pdf_not_installed.finding(source)


@rule(
    "OFF-208",
    Severity.ERROR,
    title=Text("A notice that is not due", "まだ作成できない開示書類"),
    message=Text(
        "The {notice} notice cannot be written yet: [{section}] is missing.",
        "{notice} の開示書類はまだ作成できません。[{section}] がありません。",
    ),
    remedy=Text("Add [{section}] when it is decided.", "決定後に [{section}] を追加してください。"),
)
def not_due(source: Source, notice: str, section: str) -> Iterator[Finding]:
    """A notice is written when its decision is there.

    What it checks
    That the notice asked for is among those decided so far.

    Why it matters
    A pricing notice without a price would have gaps.

    How to put it right
    Write the decision into the terms, or ask for another notice.

    Source
    Facts on offerings, section 2.
    """
    yield not_due.finding(source, notice=notice, section=section)


RULES: tuple[AnyRule, ...] = (
    file_changed,
    file_missing,
    unreadable,
    evidence_differs,
    terms_not_clean,
    relation_broken,
    pdf_not_installed,
    not_due,
)
