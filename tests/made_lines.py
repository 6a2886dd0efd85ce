"""Lines of a document for tests, from plain text: a tab makes a row, a table's first row is its head."""

from __future__ import annotations

from dataclasses import dataclass

from kaiji.core.source import Place, Source
from kaiji.tieout.reading import Line


@dataclass(frozen=True)
class At:
    line: int

    def at(self, offset: int) -> Source:
        return Source("made.txt", "", Place(line=self.line))


def lines_from(text: str) -> tuple[Line, ...]:
    """Give the lines of a text; the table's unit rows below the head count as rows."""
    found: list[Line] = []
    table, row, inside = -1, -1, False
    for number, raw in enumerate(text.splitlines(), 1):
        if "\t" in raw:
            table, row = (table, row + 1) if inside else (table + 1, -1)
            inside = True
            cells = tuple(cell.strip() for cell in raw.split("\t"))
            starts, at = [], 0
            for cell in filter(None, cells):
                starts.append(at)
                at += len(cell) + 1
            kind = "head" if row < 0 else "row"
            joined = " ".join(filter(None, cells))
            if joined:
                places = tuple(At(number) for _ in starts)
                found.append(Line(kind, joined, tuple(starts), places, cells, table, row))  # type: ignore[arg-type]
        elif raw.strip():
            inside = False
            found.append(Line("paragraph", " ".join(raw.split()), (0,), (At(number),)))
    return tuple(found)
