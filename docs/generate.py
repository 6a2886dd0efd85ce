#!/usr/bin/env python3
"""Write the generated pages of the reference: ``make docs``. A test fails when a committed page differs."""

from __future__ import annotations

import inspect
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from typer import Typer
from typer.models import ArgumentInfo

from kaiji.cli.main import app
from kaiji.core.rule import HEADINGS, AnyRule
from kaiji.minerals.declaration_schema import declaration_schema
from kaiji.minerals.evidence.schema import schema_page
from kaiji.minerals.law.table import table
from kaiji.minerals.layout import layouts
from kaiji.offerings.schema import terms_page
from kaiji.programmes import RULES

REFERENCE = Path(__file__).resolve().parent / "reference"
NOTE = "<!-- Made by docs/generate.py from the code; do not edit by hand: run `make docs`. -->"

# What the letters of a rule's code stand for. A new prefix wants a line here.
PREFIXES: Mapping[str, str] = {
    "FILE": "Files: can it be opened and read at all",
    "CMRT": "Declarations: what a supplier answered",
    "CHK": "The Checker: what the template's own sheet says",
    "SMT": "Smelters: who is meant by a row",
    "SUP": "Suppliers: what shows when all answers lie side by side",
    "EVD": "The evidence folder",
    "SD": "Form SD and the Conflict Minerals Report",
    "OFF": "Offerings: the terms of a share issue, and its written notices",
    "TIE": "Tie-out: a written document against its evidence",
    "DOC": "Documents: reading a written document",
    "EDG": "EDGAR: what a filed document may hold",
}
SEVERITIES = {
    "error": "must be put right before filing; the exit status is 1",
    "warn": "wants a look by a person",
    "info": "to know",
}
MARKUP = re.compile(r"\[/?[a-z]+\]")


def pages() -> dict[Path, str]:
    """Give every generated page by its path."""
    return {
        REFERENCE / "rules.md": rules_page(),
        REFERENCE / "cli.md": cli_page(),
        REFERENCE / "templates.md": templates_page(),
        REFERENCE / "law.md": law_page(),
        REFERENCE / "evidence-folder.md": schema_page(),
        REFERENCE / "offering-terms.md": terms_page(),
        REFERENCE / "declaration.schema.json": json.dumps(declaration_schema(), indent=2, ensure_ascii=False) + "\n",
    }


def rules_page() -> str:
    """Make the page of all rules, in the order of their prefix and code."""
    groups: dict[str, list[AnyRule]] = {}
    for rule in RULES.values():
        groups.setdefault(rule.code.partition("-")[0], []).append(rule)
    ordered = sorted(groups, key=list(PREFIXES).index)
    lines = [
        "# Rules",
        "",
        NOTE,
        "",
        f"All {len(RULES)} rules. `kaiji explain CODE` prints the same page; a code is never used again for another rule.",
        "",
        *_table(("Severity", "Meaning"), SEVERITIES.items()),
    ]
    for prefix in ordered:
        found = sorted(groups[prefix], key=lambda one: one.code)
        rows = [(f"[{one.code}](#{one.code.lower()})", one.severity, one.title.en, one.title.ja) for one in found]
        lines += [f"## {PREFIXES[prefix]}", "", *_table(("Rule", "Severity", "Title", "題名"), rows)]
        for one in found:
            lines += _rule(one)
    return _page(lines)


def _rule(rule: AnyRule) -> Iterator[str]:
    kind = ", ".join(part for part in (str(rule.severity), str(rule.klass)) if part)
    years = "–".join(str(year or "") for year in (rule.since, rule.until)) if rule.since or rule.until else ""
    yield from (f"### {rule.code}", "", f"**{rule.title.en}** · {rule.title.ja} ({kind})", "", rule.summary(), "")
    if years:
        yield from (f"For the reporting years {years}.", "")
    sections = rule.sections()
    for heading in HEADINGS:
        if heading in sections:
            yield from (f"**{heading}.** {sections[heading]}", "")
    if rule.citation:
        yield from (f"**Citation.** {rule.citation}", "")
    yield from (f"> {rule.message.en}", ">", f"> {rule.message.ja}", "")


def cli_page() -> str:
    """Make the page of all commands, from the command line itself."""
    lines = [
        "# The command line",
        "",
        NOTE,
        "",
        "Exit status: 0 clean, 1 findings at error level, 2 the command itself was wrong (what is wrong and how to put it",
        "right is said on standard error). Every command has `--help`.",
        "",
    ]
    root = app.registered_callback
    if root is not None and root.callback is not None:
        lines += ["## kaiji", "", _about(root.callback)[0].partition("\n")[0], "", *_parameters(root.callback)]
    for path, callback in commands(app):
        about, examples = _about(callback)
        lines += [f"## {path}", "", about, "", *_parameters(callback)]
        lines += ["```sh", *examples, "```", ""]
    return _page(lines)


def commands(group: Typer, path: str = "kaiji") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Give every command with its full name."""
    for one in group.registered_commands:
        if one.callback is not None:
            yield f"{path} {one.name}", one.callback
    for inner in group.registered_groups:
        if inner.typer_instance is not None:
            yield from commands(inner.typer_instance, f"{path} {inner.name}")


def examples_of(callback: Callable[..., Any]) -> list[str]:
    """Give the example commands of a command's help text."""
    return _about(callback)[1]


def _about(callback: Callable[..., Any]) -> tuple[str, list[str]]:
    about, examples = [], []
    for paragraph in re.split(r"\n\s*\n", MARKUP.sub("", inspect.getdoc(callback) or "")):
        words = " ".join(paragraph.split())
        before, _, command = words.partition(": kaiji ")
        if command:
            if not before.endswith("Example"):
                examples.append(f"# {before}")
            examples += [f"kaiji {one.strip()}" for one in re.split(r"\s+or\s+kaiji ", command)]
        else:
            about.append(words)
    return "\n\n".join(about), examples


def _parameters(callback: Callable[..., Any]) -> Iterator[str]:
    arguments, options = [], []
    hints = get_type_hints(callback, include_extras=True)
    for name, parameter in inspect.signature(callback).parameters.items():
        holds, info = get_args(hints[name])
        many = get_origin(holds) is list or any(get_origin(one) is list for one in get_args(holds))
        said = info.help or ""
        if isinstance(info, ArgumentInfo):
            needed = "yes" if parameter.default is parameter.empty else ""
            arguments.append((f"`{name.upper()}{'…' if many else ''}`", needed, said))
        else:
            # In Annotated, Typer keeps the first name in the place of the default.
            given = (info.default, *(info.param_decls or ()))
            names = [one for one in given if isinstance(one, str)] or [f"--{name.replace('_', '-')}"]
            words = sorted(names, key=len, reverse=True)
            default = parameter.default
            shown = f"`{default}`" if default not in (None, 0, False) else ""
            shown = "needed" if default is parameter.empty else shown
            again = " May be given many times." if many else ""
            options.append((", ".join(f"`{one}`" for one in words), _takes(holds), shown, said + again))
    if arguments:
        yield from _table(("Argument", "Needed", "What it is"), arguments)
    if options:
        yield from _table(("Option", "Takes", "Default", "What it does"), options)


TAKES: Mapping[type, str] = {int: "number", str: "text", Path: "path", datetime: "date, YYYY-MM-DD", bool: ""}


def _takes(holds: Any) -> str:
    kinds = [holds, *get_args(holds), *(inner for one in get_args(holds) for inner in get_args(one))]
    kind = next(one for one in kinds if isinstance(one, type) and one is not type(None) and get_origin(one) is None)
    if issubclass(kind, StrEnum):
        return ", ".join(f"`{one}`" for one in kind)
    return TAKES[kind]


def templates_page() -> str:
    """Make the page of the template versions that can be read."""
    rows = [
        (
            one.family,
            one.version,
            one.released.isoformat(),
            ", ".join(one.metals)
            if one.minerals is None or one.minerals.choices
            else f"up to {one.minerals.slots}, free",
            str(len(one.questions)),
            str(len(one.company_questions)),
            "workbook" if one.seen else "by record",
        )
        for one in sorted(layouts().values(), key=lambda one: one.released)
    ]
    files = sorted(
        (one for one in (resources.files("kaiji.minerals") / "layouts").iterdir() if one.name.endswith(".toml")),
        key=lambda one: one.name,
    )
    sources = []
    for one in files:
        data = tomllib.loads(one.read_text(encoding="utf-8"))
        sources.append((f"`{one.name}`", ", ".join(data["versions"]), data["source"]))
    return _page(
        [
            "# Templates that can be read",
            "",
            NOTE,
            "",
            "A workbook says itself which template it is; its name and its language make no difference. A revision that is",
            "not in this table is read by the closest older layout of the same leading number, and a finding says so",
            "([CMRT-004](rules.md#cmrt-004)). Versions marked “by record” were not at hand as workbooks; a finding says that",
            "too ([CMRT-006](rules.md#cmrt-006)).",
            "",
            *_table(
                (
                    "Family",
                    "Version",
                    "Released",
                    "Minerals",
                    "Questions a mineral",
                    "Questions on the company",
                    "Layout from",
                ),
                rows,
            ),
            "Which cell means what is data, in `src/kaiji/minerals/layouts/`:",
            "",
            *_table(("File", "Versions", "Read from"), sources),
        ]
    )


def law_page() -> str:
    """Make the page of the law as data: by year, with sources, and what nobody has checked."""
    years = [
        (
            _span(one["first"], one["last"]),
            one["undeterminable"],
            ", ".join(f"`{key}`" for key in one["statements"]),
            ", ".join(f"`{key}`" for key in one["source"]),
        )
        for one in table("year")["year"]
    ]
    statements = [
        (f"`{one['key']}`", one["day"].isoformat(), one["kind"], one["en"], f"`{one['source']}`")
        for one in table("statement")["statement"]
    ]
    forms = [
        (one["key"], _span(one["first"], one.get("last")), one["exhibits_item"], f"`{one['source']}`")
        for one in table("form")["layout"]
    ]
    covered = [(one["code"], str(one.get("from", "")), f"`{one['source']}`") for one in table("covered")["country"]]
    sources = [(f"`{key}`", words) for key, words in table("source").items()]
    return _page(
        [
            "# The law as data",
            "",
            NOTE,
            "",
            "What Kaiji knows of the law stands in dated files, in `src/kaiji/minerals/law/data/`, each row with its source.",
            "A year later than the last row is answered with the last row, and a finding says so",
            "([SD-001](rules.md#sd-001)).",
            "",
            "## Reporting years",
            "",
            *_table(("Years", "“Undeterminable” is open to", "Statements in force", "Source"), years),
            "## Statements of courts and staff",
            "",
            *_table(("Key", "Day", "Kind", "What it says", "Source"), statements),
            "## Layouts of Form SD",
            "",
            *_table(("Layout", "Years", "Exhibits are item", "Source"), forms),
            "## Covered countries",
            "",
            *_table(("Code", "Since", "Source"), covered),
            "## Not checked at the source",
            "",
            "Nobody has read these rows in the law, the form or an official list. Those that a year's report rests on are",
            "named in a finding ([SD-002](rules.md#sd-002)).",
            "",
            *_table(("File", "Row"), unverified()),
            "## Sources",
            "",
            *_table(("Key", "What it is"), sources),
        ]
    )


LAW_TABLES = ("year", "statement", "form", "covered", "calendar", "guidance", "label", "mineral", "programme")


def unverified() -> list[tuple[str, str]]:
    """Give each row of the law's data that is marked as not verified: file, and the row's name."""
    found: list[tuple[str, str]] = []
    for name in LAW_TABLES:
        for kind, rows in table(name).items():
            if isinstance(rows, list):
                for row in rows:
                    found += ((f"`{name}.toml`", words) for words in _open(row, kind))
    for kind, words in (("country", "further names of {} countries"), ("ambiguous", "{} names that may mean several")):
        count = sum(row.get("verified") is False for row in table("names")[kind])
        found.append(("`names.toml`", words.format(count)))
    return found


def _span(first: int, last: int | None) -> str:
    return str(first) if last == first else f"{first}–{last or ''}"


def _open(row: Mapping[str, Any], kind: str) -> Iterator[str]:
    title = _title(row, kind)
    if row.get("verified") is False:
        yield title
    if row.get("years_verified") is False:
        yield f"{title}: its years"
    for part in row.get("section", ()):
        if part.get("verified") is False:
            yield f"{title}, section {part['number']}: {part['caption']}"


def _title(row: Mapping[str, Any], kind: str) -> str:
    name = next((str(row[key]) for key in ("key", "code", "name", "short", "first") if key in row), "")
    return f"{kind} {name}".strip()


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = list(head)
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Write the pages that differ."""
    for path, content in pages().items():
        if not path.is_file() or path.read_text(encoding="utf-8") != content:
            path.write_text(content, encoding="utf-8")
            sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
