"""Rules of numbers: what does not add up, does not change by that much, is not that part, is not the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.number_finding import findings_of
from kaiji.tieout.reading import Line

_SHOULD = Text(
    "{subject} {stated}; it should say {expected}: {reason} ({proof}).",
    "{subject}「{stated}」とありますが、{expected}であるべきです：{reason}（{proof}）。",
)
_LOOK = Text(
    "Put right {stated}, or, if it is right, one of the numbers it follows from.",
    "「{stated}」を訂正してください。正しい場合は、根拠の数値を確認してください。",
)


def _of(code: str, lines: Sequence[Line]) -> Iterator[Finding]:
    return (one.finding for one in findings_of(lines) if one.finding.code == code)


@rule(
    "TIE-201",
    Severity.ERROR,
    title=Text("A total is not the sum of its parts", "合計の不一致"),
    message=_SHOULD,
    remedy=_LOOK,
)
def total_contradicted(lines: Sequence[Line]) -> Iterator[Finding]:
    """Totals, subtotals and differences add up, down the rows, across the columns, and in sentences.

    What it checks
    Which rows (columns, amounts of a sentence) add up to which is found from the table itself: a sum that other columns
    bear out, or that a total makes of just the block above it, must hold in every column. Deductions may be printed with
    or without a sign. Rounding of every printed number is allowed for; more than that is not.

    Why it matters
    A total that does not foot is the first thing a reader finds, and it makes every other figure doubtful.

    How to put it right
    The number that is named is the one whose change mends most of what is broken; look at it first, then at the
    numbers beside it.

    Source
    Footing and cross-casting, as in any audit; the arithmetic of intervals.
    """
    for one in _of("TIE-201", lines):
        yield total_contradicted.finding(*one.sources, severity=one.severity, **dict(one.params))


@rule(
    "TIE-202",
    Severity.ERROR,
    title=Text("A change in per cent is another", "増減率の不一致"),
    message=_SHOULD,
    remedy=_LOOK,
)
def change_contradicted(lines: Sequence[Line]) -> Iterator[Finding]:
    """A change in per cent follows from the two amounts it compares.

    What it checks
    Columns of changes against the columns they compare, rows of periods, and sentences: *an increase of 19.2 % from …*.
    The bounds of both printed amounts are taken, so that a percentage computed from finer amounts passes.

    Why it matters
    The percentage is what is quoted.

    How to put it right
    Compute it again from the unrounded amounts.

    Source
    (now / then - 1) x 100, rounded half up; the arithmetic of intervals.
    """
    for one in _of("TIE-202", lines):
        yield change_contradicted.finding(*one.sources, severity=one.severity, **dict(one.params))


@rule(
    "TIE-203",
    Severity.ERROR,
    title=Text("A ratio or part of a total is another", "比率・構成比の不一致"),
    message=_SHOULD,
    remedy=_LOOK,
)
def ratio_contradicted(lines: Sequence[Line]) -> Iterator[Finding]:
    """Margins, parts of a total and other ratios follow from their two amounts.

    What it checks
    Columns that show parts of a total, rows that show ratios of two other rows, and ratios that sentences name. A part
    may have been moved by one last unit so that its column adds up to 100.

    Why it matters
    Margins are compared from quarter to quarter; a wrong one tells a wrong story.

    How to put it right
    Compute it again from the unrounded amounts.

    Source
    part / whole x 100, rounded half up; the arithmetic of intervals.
    """
    for one in _of("TIE-203", lines):
        yield ratio_contradicted.finding(*one.sources, severity=one.severity, **dict(one.params))


@rule(
    "TIE-204",
    Severity.ERROR,
    title=Text("A translation is not at the stated rate", "換算額の不一致"),
    message=_SHOULD,
    remedy=_LOOK,
)
def translation_contradicted(lines: Sequence[Line]) -> Iterator[Finding]:
    """Amounts in a second currency are the first currency's at the one rate the document states.

    What it checks
    Columns in two currencies and amounts in parentheses behind another. An amount may be off by one last unit, since
    columns in translation are often made to foot.

    Why it matters
    One wrong translation among many is seen by nobody who does not compute it.

    How to put it right
    Translate it again from the unrounded amount.

    Source
    amount / rate, rounded half up; the convenience translation of results releases.
    """
    for one in _of("TIE-204", lines):
        yield translation_contradicted.finding(*one.sources, severity=one.severity, **dict(one.params))


@rule(
    "TIE-205",
    Severity.ERROR,
    title=Text("One fact is told in two ways", "同一項目の数値の相違"),
    message=_SHOULD,
    remedy=_LOOK,
)
def fact_contradicted(lines: Sequence[Line]) -> Iterator[Finding]:
    """The same item of the same period is the same number wherever it stands, in whatever unit.

    What it checks
    Items of tables that agree in one period must agree in the others; items that sentences name must be what the tables
    say, of the period the sentence speaks of; rows whose numbers stand under each other's names. A coarser printing may be
    off by one last unit.

    Why it matters
    Two numbers for one fact mean that one of them is wrong, and that somebody will ask which.

    How to put it right
    Put right the place that is named; where several are named, compare with the books.

    Source
    Same-fact ties of an auditor's tie-out.
    """
    for one in _of("TIE-205", lines):
        yield fact_contradicted.finding(*one.sources, severity=one.severity, **dict(one.params))


@rule(
    "TIE-206",
    Severity.ERROR,
    title=Text("A price times a number is another amount", "単価×数量の不一致"),
    message=_SHOULD,
    remedy=_LOOK,
)
def product_contradicted(lines: Sequence[Line]) -> Iterator[Finding]:
    """Amounts per share, numbers of shares and total amounts fit each other.

    What it checks
    Earnings and equity per share against the amount and the number of shares of the period; in notices of a share
    issue, the price times the number of shares against the total, to the last unit.

    Why it matters
    The amount per share is what a shareholder reads.

    How to put it right
    Compute it again from the unrounded amount.

    Source
    amount / number of shares, rounded half up.
    """
    for one in _of("TIE-206", lines):
        yield product_contradicted.finding(*one.sources, severity=one.severity, **dict(one.params))


@rule(
    "TIE-207",
    Severity.ERROR,
    title=Text("Numbers contradict each other", "数値の矛盾"),
    message=Text(
        "These do not fit: {proof} ({reason}). One of them is wrong; the document does not tell which. If it is {stated}, it "
        "should say {expected}.",
        "数値が矛盾しています：{proof}（{reason}）。本書だけではどれが誤りか判断できません。「{stated}」が誤りであれば{expected}です。",
    ),
    remedy=Text("Compare all of them with the books.", "すべてを元資料と照合してください。"),
)
def undecided(lines: Sequence[Line]) -> Iterator[Finding]:
    """Numbers that do not fit each other, where the document does not decide which is wrong.

    What it checks
    The same relations as the rules before. Here more than one number could be changed to mend as much.

    Why it matters
    One of the numbers is wrong all the same.

    How to put it right
    Compare all that are shown with the books.

    Source
    The smallest repair that restores all relations.
    """
    for one in _of("TIE-207", lines):
        yield undecided.finding(*one.sources, severity=one.severity, **dict(one.params))


@rule(
    "TIE-208",
    Severity.INFO,
    title=Text("A number was moved by one last unit", "端数調整"),
    message=Text(
        "{stated} is off by one last unit against {proof} ({reason}): within what is done to make a column foot.",
        "「{stated}」は{proof}（{reason}）と末尾１単位異なります。合計を合わせるための端数調整の範囲です。",
    ),
    remedy=Text("Nothing, if it was moved on purpose.", "意図した端数調整であれば対応は不要です。"),
)
def plugged(lines: Sequence[Line]) -> Iterator[Finding]:
    """Rounded numbers that were moved by one last unit so that a column foots are shown, not accused.

    What it checks
    Parts of a total, translations and coarser printings that miss their value by one last unit and no more.

    Why it matters
    It is common and right to make a rounded column foot; a reader who recomputes wants to know where.

    How to put it right
    Nothing, if it was meant.

    Source
    The practice of rounded statements: less than one and a half last units.
    """
    for one in _of("TIE-208", lines):
        yield plugged.finding(*one.sources, severity=one.severity, **dict(one.params))


@rule(
    "TIE-216",
    Severity.ERROR,
    title=Text("Numbers have changed places", "数値の入れ替わり"),
    message=Text(
        "These seem to have changed places: {stated} ({here}) and {expected} ({there}). Put back, they fit the rest of the document "
        "({reason}).",
        "入れ替わっていると考えられます：「{stated}」（{here}）と「{expected}」（{there}）。入れ替えると本書の他の数値と一致します（{reason}）。",
    ),
    remedy=Text(
        "Put both back in their places, or exchange the labels.",
        "数値（または項目名）を正しい位置に戻してください。",
    ),
)
def places_changed(lines: Sequence[Line]) -> Iterator[Finding]:
    """Cells and rows of a table stand in their places.

    What it checks
    Two cells of a row or of a column, or two whole rows, of which each has just the numbers that the other one lacks: put
    back, at least two broken relations hold, and more than would then be broken.

    Why it matters
    Totals go on adding up when two of their parts change places; each number is right, and the table is wrong.

    How to put it right
    Exchange the numbers, or the labels if it is those that were moved.

    Source
    Same-fact ties and footing, tested with both numbers put back.
    """
    for one in _of("TIE-216", lines):
        yield places_changed.finding(*one.sources, severity=one.severity, **dict(one.params))


RULES: tuple[AnyRule, ...] = (
    total_contradicted,
    change_contradicted,
    ratio_contradicted,
    translation_contradicted,
    fact_contradicted,
    product_contradicted,
    undecided,
    plugged,
    places_changed,
)
