"""``kaiji tieout``: prove every figure of a document, or of a written package."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kaiji.cli.out import Lang, finish, json_bytes, misuse, write_or_print
from kaiji.cli.proof_print import package_as_data, print_package, print_proof
from kaiji.cli.suppression import add_suppressions, with_suppressions
from kaiji.core.finding import Finding
from kaiji.formats.any_document import read_any_document
from kaiji.minerals.prove import EVIDENCE
from kaiji.minerals.prove import Proof as ReportProof
from kaiji.minerals.prove import prove as prove_report
from kaiji.offerings.prove import PROVENANCE
from kaiji.offerings.prove import Proof as NoticeProof
from kaiji.offerings.prove import prove as prove_notices
from kaiji.programmes import RULES
from kaiji.tieout.manifest import MANIFEST, names_listed
from kaiji.tieout.proof import DocumentProof
from kaiji.tieout.proof_data import proof_as_data
from kaiji.tieout.rule_choice import choose
from kaiji.verbs import prove_read

LARGEST = 200 * 1024 * 1024

PackageProof = ReportProof | NoticeProof


class ProofFormat(StrEnum):
    """How the proof is given."""

    TEXT = "text"
    JSON = "json"


def tieout(
    paths: Annotated[list[Path], typer.Argument(help="Documents (text, HTML, Word, PDF), or folders of packages.")],
    format_: Annotated[ProofFormat, typer.Option("--format", help="text or json.")] = ProofFormat.TEXT,
    to: Annotated[Path | None, typer.Option("-o", "--output", help="File for json.")] = None,
    rules: Annotated[
        str, typer.Option(help="Only these rules, by code or beginning of a code, with commas: TIE-101,TIE-2.")
    ] = "",
    suppress: Annotated[
        list[str] | None, typer.Option(help="Let a finding stand, by rule and line: TIE-110:416. Needs --reason.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Why the suppressed findings may stand.")] = "",
    by: Annotated[str, typer.Option(help="Who lets them stand.")] = "",
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the messages.")] = Lang.EN,
) -> None:
    """Prove what a document says: every number by the rest of the document, every word that qualifies a number.

    A folder of a package, or a document in it, is proved from the evidence that lies in the folder: what was changed by
    hand since the package was built is found, with line and element.

    [bold]Example:[/bold]  kaiji tieout release.txt          [bold]or[/bold]  kaiji tieout package/
    """
    wanted = _wanted(rules)
    results = [_prove(path) for path in paths]
    if suppress:
        if len(paths) > 1 or not isinstance(results[0], DocumentProof):
            misuse("Findings are suppressed one document at a time.", "Name one document, and no package.")
        results[0] = add_suppressions(results[0], paths[0], suppress, reason, by)
    results = [choose(one, wanted) if isinstance(one, DocumentProof) else one for one in results]
    if format_ is ProofFormat.JSON:
        data = [
            proof_as_data(one, RULES, lang.language)
            if isinstance(one, DocumentProof)
            else package_as_data(str(path), one, RULES, lang.language)
            for path, one in zip(paths, results, strict=True)
        ]
        alone = len(results) == 1 and isinstance(results[0], DocumentProof)
        write_or_print(json_bytes(data[0] if alone else data), to)
    else:
        for path, one in zip(paths, results, strict=True):
            if isinstance(one, DocumentProof):
                print_proof(one, RULES, lang.language)
            else:
                print_package(str(path), one, RULES, lang.language)
    finish([finding for one in results for finding in _findings(one)])


def _prove(path: Path) -> DocumentProof | PackageProof:
    if not path.exists():
        misuse(f"There is no file or folder {path}.", "Name a document, the folder of a package or a document in it.")
    folder, only = (path, "") if path.is_dir() else (path.parent, path.name)
    if not only or only in _packaged(folder):
        if (folder / PROVENANCE).is_file():
            return prove_notices(_files(folder), only)
        if (folder / EVIDENCE).is_file():
            return prove_report(_files(folder), only)
    if not only:
        misuse(
            f"{folder} holds no package: there is neither {EVIDENCE} nor {PROVENANCE}.",
            "Name a folder that “kaiji minerals package” or “kaiji offerings build” wrote, or the documents themselves.",
        )
    return with_suppressions(prove_read(read_any_document(_bytes(path), path.name), path.name), path)


def _wanted(rules: str) -> tuple[str, ...]:
    wanted = tuple(code for code in rules.replace(",", " ").split())
    for one in wanted:
        if not any(code.startswith(one) for code in RULES):
            misuse(f"There is no rule {one}.", "“kaiji explain” names all rules; give a code or its beginning.")
    return wanted


def _findings(proof: DocumentProof | PackageProof) -> list[Finding]:
    if isinstance(proof, DocumentProof):
        return [one.finding for one in proof.standing]
    return list(proof.findings)


def _packaged(folder: Path) -> frozenset[str]:
    manifest = folder / MANIFEST
    return names_listed(_bytes(manifest)) if manifest.is_file() else frozenset()


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            misuse(f"{path} is larger than 200 MB.", "Check that it is the right file; if it is, split it into parts.")
        return path.read_bytes()
    except OSError as error:
        misuse(f"{path} cannot be read: {error.strerror}.", "Check that you may read it.")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: _bytes(path) for path in sorted(folder.iterdir()) if path.is_file()}
