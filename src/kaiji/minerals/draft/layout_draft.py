"""The layout of a new revision, drafted from its blank workbook beside the nearest version that is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kaiji.core.finding import Finding
from kaiji.core.text import Text
from kaiji.formats.xlsx.value import address_of, column_letters, position
from kaiji.formats.xlsx.workbook import Opened, Workbook
from kaiji.formats.xlsx.written import names_in, written_in
from kaiji.minerals.declaration import Topic
from kaiji.minerals.draft.checker_row import checker_differences
from kaiji.minerals.draft.difference import Difference, differences
from kaiji.minerals.draft.form import Form, form_of
from kaiji.minerals.draft.rule import field_unplaced, question_unknown, release_unread
from kaiji.minerals.label import field_label, topic_label
from kaiji.minerals.layout import Layout, layout_data, layouts, layouts_of, nearest, shared_data
from kaiji.minerals.template import Template, check_template, recognise

DAY = re.compile(r"([A-Za-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
CHECKER = "Checker"
OWN = ("versions", "file", "like", "seen", "source", "labels", "replace")


@dataclass(frozen=True)
class Draft:
    """What came of drafting.

    Args:
        template: what the workbook says it is.
        near: the known version that it was drafted from.
        data: the content of the layout file; nothing where there is no draft.
        layout: the same, made; None where there is no draft.
        differences: from the nearest version.
        findings: what could not be drafted, and what was found on opening.
    """

    template: Template | None
    near: Layout | None
    data: Mapping[str, Any]
    layout: Layout | None
    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...]


def draft_layout(data: bytes, opened: Opened) -> Draft:
    """Draft the layout of a workbook.

    Args:
        data: its bytes: formulas and offered lists are read from them.
        opened: the same, opened.

    Returns:
        The draft, or none with at least one finding at error level: for what cannot be opened, is no template, or does
        not say its version. A version that is known is drafted beside its own layout.
    """
    workbook = opened.workbook
    if workbook is None:
        return Draft(None, None, {}, None, (), opened.findings)
    template = recognise(workbook)
    told = tuple(one for one in check_template(workbook, template) if one.code not in ("CMRT-004", "CMRT-006"))
    findings = (*workbook.findings, *told)
    known = layouts().get((template.family, template.version)) or (
        nearest(template.family, template.version) if template.version else None
    )
    if known is None or workbook.sheet(known.declaration) is None:
        return Draft(template, known, {}, None, (), findings)
    base = layout_data(known)
    sheets = {known.declaration, CHECKER, *(one.sheet for one in known.lists)}
    written = written_in(data, sheets)
    form = form_of(workbook, written, names_in(data), known, base.get("labels", {}))
    target, unplaced = _target(base, form, known)
    released, unread = _released(workbook, template, known)
    whole = _file(known, target, template, released) | {"labels": _labels(form)}
    layout = layouts_of(whole)[template.family, template.version]
    changed = (
        *differences(workbook, base, form, known, layout),
        *checker_differences(workbook, written.get(CHECKER), known, layout),
    )
    strange = [one for one in form.strangers if one.number]
    return Draft(
        template,
        known,
        whole,
        layout,
        changed,
        (
            *findings,
            *field_unplaced(workbook.source.at(sheet=known.declaration), known, unplaced),
            *question_unknown(workbook.source.at(sheet=known.declaration), strange),
            *unread,
        ),
    )


def _labels(form: Form) -> dict[str, Any]:
    return {"languages": list(form.languages), "starred": list(form.starred), **form.prints}


def _released(workbook: Workbook, template: Template, known: Layout) -> tuple[date, tuple[Finding, ...]]:
    for found in DAY.finditer(template.revision):
        for pattern in ("%B %d %Y", "%b %d %Y"):
            try:
                return datetime.strptime(" ".join(found.groups()), pattern).date(), ()  # noqa: DTZ007 - a day alone
            except ValueError:
                continue
    if (template.family, template.version) == (known.family, known.version):
        return known.released, ()
    place = workbook.source.at(sheet=known.declaration, cell=known.version_cell)
    return known.released, tuple(release_unread(place, template.revision, known.released))


def _target(base: Mapping[str, Any], form: Form, known: Layout) -> tuple[dict[str, Any], list[Text]]:
    """Give the whole data of the new layout, and the names of what was not found in the workbook."""
    target = {name: deepcopy(value) for name, value in base.items() if name not in OWN}
    unplaced: list[Text] = []
    target["company"] = _company(base, form, unplaced)
    target["required"] = _required(base, form)
    if "minerals" in base:
        target["minerals"] = _minerals(base["minerals"], form, unplaced)
        if form.choice:
            target["minerals"], listed = _chosen(target["minerals"], form.choice)
            target["metals"] = {**base["metals"], "order": listed}
        slots = form.questions[Topic.ADDED].slots if Topic.ADDED in form.questions else 0
        target["minerals"]["slots"] = slots or base["minerals"]["slots"]
    if "date_parts" in base and "effective_date" in form.company:
        row = form.company["effective_date"].row
        target["date_parts"] = {"cells": [f"{_letters(cell)}{row}" for cell in base["date_parts"]["cells"]]}
    _questions(target, form, known, unplaced)
    for key, found in form.lists.items():
        listing = target[key] = deepcopy(base[key])
        listing["first"], listing["last"] = found.first, found.last
        gone = [name for name in listing["columns"] if name not in found.columns]
        sheet = getattr(known, key).sheet
        unplaced += [Text(f"{sheet}, {one.en}", f"{sheet}の{one.ja}") for one in map(field_label, gone)]
        ordered = _ordered(found.columns, listing["columns"])
        listing["columns"] = {name: column_letters(label.column) for name, label in ordered}
    return target, unplaced


def _ordered(found: Mapping[str, Any], known: Mapping[str, Any]) -> list[tuple[str, Any]]:
    order = {name: place for place, name in enumerate(known)}
    return sorted(found.items(), key=lambda one: order.get(one[0], len(order)))


def _company(base: Mapping[str, Any], form: Form, unplaced: list[Text]) -> dict[str, str]:
    cells = {}
    for name, cell in base["company"].items():
        if not cell:
            cells[name] = ""
        elif name in form.company:
            cells[name] = f"{_letters(cell)}{form.company[name].row}"
        else:
            cells[name] = ""
            unplaced.append(field_label(name))
    for name, label in form.company.items():
        if not cells.get(name) and name not in ("minerals", "minerals_named"):
            cells[name] = f"D{label.row}"
    return cells


# Fields whose star depends on others, or whose star the sheet's own Checker does not follow.
UNSTARRED = ("scope_description", "minerals", "minerals_named")


def _required(base: Mapping[str, Any], form: Form) -> list[str]:
    """Give the mandatory fields: those that were, without those that lost their star, with those that got one."""
    before, starred = base.get("labels", {}).get("starred", base["required"]), form.starred
    kept = [name for name in base["required"] if name not in form.company or name in starred or name not in before]
    return kept + [name for name in starred if name not in before and name not in (*kept, *UNSTARRED)]


def _minerals(base: Mapping[str, Any], form: Form, unplaced: list[Text]) -> dict[str, Any]:
    made = dict(deepcopy(base))
    for field, lists in (("minerals", ("cells", "below")), ("minerals_named", ("named",))):
        own = [name for name in lists if base.get(name)]
        if not own:
            continue
        if field not in form.company:
            unplaced.append(field_label("mineral" if field == "minerals" else "mineral_named"))
            continue
        moved = form.company[field].row - position(base[own[0]][0])[0]
        for name in own:
            made[name] = [_down(cell, moved) for cell in base[name]]
    return made


def _chosen(minerals: Mapping[str, Any], choice: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, Any], list[str]]:
    """Give the choice of minerals with the cells that have a list, and the minerals on offer."""
    cells, made = list(choice), dict(minerals)
    for name in ("below", "named"):
        if made.get(name):
            rows = position(made[name][0])[0] - position(made["cells"][0])[0]
            made[name] = [_down(cell, rows) for cell in cells]
    made["cells"] = cells
    if made.get("choices"):
        made["choices"] = listed = [offered[0] for offered in choice.values()]
        return made, listed
    return made, [one for one in next(iter(choice.values())) if one != made.get("word")]


def _down(cell: str, rows: int) -> str:
    row, column = position(cell)
    return address_of(row + rows, column)


def _questions(target: dict[str, Any], form: Form, known: Layout, unplaced: list[Text]) -> None:
    lists = target["answers"] = dict(target["answers"])
    first = form.questions.get(Topic.ADDED)
    fixed = list(first.metals) if first is not None and known.minerals is None else []
    if fixed and fixed != target["metals"]["order"]:
        target["metals"] = {**target["metals"], "order": fixed}
    asked: dict[bool, list[tuple[int, dict[str, Any]]]] = {True: [], False: []}
    old = {one["topic"]: one for one in (*target["questions"], *target["company_questions"])}
    unplaced += [topic_label(Topic(topic)) for topic in old if topic not in form.questions]
    for topic, heading in form.questions.items():
        one = dict(deepcopy(old.get(topic, {"topic": topic, "answers": ""})))
        one["number"], one["row"] = heading.label.number, heading.row
        if "each" not in one:
            one["answers"] = _answers(topic, one["answers"], heading.offered, lists)
        if heading.metals and known.minerals is None:
            own = [metal for metal in target["metals"]["order"] if metal in heading.metals]
            one.pop("metals", None)
            if len(own) < len(target["metals"]["order"]):
                one["metals"] = own
        asked[heading.each].append((heading.row, _in_order(one)))
    for each, name in ((True, "questions"), (False, "company_questions")):
        target[name] = [one for _, one in sorted(asked[each], key=lambda found: found[0])]


QUESTION_KEYS = ("number", "topic", "row", "answers", "each", "metals", "optional")


def _in_order(question: Mapping[str, Any]) -> dict[str, Any]:
    return {name: question[name] for name in QUESTION_KEYS if name in question}


def _answers(topic: str, before: str, offered: Sequence[str], lists: dict[str, Any]) -> str:
    """Give the name of the list of answers that a question offers; a new one is added."""
    if not offered and before:
        return before
    folded = [word.casefold() for word in offered]
    for name in (before, *lists):
        if name and [word.strip().casefold() for word in lists[name]] == folded:
            return name
    name = topic
    while name in lists:
        name += "_new"
    lists[name] = list(offered)
    return name


def _letters(cell: str) -> str:
    return cell.rstrip("0123456789")


def _file(known: Layout, target: Mapping[str, Any], template: Template, released: date) -> dict[str, Any]:
    """Give the content of the file: what differs from the nearest version's file, over which it is laid."""
    name, below = shared_data(known)
    changes, replaced = _laid_over(below, target)
    made: dict[str, Any] = {
        "family": template.family,
        "checker": target["checker"],
        "like": name,
        "source": f"drafted from a workbook of {template.family} {template.version}",
        "seen": False,
        "versions": {template.version: {"released": released}},
        **{key: value for key, value in changes.items() if key not in ("family", "checker")},
    }
    if without := target.get("without"):
        made["without"] = without
    return made | ({"replace": replaced} if replaced else {})


def _laid_over(below: Mapping[str, Any], target: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what has to be merged into, and what has to take the place of, the data below to make the target."""
    changes: dict[str, Any] = {}
    replaced: dict[str, Any] = {}
    for name, value in target.items():
        old = below.get(name)
        if old == value:
            continue
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            if old.keys() <= value.keys():
                changes[name] = {key: one for key, one in value.items() if old.get(key) != one}
            else:
                replaced[name] = value
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            replaced[name] = value
        else:
            changes[name] = value
    return changes, replaced
