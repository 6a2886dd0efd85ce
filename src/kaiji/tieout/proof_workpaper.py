"""The workpaper of a proved document: tables for an auditor's file, each number with its place and what proves it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from kaiji.core.rule import Catalogue
from kaiji.core.text import Language
from kaiji.core.version import VERSION
from kaiji.tieout.proof import DocumentProof, ProofFinding, Spot
from kaiji.tieout.proof_data import line_number

STATES = ("proved", "single", "unproved")
LEVELS = ("error", "warn", "info")
MOST_PLACES = 12

Sheet = tuple[str, Sequence[str], Sequence[Sequence[str]]]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((resources.files("kaiji.tieout") / "proof_workpaper.toml").read_text(encoding="utf-8"))


def workpaper(proof: DocumentProof, rules: Catalogue, language: Language) -> tuple[Sheet, ...]:
    """Make the tables of the workpaper: name, headings and rows of each, all text.

    Four sheets: the certificate, the numbers, the relations that prove them, and the findings; a fifth with the facts from
    files, where there were any. A number and its
    relations have the same reference, so that one sheet leads to the other.

    Args:
        proof: of one document.
        rules: for the words of the findings.
        language: of headings and messages.
    """
    w = {name: texts.get(language, texts["en"]) for name, texts in _words().items()}
    facts: tuple[Sheet, ...] = ()
    if proof.facts:
        heads = (w["ref"], w["item"], w["period"], w["value"], w["state"], w["places"], w["source"])
        facts = ((w["facts"], heads, tuple(_facts(proof, w))),)
    return (
        (w["certificate"], (w["what"], w["count"], w["meaning"]), tuple(_certificate(proof, w))),
        (
            w["numbers"],
            (w["ref"], w["page"], w["line"], w["element"], w["text"], w["state"], w["proved_by"], w["context"]),
            tuple(_numbers(proof, w, language)),
        ),
        (
            w["relations"],
            (w["ref"], w["text"], w["line"], w["relation"], w["other_refs"], w["other_places"]),
            tuple(_relations(proof, w, language)),
        ),
        (
            w["findings"],
            (
                w["number"],
                w["level"],
                w["rule"],
                w["page"],
                w["line"],
                w["element"],
                w["message"],
                w["stated"],
                w["expected"],
                w["remedy"],
                w["evidence"],
                w["root"],
                w["suppressed"],
            ),
            tuple(_findings(proof, rules, w, language)),
        ),
        *facts,
    )


def workpapers(proofs: Sequence[DocumentProof], rules: Catalogue, language: Language) -> Iterator[Sheet]:
    """Make the tables of the workpaper of several documents: a list of them, then the sheets of each with its number.

    Args:
        proofs: of the documents, in their order.
        rules: for the words of the findings.
        language: of headings and messages.
    """
    w = {name: texts.get(language, texts["en"]) for name, texts in _words().items()}
    heads = (w["number"], w["file"], *(w[one] for one in (*LEVELS, "suppressed", "numbers", *STATES)))
    yield w["documents"], heads, tuple(_listed_proof(at, one) for at, one in enumerate(proofs, 1))
    for at, proof in enumerate(proofs, 1):
        for name, head, rows in workpaper(proof, rules, language):
            yield f"{at} {name}", head, rows


def _listed_proof(at: int, proof: DocumentProof) -> tuple[str, ...]:
    levels = [str(one.finding.severity) for one in proof.standing]
    counts = [levels.count(level) for level in LEVELS]
    counts += [len(proof.suppressed), *(proof.certificate[one] for one in ("numbers", *STATES))]
    return (str(at), proof.name, *map(str, counts))


def _certificate(proof: DocumentProof, w: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    counts = proof.certificate
    first = proof.lines[0].at(0) if proof.lines else None
    yield w["file"], proof.name, f"SHA-256 {first.digest}" if first else w["nothing_read"]
    yield w["numbers"], str(counts["numbers"]), ""
    for state in STATES:
        share = f"{100 * counts[state] / counts['numbers']:.1f} %" if counts["numbers"] else ""
        yield w[state], str(counts[state]), f"{share}  {w[f'{state}_says']}".strip()
    levels = [str(one.finding.severity) for one in proof.standing]
    for level in LEVELS:
        yield w[level], str(levels.count(level)), ""
    yield w["suppressed"], str(len(proof.suppressed)), ""
    for other in proof.support:
        says = w["support_says"].format(numbers=other.numbers, compared=other.compared, agreeing=other.agreeing)
        yield f"{w['support']}: {other.name}", str(other.compared), says
    if proof.facts:
        for told in ("carried", "contradicted", "absent"):
            yield f"{w['facts']}: {w[told]}", str(sum(one.state == told for one in proof.facts)), ""
    yield w["made_by"], f"Kaiji {VERSION}", ""


def _numbers(proof: DocumentProof, w: Mapping[str, str], language: Language) -> Iterator[tuple[str, ...]]:
    for at, one in enumerate(proof.numbers):
        place = proof.source(one.spot).place
        yield (
            _ref(at),
            str(place.page or ""),
            str(line_number(proof, one.spot)),
            place.element,
            one.text,
            w[one.state],
            "; ".join(tick.reason.say(language) for tick in one.ticks),
            proof.lines[one.spot.line].text,
        )


def _relations(proof: DocumentProof, w: Mapping[str, str], language: Language) -> Iterator[tuple[str, ...]]:
    refs: dict[tuple[int, int], str] = {
        (one.spot.line, one.spot.start): _ref(at) for at, one in enumerate(proof.numbers)
    }
    for at, one in enumerate(proof.numbers):
        for tick in one.ticks:
            known = [refs.get((spot.line, spot.start), "") for spot in tick.spots]
            yield (
                _ref(at),
                one.text,
                _where(proof, one.spot, w),
                tick.reason.say(language),
                _listed([ref for ref in known if ref]),
                _listed([f"{_where(proof, spot, w)}: {proof.quote(spot)}" for spot in tick.spots]),
            )


def _findings(
    proof: DocumentProof, rules: Catalogue, w: Mapping[str, str], language: Language
) -> Iterator[tuple[str, ...]]:
    for at, one in enumerate((*proof.standing, *proof.suppressed), 1):
        rule, said = rules[one.finding.code], one.suppression
        place = proof.source(one.places[0].spot).place if one.places else one.finding.place
        yield (
            str(at),
            w[str(one.finding.severity)],
            one.finding.code,
            str(place.page or ""),
            str(line_number(proof, one.places[0].spot)) if one.places else str(place.line or ""),
            place.element,
            rule.say(one.finding, language),
            one.stated,
            one.expected,
            rule.advise(one.finding, language),
            _evidence(proof, one, w),
            one.root,
            " / ".join(part for part in (said.reason, said.by, said.day) if part) if said else "",
        )


def _facts(proof: DocumentProof, w: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for at, one in enumerate(proof.facts, 1):
        where = _listed([f"{_where(proof, spot, w)}: {proof.quote(spot)}" for spot in one.spots])
        yield (f"F{at}", one.item, one.period, one.value, w[one.state], where, str(one.source))


def _evidence(proof: DocumentProof, one: ProofFinding, w: Mapping[str, str]) -> str:
    here = [f"{_where(proof, placed.spot, w)}: {proof.quote(placed.spot)}" for placed in one.places[1:]]
    there = [f"{other.source}: {other.quote}" for other in one.beside]
    return _listed([*there, *here] if len(there) < MOST_PLACES else [*here[:2], *there])


def _where(proof: DocumentProof, spot: Spot, w: Mapping[str, str]) -> str:
    page = proof.source(spot).place.page
    parts = [f"{w['page']} {page}"] if page else []
    return ", ".join([*parts, f"{w['line']} {line_number(proof, spot)}"])


def _listed(parts: Sequence[str]) -> str:
    more = len(parts) - MOST_PLACES
    return "; ".join(parts[:MOST_PLACES]) + (f"; … +{more}" if more > 0 else "")


def _ref(at: int) -> str:
    return f"N{at + 1}"
