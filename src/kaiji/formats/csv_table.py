"""Tables of plain text (CSV) as people and Excel save them: bytes to cells with their line, and back.

Nothing is dropped in silence: a row that does not fit its header is kept, and a finding says where it stands.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kaiji.core.finding import Finding
from kaiji.core.source import Source, digest_of
from kaiji.formats.csv_row_rule import cell_too_long, header_twice, quote_broken, row_longer, row_shorter, row_too_wide
from kaiji.formats.csv_rule import (
    encoding_other,
    file_empty,
    file_too_large,
    findings_left_out,
    nul_character,
    rows_too_many,
    text_unreadable,
)

DELIMITERS = (",", ";", "\t")
HEADER_WITHIN = 20

QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')
PLAIN = {mark: re.compile(rf"[^{mark}\r\n]*+") for mark in DELIMITERS}
FIRST_LINE = re.compile(r'[\r\n]*(?:[^"\r\n]++|"(?:[^"]++|"")*+"|")*+')
NOT_JAPANESE = re.compile("[\x80\xa0\uf8f0-\uf8f3]")  # where cp932 puts single bytes that are no character
EMPTY_LINES = re.compile(r"[\r\n]++")
NEWLINE = re.compile(r"\r\n|\r|\n")
SEPARATOR_LINE = re.compile(r"sep=([,;\t])(?:\r\n|\r|\n)", re.IGNORECASE)

# What a spreadsheet takes for a formula, the wide forms of a Japanese keyboard among them.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
PROTECTED = re.compile(r"''*[=+\-@\t\r\n＝＋－＠]")
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
NEEDS_QUOTES = re.compile(r'[",;\t\r\n]')


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read: bytes, rows, columns, characters in a cell, findings of one rule."""

    size: int = 20 * 1024 * 1024
    rows: int = 200_000
    columns: int = 16_384
    cell: int = 32_767
    findings: int = 100


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class CsvCell:
    """One cell: its text as somebody wrote it, and its place (line of the file, address as in Excel)."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row.

    Args:
        line: 1-based line of the file on which the row begins.
        number: 1-based row as a spreadsheet numbers it (a cell with line breaks is still one row).
        texts: the cells' texts, as many as the row has.
        file: the file, without a place.
    """

    line: int
    number: int
    texts: tuple[str, ...]
    file: Source

    @property
    def source(self) -> Source:
        """The place of the row."""
        return self.file.at(line=self.line)

    @property
    def blank(self) -> bool:
        """Tell whether no cell of the row holds anything but blanks."""
        return not any(text.strip() for text in self.texts)

    def text(self, column: int) -> str:
        """Give the text in a 0-based column, or nothing where the row ends before it."""
        return self.texts[column] if column < len(self.texts) else ""

    def cell(self, column: int) -> CsvCell:
        """Give the cell in a 0-based column."""
        place = self.file.at(cell=f"{letters(column)}{self.number}", line=self.line)
        return CsvCell(self.text(column), place)


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A table as it was read.

    Args:
        source: the file and its digest.
        header: the cells of the header row; empty where the file could not be read at all.
        rows: the rows below it; empty lines are left out, but counted.
        above: rows above the header, where the caller said how to know the header.
        findings: what was found on reading.
        encoding: by which the bytes were read.
        delimiter: between the cells.
    """

    source: Source
    header: tuple[CsvCell, ...] = ()
    rows: tuple[CsvRow, ...] = ()
    above: tuple[CsvRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    encoding: str = "utf-8"
    delimiter: str = ","


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes as text: the encoding that fitted, and the first line that fitted none (0 where all is well)."""

    text: str
    encoding: str
    bad_line: int = 0


def read_csv(
    data: bytes,
    name: str,
    *,
    is_header: Callable[[tuple[str, ...]], bool] | None = None,
    limits: Limits = LIMITS,
) -> CsvTable:
    """Read a table of text, whatever encoding and delimiter it was saved with.

    Args:
        data: the file's bytes.
        name: its name, for people.
        is_header: tells the header among the first rows, for files that carry lines above it; without it
            (or where no row is told) the first row is the header.
        limits: how much is read; what goes beyond is a finding.

    Returns:
        The table. It never raises on what somebody sent.
    """
    source = Source(name, digest_of(data))
    if len(data) > limits.size:
        return CsvTable(source, findings=tuple(file_too_large(source, len(data), limits.size)))
    decoded = decode(data)
    found = BoundedFindings(source, limits.findings)
    found.add(check_encoding(decoded, source))
    text, first_line = decoded.text, 1
    if stated := SEPARATOR_LINE.match(text):
        text, first_line = text[stated.end() :], 2
    mark = stated.group(1) if stated else delimiter_of(text)
    rows = tuple(_Tokens(text, mark, first_line, source=source, limits=limits, found=found).rows())
    if not rows:
        found.add(file_empty(source))
        return CsvTable(source, findings=found.all(), encoding=decoded.encoding, delimiter=mark)
    index = _header_index(rows, is_header)
    header, body = rows[index], rows[index + 1 :]
    cells = tuple(header.cell(column) for column in range(len(header.texts)))
    found.add(header_twice(tuple(cell.source for cell in cells), header.texts))
    for row in (header, *body):
        _check_row(row, len(cells), limits, found)
    return CsvTable(source, cells, body, rows[:index], found.all(), decoded.encoding, mark)


def write_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Write a table that Excel opens with its Japanese text intact and that can run no formula.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front, which :func:`read_csv`
    takes away again; plain numbers stay as they are. UTF-8 with byte order mark, CRLF, quoted as in RFC 4180.

    Raises:
        ValueError: no column, or a row of another length than the header (misuse).
    """
    if not header:
        raise ValueError("a table needs at least one column")
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"a row has {len(row)} cells, the header has {len(header)}")
    return codecs.BOM_UTF8 + "".join(written_row(row) for row in (header, *rows)).encode("utf-8")


def written_row(texts: Sequence[str]) -> str:
    """Give one row as :func:`write_csv` writes it, its line end included, for tables too long to hold."""
    return ",".join(_written(text, alone=len(texts) == 1) for text in texts) + "\r\n"


def decode(data: bytes) -> Decoded:
    """Make text of bytes: by byte order mark, else UTF-8, else as a Japanese Excel saves (cp932).

    Bytes that fit none are read as UTF-8 with a replacement mark for each, and the first such line is named.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        order: tuple[str, ...] = ("utf-16",)
    elif data.startswith(codecs.BOM_UTF8):
        order = ("utf-8-sig",)
    else:
        order = ("utf-8", "cp932")
    first_bad = 0
    for encoding in order:
        try:
            text = data.decode(encoding)
            if encoding != "cp932" or not NOT_JAPANESE.search(text):
                return Decoded(text, encoding.removesuffix("-sig"))
        except UnicodeDecodeError as error:
            first_bad = first_bad or 1 + len(NEWLINE.findall(data[: error.start].decode(encoding, "replace")))
    text = data.decode(order[0], "replace")
    return Decoded(text, order[0].removesuffix("-sig"), first_bad)


def check_encoding(decoded: Decoded, source: Source) -> Iterator[Finding]:
    """Check by which encoding a file was read: FILE-201 and FILE-202."""
    yield from encoding_other(source, decoded.encoding, decoded.text)
    yield from text_unreadable(source, decoded.bad_line)


def letters(column: int) -> str:
    """Give a 0-based column's letters as a spreadsheet shows them (0 is A, 26 is AA)."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


class BoundedFindings:
    """Keeps so many findings of each rule and counts the rest: a hostile file has millions."""

    def __init__(self, source: Source, most: int) -> None:
        self.source, self.most = source, most
        self.kept: list[Finding] = []
        self.counts: dict[str, int] = {}

    def add(self, findings: Iterable[Finding]) -> None:
        """Keep or count findings."""
        for finding in findings:
            self.counts[finding.code] = self.counts.get(finding.code, 0) + 1
            if self.counts[finding.code] <= self.most:
                self.kept.append(finding)

    def all(self) -> tuple[Finding, ...]:
        """Give what was kept, and a finding for each rule that saw more."""
        left = (findings_left_out(self.source, code, count - self.most) for code, count in self.counts.items())
        return (*self.kept, *chain.from_iterable(left))


class _Tokens:
    """Cuts text into rows and cells in one pass, and reports what it finds on the way."""

    def __init__(
        self, text: str, mark: str, line: int, *, source: Source, limits: Limits, found: BoundedFindings
    ) -> None:
        self.text, self.source, self.limits, self.found = text, source, limits, found
        self.mark, self.plain = mark, PLAIN[mark]
        self.line, self.number = line, 1

    def rows(self) -> Iterator[CsvRow]:
        """Give the rows in order, the header among them; empty lines are counted and not given."""
        position, count = 0, 0
        while position < len(self.text):
            if count > self.limits.rows:
                left = _newlines(self.text, position, len(self.text.rstrip("\r\n"))) + 1
                self.found.add(rows_too_many(self.source.at(line=self.line), self.limits.rows, left))
                return
            if empty := EMPTY_LINES.match(self.text, position):
                lines = _newlines(self.text, position, empty.end())
                self.line, self.number, position = self.line + lines, self.number + lines, empty.end()
                continue
            start = self.line
            texts, position = self._row(position)
            yield CsvRow(start, self.number, texts, self.source)
            count += 1
            self.line += 1
            self.number += 1

    def _row(self, position: int) -> tuple[tuple[str, ...], int]:
        cells: list[str] = []
        count, start, broken = 0, self.line, ""
        while True:
            text, position, whole = self._cell(position)
            count += 1
            if not whole and not broken:
                broken = text
                place = self.source.at(cell=f"{letters(count - 1)}{self.number}", line=start)
                self.found.add(quote_broken(place, text))
            if count <= self.limits.columns:
                cells.append(text[1:] if PROTECTED.match(text) else text)
            if position >= len(self.text) or self.text[position] != self.mark:
                break
            position += 1
        self.found.add(row_too_wide(self.source.at(line=start), count, self.limits.columns))
        end = NEWLINE.match(self.text, position)
        return tuple(cells), end.end() if end else position

    def _cell(self, position: int) -> tuple[str, int, bool]:
        """Give a cell's text, where it ends, and whether its quotes are in order."""
        if position >= len(self.text) or self.text[position] != '"':
            stop = self._plain_end(position)
            return self.text[position:stop], stop, True
        closed = QUOTED.match(self.text, position)
        if closed is None:  # the rest of the file would be one cell: keep the rows, and say so
            stop = self._plain_end(position)
            return self.text[position:stop], stop, False
        inside = closed.group(1)
        self.line += _newlines(inside, 0, len(inside))
        stop = self._plain_end(closed.end())
        behind = self.text[closed.end() : stop].rstrip()
        return inside.replace('""', '"') + behind, stop, not behind

    def _plain_end(self, position: int) -> int:
        found = self.plain.match(self.text, position)
        return found.end() if found else position


def _newlines(text: str, start: int, end: int) -> int:
    """Count line ends, CRLF as one."""
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)


def _check_row(row: CsvRow, width: int, limits: Limits, found: BoundedFindings) -> None:
    found.add(row_longer(row.source, row.texts, width))
    found.add(row_shorter(row.source, row.texts, width))
    for column, text in enumerate(row.texts):
        if len(text) > limits.cell:
            found.add(cell_too_long(row.cell(column).source, len(text), limits.cell))
    nul = next((column for column, text in enumerate(row.texts) if "\0" in text), None)
    if nul is not None:
        found.add(nul_character(row.cell(nul).source, row.text(nul)))


def _header_index(rows: tuple[CsvRow, ...], is_header: Callable[[tuple[str, ...]], bool] | None) -> int:
    if is_header is not None:
        for index, row in enumerate(rows[:HEADER_WITHIN]):
            if is_header(row.texts):
                return index
    return 0


def delimiter_of(text: str) -> str:
    """Tell the delimiter from the first line that is not empty, quoted parts aside; else a comma."""
    found = FIRST_LINE.match(text)
    line = QUOTED.sub("", found.group() if found else "")
    return max(DELIMITERS, key=line.count)


def _written(text: str, *, alone: bool) -> str:
    if FORMULA.match(text) and not PLAIN_NUMBER.fullmatch(text):
        text = f"'{text}"
    if NEEDS_QUOTES.search(text) or (alone and not text):
        return '"' + text.replace('"', '""') + '"'
    return text
