"""``kaiji minerals table``: all answers and smelters of a folder as plain tables."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kaiji.bulk.rule import folder_empty
from kaiji.cli.inputs import files_of
from kaiji.cli.out import Lang, err, finish, misuse, out, print_findings, write_or_print
from kaiji.cli.workers import Workers
from kaiji.core.finding import Finding, Severity
from kaiji.core.source import Source
from kaiji.formats.csv_table import write_csv
from kaiji.formats.xlsx_table import XlsxTable, write_xlsx
from kaiji.minerals.answer_table import AnswerTables, joined, tables_of
from kaiji.minerals.reader import read
from kaiji.programmes import RULES


class TableFormat(StrEnum):
    """How tables are written."""

    CSV = "csv"
    XLSX = "xlsx"


def table(
    files: Annotated[list[Path], typer.Argument(help="Workbooks, or folders of them.")],
    to: Annotated[Path, typer.Option("-o", "--output", help="Folder for csv, file for xlsx.")],
    format_: Annotated[TableFormat, typer.Option("--format", help="csv or xlsx.")] = TableFormat.CSV,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes (default: by processors and files).")] = None,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the messages.")] = Lang.EN,
) -> None:
    """Write all answers, smelters and products of workbooks as tables, each row with its file, sheet and cell.

    Four tables: files, answers, smelters, products. What a supplier typed is text in them and never a formula.

    [bold]Example:[/bold]  kaiji minerals table responses/ --format xlsx -o answers.xlsx
    """
    if format_ is TableFormat.CSV and to.exists() and not to.is_dir():
        misuse(f"{to} is a file.", "Name a folder with -o; four tables are written into it.")
    if format_ is TableFormat.XLSX and to.is_dir():
        misuse(f"{to} is a folder.", "Name a file with -o.")
    inputs = files_of(files)
    empty = [path for path in files if path.is_dir() and not files_of([path])]
    outcomes = Workers(jobs).map(tabled, inputs, "Reading")
    parts: list[AnswerTables] = []
    findings: list[Finding] = [found for path in empty for found in folder_empty(Source(str(path)))]
    for one in outcomes:
        if one.value is None:
            why = " ".join(RULES[found.code].say(found) for found in one.findings)
            parts.append(AnswerTables(((one.name, *[""] * 6, "0", "0", "0", "", "1", why),), (), (), ()))
            findings += one.findings
        else:
            parts.append(one.value[0])
            findings += one.value[1]
    everything = joined(parts)
    if format_ is TableFormat.XLSX:
        write_or_print(write_xlsx(XlsxTable(*one) for one in everything.named()), to)
    else:
        for name, header, rows in everything.named():
            write_or_print(write_csv(header, rows), to / f"{name}.csv")
    print_findings([one for one in findings if one.severity is Severity.ERROR], RULES, lang.language, to=err)
    counts = {name: len(rows) for name, _, rows in everything.named()}
    out.print(f"{to}: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    finish(findings)


def tabled(data: bytes, name: str) -> tuple[AnswerTables, tuple[Finding, ...]]:
    """Read one file into tables; runs in a process of its own."""
    reading = read(data, name)
    return tables_of(name, reading, RULES), reading.findings
