"""What a document says against what stands beside it: TIE-921 to TIE-923."""

from __future__ import annotations

from collections.abc import Iterator

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text


def told_apart(
    other: Source, item: str, stated: str, expected: str, known: str, verdict: Text
) -> dict[str, str | Text]:
    """Give the words of a finding that an item is one thing here and another one there.

    Args:
        other: where the other document says it.
        item: what is spoken of.
        stated: what the document says.
        expected: what it should say by the other one, printed in its way.
        known: what the other one says.
        verdict: which of the two is wrong, as far as it is told.
    """
    return {
        "item": item,
        "stated": stated,
        "expected": expected,
        "known": known,
        "source": str(other),
        "verdict": verdict,
    }


@rule(
    "TIE-921",
    Severity.ERROR,
    title=Text("Another number than the facts", "事実ファイルとの不一致"),
    message=Text(
        "“{item}” is {stated} here; by {source} it is {known}, so it should say {expected}.",
        "「{item}」は{stated}ですが、{source}によれば{known}であり、{expected}となるべきです。",
    ),
    remedy=Text(
        "Put right the document, or the file of facts.",
        "文書または事実ファイルを訂正してください。",
    ),
)
def fact_contradicted(
    here: Source, other: Source, item: str, stated: str, expected: str, known: str, *, doubtful: bool
) -> Iterator[Finding]:
    """What the books say is what the document says.

    What it checks
    Each fact of the file against the rows of the document's tables with the same item, period and unit. Two numbers agree
    where one exact value can be printed as both. Where the period or the scale is not told, it is a warning.

    Why it matters
    A document can be right in itself and wrong against its source: an old trial balance, a row of another company.

    How to put it right
    Look which of the two is newer.

    Source
    A rule of this project.
    """
    level = Severity.WARN if doubtful else None
    yield fact_contradicted.finding(
        here, other, severity=level, item=item, stated=stated, expected=expected, known=known, source=str(other)
    )


@rule(
    "TIE-922",
    Severity.ERROR,
    title=Text("Another number than in the other document", "他の文書との不一致"),
    message=Text(
        "“{item}” is {stated} here and {known} for the same period in {source}. {verdict}",
        "「{item}」は{stated}ですが、同じ期間について{source}では{known}です。{verdict}",
    ),
    remedy=Text(
        "Put it right, or say in a note that the earlier figure was restated or reclassified.",
        "訂正するか、過去の数値を修正再表示または組替えた旨を注記してください。",
    ),
)
def other_document_differs(
    here: Source, other: Source, item: str, stated: str, expected: str, known: str, verdict: Text, *, doubtful: bool
) -> Iterator[Finding]:
    """What was published once stays, or is said to be restated.

    What it checks
    Each item and period of the other document's tables against the rows of this one that correspond: tables are matched by their
    rows, rows by their words (abbreviations, order, number and footnote marks apart) and their order, columns by their period.
    It is an error where the tables agree in other numbers of the column; else a warning. The place that the documents' own
    totals and changes contradict is named as the wrong one.

    Why it matters
    Readers put two releases side by side. A comparative figure that moved without a word costs trust.

    How to put it right
    Take the figure from the published document. If it was restated, say so.

    Source
    A rule of this project.
    """
    said = told_apart(other, item, stated, expected, known, verdict)
    yield other_document_differs.finding(here, other, severity=Severity.WARN if doubtful else None, **said)


@rule(
    "TIE-923",
    Severity.INFO,
    title=Text("A fact that the document does not state", "文書にない事実"),
    message=Text(
        "No row of a table in the document has the item “{item}” for {period}.",
        "文書の表に、{period}の「{item}」がありません。",
    ),
    remedy=Text(
        "If it should be there, write the item as the document does.",
        "記載があるはずの場合は、項目名を文書の表記に合わせてください。",
    ),
)
def fact_not_found(source: Source, item: str, period: str) -> Iterator[Finding]:
    """What was not compared is told.

    What it checks
    That each fact of the file was found in the document.

    Why it matters
    A fact that nobody found proves nothing, and looks as if it did.

    How to put it right
    Use the labels of the document's tables, and its names of the periods.

    Source
    A rule of this project.
    """
    yield fact_not_found.finding(source, item=item, period=period or "—")


RULES: tuple[AnyRule, ...] = (fact_contradicted, other_document_differs, fact_not_found)
