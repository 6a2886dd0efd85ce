"""``kaiji minerals``: read, check, show, fill and convert declarations; smelters; layouts; the Form SD package."""

from __future__ import annotations

import typer

from kaiji.cli import check, checker, convert, fill, layout, package, show, smelters, table

app = typer.Typer(
    name="minerals",
    help="Conflict minerals: from supplier workbooks to the Form SD package.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
app.command("check")(check.check)
app.command("checker")(checker.checker)
app.command("show")(show.show)
app.command("table")(table.table)
app.command("package")(package.package)
app.command("fill")(fill.fill)
app.command("convert")(convert.convert)
app.command("layout")(layout.layout)
app.add_typer(smelters.app, name="smelters")
