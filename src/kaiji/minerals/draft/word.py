"""Which field or question a label belongs to: by its fingerprint in a known version, else by search words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib import resources

from kaiji.minerals.draft.label import Label


@cache
def search_words() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """Give the search words of each kind of label, read once from the data file."""
    file = resources.files("kaiji.minerals.draft") / "words.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {kind: {name: re.compile(words) for name, words in names.items()} for kind, names in data.items()}


def located(kind: str, labels: Iterable[Label], known: Mapping[str, str], wanted: Collection[str]) -> dict[str, Label]:
    """Give the label of each field.

    Args:
        kind: of the search words: ``company``, ``topics``, ``smelter_list`` …
        labels: those that come into question, in the order of the sheet.
        known: fingerprints of the nearest known version by field.
        wanted: the fields of the nearest version: they go before those that only other versions have.

    Returns:
        At most one label a field and one field a label: equal words first, then search words. A label that fits no
        field is left out, and so is a field without label; nothing is guessed by place.
    """
    found: dict[str, Label] = {}
    left = list(labels)
    for name, fingerprint in known.items():
        own = next((one for one in left if one.print == fingerprint), None)
        if own is not None and name in wanted:
            found[name] = own
            left.remove(own)
    words = search_words()[kind]
    for one in tuple(left):
        fitting = [name for name, pattern in words.items() if pattern.search(one.words) and name not in found]
        name = next((name for name in fitting if name in wanted), next(iter(fitting), ""))
        if name:
            found[name] = one
    return found
