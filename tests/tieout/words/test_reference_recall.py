"""Wording errors planted into a real release: how many of each kind are found on their line, several in each copy."""

from __future__ import annotations

import os
import random
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.any_document import read_any_document
from kaiji.tieout.document import prove_document

ROOT = Path(__file__).resolve().parents[3]
RELEASE = (
    Path(os.environ.get("KAIJI_REFERENCE_DATA", ROOT.parent / "shared")) / "filings" / "iij-2008-08-12-results-1q.txt"
)
COPIES = 5
# What is looked for, what stands there then, and how many of five must be found. All are denied by the release itself.
KINDS: dict[str, tuple[str, str, int]] = {
    "direction": (r"(?<=an )increase(?= of \d\d\.\d% compared)", "decrease", 3),
    "direction explained": (r"(?<=The )increase(?= was mainly)", "decrease", 2),
    "percent sign missing": (r"(?<=of \d\d\.\d)%", "", 5),
    "percent sign doubled": (r"(?<=of \d\d\.\d)%", "%%", 5),
    "word of scale": (r"(?<=JPY\d,\d{3} )million(?= in 1Q08)", "thousand", 5),
    "scale missing": (r"(?<=JPY\d,\d{3}) million(?= in 1Q08)", "", 4),
    "scale doubled": (r"(?<=JPY\d,\d{3}) million(?= in 1Q08)", " million million", 5),
    "currency missing": (r"(?<=was )JPY(?=[\d,]{3,} million)", "", 3),
    "currency doubled": (r"(?<=was )JPY(?=[\d,]{3,} million)", "JPYJPY", 5),
    "compared with another quarter": (r"(?<=compared to )1Q07(?=[. ])", "2Q07", 5),
    "compared with itself": (r"(?<=million in )1Q08(?=, an? \w+ of)", "1Q07", 5),
    "length of the period": (r"[Tt]hree(?= [Mm]onths [Ee]nded June)", "six", 5),
    "head of a column": (r"(?<=\t)1Q07(?=\tYoY)", "1Q08", 5),
    "year of a heading": (r"(?<=Quarter )FY2008(?= (?:Results|Financial|Business))", "FY2009", 4),
    "day of a pair": (r"March 31, 2008(?=, respectively)", "May 31, 2008", 3),
    "appendix": (r"(?<=Appendix )[123](?=:)", "9", 5),
    "host": (r"(?<=iij\.)ad(?=\.jp)", "da", 5),
    "name": (r"(?<=Stock )Exchange", "Exchagne", 4),
    "ended": (r"(?<=[Mm]onths )[Ee]nded(?= June 30, 2008)", "ending", 5),
    "open place": (r"(?<=by JPY)\d,\d{3}(?= million)", "X,XXX", 5),
    "unit of a column": (r"(?<=\t)Thousands(?= of U)", "Millions", 5),
}


@dataclass(frozen=True)
class Planted:
    kind: str
    line: int
    start: int
    end: int
    text: str


def plants(lines: list[str]) -> list[list[Planted]]:
    """Give five copies' errors, one of each kind in a copy, on lines of their own."""
    copies: list[list[Planted]] = [[] for _ in range(COPIES)]
    for kind, (pattern, text, _) in KINDS.items():
        spots = [(number, match) for number, line in enumerate(lines) for match in re.finditer(pattern, line)]
        random.Random(kind).shuffle(spots)  # noqa: S311 - seeded, so that each run plants the same
        for number, match in spots:
            free = [one for one in copies if all(each.kind != kind and abs(each.line - number) > 1 for each in one)]
            if free and sum(each.kind == kind for one in copies for each in one) < COPIES:
                min(free, key=len).append(Planted(kind, number, *match.span(), text))
    return copies


@pytest.mark.reference
@pytest.mark.skipif(not RELEASE.is_file(), reason="no reference filings (KAIJI_REFERENCE_DATA)")
def test_wording_errors_of_every_kind_are_found_on_their_line() -> None:
    lines = RELEASE.read_text(encoding="utf-8").split("\n")
    found = dict.fromkeys(KINDS, 0)
    for errors in plants(lines):
        copy = list(lines)
        for one in errors:
            copy[one.line] = copy[one.line][: one.start] + one.text + copy[one.line][one.end :]
        proof = prove_document(RELEASE.name, read_any_document("\n".join(copy).encode(), RELEASE.name))
        told = {
            proof.source(place.spot).place.line
            for finding in proof.findings
            if finding.finding.severity is Severity.ERROR
            for place in finding.places
        }
        for one in errors:
            found[one.kind] += one.line + 1 in told
    assert {kind: count for kind, count in found.items() if count < KINDS[kind][2]} == {}
