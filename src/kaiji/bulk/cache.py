"""What was made of a file, kept under the digest of its bytes: an unchanged file is not read again."""

from __future__ import annotations

import hashlib
import platform
import stat
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Generic, TypeVar

from kaiji.core.source import digest_of

First = TypeVar("First")
Then = TypeVar("Then")

LARGEST_ENTRY = 64 * 1024 * 1024
CODE = (".py", ".toml", ".csv", ".j2")
DIGEST = 64


@dataclass(frozen=True)
class Kept(Generic[First, Then]):
    """A function of two steps, of which the first is slow and its value is kept in a folder.

    An entry is a file of JSON under its checksum, never a pickle: nothing in it is run. One that is missing, damaged, of
    another version or refused by ``from_json`` is as if it were not there. Entries are written whole or not at all, and
    a folder that cannot be written to stops nothing. Who may write into the folder could put false answers there, so
    it needs the same protection as the files themselves.

    Args:
        folder: where entries lie.
        version: of the program that makes the values; another one never sees them.
        first: from a file's bytes and name to a value. The name counts: the same bytes under another are another file.
        then: from that value to the result; done each time.
        as_json: writes the value; nothing where it cannot be kept.
        from_json: reads it back, or gives None.
    """

    folder: Path
    version: str
    first: Callable[[bytes, str], First]
    then: Callable[[First], Then]
    as_json: Callable[[First], bytes]
    from_json: Callable[[bytes], First | None]

    def __call__(self, data: bytes, name: str) -> Then:
        """Give the result for a file, from the entry where there is one."""
        key = self.key(data, name)
        known = self.known(key)
        if known is not None:
            return known[0]
        entry, result = self.fresh(data, name)
        self.keep(key, entry)
        return result

    def key(self, data: bytes, name: str) -> str:
        """Give the key of a file's entry."""
        return digest_of("\0".join((self.version, digest_of(data), name)).encode("utf-8", "surrogatepass"))

    def known(self, key: str) -> tuple[Then] | None:
        """Give the result from an entry, or None where there is none that can be used."""
        value = self.from_json(content) if (content := self._content(self._place(key))) else None
        return None if value is None else (self.then(value),)

    def fresh(self, data: bytes, name: str) -> tuple[bytes, Then]:
        """Give what is to be kept, and the result, without looking at the folder."""
        value = self.first(data, name)
        return self.as_json(value), self.then(value)

    def keep(self, key: str, entry: bytes) -> None:
        """Write an entry whole; an empty one is not kept."""
        if entry and len(entry) < LARGEST_ENTRY:
            place = self._place(key)
            with suppress(OSError):
                place.parent.mkdir(parents=True, exist_ok=True)
                _write_whole(place, digest_of(entry).encode() + b"\n" + entry)

    def _place(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"

    @staticmethod
    def _content(place: Path) -> bytes:
        try:
            found = place.lstat()
            if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_ENTRY + DIGEST + 1:
                return b""
            told, _, content = place.read_bytes().partition(b"\n")
        except OSError:
            return b""
        return content if told == digest_of(content).encode() else b""


def code_version(package: str, others: Iterable[str] = ()) -> str:
    """Give the digest of a package's code and data, of Python, and of other distributions: equal ones read alike."""
    digest = hashlib.sha256(platform.python_version().encode())
    for other in others:
        with suppress(metadata.PackageNotFoundError):
            digest.update(f"\0{other} {metadata.version(other)}".encode())
    for path, content in sorted(_code(resources.files(package), "")):
        digest.update(f"\0{path}\0{digest_of(content)}".encode())
    return digest.hexdigest()


def _code(folder: Traversable, path: str) -> Iterable[tuple[str, bytes]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _code(one, f"{path}/{one.name}")
        elif one.name.endswith(CODE):
            yield f"{path}/{one.name}", one.read_bytes()


def _write_whole(place: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as file:
        written = Path(file.name)
        try:
            file.write(content)
            file.flush()
            written.replace(place)
        except OSError:
            written.unlink(missing_ok=True)
            raise
