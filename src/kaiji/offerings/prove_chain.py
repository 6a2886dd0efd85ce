"""The generic proof of written notices: each by itself, as anybody's document, and each against the others of its offering."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kaiji.core.finding import Finding, Severity
from kaiji.formats.document_read import Read
from kaiji.tieout.chain.chain import hold_in_chain
from kaiji.tieout.chain.chain_network import OtherDocument
from kaiji.tieout.document import prove_document
from kaiji.tieout.reading import lines_of


def prove_by_themselves(readings: Mapping[str, Read], only: str = "") -> Iterator[Finding]:
    """Prove notices from what they say, without the terms: their numbers against each other, and the chain of notices.

    One form of each notice is proved so: that the others say the same is proved from the terms. A notice is held against the
    earlier ones of its language; one that is proved alone, against all of them.

    Args:
        readings: of the written files, by name, in the order of the notices.
        only: name of one file to prove; empty for all.

    Returns:
        What is wrong at error level. Doubts are left to the proof from the terms.
    """
    names = [name for name in readings if name == only or (not only and _form(name) == _form(next(iter(readings))))]
    known = list(readings)
    for name in names:
        before = [
            one for one in (known if only else known[: known.index(name)]) if one != name and _kind(one) == _kind(name)
        ]
        others = [OtherDocument(one, tuple(lines_of(readings[one]))) for one in before]
        proof = hold_in_chain(prove_document(name, readings[name]), others)
        yield from (one.finding for one in proof.findings if one.finding.severity is Severity.ERROR)


def _form(name: str) -> str:
    return name.rpartition(".")[2]


def _kind(name: str) -> tuple[str, bool]:
    """Give form and language of a written file: ``pricing-ja.htm`` is HTML in Japanese."""
    stem, _, form = name.rpartition(".")
    return form, stem.endswith("-ja")
