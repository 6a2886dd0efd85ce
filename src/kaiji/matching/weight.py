"""The weights of the features and the two thresholds, as a small data file has them."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kaiji.matching.feature import PAIR_FEATURES, RIVAL_FEATURES


@dataclass(frozen=True)
class Weights:
    """What each feature counts.

    Args:
        pair: weight of each feature of a pair, and its ``base``; their sum is the strength of a candidate (log-odds).
        rival: weight of the strength itself (``strength``), of each feature of the rivals, and their ``base``.
        accept: from this probability on, the best candidate is accepted.
        review: from this probability on, a person looks at it; below, nobody is meant.
    """

    pair: Mapping[str, float]
    rival: Mapping[str, float]
    accept: float
    review: float


@cache
def weights() -> Weights:
    """Give the weights that come with the package (``data/weights.toml``, fitted by ``benchmarks/fit_matching.py``)."""
    return weights_of(files("kaiji.matching").joinpath("data/weights.toml").read_text(encoding="utf-8"))


def weights_of(text: str) -> Weights:
    """Read weights from the text of a data file; a feature that it does not have counts nothing."""
    data = tomllib.loads(text)
    pair = dict.fromkeys((one.__name__ for one in PAIR_FEATURES), 0.0) | data["pair"]
    rival = dict.fromkeys((one.__name__ for one in RIVAL_FEATURES), 0.0) | data["rival"]
    return Weights(pair, rival, data["accept"], data["review"])


def probability(log_odds: float) -> float:
    """Give the probability that log-odds stand for."""
    bounded = max(-30.0, min(30.0, log_odds))
    return 1.0 / (1.0 + math.exp(-bounded))
