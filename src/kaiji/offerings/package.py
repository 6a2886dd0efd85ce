"""The notices written, read back, proved, and put under a manifest. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf
from typing import get_args

from kaiji.core.document import Document, figures_of
from kaiji.core.finding import Finding
from kaiji.core.rule import Catalogue, finding_as_data
from kaiji.core.source import Source, digest_of
from kaiji.core.text import Language
from kaiji.core.version import VERSION
from kaiji.formats.edgar_check import check_edgar_html
from kaiji.formats.edgar_html import write_edgar_html
from kaiji.formats.pdf_write import pdf_available, write_pdf
from kaiji.formats.plain_text import write_plain_text
from kaiji.formats.unicode_text import write_unicode_text
from kaiji.formats.word_write import write_word
from kaiji.offerings.check import TERMS, Checked, check_offering
from kaiji.offerings.notice.catalogue import documents_of
from kaiji.offerings.offering import Stage
from kaiji.offerings.page import tieout_page
from kaiji.offerings.prove import FORMAT, LANGUAGES, PROVENANCE, Proof, merged, prove
from kaiji.offerings.prove_rule import not_due, pdf_not_installed
from kaiji.tieout.certificate import Certificate
from kaiji.tieout.evidence import as_data, ledger_of
from kaiji.tieout.manifest import MANIFEST

Form = OneOf["html", "text", "word", "pdf"]
FORMS: tuple[Form, ...] = get_args(Form)
SUFFIX: Mapping[Form, str] = {"html": "htm", "text": "txt", "word": "docx", "pdf": "pdf"}
TIEOUT_JSON, TIEOUT_PAGE = "tieout.json", "tieout.html"


@dataclass(frozen=True)
class Built:
    """What was built.

    Args:
        files: content by name, the manifest last; empty where the terms have findings at error level.
        checked: the terms, their figures and findings.
        findings: everything found, on the terms, on writing and on reading back.
        certificates: how many numbers of each written file are proved.
        documents: the notices by stem.
    """

    files: Mapping[str, bytes]
    checked: Checked
    findings: tuple[Finding, ...]
    certificates: Mapping[str, Certificate]
    documents: Mapping[str, Document]


def build_offering(
    files: Mapping[str, bytes],
    rules: Catalogue,
    *,
    languages: Sequence[Language] = LANGUAGES,
    forms: Sequence[Form] = ("html", "text"),
    only: Stage | None = None,
) -> Built:
    """Build the notices due so far, write them, read them back and prove them.

    Args:
        files: content by name: ``offering.toml``, and the calendar file that it names, if any.
        rules: all rules, for the words of the findings.
        languages: of the notices.
        forms: in which each is written; the cover of Form 6-K is never Japanese.
        only: one notice, or all that are due.
    """
    checked = check_offering(files)
    offering = checked.offering
    if offering is None or not checked.can_be_written:
        return Built({}, checked, checked.findings, {}, {})
    if only is not None and only not in offering.stages():
        found = tuple(not_due(offering.terms.source, only, only))
        return Built({}, checked, (*checked.findings, *found), {}, {})
    documents = documents_of(offering, checked.facts, languages, only)
    written = dict(files)
    findings: list[Finding] = []
    for stem, document in documents.items():
        for form in forms:
            if form == "pdf" and not pdf_available():
                continue
            written[f"{stem}.{SUFFIX[form]}"] = _writer(form, document.language)(document)
    if "pdf" in forms and not pdf_available():
        findings += pdf_not_installed(Source(TERMS))
    written[PROVENANCE] = _json(_provenance(checked, documents))
    written[MANIFEST] = _manifest(written)
    proof = prove(written)
    for name, content in written.items():
        if name.endswith(".htm") and documents[name.rpartition(".")[0]].language == "en":
            findings += check_edgar_html(content, name)
    everything = (*checked.findings, *merged((*findings, *proof.findings), tuple(documents)))
    written[TIEOUT_JSON] = _json(_report(proof, everything, rules))
    written[TIEOUT_PAGE] = tieout_page(everything, proof.certificates, rules, "en" if "en" in languages else "ja")
    del written[MANIFEST]
    written[MANIFEST] = _manifest(written)
    return Built(written, checked, everything, proof.certificates, documents)


def _writer(form: Form, language: Language) -> Callable[[Document], bytes]:
    if form == "text":
        return write_plain_text if language == "en" else write_unicode_text
    return {"html": write_edgar_html, "word": write_word, "pdf": write_pdf}[form]


def _provenance(checked: Checked, documents: Mapping[str, Document]) -> dict[str, object]:
    used = {figure.key for document in documents.values() for figure in figures_of(document)}
    return {
        "format": FORMAT,
        "kaiji": VERSION,
        "documents": {
            stem: {"title": document.title, "language": document.language, "ledger": as_data(ledger_of(document))}
            for stem, document in documents.items()
        },
        "facts": {
            key: {
                "label": one.label.as_data(),
                "value": str(one.value),
                "unit": one.unit,
                "how": one.how,
                "sources": [source.as_data() for source in one.sources],
            }
            for key, one in checked.facts.items()
            if key in used
        },
    }


def _report(proof: Proof, findings: Sequence[Finding], rules: Catalogue) -> dict[str, object]:
    return {
        "certificates": {name: one.as_data() for name, one in proof.certificates.items()},
        "findings": [finding_as_data(one, rules) for one in findings],
    }


def _manifest(files: Mapping[str, bytes]) -> bytes:
    digests = {name: digest_of(content) for name, content in sorted(files.items()) if name != MANIFEST}
    return _json({"format": "kaiji-manifest-1", "kaiji": VERSION, "files": digests})


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
