"""The tables of a text file that no tag marks: drawn with pipes, or set with blanks; as tables with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaiji.core.document import Cell, Table, Words
from kaiji.core.source import Source
from kaiji.formats.aligned_column import LaidRow
from kaiji.formats.aligned_line import LaidLine, laid_line
from kaiji.formats.aligned_table import LaidTable, find_tables
from kaiji.formats.document_read import BlockPlace, RowPlace, TextBuilder, TextPlace
from kaiji.formats.markdown_table import PipeTable, pipe_tables

HYPHENS = ("-", "\u2014", "\u00ad")  # what follows in the next line belongs to the same word
LONGEST_LINE = 1_000
TAGS = re.compile(r"</?(?:b|u|i|em|strong|font)>", re.IGNORECASE)
TABLE_TAG = re.compile(r"<(/?)TABLE>\s*$", re.IGNORECASE)
LAYOUT_TAG = re.compile(r"\s*(?:</?(?:TABLE|CAPTION)>|<PAGE>|<S>(?:\s*<C>)*)\s*$", re.IGNORECASE)

# A label, then a number with what it counts.
COUNTED_LINE = re.compile(
    r"\s*(?:[A-Z0-9(•・*\-]|[^\x00-\x7f])[^.;]{3,110}?[\s:：]\(?[\d,]+(?:\.\d+)?\)?\s?"
    r"(?:shares?|yen|thousand|(?:thousand|million|billion)(?: (?:shares?|yen))?|[%％]|株|千株|円|百万円|名|人|社)\s*$"
)


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table, and the line (from 0) behind it."""

    last: int
    table: Table
    place: BlockPlace


def without_tags(line: str) -> str:
    """Give a line without the tags of bold and underlined type that some texts keep; blanks stay where they are."""
    return TAGS.sub("", line) if "<" in line else line


def stand_alone(lines: Sequence[str]) -> bool:
    """Tell whether each of some lines under each other says a thing of its own, so that none is the rest of the one above."""
    return len(lines) > 1 and all(COUNTED_LINE.match(line) for line in lines)


def text_tables(source: Source, lines: Sequence[str]) -> dict[int, TextTable]:
    """Find the tables of a text by their first line, from 0.

    What stands between the tags ``<TABLE>`` and ``</TABLE>`` is found here only if it is found whole; else the tags show
    the columns better.
    """
    found: dict[int, TextTable] = {}
    pipes = list(pipe_tables(lines))
    for number, pipe in enumerate(pipes, 1):
        found[pipe.first] = TextTable(pipe.last, *_of_pipes(source, pipe, f"table[p{number}]"))
    drawn = {at for pipe in pipes for at in range(pipe.first, pipe.last)}
    laid = [_laid(at, line, free=at not in drawn) for at, line in enumerate(lines)]
    tables = find_tables(laid)
    partly = set(_partly(lines, laid, tables))
    for number, table in enumerate(tables, 1):
        if table.first not in partly:
            found[table.first] = TextTable(table.last, *laid_table(source, table, f"table[a{number}]"))
    return found


def _laid(at: int, line: str, *, free: bool) -> LaidLine:
    if not free or "\t" in line or len(line) > LONGEST_LINE:
        return laid_line(at + 1, "x" * LONGEST_LINE)  # no line of a table that is set with blanks
    if LAYOUT_TAG.match(line):
        return laid_line(at + 1, "")
    return laid_line(at + 1, without_tags(line))


def _partly(lines: Sequence[str], laid: Sequence[LaidLine], tables: Sequence[LaidTable]) -> Iterator[int]:
    """Give the first lines of tables between tags that leave out a line behind their beginning."""
    begin = -1
    for at, line in enumerate(lines):
        tag = TABLE_TAG.match(line)
        if tag is None:
            continue
        if not tag.group(1):
            begin = at
            continue
        inside = [table for table in tables if begin < table.first and table.last <= at]
        covered = {one for table in inside for one in range(table.first, table.last)}
        first = min((table.first for table in inside), default=at)
        if any(laid[one].pieces and not laid[one].ruler and one not in covered for one in range(first, at)):
            yield from (table.first for table in inside)


def laid_table(source: Source, table: LaidTable, element: str) -> tuple[Table, BlockPlace]:
    """Give a table that was set with blanks, with the places of its rows and cells."""
    rows: list[tuple[Cell, ...]] = []
    places: list[RowPlace] = []
    for number, row in enumerate(table.rows, 1):
        cells, spots = _laid_row(source, row, table.columns, f"{element}/row[{number}]", is_head=number <= table.head)
        rows.append(cells)
        places.append(RowPlace(_at(source, row.line, f"{element}/row[{number}]"), spots, row.indent))
    made = Table(tuple(rows[: table.head]), tuple(rows[table.head :]), totals=table.totals)
    return made, BlockPlace(TextPlace(places[0].source), tuple(places))


def _laid_row(
    source: Source, row: LaidRow, columns: int, element: str, *, is_head: bool
) -> tuple[tuple[Cell, ...], tuple[TextPlace, ...]]:
    cells: list[Cell] = []
    spots: list[TextPlace] = []
    at = 0
    role = "head" if is_head else "text"
    for cell in (*row.cells, None):
        end = cell.column if cell else columns
        while at < end:
            cells.append(Cell((), "head" if is_head else "text"))
            spots.append(TextPlace(_at(source, row.line, f"{element}/cell[{at + 1}]")))
            at += 1
        if cell:
            builder = TextBuilder()
            joins = False
            for line, text in cell.lines:
                if not joins:
                    builder.blank()
                joins = len(text) > 1 and text[-1] in HYPHENS and text[-2].isalpha()
                builder.add(f"{text[:-1]}-" if text.endswith("\u00ad") else text, line.number)
            place = builder.place(source, f"{element}/cell[{at + 1}]")
            spots.append(TextPlace(_at(source, cell.lines[0][0], f"{element}/cell[{at + 1}]"), place.lines))
            cells.append(Cell((Words(builder.text()),), "head" if role == "head" else "text", cell.span))
            at += cell.span
    return tuple(cells), tuple(spots)


def _at(source: Source, line: LaidLine, element: str) -> Source:
    place = source.at(line=line.number, element=element)
    return place.on_page(line.page) if line.page else place


def _of_pipes(source: Source, pipe: PipeTable, element: str) -> tuple[Table, BlockPlace]:
    width = max(len(cells) for _, cells in pipe.rows)
    rows: list[tuple[Cell, ...]] = []
    places: list[RowPlace] = []
    for number, (line, texts) in enumerate(pipe.rows, 1):
        here = source.at(line=line + 1, element=f"{element}/row[{number}]")
        first = texts[0]
        plain = [" ".join(without_tags(text).split()) for text in texts]
        role = "head" if number <= pipe.head else "text"
        cells = [Cell((Words(text),) if text else (), "head" if role == "head" else "text") for text in plain]
        cells += [Cell((), "head" if role == "head" else "text")] * (width - len(cells))
        spots = tuple(
            TextPlace(source.at(line=line + 1, element=f"{element}/row[{number}]/cell[{at + 1}]"))
            for at in range(width)
        )
        rows.append(tuple(cells))
        places.append(RowPlace(here, spots, _indent(first)))
    return Table(tuple(rows[: pipe.head]), tuple(rows[pipe.head :])), BlockPlace(
        TextPlace(places[0].source), tuple(places)
    )


def _indent(text: str) -> float:
    """Give the blanks that stand before a label on purpose: those that no program takes away."""
    kept = text[: len(text) - len(text.lstrip())].replace("&nbsp;", "\u00a0")
    return kept.count("\u00a0") + 2 * kept.count("\u3000") + kept.count("\u2003")
