"""Files of a folder, in a stable order, without what programs leave there for themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

PASSED_OVER = (".", "~$")


def files_below(folder: Path) -> Iterator[tuple[Path, str]]:
    """Give every file below a folder with its name relative to it; hidden files and lock files are passed over."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(PASSED_OVER) for part in name.parts):
            yield path, name.as_posix()


def parts_of(folder: Path, parts: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Give the files and the contents of the folders named by ``parts``, as far as they are there.

    Args:
        folder: the folder they lie in.
        parts: names of files and of folders inside it; the names given back begin with them.
    """
    for part in parts:
        place = folder / part
        if place.is_file():
            yield place, part
        elif place.is_dir():
            yield from ((path, f"{part}/{name}") for path, name in files_below(place))
