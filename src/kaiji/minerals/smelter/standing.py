"""Where a facility stands on dated lists: two axes, audit and operation, each list named with its day.

A facility has a status because a list gives it one. Its id, and its place in a look-up list, give it none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kaiji.matching.name import letters
from kaiji.minerals.evidence.smelter_list import AuditedEntry, AuditedList
from kaiji.minerals.evidence.snapshot import Snapshots
from kaiji.minerals.evidence.vocabulary import load
from kaiji.minerals.metal import known_metals

NO_LIST = "no list"
NOT_LISTED = "not listed"
NOT_CLEAR = "not clear"
PASSED, UNDER_WAY, FAILED, NOTHING = "passed", "under_way", "failed", ""


@dataclass(frozen=True, slots=True)
class Listed:
    """What one list says of one facility.

    Args:
        entries: its rows for the facility; none where it does not have it.
        audit_status: a key of the vocabulary; ``not listed``; or ``not clear`` where it has the facility without a
            status that is known, or with two.
        operational_status: the same for its operation; nothing where the list does not speak of it.
        earlier: the newest earlier list of the same series that gave the facility a status, where this one has it not.
    """

    audited: AuditedList
    entries: tuple[AuditedEntry, ...]
    audit_status: str
    operational_status: str
    earlier: tuple[AuditedList, AuditedEntry] | None = None

    @property
    def entry(self) -> AuditedEntry | None:
        """The first of its rows."""
        return self.entries[0] if self.entries else None


@dataclass(frozen=True, slots=True)
class Standing:
    """What all lists together say of one facility, each with its name and day.

    Args:
        audit_status: see :func:`standing_of`.
        operational_status: nothing where no list speaks of it.
        listed: what each list says, in the order of the lists.
    """

    audit_status: str
    operational_status: str
    listed: tuple[Listed, ...] = ()

    @property
    def deciding(self) -> Listed | None:
        """The first list that gives the audit status, else the first that has the facility, else the first."""
        had = [one for one in self.listed if one.entries]
        same = [one for one in self.listed if one.audit_status == self.audit_status]
        return next(iter((*same, *had, *self.listed)), None)


class ListIndex:
    """The facilities of one list by id and by name, with the earlier lists of its series."""

    def __init__(self, audited: AuditedList, earlier: Sequence[AuditedList] = ()) -> None:
        self.audited = audited
        self.earlier = tuple(ListIndex(one) for one in earlier)
        self.by_id: dict[tuple[str, str], list[AuditedEntry]] = {}
        self.by_name: dict[tuple[str, str], list[AuditedEntry]] = {}
        self.metals = {entry.metal.casefold() for entry in audited.entries}
        for entry in audited.entries:
            # A list that gives no metal speaks of the id alone, and an id belongs to one metal.
            for metal in (entry.metal,) if entry.metal else known_metals():
                if entry.cid:
                    self.by_id.setdefault((metal.casefold(), entry.cid), []).append(entry)
                elif entry.name:
                    self.by_name.setdefault((metal.casefold(), letters(entry.name)), []).append(entry)
            if entry.cid and entry.name:
                self.by_name.setdefault((entry.metal.casefold(), letters(entry.name)), []).append(entry)
        self.has_ids = any(entry.cid for entry in audited.entries)

    def entries(self, metal: str, cid: str, name: str) -> tuple[AuditedEntry, ...]:
        """Give the rows for a facility: by its id; by its exact name only where the reference or the list has no ids."""
        if cid and (found := self.by_id.get((metal.casefold(), cid.upper()))):
            return tuple(found)
        if cid and self.has_ids:
            return ()
        return tuple(self.by_name.get((metal.casefold(), letters(name)), ())) if letters(name) else ()

    def listed(self, metal: str, cid: str, name: str) -> Listed:
        """Tell what the list says of a facility; one that an earlier list passed, and this one lacks, is ``former``."""
        found = self.entries(metal, cid, name)
        if found:
            audits = {entry.audit_status for entry in found}
            audit = next(iter(audits)) if len(audits) == 1 else ""
            works = {entry.operational_status for entry in found}
            return Listed(
                self.audited,
                found,
                audit or NOT_CLEAR,
                next(iter(works)) if len(works) == 1 else NOT_CLEAR,
            )
        for one in self.earlier:
            before = one.entries(metal, cid, name)
            if before:
                # A list that has nobody of this metal does not speak of the metal.
                speaks = metal.casefold() in self.metals or "" in self.metals
                left = speaks and says(before[0].audit_status) == PASSED
                return Listed(self.audited, (), "former" if left else NOT_LISTED, "", (one.audited, before[0]))
        return Listed(self.audited, (), NOT_LISTED, "")


def indexes_of(lists: Snapshots | Iterable[AuditedList]) -> tuple[ListIndex, ...]:
    """Make the indexes of the lists that are used."""
    if isinstance(lists, Snapshots):
        return tuple(ListIndex(one, lists.before(one)) for one in lists.used)
    return tuple(ListIndex(one) for one in lists)


def standing_of(metal: str, cid: str, name: str, indexes: Sequence[ListIndex]) -> Standing:
    """Tell where a facility stands.

    The audit status is what the lists that have it agree on. Where one list says more than another (passed, then under
    way, then a status that says nothing) the one that says more counts, since programmes recognise each other's audits.
    Where one says that an audit failed, lapsed or was suspended and another says otherwise, nothing is clear.

    Args:
        metal: English name.
        cid: the id by the reference; empty where it has none.
        name: the reference's name.
        indexes: of the lists that are used; none gives ``no list``.
    """
    listed = tuple(one.listed(metal, cid, name) for one in indexes)
    if not listed:
        return Standing(NO_LIST, "")
    given = [one.audit_status for one in listed if one.audit_status != NOT_LISTED]
    works = {one.operational_status for one in listed if one.operational_status}
    return Standing(
        _together(given),
        "" if not works else next(iter(works)) if len(works) == 1 else NOT_CLEAR,
        listed,
    )


def disagree(statuses: Iterable[str]) -> bool:
    """Tell whether audit statuses of several lists exclude each other."""
    kinds = {says(one) for one in statuses}
    return FAILED in kinds and bool(kinds & {PASSED, UNDER_WAY})


def says(status: str) -> str:
    """Tell what an audit status says: ``passed``, ``under_way``, ``failed``, or nothing."""
    return _says().get(status, NOTHING)


def _together(given: Sequence[str]) -> str:
    if not given:
        return NOT_LISTED
    if disagree(given) or NOT_CLEAR in given:
        return NOT_CLEAR
    order = list(_says())
    return min(given, key=lambda one: ((PASSED, UNDER_WAY, FAILED, NOTHING).index(says(one)), order.index(one)))


@cache
def _says() -> Mapping[str, str]:
    return {one["key"]: one.get("says", NOTHING) for one in load("smelter_status.toml")["audit_status"]["term"]}
