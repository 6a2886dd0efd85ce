"""The ledger: block by block what a document should say, and the evidence for each figure, name and assertion.

A ledger is made when a document is built and kept beside it as plain data, so that the written file can be proved
from it at any time, by this program or by a person with the file in the other hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Literal as OneOf
from typing import TypeVar, cast, get_args

from kaiji.core.document import (
    Assertion,
    Cell,
    Document,
    Paragraph,
    Part,
    Quote,
    Run,
    Table,
    text_of_parts,
)
from kaiji.core.figure import Figure
from kaiji.core.source import Place, Source

T = TypeVar("T")

EntryKind = OneOf["heading", "paragraph", "caption", "head", "row"]
LAYOUT_ONLY = re.compile(r"[-=_.\s\u2010-\u2015\u2212\u2500]*")
SENTENCE_END = re.compile(r"(?<=[.!?。])\s+(?=[A-Z(“\"]|[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class FigureEvidence:
    """A figure that stands in an entry: what it is, and where it came from.

    Args:
        start: offset of its first character in the entry's text.
        text: as printed.
        key: which fact it is.
        value: exact, in units.
        unit: nothing for a count, ``%``, a currency, ...
        scale: power of ten of the printed number.
        places: printed decimals.
        sources: the evidence.
    """

    start: int
    text: str
    key: str
    value: Decimal
    unit: str = ""
    scale: int = 0
    places: int = 0
    sources: tuple[Source, ...] = ()

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.text)

    @property
    def figure(self) -> Figure:
        """The figure itself, for its rounding and its interval."""
        return Figure(self.value, self.unit, self.scale, self.places, self.text, self.key, self.sources)


@dataclass(frozen=True, slots=True)
class QuoteEvidence:
    """A name, date or address that stands in an entry as the evidence has it."""

    start: int
    text: str
    key: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class AssertionEvidence:
    """A sentence of an entry that says something of the company."""

    start: int
    text: str
    key: str
    sources: tuple[Source, ...] = ()

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.text)


Evidence = FigureEvidence | QuoteEvidence | AssertionEvidence


@dataclass(frozen=True, slots=True)
class Entry:
    """What one heading, paragraph, caption or table row should say.

    Args:
        block: name of the block: its own key, or its number in reading order; a row has its number behind it.
        kind: what it is.
        text: in full, with single blanks; of a row, its filled cells with a blank between.
        cells: of a row, the text of each column, empty ones too; nothing where a cell covers several columns.
        total: whether it is a total of the rows above it.
        figures: in reading order.
        quotes: in reading order.
        assertions: in reading order.
    """

    block: str
    kind: EntryKind
    text: str
    cells: tuple[str, ...] = ()
    total: bool = False
    figures: tuple[FigureEvidence, ...] = ()
    quotes: tuple[QuoteEvidence, ...] = ()
    assertions: tuple[AssertionEvidence, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All that has evidence: figures, quotes, assertions."""
        return (*self.figures, *self.quotes, *self.assertions)

    @property
    def words(self) -> tuple[str, ...]:
        """The words that are neither figure nor quote nor in an assertion: they assert nothing."""
        spans = sorted((one.start, one.end) for one in self.evidence)
        found, at = [], 0
        for start, end in (*spans, (len(self.text), len(self.text))):
            if words := self.text[at : max(at, start)].strip():
                found.append(words)
            at = max(at, end)
        return tuple(found)

    def sentence(self, start: int) -> str:
        """Give the sentence in which the character at an offset stands."""
        begin = 0
        for match in SENTENCE_END.finditer(self.text):
            if match.start() > start:
                return self.text[begin : match.start()]
            begin = match.end()
        return self.text[begin:]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a whole document should say, entry by entry in reading order."""

    document: str
    title: str
    entries: tuple[Entry, ...]


def ledger_of(document: Document) -> Ledger:
    """Put down what a document says and why; page breaks and lines of mere dashes are left out."""
    return Ledger(document.kind, document.title, tuple(_entries(document)))


def is_layout(text: str) -> bool:
    """Tell whether a text says nothing: empty, or a line of dashes."""
    return LAYOUT_ONLY.fullmatch(text) is not None


def _entries(document: Document) -> Iterator[Entry]:
    number = 0
    for section in document.sections:
        if not is_layout(section.title):
            name = section.key or f"section {number + 1}"
            yield Entry(name, "heading", " ".join(section.title.split()))
        for block in section.blocks:
            number += 1
            name = block.key or f"block {number}"
            found = _paragraph(name, block) if isinstance(block, Paragraph) else _table(name, block)
            yield from (entry for entry in found if not is_layout(entry.text))


def _paragraph(name: str, block: Paragraph) -> Iterator[Entry]:
    text = _Text()
    text.words(block.marker)
    text.blank()
    text.parts(block.parts)
    yield text.entry(name, "paragraph")


def _table(name: str, block: Table) -> Iterator[Entry]:
    caption = _Text()
    caption.parts(block.caption)
    yield caption.entry(name, "caption")
    first_total = len(block.rows) - block.totals
    for number, row in enumerate(block.head, 1):
        yield _row(f"{name}, head {number}", "head", row)
    for number, row in enumerate(block.rows, 1):
        yield _row(f"{name}, row {number}", "row", row, total=number > first_total)


def _row(name: str, kind: EntryKind, row: tuple[Cell, ...], *, total: bool = False) -> Entry:
    text = _Text()
    for cell in row:
        text.blank()
        text.parts(cell.parts)
    spanned = any(cell.span > 1 for cell in row)
    cells = () if spanned else tuple(" ".join(text_of_parts(cell.parts).split()) for cell in row)
    return text.entry(name, kind, cells, total=total)


@dataclass(slots=True)
class _Text:
    """Puts an entry's text together with single blanks and notes where each run stands."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    gap: bool = False
    figures: list[FigureEvidence] = field(default_factory=list)
    quotes: list[QuoteEvidence] = field(default_factory=list)
    assertions: list[AssertionEvidence] = field(default_factory=list)

    def blank(self) -> None:
        self.gap = True

    def words(self, raw: str) -> tuple[int, str]:
        """Add a text; gives where it stands and how it reads there."""
        text = " ".join(raw.split())
        if not text:
            self.gap = self.gap or bool(raw)
            return self.length, ""
        if self.pieces and (self.gap or raw[0].isspace()):
            self.pieces.append(" ")
            self.length += 1
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        self.gap = raw[-1].isspace()
        return start, text

    def parts(self, parts: Sequence[Part]) -> None:
        for part in parts:
            if isinstance(part, Assertion):
                count = len(self.pieces)
                for run in part.runs:
                    self.run(run)
                text = "".join(self.pieces[count:])
                start = self.length - len(text.lstrip())
                evidence = part.sources or tuple(source for run in part.runs for source in _sources(run))
                self.assertions.append(AssertionEvidence(start, text.strip(), part.key, evidence))
            else:
                self.run(part)

    def run(self, run: Run) -> None:
        start, text = self.words(run.text)
        if isinstance(run, Figure):
            self.figures.append(
                FigureEvidence(start, text, run.key, run.value, run.unit, run.scale, run.places, run.sources)
            )
        elif isinstance(run, Quote):
            self.quotes.append(QuoteEvidence(start, text, run.key, run.sources))

    def entry(self, name: str, kind: EntryKind, cells: tuple[str, ...] = (), *, total: bool = False) -> Entry:
        text = "".join(self.pieces)
        return Entry(name, kind, text, cells, total, tuple(self.figures), tuple(self.quotes), tuple(self.assertions))


def _sources(run: Run) -> tuple[Source, ...]:
    return run.sources if isinstance(run, Figure | Quote) else ()


def as_data(ledger: Ledger) -> dict[str, object]:
    """Give the ledger as plain data for ``evidence.json``: readable by people, figures as decimal text."""
    return {
        "document": ledger.document,
        "title": ledger.title,
        "entries": [_entry_as_data(entry) for entry in ledger.entries],
    }


def _entry_as_data(entry: Entry) -> dict[str, object]:
    data: dict[str, object] = {"block": entry.block, "kind": entry.kind, "text": entry.text}
    if entry.cells:
        data["cells"] = list(entry.cells)
    if entry.total:
        data["total"] = True
    row = entry.kind in ("head", "row")
    for name, found in (("figures", entry.figures), ("quotes", entry.quotes), ("assertions", entry.assertions)):
        if found:
            data[name] = [_evidence_as_data(one, "" if row else entry.sentence(one.start)) for one in found]
    if words := entry.words:
        data["words"] = list(words)
    return data


def _evidence_as_data(one: Evidence, sentence: str) -> dict[str, object]:
    data: dict[str, object] = {"key": one.key, "text": one.text, "at": one.start}
    if isinstance(one, FigureEvidence):
        data |= {"value": str(one.value), "unit": one.unit, "scale": one.scale, "places": one.places}
    if sentence and not isinstance(one, AssertionEvidence):
        data["sentence"] = sentence
    data["sources"] = [source.as_data() for source in one.sources]
    return data


def ledger_from_data(data: object) -> Ledger:
    """Make a ledger of the plain data that :func:`as_data` gave; data of another shape raise ValueError."""
    try:
        raw = _mapping(data)
        entries = tuple(_entry(_mapping(one)) for one in _list(raw, "entries"))
        return Ledger(_get(raw, "document", str), _get(raw, "title", str), entries)
    except (KeyError, TypeError, InvalidOperation) as error:
        raise ValueError(f"this is no ledger of evidence: {error}") from error


def _entry(raw: Mapping[str, object]) -> Entry:
    kind = _get(raw, "kind", str)
    if kind not in get_args(EntryKind):
        raise ValueError(f"this is no ledger of evidence: no block is a {kind!r}")
    return Entry(
        _get(raw, "block", str),
        cast("EntryKind", kind),
        _get(raw, "text", str),
        tuple(str(cell) for cell in _list(raw, "cells")),
        raw.get("total") is True,
        tuple(_figure(_mapping(one)) for one in _list(raw, "figures")),
        tuple(QuoteEvidence(*_shared(_mapping(one))) for one in _list(raw, "quotes")),
        tuple(AssertionEvidence(*_shared(_mapping(one))) for one in _list(raw, "assertions")),
    )


def _figure(raw: Mapping[str, object]) -> FigureEvidence:
    start, text, key, sources = _shared(raw)
    value = Decimal(_get(raw, "value", str))
    scale, places = _get(raw, "scale", int), _get(raw, "places", int)
    return FigureEvidence(start, text, key, value, _get(raw, "unit", str), scale, places, sources)


def _shared(raw: Mapping[str, object]) -> tuple[int, str, str, tuple[Source, ...]]:
    sources = tuple(_source(_mapping(one)) for one in _list(raw, "sources"))
    return _get(raw, "at", int), _get(raw, "text", str), _get(raw, "key", str), sources


def _source(raw: Mapping[str, object]) -> Source:
    place = _mapping(raw["place"])
    texts = {name: str(place.get(name, "")) for name in ("sheet", "cell", "element", "record")}
    numbers = {name: _get(place, name, int) if name in place else 0 for name in ("page", "line")}
    return Source(
        _get(raw, "file", str),
        _get(raw, "digest", str),
        Place(
            texts["sheet"],
            texts["cell"],
            numbers["page"],
            numbers["line"],
            texts["element"],
            texts["record"],
        ),
    )


def _mapping(raw: object) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise TypeError(f"{type(raw).__name__} where names with values should be")
    return raw


def _list(raw: Mapping[str, object], name: str) -> Sequence[object]:
    found = raw.get(name, ())
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise TypeError(f"{name} is no list")
    return found


def _get(raw: Mapping[str, object], name: str, kind: type[T]) -> T:
    found = raw[name]
    if not isinstance(found, kind):
        raise TypeError(f"{name} is no {kind.__name__}")
    return found
