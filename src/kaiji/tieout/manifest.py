"""The manifest of a written folder: which files were written, and whether they are still the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from kaiji.core.source import Source, digest_of

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Compared:
    """A folder beside its manifest.

    Args:
        missing: files that the manifest names and the folder has not, with the digest they had.
        changed: files whose content is another, with the digest they have now.
    """

    missing: tuple[Source, ...] = ()
    changed: tuple[Source, ...] = ()


def compare_manifest(files: Mapping[str, bytes], only: str = "") -> Compared | None:
    """Compare the files of a folder with its manifest; None where there is no manifest that can be read.

    Args:
        files: content by name.
        only: name of the one file whose content is looked at; empty for all.
    """
    digests = _digests(files[MANIFEST]) if MANIFEST in files else None
    if digests is None:
        return None
    now = {name: digest_of(files[name]) for name in digests if name in files and only in ("", name)}
    return Compared(
        tuple(Source(name, digest) for name, digest in digests.items() if name not in files),
        tuple(Source(name, digest) for name, digest in now.items() if digest != digests[name]),
    )


def names_listed(manifest: bytes) -> frozenset[str]:
    """Give the names of the files that a manifest lists; none where it cannot be read."""
    return frozenset(_digests(manifest) or ())


def _digests(manifest: bytes) -> dict[str, str] | None:
    try:
        listed = json.loads(manifest)["files"]
        return {str(name): str(digest) for name, digest in listed.items()}
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None
