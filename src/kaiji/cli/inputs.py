"""Which files a command means: files as named, folders with everything in them, in a stable order."""

from __future__ import annotations

from pathlib import Path

from kaiji.cli.out import misuse

PASSED_OVER = (".", "~$")


def files_of(paths: list[Path]) -> list[tuple[Path, str]]:
    """Give the files that are meant, with the names to show.

    A folder stands for all files below it. Hidden files and the lock files of spreadsheet programs (``~$…``) are passed
    over in folders; a file that is named itself is always taken. A path that does not exist is misuse.
    """
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            inside = (one for one in sorted(path.rglob("*")) if one.is_file() and not _passed_over(one, path))
            found += [(one, one.relative_to(path).as_posix()) for one in inside]
        elif path.exists():
            found.append((path, path.name))
        else:
            misuse(
                f"There is no file or folder {path}.",
                "Check the path; names with blanks need quotation marks.",
            )
    return found


def _passed_over(file: Path, folder: Path) -> bool:
    return any(part.startswith(PASSED_OVER) for part in file.relative_to(folder).parts)
