"""``kaiji minerals package``: from an evidence folder to the checked Form SD package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from kaiji.bulk.folder import parts_of
from kaiji.bulk.outcome import Outcome
from kaiji.cli.inputs import files_of
from kaiji.cli.out import Lang, Plain, finish, misuse, out, print_json
from kaiji.cli.workers import Workers
from kaiji.cli.written import write_package
from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import finding_as_data
from kaiji.core.source import Source
from kaiji.core.text import Language
from kaiji.minerals.check import check
from kaiji.minerals.evidence_folder import COMPANY, PLAIN_PARTS, RESPONSES, Evidence, read_evidence
from kaiji.minerals.package import Package, build_package
from kaiji.minerals.reader import Reading, read
from kaiji.minerals.report.gather import judged_from
from kaiji.minerals.survey import Response
from kaiji.programmes import RULES

FIRST_YEAR = 2013
LARGEST_LIST = 50 * 1024 * 1024


def package(
    folder: Annotated[
        Path | None, typer.Argument(help="The evidence folder; see docs/reference/evidence-folder.md.")
    ] = None,
    year: Annotated[int, typer.Option(help="Reporting year (the calendar year).")] = 0,
    to: Annotated[Path | None, typer.Option("-o", "--output", help="Folder for the package.")] = None,
    company: Annotated[Path | None, typer.Option(help="Replaces company.toml.")] = None,
    responses: Annotated[
        list[Path] | None, typer.Option(help="Replaces responses/: workbooks or folders of them.")
    ] = None,
    reference: Annotated[Path | None, typer.Option(help="Smelter reference: official workbook or CSV.")] = None,
    audited: Annotated[Path | None, typer.Option(help="List of audited smelters: CSV or workbook.")] = None,
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day for which --audited holds.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes (default: by processors and files).")] = None,
    format_: Annotated[Plain, typer.Option("--format", help="What to print: text or json.")] = Plain.TEXT,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of what is printed.")] = Lang.EN,
) -> None:
    """Build Form SD and its Conflict Minerals Report from an evidence folder; read them back and prove them.

    [bold]Example:[/bold]  kaiji minerals package evidence/ --year 2025 -o package/

    A bare folder of workbooks works too:  kaiji minerals package --responses answers/ --reference CMRT.xlsx
    --year 2025 -o package/
    """
    if year < FIRST_YEAR:
        misuse("Name the reporting year with --year.", "The first year of the rule is 2013; for example: --year 2025")
    if to is None:
        misuse("Name the folder for the package with -o.", "For example: -o package/")
    if folder is None and not responses:
        misuse("There is nothing to work on.", "Name an evidence folder, or workbooks with --responses.")
    if folder is not None and not folder.is_dir():
        misuse(f"There is no folder {folder}.", "Name a folder; single workbooks go to --responses.")
    files = _evidence_files(folder, company)
    inputs = files_of(responses) if responses else _responses(folder)
    given_reference = _list(reference, "--reference")
    given_audited = _list(audited, "--audited")
    outcomes = list(Workers(jobs).map(read, inputs, "Reading answers"))
    digests = {one.name: one.value.source.digest for one in outcomes if one.value is not None}
    digests |= {one.name: one.findings[0].sources[0].digest for one in outcomes if one.value is None and one.findings}
    evidence = read_evidence(
        files,
        digests,
        name=folder.name if folder else "evidence",
        reference=given_reference,
        audited=given_audited,
        as_of=as_of.date() if as_of else None,
        year=year,
    )
    today = min(datetime.now(UTC).date(), judged_from(evidence, year))
    result = build_package(evidence, [_response(one, year, today, evidence) for one in outcomes], year, RULES)
    kept = write_package(to, result.files)
    findings = (*result.findings, *kept)
    if format_ is Plain.JSON:
        print_json(_as_data(result, findings, to))
    else:
        _print(result, findings, to, lang.language)
    finish(findings)


def _response(outcome: Outcome[Reading], year: int, today: date, evidence: Evidence) -> Response:
    if outcome.value is None:
        source = outcome.findings[0].sources[0] if outcome.findings else Source(outcome.name)
        return Response(Reading(source, None, None, {}, outcome.findings), outcome.findings)
    reference, judgements = evidence.reference, evidence.judgements
    found = check(outcome.value, year=year, as_of=today, reference=reference, judgements=judgements)
    return Response(outcome.value, found)


def _evidence_files(folder: Path | None, company: Path | None) -> dict[str, bytes]:
    parts = parts_of(folder, PLAIN_PARTS) if folder is not None else ()
    found = {name: _bytes(path) for path, name in parts}
    if company is not None:
        found[COMPANY] = _bytes(company)
    return found


def _responses(folder: Path | None) -> list[tuple[Path, str]]:
    inside = folder / RESPONSES if folder is not None else None
    return files_of([inside]) if inside is not None and inside.is_dir() else []


def _list(path: Path | None, option: str) -> tuple[str, bytes] | None:
    if path is None:
        return None
    if path.is_dir():
        misuse(f"{path} is a folder.", f"{option} takes one file.")
    return path.name, _bytes(path)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_LIST:
            misuse(f"{path} is larger than 50 MB.", "An evidence file of this size is not read.")
        return path.read_bytes()
    except OSError as error:
        misuse(f"{path} cannot be read: {error.strerror}.", "Check the path and that you may read it.")


def _as_data(result: Package, findings: Sequence[Finding], to: Path) -> dict[str, object]:
    return {
        "package": str(to),
        "year": result.conclusions.year,
        "due": result.conclusions.due.isoformat(),
        "filing": result.conclusions.branch.filing,
        "figures": {key: one.text for key, one in result.conclusions.figures.items()},
        "files": list(result.files),
        "certificates": {
            name: {"numbers": one.numbers, "proved": one.proved, "single": one.single, "unproved": one.unproved}
            for name, one in result.certificates.items()
        },
        "findings": [finding_as_data(one, RULES) for one in findings],
    }


WORDS: Mapping[str, Mapping[Language, str]] = {
    "asked": {"en": "suppliers asked", "ja": "調査対象の取引先", "zh": "调查供应商"},
    "answered": {"en": "suppliers that answered", "ja": "回答した取引先", "zh": "已答复供应商"},
    "received": {"en": "files received / read", "ja": "受領ファイル／読取済み", "zh": "收到／已读取的文件"},
    "rows": {"en": "smelter rows", "ja": "製錬所の行", "zh": "冶炼厂行数"},
    "named": {"en": "smelters named", "ja": "記載された製錬所", "zh": "列出的冶炼厂"},
    "identified": {"en": "  identified", "ja": "  うち特定", "zh": "  已识别"},
    "unidentified": {"en": "  not identified", "ja": "  うち未特定", "zh": "  未识别"},
    "filing": {"en": "to be filed", "ja": "提出書類", "zh": "应提交"},
    "due": {"en": "due", "ja": "提出期限", "zh": "截止日期"},
    "proved": {"en": "numbers proved", "ja": "検証済みの数値", "zh": "已验证数字"},
    "errors": {"en": "findings that must be put right", "ja": "要対応の指摘", "zh": "必须更正"},
    "warnings": {"en": "findings that want a look", "ja": "要確認の指摘", "zh": "需要确认"},
}
FILINGS: Mapping[str, Mapping[Language, str]] = {
    "none": {"en": "nothing", "ja": "なし", "zh": "无"},
    "sd": {"en": "Form SD", "ja": "Form SD", "zh": "Form SD"},
    "sd+cmr": {
        "en": "Form SD with Conflict Minerals Report",
        "ja": "Form SD・紛争鉱物報告書",
        "zh": "Form SD 及冲突矿产报告",
    },
    "undecided": {"en": "not decided yet (drafts written)", "ja": "未決定（案を作成）", "zh": "未定（已生成草稿）"},
}


def _print(result: Package, findings: Sequence[Finding], to: Path, language: Language) -> None:
    figures, certificates = result.conclusions.figures, result.certificates.values()
    errors = sum(one.severity is Severity.ERROR for one in findings)
    warnings = sum(one.severity is Severity.WARN for one in findings)
    registered = result.conclusions.rollup.survey.registered
    rows = [
        ("asked", figures["suppliers.asked"].text if registered else "—"),
        ("answered", figures["suppliers.answered"].text),
        ("received", f"{figures['responses.received'].text} / {figures['responses.read'].text}"),
        ("rows", figures["smelters.rows"].text),
        *((key, figures[f"smelters.{key}"].text) for key in ("named", "identified", "unidentified")),
        ("filing", FILINGS[result.conclusions.branch.filing][language]),
        ("due", result.conclusions.due.isoformat()),
        (
            "proved",
            f"{sum(one.proved + one.single for one in certificates)} / {sum(one.numbers for one in certificates)}",
        ),
        ("errors", str(errors)),
        ("warnings", str(warnings)),
    ]
    table = Table(box=None, show_header=False, pad_edge=False)
    for key, value in rows:
        style = "bold red" if key == "errors" and errors else "bold"
        table.add_row(WORDS[key][language], f"[{style}]{escape(value)}[/]")
    out.print(table)
    where = {"en": "The package lies in", "ja": "パッケージの場所：", "zh": "文件包位于"}[language]
    out.print(f"\n{where} [bold]{escape(str(to))}[/]")
    page = to / ("findings.ja.html" if language == "ja" else "findings.html")
    following = {
        "en": f"Next: open {page} and put right what it lists, then run this command again."
        if errors
        else f"Next: read {to / 'sd.htm'}, then have it approved and signed.",
        "ja": f"次に {page} を開き、指摘に対応してから、このコマンドをもう一度実行してください。"
        if errors
        else f"次に {to / 'sd.htm'} を確認し、承認と署名を得てください。",
        "zh": f"下一步：打开 {page} 处理所列问题，然后重新运行本命令。"
        if errors
        else f"下一步：审阅 {to / 'sd.htm'}，然后批准并签署。",
    }[language]
    out.print(escape(following))
