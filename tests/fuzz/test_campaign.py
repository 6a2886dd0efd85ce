"""A small part of the fuzzing campaign: every kind of damage, read as the program reads, in a watched process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from fuzz.campaign import FINE, MOST_MEGABYTES, MOST_SECONDS, Watched
from fuzz.damage import KINDS, bases, made
from kaiji.formats.xlsx.sheet import Sheet
from kaiji.formats.xlsx.workbook import open_workbook
from made_workbook import cells, packed, parts

ROUNDS = int(os.environ.get("KAIJI_FUZZ_CAMPAIGN_ROUNDS", "3"))
# Numbers that once crashed, hung, or were read otherwise in silence; they need the official workbooks.
ONCE_BAD = (57, 1438, 3438, 3692, 6064)


@pytest.fixture(scope="module")
def watched() -> Iterator[Watched]:
    one = Watched(None)
    yield one
    one.close()


@pytest.mark.parametrize("kind", KINDS)
def test_no_damage_crashes_hangs_or_is_passed_over(kind: str, watched: Watched, tmp_path: Path) -> None:
    among = bases(None)
    for round_ in range(ROUNDS):
        one = made(list(KINDS).index(kind) + len(KINDS) * round_, among)
        came, seconds, megabytes = watched.read(one, tmp_path / "answer.xlsx")
        assert came in FINE, (one.number, one.base.name, came)
        assert megabytes < MOST_MEGABYTES, (one.number, one.base.name, megabytes)
        assert seconds < MOST_SECONDS * 2, (one.number, one.base.name, seconds)  # processor time, on a busy machine


@pytest.mark.reference
@pytest.mark.parametrize("number", ONCE_BAD)
def test_what_was_once_bad_stays_mended(number: int, reference: Path, tmp_path: Path) -> None:
    watched = Watched(reference)
    came, _, megabytes = watched.read(made(number, bases(reference)), tmp_path / "answer.xlsx")
    watched.close()
    assert came in FINE
    assert megabytes < MOST_MEGABYTES


def test_the_same_number_makes_the_same_file() -> None:
    among = bases(None)
    for number in range(len(KINDS)):
        one, again = made(number, among), made(number, among)
        assert (one.kind, one.base.name, len(one.data)) == (again.kind, again.base.name, len(again.data))


def opened(data: str, strings: str) -> tuple[Sheet | None, list[str]]:
    workbook = open_workbook(packed(parts(data, strings=strings)), "answer.xlsx").workbook
    assert workbook is not None
    sheet = workbook.sheet("S")
    return sheet, [one.code for one in workbook.findings]


@pytest.mark.parametrize(
    "broken", ["<si><t>x</si>", "<si><</t></si>", "<si><t>&nothing;</t></si>", "<si><t>x</t></si></sst><sst>"]
)
def test_texts_that_break_off_behind_the_last_used_one(broken: str) -> None:
    """No text that a cell uses is broken, but nobody knows which were meant: another program shows other ones."""
    assert opened(cells('<c r="A1" t="s"><v>0</v></c>'), "<si><t>one</t></si><si><t></t></si>" + broken) == (
        None,
        ["FILE-013"],
    )


@pytest.mark.parametrize("more", [0, 1000])
@pytest.mark.parametrize("stored", ["1e-400", "-1", "99", "x", "0.0", " 0"])
def test_a_number_of_no_text_is_not_the_first_text(stored: str, more: int) -> None:
    row = "".join(f'<c r="{column}%d"><v>1</v></c>' for column in "ABCDEFGHIJ")
    rows = "".join(f'<row r="{at}">{row % ((at,) * 10)}</row>' for at in range(2, 2 + more))
    sheet, codes = opened(
        f'<row r="1"><c r="A1" t="s"><v>{stored}</v></c><c r="B1" t="b"><v>7</v></c></row>{rows}', "<si><t>one</t></si>"
    )
    assert sheet is not None
    assert (sheet.value("A1"), sheet.value("B1"), codes) == (None, None, ["FILE-016"])
