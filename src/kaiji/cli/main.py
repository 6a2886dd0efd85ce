"""The command ``kaiji``: what can be asked of it, and what it answers."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from kaiji import __version__

if TYPE_CHECKING:
    app: typer.Typer

# What can be asked, in the order of the help, and the module that answers: a group of commands, or one command.
GROUPS = ("minerals", "offerings")
COMMANDS = ("explain", "tieout")


def app_of(parts: Iterable[str]) -> typer.Typer:
    """Make the command with some of its parts; only their modules are loaded.

    Args:
        parts: names of groups and commands.
    """
    made = typer.Typer(
        name="kaiji",
        help="Regulated disclosure from evidence to filing: every figure is read back and proved.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name in parts:
        module = import_module(f"kaiji.cli.{name}")
        if name in GROUPS:
            made.add_typer(module.app, name=name)
        else:
            made.command(name)(getattr(module, name))
    made.callback(invoke_without_command=True)(root)
    return made


def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Regulated disclosure from evidence to filing: every figure is read back and proved.

    Exit status: 0 clean, 1 findings at error level, 2 the command itself was wrong.
    """
    if version:
        typer.echo(f"kaiji {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line, with no more loaded than what is asked."""
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    if asked == "--version":
        app_of(())()
    app_of((asked,) if asked in (*GROUPS, *COMMANDS) else (*GROUPS, *COMMANDS))()


def __getattr__(name: str) -> object:
    """Make the whole command, ``app``, when it is first asked for."""
    if name == "app":
        globals()[name] = app_of((*GROUPS, *COMMANDS))
        return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
