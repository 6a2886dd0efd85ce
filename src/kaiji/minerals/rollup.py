"""The roll-up: every smelter once, with the metals, suppliers and cells behind it, and its status as of a date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kaiji.core.source import Source
from kaiji.matching.name import letters
from kaiji.minerals.declaration import SmelterRow
from kaiji.minerals.evidence.smelter_list import AuditedList
from kaiji.minerals.evidence.snapshot import Snapshots
from kaiji.minerals.metal import in_order, rank, spelled
from kaiji.minerals.smelter.identity import How, Identity, identify
from kaiji.minerals.smelter.judged import judge
from kaiji.minerals.smelter.judgement import JudgementLog
from kaiji.minerals.smelter.reference import Facility, Reference
from kaiji.minerals.smelter.screening import Subject, subject_of
from kaiji.minerals.smelter.standing import NO_LIST, NOT_LISTED, ListIndex, Standing, indexes_of, standing_of
from kaiji.minerals.survey import State, Survey

NOBODY = Subject(())


@dataclass(frozen=True)
class NamedSmelter:
    """One smelter of one metal, as all suppliers together name it.

    Args:
        name: the reference's name where it is identified, else as the first supplier wrote it.
        how: by what it was identified, or why not.
        audit_status: of the audited lists, as of their dates; ``not listed`` or ``no list`` where
            there is none, ``not clear`` where a list has the facility but no status that is known, or lists exclude each
            other.
        operational_status: whether it works, a question apart from its audit.
        suppliers: keys of the suppliers that name it.
        given: every name it was given.
        cells: the smelter rows that name it.
        standing: what each list says of it; None where nobody was identified.
        subject: by what it is screened.
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
    standing: Standing | None = None
    subject: Subject = NOBODY

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
        lists: the lists that were compared, each with its own day.
    """

    survey: Survey
    smelters: tuple[NamedSmelter, ...]
    nameless: Mapping[str, tuple[Source, ...]] = field(default_factory=dict)
    reference: Reference | None = None
    lists: tuple[AuditedList, ...] = ()

    @property
    def audited(self) -> AuditedList | None:
        """The first of the lists that were compared, or None."""
        return next(iter(self.lists), None)

    @property
    def as_of(self) -> date | None:
        """The date of the first audited list."""
        return self.audited.as_of if self.audited else None


@dataclass
class _Gathered:
    metals: list[str] = field(default_factory=list)
    identities: list[Identity] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    suppliers: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    rows: list[SmelterRow] = field(default_factory=list)

    @property
    def identity(self) -> Identity:
        """The firmest of the rows' identities, in the order in which they are listed."""
        return min(self.identities, key=lambda one: list(How).index(one.how))


def roll_up(
    survey: Survey,
    reference: Reference | None,
    audited: AuditedList | Snapshots | None,
    judgements: JudgementLog | None = None,
) -> RollUp:
    """Put the smelter rows of all answers in force together.

    Rows are the same smelter when they are identified as the same facility, or, not identified, when metal and
    letters of the name agree. The result does not depend on the order of files or rows.

    Args:
        survey: who was asked, and the answers in force.
        reference: by which smelters are identified.
        audited: one list, or the lists that speak for a day.
        judgements: what persons decided of names.
    """
    indexes = indexes_of(audited if isinstance(audited, Snapshots) else (audited,) if audited is not None else ())
    references = (reference,) if reference is not None else ()
    gathered: dict[tuple[str, str], _Gathered] = {}
    nameless: dict[str, list[Source]] = {}
    for line in survey.lines:
        for declaration in line.in_force:
            for row in declaration.smelters:
                identity = judge(row, identify(row, reference), judgements, references).identity
                if identity.how is How.NOBODY:
                    nameless.setdefault(line.key, []).append(row.source)
                    continue
                one = gathered.setdefault(_key(row, identity), _Gathered())
                one.metals.append(_metal(row))
                one.identities.append(identity)
                one.countries += [words] if (words := row["country"].words) else []
                one.suppliers.append(line.key)
                one.given.append(row.given_name or row.given_id)
                one.rows.append(row)
    smelters = [_smelter(one, indexes) for one in gathered.values()]
    return RollUp(
        survey,
        tuple(sorted(smelters, key=_order)),
        {key: tuple(sources) for key, sources in nameless.items()},
        reference,
        tuple(one.audited for one in indexes),
    )


def _key(row: SmelterRow, identity: Identity) -> tuple[str, str]:
    facility = identity.facility
    if facility is not None:
        return facility.metal.casefold(), facility.cid or letters(facility.name)
    return row.metal.casefold(), f"?{letters(row.given_name) or row.given_id}"


def _metal(row: SmelterRow) -> str:
    """Give the row's metal, one of the templates' in their own spelling."""
    return spelled(row.metal)


def _smelter(one: _Gathered, indexes: Sequence[ListIndex]) -> NamedSmelter:
    facility = one.identity.facility
    standing = standing_of(facility.metal, facility.cid, facility.name, indexes) if facility else None
    deciding = standing.deciding if standing else None
    entry = deciding.entry if deciding else None
    given = tuple(sorted(set(one.given)))
    subject = subject_of(sorted(one.rows, key=lambda row: str(row.source)), facility)
    return NamedSmelter(
        metal=facility.metal if facility else min(one.metals),
        name=facility.name if facility else min(given),
        country=facility.country if facility else min(one.countries, default=""),
        cid=facility.cid if facility else "",
        how=one.identity.how,
        facility=facility,
        audit_status=standing.audit_status if standing else NOT_LISTED if indexes else NO_LIST,
        operational_status=standing.operational_status if standing else "",
        status_source=entry.source if entry else None,
        suppliers=tuple(sorted(set(one.suppliers))),
        given=given,
        cells=subject.sources,
        standing=standing,
        subject=subject,
    )


def _order(one: NamedSmelter) -> tuple[tuple[int, str], bool, str, str]:
    return rank(one.metal), not one.identified, one.name.casefold(), one.cid


def answered(survey: Survey) -> tuple[str, ...]:
    """Give the keys of the suppliers that answered."""
    return tuple(line.key for line in survey.lines if line.state is State.ANSWERED)


def metals_named(smelters: Iterable[NamedSmelter]) -> tuple[str, ...]:
    """Give the metals of the smelters, in the field's order."""
    return in_order(one.metal for one in smelters)
