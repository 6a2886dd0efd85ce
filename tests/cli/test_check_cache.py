"""``kaiji minerals check --cache``: the same bytes, faster, and nothing kept where evidence lies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kaiji.bulk import cache as bulk_cache
from kaiji.cli import reader as cli_reader
from kaiji.cli.main import app
from kaiji.minerals.reader import Reading, read

RESPONSES = Path(__file__).resolve().parents[2] / "examples/kitanami/responses"


def check(*words: str) -> tuple[int, bytes, str]:
    arguments = ["minerals", "check", *words, "--year", "2025", "--as-of", "2026-05-26"]
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.stdout_bytes, " ".join(result.stderr.split())


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []

    def seen(data: bytes, name: str) -> Reading:
        names.append(name)
        return read(data, name)

    monkeypatch.setattr(cli_reader, "read", seen)
    return names


@pytest.mark.parametrize("form", ["json", "html", "text"])
def test_the_same_bytes_with_and_without(form: str, tmp_path: Path, read_again: list[str]) -> None:
    words = (str(RESPONSES), "--previous", str(RESPONSES), "--format", form, "--jobs", "1")
    plain = check(*words)
    read_again.clear()
    first = check(*words, "--cache", str(tmp_path / "cache"))
    assert len(read_again) == 2 * len(list(RESPONSES.iterdir()))
    read_again.clear()
    assert check(*words, "--cache", str(tmp_path / "cache")) == first == plain
    assert read_again == []


def test_only_what_changed_is_read(tmp_path: Path, read_again: list[str]) -> None:
    folder = tmp_path / "responses"
    shutil.copytree(RESPONSES, folder)
    words = (str(folder), "--jobs", "1", "--cache", str(tmp_path / "cache"))
    check(*words)
    read_again.clear()
    shutil.copy(folder / "S-001.xlsx", folder / "S-002.xlsx")
    check(*words)
    assert read_again == ["S-002.xlsx"]


def test_another_reader_reads_all_again(tmp_path: Path, read_again: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    words = (str(RESPONSES / "S-001.xlsx"), "--cache", str(tmp_path / "cache"))
    check(*words)
    monkeypatch.setattr(bulk_cache, "CODE", (".py",))  # as if the layouts had changed
    check(*words)
    assert read_again == ["S-001.xlsx"] * 2


def test_a_cache_among_the_evidence_is_misuse(tmp_path: Path) -> None:
    folder = tmp_path / "responses"
    shutil.copytree(RESPONSES, folder)
    for inside in (folder, folder / "cache"):
        status, said, why = check(str(folder), "--cache", str(inside))
        assert (status, said) == (2, b"")
        assert "would lie inside" in why
    assert not (folder / "cache").exists()
    (tmp_path / "file").write_bytes(b"")
    status, said, why = check(str(folder), "--cache", str(tmp_path / "file"))
    assert (status, said) == (2, b"")
    assert "cannot be a cache" in why
