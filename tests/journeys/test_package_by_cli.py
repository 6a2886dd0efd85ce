"""The main job as a person does it: the example folder, one command, a package; then what may go wrong with it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "kitanami"


def kaiji(*words: str | Path, expect: int) -> str:
    """Run the command and give what it printed; the exit status must be the expected one, and no traceback ever."""
    done = subprocess.run(
        [sys.executable, "-m", "kaiji", *map(str, words)], capture_output=True, text=True, check=False, timeout=120
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == expect, (done.returncode, done.stdout, done.stderr)
    return done.stdout + done.stderr


def findings(package: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((package / "findings.json").read_text(encoding="utf-8"))
    return found


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the example's package once."""
    folder = tmp_path_factory.mktemp("journey") / "package"
    printed = kaiji("minerals", "package", EXAMPLE, "--year", "2025", "-o", folder, expect=1)
    assert "findings.html" in printed
    return folder


def test_it_works(built: Path) -> None:
    names = {path.name for path in built.iterdir()}
    assert names == {
        "sd.htm", "sd.txt", "ex101.htm", "ex101.txt", "findings.html", "findings.ja.html", "findings.json",
        "smelters.csv", "suppliers.csv", "answers.csv", "responses.csv", "measures.csv", "evidence.json",
        "manifest.json",
    }  # fmt: skip


def test_the_figures_are_those_of_the_folder(built: Path) -> None:
    suppliers = table(built / "suppliers.csv")
    assert len(suppliers) == 14  # rows of suppliers.csv in the example
    assert [row["supplier"] for row in suppliers if row["state"] == "silent"] == ["S-012"]
    assert [row["supplier"] for row in suppliers if row["state"] == "unreadable"] == ["S-014"]
    text = (built / "sd.txt").read_text(encoding="ascii")
    assert "Of the 14 suppliers asked, 12 (86%) sent an answer" in " ".join(text.split())
    smelters = table(built / "smelters.csv")
    report = " ".join((built / "ex101.txt").read_text(encoding="ascii").split())
    identified = sum(row["identified"] == "yes" for row in smelters)
    assert f"named {len(smelters)} smelters and refiners" in report
    assert f"we identified {identified} by" in report


def test_a_package_says_nothing_that_its_reading_back_does_not_prove(built: Path) -> None:
    assert [one for one in findings(built) if one["code"].startswith("TIE-") and one["severity"] == "error"] == []
    printed = json.loads(kaiji("tieout", built, "--format", "json", expect=0))
    certificates = printed[0]["certificates"]
    assert set(certificates) == {"sd.htm", "sd.txt", "ex101.htm", "ex101.txt"}
    assert all(one["unproved"] == 0 and one["numbers"] > 0 for one in certificates.values())


def test_two_builds_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    kaiji("minerals", "package", EXAMPLE, "--year", "2025", "-o", again, expect=1)
    for path in built.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.parametrize(
    ("file", "before", "after", "expected"),
    [
        ("sd.htm", "asked, 12 (86%)", "asked, 13 (86%)", "12"),
        ("sd.htm", "(86%)", "(88%)", "86%"),
        ("ex101.htm", "May 14, 2026 we reported", "May 15, 2026 we reported", "May 14, 2026"),
        ("sd.txt", "May 26, 2026", "May 27, 2026", "May 26, 2026"),
    ],
)
def test_a_figure_changed_by_hand_is_found_with_its_line(
    built: Path, tmp_path: Path, file: str, before: str, after: str, expected: str
) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(built, changed)
    text = (changed / file).read_text(encoding="ascii")
    assert before in text
    (changed / file).write_text(text.replace(before, after, 1), encoding="ascii")
    line = text[: text.index(before)].count("\n") + 1
    printed = json.loads(kaiji("tieout", changed / file, "--format", "json", expect=1))
    told = [one for one in printed[0]["findings"] if one["code"].startswith("TIE-")]
    assert any(abs(one["place"].get("line", 0) - line) <= 1 and expected in one["message"] for one in told), told


def test_a_changed_file_is_kept_when_the_package_is_built_again(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "package"
    shutil.copytree(built, folder)
    own = (folder / "sd.htm").read_bytes().replace(b"Kitanami", b"Kitanami!")
    (folder / "sd.htm").write_bytes(own)
    kaiji("minerals", "package", EXAMPLE, "--year", "2025", "-o", folder, expect=1)
    kept = list((folder / "kept").iterdir())
    assert [path.read_bytes() for path in kept] == [own]
    assert (folder / "sd.htm").read_bytes() == (built / "sd.htm").read_bytes()


def test_without_its_evidence_a_sentence_is_gone(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    shutil.copytree(EXAMPLE, folder)
    log = (folder / "activities.csv").read_text(encoding="utf-8-sig").splitlines()
    kept = [line for line in log if ",policy_communicated," not in line]
    assert len(kept) == len(log) - 1
    (folder / "activities.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    out = tmp_path / "package"
    kaiji("minerals", "package", folder, "--year", "2025", "-o", out, expect=1)
    said = "we sent the policy to each of our 14 direct suppliers"
    assert said in " ".join((built / "ex101.txt").read_text(encoding="ascii").split())
    assert said not in " ".join((out / "ex101.txt").read_text(encoding="ascii").split())
    told = [one for one in findings(out) if one["code"] == "SD-101" and "policy communicated" in one["message"]]
    assert [one["severity"] for one in told] == ["warn"]


def test_evidence_for_fewer_suppliers_rewords_the_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    shutil.copytree(EXAMPLE, folder)
    path = folder / "activities.csv"
    text = path.read_text(encoding="utf-8-sig")
    row = next(line for line in text.splitlines() if ",policy_communicated," in line)
    assert ",all," in row
    path.write_text(text.replace(row, row.replace(",all,", ",S-001;S-002;S-003,")), encoding="utf-8")
    out = tmp_path / "package"
    kaiji("minerals", "package", folder, "--year", "2025", "-o", out, expect=1)
    assert "we sent the policy to 3 of our 14 direct suppliers" in " ".join(
        (out / "ex101.txt").read_text(encoding="ascii").split()
    )


def test_without_a_signature_the_form_is_not_signed(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    shutil.copytree(EXAMPLE, folder)
    path = folder / "company.toml"
    head, _, tail = path.read_text(encoding="utf-8").partition("[signature]")
    rest = tail[tail.index("\n[") :] if "\n[" in tail else ""
    path.write_text(head + rest, encoding="utf-8")
    out = tmp_path / "package"
    kaiji("minerals", "package", folder, "--year", "2025", "-o", out, expect=1)
    assert "/s/" not in (out / "sd.txt").read_text(encoding="ascii")
    assert "SD-112" in {one["code"] for one in findings(out)}


def test_a_bare_folder_of_workbooks_works_and_says_what_is_not_known(tmp_path: Path) -> None:
    out = tmp_path / "package"
    kaiji(
        "minerals", "package", "--responses", EXAMPLE / "responses", "--reference",
        EXAMPLE / "lists" / "reference.csv", "--year", "2025", "-o", out, expect=1,
    )  # fmt: skip
    codes = {one["code"] for one in findings(out)}
    assert {"EVD-201", "SD-111", "SD-112"} <= codes
    text = (out / "sd.txt").read_text(encoding="ascii")
    assert "[to be completed: exact name of the registrant]" in text
    assert "in good faith" not in text  # nothing proves that an inquiry was planned or begun
    received = table(out / "responses.csv")
    assert len(received) == len(list((EXAMPLE / "responses").iterdir()))


@pytest.mark.reference
def test_the_real_filled_workbooks_give_the_figures_that_can_be_counted_in_them(
    reference: Path, tmp_path: Path
) -> None:
    """Read by hand: three workbooks of one company, each with the same four smelters, two of them in the 6.5 list."""
    out = tmp_path / "package"
    templates = reference / "templates"
    kaiji(
        "minerals", "package",
        "--responses", templates / "2.03a_-_green.xlsx",
        "--responses", templates / "2.03a_-_high_risk.xlsx",
        "--responses", templates / "3.01_-_green.xlsx",
        "--reference", templates / "RMI_CMRT_6.5.xlsx", "--year", "2013", "-o", out, expect=1,
    )  # fmt: skip
    assert [row["state"] for row in table(out / "suppliers.csv")] == ["answered"]
    assert [row["in_force"] for row in table(out / "responses.csv")] == ["yes", "yes", "yes"]
    smelters = table(out / "smelters.csv")
    assert [(row["metal"], row["identified"], row["rows"]) for row in smelters] == [
        ("Tantalum", "no", "3"),
        ("Tin", "yes", "3"),
        ("Gold", "yes", "3"),
        ("Tungsten", "no", "3"),
    ]
    assert [(row["cid"], row["identified_by"]) for row in smelters if row["cid"]] == [
        ("CID000292", "name"),
        ("CID000035", "likeness"),
    ]
    report = " ".join((out / "ex101.txt").read_text(encoding="ascii").split())
    assert "named 4 smelters and refiners" in report
    assert "we identified 2 by" in report


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["minerals", "package", "nowhere", "--year", "2025", "-o", "x"], "no folder nowhere"),
        (["minerals", "package", str(EXAMPLE), "-o", "x"], "--year"),
        (["minerals", "package", str(EXAMPLE), "--year", "2025"], "-o"),
        (["minerals", "package", str(EXAMPLE), "--year", "2012", "-o", "x"], "2013"),
        (["minerals", "check", "nowhere.xlsx"], "no file or folder"),
        (["minerals", "show", str(EXAMPLE)], "is a folder"),
        (["tieout", str(EXAMPLE)], "no package"),
        (["explain", "CMRT-1O8"], "CMRT-108"),
    ],
)
def test_misuse_is_told_with_what_to_do(words: list[str], told: str) -> None:
    assert told in kaiji(*words, expect=2)


def test_a_folder_with_other_things_in_it_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep me", encoding="utf-8")
    kaiji("minerals", "package", EXAMPLE, "--year", "2025", "-o", tmp_path, expect=2)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
