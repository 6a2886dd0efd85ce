"""``kaiji minerals check`` with files beside each other, and beside the suppliers' earlier ones."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from kaiji.cli.main import app

RESPONSES = Path(__file__).resolve().parents[2] / "examples/kitanami/responses"


def test_the_earlier_file_and_the_changes_are_in_the_json(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old/last-year.xlsx").write_bytes((RESPONSES / "S-001.xlsx").read_bytes())
    (tmp_path / "old/note.txt").write_text("moved")
    out = tmp_path / "out.json"
    arguments = ["minerals", "check", str(RESPONSES / "S-001.xlsx"), "--previous", str(tmp_path / "old")]
    CliRunner().invoke(app, [*arguments, "--format", "json", "-o", str(out)])
    first, second = json.loads(out.read_bytes())
    assert first["earlier"]["file"] == "old/last-year.xlsx"
    assert first["earlier"]["changes"] == []
    assert {"SUP-101", "SUP-107"} <= {one["code"] for one in first["findings"]}
    assert (second["file"], [one["code"] for one in second["findings"]]) == ("old/note.txt", ["SUP-113"])


def test_a_path_that_is_no_folder_is_misuse(tmp_path: Path) -> None:
    arguments = ["minerals", "check", str(RESPONSES / "S-001.xlsx"), "--previous", str(tmp_path / "none")]
    assert CliRunner().invoke(app, arguments).exit_code == 2


def test_one_file_under_two_names_is_seen(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes((RESPONSES / "S-001.xlsx").read_bytes())
    result = CliRunner().invoke(app, ["minerals", "check", str(tmp_path), "--format", "html", "--lang", "zh"])
    assert "检查结果" in result.stdout
