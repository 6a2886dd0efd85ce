"""Which cell each row of a Checker sheet looks at, beside the rows of the nearest known version."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaiji.core.text import Text
from kaiji.formats.xlsx.value import address_of, position
from kaiji.formats.xlsx.workbook import Workbook
from kaiji.formats.xlsx.written import Written
from kaiji.minerals.checker.rule_set import rule_set
from kaiji.minerals.draft.difference import Difference
from kaiji.minerals.layout import Layout

CHECKER = "Checker"
LOOKS_AT = re.compile(r"Declaration!\$?([A-Z]{1,2})\$?(\d{1,4})")
SUM = re.compile(r"SUM\(\$?H\$?(\d+):\$?H\$?(\d+)\)")
ANSWERED = ("D", "G")


def checker_differences(
    workbook: Workbook, written: Written | None, known: Layout, drafted: Layout
) -> Iterator[Difference]:
    """Compare the rows of the Checker sheet with the known rules.

    Args:
        workbook: the new one.
        written: the formulas of its Checker sheet; None where there is none, or where they cannot be read.
        known: the nearest known layout: its cells are carried over to those of the drafted one.
        drafted: the new layout.
    """
    rules = rule_set(known.family, known.version)
    if written is None or rules is None:
        return
    moved = dict(_moved(known, drafted))
    before: dict[int, str] = {}
    for line in rules.lines:
        if line.cell and "!" not in line.cell and line.test not in ("minerals", "others") and line.label != "hidden":
            row, column = position(line.cell)
            before |= {line.row + index: address_of(row + index, column) for index in range(line.count)}
    after = {row: cells for row, cells in _looked_at(written) if cells}
    where = workbook.source.at(sheet=CHECKER)
    shifted: list[tuple[int, int]] = []
    known_cells = set(moved.values())  # rows of metals that a version has no more look at its cells still
    for row, cell in sorted(before.items()):
        new = moved.get(cell, cell)
        known_cells.add(new)
        found = [one for one, cells in after.items() if new in cells]
        if not found:
            yield Difference("checker_gone", Text(new), str(row), "", where)
        elif row not in found:
            shifted.append((row, found[0]))
    yield from (
        Difference(
            "checker_moved", Text(""), _rows(one, 0), _rows(one, 1), where.at(sheet=CHECKER, cell=f"B{one[0][1]}")
        )
        for one in _runs(shifted)
    )
    for row, cells in sorted(after.items()):
        strange = sorted(cells - known_cells)
        if len(strange) == len(cells) and row not in before:
            yield Difference(
                "checker_new", Text(", ".join(strange)), "", str(row), where.at(sheet=CHECKER, cell=f"B{row}")
            )
    total = [(int(first), int(last)) for text in written.formulas.values() for first, last in SUM.findall(text)]
    if total and sorted(set(total)) != sorted(rules.total):
        spans = ["; ".join(f"H{first}:H{last}" for first, last in sorted(set(one))) for one in (rules.total, total)]
        yield Difference("checker_total", Text(""), spans[0], spans[1], where)


def _looked_at(written: Written) -> Iterator[tuple[int, set[str]]]:
    """Give the answer cells that the second column of each row looks at."""
    for address, text in written.formulas.items():
        row, column = position(address)
        if column == 2:
            yield row, {f"{letters}{number}" for letters, number in LOOKS_AT.findall(text) if letters in ANSWERED}


def _moved(known: Layout, drafted: Layout) -> Iterator[tuple[str, str]]:
    """Give each cell of the known version with its place in the new one."""
    for name, cell in known.company.items():
        if name in drafted.company:
            yield cell, drafted.company[name]
    slots = max(len(known.metals), known.minerals.slots if known.minerals else 0, 4)
    for question in (*known.questions, *known.company_questions):
        new = drafted.question(question.topic)
        if new is not None:
            for shift in range(slots if question in known.questions else 1):
                for letter in ANSWERED:
                    yield f"{letter}{question.row + shift}", f"{letter}{new.row + shift}"


def _runs(shifted: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Put neighbouring rows together that moved by the same distance; a heading may stand between them."""
    run: list[tuple[int, int]] = []
    for one in shifted:
        if run and (one[1] - one[0] != run[-1][1] - run[-1][0] or one[0] - run[-1][0] > 2):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _rows(run: list[tuple[int, int]], side: int) -> str:
    first, last = run[0][side], run[-1][side]
    return f"{first}–{last}" if first != last else str(first)
