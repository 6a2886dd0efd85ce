"""``kaiji minerals smelters judge`` and ``judgements``: what a person decided of a name, recorded and listed."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text as RichText

from kaiji.cli.judgement_file import append_line
from kaiji.cli.list_files import ListFiles, bytes_of
from kaiji.cli.out import FINDINGS, Lang, Plain, err, finish, misuse, out, print_findings, print_json
from kaiji.core.finding import Finding
from kaiji.core.rule import finding_as_data
from kaiji.core.source import Source
from kaiji.core.text import Language
from kaiji.minerals.country import country_of
from kaiji.minerals.evidence.vocabulary import vocabulary
from kaiji.minerals.label import metal_label
from kaiji.minerals.smelter.judgement import ANY, Judgement, JudgementLog, Verdict, log_of, read_judgements
from kaiji.programmes import RULES

FILE = Path("judgements.jsonl")
LONGEST = 2_000
Log = Annotated[
    Path, typer.Option("--judgements", help="The file of judgements; in an evidence folder it is judgements.jsonl.")
]


def judge(
    name: Annotated[str, typer.Argument(help="The name as the supplier wrote it; nothing with --withdraw.")] = "",
    metal: Annotated[str, typer.Option(help="Metal of the row: tin, tantalum, tungsten or gold.")] = "",
    country: Annotated[
        str, typer.Option(help="Country of the row; leave it out for rows without one, or “any” for all.")
    ] = "",
    is_: Annotated[str, typer.Option("--is", help="It is the facility with this id.")] = "",
    is_not: Annotated[str, typer.Option("--is-not", help="It is not the facility with this id.")] = "",
    instead_of: Annotated[
        str,
        typer.Option("--instead-of", help="With --is: and not the one with this id, although the row seems to say so."),
    ] = "",
    not_a_smelter: Annotated[bool, typer.Option("--not-a-smelter", help="It is no smelter or refiner.")] = False,
    withdraw: Annotated[str, typer.Option(help="Withdraw the judgement with this id.")] = "",
    why: Annotated[str, typer.Option(help="The reason, for whoever reads it years later.")] = "",
    by: Annotated[str, typer.Option(help="Who decides (default: the user of this machine).")] = "",
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of the decision (default: today).")
    ] = None,
    judgements: Log = FILE,
    reference: Annotated[
        list[Path] | None, typer.Option(help="Smelter reference, to see that the id is one of the metal.")
    ] = None,
    format_: Annotated[Plain, typer.Option("--format", help="What to print: text or json.")] = Plain.TEXT,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the messages.")] = Lang.EN,
) -> None:
    """Record what you decided of a name: who it is, who it is not, or that it is no smelter.

    A line is appended with who, when and why; nothing is overwritten. It holds for the same name, metal and country.

    [bold]Example:[/bold]  kaiji minerals smelters judge "Kurogane Wks" --metal tin --country JP --is CID900201 --why "site visit"
    """
    verdict = _verdict(is_, is_not, instead_of, withdraw, not_a_smelter=not_a_smelter)
    _complete(name, metal, why, withdraw)
    made = Judgement(
        verdict,
        _plain(by or getpass.getuser()),
        on.date() if on else datetime.now(UTC).date(),
        _plain(why),
        _metal(metal) if metal else "",
        _plain(name),
        _country(country),
        _plain(is_ or is_not).upper(),
        _plain(instead_of).upper(),
        _plain(withdraw).casefold(),
        Source(judgements.name),
    )
    _in_reference(made, reference or [], lang.language)

    def line_for(before: bytes) -> bytes:
        refused = _refused(made, read_judgements(before, judgements.name))
        if refused:
            print_findings(refused, RULES, lang.language, to=err)
            err.print(WORDS["refused"][lang.language])
            raise typer.Exit(FINDINGS)
        return made.line()

    append_line(judgements, line_for)
    if format_ is Plain.JSON:
        print_json(made.as_data())
    else:
        out.print(RichText(f"{judgements}: {made.id}  {_said(made, lang.language)}"))


def judgements(
    file: Annotated[Path, typer.Argument(help="The file of judgements.")] = FILE,
    format_: Annotated[Plain, typer.Option("--format", help="What to print: text or json.")] = Plain.TEXT,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the messages.")] = Lang.EN,
) -> None:
    """List what was decided of names, by whom, when and why; and what is wrong with the file.

    [bold]Example:[/bold]  kaiji minerals smelters judgements evidence/judgements.jsonl
    """
    log = read_judgements(bytes_of(file), file.name)
    if format_ is Plain.JSON:
        data = {
            "judgements": [one.as_data() | {"state": _state(one, log)} for one in log.lines],
            "findings": [finding_as_data(one, RULES, lang.language) for one in log.findings],
        }
        print_json(data)
    else:
        table = Table(box=None, pad_edge=False, header_style="dim")
        for heading in ("id", "state", "said", "by", "on", "why"):
            table.add_column(WORDS[heading][lang.language], overflow="fold")
        for one in log.lines:
            state = WORDS[_state(one, log)][lang.language]
            cells = (one.id, state, _said(one, lang.language), one.by, one.on.isoformat(), one.why)
            table.add_row(*(RichText(cell) for cell in cells))
        out.print(table)
        print_findings(log.findings, RULES, lang.language)
    finish(log.findings)


WORDS: Mapping[str, Mapping[Language, str]] = {
    "refused": {
        "en": "Nothing was written.",
        "ja": "記録していません。",
        "zh": "未作记录。",
    },
    "id": {"en": "Id", "ja": "ID", "zh": "编号"},
    "state": {"en": "State", "ja": "状態", "zh": "状态"},
    "said": {"en": "Judgement", "ja": "判断", "zh": "判定"},
    "by": {"en": "By", "ja": "判断者", "zh": "判定人"},
    "on": {"en": "On", "ja": "日付", "zh": "日期"},
    "why": {"en": "Why", "ja": "理由", "zh": "理由"},
    "stands": {"en": "stands", "ja": "有効", "zh": "有效"},
    "withdrawn": {"en": "withdrawn", "ja": "取消済み", "zh": "已撤销"},
    "withdrawal": {"en": "withdrawal", "ja": "取消し", "zh": "撤销"},
    "contested": {"en": "contested", "ja": "矛盾", "zh": "矛盾"},
    "is": {"en": "is {cid}", "ja": "{cid} である", "zh": "为 {cid}"},
    "is_not": {"en": "is not {cid}", "ja": "{cid} ではない", "zh": "不是 {cid}"},
    "is_another": {
        "en": "is {cid}, not {instead_of}",
        "ja": "{instead_of} ではなく {cid} である",
        "zh": "为 {cid}，而非 {instead_of}",
    },
    "not_a_smelter": {"en": "is no smelter", "ja": "製錬業者ではない", "zh": "并非冶炼厂"},
}


def _said(one: Judgement, language: Language) -> str:
    if one.verdict is Verdict.WITHDRAWN:
        return f"→ {one.withdraws}"
    about = ", ".join(part for part in (metal_label(one.metal).say(language), one.country) if part)
    words = WORDS[str(one.verdict)][language].format(cid=one.cid, instead_of=one.instead_of)
    return f"“{one.name}” ({about}) {words}"


def _state(one: Judgement, log: JudgementLog) -> str:
    if one.verdict is Verdict.WITHDRAWN:
        return "withdrawal"
    if one.id in log.withdrawn:
        return "withdrawn"
    decision = log.decisions.get(one.key)
    return "contested" if decision is not None and decision.contested else "stands"


def _verdict(is_: str, is_not: str, instead_of: str, withdraw: str, *, not_a_smelter: bool) -> Verdict:
    said = [bool(is_), bool(is_not), not_a_smelter, bool(withdraw)]
    if sum(said) != 1:
        misuse(
            "Say one thing: --is, --is-not, --not-a-smelter or --withdraw.",
            'For example: kaiji minerals smelters judge "Corner Bank" --metal gold --not-a-smelter --why "it is a bank"',
        )
    if instead_of and (not is_ or is_.strip().upper() == instead_of.strip().upper()):
        misuse("--instead-of goes with --is, and names another id.", "It is the id that the row seems to mean.")
    if is_:
        return Verdict.IS_ANOTHER if instead_of else Verdict.IS
    return (Verdict.IS_NOT, Verdict.NOT_A_SMELTER, Verdict.WITHDRAWN)[said.index(True) - 1]


def _complete(name: str, metal: str, why: str, withdraw: str) -> None:
    if not why.strip():
        misuse("Say why, with --why.", "A decision without a reason is worth nothing to an auditor.")
    if withdraw and (name or metal):
        misuse("A withdrawal names the judgement by its id alone.", "Leave the name and the metal out.")
    if not withdraw and not (name.strip() and metal.strip()):
        misuse("Name the smelter and its --metal.", "A judgement holds for a name of one metal.")


def _plain(text: str) -> str:
    """Make one line of a text; what is no Unicode text, or is endless, is misuse."""
    words = " ".join(text.split())
    if len(words) > LONGEST or not words.isprintable():
        misuse("A text is too long, or holds characters that cannot be shown.", f"At most {LONGEST} characters.")
    return words


def _metal(text: str) -> str:
    term = vocabulary("metal").find(text)
    if term is None:
        misuse(f"There is no metal {text!r}.", f"Metals are {', '.join(vocabulary('metal').keys)}.")
    return term.key


def _country(text: str) -> str:
    if text.strip().casefold() in ("any", ANY):
        return ANY
    country = country_of(text.strip())
    if text.strip() and country is None:
        misuse(f"{text!r} is no country, or means more than one.", "Write its name in full, or its ISO code.")
    return country.alpha2 if country else ""


def _in_reference(made: Judgement, paths: list[Path], language: Language) -> None:
    """Where a reference is given, an id that it has not under the metal is misuse."""
    lists = ListFiles()
    lists.read_references(paths)
    print_findings(lists.findings, RULES, language, to=err)
    for cid in (made.cid, made.instead_of) if lists.references else ():
        found = [one.by_id(cid) for one in lists.references] if cid else []
        if cid and not any(one is not None and one.metal == made.metal for one in found):
            misuse(
                f"No reference has {cid} under {made.metal}.", "Look the id up; a facility of another metal is another."
            )


def _refused(made: Judgement, log: JudgementLog) -> tuple[Finding, ...]:
    """Give what would be wrong with the file after this line, and was not before; then nothing is written."""
    before = set(log_of(log.lines, log.source).findings)
    after = log_of((*log.lines, made), log.source)
    return tuple(one for one in after.findings if one not in before)
