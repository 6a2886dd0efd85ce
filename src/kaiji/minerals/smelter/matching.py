"""Smelters as the matching engine sees them: metals are groups, countries places, ids codes."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import cache, lru_cache
from importlib.resources import files

from kaiji.matching.known import Known, Query
from kaiji.matching.match import Match, Matcher
from kaiji.matching.weight import Weights
from kaiji.minerals.country import country_of
from kaiji.minerals.declaration import names_nobody
from kaiji.minerals.smelter.code import repaired
from kaiji.minerals.smelter.graph import Graph, Member, graph_of
from kaiji.minerals.smelter.reference import Reference

CACHED = 1_024
KEPT = 4


class SmelterMatcher:
    """Tells which facility of a graph a row means; equal rows are looked at once."""

    def __init__(self, graph: Graph, counts: Weights | None = None) -> None:
        """Index a graph.

        Args:
            graph: the facilities.
            counts: other weights than the package's own.
        """
        self.graph = graph
        self._matcher = Matcher(
            (known_of(one) for one in graph.members.values()), places=place_of, kin=kin(), counts=counts
        )
        self.engine = self._matcher
        self.match = lru_cache(maxsize=CACHED)(self._match)

    def _match(self, name: str, metal: str, country: str = "", cid: str = "") -> Match:
        """Tell which facility is meant by a name, a metal, and whatever country and id stand beside it."""
        return self._matcher.match(query_of(name, metal, country, cid))

    def member(self, known: Known) -> Member:
        """Give the facility of the graph behind a known thing."""
        return self.graph.members[known.key]


_KEPT: dict[tuple[tuple[str, str], ...], SmelterMatcher] = {}


def matcher_of(reference: Reference) -> SmelterMatcher:
    """Give the matcher of a reference and the lists beside it; those of the last few are kept, by content."""
    lists = (reference, *reference.older)
    key = tuple((one.name, one.source.digest) for one in lists)
    found = _KEPT.get(key)
    if found is None:
        found = SmelterMatcher(graph_of(lists))
        if all(one.source.digest for one in lists):
            while len(_KEPT) >= KEPT:
                _KEPT.pop(next(iter(_KEPT)))
            _KEPT[key] = found
    return found


def query_of(name: str, metal: str, country: str = "", cid: str = "") -> Query:
    """Give what a supplier typed in the engine's terms: country as code, id repaired, stand-ins for nobody emptied."""
    words = " ".join(name.split())
    return Query("" if names_nobody(words) else words, " ".join(metal.split()), country_code(country), repaired(cid))


def known_of(member: Member) -> Known:
    """Give a facility in the engine's terms."""
    facility = member.facility
    return Known(
        member.key,
        facility.metal,
        tuple(name.text for name in member.names),
        country_code(facility.country),
        member.ids,
        member.standing,
        member.place,
    )


@lru_cache(maxsize=4_096)
def country_code(text: str) -> str:
    """Give a country's two-letter code, or nothing where the text does not tell one."""
    found = country_of(text) if text else None
    return found.alpha2 if found is not None else ""


@lru_cache(maxsize=4_096)
def place_of(word: str) -> str:
    """Give the code of the country that a word or words inside a company's name mean, or nothing."""
    return country_code(word) if len(word) > 3 else ""


@cache
def kin() -> Collection[frozenset[str]]:
    """Give the pairs of country codes that people write for each other (``data/kin.toml``)."""
    data = tomllib.loads(files("kaiji.minerals.smelter").joinpath("data/kin.toml").read_text(encoding="utf-8"))
    return frozenset(frozenset(pair["codes"]) for pair in data["pair"])
