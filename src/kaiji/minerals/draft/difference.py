"""What differs between a new revision and the nearest known version, each difference in a sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kaiji.core.source import Source
from kaiji.core.text import LANGUAGES, Text
from kaiji.formats.xlsx.value import column_letters
from kaiji.formats.xlsx.workbook import Workbook
from kaiji.minerals.declaration import Topic
from kaiji.minerals.draft.form import Form
from kaiji.minerals.label import field_label, topic_label
from kaiji.minerals.layout import Layout, Question

SHOWN_WORDS = 90


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    Args:
        kind: a key of the sentences in the data file.
        name: what it is about, in the readers' languages.
        before: in the known version, as printed (a cell, a number, a list).
        after: in the new one.
        source: where it can be seen.
    """

    kind: str
    name: Text
    before: str
    after: str
    source: Source

    @property
    def text(self) -> Text:
        """The sentence."""
        words = _sentences()[self.kind]
        return Text(
            *(words.say(one).format(name=self.name.say(one), before=self.before, after=self.after) for one in LANGUAGES)
        )


def _cell(where: Source, cell: str) -> Source:
    return where.at(sheet=where.place.sheet, cell=cell)


@cache
def _sentences() -> Mapping[str, Text]:
    file = resources.files("kaiji.minerals.draft") / "difference.toml"
    return {kind: Text(**words) for kind, words in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def differences(
    workbook: Workbook, base: Mapping[str, Any], form: Form, known: Layout, drafted: Layout
) -> Iterator[Difference]:
    """Compare a drafted layout with the known one it was drafted from.

    Args:
        workbook: the new one.
        base: the data of the known layout, with the fingerprints of its labels.
        form: what the new workbook says of itself.
        known: the known layout.
        drafted: the new one.
    """
    where = workbook.source.at(sheet=known.declaration)
    yield from _languages(where, base, form)
    yield from _company(where, known, drafted)
    yield from _required(where, known, drafted)
    yield from _questions(where, base, form, known, drafted)
    for key in ("smelter_list", "product_list", "mine_list", "reason_list"):
        yield from _list(workbook, key, known, drafted)
    yield from _strangers(workbook, base, form, known)


def _languages(where: Source, base: Mapping[str, Any], form: Form) -> Iterator[Difference]:
    before = [str(one) for one in base.get("labels", {}).get("languages", ())]
    if before and form.languages:
        for one in form.languages:
            if one.casefold() not in {word.casefold() for word in before}:
                yield Difference("language_new", Text(one), "", one, where.at(sheet="L", cell="D1"))
        for one in before:
            if one.casefold() not in {word.casefold() for word in form.languages}:
                yield Difference("language_gone", Text(one), one, "", where.at(sheet="L", cell="D1"))


def _company(where: Source, known: Layout, drafted: Layout) -> Iterator[Difference]:
    for name in dict.fromkeys((*known.company, *drafted.company)):
        before, after = known.company.get(name, ""), drafted.company.get(name, "")
        if before != after:
            kind = "field_moved" if before and after else "field_new" if after else "field_gone"
            yield Difference(kind, field_label(name), before, after, _cell(where, after or before))


def _required(where: Source, known: Layout, drafted: Layout) -> Iterator[Difference]:
    for name in dict.fromkeys((*known.required, *drafted.required)):
        if (name in known.required) != (name in drafted.required) and name in drafted.company:
            kind = "required_new" if name in drafted.required else "required_gone"
            yield Difference(kind, field_label(name), "", "", _cell(where, drafted.company[name]))


def _questions(
    where: Source, base: Mapping[str, Any], form: Form, known: Layout, drafted: Layout
) -> Iterator[Difference]:
    prints = base.get("labels", {}).get("topics", {})
    for topic in Topic:
        before, after = known.question(topic), drafted.question(topic)
        name = topic_label(topic)
        if before is None and after is not None:
            yield Difference("question_new", name, "", _called(after), _cell(where, f"D{after.row}"))
        elif before is not None and after is None:
            yield Difference("question_gone", name, _called(before), "", where)
        elif before is not None and after is not None:
            place = _cell(where, f"D{after.row}")
            if before.number != after.number:
                yield Difference("question_renumbered", name, before.number, after.number, place)
            if before.row != after.row:
                yield Difference("question_moved", name, f"D{before.row}", f"D{after.row}", place)
            heading = form.questions[topic].label
            if topic in prints and prints[topic] != heading.print:
                words = " ".join(heading.text.split())
                shown = words if len(words) <= SHOWN_WORDS else f"{words[:SHOWN_WORDS]}…"
                yield Difference("question_reworded", name, "", shown, _cell(where, f"B{heading.row}"))
            if _folded(before) != _folded(after):
                yield Difference("answers", name, "; ".join(before.answers), "; ".join(after.answers), place)
            if (before.metals or known.metals) != (after.metals or drafted.metals):
                own, new = before.metals or known.metals, after.metals or drafted.metals
                yield Difference("metals", name, ", ".join(own), ", ".join(new), place)
    if known.minerals is not None and known.metals != drafted.metals:
        before_, after_ = ", ".join(known.metals), ", ".join(drafted.metals)
        yield Difference("minerals", Text(""), before_, after_, _cell(where, known.minerals.cells[0]))
    slots = [one.minerals.slots if one.minerals else 0 for one in (known, drafted)]
    if slots[0] != slots[1]:
        yield Difference("slots", Text(""), str(slots[0]), str(slots[1]), where)


def _called(question: Question) -> str:
    return f"{question.number} (D{question.row})"


def _folded(question: Question) -> list[str]:
    return [word.strip().casefold() for word in question.answers]


def _list(workbook: Workbook, key: str, known: Layout, drafted: Layout) -> Iterator[Difference]:
    before, after = getattr(known, key), getattr(drafted, key)
    if not before or not after:
        return
    name, where = Text(after.sheet), workbook.source.at(sheet=after.sheet)
    if before.first != after.first:
        yield Difference("list_first", name, str(before.first), str(after.first), where)
    if before.last != after.last:
        yield Difference("list_last", name, str(before.last), str(after.last), where)
    for field in dict.fromkeys((*before.columns, *after.columns)):
        own, new = before.columns.get(field, ""), after.columns.get(field, "")
        if own != new:
            kind = "column_moved" if own and new else "column_new" if new else "column_gone"
            label = field_label(field)
            both = Text(f"{name.en}, {label.en}", f"{name.en}の{label.ja}", f"{name.en} 的{label.zh}")
            yield Difference(kind, both, own, new, _cell(where, f"{new or own}{after.first - 1}"))


def _strangers(workbook: Workbook, base: Mapping[str, Any], form: Form, known: Layout) -> Iterator[Difference]:
    """Give the labels that fit no field and did not stand in the known version either."""
    others = base.get("labels", {}).get("others")
    if others is None:
        return
    seen = set(others.values())
    groups = [(known.declaration, form.strangers)]
    groups += [(getattr(known, key).sheet, one.others) for key, one in form.lists.items()]
    for sheet, labels in groups:
        for label in labels:
            if label.print not in seen and not label.number:
                cell = f"{column_letters(label.column)}{label.row}"
                words = " ".join(label.text.split())[:SHOWN_WORDS]
                yield Difference("label_new", Text(words), "", cell, workbook.source.at(sheet=sheet, cell=cell))
