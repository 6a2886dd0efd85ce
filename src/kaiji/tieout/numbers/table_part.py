"""Where the tables of a document begin and end, and which of their lines are heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kaiji.tieout.numbers.quantity import is_dash, quantities_in, quantity_of
from kaiji.tieout.numbers.unit import MONEY, PER_SHARE, SHARES
from kaiji.tieout.reading import Line, is_empty

CONTEXT_LINES = 4
LONGEST_SECTION = 240
LONGEST_CAPTION = 300
GROUPED = re.compile(r"\d,\d{3}\b")
YEAR_CELL = re.compile(r"^(?:FY\s?)?(?:19|20)\d\d(?:\s?\(?[AEF]\)?)?(?:\s?(?:\*{1,3}|[¹²³⁴-⁹†‡]|\(\d\)))?$")
COUNTED = (MONEY, SHARES, PER_SHARE)


@dataclass(slots=True)
class Segment:
    """Lines that a reader gave as one table, with label lines between that belong to it."""

    lines: list[int]
    before: list[int]


def segments_of(lines: Sequence[Line]) -> list[Segment]:
    """Give the tables of a document, those torn apart by a label of their own joined."""
    segments: list[Segment] = []
    between: list[int] = []
    table = -2
    for number, line in enumerate(lines):
        if line.kind not in ("row", "head"):
            between.append(number)
            continue
        if line.table == table:
            segments[-1].lines.append(number)
        elif segments and _joined(lines, segments[-1].lines[-1], between, number):
            segments[-1].lines += [*between, number]
        else:
            segments.append(Segment([number], between[-CONTEXT_LINES:]))
        table, between = line.table, []
    return segments


def _joined(lines: Sequence[Line], last: int, between: Sequence[int], number: int) -> bool:
    """Tell whether only labels stand between two parts of a table of a text file, with no empty line.

    Only there the next line is the next line of the page: elsewhere a paragraph has an element or a page of its own.
    """
    if not between or len(between) > 3 or any(len(lines[one].text) > LONGEST_SECTION for one in between):
        return False
    parts = [lines[one] for one in (last, *between, number)]
    places = [lines[one].at(0).place for one in between]
    return not any(place.element or place.page for place in places) and all(
        line.at(0).place.line and there.at(0).place.line - line.at(max(0, len(line.text) - 1)).place.line == 1
        for line, there in pairwise(parts)
    )


def is_caption(text: str) -> bool:
    """Tell whether a line above a table is its caption, not the end of a paragraph."""
    plain = text.rstrip()
    if len(plain) > LONGEST_CAPTION or plain.startswith(("- ", "•")):
        return False
    return not plain.endswith((".", ";", "。", ",")) or bool(
        re.search(r"\b(?:in|of) (?:thousands|millions|billions)|百万円|千円", plain) and len(plain) < 160
    )


def is_head(line: Line) -> bool:
    """Tell whether a row has texts or years over its columns, and no amounts."""
    values = [text for text in line.cells[1:] if not is_empty(text)]
    if not values:
        return False
    if (
        len(values) == 1
        and not is_empty(line.cells[0])
        and any(one.unit.kind in COUNTED for one in quantities_in(values[0]))
    ):
        return False  # a term and what it is: *Issue price | JPY 404 per share*
    return all(
        (quantity_of(text) is None and not is_dash(text)) or bool(YEAR_CELL.match(text.strip())) for text in values
    )


def has_amounts(line: Line) -> bool:
    """Tell whether a row that a reader took for a head shows amounts: with their unit, *¥ 1,290 million*, or grouped digits."""
    found = [(quantity_of(text), text) for text in line.cells[1:] if not is_empty(text)]
    return bool(found) and all(
        one is not None and ((one.unit.currency and one.unit.scale is not None) or bool(GROUPED.search(text)))
        for one, text in found
    )


def parts_of(lines: Sequence[Line], numbers: Sequence[int]) -> tuple[list[int], list[int]]:
    """Part the head from the body: the head ends where the first number stands."""
    heads: list[int] = []
    for at, number in enumerate(numbers):
        line = lines[number]
        if (line.kind == "head" and not has_amounts(line)) or (line.kind == "row" and is_head(line)):
            heads.append(number)
        elif line.kind not in ("row", "head") or not any(not is_empty(text) for text in line.cells[1:]):
            # A label alone: it belongs to the head only where more head follows.
            if not any(
                is_head(lines[one]) or lines[one].kind == "head"
                for one in numbers[at + 1 : at + 3]
                if lines[one].kind in ("row", "head")
            ):
                return heads, list(numbers[at:])
        else:
            return heads, list(numbers[at:])
    return heads, []


def spread(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """Let a head stand over the empty columns to its right, where a lower row of the head has a text."""
    done: list[list[str]] = []
    for index, row in enumerate(rows):
        cells = [*row, *[""] * (width - len(row))][:width]
        lower = [
            any(len(one) > column and not is_empty(one[column]) for one in rows[index + 1 :]) for column in range(width)
        ]
        # What an upper head begins is its own: "% of sales" below one year does not stand over the next.
        begun = {column for one in rows[:index] for column, text in enumerate(one) if not is_empty(text)}
        parted = sum(not is_empty(text) for text in cells[1:]) > 1 or any("%" in text or "％" in text for text in cells)
        filled: list[str] = []
        for column, text in enumerate(cells):
            own = not is_empty(text)
            if own or column < 2 or (parted and column in begun) or not (lower[column] or not any(lower)):
                filled.append(text.strip())
            else:
                filled.append(filled[-1])
        done.append(filled)
    return done
