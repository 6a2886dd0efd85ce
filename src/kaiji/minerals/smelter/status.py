"""The status of every named smelter as of a day: who is meant, where it stands, and what a person must look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.matching.name import fold, letters
from kaiji.minerals.declaration import SmelterRow
from kaiji.minerals.evidence.screening_list import ScreenList
from kaiji.minerals.evidence.snapshot import Snapshots
from kaiji.minerals.metal import rank, spelled
from kaiji.minerals.smelter.identity import How, Identity, identify, identify_exactly
from kaiji.minerals.smelter.identity_rule import check_identity
from kaiji.minerals.smelter.judged import Judged, judge
from kaiji.minerals.smelter.judgement import Decision, JudgementLog, key_of
from kaiji.minerals.smelter.reference import Facility, Reference, together
from kaiji.minerals.smelter.screening import Hit, Screen, Subject, subject_of
from kaiji.minerals.smelter.screening_rule import check_screening
from kaiji.minerals.smelter.standing import ListIndex, Standing, indexes_of, standing_of
from kaiji.minerals.smelter.standing_rule import check_standing

CERTAIN = (How.ID, How.NAME, How.SPELLING)


@dataclass(frozen=True)
class NamedStatus:
    """One smelter, or one name that nobody could identify, with its status as of the day.

    Args:
        facility: who is meant; None where nobody was identified, and then there is no standing.
        how: by what it was identified, or why not.
        candidates: who may be meant, where nobody was identified.
        given: every name (or id, where no name stands) it was given.
        countries: every country it was given.
        cells: the rows that name it.
        reference: the list that identified it.
        decision: what persons decided of the name, where they did.
        subject: by what it is screened.
        hits: what was found of it on lists for screening.
    """

    metal: str
    facility: Facility | None
    how: How
    subject: Subject
    standing: Standing | None
    candidates: tuple[Facility, ...]
    given: tuple[str, ...]
    countries: tuple[str, ...]
    cells: tuple[Source, ...]
    reference: Reference | None = None
    decision: Decision | None = None
    hits: tuple[Hit, ...] = ()

    @property
    def name(self) -> str:
        """The reference's name, or the first given one."""
        return self.facility.name if self.facility else next(iter(self.given), "")


@dataclass(frozen=True)
class StatusReport:
    """All smelters of the files, by metal and name, identified ones first.

    Args:
        day: the day for which each status is given.
        nameless: rows that say that a smelter is not identified yet, or that name nobody.
        screens: the lists for screening that were looked at.
    """

    day: date
    smelters: tuple[NamedStatus, ...]
    snapshots: Snapshots
    nameless: tuple[Source, ...] = ()
    screens: tuple[ScreenList, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass
class _Gathered:
    reference: Reference | None
    judged: list[Judged] = field(default_factory=list)
    rows: list[SmelterRow] = field(default_factory=list)

    @property
    def identity(self) -> Identity:
        """The firmest of the rows' identities, in the order in which they are listed."""
        return min((one.identity for one in self.judged), key=lambda one: list(How).index(one.how))


def status_of(
    rows: Iterable[SmelterRow],
    references: Sequence[Reference],
    snapshots: Snapshots,
    judgements: JudgementLog | None = None,
    screen: Screen | None = None,
) -> StatusReport:
    """Give the status of every smelter that rows name, as of the day of the snapshots.

    Rows are one smelter where they mean the same facility, or, where nobody was identified, where metal, letters of the
    name, country and id agree. The result does not depend on the order of rows.

    Args:
        rows: of declarations and tables.
        references: by which smelters are identified, in the order in which they are asked; the first that knows the
            row decides.
        snapshots: the audited lists that speak for the day.
        judgements: what persons decided of names; it goes before what is looked up.
        screen: sanctioned names and high-risk areas; without it, nobody is screened.
    """
    gathered: dict[tuple[str, ...], _Gathered] = {}
    nameless: list[Source] = []
    findings: list[Finding] = []
    for row in rows:
        identity, reference = identify_among(row, references)
        judged = judge(row, identity, judgements, references)
        if judged.identity.how is How.NOBODY:
            nameless.append(row.source)
            continue
        if reference is not None:
            findings += check_identity(row, judged.identity, reference)
        findings += judged.findings
        one = gathered.setdefault(_key(row, judged.identity), _Gathered(reference))
        one.judged.append(judged)
        one.rows.append(row)
    indexes = indexes_of(snapshots)
    smelters = [_smelter(one, indexes, screen) for one in gathered.values()]
    smelters.sort(key=_order)
    found = dict.fromkeys((*snapshots.findings, *sorted(findings, key=lambda one: _place(one.sources[0]))))
    for each in smelters:
        if each.facility is not None and each.standing is not None and each.reference is not None:
            found |= dict.fromkeys(check_standing(each.facility, each.standing, each.reference, snapshots.day))
        if screen is not None:
            found |= dict.fromkeys(check_screening(each.subject, screen))
    return StatusReport(
        snapshots.day,
        tuple(smelters),
        snapshots,
        tuple(sorted(nameless, key=_place)),
        screen.lists if screen else (),
        tuple(found),
    )


def identify_among(row: SmelterRow, references: Sequence[Reference]) -> tuple[Identity, Reference | None]:
    """Ask references in their order who is meant; the first that knows it decides, else the first with candidates.

    Where none knows the id or the very name, the matching engine is asked about all of them together.
    """
    asked: list[tuple[Identity, Reference | None]] = [(identify_exactly(row, one), one) for one in references]
    asked = asked or [(identify_exactly(row, None), None)]
    certain = [pair for pair in asked if pair[0].how in CERTAIN]
    doubtful = [pair for pair in asked if pair[0].candidates]
    if certain or doubtful or asked[0][0].how is How.NOBODY or (whole := together(references)) is None:
        return next(iter((*certain, *doubtful, *asked)))
    return identify(row, whole), whole


def _smelter(found: _Gathered, indexes: Sequence[ListIndex], screen: Screen | None) -> NamedStatus:
    identity, rows = found.identity, sorted(found.rows, key=lambda row: _place(row.source))
    facility = identity.facility
    subject = subject_of(rows, facility)
    return NamedStatus(
        facility.metal if facility else min(_metal(row) for row in rows),
        facility,
        identity.how,
        subject,
        standing_of(facility.metal, facility.cid, facility.name, indexes) if facility else None,
        identity.candidates,
        tuple(sorted({row.given_name or row.given_id for row in rows})),
        tuple(sorted({row["country"].words for row in rows} - {""})),
        subject.sources,
        found.reference,
        next((one.decision for one in found.judged if one.decision is not None), None),
        screen.hits(subject) if screen else (),
    )


def _key(row: SmelterRow, identity: Identity) -> tuple[str, ...]:
    facility = identity.facility
    if facility is not None:
        return facility.metal.casefold(), facility.cid or letters(facility.name)
    name = letters(row.given_name) or fold(row.given_name)
    return row.metal.casefold(), "?", name, key_of("", "", row["country"].words)[2], row.given_id.casefold()


def _metal(row: SmelterRow) -> str:
    return spelled(row.metal)


def _order(one: NamedStatus) -> tuple[tuple[int, str], bool, str, str, tuple[str, ...]]:
    cid = one.facility.cid if one.facility else ""
    return rank(one.metal), one.facility is None, one.name.casefold(), cid, one.given


def _place(source: Source) -> tuple[str, int, str, int, str]:
    cell = source.place.cell
    return source.file, source.place.line, source.place.sheet, len(cell), cell
