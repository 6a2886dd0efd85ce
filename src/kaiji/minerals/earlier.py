"""A supplier's earlier declaration: which earlier file belongs to which, and what changed between the two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.matching.name import fold, letters
from kaiji.minerals.declaration import Answer, Declaration, ProductRow, SmelterRow, Topic
from kaiji.minerals.label import field_label, metal_label, question_label
from kaiji.minerals.layout import Layout, layouts
from kaiji.minerals.meaning import meaning_of, written_number

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


class Kind(StrEnum):
    """What kind of thing changed."""

    FIELD = "field"
    ANSWER = "answer"
    SMELTER_NEW = "smelter_new"
    SMELTER_GONE = "smelter_gone"
    PRODUCT_NEW = "product_new"
    PRODUCT_GONE = "product_gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between a declaration and the earlier one.

    Args:
        label: what it is, for people.
        before: what it said; nothing where it is new.
        now: what it says; nothing where it is gone.
        source: where it stands now (where it stood, if it is gone).
        was: where it stood before.
        name: of a field of the company block.
        topic: of an answer.
        metal: of an answer or a smelter.
    """

    kind: Kind
    label: Text
    before: str
    now: str
    source: Source
    was: Source
    name: str = ""
    topic: Topic | None = None
    metal: str = ""

    def as_data(self) -> dict[str, object]:
        """Give the change as plain data."""
        return {
            "kind": str(self.kind),
            "label": self.label.as_data(),
            "before": self.before,
            "now": self.now,
            "place": self.source.place.as_data(),
            "was": self.was.as_data(),
        }


@dataclass(frozen=True)
class Pair:
    """A declaration and the earlier one of the same company.

    Args:
        by: what shows that both are the same company's, the strongest first.
        changes: everything that differs, the date aside.
    """

    now: Declaration
    earlier: Declaration
    by: tuple[By, ...]
    changes: tuple[Change, ...]

    @property
    def unchanged(self) -> bool:
        """Tell whether nothing but, perhaps, the date differs."""
        return not self.changes

    def of(self, *kinds: Kind) -> tuple[Change, ...]:
        """Give the changes of some kinds."""
        return tuple(one for one in self.changes if one.kind in kinds)


@dataclass(frozen=True)
class Comparison:
    """All declarations against all earlier ones.

    Args:
        pairs: in the order of the declarations.
        new: declarations without an earlier one.
        silent: for each company that sent nothing this time, its latest earlier declaration.
    """

    pairs: tuple[Pair, ...]
    new: tuple[Declaration, ...]
    silent: tuple[Declaration, ...]


def compare(now: Sequence[Declaration], earlier: Sequence[Declaration]) -> Comparison:
    """Bring each declaration to the latest earlier one of the same company and template family.

    A company is known by its unique ID, else by its name (letters and digits only), else by an e-mail address that
    among the earlier files only one company uses. Of several earlier files, the same scope comes first, then the later
    date. The work grows with the number of files, not with its square.
    """
    index = _index(earlier)
    pairs, new = [], []
    met: set[tuple[str, str]] = set()
    for one in now:
        found = _best(one, index)
        met |= set(_keys(one))
        if found is None:
            new.append(one)
        else:
            other, by = found
            met |= set(_keys(other))
            pairs.append(Pair(one, other, by, tuple(changes_between(other, one))))
    silent: dict[str, Declaration] = {}
    for one in sorted(earlier, key=_day):
        if one.company_name and not any(key in met for key in _keys(one)):
            silent[letters(one.company_name)] = one
    return Comparison(tuple(pairs), tuple(new), tuple(silent.values()))


def changes_between(earlier: Declaration, now: Declaration) -> Iterator[Change]:
    """Give what differs from the earlier declaration: fields, answers, smelters, products; the date is not counted.

    Answers are compared by what they mean, so that the words of another version are no change; smelters by id or name.
    """
    for name, entry in now.company.items():
        if name != "effective_date" and name in earlier.company:
            before = earlier.company[name]
            if fold(before.words) != fold(entry.words):
                label = field_label(name)
                yield Change(Kind.FIELD, label, before.words, entry.words, entry.source, before.source, name=name)
    known = {(one.topic, one.metal): one for one in earlier.answers}
    old, new = _layout(earlier), _layout(now)
    for answer in now.answers:
        other = known.get((answer.topic, answer.metal))
        if other is not None and _said(other, old, new) != _said(answer, new, new):
            yield Change(
                Kind.ANSWER,
                question_label(answer),
                other.answer.words,
                answer.answer.words,
                answer.answer.source,
                other.answer.source,
                topic=answer.topic,
                metal=answer.metal,
            )
    yield from _smelter_changes(earlier, now)
    yield from _product_changes(earlier, now)


def _smelter_changes(earlier: Declaration, now: Declaration) -> Iterator[Change]:
    before, after = _smelters(earlier.smelters), _smelters(now.smelters)
    for rows, others, kind in ((now.smelters, before, Kind.SMELTER_NEW), (earlier.smelters, after, Kind.SMELTER_GONE)):
        told: set[tuple[str, str]] = set()
        for row in rows:
            keys = _smelter_keys(row)
            if not keys or any(key in others for key in keys) or any(key in told for key in keys):
                continue
            told |= set(keys)
            words = f"{row.given_name or row.given_id}" + (
                f" ({row.given_id})" if row.given_id and row.given_name else ""
            )
            metal = metal_label(row.metal)
            new = kind is Kind.SMELTER_NEW
            label = (
                Text(f"smelter of {metal.en}, new", f"{metal.ja}の製錬所（追加）", f"{metal.zh}冶炼厂（新增）")
                if new
                else Text(f"smelter of {metal.en}, gone", f"{metal.ja}の製錬所（削除）", f"{metal.zh}冶炼厂（移除）")
            )
            yield Change(
                kind, label, "" if new else words, words if new else "", row.source, row.source, metal=row.metal
            )


def _product_changes(earlier: Declaration, now: Declaration) -> Iterator[Change]:
    before, after = _products(earlier.products), _products(now.products)
    for number, row in after.items():
        if number not in before:
            label = Text("product, new", "製品（追加）", "产品（新增）")
            yield Change(Kind.PRODUCT_NEW, label, "", row["number"].words, row.source, row.source)
    for number, row in before.items():
        if number not in after:
            label = Text("product, gone", "製品（削除）", "产品（移除）")
            yield Change(Kind.PRODUCT_GONE, label, row["number"].words, "", row.source, row.source)


def _smelters(rows: Iterable[SmelterRow]) -> set[tuple[str, str]]:
    return {key for row in rows for key in _smelter_keys(row)}


def _smelter_keys(row: SmelterRow) -> tuple[tuple[str, str], ...]:
    if row.names_nobody:
        return ()
    metal = row.metal.casefold()
    return tuple((metal, one) for one in (letters(row.given_id), letters(row.given_name)) if one)


def _products(rows: Iterable[ProductRow]) -> Mapping[str, ProductRow]:
    return {fold(row["number"].words): row for row in rows if row["number"].given}


def _said(one: Answer, source: Layout | None, target: Layout | None) -> str:
    words = written_number(one.topic, one.answer.words)
    question = target.question(one.topic) if target else None
    if question is not None and target is not None and words:
        words = meaning_of(words, question, source, target).words or words
    return fold(words)


def _layout(declaration: Declaration) -> Layout | None:
    return layouts().get((declaration.family, declaration.version))


def _day(one: Declaration) -> date:
    return one.effective_date or date.min


def _keys(one: Declaration) -> tuple[tuple[str, str], ...]:
    """Give the keys by which a company is surely known: its unique ID and its name."""
    given = letters(one["unique_id"].words)
    is_id = len(given) >= SHORTEST_ID and any(character.isdigit() for character in given)
    name = letters(one.company_name)
    return (*(((By.UNIQUE_ID, given),) if is_id else ()), *(((By.NAME, name),) if name else ()))


def _emails(one: Declaration) -> set[str]:
    found = (one[name].words.casefold() for name in ("contact_email", "authorizer_email"))
    return {words for words in found if "@" in words.strip("@")}


Index = Mapping[tuple[str, str, str], Sequence[Declaration]]


def _index(earlier: Sequence[Declaration]) -> Index:
    groups: dict[tuple[str, str, str], list[Declaration]] = {}
    owners: dict[str, set[str]] = {}
    for one in sorted(earlier, key=_day, reverse=True):
        for email in _emails(one):
            owners.setdefault(email, set()).add(letters(one.company_name))
        keys = (*_keys(one), *((By.EMAIL, email) for email in sorted(_emails(one))))
        for by, key in keys:
            group = groups.setdefault((one.family, by, key), [])
            if len(group) < LATEST:
                group.append(one)
    return {key: group for key, group in groups.items() if key[1] != By.EMAIL or len(owners[key[2]]) == 1}


def _best(one: Declaration, index: Index) -> tuple[Declaration, tuple[By, ...]] | None:
    keys = (*_keys(one), *((By.EMAIL, email) for email in sorted(_emails(one))))
    by: dict[int, set[By]] = {}
    found: dict[int, Declaration] = {}
    for how, key in keys:
        for other in index.get((one.family, how, key), ()):
            found[id(other)] = other
            by.setdefault(id(other), set()).add(By(how))
    if not found:
        return None
    scope = fold(one["scope"].words)[:1]

    def rank(other: Declaration) -> tuple[int, bool, date, str]:
        strength = sum(STRENGTH[how] for how in by[id(other)])
        return strength, fold(other["scope"].words)[:1] == scope, _day(other), other.file

    best = max(found.values(), key=rank)
    return best, tuple(how for how in By if how in by[id(best)])
