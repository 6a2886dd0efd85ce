"""The lines of a PDF's pages: words with their places, in reading order, as a page shows them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from statistics import median
from typing import Any

from kaiji.formats.aligned_line import LaidLine, Word
from kaiji.formats.html_style import raised
from kaiji.formats.pdf_band import ruled_rows
from kaiji.formats.pdf_grid import PageGrid, are_rows, filled, is_table
from kaiji.formats.pdf_rule import Band, RuledGrid, bands_of, drawn_on, grids_of, ruling_of

WORD_GAP = 0.17  # in heights of the type: more is a blank
BLANK_GAP = 0.08  # the same where PDFium, which knows the font's blank, sees one
CJK = "\u2e80"  # from here on characters that no blank parts from digits
COLUMN_GAP = 1.3  # in widths of the line's own characters: more parts columns
EMPTY_LINE = 1.75  # of the usual distance on the page
FIRST = 9.0  # the distance above the first line of a page, which nobody knows
CJK_GAP = 0.4
SAME_LINE = 0.4
OVERHANG = 4.0  # in widths of a character: how far text may reach over the end of the rule below it
MIDDLE = 0.25  # of the height of the type
SMALL = 0.8  # of the line's type: smaller and higher is a mark of a footnote
HALF = 0.45  # of the size of its type: what a character is wide on average; places are counted in it
LEAST_SIZE = 0.5  # in points; a type that says it is smaller does not say what it shows
BLANK = 32
EDGE = 0.5  # in points
SOFT_HYPHENS = frozenset(("\u00ad", "\ufffe", "\u0002"))


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    left: float
    right: float
    base: float
    size: float
    after_blank: bool = False


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page before they are put into lines: those of its main direction first, turned upright.

    ``turn`` is how often the main direction is turned, ``drawn`` the thin boxes that are drawn on the page.
    """

    ways: tuple[tuple[_Glyph, ...], ...]
    number: int
    turn: int = 0
    drawn: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(slots=True)
class PdfLine:
    """A line of a page: its words in widths of a character, where it stands, and how high its type is; or a ruled table."""

    laid: LaidLine
    base: float
    size: float
    leading: float = 0  # from the line above, in heights of the type
    apart: bool = False  # whether an empty line stands above it
    text: str = field(default="")
    grid: PageGrid | None = None

    def __post_init__(self) -> None:
        self.text = " ".join(word.text for word in self.laid.words)


def page_words(layer: Any, page: int, most: int, sheet: Any = None) -> PageWords:
    """Give the words of a page.

    Args:
        layer: the page's text, as pypdfium2 gives it.
        page: its number, from 1.
        most: the most characters that are read.
        sheet: the page itself, for the lines that it is ruled with.
    """
    found: dict[int, list[_Glyph]] = {}
    for way, glyph in _glyphs(layer, most):
        found.setdefault(way, []).append(glyph)
    turns = sorted(found, key=lambda way: len(found[way]), reverse=True)
    drawn = drawn_on(sheet) if sheet is not None else ()
    return PageWords(tuple(tuple(_words(found[way])) for way in turns), page, turns[0] if turns else 0, drawn)


def runs_over(page: PageWords, width: float) -> bool:
    """Tell whether text touches the left or right edge of a page: what stood beyond is cut off."""
    upright = page.ways[0] if page.ways else ()
    return any(word.right > width - EDGE or word.left < EDGE for word in upright)


def width_of(pages: Sequence[PageWords]) -> float:
    """Give the width of a character of the type that most words of a document have: what all places are counted in.

    One measure for all pages: a table that goes on on the next page keeps its columns.
    """
    sizes = sorted(word.size for page in pages for words in page.ways for word in words)
    return HALF * sizes[len(sizes) // 2] if sizes else 1.0


def page_lines(page: PageWords, unit: float) -> list[PdfLine]:
    """Give the lines of a page from top to bottom.

    Args:
        page: its words.
        unit: the width of a character.
    """
    made: list[PdfLine] = []
    for number, words in enumerate(page.ways):
        lines = _way_lines(words, unit, page.number, len(made))
        made += lines if number or not page.drawn else _with_grids(lines, page, unit)
    return made


def _with_grids(lines: list[PdfLine], page: PageWords, unit: float) -> list[PdfLine]:
    """Take the words of ruled tables out of the lines, and put the tables in their place."""
    ruling = ruling_of(page.drawn, page.turn)
    for net in grids_of(ruling):
        scaled = RuledGrid(net.heights, [at / unit for at in net.widths], net.cells)
        made = filled(scaled, _inside(lines, scaled), page.number)
        if is_table(made):
            lines = _taken(lines, made)
    for bands in bands_of(ruling):
        rows = [
            Band(one.top, one.foot, one.start / unit, one.end / unit, tuple(cut / unit for cut in one.cuts))
            for one in bands
        ]
        reach = [(part, at) for part, at in _words_in(lines, rows[0].start - 1, rows[0].end + OVERHANG)]
        for net in ruled_rows(rows, reach):
            made = filled(net, _inside(lines, net), page.number)
            if is_table(made) and are_rows(made):
                lines = _taken(lines, made)
    return lines


def _words_in(lines: Sequence[PdfLine], start: float, end: float) -> Iterator[tuple[LaidLine, float]]:
    for line in lines:
        words = [word for word in line.laid.words if start < (word.start + word.end) / 2 < end]
        if words:
            yield LaidLine(line.laid.number, words, line.laid.page, gap=line.laid.gap), _height(line)


def _inside(lines: Sequence[PdfLine], net: RuledGrid) -> list[tuple[LaidLine, float]]:
    """Give the words that stand in a ruled table, line by line."""
    return [
        (part, at)
        for part, at in _words_in(lines, net.widths[0], net.widths[-1])
        if net.heights[-1] < at < net.heights[0]
    ]


def _taken(lines: Sequence[PdfLine], made: PageGrid) -> list[PdfLine]:
    """Give the lines without the words of a table, which stands in their place."""
    net, done = made.grid, list[PdfLine]()
    put = False
    for line in lines:
        at = _height(line)
        if not put and at < net.heights[0]:
            done.append(PdfLine(LaidLine(made.lines[0].number, (), made.page), net.heights[0], 0, grid=made))
            put = True
        if line.grid is None and net.heights[-1] < at < net.heights[0]:
            kept = [
                word for word in line.laid.words if not net.widths[0] < (word.start + word.end) / 2 < net.widths[-1]
            ]
            if len(kept) < len(line.laid.words):
                if kept:
                    laid = LaidLine(line.laid.number, kept, line.laid.page, line.laid.drop, line.laid.gap)
                    done.append(PdfLine(laid, line.base, line.size, line.leading, apart=True))
                continue
        done.append(line)
    return done


def _height(line: PdfLine) -> float:
    """Give the height of the middle of a line's small letters."""
    return line.base + MIDDLE * line.size


def _way_lines(words: Sequence[_Glyph], unit: float, page: int, above: int) -> list[PdfLine]:
    if not words:
        return []
    lines: list[list[tuple[_Glyph, str]]] = []
    for word in sorted(words, key=lambda one: -one.base):
        line = next((one for one in reversed(lines[-3:]) if _beside(one, word)), None)
        if line is None:
            lines.append([(word, word.text)])
        else:
            line.append((word, word.text))
    made = [_line(line, unit, page, number) for number, line in enumerate(lines, above + 1)]
    drops = [one.base - two.base for one, two in pairwise(made)]
    usual = median(drops) if drops else 1
    for below, drop in zip(made[1:], drops, strict=False):
        below.leading = below.laid.drop = drop / below.size
        below.apart = usual > 0 and drop > EMPTY_LINE * usual
    made[0].laid.drop = FIRST
    made[0].apart = above > 0
    return made


def _beside(line: Sequence[tuple[_Glyph, str]], word: _Glyph) -> bool:
    first = line[0][0]
    high = max(first.size, word.size)
    near = abs(first.base - word.base) < SAME_LINE * high
    return near and (abs(first.base - word.base) < 1 or not _crosses(line, word))


def _crosses(line: Sequence[tuple[_Glyph, str]], word: _Glyph) -> bool:
    return any(word.left < other.right - 1 and other.left < word.right - 1 for other, _ in line)


def _line(parts: Sequence[tuple[_Glyph, str]], unit: float, page: int, number: int) -> PdfLine:
    glyphs = sorted((one for one, _ in parts), key=lambda one: one.left)
    size = max(one.size for one in glyphs)
    base = median(one.base for one in glyphs if one.size >= size * SMALL)
    words: list[Word] = []
    for one in glyphs:
        up = one.size < size * SMALL and one.base > base + 0.1 * size
        text = raised(one.text).strip() if up else one.text
        if words and up and one.left / unit - words[-1].end < WORD_GAP / HALF:
            last = words.pop()
            words.append(Word(last.start, one.right / unit, last.text + text))
        else:
            words.append(Word(one.left / unit, one.right / unit, text))
    letters = sum(len(one.text) for one in glyphs)
    usual = sum(one.right - one.left for one in glyphs) / letters
    gap = COLUMN_GAP * (usual if usual > 0 else HALF * size) / unit
    return PdfLine(LaidLine(number, words, page, gap=gap), base, size)


def _words(glyphs: Iterable[_Glyph]) -> Iterator[_Glyph]:
    """Put glyphs that follow each other without a gap into words."""
    word: list[_Glyph] = []
    for glyph in glyphs:
        last = word[-1] if word else None
        blank = glyph.text.isspace()
        apart = last is not None and (
            abs(glyph.base - last.base) > 0.1 * last.size
            or glyph.left < last.left - 0.05 * last.size
            or glyph.left - last.right > _blank_between(last, glyph) * last.size
            or (abs(glyph.size - last.size) > 0.1 * last.size and abs(glyph.base - last.base) > 0.01 * last.size)
        )
        if word and (blank or apart):
            yield _joined(word)
            word = []
        if not blank:
            word.append(glyph)
    if word:
        yield _joined(word)


def _blank_between(last: _Glyph, glyph: _Glyph) -> float:
    """Give the distance that is a blank, in heights of the type."""
    if glyph.text >= CJK or last.text >= CJK:
        return CJK_GAP
    return BLANK_GAP if glyph.after_blank else WORD_GAP


def _joined(word: Sequence[_Glyph]) -> _Glyph:
    return _Glyph(
        "".join(one.text for one in word), word[0].left, max(one.right for one in word), word[0].base, word[0].size
    )


def _glyphs(layer: Any, most: int) -> Iterator[tuple[int, _Glyph]]:
    """Give the characters of a page in the order in which they were drawn, each with the way it runs, turned upright."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    handle = layer.raw
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    high, blank = "", False
    for at in range(min(layer.count_chars(), most)):
        code = pdfium.FPDFText_GetUnicode(handle, at)
        if code == 0 or (pdfium.FPDFText_IsGenerated(handle, at) == 1 and code not in (2, 0xFFFE)):
            blank = code == BLANK
            continue
        if 0xD800 <= code <= 0xDBFF:
            high = chr(code)
            continue
        text = chr(code)
        if high:
            text, high = (high + text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), ""
        if text in SOFT_HYPHENS:
            text = "\u00ad"
        if not pdfium.FPDFText_GetLooseCharBox(handle, at, box) or not pdfium.FPDFText_GetCharOrigin(handle, at, x, y):
            continue
        way, size = 0, 0.0
        if pdfium.FPDFText_GetMatrix(handle, at, matrix):
            way = _way(matrix.a, matrix.b)
            size = pdfium.FPDFText_GetFontSize(handle, at) * hypot(matrix.c, matrix.d)
        left, right, base, height = _upright(way, (box.left, box.bottom, box.right, box.top), (x.value, y.value))
        size = size if size > LEAST_SIZE else height
        if size > 0:
            yield way, _Glyph(text, left, right, base, size, blank)
        blank = False


def _way(a: float, b: float) -> int:
    """Tell how often a text is turned by a quarter, against the clock."""
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3


def _upright(
    way: int, box: tuple[float, float, float, float], origin: tuple[float, float]
) -> tuple[float, float, float, float]:
    """Give left, right, base and height of a character as if its page were turned so that it stands upright."""
    left, bottom, right, top = box
    x, y = origin
    if way == 1:
        return bottom, top, -x, right - left
    if way == 2:
        return -right, -left, -y, top - bottom
    if way == 3:
        return -top, -bottom, x, right - left
    return left, right, y, top - bottom
