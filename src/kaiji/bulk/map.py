"""One pure function over many files: in order, on several processes, with flat memory, losing nothing."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Generic, TypeVar

from kaiji.bulk.rule import file_too_large, file_unreadable, reader_failed
from kaiji.core.finding import Finding
from kaiji.core.source import Source

T = TypeVar("T")

LARGEST = 50 * 1024 * 1024
AHEAD = 4
CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of one file: the function's value, or findings that say why there is none."""

    path: Path
    name: str
    value: T | None
    findings: tuple[Finding, ...] = ()


def map_files(
    function: Callable[[bytes, str], T], files: Sequence[tuple[Path, str]], *, jobs: int | None = None
) -> Iterator[Outcome[T]]:
    """Apply ``function`` to the bytes and the name of each file, and give the outcomes in the order of the files.

    A file that cannot be opened, is larger than 50 MB, or makes its process die gives findings instead of a value;
    the others are not touched by it. At most a few results wait at any time, however many files there are.

    Args:
        function: importable by name, as it is sent to other processes.
        files: path and shown name of each.
        jobs: processes; None takes one a processor, as far as there are files enough to feed them.
    """
    count = jobs if jobs is not None else _sensible_jobs(len(files))
    if count <= 1:
        for path, name in files:
            yield _apply(function, path, name)
        return
    yield from _in_processes(function, files, count)


def _sensible_jobs(files: int) -> int:
    return max(1, min(os.cpu_count() or 1, files // 8))


def _in_processes(
    function: Callable[[bytes, str], T], files: Sequence[tuple[Path, str]], jobs: int
) -> Iterator[Outcome[T]]:
    waiting = deque(files)
    while waiting:
        submitted: deque[tuple[Path, str, Future[Outcome[T]]]] = deque()
        pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
        try:
            while waiting or submitted:
                while waiting and len(submitted) < jobs * AHEAD:
                    path, name = waiting[0]  # taken off only when it is under way: a pool that broke refuses it
                    submitted.append((path, name, pool.submit(_apply, function, path, name)))
                    waiting.popleft()
                outcome = submitted[0][2].result()
                submitted.popleft()
                yield outcome
        except BrokenProcessPool:
            # Any of the files under way may be the one; each is tried alone, so that only the culprit is lost.
            for path, name, _ in submitted:
                yield _alone(function, path, name)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _alone(function: Callable[[bytes, str], T], path: Path, name: str) -> Outcome[T]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(_apply, function, path, name).result()
        except BrokenProcessPool:
            return Outcome(path, name, None, tuple(reader_failed(Source(name, _digest(path)))))


def _apply(function: Callable[[bytes, str], T], path: Path, name: str) -> Outcome[T]:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return Outcome(path, name, None, tuple(file_unreadable(Source(name), "not a file")))
        size, data = found.st_size, b""
        if size <= LARGEST:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)  # it may have grown since its size was asked for
        if max(size, len(data)) > LARGEST:
            return Outcome(path, name, None, tuple(file_too_large(Source(name), max(size, len(data)))))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Outcome(path, name, None, tuple(file_unreadable(Source(name), reason)))
    return Outcome(path, name, function(data, name))


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()
