"""Findings that somebody lets stand: marked by the words of the line, never by its number."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.finding import Finding
from kaiji.formats.text_document import read_plain_text
from kaiji.programmes import RULES
from kaiji.tieout.document import prove_document
from kaiji.tieout.proof import DocumentProof, Suppression
from kaiji.tieout.suppression import as_toml, line_digest, read_suppressions, suppress, suppression_for

CASES = Path(__file__).resolve().parents[1] / "cases"
TEXT = "Sales were JPY 3 million.\n\nRevenues were JPY xxx million.\n"
DAY = date(2026, 11, 26)


def proof_of(text: str) -> DocumentProof:
    return prove_document("a.txt", read_plain_text(text.encode(), "a.txt"))


def cases() -> list[Any]:
    found = []
    for code in ("TIE-901", "TIE-902"):
        content = yaml.safe_load((CASES / f"{code}.yaml").read_text(encoding="utf-8"))
        found += [pytest.param(code, case, id=f"{code} {case['case']}") for case in content["cases"]]
    return found


def found_by(code: str, case: dict[str, Any]) -> list[Finding]:
    read = read_suppressions(case["file"].encode(), "a.txt.tieout.toml")
    proof = suppress(proof_of(case["lines"]), read.suppressions)
    return [one for one in (*read.findings, *(one.finding for one in proof.findings)) if one.code == code]


@pytest.mark.parametrize(("code", "case"), cases())
def test_case(code: str, case: dict[str, Any]) -> None:
    found = found_by(code, case)
    assert len(found) == len(case["finds"])
    for one, expected in zip(found, case["finds"], strict=True):
        assert str(one.severity) == expected["severity"]
        assert expected.get("record", one.place.record) == one.place.record
        message = RULES[code].say(one)
        assert expected.get("reason", "") in message
        assert expected.get("code", "") in message


def test_it_holds_when_lines_move_and_ends_when_words_change() -> None:
    proof = proof_of(TEXT)
    made = suppression_for(proof.findings[0], proof, "Follows on Monday", "A. Mori", DAY)
    assert made is not None
    moved = suppress(proof_of("A line before.\n\n" + TEXT.replace("Revenues  were", "Revenues were")), [made])
    assert [one.finding.code for one in moved.suppressed] == ["TIE-103"]
    assert moved.standing == ()
    changed = suppress(proof_of(TEXT.replace("Revenues", "Net revenues")), [made])
    assert [one.finding.code for one in changed.standing] == ["TIE-103", "TIE-901"]
    assert changed.suppressed == ()


def test_another_rule_in_the_same_line_stands() -> None:
    proof = proof_of("Revenues were JPY xxx million on Monday, August 7, 2026.\n")
    made = next(one for one in proof.findings if one.finding.code == "TIE-103")
    said = suppression_for(made, proof, "Follows", "", DAY)
    assert said is not None
    assert [one.finding.code for one in suppress(proof, [said]).standing] == ["TIE-101"]


def test_a_reason_is_compulsory() -> None:
    proof = proof_of(TEXT)
    with pytest.raises(ValueError, match="reason"):
        suppression_for(proof.findings[0], proof, " ", "A. Mori", DAY)


words = st.text(max_size=30)


@given(words, words, words, words)
def test_what_is_written_is_read_again(quote: str, reason: str, by: str, code: str) -> None:
    plain = [" ".join(one.split()) for one in (code, quote, reason, by)]
    made = Suppression(plain[0] or "X", "0" * 16, plain[1], plain[2] or "x", plain[3], DAY.isoformat())
    text = as_toml([made], head=True) + as_toml([made], head=False)
    assert len(tomllib.loads(text)["suppression"]) == 2
    for one in read_suppressions(text.encode("utf-8", "surrogatepass"), "a").suppressions:
        assert (one.code, one.digest, one.quote, one.reason, one.by, one.day) == (
            made.code, made.digest, made.quote, made.reason, made.by, made.day,
        )  # fmt: skip


@pytest.mark.parametrize("data", [b"\xff\xfe", b"[" * 5000, b"x" * 2_000_000, b"suppression = 3"])
def test_hostile_files_are_findings(data: bytes) -> None:
    read = read_suppressions(data, "a")
    assert [one.code for one in read.findings] == ["TIE-902"]
    assert read.suppressions == ()


def test_the_digest_does_not_know_blanks() -> None:
    one, two = proof_of("Sales  were\n3 million.").lines[0], proof_of("Sales were 3 million.").lines[0]
    assert line_digest(one) == line_digest(two)
