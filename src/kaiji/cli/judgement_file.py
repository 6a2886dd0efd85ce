"""The file of judgements: one line appended at a time, whoever else appends at the same moment."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kaiji.cli.out import misuse


def append_line(path: Path, line_for: Callable[[bytes], bytes]) -> None:
    """Append one line to a file, made if it is not there.

    The file is locked while it is read, while the line is made, and while it is written, so that two people who judge
    at one moment neither lose a line nor contradict each other unseen.

    Args:
        path: the file.
        line_for: gives the line, with its line break, for what the file holds now; where it raises, nothing is written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file, _locked(file):
            file.seek(0)
            before = file.read()
            line = line_for(before)
            broken = b"\n" if before and not before.endswith(b"\n") else b""
            file.seek(0, os.SEEK_END)
            file.write(broken + line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        misuse(f"{path} cannot be written: {error.strerror}.", "Name another file, or mend its permissions.")


@contextmanager
def _locked(file: BinaryIO) -> Iterator[None]:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there is it

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - only there is it

        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
