"""The documents that are due: every notice decided so far, in each language, with its cover of Form 6-K."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kaiji.core.document import Document
from kaiji.core.text import Language
from kaiji.offerings.fact import Fact
from kaiji.offerings.notice.allotment import build_allotment
from kaiji.offerings.notice.form_6k import build_form_6k
from kaiji.offerings.notice.launch import build_launch
from kaiji.offerings.notice.pricing import build_pricing
from kaiji.offerings.notice.voice import Voice
from kaiji.offerings.offering import Offering, Stage

BUILDERS: Mapping[Stage, Callable[[Voice], Document]] = {
    "launch": build_launch,
    "pricing": build_pricing,
    "allotment": build_allotment,
}


def documents_of(
    offering: Offering, facts: Mapping[str, Fact], languages: Sequence[Language], only: Stage | None = None
) -> dict[str, Document]:
    """Give the documents due so far by stem (``pricing``, ``pricing-ja``, ``pricing-6k``).

    The offering must be without findings at error level; a term that a notice needs and that is missing is misuse and
    raises KeyError.
    """
    found: dict[str, Document] = {}
    for stage in offering.stages():
        if only not in (None, stage):
            continue
        for language in languages:
            stem = stage if language == "en" else f"{stage}-{language}"
            found[stem] = BUILDERS[stage](Voice(offering, facts, stage, language))
        if "en" in languages and offering.terms.has("form_6k"):
            found[f"{stage}-6k"] = build_form_6k(Voice(offering, facts, stage, "en"))
    return found
