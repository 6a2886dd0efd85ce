"""Damaged and hostile workbooks given to the writer: never an exception, and what comes out opens."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import pytest

from formats.xlsx_patch.test_patch import BY_OPENPYXL, RAW
from kaiji.core.finding import has_errors
from kaiji.formats.xlsx.workbook import open_workbook
from kaiji.formats.xlsx_patch.patch import CLEAR, Value, patch_workbook
from made_workbook import packed, parts

CHANGES: dict[str, Value] = {"B1": "x", "C2": Decimal(1), "D3": None, "A4": CLEAR, "Z99": True, "I3": date(2025, 1, 1)}
PIECES = [b"<", b">", b"/>", b'"', b"<!--", b"<![CDATA[", b"]]>", b"&#0;", b"<row r=\"2\">", b"<c r=\"A1\"/>", b"</c>",
          b"<f t=\"shared\" si=\"0\"/>", b"<f t=\"shared\" ref=\"A1:B9\" si=\"0\">[[[[</f>", b"\xff", b" r=\"0\"", b"x:",
          b"</sheetData>", b"<sheetData>", b"<mergeCell ref=\"A1:Z99\"/>", b"<f t=\"array\" ref=\"A1:C9\">1</f>"]  # fmt: skip


def attempt(data: bytes, sheet: str) -> None:
    patched = patch_workbook(data, {(sheet, cell): value for cell, value in CHANGES.items()})
    assert (patched.content is None) is has_errors(patched.findings)
    if patched.content is not None:
        assert open_workbook(patched.content, "out.xlsx").workbook is not None


@pytest.mark.parametrize("seed", range(150))
def test_bytes_flipped(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not a secret
    data = bytearray(BY_OPENPYXL if seed % 2 else RAW)
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    attempt(bytes(data), "Answers" if seed % 2 else "S")


@pytest.mark.parametrize("seed", range(300))
def test_sheets_mangled(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not a secret
    made = parts('<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1</f><v>1</v></c></row>'
                 '<row r="3"><c r="A3"><f t="shared" si="0"/><v>1</v></c><c r="B3" t="inlineStr"><is><t>x</t></is></c></row>')  # fmt: skip
    name = chance.choice(["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
    xml = made[name]
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(xml))
        xml = xml[:at] + chance.choice(PIECES) + xml[at + chance.choice([0, 0, 1, 5]) :]
    made[name] = xml
    attempt(packed(made), "S")


@pytest.mark.parametrize("text", ["[" * 200_000, "'" * 100_001, '"' * 100_001, "(A1:" * 50_000, "A1+" * 100_000])
def test_hostile_shared_formulas_take_bounded_work(text: str) -> None:
    body = text.replace('"', "&quot;")
    rows = (
        f'<row r="1"><c r="B1"><f t="shared" ref="B1:B2" si="0">{body}</f></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/></c></row>'
    )
    patched = patch_workbook(packed(parts(rows)), {("S", "B1"): "x"})
    assert [one.code for one in patched.findings] == ["FILE-408"]
