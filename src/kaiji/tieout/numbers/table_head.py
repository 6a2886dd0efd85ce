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
UNIT_ALONE = re.compile(
    r"[(（\[]\s?(?:単位\s?[:：]\s?(?:百万円|千円|億円|円)[^()（）]{0,20}|(?:units?\s?[:：]\s?)?(?:JPY |yen |US dollars |U\.S\. dollars )?(?:in )?"
    r"(?:millions?|thousands?)(?: of (?:yen|US dollars|U\.S\. dollars))?)\s?[)）\]]",
    re.IGNORECASE,
)
MARK_CELL = re.compile(r"\(\d{1,2}\)|\*+\d?")


def parts_apart(lines: Sequence[Line], segments: Iterable[Segment]) -> Iterator[tuple[list[int], list[int]]]:
    """Part a table where a head that names other items stands within it: give what is above each part, and its lines."""
    for segment in segments:
        part: list[int] = []
        filled = False
        over: set[When] = set()
        before = list(segment.before)
        for number in segment.lines:
            whens = _periods(lines[number])
            if filled and (_names_items(lines[number]) or (len(whens) > 1 and not whens <= over)):
                last = max(at for at, one in enumerate(part) if _is_body(lines[one])) + 1
                yield before, part[:last]
                # What stands between the last amount and the head is the caption of what follows.
                before = [one for one in part[last:] if lines[one].kind not in ("row", "head")] or before
                part = [one for one in part[last:] if lines[one].kind in ("row", "head")]
                filled = False
                over = set()
            over |= whens
            part.append(number)
            filled = filled or _is_filled(lines[number])
        yield before, part


def _is_body(line: Line) -> bool:
    """Tell whether a row is one of the table's own, not what already stands over the next."""
    return line.kind in ("row", "head") and (_is_filled(line) or not is_empty(line.cells[0]))


def _periods(line: Line) -> set[When]:
    """Give the periods that stand over the columns in a row that is a head for the reader, too."""
    if line.kind != "head" or not is_head(line):
        return set()
    return {when for text in line.cells[1:] if (when := when_over(text)) is not None and when.kind != "named quarter"}


def _is_filled(line: Line) -> bool:
    return line.kind == "row" and not is_head(line) and _amounts_in(line)


def unit_alone(line: Line) -> str:
    """Give the text of a row in which nothing stands but the unit of all columns, as at the right edge of a page, or nothing."""
    filled = [text.strip() for text in line.cells if not is_empty(text)]
    return filled[0] if len(filled) == 1 and UNIT_ALONE.fullmatch(filled[0]) else ""


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


def periods_over(line: Line) -> dict[int, When]:
    """Give the periods that a head within a table names for the rows below it: several, and nothing else."""
    texts = {index: text for index, text in enumerate(line.cells) if not is_empty(text)}
    whens = {index: when for index, text in texts.items() if (when := when_over(text.strip())) is not None}
    return whens if len(whens) > 1 and len(whens) == len(texts) else {}
