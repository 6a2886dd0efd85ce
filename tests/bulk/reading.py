"""Functions that are sent to other processes, which find them by their names."""

from __future__ import annotations

import os


def told_to_die(data: bytes, name: str) -> tuple[str, int]:
    """Give name and size of a file; one that begins with DIE ends the process."""
    if data.startswith(b"DIE"):
        os._exit(9)
    return name, len(data)


def always_wrong(data: bytes, name: str) -> str:
    """Have a bug."""
    raise ZeroDivisionError(name)
