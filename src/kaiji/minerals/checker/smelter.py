"""The rows of the smelter list as the Checker sees them, with what the list's own formulas show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kaiji.formats.xlsx.value import MAX_ROW, CellError, Uncached, column_number
from kaiji.minerals.checker.cell import Cells, Row
from kaiji.minerals.checker.formula import Fault, Plain, Value, counts, equals, is_empty, text_of
from kaiji.minerals.checker.lookup import METAL, NAME, LookUp
from kaiji.minerals.checker.rule_set import RuleSet

NOT_LISTED = "Smelter not listed"

Spans = Iterable[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Smelter:
    """One row: metal, name from the look-up, the name given for one that is not listed, country."""

    row: int
    metal: Value
    name: Value
    given: Value
    country: Value


class SmelterList:
    """The smelter list; read when it is first asked."""

    def __init__(self, cells: Cells, rules: RuleSet) -> None:
        self._cells = cells
        self._rules = rules
        self._sheet = rules.smelters
        self._look_up = LookUp(cells, rules)

    @cached_property
    def rows(self) -> tuple[Smelter, ...]:
        """All rows that hold anything, headings and rows after the last one included."""
        sheet = self._sheet
        letters = [letter for letter in (sheet.number, sheet.metal, sheet.name, sheet.given, sheet.country) if letter]
        numbers = [column_number(letter) for letter in letters]
        first, last = min(numbers), max(numbers)
        found = self._cells.rows(sheet.sheet, first, last, 1, MAX_ROW)
        return tuple(self._smelter(row, values, first) for row, values in found)

    def _smelter(self, row: int, values: Row, first: int) -> Smelter:
        sheet = self._sheet

        def value(letter: str) -> Value:
            return values[column_number(letter) - first] if letter else None

        metal, name, given, country = map(value, (sheet.metal, sheet.name, sheet.given, sheet.country))
        if row < sheet.first:  # headings are formulas whose result nobody looks at
            shown = (None if isinstance(one, Uncached) else one for one in (metal, name, given, country))
            return Smelter(row, *shown)
        if sheet.number:
            number = value(sheet.number)
            metal = self._by_number(row, sheet.metal, metal, number, METAL)
            name = self._by_number(row, sheet.name, name, number, NAME)
            if _says(name, NOT_LISTED):
                country = self._country(row, metal, name, given, country)
            elif isinstance(country, Uncached):
                country = ""
        return Smelter(row, metal, name, given, country)

    def _by_number(self, row: int, letter: str, value: Value, number: Value, column: int) -> Value:
        """Give a cell whose formula looks an id up; what was typed over it stays."""
        if number is None or number == "":
            return "" if isinstance(value, Uncached) else value
        if value is None:  # a formula that shows nothing, or emptied
            value = self._cells.value(self._sheet.sheet, f"{letter}{row}")
        if value == "" or isinstance(value, Uncached):
            return number if isinstance(number, CellError) else self._look_up.by_number(number, column)
        return value

    def _country(self, row: int, metal: Value, name: Value, given: Value, country: Value) -> Value:
        """Give the country of a smelter that is not listed: its formula looks the name up, in vain in most versions."""
        if country is None:
            country = self._cells.value(self._sheet.sheet, f"{self._sheet.country}{row}")
        if country != "" and not isinstance(country, Uncached):
            return country
        try:
            return self._look_up.country(text_of(metal) + text_of(given if self._rules.look_up_given else name))
        except Fault:
            return ""

    def has_joined(self, metal: str, rows: Sequence[int], joined: Spans) -> bool:
        """Tell whether some row has the metal, and metal and name, joined, begin with it and go on, in some row."""
        wanted = metal.lower()
        return any(_within(one.row, [rows]) and counts(one.metal, metal) for one in self.rows) and any(
            len(text) > len(wanted) and text.lower().startswith(wanted)
            for one in self.rows
            if _within(one.row, joined) and (text := _joined(one))
        )

    def has_named(self, mineral: Plain, rows: Sequence[int]) -> bool:
        """Tell whether some row has the mineral, and some such row a name."""
        found = [one for one in self.rows if _within(one.row, [rows]) and counts(one.metal, mineral)]
        return any(not isinstance(one.name, CellError) and not is_empty(one.name) for one in found)

    def has_not_blank(self, mineral: str, rows: Sequence[int]) -> bool:
        """Tell whether some row of the mineral has cells of name and country that hold anything, a formula included."""
        sheet = self._sheet.sheet
        for one in self.rows:
            if not _within(one.row, [rows]) or isinstance(one.metal, CellError | Uncached):
                continue
            fits = counts(text_of(one.metal) + "+", mineral + "+")
            if fits and all(
                self._cells.value(sheet, f"{letter}{one.row}") is not None
                for letter in (self._sheet.name, self._sheet.country)
            ):
                return True
        return False

    def errors(self) -> tuple[str, ...]:
        """Give the cells of the list that show an error, the id that causes it named in their stead."""
        sheet = self._sheet
        found = []
        for one in self.rows:
            named = (
                (sheet.metal, one.metal),
                (sheet.name, one.name),
                (sheet.given, one.given),
                (sheet.country, one.country),
            )
            wrong = [letter for letter, value in named if isinstance(value, CellError)]
            if wrong:
                number = self._cells.value(sheet.sheet, f"{sheet.number}{one.row}") if sheet.number else None
                found.append(f"{sheet.sheet}!{wrong[0] if number is None else sheet.number}{one.row}")
        return tuple(found)

    def has_metal(self, metal: str, rows: Sequence[int]) -> bool:
        """Tell whether some row has the metal."""
        return any(_within(one.row, [rows]) and counts(one.metal, metal) for one in self.rows)

    def has_not_listed(self, rows: Sequence[int]) -> bool:
        """Tell whether some row says that its smelter is not listed."""
        return any(_within(one.row, [rows]) and counts(one.name, NOT_LISTED) for one in self.rows)

    def not_listed_open(self, rows: Sequence[int]) -> bool:
        """Tell whether a row that is not listed lacks name or country; an error in any of the columns is a fault."""
        looked = [one for one in self.rows if _within(one.row, [rows])]
        without = [equals(one.name, NOT_LISTED) & is_empty(one.given) for one in looked]
        without += [equals(one.name, NOT_LISTED) & is_empty(one.country) for one in looked]
        return any(without)

    def not_listed_count(self, rows: Sequence[int]) -> int:
        """Count the rows that are not listed and lack name or country; an error in any of the columns is a fault."""
        looked = [one for one in self.rows if _within(one.row, [rows])]
        return sum(equals(one.name, NOT_LISTED) & (is_empty(one.given) | is_empty(one.country)) for one in looked)


def _within(row: int, spans: Spans) -> bool:
    return any(first <= row <= last for first, last in spans)


def _says(value: Value, text: str) -> bool:
    return isinstance(value, str) and value.lower() == text.lower()


def _joined(one: Smelter) -> str:
    try:
        return text_of(one.metal) + text_of(one.name)
    except Fault:
        return ""
