"""Reads the dated tables of the law that come with the package."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Any

Row = dict[str, Any]
FOLDER = files("kaiji.minerals.law").joinpath("data")


@cache
def table(name: str) -> Row:
    """Give a TOML table by its name without ending; callers read it and never change it."""
    return tomllib.loads(FOLDER.joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Give the rows of a CSV table by its name without ending, keyed by the column heads."""
    return tuple(csv.DictReader(StringIO(FOLDER.joinpath(f"{name}.csv").read_text(encoding="utf-8"))))


def citation(*keys: str) -> str:
    """Give the sources behind ``keys`` in words; a key that source.toml does not have raises KeyError."""
    sources = table("source")
    return "; ".join(str(sources[key]) for key in keys)
