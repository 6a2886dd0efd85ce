"""Writing a package to its folder without losing anything that somebody did there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kaiji.cli.out import misuse
from kaiji.core.finding import Finding
from kaiji.core.source import Source, digest_of
from kaiji.minerals.prove import file_kept
from kaiji.tieout.manifest import MANIFEST

KEPT = "kept"


def write_package(folder: Path, files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Write the files of a package; what somebody changed in the folder since the last build is kept aside.

    Args:
        folder: made if it is not there. A folder that holds other things and no package is misuse.
        files: content by name; the manifest comes last, so that a broken-off writing is not taken for a package.
    """
    findings: list[Finding] = []
    try:
        if folder.exists() and not folder.is_dir():
            misuse(f"{folder} is a file.", "Name a folder for the package with -o.")
        before = _before(folder)
        if before is None and folder.is_dir() and any(folder.iterdir()):
            misuse(
                f"{folder} holds other files and no package.",
                "Name an empty or a new folder with -o, so that nothing of yours is written over.",
            )
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MANIFEST).unlink(missing_ok=True)
        for name, digest in (before or {}).items():
            path = folder / name
            if path.is_file():
                content = path.read_bytes()
                if digest_of(content) != digest and files.get(name) != content:
                    aside = folder / KEPT / f"{digest_of(content)[:12]}-{name}"
                    aside.parent.mkdir(exist_ok=True)
                    aside.write_bytes(content)
                    findings += file_kept(Source(name, digest_of(content)), aside.relative_to(folder).as_posix())
                if name not in files:
                    path.unlink()
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        misuse(
            f"{folder} cannot be written: {error.strerror}.", "Name another folder with -o, or mend its permissions."
        )
    return tuple(findings)


def _before(folder: Path) -> dict[str, str] | None:
    try:
        listed = json.loads((folder / MANIFEST).read_bytes())["files"]
        return {str(name): str(digest) for name, digest in listed.items() if Path(str(name)).name == str(name)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
