"""``kaiji minerals smelters``: tables of names, and one name explained."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import made_smelters
from kaiji.cli.main import app

QUERIES = """row_id,query_metal,query_name,query_country,query_id,note
a,Tin,Quellmark Tin Works,MALAYSIA,,x
b,Tin,PT Bintara Ferno,INDONESIA,,x
c,Tin,Brankovel Tin,POLAND,2POL902,x
d,Gold,=cmd|' /C calc'!A0,,,x
"""


@pytest.fixture
def lists(tmp_path: Path) -> list[str]:
    arguments = []
    for name, text in made_smelters.FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        arguments += ["--reference", str(tmp_path / name)]
    return arguments


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["minerals", "smelters", *(str(one) for one in arguments)])


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_row_has_its_answer(tmp_path: Path, lists: list[str]) -> None:
    (tmp_path / "q.csv").write_text(QUERIES, encoding="utf-8")
    result = run("match", tmp_path / "q.csv", *lists, "-o", tmp_path / "p.csv", "--review", tmp_path / "r.csv")
    assert result.exit_code == 0
    assert "4 rows, 1 accepted, 1 review, 2 none" in result.stdout
    rows = table(tmp_path / "p.csv")
    assert list(rows[0]) == ["row_id", "predicted_cid", "score", "decision", "candidates"]
    assert [(row["row_id"], row["predicted_cid"], row["decision"]) for row in rows] == [
        ("a", "CID910001", "accepted"),
        ("b", "", "review"),
        ("c", "", "none"),
        ("d", "", "none"),
    ]
    reviewed = table(tmp_path / "r.csv")
    assert {row["row_id"] for row in reviewed} == {"b"}
    assert {row["candidate_id"] for row in reviewed[:2]} == {"CID910002", "CID910003"}
    assert len(reviewed) <= 5


def test_rows_without_an_id_are_numbered_and_explained(tmp_path: Path, lists: list[str]) -> None:
    (tmp_path / "q.csv").write_text("query_metal,query_name\nTin,Volnar Smelting\nTin,nobody\n", encoding="utf-8")
    run("match", tmp_path / "q.csv", *lists, "-o", tmp_path / "p.csv", "--explain")
    rows = table(tmp_path / "p.csv")
    assert [row["row_id"] for row in rows] == ["0", "1"]
    assert rows[0]["facility"] == "Volnar Smelting S.A."
    assert "given words found" in rows[0]["for_and_against"]


def test_the_answer_of_a_row_does_not_depend_on_the_others(tmp_path: Path, lists: list[str]) -> None:
    head, *body = QUERIES.splitlines()
    more = [f"n{number},Tin,Invented Name {number},,,x" for number in range(30)]
    mixed = [*body, *more]
    mixed.sort(key=lambda line: line[::-1])
    for name, lines in (("one", [*body, *more]), ("two", mixed), ("three", body)):
        (tmp_path / f"{name}.csv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        run("match", tmp_path / f"{name}.csv", *lists, "-o", tmp_path / f"{name}-answers.csv")
    one, two, three = (
        {row["row_id"]: row for row in table(tmp_path / f"{n}-answers.csv")} for n in ("one", "two", "three")
    )
    assert one == two
    assert three == {key: one[key] for key in "abcd"}


def test_the_same_bytes_again(tmp_path: Path, lists: list[str]) -> None:
    (tmp_path / "q.csv").write_text(QUERIES, encoding="utf-8")
    for name in ("1.csv", "2.csv"):
        run("match", tmp_path / "q.csv", *lists, "-o", tmp_path / name, "--explain")
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()


def test_a_missing_column_is_a_finding(tmp_path: Path, lists: list[str]) -> None:
    (tmp_path / "q.csv").write_text("metal,name\nTin,Volnar\n", encoding="utf-8")
    result = run("match", tmp_path / "q.csv", *lists, "-o", tmp_path / "p.csv", "--format", "json")
    assert result.exit_code == 1
    codes = [one["code"] for one in json.loads(result.stdout)["findings"]]
    assert codes == ["SMT-020", "SMT-020"]
    assert not (tmp_path / "p.csv").exists()


def test_a_file_that_is_not_there_is_misuse(tmp_path: Path, lists: list[str]) -> None:
    assert run("match", tmp_path / "none.csv", *lists, "-o", tmp_path / "p.csv").exit_code == 2
    assert run("explain", "x", "--metal", "Tin", "--reference", tmp_path / "none.csv").exit_code == 2


def test_answers_are_never_written_over_the_names(tmp_path: Path, lists: list[str]) -> None:
    (tmp_path / "q.csv").write_text(QUERIES, encoding="utf-8")
    assert run("match", tmp_path / "q.csv", *lists, "-o", tmp_path / "q.csv").exit_code == 2
    assert (tmp_path / "q.csv").read_text(encoding="utf-8") == QUERIES


def test_a_name_is_explained(lists: list[str]) -> None:
    result = run("explain", "Quelmark Tin Works", "--metal", "Tin", "--country", "Malaysia", *lists)
    assert result.exit_code == 0
    assert "accepted" in result.stdout
    assert "given words found" in result.stdout
    data = json.loads(run("explain", "Brankovel Tin", "--metal", "Tin", *lists, "--format", "json").stdout)
    assert (data["decision"], data["reason"]) == ("none", "former")
    assert data["others"][0]["id"] == "CID910099"
    assert data["others"][0]["lists"] == ["CMRT 3.01"]


def test_a_picture_is_written(tmp_path: Path, lists: list[str]) -> None:
    result = run("explain", "Quelmark Tin", "--metal", "Tin", *lists, "--svg", tmp_path / "why.svg")
    assert result.exit_code == 0
    assert (tmp_path / "why.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_check_knows_from_an_older_list_what_left_it(tmp_path: Path, lists: list[str]) -> None:
    workbooks = Path(__file__).resolve().parents[2] / "examples/kitanami/responses/S-009.xlsx"
    result = CliRunner().invoke(app, ["minerals", "check", str(workbooks), *lists, "--format", "json"])
    (checked,) = json.loads(result.stdout)
    codes = {one["code"] for one in checked["findings"]}
    assert "SMT-002" in codes


def test_a_misspelt_metal_and_an_empty_name_are_misuse(lists: list[str]) -> None:
    misspelt = run("explain", "Beta Tin", "--metal", "Tni", *lists)
    assert misspelt.exit_code == 2
    assert "no metal “Tni”" in misspelt.output
    assert run("explain", " ", "--metal", "Tin", *lists).exit_code == 2
    assert run("explain", "Beta Tin", "--metal", "Cobalt", *lists).exit_code == 0
