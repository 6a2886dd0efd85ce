"""Damaged files never crash the reader: each gives a workbook or a finding at error level."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from kaiji.core.finding import has_errors
from kaiji.formats.xlsx.workbook import open_workbook
from made_workbook import cells, packed, parts, styles, unlocked_by_library

ROUNDS = int(os.environ.get("KAIJI_FUZZ_ROUNDS", "300"))
REAL_ROUNDS = int(os.environ.get("KAIJI_FUZZ_REAL_ROUNDS", "12"))


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same damage in every run


def small() -> dict[str, bytes]:
    data = cells(
        '<c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>41790</v></c><c r="C1" t="e"><f>NA()</f><v>#N/A</v></c>',
        '<c r="D1"><f>1+1</f></c><c r="E1"><v>12345678901234567</v></c><c r="F1" t="str"><f>A1</f><v>x</v></c>',
    )
    return parts(data, strings="<si><t>one</t></si>", styles=styles(0, 14))


def read_all(data: bytes) -> None:
    """Open a file and read all of it; whatever it is, nothing may be raised and nothing lost in silence."""
    opened = open_workbook(data, "answer.xlsx")
    if opened.workbook is None:
        assert has_errors(opened.findings)
        assert all(finding.sources for finding in opened.findings)
        return
    for name in opened.workbook.sheet_names:
        sheet = opened.workbook.sheet(name)
        if sheet is None:
            assert has_errors(opened.workbook.findings)
            continue
        for row in range(1, min(sheet.last_row, 50) + 1):
            sheet.row_values(row, 1, 40)


def flipped(data: bytes, dice: random.Random, most: int) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, most)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def test_flipped_bytes_in_the_container() -> None:
    dice, data = seeded(1), packed(small())
    for _ in range(ROUNDS):
        read_all(flipped(data, dice, 4))


def test_flipped_bytes_inside_the_parts() -> None:
    dice, contents = seeded(2), small()
    names = list(contents)
    for _ in range(ROUNDS):
        changed = dict(contents)
        name = dice.choice(names)
        changed[name] = flipped(changed[name], dice, 3)
        read_all(packed(changed))


def test_swapped_pieces_of_xml() -> None:
    dice, contents = seeded(3), small()
    name = "xl/worksheets/sheet1.xml"
    for _ in range(ROUNDS):
        pieces = contents[name].split(b"<")
        one, two = dice.randrange(1, len(pieces)), dice.randrange(1, len(pieces))
        pieces[one], pieces[two] = pieces[two], pieces[one]
        read_all(packed({**contents, name: b"<".join(pieces)}))


def test_cut_off_anywhere() -> None:
    data = packed(small())
    for length in range(0, len(data), 7):
        opened = open_workbook(data[:length], "answer.xlsx")
        assert opened.workbook is None, length
        assert has_errors(opened.findings)


@pytest.mark.reference
@pytest.mark.parametrize("name", ["3.01_-_empty.xls", "RMI_CMRT_6.5.xlsx"])
def test_damaged_real_files(reference: Path, name: str) -> None:
    dice, data = seeded(4), (reference / "templates" / name).read_bytes()
    for number in range(REAL_ROUNDS):
        read_all(flipped(data, dice, 40) if number % 2 else data[: dice.randrange(len(data))])


@pytest.mark.reference
def test_damaged_records(reference: Path) -> None:
    """An unlocked .xls, so that the damage reaches the records."""
    dice = seeded(5)
    data = unlocked_by_library((reference / "templates" / "3.01_-_empty.xls").read_bytes())
    for number in range(REAL_ROUNDS):
        head = flipped(data[:60_000], dice, 30) if number % 2 else data[:60_000]
        read_all(head + flipped(data[60_000:], dice, 300))
