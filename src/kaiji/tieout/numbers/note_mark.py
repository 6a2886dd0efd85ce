"""Marks of notes that a text keeps as bare digits: *Adjusted EBITDA 1 was*, with a note *1 Refer to …* somewhere below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaiji.tieout.reading import Line
from kaiji.tieout.term_file import terms_of

NOTE = re.compile(r"\s*[(（]?(?P<mark>[1-9])[)）]?\s+(?=[A-Z][a-z]+\s|[“\"A-Z])(?![A-Z]+\s?\d)")
# A word of an item before it; what counts, numbers or orders does not end one.
BEFORE = re.compile(r"(?<![\d.,])(?P<word>[A-Za-z][A-Za-z’')”\"-]+)\s$")
_TERMS = terms_of("kaiji.tieout.numbers", "terms.toml")
DIGIT = re.compile(r"(?<![\w.,$¥€£])[1-9](?![\w.,%％])")
MOST_TEXT = 20_000
NUMBERING: frozenset[str] = frozenset(_TERMS["before_digit"])
BEHIND = re.compile(
    r"\s(?:was|were|is|are|of|for|in|and|totaled|totalled|increased|decreased|grew|rose|fell|declined|margin|as|to|per|(?:US)?[$¥€£])"
    r"(?!\s(?:other|million|billion|new|more|of the))|\s?[,.;:)](?!\d)|\s*$",
    re.IGNORECASE,
)


def note_marks(lines: Sequence[Line]) -> frozenset[str]:
    """Give the digits with which paragraphs of a document begin as notes do, and that stand behind a word elsewhere.

    Args:
        lines: of the document.
    """
    texts = [line.text for line in lines if line.kind not in ("row", "head") and line.text.strip()]
    notes = frozenset(match["mark"] for text in texts if (match := NOTE.match(text[:80])))
    if not notes:
        return notes
    return frozenset(
        found.group().strip()
        for text in texts
        for found in DIGIT.finditer(text[:MOST_TEXT])
        if found.group() in notes and _is_behind_word(text, found.start(), found.end())
    )


def is_note_mark(text: str, start: int, end: int, marks: frozenset[str]) -> bool:
    """Tell whether a bare digit is the mark of a note of the document, behind a word or before the note itself.

    Args:
        text: in which it stands.
        start: offset of the number.
        end: offset behind it.
        marks: the digits of the document's notes.
    """
    if text[start:end].strip() not in marks:
        return False
    note = NOTE.match(text[:80])
    return bool(note and note.start("mark") == start) or _is_behind_word(text, start, end)


def _is_behind_word(text: str, start: int, end: int) -> bool:
    before = BEFORE.search(text, max(0, start - 40), start)
    if before is None or before["word"].casefold().strip("’')”\"-") in NUMBERING:
        return False
    return BEHIND.match(text, end) is not None
