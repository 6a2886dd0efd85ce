"""Values on disk instead of in memory, in order, as long as a command runs."""

from __future__ import annotations

import pickle
import tempfile
import weakref
from array import array
from collections.abc import Iterator
from typing import IO, Generic, TypeVar

T = TypeVar("T")


class Spool(Generic[T]):
    """A list that holds its values in a file that has no name, so that nobody else can write to it."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the spool
        weakref.finalize(self, self._file.close)
        self._starts = array("Q")
        self._end = 0

    def __len__(self) -> int:
        return len(self._starts)

    def append(self, value: T) -> None:
        """Put a value behind the others."""
        self._file.seek(self._end)
        self._starts.append(self._end)
        pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)
        self._end = self._file.tell()

    def __getitem__(self, index: int) -> T:
        """Give a value by its number."""
        self._file.seek(self._starts[index])
        value: T = pickle.load(self._file)  # noqa: S301 - only this process can have written it
        return value

    def __iter__(self) -> Iterator[T]:
        return (self[index] for index in range(len(self)))
