"""The dated reference graph: every facility that any of several lists knew, under all its ids and names, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kaiji.core.source import Source
from kaiji.matching.known import Standing
from kaiji.matching.name import fold, letters
from kaiji.minerals.smelter.reference import Edition, Facility, Reference, ReferenceRow

OLD_ID = re.compile(r"[1-9][A-Z]{3}[0-9]{3}")
REFUSED = frozenset({"alleged", "not a smelter", "refused", "no smelter"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name a facility goes or went by.

    Args:
        standard: whether it is the list's own name for the facility, not an alias.
        editions: of the lists in which it stands, oldest first.
    """

    text: str
    standard: bool
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One facility of the graph.

    Args:
        key: its present id, or metal and name where it has none.
        facility: as the newest list that knows it has it.
        names: the present standard name first, then the newer before the older.
        old_ids: ids that it had before.
        editions: of the lists in which it stood, oldest first; empty where only a table of ids knows it.
        standing: listed in the newest list of its kind, formerly listed, or refused by a list of one's own.
        said: what a list of one's own says of it (``alleged``), else nothing.
        place: words of its address.
    """

    key: str
    facility: Facility
    names: tuple[Name, ...]
    old_ids: tuple[str, ...]
    editions: tuple[Edition, ...]
    standing: Standing
    said: str = ""
    place: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids that mean it, the present one first."""
        return (*((self.facility.cid,) if self.facility.cid else ()), *self.old_ids)

    @property
    def last(self) -> Edition | None:
        """The newest list in which it stood."""
        return self.editions[-1] if self.editions else None


@dataclass(frozen=True)
class Graph:
    """All facilities of several lists.

    Args:
        members: by key, in the order of their keys.
        editions: of the lists, oldest first.
        current: the newest of each family; a facility that stands in one of them is listed.
        sources: the files.
    """

    members: Mapping[str, Member]
    editions: tuple[Edition, ...]
    current: frozenset[Edition]
    sources: tuple[Source, ...]

    def by_id(self, cid: str) -> Member | None:
        """Give the facility that an id, present or old, means; blanks and letter case aside."""
        key = self._ids.get("".join(cid.split()).upper())
        return self.members[key] if key is not None else None

    @property
    def _ids(self) -> Mapping[str, str]:
        found: dict[str, str] | None = self.__dict__.get("_by_id")
        if found is None:
            found = {one.upper(): key for key, member in self.members.items() for one in member.old_ids}
            found |= {member.facility.cid.upper(): key for key, member in self.members.items() if member.facility.cid}
            self.__dict__["_by_id"] = found
        return found


def graph_of(references: Sequence[Reference]) -> Graph:
    """Put lists together.

    Versions of one family are told apart by their day of release, or by their number where the day is not known. A
    facility is listed where the newest given version of some family has it, or a list of another origin; one that
    only older versions or a table of old ids know is former. Rows without a present id belong to the facility of the
    same metal whose standard name or old id they have, and else stand for themselves. A name that a newer list gives
    to others belongs to these alone.

    Args:
        references: as they were read, in any order.
    """
    ordered = sorted(references, key=lambda one: (one.edition.age, one.source.digest))
    listing = [one for one in ordered if any(not row.maps_only for row in one.rows)]
    current = {one.edition.family: one.edition for one in listing}
    gathered: dict[str, _Gathered] = {}
    links = _links(ordered)
    for reference in ordered:
        for row in reference.rows:
            one = gathered.setdefault(_key(row, links), _Gathered())
            one.add(row, reference.edition)
    newest = frozenset(current.values())
    owners = _owners(gathered)
    members = {key: one.member(key, newest, owners) for key, one in sorted(gathered.items())}
    return Graph(
        members, tuple(dict.fromkeys(one.edition for one in listing)), newest, tuple(one.source for one in ordered)
    )


def _links(references: Iterable[Reference]) -> Mapping[tuple[str, str], str]:
    """Give present ids by metal and old id, and by metal and the letters of a standard name that only one has."""
    found: dict[tuple[str, str], set[str]] = {}
    for reference in references:
        for row in reference.rows:
            if row.cid and not _old_id(row.cid):
                for known in (_old_id(row.old_id), letters(row.name)):
                    if known:
                        found.setdefault((row.metal.casefold(), known), set()).add(row.cid.upper())
    return {key: min(ids) for key, ids in found.items() if len(ids) == 1}


def _key(row: ReferenceRow, links: Mapping[tuple[str, str], str]) -> str:
    if row.cid and not OLD_ID.fullmatch(row.cid.upper()):
        return row.cid.upper()
    metal = row.metal.casefold()
    old = _old_id(row.old_id) or _old_id(row.cid)
    for known in (old, letters(row.name)):
        if known and (cid := links.get((metal, known))):
            return cid
    return old or f"{row.metal}|{fold(row.name)}"


def _old_id(text: str) -> str:
    """Give an id of before 3.0; lists also write there that a facility came later."""
    return text.upper() if OLD_ID.fullmatch(text.upper()) else ""


@dataclass
class _Gathered:
    rows: list[tuple[ReferenceRow, Edition]] = field(default_factory=list)

    def add(self, row: ReferenceRow, edition: Edition) -> None:
        """Take a row; rows come oldest list first."""
        self.rows.append((row, edition))

    @property
    def stood(self) -> list[tuple[ReferenceRow, Edition]]:
        """The rows of lists, tables of ids left out unless there is nothing else."""
        return [one for one in self.rows if not one[0].maps_only] or self.rows

    def member(
        self, key: str, current: frozenset[Edition], owners: Mapping[tuple[str, str], tuple[int, frozenset[str]]]
    ) -> Member:
        """Make the facility of its rows."""
        newest = self.stood[-1][1]
        first = next(row for row, edition in self.stood if edition == newest)
        editions = tuple(dict.fromkeys(edition for row, edition in self.rows if not row.maps_only))
        said = next((row.standing for row, _ in reversed(self.rows) if row.standing), "")
        if said.casefold() in REFUSED:
            standing = Standing.REFUSED
        elif said.casefold() == "former" or not current.intersection(editions):
            standing = Standing.FORMER
        else:
            standing = Standing.LISTED
        cid = first.cid if not OLD_ID.fullmatch(first.cid.upper()) else ""
        cid = cid or next((row.cid for row, _ in self.rows if row.cid and row.cid.upper() == key), "")
        old = {one for row, _ in self.rows for one in (row.old_id, row.cid) if OLD_ID.fullmatch(one.upper())}
        return Member(
            key=key,
            facility=Facility(cid or first.cid, first.metal, first.name, first.country, first.source),
            names=tuple(self._names(first.name, key, owners)),
            old_ids=tuple(sorted(one for one in old if one.upper() != (cid or first.cid).upper())),
            editions=editions,
            standing=standing,
            said=said,
            place=tuple(sorted({word for row, _ in self.rows for word in row.place})),
        )

    def _names(
        self, present: str, key: str, owners: Mapping[tuple[str, str], tuple[int, frozenset[str]]]
    ) -> Iterable[Name]:
        texts: dict[str, tuple[bool, list[Edition]]] = {}
        for row, edition in reversed(self.rows):
            for text, standard in ((row.name, True), (row.alias, False)):
                _, owning = owners.get((row.metal.casefold(), letters(text)), (0, frozenset({key})))
                if text and (text == present or key in owning):
                    known, editions = texts.setdefault(text, (standard, []))
                    texts[text] = (known or standard, [*editions, edition])
        for text in sorted(texts, key=lambda one: one != present):
            standard, editions = texts[text]
            yield Name(text, standard, tuple(dict.fromkeys(reversed(editions))))


def _owners(gathered: Mapping[str, _Gathered]) -> Mapping[tuple[str, str], tuple[int, frozenset[str]]]:
    """Give for each metal and name the facilities that have it in the newest list where anybody has it."""
    ranks: dict[Edition, int] = {}
    for edition in sorted({edition for one in gathered.values() for _, edition in one.rows}, key=lambda one: one.age):
        ranks[edition] = len(ranks)
    found: dict[tuple[str, str], tuple[int, frozenset[str]]] = {}
    for key, one in gathered.items():
        for row, edition in one.rows:
            for text in (row.name, row.alias):
                place = row.metal.casefold(), letters(text)
                rank, keys = found.get(place, (-1, frozenset()))
                if ranks[edition] > rank:
                    found[place] = ranks[edition], frozenset({key})
                elif ranks[edition] == rank:
                    found[place] = rank, keys | {key}
    return found
