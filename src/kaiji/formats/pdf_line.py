"""The lines of a PDF's pages: words with their places, in reading order, as a page shows them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from kaiji.formats.aligned_line import LaidLine, Word
from kaiji.formats.html_style import raised

WORD_GAP = 0.17  # in heights of the type: more is a blank
CJK = "\u2e80"  # from here on characters that no blank parts from digits
EMPTY_LINE = 1.75  # of the usual distance on the page
FIRST = 9.0  # the distance above the first line of a page, which nobody knows
CJK_GAP = 0.3
SAME_LINE = 0.35
SMALL = 0.8  # of the line's type: smaller and higher is a mark of a footnote
HALF = 0.32  # a character is that wide beside its height, blanks above and below counted
SOFT_HYPHENS = frozenset(("\u00ad", "\ufffe", "\u0002"))


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class PdfLine:
    """A line of a page: its words in widths of a character, where it stands, and how high its type is."""

    laid: LaidLine
    base: float
    size: float
    leading: float = 0  # from the line above, in heights of the type
    apart: bool = False  # whether an empty line stands above it
    text: str = field(default="")

    def __post_init__(self) -> None:
        self.text = " ".join(word.text for word in self.laid.words)


def page_lines(layer: Any, page: int, most: int) -> list[PdfLine]:
    """Give the lines of a page from top to bottom.

    Args:
        layer: the page's text, as pypdfium2 gives it.
        page: its number, from 1.
        most: the most characters that are read.
    """
    words = list(_words(_glyphs(layer, most)))
    if not words:
        return []
    lines: list[list[tuple[_Glyph, str]]] = []
    for word in sorted(words, key=lambda one: -one.base):
        line = next((one for one in reversed(lines[-3:]) if _beside(one, word)), None)
        if line is None:
            lines.append([(word, word.text)])
        else:
            line.append((word, word.text))
    unit = HALF * median(word.size for word in words)
    made = [_line(line, unit, page, number) for number, line in enumerate(lines, 1)]
    drops = [one.base - two.base for one, two in pairwise(made)]
    usual = median(drops) if drops else 1
    for below, drop in zip(made[1:], drops, strict=False):
        below.leading = below.laid.drop = drop / below.size
        below.apart = usual > 0 and drop > EMPTY_LINE * usual
    made[0].laid.drop = FIRST
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
    return PdfLine(LaidLine(number, words, page), base, size)


def _words(glyphs: Iterator[_Glyph]) -> Iterator[_Glyph]:
    """Put glyphs that follow each other without a gap into words."""
    word: list[_Glyph] = []
    for glyph in glyphs:
        last = word[-1] if word else None
        blank = glyph.text.isspace()
        apart = last is not None and (
            abs(glyph.base - last.base) > 0.1 * last.size
            or glyph.left < last.left - 0.05 * last.size
            or glyph.left - last.right > (CJK_GAP if glyph.text >= CJK or last.text >= CJK else WORD_GAP) * last.size
            or (abs(glyph.size - last.size) > 0.1 * last.size and abs(glyph.base - last.base) > 0.01 * last.size)
        )
        if word and (blank or apart):
            yield _joined(word)
            word = []
        if not blank:
            word.append(glyph)
    if word:
        yield _joined(word)


def _joined(word: Sequence[_Glyph]) -> _Glyph:
    return _Glyph(
        "".join(one.text for one in word), word[0].left, max(one.right for one in word), word[0].base, word[0].size
    )


def _glyphs(layer: Any, most: int) -> Iterator[_Glyph]:
    """Give the characters of a page in the order in which they were drawn, upright ones only."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    handle = layer.raw
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    high = ""
    for at in range(min(layer.count_chars(), most)):
        code = pdfium.FPDFText_GetUnicode(handle, at)
        if code == 0 or (pdfium.FPDFText_IsGenerated(handle, at) == 1 and code not in (2, 0xFFFE)):
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
        size = abs(box.top - box.bottom)
        if size > 0:
            yield _Glyph(text, box.left, box.right, y.value, size)
