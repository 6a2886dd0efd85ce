"""``kaiji minerals check``: what is wrong with the answers that came in."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kaiji.bulk.outcome import Outcome
from kaiji.bulk.rule import folder_empty
from kaiji.cli.beside import Beside
from kaiji.cli.inputs import files_of
from kaiji.cli.list_files import AreasOption, JudgementsOption, ListFiles, SanctionsOption, judgements_of
from kaiji.cli.out import (
    CLEAN,
    FINDINGS,
    Format,
    Lang,
    err,
    json_list,
    out,
    print_findings,
    stream_or_print,
)
from kaiji.cli.reader import reader_of
from kaiji.cli.references import references_in
from kaiji.cli.spool import Spool
from kaiji.cli.workers import workers_of
from kaiji.core.finding import Finding, Severity, has_errors
from kaiji.core.rule import finding_as_data
from kaiji.core.source import Source
from kaiji.core.text import Language
from kaiji.minerals.checked import Checked, checked_of
from kaiji.minerals.earlier import Pair
from kaiji.minerals.report.verdict_page import FileVerdict, verdict_pieces
from kaiji.minerals.smelter.reference import together
from kaiji.minerals.smelter.screening_rule import NOT_FOR_SUPPLIERS
from kaiji.programmes import RULES

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
        list[Path] | None,
        typer.Option(
            help="Official workbook or CSV with the smelter reference list; older ones and old ids may follow."
        ),
    ] = None,
    judgements: JudgementsOption = None,
    sanctions: SanctionsOption = None,
    areas: AreasOption = None,
    previous: Annotated[
        Path | None, typer.Option(help="Folder of the suppliers' earlier workbooks, to see what changed.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes (default: by processors and files).")] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Scheduler of a Dask cluster that does the reading.")
    ] = None,
    cache: Annotated[
        Path | None, typer.Option(help="Folder that keeps what was read, so that unchanged files are not read again.")
    ] = None,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the messages.")] = Lang.EN,
) -> None:
    """Read supplier workbooks and say what is inconsistent, incomplete or inaccurate, cell by cell.

    Files of several suppliers are compared with each other, and with --previous each with its supplier's earlier one.

    [bold]Example:[/bold]  kaiji minerals check responses/ --year 2025 --previous responses-2024/ --format html -o findings.html
    """
    inputs = files_of(files)
    empty = [path for path in files if path.is_dir() and not files_of([path])]
    references, reference_findings = references_in(reference or [])
    list_ = together(references)
    day = as_of.date() if as_of else datetime.now(UTC).date()
    log, lists = judgements_of(judgements), ListFiles()
    lists.read_screens(sanctions, areas)
    screen = lists.screen_on(day)
    own_findings = (*reference_findings, *(log.findings if log else ()), *lists.findings)
    reader = reader_of(cache, [*files, *([previous] if previous else [])])
    look = functools.partial(
        checked_of,
        year=year,
        as_of=day,
        reference=list_,
        judgements=log,
        screen=screen,
        whole=format_ is Format.HTML or previous is not None,
    )
    beside = Beside()
    with workers_of(jobs, cluster) as workers:
        beside.add(workers.map(reader.then(look), inputs, "Reading"))
        beside.add(Outcome(path, str(path), None, tuple(folder_empty(Source(str(path))))) for path in empty)
        beside.look_at_each_other()
        if previous is not None:
            beside.look_at_earlier(previous, workers, reader)
    tally = Tally()
    if format_ is Format.JSON:
        data = (as_data(one, lang.language) | _changes(pair) for one, pair in tally.of(beside.files()))
        stream_or_print(json_list(data), to)
        print_findings(own_findings, RULES, lang.language, err)
    elif format_ is Format.HTML:
        verdicts = Verdicts(tally.of(beside.files()))
        stream_or_print(verdict_pieces(verdicts, RULES, lang.language), to)
        print_findings([*own_findings, *verdicts.kept_back], RULES, lang.language, err)
    else:
        print_findings(own_findings, RULES, lang.language)
        for one, _ in tally.of(beside.files()):
            _print(one, lang.language)
        _print_tally(tally, lang.language)
    raise typer.Exit(FINDINGS if tally.errors or has_errors(own_findings) else CLEAN)


class Tally:
    """Counts files and findings as they pass by."""

    def __init__(self) -> None:
        self.files = self.errors = self.warnings = 0

    def of(self, files: Iterable[tuple[Checked, Pair | None]]) -> Iterator[tuple[Checked, Pair | None]]:
        """Let files pass, counting."""
        for one, pair in files:
            self.files += 1
            self.errors += sum(found.severity is Severity.ERROR for found in one.findings)
            self.warnings += sum(found.severity is Severity.WARN for found in one.findings)
            yield one, pair


class Verdicts:
    """The files as the page shows them to the supplier: on disk, and given as often as they are asked for.

    No word of sanctions is among them, which go to counsel first; what was left out is kept for whoever runs the command.
    """

    def __init__(self, files: Iterable[tuple[Checked, Pair | None]]) -> None:
        self._spool: Spool[tuple[FileVerdict, Checked]] = Spool()
        self.kept_back: list[Finding] = []
        for one, pair in files:
            self.kept_back += (found for found in one.findings if found.code in NOT_FOR_SUPPLIERS)
            shown = tuple(found for found in one.findings if found.code not in NOT_FOR_SUPPLIERS)
            verdict = _verdict(replace(one, findings=shown), pair)
            self._spool.append((verdict, replace(one, findings=(), declaration=None)))

    def __len__(self) -> int:
        return len(self._spool)

    def __iter__(self) -> Iterator[FileVerdict]:
        return (replace(verdict, layout=one.layout) for verdict, one in self._spool)


def as_data(checked: Checked, language: Language) -> dict[str, object]:
    """Give one file's result as JSON data."""
    family, version, spoken = checked.template
    return {
        "file": checked.name,
        "digest": checked.digest,
        "family": family,
        "version": version,
        "language": spoken,
        "findings": [finding_as_data(one, RULES, language) for one in checked.findings],
    }


def _shown(checked: Checked) -> str:
    family, version, _ = checked.template
    return f"{family} {version}".strip()


def _verdict(one: Checked, pair: Pair | None) -> FileVerdict:
    changes = [(new.label, new.before, new.now, str(new.source.place)) for new in pair.changes] if pair else []
    earlier = pair.earlier.file if pair else ""
    spoken = one.template[2]
    return FileVerdict(one.name, _shown(one), spoken, one.findings, one.declaration, None, tuple(changes), earlier)


def _changes(pair: Pair | None) -> dict[str, object]:
    """Give what changed since the earlier file as JSON data; nothing where none was compared."""
    if pair is None:
        return {}
    by = [str(how) for how in pair.by]
    return {"earlier": {"file": pair.earlier.file, "by": by, "changes": [one.as_data() for one in pair.changes]}}


def _print(one: Checked, language: Language) -> None:
    about = ", ".join(part for part in (_shown(one), one.template[2]) if part) or "—"
    out.print(f"[bold]{one.name}[/]  [dim]{about}[/]")
    print_findings(sorted(one.findings, key=lambda finding: finding.severity.rank), RULES, language)


def _print_tally(tally: Tally, language: Language) -> None:
    files, errors, warnings = tally.files, tally.errors, tally.warnings
    words = {
        "en": f"\n{files} files, {errors} errors, {warnings} warnings",
        "ja": f"\n{files} ファイル、エラー {errors} 件、警告 {warnings} 件",
        "zh": f"\n{files} 个文件，{errors} 个错误，{warnings} 个警告",
    }
    out.print(words[language])
