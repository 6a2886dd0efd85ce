"""How much of a document is looked at, and the finding that says where it was too long."""

from __future__ import annotations

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


@rule(
    "TIE-215",
    Severity.WARN,
    title=Text("More than can be proved at once", "検証の上限超過"),
    message=Text(
        "From here on nothing was proved: the document has more than {most} numbers, or the line more than {letters} characters.",
        "ここから先は検証していません：数値が{most}個、または１行が{letters}文字を超えています。",
    ),
    remedy=Text("Divide the document, and prove each part.", "文書を分割して、それぞれ検証してください。"),
)
def too_long(lines: Sequence[Line]) -> Iterator[Finding]:
    """What is too long to be proved is said to be so.

    What it checks
    The number of numbers of a document, and the length of a line.

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
    cut = [
        number
        for number, line in enumerate(lines[:end])
        if len(line.text) > MOST_TEXT and (not line.cells or any(len(cell) > MOST_TEXT for cell in line.cells))
    ]
    for number in [*cut[:3], *([end] if end < len(lines) else [])]:
        start = min(len(lines[number].text), MOST_TEXT) if number in cut else 0
        spot = Spot(number, start, min(len(lines[number].text), start + 40))
        finding = Finding(
            too_long.code,
            too_long.severity,
            (("most", f"{MOST_NUMBERS:,}"), ("letters", f"{MOST_TEXT:,}")),
            (lines[number].at(start),),
        )
        yield ProofFinding(finding, (ProofPlace(spot, "wrong"),), root=f"{number}:{start}")


def shortened(line: Line) -> Line:
    """Give a line as far as it is looked at; of a row, each cell."""
    if len(line.text) <= MOST_TEXT:
        return line
    if not line.cells:
        return replace(line, text=line.text[:MOST_TEXT])
    if not any(len(cell) > MOST_TEXT for cell in line.cells):
        return line
    cells = tuple(cell[:MOST_TEXT] for cell in line.cells)
    filled = [cell for cell in cells if not is_empty(cell)]
    starts = tuple(accumulate((len(cell) + 1 for cell in filled[:-1]), initial=0))
    return replace(line, text=" ".join(filled), starts=starts, cells=cells)


def end_of_proof(lines: Sequence[Line]) -> int:
    """Give the number of the first line that is not looked at any more."""
    numbers = 0
    for number, line in enumerate(lines):
        numbers += sum(1 for cell in line.cells[1:] if cell) if line.cells else line.text[:MOST_TEXT].count(" ") // 8
        if numbers > MOST_NUMBERS:
            return number
    return len(lines)


RULES: tuple[AnyRule, ...] = (too_long,)
