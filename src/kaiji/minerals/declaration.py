"""A supplier's declaration as it was answered: every value with its cell, and nothing corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kaiji.core.source import Source

METALS = ("Tantalum", "Tin", "Gold", "Tungsten")
SYMBOLS = ("Ta", "Sn", "Au", "W")


class EntryKind(StrEnum):
    """What a cell holds, as far as a reader must tell it apart."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    ERROR = "error"
    UNCACHED = "uncached"


class Topic(StrEnum):
    """What a question asks, whatever its number is in a version."""

    ADDED = "added"
    REMAINS = "remains"
    COVERED_COUNTRIES = "covered_countries"
    HIGH_RISK_AREAS = "high_risk_areas"
    SCRAP = "scrap"
    SUPPLIER_SHARE = "supplier_share"
    ALL_SMELTERS = "all_smelters"
    ALL_REPORTED = "all_reported"
    ALL_VALIDATED = "all_validated"
    POLICY = "policy"
    POLICY_PUBLIC = "policy_public"
    SUPPLIERS_CONFLICT_FREE = "suppliers_conflict_free"
    SUPPLIERS_VALIDATED = "suppliers_validated"
    POLICY_COVERS_RISKS = "policy_covers_risks"
    SUPPLIERS_DUE_DILIGENCE = "suppliers_due_diligence"
    SUPPLIERS_COVER_RISKS = "suppliers_cover_risks"
    DUE_DILIGENCE = "due_diligence"
    SURVEY = "survey"
    REQUESTS_NAMES = "requests_names"
    REVIEW = "review"
    CORRECTIVE_ACTION = "corrective_action"
    DISCLOSURE_DUTY = "disclosure_duty"


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell as it was found.

    Args:
        text: its value as text, blanks kept; a date as ISO 8601, an error cell as its code (``#N/A``).
        source: the cell.
        kind: what the cell holds; a formula saved without its value is ``uncached``, not empty.
        day: the date of a date cell.
    """

    text: str
    source: Source
    kind: EntryKind = EntryKind.TEXT
    day: date | None = None

    @property
    def words(self) -> str:
        """The text without blanks around it and with single blanks inside; nothing for an error cell."""
        return "" if self.kind in (EntryKind.ERROR, EntryKind.UNCACHED) else " ".join(self.text.split())

    @property
    def given(self) -> bool:
        """Tell whether somebody wrote something here that can be read."""
        return bool(self.words)

    def says(self, *words: str) -> bool:
        """Tell whether the text is one of ``words``, letter case and outer blanks aside."""
        return self.words.casefold() in {word.casefold() for word in words}

    def begins(self, word: str) -> bool:
        """Tell whether the text begins with ``word``, letter case aside."""
        return self.words.casefold().startswith(word.casefold())


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the declaration.

    Args:
        question: its number or letter in this version (``3``, ``B``).
        topic: what it asks.
        metal: English name of the metal, or nothing for a question on the company.
    """

    question: str
    topic: Topic
    metal: str
    answer: Entry
    comment: Entry


@dataclass(frozen=True, slots=True)
class SmelterRow:
    """One used row of the smelter list; ``cells`` are keyed by the layout's field names."""

    row: int
    source: Source
    cells: Mapping[str, Entry]

    def __getitem__(self, name: str) -> Entry:
        """Give a field; one that this version does not have is an empty entry at the row."""
        return self.cells.get(name) or Entry("", self.source, EntryKind.EMPTY)

    @property
    def metal(self) -> str:
        """The metal as given, without the symbol that versions of 2011 put behind it: ``Tin (Sn)`` is ``Tin``."""
        name, bracket, symbol = self["metal"].words.rpartition(" (")
        return name if bracket and symbol.rstrip(")") in SYMBOLS else self["metal"].words

    @property
    def given_id(self) -> str:
        """The id the supplier gave: typed in, or looked up by the template."""
        return self["id_input"].words or self["identification"].words

    @property
    def given_name(self) -> str:
        """The name the supplier gave: the list choice, or the typed one where the choice names nobody."""
        choice, typed = self["lookup"].words, self["name"].words
        return typed if not choice or names_nobody(choice) else choice

    @property
    def names_nobody(self) -> bool:
        """Tell whether the row stands for a smelter that nobody has identified yet."""
        return not self.given_id and (not self.given_name or names_nobody(self.given_name))


NOBODY = ("smelter not listed", "smelter not yet identified")


def names_nobody(words: str) -> bool:
    """Tell whether a choice of the look-up list says that the smelter is not in the list or not known."""
    return words.casefold() in NOBODY


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One used row of the product list."""

    row: int
    source: Source
    cells: Mapping[str, Entry]

    def __getitem__(self, name: str) -> Entry:
        """Give a field; one that this version does not have is an empty entry at the row."""
        return self.cells.get(name) or Entry("", self.source, EntryKind.EMPTY)


@dataclass(frozen=True, slots=True)
class MineRow(ProductRow):
    """One used row of the mine list."""


@dataclass(frozen=True, slots=True)
class ReasonRow(ProductRow):
    """One used row of the sheet in which the requester says why a mineral is asked for."""


@dataclass(frozen=True)
class Declaration:
    """A declaration, read in full.

    Args:
        file: the file's name as it was received.
        digest: of the file's content.
        family: ``CMRT``, ``EMRT``, ``AMRT``, ``CRT``.
        version: as printed in the workbook (``6.5``, ``2.03a``).
        revision: release date of the version as printed there.
        language: the language the workbook is switched to, as its cell says.
        company: the company block by field name.
        answers: answers on metals and on the company, in the order of the sheet.
        smelters: the used rows of the smelter list.
        products: the used rows of the product list.
        metals: the metals it is about; where minerals are chosen, the chosen ones in the order of the question rows.
        mines: the used rows of the mine list.
        reasons: the used rows of the sheet of minerals that are asked for.
    """

    file: str
    digest: str
    family: str
    version: str
    revision: str
    language: str
    company: Mapping[str, Entry]
    answers: tuple[Answer, ...] = ()
    smelters: tuple[SmelterRow, ...] = ()
    products: tuple[ProductRow, ...] = ()
    metals: tuple[str, ...] = METALS
    source: Source = field(default=Source(""))
    mines: tuple[MineRow, ...] = ()
    reasons: tuple[ReasonRow, ...] = ()

    def __getitem__(self, name: str) -> Entry:
        """Give a field of the company block; one that this version does not have is an empty entry."""
        return self.company.get(name) or Entry("", self.source, EntryKind.EMPTY)

    @property
    def company_name(self) -> str:
        """The declaring company as it wrote itself."""
        return self["company_name"].words

    @property
    def effective_date(self) -> date | None:
        """The date of the declaration, where it could be read as one."""
        return self["effective_date"].day

    def answer(self, topic: Topic, metal: str = "") -> Answer | None:
        """Give the answer on a topic (and metal), or None where this version does not ask."""
        return next((one for one in self.answers if one.topic is topic and one.metal == metal), None)

    def says(self, topic: Topic, metal: str = "", *words: str) -> bool:
        """Tell whether the answer on a topic is one of ``words``; an unasked question says nothing."""
        found = self.answer(topic, metal)
        return found is not None and found.answer.says(*words)

    def asked(self, topic: Topic) -> Iterator[Answer]:
        """Give the answers on a topic, one a metal."""
        return (one for one in self.answers if one.topic is topic)

    def rows_of(self, metal: str) -> tuple[SmelterRow, ...]:
        """Give the smelter rows of a metal."""
        return tuple(row for row in self.smelters if row.metal.casefold() == metal.casefold())
