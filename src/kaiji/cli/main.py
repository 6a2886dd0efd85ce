"""The command ``kaiji``: what can be asked of it, and what it answers."""

from __future__ import annotations

from typing import Annotated

import typer

from kaiji import __version__
from kaiji.cli import explain, minerals, offerings, tieout
from kaiji.cli.out import out

app = typer.Typer(
    name="kaiji",
    help="Regulated disclosure from evidence to filing: every figure is read back and proved.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(minerals.app, name="minerals")
app.add_typer(offerings.app, name="offerings")
app.command("explain")(explain.explain)
app.command("tieout")(tieout.tieout)


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Regulated disclosure from evidence to filing: every figure is read back and proved.

    Exit status: 0 clean, 1 findings at error level, 2 the command itself was wrong.
    """
    if version:
        out.print(f"kaiji {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line."""
    app()
