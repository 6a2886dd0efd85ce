"""Where a table of lines with tabs ends in a plain text: labels that are written without a tab may stand within it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaiji.formats.cell_value import is_amount

DOT = re.compile(r"\s*[\u2022\u00b7\u25cf\u25a0\u25aa\u25e6]\s*\S")
NEAR_ROWS = 4
LONGEST_LABEL = 160
LONGEST_UNDER_HEAD = 100


def has_cells(line: str) -> bool:
    """Tell whether a line has tabs and two filled cells."""
    return "\t" in line and sum(bool(part.strip()) for part in line.split("\t")) > 1


def tab_table_end(lines: Sequence[str], at: int, *, laid_out: bool) -> int:
    """Give the number of the line behind a table of lines with tabs.

    Args:
        lines: of the text.
        at: the first line of the table.
        laid_out: whether labels without tabs are looked for under the table's head.
    """
    end = _run(lines, at)
    while labels := _goes_on(lines, at, end) or (_labels_under_head(lines, at, end) if laid_out else 0):
        end = _run(lines, end + labels)
    return end


def _run(lines: Sequence[str], at: int) -> int:
    """Give the line behind the lines with tabs that follow each other."""
    while at < len(lines) and "\t" in lines[at] and lines[at].strip():
        at += 1
    return at


def _goes_on(lines: Sequence[str], at: int, end: int) -> int:
    """Count the labels behind lines with tabs that stand within their table, written without any.

    What stands before and behind them fills other columns, so that each read by itself would lose the columns that the
    other one fills. A head begins another table.
    """
    behind = end
    while behind < min(end + NEAR_ROWS, len(lines)) and _is_label(lines[behind]):
        behind += 1
    if behind == end or behind >= len(lines) or "\t" not in lines[behind] or not lines[behind].split("\t")[0].strip():
        return 0
    before, after = _filled(lines, at, end), _filled(lines, behind, _run(lines, behind))
    # Some of the same columns: amounts per share below amounts with their parts of sales beside each.
    fewer = len(after) > 1 and after < before and any(is_amount(part.strip()) for part in lines[behind].split("\t")[1:])
    return behind - end if fewer or (before != after and max(before) == max(after)) else 0


def _is_label(line: str) -> bool:
    """Tell whether a line may be a label within a table: short, no sentence, without tabs."""
    label = line.strip()
    short = bool(label) and len(label) <= LONGEST_LABEL and "\t" not in line
    return short and not label.endswith((".", "\u3002")) and not DOT.match(label)


def _filled(lines: Sequence[str], at: int, end: int) -> set[int]:
    """Give the columns that lines with tabs fill."""
    rows = (enumerate(line.split("\t")) for line in lines[at:end])
    return {column for row in rows for column, text in row if text.strip()}


def _labels_under_head(lines: Sequence[str], at: int, end: int) -> int:
    """Count the labels without tabs between the head of a table and its first row: *ASSETS*, *Current assets:*.

    Without them the head would be a table of its own, whose columns are not those of the rows.
    """
    if any(is_amount(part.strip()) for line in lines[at:end] for part in line.split("\t")[1:]):
        return 0
    for count, line in enumerate(lines[end : end + NEAR_ROWS]):
        if "\t" in line:
            return count if has_cells(line) else 0
        if not line.strip() or len(line) > LONGEST_UNDER_HEAD:
            return 0
    return 0
