"""Where things stand in a TOML text: the line of each table and key, which no TOML reader tells."""

from __future__ import annotations

import re
from collections.abc import Mapping

LONGEST_HEAD = 1000  # characters of a line in which a name is looked for

TABLE_LINE = re.compile(r"\s*+(\[\[?+)\s*+([^\[\]#]*[^\[\]#\s])\s*+\]\]?+\s*+(?:#.*)?$")
KEY_LINE = re.compile(r"^\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
KEY_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")
LONG_TEXT = re.compile(r"\"\"\"|'''")


def setting_lines(text: str) -> Mapping[str, int]:
    """Give the line of each table and key of a TOML text by its path (``policy[1].url``)."""
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix, open_quote = "", ""
    for number, line in enumerate(text.split("\n"), start=1):
        if open_quote:
            open_quote = "" if open_quote in line else open_quote
            continue
        if found := TABLE_LINE.match(line[:LONGEST_HEAD]):
            prefix = _path(found.group(2))
            if found.group(1) == "[[":
                index = counts.get(prefix, 0)
                counts[prefix] = index + 1
                prefix = f"{prefix}[{index}]"
            lines.setdefault(prefix, number)
        elif found := KEY_LINE.match(line[:LONGEST_HEAD]):
            path = _path(found.group(1))
            lines.setdefault(f"{prefix}.{path}" if prefix else path, number)
        marks = LONG_TEXT.findall(line)
        open_quote = marks[0] if len(marks) == 1 else ""
    return lines


def _path(key: str) -> str:
    return ".".join("".join(parts) for parts in KEY_PART.findall(key))
