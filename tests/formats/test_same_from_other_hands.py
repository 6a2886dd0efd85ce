"""The same release set by other hands, in HTML and Word, gives the same findings and the same certificate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from kaiji.core.document import Document
from kaiji.core.finding import Param
from kaiji.formats.any_document import read_any_document
from kaiji.formats.unicode_text import write_unicode_text
from kaiji.tieout.proof import DocumentProof
from kaiji.verbs import prove_read
from made_files.html_set import HTML_SETS
from made_files.source import document_of
from made_files.word_set import WORD_SETS
from made_release.family import FAMILIES
from made_release.offering import make_notice
from made_release.plant import plants
from made_release.release import make_release


def encoded(make: Callable[[Document], str]) -> Callable[[Document], bytes]:
    return lambda document: make(document).encode()


SETS: dict[str, Callable[[Document], bytes]] = {
    **{f"HTML, {name}": encoded(make) for name, make in HTML_SETS.items()},
    **{f"Word, {name}": make for name, make in WORD_SETS.items()},
}
TELLING = {"FILE-158"}  # that changes are tracked is told of the file, not of what it says
BY_KEY = {family.key: family for family in FAMILIES}
CLEAN = ("jpy-down", "retail")
PLANTED = ("us-millions", "jpy-half")


@cache
def documents() -> dict[str, Document]:
    made = {key: document_of(make_release(BY_KEY[key], 3)) for key in CLEAN}
    made["notice"] = document_of(make_notice("allotment", 3))
    for key in PLANTED:
        for one in list(plants(make_release(BY_KEY[key], 5), 7))[::9]:
            made[f"{key}, {one.kind}"] = document_of(one.made)
    return made


def said(proof: DocumentProof) -> tuple[Counter[tuple[Param, ...]], dict[str, int]]:
    """Give what a proof finds, whatever the format: code, level, both values, and the words of the first place's line."""
    found: Counter[tuple[Param, ...]] = Counter()
    for one in proof.standing:
        if one.finding.code not in TELLING:
            line = " ".join(proof.lines[one.places[0].spot.line].text.split()) if one.places else ""
            found[one.finding.code, str(one.finding.severity), one.stated, one.expected, line] += 1
    return found, proof.certificate


def proof_of(data: bytes) -> DocumentProof:
    return prove_read(read_any_document(data, "release"), "release")


@pytest.mark.parametrize("name", SETS)
def test_the_same_findings_and_certificate(name: str) -> None:
    for document in documents().values():
        if name == "HTML, stacked" and document is documents()["notice"]:
            continue  # texts that are stacked may as well be one text over several lines
        assert said(proof_of(SETS[name](document))) == said(proof_of(write_unicode_text(document)))


def test_the_planted_errors_are_found() -> None:
    """The comparison compares something: nearly every planted document has an error in each format."""
    planted = [document for name, document in documents().items() if "," in name]
    wrong = [one for one in planted if any(key[1] == "error" for key in said(proof_of(write_unicode_text(one)))[0])]
    assert len(planted) >= 6
    assert len(wrong) >= len(planted) - 1


@pytest.mark.reference
@pytest.mark.parametrize("filing", ["iij-2008-08-12-results-1q.txt", "iij-2013-08-01-allotment-notice.txt"])
@pytest.mark.parametrize("name", [one for one in SETS if one != "HTML, stacked"])
def test_a_real_release_set_by_other_hands(reference: Path, filing: str, name: str) -> None:
    text = read_any_document((reference / "filings" / filing).read_bytes(), filing)
    assert text.document is not None
    assert said(proof_of(SETS[name](text.document))) == said(prove_read(text, filing))
