"""The smelter look-up of the workbook itself: what its formulas find for an id, or for a metal and a name."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from kaiji.formats.xlsx.value import CellError, Uncached, column_number
from kaiji.minerals.checker.cell import Cells, Row
from kaiji.minerals.checker.formula import NOT_AVAILABLE, WILDCARDS, Fault, Value, matching, text_of
from kaiji.minerals.checker.rule_set import RuleSet

LAST_ROW = 10_000
METAL, ALIAS, NAME, COUNTRY, NUMBER = range(5)


class LookUp:
    """The look-up list; read when it is first asked.

    Args:
        cells: of the workbook.
        rules: say where the list stands.
    """

    def __init__(self, cells: Cells, rules: RuleSet) -> None:
        self._cells = cells
        self._rules = rules

    def by_number(self, number: Value, column: int) -> Value:
        """Give a column of the first row with this id; ``#N/A`` where there is none, 0 where the column is empty."""
        row = self._first(number, self._by_number)
        if row is None:
            return CellError(NOT_AVAILABLE)
        return Decimal(0) if row[column] is None else row[column]

    def country(self, key: str) -> str:
        """Give the country of the first row whose metal and name, joined, are the key; nothing where there is none."""
        row = self._first(key, self._by_key)
        try:
            return text_of(row[COUNTRY]) if row is not None else ""
        except Fault:
            return ""

    def _first(self, wanted: Value, index: dict[str | Decimal, Row]) -> Row | None:
        if isinstance(wanted, str):
            if WILDCARDS.search(wanted):
                fits = matching(wanted)
                return next((row for key, row in index.items() if isinstance(key, str) and fits(key)), None)
            return index.get(wanted.lower())
        return index.get(wanted) if isinstance(wanted, Decimal) else None

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        rules = self._rules
        width = column_number(rules.lookup_key)
        return tuple(row for _, row in self._cells.rows(rules.lookup_sheet, 1, width, 1, LAST_ROW))

    @cached_property
    def _by_number(self) -> dict[str | Decimal, Row]:
        found: dict[str | Decimal, Row] = {}
        for row in self._rows:
            number = row[NUMBER]
            if isinstance(number, str | Decimal):
                found.setdefault(number.lower() if isinstance(number, str) else number, row)
        return found

    @cached_property
    def _by_key(self) -> dict[str | Decimal, Row]:
        """The rows by the helper column that joins metal and alias: a row without that helper is never found."""
        found: dict[str | Decimal, Row] = {}
        for row in self._rows:
            key = row[-1]
            if isinstance(key, Uncached):
                key = _joined(row)
            if isinstance(key, str) and key:
                found.setdefault(key.lower(), row)
        return found


def _joined(row: Row) -> str:
    try:
        return text_of(row[METAL]) + text_of(row[ALIAS])
    except Fault:
        return ""
