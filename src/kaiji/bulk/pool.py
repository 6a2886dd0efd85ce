"""Processes of this machine: the outcomes in the order of the files, and a process that dies loses nothing."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from kaiji.bulk.outcome import File, Function, Outcome, apply, given_up

T = TypeVar("T")

AHEAD = 4  # files under way for each process

_sent: list[Function[Any]] = []  # in a process of the pool: the one function that it applies


def map_in_processes(function: Function[T], files: Sequence[File], jobs: int) -> Iterator[Outcome[T]]:
    """Apply a function to files in so many processes.

    When a process dies, whoever killed it, the files that were under way and have no outcome yet are tried again one
    by one; one that dies again is given up with a finding, and the rest goes on in a new pool.
    """
    waiting = deque(files)
    while waiting:
        submitted: deque[tuple[Path, str, Future[Outcome[T]]]] = deque()
        pool = _pool(function, jobs)
        try:
            while waiting or submitted:
                while waiting and len(submitted) < jobs * AHEAD:
                    path, name = waiting[0]  # taken off only when it is under way: a pool that broke refuses it
                    submitted.append((path, name, pool.submit(_apply_sent, path, name)))
                    waiting.popleft()
                outcome = submitted[0][2].result()
                submitted.popleft()
                yield outcome
        except BrokenProcessPool:
            # Any of the files without an outcome may be the one; each is tried alone, so that only the culprit is lost.
            yield from _one_by_one(function, submitted)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _one_by_one(
    function: Function[T], submitted: Sequence[tuple[Path, str, Future[Outcome[T]]]]
) -> Iterator[Outcome[T]]:
    pool = _pool(function, 1)
    try:
        for path, name, future in submitted:
            if future.done() and not future.cancelled() and future.exception() is None:
                yield future.result()
                continue
            try:
                outcome = pool.submit(_apply_sent, path, name).result()
            except BrokenProcessPool:
                pool.shutdown(wait=True)
                pool = _pool(function, 1)
                outcome = given_up(path, name)
            yield outcome
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(function: Function[T], jobs: int) -> ProcessPoolExecutor:
    # The function goes to each process once, not with each file: it may carry a whole reference list. It is packed here,
    # so that one that cannot be packed is an exception and not a pool that breaks.
    return ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_keep, initargs=(pickle.dumps(function),)
    )


def _keep(packed: bytes) -> None:
    _sent[:] = [pickle.loads(packed)]  # noqa: S301 - packed by our own parent process


def _apply_sent(path: Path, name: str) -> Outcome[Any]:
    return apply(_sent[0], path, name)
