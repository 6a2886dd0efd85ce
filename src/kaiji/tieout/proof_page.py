"""The page of a proved document: the document itself with tick marks, its findings in the margin, its certificate."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kaiji.core.page_style import page_style
from kaiji.core.rule import Catalogue
from kaiji.core.text import Language
from kaiji.core.version import VERSION
from kaiji.tieout.proof import DocumentProof
from kaiji.tieout.proof_data import seen
from kaiji.tieout.proof_view import ProofView

BINS = 150
WIDTH = 1200


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((resources.files("kaiji.tieout") / "proof_page.toml").read_text(encoding="utf-8"))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kaiji.tieout", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def proof_page(proof: DocumentProof, rules: Catalogue, language: Language) -> bytes:
    """Make the page.

    Args:
        proof: of one document; what it quotes is escaped.
        rules: for the words of the findings.
        language: of the page; where a word is missing, it is English.
    """
    w = {name: texts.get(language, texts["en"]) for name, texts in _words().items()}
    view = ProofView(proof, rules, language)
    levels = Counter(str(one.finding.severity) for one in proof.standing)
    counts = {"errors": levels["error"], "warnings": levels["warn"], "infos": levels["info"]}
    verdict = w["not_clean_text" if levels["error"] else "clean_text"].format_map(counts)
    if proof.suppressed:
        verdict += " " + w["suppressed_text"].format(count=len(proof.suppressed))
    certificate = proof.certificate
    whole = max(1, certificate["numbers"])
    page = (
        _environment()
        .get_template("proof_page.html.j2")
        .render(
            w=w,
            page_style=lambda language: Markup(page_style(language)),  # noqa: S704 - our own file
            view=view,
            name=seen(proof.name),
            counts=levels,
            verdict=verdict,
            certificate=certificate,
            shares={state: f"{100 * certificate[state] / whole:.1f}" for state in ("proved", "single", "unproved")},
            strip=_strip(view),
            parts=view.parts(),
            supports=proof.support,
            facts=view.facts(),
            blocks=view.blocks(),
            example=next((one.finding.code for one in proof.findings), "TIE-112"),
            version=VERSION,
        )
    )
    return page.encode("utf-8", "replace")


def _strip(view: ProofView) -> dict[str, Any] | None:
    """Give the picture of the document from beginning to end: numbers by state in bins of lines, findings above."""
    proof = view.proof
    if not proof.numbers and not proof.findings:
        return None
    lines = max(1, len(proof.lines))
    count = min(BINS, lines)
    step = WIDTH / count
    bins = [{"x": round(at * step, 2), "proved": 0, "single": 0, "unproved": 0} for at in range(count)]
    for number in proof.numbers:
        bins[number.spot.line * count // lines][number.state] += 1
    marks = [
        {
            "number": seen.number,
            "level": seen.level,
            "message": seen.message,
            "x": round((one.places[0].spot.line * count // lines + 0.5) * step, 2),
        }
        for seen, one in zip(view.findings, proof.standing, strict=False)
        if one.places
    ]
    top = max((one["proved"] + one["single"] + one["unproved"] for one in bins), default=0)
    return {"bins": bins, "marks": marks, "top": max(1, top), "step": round(step, 2), "width": WIDTH}
