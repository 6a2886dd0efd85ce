"""One pure function over many files: in order, on processes or a cluster, with flat memory, losing nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TypeVar

from kaiji.bulk.cluster import Cluster
from kaiji.bulk.outcome import LARGEST, File, Function, Outcome, apply
from kaiji.bulk.pool import map_in_processes

__all__ = ["LARGEST", "Outcome", "map_files"]

T = TypeVar("T")


def map_files(
    function: Function[T], files: Sequence[File], *, jobs: int | None = None, cluster: Cluster | None = None
) -> Iterator[Outcome[T]]:
    """Apply ``function`` to the bytes and the name of each file, and give the outcomes in the order of the files.

    A file that cannot be opened, is larger than 50 MB, or makes its process die gives findings instead of a value;
    the others are not touched by it. At most a few results wait at any time, however many files there are. The
    outcomes are the same whoever does the work.

    Args:
        function: importable by name, as it is sent to other processes.
        files: path and shown name of each.
        jobs: processes; None takes one a processor, as far as there are files enough to feed them.
        cluster: does the work instead of this machine.

    Raises:
        ClusterError: the cluster went away; what was given until then holds.
    """
    if cluster is not None:
        yield from cluster.map(function, files)
        return
    count = jobs if jobs is not None else _sensible_jobs(len(files))
    if count <= 1:
        for path, name in files:
            yield apply(function, path, name)
        return
    yield from map_in_processes(function, files, count)


def _sensible_jobs(files: int) -> int:
    return max(1, min(os.cpu_count() or 1, files // 8))
