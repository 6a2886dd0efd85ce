"""A proof as plain data: the interface of ``kaiji tieout --format json``, which stays stable."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from kaiji.core.rule import Catalogue
from kaiji.core.source import Place
from kaiji.core.text import Language
from kaiji.tieout.proof import DocumentProof, ProofFinding, Spot

TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # UAX 9, explicit marks


def proof_as_data(proof: DocumentProof, rules: Catalogue, language: Language = "en") -> dict[str, object]:
    """Give a proof as plain data: file, findings, those that somebody lets stand, certificate.

    Args:
        proof: of one document.
        rules: for the words of the findings.
        language: of the messages.
    """
    return {
        "file": proof.name,
        "findings": [finding_as_data(proof, one, rules, language) for one in proof.standing],
        "suppressed": [finding_as_data(proof, one, rules, language) for one in proof.suppressed],
        "certificate": proof.certificate,
        **_support(proof),
    }


def _support(proof: DocumentProof) -> dict[str, object]:
    """Give what came of each document and fact that the document was held against; nothing where there was none."""
    found: dict[str, object] = {}
    if proof.support:
        found["support"] = [
            {"file": one.name, "numbers": one.numbers, "compared": one.compared, "agreeing": one.agreeing}
            for one in proof.support
        ]
    if proof.facts:
        found["facts"] = [
            {
                "file": one.source.file,
                "line": one.source.place.line,
                **_beside(one.source.place),
                "item": one.item,
                "period": one.period,
                "value": one.value,
                "state": one.state,
                "lines": list(dict.fromkeys(line_number(proof, spot) for spot in one.spots)),
            }
            for one in proof.facts
        ]
    return found


def finding_as_data(
    proof: DocumentProof, one: ProofFinding, rules: Catalogue, language: Language = "en"
) -> dict[str, object]:
    """Give one finding as plain data.

    ``lines`` are the lines of all places in the document, the wrong place's first, each once. A place in another document has
    its ``file``. A line is counted in the file from 1; in a
    format whose files have no lines (Word, PDF) it is counted in the text as it is read, and the place has its page or
    the path of its element too.
    """
    rule = rules[one.finding.code]
    places = list(_places(proof, one))
    said = one.suppression
    return {
        "code": one.finding.code,
        "level": str(one.finding.severity),
        "lines": list(
            dict.fromkeys(place["line"] for place in places if place["line"] and not (one.beside and "file" in place))
        ),
        "places": places,
        "message": rule.say(one.finding, language),
        "remedy": rule.advise(one.finding, language),
        "stated": one.stated,
        "expected": one.expected,
        "root": one.root,
        **({"suppression": {"reason": said.reason, "by": said.by, "date": said.day}} if said else {}),
    }


def seen(text: str) -> str:
    """Give a name or a quotation so that nothing in it acts: control characters and those that turn the writing are spelled out."""
    return "".join(
        f"[U+{ord(one):04X}]" if one in TURNING or unicodedata.category(one) == "Cc" else one for one in text
    )


def line_number(proof: DocumentProof, spot: Spot) -> int:
    """Give the number by which people and machines find a line: the file's own, else that of the reading order."""
    return proof.source(spot).place.line or spot.line + 1


def elsewhere_of(proof: DocumentProof, one: ProofFinding) -> str:
    """Give the place of a finding that stands in no line of the document: in its file, or in a file beside it."""
    if one.places or not one.finding.sources:
        return ""
    source = one.finding.sources[0]
    return str(source.place) if source.file == proof.name else str(source)


def _places(proof: DocumentProof, one: ProofFinding) -> Iterator[dict[str, object]]:
    yield from sorted((*_here(proof, one), *_there(one)), key=lambda place: place["role"] != "wrong")


def _there(one: ProofFinding) -> Iterator[dict[str, object]]:
    for other in one.beside:
        place = other.source.place
        yield {
            "line": place.line,
            "quote": other.quote,
            "role": other.role,
            "file": other.source.file,
            **_beside(place),
        }


def _here(proof: DocumentProof, one: ProofFinding) -> Iterator[dict[str, object]]:
    for placed in one.places:
        place = proof.source(placed.spot).place
        yield {
            "line": line_number(proof, placed.spot),
            "quote": proof.quote(placed.spot),
            "role": placed.role,
            **_beside(place),
        }
    if not one.places and not one.beside:  # what stands in no line: the whole file, or a line that could not be read
        for number, source in enumerate(one.finding.sources):
            role = "evidence" if number else "wrong"
            other = {"file": source.file} if source.file != proof.name else {}
            yield {"line": source.place.line, "quote": "", "role": role, **other, **_beside(source.place)}


def _beside(place: Place) -> dict[str, object]:
    named = (("page", place.page), ("element", place.element), ("sheet", place.sheet), ("cell", place.cell))
    return {name: value for name, value in named if value}
