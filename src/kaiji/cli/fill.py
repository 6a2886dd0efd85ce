"""``kaiji minerals fill``: a declaration goes into an official workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.text import Text as RichText

from kaiji.cli.out import Format, Lang, finish, misuse, out, print_findings, print_json, write_or_print
from kaiji.core.finding import Finding
from kaiji.core.rule import finding_as_data
from kaiji.core.source import digest_of
from kaiji.core.text import Language
from kaiji.minerals.declaration import Declaration
from kaiji.minerals.declaration_data import declaration_from_json
from kaiji.minerals.fill import fill as fill_workbook
from kaiji.minerals.fill import numbered
from kaiji.minerals.reader import read
from kaiji.programmes import RULES

WRITTEN: dict[Language, str] = {"en": "written", "ja": "出力", "zh": "已写入"}
NOTHING: dict[Language, str] = {
    "en": "Nothing was written.",
    "ja": "何も出力していません。",
    "zh": "没有写入任何文件。",
}


def fill(
    workbook: Annotated[Path, typer.Argument(help="Official workbook of the declaration's version.")],
    declaration: Annotated[Path, typer.Argument(help="Declaration as JSON (see “kaiji minerals show --format json”).")],
    to: Annotated[Path, typer.Option("-o", "--output", help="Workbook to write; several get numbers.")],
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there.")] = False,
    format_: Annotated[Format, typer.Option("--format", help="text or json.")] = Format.TEXT,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the messages.")] = Lang.EN,
) -> None:
    """Write a declaration into an official workbook; nothing else in it changes, and its formulas calculate anew.

    [bold]Example:[/bold]  kaiji minerals fill RMI_CMRT_6.5.xlsx answer.json -o answer.xlsx
    """
    read_in, findings = declaration_from_json(content_of(declaration), declaration.name)
    write_filled(workbook, read_in, findings, to, force=force, format_=format_, lang=lang)


def write_filled(
    workbook: Path,
    declaration: Declaration | None,
    findings: Sequence[Finding],
    to: Path,
    *,
    force: bool,
    format_: Format,
    lang: Lang,
) -> NoReturn:
    """Fill a workbook, write what came of it, and tell.

    Args:
        workbook: the template.
        declaration: what to write; None where it could not be read.
        findings: what was found before.
        to: where to write.
        force: files that are there are written over; else they are misuse, and nothing is written.
        format_: how to tell.
        lang: language of the messages.
    """
    files: list[tuple[Path, bytes]] = []
    told = list(findings)
    if format_ is Format.HTML:
        misuse("There is no page of this.", "Use --format text or json.")
    refuse_existing([to], force=force)
    data = content_of(workbook)
    if declaration is not None:
        filled = fill_workbook(data, declaration, workbook.name)
        told += filled.findings
        many = len(filled.files) > 1
        files = [
            (to.with_name(numbered(to.name, number)) if many else to, content)
            for number, (_, content) in enumerate(filled.files, start=1)
        ]
    refuse_existing([path for path, _ in files], force=force)
    for path, content in files:
        write_or_print(content, path)
    if format_ is Format.JSON:
        print_json(
            {
                "files": [
                    {"file": str(path), "digest": digest_of(content), "bytes": len(content)} for path, content in files
                ],
                "findings": [finding_as_data(one, RULES, lang.language) for one in told],
            }
        )
    else:
        for path, _ in files:
            line = RichText(str(path), "bold")
            out.print(line.append(f"  {WRITTEN[lang.language]}", "dim"))
        if not files:
            out.print(NOTHING[lang.language])
        print_findings(sorted(told, key=lambda one: one.severity.rank), RULES, lang.language)
    finish(told)


def refuse_existing(paths: Sequence[Path], *, force: bool) -> None:
    """End with misuse where a file is there already and may not be written over."""
    there = [str(path) for path in paths if path.exists()]
    if there and (not force or any(path.is_dir() for path in paths)):
        misuse(f"{', '.join(there)} is there already.", "Name another file with -o, or write over it with --force.")


def content_of(path: Path) -> bytes:
    """Read a file that the command names; one that cannot be read is misuse."""
    try:
        return path.read_bytes()
    except OSError as error:
        misuse(f"{path} cannot be read: {error.strerror}", "Check the path; names with blanks need quotation marks.")


def declaration_in(path: Path) -> tuple[Declaration | None, tuple[Finding, ...]]:
    """Read a declaration from a workbook, or from JSON in the published form, whatever the file's name."""
    content = content_of(path)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return declaration_from_json(content, path.name)
    reading = read(content, path.name)
    return reading.declaration, reading.findings
