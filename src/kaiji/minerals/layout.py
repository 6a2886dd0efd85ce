"""Layouts: which cell means what, per family and version, read from dated data files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from kaiji.minerals.declaration import Topic


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Args:
        number: its number or letter.
        topic: what it asks.
        row: of its first answer.
        answers: what its list offers.
        each: the answers of minerals that have a list of their own.
        metals: the minerals it is asked for; nothing means all of the layout.
        optional: no sheet asks for it to be answered.
    """

    number: str
    topic: Topic
    row: int
    answers: tuple[str, ...]
    each: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    metals: tuple[str, ...] = ()
    optional: bool = False

    def offered(self, metal: str) -> tuple[str, ...]:
        """Give the answers that the list of one mineral offers."""
        return self.each.get(metal, self.answers)


@dataclass(frozen=True, slots=True)
class ListLayout:
    """A list sheet: first and last data row, and the column letter of each field."""

    sheet: str
    first: int
    last: int
    columns: Mapping[str, str]

    def __bool__(self) -> bool:
        """Tell whether the version has this list at all."""
        return bool(self.columns)


NO_LIST = ListLayout("", 1, 0, {})


@dataclass(frozen=True, slots=True)
class MineralChoice:
    """Where minerals are chosen: the k-th row of a question belongs to the k-th name in the alphabet.

    Args:
        slots: number of rows of a question.
        cells: where a mineral is chosen, in the order of the sheet.
        choices: the one mineral of each cell; empty where any may stand in any.
        below: the cells whose text counts where a mineral was deleted by its word; usually empty.
        named: the cells that name a mineral of which the list of ``cells`` says ``word``.
    """

    slots: int
    cells: tuple[str, ...]
    choices: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    word: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The cells of one version of one family.

    Args:
        family: ``CMRT`` …
        version: as printed in the workbook.
        released: its date of release.
        checker: key of the rule set that the version's own Checker sheet follows.
        seen: made from a workbook; else from what is recorded of one, or from its neighbours.
        required: fields of the company block that must be filled.
        out_of_use: ``either`` or ``both`` of the first two questions must say No for a metal to drop out.
        ends: the answers to the first two questions that end the matter for a metal.
        metals: in the order of the sheet; where minerals are chosen, the ones that its list offers.
        metal_words: how the smelter list writes a metal, where it has other words.
        minerals: where minerals are chosen; None where they are fixed.
        date_parts: cells of day, name of the month, and year, where the date is divided.
        text_below: there is text below the lists that is nobody's answer.
    """

    family: str
    version: str
    released: date
    checker: str
    seen: bool
    declaration: str
    company: Mapping[str, str]
    required: tuple[str, ...]
    out_of_use: str
    ends: Mapping[Topic, tuple[str, ...]]
    scopes: Mapping[str, str]
    metals: tuple[str, ...]
    metal_words: Mapping[str, str]
    minerals: MineralChoice | None
    date_parts: tuple[str, ...]
    questions: tuple[Question, ...]
    company_questions: tuple[Question, ...]
    smelter_list: ListLayout
    product_list: ListLayout
    mine_list: ListLayout
    reason_list: ListLayout
    lookup_list: ListLayout
    text_below: bool
    version_cell: str
    language_cell: str

    @property
    def key(self) -> str:
        """Family and version as one word: ``cmrt-6.5``."""
        return f"{self.family.lower()}-{self.version}"

    def question(self, topic: Topic) -> Question | None:
        """Give the question of a topic, or None where this version does not ask."""
        return next((one for one in (*self.questions, *self.company_questions) if one.topic is topic), None)

    def places(self, metals: Sequence[str] = ()) -> Iterator[tuple[Question, str, int]]:
        """Give each question with its metal (nothing for one on the company) and its row, in the order of the sheet.

        Args:
            metals: the chosen minerals, slot by slot, nothing for a slot of none; where a version has fixed metals,
                they are its own.
        """
        asked = tuple(metals) if self.minerals is not None else self.metals
        for question in self.questions:
            for offset, metal in enumerate(asked):
                if metal and (not question.metals or metal in question.metals):
                    yield question, metal, question.row + offset
        for question in self.company_questions:
            yield question, "", question.row

    @property
    def lists(self) -> tuple[ListLayout, ...]:
        """All lists that people fill."""
        found = (self.smelter_list, self.product_list, self.mine_list, self.reason_list)
        return tuple(one for one in found if one)


FOLDER: Traversable = resources.files("kaiji.minerals") / "layouts"


@cache
def layouts() -> Mapping[tuple[str, str], Layout]:
    """Give all layouts by family and version, read once from the data files beside this module."""
    found: dict[tuple[str, str], Layout] = {}
    for file in sorted(FOLDER.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            found |= layouts_of(tomllib.loads(file.read_text(encoding="utf-8")))
    return found


def layouts_of(data: Mapping[str, Any]) -> dict[tuple[str, str], Layout]:
    """Make the layouts of one data file, one a version.

    Args:
        data: the file's content. ``like`` names another file whose content stands below it: tables are merged, what is
            in ``replace`` takes the place of the whole, an empty text or ``without`` takes something out. The
            ``change`` of a version is laid over the file in the same way.
    """
    whole = _whole(data)
    return {
        (whole["family"], version): _layout(_over(whole, facts.get("change", {})), version, facts)
        for version, facts in whole["versions"].items()
    }


def layout_data(layout: Layout) -> dict[str, Any]:
    """Give the data of a known layout, whole, with the version's own changes."""
    _, data = _file_of(layout)
    return _over(_whole(data), data["versions"][layout.version].get("change", {}))


def shared_data(layout: Layout) -> tuple[str, dict[str, Any]]:
    """Give the file that a known layout comes from, and what a file that says it is ``like`` that one stands on."""
    name, data = _file_of(layout)
    return name, {key: value for key, value in _whole(data).items() if key not in NOT_SHARED}


def _file_of(layout: Layout) -> tuple[str, dict[str, Any]]:
    for file in FOLDER.iterdir():
        if file.name.endswith(".toml"):
            data = tomllib.loads(file.read_text(encoding="utf-8"))
            if data["family"] == layout.family and layout.version in data["versions"]:
                return file.name.removesuffix(".toml"), data
    raise KeyError(layout.key)


def _whole(data: Mapping[str, Any]) -> dict[str, Any]:
    below: Mapping[str, Any] = {}
    if "like" in data:
        text = (FOLDER / f"{data['like']}.toml").read_text(encoding="utf-8")
        below = {name: value for name, value in _whole(tomllib.loads(text)).items() if name not in NOT_SHARED}
    return _over(below, data)


# ``labels`` are fingerprints of the labels of the file's newest version, by which a new revision is compared.
NOT_SHARED = ("versions", "seen", "text_below", "without", "labels")


def _over(below: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(below)
    for name, value in data.items():
        if name == "replace":
            continue
        old = made.get(name)
        made[name] = _over(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    made |= data.get("replace", {})
    return made


def nearest(family: str, version: str) -> Layout | None:
    """Give the layout that stands in for an unknown revision of a family: the closest older one, else the oldest.

    Of the same leading number if there is one. None only for a family that is not known.
    """
    mine = [one for (known, _), one in layouts().items() if known == family]
    same = [one for one in mine if one.version.partition(".")[0] == version.partition(".")[0]]
    ordered = sorted(same or mine, key=lambda one: _number(one.version))
    older = [one for one in ordered if _number(one.version) <= _number(version)]
    return next(iter(older[-1:] or ordered[:1]), None)


def newest(family: str, on: date) -> Layout | None:
    """Give the newest known version of a family that was released by a day."""
    candidates = [one for (known, _), one in layouts().items() if known == family and one.released <= on]
    return max(candidates, key=lambda one: one.released, default=None)


def _number(version: str) -> tuple[int, Decimal, str]:
    """Give a version's place in the order of versions: ``2.02`` before ``2.03`` before ``2.03a``."""
    digits = version.rstrip("abcdefghijklmnopqrstuvwxyz")
    whole, _, part = digits.partition(".")
    return int(whole or 0), Decimal(f"0.{part or 0}"), version[len(digits) :]


def _layout(data: Mapping[str, Any], version: str, facts: Mapping[str, Any]) -> Layout:
    sheets, lists, without = data["sheets"], data["answers"], data.get("without", ())

    def question(one: Mapping[str, Any]) -> Question:
        return Question(
            one["number"],
            Topic(one["topic"]),
            one["row"],
            tuple(lists[one["answers"]]),
            {metal: tuple(lists[name]) for metal, name in one.get("each", {}).items()},
            tuple(one.get("metals", ())),
            one.get("optional", False),
        )

    def listing(name: str, sheet: str = "", last: int = 0) -> ListLayout:
        one = data.get(name)
        if one is None or name in without:
            return NO_LIST
        return ListLayout(one.get("sheet", sheet), one["first"], one.get("last", last), one["columns"])

    return Layout(
        family=data["family"],
        version=version,
        released=facts["released"],
        checker=data["checker"],
        seen=data.get("seen", True),
        declaration=sheets["declaration"],
        company=_company(data),
        required=tuple(data["required"]),
        out_of_use=data["out_of_use"],
        ends={topic: tuple(data.get("ends", {}).get(str(topic), ("No",))) for topic in (Topic.ADDED, Topic.REMAINS)},
        scopes=data["scopes"],
        metals=tuple(data["metals"]["order"]),
        metal_words=data["metals"].get("words", {}),
        minerals=_choice(data.get("minerals")),
        date_parts=tuple(data.get("date_parts", {}).get("cells", ())),
        questions=tuple(question(one) for one in data["questions"]),
        company_questions=tuple(question(one) for one in data["company_questions"]),
        smelter_list=listing("smelter_list", sheets["smelters"]),
        product_list=listing("product_list", sheets["products"]),
        mine_list=listing("mine_list"),
        reason_list=listing("reason_list"),
        lookup_list=listing("lookup_list", sheets["lookup"], 10_000),
        text_below=data.get("text_below", False),
        version_cell=data["cells"]["version"],
        language_cell=data["cells"]["language"],
    )


def _choice(data: Mapping[str, Any] | None) -> MineralChoice | None:
    if data is None:
        return None
    cells, choices, below, named = (tuple(data.get(name, ())) for name in ("cells", "choices", "below", "named"))
    return MineralChoice(data["slots"], cells, choices, below, named, data.get("word", ""))


def _company(data: Mapping[str, Any]) -> dict[str, str]:
    """Give the cells of the company block; the minerals that are chosen stand there too."""
    cells = {name: cell for name, cell in data["company"].items() if cell}
    chosen = data.get("minerals", {})
    for field_, listed in ((MINERAL, "cells"), (OTHER_MINERAL, "named")):
        cells |= {f"{field_}{number}": cell for number, cell in enumerate(chosen.get(listed, ()), start=1)}
    return cells


# Fields of the company block in which minerals are chosen: ``mineral_1`` …, and the names of others beside them.
MINERAL, OTHER_MINERAL = "mineral_", "mineral_named_"
