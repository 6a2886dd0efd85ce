"""The head of a table that is set with blanks: which lines above the amounts belong to it, and over what they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from kaiji.formats.aligned_column import NEAR, Column, LaidCell, LaidRow
from kaiji.formats.aligned_line import LaidLine, Piece, Word

MOST_BETWEEN = 5
LONGEST_LABEL = 160
MOST_HEAD = 7
FLUSH = 0.7  # how far apart the ends of a head and of the amounts below it may be, to be set to the same edge
FEWEST_ALIKE = 2  # words that two heads side by side have in common: more tell that they are two
FARTHER = 1.8  # times the blank between its words
YEAR_END = re.compile(r"(?:19|20)\d\d$")
ENDED = re.compile(
    r"\b(?:months?|years?|quarters?|period|ended|ending|june|march|september|december|of|and|per)$|,$", re.IGNORECASE
)


def head_lines(
    lines: Sequence[LaidLine], first: int, behind: int, columns: Sequence[Column], begin: float, tight: float
) -> list[int]:
    """Give the lines above the first amounts that stand over the columns."""
    found: list[int] = []
    at = first - 1
    blanks = 0
    labels: list[int] = []
    while at >= behind and len(found) + len(labels) < MOST_HEAD + MOST_BETWEEN:
        line = lines[at]
        if not line.pieces:
            blanks += 1
            higher = lines[at - 1] if at > behind else None
            apart = found and not lines[at + 1].ruler and not (higher and _is_upper_head(higher, columns, begin))
            ruled = any(one.ruler for one in lines[max(behind, at - 2) : at])
            if blanks > 2 or apart or (blanks > 1 and not found and not ruled):
                break
        elif line.ruler:
            blanks = 0
        elif _stands_over(line, columns, begin) or (
            found and found[-1] == at + 1 and _is_upper_part(line, lines[at + 1], columns, tight)
        ):
            found.append(at)
        elif (
            found
            or len(line.pieces) > 1
            or len(labels) >= MOST_BETWEEN
            or not _is_label(line, columns, apart=blanks > 0)
        ):
            break
        else:
            labels.append(at)  # headings of the first rows, below the head
            blanks = 0
        at -= 1
    return found[::-1]


def _is_upper_part(line: LaidLine, below: LaidLine, columns: Sequence[Column], tight: float) -> bool:
    """Tell whether a line is the upper line of texts in the head line right below it."""
    return below.drop < tight and all(columns[0].left - 1 < piece.end < columns[-1].right + 1 for piece in line.pieces)


def _is_upper_head(line: LaidLine, columns: Sequence[Column], begin: float) -> bool:
    """Tell whether a line over an empty one is head, too: several texts, each over columns."""
    return len(line.pieces) > 1 and line.pieces[0].end > columns[0].left and _stands_over(line, columns, begin)


def _is_label(line: LaidLine, columns: Sequence[Column], *, apart: bool) -> bool:
    text = line.pieces[0].text
    if apart and not (text.isupper() or text.endswith((":", "\uff1a")) or line.pieces[0].end < columns[0].left):
        return False
    return line.pieces[0].end <= columns[-1].right and len(text) <= LONGEST_LABEL and not text.endswith((".", "\u3002"))


def _stands_over(line: LaidLine, columns: Sequence[Column], begin: float) -> bool:
    left, right = columns[0].left, columns[-1].right
    if not line.pieces or line.is_data or (len(line.pieces) <= len(columns) and line.pieces[-1].end > right + 14):
        return False
    over = [piece for piece in line.pieces if piece.end > left - 1 and piece.start < right]
    if not over:
        return False
    if len(line.pieces) > 1:
        return all(len(piece.text) < LONGEST_LABEL // 2 for piece in line.pieces)
    piece = line.pieces[0]
    middle = (piece.start + piece.end) / 2
    if abs(middle - (begin + right) / 2) < min(abs(middle - (left + right) / 2), NEAR):
        return False  # a title over the whole table
    return piece.start > begin + (left - begin) * 0.5 and middle >= left - 2


def with_head(columns: Sequence[Column], heads: Sequence[LaidLine]) -> list[Column]:
    """Give the columns with those that have a head and no amount: the lowest head line has more texts than columns."""
    full = next((line for line in reversed(heads) if len(line.pieces) > len(columns)), None)
    done = list(columns)
    if full is None:
        return done
    for piece in full.pieces:
        over = any(piece.start < one.right and one.left < piece.end for one in columns)
        if not over and piece.start > columns[0].left:
            done.append(Column(piece.end, piece.start, piece.end))
    return sorted(done, key=lambda one: one.edge)


def head_rows(
    lines: Sequence[LaidLine], heads: Sequence[int], columns: Sequence[Column], tight: float, *, sure: bool = False
) -> list[LaidRow]:
    """Give the head rows: lines that go on with the texts above them are joined, and spans come from rules and places.

    Where ``tight`` is known surely, a line that stands farther below begins another row.
    """
    rows: list[LaidRow] = []
    for at in heads:
        line = lines[at]
        under = lines[at + 1] if at + 1 < len(lines) and lines[at + 1].ruler else None
        if under and any(sum(_meet(mark, piece) for piece in line.pieces) > 1 for mark in under.pieces):
            under = None  # a rule below the whole head says nothing of its texts
        cells = _head_cells(line, under, columns)
        if not cells:
            continue
        parted = any(lines[one].ruler for one in range(at - 1, at)) if rows else True
        parted = parted or (sure and line.drop >= tight)
        if (
            rows
            and not parted
            and (_continues(rows[-1], cells, same_row=line.drop < tight) or _beside(rows[-1], cells, line.drop < tight))
        ):
            for cell in cells:
                same = next((one for one in rows[-1].cells if one.column <= cell.column < one.column + one.span), None)
                if same is None:
                    rows[-1].cells.append(cell)
                else:
                    same.lines += cell.lines
                    same.end = max(same.end, cell.end)
            rows[-1].cells.sort(key=lambda one: one.column)
        else:
            rows.append(LaidRow(line, cells))
    return rows


def _continues(above: LaidRow, cells: Sequence[LaidCell], *, same_row: bool) -> bool:
    """Tell whether the cells of a head line go on with the texts of the line above."""
    same = 0
    fewer = sum(cell.span for cell in cells if cell.column) < sum(cell.span for cell in above.cells if cell.column)
    more = len([cell for cell in cells if cell.column]) > len([cell for cell in above.cells if cell.column])
    for cell in cells:
        over = [
            one for one in above.cells if one.column < cell.column + cell.span and cell.column < one.column + one.span
        ]
        if not over:
            continue
        if len(over) > 1 or not _under(over[0], cell):
            return False
        text = cell.text
        ends = not more and (text[0] in "(%" or ENDED.search(over[0].text) is not None)
        if not (fewer or same_row or text[0].islower() or ends):
            return False
        same += 1
    return same > 0


def _beside(above: LaidRow, cells: Sequence[LaidCell], close: bool) -> bool:
    """Tell whether head cells stand beside those above, a little lower on the page because these have more lines."""
    taken = {at for one in above.cells for at in range(one.column, one.column + one.span)}
    return close and not any(at in taken for one in cells for at in range(one.column, one.column + one.span))


def _meet(mark: Piece, piece: Piece) -> bool:
    return mark.start < piece.end and piece.start < mark.end


def _under(above: LaidCell, cell: LaidCell) -> bool:
    """Tell whether a head stands under another: over the same columns, or set to the same edge or middle."""
    if (above.column, above.span) == (cell.column, cell.span):
        return True
    inside = above.column <= cell.column and cell.column + cell.span <= above.column + above.span
    left, middle = cell.start - above.start, (cell.start + cell.end - above.start - above.end) / 2
    return inside and min(abs(left), abs(middle)) < 1


def _head_cells(line: LaidLine, under: LaidLine | None, columns: Sequence[Column]) -> list[LaidCell]:
    ruled = under is not None
    pieces = [part for piece in line.pieces for part in _apart(piece, columns, ruled=ruled)]
    if line.page and not ruled and len(pieces) == len(line.pieces):
        pieces = [part for piece in pieces for one in _parted(piece) for part in _apart(one, columns, ruled=False)]
    if not pieces:
        return []
    label = []
    while pieces and pieces[0].end < columns[0].left and (len(pieces) > 1) and not _marked(pieces[0], under, columns):
        if len(pieces) == len(columns) and (pieces[0].end > columns[0].left - 4 or _in_step(pieces, columns)):
            break
        label.append(pieces.pop(0))
    cells = [LaidCell(0, 1, [(line, " ".join(one.text for one in label))])] if label else []
    spans = [_over(piece, under, columns) for piece in pieces]
    if len(pieces) == len(columns):
        spans = [(at, at + 1) for at in range(len(columns))]
    for number, piece in enumerate(pieces):
        start, end = spans[number]
        if number and start < spans[number - 1][1]:
            start = min(spans[number - 1][1], len(columns) - 1)
            end = max(end, start + 1)
            spans[number] = start, end
        if number + 1 < len(spans) and end - start > 1 and spans[number + 1][0] < end:
            end = max(start + 1, spans[number + 1][0])
            spans[number] = start, end
        if cells and cells[-1].column >= start + 1:
            cells[-1].lines.append((line, piece.text))
        else:
            cells.append(LaidCell(start + 1, end - start, [(line, piece.text)], piece.start, piece.end))
    return cells


def _apart(piece: Piece, columns: Sequence[Column], *, ruled: bool) -> list[Piece]:
    """Part heads that stand so close that they seem one: each ends where the digits below it end.

    Two may do so by chance, as a head over both: they must be alike, or stand farther apart than their words.
    """
    over = [column for column in columns if piece.start < column.right and column.left < piece.end]
    if ruled or len(over) < 2:
        return [piece]
    parts: list[Piece] = []
    words = list(piece.words)
    for column in over[:-1]:
        at = min(range(len(words)), key=lambda one: abs(words[one].end - column.right))
        if abs(words[at].end - column.right) > FLUSH or at + 1 >= len(words):
            return [piece]
        parts.append(Piece(words[: at + 1]))
        words = words[at + 1 :]
    parts.append(Piece(words))
    if abs(parts[-1].end - over[-1].right) > FLUSH:
        return [piece]
    blanks = [two.start - one.end for part in parts for one, two in pairwise(part.words)]
    between = min(two.start - one.end for one, two in pairwise(parts))
    wide = bool(blanks) and between > 1.25 * max(blanks)
    return parts if len(parts) > 2 or wide or len({_shape(part.text) for part in parts}) == 1 else [piece]


def _parted(piece: Piece) -> list[Piece]:
    """Part heads of a page where they stand farther apart than their own words do, or say the same but for a word or two."""
    half, odd = divmod(len(piece.words), 2)
    alike = sum(one.text == two.text for one, two in zip(piece.words[:half], piece.words[half:], strict=False))
    if not odd and half > FEWEST_ALIKE and alike > FEWEST_ALIKE:
        return [Piece(piece.words[:half]), Piece(piece.words[half:])]
    blanks = [two.start - one.end for one, two in pairwise(piece.words)]
    usual = sorted(blanks)[len(blanks) // 2] if len(blanks) > 1 else 0
    parts: list[list[Word]] = [[piece.words[0]]]
    for blank, word in zip(blanks, piece.words[1:], strict=True):
        if usual > 0 and blank > FARTHER * usual:
            parts.append([])
        parts[-1].append(word)
    return [Piece(part) for part in parts]


def _shape(text: str) -> str:
    """Give what alike heads have in common: a year at their end, or all but the digits."""
    return "year" if YEAR_END.search(text) else re.sub(r"\d+", "0", text)


def _in_step(pieces: Sequence[Piece], columns: Sequence[Column]) -> bool:
    """Tell whether heads stand as far from their columns as each other, as they do in the middle of wide cells."""
    away = [(one.start + one.end) / 2 - column.edge for one, column in zip(pieces, columns, strict=True)]
    return max(away) - min(away) < 2


def _marked(piece: Piece, under: LaidLine | None, columns: Sequence[Column]) -> bool:
    if under is None:
        return False
    return any(
        mark.start <= piece.start and piece.end <= mark.end and mark.end > columns[0].left for mark in under.pieces
    )


def _over(piece: Piece, under: LaidLine | None, columns: Sequence[Column]) -> tuple[int, int]:
    """Give the columns that a head stands over: what a rule under it covers, else what it reaches, else the nearest."""
    start, end = piece.start, piece.end
    if under is not None:
        marks = [mark for mark in under.pieces if mark.start < end and start < mark.end]
        if marks:
            covered = [at for at, column in enumerate(columns) if marks[0].start - 1 < column.edge <= marks[-1].end + 1]
            if covered:
                return covered[0], covered[-1] + 1
    reached = [at for at, column in enumerate(columns) if start < column.right and column.left < end]
    middle = (start + end) / 2
    right = bisect_left([column.edge for column in columns], middle)
    if not reached and 0 < right < len(columns):
        one, two = columns[right - 1], columns[right]
        gap = two.left - one.right
        centre = (one.left + two.right) / 2
        if gap > 0 and one.right < middle < two.left and abs(middle - centre) < gap / 4 + 1:
            return right - 1, right + 1
    if len(reached) > 1:
        # A long head over one narrow column reaches into its neighbour: it ends where the digits end.
        if (
            abs(columns[reached[-1]].right - end) <= NEAR
            and end - start < columns[reached[-1]].right - columns[reached[-2]].left
        ):
            whole = columns[reached[-2]].right - max(start, columns[reached[-2]].left)
            if whole < (columns[reached[-2]].right - columns[reached[-2]].left) / 2:
                return reached[-1], reached[-1] + 1
        return reached[0], reached[-1] + 1
    if reached:
        return _centred(reached[0], middle, columns, alone=abs(columns[reached[0]].right - end) <= NEAR)
    at = min(range(len(columns)), key=lambda one: abs((columns[one].left + columns[one].right) / 2 - middle))
    return at, at + 1


def _centred(at: int, middle: float, columns: Sequence[Column], *, alone: bool) -> tuple[int, int]:
    """Give the columns around one whose middle a head stands at: a short head in the middle of several reaches but one."""
    best, least = (at, at + 1), abs((columns[at].left + columns[at].right) / 2 - middle)
    if alone or least <= NEAR:
        near = least <= NEAR and 0 < at < len(columns) - 1
        if not near or alone:
            return best
    for start in range(at + 1):
        for end in range(at + 1, len(columns) + 1):
            off = abs((columns[start].left + columns[end - 1].right) / 2 - middle)
            if end - start > 1 and off < least - 1:
                best, least = (start, end), off
    return best
