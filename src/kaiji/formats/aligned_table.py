"""Tables that are set by blanks: columns from where the amounts end, rows from where their labels go on.

One inference for text files, where a place is a character, and for PDF, where it is a distance. A table is a run of
lines with amounts under each other. Its columns are the right edges of the digits; what stands left of the first is the
label, and lines of periods and units above are its head. Lines of dashes are layout; they part head from body and a
total from what it adds up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from kaiji.formats.aligned_column import NEAR, Column, LaidCell, LaidRow, columns_of, nearest
from kaiji.formats.aligned_head import LONGEST_LABEL, MOST_BETWEEN, head_lines, head_rows, with_head
from kaiji.formats.aligned_line import LaidLine, Piece, Word, ends_with_amount
from kaiji.formats.cell_value import YEAR, is_nothing, is_value

LONGEST_WRAP = 14  # lines of one label in a narrow column
OVERLAP = 0.8  # of the type's height: lines that stand closer are beside each other
TIGHT = 0.88  # of the distance of rows: lines that stand closer are one row
CONNECTORS = re.compile(
    r"(?:[,\u2014\u2013(&/-]|\b(?:of|and|or|for|to|in|on|the|a|by|with|from|net|at|than|before|per|under|as|less))$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class LaidTable:
    """A table: where its lines begin and end (excluded), its rows, how many are head, how many at the end are totals."""

    first: int
    last: int
    rows: list[LaidRow]
    head: int
    totals: int
    columns: int


def find_tables(lines: Sequence[LaidLine]) -> list[LaidTable]:
    """Find the tables among lines; they do not overlap, and come in order."""
    found: list[LaidTable] = []
    behind = 0
    for run in _runs(lines):
        table = _table(lines, run, behind)
        if table is not None:
            found.append(table)
            behind = table.last
    return found


def _runs(lines: Sequence[LaidLine]) -> Iterator[list[int]]:
    """Give the lines with amounts that belong together."""
    run: list[int] = []
    for at, line in enumerate(lines):
        if not line.pieces or line.ruler or not line.is_data:
            continue
        if run and not _goes_on(lines, run, at):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _goes_on(lines: Sequence[LaidLine], run: Sequence[int], at: int) -> bool:
    """Tell whether a line with amounts belongs to the run before it: only labels between, and amounts under amounts."""
    before = lines[run[-1]]
    between = lines[run[-1] + 1 : at]
    words = [line for line in between if line.pieces and not line.ruler]
    most = MOST_BETWEEN if any(not line.pieces for line in between) else LONGEST_WRAP
    if len(words) > most or len(between) > 2 * MOST_BETWEEN + LONGEST_WRAP:
        return False
    left = min(lines[one].values[0].start for one in (*run[-3:], at))
    right = max(lines[one].pieces[-1].end for one in (*run[-3:], at))
    empty = [not line.pieces for line in between]
    for number, line in enumerate(between):
        if not line.pieces or line.ruler:
            continue
        alone = (number == 0 or empty[number - 1]) and (number + 1 == len(between) or empty[number + 1])
        alone = alone and any(empty[:number]) and any(empty[number + 1 :])
        text = " ".join(piece.text for piece in line.pieces)
        if len(line.pieces) > 1 or len(text) > LONGEST_LABEL or line.pieces[0].end > right + NEAR:
            return False
        if line.pieces[0].start > left or (alone and not text.endswith(":") and not text.isupper()):
            return False
        if text.endswith(".") and line.pieces[0].end > left:
            return False
    runs = sum(1 for one, two in zip([False, *empty], empty, strict=False) if two and not one)
    if runs > 2 or any(all(empty[one : one + 3]) for one in range(len(empty) - 2)):
        return False
    mine = [one.edge for one in lines[at].values]
    if any(empty):
        known = [other.edge for one in run for other in lines[one].values]
        return 2 * sum(any(abs(a - b) <= NEAR for b in known) for a in mine) >= len(mine)
    for one in run[-4:]:
        theirs = [other.edge for other in lines[one].values]
        if any(abs(a - b) <= NEAR for a in mine for b in theirs):
            return True
    return any(
        piece.start < other.end and other.start < piece.end for piece in lines[at].values for other in before.values
    )


def _table(lines: Sequence[LaidLine], run: Sequence[int], behind: int) -> LaidTable | None:
    _part_labels([lines[at] for at in run])
    columns = columns_of([lines[at] for at in run])
    begin = min(lines[at].pieces[0].start for at in run)
    tight = max(TIGHT * median(lines[at].drop for at in run), OVERLAP)
    heads = head_lines(lines, run[0], behind, columns, begin, tight)
    columns = with_head(columns, [lines[at] for at in heads])
    widths = max(len(lines[at].values) for at in run)
    if len(run) < 2 and (not heads or widths < 2):
        return None
    if widths < 2 and not _shared(lines, run):
        return None
    first = min([run[0], *heads])
    last = run[-1] + 1
    _bind_lines(lines, run)
    first, last = _reach(lines, first, last, run, heads, behind, columns)
    body = _body(lines, max([first, *(one + 1 for one in heads)]), last, columns, tight)
    last = _tail(lines, last, body, columns, tight)
    head = head_rows(lines, heads, columns, tight)
    totals = _totals(lines, run)
    rows = [*head, *body]
    while last < len(lines) and lines[last].ruler:
        last += 1
    return LaidTable(first, last, rows, len(head), totals, len(columns) + 1)


def _part_labels(rows: Sequence[LaidLine]) -> None:
    """Part the first amounts from labels that they stand close behind, where most rows have one at the same place."""
    found = [piece for line in rows if (piece := _before_values(line)) is not None and ends_with_amount(piece)]
    edges = Counter(round(piece.edge) for piece in found)
    near = max((edges[edge] + edges[edge + 1] for edge in list(edges)), default=0)
    if near < 2 or near * 5 < len(rows) * 3:
        return
    for line in rows:
        piece = _before_values(line)
        if piece is not None and ends_with_amount(piece) and any(abs(round(piece.edge) - edge) <= 1 for edge in edges):
            at = len(line.pieces) - len(line.values)
            amount = Piece([piece.words[-1]])
            line.pieces[at - 1 : at] = [Piece(piece.words[:-1]), amount]
            line.values.insert(0, amount)


def _before_values(line: LaidLine) -> Piece | None:
    at = len(line.pieces) - len(line.values)
    return line.pieces[at - 1] if at else None


def _shared(lines: Sequence[LaidLine], run: Sequence[int]) -> bool:
    """Tell whether single amounts stand under each other by more than chance."""
    edges = Counter(round(lines[at].values[-1].edge) for at in run)
    near = max(edges[edge] + edges[edge + 1] for edge in list(edges))
    return near * 2 > len(run)


def _bind_lines(lines: Sequence[LaidLine], run: Sequence[int]) -> None:
    """Where empty lines part the rows, lines without one between them are one row."""
    parted = sum(not lines[at - 1].pieces for at in run[1:])
    if len(run) < 3 or parted * 10 < (len(run) - 1) * 9:
        return
    for at in range(run[0], run[-1] + LONGEST_WRAP):
        if at < len(lines) and lines[at].pieces and lines[at - 1].pieces and not lines[at - 1].ruler:
            lines[at].drop = min(lines[at].drop, OVERLAP / 2)


def _reach(
    lines: Sequence[LaidLine],
    first: int,
    last: int,
    run: Sequence[int],
    heads: Sequence[int],
    behind: int,
    columns: Sequence[Column],
) -> tuple[int, int]:
    """Take the labels right above the first amounts into the table where there is no head between."""
    at = run[0]
    if not heads:
        while at - 1 >= behind and lines[at - 1].pieces and len(lines[at - 1].pieces) == 1:
            line = lines[at - 1]
            if not line.ruler and not (line.pieces[0].end <= columns[0].left and line.pieces[0].start >= 0):
                break
            if not line.ruler and not (
                _wraps(line.pieces[0], lines[at].pieces[0], columns) or line.pieces[0].text.endswith(":")
            ):
                break
            at -= 1
    return min(first, at), last


def _body(lines: Sequence[LaidLine], first: int, last: int, columns: Sequence[Column], tight: float) -> list[LaidRow]:
    rows: list[LaidRow] = []
    waiting: list[LaidLine] = []
    for at in range(first, last):
        line = lines[at]
        if not line.pieces or line.ruler:
            continue
        cells = _cells(line, columns)
        if len(cells) == 1 and cells[0].column == 0:
            if rows and not waiting and (line.drop < tight or _ends_row(rows[-1], line)):
                _label_of(rows[-1]).lines.append((line, cells[0].text))
                continue
            waiting.append(line)
            continue
        rows.extend(_label_row(heading) for heading in _wrapped(waiting, line, cells, columns, tight))
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
    return bool(text[0].islower() or CONNECTORS.search(above.text))


def _wrapped(
    waiting: Sequence[LaidLine], line: LaidLine, cells: list[LaidCell], columns: Sequence[Column], tight: float
) -> list[list[LaidLine]]:
    """Part labels without amounts into headings and the beginning of the label that the amounts belong to."""
    groups: list[list[LaidLine]] = []
    for one in waiting:
        if groups and (one.drop < tight or _wraps(groups[-1][-1].pieces[0], one.pieces[0], columns)):
            groups[-1].append(one)
        else:
            groups.append([one])
    if groups and cells and cells[0].column and line.drop < tight:
        cells.insert(0, LaidCell(0))  # the amounts stand beside the middle of their label
    if (
        groups
        and cells
        and cells[0].column == 0
        and (line.drop < tight or _wraps(groups[-1][-1].pieces[0], line.pieces[0], columns))
    ):
        begin = groups.pop()
        cells[0].lines[:0] = [(one, " ".join(piece.text for piece in one.pieces)) for one in begin]
    return groups


def _wraps(above: Piece, below: Piece, columns: Sequence[Column]) -> bool:
    """Tell whether a label goes on in the next line: it says so, or its next word had no room."""
    if above.text.endswith((":", "\uff1a")):
        return False
    if below.text[0].islower() or CONNECTORS.search(above.text):
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


def _tail(lines: Sequence[LaidLine], last: int, body: list[LaidRow], columns: Sequence[Column], tight: float) -> int:
    """Take the end of the last label, which may stand below its amounts."""
    while last < len(lines) and body:
        line = lines[last]
        if len(line.pieces) != 1 or line.ruler or line.pieces[0].end > columns[0].left:
            break
        if not (line.drop < tight or _ends_row(body[-1], line)) or line.pieces[0].text.endswith("."):
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


def _totals(lines: Sequence[LaidLine], run: Sequence[int]) -> int:
    """Tell whether the last row stands below a rule, and is a total by that."""
    if len(run) < 2:
        return 0
    return int(any(line.ruler for line in lines[run[-2] + 1 : run[-1]]))
