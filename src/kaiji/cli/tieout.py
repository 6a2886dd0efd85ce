"""``kaiji tieout``: read a written package back and prove every figure in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kaiji.cli.out import Lang, Plain, finish, misuse, out, print_findings, print_json
from kaiji.core.finding import Finding
from kaiji.core.rule import finding_as_data
from kaiji.minerals.prove import EVIDENCE, Proof, prove
from kaiji.offerings.prove import PROVENANCE
from kaiji.offerings.prove import Proof as NoticeProof
from kaiji.offerings.prove import prove as prove_notices
from kaiji.programmes import RULES

LARGEST = 200 * 1024 * 1024


def tieout(
    paths: Annotated[
        list[Path], typer.Argument(help="Folders of packages or of notices, or single documents in them.")
    ],
    format_: Annotated[Plain, typer.Option("--format", help="text or json.")] = Plain.TEXT,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the messages.")] = Lang.EN,
) -> None:
    """Read written documents back and prove each figure and sentence from the evidence beside them.

    Finds what was changed by hand since the package was built, with line and element, and what does not add up.

    [bold]Example:[/bold]  kaiji tieout package/          [bold]or[/bold]  kaiji tieout package/sd.htm
    """
    everything: list[Finding] = []
    results = []
    for path in paths:
        folder, only = (path, "") if path.is_dir() else (path.parent, path.name)
        if not path.exists():
            misuse(f"There is no file or folder {path}.", "Name the folder of a package or a document in it.")
        if (folder / PROVENANCE).is_file():
            proof: Proof | NoticeProof = prove_notices(_files(folder), only)
        elif (folder / EVIDENCE).is_file():
            proof = prove(_files(folder), only)
        else:
            misuse(
                f"{folder} holds no package: there is neither {EVIDENCE} nor {PROVENANCE}.",
                "Name a folder that “kaiji minerals package” or “kaiji offerings build” wrote; proving other documents is "
                "not yet possible.",
            )
        everything += proof.findings
        results.append((path, proof))
    if format_ is Plain.JSON:
        print_json(
            [
                {
                    "package": str(path),
                    "findings": [finding_as_data(one, RULES, lang.language) for one in proof.findings],
                    "certificates": {
                        name: {"numbers": c.numbers, "proved": c.proved, "single": c.single, "unproved": c.unproved}
                        for name, c in proof.certificates.items()
                    },
                }
                for path, proof in results
            ]
        )
    else:
        for path, proof in results:
            out.print(f"[bold]{path}[/]")
            table = Table(box=None, pad_edge=False)
            for heading in ("document", "numbers", "proved", "single witness", "unproved"):
                table.add_column(heading, justify="left" if heading == "document" else "right")
            for name, one in proof.certificates.items():
                table.add_row(name, str(one.numbers), str(one.proved), str(one.single), str(one.unproved))
            out.print(table)
            print_findings(proof.findings, RULES, lang.language)
    finish(everything)


def _files(folder: Path) -> dict[str, bytes]:
    found = {}
    for path in sorted(folder.iterdir()):
        if path.is_file():
            try:
                if path.stat().st_size > LARGEST:
                    misuse(f"{path} is larger than 200 MB.", "A package holds no file of this size.")
                found[path.name] = path.read_bytes()
            except OSError as error:
                misuse(f"{path} cannot be read: {error.strerror}.", "Check that you may read it.")
    return found
