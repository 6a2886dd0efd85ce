"""A document against facts and against other documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import kaiji
from kaiji.core.finding import Finding
from kaiji.formats.text_document import read_plain_text
from kaiji.tieout.chain.chain import hold_in_chain
from kaiji.tieout.chain.chain_network import OtherDocument
from kaiji.tieout.document import prove_document
from kaiji.tieout.proof import DocumentProof
from kaiji.tieout.reading import lines_of
from kaiji.tieout.support import hold_against
from kaiji.verbs import read_facts

CASES = Path(__file__).resolve().parents[1] / "cases"
RELEASES = Path(__file__).resolve().parents[2] / "examples/releases"


CODES = [f"TIE-{number}" for number in (*range(921, 929), 931, 932, *range(941, 945))]


def cases() -> list[Any]:
    found = []
    for code in CODES:
        content = yaml.safe_load((CASES / f"{code}.yaml").read_text(encoding="utf-8"))
        found += [pytest.param(code, case, id=f"{code} {case['case']}") for case in content["cases"]]
    return found


def held(text: str, facts: str = "", other: str = "") -> DocumentProof:
    proof = prove_document("a.txt", read_plain_text(text.encode(), "a.txt"))
    proof = hold_against(proof, read_facts(facts.encode(), "facts.csv").facts if facts else ())
    lines = tuple(lines_of(read_plain_text(other.encode(), "last.txt"))) if other else ()
    return hold_in_chain(proof, [OtherDocument("last.txt", lines)] if other else ())


@pytest.mark.parametrize(("code", "case"), cases())
def test_case(code: str, case: dict[str, Any]) -> None:
    proof = held(case["lines"], case.get("facts", ""), case.get("other", ""))
    found: list[Finding] = [one.finding for one in proof.findings if one.finding.code == code]
    assert len(found) == len(case["finds"])
    for one, expected in zip(found, case["finds"], strict=True):
        assert str(one.severity) == expected["severity"]
        assert one.place.line == expected.get("line", one.place.line)
        assert one.place.cell == expected.get("cell", one.place.cell)
        for name in expected.keys() - {"severity", "line", "cell"}:
            assert one.param(name) == expected[name]


def test_a_fact_that_agrees_is_a_tick_with_its_cell() -> None:
    text = "(JPY in millions)\n\n\t1Q26\t1Q25\nTotal revenues\t5,480\t5,000\n"
    proof = held(text, "item,period,unit,value\nTotal revenues,1Q26,JPY thousands,5480200\n")
    number = next(one for one in proof.numbers if one.text.strip() == "5,480")
    assert number.state == "proved"
    assert [tick.reason.en for tick in number.ticks] == ["facts.csv: D2, line 2 says 5,480,200 JPY thousands"]
    assert [one.state for one in proof.numbers if one.text.strip() == "5,000"] == ["single"]


@given(st.integers(-(10**9), 10**9), st.integers(-2, 2))
def test_thousands_against_millions_agree_where_both_can_be_printed(thousands: int, off: int) -> None:
    """The fact is a whole number of thousands; the document prints millions, rounded half up, some millions off."""
    millions = (abs(thousands) + 500) // 1000 * (1 if thousands >= 0 else -1) + off
    printed = f"({-millions:,})" if millions < 0 else f"{millions:,}"
    text = f"(JPY in millions)\n\n\t1Q26\t1Q25\nTotal revenues\t{printed}\t5,000\n"
    proof = held(text, f"item,period,unit,value\nTotal revenues,1Q26,JPY thousands,{thousands}\n")
    wrong = [one for one in proof.findings if one.finding.code == "TIE-921"]
    assert bool(wrong) == (abs(millions * 1000 - thousands) * 2 > 1000 + 1)


def test_by_python_with_both_kinds_of_support() -> None:
    proof = kaiji.tie_out(
        RELEASES / "aoba-1q-draft.txt", support=[RELEASES / "aoba-facts.csv", RELEASES / "aoba-1q.txt"]
    )
    assert isinstance(proof, DocumentProof)
    assert {"TIE-921", "TIE-922"} <= {one.finding.code for one in proof.findings}
    clean = kaiji.tie_out(RELEASES / "aoba-1q.txt", support=[RELEASES / "aoba-facts.csv"])
    assert isinstance(clean, DocumentProof)
    assert clean.findings == ()


def test_nothing_beside_changes_nothing() -> None:
    proof = prove_document("a.txt", read_plain_text(b"Paid 5", "a.txt"))
    assert hold_against(proof, ()) is proof
