"""What is kept of a file: found again, never believed when it is damaged, and never in the way."""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path

import pytest

from kaiji.bulk.cache import Kept, code_version
from kaiji.bulk.map import map_files
from kaiji.core.source import digest_of

calls: list[str] = []


def first(data: bytes, name: str) -> str:
    calls.append(name)
    return f"{name} has {len(data)}"


def then(value: str) -> str:
    return value.upper()


def as_json(value: str) -> bytes:
    return json.dumps(value).encode()


def from_json(content: bytes) -> str | None:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, str) else None


@pytest.fixture
def kept(tmp_path: Path) -> Kept[str, str]:
    calls.clear()
    return Kept(tmp_path / "cache", "1", first, then, as_json, from_json)


def entry(kept: Kept[str, str]) -> Path:
    (found,) = kept.folder.rglob("*.json")
    return found


def test_an_unchanged_file_is_not_read_again(kept: Kept[str, str]) -> None:
    assert kept(b"xx", "a.xlsx") == kept(b"xx", "a.xlsx") == "A.XLSX HAS 2"
    assert calls == ["a.xlsx"]


def test_other_bytes_another_name_and_another_version_are_read(kept: Kept[str, str]) -> None:
    kept(b"xx", "a.xlsx")
    assert kept(b"xy", "a.xlsx") == "A.XLSX HAS 2"
    assert kept(b"xx", "b.xlsx") == "B.XLSX HAS 2"
    Kept(kept.folder, "2", first, then, as_json, from_json)(b"xx", "a.xlsx")
    assert calls == ["a.xlsx", "a.xlsx", "b.xlsx", "a.xlsx"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b'"A LIE"',
        b"0" * 64 + b'\n"A LIE"',
        digest_of(b"[1]").encode() + b"\n[1]",
        digest_of(b"[" * 100_000).encode() + b"\n" + b"[" * 100_000,
        pickle.dumps("A LIE"),
    ],
)
def test_a_damaged_entry_is_as_if_it_were_not_there(kept: Kept[str, str], content: bytes) -> None:
    kept(b"xx", "a.xlsx")
    whole = entry(kept).read_bytes()
    entry(kept).write_bytes(content)
    assert kept(b"xx", "a.xlsx") == "A.XLSX HAS 2"
    assert entry(kept).read_bytes() == whole


def test_an_entry_that_is_a_pipe_a_link_or_a_folder_is_not_opened(kept: Kept[str, str]) -> None:
    kept(b"xx", "a.xlsx")
    place = entry(kept)
    place.unlink()
    os.mkfifo(place)
    assert kept(b"xx", "a.xlsx") == "A.XLSX HAS 2"
    place.unlink()
    place.mkdir()
    assert kept(b"xx", "a.xlsx") == "A.XLSX HAS 2"
    place.rmdir()
    place.symlink_to("/dev/zero")
    assert kept(b"xx", "a.xlsx") == "A.XLSX HAS 2"
    assert calls == ["a.xlsx"] * 4


def test_a_folder_that_cannot_be_written_to_stops_nothing(kept: Kept[str, str]) -> None:
    kept.folder.write_bytes(b"a file")
    assert kept(b"xx", "a.xlsx") == "A.XLSX HAS 2"


def test_no_half_written_file_is_left(kept: Kept[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", fails)
    assert kept(b"xx", "a.xlsx") == "A.XLSX HAS 2"
    assert [one for one in kept.folder.rglob("*") if one.is_file()] == []


def test_processes_share_the_folder(kept: Kept[str, str], tmp_path: Path) -> None:
    files = []
    for number in range(6):
        (tmp_path / f"{number}.xlsx").write_bytes(b"x" * number)
        files.append((tmp_path / f"{number}.xlsx", f"{number}.xlsx"))
    together = list(map_files(kept, files, jobs=2))
    assert len(list(kept.folder.rglob("*.json"))) == 6
    assert list(map_files(kept, files, jobs=1)) == together
    assert calls == []


def test_the_version_is_that_of_code_data_and_libraries() -> None:
    assert code_version("kaiji") == code_version("kaiji")
    different = {
        code_version("kaiji"),
        code_version("kaiji", ["lxml"]),
        code_version("kaiji.core"),
        code_version("kaiji.bulk"),
    }
    assert len(different) == 4
    assert code_version("kaiji", ["no-such-distribution"]) == code_version("kaiji")
