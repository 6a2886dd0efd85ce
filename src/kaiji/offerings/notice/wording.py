"""The words of the notices by language, from ``wording.toml`` and ``legend.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kaiji.core.text import Text


@dataclass(frozen=True, slots=True)
class Legend:
    """A legend of one jurisdiction, with where such a legend comes from."""

    key: str
    jurisdiction: str
    words: Text
    source: str


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("kaiji.offerings").joinpath(f"data/{name}").read_text("utf-8"))


@cache
def wording(table: str) -> Mapping[str, Text]:
    """Give the words of one table (``word``, ``title``, ``head``, ``sentence``, ``label``, ``heading``) by key."""
    return {key: Text(*words) for key, words in _load("wording.toml")[table].items()}


@cache
def legends() -> Mapping[str, Legend]:
    """Give every legend by key."""
    return {
        one["key"]: Legend(one["key"], one["jurisdiction"], Text(one["en"], one["ja"]), one["source"])
        for one in _load("legend.toml")["legend"]
    }
