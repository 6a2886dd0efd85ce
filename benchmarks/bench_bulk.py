"""Thousands of workbooks: two processes against one, a cluster with a worker killed half-way, and what memory they need.

Prints ratios; asserts only that the results are the same. The workbooks are copies of the reference data's filled CMRT 2.03a where that is at
hand (KAIJI_REFERENCE_DATA, default ../shared), each with other bytes, else of one of the example's. ``--files 200`` makes it short.
"""

from __future__ import annotations

import argparse
import functools
import io
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dask import config
from distributed import LocalCluster

from kaiji.bulk.cluster import Cluster
from kaiji.bulk.map import Outcome, map_files
from kaiji.cli.reader import ReadThen
from kaiji.minerals.checked import Checked, checked_of

ROOT = Path(__file__).resolve().parent.parent
LOOK = ReadThen(functools.partial(checked_of, year=2025, as_of=date(2026, 1, 1), reference=None, whole=False))
RUN = """
import re, sys
from pathlib import Path
from kaiji.cli.main import app
try:
    app()
finally:
    peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
    print(f"peak {int(peak[1]) // 1024}", file=sys.stderr)
"""


def copies(base: Path, folder: Path, count: int) -> list[tuple[Path, str]]:
    """Write copies that differ in the comment of the container, so that no two have the same digest."""
    made = []
    for number in range(count):
        content = io.BytesIO(base.read_bytes())
        with zipfile.ZipFile(content, "a") as archive:
            archive.comment = f"copy {number}".encode()
        path = folder / f"{number:05}.xlsx"
        path.write_bytes(content.getvalue())
        made.append((path, path.name))
    return made


def named(base: Path, folder: Path, count: int) -> list[tuple[Path, str]]:
    """Write copies of a small workbook, each of another company, so that nothing in them is shared."""
    with zipfile.ZipFile(base) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    company = json.loads(kaiji("show", str(base), "--format", "json")[0])["company"]["company_name"]["value"].encode()
    made = []
    for number in range(count):
        path = folder / f"{number:05}.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content.replace(company, f"Maker {number:05}".encode()))
        made.append((path, path.name))
    return made


def kaiji(*words: str) -> tuple[bytes, float, int]:
    """Run a command of Kaiji; gives what it printed, its seconds and the most megabytes that its own process had."""
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", RUN, "minerals", *words], capture_output=True, check=False)
    return done.stdout, time.perf_counter() - begun, int(done.stderr.split()[-1])


def killing(outcomes: Iterator[Outcome[Checked]], victim: int, after: int) -> Iterator[Outcome[Checked]]:
    """Kill a process after so many outcomes."""
    for number, one in enumerate(outcomes):
        if number == after:
            os.kill(victim, signal.SIGKILL)
        yield one


def insist(results: object, wanted: object) -> None:
    """Stop where results differ: a ratio of different results says nothing."""
    if results != wanted:
        sys.exit("the results differ")


def pid() -> int:
    """Give the number of the worker's process."""
    return os.getpid()


def on_a_cluster(files: Sequence[tuple[Path, str]]) -> None:
    """Compare a local cluster, one of whose workers is killed half-way, with one process and with two."""
    alone = list(map_files(LOOK, files, jobs=1))
    begun = time.perf_counter()
    together = list(map_files(LOOK, files, jobs=2))
    processes = time.perf_counter() - begun
    insist(together, alone)
    logging.disable()
    settings = {"distributed.deploy.lost-worker-timeout": "1h"}
    make: Any = LocalCluster
    with config.set(settings), make(n_workers=2, threads_per_worker=1, dashboard_address=":0") as local:
        with Cluster(local.scheduler_address) as cluster:
            begun = time.perf_counter()
            whole = list(map_files(LOOK, files, cluster=cluster))
            unharmed = time.perf_counter() - begun
        with Cluster(local.scheduler_address) as cluster, local.get_client() as client:
            victim = next(iter(client.run(pid).values()))
            begun = time.perf_counter()
            harmed = list(killing(map_files(LOOK, files, cluster=cluster), victim, len(files) // 2))
            seconds = time.perf_counter() - begun
    logging.disable(logging.NOTSET)
    insist(whole, alone)
    insist(harmed, alone)
    print(f"{len(files)} files on a local Dask cluster of 2 workers: the same results")
    print(f"  cluster / --jobs 2                       {unharmed / processes:6.2f} x")
    print(f"  one worker killed half-way / unharmed    {seconds / unharmed:6.2f} x   the same results")


def main() -> None:
    """Print the comparison."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--files", type=int, default=2000)
    count = arguments.parse_args().files
    reference = Path(os.environ.get("KAIJI_REFERENCE_DATA", str(ROOT.parent / "shared")))
    example = ROOT / "examples/kitanami/responses/S-008.xlsx"
    real = reference / "templates/2.03a_-_green.xlsx"
    base = real if real.exists() else example
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for part in ("few", "many", "speed"):
            (place / part).mkdir()
        named(example, place / "few", count // 10)
        named(example, place / "many", count)
        check = ("--format", "json", "--as-of", "2026-01-01")
        few, many = (
            kaiji("check", str(place / part), *check, "--jobs", "1", "-o", str(place / "o.json"))
            for part in ("few", "many")
        )
        print(
            f"peak memory of kaiji minerals check --jobs 1: {few[2]} MB at {count // 10} files, {many[2]} MB at {count}"
        )
        files = copies(base, place / "speed", count)
        folder, cache = str(place / "speed"), str(place / "cache")
        runs = {
            "--jobs 1": ("--jobs", "1"),
            "--jobs 2": ("--jobs", "2"),
            "--jobs 2 --cache, first": ("--jobs", "2", "--cache", cache),
            "--jobs 2 --cache, again": ("--jobs", "2", "--cache", cache),
        }
        print(f"{count} files like {base.name}, wall-clock time")
        first: tuple[bytes, float] | None = None
        for title, words in runs.items():
            _, seconds, peak = kaiji("check", folder, *check, *words, "-o", str(place / "o.json"))
            result = (place / "o.json").read_bytes()
            first = first or (result, seconds)
            insist(result, first[0])
            print(
                f"  {title:26} {seconds:8.1f} s   {seconds / first[1]:6.2f} x   {peak} MB   the same bytes", flush=True
            )
        on_a_cluster(files[: count // 4])


if __name__ == "__main__":
    main()
