"""Proof of written notices: read back from their bytes, tied out against the terms, and against each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kaiji.core.document import Document
from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.core.text import Language
from kaiji.formats.ascii_text import in_ascii
from kaiji.formats.document_read import Read
from kaiji.formats.html_document import read_html
from kaiji.formats.pdf_text import read_pdf_text
from kaiji.formats.text_document import read_plain_text
from kaiji.formats.word_read import read_word
from kaiji.offerings.check import TERMS, check_offering
from kaiji.offerings.notice.catalogue import documents_of
from kaiji.offerings.offering import Offering
from kaiji.offerings.prove_chain import prove_by_themselves
from kaiji.offerings.prove_rule import (
    evidence_differs,
    file_changed,
    file_missing,
    relation_broken,
    terms_not_clean,
    unreadable,
)
from kaiji.offerings.recount import recount
from kaiji.offerings.relation import RELATIONS
from kaiji.tieout.against import TieOut, check_across, tie_out
from kaiji.tieout.certificate import Certificate
from kaiji.tieout.evidence import Ledger, as_data, ledger_of
from kaiji.tieout.manifest import MANIFEST, compare_manifest
from kaiji.tieout.stream import tie_out_pages
from kaiji.tieout.tie_rule import Printed

PROVENANCE = "provenance.json"
FORMAT = "kaiji-provenance-1"
LANGUAGES: tuple[Language, ...] = ("en", "ja")

READERS: Mapping[str, Callable[[bytes, str], Read]] = {
    ".htm": read_html,
    ".txt": read_plain_text,
    ".docx": read_word,
}
PDF = ".pdf"  # its text has pages and an order, but no blocks


@dataclass(frozen=True)
class Proof:
    """What came of the proof: findings, and for each written file how many of its numbers are proved."""

    findings: tuple[Finding, ...]
    certificates: Mapping[str, Certificate]


def stem_of(name: str) -> str:
    """Give the stem of a written file (``pricing-ja`` of ``pricing-ja.htm``)."""
    return name.rpartition(".")[0]


def written_names(files: Mapping[str, bytes], stems: Mapping[str, object]) -> list[str]:
    """Give the written files that can be read back, in order."""
    return [name for name in files if stem_of(name) in stems and "." + name.rpartition(".")[2] in (*READERS, PDF)]


def prove(files: Mapping[str, bytes], only: str = "") -> Proof:
    """Prove what lies in the folder of a built offering.

    The terms in the folder are read and checked again, the notices built again from them, and each written file is
    tied out against that, number by number and word by word; then against an independent recount, and against the other
    notices.

    Args:
        files: content by name, as it lies in the folder.
        only: name of one file to prove; empty for all.
    """
    findings = list(_manifest(files, only))
    if TERMS not in files:
        return Proof((*findings, *unreadable(Source(TERMS), TERMS)), {})
    checked = check_offering(files)
    if checked.offering is None or not checked.can_be_written:
        return Proof((*findings, *terms_not_clean(Source(TERMS), sum(1 for _ in checked.findings))), {})
    documents = documents_of(checked.offering, checked.facts, LANGUAGES)
    ledgers = {stem: ledger_of(document) for stem, document in documents.items()}
    findings += _provenance(files, ledgers)
    readings = _read(files, ledgers)
    results = _tie(files, readings, documents, ledgers, checked.offering, only)
    for result in results.values():
        findings += result.findings
    findings += check_across(results.values())
    findings += _relations(results)
    # The cover of Form 6-K holds no term of its own.
    notices = {name: read for name, read in readings.items() if not stem_of(name).endswith("-6k")}
    findings += prove_by_themselves(notices, only)
    certificates = {name: one.certificate for name, one in results.items()}
    return Proof(tuple(findings), certificates)


def _read(files: Mapping[str, bytes], ledgers: Mapping[str, Ledger]) -> dict[str, Read]:
    """Read the written files whose text has blocks, in the order of the notices."""
    names = [name for name in written_names(files, ledgers) if not name.endswith(PDF)]
    order = {stem: at for at, stem in enumerate(ledgers)}
    return {
        name: READERS[f".{name.rpartition('.')[2]}"](files[name], name)
        for name in sorted(names, key=lambda one: (order[stem_of(one)], one))
    }


def _tie(
    files: Mapping[str, bytes],
    readings: Mapping[str, Read],
    documents: Mapping[str, Document],
    ledgers: Mapping[str, Ledger],
    offering: Offering,
    only: str,
) -> dict[str, TieOut]:
    counts = recount(offering)
    results: dict[str, TieOut] = {}
    for name in written_names(files, ledgers):
        if only not in ("", name):
            continue
        stem, _, form = name.rpartition(".")
        if form == "pdf":
            text = read_pdf_text(files[name], name)
            found = tie_out_pages(text.pages, text.at, ledgers[stem], counts)
            results[name] = replace(found, findings=(*text.findings, *found.findings))
            continue
        reading = readings[name]
        spelled = in_ascii if form == "txt" and documents[stem].language == "en" else None
        result = tie_out(reading, ledgers[stem], counts, spelled=spelled)
        results[name] = replace(result, findings=(*reading.findings, *result.findings))
    return results


def _provenance(files: Mapping[str, bytes], ledgers: Mapping[str, Ledger]) -> Iterator[Finding]:
    """Compare the record of evidence with what follows from the terms."""
    try:
        record = json.loads(files[PROVENANCE])
        listed = {str(stem): one["ledger"] for stem, one in record["documents"].items()}
        known = record["format"] == FORMAT
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        known, listed = False, {}
    if not known:
        yield from unreadable(Source(PROVENANCE), PROVENANCE)
        return
    for stem, found in listed.items():
        expected = json.loads(json.dumps(as_data(ledgers[stem]))) if stem in ledgers else None
        if found != expected:
            yield from evidence_differs(Source(PROVENANCE).at(record=stem), stem)


def _relations(results: Mapping[str, TieOut]) -> Iterator[Finding]:
    for name, result in results.items():
        stated: dict[str, Printed] = {}
        for printed in result.printed:
            stated.setdefault(printed.key, printed)
        values: dict[str, Decimal] = {key: one.value for key, one in stated.items()}
        for relation in RELATIONS:
            expected = relation.expected(values)
            if expected is not None and relation.result in values and values[relation.result] != expected:
                found = stated[relation.result]
                yield from relation_broken(found.source, name, str(relation), values[relation.result], expected)


def _manifest(files: Mapping[str, bytes], only: str) -> Iterator[Finding]:
    compared = compare_manifest(files, only)
    if compared is None:
        yield from unreadable(Source(MANIFEST), MANIFEST)
        return
    for source in compared.missing:
        yield from file_missing(source)
    for source in compared.changed:
        yield from file_changed(source)


def merged(findings: Sequence[Finding], stems: Sequence[str]) -> tuple[Finding, ...]:
    """Say once what was found in several forms of one notice, with the places in all."""
    found: dict[tuple[object, ...], Finding] = {}
    for one in findings:
        stem = stem_of(one.file)
        key: tuple[object, ...] = (one.code, one.severity, one.params, stem) if stem in stems else (len(found),)
        if key in found and one.file not in {source.file for source in found[key].sources}:
            found[key] = replace(found[key], sources=(*found[key].sources, *one.sources))
        else:
            found[(*key, len(found)) if key in found else key] = one
    return tuple(found.values())
