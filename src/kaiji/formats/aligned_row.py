"""The rows of a table that is set by blanks: which lines are one row, and which cells they have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from kaiji.formats.aligned_column import NEAR, Column, LaidCell, LaidRow, nearest
from kaiji.formats.aligned_line import LaidLine, Piece, Word
from kaiji.formats.cell_value import YEAR, is_nothing, is_value

LONGEST_WRAP = 14  # lines of one label in a narrow column
OVERLAP = 0.8  # of the type's height: lines that stand closer are beside each other
TIGHT = 0.88  # of the distance of rows: lines that stand closer are one row
APART = 1.08  # rows stand that much farther apart than the lines in them, at least
MOST_LEADING = 2.2  # and the lines in them that much, at most
FAR_ROW = 6.0
GOES_ON = re.compile(r"\(?[a-z]")  # no label of its own begins so
CONNECTORS = re.compile(
    r"(?:[,\u2014\u2013(&/-]|\b(?:of|and|or|for|to|in|on|the|a|by|with|from|(?<!, )net|at|than|before|per|under|as|less))$",
    re.IGNORECASE,
)


def row_distance(lines: Sequence[LaidLine], run: Sequence[int], columns: Sequence[Column]) -> tuple[float, bool]:
    """Give the distance below which a line belongs to the row of the line above, and whether it is known surely.

    Where a page has room between its rows, the lines of one row stand closer than rows do: two groups of distances,
    and no group of close lines has two amounts in one column. Then distances alone tell what belongs together,
    wherever in its row an amount stands.
    """
    usual = max(TIGHT * median(lines[at].drop for at in run), OVERLAP)
    inside = [
        at for at in range(run[0] + 1, run[-1] + 1) if lines[at].page and lines[at].pieces and not lines[at].ruler
    ]
    drops = sorted({round(lines[at].drop, 2) for at in inside if OVERLAP <= lines[at].drop < FAR_ROW})
    gaps = [(two / one, (one + two) / 2) for one, two in pairwise(drops)]
    for ratio, limit in sorted(gaps, reverse=True):
        if ratio < APART or limit > drops[0] * MOST_LEADING:
            continue
        if _is_row_distance(lines, run, columns, limit):
            return limit, True
    return usual, False


def _is_row_distance(lines: Sequence[LaidLine], run: Sequence[int], columns: Sequence[Column], limit: float) -> bool:
    """Tell whether lines closer than a limit are rows: some row has several lines, none has two amounts in a column."""
    joined = 0
    taken: set[int] = set()
    for at in range(run[0], run[-1] + 1):
        line = lines[at]
        if not line.pieces or line.ruler:
            continue
        close = at > run[0] and line.drop < limit
        joined += close
        here = {nearest(columns, piece) for piece in line.values} if line.is_data else set()
        if close and here & taken:
            return False
        taken = here | (taken if close else set())
    return joined > 0


def body_rows(
    lines: Sequence[LaidLine], first: int, last: int, columns: Sequence[Column], tight: float, *, sure: bool
) -> list[LaidRow]:
    """Give the rows from one line to another (excluded).

    Args:
        lines: of the page or file.
        first: the first one below the head.
        last: the one behind the last.
        columns: of the table.
        tight: the distance below which a line belongs to the row of the line above.
        sure: whether that alone tells; else a label goes on where it says so, too.
    """
    rows: list[LaidRow] = []
    waiting: list[LaidLine] = []
    for at in range(first, last):
        line = lines[at]
        if not line.pieces or line.ruler:
            continue
        cells = _cells(line, columns)
        if len(cells) == 1 and cells[0].column == 0:
            if rows and not waiting and (line.drop < tight or (not sure and _ends_row(rows[-1], line))):
                _label_of(rows[-1]).lines.append((line, cells[0].text))
                continue
            waiting.append(line)
            continue
        rows.extend(_label_row(heading) for heading in _wrapped(waiting, line, cells, columns, tight, sure=sure))
        waiting = []
        rows.append(LaidRow(_first_line(cells, line), cells, _indent(cells, line)))
    rows.extend(_label_row([line]) for line in waiting)
    return rows


def _first_line(cells: Sequence[LaidCell], line: LaidLine) -> LaidLine:
    return cells[0].lines[0][0] if cells and cells[0].column == 0 else line


def _indent(cells: Sequence[LaidCell], line: LaidLine) -> float:
    first = _first_line(cells, line)
    return round(first.pieces[0].start, 1) if cells and cells[0].column == 0 else 0


def _label_row(heading: Sequence[LaidLine]) -> LaidRow:
    texts = [(line, " ".join(piece.text for piece in line.pieces)) for line in heading]
    return LaidRow(heading[0], [LaidCell(0, 1, texts)], round(heading[0].pieces[0].start, 1))


def _label_of(row: LaidRow) -> LaidCell:
    if not row.cells or row.cells[0].column:
        row.cells.insert(0, LaidCell(0))
    return row.cells[0]


def _ends_row(row: LaidRow, line: LaidLine) -> bool:
    """Tell whether a label alone goes on with the label of the row above."""
    label = row.cells[0] if row.cells and row.cells[0].column == 0 else None
    if label is None or line.pieces[0].text.endswith(":"):
        return False
    above = label.lines[-1][0].pieces[0]
    text = line.pieces[0].text
    return bool(GOES_ON.match(text) or CONNECTORS.search(above.text))


def _wrapped(
    waiting: Sequence[LaidLine],
    line: LaidLine,
    cells: list[LaidCell],
    columns: Sequence[Column],
    tight: float,
    *,
    sure: bool,
) -> list[list[LaidLine]]:
    """Part labels without amounts into headings and the beginning of the label that the amounts belong to."""
    groups: list[list[LaidLine]] = []
    for one in waiting:
        if groups and (one.drop < tight or (not sure and wraps(groups[-1][-1].pieces[0], one.pieces[0], columns))):
            groups[-1].append(one)
        else:
            groups.append([one])
    if groups and cells and cells[0].column and line.drop < tight:
        cells.insert(0, LaidCell(0))  # the amounts stand beside the middle of their label
    if (
        groups
        and cells
        and cells[0].column == 0
        and (line.drop < tight or (not sure and wraps(groups[-1][-1].pieces[0], line.pieces[0], columns)))
    ):
        begin = groups.pop()
        cells[0].lines[:0] = [(one, " ".join(piece.text for piece in one.pieces)) for one in begin]
    return groups


def wraps(above: Piece, below: Piece, columns: Sequence[Column]) -> bool:
    """Tell whether a label goes on in the next line: it says so, or its next word had no room."""
    if above.text.endswith((":", "\uff1a")):
        return False
    if GOES_ON.match(below.text) or CONNECTORS.search(above.text):
        return True
    room = columns[0].left - 1 - above.end
    width = columns[0].left - above.start
    word = below.words[0]
    return room < word.end - word.start + 1 and room < width / 4 and below.start > above.start


def _cells(line: LaidLine, columns: Sequence[Column]) -> list[LaidCell]:
    """Put a line's pieces into columns; what stands left of all amounts is the label."""
    found: dict[int, LaidCell] = {}
    pieces = list(line.pieces)
    values = line.values if line.is_data else []
    if len(values) == len(pieces) and len(values) > len(columns) and values:
        values = values[1:]
    labels = pieces[: len(pieces) - len(values)]
    for number, piece in enumerate(values):
        column = number if len(values) == len(columns) else nearest(columns, piece)
        while column in found and column + 1 < len(columns):
            column += 1
        cell = found.setdefault(column, LaidCell(column + 1))
        cell.lines.append((line, piece.text))
    left = min(found, default=len(columns))
    label: list[Piece] = []
    for number, piece in enumerate(labels):
        words, tail = _tail_amounts(piece, columns, found) if number == len(labels) - 1 else (piece.words, [])
        if number and not tail:
            over = [
                at for at, column in enumerate(columns[:left]) if piece.start < column.right and column.left < piece.end
            ]
            if over and over[0] not in found:
                found[over[0]] = LaidCell(over[0] + 1, 1, [(line, piece.text)])
                continue
        if words:
            label.append(Piece(list(words)))
        for word, column in tail:
            found[column] = LaidCell(column + 1, 1, [(line, word.text)])
    cells = [found[at] for at in sorted(found)]
    if label:
        cells.insert(0, LaidCell(0, 1, [(line, " ".join(one.text for one in label))]))
    return cells


def _tail_amounts(
    piece: Piece, columns: Sequence[Column], found: dict[int, LaidCell]
) -> tuple[Sequence[Word], list[tuple[Word, int]]]:
    """Cut amounts off the end of a label that stand one blank behind it, where a column of amounts is."""
    words = list(piece.words)
    tail: list[tuple[Word, int]] = []
    while (
        len(words) > 1
        and (is_value(words[-1].text) or is_nothing(words[-1].text))
        and not YEAR.fullmatch(words[-1].text)
    ):
        last = Piece([words[-1]])
        at = nearest(columns, last)
        if abs(columns[at].edge - last.edge) > NEAR or at in found or any(at == taken for _, taken in tail):
            break
        tail.insert(0, (words.pop(), at))
    return words, tail


def take_tail(
    lines: Sequence[LaidLine],
    last: int,
    body: list[LaidRow],
    columns: Sequence[Column],
    tight: float,
    *,
    sure: bool,
) -> int:
    """Take the end of the last label, which may stand below its amounts; gives the line behind the table."""
    while last < len(lines) and body:
        line = lines[last]
        if len(line.pieces) != 1 or line.ruler or line.pieces[0].end > columns[0].left:
            break
        if not (line.drop < tight or (not sure and _ends_row(body[-1], line))) or line.pieces[0].text.endswith("."):
            break
        _label_of(body[-1]).lines.append((line, line.pieces[0].text))
        last += 1
    end = last
    while (
        end < len(lines)
        and len(lines[end].pieces) == 1
        and not lines[end].ruler
        and lines[end].pieces[0].end <= columns[0].left
    ):
        end += 1
    after = next((line for line in lines[end : end + 2] if line.pieces), None)
    if (
        end == last
        or end - last > LONGEST_WRAP
        or not lines[last].page
        or (after is not None and after.page == lines[last].page)
    ):
        return last
    groups: list[list[LaidLine]] = []
    for line in lines[last:end]:  # headings at the foot of a page, whose rows stand on the next
        if groups and line.drop < tight:
            groups[-1].append(line)
        else:
            groups.append([line])
    body.extend(_label_row(group) for group in groups)
    return end
