"""A document without blocks (a PDF's text) tied out against its ledger: the same characters, in the same order."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from kaiji.core.figure import round_half_up
from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.tieout.against import TieOut
from kaiji.tieout.block_rule import block_missing, block_unbuilt, nothing_read, words_differ
from kaiji.tieout.certificate import Certificate, Proof, count
from kaiji.tieout.evidence import Entry, FigureEvidence, Ledger
from kaiji.tieout.tie_rule import Printed, figure_differs, recount_differs

AHEAD = 20_000  # characters in which a passage is looked for behind the place where it should stand
LEAST = 12  # characters of a passage by which it is known again
PAGE_NUMBER = re.compile(r"^\s*\d+\s*/\s*\d+\s*$", re.MULTILINE)

PlaceOf = Callable[[int], Source]


def tie_out_pages(
    pages: Sequence[str], at: PlaceOf, ledger: Ledger, recounts: Mapping[str, Decimal] | None = None
) -> TieOut:
    """Prove a text that was read page by page.

    White space and line breaks do not count, nor the running page numbers (``1 / 3``); every other character does. The
    forms of one character (full width, ligature, radical) count as that character.

    Args:
        pages: the text of each page, in the order in which it was drawn.
        at: gives the place of a page, counted from 0.
        ledger: what the document should say, and why.
        recounts: independent counts by key, exact and in units.
    """
    stream = _Stream([_plain(PAGE_NUMBER.sub("", page)) for page in pages], at)
    if not stream.text:
        nothing = tuple(nothing_read(Source(ledger.title or ledger.document)))
        missing = len(ledger.entries)
        return TieOut(nothing, Certificate(ledger.document, blocks=missing, blocks_missing=missing))
    walk = _Walk(stream, recounts or {})
    for entry in ledger.entries:
        walk.entry(entry)
    walk.rest(len(stream.text))
    first = at(0)
    certificate = Certificate(
        document=ledger.document,
        file=first.file,
        digest=first.digest,
        **count(walk.proofs),
        blocks=len(ledger.entries),
        blocks_as_built=walk.as_built,
        blocks_missing=len(ledger.entries) - walk.as_built,
        blocks_unbuilt=walk.unbuilt,
        dates=walk.quotes,
        dates_tied=walk.quotes_tied,
    )
    return TieOut(tuple(walk.findings), certificate, tuple(walk.printed))


def _plain(text: str) -> str:
    """Give a text without white space and marks that only guide the layout, each character in its plain form."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(one for one in plain if not one.isspace() and unicodedata.category(one) not in ("Cf", "Cc"))


@dataclass(slots=True)
class _Stream:
    """All pages in one, and where each begins."""

    pages: Sequence[str]
    at: PlaceOf
    text: str = field(init=False)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.text = "".join(self.pages)
        self.starts = []
        length = 0
        for page in self.pages:
            self.starts.append(length)
            length += len(page)

    def place(self, offset: int) -> Source:
        return self.at(max(0, bisect_right(self.starts, offset) - 1))


@dataclass(slots=True)
class _Walk:
    """Goes through the passages of the ledger and through the stream side by side."""

    stream: _Stream
    recounts: Mapping[str, Decimal]
    position: int = 0
    as_built: int = 0
    unbuilt: int = 0
    quotes: int = 0
    quotes_tied: int = 0
    findings: list[Finding] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    heads: list[Entry] = field(default_factory=list)

    def entry(self, entry: Entry) -> None:
        expected = _plain(entry.text)
        self._repeated_heads(entry)
        start = self.position
        self.quotes += len(entry.quotes)
        if self.stream.text.startswith(expected, start):
            self.position += len(expected)
            self.as_built += 1
            self.quotes_tied += sum(bool(one.sources) for one in entry.quotes)
            self.proofs.extend(self._proof(figure, self.stream.place(start)) for figure in entry.figures)
            return
        # Put off by something before it, or changed itself.
        found = self.stream.text.find(expected, start, start + len(expected) + AHEAD) if len(expected) >= LEAST else -1
        if found >= 0:
            self.rest(found)
            self.entry(entry)
            return
        self.proofs.extend("unproved" for _ in entry.figures)
        self._changed(entry, expected)

    def _repeated_heads(self, entry: Entry) -> None:
        """Pass over a table's head where it stands again on the next page, before a further row of that table."""
        if entry.kind == "head":
            table = entry.block.partition(", ")[0]
            self.heads = [one for one in self.heads if one.block.partition(", ")[0] == table] + [entry]
        elif entry.kind != "row":
            self.heads = []
        elif self.heads and self.position in self.stream.starts:
            again = "".join(_plain(one.text) for one in self.heads)
            if self.stream.text.startswith(again, self.position):
                self.position += len(again)

    def rest(self, until: int) -> None:
        """Report what stands in the stream up to an offset and was built by nobody."""
        if until > self.position:
            self.unbuilt += 1
            said = self.stream.text[self.position : until]
            self.findings.extend(block_unbuilt(self.stream.place(self.position), said[:200]))
            self.position = until

    def _changed(self, entry: Entry, expected: str) -> None:
        text, start = self.stream.text, self.position
        head = 0
        while head < len(expected) and start + head < len(text) and text[start + head] == expected[head]:
            head += 1
        tail = self._tail(expected, head)
        if tail is None and head < min(LEAST, len(expected)):
            self.findings.extend(block_missing(self.stream.place(start), entry))
            return
        end = tail if tail is not None else min(len(text), start + len(expected))
        says = text[start + head : end] if end > start + head else ""
        source = self.stream.place(min(start + head, len(text) - 1))
        figure = self._figure_at(entry, head)
        if figure is not None:
            self.findings.extend(
                figure_differs(source, text[start + max(0, head - 12) : end][:60], figure.text, figure)
            )
        else:
            around = expected[max(0, head - 20) : head + 40]
            self.findings.extend(
                words_differ(source, text[start + max(0, head - 20) : start + head + 40] or says, around, ())
            )
        self.position = max(start, end)

    def _tail(self, expected: str, head: int) -> int | None:
        """Give where the stream is again as expected: behind the end of this passage."""
        text = self.stream.text
        for size in (len(expected) - head - 1, LEAST * 2, LEAST):
            if 0 < size < len(expected):
                found = text.find(expected[-size:], self.position, self.position + 2 * len(expected) + 200)
                if found >= 0:
                    return found + size
        same_length = self.position + len(expected)
        return same_length if same_length <= len(text) else None

    def _figure_at(self, entry: Entry, head: int) -> FigureEvidence | None:
        for figure in entry.figures:
            before = len(_plain(entry.text[: figure.start]))
            if before <= head < before + len(_plain(figure.text)):
                return figure
        return None

    def _proof(self, evidence: FigureEvidence, source: Source) -> Proof:
        figure = evidence.figure
        self.printed.append(Printed(evidence.key, figure, figure.printed, evidence.text, source))
        recount = self.recounts.get(evidence.key) if evidence.key else None
        if recount is None:
            return "single" if evidence.sources else "unproved"
        rounded = round_half_up(Fraction(recount) / Fraction(10) ** evidence.scale, evidence.places)
        if rounded.scaleb(evidence.scale) == figure.printed:
            return "proved" if evidence.sources else "unproved"
        self.findings.extend(
            recount_differs(source, evidence.text, figure.printed, rounded.scaleb(evidence.scale), evidence)
        )
        return "unproved"
