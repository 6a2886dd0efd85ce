"""What speaks for and against a candidate, in the reader's words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kaiji.core.text import LANGUAGES, Text
from kaiji.matching.match import Candidate, Contribution

TOLD = 6
SHOWN = 60


@cache
def _labels() -> Mapping[str, Text]:
    data = tomllib.loads(files("kaiji.matching").joinpath("data/labels.toml").read_text(encoding="utf-8"))
    return {name: Text(**words) for name, words in data.items()}


def label(feature: str) -> Text:
    """Give the words for a feature; one that has none raises KeyError."""
    return _labels()[feature]


def for_and_against(candidate: Candidate, most: int = TOLD) -> Text:
    """Give the features that count most, with their points and what met: ``spelling +2.9 (abc / abd); …``."""
    parts = sorted(candidate.contributions, key=lambda one: (-abs(one.points), one.feature))[:most]
    said = {
        language: "; ".join(f"{label(one.feature).say(language)} {one.points:+.1f}{_met(one)}" for one in parts)
        for language in LANGUAGES
    }
    return Text(**said)


def _met(one: Contribution) -> str:
    sides = [side[:SHOWN] for side in (one.given, one.known) if side]
    return f" ({' / '.join(sides)})" if sides else ""
