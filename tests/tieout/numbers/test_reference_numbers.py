"""The engine on real releases: no false alarm, and nine numbers in ten proved; single errors in them are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.text_document import read_plain_text
from kaiji.tieout.document import prove_document
from kaiji.tieout.proof import DocumentProof

RELEASE = "iij-2008-08-12-results-1q.txt"
NOTICE = "iij-2013-08-01-allotment-notice.txt"


def proof_of(data: bytes) -> DocumentProof:
    return prove_document("release.txt", read_plain_text(data, "release.txt"))


@pytest.mark.parametrize(
    "name", [RELEASE, NOTICE, "iij-cy2013-form-sda.txt", "iij-cy2015-form-sd.txt", "iij-cy2017-form-sd.txt"]
)
def test_real_documents_raise_no_error(reference: Path, name: str) -> None:
    proof = proof_of((reference / "filings" / name).read_bytes())
    assert [one.finding for one in proof.findings if one.finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", [RELEASE, NOTICE])
def test_nine_numbers_in_ten_are_proved(reference: Path, name: str) -> None:
    certificate = proof_of((reference / "filings" / name).read_bytes()).certificate
    assert certificate["proved"] >= 0.9 * certificate["numbers"]


# Line, what it says, what is put there instead: read in the release by hand.
PLANTED = [
    (64, "8,396", "8,936"),
    (22, "JPY16,328 million", "JPY16,823 million"),
    (22, "19.2%", "12.9%"),
    (402, "(19,852)", "(13,852)"),
    (397, "10,233", "12,033"),
    (515, "757", "787"),
    (430, "(4,183)", "(4,153)"),
]


@pytest.mark.parametrize(("line", "old", "new"), PLANTED)
def test_a_single_error_in_the_real_release_is_found_at_its_line(
    reference: Path, line: int, old: str, new: str
) -> None:
    lines = (reference / "filings" / RELEASE).read_text(encoding="utf-8").split("\n")
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    proof = proof_of("\n".join(lines).encode())
    errors = [one for one in proof.findings if one.finding.severity is Severity.ERROR]
    assert any(proof.source(place.spot).place.line == line for one in errors for place in one.places)
