"""What a blank workbook says of its own form: where the labels of fields, questions and lists stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kaiji.formats.xlsx.value import address_of, column_number, position
from kaiji.formats.xlsx.workbook import Workbook
from kaiji.formats.xlsx.written import AREA, Offer, Written, areas_of
from kaiji.minerals.draft.label import Label, Labels
from kaiji.minerals.draft.word import located
from kaiji.minerals.layout import Layout, ListLayout
from kaiji.minerals.metal import known_metals, spelled

LABEL_COLUMN, ANSWER_COLUMN = 2, 4
LAST_ROW = 400
HEAD_ROWS, HEAD_COLUMNS = 12, 26
# The block of the company stands below the title, and above the first question.
FIRST_BLOCK_ROW = 7
LAST_CHOICE_COLUMN = 10
LANGUAGES = "LN"
MOST_METALS = 13
LISTS = ("smelter_list", "product_list", "mine_list", "reason_list")
Prints = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Heading:
    """A question as it stands in the sheet.

    Args:
        label: its number and words.
        row: of its first answer.
        each: it is asked for each metal, in rows below it.
        metals: those that are named there.
        offered: the answers on offer; empty where they could not be told.
        slots: rows from its first answer to the next question.
    """

    label: Label
    row: int
    each: bool
    metals: tuple[str, ...]
    offered: tuple[str, ...]
    slots: int


@dataclass(frozen=True, slots=True)
class ListForm:
    """A list sheet: its first and last row, the label of each column, and labels of no known column."""

    first: int
    last: int
    columns: Mapping[str, Label]
    others: tuple[Label, ...]


@dataclass(frozen=True)
class Form:
    """The form of a blank workbook, as its labels tell it.

    Args:
        languages: that it can be switched to.
        company: label of each field of the company block.
        questions: heading of each question by topic.
        lists: each list sheet by its key in the layouts.
        strangers: labels in the company block and among the questions that fit nothing known.
        choice: the cells in which minerals are chosen, each with what it offers; empty where none are, or where the
            lists could not be read.
    """

    languages: tuple[str, ...]
    company: Mapping[str, Label]
    questions: Mapping[str, Heading]
    lists: Mapping[str, ListForm]
    strangers: tuple[Label, ...]
    choice: Mapping[str, tuple[str, ...]]

    @property
    def starred(self) -> tuple[str, ...]:
        """The fields of the company block that are marked as mandatory."""
        return tuple(name for name, one in self.company.items() if one.starred)

    @property
    def prints(self) -> dict[str, dict[str, str]]:
        """Fingerprints of all labels by kind and field; those of no field are numbered."""
        found = {
            "company": {name: one.print for name, one in self.company.items()},
            "topics": {topic: one.label.print for topic, one in self.questions.items()},
        }
        others = list(self.strangers)
        for key, form in self.lists.items():
            found[key] = {name: one.print for name, one in form.columns.items()}
            others += form.others
        if others:
            found["others"] = {str(number): one.print for number, one in enumerate(others, start=1)}
        return found


def languages_offered(names: Mapping[str, str]) -> int:
    """Give how many languages a workbook offers, by its name for their range; many where there is no such name."""
    areas = areas_of(names.get(LANGUAGES, "").rpartition("!")[2])
    return sum(right - left + bottom - top + 1 for top, left, bottom, right in areas) or HEAD_COLUMNS


def form_of(
    workbook: Workbook, written: Mapping[str, Written], names: Mapping[str, str], layout: Layout, known: Prints
) -> Form:
    """Look a blank workbook over.

    Args:
        workbook: the workbook.
        written: its formulas and offered lists, as far as they could be read.
        names: what its names stand for.
        layout: the nearest known version.
        known: the fingerprints of that version.
    """
    labels = Labels(workbook, languages_offered(names))
    column = list(labels.column(layout.declaration, LABEL_COLUMN, LAST_ROW))
    numbered = [one for one in column if one.number]
    begins = min((one.row for one in numbered), default=LAST_ROW)
    block = [one for one in column if FIRST_BLOCK_ROW <= one.row < begins]
    company = located("company", block, known.get("company", {}), _fields(layout))
    wanted = {str(one.topic) for one in (*layout.questions, *layout.company_questions)}
    topics = located("topics", numbered, known.get("topics", {}), wanted)
    offers = _Offers(workbook, layout.declaration, written.get(layout.declaration))
    questions = {topic: _heading(label, column, numbered, offers, layout) for topic, label in topics.items()}
    lists = {
        key: _list_form(workbook, written, labels, key, getattr(layout, key), known.get(key, {}))
        for key in LISTS
        if getattr(layout, key) and workbook.sheet(getattr(layout, key).sheet) is not None
    }
    placed = {one.row for one in (*company.values(), *topics.values())}
    ends = max((one.row for one in numbered), default=0)
    below = [one for one in column if begins <= one.row <= ends and (one.number or not _is_metal(one))]
    strangers = tuple(one for one in (*block, *below) if one.row not in placed)
    choice = _choice(layout, company, offers) if layout.minerals is not None else {}
    return Form(labels.languages, company, questions, lists, strangers, choice)


def _choice(layout: Layout, company: Mapping[str, Label], offers: _Offers) -> dict[str, tuple[str, ...]]:
    """Give the cells with a list in the rows in which minerals are chosen, from the row of their label on."""
    assert layout.minerals is not None, "the caller has looked"  # noqa: S101
    if "minerals" not in company:
        return {}
    rows = sorted({position(cell)[0] for cell in layout.minerals.cells})
    moved = company["minerals"].row - rows[0]
    return {
        address_of(row, column): offered
        for row in range(rows[0] + moved, rows[-1] + moved + 1)
        for column in range(ANSWER_COLUMN, LAST_CHOICE_COLUMN + 1)
        if (offered := offers.at(row, column))
    }


def _fields(layout: Layout) -> tuple[str, ...]:
    chosen = ("minerals", "minerals_named") if layout.minerals is not None else ()
    return (*layout.company, *chosen)


def _heading(
    label: Label, column: Sequence[Label], numbered: Sequence[Label], offers: _Offers, layout: Layout
) -> Heading:
    ends = min((one.row for one in numbered if one.row > label.row), default=0)
    below = [one for one in column if label.row < one.row < (ends or label.row + MOST_METALS)]
    metals = tuple((one.row, spelled(_metal(one))) for one in below if _is_metal(one))
    if metals and metals[0][0] > label.row + 2:
        metals = ()  # below the last question stand other things
    base = next((one for one in layout.company_questions if label.number and str(one.number) == label.number), None)
    on_row, under = offers.at(label.row), offers.at(label.row + 1)
    each = bool(metals) or (bool(under) and not on_row) or (not on_row and not under and base is None)
    row = (metals[0][0] if metals else label.row + 1) if each else label.row
    lists = [offers.at(row + shift) for shift in range(len(metals) or 1)] if each else [on_row]
    slots = ends - row - 1 if ends and each else 0
    return Heading(label, row, each, tuple(name for _, name in metals), max(lists, key=len), slots)


def _metal(label: Label) -> str:
    return label.words.partition(" (")[0].strip()


def _is_metal(label: Label) -> bool:
    return spelled(_metal(label)) in known_metals()


class _Offers:
    """The answers that cells of the Declaration offer, read where the list stands in cells or in the rule itself."""

    def __init__(self, workbook: Workbook, sheet: str, written: Written | None) -> None:
        self._sheet = workbook.sheet(sheet)
        self._written = written
        self._offers: tuple[Offer, ...] = written.offers if written else ()

    def at(self, row: int, column: int = ANSWER_COLUMN) -> tuple[str, ...]:
        """Give what a cell offers: the answer cell of a row, if no column is named; one under another offers nothing."""
        address = address_of(row, column)
        if self._written is not None and self._written.is_hidden(row, column):
            return ()
        offer = next((one for one in self._offers if one.covers(address)), None)
        if offer is None:
            return ()
        if offer.formula.startswith('"'):
            return tuple(word.strip() for word in offer.formula.strip('"').split(",") if word.strip())
        if self._sheet is None or not AREA.fullmatch(offer.formula):
            return ()
        ((top, left, bottom, right),) = areas_of(offer.formula)
        values = [self._sheet.at(line, place) for line in range(top, bottom + 1) for place in range(left, right + 1)]
        return tuple(_answer(one) for one in values if isinstance(one, str | Decimal) and one != "")


def _answer(value: str | Decimal) -> str:
    """Give an offered answer; the whole share is the number 1 in some versions."""
    return value.strip() if isinstance(value, str) else "100%" if value == 1 else f"{value:f}"


def _list_form(
    workbook: Workbook,
    written: Mapping[str, Written],
    labels: Labels,
    key: str,
    listing: ListLayout,
    known: Mapping[str, str],
) -> ListForm:
    rows = [labels.row(listing.sheet, row, HEAD_COLUMNS) for row in range(1, HEAD_ROWS + 1)]
    tried = [located(key, row, known, listing.columns.keys()) for row in rows]
    best = max(range(len(rows)), key=lambda at: (len(tried[at].keys() & listing.columns.keys()), -at))
    columns, head = tried[best], best + 1
    if len(columns) < min(2, len(listing.columns)):
        return ListForm(listing.first, listing.last, {}, ())
    offers = written[listing.sheet].offers if listing.sheet in written else ()
    span = _span(offers, columns, head)
    first = span[0] if span else head + 1
    last = span[1] if span else _before_footer(workbook, listing, first) or listing.last - listing.first + first
    others = tuple(one for one in rows[best] if one not in columns.values())
    return ListForm(first, last, columns, others)


def _span(offers: Collection[Offer], columns: Mapping[str, Label], head: int) -> tuple[int, int] | None:
    """Give first and last row of the lists that the column of the metal offers."""
    if "metal" not in columns:
        return None
    column = columns["metal"].column
    found = [
        (top, bottom)
        for one in offers
        for top, left, bottom, right in one.areas
        if left <= column <= right and top > head
    ]
    return (min(top for top, _ in found), max(bottom for _, bottom in found)) if found else None


def _before_footer(workbook: Workbook, listing: ListLayout, first: int) -> int:
    """Give the last row above the line of the copyright, which closes a list without offered values."""
    sheet = workbook.sheet(listing.sheet)
    if sheet is None:
        return 0
    width = max(map(column_number, listing.columns.values()))
    for row, values in sheet.filled_rows(range(sheet.last_row, first, -1), 1, width):
        if any(isinstance(one, str) and one.lstrip().startswith("©") for one in values):
            return row - 1
    return 0
