"""From a workbook's bytes to the Checker's verdict, or to the findings that say why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.formats.xlsx.workbook import Opened, Workbook, open_workbook
from kaiji.minerals.checker.cell import WorkbookCells
from kaiji.minerals.checker.rule import checked_sheet_missing, checker_of_another, checker_unknown, total_hidden
from kaiji.minerals.checker.rule_set import rule_set
from kaiji.minerals.checker.smelter import SmelterList
from kaiji.minerals.checker.verdict import Verdict, verdict
from kaiji.minerals.template import Template, not_a_template, recognise, version_unknown


@dataclass(frozen=True, slots=True)
class Judged:
    """What the Checker says of one file.

    Args:
        source: the file and its digest.
        template: what the workbook says it is; None where it could not be opened.
        verdict: None where there is none; the findings say why.
        findings: of opening, recognising and judging.
    """

    source: Source
    template: Template | None
    verdict: Verdict | None
    findings: tuple[Finding, ...]


def judge(data: bytes, name: str) -> Judged:
    """Give the verdict of the Checker on one received file, whatever it is; what is in the way is a finding.

    Args:
        data: the file's bytes.
        name: its name, for people; it decides nothing.
    """
    return judge_opened(open_workbook(data, name), name)


def judge_opened(opened: Opened, name: str) -> Judged:
    """Give the verdict on a file that was opened already."""
    workbook = opened.workbook
    if workbook is None:
        digest = opened.findings[0].sources[0].digest if opened.findings else ""
        return Judged(Source(name, digest), None, None, opened.findings)
    template = recognise(workbook)
    found, findings = _judged(workbook, template)
    return Judged(workbook.source, template, found, (*workbook.findings, *findings))


def _judged(workbook: Workbook, template: Template) -> tuple[Verdict | None, tuple[Finding, ...]]:
    unknown = (*not_a_template(workbook, template), *version_unknown(workbook, template))
    if unknown:
        return None, unknown
    rules = rule_set(template.family, template.version)
    if rules is None:
        return None, tuple(checker_unknown(workbook.source, template))
    missing = tuple(checked_sheet_missing(workbook, rules))
    if missing:
        return None, missing
    cells = WorkbookCells(workbook)
    found = verdict(cells, template.family, template.version)
    errors = SmelterList(cells, rules).errors() if isinstance(found.total, str) else ()
    return found, (*checker_of_another(workbook.source, template, rules), *total_hidden(workbook.source, found, errors))
