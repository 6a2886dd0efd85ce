"""The rules of each version's Checker, read from the dated data files beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kaiji.formats.xlsx.value import column_number


@dataclass(frozen=True, slots=True)
class Stop:
    """An answer after which a metal is asked nothing more.

    Args:
        cell: of the first metal; the others stand below it.
        answers: those that stop.
        behind: cells that must say Yes for this one to be looked at; otherwise it counts as the number 0.
    """

    cell: str
    answers: tuple[str, ...]
    behind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """When a line is required: when everything said here holds.

    Args:
        stops: none of them says so; with ``every``, not all of them do.
        slots: how many metals or minerals the gate can be asked for.
        listed: the mineral's slot is used; ``shown`` where the sheet looks at a cell that hides errors.
        some: one of these gates is open for at least one metal.
        yes: this cell says Yes.
        scope: ``described`` (neither company nor product list), ``product``, or nothing.
    """

    stops: tuple[Stop, ...] = ()
    every: bool = False
    slots: int = 1
    listed: str = ""
    some: tuple[str, ...] = ()
    yes: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the Checker sheet, or one a metal.

    Args:
        row: of the Checker sheet, the first one's.
        count: rows.
        label: what it is about, a key of the labels.
        cell: that it looks at, on the Declaration unless a sheet is named; further rows look at the cells below.
        behind: cells that must say Yes for this one to be looked at.
        gate: when it is required; ``always``, ``never`` (the column is empty), ``no`` (it says 0), or a gate's name.
        test: what satisfies it.
        options: what the test needs to know.
        metals: its rows are the metals' or minerals'.
        missing: how the column "missing" is computed where it is not required × unsatisfied.
        counted: whether it is in the total.
    """

    row: int
    count: int
    label: str
    cell: str
    behind: tuple[str, ...]
    gate: str
    test: str
    options: Mapping[str, Any]
    metals: bool
    missing: str
    counted: bool


@dataclass(frozen=True, slots=True)
class Minerals:
    """Where minerals are chosen: cells in order, the word that stands for none, and the cell that then counts."""

    cells: tuple[str, ...]
    words: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SmelterSheet:
    """Columns and rows of the smelter list, and which of its columns the blank template fills by formulas."""

    sheet: str
    first: int
    last: int
    number: str
    metal: str
    name: str
    given: str
    country: str
    formulas: frozenset[int]


@dataclass(frozen=True)
class RuleSet:
    """The rules of one version's Checker.

    Args:
        by: the version whose rules these are; another than ``version`` where it has none of its own.
        metals: in the order of their rows; empty where the minerals are chosen.
        total: first and last row of each span that the total adds up.
        look_up_given: a smelter that is not listed is looked up by the name that was given for it.
        blank: constants of the blank template, by ``Sheet!A1``.
        source: where the rules were read.
    """

    family: str
    version: str
    by: str
    source: str
    metals: tuple[str, ...]
    minerals: Minerals | None
    company_scope: str
    product_scope: str
    gates: Mapping[str, Gate]
    lines: tuple[Line, ...]
    total: tuple[tuple[int, int], ...]
    smelters: SmelterSheet
    look_up_given: bool
    lookup_sheet: str
    lookup_first: int
    lookup_key: str
    blank: Mapping[str, str]

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets without which there is nothing to check."""
        return "Declaration", self.smelters.sheet, "Product List"


@cache
def rule_sets() -> Mapping[tuple[str, str], RuleSet]:
    """Give the rules of all versions by family and version, read once."""
    found: dict[tuple[str, str], RuleSet] = {}
    folder = resources.files("kaiji.minerals.checker") / "data"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        data = tomllib.loads(file.read_text(encoding="utf-8")) if file.name.endswith(".toml") else {}
        for version, own in data.get("versions", {}).items():
            found[data["family"], version] = _rule_set(data | own, version)
    return found


def rule_set(family: str, version: str) -> RuleSet | None:
    """Give the rules by which a version is checked, or None for one that has no Checker.

    A revision that is newer than all known ones of its leading number is checked by the newest of them; ``by`` says so.
    """
    own = rule_sets().get((family, version))
    if own is not None:
        return own
    leading, place = version.partition(".")[0], _place(version)
    older = [
        one
        for (known, other), one in rule_sets().items()
        if known == family and other.partition(".")[0] == leading and _place(other) < place
    ]
    return max(older, key=lambda one: _place(one.version), default=None)


def _place(version: str) -> tuple[float, str]:
    digits = version.rstrip("abcdefghijklmnopqrstuvwxyz")
    return (float(digits) if digits.replace(".", "", 1).isdigit() else 0.0), version[len(digits) :]


def _rule_set(data: Mapping[str, Any], version: str) -> RuleSet:
    total = tuple((first, last) for first, last in data["total"])
    chosen = data.get("minerals")
    minerals = (
        Minerals(*(tuple(chosen.get(name, [""] * len(chosen["cells"]))) for name in ("cells", "words", "others")))
        if chosen
        else None
    )
    smelters, lookup = data["smelters"], data.get("lookup", {})
    return RuleSet(
        family=data["family"],
        version=version,
        by=data.get("by", version),
        source=data["source"],
        metals=tuple(data.get("metals", ())),
        minerals=minerals,
        company_scope=data["scopes"]["company"],
        product_scope=data["scopes"]["product"],
        gates={name: _gate(one) for name, one in data["gates"].items()},
        lines=tuple(_line(one | data.get("changed", {}).get(str(one["row"]), {}), total) for one in data["line"]),
        total=total,
        smelters=SmelterSheet(
            sheet=smelters.get("sheet", "Smelter List"),
            first=smelters["first"],
            last=smelters["last"],
            number=smelters.get("number", ""),
            metal=smelters["metal"],
            name=smelters["name"],
            given=smelters.get("given", ""),
            country=smelters["country"],
            formulas=frozenset(map(column_number, smelters.get("formulas", ()))),
        ),
        look_up_given=data.get("look_up_given", False),
        lookup_sheet=lookup.get("sheet", ""),
        lookup_first=lookup.get("first", 1),
        lookup_key=lookup.get("key", "J"),
        blank=data.get("blank", {}),
    )


def _gate(data: Mapping[str, Any]) -> Gate:
    stops = tuple(
        Stop(one["cell"], tuple(one["answers"]), tuple(one.get("behind", ()))) for one in data.get("stops", ())
    )
    return Gate(
        stops=stops,
        every=data.get("every", False),
        slots=data.get("slots", 1),
        listed=data.get("listed", ""),
        some=tuple(data.get("some", ())),
        yes=data.get("yes", ""),
        scope=data.get("scope", ""),
    )


def _line(data: Mapping[str, Any], total: tuple[tuple[int, int], ...]) -> Line:
    row, count = data["row"], data.get("count", 1)
    return Line(
        row=row,
        count=count,
        label=data.get("label", "heading"),
        cell=data.get("cell", ""),
        behind=tuple(data.get("behind", ())),
        gate=data.get("gate", "always"),
        test=data.get("test", "filled" if "cell" in data else "heading"),
        options=data.get("options", {}),
        metals=data.get("metals", count > 1),
        missing=data.get("missing", ""),
        counted=any(first <= row <= last for first, last in total),
    )
