"""The roll-up: every smelter once, with the metals, suppliers and cells behind it, and its status as of a date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kaiji.core.source import Source
from kaiji.matching.name import letters
from kaiji.minerals.declaration import METALS, SmelterRow
from kaiji.minerals.evidence.smelter_list import AuditedEntry, AuditedList
from kaiji.minerals.smelter.identity import How, Identity, identify
from kaiji.minerals.smelter.reference import Facility, Reference
from kaiji.minerals.survey import State, Survey

NO_LIST = "no list"
NOT_LISTED = "not listed"
NOT_CLEAR = "not clear"


@dataclass(frozen=True)
class NamedSmelter:
    """One smelter of one metal, as all suppliers together name it.

    Args:
        name: the reference's name where it is identified, else as the first supplier wrote it.
        how: by what it was identified, or why not.
        audit_status: of the audited list, as of its date; ``not listed`` or ``no list`` where
            there is none, ``not clear`` where the list has the facility but no status that is known.
        operational_status: whether it works, a question apart from its audit.
        suppliers: keys of the suppliers that name it.
        given: every name it was given.
        cells: the smelter rows that name it.
    """

    metal: str
    name: str
    country: str
    cid: str
    how: How
    facility: Facility | None
    audit_status: str
    operational_status: str
    status_source: Source | None
    suppliers: tuple[str, ...]
    given: tuple[str, ...]
    cells: tuple[Source, ...]

    @property
    def identified(self) -> bool:
        """Tell whether the reference knows it."""
        return self.facility is not None


@dataclass(frozen=True)
class RollUp:
    """What all answers in force say together.

    Args:
        smelters: named smelters, by metal and name.
        nameless: rows that say a smelter is not identified yet, or that name nobody, by supplier.
        reference: by which smelters were identified.
        audited: the list that was compared, or None.
        as_of: the day for which the status is given: the audited list's own.
    """

    survey: Survey
    smelters: tuple[NamedSmelter, ...]
    nameless: Mapping[str, tuple[Source, ...]] = field(default_factory=dict)
    reference: Reference | None = None
    audited: AuditedList | None = None

    @property
    def as_of(self) -> date | None:
        """The date of the audited list."""
        return self.audited.as_of if self.audited else None


@dataclass
class _Gathered:
    metals: list[str] = field(default_factory=list)
    identities: list[Identity] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    suppliers: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    cells: list[Source] = field(default_factory=list)

    @property
    def identity(self) -> Identity:
        """The firmest of the rows' identities, in the order in which they are listed."""
        return min(self.identities, key=lambda one: list(How).index(one.how))


def roll_up(survey: Survey, reference: Reference | None, audited: AuditedList | None) -> RollUp:
    """Put the smelter rows of all answers in force together.

    Rows are the same smelter when they are identified as the same facility, or, not identified, when metal and
    letters of the name agree. The result does not depend on the order of files or rows.
    """
    gathered: dict[tuple[str, str], _Gathered] = {}
    nameless: dict[str, list[Source]] = {}
    for line in survey.lines:
        for declaration in line.in_force:
            for row in declaration.smelters:
                identity = identify(row, reference)
                if identity.how is How.NOBODY:
                    nameless.setdefault(line.key, []).append(row.source)
                    continue
                one = gathered.setdefault(_key(row, identity), _Gathered())
                one.metals.append(_metal(row))
                one.identities.append(identity)
                one.countries += [words] if (words := row["country"].words) else []
                one.suppliers.append(line.key)
                one.given.append(row.given_name or row.given_id)
                one.cells.append(row.source)
    by_id, by_name = _index(audited)
    smelters = [_smelter(one, audited, by_id, by_name) for one in gathered.values()]
    return RollUp(
        survey,
        tuple(sorted(smelters, key=_order)),
        {key: tuple(sources) for key, sources in nameless.items()},
        reference,
        audited,
    )


def _key(row: SmelterRow, identity: Identity) -> tuple[str, str]:
    facility = identity.facility
    if facility is not None:
        return facility.metal.casefold(), facility.cid or letters(facility.name)
    return row.metal.casefold(), f"?{letters(row.given_name) or row.given_id}"


def _metal(row: SmelterRow) -> str:
    """Give the row's metal, one of the template's in its own spelling."""
    return next((metal for metal in METALS if metal.casefold() == row.metal.casefold()), row.metal)


def _smelter(
    one: _Gathered,
    audited: AuditedList | None,
    by_id: Mapping[tuple[str, str], AuditedEntry],
    by_name: Mapping[tuple[str, str], AuditedEntry],
) -> NamedSmelter:
    facility = one.identity.facility
    entry = None
    status = NO_LIST if audited is None else NOT_LISTED
    if facility is not None and audited is not None:
        # An id decides alone; the name serves only lists or references that have no ids.
        entry = by_id.get((facility.metal.casefold(), facility.cid)) if facility.cid else None
        if entry is None and (not facility.cid or not any(entry_.cid for entry_ in audited.entries)):
            entry = by_name.get((facility.metal.casefold(), letters(facility.name)))
    given = tuple(sorted(set(one.given)))
    return NamedSmelter(
        metal=facility.metal if facility else min(one.metals),
        name=facility.name if facility else min(given),
        country=facility.country if facility else min(one.countries, default=""),
        cid=facility.cid if facility else "",
        how=one.identity.how,
        facility=facility,
        audit_status=(entry.audit_status or NOT_CLEAR) if entry else status,
        operational_status=entry.operational_status if entry else "",
        status_source=entry.source if entry else None,
        suppliers=tuple(sorted(set(one.suppliers))),
        given=given,
        cells=tuple(sorted(one.cells, key=str)),
    )


def _index(
    audited: AuditedList | None,
) -> tuple[Mapping[tuple[str, str], AuditedEntry], Mapping[tuple[str, str], AuditedEntry]]:
    entries = audited.entries if audited else ()
    by_id = {(entry.metal.casefold(), entry.cid): entry for entry in entries if entry.cid}
    # A list that gives no metal speaks of the id alone, and an id belongs to one metal.
    bare = {entry.cid: entry for entry in entries if entry.cid and not entry.metal}
    if bare:
        by_id |= {(metal.casefold(), cid): entry for metal in METALS for cid, entry in bare.items()}
    by_name = {(entry.metal.casefold(), letters(entry.name)): entry for entry in entries if entry.name}
    return by_id, by_name


def _order(one: NamedSmelter) -> tuple[int, str, bool, str, str]:
    rank = METALS.index(one.metal) if one.metal in METALS else len(METALS)
    return rank, one.metal, not one.identified, one.name.casefold(), one.cid


def answered(survey: Survey) -> tuple[str, ...]:
    """Give the keys of the suppliers that answered."""
    return tuple(line.key for line in survey.lines if line.state is State.ANSWERED)


def metals_named(smelters: Iterable[NamedSmelter]) -> tuple[str, ...]:
    """Give the metals of the smelters, in the field's order."""
    found = {one.metal for one in smelters}
    return (*(metal for metal in METALS if metal in found), *sorted(found - set(METALS)))
