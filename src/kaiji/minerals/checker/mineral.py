"""Which minerals are in scope, in which slot: the sheet's own sorting of the chosen names, step by step."""

from __future__ import annotations

from decimal import Decimal

from kaiji.formats.xlsx.value import CellError
from kaiji.minerals.checker.cell import Cells
from kaiji.minerals.checker.formula import Fault, Plain, counts, equals, is_greater, linked
from kaiji.minerals.checker.rule_set import Minerals

Slot = Plain | CellError


def slots(cells: Cells, minerals: Minerals) -> tuple[Slot, ...]:
    """Give the name in each slot: sorted, each once, ``""`` for a slot that is not used.

    The sheets sort by as many exchanges of neighbours as there are cells. That is done here in the same way, so that
    odd values (an error, a number, a blank) end up where they do in the sheet.
    """
    names = [_chosen(cells, *one) for one in zip(minerals.cells, minerals.words, minerals.others, strict=True)]
    for phase in range(len(names)):
        for left in range(phase % 2, len(names) - 1, 2):
            names[left : left + 2] = _in_order(*names[left : left + 2])
    unique: list[Slot] = names[:1]
    for _ in names[1:]:
        fresh = next((name for name in names if not any(_same(one, name) for one in unique)), "")
        unique.append("" if fresh == CellError("#N/A") else fresh)
    return tuple(unique)


def _chosen(cells: Cells, cell: str, word: str, other: str) -> Slot:
    """Give what one cell chooses: its own value, or that of the other cell where it says the word."""
    value = cells.value("Declaration", cell)
    try:
        if value is not None and word and equals(value, word):
            value = cells.value("Declaration", other)
        return "" if value is None else linked(value)
    except Fault as fault:
        return CellError(fault.code)


def _in_order(left: Slot, right: Slot) -> tuple[Slot, Slot]:
    if isinstance(right, CellError):
        return right, right
    if right == "":
        return left, right
    if isinstance(left, CellError):
        return left, left
    return (right, left) if left == "" or is_greater(left, right) else (left, right)


def _same(one: Slot, other: Slot) -> bool:
    return counts(one, other) if isinstance(other, str | Decimal) else one == other
