"""Which minerals a declaration is about: the fixed ones of its version, or those that were chosen, in their rows' order."""

from __future__ import annotations

from kaiji.formats.xlsx.workbook import Workbook
from kaiji.minerals.checker.cell import WorkbookCells
from kaiji.minerals.checker.mineral import slots
from kaiji.minerals.checker.rule_set import Minerals
from kaiji.minerals.layout import Layout

NAME_COLUMN = "B"


def minerals_in(workbook: Workbook, layout: Layout) -> tuple[str, ...]:
    """Give the minerals of a workbook, slot by slot; nothing for a slot that a blank, a number or an error takes.

    Chosen names are sorted and each is taken once, as the sheet's own formulas do. Programs sort scripts other than
    Latin in different orders; so where the saved names of the first question are the chosen ones, their order counts.

    Args:
        workbook: the workbook.
        layout: of its version.
    """
    choice = layout.minerals
    if choice is None:
        return layout.metals
    words = tuple(f"(Delete {name})" for name in choice.choices) or (choice.word,) * len(choice.cells)
    others = choice.named or choice.below or ("",) * len(choice.cells)
    found = slots(WorkbookCells(workbook), Minerals(choice.cells, words, others))
    chosen = tuple(_name(one, layout) if isinstance(one, str) else "" for one in found[: choice.slots])
    while chosen and not chosen[-1]:
        chosen = chosen[:-1]
    saved = _saved(workbook, layout, len(chosen))
    own = {name.casefold(): name for name in chosen}
    if len(own) == len(chosen) and {one.casefold() for one in saved} == own.keys():
        return tuple(own[one.casefold()] for one in saved)
    return chosen


def _name(words: str, layout: Layout) -> str:
    """Give a name in the version's own spelling, whatever its letter case and blanks."""
    plain = " ".join(words.split())
    return next((metal for metal in layout.metals if metal.casefold() == plain.casefold()), plain)


def _saved(workbook: Workbook, layout: Layout, count: int) -> list[str]:
    sheet = workbook.sheet(layout.declaration)
    row = layout.questions[0].row
    values = [sheet.value(f"{NAME_COLUMN}{row + offset}") for offset in range(count)] if sheet is not None else []
    return [" ".join(one.replace("(*)", "").replace("（*）", "").split()) for one in values if isinstance(one, str)]
