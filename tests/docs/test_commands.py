"""Every command and every piece of Python that the documentation shows is run, and gives what it shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(?P<language>console|python)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
EXIT = re.compile(r"\s+# exit (\d)$")
SKIPPED = "…"


@dataclass(frozen=True)
class Step:
    """One command with the exit status and the lines that the page promises."""

    command: str
    status: int
    shows: tuple[str, ...]


def pages() -> list[Path]:
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in found if BLOCK.search(page.read_text(encoding="utf-8"))]


def blocks(page: Path, language: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return [found["body"] for found in BLOCK.finditer(text) if found["language"] == language]


def steps(body: str) -> list[Step]:
    found: list[Step] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            status = EXIT.search(line)
            found.append(Step(EXIT.sub("", line[2:]), int(status[1]) if status else 0, ()))
        elif line.strip() and line != SKIPPED:
            last = found[-1]
            found[-1] = Step(last.command, last.status, (*last.shows, line))
    return found


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Give a copy of the folder as a newcomer has it, without what is only needed to develop."""
    copy = tmp_path / "kaiji"
    copy.mkdir()
    shutil.copytree(ROOT / "examples", copy / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def run(command: list[str], where: Path) -> subprocess.CompletedProcess[str]:
    here = str(Path(sys.executable).parent)
    environment = os.environ | {"PATH": here + os.pathsep + os.environ["PATH"], "COLUMNS": "200", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command, cwd=where, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
    )


@pytest.mark.skipif(os.name == "nt", reason="the pages show commands of a POSIX shell")
@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_do_what_the_page_says(page: Path, house: Path) -> None:
    for body in blocks(page, "console"):
        for step in steps(body):
            done = run(["sh", "-c", step.command], house)
            said = f"$ {step.command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
            assert done.returncode == step.status, said
            assert "Traceback" not in done.stderr, said
            for line in step.shows:
                assert plain(line) in plain(done.stdout + done.stderr), f"{line!r} is not in\n{said}"


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_python_runs(page: Path, house: Path) -> None:
    for body in blocks(page, "python"):
        done = run([sys.executable, "-W", "error", "-c", body], house)
        assert done.returncode == 0, f"{body}\n{done.stderr[-3000:]}"


def test_the_tutorial_and_the_readme_have_commands() -> None:
    names = {page.name for page in pages()}
    assert {"README.md", "first-package.md", "python.md", "verify-a-package.md"} <= names
    tutorial = [step for body in blocks(ROOT / "docs/tutorial/first-package.md", "console") for step in steps(body)]
    assert len(tutorial) >= 12
    assert [one.status for one in tutorial if one.command == "kaiji tieout demo"] == [0, 1, 0]
