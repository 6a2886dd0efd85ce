"""``kaiji explain``: a rule's help page."""

from __future__ import annotations

import difflib
from typing import Annotated

import typer
from rich.markdown import Markdown

from kaiji.cli.out import Lang, Plain, misuse, out, print_json
from kaiji.core.rule import AnyRule
from kaiji.programmes import RULES


def explain(
    code: Annotated[str, typer.Argument(help="A rule's code, or “all” for the list of rules.")],
    format_: Annotated[Plain, typer.Option("--format", help="text or json.")] = Plain.TEXT,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of title, message and remedy.")] = Lang.EN,
) -> None:
    """Say what a rule checks, why it matters and how to put it right.

    [bold]Example:[/bold]  kaiji explain CMRT-108
    """
    language = lang.language
    if code.casefold() == "all":
        if format_ is Plain.JSON:
            print_json([rule_as_data(one, lang) for one in RULES.values()])
        else:
            for one in RULES.values():
                out.print(f"[bold]{one.code}[/]  {one.severity:5}  {one.title.say(language)}")
        return
    rule = RULES.get(code.upper())
    if rule is None:
        near = difflib.get_close_matches(code.upper(), RULES, n=3)
        hint = f"Did you mean {' or '.join(near)}?" if near else "“kaiji explain all” lists the rules."
        misuse(f"There is no rule {code}.", hint)
    if format_ is Plain.JSON:
        print_json(rule_as_data(rule, lang))
        return
    kind = ", ".join(part for part in (str(rule.severity), str(rule.klass)) if part)
    out.print(f"[bold]{rule.code}  {rule.title.say(language)}[/]  [dim]({kind})[/]\n")
    out.print(rule.summary() + "\n")
    for heading, body in rule.sections().items():
        out.print(f"[bold]{heading}[/]")
        out.print(Markdown(body))
        out.print()
    out.print(f"[dim]Says:[/] {rule.message.say(language)}\n[dim]Advises:[/] {rule.remedy.say(language)}")


def rule_as_data(rule: AnyRule, lang: Lang) -> dict[str, object]:
    """Give a rule as plain data."""
    language = lang.language
    return {
        "code": rule.code,
        "severity": str(rule.severity),
        "class": str(rule.klass),
        "title": rule.title.say(language),
        "message": rule.message.say(language),
        "remedy": rule.remedy.say(language),
        "summary": rule.summary(),
        "sections": rule.sections(),
        "citation": rule.citation,
        "since": rule.since,
        "until": rule.until,
    }
