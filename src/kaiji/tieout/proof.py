"""What the proof of one document gives: findings with both sides of each conflict, and what proves every number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.reading import Line

Role = Literal["wrong", "evidence"]
NumberState = Literal["proved", "single", "unproved"]
FactState = Literal["carried", "contradicted", "absent"]

UNSAID = Source("")


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of one line of a document.

    Args:
        line: number of the line in the proof's ``lines``, from 0.
        start: offset in the line's text.
        end: offset behind the stretch.
    """

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ProofPlace:
    """A place that a finding speaks of: the one that is wrong, or one that shows it."""

    spot: Spot
    role: Role


@dataclass(frozen=True, slots=True)
class BesidePlace:
    """A place that a finding speaks of in another file.

    Args:
        source: the file and the place in it.
        quote: what stands there.
        role: whether it is the wrong one, or shows it.
    """

    source: Source
    quote: str
    role: Role


@dataclass(frozen=True, slots=True)
class SupportCount:
    """How much of another document was compared.

    Args:
        name: of its file.
        numbers: how many of its numbers could be compared: those with an item and a period.
        compared: how many were found in the document.
        agreeing: how many of these say the same.
    """

    name: str
    numbers: int
    compared: int
    agreeing: int


@dataclass(frozen=True, slots=True)
class FactTold:
    """A fact from a file, and whether the document carries it.

    Args:
        item: as the file calls it.
        period: as the file writes it.
        value: with its unit, as shown to people.
        source: its cell.
        state: *carried* where the document says it, *contradicted* where it says another number, *absent* where it says none.
        spots: where the document does.
    """

    item: str
    period: str
    value: str
    source: Source
    state: FactState
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Suppression:
    """Somebody's word that a finding may stand: kept in a file beside the document, never in it.

    Args:
        code: of the finding's rule.
        digest: of the text of the line where it was found, as :func:`kaiji.tieout.suppression.line_digest` gives it.
        quote: words of that line, for people and for files written by hand.
        reason: why the finding may stand.
        by: who says so.
        day: when, as written.
        source: where this is said.
    """

    code: str
    digest: str
    quote: str
    reason: str
    by: str = ""
    day: str = ""
    source: Source = UNSAID


@dataclass(frozen=True, slots=True)
class ProofFinding:
    """A finding on a document, with its places.

    Args:
        finding: code, severity and values; its sentence is made late.
        places: the wrong one first; where the document cannot decide, all are evidence.
        stated: what the wrong place says.
        expected: what it should say, empty where the document does not tell.
        root: findings of one error share it.
        suppression: who lets it stand, and why; None where nobody does.
        beside: its places in other files.
    """

    finding: Finding
    places: tuple[ProofPlace, ...] = ()
    stated: str = ""
    expected: str = ""
    root: str = ""
    suppression: Suppression | None = None
    beside: tuple[BesidePlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """One reason why a number is right: the relation in words, and the places it was computed from."""

    reason: Text
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberProof:
    """One number of the document.

    Args:
        spot: where it stands.
        text: as printed.
        state: *proved* by relations to other places that would make it an error if it were another number, *single* where
            nothing, or nothing so sure, bears it out and nothing speaks against it, *unproved* where a finding speaks
            against it or it could not be understood.
        ticks: the relations that prove it.
    """

    spot: Spot
    text: str
    state: NumberState
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentProof:
    """The proof of one document.

    Args:
        name: the file's name.
        lines: the document's lines in reading order; spots count in them.
        findings: in reading order.
        numbers: in reading order; dates, labels and item numbers are not numbers.
        support: how much of each document that it was held against was compared.
        facts: from files, each with whether the document carries it.
    """

    name: str
    lines: tuple[Line, ...]
    findings: tuple[ProofFinding, ...] = ()
    numbers: tuple[NumberProof, ...] = ()
    support: tuple[SupportCount, ...] = ()
    facts: tuple[FactTold, ...] = ()

    def source(self, spot: Spot) -> Source:
        """Give the place in the file at which a spot begins."""
        return self.lines[spot.line].at(spot.start)

    def quote(self, spot: Spot) -> str:
        """Give the text of a spot."""
        return self.lines[spot.line].text[spot.start : spot.end]

    @property
    def standing(self) -> tuple[ProofFinding, ...]:
        """The findings that nobody suppressed."""
        return tuple(one for one in self.findings if one.suppression is None)

    @property
    def suppressed(self) -> tuple[ProofFinding, ...]:
        """The findings that somebody lets stand."""
        return tuple(one for one in self.findings if one.suppression is not None)

    @property
    def certificate(self) -> dict[str, int]:
        """How many numbers there are, and in which state."""
        counts = Counter(number.state for number in self.numbers)
        states: Sequence[NumberState] = ("proved", "single", "unproved")
        return {"numbers": len(self.numbers), **{state: counts[state] for state in states}}
