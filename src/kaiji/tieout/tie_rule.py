"""What can be wrong between a value of a document and its evidence: figures, names and assertions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kaiji.core.figure import Figure
from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.block_rule import short
from kaiji.tieout.evidence import AssertionEvidence, FigureEvidence, QuoteEvidence

SHOWN = 60
EVIDENCE_SHOWN = 3
NOTHING = Text("nothing", "記載なし")
NO_EVIDENCE = Text("none", "なし")


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as it stands in a document that was read.

    Args:
        key: which fact it is.
        figure: what the evidence says.
        value: what the document says, in units.
        text: how it says it.
        source: where.
    """

    key: str
    figure: Figure
    value: Decimal
    text: str
    source: Source

    @property
    def interval(self) -> tuple[Decimal, Decimal]:
        """The bounds between which a value lies that is rounded to what the document says."""
        half = Decimal(5).scaleb(self.figure.scale - self.figure.places - 1)
        return self.value - half, self.value + half


@rule(
    "TIE-001",
    Severity.ERROR,
    title=Text("A figure differs from its evidence", "数値が証拠と相違"),
    message=Text(
        "The document says “{says}”; by its evidence it should say “{expected}” (fact: {fact}; evidence: {evidence}).",
        "文書には「{says}」とありますが、証拠によれば「{expected}」です（項目：{fact}、証拠：{evidence}）。",
    ),
    remedy=Text(
        "Look at the evidence named. Correct the document, or the evidence, and build the document again.",
        "示された証拠を確認し、文書または証拠を訂正してから、文書を作り直してください。",
    ),
    citation="Nothing is said without evidence",
)
def figure_differs(source: Source, says: str, expected: str, evidence: FigureEvidence) -> Iterator[Finding]:
    """Every figure must say what its evidence says.

    What it checks
    The text that stands in the place of each figure, and the number that it is, against the value that was
    counted or quoted when the document was built, rounded as it is printed.

    Why it matters
    A figure that was changed after it was built, by hand, by a conversion or by a printer, is no longer
    supported by anything; a wrong figure in a filing can only be put right by an amendment.

    How to put it right
    Open the evidence at the place named. If the evidence is right, correct the document. If the document is
    right, correct the evidence, and build the document anew.

    Source
    A rule of this project: the written file is proved again from itself and its evidence.
    """
    if says != expected:
        yield figure_differs.finding(
            source,
            *evidence.sources,
            says=short(says) or NOTHING,
            expected=expected,
            fact=_fact(evidence.key),
            evidence=_evidence(evidence.sources),
        )


@rule(
    "TIE-005",
    Severity.ERROR,
    title=Text("A name or date differs from its evidence", "名称・日付が証拠と相違"),
    message=Text(
        "The document says “{says}”; its evidence says “{expected}” (fact: {fact}; evidence: {evidence}).",
        "文書には「{says}」とありますが、証拠では「{expected}」です（項目：{fact}、証拠：{evidence}）。",
    ),
    remedy=Text(
        "Look at the evidence named, and correct the document or the evidence.",
        "示された証拠を確認し、文書または証拠を訂正してください。",
    ),
)
def quote_differs(source: Source, says: str, expected: str, evidence: QuoteEvidence) -> Iterator[Finding]:
    """Names, dates and addresses stand as the evidence has them.

    What it checks
    The text in the place of each quoted name, date, address or number of a register.

    Why it matters
    A wrong date or name is the commonest fault of a report that was copied from last year's.

    How to put it right
    Compare with the evidence. A different spelling that is wanted is changed in the evidence.

    Source
    A rule of this project.
    """
    if says != expected:
        yield quote_differs.finding(
            source,
            *evidence.sources,
            says=short(says) or NOTHING,
            expected=short(expected),
            fact=_fact(evidence.key),
            evidence=_evidence(evidence.sources),
        )


@rule(
    "TIE-006",
    Severity.ERROR,
    title=Text("A figure differs from its recount", "再集計との相違"),
    message=Text(
        "The document says “{says}” for {fact}; counted again from the evidence it is {recount}.",
        "{fact}は文書では「{says}」ですが、証拠から数え直すと{recount}です。",
    ),
    remedy=Text(
        "Find out which count is right before anything is filed: {evidence}",
        "提出前に、どちらの集計が正しいか確認してください：{evidence}",
    ),
)
def recount_differs(
    source: Source, says: str, value: Decimal, recount: Decimal, evidence: FigureEvidence
) -> Iterator[Finding]:
    """A figure must come out again when it is counted another way.

    What it checks
    The printed number against an independent count of the same fact, rounded as it is printed.

    Why it matters
    The evidence list and the document come from one program; only a second count can show that program wrong.

    How to put it right
    Look at the places that were counted. A fault of the program belongs reported.

    Source
    A rule of this project.
    """
    if value != recount:
        yield recount_differs.finding(
            source,
            *evidence.sources,
            says=says,
            fact=_fact(evidence.key),
            recount=recount,
            evidence=_evidence(evidence.sources),
        )


@rule(
    "TIE-007",
    Severity.ERROR,
    title=Text("One fact, two values", "同じ項目の値が不一致"),
    message=Text(
        "The same fact ({fact}) is “{one}” at {place} and “{other}” here.",
        "同じ項目（{fact}）が、{place}では「{one}」、ここでは「{other}」になっています。",
    ),
    remedy=Text(
        "Decide from the evidence which is right, and correct the other.",
        "証拠に基づいて正しい値を決め、もう一方を訂正してください。",
    ),
)
def fact_twice(printed: Iterable[Printed]) -> Iterator[Finding]:
    """The same fact has the same value wherever it is said.

    What it checks
    All figures with the same key and unit, in one document or in all documents of a filing. Values printed with
    different precision agree where one value could be rounded to both.

    Why it matters
    The form and its exhibit are read side by side; a difference between them is the first thing a reader sees.

    How to put it right
    Correct the wrong one; if both are right they are different facts and need different keys.

    Source
    A rule of this project.
    """
    first: dict[tuple[str, str], Printed] = {}
    for one in printed:
        if not one.key:
            continue
        known = first.setdefault((one.key, one.figure.unit), one)
        if _disagree(known, one):
            yield fact_twice.finding(
                one.source,
                known.source,
                fact=one.key,
                one=known.text,
                other=one.text,
                place=str(known.source),
            )


@rule(
    "TIE-008",
    Severity.ERROR,
    title=Text("A figure without evidence", "証拠のない数値"),
    message=Text(
        "The figure “{says}” ({fact}) has no evidence behind it.",
        "数値「{says}」（{fact}）を裏付ける証拠がありません。",
    ),
    remedy=Text(
        "Name the place where it was counted or read, or take the sentence out.",
        "集計元または出典を示すか、その文を削除してください。",
    ),
)
def figure_without_source(source: Source, says: str, evidence: FigureEvidence) -> Iterator[Finding]:
    """No figure without a place where it was counted or read.

    What it checks
    That each figure of the document names at least one source.

    Why it matters
    Nobody can support it when it is asked for.

    How to put it right
    Give the source where the figure is made.

    Source
    A rule of this project: nothing is said without evidence.
    """
    if not evidence.sources:
        yield figure_without_source.finding(source, says=says, fact=_fact(evidence.key))


@rule(
    "TIE-011",
    Severity.ERROR,
    title=Text("A value stands in another column", "列の取り違え"),
    message=Text(
        "“{says}” stands in column {column} of this row; it was built for column {expected}.",
        "この行の「{says}」は{column}列目にありますが、作成時は{expected}列目でした。",
    ),
    remedy=Text("Move it back under its heading.", "正しい見出しの列に戻してください。"),
)
def cell_moved(source: Source, says: str, column: int, expected: int) -> Iterator[Finding]:
    """A value stands under the heading it was built for.

    What it checks
    For rows that are word for word as built, the column of each filled cell.

    Why it matters
    The right number under the wrong heading is a wrong number.

    How to put it right
    Look for an empty cell that was dropped in this row.

    Source
    A rule of this project.
    """
    if column != expected:
        yield cell_moved.finding(source, says=short(says), column=column, expected=expected)


@rule(
    "TIE-012",
    Severity.WARN,
    title=Text("A number among the form's words", "定型文中の数値"),
    message=Text(
        "The number “{says}” stands among words that have no evidence: “{around}”",
        "数値「{says}」が、証拠のない文言の中にあります：「{around}」",
    ),
    remedy=Text(
        "If it says something of the company, build it as a figure with its source. If it belongs to the law or the "
        "form, nothing needs doing.",
        "会社に関する数値であれば、出典付きの数値として作成してください。法令や様式の一部であれば対応は不要です。",
    ),
)
def number_in_words(source: Source, says: str, around: str) -> Iterator[Finding]:
    """A number that is neither a figure nor part of a quotation is shown.

    What it checks
    Numbers and percentages that stand in mere words. Rule, item and telephone numbers, dates and years are left out.

    Why it matters
    A count that was typed into a sentence is proved by nothing and grows old with the text.

    How to put it right
    Make it a figure with a source.

    Source
    A rule of this project.
    """
    yield number_in_words.finding(source, says=says, around=short(around))


@rule(
    "TIE-013",
    Severity.ERROR,
    title=Text("An assertion without evidence", "証拠のない記述"),
    message=Text(
        "This is said without evidence ({fact}): “{says}”",
        "次の記述を裏付ける証拠がありません（{fact}）：「{says}」",
    ),
    remedy=Text(
        "Name the record that shows it, or take it out.",
        "裏付けとなる記録を示すか、削除してください。",
    ),
)
def said_without_source(source: Source, evidence: AssertionEvidence | QuoteEvidence) -> Iterator[Finding]:
    """No assertion, name or date without a source.

    What it checks
    That each assertion, or a figure or name in it, and each quoted name or date names a source. For a name or date
    it is a warning.

    Why it matters
    A statement in a filing must be supported when it is made.

    How to put it right
    Give the source where the sentence is made.

    Source
    A rule of this project: nothing is said without evidence.
    """
    if not evidence.sources:
        yield said_without_source.finding(
            source,
            severity=Severity.ERROR if isinstance(evidence, AssertionEvidence) else Severity.WARN,
            fact=_fact(evidence.key),
            says=short(evidence.text),
        )


def _disagree(one: Printed, other: Printed) -> bool:
    if (one.figure.scale, one.figure.places) == (other.figure.scale, other.figure.places):
        return one.value != other.value
    low, high = one.interval
    other_low, other_high = other.interval
    return high < other_low or other_high < low


def _fact(key: str) -> str | Text:
    return key or Text("unnamed", "名称なし")


def _evidence(sources: Sequence[Source]) -> str | Text | tuple[str, ...]:
    if not sources:
        return NO_EVIDENCE
    rest = len(sources) - EVIDENCE_SHOWN
    shown = tuple(str(source) for source in sources[:EVIDENCE_SHOWN])
    return (*shown, f"+{rest}") if rest > 0 else shown


RULES: tuple[AnyRule, ...] = (
    figure_differs,
    quote_differs,
    recount_differs,
    fact_twice,
    figure_without_source,
    cell_moved,
    number_in_words,
    said_without_source,
)
