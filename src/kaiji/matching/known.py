"""What is matched: the known things of a reference, and a name somebody typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """How a known thing stands in the reference; only a listed one can be accepted."""

    LISTED = "listed"
    FORMER = "former"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Known:
    """One thing of the reference.

    Args:
        key: by which it is told; stable, and unique within the reference.
        group: the block within which it is looked for; letter case does not matter.
        names: all names it goes or went by, the present one first.
        place: code of the place where it is, or nothing.
        codes: codes that mean it, the present one first, former ones after it.
        standing: whether it is listed, was listed once, or is known as something that does not belong.
        address: words of its address, which may stand in a name.
    """

    key: str
    group: str
    names: tuple[str, ...]
    place: str = ""
    codes: tuple[str, ...] = ()
    standing: Standing = Standing.LISTED
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody typed; each part may be empty, wrong or rubbish.

    Args:
        name: as it was typed.
        group: the block it was given under.
        place: code of the place, or nothing where none was given or it is not understood.
        code: in the form of the reference's codes, or nothing where none was given or it is rubbish.
    """

    name: str
    group: str
    place: str = ""
    code: str = ""
