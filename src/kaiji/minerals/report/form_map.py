"""The form as a picture and as an order: where a cell stands, what it is, and what it says now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kaiji.core.finding import Finding, Severity
from kaiji.core.source import Place
from kaiji.core.text import Text
from kaiji.formats.xlsx.value import position
from kaiji.minerals.declaration import Declaration, Entry, EntryKind, SmelterRow
from kaiji.minerals.label import field_label, metal_label, question_label, topic_label
from kaiji.minerals.layout import Layout

FIRST_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
MOST_ROWS = 200
SHOWN = 300

Spot = tuple[str, str]  # sheet and cell
Marks = Mapping[Spot, Severity]


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of the picture: its label, its spot, and the gravest finding there."""

    label: Text
    spot: Spot
    mark: Severity | None


@dataclass(frozen=True, slots=True)
class FormMap:
    """A declaration as a picture.

    Args:
        company: the company block in the order of the sheet.
        metals: the columns of the grid.
        questions: number, topic and one box a metal (none where the version does not ask).
        programme: the questions on the company.
        smelters: rows of the smelter list with findings, at most 200 of them.
        products: rows of the product list with findings.
        counts: used rows of the smelter list and of the product list.
    """

    company: tuple[Box, ...]
    metals: tuple[Text, ...]
    questions: tuple[tuple[Text, tuple[Box | None, ...]], ...]
    programme: tuple[Box, ...]
    smelters: tuple[Box, ...]
    products: tuple[Box, ...]
    counts: tuple[int, int]


def marks_of(findings: tuple[Finding, ...]) -> dict[Spot, Severity]:
    """Give the gravest severity of each cell that a finding wants put right."""
    marks: dict[Spot, Severity] = {}
    for one in findings:
        spot = spot_of(one.place)
        if spot not in marks or one.severity.rank < marks[spot].rank:
            marks[spot] = one.severity
    return marks


def spot_of(place: Place) -> Spot:
    """Give the sheet and the first cell of a place."""
    return place.sheet, place.cell.partition(":")[0]


def order_of(spot: Spot, sheets: tuple[str, ...]) -> tuple[int, int, int, str]:
    """Give a spot's place in the order in which the form is filled: by sheet, row and column; the file itself first."""
    sheet, cell = spot
    number = sheets.index(sheet) + 1 if sheet in sheets else (len(sheets) + 1 if sheet else 0)
    row, column = position(cell) if FIRST_CELL.fullmatch(cell) else (0, 0)
    return number, row, column, sheet


def form_map(declaration: Declaration, layout: Layout, marks: Marks) -> FormMap:
    """Draw a declaration by the layout of its version."""

    def box(label: Text, entry: Entry, comment: Entry | None = None) -> Box:
        spot = spot_of(entry.source.place)
        if spot not in marks and comment is not None and spot_of(comment.source.place) in marks:
            spot = spot_of(comment.source.place)
        return Box(label, spot, marks.get(spot))

    per_metal = {(one.topic, one.metal): one for one in declaration.answers}
    company = sorted(declaration.company.items(), key=lambda item: order_of(spot_of(item[1].source.place), ()))
    questions = []
    for question in layout.questions:
        asked = [per_metal.get((question.topic, metal)) for metal in declaration.metals]
        label = topic_label(question.topic)
        title = Text(
            f"{question.number}. {label.en}", f"{question.number}. {label.ja}", f"{question.number}. {label.zh}"
        )
        questions.append(
            (title, tuple(box(question_label(one), one.answer, one.comment) if one else None for one in asked))
        )
    return FormMap(
        company=tuple(box(field_label(name), entry) for name, entry in company),
        metals=tuple(metal_label(metal) for metal in declaration.metals),
        questions=tuple(questions),
        programme=tuple(
            box(question_label(one), one.answer, one.comment) for one in declaration.answers if not one.metal
        ),
        smelters=tuple(_marked_rows(marks, layout.smelter_list.sheet)),
        products=tuple(_marked_rows(marks, layout.product_list.sheet)),
        counts=(len(declaration.smelters), len(declaration.products)),
    )


def _marked_rows(marks: Marks, sheet: str) -> Iterator[Box]:
    rows: dict[int, tuple[Spot, Severity]] = {}
    for spot, severity in marks.items():
        if spot[0] == sheet and FIRST_CELL.fullmatch(spot[1]):
            row = position(spot[1])[0]
            if row not in rows or severity.rank < rows[row][1].rank:
                rows[row] = spot, severity
    for row in sorted(rows)[:MOST_ROWS]:
        yield Box(Text(str(row)), *rows[row])


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell is, and what it says now (nothing for an empty one, None where it is no cell of an answer)."""

    label: Text
    text: str | None


def said_of(declaration: Declaration) -> dict[Spot, Said]:
    """Give what the cells of a declaration are and say, by spot; a row of a list goes by its first cell too."""
    found: dict[Spot, Said] = {}
    for name, entry in declaration.company.items():
        found[spot_of(entry.source.place)] = Said(field_label(name), _text(entry))
    for one in declaration.answers:
        found[spot_of(one.answer.source.place)] = Said(question_label(one), _text(one.answer))
        label = question_label(one)
        comment = Text(f"{label.en}: comment", f"{label.ja}：コメント", f"{label.zh}：备注")
        found[spot_of(one.comment.source.place)] = Said(comment, _text(one.comment))
    for row in declaration.smelters:
        for name, entry in row.cells.items():
            found[spot_of(entry.source.place)] = Said(_row_label(row.row, field_label(name)), _text(entry))
        found[row.source.place.sheet, row.source.place.cell] = Said(_row_label(row.row, None), _row_text(row))
    for product in declaration.products:
        for name, entry in product.cells.items():
            found[spot_of(entry.source.place)] = Said(_row_label(product.row, field_label(name)), _text(entry))
    return found


def _row_label(row: int, field: Text | None) -> Text:
    if field is None:
        return Text(f"row {row}", f"{row} 行目", f"第 {row} 行")
    return Text(f"row {row}, {field.en}", f"{row} 行目・{field.ja}", f"第 {row} 行·{field.zh}")


def _row_text(row: SmelterRow) -> str:
    return " · ".join(part for part in (row.metal, row.given_name, row["country"].words, row.given_id) if part)


def _text(entry: Entry) -> str:
    if entry.kind is EntryKind.ERROR:
        return entry.text
    return entry.words if len(entry.words) <= SHOWN else f"{entry.words[:SHOWN]}…"
