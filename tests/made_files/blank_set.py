"""A table set in columns of blanks, as in text files and preformatted text."""

from __future__ import annotations

from kaiji.core.document import Table
from made_files.source import Set, rows_of, width_of

GAP = 3


def with_blanks(table: Table) -> str:
    """Set a table in columns of blanks, rules under heads that stand over several columns."""
    rows = list(rows_of(table))
    widths = _widths(rows, width_of(table))
    lines = []
    for row in rows:
        line, rule, at = "", "", 0
        for cell in row:
            width = sum(widths[at : at + cell.span]) + GAP * (cell.span - 1)
            text = cell.text.center(width) if cell.span > 1 else cell.text.rjust(width)
            gap = " " * GAP if at else ""
            line += gap + (text if at else cell.text.ljust(width))
            rule += gap + ("-" if cell.span > 1 else " ") * width
            at += cell.span
        lines.append(line.rstrip())
        if rule.strip():
            lines.append(rule.rstrip())
    return "\n".join(lines)


def _widths(rows: list[list[Set]], count: int) -> list[int]:
    widths = [0] * count
    for alone in (True, False):
        for row in rows:
            at = 0
            for cell in row:
                lack = len(cell.text) - sum(widths[at : at + cell.span]) - GAP * (cell.span - 1)
                if (cell.span == 1) is alone and lack > 0:
                    widths[at + cell.span - 1] += lack
                at += cell.span
    return widths
