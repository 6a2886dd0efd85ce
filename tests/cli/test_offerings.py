"""``kaiji offerings``: what it writes, what it refuses, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kaiji.cli.main import app
from made_offering import terms_with, toml_of


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["offerings", *map(str, words)], env={"COLUMNS": "300"})


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "offering.toml"
    path.write_bytes(toml_of(terms_with()))
    return path


def data(result: Result) -> Any:
    return json.loads(result.stdout)


def test_init_writes_a_sound_file_once(tmp_path: Path) -> None:
    path = tmp_path / "offering.toml"
    assert run("init", path).exit_code == 0
    assert run("check", path).exit_code == 0
    again = run("init", path)
    assert again.exit_code == 2
    assert "is there already" in again.stderr
    assert data(run("init", tmp_path / "other.toml", "--format", "json")) == {"written": str(tmp_path / "other.toml")}


def test_check_tells_figures_and_findings(terms: Path) -> None:
    told = data(run("check", terms, "--format", "json"))
    assert told["findings"] == []
    assert told["figures"]["tpa.total"] == {"value": "288000000", "unit": "JPY", "how": "tpa.final × price.paid"}
    terms.write_bytes(toml_of(terms_with({"pricing.selling_price": 1000})))
    wrong = run("check", terms, "--lang", "ja")
    assert wrong.exit_code == 1
    assert "売出価格が1,000、発行価格が1,001で、一致しません。" in wrong.stdout


def test_build_writes_what_is_due_and_check_proves_it(terms: Path, tmp_path: Path) -> None:
    to = tmp_path / "out"
    told = data(run("build", terms, "-o", to, "--format", "json", "--form", "html", "--form", "word"))
    names = {one.name for one in to.iterdir()}
    assert set(told["files"]) == names
    assert {
        "launch.htm",
        "launch-ja.docx",
        "allotment.docx",
        "provenance.json",
        "tieout.html",
        "offering.toml",
    } <= names
    assert all(one["unproved"] == 0 for one in told["certificates"].values())
    assert run("check", to).exit_code == 0
    changed = to / "allotment.htm"
    changed.write_text(changed.read_text().replace("Tuesday, June 16", "Monday, June 16"))
    found = run("check", to)
    assert found.exit_code == 1
    assert "Monday, June 16" in found.stdout
    same = CliRunner().invoke(app, ["tieout", str(to)], env={"COLUMNS": "300"})
    assert same.exit_code == 1
    assert "Monday, June 16" in same.stdout
    assert CliRunner().invoke(app, ["tieout", str(to / "pricing.docx")]).exit_code == 0
    again = run("build", terms, "-o", to, "--form", "html")
    assert "SD-126" in again.stdout
    assert (to / "kept").is_dir()
    assert "Tuesday, June 16" in changed.read_text()


def test_one_notice_in_one_language(terms: Path, tmp_path: Path) -> None:
    to = tmp_path / "out"
    assert run("build", terms, "-o", to, "--notice", "pricing", "--lang", "ja", "--form", "text").exit_code == 0
    written = {one.name for one in to.iterdir() if one.suffix in (".txt", ".htm")}
    assert written == {"pricing-ja.txt"}
    assert 'lang="ja"' in (to / "tieout.html").read_text()


def test_nothing_is_written_over_an_error(terms: Path, tmp_path: Path) -> None:
    terms.write_bytes(toml_of(terms_with({"allotment.subscribed": 300_001})))
    done = run("build", terms, "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "Nothing was written" in done.stdout
    assert not (tmp_path / "out").exists()


def test_a_notice_that_is_not_due(terms: Path, tmp_path: Path) -> None:
    terms.write_bytes(toml_of(terms_with(remove=("allotment",))))
    done = run("build", terms, "-o", tmp_path / "out", "--notice", "allotment")
    assert done.exit_code == 1
    assert "OFF-208" in done.stdout


def test_timetable(terms: Path, tmp_path: Path) -> None:
    told = data(run("timetable", terms, "-o", tmp_path / "plan", "--format", "json"))
    assert told["events"][0]["from"]["first"] == "2026-05-11"
    assert {one.name for one in (tmp_path / "plan").iterdir()} == {"timetable.svg", "timetable.ics"}


def test_calendar_file_beside_the_terms(tmp_path: Path) -> None:
    (tmp_path / "offering.toml").write_bytes(
        toml_of(terms_with({"calendar.file": "rest.txt", "public.payment": "2026-05-27"}))
    )
    (tmp_path / "rest.txt").write_text("2026-05-27 Founding day\n")
    done = run("check", tmp_path / "offering.toml")
    assert done.exit_code == 1
    assert "a holiday (Founding day)" in done.stdout
    (tmp_path / "offering.toml").write_bytes(toml_of(terms_with({"calendar.file": "../rest.txt"})))
    assert "is not beside the terms" in run("check", tmp_path / "offering.toml").stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("check", "nowhere.toml"), "There is no file"),
        (("build", "nowhere.toml", "-o", "x"), "There is no file"),
        (("build", "nowhere.toml"), "with -o"),
        (("build", "nowhere.toml", "-o", "x", "--form", "rtf"), "There is no form rtf"),
    ],
)
def test_misuse(words: tuple[str, ...], says: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert says in done.stderr
