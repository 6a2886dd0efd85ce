"""What a page shows of a proof, part by part: links, numbers with their reasons, findings, lines, sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A place of the document to go to."""

    href: str
    line: int
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a number is right, and from where; ``more`` places are not listed."""

    text: str
    links: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class NumberView:
    """One number: its mark, and what proves it or speaks against it."""

    id: str
    state: str
    reasons: tuple[Reason, ...]
    against: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line that has one look: plain, a number, a place of findings."""

    text: str
    number: NumberView | None = None
    wrong: tuple[int, ...] = ()
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a row, or all of a line that is none."""

    pieces: tuple[Piece, ...]
    span: int = 1
    counts: bool = False


@dataclass(frozen=True, slots=True)
class BesideView:
    """A place in another file: where it is, what stands there, and whether that is the wrong one."""

    where: str
    quote: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding in the reader's language, with its places as links."""

    number: int
    code: str
    level: str
    message: str
    remedy: str
    stated: str
    expected: str
    where: Link | None
    elsewhere: str
    evidence: tuple[Link, ...]
    same_as: int
    reason: str
    by: str
    beside: tuple[BesideView, ...] = ()


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact from a file: whether the document carries it, and where."""

    item: str
    period: str
    value: str
    state: str
    source: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """One line with its findings.

    Args:
        id: by which it is linked.
        number: for people.
        kind: of the line, or ``title`` where it reads like one.
        cells: of a row; one of any other line.
        notes: findings whose first place is here.
        look: ``wrong`` or ``evid`` where findings mean all of the line.
        room: height in rem that the findings want beside this line; the rest of them stands beside the lines that follow.
    """

    id: str
    number: int
    kind: str
    cells: tuple[CellView, ...]
    notes: tuple[FindingView, ...]
    look: str
    room: float


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the rows of one table with the widths of its columns in characters."""

    lines: tuple[LineView, ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section or a page of the document, with its counts."""

    title: str
    page: int
    href: str
    counts: Mapping[str, int]
    findings: int
