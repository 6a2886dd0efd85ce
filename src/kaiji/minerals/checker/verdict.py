"""The Checker's verdict: each row's "required" and "missing" as the official sheet has them, and the total."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kaiji.core.text import Text
from kaiji.formats.xlsx.value import CellError, address_of, position
from kaiji.minerals.checker.cell import Cells
from kaiji.minerals.checker.formula import (
    Fault,
    Plain,
    Value,
    counts,
    equals,
    holds,
    is_empty,
    is_longer_than_one,
    is_zero,
    linked,
    text_of,
)
from kaiji.minerals.checker.label import line_label
from kaiji.minerals.checker.mineral import Slot, slots
from kaiji.minerals.checker.rule_set import Gate, Line, RuleSet, rule_set
from kaiji.minerals.checker.smelter import SmelterList

DECLARATION = "Declaration"
YES = "Yes"
Mark = int | str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the Checker sheet.

    Args:
        row: its number on the sheet.
        label: what it is about, in Kaiji's words.
        source: the cell or list it looks at (``Declaration!D8``).
        required: 1 or 0, ``""`` where the sheet's column is empty (headings, fields that are never required), or an
            error code.
        missing: 0, 1 (two rows of older sheets count higher), or an error code such as ``#N/A``.
        counted: whether the row is in the total.
        metal: whose row it is, where it is one of a metal.
    """

    row: int
    label: Text
    source: str
    required: Mark
    missing: Mark
    counted: bool = True
    metal: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the Checker sheet says of one workbook.

    Args:
        family: ``CMRT`` …
        version: of the workbook.
        by: the version whose rules were used; the same where it has its own.
        rows: in the order of the sheet.
        total: required fields to be completed, or an error code where an error stands in the sum.
        shown: what the top of the sheet shows.
    """

    family: str
    version: str
    by: str
    rows: tuple[Row, ...]
    total: Mark
    shown: str

    @property
    def complete(self) -> bool:
        """Whether the sheet counts nothing as missing."""
        return self.total == 0


def verdict(cells: Cells, family: str, version: str) -> Verdict:
    """Give the verdict of a version's Checker on the cells of a workbook.

    A family and version without a Checker raises LookupError; ``rule_set`` tells beforehand.
    """
    rules = rule_set(family, version)
    if rules is None:
        raise LookupError(f"{family} {version} has no Checker")
    rows = tuple(Checker(cells, rules).rows())
    faults = [one.missing for one in rows if one.counted and isinstance(one.missing, str)]
    total = faults[0] if faults else sum(int(one.missing) for one in rows if one.counted)
    return Verdict(family, version, rules.by, rows, total, str(total))


class Checker:
    """One run of a version's rules over the cells of a workbook."""

    def __init__(self, cells: Cells, rules: RuleSet) -> None:
        self._cells = cells
        self._rules = rules
        self._smelters = SmelterList(cells, rules)
        self._slots: tuple[Slot, ...] = slots(cells, rules.minerals) if rules.minerals else rules.metals
        self._tests: dict[str, Callable[[Line, int], int]] = {
            "heading": lambda *_: 0,
            "filled": lambda line, index: is_zero(self._reading(line.cell, line.behind, index)),
            "at": lambda line, index: not holds(self._value(line.cell, index), "@"),
            "www": lambda line, index: not holds(self._value(line.cell, index), "www"),
            "long": lambda line, index: not is_longer_than_one(self._value(line.cell, index)),
            "shown": lambda line, index: is_empty(self._value(line.cell, index)),
            "choice": self._choice,
            "minerals": lambda *_: self._named(0) == "",
            "others": lambda *_: self._others() != self._other_names(),
            "joined": lambda line, index: (
                not self._smelters.has_joined(self._rules.metals[index], line.options["rows"], line.options["joined"])
            ),
            "named": lambda line, index: not self._smelters.has_named(self._named(index), line.options["rows"]),
            "not_blank": lambda line, index: (
                not self._smelters.has_not_blank(text_of(self._shown(index)), line.options["rows"])
            ),
            "first_rows": self._first_rows,
            "not_listed": lambda line, _: self._smelters.not_listed_open(line.options["demanded"]),
            "not_listed_count": lambda line, _: self._smelters.not_listed_count(line.options["demanded"]),
            "broken": self._broken,
        }

    def rows(self) -> Iterator[Row]:
        """Give the rows of the sheet."""
        for line in self._rules.lines:
            for index in range(line.count):
                required = self._mark(lambda line=line, index=index: self._required(line, index))  # type: ignore[misc]
                missing = self._mark(lambda line=line, index=index: self._missing(line, index))  # type: ignore[misc]
                never = line.gate == "never"
                yield Row(
                    line.row + index,
                    line_label(line, self._slots[index] if line.metals and index < len(self._slots) else ""),
                    self._source(line, index),
                    "" if never else required,
                    missing,
                    line.counted,
                    self._metal(line, index),
                )

    def _metal(self, line: Line, index: int) -> str:
        slot = self._slots[index] if line.metals and index < len(self._slots) else ""
        return slot if isinstance(slot, str) else ""

    @staticmethod
    def _mark(compute: Callable[[], int]) -> Mark:
        try:
            return int(compute())
        except Fault as fault:
            return fault.code

    def _missing(self, line: Line, index: int) -> int:
        if line.missing == "where_listed":
            return 0 if self._shown(index) == "" else self._tests[line.test](line, index)
        if line.missing == "unless_answered":
            return self._unless_answered(line, index)
        return self._required(line, index) * self._tests[line.test](line, index)

    def _required(self, line: Line, index: int) -> int:
        match line.gate:
            case "always":
                return 1
            case "never" | "no":
                return 0
            case "others":
                return self._others() > 0
            case "not_listed":
                return self._smelters.has_not_listed(line.options["rows"])
        return self._open(self._rules.gates[line.gate], index)

    def _open(self, gate: Gate, index: int) -> bool:
        """Tell whether a gate is open for a metal; every part is looked at, so that an error in any of them shows."""
        said = [
            any(equals(self._reading(stop.cell, stop.behind, index), answer) for answer in stop.answers)
            for stop in gate.stops
        ]
        passed = [not (all(said) if gate.every else any(said))] if said else []
        if gate.listed:
            passed.append((self._shown(index) if gate.listed == "shown" else self._named(index)) != "")
        if gate.some:
            others = (self._rules.gates[name] for name in gate.some)
            found = [self._open(other, slot) for other in others for slot in range(other.slots)]
            passed.append(any(found))
        if gate.yes:
            passed.append(equals(self._value(gate.yes, 0), YES))
        if gate.scope:
            passed.append(self._scope(gate.scope))
        return all(passed)

    def _scope(self, kind: str) -> bool:
        value = self._value("D9", 0)
        if kind == "product":
            return equals(value, self._rules.product_scope)
        known = equals(value, self._rules.company_scope) or equals(value, self._rules.product_scope)
        return not known and not is_zero(value)

    def _value(self, cell: str, index: int) -> Value:
        """Give a cell, or the one so many rows below it; on the Declaration unless a sheet is named."""
        sheet, _, address = cell.rpartition("!")
        row, column = position(address)
        return self._cells.value(sheet or DECLARATION, address_of(row + index, column))

    def _reading(self, cell: str, behind: tuple[str, ...], index: int) -> Value:
        """Give a cell that is looked at only where the cells before it say Yes, each looked at in the same way."""
        if all(equals(self._reading(one, behind[:at], index), YES) for at, one in enumerate(behind)):
            return self._value(cell, index)
        return None

    def _named(self, index: int) -> Plain:
        """Give the mineral of a slot; an error there is a fault of all that looks at it."""
        return linked(self._slots[index])

    def _shown(self, index: int) -> Value:
        """Give the mineral of a slot where the sheet hides errors."""
        slot = self._slots[index]
        return "" if isinstance(slot, CellError) else slot

    def _choice(self, line: Line, index: int) -> int:
        """A listed answer satisfies; the one that says "described" satisfies if the comment is filled; no other does."""
        value, options = self._value(line.cell, index), line.options
        if any(equals(value, answer) for answer in options["plain"]):
            return 0
        return is_zero(self._value(options["comment"], 0)) if equals(value, options["told"]) else 1

    def _others(self) -> int:
        """Count the minerals chosen as "other"."""
        minerals = self._rules.minerals
        if minerals is None:
            return 0
        pairs = zip(minerals.cells, minerals.words, strict=True)
        return sum(_says(self._value(cell, 0), word) for cell, word in pairs)

    def _other_names(self) -> int:
        """Count the texts in the cells for names of other minerals, wherever they stand."""
        others = self._rules.minerals.others if self._rules.minerals else ()
        return sum(isinstance(self._value(cell, 0), str) for cell in others)

    def _first_rows(self, line: Line, _: int) -> int:
        first, last = line.options["rows"]
        sheet, column = self._rules.smelters.sheet, line.options["column"]
        values = (self._cells.value(sheet, f"{column}{row}") for row in range(first, last + 1))
        return all(value is None or value == "" for value in values)

    def _unless_answered(self, line: Line, index: int) -> int:
        """One row of CRT is missing only where question 1 is empty and question 2 says Yes without any smelter."""
        options = line.options
        yes = [equals(self._value(options[name], 0), YES) for name in ("first", "second")]
        listed = self._smelters.has_metal(self._rules.metals[index], options["rows"])
        return int(any(yes) and not listed and is_zero(self._value(options["first"], 0)))

    @staticmethod
    def _broken(*_: object) -> int:
        raise Fault("#REF!")

    def _source(self, line: Line, index: int) -> str:
        if not line.cell:
            return self._rules.smelters.sheet if line.label != "heading" else ""
        sheet, _, address = line.cell.rpartition("!")
        row, column = position(address)
        return f"{sheet or DECLARATION}!{address_of(row + index, column)}"


def _says(value: Value, text: str) -> bool:
    return bool(text) and counts(value, text)
