"""Files of terms: words of the field, kept as data beside the code that looks for them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def terms_of(package: str, name: str) -> dict[str, Any]:
    """Give what a file of terms says; it is read once, whoever asks.

    Args:
        package: in which it lies.
        name: of the file.
    """
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
