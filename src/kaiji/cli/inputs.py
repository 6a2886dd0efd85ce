"""Which files a command means: files as named, folders with everything in them, in a stable order."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kaiji.bulk.folder import files_below
from kaiji.cli.out import misuse


def files_of(paths: list[Path]) -> list[tuple[Path, str]]:
    """Give the files that are meant, with the names to show.

    A folder stands for all files below it. Hidden files and the lock files of spreadsheet programs (``~$…``) are passed
    over in folders; a file that is named itself is always taken. A path that does not exist is misuse. Two files that
    would be shown by one name are told apart by the folder that they lie in.
    """
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            found += files_below(path)
        elif path.exists():
            found.append((path, path.name))
        else:
            misuse(
                f"There is no file or folder {path}.",
                "Check the path; names with blanks need quotation marks.",
            )
    counts = Counter(name for _, name in found)
    return [(path, name if counts[name] == 1 else path.as_posix()) for path, name in found]
