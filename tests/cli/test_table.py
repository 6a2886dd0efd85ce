"""``kaiji minerals table``: a folder's answers as CSV and as a workbook."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from kaiji.cli.main import app
from kaiji.formats.csv_table import read_csv
from kaiji.formats.xlsx.workbook import open_workbook

RESPONSES = Path(__file__).resolve().parents[2] / "examples/kitanami/responses"


def test_csv_and_xlsx_hold_the_same_rows(tmp_path: Path) -> None:
    CliRunner().invoke(app, ["minerals", "table", str(RESPONSES), "-o", str(tmp_path / "out")])
    CliRunner().invoke(app, ["minerals", "table", str(RESPONSES), "--format", "xlsx", "-o", str(tmp_path / "t.xlsx")])
    workbook = open_workbook((tmp_path / "t.xlsx").read_bytes(), "t.xlsx").workbook
    assert workbook is not None
    for name in ("files", "answers", "smelters", "products"):
        table = read_csv((tmp_path / f"out/{name}.csv").read_bytes(), name)
        sheet = workbook.sheet(name)
        assert sheet is not None
        assert max(sheet.last_row, 1) == len(table.rows) + 1


def test_a_file_that_is_no_workbook_is_listed_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/note.xlsx").write_text("nothing")
    result = CliRunner().invoke(app, ["minerals", "table", str(tmp_path / "in"), "-o", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "note.xlsx" in (tmp_path / "out/files.csv").read_text(encoding="utf-8-sig")


def test_a_folder_for_a_workbook_is_misuse(tmp_path: Path) -> None:
    arguments = ["minerals", "table", str(RESPONSES), "--format", "xlsx", "-o", str(tmp_path)]
    assert CliRunner().invoke(app, arguments).exit_code == 2
