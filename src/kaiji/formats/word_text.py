"""The text of a Word paragraph as a reader of the final document sees it: no deleted or hidden words, marks of notes kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kaiji.formats.html_style import raised

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BOX = W + "txbxContent"
LEFT_OUT = frozenset((W + "del", W + "moveFrom", W + "delText", W + "instrText", W + "pPr", W + "rPr", BOX, FALLBACK))
BLANKS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n"}
TRACKED = (W + "ins", W + "del", W + "moveFrom", W + "moveTo")
SYMBOLS = {
    ("Symbol", "2D"): "\u2212", ("Symbol", "B1"): "\u00b1", ("Symbol", "B4"): "\u00d7", ("Symbol", "B7"): "\u2022",
    ("Symbol", "44"): "\u25b3", ("Wingdings", "A7"): "\u2022", ("Wingdings", "9F"): "\u2022", ("Wingdings", "6C"): "\u2022",
    ("Wingdings 3", "70"): "\u25b2", ("Wingdings 3", "72"): "\u25b3",
}  # fmt: skip
OFF = ("0", "false", "off")
TWIPS = 20.0  # a twentieth of a point


def text_of_paragraph(node: Any, notes: dict[str, str]) -> str:
    """Give the text of a paragraph with single blanks; the arguments are those of :func:`raw_text`."""
    return " ".join(raw_text(node, notes).split())


def raw_text(node: Any, notes: dict[str, str]) -> str:
    """Give the text of a paragraph with its tabs, and an end of line where it breaks one.

    Args:
        node: the element ``w:p``.
        notes: the number of each footnote by its id; a reference becomes that number, raised.
    """
    pieces: list[str] = []
    todo = [node]
    while todo:
        one = todo.pop()
        if not isinstance(one.tag, str) or one.tag in LEFT_OUT:
            continue
        if one.tag == W + "r" and _is_on(one, "vanish"):
            continue
        if one.tag == W + "r" and _is_raised(one):
            pieces.append(raised("".join(text.text or "" for text in one.iter(W + "t"))))
            pieces.extend(_marks(one, notes))
        elif one.tag == W + "t":
            pieces.append(one.text or "")
        elif one.tag in BLANKS:
            pieces.append(BLANKS[one.tag])
        elif one.tag == W + "sym":
            pieces.append(_symbol(one))
        elif one.tag == W + "noBreakHyphen":
            pieces.append("-")
        elif one.tag in (W + "footnoteReference", W + "endnoteReference"):
            pieces.append(raised(notes.get(note_key(one), "")))
        else:
            todo.extend(reversed(one))
    return "".join(pieces)


def _symbol(node: Any) -> str:
    """Give the character that a sign of a symbol font stands for; what is none of figures or lists is left out."""
    return SYMBOLS.get((node.get(W + "font", ""), node.get(W + "char", "")[-2:].upper()), "")


def note_key(reference: Any) -> str:
    """Give the key of the note that a reference, or the note itself, has."""
    kind = "e" if "endnote" in reference.tag else "f"
    return kind + str(reference.get(W + "id", ""))


def boxes_in(node: Any) -> Iterator[Any]:
    """Give the text boxes that hang on a paragraph, once each."""
    todo = [node]
    while todo:
        one = todo.pop()
        if one.tag == FALLBACK or not isinstance(one.tag, str):
            continue
        if one.tag == BOX:
            yield one
        else:
            todo.extend(reversed(one))


def is_tracked(body: Any) -> bool:
    """Tell whether a document holds changes that nobody has accepted."""
    return next(body.iter(*TRACKED), None) is not None


def indent_of(paragraph: Any) -> float:
    """Tell how far a paragraph is indented, in points: by its format, and by blanks before its first word."""
    found = 0.0
    element = paragraph.find(f"{W}pPr/{W}ind")
    if element is not None:
        left = element.get(W + "left") or element.get(W + "start") or "0"
        first, hanging = element.get(W + "firstLine", "0"), element.get(W + "hanging", "0")
        for sign, raw in ((1, left), (1, first), (-1, hanging)):
            found += sign * int(raw) / TWIPS if raw.lstrip("-").isdecimal() and len(raw) < 8 else 0
    begin = next((text.text for text in paragraph.iter(W + "t") if text.text), "")
    blanks = begin[: len(begin) - len(begin.lstrip())]
    return found + 3.0 * (len(blanks) + blanks.count("\u3000"))


def _marks(run: Any, notes: dict[str, str]) -> Iterator[str]:
    for reference in run.iter(W + "footnoteReference", W + "endnoteReference"):
        yield raised(notes.get(note_key(reference), ""))


def _is_raised(run: Any) -> bool:
    align = run.find(f"{W}rPr/{W}vertAlign")
    return align is not None and align.get(W + "val") == "superscript"


def _is_on(run: Any, name: str) -> bool:
    found = run.find(f"{W}rPr/{W}{name}")
    return found is not None and found.get(W + "val", "true") not in OFF
