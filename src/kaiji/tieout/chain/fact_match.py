"""Where a document states a fact that is known from a file: in the rows of its tables, and in its sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaiji.tieout.chain.chained import Chained
from kaiji.tieout.chain.item import RESTATED, Item, item_of, statement_of
from kaiji.tieout.chain.term import Term, on_calendar, term_of
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.sentence import Claim

FORECAST = re.compile(
    r"forecast|outlook|guidance|target|plan\b|projection|estimate|予想|見通し|計画|目標", re.IGNORECASE
)
ACTUAL = re.compile(r"^(?:actual|actuals|reported|result|results|実績|実績値)$", re.IGNORECASE)
WHOLE = re.compile(r"^(?:consolidated|group|company|total|連結|全社|当社|グループ)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a fact is of, ready to be looked for.

    Args:
        item: its item.
        period: as written.
        term: the period as it is understood, or None.
        entity: the part of the company, or nothing.
        scenario: forecast, restated and the like, or nothing.
    """

    item: Item
    period: str
    term: Term | None
    entity: str = ""
    scenario: str = ""


@dataclass(slots=True, eq=False)
class Stated:
    """A number of a document with all that says what it is of."""

    item: Item
    mention: Mention
    term: Term | None
    head: str
    around: str
    change: bool
    alone: bool


class StatedNumbers:
    """The numbers of a document, to be found by item and period."""

    def __init__(self, document: Chained) -> None:
        self.document = document
        self.by_words: dict[frozenset[str], list[Stated]] = defaultdict(list)
        for grid in document.numbers.grids:
            for one in _stated(grid, document):
                self.by_words[one.item.words].append(one)
        self.rows: dict[int, Item] = {}
        self.claims: dict[frozenset[str], list[Claim]] = defaultdict(list)
        for claim in document.numbers.claims:
            line = document.lines[claim.line]
            if line.kind in ("row", "head") and line.cells and claim.start >= len(line.cells[0]):
                self.claims[item_of(line.cells[0]).words].append(claim)
        self.text = "\n".join(line.text for line in document.lines).casefold()

    def in_tables(self, sought: Sought) -> list[Stated]:
        """Give the numbers of tables that are of a fact's item and period, those whose label is just alike first."""
        fitting = [
            one
            for one in self.by_words.get(sought.item.words, ())
            if _of_period(sought, one) and self._of_part(sought, one) and one.item.role == sought.item.role
        ]
        exact = [one for one in fitting if one.item.exact == sought.item.exact]
        full = [one for one in fitting if one.item.full == sought.item.full]
        return exact or full or fitting

    def in_rows_of_text(self, sought: Sought) -> list[Claim]:
        """Give the numbers within texts of cells, in rows of a fact's item."""
        return list(self.claims.get(sought.item.words, ()))

    def in_sentences(self, sought: Sought) -> Iterator[Claim]:
        """Give the numbers of sentences that name a fact's item, and its period where they name one."""
        words = sought.item.words
        if not words:
            return
        for claim in self.document.numbers.claims:
            if words <= item_of_text(claim.text[claim.sentence[0] : claim.sentence[1]]):
                terms = {
                    on_calendar(term_of(claim.text[start:end]), self.document.settled)
                    for start, end in [claim.sentence]
                }
                if sought.term is None or sought.term in terms or None in terms:
                    yield claim

    def _of_part(self, sought: Sought, one: Stated) -> bool:
        if sought.scenario and not ACTUAL.match(sought.scenario):
            wanted = (
                FORECAST if FORECAST.search(sought.scenario) else RESTATED if RESTATED.search(sought.scenario) else None
            )
            if wanted and not wanted.search(f"{one.head} {one.around}"):
                return False
        elif sought.scenario and FORECAST.search(one.head):
            return False
        if not sought.entity or WHOLE.match(sought.entity):
            return True
        entity = sought.entity.casefold()
        if entity in f"{one.around} {one.head}".casefold():
            return True
        segments = {item_words(sought.entity)} - {frozenset()}
        if any(words <= item_words(f"{one.around} {one.head}") for words in segments):
            return True
        # A name that stands in no table is that of the whole company, where the document speaks of it at all.
        named = any(
            entity in f"{other.around} {other.head}".casefold() for found in self.by_words.values() for other in found
        )
        return not named and entity in self.text


def item_of_text(text: str) -> frozenset[str]:
    """Give the words of a sentence as items have them."""
    return item_of(text[:2000]).full


def _of_period(sought: Sought, one: Stated) -> bool:
    if not sought.period:
        return one.alone
    if sought.term is None:
        return "".join(sought.period.split()).casefold() in "".join(one.head.split()).casefold()
    if one.term is None:
        return one.change
    same = sought.term.line == one.term.line and sought.term.end == one.term.end
    return same and (sought.term.months == one.term.months or not sought.term.months or not one.term.months)


def _stated(grid: Grid, document: Chained) -> Iterator[Stated]:
    position = statement_of(grid.caption) == "position"
    terms = [
        on_calendar(term_of(column.head, grid.caption, position=position), document.settled) if index else None
        for index, column in enumerate(grid.columns)
    ]
    down = not any(terms) and all(row.when for row in grid.rows)
    for row in grid.rows:
        item = item_of(row.label)
        own = on_calendar(term_of(row.label, grid.caption, position=position), document.settled) if row.when else None
        amounts = [index for index in row.cells if not grid.columns[index].change]
        for index, mention in row.cells.items():
            column = grid.columns[index]
            term = terms[index] or own
            if item.role and term is not None and term.months:
                term = Term(term.line, term.start if item.role == "opening" else term.end)
            yield Stated(
                item_of(column.head) if down else item,
                mention,
                term,
                row.label if down else column.head,
                f"{row.section} {row.label} {grid.caption}",
                column.change,
                len(amounts) == 1 and not column.change,
            )


def sought_of(item: str, period: str, entity: str, scenario: str, document: Chained) -> Sought:
    """Prepare a fact to be looked for in a document."""
    term = on_calendar(term_of(period), document.settled) if period else None
    found = item_of(item)
    if found.role and term is not None and term.months:
        term = Term(term.line, term.start if found.role == "opening" else term.end)
    return Sought(found, period, term, entity, scenario)


def only_kind(claims: Sequence[Claim], kind: str) -> list[Claim]:
    """Give the claims that count a kind of thing."""
    return [claim for claim in claims if claim.mention.unit.kind == kind]
