"""What a document says against other documents: TIE-924 to TIE-928; those of notices and of languages stand apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.chain import language_rule, notice_rule


@rule(
    "TIE-924",
    Severity.ERROR,
    title=Text("The other document is the wrong one", "他の文書側の誤り"),
    message=Text(
        "“{item}” is {known} in {other}; this document says {stated}, and {other}'s own figures give {expected} ({proof}).",
        "「{item}」は{other}で{known}ですが、本文書では{stated}であり、{other}自身の数値からは{expected}となります（{proof}）。",
    ),
    remedy=Text(
        "Put right the other document; if it is published already, publish a correction.",
        "他の文書を訂正してください。公表済みの場合は、訂正を公表してください。",
    ),
)
def other_document_wrong(
    sources: Sequence[Source],
    other: str,
    item: str,
    stated: str,
    known: str,
    expected: str,
    proof: Text,
    *,
    doubtful: bool,
) -> Iterator[Finding]:
    """Of two documents that differ, the one that contradicts itself is wrong.

    What it checks
    Each number that two documents give for one item and period, together with the totals, changes and other relations of both:
    the number whose change mends most is the wrong one, and here it stands in the other document.

    Why it matters
    Who mends the wrong side makes two documents wrong.

    How to put it right
    Correct the other document.

    Source
    A rule of this project.
    """
    level = Severity.WARN if doubtful else None
    yield other_document_wrong.finding(
        *sources, severity=level, item=item, stated=stated, known=known, expected=expected, other=other, proof=proof
    )


@rule(
    "TIE-925",
    Severity.INFO,
    title=Text("Figures of an earlier period given anew", "過去の数値の変更"),
    message=Text(
        "{count} figures differ from {other}, among them “{item}”: {stated} here, {known} there. {reason}",
        "{other}と異なる数値が{count}件あります（例：「{item}」は本文書で{stated}、同文書で{known}）。{reason}",
    ),
    remedy=Text(
        "See that a note tells what was restated, and why.",
        "修正再表示の内容と理由が注記されていることをご確認ください。",
    ),
)
def figures_restated(
    sources: Sequence[Source], other: str, count: int, item: str, stated: str, known: str, reason: Text, *, unsaid: bool
) -> Iterator[Finding]:
    """What was published once may be given anew, if that is said.

    What it checks
    Numbers that differ from an earlier document where a column is headed as restated, where the number of shares was split,
    where the document says that earlier figures were restated or reclassified, or where so many of a column differ that it is
    another period or scope. The last is a warning.

    Why it matters
    Restated figures are no error, but who compares releases must be told.

    How to put it right
    Nothing, where the note is there.

    Source
    A rule of this project.
    """
    level = Severity.WARN if unsaid else None
    yield figures_restated.finding(
        *sources, severity=level, other=other, count=count, item=item, stated=stated, known=known, reason=reason
    )


@rule(
    "TIE-926",
    Severity.ERROR,
    title=Text("Periods do not add up over documents", "期間の合計の不一致"),
    message=Text(
        "“{item}” is {stated} here; the periods of several documents give {expected} ({proof}).",
        "「{item}」は{stated}ですが、複数の文書の各期間からは{expected}となります（{proof}）。",
    ),
    remedy=Text(
        "Put it right, or say that a period was restated.",
        "訂正するか、いずれかの期間を修正再表示した旨を記載してください。",
    ),
)
def periods_do_not_add_up(
    sources: Sequence[Source], item: str, stated: str, expected: str, proof: str, *, doubtful: bool
) -> Iterator[Finding]:
    """Quarters make the half-year, halves the year.

    What it checks
    Each amount of a period against the amounts of the periods that make it up, wherever they were published: the quarter
    before and this one against the half-year, the first half and the second against the year. Rounding is allowed for; where
    several rows of a table fail, nothing is said.

    Why it matters
    Analysts compute the quarter that is not printed. It must be what was meant.

    How to put it right
    Compare with the ledger which of the periods is wrong.

    Source
    A rule of this project.
    """
    level = Severity.WARN if doubtful else None
    yield periods_do_not_add_up.finding(
        *sources, severity=level, item=item, stated=stated, expected=expected, proof=proof
    )


@rule(
    "TIE-927",
    Severity.INFO,
    title=Text("How much of the other document was compared", "照合の範囲"),
    message=Text(
        "{other}: {compared} of its {numbers} numbers were compared, {agreeing} agree; of {missing} this "
        "document has none of the same item and period, or in the same place.",
        "{other}：数値{numbers}件のうち{compared}件を照合し、{agreeing}件が一致しました。{missing}件は、本文書に同一の項目・期間、または同一の箇所がありません。",
    ),
    remedy=Text(
        "Where nothing was compared, see whether it is the right document, and whether its tables name their periods.",
        "照合件数が0件の場合は、文書が正しいか、表に期間が示されているかをご確認ください。",
    ),
)
def how_much_compared(source: Source, numbers: int, compared: int, agreeing: int) -> Iterator[Finding]:
    """What was not compared is told.

    What it checks
    How many numbers of the other document have an item and a period that this document has too. None is a warning.

    Why it matters
    A document of another company agrees with everything, if nobody counts.

    How to put it right
    Give the document that was meant.

    Source
    A rule of this project.
    """
    level = None if compared else Severity.WARN
    yield how_much_compared.finding(
        source,
        severity=level,
        other=source.file,
        numbers=numbers,
        compared=compared,
        agreeing=agreeing,
        missing=numbers - compared,
    )


@rule(
    "TIE-928",
    Severity.INFO,
    title=Text("One last unit beside the other document", "他の文書との端数差"),
    message=Text(
        "{count} figures differ from {other} by one unit of their last place, among them “{item}”: {stated} here, {known} there.",
        "{other}と末位1単位だけ異なる数値が{count}件あります（例：「{item}」は本文書で{stated}、同文書で{known}）。",
    ),
    remedy=Text(
        "Print the published figure, or leave it if the column was made to foot.",
        "公表済みの数値に合わせるか、合計を合わせるための調整であればそのままとしてください。",
    ),
)
def one_last_unit(
    sources: Sequence[Source], other: str, count: int, item: str, stated: str, known: str
) -> Iterator[Finding]:
    """A rounded figure may have been moved so that its column foots.

    What it checks
    Rounded amounts of one item and period that differ by one unit of the last place.

    Why it matters
    It is seldom an error, and always a question.

    How to put it right
    Take the published figure where you can.

    Source
    A rule of this project (results practice: columns made to foot).
    """
    yield one_last_unit.finding(*sources, other=other, count=count, item=item, stated=stated, known=known)


RULES: tuple[AnyRule, ...] = (
    other_document_wrong,
    figures_restated,
    periods_do_not_add_up,
    how_much_compared,
    one_last_unit,
    *notice_rule.RULES,
    *language_rule.RULES,
)
