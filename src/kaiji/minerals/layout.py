"""Layouts: which cell means what, per family and version, read from dated data files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from kaiji.minerals.declaration import Topic


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its number, topic, first row, and the answers its list offers."""

    number: str
    topic: Topic
    row: int
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListLayout:
    """A list sheet: first and last data row, and the column letter of each field."""

    sheet: str
    first: int
    last: int
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """The cells of one version of one family.

    Args:
        family: ``CMRT`` …
        version: as printed in the workbook.
        released: its date of release.
        checker: key of the rule set that the version's own Checker sheet follows.
        covers: the leading number of the versions that this layout may stand in for.
        covers_from: the oldest of them; older ones have other cells.
        required: fields of the company block that must be filled.
        out_of_use: ``either`` or ``both`` of the first two questions must say No for a metal to drop out.
    """

    family: str
    version: str
    released: date
    checker: str
    covers: str
    covers_from: str
    declaration: str
    company: Mapping[str, str]
    required: tuple[str, ...]
    out_of_use: str
    scopes: Mapping[str, str]
    metals: tuple[str, ...]
    questions: tuple[Question, ...]
    company_questions: tuple[Question, ...]
    smelter_list: ListLayout
    product_list: ListLayout
    lookup_list: ListLayout
    version_cell: str
    language_cell: str

    @property
    def key(self) -> str:
        """Family and version as one word: ``cmrt-6.5``."""
        return f"{self.family.lower()}-{self.version}"

    def question(self, topic: Topic) -> Question | None:
        """Give the question of a topic, or None where this version does not ask."""
        return next((one for one in (*self.questions, *self.company_questions) if one.topic is topic), None)


@cache
def layouts() -> Mapping[tuple[str, str], Layout]:
    """Give all layouts by family and version, read once from the data files beside this module."""
    found: dict[tuple[str, str], Layout] = {}
    folder = resources.files("kaiji.minerals") / "layouts"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            data = tomllib.loads(file.read_text(encoding="utf-8"))
            for version, facts in data["versions"].items():
                found[data["family"], version] = _layout(data, version, facts)
    return found


def nearest(family: str, version: str) -> Layout | None:
    """Give the newest layout that may stand in for an unknown revision: same family, same leading number."""
    leading = version.partition(".")[0]
    candidates = [
        one
        for (known, _), one in layouts().items()
        if known == family and one.covers == leading and _number(version) >= _number(one.covers_from)
    ]
    return max(candidates, key=lambda one: one.released, default=None)


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
    sheets, lists = data["sheets"], data["answers"]

    def questions(name: str) -> tuple[Question, ...]:
        return tuple(
            Question(one["number"], Topic(one["topic"]), one["row"], tuple(lists[one["answers"]])) for one in data[name]
        )

    def listing(name: str, sheet: str, last: int) -> ListLayout:
        one = data[name]
        return ListLayout(sheet, one["first"], one.get("last", last), one["columns"])

    products = listing("product_list", sheets["products"], 0)
    return Layout(
        family=data["family"],
        version=version,
        released=facts["released"],
        checker=data["checker"],
        covers=data["covers"],
        covers_from=data.get("covers_from", ""),
        declaration=sheets["declaration"],
        company=data["company"],
        required=tuple(data["required"]),
        out_of_use=data["out_of_use"],
        scopes=data["scopes"],
        metals=tuple(data["metals"]["order"]),
        questions=questions("questions"),
        company_questions=questions("company_questions"),
        smelter_list=listing("smelter_list", sheets["smelters"], 0),
        product_list=ListLayout(
            products.sheet, products.first, facts.get("products_to", products.last), products.columns
        ),
        lookup_list=listing("lookup_list", sheets["lookup"], 10_000),
        version_cell=data["cells"]["version"],
        language_cell=data["cells"]["language"],
    )
