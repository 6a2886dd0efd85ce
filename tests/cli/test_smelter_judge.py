"""``kaiji minerals smelters judge`` and ``judgements``: appended and never lost, refused where they contradict."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kaiji.cli.main import app

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/kitanami"


def run(command: str, *arguments: object) -> Result:
    return CliRunner().invoke(app, ["minerals", "smelters", command, *map(str, arguments)])


def judge(file: Path, *arguments: object) -> Result:
    return run("judge", "--judgements", file, "--by", "A. Mori", "--on", "2026-04-02", *arguments)


def test_what_is_judged_is_appended_and_listed(tmp_path: Path) -> None:
    file = tmp_path / "folder/judgements.jsonl"
    assert (
        judge(
            file, "Corner Bank", "--metal", "au", "--country", "Japan", "--not-a-smelter", "--why", "a bank"
        ).exit_code
        == 0
    )
    first = file.read_bytes()
    made = json.loads(judge(file, "M", "--metal", "Tin", "--is", "cid900201", "--why", "x", "--format", "json").stdout)
    assert (made["cid"], made["country"], made["by"], made["on"]) == ("CID900201", "", "A. Mori", "2026-04-02")
    assert file.read_bytes().startswith(first)
    assert judge(file, "--withdraw", made["id"], "--why", "wrong plant").exit_code == 0
    listed = json.loads(run("judgements", file, "--format", "json").stdout)
    assert [(one["verdict"], one["state"]) for one in listed["judgements"]] == [
        ("not_a_smelter", "stands"),
        ("is", "withdrawn"),
        ("withdrawn", "withdrawal"),
    ]
    assert "Corner Bank" in run("judgements", file).stdout


def test_what_contradicts_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    judge(file, "M", "--metal", "Tin", "--is", "CID900201", "--why", "x")
    before = file.read_bytes()
    for arguments in (
        ("M", "--metal", "Tin", "--not-a-smelter"),
        ("m", "--metal", "sn", "--is-not", "CID900201"),
        ("--withdraw", "000000000000"),
    ):
        result = judge(file, *arguments, "--why", "x")
        assert result.exit_code == 1
        assert "EVD-32" in result.stderr
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("M", "--metal", "Tin", "--why", "x"),
        ("M", "--metal", "Tin", "--is", "A", "--is-not", "B", "--why", "x"),
        ("M", "--metal", "Tin", "--is", "A"),
        ("M", "--metal", "Zinc", "--is", "A", "--why", "x"),
        ("M", "--is", "A", "--why", "x"),
        ("M", "--metal", "Tin", "--country", "Congo", "--is", "A", "--why", "x"),
        ("M", "--metal", "Tin", "--is", "A", "--instead-of", "a", "--why", "x"),
        ("M", "--metal", "Tin", "--not-a-smelter", "--instead-of", "a", "--why", "x"),
        ("M", "--withdraw", "000000000000", "--why", "x"),
        ("M\u202ez", "--metal", "Tin", "--is", "A", "--why", "x"),
        ("M", "--metal", "Tin", "--is", "CID900101", "--why", "x", "--reference", EXAMPLE / "lists/reference.csv"),
    ],
)  # fmt: skip
def test_misuse(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert judge(tmp_path / "judgements.jsonl", *arguments).exit_code == 2
    assert not (tmp_path / "judgements.jsonl").exists()


def test_a_file_without_its_last_line_break_loses_nothing(tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    judge(file, "M", "--metal", "Tin", "--is", "CID900201", "--why", "x")
    file.write_bytes(file.read_bytes().rstrip())
    judge(file, "N", "--metal", "Tin", "--is", "CID900201", "--why", "x")
    assert [one["name"] for one in json.loads(run("judgements", file, "--format", "json").stdout)["judgements"]] == [
        "M",
        "N",
    ]


def test_many_who_judge_at_one_moment_lose_no_line(tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    script = (
        "import sys; from pathlib import Path; from kaiji.cli.judgement_file import append_line\n"
        "for number in range(40):\n"
        "    append_line(Path(sys.argv[1]), lambda before: f'{before.count(b\"line\")} line of {sys.argv[2]}\\n'.encode())\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, str(file), str(who)]) for who in range(4)]
    assert [one.wait() for one in running] == [0, 0, 0, 0]
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [int(line.partition(" ")[0]) for line in lines] == list(range(160))


def test_check_and_package_apply_judgements_lists_and_screening(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    for path in EXAMPLE.rglob("*"):
        if path.is_file():
            (folder / path.relative_to(EXAMPLE)).parent.mkdir(parents=True, exist_ok=True)
            (folder / path.relative_to(EXAMPLE)).write_bytes(path.read_bytes())
    log = folder / "judgements.jsonl"
    assert (
        judge(
            log, "Kurogane Tin Wroks", "--metal", "tin", "--country", "JP", "--is", "CID900201", "--why", "x"
        ).exit_code
        == 0
    )
    (folder / "lists/sanctions.csv").write_text("Name,Country\nPampa Sol Ouro,Brazil\n", encoding="utf-8")
    (folder / "lists/earlier.csv").write_bytes(
        (EXAMPLE / "lists/audited.csv").read_bytes().replace(b"Conformant", b"Active")
    )
    (folder / "lists/later.csv").write_bytes(
        (EXAMPLE / "lists/audited.csv").read_bytes().replace(b"Conformant", b"Active")
    )
    (folder / "lists/members.csv").write_bytes((EXAMPLE / "lists/audited.csv").read_bytes())
    with (folder / "lists/lists.toml").open("a", encoding="utf-8") as register:
        for name, role, day in (
            ("sanctions.csv", "sanctions", "2026-05-01"),
            ("earlier.csv", "audited", "2025-11-30"),
            ("later.csv", "audited", "2026-11-30"),
            ("members.csv", "audited", "2026-03-01"),
        ):
            issuer = "Example Smelter Audit List" if role == "audited" else "Example Office"
            issuer = "Example Bullion" if name == "members.csv" else issuer
            register.write(f'\n[[list]]\nfile = "{name}"\nrole = "{role}"\nissuer = "{issuer}"\nas_of = {day}\n')
    out = tmp_path / "package"
    result = CliRunner().invoke(app, ["minerals", "package", str(folder), "--year", "2025", "-o", str(out)])
    assert result.exit_code == 1
    smelters = (out / "smelters.csv").read_text(encoding="utf-8-sig")
    (kurogane,) = [line for line in smelters.splitlines() if "CID900201" in line]
    assert "Kurogane Tin Wroks" in kurogane
    assert ",conformant,operational,audited.csv,2026-04-30,judged," in kurogane
    found = {one["code"] for one in json.loads((out / "findings.json").read_bytes())}
    assert {"EVD-301", "EVD-304", "EVD-341"} <= found
    report = " ".join((out / "ex101.txt").read_text(encoding="utf-8").split())
    assert (
        'as of April 30, 2026 and the list "Example Bullion" as of March 1, 2026. It is their status on those days'
        in report
    )
    page = tmp_path / "page.html"
    arguments = ["--sanctions", str(folder / "lists"), "--judgements", str(log), "--as-of", "2026-05-20"]
    answer = str(folder / "responses/S-008.xlsx")
    checked = CliRunner().invoke(app, ["minerals", "check", answer, *arguments, "--format", "html", "-o", str(page)])
    assert "EVD-341" in checked.stderr
    assert "EVD-341" not in page.read_text(encoding="utf-8")
