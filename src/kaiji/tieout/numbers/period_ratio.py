"""Ratios that stand with periods as rows, and the two items, of this table or another, of which they are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kaiji.core.text import Text
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.grid import Grid
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.note_series import NOTE
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import MONEY
from kaiji.tieout.numbers.when import Calendar
from kaiji.tieout.term_file import terms_of

RATIO = Text("the ratio of these items, in per cent", "これらの項目の比率")
HUNDRED = Fraction(100)
MOST = 60
_TERMS = terms_of("kaiji.tieout.numbers", "terms.toml")
DEFINED = [tuple(frozenset(one[key]) for key in ("words", "part", "whole")) for one in _TERMS["ratio"]]


OWN = 1.5
KINDS = frozenset({"operating", "ordinary", "recurring", "gross", "before", "pre-tax", "pretax"})


def period_ratios(
    grids: Sequence[Grid], series: Sequence[Series], calendar: Calendar, known: set[Mention]
) -> Iterator[Relation]:
    """Give the ratios of a table whose rows are periods that two items explain in every period.

    Args:
        grids: the tables.
        series: the items of tables and notes.
        calendar: of the document.
        known: percentages that are explained already, as changes.
    """
    items = [one for one in series if one.kind in (MONEY, "") and one.grid != -1 and one.words and not one.segment]
    for grid in grids:
        if not grid.rows or any(row.when is None for row in grid.rows):
            continue
        # The items of the table itself and of notes are nearest.
        near = sorted(items, key=lambda one, own=grid.number: (one.grid != own, one.grid >= 0))[:MOST]  # type: ignore[misc]
        for column in grid.percents:
            cells = [row.cells[column] for row in grid.rows if column in row.cells]
            if cells and not any(cell in known for cell in cells):
                yield from _best(cells, item_words(grid.columns[column].head), near, calendar)


def _best(
    cells: Sequence[Mention], words: frozenset[str], items: Sequence[Series], calendar: Calendar
) -> Sequence[Relation]:
    best: tuple[tuple[float, ...], list[Relation]] | None = None
    extra: list[Relation] = []
    beside = [(one, [_at(one, cell, calendar) for cell in cells]) for one in items]
    beside = [(one, numbers) for one, numbers in beside if any(numbers)]
    for part, parts in beside:
        for whole, wholes in beside:
            if part is whole or part.currency != whole.currency:
                continue
            if words & KINDS - part.words - whole.words:
                continue  # the ratio of another income than this one
            relations = [
                Relation("ratio", (cell, a, b), RATIO, by=HUNDRED)
                for cell, a, b in zip(cells, parts, wholes, strict=True)
                if a and b and b.low > 0 and not _of_mean(cell, a, b, whole, calendar)
            ]
            telling = [one for one in relations if one.telling()]
            holding = sum(one.holds() for one in telling)
            failing = len(telling) - holding
            if not holding or failing > holding:
                continue
            said = (
                2 if defined(words, part.words, whole.words) else bool(words & part.words) + bool(words & whole.words)
            )
            if (failing or holding < 2) and not said:
                continue
            # Items of its own table that name it go before others that explain it by chance, though one of them slipped.
            own = said > 1 and {part.grid, whole.grid} == {cells[0].table}
            score = (holding - failing + OWN * own, float(said), float(len(words & (part.words | whole.words))))
            if best is None or score > best[0]:
                strength = 3.0 if holding > 1 and said else 2.0 if holding > 1 or said > 1 else 1.0
                if failing:
                    strength = 2.0 if said > 1 else 1.0
                for one in relations:
                    one.strength = strength
                best = (score, relations)
            if part.grid == NOTE and defined(words, part.words, whole.words):
                # Equity that a note gives for just this ratio.
                extra += relations
                for one in relations:
                    one.strength = max(one.strength, 2.0)
    return [*(best[1] if best is not None else ()), *extra]


def _of_mean(ratio: Mention, part: Mention, whole: Mention, item: Series, calendar: Calendar) -> bool:
    """Tell whether a return is that on the mean of what was there at the beginning and at the end, not at the end alone."""
    if Relation("ratio", (ratio, part, whole), RATIO, by=HUNDRED).holds():
        return False
    own = calendar.back(whole.when)
    for other in item.cells:
        before = calendar.back(other.when)
        if own is None or before is None or before <= own or not other.value > 0:
            continue
        least, most = 2 * min(part.low, part.high), 2 * max(part.low, part.high)
        ends = least / (whole.high + other.high) * HUNDRED, most / (whole.low + other.low) * HUNDRED
        if ends[0] <= abs(ratio.high) and abs(ratio.low) <= ends[1]:
            return True
    return False


def defined(words: frozenset[str], part: frozenset[str], whole: frozenset[str]) -> bool:
    """Tell whether a ratio is by its name that of just these two items."""
    return any(
        ratio <= words and top <= part and base <= whole and len(whole - base - {"net", "operating"}) == 0
        for ratio, top, base in DEFINED
    )


def _at(item: Series, cell: Mention, calendar: Calendar) -> Mention | None:
    """Give an item's number of the period of a cell: of its row, of a period named in the same way, or of one that is the same."""
    if item.cells and item.cells[0].table == cell.table >= 0:
        return next((one for one in item.cells if one.row == cell.row), None)
    alike = [one for one in item.cells if one.when and cell.when and one.when.kind == cell.when.kind]
    return next((one for one in alike or item.cells if calendar.same(one.when, cell.when)), None)
