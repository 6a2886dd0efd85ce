"""Plain data as TOML, in the order given: tables, arrays, texts, numbers, flags and days."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+")
WIDTH = 118


def toml_text(data: Mapping[str, Any]) -> str:
    """Write data as TOML; what TOML has no form for raises TypeError.

    Tables of a table stand below its plain values; the tables in an array are written on one line each.
    """
    return "\n".join(_table(data, ())).strip() + "\n"


def _table(data: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    plain = {key: value for key, value in data.items() if not isinstance(value, Mapping)}
    if path and (plain or not data):
        yield ""
        yield f"[{'.'.join(map(_key, path))}]"
    for key, value in plain.items():
        yield f"{_key(key)} = {_value(value, len(key) + 3)}"
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _table(value, (*path, key))


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else _text(key)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: object, used: int = 0) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {_value(one)}' for key, one in value.items())} }}" if value else "{}"
    if isinstance(value, Sequence):
        return _array(value, used)
    raise TypeError(f"TOML has no {type(value).__name__}")


def _array(values: Sequence[Any], used: int) -> str:
    inside = [_value(one) for one in values]
    line = f"[{', '.join(inside)}]"
    tables = any(isinstance(one, Mapping) for one in values)
    if len(line) + used <= WIDTH and not tables:
        return line
    return "[\n" + "".join(f"  {one},\n" for one in inside) + "]"
