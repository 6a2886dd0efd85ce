"""Proofs on the screen: of a document, and of a written package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table
from rich.text import Text as RichText

from kaiji.cli.out import STYLES, WORDS, out, print_findings
from kaiji.core.rule import Catalogue, finding_as_data
from kaiji.core.text import Language, Text
from kaiji.tieout.proof import DocumentProof, ProofFinding, Spot
from kaiji.tieout.proof_data import elsewhere_of, line_number, seen

if TYPE_CHECKING:
    from kaiji.minerals.prove import Proof as ReportProof
    from kaiji.offerings.prove import Proof as NoticeProof

QUOTE = 100
COUNTS = Text(
    "{numbers} numbers: {proved} proved, {single} with a single witness, {unproved} unproved",
    "数値 {numbers} 件：検証済み {proved} 件、単一の証跡 {single} 件、未検証 {unproved} 件",
)
HELD = Text("held against", "照合した文書")
HELD_COUNTS = Text(
    "{compared} of {numbers} numbers compared, {agreeing} agree",
    "数値{numbers}件のうち{compared}件を照合、{agreeing}件が一致",
)
FACTS = Text(
    "facts: {carried} carried, {contradicted} contradicted, {absent} not stated",
    "根拠資料の事実：記載あり{carried}件、不一致{contradicted}件、記載なし{absent}件",
)
SUPPRESSED = Text("{count} suppressed, with reason:", "抑止された指摘 {count} 件（理由つき）：")
ROLES_BESIDE = {"wrong": Text("wrong there", "他の文書の該当箇所"), "evidence": Text("against", "照合先")}
MOST_BESIDE = 8
ROLES = {"wrong": Text("here", "該当箇所"), "evidence": Text("against", "照合先")}


def print_proof(proof: DocumentProof, rules: Catalogue, language: Language) -> None:
    """Print the proof of one document: how much is proved, then each finding with its places."""
    out.print(f"[bold]{escape(seen(proof.name))}[/]  {COUNTS.say(language).format_map(proof.certificate)}")
    for other in proof.support:
        counts = {"numbers": other.numbers, "compared": other.compared, "agreeing": other.agreeing}
        out.print(
            f"  [dim]{escape(f'{HELD.say(language)} {other.name}: {HELD_COUNTS.say(language).format_map(counts)}')}[/]"
        )
    if proof.facts:
        states = {
            state: sum(one.state == state for one in proof.facts) for state in ("carried", "contradicted", "absent")
        }
        out.print(f"  [dim]{FACTS.say(language).format_map(states)}[/]")
    for one in proof.standing:
        _finding(proof, one, rules, language)
    if proof.suppressed:
        out.print(f"  [dim]{SUPPRESSED.say(language).format(count=len(proof.suppressed))}[/]")
    for one in proof.suppressed:
        _suppressed(proof, one)


def _suppressed(proof: DocumentProof, one: ProofFinding) -> None:
    said = one.suppression
    if said is None:
        return
    spot = one.places[0].spot
    where = _where(proof, spot)
    who = ", ".join(part for part in (said.by, said.day) if part)
    out.print(RichText(f"        {one.finding.code} {where}: {said.reason}" + (f" ({who})" if who else ""), "dim"))


def _finding(proof: DocumentProof, one: ProofFinding, rules: Catalogue, language: Language) -> None:
    rule = rules[one.finding.code]
    head = RichText("  ")
    head.append(WORDS[one.finding.severity][language], STYLES[one.finding.severity])
    head.append(f" {one.finding.code} ", "dim")
    if elsewhere := elsewhere_of(proof, one):
        head.append(f"{elsewhere}: ", "bold")
    head.append(rule.say(one.finding, language))
    out.print(head)
    for placed in one.places:
        row = RichText("        ")
        row.append(f"{ROLES[placed.role].say(language)} ", "bold" if placed.role == "wrong" else "dim")
        row.append(f"{_where(proof, placed.spot)}: ", "dim")
        row.append(_short(seen(proof.quote(placed.spot))))
        out.print(row)
    for other in one.beside[:MOST_BESIDE]:
        row = RichText("        ")
        row.append(f"{ROLES_BESIDE[other.role].say(language)} ", "bold" if other.role == "wrong" else "dim")
        row.append(f"{other.source}: ", "dim")
        row.append(_short(other.quote))
        out.print(row)
    out.print(RichText(f"        → {rule.advise(one.finding, language)}", "dim"))


def _where(proof: DocumentProof, spot: Spot) -> str:
    place = proof.source(spot).place
    parts = [f"page {place.page}"] if place.page else []
    parts.append(f"line {line_number(proof, spot)}")
    return ", ".join([*parts, *([place.element] if place.element else [])])


def _short(text: str) -> str:
    return text if len(text) <= QUOTE else f"{text[: QUOTE - 1]}…"


def print_package(name: str, proof: ReportProof | NoticeProof, rules: Catalogue, language: Language) -> None:
    """Print the proof of a package: a row of counts a document, then the findings."""
    out.print(f"[bold]{escape(name)}[/]")
    table = Table(box=None, pad_edge=False)
    for heading in ("document", "numbers", "proved", "single witness", "unproved"):
        table.add_column(heading, justify="left" if heading == "document" else "right")
    for document, one in proof.certificates.items():
        table.add_row(document, str(one.numbers), str(one.proved), str(one.single), str(one.unproved))
    out.print(table)
    print_findings(proof.findings, rules, language)


def package_as_data(
    name: str, proof: ReportProof | NoticeProof, rules: Catalogue, language: Language
) -> dict[str, object]:
    """Give the proof of a package as plain data."""
    return {
        "package": name,
        "findings": [finding_as_data(one, rules, language) for one in proof.findings],
        "certificates": {
            document: {"numbers": c.numbers, "proved": c.proved, "single": c.single, "unproved": c.unproved}
            for document, c in proof.certificates.items()
        },
    }
