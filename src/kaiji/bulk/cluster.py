"""A Dask cluster: the same outcomes in the same order as on one machine, and a worker that dies loses nothing."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from kaiji.bulk.cache import Kept
from kaiji.bulk.outcome import File, Function, Outcome, content_of, given_up
from kaiji.core.version import VERSION

if TYPE_CHECKING:
    from distributed import Future

T = TypeVar("T")

AHEAD = 2  # files under way for each thread of the cluster
MOST_BYTES = 256 * 1024 * 1024  # of all files under way
ANSWERS_WITHIN = "10s"
LOOK_EVERY = 0.25  # seconds, while a file takes longer than that
PATIENCE = 60  # seconds with a cluster without workers before it is given up
TRIES = 2  # of a file alone, before it is given up


class Trouble(StrEnum):
    """Why a cluster cannot be worked with."""

    NOT_INSTALLED = "not_installed"
    NO_ANSWER = "no_answer"
    NO_WORKERS = "no_workers"
    OTHER_VERSION = "other_version"
    GONE = "gone"


class ClusterError(Exception):
    """The cluster cannot be worked with; nothing is wrong with the files.

    Args:
        trouble: what kind of trouble.
        detail: more of it, for people: a version, an error of the network.
    """

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(f"{trouble}: {detail}" if detail else str(trouble))
        self.trouble = trouble
        self.detail = detail


@dataclass(frozen=True, slots=True)
class _UnderWay(Generic[T]):
    """A file with its outcome, or with the future that will give its value; with neither it is to be tried alone."""

    path: Path
    name: str
    size: int
    future: Future[Any] | None
    outcome: Outcome[T] | None = None
    kept: tuple[Kept[Any, T], str] | None = None

    def outcome_of(self, value: Any) -> Outcome[T]:
        """Make the outcome of what a worker gave; what is to be kept is kept here, where the folder is."""
        if self.kept is None:
            return Outcome(self.path, self.name, value)
        function, key = self.kept
        entry, result = value
        function.keep(key, entry)
        return Outcome(self.path, self.name, result)


class Cluster:
    """A running Dask cluster. Use it in a ``with`` statement.

    The bytes of a file are read here and go to a worker with the task, so that workers need no folder in common with
    this machine, and whatever a dead worker had under way is done again by another. Who can reach the scheduler can run
    programs on the workers: an address is to be trusted like a machine of one's own.

    Args:
        address: of the scheduler (``tcp://10.0.0.5:8786``).

    Raises:
        ClusterError: Dask is not installed, nobody answers, there are no workers, or they have another Kaiji.
    """

    def __init__(self, address: str) -> None:
        try:
            import distributed  # noqa: PLC0415 - heavy, and an extra
        except ImportError as error:
            raise ClusterError(Trouble.NOT_INSTALLED) from error
        self.address = address
        try:
            client: Any = distributed.Client
            self._client = client(address, timeout=ANSWERS_WITHIN, set_as_default=False)
        except (OSError, ValueError, TimeoutError, TypeError) as error:
            raise ClusterError(Trouble.NO_ANSWER, _first_line(error)) from error
        self._workers: dict[str, int] = {}
        self._shaken = False  # a worker died, and nobody has looked since whether all is well again
        try:
            self._look_at_workers()
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def map(self, function: Function[T], files: Sequence[File]) -> Iterator[Outcome[T]]:
        """Apply a function to files; only so many are under way at a time that memory stays flat everywhere.

        When a worker dies, the files that have no outcome yet are tried again one by one, so that the one that kills
        workers kills few of them, and is given up with a finding.

        Raises:
            ClusterError: the scheduler is gone, or there has been no worker for a minute.
        """
        waiting, under_way = deque(files), deque[_UnderWay[T]]()
        while waiting or under_way:
            while waiting and self._has_room(under_way):
                under_way.append(self._send(function, *waiting.popleft()))
            first = under_way.popleft()
            outcome = first.outcome or self._wait(first)
            if outcome is None:
                under_way = deque(self._held_back(one) for one in under_way)
                outcome = self._alone(function, self._held_back(first))
            yield outcome

    def _has_room(self, under_way: Sequence[_UnderWay[Any]]) -> bool:
        if any(one.future is None and one.outcome is None for one in under_way):
            return False
        bytes_ = sum(one.size for one in under_way)
        return not under_way or (len(under_way) < sum(self._workers.values()) * AHEAD and bytes_ < MOST_BYTES)

    def _send(self, function: Function[T], path: Path, name: str) -> _UnderWay[T]:
        data = content_of(path, name)
        if isinstance(data, tuple):
            return _UnderWay(path, name, 0, None, Outcome(path, name, None, data))
        if isinstance(function, Kept):
            key = function.key(data, name)
            known = function.known(key)
            if known is not None:
                return _UnderWay(path, name, 0, None, Outcome(path, name, known[0]))
            return _UnderWay(path, name, len(data), self._submit(function.fresh, data, name), kept=(function, key))
        return _UnderWay(path, name, len(data), self._submit(function, data, name))

    def _submit(self, function: Function[Any], data: bytes, name: str) -> Future[Any]:
        from dask import config  # noqa: PLC0415 - heavy, and an extra

        # The file is meant to go with its task; data that were put on the workers beforehand would die with them.
        with config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
            future: Future[Any] = self._client.submit(function, data, name, pure=False)
        return future

    def _wait(self, one: _UnderWay[T]) -> Outcome[T] | None:
        """Wait for a file's value; None when a worker died in the meantime, or the file is to be tried alone."""
        import distributed  # noqa: PLC0415 - heavy, and an extra

        while one.future is not None:
            try:
                value = one.future.result(timeout=LOOK_EVERY)
            except (TimeoutError, UnboundLocalError):  # the second is Dask's own slip when the holder of a value dies
                if one.future.status == "error":
                    raise  # the function's own
                if self._somebody_is_gone():
                    return None
            except distributed.KilledWorker:
                self._shaken = True
                return None
            except (distributed.CancelledError, OSError) as error:
                if one.future.status == "error":
                    raise  # the function's own
                raise ClusterError(Trouble.GONE, _first_line(error)) from error
            else:
                return one.outcome_of(value)
        return None

    def _held_back(self, one: _UnderWay[T]) -> _UnderWay[T]:
        """Take a file back that has no outcome yet."""
        if one.future is None or one.future.status == "finished":
            return one
        if one.future.status != "error":
            self._ask(one.future.cancel)
        return _UnderWay(one.path, one.name, one.size, None)

    def _alone(self, function: Function[T], one: _UnderWay[T]) -> Outcome[T]:
        """Try a file with nothing beside it."""
        for _ in range(TRIES):
            self._wait_for_workers()
            again = self._send(function, one.path, one.name)
            outcome = again.outcome or self._wait(again)
            if outcome is not None:
                return outcome
            self._held_back(again)
        return given_up(one.path, one.name)

    def _somebody_is_gone(self) -> bool:
        before, self._workers = self._workers, self._ask(self._client.nthreads)
        self._shaken = self._shaken or not before.keys() <= self._workers.keys()
        return self._shaken

    def _wait_for_workers(self) -> None:
        """After a death, wait until the workers are the same twice: one that dies while it starts may not come back."""
        for _ in range(PATIENCE if self._shaken else 0):
            before, self._workers = self._workers, self._ask(self._client.nthreads)
            if self._workers and before.keys() == self._workers.keys():
                self._shaken = False
                return
            time.sleep(1)
        if self._shaken:
            raise ClusterError(Trouble.GONE, self.address)

    def _look_at_workers(self) -> None:
        self._workers = self._ask(self._client.nthreads)
        if not self._workers:
            raise ClusterError(Trouble.NO_WORKERS, self.address)
        try:
            found = set(self._ask(self._client.run, version).values())
        except (ImportError, AttributeError) as error:
            raise ClusterError(Trouble.OTHER_VERSION, _first_line(error)) from error
        if found - {VERSION}:
            raise ClusterError(Trouble.OTHER_VERSION, ", ".join(sorted(found)))

    def _ask(self, question: Any, *words: Any) -> Any:
        try:
            return question(*words)
        except OSError as error:
            raise ClusterError(Trouble.GONE, _first_line(error)) from error


def version() -> str:
    """Give the version of this Kaiji; asked of each worker."""
    return VERSION


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).partition("\n")[0]
