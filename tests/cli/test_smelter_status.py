"""``kaiji minerals smelters status``: the day is asked for, files of many kinds go in and out, bad input is a finding."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from kaiji.cli.main import app
from kaiji.formats.csv_table import read_csv

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/kitanami"
LISTS = str(EXAMPLE / "lists")
NAMES = "metal,name,country\nGold,Orsaval Metalli,ITALY\n金,存在しない製錬所,日本\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["minerals", "smelters", "status", *map(str, arguments)])


def data_of(*arguments: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*arguments, "--format", "json").stdout)
    return found


@pytest.fixture
def names(tmp_path: Path) -> Path:
    (tmp_path / "names.csv").write_text(NAMES, encoding="utf-8")
    return tmp_path / "names.csv"


def test_without_a_day_or_with_two_it_is_misuse(names: Path) -> None:
    lists = ("--reference", LISTS, "--audited", LISTS)
    assert run(names, *lists).exit_code == 2
    assert run(names, *lists, "--year", 2025, "--as-of", "2025-12-31").exit_code == 2
    assert run(names, *lists, "--year", 2012).exit_code == 2
    assert run(names, *lists, "--as-of", "2026-05-01", "-o", names.with_suffix(".doc")).exit_code == 2
    assert run(names, "--reference", LISTS, "--audited", names.parent, "--as-of", "2026-05-01").exit_code == 2
    assert run(names, "--reference", LISTS, "--audited", "nowhere.csv", "--as-of", "2026-05-01").exit_code == 2


def test_the_status_is_the_one_of_the_day(names: Path) -> None:
    later = data_of(names, "--reference", LISTS, "--audited", LISTS, "--as-of", "2026-05-01")
    (smelter,) = later["smelters"]
    assert (smelter["facility"]["cid"], smelter["audit_status"]) == ("CID900109", "conformant")
    assert smelter["lists"][0] | {"place": None} == {
        "list": "audited.csv", "issuer": "Example Smelter Audit List", "version": "April 2026", "as_of": "2026-04-30",
        "audit_status": "conformant", "operational_status": "operational", "given_status": "Conformant",
        "cross_recognition": "", "audited_on": "", "valid_until": "", "place": None, "earlier": None,
    }  # fmt: skip
    assert [(one["name"], one["reason"]) for one in later["review"]] == [("存在しない製錬所", "unknown")]
    earlier = data_of(names, "--reference", LISTS, "--audited", LISTS, "--year", "2025")
    assert (earlier["as_of"], earlier["smelters"][0]["audit_status"], earlier["lists"]) == ("2025-12-31", "no list", [])
    assert "EVD-301" in {one["code"] for one in earlier["findings"]}


def test_tables_say_the_same(names: Path, tmp_path: Path) -> None:
    arguments = (names, "--reference", LISTS, "--audited", LISTS, "--as-of", "2026-05-01")
    text, book, again = (tmp_path / name for name in ("out.csv", "out.xlsx", "again.xlsx"))
    for path in (text, book, again):
        run(*arguments, "-o", path)
    table = read_csv(text.read_bytes(), "out.csv")
    rows = [tuple(cell.text for cell in table.header), *(row.texts for row in table.rows)]
    sheet = openpyxl.load_workbook(io.BytesIO(book.read_bytes())).active
    assert [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)] == rows
    assert [row[:4] for row in rows[1:]] == [
        ("Gold", "yes", "CID900109", "Orsaval Metalli"),
        ("Gold", "no", "", "存在しない製錬所"),
    ]
    assert book.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932"])
def test_lists_in_the_encodings_of_excel(names: Path, tmp_path: Path, encoding: str) -> None:
    listed = "施設ID,施設名,金属,監査状況,基準日\nCID900109,Orsaval Metalli,金,適合,2026-03-31\n"
    (tmp_path / "list.csv").write_bytes(listed.encode(encoding))
    found = data_of(names, "--reference", LISTS, "--audited", tmp_path / "list.csv", "--as-of", "2026-05-01")
    assert found["smelters"][0]["audit_status"] == "conformant"


HOSTILE = {
    "empty": ("", "FILE-211"),
    "no rows": ("CID,Name,Metal,Status,As of\n", "EVD-112"),
    "no status": ("CID,Name,Metal,As of\nCID900109,Orsaval Metalli,Gold,2026-03-31\n", "EVD-106"),
    "no date": ("CID,Name,Metal,Status\nCID900109,Orsaval Metalli,Gold,Conformant\n", "EVD-102"),
    "a date of two readings": ("CID,Name,Metal,Status,As of\nCID900109,O,Gold,Conformant,05/06/2026\n", "EVD-102"),
    "no such day": ("CID,Name,Metal,Status,As of\nCID900109,O,Gold,Conformant,2026-02-30\n", "EVD-102"),
    "two statuses": (
        "CID,Name,Metal,Status,As of\nCID900109,O,Gold,Conformant,2026-03-31\nCID900109,O,Gold,Active,2026-03-31\n",
        "EVD-104",
    ),
    "a formula": ('CID,Name,Metal,Status,As of\nCID900109,O,Gold,"=IF(1,""Conformant"")",2026-03-31\n', "EVD-101"),
    "another table": ("Part,Price\nX,1\n", "EVD-105"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_list_gives_a_finding_and_no_good_status(names: Path, tmp_path: Path, name: str) -> None:
    text, code = HOSTILE[name]
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    found = data_of(names, "--reference", LISTS, "--audited", tmp_path / "list.csv", "--as-of", "2026-05-01")
    assert code in {one["code"] for one in found["findings"]}
    assert found["smelters"][0]["audit_status"] in ("no list", "not listed", "not clear")


def test_workbooks_and_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    result = run(EXAMPLE / "responses", "--reference", LISTS, "--audited", LISTS, "--as-of", "2026-05-20")
    assert result.exit_code == 1
    assert "broken.xlsx" in result.stdout
    assert "Kestrel Veld Refinery" in result.stdout
