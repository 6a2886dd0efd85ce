"""The words of ``words.toml``: stand-ins, references to other cells, and answers that mean nothing was answered."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from kaiji.minerals.declaration import Entry


@cache
def _table() -> Mapping[str, Any]:
    file = resources.files("kaiji.minerals.rules") / "words.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Give a list of the data file by its name; an unknown one raises KeyError."""
    return tuple(_table()[name])


@cache
def _stand_ins() -> frozenset[str]:
    return frozenset(word_list("stand_in"))


def stands_in(words: str) -> bool:
    """Tell whether words say nothing: ``n/a``, ``TBD``, a stroke."""
    return words.casefold().strip(_table()["edges"]) in _stand_ins()


def says_same(entry: Entry) -> bool:
    """Tell whether a cell points to another one instead of answering."""
    return entry.says(*word_list("same"))
