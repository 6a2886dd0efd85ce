"""``kaiji minerals check``: what is wrong with the answers that came in."""

from __future__ import annotations

import functools
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from kaiji.bulk.map import Outcome, map_files
from kaiji.bulk.rule import folder_empty
from kaiji.cli.beside import Beside, beside_each_other, beside_earlier
from kaiji.cli.inputs import files_of
from kaiji.cli.list_files import AreasOption, JudgementsOption, ListFiles, SanctionsOption, judgements_of
from kaiji.cli.out import (
    Format,
    Lang,
    err,
    finish,
    json_bytes,
    misuse,
    out,
    print_findings,
    write_or_print,
)
from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import finding_as_data
from kaiji.core.source import Source
from kaiji.core.text import Language
from kaiji.minerals.check import check as check_reading
from kaiji.minerals.reader import Reading, read
from kaiji.minerals.report.verdict_page import FileVerdict, verdict_page
from kaiji.minerals.smelter.judgement import JudgementLog
from kaiji.minerals.smelter.reference import Reference, read_reference
from kaiji.minerals.smelter.screening import Screen
from kaiji.minerals.smelter.screening_rule import NOT_FOR_SUPPLIERS
from kaiji.programmes import RULES

Checked = tuple[str, Reading | None, tuple[Finding, ...]]
DAY = ["%Y-%m-%d"]


def check(
    files: Annotated[list[Path], typer.Argument(help="Workbooks, or folders of them.")],
    format_: Annotated[Format, typer.Option("--format", help="text, json or html.")] = Format.TEXT,
    to: Annotated[Path | None, typer.Option("-o", "--output", help="File for json or html.")] = None,
    year: Annotated[int | None, typer.Option(help="Reporting year: answers from before it are found.")] = None,
    as_of: Annotated[
        datetime | None, typer.Option(formats=DAY, help="Day from which dates are judged (default: today).")
    ] = None,
    reference: Annotated[
        Path | None, typer.Option(help="Official workbook or CSV with the smelter reference list.")
    ] = None,
    judgements: JudgementsOption = None,
    sanctions: SanctionsOption = None,
    areas: AreasOption = None,
    previous: Annotated[
        Path | None, typer.Option(help="Folder of the suppliers' earlier workbooks, to see what changed.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes (default: by processors and files).")] = None,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the messages.")] = Lang.EN,
) -> None:
    """Read supplier workbooks and say what is inconsistent, incomplete or inaccurate, cell by cell.

    Files of several suppliers are compared with each other, and with --previous each with its supplier's earlier one.

    [bold]Example:[/bold]  kaiji minerals check responses/ --year 2025 --previous responses-2024/ --format html -o findings.html
    """
    inputs = files_of(files)
    empty = [path for path in files if path.is_dir() and not files_of([path])]
    list_, reference_findings = _reference(reference)
    day = as_of.date() if as_of else datetime.now(UTC).date()
    log, lists = judgements_of(judgements), ListFiles()
    lists.read_screens(sanctions, areas)
    screen = lists.screen_on(day)
    own_findings = (*reference_findings, *(log.findings if log else ()), *lists.findings)
    look = functools.partial(check_one, year=year, as_of=day, reference=list_, judgements=log, screen=screen)
    outcomes: list[Outcome[Checked]] = list(
        track(
            map_files(look, inputs, jobs=jobs),
            "Reading",
            total=len(inputs),
            console=err,
            transient=True,
            disable=not err.is_terminal,
        )
    )
    checked = [one.value or (one.name, None, one.findings) for one in outcomes]
    checked += [(str(path), None, tuple(folder_empty(Source(str(path))))) for path in empty]
    beside = beside_each_other(checked)
    if previous is not None:
        beside = beside_earlier(beside, previous, jobs)
    checked = beside.checked
    everything = [*own_findings, *(finding for *_, findings in checked for finding in findings)]
    if format_ is Format.JSON:
        data = [as_data(one, lang.language) | _changes(one, beside) for one in checked]
        write_or_print(json_bytes(data), to)
        print_findings(own_findings, RULES, lang.language, err)
    elif format_ is Format.HTML:
        page = verdict_page([_verdict(for_supplier(one), beside) for one in checked], RULES, lang.language)
        write_or_print(page, to)
        print_findings(
            [*own_findings, *(found for one in checked for found in kept_back(one))], RULES, lang.language, err
        )
    else:
        print_findings(own_findings, RULES, lang.language)
        _print(checked, lang.language)
    finish(everything)


def check_one(
    data: bytes,
    name: str,
    *,
    year: int | None,
    as_of: date,
    reference: Reference | None,
    judgements: JudgementLog | None = None,
    screen: Screen | None = None,
) -> Checked:
    """Read and check one file; runs in a process of its own."""
    reading = read(data, name)
    found = check_reading(reading, year=year, as_of=as_of, reference=reference, judgements=judgements, screen=screen)
    return name, reading, found


def for_supplier(checked: Checked) -> Checked:
    """Give what the supplier may read: no word of sanctions, which go to counsel first."""
    name, reading, findings = checked
    return name, reading, tuple(one for one in findings if one.code not in NOT_FOR_SUPPLIERS)


def kept_back(checked: Checked) -> tuple[Finding, ...]:
    """Give what was left out of the page for the supplier; it is told to whoever runs the command."""
    return tuple(one for one in checked[2] if one.code in NOT_FOR_SUPPLIERS)


def as_data(checked: Checked, language: Language) -> dict[str, object]:
    """Give one file's result as JSON data."""
    name, reading, findings = checked
    template = reading.template if reading else None
    return {
        "file": name,
        "digest": reading.source.digest if reading else "",
        "family": template.family if template else "",
        "version": template.version if template else "",
        "language": template.language if template else "",
        "findings": [finding_as_data(one, RULES, language) for one in findings],
    }


def _reference(path: Path | None) -> tuple[Reference | None, tuple[Finding, ...]]:
    if path is None:
        return None, ()
    try:
        data = path.read_bytes()
    except OSError as error:
        misuse(f"{path} cannot be read: {error.strerror}", "Check the path of --reference.")
    found = read_reference(data, path.name)
    return found.reference, found.findings


def _row(checked: Checked) -> tuple[str, str, str, tuple[Finding, ...]]:
    name, reading, findings = checked
    template = reading.template if reading else None
    shown = f"{template.family} {template.version}".strip() if template else ""
    return name, shown, template.language if template else "", findings


def _verdict(checked: Checked, beside: Beside) -> FileVerdict:
    name, shown, spoken, findings = _row(checked)
    reading = checked[1]
    declaration = reading.declaration if reading else None
    layout = reading.template.layout if reading and reading.template else None
    pair = beside.pairs.get(name)
    changes = [(one.label, one.before, one.now, str(one.source.place)) for one in pair.changes] if pair else []
    earlier = pair.earlier.file if pair else ""
    return FileVerdict(name, shown, spoken, findings, declaration, layout, tuple(changes), earlier)


def _changes(checked: Checked, beside: Beside) -> dict[str, object]:
    """Give what changed since the earlier file as JSON data; nothing where none was compared."""
    pair = beside.pairs.get(checked[0])
    if pair is None:
        return {}
    by = [str(how) for how in pair.by]
    return {"earlier": {"file": pair.earlier.file, "by": by, "changes": [one.as_data() for one in pair.changes]}}


def _print(checked: list[Checked], language: Language) -> None:
    for one in checked:
        name, shown, spoken, findings = _row(one)
        about = ", ".join(part for part in (shown, spoken) if part) or "—"
        out.print(f"[bold]{name}[/]  [dim]{about}[/]")
        print_findings(sorted(findings, key=lambda finding: finding.severity.rank), RULES, language)
    errors = sum(one.severity is Severity.ERROR for *_, findings in checked for one in findings)
    warnings = sum(one.severity is Severity.WARN for *_, findings in checked for one in findings)
    words = {
        "en": f"\n{len(checked)} files, {errors} errors, {warnings} warnings",
        "ja": f"\n{len(checked)} ファイル、エラー {errors} 件、警告 {warnings} 件",
        "zh": f"\n{len(checked)} 个文件，{errors} 个错误，{warnings} 个警告",
    }
    out.print(words[language])
