"""The page that leads to the pages of several proved documents: what was found in each, and how much of it is proved."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kaiji.core.page_style import page_style
from kaiji.core.text import Language
from kaiji.core.version import VERSION
from kaiji.tieout.proof import DocumentProof
from kaiji.tieout.proof_data import seen

INDEX = "index.html"
LEVELS = ("error", "warn", "info")
LONGEST_NAME = 200


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((resources.files("kaiji.tieout") / "proof_page.toml").read_text(encoding="utf-8"))


def page_names(names: Iterable[str]) -> tuple[str, ...]:
    """Give the file name of each document's page: its own name and ``.html``, with a number where two are the same.

    Args:
        names: of the documents, in their order.
    """
    taken = {INDEX}
    made = []
    for name in names:
        plain = name.replace("/", "_").replace("\\", "_")[:LONGEST_NAME] or "document"
        page, number = f"{plain}.html", 1
        while page.casefold() in taken:
            number += 1
            page = f"{plain}-{number}.html"
        taken.add(page.casefold())
        made.append(page)
    return tuple(made)


def proof_index(proofs: Sequence[DocumentProof], pages: Sequence[str], language: Language) -> bytes:
    """Make the page.

    Args:
        proofs: of the documents, in their order.
        pages: the file name of each one's own page, beside this one.
        language: of the page; where a word is missing, it is English.
    """
    w = {name: texts.get(language, texts["en"]) for name, texts in _words().items()}
    rows = []
    whole: Counter[str] = Counter()
    for proof, page in zip(proofs, pages, strict=True):
        levels = Counter(str(one.finding.severity) for one in proof.standing)
        whole.update(levels)
        rows.append(
            {
                "name": seen(proof.name),
                "href": page,
                "levels": [levels[one] for one in LEVELS],
                "kept": len(proof.suppressed),
                "counts": proof.certificate,
                "support": [seen(one.name) for one in proof.support],
            }
        )
    counts = {"errors": whole["error"], "warnings": whole["warn"], "infos": whole["info"]}
    environment = Environment(
        loader=PackageLoader("kaiji.tieout", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page_text = environment.get_template("proof_index.html.j2").render(
        w=w,
        style=Markup(page_style(w["lang"])),  # noqa: S704 - our own file
        rows=rows,
        clean=not whole["error"],
        held=any(proof.support for proof in proofs),
        verdict=w["not_clean_text" if whole["error"] else "clean_text"].format_map(counts),
        version=VERSION,
    )
    return page_text.encode("utf-8", "replace")
