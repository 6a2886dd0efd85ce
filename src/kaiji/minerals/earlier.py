"""A supplier's earlier declaration: which earlier file belongs to which, and what changed between the two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.matching.name import fold, letters
from kaiji.minerals.company_identity import By, bring_together, identity_of
from kaiji.minerals.declaration import Answer, Declaration, ProductRow, SmelterRow, Topic
from kaiji.minerals.label import field_label, metal_label, question_label
from kaiji.minerals.layout import Layout, layouts
from kaiji.minerals.meaning import meaning_of, written_number


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

    See :func:`kaiji.minerals.company_identity.bring_together` for how.
    """
    found = bring_together([identity_of(one) for one in now], [identity_of(one) for one in earlier])
    return Comparison(
        tuple(pair_of(now[one.now], earlier[one.earlier], one.by) for one in found.matches),
        tuple(now[index] for index in found.new),
        tuple(earlier[index] for index in found.silent),
    )


def pair_of(now: Declaration, earlier: Declaration, by: tuple[By, ...]) -> Pair:
    """Put two declarations of one company beside each other, with what differs."""
    return Pair(now, earlier, by, tuple(changes_between(earlier, now)))


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
