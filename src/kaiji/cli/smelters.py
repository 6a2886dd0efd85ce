"""``kaiji minerals smelters``: who a smelter is, and where it stands."""

from __future__ import annotations

import typer

from kaiji.cli import smelter_judge, smelter_match, smelter_status

app = typer.Typer(
    name="smelters",
    help="Smelters and refiners: who is meant by a name, and where they stood on a day.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
app.command("match")(smelter_match.match)
app.command("explain")(smelter_match.explain)
app.command("status")(smelter_status.status)
app.command("judge")(smelter_judge.judge)
app.command("judgements")(smelter_judge.judgements)
