"""One file: its bytes within bounds, and what came of it."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from kaiji.bulk.rule import file_too_large, file_unreadable, reader_failed
from kaiji.core.finding import Finding
from kaiji.core.source import Source

T = TypeVar("T")

Function = Callable[[bytes, str], T]
File = tuple[Path, str]

LARGEST = 50 * 1024 * 1024
CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of one file: the function's value, or findings that say why there is none."""

    path: Path
    name: str
    value: T | None
    findings: tuple[Finding, ...] = ()


def apply(function: Function[T], path: Path, name: str) -> Outcome[T]:
    """Open a file and call a function on its bytes; an exception of the function is a bug and passes through."""
    data = content_of(path, name)
    return Outcome(path, name, None, data) if isinstance(data, tuple) else Outcome(path, name, function(data, name))


def content_of(path: Path, name: str) -> bytes | tuple[Finding, ...]:
    """Give a file's bytes, or the findings that say why there are none; what is over 50 MB is not read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return tuple(file_unreadable(Source(name), "not a file"))
        size, data = found.st_size, b""
        if size <= LARGEST:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)  # it may have grown since its size was asked for
    except OSError as error:
        return tuple(file_unreadable(Source(name), error.strerror or type(error).__name__))
    largest = max(size, len(data))
    return tuple(file_too_large(Source(name), largest)) if largest > LARGEST else data


def given_up(path: Path, name: str) -> Outcome[T]:
    """Give the outcome of a file that killed its reader again when it was tried alone."""
    return Outcome(path, name, None, tuple(reader_failed(Source(name, _digest(path)))))


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()
