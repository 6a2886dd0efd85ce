"""A command loads what it needs and no more: that is most of the time that a short one takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kaiji.cli.main import app
from kaiji.programmes import OF_DOCUMENTS, RULES

HEAVY = ("kaiji.minerals", "kaiji.offerings", "jinja2", "xlsxwriter", "docx", "pypdfium2", "python_calamine", "lxml")


def loaded(*arguments: str) -> tuple[int, set[str]]:
    """Run a command in a process of its own; give its status and the modules that it loaded."""
    code = "import sys\nfrom kaiji.cli.main import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, set(done.stderr.split())


def test_the_version_needs_nothing() -> None:
    status, modules = loaded("--version")
    assert status == 0
    assert not {one for one in modules if one.startswith(("kaiji.tieout", *HEAVY))}


def test_a_text_is_proved_without_programmes_and_other_readers(tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_text("Item\t2008\t2007\nCosts\t100\t90\nOther\t20\t10\nTotal\t120\t100\n")
    status, modules = loaded("tieout", str(path))
    assert status == 0
    assert "kaiji.tieout.document" in modules
    assert not {one for one in modules if one.startswith(HEAVY)}


@pytest.mark.parametrize("command", ["minerals", "offerings", "explain", "tieout"])
def test_a_part_alone_answers_like_the_whole(command: str) -> None:
    status, _ = loaded(command, "--help")
    assert status == 0
    commands, groups = app.registered_commands, app.registered_groups
    assert command in {*(one.name for one in commands), *(one.name for one in groups)}


def test_rules_of_documents_are_among_all() -> None:
    assert all(RULES[code] is one for code, one in OF_DOCUMENTS.items())
    assert len(RULES) == len(set(RULES))
    assert set(OF_DOCUMENTS) < set(RULES)
    assert "CMRT-108" in RULES
    assert "TIE-999" not in RULES
