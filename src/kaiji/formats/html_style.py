"""What the style of an HTML element says to a reader: whether it is seen, raised like a footnote mark, indented."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
RAISED = re.compile(
    r"vertical-align\s*:\s*(?:super|text-top|[1-9][\d.]*(?:pt|px|em|%))|(?:^|[;\s])top\s*:\s*-\d", re.IGNORECASE
)
LENGTH = re.compile(
    r"(?<![\w-])(padding-left|margin-left|text-indent)\s*:\s*(-?[\d.]{1,8})\s*(pt|px|em|ex|rem|in|cm|mm|%)?",
    re.IGNORECASE,
)
SHORTHAND = re.compile(r"(?<![\w-])(?:padding|margin)\s*:\s*([^;]{1,60})", re.IGNORECASE)
POINTS = {"pt": 1.0, "px": 0.75, "em": 10.0, "rem": 10.0, "ex": 5.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "%": 2.0}
BLANK_POINTS = 3.0
MARK = re.compile(r"[\s\d(),*+\u2020\u2021\u00a7#]+|\(?[a-z]{1,2}\)", re.IGNORECASE)
ORDINAL = re.compile(r"(?:st|nd|rd|th|tm|sm|\u2122|\u00ae|[A-Z]{2,})", re.IGNORECASE)
UP = str.maketrans("0123456789+", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a", "()")


def is_hidden(node: etree._Element) -> bool:
    """Tell whether no reader of the page sees an element."""
    return node.get("hidden") is not None or bool(HIDDEN.search(node.get("style", "")))


def is_raised(node: etree._Element) -> bool:
    """Tell whether an element stands above the line, as footnote marks do."""
    return node.tag == "sup" or (node.tag in ("span", "font", "a") and bool(RAISED.search(node.get("style", ""))))


def raised(text: str) -> str:
    """Give the text of a raised element so that it stays apart from the word before it.

    Digits become raised characters, without parentheses (``Revenue\u00b9``); letters in parentheses keep a blank before them;
    what is no mark of a footnote (``1st``) stays as it is.
    """
    plain = text.strip()
    if not plain or ORDINAL.fullmatch(plain) or not MARK.fullmatch(plain):
        return text
    if any(one.isalpha() for one in plain):
        return f" {plain}"
    return "".join(plain.split()).translate(UP)


def indent_of(cell: etree._Element) -> float:
    """Tell how far the text of a cell is indented, in points: by its style, its blocks', and blanks that stay."""
    found = 0.0
    node: etree._Element | None = cell
    while node is not None:
        found += _of_style(node.get("style", ""))
        text = node.text or ""
        if text.strip():
            return found + _blanks(text)
        found += _blanks(text)
        node = next(_elements(node), None)
    return found


def _elements(node: etree._Element) -> Iterator[etree._Element]:
    return (child for child in node if not is_hidden(child))


def _blanks(text: str) -> float:
    kept = text[: len(text) - len(text.lstrip())]
    return BLANK_POINTS * (kept.count("\u00a0") + 2 * kept.count("\u3000") + kept.count("\u2002"))


def _of_style(style: str) -> float:
    found = 0.0
    for _, number, unit in LENGTH.findall(style):
        try:
            found += float(number) * POINTS.get(unit.lower() or "px", 1.0)
        except ValueError:
            continue
    for value in SHORTHAND.findall(style):
        parts = value.split()
        if len(parts) == 4:
            found += _of_style(f"padding-left:{parts[3]}")
    return found
