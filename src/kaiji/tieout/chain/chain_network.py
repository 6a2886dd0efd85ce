"""The documents of a chain as one network: the relations of each, and those between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.chain.chained import Chained, chained, settle_together
from kaiji.tieout.chain.link import noticed_pairing, pairing, translated_pairing
from kaiji.tieout.chain.period_sum import PeriodSum, period_sums
from kaiji.tieout.chain.table_match import CellPair
from kaiji.tieout.chain.two_languages import translated
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.network import SURE, Network
from kaiji.tieout.numbers.relation import Relation
from kaiji.tieout.proof import (
    BesidePlace,
    DocumentProof,
    ProofPlace,
    Role,
    SupportCount,
    Tick,
)
from kaiji.tieout.reading import Line

MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class OtherDocument:
    """A document that another one is held against."""

    name: str
    lines: Sequence[Line]


class ChainNetwork:
    """The documents of a chain with all that holds between their numbers."""

    def __init__(self, proof: DocumentProof, others: Sequence[OtherDocument]) -> None:
        self.one = chained(proof.name, proof.lines)
        documents = [self.one]
        for other in others:
            first = sum(len(known.numbers.mentions) for known in documents)
            documents.append(chained(other.name, other.lines, first))
        settle_together(documents)
        self.home: dict[Mention, Chained] = {
            mention: document for document in documents for mention in document.numbers.mentions
        }
        self.pairings = [
            translated_pairing(self.one, other) if translated(self.one, other) else pairing(self.one, other)
            for other in documents[1:]
        ]
        for found in self.pairings:
            noticed_pairing(self.one, found.other, found)
        self.of_pair = {id(pair): found for found in self.pairings for pair in found.relations.values()}
        self.sums: dict[Relation, PeriodSum] = {one.relation: one for one in period_sums(self.one, self.pairings)}
        self.pairs: dict[Relation, CellPair] = {}
        for found in self.pairings:
            self.pairs |= found.relations
        own = [relation for document in documents for relation in document.numbers.network.relations]
        self.network = Network([*own, *self.pairs, *self.sums])

    def support(self) -> tuple[SupportCount, ...]:
        """Give how much of each other document was compared."""
        found = []
        for one in self.pairings:
            numbers = {cell.mention for table in one.other.tables for row in table.rows for cell in row.cells}
            kept = {result.there.mention for result in one.kept if result.there.mention is not None}
            differ = {pair.there.mention for pair in one.relations.values() if id(pair) in one.noticed}
            differ |= {broken.other.mention for broken in one.breaks if broken.other and broken.other.mention}
            if one.translation is None and (one.kept or one.noticed or one.breaks):
                numbers = set(one.other.numbers.mentions)
            summed = {
                part.mention for each in self.sums.values() for part in (each.whole, *each.parts)
                if self.home[part.mention] is one.other
            }  # fmt: skip
            agreeing = {pair.there.mention for pair in one.agreeing}
            if one.translation is not None:
                told = {there.mention for _, there in one.translation.agreeing if there.mention is not None}
                differ = {twin.there.mention for twin in one.translation.twins if twin.there.mention is not None}
                compared = len(one.compared | told | differ)
                found.append(SupportCount(one.other.name, one.translation.numbers, compared, len(agreeing | told)))
                continue
            agreeing |= kept - differ
            both = (one.compared | summed | agreeing | differ) & numbers
            broken = {
                member for relation in self.sums if not self.network.holding.get(relation, True) for member in relation.members
            }  # fmt: skip
            agreeing |= summed - broken - {pair.there.mention for pair in one.relations.values() if not pair.agrees}
            found.append(SupportCount(one.other.name, len(numbers), len(both), len(agreeing & both)))
        return tuple(found)

    def ticks(self) -> dict[tuple[int, int], list[Tick]]:
        """Give what other documents bear out, by the place of the number."""
        ticks: dict[tuple[int, int], list[Tick]] = defaultdict(list)
        for found in self.pairings:
            for pair in found.agreeing:
                spot, text = pair.here.mention.spot, pair.there.mention.text.strip()
                where = found.other.source(pair.there.mention)
                ticks[spot.line, spot.start].append(Tick(Text(f"{where} says {text}", f"{where}の記載：{text}")))
        for found in self.pairings:
            for mine, other in found.translation.agreeing if found.translation else ():
                where = found.other.lines[other.spot.line].at(other.spot.start)
                reason = Text(f"{where} says {other.text}", f"{where}の記載：{other.text}")
                ticks[mine.spot.line, mine.spot.start].append(Tick(reason))
        for found in self.pairings:
            for kept in found.kept:
                if kept.here.mention is not None and kept.there.mention is not None:
                    where = found.other.source(kept.there.mention)
                    reason = Text(f"{where} says {kept.there.text}", f"{where}の記載：{kept.there.text}")
                    ticks[kept.here.spot.line, kept.here.spot.start].append(Tick(reason))
        for relation in self.sums:
            if not self.network.holding.get(relation) or relation.strength < SURE or not relation.telling():
                continue
            for member in relation.members:
                if self.home[member] is self.one:
                    equation = self.equation(relation)
                    spots = tuple(
                        one.spot for one in relation.members if one is not member and self.home[one] is self.one
                    )
                    reason = Text(f"periods of several documents: {equation}", f"複数文書の期間合計：{equation}")
                    ticks[member.spot.line, member.spot.start].append(Tick(reason, spots))
        return ticks

    def places(
        self, here: Sequence[Mention], there: Sequence[Mention], wrong: Mention | None = None
    ) -> tuple[tuple[ProofPlace, ...], tuple[BesidePlace, ...]]:
        """Give the places of numbers, those of the document in hand and those of others, the wrong one first."""
        mine = dict.fromkeys(one for one in here if self.home.get(one) is self.one)
        theirs = dict.fromkeys(one for one in there if one in self.home and self.home[one] is not self.one)

        def role(one: Mention) -> Role:
            return "wrong" if one is wrong else "evidence"

        places = [ProofPlace(one.spot, role(one)) for one in list(mine)[:MOST_PLACES]]
        beside = [
            BesidePlace(self.home[one].source(one), one.text.strip(), role(one)) for one in list(theirs)[:MOST_PLACES]
        ]
        return (
            tuple(sorted(places, key=lambda place: place.role != "wrong")),
            tuple(sorted(beside, key=lambda place: place.role != "wrong")),
        )

    def sources(self, places: Sequence[ProofPlace], beside: Sequence[BesidePlace]) -> list[Source]:
        """Give the sources of places: those of the document in hand, then those of others."""
        mine = [self.one.lines[place.spot.line].at(place.spot.start) for place in places]
        return [*mine, *(place.source for place in beside)]

    def equation(self, relation: Relation) -> str:
        """Give a sum over what is printed, with the documents of numbers that stand elsewhere."""

        def said(member: Mention) -> str:
            home = self.home[member]
            return member.text.strip() if home is self.one else f"{member.text.strip()} [{home.name}]"

        first, *rest = relation.members
        return f"{' + '.join(map(said, rest))} = {said(first)}"
