"""The published form of a declaration as JSON: one description, from which the schema file and the reader's check come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from kaiji.minerals.declaration import EntryKind, Topic

FORMAT = "kaiji-declaration-1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

LONGEST_VALUE = 200_000
MOST_ROWS = 120_000
MOST_ANSWERS = 2_000
DIGEST = "^([0-9a-f]{64})?$"

Schema = Mapping[str, Any]

MOST_NUMBER = 2_000_000_000
EXPECTED = {DIGEST: "SHA-256", "string": f"“…”, ≤ {LONGEST_VALUE}", "integer": "0, 1, 2 …"}

TEXT: Schema = {"type": "string", "maxLength": LONGEST_VALUE}


def declaration_schema() -> dict[str, Any]:
    """Give the JSON Schema of a declaration, as it is published in ``docs/reference/declaration.schema.json``."""
    entry = {
        "type": "object",
        "description": "One cell as it was found, or as it is to be written.",
        "properties": {
            "value": {**TEXT, "description": "The value as text; a date as ISO 8601, an error cell as its code."},
            "sheet": TEXT,
            "cell": TEXT,
            "kind": {
                "enum": [str(kind) for kind in EntryKind],
                "description": "What the cell holds; left out for a text and for an empty cell.",
            },
            "file": {**TEXT, "description": "The file of the cell, where it is not the declaration's own."},
            "digest": {**TEXT, "pattern": DIGEST},
            "page": {"type": "integer", "minimum": 0},
            "line": {"type": "integer", "minimum": 0},
            "element": TEXT,
            "record": TEXT,
        },
        "required": ["value"],
        "additionalProperties": False,
    }
    place = {name: entry["properties"][name] for name in entry["properties"] if name not in ("value", "kind")}  # type: ignore[attr-defined,index]
    row = {
        "type": "object",
        "description": "One used row of a list.",
        "properties": {
            "row": {"type": "integer", "minimum": 0, "description": "The number of the row in its sheet."},
            "cells": {"$ref": "#/$defs/entries"},
            "place": {"$ref": "#/$defs/place"},
        },
        "required": ["row", "cells"],
        "additionalProperties": False,
    }
    answer = {
        "type": "object",
        "description": "One answer, on a metal or on the company.",
        "properties": {
            "question": {**TEXT, "description": "Its number or letter in this version."},
            "topic": {"enum": [str(topic) for topic in Topic], "description": "What it asks."},
            "metal": {**TEXT, "description": "English name of the metal; empty for a question on the company."},
            "answer": {"$ref": "#/$defs/entry"},
            "comment": {"$ref": "#/$defs/entry"},
        },
        "required": ["topic", "answer"],
        "additionalProperties": False,
    }
    rows = {"type": "array", "maxItems": MOST_ROWS, "items": {"$ref": "#/$defs/row"}}
    return {
        "$schema": DIALECT,
        "title": "A declaration of a reporting template",
        "description": "Company block, answers, smelters and products, each value with the cell it was read from.",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "file": TEXT,
            "digest": {**TEXT, "pattern": DIGEST},
            "family": {**TEXT, "description": "CMRT, EMRT, AMRT or CRT."},
            "version": {**TEXT, "description": "As printed in the workbook: 6.5, 2.03a."},
            "revision": TEXT,
            "language": TEXT,
            "metals": {
                "type": "array",
                "maxItems": 100,
                "items": TEXT,
                "description": "What it is about; where minerals are chosen (mineral_1 … of the company block), the chosen.",
            },
            "company": {"$ref": "#/$defs/entries"},
            "answers": {"type": "array", "maxItems": MOST_ANSWERS, "items": {"$ref": "#/$defs/answer"}},
            "smelters": rows,
            "products": rows,
            "mines": rows,
            "reasons": rows,
            "place": {"$ref": "#/$defs/place"},
        },
        "required": ["format", "family", "version", "company", "answers"],
        "additionalProperties": False,
        "$defs": {
            "entry": entry,
            "entries": {
                "type": "object",
                "description": "Entries by field name, as the template's layout names them.",
                "additionalProperties": {"$ref": "#/$defs/entry"},
            },
            "answer": answer,
            "row": row,
            "place": {"type": "object", "properties": place, "additionalProperties": False},
        },
    }


class Fault(NamedTuple):
    """One place where data are not as the schema wants them, and what is expected there."""

    path: str
    expected: str


def faults(data: object, schema: Schema | None = None) -> Iterator[Fault]:
    """Give each place where data are not as the schema of a declaration wants them."""
    whole = declaration_schema()
    yield from _faults(data, schema or whole, "", whole["$defs"])


def _faults(data: object, schema: Schema, path: str, known: Schema) -> Iterator[Fault]:
    if "$ref" in schema:
        schema = known[schema["$ref"].rpartition("/")[2]]
    if "const" in schema and data != schema["const"]:
        yield Fault(path, f"“{schema['const']}”")
    if "enum" in schema and data not in schema["enum"]:
        yield Fault(path, ", ".join(schema["enum"]))
    match schema.get("type"):
        case "object":
            yield from _object_faults(data, schema, path, known)
        case "array":
            if not isinstance(data, list) or len(data) > schema["maxItems"]:
                yield Fault(path, f"[…], ≤ {schema['maxItems']}")
                return
            for index, item in enumerate(data):
                yield from _faults(item, schema["items"], f"{path}[{index}]", known)
        case "string" | "integer":
            if not _fits(data, schema):
                yield Fault(path, EXPECTED.get(schema.get("pattern", schema["type"]), ""))


def _fits(data: object, schema: Schema) -> bool:
    if schema["type"] == "integer":
        return isinstance(data, int) and not isinstance(data, bool) and schema["minimum"] <= data <= MOST_NUMBER
    if not isinstance(data, str) or len(data) > schema["maxLength"]:
        return False
    return "pattern" not in schema or _is_digest(data)


def _is_digest(text: str) -> bool:
    return not text or (len(text) == 64 and all(letter in "0123456789abcdef" for letter in text))


def _object_faults(data: object, schema: Schema, path: str, known: Schema) -> Iterator[Fault]:
    if not isinstance(data, dict):
        yield Fault(path, "{…}")
        return
    properties: Schema = schema.get("properties", {})
    other = schema["additionalProperties"]
    for name in schema.get("required", ()):
        if name not in data:
            yield Fault(f"{path}.{name}".lstrip("."), "{…}" if name == "company" else "…")
    for name, value in data.items():
        inner = f"{path}.{name}".lstrip(".")
        if name in properties:
            yield from _faults(value, properties[name], inner, known)
        elif other is False:
            yield Fault(inner, ", ".join(properties))
        else:
            yield from _faults(value, other, inner, known)
