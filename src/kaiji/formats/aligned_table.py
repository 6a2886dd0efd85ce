"""Tables that are set by blanks: columns from where the amounts end, rows from where their labels go on.

One inference for text files, where a place is a character, and for PDF, where it is a distance. A table is a run of
lines with amounts under each other. Its columns are the right edges of the digits; what stands left of the first is the
label, and lines of periods and units above are its head. Lines of dashes are layout; they part head from body and a
total from what it adds up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaiji.formats.aligned_column import NEAR, Column, LaidRow, columns_of
from kaiji.formats.aligned_head import LONGEST_LABEL, MOST_BETWEEN, head_lines, head_rows, with_head
from kaiji.formats.aligned_line import LaidLine, Piece, ends_with_amount
from kaiji.formats.aligned_row import LONGEST_WRAP, OVERLAP, body_rows, row_distance, take_tail, wraps


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
    if any(
        _ends_run(line, number, between, left, right) or _stands_as_head(line.pieces[0], lines[at], before)
        for number, line in enumerate(between)
        if line.pieces and not line.ruler
    ):
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


def _ends_run(line: LaidLine, number: int, between: Sequence[LaidLine], left: float, right: float) -> bool:
    """Tell whether a line between two rows cannot be a label in one table: it reaches too far, is a sentence, or stands alone."""
    empty = [not one.pieces for one in between]
    alone = (number == 0 or empty[number - 1]) and (number + 1 == len(between) or empty[number + 1])
    alone = alone and any(empty[:number]) and any(empty[number + 1 :])
    text = " ".join(piece.text for piece in line.pieces)
    if len(line.pieces) > 1 or len(text) > LONGEST_LABEL or line.pieces[0].end > right + NEAR:
        return True
    if line.pieces[0].start > left or (alone and not text.endswith(":") and not text.isupper()):
        return True
    return text.endswith(".") and line.pieces[0].end > left


def _stands_as_head(piece: Piece, below: LaidLine, above: LaidLine) -> bool:
    """Tell whether a text alone on its line stands over the amounts, not where labels begin: it is head of what follows."""
    begin = min(below.pieces[0].start, above.pieces[0].start)
    left = below.values[0].start
    return piece.start > begin + (left - begin) / 2 and piece.end > below.values[0].end


def _table(lines: Sequence[LaidLine], run: Sequence[int], behind: int) -> LaidTable | None:
    _part_labels([lines[at] for at in run])
    columns = columns_of([lines[at] for at in run])
    begin = min(lines[at].pieces[0].start for at in run)
    tight, sure = row_distance(lines, run, columns)
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
    body = body_rows(lines, max([first, *(one + 1 for one in heads)]), last, columns, tight, sure=sure)
    last = take_tail(lines, last, body, columns, tight, sure=sure)
    head = head_rows(lines, heads, columns, tight, sure=sure)
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
                wraps(line.pieces[0], lines[at].pieces[0], columns) or line.pieces[0].text.endswith(":")
            ):
                break
            at -= 1
    return min(first, at), last


def _totals(lines: Sequence[LaidLine], run: Sequence[int]) -> int:
    """Tell whether the last row stands below a rule, and is a total by that."""
    if len(run) < 2:
        return 0
    return int(any(line.ruler for line in lines[run[-2] + 1 : run[-1]]))
