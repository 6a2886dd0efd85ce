"""A document held against what stands beside it: facts from a file, and the tables of other documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.tieout.fact_file import SourceFact
from kaiji.tieout.item_words import item_words
from kaiji.tieout.numbers.engine import Numbers, numbers_of
from kaiji.tieout.numbers.mention import Mention
from kaiji.tieout.numbers.print_like import print_like
from kaiji.tieout.numbers.series import Series
from kaiji.tieout.numbers.unit import PERCENT, Unit, unit_of
from kaiji.tieout.numbers.when import Calendar, When, when_of
from kaiji.tieout.proof import DocumentProof, NumberProof, ProofFinding, ProofPlace, Tick
from kaiji.tieout.reading import Line
from kaiji.tieout.support_rule import fact_contradicted, fact_not_found, other_document_differs

Key = frozenset[str] | str


@dataclass(frozen=True, slots=True)
class Known:
    """A number that is known from beside the document.

    Args:
        item: as it is called there.
        period: as it is written there.
        when: the period as it is understood, or None.
        unit: what it counts, as far as it is told.
        value: in single units.
        step: one unit of its last place, in single units.
        text: as it is shown to people.
        source: where it stands.
        fact: whether a file of facts says it; else another document does.
    """

    item: str
    period: str
    when: When | None
    unit: Unit
    value: Fraction
    step: Fraction
    text: str
    source: Source
    fact: bool


def known_facts(facts: Iterable[SourceFact]) -> tuple[Known, ...]:
    """Give what a file of facts says, ready to be compared."""
    return tuple(_fact(one) for one in facts)


def known_numbers(lines: Sequence[Line]) -> tuple[Known, ...]:
    """Give what the tables of another document say: each item of each period that it tells."""
    numbers = numbers_of(lines)
    found = []
    for one in numbers.series:
        for cell in one.cells:
            if cell.when is not None and not one.generic:
                source = lines[cell.spot.line].at(cell.spot.start)
                period = numbers.grids[one.grid].columns[cell.column].head if one.grid < len(numbers.grids) else ""
                found.append(
                    Known(
                        one.label, period, cell.when, cell.unit, cell.value, cell.step, cell.text.strip(), source, False
                    )
                )
    return tuple(found)


def hold_against(proof: DocumentProof, known: Sequence[Known]) -> DocumentProof:
    """Hold the tables of a document against what is known from beside it.

    A number and a known one are compared where item, period and kind of unit are the same. They agree where one exact
    value can be printed as both. What agrees is a further tick of the number; where nothing that has the name agrees,
    the first of them is a finding. A fact that the document does not state is told too.

    Args:
        proof: of the document.
        known: from facts and other documents.
    """
    if not known:
        return proof
    numbers = numbers_of(proof.lines)
    by_item: dict[Key, list[Series]] = {}
    for series in numbers.series:
        by_item.setdefault(_key(series.label), []).append(series)
    calendar = numbers.calendar
    findings: list[ProofFinding] = []
    ticks: dict[tuple[int, int], list[Tick]] = {}
    told: set[tuple[Key, When | None, str, Fraction]] = set()
    for one in known:
        cells = list(_cells(one, by_item.get(_key(one.item), ()), numbers, calendar if one.fact else Calendar(())))
        agreeing = [cell for cell in cells if _agree(cell, one)]
        for cell in agreeing:
            ticks.setdefault((cell.spot.line, cell.spot.start), []).append(_tick(one))
        if agreeing:
            continue
        if cells:
            key = (_key(one.item), one.when, one.unit.kind, one.value)
            if key not in told:
                told.add(key)
                findings.append(_contradicted(proof, one, cells))
        elif one.fact:
            findings += (
                ProofFinding(found, root=found.code) for found in fact_not_found(one.source, one.item, one.period)
            )
    spoken = {(place.spot.line, place.spot.start) for one in findings for place in one.places if place.role == "wrong"}
    proved = tuple(_proved(number, ticks, spoken) for number in proof.numbers)
    return replace(proof, numbers=proved, findings=(*proof.findings, *findings))


def _fact(one: SourceFact) -> Known:
    unit = unit_of(one.unit, loose=True)
    scale = one.scale if unit.scale is None else unit.scale
    power = Fraction(10) ** scale
    shown = " ".join(part for part in (f"{one.value:,}", one.unit) if part)
    return Known(
        one.item,
        one.period,
        when_of(one.period),
        Unit(unit.kind, unit.currency, scale if one.unit else None),
        Fraction(one.value) * power,
        power / 10**one.places,
        shown,
        one.source,
        True,
    )


def _key(label: str) -> Key:
    """Give by what an item is known: its words, or where it has none in Latin letters, its letters."""
    return item_words(label) or "".join(label.split()).casefold()


def _cells(one: Known, series: Iterable[Series], numbers: Numbers, calendar: Calendar) -> Iterator[Mention]:
    for found in series:
        for cell in found.changes if one.unit.kind == PERCENT else found.cells:
            if _same_unit(cell.unit, one.unit) and _same_period(one, found, cell, numbers, calendar):
                yield cell


def _same_unit(here: Unit, there: Unit) -> bool:
    if here.kind and there.kind and here.kind != there.kind:
        return False
    return not (here.currency and there.currency and here.currency != there.currency)


def _same_period(one: Known, series: Series, cell: Mention, numbers: Numbers, calendar: Calendar) -> bool:
    if not one.period:
        return len(series.cells) == 1
    columns = numbers.grids[series.grid].columns if series.grid < len(numbers.grids) else []
    head = columns[cell.column].head if 0 <= cell.column < len(columns) else ""
    if one.when is None:
        return "".join(one.period.split()).casefold() in "".join(head.split()).casefold()
    same = calendar.same(cell.when, one.when)
    if one.unit.kind == PERCENT and one.fact:
        return same is not False  # a change stands between two periods, and often names none
    return bool(same)


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
    where = str(one.source)
    return Tick(
        Text(f"{where} says {one.text}", f"{where}の記載：{one.text}"),
    )


def _contradicted(proof: DocumentProof, one: Known, cells: Sequence[Mention]) -> ProofFinding:
    cell = cells[0]
    here = proof.source(cell.spot)
    expected = print_like(cell, one.value)
    rule = fact_contradicted if one.fact else other_document_differs
    doubtful = one.fact and (cell.unit.scale is None or not one.period)
    finding = next(rule(here, one.source, one.item, cell.text.strip(), expected, one.text, doubtful=doubtful))
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
