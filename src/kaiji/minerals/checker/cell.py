"""The cells that a Checker looks at: of a workbook, or as somebody would type them into the blank template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Protocol

from kaiji.formats.xlsx.value import address_of, position
from kaiji.formats.xlsx.workbook import Workbook
from kaiji.minerals.checker.formula import Value
from kaiji.minerals.checker.rule_set import RuleSet

Typed = Value | int | float
Row = tuple[Value, ...]


class Cells(Protocol):
    """What a Checker needs to know of a workbook.

    A value is None for an empty cell, ``""`` for a text or formula result that is empty, and otherwise what the reader
    of workbooks gives.
    """

    def value(self, sheet: str, address: str) -> Value:
        """Give one cell; None where there is no such sheet."""

    def rows(self, sheet: str, first_column: int, last_column: int, first: int, last: int) -> Iterator[tuple[int, Row]]:
        """Give the rows that hold anything, with their number and the values of the columns, both ends included."""


class WorkbookCells:
    """The cells of a workbook that was read."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook

    def value(self, sheet: str, address: str) -> Value:
        """Give one cell."""
        found = self._workbook.sheet(sheet)
        if found is None:
            return None
        value = found.value(address)
        return "" if value is None and address in found.empty_texts else value

    def rows(self, sheet: str, first_column: int, last_column: int, first: int, last: int) -> Iterator[tuple[int, Row]]:
        """Give the rows that hold anything; empty texts are given as None here, ask ``value`` to tell them apart."""
        found = self._workbook.sheet(sheet)
        if found is not None:
            yield from found.filled_rows(range(first, min(last, found.last_row) + 1), first_column, last_column)


class TypedCells:
    """Values as somebody types them into a blank template, by ``Sheet!A1``; None empties a cell, formula and all.

    Args:
        typed: what was typed. A number may be an int, a float or a Decimal.
        rules: of the template's version: they know which cells of the blank hold formulas and constants.
        under: the blank workbook itself, if it is at hand; without it, only what ``rules`` know of it is there.
        lookup: rows of the smelter look-up (metal, alias, standard name, country, id), where ``under`` has none.
    """

    def __init__(
        self,
        typed: Mapping[str, Typed],
        rules: RuleSet,
        under: Cells | None = None,
        lookup: tuple[tuple[str, ...], ...] = (),
    ) -> None:
        self._rules = rules
        self._under = under
        self._typed: dict[str, dict[tuple[int, int], Value]] = {}
        if under is None:
            self.put(rules.blank)
            for row, (metal, alias, *others) in enumerate(lookup, start=rules.lookup_first):
                values = (metal, alias, *others)
                self.put({f"{rules.lookup_sheet}!{address_of(row, n)}": one for n, one in enumerate(values, start=1)})
                self.put({f"{rules.lookup_sheet}!{rules.lookup_key}{row}": metal + alias})
        self.put(typed)

    def put(self, typed: Mapping[str, Typed]) -> None:
        """Type more values."""
        for key, value in typed.items():
            sheet, _, address = key.rpartition("!")
            self._typed.setdefault(sheet, {})[position(address)] = _value(value)

    def value(self, sheet: str, address: str) -> Value:
        """Give one cell: as typed, else as the blank template has it."""
        return self._at(sheet, *position(address))

    def _at(self, sheet: str, row: int, column: int) -> Value:
        typed = self._typed.get(sheet, {})
        if (row, column) in typed:
            return typed[row, column]
        if self._under is not None:
            return self._under.value(sheet, address_of(row, column))
        smelters = self._rules.smelters
        if sheet == smelters.sheet and smelters.first <= row <= smelters.last and column in smelters.formulas:
            return ""
        return None

    def rows(self, sheet: str, first_column: int, last_column: int, first: int, last: int) -> Iterator[tuple[int, Row]]:
        """Give the rows that hold anything, of what was typed and of what stands below it."""
        width = range(first_column, last_column + 1)
        found = {row for row, column in self._typed.get(sheet, {}) if column in width and first <= row <= last}
        if self._under is not None:
            found.update(row for row, _ in self._under.rows(sheet, first_column, last_column, first, last))
        for row in sorted(found):
            yield row, tuple(self._at(sheet, row, column) for column in width)


def _value(value: Typed) -> Value:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return Decimal(value) if isinstance(value, int) else Decimal(repr(value))
