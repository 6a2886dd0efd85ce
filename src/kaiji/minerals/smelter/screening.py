"""Screening: is a named smelter on a sanctions list, or in a high-risk area, on a day? Careful names, country beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz, process

from kaiji.core.source import Source
from kaiji.matching.name import fold, letters
from kaiji.matching.word import readings, word_data, words_of
from kaiji.minerals.country import Country, country_of
from kaiji.minerals.declaration import SmelterRow
from kaiji.minerals.evidence.screening_list import ScreenEntry, ScreenKind, ScreenList
from kaiji.minerals.smelter.reference import Facility

TELLING = 60  # of 100, the nearest two telling words of two close names
NEAR = 82  # of 100, letters of two names in any order of words: one or two slips in a usual name
PARTS = re.compile(r"[;,/、；，\n]+")


class HitKind(StrEnum):
    """By what a smelter was found on a list."""

    ID = "id"
    NAME = "name"
    ALIAS = "alias"
    WORDS = "words"
    COUNTRY = "country"
    AREA = "area"
    MINE = "mine"
    NEAR = "near"
    PERHAPS_AREA = "perhaps in the area"

    @property
    def review(self) -> bool:
        """Tell whether a person must first look whether it is the same at all."""
        return self in (HitKind.NEAR, HitKind.PERHAPS_AREA)


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is screened: all names, ids and places by which one smelter is known.

    Args:
        names: as given, and the reference's.
        countries: where it stands, as given and by the reference.
        places: city, province and street as given.
        mine_countries: countries of its mines as given.
        sources: the rows that name it.
    """

    names: tuple[str, ...]
    ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    mine_countries: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry of one list that a smelter agrees with: the two strings that met, and how."""

    kind: HitKind
    given: str
    listed: str
    entry: ScreenEntry
    list: ScreenList

    def as_data(self) -> dict[str, object]:
        """Give the hit as plain data."""
        return {
            "list_kind": str(self.list.kind),
            "list": self.list.name,
            "issuer": self.list.issuer,
            "version": self.list.version,
            "as_of": self.list.as_of.isoformat() if self.list.as_of else "",
            "by": str(self.kind),
            "review": self.kind.review,
            "given": self.given,
            "listed": self.listed,
            "country": self.entry.country,
            "programme": self.entry.programme,
            "since": self.entry.since.isoformat() if self.entry.since else "",
            "until": self.entry.until.isoformat() if self.entry.until else "",
            "place": self.entry.source.as_data(),
        }


def subject_of(rows: Sequence[SmelterRow], facility: Facility | None = None) -> Subject:
    """Give who is screened for rows that name one smelter, with the facility that they mean, where one is known."""
    names = [row.given_name for row in rows] + ([facility.name] if facility else [])
    ids = [row.given_id for row in rows] + ([facility.cid] if facility else [])
    countries = [row["country"].words for row in rows] + ([facility.country] if facility else [])
    places = [row[name].words for row in rows for name in ("street", "city", "state", "place")]
    mines = [part.strip() for row in rows for part in PARTS.split(row["mine_countries"].words)]
    return Subject(
        _different(names), _different(ids), _different(countries), _different(places), _different(mines),
        tuple(row.source for row in rows),
    )  # fmt: skip


def _different(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in texts if one))


class Screen:
    """The entries of all lists, ready to be asked.

    Args:
        lists: those that are looked at for the day.
        day: entries that ended before it are passed over; those that begin later are not, since today's sanction stops
            a filing about last year.
    """

    def __init__(self, lists: Sequence[ScreenList], day: date) -> None:
        self.day = day
        self.lists = tuple(lists)
        self._ids: dict[str, list[_Listed]] = {}
        self._letters: dict[str, list[_Listed]] = {}
        self._words: dict[tuple[str, ...], list[_Listed]] = {}
        self._spelled: list[_Spelled] = []
        self._joined: list[str] = []
        self._telling: dict[str, list[int]] = {}
        self._areas: dict[str, list[tuple[ScreenEntry, ScreenList]]] = {}
        for one in lists:
            for entry in one.entries:
                if entry.until is not None and entry.until < day:
                    continue
                if one.kind is ScreenKind.AREAS:
                    country = country_of(entry.country)
                    key = country.alpha2 if country else fold(entry.country)
                    self._areas.setdefault(key, []).append((entry, one))
                else:
                    self._add(entry, one)

    def _add(self, entry: ScreenEntry, screen: ScreenList) -> None:
        for cid in entry.ids:
            self._ids.setdefault(cid, []).append(_Listed(cid, False, entry, screen))
        for number, name in enumerate(entry.names):
            listed = _Listed(name, number > 0, entry, screen)
            if letters(name):
                self._letters.setdefault(letters(name), []).append(listed)
            for one in _spellings(name):
                self._words.setdefault(one.words, []).append(listed)
                for word in one.telling:
                    self._telling.setdefault(word, []).append(len(self._spelled))
                self._spelled.append(_Spelled(one, listed))
                self._joined.append(one.joined)

    def hits(self, subject: Subject) -> tuple[Hit, ...]:
        """Give every entry that a smelter agrees with, firm ones first; of one entry only the firmest."""
        found = [*self._by_id(subject), *self._by_name(subject), *self._by_place(subject)]
        best: dict[tuple[int, int], Hit] = {}
        for one in found:
            key = id(one.list), id(one.entry)
            if key not in best or _rank(one) < _rank(best[key]):
                best[key] = one
        order = {id(one): number for number, one in enumerate(self.lists)}
        return tuple(
            sorted(best.values(), key=lambda one: (_rank(one), order[id(one.list)], one.entry.source.place.line))
        )

    def _by_id(self, subject: Subject) -> Iterator[Hit]:
        for cid in subject.ids:
            for one in self._ids.get("".join(cid.split()).upper(), ()):
                yield Hit(HitKind.ID, cid, one.name, one.entry, one.list)

    def _by_name(self, subject: Subject) -> Iterator[Hit]:
        countries = {country for text in subject.countries if (country := country_of(text))}
        for name in subject.names:
            for one in self._letters.get(letters(name), ()):
                yield Hit(HitKind.ALIAS if one.alias else HitKind.NAME, name, one.name, one.entry, one.list)
            for each in _spellings(name):
                for one in self._words.get(each.words, ()):
                    kind = HitKind.NEAR if one.elsewhere(countries) else HitKind.WORDS
                    yield Hit(kind, name, one.name, one.entry, one.list)
                yield from self._near(name, each, countries)

    def _near(self, name: str, spelling: _Spelling, countries: set[Country]) -> Iterator[Hit]:
        """Give entries of which one name has all the words of the other, and those that are close in their letters."""
        shared = {number for word in spelling.telling for number in self._telling.get(word, ())}
        numbers = {number for number in shared if _part(spelling.words, self._spelled[number].spelling.words)}
        alike = process.extract(spelling.joined, self._joined, scorer=fuzz.ratio, score_cutoff=NEAR, limit=None)
        for _, _, number in alike:
            # Long words that everybody has make two names alike that have nothing else in common.
            if _closest(spelling.telling, self._spelled[number].spelling.telling) >= TELLING:
                numbers.add(number)
        for number in sorted(numbers):
            one = self._spelled[number].listed
            if not one.elsewhere(countries):
                yield Hit(HitKind.NEAR, name, one.name, one.entry, one.list)

    def _by_place(self, subject: Subject) -> Iterator[Hit]:
        for kind, texts in ((HitKind.COUNTRY, subject.countries), (HitKind.MINE, subject.mine_countries)):
            for text in texts:
                country = country_of(text)
                for entry, one in self._areas.get(country.alpha2 if country else fold(text), ()):
                    yield from _in_area(kind, text, entry, one, subject)


@dataclass(frozen=True)
class _Listed:
    name: str
    alias: bool
    entry: ScreenEntry
    list: ScreenList

    def elsewhere(self, countries: set[Country]) -> bool:
        """Tell whether the list has it in a country, the smelter stands in known ones, and none of them is that."""
        own = country_of(self.entry.country)
        return own is not None and bool(countries) and own not in countries


def _in_area(kind: HitKind, text: str, entry: ScreenEntry, listed: ScreenList, subject: Subject) -> Iterator[Hit]:
    if not entry.name:
        yield Hit(kind, text, entry.country, entry, listed)
        return
    area = f"{entry.name}, {entry.country}"
    for place in subject.places:
        words = f" {' '.join(words_of(place).all)} "
        if any(_within(name, words, place) for name in entry.names):
            yield Hit(HitKind.AREA, f"{place}, {text}", area, entry, listed)
            return
    if not subject.places or kind is HitKind.MINE:
        yield Hit(HitKind.PERHAPS_AREA, text, area, entry, listed)


def _within(name: str, words: str, place: str) -> bool:
    wanted = " ".join(words_of(name).all)
    return bool(wanted) and (f" {wanted} " in words or (not name.isascii() and fold(name) in fold(place)))


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One reading of a name: its words in a fixed order, those that tell something, and all letters as they stand."""

    words: tuple[str, ...]
    telling: tuple[str, ...]
    joined: str


@dataclass(frozen=True, slots=True)
class _Spelled:
    spelling: _Spelling
    listed: _Listed


def _spellings(name: str) -> Iterator[_Spelling]:
    """Give the readings of a name that have a word that tells something; “Gold Refinery” is nobody's name."""
    data = word_data()
    for one in readings(name):
        words = tuple(dict.fromkeys(words_of(one).all))
        telling = tuple(word for word in words if len(word) > 1 and word not in data.common and word not in data.places)
        if telling:
            yield _Spelling(tuple(sorted(words)), telling, "".join(words))


def _closest(words: Iterable[str], others: Sequence[str]) -> float:
    return max((fuzz.ratio(word, other) for word in words for other in others), default=0.0)


def _part(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether all words of one name, at least two and one of them telling, stand in the other."""
    less, more = sorted((set(words), set(other)), key=len)
    return len(less) > 1 and less <= more


def _rank(one: Hit) -> int:
    return list(HitKind).index(one.kind)
