"""What a rule on a declaration may look at beside the declaration itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kaiji.minerals.country import country_of
from kaiji.minerals.declaration import Answer, Declaration, Entry, Topic
from kaiji.minerals.layout import Layout

LONGEST_NAME = 3  # commas and "and"s inside one country's name are two at most
BETWEEN_COUNTRIES = re.compile(r"[;；/／、，\n]")


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of a check.

    Args:
        layout: of the declaration's version.
        as_of: the day from which the answers are looked at; None switches off what depends on it.
        year: the reporting year; None switches off what depends on it.
        offered: number of smelters per metal in the look-up list that the workbook came with.
    """

    layout: Layout
    as_of: date | None = None
    year: int | None = None
    offered: Mapping[str, int] = field(default_factory=dict)


def in_use(declaration: Declaration, layout: Layout, metal: str) -> bool | None:
    """Tell whether the declaration says that a metal is in the products: yes, no, or None for unclear.

    By the first two questions, as the version combines them and with the answers that end the matter in it: in most
    versions one such answer is enough, in 3.01 only a No to both. A version without the second question is decided by the first.
    """
    topics = (Topic.ADDED, Topic.REMAINS)
    asked = [(topic, found) for topic in topics if (found := declaration.answer(topic, metal)) is not None]
    says_no = [one.answer.says(*layout.ends[topic]) for topic, one in asked]
    if (any if layout.out_of_use == "either" else all)(says_no):
        return False
    says_yes = [one.answer.says("Yes") for _, one in asked]
    if (all if layout.out_of_use == "either" else any)(says_yes):
        return True
    return None


def metals_in_use(declaration: Declaration, layout: Layout) -> tuple[str, ...]:
    """Give the metals that are in use or for which that is unclear: the ones with further questions."""
    return tuple(metal for metal in declaration.metals if in_use(declaration, layout, metal) is not False)


def is_due(declaration: Declaration, layout: Layout, one: Answer) -> bool:
    """Tell whether the earlier answers leave a question open.

    The first question always is, the second unless the first says No (where both are needed for a metal to drop
    out: always), the others for each metal that is not out of use, those on the company for at least one such metal.
    """
    if not one.metal:
        return bool(metals_in_use(declaration, layout))
    if one.topic is Topic.ADDED:
        return True
    if one.topic is Topic.REMAINS:
        first = declaration.answer(Topic.ADDED, one.metal)
        return layout.out_of_use == "both" or first is None or not first.answer.says(*layout.ends[Topic.ADDED])
    return in_use(declaration, layout, one.metal) is not False


def address_of(entry: Entry) -> str:
    """Give the address of a cell with its sheet: ``Declaration!D8``."""
    return f"{entry.source.place.sheet}!{entry.source.place.cell}"


def countries_in(words: str) -> tuple[str, ...]:
    """Take apart a cell that lists countries.

    Commas stand between countries and inside their names (``CONGO, DEMOCRATIC REPUBLIC OF THE``), so the longest
    run of parts that is a country is taken as one; what is no country stays as it was written.
    """
    return tuple(name for piece in BETWEEN_COUNTRIES.split(words) for name in _countries(piece))


def _countries(piece: str) -> Iterator[str]:
    for separator in (",", " and ", " & "):
        parts = [part.strip() for part in piece.split(separator)]
        if len(parts) > 1 and country_of(piece.strip()) is None:
            yield from (name for run in _runs(parts, separator) for name in _countries(run))
            return
    if piece.strip():
        yield piece.strip()


def _runs(parts: list[str], separator: str) -> Iterator[str]:
    glue = f"{separator} " if separator == "," else separator
    at = 0
    while at < len(parts):
        ends = range(min(len(parts), at + LONGEST_NAME), at, -1)
        end = next((end for end in ends if country_of(glue.join(parts[at:end])) is not None), at + 1)
        yield glue.join(parts[at:end])
        at = end
