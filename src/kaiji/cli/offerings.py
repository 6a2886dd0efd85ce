"""``kaiji offerings``: check the terms of an offering, build its notices, prove them, and show its timetable."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from kaiji.cli.out import Lang, Plain, finish, misuse, out, print_findings, print_json, write_or_print
from kaiji.cli.written import write_package
from kaiji.core.finding import Severity, has_errors
from kaiji.core.rule import finding_as_data
from kaiji.core.text import Language
from kaiji.offerings.check import TERMS, check_offering
from kaiji.offerings.offering import Stage
from kaiji.offerings.package import FORMS, Built, Form, build_offering
from kaiji.offerings.prove import PROVENANCE, Proof, prove
from kaiji.offerings.schema import template
from kaiji.offerings.terms import read_terms
from kaiji.offerings.timetable import lanes, timetable_of
from kaiji.offerings.timetable_write import TITLE, event_days, timetable_ics, timetable_svg
from kaiji.programmes import RULES

LARGEST = 64 * 1024 * 1024

app = typer.Typer(
    name="offerings",
    help="Share offerings: from the terms to the notices of launch, pricing and third-party allotment.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


class Notice(StrEnum):
    """Which notice."""

    LAUNCH = "launch"
    PRICING = "pricing"
    ALLOTMENT = "allotment"


class Written(StrEnum):
    """In which languages notices are written; messages follow it."""

    BOTH = "both"
    EN = "en"
    JA = "ja"

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages as the core names them."""
        match self:
            case Written.EN:
                return ("en",)
            case Written.JA:
                return ("ja",)
        return ("en", "ja")

    @property
    def language(self) -> Language:
        """The language of messages."""
        return "ja" if self is Written.JA else "en"


Format = Annotated[Plain, typer.Option("--format", help="What to print: text or json.")]


@app.command("init")
def init(
    to: Annotated[Path, typer.Argument(help="The file to write.")] = Path(TERMS),
    format_: Format = Plain.TEXT,
) -> None:
    """Write a first offering.toml to fill in, with an invented example and every setting explained.

    [bold]Example:[/bold]  kaiji offerings init offering.toml
    """
    if to.is_dir():
        to /= TERMS
    if to.exists():
        misuse(f"{to} is there already.", "Name another file; nothing is written over.")
    write_or_print(template().encode(), to)
    if format_ is Plain.JSON:
        print_json({"written": str(to)})
    else:
        out.print(f"{escape(str(to))} is written. Fill it in, then run: kaiji offerings check {escape(str(to))}")


@app.command("check")
def check(
    path: Annotated[Path, typer.Argument(help="offering.toml, or a folder that “build” wrote.")],
    format_: Format = Plain.TEXT,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the messages.")] = Lang.EN,
) -> None:
    """Check the terms; or, for a built folder, read its notices back and prove them.

    [bold]Example:[/bold]  kaiji offerings check offering.toml          [bold]or[/bold]  kaiji offerings check notices/
    """
    if path.is_dir() and (path / PROVENANCE).is_file():
        _prove(path, format_, lang.language)
    checked = check_offering(terms_files(path))
    findings = checked.findings
    if format_ is Plain.JSON:
        figures = {
            key: {"value": str(one.value), "unit": one.unit, "how": one.how} for key, one in checked.facts.items()
        }
        print_json({"findings": [finding_as_data(one, RULES, lang.language) for one in findings], "figures": figures})
    else:
        print_findings(findings, RULES, lang.language)
        if not has_errors(findings) and checked.offering is not None:
            due = ", ".join(checked.offering.stages())
            words = {"ja": f"条件に誤りはありません。作成できる開示：{due}"}
            out.print(words.get(lang.language, f"The terms are sound. Notices due so far: {due}"))
    finish(findings)


@app.command("build")
def build(
    path: Annotated[Path, typer.Argument(help="offering.toml.")],
    to: Annotated[Path | None, typer.Option("-o", "--output", help="Folder for the notices.")] = None,
    notice: Annotated[Notice | None, typer.Option(help="One notice only; without it, all that are due.")] = None,
    form: Annotated[list[str] | None, typer.Option(help="html, text, word, pdf; may be repeated.")] = None,
    lang: Annotated[Written, typer.Option("--lang", help="Language of the notices.")] = Written.BOTH,
    format_: Format = Plain.TEXT,
) -> None:
    """Write the notices due so far, read them back, and prove every figure, day and word from the terms.

    [bold]Example:[/bold]  kaiji offerings build offering.toml -o notices/

    All forms:  kaiji offerings build offering.toml --form html --form text --form word --form pdf -o notices/
    """
    if to is None:
        misuse("Name the folder for the notices with -o.", "For example: -o notices/")
    forms: list[Form] = [one for one in FORMS if one in (form or ("html", "text"))]
    if unknown := set(form or ()) - set(FORMS):
        misuse(f"There is no form {', '.join(sorted(unknown))}.", f"Forms are: {', '.join(FORMS)}.")
    only: Stage | None = None if notice is None else notice.value
    built = build_offering(terms_files(path), RULES, languages=lang.languages, forms=forms, only=only)
    findings = built.findings
    if built.files:
        findings = (*findings, *write_package(to, built.files))
    if format_ is Plain.JSON:
        print_json(
            {
                "folder": str(to) if built.files else "",
                "files": list(built.files),
                "certificates": _certificates(built.certificates),
                "findings": [finding_as_data(one, RULES, lang.language) for one in findings],
            }
        )
    else:
        print_findings(findings, RULES, lang.language)
        _summary(built, to, lang.language)
    finish(findings)


@app.command("timetable")
def timetable(
    path: Annotated[Path, typer.Argument(help="offering.toml.")],
    to: Annotated[Path | None, typer.Option("-o", "--output", help="Folder for timetable.svg and .ics.")] = None,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the timetable.")] = Lang.EN,
    format_: Format = Plain.TEXT,
) -> None:
    """Show who does what on which day; write it as a picture (SVG) and as a calendar (.ics).

    [bold]Example:[/bold]  kaiji offerings timetable offering.toml -o plan/
    """
    files = terms_files(path)
    checked = check_offering(files)
    language: Language = "ja" if lang is Lang.JA else "en"
    events = timetable_of(checked.offering) if checked.offering is not None else ()
    if to is not None and events:
        assert checked.offering is not None  # noqa: S101
        terms = checked.offering.terms
        name = (terms.text("issuer.name_ja") if language == "ja" else "") or terms.text("issuer.name")
        title = f"{name} – {TITLE.say(language)}"
        write_or_print(timetable_svg(events, title, language), to / "timetable.svg")
        write_or_print(timetable_ics(events, title, files[TERMS], language), to / "timetable.ics")
    if format_ is Plain.JSON:
        findings = [finding_as_data(one, RULES, language) for one in checked.findings]
        print_json({"events": [one.as_data() for one in events], "findings": findings})
    else:
        print_findings(checked.findings, RULES, language)
        table = Table(box=None, pad_edge=False, show_header=False)
        for one in events:
            days = " ".join(event_days(one, language))
            shown = f" [{one.disclosed.say(language)}]" if one.disclosed else ""
            table.add_row(escape(days), escape(lanes()[one.lane].say(language)), escape(one.what.say(language) + shown))
        out.print(table)
    finish(checked.findings)


def terms_files(path: Path) -> dict[str, bytes]:
    """Give the terms under their usual name, and the calendar file they name; a missing path is misuse."""
    if path.is_dir():
        path /= TERMS
    if not path.is_file():
        misuse(f"There is no file {path}.", "“kaiji offerings init” writes a first one.")
    found = {TERMS: _bytes(path)}
    name = read_terms(found[TERMS], TERMS).text("calendar.file")
    beside = path.parent / name
    if name and Path(name).name == name and beside.is_file():
        found[name] = _bytes(beside)
    return found


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            misuse(f"{path} is larger than 64 MB.", "A file of this size is not read.")
        return path.read_bytes()
    except OSError as error:
        misuse(f"{path} cannot be read: {error.strerror}.", "Check the path and that you may read it.")


def _certificates(certificates: object) -> object:
    assert isinstance(certificates, dict)  # noqa: S101
    return {name: one.as_data() for name, one in certificates.items()}


def _prove(folder: Path, format_: Plain, language: Language) -> None:
    files = {one.name: _bytes(one) for one in sorted(folder.iterdir()) if one.is_file()}
    proof = prove(files)
    if format_ is Plain.JSON:
        findings = [finding_as_data(one, RULES, language) for one in proof.findings]
        print_json({"folder": str(folder), "findings": findings, "certificates": _certificates(proof.certificates)})
    else:
        _table(proof, language)
        print_findings(proof.findings, RULES, language)
    finish(proof.findings)


HEADS = {
    "en": ("file", "numbers", "proved twice", "single witness", "unproved"),
    "ja": ("ファイル", "数値", "二重に検証", "単一の証跡", "未検証"),
}


def _table(proof: Proof | Built, language: Language) -> None:
    table = Table(box=None, pad_edge=False)
    for at, heading in enumerate(HEADS.get(language, HEADS["en"])):
        table.add_column(heading, justify="right" if at else "left")
    for name, one in proof.certificates.items():
        table.add_row(escape(name), str(one.numbers), str(one.proved), str(one.single), str(one.unproved))
    out.print(table)


def _summary(built: Built, to: Path, language: Language) -> None:
    if not built.files:
        words = {"ja": "エラーの指摘があるため、何も作成していません。"}
        out.print(words.get(language, "Nothing was written: the terms have findings that must be put right first."))
        return
    _table(built, language)
    errors = sum(one.severity is Severity.ERROR for one in built.findings)
    where = {"ja": f"{to} に{len(built.files)}ファイルを作成しました。"}
    out.print(escape(where.get(language, f"{len(built.files)} files were written to {to}.")))
    following = {"ja": f"次に {to / 'tieout.html'} を確認してください。"}
    done = f"Next: read {to / 'tieout.html'}" + (
        " and put right what it lists." if errors else ", then have the notices approved."
    )
    out.print(escape(following.get(language, done)))
