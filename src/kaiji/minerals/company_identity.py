"""Which earlier file is the same company's: told from a few words of each, so that thousands can be held at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kaiji.core.text import Text
from kaiji.matching.name import fold, letters
from kaiji.minerals.declaration import Declaration

LATEST = 20  # of one company's earlier files, so many are looked at: the newest
SHORTEST_ID = 5
STRENGTH = {"unique_id": 4, "name": 2, "email": 1}


class By(StrEnum):
    """By what an earlier declaration is known to be the same company's."""

    UNIQUE_ID = "unique_id"
    NAME = "name"
    EMAIL = "email"

    @property
    def label(self) -> Text:
        """Say it in the readers' languages."""
        return {
            By.UNIQUE_ID: Text("unique ID", "会社固有ID", "唯一识别号"),
            By.NAME: Text("company name", "会社名", "公司名称"),
            By.EMAIL: Text("e-mail address", "メールアドレス", "电子邮件地址"),
        }[self]


Key = tuple[By, str]


@dataclass(frozen=True, slots=True)
class Identity:
    """By what a declaration is known to be a company's, and what decides between several.

    Args:
        named: it names its company.
        name: of the company, letters and digits only.
        sure: keys by which the company is surely known: its unique ID and its name.
        emails: of contact and authorizer, in order.
        scope: letter of the scope.
    """

    file: str
    family: str
    named: bool
    name: str
    sure: tuple[Key, ...]
    emails: tuple[str, ...]
    scope: str
    day: date

    @property
    def keys(self) -> tuple[Key, ...]:
        """All keys, the strongest first."""
        return (*self.sure, *((By.EMAIL, email) for email in self.emails))


@dataclass(frozen=True, slots=True)
class Match:
    """A declaration and the earlier one of its company, by their numbers, and what shows that they are one company's."""

    now: int
    earlier: int
    by: tuple[By, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """All declarations against all earlier ones, by their numbers.

    Args:
        matches: in the order of the declarations.
        new: declarations without an earlier one.
        silent: for each company that sent nothing this time, its latest earlier declaration.
    """

    matches: tuple[Match, ...]
    new: tuple[int, ...]
    silent: tuple[int, ...]


def identity_of(declaration: Declaration) -> Identity:
    """Give by what a declaration is known to be a company's."""
    given = letters(declaration["unique_id"].words)
    is_id = len(given) >= SHORTEST_ID and any(character.isdigit() for character in given)
    name = letters(declaration.company_name)
    found = {declaration[field].words.casefold() for field in ("contact_email", "authorizer_email")}
    return Identity(
        declaration.file,
        declaration.family,
        bool(declaration.company_name),
        name,
        (*(((By.UNIQUE_ID, given),) if is_id else ()), *(((By.NAME, name),) if name else ())),
        tuple(sorted(words for words in found if "@" in words.strip("@"))),
        fold(declaration["scope"].words)[:1],
        declaration.effective_date or date.min,
    )


def bring_together(now: Sequence[Identity], earlier: Sequence[Identity]) -> Matches:
    """Bring each declaration to the latest earlier one of the same company and template family.

    A company is known by its unique ID, else by its name (letters and digits only), else by an e-mail address that
    among the earlier files only one company uses. Of several earlier files, the same scope comes first, then the later
    date. The work grows with the number of files, not with its square.
    """
    index = _index(earlier)
    matches, new = [], []
    met: set[Key] = set()
    for number, one in enumerate(now):
        found = _best(one, earlier, index)
        met |= set(one.sure)
        if found is None:
            new.append(number)
        else:
            met |= set(earlier[found[0]].sure)
            matches.append(Match(number, *found))
    silent: dict[str, int] = {}
    for number in sorted(range(len(earlier)), key=lambda number: earlier[number].day):
        one = earlier[number]
        if one.named and not any(key in met for key in one.sure):
            silent[one.name] = number
    return Matches(tuple(matches), tuple(new), tuple(silent.values()))


Index = Mapping[tuple[str, By, str], Sequence[int]]


def _index(earlier: Sequence[Identity]) -> Index:
    groups: dict[tuple[str, By, str], list[int]] = {}
    owners: dict[str, set[str]] = {}
    for number in sorted(range(len(earlier)), key=lambda number: earlier[number].day, reverse=True):
        one = earlier[number]
        for email in one.emails:
            owners.setdefault(email, set()).add(one.name)
        for by, key in one.keys:
            group = groups.setdefault((one.family, by, key), [])
            if len(group) < LATEST:
                group.append(number)
    return {key: group for key, group in groups.items() if key[1] is not By.EMAIL or len(owners[key[2]]) == 1}


def _best(one: Identity, earlier: Sequence[Identity], index: Index) -> tuple[int, tuple[By, ...]] | None:
    by: dict[int, set[By]] = {}
    for how, key in one.keys:
        for number in index.get((one.family, how, key), ()):
            by.setdefault(number, set()).add(how)
    if not by:
        return None

    def rank(number: int) -> tuple[int, bool, date, str]:
        other = earlier[number]
        return sum(STRENGTH[how] for how in by[number]), other.scope == one.scope, other.day, other.file

    best = max(by, key=rank)
    return best, tuple(how for how in By if how in by[best])
