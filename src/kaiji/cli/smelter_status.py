"""``kaiji minerals smelters status``: where every named smelter stood on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track
from rich.table import Table
from rich.text import Text as RichText

from kaiji.bulk.map import Outcome, map_files
from kaiji.cli.inputs import files_of
from kaiji.cli.list_files import AreasOption, JudgementsOption, ListFiles, SanctionsOption, judgements_of
from kaiji.cli.out import (
    Lang,
    Plain,
    err,
    finish,
    json_bytes,
    misuse,
    out,
    print_findings,
    print_json,
    write_or_print,
)
from kaiji.core.finding import Finding
from kaiji.core.rule import finding_as_data
from kaiji.core.text import Language
from kaiji.formats.csv_table import write_csv
from kaiji.formats.xlsx_table import XlsxTable, write_xlsx
from kaiji.minerals.evidence.smelter_list import AuditedList
from kaiji.minerals.evidence.snapshot import snapshots_on
from kaiji.minerals.label import metal_label, status_label
from kaiji.minerals.smelter.named import NamedRows, read_named
from kaiji.minerals.smelter.status import NamedStatus, StatusReport, status_of
from kaiji.minerals.smelter.status_table import COLUMNS, status_data, status_rows
from kaiji.programmes import RULES

DAY = ["%Y-%m-%d"]
FIRST_YEAR = 2013
KINDS = (".csv", ".xlsx", ".json")


def status(
    files: Annotated[list[Path], typer.Argument(help="Declarations, CSV tables of smelters, or folders of them.")],
    reference: Annotated[
        list[Path], typer.Option(help="Smelter reference: official workbook, CSV, or a folder with lists.toml.")
    ],
    audited: Annotated[list[Path], typer.Option(help="Audited list: CSV or workbook, or a folder with lists.toml.")],
    as_of: Annotated[datetime | None, typer.Option(formats=DAY, help="The day for which each status is given.")] = None,
    year: Annotated[int | None, typer.Option(help="Reporting year: instead of --as-of, its last day.")] = None,
    judgements: JudgementsOption = None,
    sanctions: SanctionsOption = None,
    areas: AreasOption = None,
    to: Annotated[Path | None, typer.Option("-o", "--output", help="File to write: .csv, .xlsx or .json.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes (default: by processors and files).")] = None,
    format_: Annotated[Plain, typer.Option("--format", help="What to print: text or json.")] = Plain.TEXT,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the messages.")] = Lang.EN,
) -> None:
    """Say where every smelter stood on a day, by dated lists: its audit and its operation, two things.

    Only lists of the day or before are used; each status names its list and that list's day.

    [bold]Example:[/bold]  kaiji minerals smelters status responses/ --reference lists/ --audited lists/ --as-of 2025-12-31
    """
    day = _day(as_of, year)
    if to is not None and to.suffix.casefold() not in KINDS:
        misuse(f"What kind of file {to} is to be is not clear.", "End its name in .csv, .xlsx or .json.")
    lists = ListFiles()
    lists.read_references(reference)
    lists.read_audited(audited)
    lists.read_screens(sanctions, areas)
    log = judgements_of(judgements)
    inputs = files_of(files)
    outcomes: list[Outcome[NamedRows]] = list(
        track(
            map_files(read_named, inputs, jobs=jobs),
            "Reading",
            total=len(inputs),
            console=err,
            transient=True,
            disable=not err.is_terminal,
        )
    )
    read = [one.value or NamedRows((), one.findings) for one in outcomes]
    rows = [row for one in read for row in one.rows]
    screen = lists.screen_on(day)
    report = status_of(rows, lists.references, snapshots_on(lists.audited, day), log, screen)
    findings = (
        *lists.findings,
        *(log.findings if log else ()),
        *(found for one in read for found in one.findings),
        *report.findings,
    )
    if to is not None:
        write_or_print(_content(report, findings, to, lang.language), to)
    if format_ is Plain.JSON:
        print_json(_as_data(report, findings, lang.language))
    else:
        _print(report, findings, lang.language)
    finish(findings)


def _day(as_of: datetime | None, year: int | None) -> date:
    if (as_of is None) == (year is None):
        misuse(
            "Name the day for which the status is wanted, with --as-of or with --year.",
            "A status is never today's by accident: for example --as-of 2025-12-31, or --year 2025 for its last day.",
        )
    if as_of is not None:
        return as_of.date()
    if year is None or year < FIRST_YEAR or year > date.max.year:
        misuse(f"There is no reporting year {year}.", "The first year of the rule is 2013.")
    return date(year, 12, 31)


def _content(report: StatusReport, findings: tuple[Finding, ...], to: Path, language: Language) -> bytes:
    kind = to.suffix.casefold()
    if kind == ".csv":
        return write_csv(COLUMNS, status_rows(report))
    if kind == ".xlsx":
        return write_xlsx([XlsxTable("status", COLUMNS, status_rows(report))])
    return json_bytes(_as_data(report, findings, language))


def _as_data(report: StatusReport, findings: tuple[Finding, ...], language: Language) -> dict[str, object]:
    return status_data(report) | {"findings": [finding_as_data(one, RULES, language) for one in findings]}


WORDS: Mapping[str, Mapping[Language, str]] = {
    "title": {"en": "Status as of {day}", "ja": "{day} 時点の状況", "zh": "截至 {day} 的状态"},
    "list": {
        "en": "by {list} of {day}, {count} facilities",
        "ja": "リスト：{list}（{day}、{count} 施設）",
        "zh": "依据清单 {list}（{day}，{count} 家）",
    },
    "none": {"en": "by no list", "ja": "使用できるリストなし", "zh": "无可用清单"},
    "screened": {
        "en": "screened against {list} of {day}, {count} entries",
        "ja": "照合：{list}（{day}、{count} 件）",
        "zh": "已筛查 {list}（{day}，{count} 条）",
    },
    "metal": {"en": "Metal", "ja": "金属", "zh": "金属"},
    "name": {"en": "Name", "ja": "名称", "zh": "名称"},
    "audit": {"en": "Audit", "ja": "監査", "zh": "审核"},
    "operation": {"en": "Operation", "ja": "操業", "zh": "运营"},
    "cid": {"en": "Id", "ja": "ID", "zh": "识别号"},
    "by": {"en": "List", "ja": "リスト", "zh": "清单"},
    "review": {
        "en": "{count} names for a person to look at: nobody is identified, so there is no status",
        "ja": "確認が必要な名称 {count} 件（特定できないため状況なし）",
        "zh": "{count} 个名称需人工确认（未识别，故无状态）",
    },
    "nameless": {
        "en": "rows that name nobody: {count}",
        "ja": "施設名のない行：{count} 件",
        "zh": "未填写名称的行：{count}",
    },
}


def _print(report: StatusReport, findings: tuple[Finding, ...], language: Language) -> None:
    out.print(f"[bold]{WORDS['title'][language].format(day=report.day)}[/]")
    used = report.snapshots.used
    for number, audited in enumerate(used, start=1):
        said = WORDS["list"][language].format(list=audited.title, day=audited.as_of, count=len(audited.entries))
        out.print(RichText(f"  {f'({number}) ' if len(used) > 1 else ''}{said}"))
    if not used:
        out.print(f"  {WORDS['none'][language]}")
    for screened in report.screens:
        said = WORDS["screened"][language].format(
            list=screened.title, day=screened.as_of or "—", count=len(screened.entries)
        )
        out.print(RichText(f"  {said}"))
    out.print()
    identified = [one for one in report.smelters if one.facility is not None]
    if identified:
        out.print(_table(identified, used, language))
    counts = Counter(one.standing.audit_status for one in identified if one.standing is not None)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    out.print("\n" + ", ".join(f"{status_label(key).say(language)} {count}" for key, count in ordered))
    review = [one for one in report.smelters if one.facility is None]
    if review:
        out.print(f"\n[bold]{WORDS['review'][language].format(count=len(review))}[/]")
    for one in review:
        who = "; ".join(f"{each.name} ({each.cid})" if each.cid else each.name for each in one.candidates)
        out.print(RichText(f"  {metal_label(one.metal).say(language)}: {one.name}{f'  → {who}?' if who else ''}"))
    if report.nameless:
        out.print(WORDS["nameless"][language].format(count=len(report.nameless)))
    out.print()
    for file in dict.fromkeys(one.file for one in findings):
        out.print(RichText(file, "bold"))
        own = [one for one in findings if one.file == file]
        print_findings(sorted(own, key=lambda one: one.severity.rank), RULES, language)


def _table(smelters: list[NamedStatus], used: tuple[AuditedList, ...], language: Language) -> Table:
    """Make the table of statuses; with several lists, each row has the number of the list that decides."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    headings = ("metal", "cid", "name", "audit", "operation", *(("by",) if len(used) > 1 else ()))
    for heading in headings:
        table.add_column(WORDS[heading][language], overflow="fold")
    for one in smelters:
        standing = one.standing
        deciding = standing.deciding if standing else None
        cells = [
            metal_label(one.metal).say(language),
            one.facility.cid if one.facility else "",
            one.name,
            status_label(standing.audit_status).say(language) if standing else "",
            status_label(standing.operational_status).say(language) if standing else "",
        ]
        if len(used) > 1:
            cells.append(f"({used.index(deciding.audited) + 1})" if deciding and deciding.entries else "")
        table.add_row(*(RichText(cell) for cell in cells))
    return table
