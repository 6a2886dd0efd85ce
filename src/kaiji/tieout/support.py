"""A document held against facts from a file: what it says, what the file says, and which facts it carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.chain.chained import chained, settle_together
from kaiji.tieout.chain.fact_match import Sought, StatedNumbers, only_kind, sought_of
from kaiji.tieout.fact_file import SourceFact
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.print_like import print_like
from kaiji.tieout.numbers.sentence import Claim
from kaiji.tieout.numbers.unit import PERCENT, Unit, unit_of
from kaiji.tieout.proof import DocumentProof, FactState, FactTold, NumberProof, ProofFinding, ProofPlace, Tick
from kaiji.tieout.support_rule import fact_contradicted, fact_not_found


@dataclass(frozen=True, slots=True)
class Known:
    """A number that is known from a file of facts.

    Args:
        fact: as the file has it.
        unit: what it counts, as far as it is told.
        value: in single units.
        step: one unit of its last place, in single units.
        text: as it is shown to people.
    """

    fact: SourceFact
    unit: Unit
    value: Fraction
    step: Fraction
    text: str

    @property
    def source(self) -> Source:
        """The cell that it comes from."""
        return self.fact.source


def hold_against(proof: DocumentProof, facts: Sequence[SourceFact]) -> DocumentProof:
    """Hold a document against facts.

    A number and a fact are compared where item, period, part of the company, scenario and kind of unit are the same. They
    agree where one exact value can be printed as both. What agrees is a further tick of the number, which is proved by it;
    where nothing that has the name agrees, the first of them is a finding. A fact that the document does not state is told too.

    Args:
        proof: of the document.
        facts: from files.

    Returns:
        The proof with findings and ticks, and with the state of each fact: *carried*, *contradicted* or *absent*.
    """
    if not facts:
        return proof
    document = chained(proof.name, proof.lines)
    settle_together([document])
    stated = StatedNumbers(document)
    findings: list[ProofFinding] = []
    told: list[FactTold] = []
    ticks: dict[tuple[int, int], list[Tick]] = {}
    seen: set[tuple[object, ...]] = set()
    for fact in facts:
        one = _known(fact)
        sought = sought_of(fact.item, fact.period, fact.entity, fact.scenario, document)
        cells = [
            found.mention
            for found in stated.in_tables(sought)
            if _same_unit(found.mention.unit, one.unit) and found.change == (one.unit.kind == PERCENT and found.change)
        ]
        agreeing = [cell for cell in cells if _agree(cell, one)]
        against = [] if agreeing else cells
        if not cells:
            agreeing, against = _in_text(stated, sought, one)
        state: FactState = "carried" if agreeing else "contradicted" if against else "absent"
        spots = tuple(cell.spot for cell in agreeing or against)
        told.append(FactTold(fact.item, fact.period, one.text, fact.source, state, spots))
        for cell in agreeing:
            ticks.setdefault((cell.spot.line, cell.spot.start), []).append(_tick(one))
        if against:
            key = (sought.item.words, sought.term, one.unit.kind, one.value)
            if key not in seen:
                seen.add(key)
                findings.append(_contradicted(proof, one, against))
        elif not agreeing:
            findings += (
                ProofFinding(found, root=found.code) for found in fact_not_found(one.source, fact.item, fact.period)
            )
    spoken = {(place.spot.line, place.spot.start) for one in findings for place in one.places if place.role == "wrong"}
    numbers = tuple(_proved(number, ticks, spoken) for number in proof.numbers)
    return replace(proof, numbers=numbers, findings=(*proof.findings, *findings), facts=(*proof.facts, *told))


def _known(fact: SourceFact) -> Known:
    unit = unit_of(fact.unit, loose=True)
    scale = fact.scale if unit.scale is None else unit.scale
    power = Fraction(10) ** scale
    shown = " ".join(part for part in (f"{fact.value:,}", fact.unit) if part)
    return Known(
        fact,
        Unit(unit.kind, unit.currency, scale if fact.unit else None),
        Fraction(fact.value) * power,
        power / 10**fact.places,
        shown,
    )


def _in_text(stated: StatedNumbers, sought: Sought, one: Known) -> tuple[list[Mention], list[Mention]]:
    """Look for a fact in texts: what agrees, and where a row is just of it and says another number, that."""
    claims = [claim for claim in stated.in_rows_of_text(sought) if _same_unit(claim.mention.unit, one.unit)]
    agreeing = [claim.mention for claim in claims if _agree(claim.mention, one)]
    if not agreeing:
        agreeing = list(_said(stated, sought, one))
    kinds: list[Claim] = only_kind(claims, one.unit.kind) if one.unit.kind else []
    return agreeing, [claim.mention for claim in kinds] if not agreeing and len(
        kinds
    ) == 1 and not sought.period else []


def _said(stated: StatedNumbers, sought: Sought, one: Known) -> Iterator[Mention]:
    for claim in stated.in_sentences(sought):
        mention = claim.mention
        if _same_unit(mention.unit, one.unit) and mention.digits >= 2 and _agree(mention, one):
            yield mention


def _same_unit(here: Unit, there: Unit) -> bool:
    if here.kind and there.kind and here.kind != there.kind:
        return False
    return not (here.currency and there.currency and here.currency != there.currency)


def _agree(cell: Mention, one: Known) -> bool:
    """Tell whether one exact value can be printed as both; where a scale is not told, the other's holds."""
    if cell.unit.scale is None and one.unit.scale:
        power: Fraction = Fraction(10) ** one.unit.scale
        apart: Fraction = abs(cell.printed * power - one.value)
        room: Fraction = power / 10**cell.places + one.step
        return apart * 2 <= room
    room = cell.step if cell.down else (cell.step + one.step) / 2 if cell.step != one.step else Fraction(0)
    return abs(cell.value - one.value) <= room


def _tick(one: Known) -> Tick:
    return Tick(Text(f"{one.source} says {one.text}", f"{one.source}の記載：{one.text}"))


def _contradicted(proof: DocumentProof, one: Known, cells: Sequence[Mention]) -> ProofFinding:
    cell = cells[0]
    here = proof.source(cell.spot)
    expected = print_like(cell, one.value)
    doubtful = cell.unit.scale is None or not one.fact.period
    finding = next(
        fact_contradicted(here, one.source, one.fact.item, cell.text.strip(), expected, one.text, doubtful=doubtful)
    )
    places = (
        ProofPlace(cell.spot, "wrong"),
        *(ProofPlace(other.spot, "evidence") for other in cells[1:] if other is not cell),
    )
    return ProofFinding(finding, places, cell.text.strip(), expected, f"{cell.spot.line}:{cell.spot.start}")


def _proved(number: NumberProof, ticks: dict[tuple[int, int], list[Tick]], spoken: set[tuple[int, int]]) -> NumberProof:
    at = (number.spot.line, number.spot.start)
    if at in spoken:
        return replace(number, state="unproved")
    found = ticks.get(at)
    if not found:
        return number
    state = "proved" if number.state == "single" else number.state
    return replace(number, state=state, ticks=(*number.ticks, *found))
