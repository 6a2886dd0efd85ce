"""The commands fill and convert: what they write, what they refuse, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kaiji.cli.main import app
from kaiji.core.source import digest_of
from kaiji.minerals.declaration_data import declaration_as_data
from kaiji.minerals.reader import read
from minerals.building import declare, layout_of
from minerals.made_template import made_template


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for version in ("6.5", "3.01"):
        (tmp_path / f"{version}.xlsx").write_bytes(made_template(layout_of(version)))
        data = declaration_as_data(declare(version, {"company_name": "=Sagano"}))
        (tmp_path / f"{version}.json").write_text(json.dumps(data), encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> Result:
    named = [str(folder / word) if word.endswith((".xlsx", ".json")) else word for word in words]
    return CliRunner().invoke(app, ["minerals", *named], env={"COLUMNS": "300"})


def test_fill_writes_the_workbook(folder: Path) -> None:
    done = run(folder, "fill", "6.5.xlsx", "6.5.json", "-o", "out.xlsx")
    assert done.exit_code == 0, done.output
    declaration = read((folder / "out.xlsx").read_bytes(), "out.xlsx").declaration
    assert declaration is not None
    assert declaration["company_name"].text == "=Sagano"
    assert len(declaration.smelters) == 4


def test_nothing_is_written_over_without_force(folder: Path) -> None:
    (folder / "out.xlsx").write_bytes(b"mine")
    done = run(folder, "fill", "6.5.xlsx", "6.5.json", "-o", "out.xlsx")
    assert done.exit_code == 2
    assert "is there already" in done.stderr
    assert (folder / "out.xlsx").read_bytes() == b"mine"
    assert run(folder, "fill", "6.5.xlsx", "6.5.json", "-o", "out.xlsx", "--force").exit_code == 0
    assert (folder / "out.xlsx").read_bytes() != b"mine"


def test_none_of_several_is_written_where_one_is_there(folder: Path) -> None:
    data = declaration_as_data(declare("6.5"))
    rows = [{"row": 0, "cells": {"metal": {"value": "Gold"}, "lookup": {"value": f"G{one}"}}} for one in range(2600)]
    (folder / "6.5.json").write_text(json.dumps(data | {"smelters": rows}), encoding="utf-8")
    (folder / "out-2.xlsx").write_bytes(b"mine")
    done = run(folder, "fill", "6.5.xlsx", "6.5.json", "-o", "out.xlsx")
    assert done.exit_code == 2
    assert not (folder / "out-1.xlsx").exists()
    done = run(folder, "fill", "6.5.xlsx", "6.5.json", "-o", "other.xlsx", "--format", "json")
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert [Path(one["file"]).name for one in told["files"]] == ["other-1.xlsx", "other-2.xlsx"]
    assert told["files"][0]["digest"] == digest_of((folder / "other-1.xlsx").read_bytes())
    assert [one["code"] for one in told["findings"]] == ["CMRT-404"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("fill", "6.5.xlsx", "3.01.json"), "CMRT-401"),
        (("fill", "6.5.json", "6.5.json"), "FILE-003"),
        (("fill", "6.5.xlsx", "6.5.xlsx"), "CMRT-405"),
        (("convert", "3.01.json", "--to", "cmrt-6.5", "--template", "3.01.xlsx"), "CMRT-401"),
    ],
)
def test_findings_at_error_level_write_nothing(folder: Path, words: tuple[str, ...], code: str) -> None:
    done = run(folder, *words, "-o", "out.xlsx")
    assert done.exit_code == 1
    assert code in done.stdout
    assert "Nothing was written." in done.stdout
    assert not (folder / "out.xlsx").exists()


@pytest.mark.parametrize("source", ["3.01.json", "filled.xlsx"])
def test_convert_from_json_and_from_a_workbook(folder: Path, source: str) -> None:
    assert run(folder, "fill", "3.01.xlsx", "3.01.json", "-o", "filled.xlsx").exit_code == 0
    done = run(
        folder, "convert", source, "--to", "CMRT-6.5", "--template", "6.5.xlsx", "-o", "out.xlsx", "--lang", "ja"
    )
    assert done.exit_code == 0, done.output
    assert "CMRT-418" in done.stdout
    assert "変換先" in done.stdout
    declaration = read((folder / "out.xlsx").read_bytes(), "out.xlsx").declaration
    assert declaration is not None
    assert (declaration.version, declaration.answers[20].answer.text) == ("6.5", "100%")


@pytest.mark.parametrize(
    "words",
    [
        ("fill", "none.xlsx", "6.5.json", "-o", "out.xlsx"),
        ("fill", "6.5.xlsx", "none.json", "-o", "out.xlsx"),
        ("fill", "6.5.xlsx", "6.5.json", "-o", "out.xlsx", "--format", "html"),
        ("convert", "6.5.json", "--to", "cmrt-9", "--template", "6.5.xlsx", "-o", "out.xlsx"),
    ],
)
def test_misuse(folder: Path, words: tuple[str, ...]) -> None:
    done = run(folder, *words)
    assert done.exit_code == 2
    assert done.stderr
    assert not (folder / "out.xlsx").exists()
