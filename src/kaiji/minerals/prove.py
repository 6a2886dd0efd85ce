"""Proof of a package from its own bytes: what was really written is read back, and every figure counted again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from kaiji.core.finding import Finding, Severity
from kaiji.core.rule import AnyRule, rule
from kaiji.core.source import Source
from kaiji.core.text import Text
from kaiji.formats.ascii_text import in_ascii
from kaiji.formats.html_document import read_html
from kaiji.formats.text_document import read_plain_text
from kaiji.minerals.fact import Derivation, derivation_from_data
from kaiji.minerals.table import Table, read_table
from kaiji.tieout.against import TieOut, check_across, tie_out
from kaiji.tieout.certificate import Certificate
from kaiji.tieout.evidence import Ledger, ledger_from_data
from kaiji.tieout.manifest import MANIFEST, compare_manifest

EVIDENCE = "evidence.json"
FORMAT = "kaiji-evidence-1"


@dataclass(frozen=True)
class Proof:
    """What came of the proof: findings, and for each written document how many of its numbers are proved."""

    findings: tuple[Finding, ...]
    certificates: Mapping[str, Certificate]


def prove(files: Mapping[str, bytes], only: str = "") -> Proof:
    """Prove a package.

    Args:
        files: content by name, as it lies in the package's folder.
        only: name of one document to prove; empty for all.
    """
    findings: list[Finding] = list(_manifest(files, only))
    record = _record(files)
    if record is None:
        return Proof((*findings, *evidence_unreadable(Source(EVIDENCE))), {})
    tables = {name: read_table(name, content) for name, content in files.items() if name.endswith(".csv")}
    recounts, failed = _recounts(record.derivations, tables)
    findings += failed
    results: dict[str, TieOut] = {}
    for name, ledger in record.ledgers.items():
        if name in files and only in ("", name):
            html = name.endswith(".htm")
            reading = (read_html if html else read_plain_text)(files[name], name)
            results[name] = tie_out(reading, ledger, recounts, spelled=None if html else in_ascii)
            findings += (*reading.findings, *results[name].findings)
    findings += check_across(results.values())
    return Proof(tuple(findings), {name: one.certificate for name, one in results.items()})


@dataclass(frozen=True)
class _Record:
    """What evidence.json says: the ledger of each written file, and how each figure is counted."""

    ledgers: Mapping[str, Ledger]
    derivations: Mapping[str, Derivation]


def _record(files: Mapping[str, bytes]) -> _Record | None:
    try:
        record = json.loads(files[EVIDENCE])
        if record["format"] != FORMAT:
            return None
        ledgers: dict[str, Ledger] = {}
        for document in record["documents"].values():
            ledgers |= dict.fromkeys(map(str, document["files"]), ledger_from_data(document["ledger"]))
        facts = {str(key): derivation_from_data(fact["derivation"]) for key, fact in record["facts"].items()}
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation, RecursionError):
        return None
    return _Record(ledgers, facts)


def _recounts(
    derivations: Mapping[str, Derivation], tables: Mapping[str, Table]
) -> tuple[dict[str, Decimal], tuple[Finding, ...]]:
    found: dict[str, Decimal] = {}
    failed: list[Finding] = []
    for key, derivation in derivations.items():
        try:
            found[key] = derivation.of(tables)
        except (KeyError, ValueError, InvalidOperation, ZeroDivisionError):
            failed += recount_failed(Source(EVIDENCE).at(record=key), key)
    return found, tuple(failed)


def _manifest(files: Mapping[str, bytes], only: str) -> Iterator[Finding]:
    compared = compare_manifest(files, only)
    if compared is None:
        yield from manifest_unreadable(Source(MANIFEST))
        return
    for source in compared.missing:
        yield from file_missing(source)
    for source in compared.changed:
        yield from file_changed(source)


@rule(
    "SD-121",
    Severity.ERROR,
    title=Text("A file was changed", "ファイルの変更"),
    message=Text(
        "{file} is no longer the file that was written: its digest differs from the manifest's.",
        "{file} は作成時のファイルと異なります。ダイジェストが manifest.json と一致しません。",
    ),
    remedy=Text(
        "See the other findings for what was changed. Put corrections into the evidence and build the package again.",
        "変更内容は他の指摘を確認してください。訂正は証跡に反映し、パッケージを作り直してください。",
    ),
)
def file_changed(source: Source) -> Iterator[Finding]:
    """A package is proved as it was written.

    What it checks
    The SHA-256 digest of each file against the manifest.

    Why it matters
    A correction made in the written file is lost with the next build, and nobody has proved it.

    How to put it right
    Correct the evidence, not the document.

    Source
    Rule of this project.
    """
    yield file_changed.finding(source, file=source.file)


@rule(
    "SD-122",
    Severity.ERROR,
    title=Text("A file of the package is missing", "ファイルの欠落"),
    message=Text(
        "{file} is in the manifest and not in the folder.",
        "{file} は manifest.json にありますが、フォルダーにありません。",
    ),
    remedy=Text("Build the package again.", "パッケージを作り直してください。"),
)
def file_missing(source: Source) -> Iterator[Finding]:
    """A package is complete or no package.

    What it checks
    Whether each file of the manifest is there.

    Why it matters
    A missing table or exhibit takes away the proof of what refers to it.

    How to put it right
    Build the package again.

    Source
    Rule of this project.
    """
    yield file_missing.finding(source, file=source.file)


@rule(
    "SD-123",
    Severity.ERROR,
    title=Text("No readable manifest", "manifest.json を読み取れません"),
    message=Text("There is no readable manifest.json.", "読み取り可能な manifest.json がありません。"),
    remedy=Text(
        "Name the folder that “kaiji minerals package” wrote, or build the package again.",
        "kaiji minerals package が作成したフォルダーを指定するか、作り直してください。",
    ),
)
def manifest_unreadable(source: Source) -> Iterator[Finding]:
    """Without its manifest nobody can say whether a package is whole.

    What it checks
    Whether manifest.json is there and lists files with digests.

    Why it matters
    It is what an approval and a signature are bound to.

    How to put it right
    Build the package again.

    Source
    Rule of this project.
    """
    yield manifest_unreadable.finding(source)


@rule(
    "SD-124",
    Severity.ERROR,
    title=Text("No readable evidence", "evidence.json を読み取れません"),
    message=Text("There is no readable evidence.json.", "読み取り可能な evidence.json がありません。"),
    remedy=Text(
        "Name the folder that “kaiji minerals package” wrote, or build the package again.",
        "kaiji minerals package が作成したフォルダーを指定するか、作り直してください。",
    ),
)
def evidence_unreadable(source: Source) -> Iterator[Finding]:
    """Without the list of evidence nothing can be proved.

    What it checks
    Whether evidence.json is there and in the form of this version.

    Why it matters
    It holds each sentence and figure with its sources.

    How to put it right
    Build the package again.

    Source
    Rule of this project.
    """
    yield evidence_unreadable.finding(source)


@rule(
    "SD-125",
    Severity.ERROR,
    title=Text("A figure cannot be counted again", "再計算できない数値"),
    message=Text(
        "The figure {key} cannot be counted again from the package's tables.",
        "数値 {key} をパッケージの表から再計算できません。",
    ),
    remedy=Text(
        "A table was changed or is missing; build the package again.",
        "表が変更されたか欠落しています。パッケージを作り直してください。",
    ),
)
def recount_failed(source: Source, key: str) -> Iterator[Finding]:
    """A figure is proved by counting it again from the tables.

    What it checks
    Whether the table and the columns that a figure is counted from are in the package.

    Why it matters
    A figure that cannot be counted again rests on the builder's word.

    How to put it right
    Build the package again.

    Source
    Rule of this project.
    """
    yield recount_failed.finding(source, key=key)


@rule(
    "SD-126",
    Severity.WARN,
    title=Text("A changed file was kept aside", "変更されたファイルの保管"),
    message=Text(
        "{file} had been changed by hand since the last build; the changed file is kept as {kept}.",
        "{file} は前回の作成後に手作業で変更されていました。変更されたファイルは {kept} に保管しました。",
    ),
    remedy=Text(
        "If the change was right, bring it into the evidence; a written document is only ever built.",
        "変更が正しければ証跡に反映してください。文書は常に証跡から作成されます。",
    ),
)
def file_kept(source: Source, kept: str) -> Iterator[Finding]:
    """A new build does not destroy what somebody did by hand.

    What it checks
    Before a package is written over: whether a file in the folder differs from what the last build wrote.

    Why it matters
    The change may be a correction that nobody has recorded elsewhere.

    How to put it right
    Bring it into the evidence, then delete the kept file.

    Source
    Rule of this project: nothing is lost.
    """
    yield file_kept.finding(source, file=source.file, kept=kept)


RULES: tuple[AnyRule, ...] = (
    file_changed,
    file_missing,
    manifest_unreadable,
    evidence_unreadable,
    recount_failed,
    file_kept,
)
