"""The package: documents and tables written, read back, proved, and put under a manifest. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kaiji.core.document import Document, figures_of
from kaiji.core.finding import Finding
from kaiji.core.period import long_date
from kaiji.core.rule import Catalogue, finding_as_data
from kaiji.core.source import digest_of
from kaiji.core.text import Text
from kaiji.core.version import VERSION
from kaiji.formats.edgar_check import check_edgar_html, check_edgar_text
from kaiji.formats.edgar_html import write_edgar_html
from kaiji.formats.plain_text import write_plain_text
from kaiji.minerals.conclusion import Conclusions, conclude
from kaiji.minerals.evidence_folder import Evidence
from kaiji.minerals.label import metal_label
from kaiji.minerals.law.reason import Reason
from kaiji.minerals.prove import EVIDENCE, FORMAT, prove
from kaiji.minerals.report.page import package_page
from kaiji.minerals.survey import Response
from kaiji.minerals.table import ANSWERS, MEASURES, RESPONSES, SMELTERS, SUPPLIERS
from kaiji.tieout.certificate import Certificate
from kaiji.tieout.evidence import as_data, ledger_of
from kaiji.tieout.manifest import MANIFEST

NAMES = {"SD": "sd", "SD/A": "sd", "EX-1.01": "ex101"}
FINDINGS_JSON, FINDINGS_PAGE, FINDINGS_PAGE_JA = "findings.json", "findings.html", "findings.ja.html"
ABOUT: Mapping[str, Text] = {
    "sd.htm": Text("Form SD, as it is filed", "Form SD（提出用）"),
    "sd.txt": Text("Form SD as plain text", "Form SD（テキスト）"),
    "ex101.htm": Text("Conflict Minerals Report, Exhibit 1.01", "紛争鉱物報告書（Exhibit 1.01）"),
    "ex101.txt": Text("Conflict Minerals Report as plain text", "紛争鉱物報告書（テキスト）"),
    SMELTERS: Text(
        "every smelter named, its status and the cells that name it", "記載された全製錬所とその状況・出典セル"
    ),
    SUPPLIERS: Text("every supplier asked, its answer and findings", "調査対象の全取引先と回答・指摘件数"),
    ANSWERS: Text("every answer of every declaration in force", "有効な申告のすべての回答"),
    RESPONSES: Text("every received file, whose it is and whether it counts", "受領した全ファイルと取引先・採否"),
    MEASURES: Text("every measure that the report states, with its records", "報告書に記載した施策とその記録"),
    FINDINGS_JSON: Text("all findings, for machines", "全指摘事項（機械可読）"),
    EVIDENCE: Text("each sentence and figure with its sources", "各文・各数値とその出典"),
    MANIFEST: Text("digests of all files and of all evidence", "全ファイルと全証跡のダイジェスト"),
}


@dataclass(frozen=True)
class Package:
    """A written package.

    Args:
        files: content by name, the manifest last.
        conclusions: what it says.
        findings: everything found, on the way and on reading back.
        certificates: how many numbers of each written document are proved.
    """

    files: Mapping[str, bytes]
    conclusions: Conclusions
    findings: tuple[Finding, ...]
    certificates: Mapping[str, Certificate]


def build_package(evidence: Evidence, responses: Sequence[Response], year: int, rules: Catalogue) -> Package:
    """Build the documents of a year, write them, read them back and prove them.

    Args:
        evidence: the folder.
        responses: the received files, read and checked.
        year: the reporting year; one before 2013 raises ValueError.
        rules: all rules, for the words of the findings.
    """
    conclusions = conclude(evidence, responses, year, rules)
    files = {name: table.content for name, table in conclusions.tables.items()}
    documents = {NAMES[document.kind]: document for document in conclusions.documents}
    for stem, document in documents.items():
        files[f"{stem}.htm"] = write_edgar_html(document)
        files[f"{stem}.txt"] = write_plain_text(document)
    files[EVIDENCE] = _json(_evidence(conclusions, documents))
    files[MANIFEST] = _manifest(files, evidence, year)
    proof = prove(files)
    written = tuple(
        finding
        for name, content in files.items()
        if name.endswith((".htm", ".txt"))
        for finding in (check_edgar_html if name.endswith(".htm") else check_edgar_text)(content, name)
    )
    findings = (*conclusions.findings, *_merged((*proof.findings, *written)))
    files[FINDINGS_JSON] = _json([finding_as_data(one, rules) for one in findings])
    for name, language, other in (
        (FINDINGS_PAGE, "en", FINDINGS_PAGE_JA),
        (FINDINGS_PAGE_JA, "ja", FINDINGS_PAGE),
    ):
        files[name] = package_page(
            conclusions.rollup,
            conclusions.figures,
            conclusions.material.statuses,
            findings,
            _conclusion_words(conclusions),
            rules,
            company=conclusions.material.cover["short_name"].text if "short_name" in conclusions.material.cover else "",
            year=year,
            due=long_date(conclusions.due) if language == "en" else conclusions.due.isoformat(),
            files=[(one, ABOUT[one]) for one in ABOUT if one in files],
            language="ja" if language == "ja" else "en",
            other_file=other,
        )
    del files[MANIFEST]
    files[MANIFEST] = _manifest(files, evidence, year)
    return Package(files, conclusions, findings, proof.certificates)


def _evidence(conclusions: Conclusions, documents: Mapping[str, Document]) -> dict[str, object]:
    used = {figure.key for document in documents.values() for figure in figures_of(document)}
    return {
        "format": FORMAT,
        "year": conclusions.year,
        "kaiji": VERSION,
        "documents": {
            stem: {
                "title": document.title,
                "files": [f"{stem}.htm", f"{stem}.txt"],
                "ledger": as_data(ledger_of(document)),
            }
            for stem, document in documents.items()
        },
        "facts": {
            one.key: {"label": one.label.as_data(), "derivation": one.derivation.as_data()}
            for one in conclusions.facts
            if one.key in used
        },
    }


def _merged(findings: Sequence[Finding]) -> list[Finding]:
    """Say once what was found in both forms of a document, with the places in both."""
    merged: dict[tuple[object, ...], Finding] = {}
    for one in findings:
        stem = one.file.rpartition(".")[0]
        key = (one.code, one.severity, one.params, stem) if stem in NAMES.values() else (id(one),)
        if key in merged and one.file not in {source.file for source in merged[key].sources}:
            merged[key] = replace(merged[key], sources=(*merged[key].sources, *one.sources))
        else:
            merged[(*key, len(merged)) if key in merged else key] = one
    return list(merged.values())


def _manifest(files: Mapping[str, bytes], evidence: Evidence, year: int) -> bytes:
    return _json(
        {
            "format": "kaiji-manifest-1",
            "year": year,
            "kaiji": VERSION,
            "files": {name: digest_of(content) for name, content in sorted(files.items()) if name != MANIFEST},
            "evidence": dict(sorted(evidence.inputs.items())),
        }
    )


def _conclusion_words(conclusions: Conclusions) -> list[tuple[Text, Sequence[Reason]]]:
    words = {
        "none": Text("No filing is due", "提出は不要です"),
        "sd": Text("Form SD alone is due", "Form SD のみの提出が必要です"),
        "sd+cmr": Text(
            "Form SD with a Conflict Minerals Report is due", "紛争鉱物報告書を添付した Form SD の提出が必要です"
        ),
        "undecided": Text("What is due cannot be decided yet", "提出内容はまだ決定できません"),
    }
    metals = [
        (
            Text(
                f"{metal_label(one.metal).en.capitalize()}: {STATES[str(one.state)].en}",
                f"{metal_label(one.metal).ja}：{STATES[str(one.state)].ja}",
            ),
            one.reasons,
        )
        for one in conclusions.rcoi.per_metal
    ]
    told = {
        *conclusions.applicability.reasons,
        *(reason for one in conclusions.rcoi.per_metal for reason in one.reasons),
    }
    rest = [one for one in conclusions.branch.reasons if one not in told]
    return [
        (words[conclusions.branch.filing], rest),
        (Text("Whether a filing is due at all", "提出義務の有無"), conclusions.applicability.reasons),
        *metals,
    ]


STATES: Mapping[str, Text] = {
    "R0": Text("not inquired into", "調査未実施"),
    "R1": Text("known not to come from a covered country", "対象国を原産としないことを確認"),
    "R2": Text("no reason to believe in a covered country", "対象国を原産とする理由なし"),
    "R3": Text("known to be recycled or scrap", "再生・スクラップ由来と確認"),
    "R4": Text("reasonably believed to be recycled or scrap", "再生・スクラップ由来と合理的に推定"),
    "R5": Text("reason to believe in a covered country, or not determined", "対象国を原産とする可能性、または未確定"),
}


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
