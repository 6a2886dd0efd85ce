"""``kaiji tieout``: prove every figure of a document, or of a written package."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kaiji.cli.out import Lang, finish, json_bytes, misuse, write_or_print
from kaiji.cli.proof_print import package_as_data, print_package, print_proof
from kaiji.cli.suppression import add_suppressions, with_suppressions
from kaiji.core.finding import Finding
from kaiji.core.source import Source
from kaiji.core.text import Language
from kaiji.documents import FACT_SUFFIXES, prove_read, read_facts
from kaiji.formats.any_document import read_any_document
from kaiji.formats.document_read import Read
from kaiji.formats.document_text import read_text
from kaiji.programmes import RULES
from kaiji.tieout.fact_file import FactFile
from kaiji.tieout.manifest import MANIFEST, names_listed
from kaiji.tieout.proof import DocumentProof
from kaiji.tieout.proof_data import proof_as_data
from kaiji.tieout.proof_sarif import proofs_as_sarif
from kaiji.tieout.rule_choice import choose

if TYPE_CHECKING:
    from kaiji.minerals.prove import Proof as ReportProof
    from kaiji.offerings.prove import Proof as NoticeProof

    PackageProof = ReportProof | NoticeProof

DOCUMENT_SUFFIXES = (".txt", ".md", ".htm", ".html", ".docx", ".pdf")
LARGEST = 200 * 1024 * 1024
ACROSS = ("TIE-91", "TIE-92", "TIE-93", "TIE-94")  # what other documents and facts say against one


class ProofFormat(StrEnum):
    """How the proof is given."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    SARIF = "sarif"
    XLSX = "xlsx"


def tieout(
    paths: Annotated[list[Path], typer.Argument(help="Documents (text, HTML, Word, PDF), or folders of packages.")],
    format_: Annotated[
        ProofFormat | None,
        typer.Option("--format", help="text, json, html, sarif or xlsx (default: by the name of -o)."),
    ] = None,
    to: Annotated[
        Path | None, typer.Option("-o", "--output", help="File for anything but text; a folder for several pages.")
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(
            help="Other documents, or a folder of them: last quarter's, the launch notice, another language's."
        ),
    ] = None,
    facts: Annotated[
        list[Path] | None, typer.Option(help="CSV or Excel of facts: item, period, unit, value, entity, scenario.")
    ] = None,
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

    A page with tick marks, or an auditor's workpaper: -o tieout.html, -o workpaper.xlsx. Of several documents a folder of
    pages with an index, -o pages/, or one workbook. With --against, the documents of a package are held against others, too.

    [bold]Example:[/bold]  kaiji tieout release.txt -o tieout.html          [bold]or[/bold]  kaiji tieout package/
    """
    wanted = _wanted(rules)
    support = _support(against or (), facts or ())
    proved = [(path, _prove(path, support)) for path in paths]
    if wanted and not all(isinstance(one, DocumentProof) for _, one in proved):
        misuse("A package is proved from its own evidence, by all rules.", "Name documents with --rules.")
    proved = [pair for path, one in proved for pair in ((path, one), *_beside_package(path, one, support))]
    paths, results = [path for path, _ in proved], [one for _, one in proved]
    if suppress:
        if len(paths) > 1 or not isinstance(results[0], DocumentProof):
            misuse("Findings are suppressed one document at a time.", "Name one document, and no package.")
        results[0] = add_suppressions(results[0], paths[0], suppress, reason, by)
    results = [choose(one, wanted) if isinstance(one, DocumentProof) else one for one in results]
    chosen = format_ or _by_name(to, several=len(results) > 1)
    if chosen is ProofFormat.TEXT:
        if to is not None:
            misuse("Text is printed, not written to a file.", "Name a file that ends in .html, .json, .sarif or .xlsx.")
        for path, one in zip(paths, results, strict=True):
            if isinstance(one, DocumentProof):
                print_proof(one, RULES, lang.language)
            else:
                print_package(str(path), one, RULES, lang.language)
    elif chosen is ProofFormat.HTML and to is not None and len(results) > 1:
        _write_pages(results, to, lang.language)
    else:
        write_or_print(_written(chosen, paths, results, lang.language), to)
    finish([finding for one in results for finding in _findings(one)])


def _by_name(to: Path | None, *, several: bool) -> ProofFormat:
    """Tell the format by the ending of the output's name: without output text, a folder for several pages, else JSON."""
    if to is None:
        return ProofFormat.TEXT
    if several and _is_folder(to):
        return ProofFormat.HTML
    endings = {
        ".html": ProofFormat.HTML,
        ".htm": ProofFormat.HTML,
        ".sarif": ProofFormat.SARIF,
        ".xlsx": ProofFormat.XLSX,
    }
    return endings.get(to.suffix.casefold(), ProofFormat.JSON)


def _is_folder(to: Path) -> bool:
    """Tell whether an output is a folder: it is one, or its name has no ending."""
    return to.is_dir() or not to.suffix


def _write_pages(results: Sequence[DocumentProof | PackageProof], folder: Path, language: Language) -> None:
    """Write a page for each document, and one that leads to them."""
    if not _is_folder(folder):
        misuse(
            "Several documents have a page each.", "Name a folder with -o, such as -o pages/; or choose xlsx or json."
        )
    from kaiji.tieout.proof_index import INDEX, page_names, proof_index  # noqa: PLC0415
    from kaiji.tieout.proof_page import proof_page  # noqa: PLC0415

    documents = _documents_of(results, ProofFormat.HTML)
    names = page_names(one.name for one in documents)
    for one, name in zip(documents, names, strict=True):
        write_or_print(proof_page(one, RULES, language), folder / name)
    write_or_print(proof_index(documents, names, language), folder / INDEX)


def _documents_of(results: Sequence[DocumentProof | PackageProof], chosen: ProofFormat) -> list[DocumentProof]:
    """Give the proofs of documents; those of packages have no page of this kind."""
    documents = [one for one in results if isinstance(one, DocumentProof)]
    if len(documents) < len(results):
        misuse(f"A package has no {chosen} here.", "Name documents; the package holds its own page.")
    return documents


def _written(
    chosen: ProofFormat, paths: Sequence[Path], results: Sequence[DocumentProof | PackageProof], language: Language
) -> bytes:
    if chosen is ProofFormat.JSON:
        data = [
            proof_as_data(one, RULES, language)
            if isinstance(one, DocumentProof)
            else package_as_data(str(path), one, RULES, language)
            for path, one in zip(paths, results, strict=True)
        ]
        alone = len(results) == 1 and isinstance(results[0], DocumentProof)
        return json_bytes(data[0] if alone else data)
    documents = _documents_of(results, chosen)
    if chosen is ProofFormat.SARIF:
        raw = [_raw_lines(path) for path in paths]
        return json_bytes(
            proofs_as_sarif(
                list(zip(documents, raw, strict=True)), RULES, language, [_from_here(path) for path in paths]
            )
        )
    if chosen is ProofFormat.HTML:
        if len(documents) > 1:
            misuse("Several documents have a page each.", "Name a folder with -o, such as -o pages/.")
        from kaiji.tieout.proof_page import proof_page  # noqa: PLC0415

        return proof_page(documents[0], RULES, language)
    from kaiji.formats.xlsx_table import XlsxTable, write_xlsx  # noqa: PLC0415
    from kaiji.tieout.proof_workpaper import workpaper, workpapers  # noqa: PLC0415

    sheets = workpapers(documents, RULES, language) if len(documents) > 1 else workpaper(documents[0], RULES, language)
    return write_xlsx(XlsxTable(*one, to_read=True) for one in sheets)


def _raw_lines(path: Path) -> Sequence[str]:
    """Give the lines of a file of text as they stand in it, for the columns; none of other files."""
    text = read_text(_bytes(path), Source(path.name)).text
    return text.split("\n") if text else ()


def _from_here(path: Path) -> str:
    """Give a path as a reference from the folder where the command runs: what a code host finds its files by."""
    here, full = Path.cwd(), path.absolute()
    return full.relative_to(here).as_posix() if full.is_relative_to(here) else full.as_posix()


def _support(against: Sequence[Path], facts: Sequence[Path]) -> list[tuple[Path, Read | FactFile]]:
    """Read what the documents are held against; of a folder, every document that lies in it."""
    for path in (*against, *facts):
        if not path.is_file() and not (path.is_dir() and path in against):
            misuse(
                f"There is no file {path}.",
                "Name documents or their folder with --against, a CSV or Excel file with --facts.",
            )
    found: list[tuple[Path, Read | FactFile]] = []
    for path in against:
        for one in _documents_in(path) if path.is_dir() else (path,):
            of_facts = one.suffix.casefold() in FACT_SUFFIXES
            found.append((one, (read_facts if of_facts else read_any_document)(_bytes(one), one.name)))
    return found + [(path, read_facts(_bytes(path), path.name)) for path in facts]


def _documents_in(folder: Path) -> list[Path]:
    found = [
        path
        for path in sorted(folder.iterdir())
        if path.is_file() and path.suffix.casefold() in DOCUMENT_SUFFIXES and not path.name.startswith((".", "~"))
    ]
    if not found:
        misuse(f"{folder} holds no document.", f"Name a folder with files that end in {', '.join(DOCUMENT_SUFFIXES)}.")
    return found


def _prove(path: Path, support: Sequence[tuple[Path, Read | FactFile]]) -> DocumentProof | PackageProof:
    if not path.exists():
        misuse(f"There is no file or folder {path}.", "Name a document, the folder of a package or a document in it.")
    folder, only = (path, "") if path.is_dir() else (path.parent, path.name)
    packaged = _package_of(folder, only) if not only or only in _packaged(folder) else None
    return packaged or _proved(path, support)


def _package_of(folder: Path, only: str) -> PackageProof | None:
    """Give the proof of the package in a folder, or of one file of it; None where a file is of none."""
    from kaiji.minerals.prove import EVIDENCE  # noqa: PLC0415
    from kaiji.minerals.prove import prove as prove_report  # noqa: PLC0415
    from kaiji.offerings.prove import PROVENANCE  # noqa: PLC0415
    from kaiji.offerings.prove import prove as prove_notices  # noqa: PLC0415

    if (folder / PROVENANCE).is_file():
        return prove_notices(_files(folder), only)
    if (folder / EVIDENCE).is_file():
        return prove_report(_files(folder), only)
    if not only:
        misuse(
            f"{folder} holds no package: there is neither {EVIDENCE} nor {PROVENANCE}.",
            "Name a folder that “kaiji minerals package” or “kaiji offerings build” wrote, or the documents themselves.",
        )
    return None


def _proved(path: Path, support: Sequence[tuple[Path, Read | FactFile]]) -> DocumentProof:
    beside = [read for other, read in support if other.resolve() != path.resolve()]
    return with_suppressions(prove_read(read_any_document(_bytes(path), path.name), path.name, beside), path)


def _beside_package(
    path: Path, proof: DocumentProof | PackageProof, support: Sequence[tuple[Path, Read | FactFile]]
) -> list[tuple[Path, DocumentProof]]:
    """Hold the documents of a package against others: what these say against them; of the rest its evidence tells."""
    if isinstance(proof, DocumentProof) or not support:
        return []
    folder = path if path.is_dir() else path.parent
    names = [path.name] if path.is_file() else sorted(_packaged(folder))
    documents = [folder / name for name in names if Path(name).suffix.casefold() in DOCUMENT_SUFFIXES]
    found = [one for one in documents if one.is_file()]
    if not found:
        misuse(f"{path} has no document to be held against others.", "Name documents with --facts and --against.")
    return [(one, choose(_proved(one, support), ACROSS)) for one in found]


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
        if not path.is_file():  # a pipe or a device may never end
            misuse(f"{path} is no ordinary file.", "Save what it gives to a file, and name that.")
        if path.stat().st_size > LARGEST:
            misuse(f"{path} is larger than 200 MB.", "Check that it is the right file; if it is, split it into parts.")
        return path.read_bytes()
    except OSError as error:
        misuse(f"{path} cannot be read: {error.strerror}.", "Check that you may read it.")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: _bytes(path) for path in sorted(folder.iterdir()) if path.is_file()}
