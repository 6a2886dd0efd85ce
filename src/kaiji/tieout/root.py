"""One error, one finding: what is said twice is said once, and findings that go away together share a root."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kaiji.core.finding import Severity
from kaiji.tieout.proof import ProofFinding, Spot
from kaiji.tieout.reading import Line

AGAINST_TABLES = ("TIE-112", "TIE-113")
NAMED = "TIE-120"
# Rules that may see one error each in their way: what one of them said at a place, another need not say again.
KINS = (
    ("TIE-109", "TIE-116", "TIE-121", "TIE-133"),
    ("TIE-105", "TIE-127", "TIE-128", "TIE-131", "TIE-151"),
    ("TIE-107", "TIE-108", "TIE-153", "TIE-161", "TIE-164", "TIE-106"),
    ("TIE-119", "TIE-154", "TIE-123", "TIE-156"),
    ("TIE-134", "TIE-163"),
    ("TIE-122", "TIE-104"),
)
REACH = 7


def distinct(
    lines: Sequence[Line],
    numbers: Sequence[ProofFinding],
    captions: Sequence[ProofFinding],
    words: Sequence[ProofFinding],
) -> tuple[list[ProofFinding], list[ProofFinding]]:
    """Give the findings of numbers and of words without those that only say again what another one says.

    Args:
        lines: of the document.
        numbers: what the numbers say.
        captions: what was found of the scales of tables.
        words: what the words say.
    """
    renamed = {place.spot for one in words if one.finding.code == NAMED and _is_error(one) for place in one.places[1:]}
    said = [
        one
        for one in numbers
        if not _follows(one, captions, lines) and not (one.places and one.places[0].spot in renamed)
    ]
    accused = {(one.places[0].spot.line, one.stated) for one in said if one.places}
    wrong = [place.spot for one in said if _is_error(one) for place in one.places if place.role == "wrong"]
    kept: list[ProofFinding] = []
    for one in sorted(words, key=lambda found: (found.finding.severity.rank, found.finding.code)):
        if one.places:
            here = one.places[0].spot
            # What the numbers say of an amount need not be said again by the words around it.
            if (here.line, one.stated) in accused or _rests_on(one, wrong, lines):
                continue
            if one.finding.code == AGAINST_TABLES[1] and here in renamed:
                continue
            if any(_kin(one, other) for other in kept):
                continue
        kept.append(one)
    return said, kept


def rooted(findings: Iterable[ProofFinding]) -> Iterator[ProofFinding]:
    """Give findings with one root where one error shows in several: the place of the gravest.

    Findings share a root where one is about the very words that another accuses or rests on.
    """
    roots: list[tuple[ProofFinding, str]] = []
    for one in sorted(findings, key=lambda found: (found.finding.severity.rank, not _decided(found))):
        root = next((root for other, root in roots if _of_one(one, other)), one.root)
        roots.append((one, root))
        yield one if root == one.root else replace(one, root=root)


def _of_one(one: ProofFinding, other: ProofFinding) -> bool:
    if not (one.places and other.places and _decided(other)):
        return False
    wrong = other.places[0].spot
    return any(_meet(place.spot, wrong) for place in (one.places if not _decided(one) else one.places[:1]))


def _meet(one: Spot, other: Spot) -> bool:
    return one.line == other.line and one.start < other.end and other.start < one.end


def _decided(one: ProofFinding) -> bool:
    return bool(one.places) and one.places[0].role == "wrong"


def _is_error(one: ProofFinding) -> bool:
    return one.finding.severity is Severity.ERROR


def _kin(one: ProofFinding, other: ProofFinding) -> bool:
    """Tell whether two findings are of one error, seen by two rules."""
    both = {one.finding.code, other.finding.code}
    return (
        len(both) == 2
        and bool(one.places and other.places)
        and any(both <= set(codes) for codes in KINS)
        and _meet(one.places[0].spot, other.places[0].spot)
    )


def _rests_on(one: ProofFinding, wrong: Sequence[Spot], lines: Sequence[Line]) -> bool:
    """Tell whether words are accused by a number, or a row of a table, that is itself the one that is wrong."""
    return one.finding.code in AGAINST_TABLES and any(
        (place.spot.line == spot.line and lines[spot.line].kind == "row") or _meet(place.spot, spot)
        for place in one.places[1:]
        for spot in wrong
    )


def _follows(one: ProofFinding, captions: Sequence[ProofFinding], lines: Sequence[Line]) -> bool:
    """Tell whether a finding only says again that a table's caption names the wrong scale."""
    tables = {
        lines[number].table
        for caption in captions
        for number in range(caption.places[0].spot.line, caption.places[0].spot.line + REACH)
        if number < len(lines)
    } - {-1}
    return (
        bool(tables)
        and lines[one.places[0].spot.line].table not in tables
        and any(lines[place.spot.line].table in tables for place in one.places[1:])
    )
