"""A Dask cluster gives what one process gives, whatever happens to its workers."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bulk.reading import always_wrong, dies_once, pid_of_reader, told_to_die
from bulk.test_map import codes, made
from kaiji.bulk import cluster as bulk_cluster
from kaiji.bulk.cluster import Cluster, ClusterError, Trouble
from kaiji.bulk.map import map_files
from kaiji.cli.main import app
from kaiji.core.source import digest_of

ROOT = Path(__file__).resolve().parents[2]
RESPONSES = ROOT / "examples/kitanami/responses"
NOBODY = "tcp://127.0.0.1:1"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start a cluster of two workers on this machine, which finds the functions of the tests."""
    distributed = pytest.importorskip("distributed")
    from dask import config  # noqa: PLC0415 - an extra

    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(str(ROOT / name) for name in ("src", "tests"))
    logging.disable()
    try:
        # Dask closes a local worker for good that is just being started again so long after it died before.
        with (
            config.set({"distributed.deploy.lost-worker-timeout": "1h"}),
            distributed.LocalCluster(
                n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
            ) as made_cluster,
        ):
            yield made_cluster.scheduler_address
    finally:
        logging.disable(logging.NOTSET)
        os.environ.pop("PYTHONPATH")
        if before is not None:
            os.environ["PYTHONPATH"] = before


def test_the_same_in_the_same_order_as_one_process(address: str, tmp_path: Path) -> None:
    files = made(tmp_path, {f"{number:02}.xlsx": b"x" * (40 - number) for number in range(20)})
    files.insert(7, (tmp_path / "gone.xlsx", "gone.xlsx"))
    with Cluster(address) as cluster:
        assert list(map_files(told_to_die, files, cluster=cluster)) == list(map_files(told_to_die, files, jobs=1))
        assert list(map_files(told_to_die, [], cluster=cluster)) == []


def test_only_the_file_that_kills_workers_is_lost(address: str, tmp_path: Path) -> None:
    contents = {f"{number:02}.xlsx": b"x" for number in range(8)}
    contents["03.xlsx"] = b"DIE now"
    with Cluster(address) as cluster:
        outcomes = list(map_files(told_to_die, made(tmp_path, contents), cluster=cluster))
    assert [one.value for one in outcomes] == [None if name == "03.xlsx" else (f"shown/{name}", 1) for name in contents]
    (found,) = outcomes[3].findings
    assert (found.code, found.file, found.sources[0].digest) == ("FILE-303", "shown/03.xlsx", digest_of(b"DIE now"))


def test_a_worker_that_is_killed_loses_nothing(address: str, tmp_path: Path) -> None:
    files = made(tmp_path, {f"{number:02}.xlsx": b"x" for number in range(12)})
    with Cluster(address) as cluster:
        outcomes = map_files(pid_of_reader, files, cluster=cluster)
        first = next(outcomes)
        assert first.value is not None
        os.kill(first.value[1], signal.SIGKILL)
        rest = list(outcomes)
    assert [one.value and one.value[0] for one in rest] == [name for _, name in files[1:]]
    assert [one.findings for one in rest] == [()] * 11


def test_a_file_whose_worker_died_once_is_read_again(address: str, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    files = made(tmp_path, {"a.xlsx": str(mark).encode(), "b.xlsx": b""})
    with Cluster(address) as cluster:
        outcomes = list(map_files(dies_once, files, cluster=cluster))
    assert mark.exists()
    assert [(one.value, one.findings) for one in outcomes] == [("shown/a.xlsx", ()), ("shown/b.xlsx", ())]


def test_a_bug_in_the_function_is_a_crash(address: str, tmp_path: Path) -> None:
    with Cluster(address) as cluster, pytest.raises(ZeroDivisionError):
        list(map_files(always_wrong, made(tmp_path, {"a.xlsx": b"x"}), cluster=cluster))


def test_memory_is_bounded_by_bytes_too(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files beyond the bound are not opened before earlier ones are done: the last can still vanish."""
    monkeypatch.setattr(bulk_cluster, "MOST_BYTES", 10)
    files = made(tmp_path, {f"{number}.xlsx": b"x" * 10 for number in range(3)})
    with Cluster(address) as cluster:
        outcomes = map_files(told_to_die, files, cluster=cluster)
        assert next(outcomes).value == ("shown/0.xlsx", 10)
        files[1][0].unlink()
        assert codes(list(outcomes)) == [["FILE-301"], []]


@pytest.mark.parametrize(
    ("place", "trouble"),
    [(NOBODY, Trouble.NO_ANSWER), ("nonsense://x", Trouble.NO_ANSWER), ("", Trouble.NO_ANSWER)],
)
def test_where_nobody_answers(place: str, trouble: Trouble, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(bulk_cluster, "ANSWERS_WITHIN", "300ms")
    with pytest.raises(ClusterError) as raised:
        Cluster(place)
    assert raised.value.trouble is trouble


def test_other_workers_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with connected(address):
        pass  # a worker that another test killed is there again
    monkeypatch.setattr(bulk_cluster, "VERSION", "9.9")
    with pytest.raises(ClusterError) as raised:
        Cluster(address)
    assert (raised.value.trouble, raised.value.detail) == (Trouble.OTHER_VERSION, "0.1.0")


def started(program: str, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *words]
    path = os.pathsep.join(str(ROOT / name) for name in ("src", "tests"))
    return subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def connected(address: str) -> Cluster:
    for _ in range(100):
        try:
            return Cluster(address)
        except ClusterError:
            time.sleep(0.3)
    raise AssertionError("the worker did not come")


def test_a_cluster_without_workers_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler and a worker as an office would start them; then the worker is killed, and nobody replaces it."""
    pytest.importorskip("distributed")
    monkeypatch.setattr(bulk_cluster, "PATIENCE", 2)
    note = tmp_path / "scheduler.json"
    files = made(tmp_path, {f"{number}.xlsx": b"x" for number in range(9)})
    running = [started("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(note))]
    logging.disable()
    try:
        while not (note.exists() and note.read_bytes()):
            time.sleep(0.1)
        place = json.loads(note.read_bytes())["address"]
        with pytest.raises(ClusterError) as raised:
            Cluster(place)
        assert raised.value.trouble is Trouble.NO_WORKERS
        running.append(started("worker", place, "--no-nanny", "--nthreads", "1", "--no-dashboard"))
        with connected(place) as cluster:
            outcomes = map_files(pid_of_reader, files, cluster=cluster)
            assert next(outcomes).name == "shown/0.xlsx"
            running[1].kill()
            with pytest.raises(ClusterError) as raised:
                list(outcomes)
        assert raised.value.trouble is Trouble.GONE
    finally:
        logging.disable(logging.NOTSET)
        for one in running:
            one.kill()
            one.wait()


def check(*words: str) -> tuple[int, Any, str]:
    result = CliRunner().invoke(app, ["minerals", "check", str(RESPONSES), "--format", "json", *words])
    return result.exit_code, result.stdout, " ".join(result.stderr.split())


def test_the_command_gives_the_same_bytes(address: str) -> None:
    one = check("--jobs", "1", "--as-of", "2026-05-26", "--previous", str(RESPONSES))
    assert check("--cluster", address, "--as-of", "2026-05-26", "--previous", str(RESPONSES)) == one
    assert len(json.loads(one[1])) > 10


def test_misuse_is_said_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(bulk_cluster, "ANSWERS_WITHIN", "300ms")
    status, said, why = check("--cluster", NOBODY)
    assert (status, said) == (2, "")
    assert why.startswith(f"No cluster answers at {NOBODY}: ")
    assert "dask scheduler" in why
    status, said, why = check("--cluster", NOBODY, "--jobs", "2")
    assert (status, said) == (2, "")
    assert why.startswith("--jobs and --cluster exclude each other.")
    monkeypatch.setitem(sys.modules, "distributed", None)
    status, said, why = check("--cluster", NOBODY)
    assert (status, said) == (2, "")
    assert why == "--cluster needs Dask, which is not installed. Install it with: pip install 'kaiji[cluster]'"
