"""Reading with or without a folder that keeps what was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from kaiji.bulk.cache import Kept, code_version
from kaiji.bulk.outcome import Function
from kaiji.cli.out import misuse
from kaiji.minerals.reader import Reading, read
from kaiji.minerals.reading_data import reading_as_json, reading_from_json

T = TypeVar("T")

READ_WITH = ("lxml", "python-calamine", "msoffcrypto-tool", "olefile")


@dataclass(frozen=True)
class Reader:
    """How files are read.

    Args:
        folder: keeps what was read; None keeps nothing.
        version: of the reader, to which the entries belong.
    """

    folder: Path | None = None
    version: str = ""

    def then(self, act: Callable[[Reading], T]) -> Function[T]:
        """Give the function that reads a file and does something with what was read."""
        if self.folder is None:
            return ReadThen(act)
        return Kept(self.folder, self.version, read, act, reading_as_json, reading_from_json)


@dataclass(frozen=True)
class ReadThen(Generic[T]):
    """Reads a file and does something with what was read."""

    act: Callable[[Reading], T]

    def __call__(self, data: bytes, name: str) -> T:
        """Do both."""
        return self.act(read(data, name))


def reader_of(folder: Path | None, inputs: Sequence[Path]) -> Reader:
    """Give the reader that ``--cache`` asks for; a folder that cannot be used is misuse.

    Args:
        folder: as named with the option.
        inputs: what is read; the cache must not lie inside, where it would be taken for suppliers' files.
    """
    if folder is None:
        return Reader()
    place = folder.resolve()
    for one in inputs:
        if one.is_dir() and place.is_relative_to(one.resolve()):
            misuse(f"The cache {folder} would lie inside {one}.", "Name a folder with --cache that holds no evidence.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        misuse(f"{folder} cannot be a cache: {error.strerror}.", "Name a folder with --cache that you may write to.")
    return Reader(folder, code_version("kaiji", READ_WITH))
