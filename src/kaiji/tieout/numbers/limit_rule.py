"""How much of a document is looked at, and the finding that says where it was too long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.sentence import MOST_TEXT
from kaiji.tieout.proof import ProofFinding, ProofPlace, Spot
from kaiji.tieout.reading import Line, is_empty

MOST_NUMBERS = 40_000
MOST_LINES = 120_000
MOST_COLUMNS = 200
DIGITS = re.compile(r"\d[\d,.]*")


@rule(
    "TIE-215",
    Severity.WARN,
    title=Text("More than can be proved at once", "検証の上限超過"),
    message=Text(
        "From here on nothing was proved: the document has more than {most} numbers or {lines} lines, or the line more than "
        "{letters} characters or {columns} columns.",
        "ここから先は検証していません：数値が{most}個、行数が{lines}行、または１行が{letters}文字か{columns}列を超えています。",
    ),
    remedy=Text("Divide the document, and prove each part.", "文書を分割して、それぞれ検証してください。"),
)
def too_long(lines: Sequence[Line]) -> Iterator[Finding]:
    """What is too long to be proved is said to be so.

    What it checks
    The number of numbers and lines of a document, the length of a line and the number of its columns.

    Why it matters
    A certificate counts only what was looked at.

    How to put it right
    Divide the document.

    Source
    Rule of this project: bounded time for any input.
    """
    for one in look_at_length(lines):
        yield too_long.finding(*one.finding.sources, severity=one.finding.severity, **dict(one.finding.params))


def look_at_length(lines: Sequence[Line]) -> Iterator[ProofFinding]:
    """Give the place from which on a document is not looked at, and the lines that are cut."""
    end = end_of_proof(lines)
    cut = [number for number, line in enumerate(lines[:end]) if _is_long(line)]
    for number in [*cut[:3], *([end] if end < len(lines) else [])]:
        start = min(len(lines[number].text), _seen_of(lines[number])) if number in cut else 0
        spot = Spot(number, start, min(len(lines[number].text), start + 40))
        finding = Finding(
            too_long.code,
            too_long.severity,
            (
                ("most", f"{MOST_NUMBERS:,}"),
                ("lines", f"{MOST_LINES:,}"),
                ("letters", f"{MOST_TEXT:,}"),
                ("columns", str(MOST_COLUMNS)),
            ),
            (lines[number].at(start),),
        )
        yield ProofFinding(finding, (ProofPlace(spot, "wrong"),), root=f"{number}:{start}")


def _is_long(line: Line) -> bool:
    if not line.cells:
        return len(line.text) > MOST_TEXT
    wide = len(line.cells) > MOST_COLUMNS and not all(is_empty(cell) for cell in line.cells[MOST_COLUMNS:])
    return wide or (len(line.text) > MOST_TEXT and any(len(cell) > MOST_TEXT for cell in line.cells))


def _seen_of(line: Line) -> int:
    """Give how much of a line that is too long is looked at."""
    if len(line.cells) <= MOST_COLUMNS:
        return MOST_TEXT
    filled = sum(not is_empty(cell) for cell in line.cells[:MOST_COLUMNS])
    return line.starts[filled] if filled < len(line.starts) else len(line.text)


def shortened(line: Line) -> Line:
    """Give a line as far as it is looked at; of a row, so many cells and so much of each."""
    if not line.cells:
        return replace(line, text=line.text[:MOST_TEXT]) if len(line.text) > MOST_TEXT else line
    if len(line.cells) <= MOST_COLUMNS and (
        len(line.text) <= MOST_TEXT or not any(len(cell) > MOST_TEXT for cell in line.cells)
    ):
        return line
    cells = tuple(cell[:MOST_TEXT] for cell in line.cells[:MOST_COLUMNS])
    filled = [cell for cell in cells if not is_empty(cell)]
    starts = tuple(accumulate((len(cell) + 1 for cell in filled[:-1]), initial=0))
    return replace(line, text=" ".join(filled), starts=starts, places=line.places[: len(starts)], cells=cells)


def end_of_proof(lines: Sequence[Line]) -> int:
    """Give the number of the first line that is not looked at any more."""
    numbers = 0
    for number, line in enumerate(lines[:MOST_LINES]):
        texts = line.cells[1:MOST_COLUMNS] if line.cells else (line.text,)
        numbers += sum(1 for text in texts for _ in DIGITS.finditer(text, 0, MOST_TEXT))
        if numbers > MOST_NUMBERS:
            return number
    return min(len(lines), MOST_LINES)


RULES: tuple[AnyRule, ...] = (too_long,)
