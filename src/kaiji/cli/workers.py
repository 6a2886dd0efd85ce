"""Who does the reading: this machine's processes or a cluster, with progress and plain words when it cannot be."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn, TypeVar

from rich.progress import track

from kaiji.bulk.cluster import Cluster, ClusterError, Trouble
from kaiji.bulk.map import map_files
from kaiji.bulk.outcome import File, Function, Outcome
from kaiji.cli.out import err, misuse
from kaiji.core.version import VERSION

T = TypeVar("T")


@dataclass(frozen=True)
class Workers:
    """Those who do the reading.

    Args:
        jobs: processes of this machine; None takes as many as make sense.
        cluster: does the work instead, where there is one.
    """

    jobs: int | None = None
    cluster: Cluster | None = None

    def map(self, function: Function[T], inputs: Sequence[File], title: str) -> Iterator[Outcome[T]]:
        """Apply a function to files, showing progress to a person; the outcomes come one by one, in order."""
        outcomes = map_files(function, inputs, jobs=self.jobs, cluster=self.cluster)
        try:
            yield from track(
                outcomes, title, total=len(inputs), console=err, transient=True, disable=not err.is_terminal
            )
        except ClusterError as error:
            _refuse(error, self.cluster.address if self.cluster else "")


@contextmanager
def workers_of(jobs: int | None, cluster: str | None) -> Iterator[Workers]:
    """Give the workers that the options name; a cluster that cannot be worked with is misuse."""
    if cluster is None:
        yield Workers(jobs)
        return
    if jobs is not None:
        misuse("--jobs and --cluster exclude each other.", "A cluster has as many workers as were started for it.")
    with _silence():
        try:
            found = Cluster(cluster)
        except ClusterError as error:
            _refuse(error, cluster)
        with found:
            yield Workers(cluster=found)


def _refuse(error: ClusterError, address: str) -> NoReturn:
    match error.trouble:
        case Trouble.NOT_INSTALLED:
            misuse("--cluster needs Dask, which is not installed.", "Install it with: pip install 'kaiji[cluster]'")
        case Trouble.NO_ANSWER:
            misuse(
                f"No cluster answers at {address or '“”'}: {error.detail}.",
                "Check that the scheduler runs (“dask scheduler”) and that the address is the one it shows, such as "
                "tcp://10.0.0.5:8786.",
            )
        case Trouble.NO_WORKERS:
            misuse(f"The cluster at {address} has no workers.", f"Start some, such as: dask worker {address}")
        case Trouble.OTHER_VERSION:
            misuse(
                f"The workers at {address} have another Kaiji than this one, or none: {error.detail}.",
                f"Install Kaiji {VERSION} there; only the same version gives the same results.",
            )
    misuse(
        f"The cluster at {address} went away, or has had no workers for a minute.",
        "Start it again and repeat the command, or leave --cluster out.",
    )


@contextmanager
def _silence() -> Iterator[None]:
    """Keep Dask's own log off the screen: what matters comes as an exception, and is said in our words."""
    logging.disable()
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
