"""Facts in CSV and Excel: each with its cell, each bad row a finding."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kaiji.tieout.fact_file import number_of
from kaiji.verbs import read_facts

CASES = Path(__file__).resolve().parents[1] / "cases"
CODES = ("TIE-911", "TIE-912", "TIE-913", "TIE-914")


def cases() -> list[Any]:
    found = []
    for code in CODES:
        content = yaml.safe_load((CASES / f"{code}.yaml").read_text(encoding="utf-8"))
        found += [pytest.param(code, case, id=f"{code} {case['case']}") for case in content["cases"]]
    return found


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(("code", "case"), cases())
def test_case(code: str, case: dict[str, Any]) -> None:
    findings = read_facts(case["file"].encode(), "facts.csv").findings
    assert {one.code for one in findings} <= {code}
    assert len(findings) == len(case["finds"])
    for one, expected in zip(findings, case["finds"], strict=True):
        assert str(one.severity) == expected["severity"]
        assert one.place.cell == expected.get("cell", "")


def test_a_workbook_gives_the_same_facts_as_csv() -> None:
    rows: list[list[object]] = [
        ["Item", "Period", "Unit", "Value"],
        ["Total revenues", "1Q26", "JPY millions", 5480],
        ["Operating income", "1Q26", "JPY millions", "△411.5"],
        ["Change", "1Q26", "%", 9.6],
    ]
    text = "\n".join(",".join(map(str, row)) for row in rows)
    plain, book = read_facts(text.encode(), "f.csv"), read_facts(workbook(rows), "f.xlsx")
    assert [(one.item, one.period, one.unit, one.value, one.places) for one in plain.facts] == [
        ("Total revenues", "1Q26", "JPY millions", Decimal(5480), 0),
        ("Operating income", "1Q26", "JPY millions", Decimal("-411.5"), 1),
        ("Change", "1Q26", "%", Decimal("9.6"), 1),
    ]
    assert [(one.item, one.value, one.places) for one in book.facts] == [
        (one.item, one.value, one.places) for one in plain.facts
    ]
    assert [one.source.place.cell for one in plain.facts] == ["D2", "D3", "D4"]
    assert [(one.source.place.sheet, one.source.place.cell) for one in book.facts] == [
        ("Sheet", "D2"), ("Sheet", "D3"), ("Sheet", "D4"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "measure", "scale"),
    [
        ("JPY millions", "JPY", 6),
        ("百万円", "JPY", 6),
        ("thousands of yen", "JPY", 3),
        ("US$ thousands", "USD", 3),
        ("%", "%", 0),
        ("yen per share", "JPY/share", 0),
        ("千株", "shares", 3),
        ("", "", 0),
    ],
)
def test_what_a_unit_says(unit: str, measure: str, scale: int) -> None:
    fact = read_facts(f"item,unit,value\nA,{unit},1\n".encode(), "f.csv").facts[0]
    assert (fact.measure, fact.scale) == (measure, scale)


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"PK\x03\x04 broken", b"item,value", b'item,"value\n1,2'])
def test_what_is_no_file_of_facts_gives_none(data: bytes) -> None:
    assert read_facts(data, "f.csv").facts == ()


@given(st.decimals(-(10**12), 10**12, places=3, allow_nan=False))
def test_a_number_printed_with_commas_is_read_back(value: Decimal) -> None:
    found = number_of(f"{value:,}")
    assert found is not None
    assert found[:2] == (value, 3)


@pytest.mark.parametrize("text", ["", "n/a", "1,23", "12,34,567", "(5", "5)", "1 2", "5e999", "1.2.3", "9" * 70])
def test_what_is_no_number(text: str) -> None:
    assert number_of(text) is None
