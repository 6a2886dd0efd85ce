"""Metals and minerals by name: one spelling and one order for all families of templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from kaiji.minerals.declaration import METALS
from kaiji.minerals.layout import layouts

# Families in the order in which their minerals are named; each family's in the order of its newest version.
FAMILIES = ("CMRT", "CRT", "EMRT", "AMRT")


@cache
def known_metals() -> tuple[str, ...]:
    """Give every metal and mineral that a template lists: those of the rule first, in the field's order."""
    found = dict.fromkeys(METALS)
    for family in FAMILIES:
        own = [one for one in layouts().values() if one.family == family]
        for layout in sorted(own, key=lambda one: one.released, reverse=True):
            found |= dict.fromkeys(layout.metals)
    return tuple(found)


@cache
def _by_name() -> Mapping[str, str]:
    return {one.casefold(): one for one in known_metals()}


def spelled(metal: str) -> str:
    """Give a metal in the templates' spelling; one that no template lists stays as it was written."""
    return _by_name().get(metal.casefold(), metal)


def rank(metal: str) -> tuple[int, str]:
    """Give a metal's place in the order; those that no template lists come last, by name."""
    known = known_metals()
    return (known.index(metal), "") if metal in known else (len(known), metal)


def in_order(metals: Iterable[str]) -> tuple[str, ...]:
    """Give metals once each, in the order."""
    return tuple(sorted(set(metals), key=rank))
