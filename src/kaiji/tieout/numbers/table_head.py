"""What stands over the columns of a table and within it: heads that begin a table anew, years over days, captions, marks of notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kaiji.tieout.numbers.quantity import quantity_of
from kaiji.tieout.numbers.table_part import YEAR_CELL, Segment, is_caption, is_head
from kaiji.tieout.numbers.when import When, when_of
from kaiji.tieout.reading import Line, is_empty

UNITS_SAID = re.compile(r"\((?:[a-z$,]+\s){0,3}in (?:thousands|millions|billions)\b[^()]{0,80}\)", re.IGNORECASE)
DAY_BELOW_YEAR = re.compile(
    r"(?:fiscal\s)?((?:19|20)\d\d)\s((?:[a-z ]{0,30}\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}),?$",
    re.IGNORECASE,
)
NAME = re.compile(r"[^\W\d_]{4}.*[^\W\d_]{4}|[\u3040-\u9fff]{3}")
MARK_CELL = re.compile(r"\(\d{1,2}\)|\*+\d?")


def parts_apart(lines: Sequence[Line], segments: Iterable[Segment]) -> Iterator[tuple[list[int], list[int]]]:
    """Part a table where a head that names other items stands within it: give what is above each part, and its lines."""
    for segment in segments:
        part: list[int] = []
        filled = False
        for number in segment.lines:
            if filled and _names_items(lines[number]):
                yield list(segment.before), part
                part, filled = [], False
            part.append(number)
            filled = filled or bool(
                lines[number].kind == "row" and not is_head(lines[number]) and _amounts_in(lines[number])
            )
        yield list(segment.before), part


def caption_in(text: str) -> str:
    """Give what of a text above a table is its caption: all of it, or what a paragraph says in parentheses about its units."""
    if is_caption(text):
        return text
    units = UNITS_SAID.findall(text)
    return units[-1] if units else ""


def _names_items(line: Line) -> bool:
    """Tell whether a row without a label names items over the columns, not periods only."""
    if line.kind not in ("row", "head") or not line.cells or not is_empty(line.cells[0]) or not is_head(line):
        return False
    return sum(bool(NAME.search(text)) and when_of(text) is None for text in line.cells[1:]) > 1


def _amounts_in(line: Line) -> bool:
    return any(quantity_of(text) is not None for text in line.cells[1:] if not is_empty(text))


def is_marks(label: str, values: Sequence[str]) -> bool:
    """Tell whether a row shows marks of notes only, at a year or under no label: *2019 | (1) | (1)*."""
    texts = [label.strip(), *(text.strip() for text in values)]
    years = [text for text in texts if YEAR_CELL.match(text)]
    marks = [text for text in texts if MARK_CELL.fullmatch(text)]
    if not marks or any(text not in years and text not in marks for text in texts if text):
        return False
    return bool(years) or (len(marks) > 1 and len(set(marks)) == 1)


def when_over(head: str) -> When | None:
    """Give the period that a head names; its year may stand above its day: *2012*, *March 31*."""
    parted = DAY_BELOW_YEAR.match(head)
    return (when_of(f"{parted[2]}, {parted[1]}") if parted else None) or when_of(head)
