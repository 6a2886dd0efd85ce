"""The items of a document by the words of their names: what holds of a name is looked at once for all items that have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kaiji.tieout.numbers.fact import Fact, facts_of
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.when import Calendar


@dataclass(slots=True, eq=False)
class Item:
    """One item, its place among all, and what its table states and implies of it, by part.

    Args:
        at: its place among the items of the document.
        series: its numbers.
        facts: by the part of them that a sentence can tell: the amount, the change in per cent, the difference.
    """

    at: int
    series: Series
    facts: dict[str, list[Fact]]


@dataclass(slots=True, eq=False)
class Namesakes:
    """All items of one name.

    Args:
        words: all words of the name.
        names: the words that suffice to name it.
        generic: whether the name tells no item by itself.
        items: in the order of the document.
    """

    words: frozenset[str]
    names: tuple[frozenset[str], ...]
    generic: bool
    items: list[Item] = field(default_factory=list)


class ItemIndex:
    """Finds the items of a document by any word of their names.

    Args:
        series: all items.
        calendar: of the document.
    """

    def __init__(self, series: Sequence[Series], calendar: Calendar) -> None:
        self.facts: list[Fact] = []
        named: dict[tuple[frozenset[str], tuple[frozenset[str], ...], bool], Namesakes] = {}
        for at, one in enumerate(series):
            names = (one.words,) if one.grid < 0 else one.names
            found = named.setdefault((one.words, names, one.generic), Namesakes(one.words, names, one.generic))
            facts: dict[str, list[Fact]] = defaultdict(list)
            for fact in facts_of(calendar, one):
                facts[fact.part].append(fact)
                self.facts.append(fact)
            found.items.append(Item(at, one, facts))
        self.by_word: dict[str, list[Namesakes]] = defaultdict(list)
        for found in named.values():
            for word in found.words:
                self.by_word[word].append(found)

    def __contains__(self, word: str) -> bool:
        """Tell whether a word is one of some item's name."""
        return word in self.by_word

    def of(self, words: Iterable[str]) -> list[Namesakes]:
        """Give the names that have one of some words, each once."""
        return list({id(one): one for word in words for one in self.by_word.get(word, ())}.values())
