"""The command layout: what it drafts and shows, and what it says of files that are no templates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kaiji.cli.main import app
from made_workbook import locked
from minerals.made_revision import revision

FILLED = {
    "Declaration!D9": "Sagano Parts K.K.",
    "Declaration!D24": "2027-06-30",
    "Declaration!D31": "Yes",
    "Declaration!D82": "Yes",
    "Declaration!G82": "www.sagano.example",
    "Smelter List!B6": "Gold",
    "Smelter List!C6": "Gamma Gold Refinery",
    "Product List!B6": "P-1",
}


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["minerals", *map(str, words)], env={"COLUMNS": "300"})


def test_the_draft_reads_the_workbook(tmp_path: Path) -> None:
    (tmp_path / "new.xlsx").write_bytes(revision())
    (tmp_path / "answer.xlsx").write_bytes(revision(FILLED))
    done = run("layout", tmp_path / "new.xlsx", "-o", tmp_path / "new.toml")
    assert done.exit_code == 0, done.output
    assert "company name: moved from D8 to D9." in done.output
    assert "authorizer title: now mandatory." in done.output
    assert "Product List: data end in row 1206 (was 2005)." in done.output
    told = run("show", tmp_path / "answer.xlsx", "--layout", tmp_path / "new.toml", "--format", "json")
    assert told.exit_code == 0, told.output
    found: dict[str, Any] = json.loads(told.output)
    assert found["company"]["company_name"]["value"] == "Sagano Parts K.K."
    assert found["company"]["effective_date"]["value"] == "2027-06-30"
    given = [
        (one["question"], one["metal"], one["answer"]["value"]) for one in found["answers"] if one["answer"]["value"]
    ]
    assert given == [("1", "Gold", "Yes"), ("B", "", "Yes")]
    assert found["smelters"][0]["cells"]["lookup"]["value"] == "Gamma Gold Refinery"
    assert found["products"][0]["cells"]["number"]["value"] == "P-1"


def test_data_of_the_draft(tmp_path: Path) -> None:
    (tmp_path / "new.xlsx").write_bytes(revision())
    done = run("layout", tmp_path / "new.xlsx", "--format", "json", "--lang", "ja")
    found = json.loads(done.output)
    assert (found["family"], found["version"], found["nearest"]) == ("CMRT", "6.9", "cmrt-6.5")
    moved = [(one["before"], one["after"]) for one in found["differences"] if one["kind"] == "question_moved"]
    assert moved[0] == ("D26", "D29")
    assert moved[-1] == ("D89", "D94")
    assert "会社名：D8 から D9 に移動。" in [one["text"] for one in found["differences"]]
    assert 'like = "cmrt-6"' in found["layout"]
    assert "2027-05-08" in found["layout"]


def test_what_no_label_tells_is_left_out(tmp_path: Path) -> None:
    change = {"Declaration!B16": "Where you live", "Declaration!B94": "H. How many rooms has your office?"}
    (tmp_path / "new.xlsx").write_bytes(revision(change))
    done = run("layout", tmp_path / "new.xlsx", "-o", tmp_path / "new.toml")
    assert done.exit_code == 1
    assert "CMRT-421" in done.output
    assert "CMRT-422" in done.output
    assert "Question H in B94" in done.output
    text = (tmp_path / "new.toml").read_text(encoding="utf-8")
    assert 'address = ""' in text
    assert "disclosure_duty" not in text


def test_columns_are_found_by_their_heads(tmp_path: Path) -> None:
    change = {"Smelter List!D5": "Smelter country (*)", "Smelter List!E5": "Smelter name", "Smelter List!R5": "LEI"}
    (tmp_path / "new.xlsx").write_bytes(revision(change))
    done = run("layout", tmp_path / "new.xlsx")
    assert "Smelter List, smelter country: column E is now D." in done.output
    assert "R5: a label that no field is known by: “LEI”" in done.output


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FILE-"),
        (b"a letter", "FILE-"),
        (revision()[:2000], "FILE-"),
        (locked(revision(), "a word of its own"), "FILE-"),
        (revision({"Declaration!J3": None}), "CMRT-002"),
        (revision({"Declaration!D2": "A price list"}), "CMRT-001"),
    ],
    ids=["empty", "text", "truncated", "encrypted", "no version", "no template"],
)
def test_what_is_no_template_is_a_finding(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "new.xlsx").write_bytes(content)
    done = run("layout", tmp_path / "new.xlsx", "-o", tmp_path / "new.toml")
    assert done.exit_code == 1
    assert code in done.output
    assert not (tmp_path / "new.toml").exists()


def test_a_workbook_with_the_default_password_is_drafted(tmp_path: Path) -> None:
    (tmp_path / "new.xlsx").write_bytes(locked(revision(), "VelvetSweatshop"))
    done = run("layout", tmp_path / "new.xlsx")
    assert done.exit_code == 0
    assert "company name: moved from D8 to D9." in done.output


@pytest.mark.parametrize("text", ["", "family = 3", "family = 'CMRT'", "like = 'cmrt-77'", "[versions", "\xff"])
def test_a_layout_file_that_is_none_is_misuse(tmp_path: Path, text: str) -> None:
    (tmp_path / "answer.xlsx").write_bytes(revision())
    (tmp_path / "new.toml").write_text(text, encoding="latin-1")
    done = run("show", tmp_path / "answer.xlsx", "--layout", tmp_path / "new.toml")
    assert done.exit_code == 2
    assert "is no layout" in done.output


def test_a_draft_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "new.xlsx").write_bytes(revision())
    (tmp_path / "new.toml").write_text("mine", encoding="utf-8")
    done = run("layout", tmp_path / "new.xlsx", "-o", tmp_path / "new.toml")
    assert done.exit_code == 2
    assert (tmp_path / "new.toml").read_text(encoding="utf-8") == "mine"


def test_a_metal_that_a_question_is_newly_asked_for(tmp_path: Path) -> None:
    (tmp_path / "new.xlsx").write_bytes(revision({"Declaration!B33": "Cobalt (*)", "Declaration!B39": "Unobtainium"}))
    done = run("layout", tmp_path / "new.xlsx", "-o", tmp_path / "new.toml")
    was = "Tantalum, Tin, Gold, Tungsten"
    assert f"is the metal intentionally added: asked for {was}, Cobalt (was {was})." in done.output
    assert "does the metal remain in the product: asked for" not in done.output
    assert "B39: a label that no field is known by: “Unobtainium”" in done.output
    (tmp_path / "answer.xlsx").write_bytes(revision({"Declaration!B33": "Cobalt (*)", "Declaration!D33": "Yes"}))
    told = json.loads(
        run("show", tmp_path / "answer.xlsx", "--layout", tmp_path / "new.toml", "--format", "json").output
    )
    assert told["metals"] == ["Tantalum", "Tin", "Gold", "Tungsten", "Cobalt"]
    given = [(one["question"], one["metal"]) for one in told["answers"] if one["answer"]["value"]]
    assert given == [("1", "Cobalt")]
