"""The rows of a table whose columns tags begin (``<S>``, ``<C>``): lines put into rows, and cut into cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

MOST_COLUMNS = 200
RULE_LINE = re.compile(r"[-=_.\s]*$")


def pieces_of(line: str, starts: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Give column, columns covered and text of each piece of a line that is not empty."""
    if not starts:
        parts = line.split("\t") if "\t" in line else re.split(r" {2,}", line.strip())
        for column, part in enumerate(parts[:MOST_COLUMNS]):
            # What stands beyond the last column that is kept belongs to it: nothing is lost.
            text = "  ".join(parts[column:]) if column == MOST_COLUMNS - 1 else part
            if text.strip():
                yield column, 1, text
        return
    cuts = [0, *(at for at in range(1, len(starts)) if not line[max(0, starts[at] - 2) : starts[at]].strip())]
    for cut, after in zip(cuts, [*cuts[1:], len(starts)], strict=True):
        begin = starts[cut] if cut else 0
        text = line[begin : starts[after] if after < len(starts) else len(line)]
        if text.strip():
            reach = begin + len(text.rstrip())
            yield cut, sum(start < reach for start in starts[cut:after]), text


def rows_of(lines: Sequence[tuple[int, str]], starts: Sequence[int], *, apart: bool) -> list[list[tuple[int, str]]]:
    """Put lines into rows: parted by empty lines, or each line by itself; rules are left out."""
    groups: list[list[tuple[int, str]]] = [[]]
    for number, line in lines:
        if not line.strip():
            groups.append([])
        elif not is_ruler(line, starts):
            groups[-1].append((number, line))
            if not apart:
                groups.append([])
    return [group for group in groups if group]


def is_ruler(line: str, starts: Sequence[int]) -> bool:
    """Tell whether a line rules off columns: nothing but dashes, from the beginning of each column."""
    marks = all(line[at : at + 3] in ("---", "===", "___") for at in starts)
    return marks and RULE_LINE.match(line) is not None
