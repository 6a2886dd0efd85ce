"""``kaiji minerals layout``: the layout of a new template revision, drafted from its workbook."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from kaiji.cli.fill import content_of, refuse_existing
from kaiji.cli.out import Lang, Plain, finish, misuse, out, print_findings, print_json, write_or_print
from kaiji.core.rule import finding_as_data
from kaiji.core.text import Language
from kaiji.formats.toml_write import toml_text
from kaiji.formats.xlsx.workbook import open_workbook
from kaiji.minerals.draft.layout_draft import Draft, draft_layout
from kaiji.minerals.layout import Layout, layouts_of
from kaiji.programmes import RULES

BESIDE: dict[Language, str] = {
    "en": "beside {near}: {count} differences",
    "ja": "{near} との相違：{count} 件",
    "zh": "与 {near} 相比：{count} 处差异",
}
WRITTEN: dict[Language, str] = {
    "en": "draft written; read the workbook with “kaiji minerals show {file} --layout {to}” and compare",
    "ja": "ドラフトを出力しました。kaiji minerals show {file} --layout {to} で読み取り、照合してください",
    "zh": "已写入草稿；请用 kaiji minerals show {file} --layout {to} 读取并核对",
}


def layout(
    file: Annotated[Path, typer.Argument(help="Blank official workbook of the new revision.")],
    to: Annotated[Path | None, typer.Option("-o", "--output", help="TOML file to write the draft to.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    format_: Annotated[Plain, typer.Option("--format", help="text or json.")] = Plain.TEXT,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the messages.")] = Lang.EN,
) -> None:
    """Draft the layout of a new template revision from its workbook, and show what differs from the nearest known one.

    [bold]Example:[/bold]  kaiji minerals layout RMI_CMRT_6.6.xlsx -o cmrt-6.6.toml
    """
    data = content_of(file)
    if to is not None:
        refuse_existing([to], force=force)
    draft = draft_layout(data, open_workbook(data, file.name))
    if to is not None and draft.layout is not None:
        write_or_print(draft_file(draft).encode(), to)
    if format_ is Plain.JSON:
        print_json(draft_as_data(draft, file.name, lang.language))
    else:
        _print(draft, file, to, lang.language)
    finish(draft.findings)


def layout_in(path: Path) -> Layout:
    """Read a layout file that the command names; one that is none, or of several versions, is misuse."""
    try:
        made = layouts_of(tomllib.loads(content_of(path).decode()))
    except (
        tomllib.TOMLDecodeError,
        UnicodeDecodeError,
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        OSError,
    ) as error:
        misuse(f"{path} is no layout: {type(error).__name__} {error}", "Draft one with “kaiji minerals layout”.")
    if len(made) != 1:
        misuse(f"{path} holds {len(made)} versions.", "Name a file of one version.")
    return next(iter(made.values()))


def draft_file(draft: Draft) -> str:
    """Give a draft as the text of a layout file; its head says what to look at."""
    head = [f"# Draft of {draft.layout.family} {draft.layout.version}." if draft.layout else "# No draft."]
    head += ["# Compare it with the workbook, then take out the line that says seen = false."]
    head += [f"#   {one.text.en}" for one in draft.differences]
    return "\n".join(head) + "\n" + toml_text(draft.data)


def draft_as_data(draft: Draft, name: str, language: Language) -> dict[str, Any]:
    """Give a draft as plain data."""
    return {
        "file": name,
        "family": draft.template.family if draft.template else None,
        "version": draft.template.version if draft.template else None,
        "nearest": draft.near.key if draft.near else None,
        "differences": [
            {
                "kind": one.kind,
                "place": str(one.source.place),
                "before": one.before,
                "after": one.after,
                "text": one.text.say(language),
            }
            for one in draft.differences
        ],
        "layout": draft_file(draft) if draft.layout is not None else None,
        "findings": [finding_as_data(one, RULES, language) for one in draft.findings],
    }


def _print(draft: Draft, file: Path, to: Path | None, language: Language) -> None:
    if draft.layout is not None and draft.near is not None:
        beside = BESIDE[language].format(near=draft.near.key, count=len(draft.differences))
        out.print(f"[bold]{escape(file.name)}[/]  {draft.layout.family} {draft.layout.version}  [dim]{beside}[/]")
        for one in draft.differences:
            out.print(f"  {escape(one.text.say(language))}  [dim]{escape(str(one.source.place))}[/]")
        if to is not None:
            out.print(f"[bold]{escape(str(to))}[/]  [dim]{escape(WRITTEN[language].format(file=file, to=to))}[/]")
    print_findings(sorted(draft.findings, key=lambda one: one.severity.rank), RULES, language)
