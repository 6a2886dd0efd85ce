"""Functions that are sent to other processes, which find them by their names."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def told_to_die(data: bytes, name: str) -> tuple[str, int]:
    """Give name and size of a file; one that begins with DIE ends the process."""
    if data.startswith(b"DIE"):
        os._exit(9)
    return name, len(data)


def always_wrong(data: bytes, name: str) -> str:
    """Have a bug."""
    raise ZeroDivisionError(name)


def dies_once(data: bytes, name: str) -> str:
    """Be killed by the system as long as the file that the content names is not there."""
    mark = Path(data.decode()) if data else None
    if mark is not None and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return name


def pid_of_reader(data: bytes, name: str) -> tuple[str, int]:
    """Give a file's name and the process that read it, after a moment in which others can be under way."""
    time.sleep(0.2)
    return name, os.getpid()
