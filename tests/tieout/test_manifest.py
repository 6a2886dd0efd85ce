"""A folder beside its manifest: what is missing, what is changed, and manifests that are none."""

from __future__ import annotations

import json

import pytest

from kaiji.core.source import Source, digest_of
from kaiji.tieout.manifest import MANIFEST, Compared, compare_manifest, names_listed

WRITTEN = {"a.htm": b"one", "b.htm": b"two", "c.htm": b"three"}
LISTED = json.dumps({"files": {name: digest_of(content) for name, content in WRITTEN.items()}}).encode()


def test_the_same_folder_has_no_difference() -> None:
    assert compare_manifest({**WRITTEN, MANIFEST: LISTED, "note.txt": b"mine"}) == Compared()


def test_missing_and_changed_files_are_told_apart() -> None:
    found = compare_manifest({"a.htm": b"One", "c.htm": b"three", MANIFEST: LISTED})
    assert found == Compared((Source("b.htm", digest_of(b"two")),), (Source("a.htm", digest_of(b"One")),))


def test_one_file_alone_is_looked_at() -> None:
    files = {"a.htm": b"One", "b.htm": b"Two", "c.htm": b"three", MANIFEST: LISTED}
    assert compare_manifest(files, "b.htm") == Compared((), (Source("b.htm", digest_of(b"Two")),))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"files": 3}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_manifest(content: bytes) -> None:
    assert compare_manifest({**WRITTEN, MANIFEST: content}) is None
    assert compare_manifest(WRITTEN) is None
    assert names_listed(content) == frozenset()


def test_the_names_that_a_manifest_lists() -> None:
    assert names_listed(LISTED) == frozenset(WRITTEN)
