"""What EDGAR takes, from its dated data, and a tag as it was written."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kaiji.core.source import Source


class Attribute(NamedTuple):
    """An attribute of a tag, its name in lower case and its value without quotation marks."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening tag of an HTML file as it was written, and where."""

    name: str
    attributes: tuple[Attribute, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class EdgarLaw:
    """The content of ``edgar.toml``."""

    tags: frozenset[str]
    attributes: frozenset[str]
    active: frozenset[str]
    links: tuple[str, ...]
    line: int
    table_line: int
    name_length: int


@cache
def edgar_law() -> EdgarLaw:
    """Give what EDGAR takes, as its dated data say."""
    data = tomllib.loads(files("kaiji.formats").joinpath("edgar.toml").read_text("utf-8"))
    return EdgarLaw(
        frozenset(data["html"]["tags"]),
        frozenset(data["html"]["attributes"]),
        frozenset(data["html"]["active"]),
        tuple(data["html"]["link_prefixes"]),
        data["text"]["line"],
        data["text"]["table_line"],
        data["file"]["name_length"],
    )
