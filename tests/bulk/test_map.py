"""Many files: order, equality of one process and two, and the loss of one file alone."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from pickle import PicklingError
from typing import Any

import pytest

from bulk.reading import always_wrong, dies_once, pid_of_reader, told_to_die
from kaiji.bulk import outcome as bulk_outcome
from kaiji.bulk import pool as bulk_pool
from kaiji.bulk.map import LARGEST, Outcome, map_files
from kaiji.core.source import digest_of


def made(folder: Path, contents: dict[str, bytes]) -> list[tuple[Path, str]]:
    files = []
    for name, content in contents.items():
        (folder / name).write_bytes(content)
        files.append((folder / name, f"shown/{name}"))
    return files


def codes(outcomes: list[Outcome[tuple[str, int]]]) -> list[list[str]]:
    return [[one.code for one in outcome.findings] for outcome in outcomes]


def test_one_process_and_two_give_the_same_in_the_same_order(tmp_path: Path) -> None:
    files = made(tmp_path, {f"{number:02}.xlsx": b"x" * (40 - number) for number in range(20)})
    files.insert(7, (tmp_path / "gone.xlsx", "gone.xlsx"))
    alone, together = list(map_files(told_to_die, files, jobs=1)), list(map_files(told_to_die, files, jobs=2))
    assert alone == together
    assert [(one.path, one.name) for one in alone] == files
    assert [one.value for one in alone if one.name != "gone.xlsx"] == [
        (f"shown/{number:02}.xlsx", 40 - number) for number in range(20)
    ]
    assert codes(alone)[7] == ["FILE-301"]


def test_only_the_file_that_kills_its_process_is_lost(tmp_path: Path) -> None:
    contents = {f"{number:02}.xlsx": b"x" for number in range(12)}
    contents["01.xlsx"] = contents["09.xlsx"] = b"DIE now"
    outcomes = list(map_files(told_to_die, made(tmp_path, contents), jobs=2))
    assert [one.name for one in outcomes] == [f"shown/{name}" for name in contents]
    for outcome, (name, content) in zip(outcomes, contents.items(), strict=True):
        if content == b"x":
            assert outcome.value == (f"shown/{name}", 1)
            assert outcome.findings == ()
        else:
            assert outcome.value is None
            (found,) = outcome.findings
            assert (found.code, found.file) == ("FILE-303", f"shown/{name}")
            assert found.sources[0].digest == digest_of(content)


def test_a_pool_that_broke_before_a_file_was_handed_over_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken pool refuses new work; the file it refused must come back in the next round."""
    handed: list[str] = []

    class Pool(ProcessPoolExecutor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            handed.append(str(args[-1]))
            if len(handed) == 2:
                raise BrokenProcessPool
            return super().submit(fn, *args, **kwargs)

    monkeypatch.setattr(bulk_pool, "ProcessPoolExecutor", Pool)
    files = made(tmp_path, {f"{number}.xlsx": b"x" for number in range(3)})
    outcomes = list(map_files(told_to_die, files, jobs=2))
    assert [one.value for one in outcomes] == [(name, 1) for _, name in files]


def test_a_process_that_the_system_kills_loses_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    contents = {f"{number}.xlsx": b"" for number in range(9)} | {"3.xlsx": str(mark).encode()}
    files = made(tmp_path, contents)
    outcomes = list(map_files(dies_once, files, jobs=2))
    assert mark.exists()
    assert [(one.value, one.findings) for one in outcomes] == [(name, ()) for _, name in files]


def test_files_go_on_after_each_of_many_deaths(tmp_path: Path) -> None:
    files = made(tmp_path, {f"{number:02}.xlsx": b"x" for number in range(24)})
    names = []
    for number, one in enumerate(map_files(pid_of_reader, files, jobs=2)):
        assert one.value is not None
        assert one.findings == ()
        names.append(one.value[0])
        if number in (2, 11, 20):
            with contextlib.suppress(ProcessLookupError):
                os.kill(one.value[1], signal.SIGKILL)
    assert names == [name for _, name in files]


def test_a_function_that_cannot_be_sent_is_a_bug_and_no_finding(tmp_path: Path) -> None:
    with pytest.raises((AttributeError, PicklingError)):
        list(map_files(lambda data, name: name, made(tmp_path, {"a.xlsx": b"x"}), jobs=2))


def test_a_bug_in_the_function_is_a_crash(tmp_path: Path) -> None:
    files = made(tmp_path, {"a.xlsx": b"x"})
    for jobs in (1, 2):
        with pytest.raises(ZeroDivisionError):
            list(map_files(always_wrong, files, jobs=jobs))


def test_a_file_of_a_terabyte_is_refused_by_its_size_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "vast.xlsx"
    with path.open("wb") as file:
        file.truncate(1 << 40)

    def no_reading(*_: object, **__: object) -> None:
        raise AssertionError("it was opened")

    monkeypatch.setattr(Path, "open", no_reading)
    monkeypatch.setattr(Path, "read_bytes", no_reading)
    (outcome,) = map_files(told_to_die, [(path, "vast.xlsx")], jobs=1)
    assert codes([outcome]) == [["FILE-302"]]
    assert outcome.findings[0].param("size") == 1 << 20


@pytest.mark.parametrize(("size", "code"), [(LARGEST, []), (LARGEST + 1, ["FILE-302"])])
def test_the_bound_is_50_megabytes(tmp_path: Path, size: int, code: list[str]) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(size)
    assert codes(list(map_files(told_to_die, [(path, "large.xlsx")], jobs=1))) == [code]


def test_a_file_that_grows_while_it_is_read_is_still_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "growing.xlsx"
    path.write_bytes(b"x" * 2000)
    monkeypatch.setattr(bulk_outcome, "LARGEST", 1000)
    seen = os.stat_result((0o100644, 0, 0, 1, 0, 0, 1000, 0, 0, 0))
    monkeypatch.setattr(Path, "stat", lambda *_, **__: seen)
    assert codes(list(map_files(told_to_die, [(path, "growing.xlsx")], jobs=1))) == [["FILE-302"]]


def test_folders_and_pipes_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    files = [(tmp_path, "folder"), (tmp_path / "pipe", "pipe")]
    assert codes(list(map_files(told_to_die, files, jobs=1))) == [["FILE-301"], ["FILE-301"]]


def test_results_come_as_they_are_asked_for(tmp_path: Path) -> None:
    """Nobody holds all results: the second file may vanish after the first result was taken."""
    files = made(tmp_path, {"a.xlsx": b"x", "b.xlsx": b"x"})
    outcomes = map_files(told_to_die, files, jobs=1)
    assert [one.value for one in islice(outcomes, 1)] == [("shown/a.xlsx", 1)]
    files[1][0].unlink()
    assert codes(list(outcomes)) == [["FILE-301"]]


def test_no_files() -> None:
    assert list(map_files(told_to_die, [], jobs=2)) == []
    assert list(map_files(told_to_die, [])) == []
