"""Units in the heads of columns: one column in another scale than those beside it, and than those of the other tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.text import Text
from kaiji.tieout.numbers.unit import MONEY, unit_of
from kaiji.tieout.reading import Line
from kaiji.tieout.words.scale_word import NAMES

Head = tuple[int, str, str, int]
"""Offset, text, currency and scale of a cell."""

LEAST_COLUMNS = 3
OFTEN = 3
LONGEST = 50


@rule(
    "TIE-167",
    Severity.ERROR,
    title=Text("One column in another scale", "列の単位の相違"),
    message=Text(
        "The column is headed “{stated}”; the columns beside it and in the other tables are in {expected}.",
        "列見出しは「{stated}」ですが、隣の列や他の表は{expected}単位です。",
    ),
    remedy=Text("Put right the unit in the head of the column.", "列見出しの単位を訂正してください。"),
)
def scale_of_column(lines: Sequence[Line]) -> Iterator[Finding]:
    """The columns of one currency are in one scale.

    What it checks
    Heads whose cells name a currency with a scale. An error where one column of three or more of a currency has another
    scale than all others of its row; and where a currency has a scale that no other head of the document gives it, while
    three columns or more have the usual one and another column of the row is in its usual unit.

    Why it matters
    The figures below are read a thousand times too great or too small.

    How to put it right
    Put right the unit in the head of the column.

    Source
    Rule of this project.
    """
    heads = [(line, found) for line in lines if len(found := _units(line)) > 1]
    usual = Counter((currency, scale) for _, found in heads for _, _, currency, scale in found)
    for line, found in heads:
        odd = _odd(found) or _rare(found, usual)
        if odd is not None:
            (start, text, currency, _), due = odd
            proof = next(
                (
                    one.at(at)
                    for one, cells in heads
                    for at, _, code, power in cells
                    if (code, power) == (currency, due)
                ),
                None,
            )
            yield scale_of_column.finding(
                line.at(start),
                *([proof] if proof else []),
                stated=text,
                expected=Text(NAMES[due].en + "s", NAMES[due].ja),
            )


def _units(line: Line) -> list[Head]:
    """Give the cells of a head that name a currency with a scale; of a row with amounts none."""
    if line.kind not in ("row", "head") or any(re.search(r"\d,\d{3}|\d\.\d", cell) for cell in line.cells):
        return []
    found = []
    ends = [*line.starts[1:], len(line.text) + 1]
    for start, end in zip(line.starts, ends, strict=False):
        text = line.text[start : end - 1].strip()
        unit = unit_of(text) if 0 < len(text) <= LONGEST else None
        if unit is not None and unit.kind == MONEY and unit.currency and unit.scale in NAMES:
            found.append((start, text, unit.currency, unit.scale))
    return found


def _odd(found: Sequence[Head]) -> tuple[Head, int] | None:
    """Give the one column of three or more of a currency whose scale is another, with the scale of the rest."""
    for currency in {code for _, _, code, _ in found}:
        cells = [one for one in found if one[2] == currency]
        counts = Counter(scale for *_, scale in cells)
        if len(cells) >= LEAST_COLUMNS and len(counts) == 2 and min(counts.values()) == 1:
            (due, _), (stray, _) = counts.most_common()
            return next(one for one in cells if one[3] == stray), due
    return None


def _rare(found: Sequence[Head], usual: Counter[tuple[str, int]]) -> tuple[Head, int] | None:
    """Give the column with a unit that stands nowhere else, beside one whose unit is usual."""
    for one in found:
        _, _, currency, scale = one
        others = [(power, count) for (code, power), count in usual.items() if code == currency and power != scale]
        if usual[currency, scale] != 1 or len(others) != 1 or others[0][1] < OFTEN:
            continue
        if any(usual[x[2], x[3]] >= OFTEN for x in found if x is not one):
            return one, others[0][0]
    return None


RULES: tuple[AnyRule, ...] = (scale_of_column,)
