"""Tables of a PDF whose rows are ruled off, but not their columns: where every row ends with a line across the page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kaiji.formats.aligned_line import LaidLine, Word
from kaiji.formats.pdf_rule import Band, GridCell, RuledGrid

GUTTER = 1.0  # in widths of a character: what parts columns where only rows are ruled off
BLANK = 0.8  # in widths of a character: less is a blank between words
ROOM = 0.3
FLUSH = 3.0
DOUBLE = 4.0  # in points: how far the two lines of a double rule are apart, at most
LOOSE = 1.6  # of the room about the text of other rows: what stands more freely is no row
FEWEST_ROWS = 2


def ruled_rows(ruled: Sequence[Band], lines: Sequence[tuple[LaidLine, float]]) -> Iterator[RuledGrid]:
    """Give the tables whose rows are ruled off, every one of them, with columns where no row has a word.

    Bands that hold several rows, or no row, are left to those who go by distances.
    """
    above = [(line, at) for line, at in lines if at > ruled[0].top]
    bands = [*_above(ruled[0], above), *ruled]
    inside = [[(line, at) for line, at in lines if band.foot < at < band.top] for band in bands]
    data = [any(line.is_data for line, _ in one) for one in inside]
    free = sorted(
        band.top - band.foot - (one[0][1] - one[-1][1])
        for band, one, is_data in zip(bands, inside, data, strict=True)
        if one and is_data
    )
    if len(free) < FEWEST_ROWS:
        return
    usual = free[len(free) // 2]
    run: list[int] = []
    for at, band in enumerate(bands):
        one = inside[at]
        tight = bool(one) and band.top - band.foot - (one[0][1] - one[-1][1]) <= LOOSE * usual
        joined = not run or abs(bands[run[-1]].foot - band.top) < DOUBLE
        heads = tight and not data[at] and _is_head(band, one) and any(data[row] for row in run)
        if run and (not tight or not joined or heads):
            titles = heads and not data[run[-1]] and _is_title(bands[run[-1]], inside[run[-1]])
            yield from _net(bands, inside, data, run[:-1] if titles else run)
            run = []
        if tight:
            run.append(at)
    yield from _net(bands, inside, data, run)


def _is_title(band: Band, lines: Sequence[tuple[LaidLine, float]]) -> bool:
    """Tell whether a band holds nothing but a title above a table's head: at its beginning, or in its middle."""
    pieces = [piece for line, _ in lines for piece in line.pieces]
    if len(pieces) != len(lines):
        return False
    middle = (pieces[0].start + pieces[0].end - band.start - band.end) / 2
    return pieces[0].start - band.start < FLUSH or abs(middle) < BLANK


def _above(first: Band, lines: Sequence[tuple[LaidLine, float]]) -> Iterator[Band]:
    """Give what stands right above the first rule: the head, where only what is below it is ruled off."""
    top = first.top
    height = first.top - first.foot
    for line, at in reversed(lines):
        if (
            at - top > height
            or line.is_data
            or not line.pieces
            or line.pieces[-1].start < (first.start + first.end) / 2
        ):
            break
        top = at + height / 2
    if top > first.top:
        yield Band(top, first.top, first.start, first.end)


def _is_head(band: Band, lines: Sequence[tuple[LaidLine, float]]) -> bool:
    """Tell whether words stand over the columns, not only where labels do."""
    middle = band.start + (band.end - band.start) / 4
    return any(len(line.pieces) > 1 or line.pieces[0].start > middle for line, _ in lines)


def _net(
    bands: Sequence[Band], inside: Sequence[Sequence[tuple[LaidLine, float]]], data: Sequence[bool], run: Sequence[int]
) -> Iterator[RuledGrid]:
    while (
        len(run) > 1
        and _is_title(bands[run[0]], inside[run[0]])
        and not data[run[1]]
        and _is_head(bands[run[1]], inside[run[1]])
    ):
        run = run[1:]
    rows = [at for at in run if data[at]]
    if len(rows) < FEWEST_ROWS:
        return
    if (cut := _cut(bands, inside, data, run)) is not None:
        yield cut
        return
    words = sorted((word.start, word.end) for at in rows for line, _ in inside[at] for word in line.words)
    gaps: list[tuple[float, float]] = []
    reach = words[0][1]
    for start, end in words:
        if start - reach > GUTTER:
            gaps.append((reach, start))
        reach = max(reach, end)
    if not gaps:
        return
    heads = [line for at in run if not data[at] for line, _ in inside[at]]
    begin, end = min(bands[run[0]].start, words[0][0]) - ROOM, max(bands[run[0]].end, reach) + ROOM
    widths = [begin, *(sum(_free(gap, heads)) / 2 for gap in gaps), end]
    yield RuledGrid(
        [bands[run[0]].top, *(bands[at].foot for at in run)], widths, list(_spans(inside, data, run, widths)), gaps
    )


def _spans(
    inside: Sequence[Sequence[tuple[LaidLine, float]]],
    data: Sequence[bool],
    run: Sequence[int],
    widths: Sequence[float],
) -> Iterator[GridCell]:
    """Give the cells of each row: a head may stand over several columns."""
    last = len(widths) - 1
    for row, at in enumerate(run):
        over = [] if data[at] else _heads([line for line, _ in inside[at]], widths)
        column = 0
        while column < last:
            wide = next((end - first for first, end in over if first == column), 1)
            yield GridCell(row, column, 1, wide)
            column += wide


def _heads(lines: Sequence[LaidLine], widths: Sequence[float]) -> list[tuple[int, int]]:
    """Give the columns that each text of a head row stands over, those that cross a place where a column ends.

    It stands in their middle: over as many as leave it there, and hold no other text.
    """
    texts: list[tuple[float, float]] = []
    for start, end in sorted((first.start, then.end) for line in lines for first, then in _runs(line.words)):
        if texts and start < texts[-1][1]:
            texts[-1] = (texts[-1][0], max(end, texts[-1][1]))
        else:
            texts.append((start, end))
    places = [(max(0, bisect_right(widths, start + ROOM) - 1), bisect_left(widths, end - ROOM)) for start, end in texts]
    spans = []
    for number, ((start, end), (first, behind)) in enumerate(zip(texts, places, strict=True)):
        if behind - first < FEWEST_ROWS:
            continue
        low = places[number - 1][1] if number else min(first, 1)
        high = places[number + 1][0] if number + 1 < len(places) else len(widths) - 1
        fitting = [
            (one, two)
            for one in range(low, first + 1)
            for two in range(behind, high + 1)
            if abs(widths[one] + widths[two] - start - end) < 2 * BLANK
        ]
        spans.append(max(fitting, key=lambda span: span[1] - span[0], default=(first, max(behind, first + 1))))
    return spans


def _runs(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Give the first and last word of what stands no more than a blank apart."""
    begin = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or words[at].start - words[at - 1].end > BLANK:
            yield words[begin], words[at - 1]
            begin = at


def _cut(
    bands: Sequence[Band], inside: Sequence[Sequence[tuple[LaidLine, float]]], data: Sequence[bool], run: Sequence[int]
) -> RuledGrid | None:
    """Give the cells where each has its own line below it; the finest of these lines part the columns."""
    cuts = sorted(cut for at in run for cut in bands[at].cuts)
    places: list[float] = []
    for one in cuts:
        if not places or one - places[-1] > BLANK:
            places.append(one)
    if not places or 5 * sum(bool(bands[at].cuts) for at in run) < 4 * len(run):
        return None
    widths = [bands[run[0]].start, *places, bands[run[0]].end]
    reach = max(word.end for at in run for line, _ in inside[at] for word in line.words)
    widths[-1] = max(widths[-1], reach + ROOM)
    heights = [bands[run[0]].top, *(bands[at].foot for at in run)]
    return RuledGrid(heights, widths, list(_spans(inside, data, run, widths)))


def _free(gap: tuple[float, float], heads: Sequence[LaidLine]) -> tuple[float, float]:
    """Give what heads leave of the stretch between two columns; those that stand over both leave it as it is."""
    low, high = gap
    for line in heads:
        one, two = low, high
        for word in line.words:
            if word.start <= one < word.end:
                one = word.end
            elif word.start < two <= word.end:
                two = word.start
            elif one < word.start and word.end < two:
                one, two = (word.end, two) if word.start - one < two - word.end else (one, word.start)
        if two - one > BLANK:
            low, high = one, two
    return low, high
