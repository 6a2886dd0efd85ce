"""A Declaration as plain data, for machines and for people who read JSON."""

from __future__ import annotations

from kaiji.minerals.declaration import Declaration, Entry, EntryKind

FORMAT = "kaiji-declaration-1"


def declaration_as_data(declaration: Declaration) -> dict[str, object]:
    """Give a declaration as JSON data: every value with its sheet and cell."""
    return {
        "format": FORMAT,
        "file": declaration.file,
        "digest": declaration.digest,
        "family": declaration.family,
        "version": declaration.version,
        "revision": declaration.revision,
        "language": declaration.language,
        "company": {name: _entry(entry) for name, entry in declaration.company.items()},
        "answers": [
            {
                "question": one.question,
                "topic": str(one.topic),
                "metal": one.metal,
                "answer": _entry(one.answer),
                "comment": _entry(one.comment),
            }
            for one in declaration.answers
        ],
        "smelters": [
            {"row": row.row, "cells": {name: _entry(entry) for name, entry in row.cells.items()}}
            for row in declaration.smelters
        ],
        "products": [
            {"row": row.row, "cells": {name: _entry(entry) for name, entry in row.cells.items()}}
            for row in declaration.products
        ],
    }


def _entry(entry: Entry) -> dict[str, str]:
    place = entry.source.place
    data = {"value": entry.text, "sheet": place.sheet, "cell": place.cell}
    if entry.kind not in (EntryKind.TEXT, EntryKind.EMPTY):
        data["kind"] = str(entry.kind)
    return data
