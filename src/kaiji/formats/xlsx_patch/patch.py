"""From a workbook's bytes and some values to the same workbook with these values in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kaiji.core.finding import Finding, has_errors
from kaiji.core.source import Source, digest_of
from kaiji.core.text import Text
from kaiji.formats.xlsx.container import look_over
from kaiji.formats.xlsx.guard_rule import default_password, expands
from kaiji.formats.xlsx.limit import LIMITS, Limits
from kaiji.formats.xlsx.ole import open_ole
from kaiji.formats.xlsx.package import read_package
from kaiji.formats.xlsx.refusal import Refused, refuse_foreign
from kaiji.formats.xlsx.rule import empty_file, too_large
from kaiji.formats.xlsx.signature import container_of, seems
from kaiji.formats.xlsx_patch.calculation import calculate_on_opening
from kaiji.formats.xlsx_patch.change import CLEAR, Changes, Clear, Value, prepare
from kaiji.formats.xlsx_patch.container import repacked
from kaiji.formats.xlsx_patch.rule import not_writable, sheet_not_there, signature_broken
from kaiji.formats.xlsx_patch.sheet import patch_sheet

__all__ = ["CLEAR", "Changes", "Clear", "Patched", "Value", "patch_workbook"]

NO_PACKAGE = Text("it is in the older format .xls", "旧形式（.xls）です")
SIGNATURES = "_xmlsignatures/"


@dataclass(frozen=True, slots=True)
class Patched:
    """What came of a workbook: its new bytes, or None and at least one finding at error level."""

    content: bytes | None
    findings: tuple[Finding, ...]


def patch_workbook(data: bytes, changes: Changes, name: str = "", limits: Limits = LIMITS) -> Patched:
    """Write values into the cells of a workbook; everything else stays as it is.

    Args:
        data: the workbook's bytes; one that is locked with the default password comes out unlocked.
        changes: the value of each cell, by sheet and address. A text is written as text whatever it begins with; a
            day as the serial of the workbook's date system; ``None`` and the empty text empty the cell; ``CLEAR`` does
            the same, but lets a formula stay. The cell's format always stays.
        name: the workbook's name, for people.
        limits: how much may be read and written.

    Returns:
        All changes or none: where anything cannot be written, the content is None and the findings say why.

    Raises:
        ValueError: an address that is none, or a cell that is named twice.
    """
    where = Source(name, digest_of(data))
    findings = (*empty_file(where, len(data)), *too_large(where, len(data), limits.file_bytes))
    if findings:
        return Patched(None, findings)
    try:
        return _patch(data, changes, where, limits)
    except Refused as refused:
        return Patched(None, tuple(refused.say(where)))


def _patch(data: bytes, changes: Changes, where: Source, limits: Limits) -> Patched:
    kind = container_of(data)
    findings: list[Finding] = []
    if kind == "ole":
        content = open_ole(data, limits)
        if content.package:
            data, kind = content.stream, "zip"
            findings += default_password(where)
    if kind in ("ole", "biff"):
        return Patched(None, tuple(not_writable(where, detail=NO_PACKAGE)))
    if kind != "zip":
        raise refuse_foreign(seems(data))
    parts = look_over(data, limits)
    package = read_package(parts, limits)
    prepared = prepare(changes, where, date1904=package.date1904)
    findings += prepared.findings
    sheets = {sheet.name: sheet for sheet in package.sheets}
    written: dict[str, bytes] = {}
    gone: dict[str, Collection[str]] = {}
    for sheet, edits in prepared.edits.items():
        place, target = where.at(sheet=sheet), sheets.get(sheet)
        if target is None or not target.has_cells or target.part not in parts:
            findings += sheet_not_there(place)
            continue
        xml = written.get(target.part) or parts.xml(target.part, limits.sheet_bytes)
        patched = patch_sheet(xml, edits, package.day_styles, place, target.part)
        findings += patched.findings
        gone[sheet] = patched.formulas
        if len(patched.xml) > limits.sheet_bytes:
            findings += expands(where, part=target.part)
        elif patched.xml != xml:
            written[target.part] = patched.xml
    if has_errors(findings):
        return Patched(None, tuple(findings))
    if not written:
        return Patched(data, tuple(findings))
    findings += signature_broken(where, signed=any(one.lower().startswith(SIGNATURES) for one in parts.names()))
    change = calculate_on_opening(parts, limits, gone)
    return Patched(repacked(data, change.parts | written, frozenset(change.dropped)), tuple(findings))
