"""Moving a formula to another cell: its relative references move along, everything else stays letter by letter."""

from __future__ import annotations

import re

from kaiji.formats.xlsx.value import MAX_COLUMN, MAX_ROW, column_letters, column_number

# What may look like a reference and is none comes first: texts, quoted sheet names, brackets, names, functions, numbers.
TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    | (?P<sheet>'(?:[^']|'')*'!?)
    | (?P<bracket>\[(?:[^\[\]']|'.|\[[^\]]*\])*\])
    | (?P<cell>(?<![\w.$\\?])(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,6})(?![\w.(!\\?]))
    | (?P<columns>(?<![\w.$\\?])(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\w.(!\\?$]))
    | (?P<rows>(?<![\w.$\\?])(\$?)([1-9][0-9]{0,6}):(\$?)([1-9][0-9]{0,6})(?![\w.(!\\?$]))
    | (?P<name>[^\W\d][\w.\\?]*)
    | (?P<number>\d[\w.]*)
    """,
    re.VERBOSE,
)


def moved(formula: str, rows: int, columns: int) -> str:
    """Give a formula as it stands so many rows below and so many columns to the right.

    A reference that leaves the sheet comes in again on the other side, as it does in the programs' shared formulas.
    """

    def shift(match: re.Match[str]) -> str:
        groups = match.groups()
        if match["cell"]:
            fixed_column, letters, fixed_row, row = groups[4:8]
            if column_number(letters) > MAX_COLUMN or int(row) > MAX_ROW:
                return match[0]  # a name
            return f"{fixed_column}{_column(letters, fixed_column, columns)}{fixed_row}{_row(row, fixed_row, rows)}"
        if match["columns"]:
            fixed, first, fixed_last, last = groups[9:13]
            if max(column_number(first), column_number(last)) > MAX_COLUMN:
                return match[0]
            return f"{fixed}{_column(first, fixed, columns)}:{fixed_last}{_column(last, fixed_last, columns)}"
        if match["rows"]:
            fixed, first, fixed_last, last = groups[14:18]
            return f"{fixed}{_row(first, fixed, rows)}:{fixed_last}{_row(last, fixed_last, rows)}"
        return match[0]

    return TOKEN.sub(shift, formula)


def _column(letters: str, fixed: str, by: int) -> str:
    return letters if fixed else column_letters((column_number(letters) - 1 + by) % MAX_COLUMN + 1)


def _row(row: str, fixed: str, by: int) -> str:
    return row if fixed else str((int(row) - 1 + by) % MAX_ROW + 1)
