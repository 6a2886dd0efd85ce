"""The survey: who was asked, whose answer is which file, and which of several answers is in force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from kaiji.core.finding import Finding
from kaiji.core.party import Supplier
from kaiji.core.source import Source
from kaiji.matching.name import letters
from kaiji.minerals.brief import Brief, Side, brief_of, settle
from kaiji.minerals.declaration import Declaration
from kaiji.minerals.reader import Reading


class State(StrEnum):
    """Where the survey stands with a supplier."""

    ANSWERED = "answered"
    UNREADABLE = "unreadable"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Asked:
    """A supplier of the register, and what the register says of the request.

    Args:
        aliases: other names under which it may answer.
        asked_on: the day of the request, if recorded.
        files: names of the files that the register says are its answer.
    """

    supplier: Supplier
    aliases: tuple[str, ...] = ()
    asked_on: date | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Response:
    """One received file with everything that was found in it.

    Args:
        in_force: it is the supplier's answer, or one of several that hold together.
        why: the reason it is not in force (``superseded``, ``same content``), or nothing.
    """

    reading: Reading
    findings: tuple[Finding, ...]
    in_force: bool = True
    why: str = ""

    @cached_property
    def brief(self) -> Brief:
        """What of the file is compared with others."""
        return brief_of(self.reading)

    @property
    def declaration(self) -> Declaration | None:
        """The declaration, where the file holds one that could be read."""
        return self.reading.declaration


@dataclass(frozen=True)
class SurveyLine:
    """One supplier and all its files."""

    asked: Asked
    responses: tuple[Response, ...] = ()

    @property
    def key(self) -> str:
        """The supplier's key."""
        return self.asked.supplier.key

    @property
    def name(self) -> str:
        """The supplier's name."""
        return self.asked.supplier.name

    @property
    def in_force(self) -> tuple[Declaration, ...]:
        """The declarations that hold, newest first."""
        return tuple(one.declaration for one in self.responses if one.in_force and one.declaration is not None)

    @property
    def side(self) -> Side:
        """The line in brief, as it is compared with others."""
        briefs = tuple(one.brief for one in self.responses)
        return Side(self.key, self.name, briefs, tuple(one.brief for one in self.responses if one.in_force))

    @property
    def state(self) -> State:
        """Answered when a declaration could be read, silent when nothing came."""
        if self.in_force:
            return State.ANSWERED
        return State.UNREADABLE if self.responses else State.SILENT


@dataclass(frozen=True)
class Survey:
    """All suppliers with their answers.

    Args:
        lines: one a supplier, in the order of the register (of the file names where there is none).
        strays: files that belong to no supplier of the register.
        registered: there was a register, so that silence can be seen.
    """

    lines: tuple[SurveyLine, ...]
    strays: tuple[Response, ...] = ()
    registered: bool = True
    undecided: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def responses(self) -> tuple[Response, ...]:
        """Every received file, those of nobody last."""
        return (*(one for line in self.lines for one in line.responses), *self.strays)


def survey_of(register: Sequence[Asked] | None, responses: Iterable[Response]) -> Survey:
    """Bring received files to the suppliers of the register, and decide which are in force.

    A file belongs to the supplier whose register row names it; else to the one under whose name (or alias) it
    declares; else to the one whose key begins its file name. Without a register, each declaring company is a supplier.
    """
    files = sorted(responses, key=lambda one: (one.reading.source.file, one.reading.source.digest))
    if register is None:
        lines, strays = _by_company(files)
    else:
        lines, strays = _by_register(register, files)
    undecided: dict[str, tuple[str, ...]] = {}
    settled = []
    for line in lines:
        responses_, tied = _settle(line.responses)
        settled.append(replace(line, responses=responses_))
        if tied:
            undecided[line.key] = tied
    return Survey(tuple(settled), tuple(strays), register is not None, undecided)


def _by_company(files: Sequence[Response]) -> tuple[list[SurveyLine], list[Response]]:
    groups: dict[str, list[Response]] = {}
    strays = []
    for one in files:
        name = one.declaration.company_name if one.declaration else ""
        if name:
            groups.setdefault(letters(name), []).append(one)
        else:
            strays.append(one)
    lines = []
    for number, group in enumerate(groups.values(), start=1):
        declaration = group[0].declaration
        assert declaration is not None, "only files with a declared company are grouped"  # noqa: S101
        supplier = Supplier(f"R-{number:03}", declaration.company_name, source=declaration["company_name"].source)
        lines.append(SurveyLine(Asked(supplier), tuple(group)))
    return lines, strays


def _by_register(register: Sequence[Asked], files: Sequence[Response]) -> tuple[list[SurveyLine], list[Response]]:
    by_file = {_base(name): asked.supplier.key for asked in register for name in asked.files}
    by_name: dict[str, set[str]] = {}
    for asked in register:
        for name in (asked.supplier.name, *asked.aliases):
            if letters(name):
                by_name.setdefault(letters(name), set()).add(asked.supplier.key)
    keys = [asked.supplier.key for asked in register]
    found: dict[str, list[Response]] = {key: [] for key in keys}
    strays = []
    for one in files:
        key = by_file.get(_base(one.reading.source.file))
        if key is None and one.declaration is not None:
            named = by_name.get(letters(one.declaration.company_name), set())
            key = next(iter(named)) if len(named) == 1 else None
        key = key or _key_in_name(one.reading.source.file, keys)
        if key is None:
            strays.append(one)
        else:
            found[key].append(one)
    return [SurveyLine(asked, tuple(found[asked.supplier.key])) for asked in register], strays


def _base(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].casefold()


def _key_in_name(name: str, keys: Sequence[str]) -> str | None:
    """Give the supplier key with which a file name begins, if it is one whole word of it."""
    base = _base(name)
    fits = [key for key in keys if re.match(rf"{re.escape(key.casefold())}(?![0-9a-z])", base)]
    return max(fits, key=len, default=None)


def _settle(responses: Sequence[Response]) -> tuple[tuple[Response, ...], tuple[str, ...]]:
    """Decide which files of one supplier are in force."""
    order, tied = settle([one.brief for one in responses])
    return tuple(replace(responses[index], in_force=not why, why=why) for index, why in order), tied


def source_of(line: SurveyLine) -> Source:
    """Give the place that says a supplier was asked: its register row, or its declaration."""
    return line.asked.supplier.source or Source(line.name)
