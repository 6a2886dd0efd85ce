"""Only the findings of chosen rules; what could not be read is never left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kaiji.tieout.proof import DocumentProof

ALWAYS = ("FILE-", "TIE-902")  # what was not read, and who lets stand what cannot be told


def choose(proof: DocumentProof, wanted: Sequence[str]) -> DocumentProof:
    """Keep the findings of chosen rules.

    Args:
        proof: of one document.
        wanted: codes or beginnings of codes; none means all. Findings of reading stay, since what was not read was
            not proved by any rule.
    """
    if not wanted:
        return proof
    starts = (*ALWAYS, *wanted)
    return replace(proof, findings=tuple(one for one in proof.findings if one.finding.code.startswith(starts)))
