"""Who is meant by a smelter row: by id, by exact name or alias, by likeness, or honestly nobody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kaiji.matching.match import Decision, Match
from kaiji.minerals.declaration import SmelterRow
from kaiji.minerals.smelter.matching import matcher_of
from kaiji.minerals.smelter.reference import Facility, Reference


class How(StrEnum):
    """How a row was identified, or why it was not."""

    JUDGED = "judged"
    ID = "id"
    NAME = "name"
    SPELLING = "spelling"
    LIKENESS = "likeness"
    NOT_A_SMELTER = "not a smelter"
    RULED_OUT = "ruled out"
    CONTESTED = "contested"
    NOBODY = "nobody"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    REVIEW = "review"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Identity:
    """The result for one row.

    Args:
        facility: who is meant; None where nobody was identified.
        how: by what, or why not.
        candidates: facilities between which the row does not decide.
        match: what the matching engine found, where neither the id nor the very name decided.
    """

    facility: Facility | None
    how: How
    candidates: tuple[Facility, ...] = ()
    match: Match | None = None


def identify(row: SmelterRow, reference: Reference | None) -> Identity:
    """Tell which facility of the reference a row means.

    The id decides when the reference has it for the row's metal and the name does not say otherwise; else the name,
    when exactly one facility of that metal goes by it; else the matching engine, where its probability is above the
    threshold. Nothing is guessed: an id and a name that mean two facilities are a conflict, a name that means several
    is ambiguous, and what the engine finds likely but not sure is for a person; all of these stay not identified.
    """
    exact = identify_exactly(row, reference)
    if exact.how is not How.UNKNOWN or reference is None:
        return exact
    matcher = matcher_of(reference)
    match = matcher.match(row.given_name, row.metal, row["country"].words, row.given_id)
    candidates = tuple(matcher.member(one.known).facility for one in match.candidates)
    if match.decision is Decision.ACCEPTED:
        return Identity(candidates[0], How.LIKENESS, match=match)
    if match.decision is Decision.REVIEW:
        return Identity(None, How.REVIEW, candidates, match)
    return Identity(None, How.UNKNOWN, match=match)


def identify_exactly(row: SmelterRow, reference: Reference | None) -> Identity:
    """Tell which facility a row means by its id or its very name alone."""
    if row.names_nobody:
        return Identity(None, How.NOBODY)
    if reference is None:
        return Identity(None, How.UNKNOWN)
    by_id = reference.by_id(row.given_id)
    if by_id is not None and by_id.metal.casefold() != row.metal.casefold() and row.metal:
        by_id = None
    named, how = reference.named(row.metal, row.given_name)
    if by_id is not None:
        if named and by_id not in named:
            return Identity(None, How.CONFLICT, (by_id, *named))
        return Identity(by_id, How.ID)
    if len(named) == 1:
        return Identity(named[0], How(how))
    return Identity(None, How.AMBIGUOUS if named else How.UNKNOWN, named)
