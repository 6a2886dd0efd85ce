"""``kaiji tieout`` on documents: what it prints, the JSON that stays stable, the exit status."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kaiji.cli.main import app
from kaiji.formats.xlsx.workbook import open_workbook

RELEASES = Path(__file__).resolve().parents[2] / "examples/releases"
CLEAN, DRAFT = RELEASES / "aoba-1q.txt", RELEASES / "aoba-1q-draft.txt"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["tieout", *map(str, arguments)])


def data_of(*arguments: str | Path) -> Any:
    return json.loads(run(*arguments, "--format", "json").stdout)


def test_a_clean_release_ends_with_0_and_a_draft_with_1() -> None:
    assert run(CLEAN).exit_code == 0
    assert run(DRAFT).exit_code == 1


def test_one_document_is_one_object_with_the_keys_of_the_interface() -> None:
    data = data_of(DRAFT)
    assert list(data) == ["file", "findings", "suppressed", "certificate"]
    assert data["file"] == "aoba-1q-draft.txt"
    assert set(data["certificate"]) == {"numbers", "proved", "single", "unproved"}
    weekday = next(one for one in data["findings"] if one["code"] == "TIE-101")
    assert weekday["level"] == "error"
    assert weekday["lines"] == [28]
    assert [(place["line"], place["role"]) for place in weekday["places"]] == [(28, "wrong")]
    assert {"message", "stated", "expected", "root"} <= set(weekday)


def test_wrong_place_comes_before_the_evidence() -> None:
    direction = next(one for one in data_of(DRAFT)["findings"] if one["code"] == "TIE-112")
    assert direction["lines"] == [7, 17]
    assert [place["role"] for place in direction["places"]] == ["wrong", "evidence"]


def test_several_documents_are_a_list_in_the_order_given() -> None:
    assert [one["file"] for one in data_of(DRAFT, CLEAN)] == [DRAFT.name, CLEAN.name]


def test_only_chosen_rules() -> None:
    assert {one["code"] for one in data_of(DRAFT, "--rules", "TIE-103")["findings"]} == {"TIE-103"}
    assert {one["code"] for one in data_of(DRAFT, "--rules", "TIE-101,TIE-103")["findings"]} == {"TIE-101", "TIE-103"}
    assert run(CLEAN, "--rules", "TIE-999").exit_code == 2


def test_what_could_not_be_read_is_never_chosen_away(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run(tmp_path / "empty.txt", "--rules", "TIE-101")
    assert result.exit_code == 1
    assert "FILE-151" in result.stdout


def test_japanese_and_a_file(tmp_path: Path) -> None:
    run(DRAFT, "--format", "json", "--lang", "ja", "-o", tmp_path / "deep/out.json")
    data = json.loads((tmp_path / "deep/out.json").read_text(encoding="utf-8"))
    assert "曜" in next(one["message"] for one in data["findings"] if one["code"] == "TIE-101")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FILE-151"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "FILE-153"),
        (b"PK\x03\x04" + bytes(100), "FILE-153"),
        (b"%PDF-1.7 broken", "FILE-153"),
        (b"\x00\x01\x02" * 50, "FILE-153"),
        (b"Revenues were 5\x00\xff.", "FILE-153"),
        (b"Revenues were 5 and costs 4.\n" * 9 + b"\x00\x01\xff", "FILE-153"),
    ],
)
def test_bad_files_are_findings(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    result = run(tmp_path / "bad.txt", "--format", "json")
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert code in [one["code"] for one in data["findings"]]
    assert data["certificate"]["numbers"] == 0


def test_several_documents_are_pages_with_an_index_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    assert run(DRAFT, CLEAN, DRAFT, "-o", folder).exit_code == 1
    pages = ["aoba-1q-draft.txt-2.html", "aoba-1q-draft.txt.html", "aoba-1q.txt.html", "index.html"]
    assert sorted(one.name for one in folder.iterdir()) == pages
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert [index.count(f'href="{name}"') for name in pages] == [1, 1, 1, 0]
    assert "<title>Tie-out: aoba-1q.txt</title>" in (folder / "aoba-1q.txt.html").read_text(encoding="utf-8")
    assert run(DRAFT, CLEAN, "-o", tmp_path / "one.html").exit_code == 2
    assert run(DRAFT, CLEAN, "--format", "html").exit_code == 2


def test_names_of_pages_never_leave_the_folder_or_run(tmp_path: Path) -> None:
    odd = tmp_path / "a & <b> #1?.txt"
    odd.write_bytes(CLEAN.read_bytes())
    run(odd, CLEAN, "-o", tmp_path / "pages")
    index = (tmp_path / "pages/index.html").read_text(encoding="utf-8")
    assert 'href="a%20%26%20%3Cb%3E%20%231%3F.txt.html">a &amp; &lt;b&gt; #1?.txt</a>' in index
    assert (tmp_path / "pages/a & <b> #1?.txt.html").is_file()


def test_several_documents_are_one_workbook_with_the_sheets_of_each(tmp_path: Path) -> None:
    to = tmp_path / "workpaper.xlsx"
    assert run(DRAFT, CLEAN, "-o", to).exit_code == 1
    book = open_workbook(to.read_bytes(), to.name).workbook
    assert book is not None
    kinds = ["Certificate", "Numbers", "Relations", "Findings"]
    assert list(book.sheet_names) == ["Documents", *(f"{at} {kind}" for at in (1, 2) for kind in kinds)]
    listed = book.sheet("Documents")
    assert listed is not None
    assert [list(values) for _, values in listed.filled_rows(range(2, 4), 1, 2)] == [
        ["1", DRAFT.name],
        ["2", CLEAN.name],
    ]


def test_the_documents_of_a_package_are_held_against_others(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "manifest.json").write_text('{"files": {"release.txt": "00", "notes.json": "00"}}')
    (package / "evidence.json").write_text("{}")
    (package / "release.txt").write_bytes(DRAFT.read_bytes())
    alone = data_of(package)
    assert ["package" in one for one in alone] == [True]
    data = data_of(package, "--against", CLEAN)
    assert [one.get("package") or one["file"] for one in data] == [str(package), "release.txt"]
    assert {one["code"][:6] for one in data[1]["findings"]} == {"TIE-92"}
    assert [one["file"] for one in data[1]["support"]] == [CLEAN.name]
    assert run(package, "--rules", "TIE-101").exit_code == 2


def test_misuse(tmp_path: Path) -> None:
    assert run(tmp_path / "none.txt").exit_code == 2
    assert run(tmp_path).exit_code == 2
    assert run(CLEAN, "--format", "xml").exit_code == 2


def test_a_document_that_lies_in_a_package_but_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"files": {"sd.htm": "00"}}')
    (tmp_path / "evidence.json").write_text("{}")
    (tmp_path / "release.txt").write_bytes(CLEAN.read_bytes())
    assert data_of(tmp_path / "release.txt")["file"] == "release.txt"


def test_a_finding_is_suppressed_with_its_reason_and_stays_told(tmp_path: Path) -> None:
    document = tmp_path / "draft.txt"
    document.write_bytes(DRAFT.read_bytes())
    options = ("--reason", "Follows on Monday", "--by", "A. Mori")
    assert run(document, "--suppress", "TIE-103:28", *options).exit_code == 1
    data = data_of(document)
    assert "TIE-103" not in [one["code"] for one in data["findings"]]
    assert [(one["code"], one["suppression"]["reason"]) for one in data["suppressed"]] == [
        ("TIE-103", "Follows on Monday")
    ]
    assert "Follows on Monday" in run(document).stdout
    rest = ("--suppress", "TIE-101:28", "--suppress", "TIE-112:7", "--suppress", "TIE-202:23")
    run(document, *rest, *options)
    assert {one["level"] for one in data_of(document)["findings"]} <= {"warn", "info"}
    assert run(document).exit_code == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--suppress", "TIE-103:28"),
        ("--suppress", "TIE-103:2", "--reason", "x"),
        ("--suppress", "TIE-103", "--reason", "x"),
    ],
)
def test_what_cannot_be_suppressed_is_misuse_and_writes_nothing(tmp_path: Path, options: tuple[str, ...]) -> None:
    document = tmp_path / "draft.txt"
    document.write_bytes(DRAFT.read_bytes())
    assert run(document, *options).exit_code == 2
    assert [one.name for one in tmp_path.iterdir()] == ["draft.txt"]


@pytest.mark.parametrize(
    ("name", "begins"), [("p.html", b"<!DOCTYPE html>"), ("p.sarif", b"{"), ("p.xlsx", b"PK"), ("p.json", b"{")]
)
def test_the_output_names_the_format(tmp_path: Path, name: str, begins: bytes) -> None:
    assert run(DRAFT, "-o", tmp_path / name).exit_code == 1
    first = (tmp_path / name).read_bytes()
    assert first.startswith(begins)
    run(DRAFT, "-o", tmp_path / name)
    assert (tmp_path / name).read_bytes() == first


def test_sarif_of_several_documents_with_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(RELEASES.parent)
    log = json.loads(run(DRAFT, CLEAN, "--format", "sarif").stdout)
    assert [one["location"]["uri"] for one in log["runs"][0]["artifacts"]] == [
        f"releases/{DRAFT.name}",
        f"releases/{CLEAN.name}",
    ]
    weekday = next(one for one in log["runs"][0]["results"] if one["ruleId"] == "TIE-101")
    region = weekday["locations"][0]["physicalLocation"]["region"]
    raw = DRAFT.read_text(encoding="utf-8").splitlines()[region["startLine"] - 1]
    assert "Monday" in raw[region["startColumn"] - 1 : region["endColumn"] - 1]


def test_a_page_shows_one_document_and_text_is_no_file(tmp_path: Path) -> None:
    assert run(DRAFT, CLEAN, "--format", "html").exit_code == 2
    assert run(DRAFT, "--format", "text", "-o", tmp_path / "a.txt").exit_code == 2


def test_against_facts_and_another_document(tmp_path: Path) -> None:
    facts = RELEASES / "aoba-facts.csv"
    found = next(one for one in data_of(DRAFT, "--facts", facts)["findings"] if one["code"] == "TIE-921")
    assert (found["lines"], found["stated"], found["expected"]) == ([23], "4,239", "4,329")
    assert "aoba-facts.csv" in found["message"]
    assert run(CLEAN, "--facts", facts).exit_code == 0
    assert "TIE-922" in run(DRAFT, "--against", CLEAN).stdout
    assert "TIE-924" in run(CLEAN, "--against", DRAFT).stdout
    assert run(CLEAN, "--facts", tmp_path / "none.csv").exit_code == 2
    (tmp_path / "bad.csv").write_text("what,ever\n1,2\n")
    bad = run(CLEAN, "--facts", tmp_path / "bad.csv")
    assert bad.exit_code == 1
    assert "TIE-911 bad.csv: " in bad.stdout
    place = next(one for one in data_of(CLEAN, "--facts", tmp_path / "bad.csv")["findings"] if one["code"] == "TIE-911")
    assert place["places"] == [{"line": 0, "quote": "", "role": "wrong", "file": "bad.csv"}]


def test_a_package_without_documents_is_not_held_against_other_things(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"files": {}}')
    (tmp_path / "evidence.json").write_text("{}")
    assert run(tmp_path, "--facts", RELEASES / "aoba-facts.csv").exit_code == 2
    assert run(tmp_path, "--rules", "TIE-101").exit_code == 2


def test_against_a_folder_leaves_out_the_document_itself(tmp_path: Path) -> None:
    for path in (CLEAN, DRAFT):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "notes.xyz").write_text("no document")
    data = data_of(tmp_path / CLEAN.name, "--against", tmp_path)
    assert [one["file"] for one in data["support"]] == [DRAFT.name]
    found = next(one for one in data["findings"] if one["code"] == "TIE-924")
    wrong = [place for place in found["places"] if place["role"] == "wrong"]
    assert [(place["file"], place["quote"]) for place in wrong] == [(DRAFT.name, "4,239")]
    assert found["places"][0] == wrong[0]
    assert run(tmp_path / CLEAN.name, "--against", tmp_path / "none").exit_code == 2
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / CLEAN.name, "--against", tmp_path / "empty").exit_code == 2


def test_a_bad_file_beside_a_document_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 broken")
    data = data_of(CLEAN, "--against", tmp_path / "bad.pdf")
    assert [one["places"][0]["file"] for one in data["findings"] if one["code"] == "FILE-153"] == ["bad.pdf"]


@pytest.mark.parametrize("form", ["json", "html", "sarif", "xlsx"])
def test_places_in_other_files_stand_in_every_format(form: str, tmp_path: Path) -> None:
    out = tmp_path / f"out.{form}"
    assert run(CLEAN, "--against", DRAFT, "--facts", RELEASES / "aoba-facts.csv", "-o", out).exit_code == 1
    if form == "xlsx":
        with zipfile.ZipFile(out) as book:
            content = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    else:
        content = out.read_text(encoding="utf-8")
    assert "aoba-1q-draft.txt" in content
    assert ("aoba-facts.csv" in content) == (form != "sarif")  # SARIF holds findings, and the facts agree
    if form == "sarif":
        (run_,) = json.loads(content)["runs"]
        (result,) = [one for one in run_["results"] if one["ruleId"] == "TIE-924"]
        uris = [place["physicalLocation"]["artifactLocation"]["uri"] for place in result["relatedLocations"]]
        assert DRAFT.name in uris


def test_each_fact_is_told_with_its_lines() -> None:
    data = data_of(DRAFT, "--facts", RELEASES / "aoba-facts.csv")
    states = {one["item"]: (one["state"], one["lines"]) for one in data["facts"]}
    assert states["Cost of revenues"] == ("contradicted", [23])
    assert {state for state, _ in states.values()} == {"contradicted", "carried"}
