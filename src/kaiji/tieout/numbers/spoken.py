"""By which other names texts call the items of tables: *sales* for *Net sales*, *cash* for *Cash and cash equivalents*."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.fact import EMPTY, PERIODS, TIMING
from kaiji.tieout.numbers.phrase import WHEN
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.term_file import terms_of

_ITEMS = terms_of("kaiji.tieout.numbers", "spoken.toml")["item"]
# A name behind a number: "in Canada".
PLACE = re.compile(r"\b(?:in|for|from|at|to|of|by)\s(?:the\s)?(?!Q\d|FY)[A-Z]")
PARTED = re.compile(r"[,;:()]|\band\b|\d")
ASIDE = re.compile(r"/?\s*[(（][^()（）]*[)）]")
# Behind a label, that something was taken off: "Selling, general and administrative, net".
NET = re.compile(r",\s?net$", re.IGNORECASE)


SAID: tuple[tuple[frozenset[frozenset[str]], frozenset[frozenset[str]]], ...] = tuple(
    (frozenset(map(item_words, one["said"])), frozenset(map(item_words, [*one["labels"], *one["said"]])))
    for one in _ITEMS
)


@lru_cache(maxsize=16_384)
def _items(label: str) -> frozenset[int]:
    """Give the items of the list whose label a row has."""
    plain = ASIDE.sub("", label).strip()
    names = {item_words(label), item_words(plain), item_words(NET.sub("", plain))}
    return frozenset(number for number, (_, labels) in enumerate(SAID) if names & labels)


class Spoken:
    """The items of a document's tables by the names that texts give them.

    Args:
        series: the items of the tables.

    Of several rows that one name may mean, those of the table that has most items of the list are meant: the statement
    of the whole company.
    """

    def __init__(self, series: Sequence[Series]) -> None:
        found: dict[int, list[Series]] = defaultdict(list)
        has: dict[int, set[int]] = defaultdict(set)
        for one in series:
            for number in _items(one.label) if one.grid >= 0 else ():
                found[number].append(one)
                has[one.grid].add(number)
        self._named: dict[frozenset[str], list[Series]] = defaultdict(list)
        for number, some in found.items():
            most = max((one.grid for one in some), key=lambda grid: (len(has[grid]), -grid))
            kept = [one for one in some if one.grid == most]
            if len({one.row for one in kept}) > 1:
                continue  # which of two rows is meant no text tells
            for name in SAID[number][0]:
                self._named[name] += kept

    def meant(self, words: frozenset[str]) -> list[Series]:
        """Give the items that some words of a text call by another name than their label."""
        return self._named.get(words - EMPTY - TIMING, [])

    def item(self, name: str) -> list[Series]:
        """Give the item of a name of the list."""
        return self._named.get(item_words(name), [])


def is_of_a_part(claim: Claim) -> bool:
    """Tell whether words behind a number make it one of a part of the whole: *sales of $3.2 million in Europe*."""
    behind = claim.text[claim.end : claim.clause[1]]
    until = PARTED.search(behind)
    behind = WHEN.sub(" ", behind[: until.start()] if until else behind)
    return bool(item_words(claim.behind) - EMPTY - TIMING - PERIODS) or PLACE.search(behind) is not None
