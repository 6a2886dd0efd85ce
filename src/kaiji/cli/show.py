"""``kaiji minerals show``: one declaration as data, every value with its cell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from kaiji.bulk.map import map_files
from kaiji.cli.inputs import files_of
from kaiji.cli.layout import layout_in
from kaiji.cli.out import Lang, Plain, err, finish, misuse, out, print_findings, print_json
from kaiji.core.text import Language
from kaiji.minerals.declaration import Declaration, Entry, EntryKind
from kaiji.minerals.declaration_data import declaration_as_data
from kaiji.minerals.label import field_label, question_label
from kaiji.minerals.reader import read
from kaiji.programmes import RULES


def show(
    file: Annotated[Path, typer.Argument(help="One workbook.")],
    format_: Annotated[Plain, typer.Option("--format", help="text or json.")] = Plain.TEXT,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the labels.")] = Lang.EN,
    layout: Annotated[
        Path | None, typer.Option("--layout", help="Layout file of a version that is not known yet.")
    ] = None,
) -> None:
    """Show what a workbook declares: company, scope, answers, smelters, products, each with its cell.

    [bold]Example:[/bold]  kaiji minerals show answer.xlsx --format json
    """
    inputs = files_of([file])
    if len(inputs) != 1:
        misuse(f"{file} is a folder.", "Name one workbook; “kaiji minerals check” takes folders.")
    reader = partial(read, layout=layout_in(layout)) if layout is not None else read
    outcome = next(iter(map_files(reader, inputs, jobs=1)))
    findings = outcome.value.findings if outcome.value else outcome.findings
    declaration = outcome.value.declaration if outcome.value else None
    if format_ is Plain.JSON:
        print_json(declaration_as_data(declaration) if declaration is not None else None)
    elif declaration is not None:
        _print(declaration, lang.language)
    if format_ is not Plain.JSON:
        print_findings(findings, RULES, lang.language)
    elif declaration is None:
        print_findings(findings, RULES, lang.language, to=err)
    finish(findings)


def _print(declaration: Declaration, language: Language) -> None:
    out.print(
        f"[bold]{escape(declaration.file)}[/]  {declaration.family} {declaration.version}  "
        f"[dim]{escape(declaration.language)}  sha256 {declaration.digest[:12]}…[/]"
    )
    for name, entry in declaration.company.items():
        _line(entry, field_label(name).say(language))
    for one in declaration.answers:
        _line(one.answer, question_label(one).say(language))
        if one.comment.given:
            _line(one.comment, {"en": "  comment", "ja": "  コメント", "zh": "  备注"}[language])
    smelters = [
        (str(row.row), row.metal, row.given_name, row["country"].words, row.given_id) for row in declaration.smelters
    ]
    _rows(SMELTERS, ("metal", "name", "country", "identification"), smelters, language, always=True)
    for title, fields, rows in (
        (PRODUCTS, ("number", "product_name", "comments"), declaration.products),
        (MINES, ("metal", "smelter", "mine_name", "country", "identification"), declaration.mines),
        (REASONS, ("metal", "reason"), declaration.reasons),
    ):
        keys = [field.removeprefix("product_").removeprefix("mine_") for field in fields]
        _rows(title, fields, [(str(row.row), *(row[key].words for key in keys)) for row in rows], language)


ROW: dict[Language, str] = {"en": "row", "ja": "行", "zh": "行"}
SMELTERS: dict[Language, str] = {"en": "{count} smelter rows", "ja": "製錬所 {count} 行", "zh": "冶炼厂 {count} 行"}
PRODUCTS: dict[Language, str] = {"en": "{count} product rows", "ja": "製品 {count} 行", "zh": "产品 {count} 行"}
MINES: dict[Language, str] = {"en": "{count} mine rows", "ja": "鉱山 {count} 行", "zh": "矿山 {count} 行"}
REASONS: dict[Language, str] = {
    "en": "{count} minerals asked for, with the reason",
    "ja": "対象とする理由のある鉱物 {count} 件",
    "zh": "列有理由的矿产 {count} 种",
}


def _rows(
    title: dict[Language, str],
    fields: Sequence[str],
    rows: Sequence[Sequence[str]],
    language: Language,
    *,
    always: bool = False,
) -> None:
    """Print the rows of a list; a list without rows is left out, but for that of the smelters."""
    if not rows and not always:
        return
    table = Table(box=None, pad_edge=False, title_justify="left", title=title[language].format(count=len(rows)))
    for heading in (ROW[language], *(field_label(field).say(language) for field in fields)):
        table.add_column(heading)
    for row in rows:
        table.add_row(*map(escape, row))
    out.print(table)


def _line(entry: Entry, label: str) -> None:
    words = entry.words or (entry.text if entry.kind is EntryKind.ERROR else "—")
    out.print(f"[dim]{entry.source.place.cell:>4}[/]  {escape(label)}: [bold]{escape(words)}[/]")
