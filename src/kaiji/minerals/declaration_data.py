"""A Declaration as plain data and back, for machines and for people who read JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import NOWHERE, Place, Source, digest_of
from kaiji.core.text import Text
from kaiji.minerals.declaration import (
    METALS,
    Answer,
    Declaration,
    Entry,
    EntryKind,
    MineRow,
    ProductRow,
    ReasonRow,
    SmelterRow,
    Topic,
)
from kaiji.minerals.declaration_schema import FORMAT, Fault, faults

MOST_BYTES = 100_000_000
MOST_FAULTS = 50

Read = tuple[Declaration | None, tuple[Finding, ...]]


@rule(
    "CMRT-405",
    Severity.ERROR,
    title=Text("The data are not a declaration", "申告データの形式が正しくありません"),
    message=Text(
        "The data are not a declaration in the published form: {path} should be {expected}.",
        "公開されている申告データの形式になっていません。{path} は {expected} である必要があります。",
    ),
    remedy=Text(
        "Correct the file by the schema (declaration.schema.json), or make it again with “kaiji minerals show --format json”.",
        "スキーマ（declaration.schema.json）に従って修正するか、kaiji minerals show --format json で作り直してください。",
    ),
)
def not_a_declaration(source: Source, found: Iterable[Fault]) -> Iterator[Finding]:
    """A declaration as JSON must have the published form.

    What it checks
    That the file is JSON in UTF-8, each part and its kind, names that the form does not know, dates and numbers that
    are none. Up to fifty places are told.

    Why it matters
    A misspelled name would be an answer that is lost without a word. Nothing is read from a file with such a fault.

    How to put it right
    Correct the places that are named.

    Source
    The schema `docs/reference/declaration.schema.json` of this project.
    """
    for number, (path, expected) in enumerate(found):
        if number >= MOST_FAULTS:
            break
        place = source.at(element=path)
        yield not_a_declaration.finding(place, path=path or "—", expected=expected)


def declaration_as_data(declaration: Declaration) -> dict[str, object]:
    """Give a declaration as JSON data: every value with its sheet and cell."""
    own = Source(declaration.file, declaration.digest)
    data: dict[str, object] = {
        "format": FORMAT,
        "file": declaration.file,
        "digest": declaration.digest,
        "family": declaration.family,
        "version": declaration.version,
        "revision": declaration.revision,
        "language": declaration.language,
        "metals": list(declaration.metals),
        "company": _entries(declaration.company, own),
        "answers": [
            {
                "question": one.question,
                "topic": str(one.topic),
                "metal": one.metal,
                "answer": _entry(one.answer, own),
                "comment": _entry(one.comment, own),
            }
            for one in declaration.answers
        ],
        "smelters": [_row(one, own) for one in declaration.smelters],
        "products": [_row(one, own) for one in declaration.products],
    }
    for name, rows in (("mines", declaration.mines), ("reasons", declaration.reasons)):
        if rows:
            data[name] = [_row(one, own) for one in rows]
    if declaration.source != own:
        data["place"] = _place(declaration.source, own)
    return data


def _row(row: SmelterRow | ProductRow, own: Source) -> dict[str, object]:
    return {"row": row.row, "cells": _entries(row.cells, own), "place": _place(row.source, own)}


def _entries(entries: Mapping[str, Entry], own: Source) -> dict[str, object]:
    return {name: _entry(entry, own) for name, entry in entries.items()}


def _entry(entry: Entry, own: Source) -> dict[str, object]:
    data: dict[str, object] = {"value": entry.text, **_place(entry.source, own)}
    if entry.kind is not (EntryKind.TEXT if entry.text else EntryKind.EMPTY):
        data["kind"] = str(entry.kind)
    return data


def _place(source: Source, own: Source) -> dict[str, object]:
    place: dict[str, object] = dict(source.place.as_data())
    if source.file != own.file:
        place["file"] = source.file
    if source.digest != own.digest:
        place["digest"] = source.digest
    return place


def declaration_from_json(content: bytes, name: str = "") -> Read:
    """Read a declaration from a file in the published form.

    Args:
        content: JSON in UTF-8.
        name: the file's name, for people.
    """
    source = Source(name, digest_of(content))
    if len(content) > MOST_BYTES:
        return None, tuple(not_a_declaration(source, [Fault("", f"≤ {MOST_BYTES} bytes")]))
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return None, tuple(not_a_declaration(source, [Fault("", "JSON (UTF-8, each name once)")]))
    return declaration_from_data(data, source)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Make an object; a name that is there twice would lose a value."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a name is there twice")
    return made


def _no_constant(word: str) -> object:
    raise ValueError(f"{word} is no JSON")


def declaration_from_data(data: object, source: Source | None = None) -> Read:
    """Make a declaration of data in the published form; the opposite of :func:`declaration_as_data`.

    Args:
        data: what a JSON reader gave.
        source: the file the data come from, for findings.
    """
    where = source or Source("")
    found = list(faults(data))
    if found or not isinstance(data, dict):
        return None, tuple(not_a_declaration(where, found))
    reader = _Reader(data)
    declaration = reader.declaration()
    if reader.faults:
        return None, tuple(not_a_declaration(where, reader.faults))
    return declaration, ()


class _Reader:
    """Makes the values of data whose form is right, and notes values that are none of their kind."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._own = Source(data.get("file", ""), data.get("digest", ""))
        self.faults: list[Fault] = []

    def declaration(self) -> Declaration:
        """Give the declaration."""
        data = self._data
        return Declaration(
            file=self._own.file,
            digest=self._own.digest,
            family=data["family"],
            version=data["version"],
            revision=data.get("revision", ""),
            language=data.get("language", ""),
            company=self._entries(data["company"], "company"),
            answers=tuple(self._answer(one, f"answers[{index}]") for index, one in enumerate(data["answers"])),
            smelters=tuple(SmelterRow(*one) for one in self._rows("smelters")),
            products=tuple(ProductRow(*one) for one in self._rows("products")),
            metals=tuple(data["metals"]) if "metals" in data else self._metals(),
            source=self._source(data.get("place")),
            mines=tuple(MineRow(*one) for one in self._rows("mines")),
            reasons=tuple(ReasonRow(*one) for one in self._rows("reasons")),
        )

    def _metals(self) -> tuple[str, ...]:
        """Give the metals that the answers are on, where the data do not name them."""
        if self._data["family"] == "CMRT":
            return METALS
        named = [one.get("metal", "") for one in self._data["answers"]]
        return tuple(dict.fromkeys(metal for metal in named if metal))

    def _rows(self, name: str) -> Iterator[tuple[int, Source, dict[str, Entry]]]:
        for index, one in enumerate(self._data.get(name, ())):
            yield one["row"], self._source(one.get("place")), self._entries(one["cells"], f"{name}[{index}]")

    def _answer(self, data: Mapping[str, Any], path: str) -> Answer:
        comment = data.get("comment", {"value": ""})
        return Answer(
            data.get("question", ""),
            Topic(data["topic"]),
            data.get("metal", ""),
            self._entry(data["answer"], f"{path}.answer"),
            self._entry(comment, f"{path}.comment"),
        )

    def _entries(self, data: Mapping[str, Any], path: str) -> dict[str, Entry]:
        return {name: self._entry(one, f"{path}.{name}") for name, one in data.items()}

    def _entry(self, data: Mapping[str, Any], path: str) -> Entry:
        text = data["value"]
        kind = EntryKind(data.get("kind", EntryKind.TEXT if text else EntryKind.EMPTY))
        day = None
        if kind is EntryKind.DATE:
            day = _day(text)
            if day is None:
                self.faults.append(Fault(path, "YYYY-MM-DD"))
        elif kind is EntryKind.NUMBER and not _is_number(text):
            self.faults.append(Fault(path, "0.5, 1, 2 …"))
        return Entry(text, self._source(data), kind, day)

    def _source(self, data: Mapping[str, Any] | None) -> Source:
        if data is None:
            return self._own
        place = Place(
            data.get("sheet", ""),
            data.get("cell", ""),
            data.get("page", 0),
            data.get("line", 0),
            data.get("element", ""),
            data.get("record", ""),
        )
        known = NOWHERE if place == NOWHERE else place
        return Source(data.get("file", self._own.file), data.get("digest", self._own.digest), known)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite() and len(text) <= 400
    except InvalidOperation:
        return False


RULES: tuple[AnyRule, ...] = (not_a_declaration,)
