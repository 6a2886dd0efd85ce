"""Where a value came from: the content's digest, and the place in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

DIGEST_LENGTH = 64


def digest_of(content: bytes) -> str:
    """Give the SHA-256 of ``content`` in lower-case hexadecimal: the name under which it is kept."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Place:
    """A place inside one file; only the parts that its format has are filled.

    Args:
        sheet: name of a worksheet.
        cell: address of a cell (``D8``) or of a range (``A5:Q5``).
        page: 1-based page, 0 where there are none.
        line: 1-based line of the file, 0 where there are none.
        element: path of an element in a marked-up document.
        record: key of a record or a setting (``[company] name``, ``S-004``).
    """

    sheet: str = ""
    cell: str = ""
    page: int = 0
    line: int = 0
    element: str = ""
    record: str = ""

    def __str__(self) -> str:
        parts = []
        if self.sheet or self.cell:
            parts.append("!".join(part for part in (self.sheet, self.cell) if part))
        if self.page:
            parts.append(f"page {self.page}")
        if self.line:
            parts.append(f"line {self.line}")
        if self.record:
            parts.append(self.record)
        if self.element:
            parts.append(self.element)
        return ", ".join(parts)

    def as_data(self) -> dict[str, str | int]:
        """Give the filled parts; ``sheet`` and ``cell`` always stand, since workbooks are the usual case."""
        data: dict[str, str | int] = {"sheet": self.sheet, "cell": self.cell}
        for name in ("page", "line", "element", "record"):
            if value := getattr(self, name):
                data[name] = value
        return data


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a content that is known by its digest, with the file's name for people."""

    file: str
    digest: str = ""
    place: Place = NOWHERE

    def at(self, *, sheet: str = "", cell: str = "", line: int = 0, element: str = "", record: str = "") -> Source:
        """Give a place in the same content."""
        return Source(self.file, self.digest, Place(sheet, cell, 0, line, element, record))

    def on_page(self, page: int) -> Source:
        """Give the same place with its page, counted from 1."""
        return replace(self, place=replace(self.place, page=page))

    def __str__(self) -> str:
        place = str(self.place)
        return f"{self.file}: {place}" if place else self.file

    def as_data(self) -> dict[str, object]:
        """Give file, digest and place as plain data."""
        return {"file": self.file, "digest": self.digest, "place": self.place.as_data()}
