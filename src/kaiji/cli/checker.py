"""``kaiji minerals checker``: what the official workbook's own Checker sheet says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from kaiji.bulk.rule import folder_empty
from kaiji.cli.inputs import files_of
from kaiji.cli.out import (
    CLEAN,
    FINDINGS,
    Format,
    Lang,
    json_bytes,
    misuse,
    out,
    print_findings,
    write_or_print,
)
from kaiji.cli.workers import Workers
from kaiji.core.finding import Finding, has_errors
from kaiji.core.rule import finding_as_data
from kaiji.core.source import Source
from kaiji.core.text import Language
from kaiji.minerals.checker.judge import Judged
from kaiji.minerals.checker.verdict import Row, Verdict
from kaiji.minerals.own_verdict import OwnVerdict, judge_both
from kaiji.programmes import RULES

Result = tuple[str, Judged | None, OwnVerdict | None, tuple[Finding, ...]]


def checker(
    files: Annotated[list[Path], typer.Argument(help="Workbooks, or folders of them.")],
    format_: Annotated[Format, typer.Option("--format", help="text or json.")] = Format.TEXT,
    to: Annotated[Path | None, typer.Option("-o", "--output", help="File for json.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes (default: by processors and files).")] = None,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of labels and messages.")] = Lang.EN,
) -> None:
    """Say what the template's own Checker sheet says: which rows are required, which are missing, and the total.

    The sheet's quirks are kept. Beside it stands Kaiji's own verdict, which is what the sheet means; each difference has
    its reason (+ missing only to Kaiji, - only to the sheet).

    [bold]Example:[/bold]  kaiji minerals checker responses/ --format json
    """
    if format_ is Format.HTML:
        misuse("The Checker's verdict is not written as a page.", "Use --format text or --format json.")
    inputs = files_of(files)
    outcomes = Workers(jobs).map(judge_both, inputs, "Reading")
    results: list[Result] = [
        (one.name, one.value.judged, one.value.own, one.value.judged.findings)
        if one.value
        else (one.name, None, None, one.findings)
        for one in outcomes
    ]
    empty = [path for path in files if path.is_dir() and not files_of([path])]
    results += [(str(path), None, None, tuple(folder_empty(Source(str(path))))) for path in empty]
    if format_ is Format.JSON:
        write_or_print(json_bytes([as_data(one, lang.language) for one in results]), to)
    else:
        for one in results:
            _print(one, lang.language)
    raise typer.Exit(CLEAN if all(is_clean(one) for one in results) else FINDINGS)


def is_clean(result: Result) -> bool:
    """Tell whether a file was judged and the Checker counts nothing as missing."""
    _, judged, _, findings = result
    return judged is not None and judged.verdict is not None and judged.verdict.complete and not has_errors(findings)


def as_data(result: Result, language: Language) -> dict[str, object]:
    """Give one file's verdict as JSON data; a file without a verdict has no rows, and null as total."""
    name, judged, own, findings = result
    template, found = (judged.template, judged.verdict) if judged else (None, None)
    return {
        "file": name,
        "digest": judged.source.digest if judged else "",
        "family": template.family if template else "",
        "version": template.version if template else "",
        "by": found.by if found else "",
        "rows": [_row(one, language) for one in found.rows] if found else [],
        "total": found.total if found else None,
        "shown": found.shown if found else None,
        "kaiji": _own(own, language) if own else None,
        "findings": [finding_as_data(one, RULES, language) for one in findings],
    }


def _own(own: OwnVerdict, language: Language) -> dict[str, object]:
    """Give Kaiji's own verdict: what is really missing, and where the sheet says otherwise, with the reason."""
    return {
        "total": own.total,
        "missing": [finding_as_data(one, RULES, language) for one in own.missing],
        "differences": [
            {
                "row": one.row,
                "place": one.place,
                "checker": one.sheet_says,
                "kaiji": int(one.missing),
                "why": one.why.key,
                "text": one.why.text.say(language),
            }
            for one in own.differences
        ],
    }


def _row(row: Row, language: Language) -> dict[str, object]:
    return {
        "row": row.row,
        "label": row.label.say(language),
        "source": row.source,
        "required": row.required,
        "missing": row.missing,
        "counted": row.counted,
    }


def _print(result: Result, language: Language) -> None:
    name, judged, own, findings = result
    template, found = (judged.template, judged.verdict) if judged else (None, None)
    about = f"{template.family} {template.version}".strip() if template else ""
    out.print(f"[bold]{escape(name)}[/]  [dim]{escape(about) or '—'}[/]" + _summary(found, language))
    for one in found.rows if found else ():
        if one.counted and one.missing != 0:
            mark = "" if isinstance(one.missing, int) else f" [red]{escape(one.missing)}[/]"
            out.print(f"  [dim]{one.row:>4}[/] {escape(one.source):<16} {escape(one.label.say(language))}{mark}")
    if own is not None:
        _print_own(own, found is not None, language)
    print_findings(sorted(findings, key=lambda finding: finding.severity.rank), RULES, language)


def _print_own(own: OwnVerdict, compared: bool, language: Language) -> None:
    words = {
        "en": f"by what the sheet means: {own.total}",
        "ja": f"シートの趣旨による判定：{own.total}",
        "zh": f"按表格含义判断：{own.total}",
    }
    differ = {"en": "differences", "ja": "差異", "zh": "差异"}
    told = f" ({differ[language]}: {len(own.differences)})" if compared and own.differences else ""
    out.print(f"  [{'red' if own.total else 'green'}]{words[language]}[/]{told}")
    for one in own.differences:
        row = one.row if one.row is not None else "—"
        out.print(
            f"  [dim]{row:>4}[/] {escape(one.place):<16} {'+' if one.missing else '-'} {escape(one.why.text.say(language))}"
        )


def _summary(found: Verdict | None, language: Language) -> str:
    if found is None:
        return ""
    words = {
        "en": f"  required fields to be completed: {found.shown}",
        "ja": f"  未記入の必須項目：{found.shown}",
        "zh": f"  待填写的必填项：{found.shown}",
    }
    return f"[{'green' if found.complete else 'red'}]{words[language]}[/]"
