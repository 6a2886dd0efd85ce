"""Changing single cells in the XML of one worksheet; every other byte of it stays."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats.xlsx.value import MAX_COLUMN, MAX_ROW, address_of, column_letters, position
from kaiji.formats.xlsx_patch.change import Edit
from kaiji.formats.xlsx_patch.form import Element, Form, NotPlain, rewritten
from kaiji.formats.xlsx_patch.rule import covered, not_writable, part_of_array, shown_as_number
from kaiji.formats.xlsx_patch.shared import Edits, Splice, keep_shared

MOST_RANGES = 20_000
INNER_TAG = re.compile(rb"<(/?)(is|t|v)\b")
AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6}))?")
ODD_FORM = "the cells of sheet {} have a form that no spreadsheet program writes"
ODD_FORM_JA = "シート {} のセルの記述形式が標準的ではありません"


@dataclass(frozen=True, slots=True)
class PatchedSheet:
    """What became of one sheet.

    Args:
        xml: the sheet's part, changed; as it was where a finding is at error level.
        formulas: addresses of cells whose formula is gone.
    """

    xml: bytes
    formulas: frozenset[str]
    findings: tuple[Finding, ...]


def patch_sheet(xml: bytes, edits: Edits, day_styles: frozenset[int], place: Source, part: str) -> PatchedSheet:
    """Change cells of one worksheet.

    Args:
        xml: the part, in UTF-8.
        edits: what to write, by row and column.
        day_styles: numbers of the styles that show a number as a day.
        place: the sheet.
        part: the part's name.
    """
    try:
        try:
            return _patch(Form(xml), edits, day_styles, place)
        except NotPlain:
            return _patch(Form(rewritten(xml, part)), edits, day_styles, place)
    except NotPlain:
        detail = Text(ODD_FORM.format(place.place.sheet), ODD_FORM_JA.format(place.place.sheet))
        return PatchedSheet(xml, frozenset(), tuple(not_writable(place, detail=detail)))


def _patch(form: Form, edits: Edits, day_styles: frozenset[int], place: Source) -> PatchedSheet:
    blocked = (*_covered(form, edits, place), *_in_arrays(form, edits, place))
    if blocked:
        return PatchedSheet(form.xml, frozenset(), blocked)
    if moves := keep_shared(form, edits):
        form = Form(_spliced(form.xml, moves))
    work = _Work(form, edits, day_styles)
    splices = [*work.splices(), *_dimension(form, work.added)]
    findings = shown_as_number(place, tuple(work.undated))
    return PatchedSheet(_spliced(form.xml, splices), frozenset(work.formulas), tuple(findings))


class _Work:
    """One pass over the rows: what to splice in, which formulas go, where a day meets a format that hides it."""

    def __init__(self, form: Form, edits: Edits, day_styles: frozenset[int]) -> None:
        self._form = form
        self._edits = edits
        self._day_styles = day_styles
        self._columns = tuple(form.columns())
        self.formulas: list[str] = []
        self.undated: list[str] = []
        self.added: list[tuple[int, int]] = []

    def splices(self) -> list[Splice]:
        """Give all changes of rows and cells."""
        form, found = self._form, list[Splice]()
        wanted = [row for row in sorted(self._edits) if self._edits[row]]
        index, before = 0, 0
        for number, element in form.rows():
            if number <= before:
                raise NotPlain
            before = number
            while index < len(wanted) and wanted[index] < number:
                found += self._new_row(wanted[index], element.start)
                index += 1
            if index < len(wanted) and wanted[index] == number:
                found += self._row(number, element)
                index += 1
        end = form.data.inner_end
        rest = [splice for row in wanted[index:] for splice in self._new_row(row, end)]
        if rest and form.data.closed:
            tag = form.prefix + b"sheetData"
            body = b"".join(new for *_, new in rest)
            rest = [(form.data.start, form.data.end, b"<%s%s>%s</%s>" % (tag, form.data.attributes, body, tag))]
        return found + rest

    def _row(self, number: int, row: Element) -> list[Splice]:
        form, edits = self._form, self._edits[number]
        wanted, index, before = sorted(edits), 0, 0
        style = row.get(b"s") if row.get(b"customFormat") in (b"1", b"true") else b""
        inside: list[Splice] = []
        for at, column, cell in form.cells(row):
            if at != number or column <= before:
                raise NotPlain
            before = column
            while index < len(wanted) and wanted[index] < column:
                inside += self._new_cell(edits[wanted[index]], style, cell.start)
                index += 1
            if index < len(wanted) and wanted[index] == column:
                inside += self._cell(edits[column], cell)
                index += 1
        new = [splice for column in wanted[index:] for splice in self._new_cell(edits[column], style, row.inner_end)]
        if new and row.closed:
            tag, body = form.prefix + b"row", b"".join(one for *_, one in new)
            return [(row.start, row.end, b"<%s%s>%s</%s>" % (tag, self._spans(row, number), body, tag))]
        inside += new
        if inside and (changed := self._spans(row, number)) != row.attributes:
            start = row.start + 1 + len(form.prefix) + 3
            inside.insert(0, (start, start + len(row.attributes), changed))
        return inside

    def _spans(self, row: Element, number: int) -> bytes:
        """Give the row's attributes, its hint at the used columns widened where cells were added beyond them."""
        hint = re.fullmatch(rb"([0-9]{1,5}):([0-9]{1,5})", row.get(b"spans"))
        added = [column for at, column in self.added if at == number]
        if not hint or not added:
            return row.attributes
        first, last = min(int(hint[1]), *added), max(int(hint[2]), *added)
        return row.attributes.replace(b' spans="%s"' % hint[0], b' spans="%d:%d"' % (first, last))

    def _new_row(self, number: int, at: int) -> list[Splice]:
        cells = b"".join(
            new
            for column in sorted(self._edits[number])
            for *_, new in self._new_cell(self._edits[number][column], b"", at)
        )
        tag = self._form.prefix + b"row"
        return [(at, at, b'<%s r="%d">%s</%s>' % (tag, number, cells, tag))] if cells else []

    def _new_cell(self, edit: Edit, style: bytes, at: int) -> list[Splice]:
        """Write a cell that was not there, in the format of its row or column; an empty one is not written."""
        if not edit.content:
            return []
        style = style or next((one for first, last, one in self._columns if first <= edit.column <= last), b"")
        self.added.append((edit.row, edit.column))
        attributes = b' r="%s"' % edit.address.encode() + (b' s="%s"' % style if style else b"")
        return [(at, at, self._written(edit, attributes, style))]

    def _cell(self, edit: Edit, cell: Element) -> list[Splice]:
        form = self._form
        formula = None if cell.closed else next(form.formulas(cell), None)
        if edit.keeps_formula and formula is not None:
            return self._emptied(cell, formula)
        if formula is not None:
            self.formulas.append(edit.address)
        attributes = cell.without(b"t", b"cm", b"vm")
        if not edit.content and cell.closed and attributes == cell.attributes:
            return []
        return [(cell.start, cell.end, self._written(edit, attributes, cell.get(b"s")))]

    def _emptied(self, cell: Element, formula: Element) -> list[Splice]:
        """Keep a formula and let its saved value be the empty text."""
        form = self._form
        kept = form.xml[formula.start : formula.end]
        tag = form.prefix + b"c"
        value = b"<%sv></%sv>" % (form.prefix, form.prefix)
        attributes = cell.without(b"t", b"vm") + b' t="str"'
        return [(cell.start, cell.end, b"<%s%s>%s%s</%s>" % (tag, attributes, kept, value, tag))]

    def _written(self, edit: Edit, attributes: bytes, style: bytes) -> bytes:
        form = self._form
        shows_day = style.isdigit() and len(style) < 10 and int(style) in self._day_styles
        if edit.day and not shows_day:
            self.undated.append(edit.address)
        tag = form.prefix + b"c"
        if edit.kind:
            attributes += b' t="%s"' % edit.kind.encode()
        if not edit.content:
            return b"<%s%s/>" % (tag, attributes)
        content = edit.content.encode()
        if form.prefix:
            content = INNER_TAG.sub(rb"<\1" + form.prefix + rb"\2", content)
        return b"<%s%s>%s</%s>" % (tag, attributes, content, tag)


def _spliced(xml: bytes, splices: list[Splice]) -> bytes:
    pieces: list[bytes] = []
    place = 0
    for start, end, new in sorted(splices, key=lambda one: one[:2]):
        if start < place:
            raise NotPlain
        pieces += (xml[place:start], new)
        place = end
    return b"".join((*pieces, xml[place:]))


def _covered(form: Form, edits: Edits, place: Source) -> Iterator[Finding]:
    """Give the cells that are covered by a merged range."""
    ranges = list(form.values(b"mergeCell", b"ref", form.data.end, len(form.xml)))
    for row, column, area, first in _inside(ranges, edits):
        if (row, column) != first and not edits[row][column].keeps_formula:
            yield from covered(place.at(sheet=place.place.sheet, cell=address_of(row, column)), range=area)


def _in_arrays(form: Form, edits: Edits, place: Source) -> Iterator[Finding]:
    """Give the cells that lie in the range of a formula that fills more than one cell."""
    if not any(mark in form.xml for mark in (b'"array"', b'"dataTable"')):
        return
    ranges = [one.get(b"ref") for one in form.formulas() if one.get(b"t") in (b"array", b"dataTable")]
    for row, column, area, _ in _inside([one for one in ranges if b":" in one], edits):
        if not edits[row][column].keeps_formula:
            yield from part_of_array(place.at(sheet=place.place.sheet, cell=address_of(row, column)), range=area)


def _inside(ranges: list[bytes], edits: Edits) -> Iterator[tuple[int, int, str, tuple[int, int]]]:
    """Give each changed cell that lies in one of the ranges, with the range and its first cell."""
    if len(ranges) > MOST_RANGES:
        raise NotPlain
    rows = sorted(edits)
    for one in ranges:
        area = one.decode("ascii", "replace")
        found = AREA.fullmatch(area)
        if found is None or not found[3]:
            continue
        top, left = position(found[1] + found[2])
        bottom, right = position(found[3] + found[4])
        for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
            for column in edits[row]:
                if left <= column <= right:
                    yield row, column, area, (top, left)


def _dimension(form: Form, added: list[tuple[int, int]]) -> list[Splice]:
    """Widen the range that the sheet says it uses, where cells were added outside of it."""
    opened = next(form.dimensions(), None)
    if opened is None or not added:
        return []
    found = AREA.fullmatch(opened[1].decode("ascii", "replace"))
    if found is None:
        return []
    top, left = position(found[1] + found[2])
    bottom, right = position(found[3] + found[4]) if found[3] else (top, left)
    rows, columns = [row for row, _ in added], [column for _, column in added]
    box = (min(top, *rows), min(left, *columns), max(bottom, *rows), max(right, *columns))
    if box == (top, left, bottom, right) or box[2] > MAX_ROW or box[3] > MAX_COLUMN:
        return []
    area = f"{column_letters(box[1])}{box[0]}:{column_letters(box[3])}{box[2]}"
    start, end = opened[0], opened[0] + len(opened[1])
    return [(start, end, area.encode())]
