"""A document that was read, tied out against the ledger of what it should say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from kaiji.core.figure import round_half_up
from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.tieout.alignment import Alignment, align
from kaiji.tieout.block_rule import (
    block_missing,
    block_moved,
    block_unbuilt,
    nothing_read,
    placeholder_left,
    words_differ,
)
from kaiji.tieout.certificate import Certificate, Proof, count
from kaiji.tieout.comparison import Comparison, Span, canonical, compare
from kaiji.tieout.evidence import (
    AssertionEvidence,
    Entry,
    FigureEvidence,
    Ledger,
    QuoteEvidence,
    is_layout,
)
from kaiji.tieout.footing import foot
from kaiji.tieout.reading import Line, Reading, Spelling, is_empty, lines_of, tables_of
from kaiji.tieout.tie_rule import (
    Printed,
    cell_moved,
    fact_twice,
    figure_differs,
    figure_without_source,
    number_in_words,
    quote_differs,
    recount_differs,
    said_without_source,
)
from kaiji.tieout.token import Token, tokens_of, value_of

AROUND = 25


@dataclass(frozen=True, slots=True)
class TieOut:
    """What tying out a document gave.

    Args:
        findings: in the order of the document.
        certificate: how much of it is proved.
        printed: every figure with a key as the document says it, for comparison with other documents.
    """

    findings: tuple[Finding, ...]
    certificate: Certificate
    printed: tuple[Printed, ...] = ()


def tie_out(
    reading: Reading,
    ledger: Ledger,
    recounts: Mapping[str, Decimal] | None = None,
    *,
    spelled: Spelling | None = None,
) -> TieOut:
    """Prove a document that was read from the ledger of what it should say, and from itself.

    Each line of the document is found in the ledger, compared word by word, and every number in it is tied to its
    evidence, to its recount if there is one, and to the total of its column.

    Args:
        reading: the document, with the place of each text.
        ledger: what it should say, and why.
        recounts: independent counts by key, exact and in units.
        spelled: how the file's format spells a text (``in_ascii`` for plain text); it must spell the end of a text
            the same whatever stands before it. None for formats that can hold every character.
    """
    lines = tuple(lines_of(reading))
    if not lines:
        nothing = tuple(nothing_read(Source(ledger.title or ledger.document)))
        missing = len(ledger.entries)
        return TieOut(nothing, Certificate(ledger.document, blocks=missing, blocks_missing=missing))
    entries = _spelled(ledger.entries, spelled) if spelled else ledger.entries
    alignment = align([entry.text for entry in entries], [line.text for line in lines])
    tally = _Tally(recounts or {})
    entry_of = {at: entries[index] for index, at in alignment.pairs}
    moved = {at for _, at in alignment.moved}
    as_built = 0
    for at, line in enumerate(lines):
        entry = entry_of.get(at)
        if entry is None:
            tally.findings.extend(block_unbuilt(line.at(0), line.text))
            tally.unbuilt(line)
        else:
            if at in moved:
                tally.findings.extend(block_moved(line.at(0), entry))
            as_built += tally.line(entry, line)
        tally.findings.extend(placeholder_left(line.text, line.at))
    tally.findings.extend(_missing(entries, lines, alignment))
    tally.foot(reading, lines, entry_of)
    tally.findings.extend(fact_twice(tally.printed))
    certificate = Certificate(
        document=ledger.document,
        file=lines[0].at(0).file,
        digest=lines[0].at(0).digest,
        **count(mark.proof for mark in tally.marks),
        dates=tally.dates,
        dates_tied=tally.dates_tied,
        labels=tally.labels,
        blocks=len(entries),
        blocks_as_built=as_built,
        blocks_missing=len(alignment.missing),
        blocks_unbuilt=len(alignment.extra),
    )
    findings = sorted(tally.findings, key=lambda one: one.place.line)
    return TieOut(tuple(findings), certificate, tuple(tally.printed))


def check_across(results: Iterable[TieOut]) -> Iterator[Finding]:
    """Check that the documents of one filing agree on every fact that more than one of them states."""
    for finding in fact_twice(one for result in results for one in result.printed):
        if finding.sources[0].file != finding.sources[1].file:
            yield finding


@dataclass(slots=True)
class _Mark:
    """How far one number is proved, and where it stands, until the columns are footed."""

    proof: Proof
    table: int = -1
    row: int = -1
    column: int = -1


@dataclass(slots=True)
class _Tally:
    """What is found on the way through the lines."""

    recounts: Mapping[str, Decimal]
    findings: list[Finding] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    dates: int = 0
    dates_tied: int = 0
    labels: int = 0

    def line(self, entry: Entry, line: Line) -> bool:
        """Tie out one line with its entry; tells whether it is as it was built."""
        comparison = compare(entry.text, line.text)
        wrong: list[Span] = []
        covered = [self._figure(figure, line, comparison) for figure in entry.figures]
        for quote in entry.quotes:
            span = comparison.in_read(quote.start, quote.end)
            says = line.text[span[0] : span[1]]
            if canonical(says) != canonical(quote.text):
                source = line.at(_first_wrong(comparison, span))
                self.findings.extend(quote_differs(source, says, quote.text, quote))
            self.findings.extend(said_without_source(line.at(span[0]), quote))
        for assertion in entry.assertions:
            span = comparison.in_read(assertion.start, assertion.end)
            self.findings.extend(said_without_source(line.at(span[0]), assertion))
        for here, there in map(comparison.span_of, comparison.differences()):
            wrong.append(there)
            self._words(entry, line, here, there)
        self._columns(entry, line, comparison)
        self._tokens(entry, line, comparison, covered, wrong)
        return comparison.is_same

    def unbuilt(self, line: Line) -> None:
        """Count the numbers of a line that nobody built."""
        for token in _tokens(line):
            if token.counts:
                self.marks.append(_Mark("unproved"))
            elif token.kind == "label":
                self.labels += 1
            else:
                self.dates += 1

    def foot(self, reading: Reading, lines: Sequence[Line], entry_of: Mapping[int, Entry]) -> None:
        """Add up the tables; numbers in columns that foot, with evidence besides, are proved."""
        totals: dict[int, list[int]] = {}
        for at, line in enumerate(lines):
            if line.row >= 0 and at in entry_of:
                totals.setdefault(line.table, [])
                if entry_of[at].total:
                    totals[line.table].append(line.row)
        footed: set[tuple[int, int, int]] = set()
        for number, table in enumerate(tables_of(reading)):
            footing = foot(table.table, table.rows, totals.get(number))
            self.findings.extend(footing.findings)
            footed.update((number, row, column) for row, column in footing.footed)
        for mark in self.marks:
            if mark.proof == "single" and (mark.table, mark.row, mark.column) in footed:
                mark.proof = "proved"

    def _figure(self, figure: FigureEvidence, line: Line, comparison: Comparison) -> Span:
        """Tie out one figure; gives where it stands in the line."""
        start, end = comparison.in_read(figure.start, figure.end)
        says, source = line.text[start:end], line.at(_first_wrong(comparison, (start, end)))
        same = canonical(says) == canonical(figure.text)
        exact = figure.figure
        value = value_of(says)
        stated = None if value is None else value.scaleb(figure.scale)
        if stated is None and same:
            stated = exact.printed  # in words or with a unit, and as it was built
        proof: Proof = "single" if same and figure.sources else "unproved"
        if not same:
            self.findings.extend(figure_differs(source, says, figure.text, figure))
        elif stated != exact.printed:
            proof = "unproved"
            self.findings.extend(figure_differs(source, says, f"{exact.printed:,f}", figure))
        self.findings.extend(figure_without_source(source, says, figure))
        recount = self.recounts.get(figure.key) if figure.key else None
        if recount is not None and stated is not None:
            rounded = round_half_up(Fraction(recount) / Fraction(10) ** figure.scale, figure.places)
            agrees = rounded.scaleb(figure.scale) == stated
            proof = "proved" if agrees and proof == "single" else proof if agrees else "unproved"
            self.findings.extend(recount_differs(source, says, stated, rounded.scaleb(figure.scale), figure))
        if stated is not None:
            self.printed.append(Printed(figure.key, exact, stated, says, source))
        self.marks.append(_Mark(proof, line.table, line.row, line.column(start)))
        return start, end

    def _words(self, entry: Entry, line: Line, here: Span, there: Span) -> None:
        """Report a difference, unless it lies within figures and quotes, which were reported by themselves."""
        reported: tuple[FigureEvidence | QuoteEvidence, ...] = (*entry.figures, *entry.quotes)
        if any(one.start <= here[0] < here[1] <= one.end for one in reported):
            return
        says, expected = line.text[there[0] : there[1]], entry.text[here[0] : here[1]]
        if not says:  # something is gone: show it with its neighbours
            there = max(0, there[0] - AROUND), min(len(line.text), there[1] + AROUND)
            here = max(0, here[0] - AROUND), min(len(entry.text), here[1] + AROUND)
            says, expected = line.text[there[0] : there[1]], entry.text[here[0] : here[1]]
            source = line.at(min(there[0] + AROUND, max(0, len(line.text) - 1)))
        else:
            source = line.at(there[0])
        touched: list[AssertionEvidence] = [
            one for one in entry.assertions if one.start < max(here[1], here[0] + 1) and here[0] < one.end
        ]
        self.findings.extend(words_differ(source, says, expected, touched))

    def _columns(self, entry: Entry, line: Line, comparison: Comparison) -> None:
        if not comparison.is_same or not entry.cells or len(entry.cells) != len(line.cells):
            return
        ours = [column for column, text in enumerate(entry.cells) if not is_empty(text)]
        theirs = [column for column, text in enumerate(line.cells) if not is_empty(text)]
        if len(ours) == len(theirs):
            for piece, (expected, column) in enumerate(zip(ours, theirs, strict=True)):
                source = line.at(line.starts[piece])
                self.findings.extend(cell_moved(source, line.cells[column], column + 1, expected + 1))

    def _tokens(
        self,
        entry: Entry,
        line: Line,
        comparison: Comparison,
        figures: Sequence[Span],
        wrong: Sequence[Span],
    ) -> None:
        """Account for every number, date and label that is not a figure."""
        quotes = [(quote, comparison.in_read(quote.start, quote.end)) for quote in entry.quotes]
        for token in _tokens(line):
            quote = next((one for one, span in quotes if _meet(span, token)), None)
            tied = quote is not None and bool(quote.sources) and not any(_meet(span, token) for span in wrong)
            if any(_meet(span, token) for span in figures):
                continue
            if token.kind == "label":
                self.labels += 1
            elif not token.counts:
                self.dates += 1
                self.dates_tied += tied
            else:
                self.marks.append(_Mark("single" if tied else "unproved"))
                if quote is None:
                    around = line.text[max(0, token.start - AROUND) : token.end + AROUND]
                    self.findings.extend(number_in_words(line.at(token.start), token.text, around))


def _missing(entries: Sequence[Entry], lines: Sequence[Line], alignment: Alignment) -> Iterator[Finding]:
    """Report the entries without a line, at the line behind which they should stand."""
    line_of = {index: at for index, at in alignment.pairs if (index, at) not in alignment.moved}
    gone = set(alignment.missing)
    last = lines[0].at(0)
    for index, entry in enumerate(entries):
        if index in gone:
            yield from block_missing(last, entry)
        elif index in line_of:
            line = lines[line_of[index]]
            last = line.at(max(0, len(line.text) - 1))


def _tokens(line: Line) -> Iterator[Token]:
    """Give the tokens of a line; a token never runs from one cell into the next."""
    ends = (*(start - 1 for start in line.starts[1:]), len(line.text))
    for start, end in zip(line.starts, ends, strict=True):
        for token in tokens_of(line.text[start:end]):
            yield replace(token, start=token.start + start, end=token.end + start)


def _first_wrong(comparison: Comparison, span: Span) -> int:
    """Give where in a span of the read text the first difference begins, or the span's begin."""
    starts = (comparison.span_of(step)[1][0] for step in comparison.differences())
    return next((start for start in starts if span[0] <= start <= span[1]), span[0])


def _meet(span: Span, token: Token) -> bool:
    return span[0] < token.end and token.start < span[1]


def _spelled(entries: Sequence[Entry], spelled: Spelling) -> tuple[Entry, ...]:
    """Give the entries as another spelling has them; what says nothing in it is left out."""
    found = (_respelled(entry, spelled) for entry in entries)
    return tuple(entry for entry in found if not is_layout(entry.text))


def _respelled(entry: Entry, spelled: Spelling) -> Entry:
    text = spelled(entry.text)
    if text == entry.text:
        return entry

    def figure(one: FigureEvidence) -> FigureEvidence:
        return replace(one, start=len(spelled(entry.text[: one.start])), text=spelled(one.text))

    def quote(one: QuoteEvidence) -> QuoteEvidence:
        return replace(one, start=len(spelled(entry.text[: one.start])), text=spelled(one.text))

    def assertion(one: AssertionEvidence) -> AssertionEvidence:
        return replace(one, start=len(spelled(entry.text[: one.start])), text=spelled(one.text))

    return replace(
        entry,
        text=text,
        cells=tuple(map(spelled, entry.cells)),
        figures=tuple(map(figure, entry.figures)),
        quotes=tuple(map(quote, entry.quotes)),
        assertions=tuple(map(assertion, entry.assertions)),
    )
