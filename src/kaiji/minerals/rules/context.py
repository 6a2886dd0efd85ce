"""What a rule on a declaration may look at beside the declaration itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kaiji.minerals.declaration import Declaration, Topic
from kaiji.minerals.layout import Layout


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of a check.

    Args:
        layout: of the declaration's version.
        as_of: the day from which the answers are looked at; None switches off what depends on it.
        year: the reporting year; None switches off what depends on it.
        offered: number of names per metal in the look-up list that the workbook came with.
    """

    layout: Layout
    as_of: date | None = None
    year: int | None = None
    offered: Mapping[str, int] = field(default_factory=dict)


def in_use(declaration: Declaration, layout: Layout, metal: str) -> bool | None:
    """Tell whether the declaration says that a metal is in the products: yes, no, or None for unclear.

    By the first two questions, as the version combines them: in most versions a No to either ends the matter, in
    3.01 only a No to both. A version without the second question is decided by the first.
    """
    asked = [
        found
        for topic in (Topic.ADDED, Topic.REMAINS)
        if (found := declaration.answer(topic, metal)) is not None
    ]
    says_no = [one.answer.says("No") for one in asked]
    if (any if layout.out_of_use == "either" else all)(says_no):
        return False
    says_yes = [one.answer.says("Yes") for one in asked]
    if (all if layout.out_of_use == "either" else any)(says_yes):
        return True
    return None


def metals_in_use(declaration: Declaration, layout: Layout) -> tuple[str, ...]:
    """Give the metals that are in use or for which that is unclear: the ones with further questions."""
    return tuple(metal for metal in declaration.metals if in_use(declaration, layout, metal) is not False)
