"""Tables of text (CSV) too long to hold: row after row, in memory that does not grow with the file."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import TextIOWrapper
from typing import BinaryIO

from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.formats.csv_row_rule import cell_too_long, quote_broken, row_longer
from kaiji.formats.csv_rule import file_empty, text_unreadable
from kaiji.formats.csv_table import LIMITS, PROTECTED, BoundedFindings, Limits, check_encoding, decode, delimiter_of

SAMPLE = 1024 * 1024
MARK = "\ufffd"


class CsvStream:
    """One table, read once from its beginning to its end.

    Attributes:
        header: the cells of the first row, blanks around them taken off; empty where the file is.
    """

    def __init__(self, file: BinaryIO, name: str, limits: Limits = LIMITS) -> None:
        """Look at the beginning of a file, which tells its encoding and its delimiter.

        Args:
            file: opened for reading bytes, and able to go back to its beginning.
            name: its name, for people.
            limits: how long a cell is kept, and how many findings of one rule.
        """
        self.source = Source(name)
        self._found = BoundedFindings(self.source, limits.findings)
        self._limits = limits
        sample = file.read(SAMPLE)
        if len(sample) == SAMPLE and b"\n" in sample:
            sample = sample[: sample.rindex(b"\n")]
        file.seek(0)
        decoded = decode(sample)
        self._found.add(check_encoding(decoded, self.source))
        self._told = bool(decoded.bad_line)
        encoding = "utf-8-sig" if decoded.encoding == "utf-8" else decoded.encoding
        self._text = TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
        self._reader = csv.reader(self._text, delimiter=delimiter_of(decoded.text))
        self._line = 0
        self.header: tuple[str, ...] = ()
        if (first := self._next()) is None:
            self._found.add(file_empty(self.source))
        else:
            self.header = tuple(cell.strip() for cell in first)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found so far; all of it once the rows have been read."""
        return self._found.all()

    def rows(self) -> Iterator[Mapping[str, str]]:
        """Give the rows below the header by its headings; empty lines are left out, cells that are missing are empty."""
        width = len(self.header)
        while (texts := self._next()) is not None:
            if len(texts) < width:
                texts += [""] * (width - len(texts))
            elif len(texts) > width:
                self._found.add(row_longer(self.source.at(line=self._line), tuple(texts), width))
            yield dict(zip(self.header, texts, strict=False))

    def _next(self) -> list[str] | None:
        while True:
            self._line = self._reader.line_num + 1
            try:
                texts = next(self._reader, None)
            except csv.Error:  # a quotation mark that never closes runs into the longest cell the reader takes
                self._found.add(quote_broken(self.source.at(line=self._line), f"line {self._line}"))
                continue
            if texts is None:
                return None
            if not any(texts):
                continue
            return [self._cell(text) for text in texts]

    def _cell(self, text: str) -> str:
        if MARK in text and not self._told:
            self._told = True
            self._found.add(text_unreadable(self.source, self._line))
        if len(text) > self._limits.cell:
            self._found.add(cell_too_long(self.source.at(line=self._line), len(text), self._limits.cell))
            text = text[: self._limits.cell]
        return text[1:] if text.startswith("'") and PROTECTED.match(text) else text
