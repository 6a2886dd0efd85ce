"""Two figures that stand together, the reported one and in brackets that of the comparison period: both are one item's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kaiji.tieout.numbers.fact import EMPTY, kinds_agree, to_cell
from kaiji.tieout.numbers.likeness import is_slip
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.numbers.same_item import same_size
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.when import Calendar

YEAR = {"quarter": 4, "half": 2, "year": 1, "part of a year": 1, "month": 12}
DAYS = range(350, 381)
MOST_FAILING = 4
ENOUGH = 3
TELLING = 3
SURE, SEEN = 2.3, 0.9
Named = Callable[[Claim], frozenset[str]]


@dataclass(slots=True)
class Pair:
    """A pair of claims with the items of the reported one, and what the other should be by each."""

    now: Claim
    then: Claim
    due: list[tuple[Series, Mention]]

    @property
    def holds(self) -> bool:
        """Whether the figure in brackets is that of one of the items."""
        return any(fits(self.then, cell) for _, cell in self.due)


def fits(claim: Claim, cell: Mention) -> bool:
    """Tell whether a number can be that of a cell, or what follows from two."""
    return to_cell(cell)(claim).holds() if cell.made_of is not None else same_size(claim.mention, cell)


def prior_pairs(
    claims: Sequence[Claim],
    linked: Mapping[Claim, Sequence[Series]],
    ties: Mapping[Claim, Sequence[Relation]],
    calendar: Calendar,
    named: Named,
) -> Iterator[Relation]:
    """Give the relations of figures in brackets to the comparison period's of the item before them.

    They accuse where the pairs of the document follow this use, and the item is named or its number is long.

    Args:
        claims: the numbers of sentences.
        linked: the items of tables that bear some of them out.
        ties: the relations that do.
        calendar: of the document.
        named: gives the words of the item of a claim.
    """
    pairs = [pair for claim in claims if (pair := _pair(claim, linked, ties, calendar)) is not None]
    holding = sum(pair.holds for pair in pairs)
    usual = holding >= ENOUGH and holding >= MOST_FAILING * sum(not pair.holds for pair in pairs) // 2
    for pair in pairs:
        if pair.holds:
            fitting = [cell for _, cell in pair.due if fits(pair.then, cell)]
            yield _equal(pair.then, fitting[0], SURE if usual else 1.0)
            continue
        own = [(one, cell) for one, cell in pair.due if _is_named(one, named(pair.now))]
        cells = own or pair.due
        if not all(same_size(cells[0][1], cell) for _, cell in cells[1:]):
            continue
        mention, cell = pair.then.mention, cells[0][1]
        for relation in ties.get(pair.then, ()):
            relation.strength = 0  # what else has this number speaks for nothing
        stale = any(same_size(mention, other) for one, _ in cells for other in one.cells)
        slip = is_slip(mention, abs(cell.value))
        sure = usual and (own or pair.now.mention.digits > TELLING) and (slip or stale or bool(own))
        yield _equal(pair.then, cell, SURE if sure else SEEN)


def _is_named(one: Series, said: frozenset[str]) -> bool:
    return any(name - EMPTY <= said for name in one.names) and bool(one.words - EMPTY)


def _equal(claim: Claim, cell: Mention, strength: float) -> Relation:
    relation = to_cell(cell)(claim)
    relation.origin = ("prior", claim)
    relation.strength = strength
    return relation


def _pair(
    then: Claim,
    linked: Mapping[Claim, Sequence[Series]],
    ties: Mapping[Claim, Sequence[Relation]],
    calendar: Calendar,
) -> Pair | None:
    now = then.beside
    if now is None or now not in linked or now.mention.about:
        return None
    due: list[tuple[Series, Mention]] = []
    for series, relation in zip(linked[now], ties[now], strict=True):
        if (
            relation.kind not in ("equal", "ratio")
            or not relation.holds()
            or relation.strength < 1
            or relation.less_one
        ):
            continue
        cell = next((one for one in series.cells if _is_of(one, relation)), None)
        if cell is None or cell.when is None:
            continue
        before = [one for one in series.cells if one is not cell and _is_before(then, one, cell, calendar)]
        if len(before) == 1 and kinds_agree(then.mention, before[0]):
            due.append((series, before[0]))
    return Pair(now, then, due) if due else None


def _is_of(cell: Mention, relation: Relation) -> bool:
    if cell.made_of is not None:
        return set(cell.made_of[1:]) <= set(relation.members)
    return cell in relation.members


def _is_before(claim: Claim, one: Mention, cell: Mention, calendar: Calendar) -> bool:
    """Tell whether a number is of the comparison period: the one that the brackets name, or the same a year before."""
    here, there = cell.when, one.when
    if here is None or there is None or (here.months and there.months and here.months != there.months):
        return False
    if claim.dated and claim.when:
        return calendar.same(claim.when[0], there) is True
    if here.kind != there.kind or bool(here.months) != bool(there.months):
        return False
    apart = here.at - there.at
    return apart in DAYS if here.kind == "day" else apart == YEAR.get(here.kind)
