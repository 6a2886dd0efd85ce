"""The lines that a PDF's page is ruled with, and the cells that they draw: what is drawn need not be guessed."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import Any

THIN = 3.0  # in points: what is drawn thinner is a line
SHORTEST = 5.0
TOUCH = 2.5  # how near two lines end to meet
SAME = 1.6  # how near two lines stand to be one
MOST_DRAWN = 60_000
MOST_CELLS = 40_000
FEWEST_BANDS = 3


@dataclass(slots=True)
class Stroke:
    """A straight line: where it stands (its height, or its distance from the left), and from where to where it runs."""

    at: float
    start: float
    end: float
    cuts: list[float] = field(default_factory=list)  # where one of the lines it is made of ends, and the next begins


@dataclass(slots=True)
class Ruling:
    """The lines of a page: those across and those upright, both in points of the page turned upright."""

    across: list[Stroke] = field(default_factory=list)
    upright: list[Stroke] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell that is drawn: its first row and column, counted from 0, and how many it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(slots=True)
class RuledGrid:
    """A table that is drawn with lines around its cells.

    Args:
        heights: of its lines across, from the top (the highest) down.
        widths: where its upright lines stand, from the left.
        cells: what they enclose.
        gaps: where only its rows are ruled off: the empty stretch between each two columns.
    """

    heights: list[float]
    widths: list[float]
    cells: list[GridCell]
    gaps: list[tuple[float, float]] = field(default_factory=list)

    def place(self, x: float, y: float) -> tuple[int, int]:
        """Give the row and column in which a point is."""
        row = bisect_right([-one for one in self.heights], -y) - 1
        return row, bisect_right(self.widths, x) - 1


@dataclass(frozen=True, slots=True)
class Band:
    """What stands between two lines across that are as long: its top and foot, and from where to where it reaches.

    Where each cell has its own line below it, ``cuts`` are the places between them.
    """

    top: float
    foot: float
    start: float
    end: float
    cuts: tuple[float, ...] = ()


def drawn_on(page: Any) -> tuple[tuple[float, float, float, float], ...]:
    """Give the boxes (left, foot, right, top) of the thin things drawn on a page, in its own coordinates."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    found: list[tuple[float, float, float, float]] = []
    left, foot, right, top = (ctypes.c_float() for _ in range(4))
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for at in range(min(pdfium.FPDFPage_CountObjects(page.raw), MOST_DRAWN)):
        one = pdfium.FPDFPage_GetObject(page.raw, at)
        if pdfium.FPDFPageObj_GetType(one) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(one, left, foot, right, top):
            continue
        box = left.value, foot.value, right.value, top.value
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= THIN:
            if max(width, height) >= SHORTEST:
                found.append(box)
        elif pdfium.FPDFPath_GetDrawMode(one, fill, stroke) and stroke.value and _is_box(pdfium, one):
            a, b, c, d = box
            found += [(a, b, c, b), (a, d, c, d), (a, b, a, d), (c, b, c, d)]
    return tuple(found)


def _is_box(pdfium: Any, one: Any) -> bool:
    """Tell whether a path is one rectangle: four or five segments that go along its sides."""
    count = pdfium.FPDFPath_CountSegments(one)
    if count not in (4, 5):
        return False
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for at in range(count):
        part = pdfium.FPDFPath_GetPathSegment(one, at)
        if pdfium.FPDFPathSegment_GetType(part) == pdfium.FPDF_SEGMENT_BEZIERTO:
            return False
        pdfium.FPDFPathSegment_GetPoint(part, x, y)
        points.append((round(x.value, 1), round(y.value, 1)))
    return len({x for x, _ in points}) == 2 and len({y for _, y in points}) == 2


def is_picture(page: Any) -> bool:
    """Tell whether a page shows a picture."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    count = min(pdfium.FPDFPage_CountObjects(page.raw), MOST_DRAWN)
    return any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, at)) == pdfium.FPDF_PAGEOBJ_IMAGE
        for at in range(count)
    )


def ruling_of(drawn: Iterable[tuple[float, float, float, float]], way: int) -> Ruling:
    """Put what is drawn on a page into lines, turned as its text is turned.

    Args:
        drawn: boxes as :func:`drawn_on` gives them.
        way: how often the text is turned by a quarter, against the clock.
    """
    found = Ruling()
    for box in drawn:
        left, foot, right, top = _turned(box, way)
        if right - left >= top - foot:
            found.across.append(Stroke((foot + top) / 2, left, right))
        else:
            found.upright.append(Stroke((left + right) / 2, foot, top))
    return Ruling(_joined(found.across), _joined(found.upright))


def _turned(box: tuple[float, float, float, float], way: int) -> tuple[float, float, float, float]:
    left, foot, right, top = box
    if way == 1:
        return foot, -right, top, -left
    if way == 2:
        return -right, -top, -left, -foot
    if way == 3:
        return -top, left, -foot, right
    return box


def _joined(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Make one of lines that go on with each other, or lie on each other."""
    groups: list[list[Stroke]] = []
    for one in sorted(strokes, key=lambda stroke: stroke.at):
        if groups and one.at - groups[-1][-1].at <= SAME / 2 and one.at - groups[-1][0].at <= SAME:
            groups[-1].append(one)
        else:
            groups.append([one])
    done: list[Stroke] = []
    for group in groups:
        at = sum(one.at for one in group) / len(group)
        begin = len(done)
        for one in sorted(group, key=lambda stroke: stroke.start):
            if len(done) > begin and one.start <= done[-1].end + TOUCH:
                if abs(one.start - done[-1].end) <= TOUCH and one.end > done[-1].end + TOUCH:
                    done[-1].cuts.append((one.start + done[-1].end) / 2)
                done[-1].end = max(done[-1].end, one.end)
            else:
                done.append(Stroke(at, one.start, one.end))
    return done


def grids_of(ruling: Ruling) -> list[RuledGrid]:
    """Find the tables whose cells are drawn: two rows and two columns at least."""
    found = []
    for across, upright in _meeting(ruling):
        heights = sorted({round(one.at, 2) for one in across}, reverse=True)
        widths = sorted({round(one.at, 2) for one in upright})
        heights, widths = _apart(heights), _apart(widths)
        if len(heights) < 2 or len(widths) < 3 or len(heights) * len(widths) > MOST_CELLS:
            continue
        cells = _cells(heights, widths, across, upright)
        if cells:
            found.append(RuledGrid(heights, widths, cells))
    return found


def _apart(places: Sequence[float]) -> list[float]:
    done: list[float] = []
    for one in places:
        if not done or abs(one - done[-1]) > SAME:
            done.append(one)
    return done


def _meeting(ruling: Ruling) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """Give the lines that cross or touch each other, together."""
    strokes = [*((one, True) for one in ruling.across), *((one, False) for one in ruling.upright)]
    group = list(range(len(strokes)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    order = sorted(range(len(ruling.across), len(strokes)), key=lambda at: strokes[at][0].at)
    places = [strokes[at][0].at for at in order]
    for number, (one, across) in enumerate(strokes):
        if not across:
            break
        first = bisect_right(places, one.start - TOUCH)
        for at in order[first : bisect_right(places, one.end + TOUCH)]:
            if strokes[at][0].start - TOUCH <= one.at <= strokes[at][0].end + TOUCH:
                group[root(at)] = root(number)
    together: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for number, (one, across) in enumerate(strokes):
        both = together.setdefault(root(number), ([], []))
        both[not across].append(one)
    yield from together.values()


def _cells(
    heights: Sequence[float], widths: Sequence[float], across: Sequence[Stroke], upright: Sequence[Stroke]
) -> list[GridCell]:
    """Give the cells: squares of the finest net, joined where no line stands between; none where one is no rectangle."""
    rows, columns = len(heights) - 1, len(widths) - 1
    beside, below = _walls(heights, widths, across, upright)
    taken = [[False] * columns for _ in range(rows)]
    done: list[GridCell] = []
    for row, column in product(range(rows), range(columns)):
        if taken[row][column]:
            continue
        wide = tall = 1
        while column + wide < columns and not beside[row][column + wide - 1] and not taken[row][column + wide]:
            wide += 1
        while row + tall < rows and not any(below[row + tall - 1][column : column + wide]):
            tall += 1
        for one, other in product(range(row, row + tall), range(column, column + wide)):
            if taken[one][other]:
                return []
            taken[one][other] = True
        done.append(GridCell(row, column, tall, wide))
    return done


def _walls(
    heights: Sequence[float], widths: Sequence[float], across: Sequence[Stroke], upright: Sequence[Stroke]
) -> tuple[list[list[bool]], list[list[bool]]]:
    """Tell of each square of a net whether a line stands right of it, and whether one stands below it."""
    rows, columns = len(heights) - 1, len(widths) - 1
    beside: list[list[bool]] = []
    for row in range(rows):
        middle = (heights[row] + heights[row + 1]) / 2
        ends = [one.at for one in upright if one.start <= middle <= one.end]
        beside.append([any(abs(at - widths[column + 1]) <= SAME for at in ends) for column in range(columns)])
    below: list[list[bool]] = []
    for row in range(rows):
        here = [one for one in across if abs(one.at - heights[row + 1]) <= SAME]
        middles = [(widths[column] + widths[column + 1]) / 2 for column in range(columns)]
        below.append([any(one.start <= middle <= one.end for one in here) for middle in middles])
    return beside, below


def bands_of(ruling: Ruling) -> list[list[Band]]:
    """Give what stands between lines across that are as long and follow each other: rows, where every row is ruled off."""
    alike: list[list[Stroke]] = []
    for one in sorted(ruling.across, key=lambda stroke: -stroke.at):
        same = next(
            (
                group
                for group in alike
                if abs(group[-1].start - one.start) <= TOUCH and abs(group[-1].end - one.end) <= TOUCH
            ),
            None,
        )
        if same is None:
            alike.append([one])
        else:
            same.append(one)
    found = []
    for group in alike:
        bands = [
            Band(high.at, low.at, high.start, high.end, tuple(low.cuts))
            for high, low in pairwise(group)
            if high.at - low.at > SAME
        ]
        if len(bands) >= FEWEST_BANDS:
            found.append(bands)
    return found
