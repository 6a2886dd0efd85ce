"""``kaiji minerals convert``: a declaration of one version goes into the workbook of another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kaiji.cli.fill import declaration_in, write_filled
from kaiji.cli.out import Format, Lang, misuse
from kaiji.core.finding import Finding
from kaiji.minerals.convert import convert as convert_declaration
from kaiji.minerals.layout import Layout, layouts


def convert(
    file: Annotated[Path, typer.Argument(help="Workbook, or declaration as JSON.")],
    version: Annotated[str, typer.Option("--to", help="Family and version wanted, such as cmrt-6.5.")],
    template: Annotated[Path, typer.Option("--template", help="Official workbook of that version.")],
    to: Annotated[Path, typer.Option("-o", "--output", help="Workbook to write; several get numbers.")],
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there.")] = False,
    format_: Annotated[Format, typer.Option("--format", help="text or json.")] = Format.TEXT,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the messages.")] = Lang.EN,
) -> None:
    """Put an answered workbook into another version of the template; what has no counterpart there is told.

    [bold]Example:[/bold]  kaiji minerals convert answer.xlsx --to cmrt-6.5 --template RMI_CMRT_6.5.xlsx -o new.xlsx
    """
    layout = _layout(version)
    declaration, read_in = declaration_in(file)
    findings: tuple[Finding, ...] = read_in
    if declaration is not None:
        declaration, lost = convert_declaration(declaration, layout)
        findings += lost
    write_filled(template, declaration, findings, to, force=force, format_=format_, lang=lang)


def _layout(version: str) -> Layout:
    known = {one.key: one for one in layouts().values()}
    if version.lower() not in known:
        misuse(f"There is no layout of {version}.", f"Known are {', '.join(sorted(known))}.")
    return known[version.lower()]
