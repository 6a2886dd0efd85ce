"""``kaiji minerals checker``."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from kaiji.cli.main import app

RESPONSES = Path(__file__).resolve().parents[2] / "examples/kitanami/responses"


def run(*words: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["minerals", "checker", *map(str, words)], env={"COLUMNS": "200"})
    return result.exit_code, result.stdout


def test_nothing_missing_ends_with_zero() -> None:
    status, said = run(RESPONSES / "S-001.xlsx")
    assert status == 0
    assert "required fields to be completed: 0" in said


def test_missing_rows_are_named_and_end_with_one() -> None:
    status, said = run(RESPONSES / "S-006.xlsx", "--lang", "ja")
    assert status == 1
    assert "未記入の必須項目：3" in said
    assert "Declaration!D20" in said


def test_json_has_every_row_of_every_file_and_broken_files_too(tmp_path: Path) -> None:
    to = tmp_path / "said.json"
    status, _ = run(RESPONSES, "--format", "json", "-o", to, "--jobs", "1")
    data = {one["file"]: one for one in json.loads(to.read_text(encoding="utf-8"))}
    assert status == 1
    assert data["S-006.xlsx"]["family"] == "CMRT"
    assert data["S-006.xlsx"]["version"] == "6.5"
    assert data["S-006.xlsx"]["total"] == 3
    assert [one["row"] for one in data["S-006.xlsx"]["rows"] if one["missing"]] == [11, 27, 65]
    assert len(data["S-006.xlsx"]["rows"]) == 57
    assert data["S-002.xlsx"]["total"] == "#N/A"
    assert data["S-002.xlsx"]["findings"][0]["code"] == "CHK-004"
    assert data["broken.xlsx"]["total"] is None
    assert data["broken.xlsx"]["rows"] == []
    assert data["broken.xlsx"]["findings"]


def test_misuse_ends_with_two(tmp_path: Path) -> None:
    assert run(RESPONSES / "S-001.xlsx", "--format", "html")[0] == 2
    assert run(tmp_path / "nothing.xlsx")[0] == 2


def test_an_empty_folder_is_a_finding(tmp_path: Path) -> None:
    status, said = run(tmp_path)
    assert status == 1
    assert "FILE-" in said
