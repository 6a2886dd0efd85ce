"""The labels of a workbook in English, whatever language it is switched to, each with the cell that it stands in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kaiji.formats.xlsx.sheet import Sheet, Uncached
from kaiji.formats.xlsx.value import address_of
from kaiji.formats.xlsx.workbook import Workbook

TRANSLATIONS = "L"
FIRST_LANGUAGE, LAST_LANGUAGE = 4, 23
LAST_ROW = 2_000
STARRED = re.compile(r"[(（]\s*\*\s*[)）]")
NUMBERED = re.compile(r"^\s*(?:(\d{1,2})\s*[).．）]|([A-Z])\s*[.．])\s*")
PRINT_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Label:
    """What stands beside or above a field.

    Args:
        row: of the sheet, counted from 1.
        column: counted from 1.
        text: in English, as the workbook has it.
        starred: it is marked as mandatory.
    """

    row: int
    column: int
    text: str
    starred: bool

    @property
    def number(self) -> str:
        """The number or letter of a question, or nothing."""
        found = NUMBERED.match(self.text)
        return (found[1] or found[2]) if found else ""

    @property
    def words(self) -> str:
        """The text without number, star, colon and spare blanks, in small letters."""
        return words_of(self.text)

    @property
    def print(self) -> str:
        """A short fingerprint of the words, by which they are known again without being kept."""
        return print_of(self.text)


def words_of(text: str) -> str:
    """Give a label's words in small letters, without its number, its star and what stands around them."""
    plain = " ".join(STARRED.sub(" ", NUMBERED.sub("", text)).split())
    return plain.rstrip(" :：").casefold()


def print_of(text: str) -> str:
    """Give the fingerprint of a label: the first digits of the SHA-256 of its words."""
    return hashlib.sha256(words_of(text).encode()).hexdigest()[:PRINT_DIGITS]


class Labels:
    """The labels of one workbook: shown ones are put into English by its own hidden sheet of translations.

    Args:
        workbook: any workbook; one without translations is taken to be in English.
        most: languages that it offers; columns beyond them are leftovers of another template.
    """

    def __init__(self, workbook: Workbook, most: int = LAST_LANGUAGE) -> None:
        self._most = most
        self._workbook = workbook
        self._english: dict[str, str] = {}
        self._by_sheet: dict[tuple[str, str], str] = {}
        self._at: dict[tuple[str, str], str] = {}
        self._here: dict[tuple[str, str], set[str]] = {}
        self.languages: tuple[str, ...] = ()
        sheet = workbook.sheet(TRANSLATIONS)
        if sheet is not None:
            self._read(sheet)

    def _read(self, sheet: Sheet) -> None:
        head = sheet.row_values(1, FIRST_LANGUAGE, LAST_LANGUAGE)[: self._most]
        self.languages = tuple(one.strip() for one in head if isinstance(one, str) and one.strip())
        for row in range(2, min(sheet.last_row, LAST_ROW) + 1):
            _, name, cell, *texts = sheet.row_values(row, 1, FIRST_LANGUAGE - 1 + max(len(self.languages), 1))
            english = texts[0]
            if not isinstance(english, str) or not english.strip():
                continue
            sheet_name, address = (one if isinstance(one, str) else "" for one in (name, cell))
            here = sheet_name, address.upper()
            self._at.setdefault(here, english)
            for text in texts:
                if isinstance(text, str) and (words := words_of(text)):
                    self._here.setdefault(here, set()).add(words)
                    self._by_sheet.setdefault((sheet_name, words), english)
                    self._english.setdefault(words, english)

    def at(self, name: str, row: int, column: int) -> Label | None:
        """Give the label in a cell, or None where there is none."""
        sheet = self._workbook.sheet(name)
        if sheet is None:
            return None
        address = address_of(row, column)
        shown, own = sheet.at(row, column), self._at.get((name, address), "")
        if isinstance(shown, Uncached | Decimal):  # a label without translation in the chosen language shows 0
            return Label(row, column, own, bool(STARRED.search(own))) if own else None
        if not isinstance(shown, str) or not shown.strip():
            return None
        words = words_of(shown)
        if words not in self._here.get((name, address), ()):  # two labels may share a translation: its own cell first
            own = self._by_sheet.get((name, words)) or self._english.get(words) or shown
        english = own
        starred = bool(STARRED.search(shown) or STARRED.search(english))
        return Label(row, column, english, starred)

    def column(self, name: str, column: int, last_row: int) -> Iterator[Label]:
        """Give the labels of a column, from the top."""
        sheet = self._workbook.sheet(name)
        for row in range(1, min(sheet.last_row if sheet else 0, last_row) + 1):
            found = self.at(name, row, column)
            if found is not None:
                yield found

    def row(self, name: str, row: int, last_column: int) -> tuple[Label, ...]:
        """Give the labels of a row, from the left."""
        return tuple(found for column in range(1, last_column + 1) if (found := self.at(name, row, column)) is not None)
