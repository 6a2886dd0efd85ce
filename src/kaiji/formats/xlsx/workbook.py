"""From a file's bytes to a workbook: what it is, whether it is safe, and its sheets when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from kaiji.core.finding import Finding
from kaiji.core.source import Source, digest_of
from kaiji.formats.xlsx.biff import Book, SheetRecord, read_book, read_records
from kaiji.formats.xlsx.container import look_over
from kaiji.formats.xlsx.guard_rule import default_password
from kaiji.formats.xlsx.limit import LIMITS, Limits
from kaiji.formats.xlsx.ole import open_ole
from kaiji.formats.xlsx.package import read_package
from kaiji.formats.xlsx.quick import PackageReader, Read, loose_sheet
from kaiji.formats.xlsx.refusal import Refused, refuse_foreign, refuse_unsupported
from kaiji.formats.xlsx.rule import empty_file, other_ending, too_large
from kaiji.formats.xlsx.sheet import Sheet
from kaiji.formats.xlsx.sheet_rule import sheet_unreadable
from kaiji.formats.xlsx.signature import container_of, seems

__all__ = ["LIMITS", "Limits", "Opened", "Workbook", "open_workbook"]

Kind = Literal["xlsx", "xls"]


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet as the workbook lists it, and how to read it."""

    name: str
    hidden: bool
    read: Callable[[], Read]


class Workbook:
    """A workbook that was opened; its sheets are read when they are asked for, and kept.

    Args:
        source: the file and the digest of its bytes as received.
        kind: format of the content, whatever the name says.
        date1904: whether the workbook counts its days from 1904.
        tabs: its sheets in order.
        findings: what was found on opening it.
    """

    def __init__(
        self, source: Source, kind: Kind, *, date1904: bool, tabs: Iterable[Tab], findings: Iterable[Finding]
    ) -> None:
        self._tabs = {tab.name: tab for tab in tabs}
        self._sheets: dict[str, Sheet | None] = {}
        self._findings = list(findings)
        self.source = source
        self.name = source.file
        self.digest = source.digest
        self.kind: Kind = kind
        self.date1904 = date1904
        self.sheet_names = tuple(self._tabs)
        self.hidden = frozenset(tab.name for tab in self._tabs.values() if tab.hidden)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found on opening, and while reading sheets so far."""
        return tuple(self._findings)

    def sheet(self, name: str) -> Sheet | None:
        """Give a sheet by its exact name; None where there is none, or where it cannot be read (with a finding)."""
        if name not in self._sheets and name in self._tabs:
            self._sheets[name] = self._read(self._tabs[name])
        return self._sheets.get(name)

    def _read(self, tab: Tab) -> Sheet | None:
        try:
            sheet, findings = tab.read()
        except Refused as refused:
            place = self.source.at(sheet=tab.name)
            findings = tuple(
                refused.say(place) if refused.detail is None else sheet_unreadable(place, detail=refused.detail)
            )
            sheet = None
        self._findings.extend(findings)
        return sheet


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of a file: a workbook, or findings that say why there is none."""

    workbook: Workbook | None
    findings: tuple[Finding, ...]


def open_workbook(data: bytes, name: str, limits: Limits = LIMITS) -> Opened:
    """Open a received file.

    Args:
        data: its bytes.
        name: its name, for people; only its ending is looked at, and only to tell that it is wrong.
        limits: how much may be read.

    Returns:
        The workbook with what was found on opening, or no workbook and at least one finding at error level. Nothing
        that was sent raises an exception.
    """
    source = Source(name, digest_of(data))
    findings = (*empty_file(source, len(data)), *too_large(source, len(data), limits.file_bytes))
    if findings:
        return Opened(None, findings)
    try:
        workbook = _open(data, source, limits)
    except Refused as refused:
        return Opened(None, tuple(refused.say(source)))
    return Opened(workbook, workbook.findings)


def _open(data: bytes, source: Source, limits: Limits) -> Workbook:
    container = container_of(data)
    if container == "zip":
        return _open_package(data, source, (), limits)
    if container == "ole":
        content = open_ole(data, limits)
        told = tuple(default_password(source)) if content.unlocked else ()
        if content.package:
            return _open_package(content.stream, source, told, limits)
        return _open_records(content.stream, source, told, limits)
    if container == "biff":
        raise refuse_unsupported("the format of Excel 4 or older", "Excel 4.0 以前の形式", "Excel 4 或更早的格式")
    raise refuse_foreign(seems(data))


def _open_package(data: bytes, source: Source, told: tuple[Finding, ...], limits: Limits) -> Workbook:
    parts = look_over(data, limits)
    package = read_package(parts, limits)
    reader = PackageReader(parts, package, source, limits)
    tabs = [
        Tab(sheet.name, sheet.hidden, lambda sheet=sheet: reader.read(sheet))  # type: ignore[misc]
        for sheet in package.sheets
    ]
    findings = (*told, *other_ending(source, "xlsx"))
    return Workbook(source, "xlsx", date1904=package.date1904, tabs=tabs, findings=findings)


class RecordReader:
    """Reads the sheets of one .xls workbook; all together may fill only so many cells."""

    def __init__(self, book: Book, where: Source, limits: Limits) -> None:
        self._book = book
        self._where = where
        self._limits = limits
        self._cells = 0

    def read(self, sheet: SheetRecord) -> Read:
        """Read one sheet; one that is broken or too large is refused."""
        if not sheet.has_cells:
            return Sheet(sheet.name, self._where), ()
        loose = read_records(self._book, sheet, self._limits.loose_cells - self._cells)
        self._cells += loose.count
        return loose_sheet(sheet.name, self._where, loose, self._limits)


def _open_records(stream: bytes, source: Source, told: tuple[Finding, ...], limits: Limits) -> Workbook:
    book = read_book(stream)
    reader = RecordReader(book, source, limits)
    tabs = [
        Tab(sheet.name, sheet.hidden, lambda sheet=sheet: reader.read(sheet))  # type: ignore[misc]
        for sheet in book.sheets
    ]
    findings = (*told, *other_ending(source, "xls"))
    return Workbook(source, "xls", date1904=book.date1904, tabs=tabs, findings=findings)
