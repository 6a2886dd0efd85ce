"""A document as an EDGAR filing in plain text: 7-bit ASCII, at most 80 characters a line, tables at most 132.

A table stands between the tags ``<TABLE>`` and ``</TABLE>`` with fixed columns, whose beginnings the line of ``<S>``
and ``<C>`` shows; cells are wrapped inside their column. Where a cell is wrapped, an empty line stands between rows.
So the file can be read back cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from kaiji.core.document import Cell, Document, Paragraph, Part, Section, Table, text_of_parts
from kaiji.formats.ascii_text import in_ascii, unspelled
from kaiji.formats.table_shape import column_count, number_columns, placed

WIDTH = 80
TABLE_WIDTH = 132
GAP = 2
NARROWEST = 4
MOST_COLUMNS = (TABLE_WIDTH + GAP) // (NARROWEST + GAP)
UNDERLINES = {1: "=", 2: "-", 3: "."}
RULE_LINE = re.compile(r"[-=_.\s]*")
TAG_LINE = re.compile(r"</?(?:TABLE|CAPTION|PAGE|S|C)>.*")
BULLET = re.compile(r"\s*(?:[-*\u2022]|\([0-9A-Za-z]{1,4}\)|[0-9A-Za-z]{1,3}\.)\s")
LONGEST_MARKER = 20
IN_NUMBER = frozenset("0123456789.,")


def write_plain_text(document: Document) -> bytes:
    """Write a document as an EDGAR text file; :func:`not_ascii` tells beforehand what will not be readable."""
    lines: list[str] = []
    for section in document.sections:
        lines.extend(_section(section))
    return ("\n".join(lines).strip("\n") + "\n").encode("ascii")


def not_ascii(document: Document) -> tuple[str, ...]:
    """Give the characters that have no form in ASCII and will stand as ``[U+XXXX]``, in the order they appear."""
    texts = [text_of_parts((part,)) for part in document.parts()]
    texts.extend(section.title for section in document.sections)
    texts.extend(block.marker for block in document.blocks() if isinstance(block, Paragraph))
    return tuple(dict.fromkeys(one for text in texts for one in unspelled(text)))


def _section(section: Section) -> Iterator[str]:
    if title := _text(section.title):
        level = min(max(section.level, 1), 3)
        wrapped = wrap(title, WIDTH)
        widest = max(map(len, wrapped))
        indent = " " * ((WIDTH - widest) // 2 if level == 1 else 0)
        yield from ("", *(indent + line for line in wrapped), indent + UNDERLINES[level] * widest, "")
    for block in section.blocks:
        yield from _table(block) if isinstance(block, Table) else _paragraph(block)


def _paragraph(block: Paragraph) -> Iterator[str]:
    if block.role == "break":
        yield from ("<PAGE>", "")
        return
    lines = list(_laid_out(block.role, _text(block.marker), _lines(block.parts)))
    for number, line in enumerate(lines):
        # A line that could be taken for a tag, a heading's underline or a new list item moves one to the right.
        alike = TAG_LINE.fullmatch(line) or RULE_LINE.fullmatch(line) or (number and BULLET.match(line + " "))
        yield " " + line if alike and len(line) < WIDTH else line
    if lines:
        yield ""


def _laid_out(role: str, marker: str, texts: Sequence[str]) -> Iterator[str]:
    left = {"signature": 40, "item": 9, "note": 2, "mark": 4}.get(role, 0)
    hang = {"item": 5, "mark": 4}.get(role, 0)
    if role in ("cover", "caption") or len(marker) > LONGEST_MARKER:
        texts = (" ".join(filter(None, (marker, *texts[:1]))), *texts[1:])
        marker = ""
    if role in ("cover", "caption"):
        for text in texts:
            yield from (line.center(WIDTH).rstrip() for line in wrap(text, WIDTH))
        return
    begin = " " * (left if role == "item" and not marker else left - hang)
    if marker:
        begin += f"{marker:<{max(0, hang - 1)}} "
        texts = texts or ("",)
    for text in texts:
        for number, line in enumerate(wrap(text, WIDTH - left, WIDTH - len(begin)) or [""]):
            yield (" " * left if number else begin) + line
        begin = " " * left


def _table(table: Table) -> Iterator[str]:
    rows = [*table.head, *table.rows]
    columns, numbers = column_count(table), number_columns(table)
    if caption := " ".join(_lines(table.caption)):
        yield from (*wrap(caption, WIDTH), "")
    if not columns:
        return
    if columns > MOST_COLUMNS:  # no line of 132 has room for them: each row becomes a paragraph
        for row in rows:
            text = "  ".join(filter(None, (_cell(cell) for cell in row)))
            yield from (*wrap(text, WIDTH), "")
        return
    widths = _widths(table, columns)
    body = [_row(row, widths) for row in table.rows]
    apart = any(len(lines) > 1 for lines in body)
    yield "<TABLE>"
    for number, row in enumerate(table.head):
        if number:
            yield ""
        yield from _row(row, widths, numbers)
    if table.head:
        yield _ruler("-", widths)
    yield (" " * GAP).join(f"{'<C>' if at else '<S>':<{width}}" for at, width in enumerate(widths)).rstrip()
    for number, lines in enumerate(body):
        if apart:
            yield ""
        if table.totals and number == len(body) - table.totals:
            yield _ruler("-", widths)
        yield from lines
    yield from ("</TABLE>", "")


def _ruler(mark: str, widths: Sequence[int]) -> str:
    return (" " * GAP).join(mark * width for width in widths)


def _row(row: Sequence[Cell], widths: Sequence[int], numbers: frozenset[int] = frozenset()) -> list[str]:
    """Give the lines of one row; none where all its cells are empty. Cells of ``numbers`` stand to the right."""
    columns: list[tuple[list[str], int, bool]] = []
    for at, cell in placed(row):
        span = max(1, cell.span)
        width = sum(widths[at : at + span]) + GAP * (span - 1)
        # A cell over several columns stays left: what stood to the right would look like the last column's own.
        right = cell.role == "number" or (at in numbers and span == 1)
        columns.append((wrap(_cell(cell), width), width, right))
    lines = []
    for pieces in zip_longest(*(column[0] for column in columns), fillvalue=""):
        fields = [
            piece.rjust(width) if right else piece.ljust(width)
            for piece, (_, width, right) in zip(pieces, columns, strict=True)
        ]
        lines.append((" " * GAP).join(fields).rstrip())
    return lines


def _widths(table: Table, columns: int) -> list[int]:
    """Share out the line: every column its longest word at least, as far as there is room; headings may wrap."""
    natural, least = [NARROWEST] * columns, [NARROWEST] * columns
    wide: list[tuple[int, int, int]] = []
    for number, row in enumerate((*table.head, *table.rows)):
        for at, cell in placed(row):
            text = _cell(cell)
            word = max(map(len, text.split()), default=0)
            shortest = len(text) if cell.role == "number" else word
            if cell.span > 1:
                wide.append((at, cell.span, shortest))
                continue
            natural[at] = max(natural[at], word if number < len(table.head) else len(text))
            least[at] = max(least[at], shortest)
    for at, span, shortest in wide:  # a cell over several columns widens the last of them
        least[at + span - 1] += max(0, shortest - sum(least[at : at + span]) - GAP * (span - 1))
    room = TABLE_WIDTH - GAP * (columns - 1)
    least = [min(width, room) for width in least]
    while sum(least) > room:
        widest = least.index(max(least))
        least[widest] -= 1
    while (spare := room - sum(least)) > 0:
        wanting = [at for at in range(columns) if least[at] < natural[at]]
        if not wanting:
            break
        each = max(1, spare // len(wanting))
        for at in wanting[:spare]:
            least[at] = min(natural[at], least[at] + each)
    return least


def wrap(text: str, width: int, first: int | None = None) -> list[str]:
    """Break a text into lines at its blanks; a word longer than a line is broken, if it can be not in a number.

    Args:
        text: its white space counts as blanks.
        width: the most characters on a line.
        first: the same for the first line, if it differs.
    """
    lines: list[str] = []
    line, room = "", width if first is None else first
    words = text.split()[::-1]
    while words:
        word = words.pop()
        if line and len(line) + 1 + len(word) <= room:
            line += " " + word
        elif line:
            lines.append(line)
            line, room = "", width
            words.append(word)
        elif len(word) <= room:
            line = word
        else:
            cut = _cut(word, room)
            lines.append(word[:cut])
            words.append(word[cut:])
            room = width
    return [*lines, line] if line else lines


def _cut(word: str, room: int) -> int:
    """Tell where to break a long word: in its last half, and not between two digits, if that can be."""
    for cut in range(room, room // 2, -1):
        if not (word[cut - 1] in IN_NUMBER and word[cut] in IN_NUMBER):
            return cut
    return room


def _text(text: str) -> str:
    return " ".join(in_ascii(" ".join(text.split())).split())


def _lines(parts: tuple[Part, ...]) -> list[str]:
    return [line for raw in text_of_parts(parts).split("\n") if (line := _text(raw))]


def _cell(cell: Cell) -> str:
    return _text(text_of_parts(cell.parts))
