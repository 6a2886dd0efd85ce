"""The public cases: declarations in official workbooks, with what their own Checker says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kaiji.formats.xlsx.workbook import open_workbook
from kaiji.minerals.checker.cell import TypedCells, WorkbookCells
from kaiji.minerals.checker.judge import judge
from kaiji.minerals.checker.verdict import Verdict, verdict
from made_checker import marks, rules_of

pytestmark = pytest.mark.reference


@pytest.fixture(scope="module")
def cases(reference: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((reference / "checker_cases/cases.json").read_text(encoding="utf-8"))
    return found


def check(found: Verdict, case: dict[str, Any]) -> None:
    expected = case["expected"]
    assert marks(found) == {one["row"]: (one["required"], one["missing"]) for one in expected["rows"]}, case["id"]
    assert found.total == expected["missing_total"], case["id"]
    assert found.shown == str(expected["missing_count"]), case["id"]


def test_all_typed_cases_agree_on_every_row_and_total(cases: list[dict[str, Any]], reference: Path) -> None:
    blanks: dict[str, WorkbookCells] = {}
    for case in cases:
        name = case["template"]
        if name not in blanks:
            opened = open_workbook((reference / "templates" / name).read_bytes(), name).workbook
            assert opened is not None
            blanks[name] = WorkbookCells(opened)
        version = name.removesuffix(".xlsx").rpartition("_")[2]
        typed = {
            key: date.fromisoformat(value["date"]) if isinstance(value, dict) else value
            for key, value in case["cells"].items()
        }
        rules = rules_of("CMRT", version)
        check(verdict(TypedCells(typed, rules, blanks[name]), "CMRT", version), case)
    assert len(cases) == 20


def test_all_workbooks_agree_on_every_row_and_total(cases: list[dict[str, Any]], reference: Path) -> None:
    files = sorted((reference / "checker_cases").glob("*.xlsx"))
    by_id = {case["id"]: case for case in cases}
    for file in files:
        found = judge(file.read_bytes(), file.name).verdict
        assert found is not None
        check(found, by_id[file.stem])
    assert len(files) == 6
