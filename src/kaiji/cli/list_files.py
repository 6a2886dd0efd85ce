"""Lists of smelters that a command is given: single files, or a folder with its register of lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kaiji.bulk.folder import files_below
from kaiji.cli.out import misuse
from kaiji.core.finding import Finding
from kaiji.minerals.evidence.list_register import (
    ListRegister,
    ListStatement,
    check_list_register,
    read_list_register,
)
from kaiji.minerals.evidence.screening_list import ScreenKind, ScreenList, read_screening, screens_on
from kaiji.minerals.evidence.smelter_list import AuditedList, read_audited_list
from kaiji.minerals.evidence_folder import REGISTER
from kaiji.minerals.smelter.judgement import JudgementLog, read_judgements
from kaiji.minerals.smelter.reference import Reference, read_reference
from kaiji.minerals.smelter.screening import Screen

JudgementsOption = Annotated[
    Path | None,
    typer.Option("--judgements", help="What people decided of names: judgements.jsonl; see `smelters judge`."),
]
SanctionsOption = Annotated[
    list[Path] | None, typer.Option("--sanctions", help="Sanctions list: CSV, or a folder with lists.toml.")
]
AreasOption = Annotated[
    list[Path] | None, typer.Option("--areas", help="List of high-risk areas: CSV, or a folder with lists.toml.")
]
LARGEST_LIST = 50 * 1024 * 1024


@dataclass
class ListFiles:
    """The lists that were read, in the order in which they were named, and what was found on reading."""

    references: list[Reference] = field(default_factory=list)
    audited: list[AuditedList] = field(default_factory=list)
    screens: list[ScreenList] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    registers: dict[Path, ListRegister | None] = field(default_factory=dict)

    def read_references(self, paths: list[Path]) -> None:
        """Read reference lists; a folder stands for those that its register names."""
        for path, _ in self._named(paths, "reference"):
            found = read_reference(bytes_of(path), path.name)
            self.findings += found.findings
            self.references += [found.reference] if found.reference is not None else []

    def read_audited(self, paths: list[Path]) -> None:
        """Read audited lists; a folder stands for those that its register names."""
        for path, stated in self._named(paths, "audited"):
            found = read_audited_list(bytes_of(path), path.name, stated)
            self.findings += found.findings
            self.audited.append(found.audited)

    def read_screens(self, sanctions: list[Path] | None, areas: list[Path] | None) -> None:
        """Read lists for screening; a folder stands for those that its register names."""
        for kind, paths in ((ScreenKind.SANCTIONS, sanctions), (ScreenKind.AREAS, areas)):
            for path, stated in self._named(paths or [], str(kind)):
                found = read_screening(bytes_of(path), path.name, kind, stated)
                self.findings += found.findings
                self.screens.append(found.listed)

    def screen_on(self, day: date) -> Screen | None:
        """Give the lists for screening that are looked at for a day, ready to be asked; None where none was named."""
        if not self.screens:
            return None
        lists, found = screens_on(self.screens, day)
        self.findings += found
        return Screen(lists, day)

    def _named(self, paths: list[Path], role: str) -> list[tuple[Path, ListStatement | None]]:
        """Give the files that are meant, each with what the register beside it says of it."""
        found: list[tuple[Path, ListStatement | None]] = []
        for path in paths:
            folder = path if path.is_dir() else path.parent
            register = self._register(folder, check=path.is_dir())
            if not path.is_dir():
                found.append((path, register.named(path.name) if register else None))
                continue
            if register is None:
                misuse(
                    f"The folder {path} has no {REGISTER}.",
                    "Name the lists one by one, or write a register of lists (docs/reference/evidence-folder.md).",
                )
            here = [(folder / one.file, one) for one in register.of(role)]
            found += [(file, one) for file, one in here if file.parent == folder and file.is_file()]
        return found

    def _register(self, folder: Path, *, check: bool) -> ListRegister | None:
        if folder not in self.registers:
            place = folder / REGISTER
            register = read_list_register(bytes_of(place), REGISTER) if place.is_file() else None
            self.registers[folder] = register
            if register is not None:
                self.findings += register.findings
            if register is not None and check:
                names = [name for _, name in files_below(folder) if name != REGISTER]
                self.findings += check_list_register(register, names)
        return self.registers[folder]


def judgements_of(path: Path | None) -> JudgementLog | None:
    """Read a file of judgements; None where none was named."""
    return read_judgements(bytes_of(path), path.name) if path is not None else None


def bytes_of(path: Path) -> bytes:
    """Read a file of evidence; one that is not there, or is larger than 50 MB, is misuse."""
    try:
        if path.stat().st_size > LARGEST_LIST:
            misuse(f"{path} is larger than 50 MB.", "An evidence file of this size is not read.")
        return path.read_bytes()
    except OSError as error:
        misuse(f"{path} cannot be read: {error.strerror}.", "Check the path and that you may read it.")
