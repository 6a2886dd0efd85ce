"""From a Declaration of one version to the same declaration in another: what corresponds, and nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kaiji.core.finding import Finding
from kaiji.core.text import Text
from kaiji.minerals.convert_rule import (
    answer_missing,
    asked_otherwise,
    foreign_ids,
    left_to_answer,
    metal_missing,
    question_missing,
    says_less,
    scope_missing,
)
from kaiji.minerals.declaration import Answer, Declaration, Entry, EntryKind, ProductRow, SmelterRow, Topic
from kaiji.minerals.fill import company_of
from kaiji.minerals.fill_rule import no_cell
from kaiji.minerals.label import field_label, metal_label, question_label, topic_label
from kaiji.minerals.layout import MINERAL, Layout, ListLayout, Question, layouts, nearest
from kaiji.minerals.meaning import (
    foreign_id,
    meaning_of,
    offered_choices,
    reworded,
    stored_number,
    written_number,
)

NOT_OFFERED = Text("its list has no answer that means the same", "同じ意味の選択肢がありません")
IDS = ("id_input", "identification")

Row = TypeVar("Row", bound=ProductRow)


def convert(declaration: Declaration, layout: Layout) -> tuple[Declaration, tuple[Finding, ...]]:
    """Put a declaration into another version, or another family where the questions correspond.

    Args:
        declaration: of any known version; each value keeps its source, the cell it was read from.
        layout: of the version wanted.

    Returns:
        The declaration in the other version, its rows counted from the first row of the lists, and what has no
        counterpart there: questions, answers, fields, scopes, ids. Such cells are empty; none is guessed.
    """
    if (declaration.family, declaration.version) == (layout.family, layout.version):
        return declaration, ()
    own = layouts().get((declaration.family, declaration.version)) or nearest(declaration.family, declaration.version)
    metals = metals_for(declaration, layout)
    work = _Work(declaration, own, layout, metals)
    made = replace(
        declaration,
        family=layout.family,
        version=layout.version,
        revision=layout.released.isoformat(),
        company=work.company(),
        answers=tuple(work.answers()),
        smelters=tuple(work.smelters()),
        products=tuple(work.products()),
        metals=metals,
        mines=tuple(work.rows(declaration.mines, layout.mine_list)),
        reasons=tuple(work.rows(declaration.reasons, layout.reason_list)),
    )
    if layout.minerals is not None:
        made = replace(made, company=company_of(made, layout))
    return made, tuple(work.findings)


def metals_for(declaration: Declaration, layout: Layout) -> tuple[str, ...]:
    """Give the metals of a declaration in another version: its own fixed ones, or those of the declaration it offers.

    A version in which any mineral can be named takes all of its own family's, and of others those it lists: the metals
    of a CMRT are not asked for by an AMRT. Chosen minerals stand in the order of the alphabet.
    """
    if layout.minerals is None:
        return layout.metals
    known = {metal.casefold() for metal in layout.metals}
    free = not layout.minerals.choices and declaration.family == layout.family
    mine = [metal for metal in declaration.metals if free or metal.casefold() in known]
    return tuple(sorted(mine, key=str.casefold)[: layout.minerals.slots])


class _Work:
    """One conversion: the declaration's parts in the other version, and what was found on the way."""

    def __init__(self, declaration: Declaration, own: Layout | None, layout: Layout, metals: tuple[str, ...]) -> None:
        self._declaration = declaration
        self._metals = metals
        self._own = own
        self._layout = layout
        self._target = f"{layout.family} {layout.version}"
        self._nothing = Entry("", declaration.source, EntryKind.EMPTY)
        self.findings: list[Finding] = []

    def company(self) -> dict[str, Entry]:
        """Give the company block."""
        layout, given = self._layout, self._declaration.company
        self.findings += no_cell(
            (name, (entry,))
            for name, entry in given.items()
            if name not in layout.company and entry.text and not name.startswith(MINERAL)
        )
        made = {
            name: given.get(name, self._nothing) if not name.startswith(MINERAL) else self._nothing
            for name in layout.company
        }
        if "scope" in made:
            made["scope"] = self._scope(made["scope"])
        return made

    def _scope(self, entry: Entry) -> Entry:
        if not entry.given:
            return entry
        scopes = self._layout.scopes
        known = self._own.scopes if self._own else {}
        key = next((key for key, words in known.items() if entry.says(words)), "")
        words = scopes.get(key) or next((words for words in scopes.values() if entry.says(words)), None)
        if words is None:
            self.findings += scope_missing(entry.source, entry.words, self._target, tuple(scopes.values()))
            return replace(self._nothing, source=entry.source)
        return replace(entry, text=words)

    def answers(self) -> Iterator[Answer]:
        """Give the answers in the order of the other version's sheet."""
        layout = self._layout
        given = {(one.topic, one.metal): one for one in self._declaration.answers}
        new: list[Topic] = []
        for question, metal, _ in layout.places(self._metals):
            found = given.pop((question.topic, metal), None)
            if found is None:
                new.append(question.topic)
                yield Answer(question.number, question.topic, metal, self._nothing, self._nothing)
            else:
                yield replace(found, question=question.number, answer=self._answer(found, question))
        self._tell_topics(given, new)

    def _tell_topics(self, left: Mapping[tuple[Topic, str], Answer], new: Sequence[Topic]) -> None:
        lost: dict[Topic, list[Entry]] = {}
        for (topic, _), one in left.items():
            lost.setdefault(topic, []).extend(entry for entry in (one.answer, one.comment) if entry.given)
        for topic, said in lost.items():
            self.findings += question_missing(topic, said, self._target)
        for topic in Topic:
            said = [one.answer for one in self._declaration.asked(topic) if one.answer.given]
            reason = reworded(topic, self._own, self._layout)
            if reason is not None and said and self._layout.question(topic) is not None:
                self.findings += asked_otherwise(topic, said, reason)
        topics = [topic_label(topic) for topic in dict.fromkeys(new)]
        self.findings += left_to_answer(self._declaration.source, topics, self._target)

    def _answer(self, found: Answer, question: Question) -> Entry:
        """Give one answer in the other version's words; an error cell stays what it is."""
        entry, topic = found.answer, question.topic
        if not entry.given:
            return entry
        question = replace(question, answers=question.offered(found.metal))
        said = written_number(topic, entry.words) if entry.kind is EntryKind.NUMBER else entry.words
        meaning = meaning_of(said, question, self._own, self._layout)
        if not meaning.words:
            if self._own is not None and self._own.checker == self._layout.checker:
                return entry  # not of the list, but the question is the same: it stays as it was answered
            label = question_label(found)
            reason = meaning.reason or NOT_OFFERED
            self.findings += answer_missing(entry.source, label, entry.words, self._target, question.answers, reason)
            return replace(self._nothing, source=entry.source)
        if meaning.reason is not None:
            label = question_label(found)
            self.findings += says_less(entry.source, label, entry.words, meaning.words.strip(), meaning.reason)
        number = stored_number(topic, meaning.words, self._layout)
        if number:
            return replace(entry, text=number, kind=EntryKind.NUMBER, day=None)
        return replace(entry, text=meaning.words, kind=EntryKind.TEXT, day=None)

    def smelters(self) -> Iterator[SmelterRow]:
        """Give the smelter rows; those of metals that the other version does not have are left out."""
        listing = self._layout.smelter_list
        known = {metal.casefold() for metal in self._metals}
        strangers: dict[str, list[SmelterRow]] = {}
        kept = []
        for row in self._declaration.smelters:
            if row.metal and row.metal.casefold() not in known and self._is_foreign(row.metal):
                strangers.setdefault(row.metal.casefold(), []).append(row)
            else:
                kept.append(row)
        for rows in strangers.values():
            self.findings += metal_missing([row.source for row in rows], metal_label(rows[0].metal), self._target)
        cells = self._cells([self._with_id(row) for row in kept], listing.columns)
        for number, (row, found) in enumerate(zip(kept, cells, strict=True), start=listing.first):
            yield SmelterRow(number, row.source, self._with_metal(row, found))

    def _with_metal(self, row: SmelterRow, cells: dict[str, Entry]) -> dict[str, Entry]:
        """Give the cells with the metal in the words of the other version's list."""
        entry = cells.get("metal")
        words = self._layout.metal_words.get(row.metal, row.metal)
        if entry is None or words == entry.words or row.metal not in self._metals:
            return cells
        return cells | {"metal": replace(entry, text=words)}

    def _is_foreign(self, metal: str) -> bool:
        """Tell a metal of the declaration's own version from a word that is no metal and stays as it was typed."""
        return metal.casefold() in {one.casefold() for one in self._declaration.metals}

    def _with_id(self, row: SmelterRow) -> Mapping[str, Entry]:
        """Give the cells of a row, the typed id under the one name for ids that the other version has."""
        cells, columns = dict(row.cells), self._layout.smelter_list.columns
        if "id_input" in cells and "id_input" not in columns:
            typed = cells.pop("id_input")
            cells.setdefault("identification", typed)
            if typed.given and cells["identification"].words != typed.words:
                cells["id_input"] = typed
        return cells

    def _cells(self, rows: Sequence[Mapping[str, Entry]], columns: Mapping[str, str]) -> list[dict[str, Entry]]:
        """Give the cells that have a column in the other version, and tell of the others by column."""
        lost: dict[str, list[Entry]] = {}
        ids: list[Entry] = []
        made = []
        for row in rows:
            cells = {}
            for name, entry in row.items():
                if name not in columns:
                    if entry.text:
                        lost.setdefault(name, []).append(entry)
                elif name in IDS and foreign_id(entry.words, self._layout):
                    ids.append(entry)
                elif not self._is_offered(name, entry):
                    label = field_label(name)
                    offered = offered_choices(name, self._layout)
                    self.findings += answer_missing(
                        entry.source, label, entry.words, self._target, offered, NOT_OFFERED
                    )
                else:
                    cells[name] = entry
            made.append(cells)
        self.findings += no_cell(lost.items())
        self.findings += foreign_ids(ids, self._target)
        return made

    def _is_offered(self, name: str, entry: Entry) -> bool:
        choices = offered_choices(name, self._layout)
        same_list = self._own is not None and self._own.checker == self._layout.checker
        return not choices or same_list or not entry.given or entry.says(*choices)

    def products(self) -> Iterator[ProductRow]:
        """Give the product rows."""
        return self.rows(self._declaration.products, self._layout.product_list)

    def rows(self, rows: Sequence[Row], listing: ListLayout) -> Iterator[Row]:
        """Give the rows of a list in the other version, and tell of what it has no column for."""
        columns = listing.columns
        cells = self._cells([row.cells for row in rows], columns)
        if listing:
            for number, (row, found) in enumerate(zip(rows, cells, strict=True), start=listing.first):
                yield replace(row, row=number, cells=found)
