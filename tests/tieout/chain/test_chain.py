"""Releases of one company held against each other: nothing cried on clean chains, a planted error found, its document named."""

from __future__ import annotations

from random import Random

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.any_document import read_any_document
from kaiji.formats.document_read import Read
from kaiji.tieout.proof import DocumentProof
from kaiji.verbs import prove_read
from made_release.chain import Style, make_chain
from made_release.family import FAMILIES, Family
from made_release.layout import set_text
from made_release.mark import Made
from made_release.plant import plant

STYLES = {
    "calendar year": Style(),
    "year from April": Style(start=4),
    "other names of items": Style(start=10, renamed=True),
    "restated": Style(restated=True),
    "split": Style(split=True),
    "finer": Style(finer=True),
}
SOME = [family for family in FAMILIES if family.key in ("us-millions", "jpy-half", "ifrs")]
KINDS = ("digit in a cell", "digit in a total", "transposed digits", "factor of ten", "sign dropped", "cells swapped")


def read(made: Made, name: str) -> Read:
    return read_any_document(set_text(made).text.encode(), name)


def held(chain: list[Made], at: int, beside: list[int]) -> DocumentProof:
    others = [read(chain[one], f"r{one}.txt") for one in beside]
    return prove_read(read(chain[at], f"r{at}.txt"), f"r{at}.txt", others)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("family", SOME, ids=lambda family: family.key)
def test_a_clean_chain_cries_nothing(family: Family, style: str) -> None:
    chain = make_chain(family, 1, STYLES[style])
    for at, beside in ((2, [0, 1]), (4, [0, 3])):
        proof = held(chain, at, beside)
        assert [one.finding for one in proof.findings if one.finding.severity is not Severity.INFO] == []
        for support in proof.support:
            told = {one.finding.param("count") for one in proof.findings if one.finding.code == "TIE-925"}
            assert support.compared > 15
            assert support.compared - support.agreeing <= (max(map(int, map(str, told))) if told else 0)
        if style in ("restated", "split") and at == 4:
            assert [one.finding.code for one in proof.findings if one.finding.code == "TIE-925"]


@pytest.mark.parametrize("side", ["here", "there"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("family", SOME, ids=lambda family: family.key)
def test_an_error_in_what_both_state_is_found_and_its_document_named(family: Family, kind: str, side: str) -> None:
    """The last release against the one of a year before: what the one gives for its quarter, the other gives as earlier."""
    clean = make_chain(family, 3, Style(start=4))
    at = 4 if side == "here" else 0
    for number in range(40):
        planted = plant(clean[at], kind, Random(f"{family.key}{kind}{side}{number}"))  # noqa: S311
        if planted is None:
            pytest.skip("no place for it")
        before, after = planted.expected.split(" | "), planted.stated.split(" | ")
        columns = [column for column in range(1, len(before)) if before[column] != after[column]]
        column = (1 if family.prior_first else 2) if at == 4 else (2 if family.prior_first else 1)
        (line,) = planted.lines()
        balance = 42 < line < 62
        if len(before) == 3 and column in columns and not balance:
            break
    else:
        pytest.skip("no place for it in what both state")
    chain = [planted.made if one == at else made for one, made in enumerate(clean)]
    proof = held(chain, 4, [0])
    told = [
        one
        for one in proof.findings
        if one.finding.code in ("TIE-922", "TIE-924", "TIE-926") and one.finding.severity is Severity.ERROR
    ]
    found = [(here.role, "r4.txt", proof.source(here.spot).place.line) for one in told for here in one.places]
    found += [(there.role, there.source.file, there.source.place.line) for one in told for there in one.beside]
    assert ("wrong", f"r{at}.txt", line) in found
    assert {(name, number) for role, name, number in found if role == "wrong"} == {(f"r{at}.txt", line)}


def test_a_quarter_that_was_wrong_in_an_earlier_release_is_found_through_the_half_year() -> None:
    family = SOME[1]
    chain = make_chain(family, 5)
    text = set_text(chain[0]).text
    label = "General and administrative"
    (row,) = [line for line in text.split("\n") if line.startswith(label)]
    amount = row.split("\t")[1]
    wrong = f"{int(amount.replace(',', '')) + 100:,}"
    other = read_any_document(text.replace(row, row.replace(amount, wrong)).encode(), "first.txt")
    proof = prove_read(read(chain[1], "second.txt"), "second.txt", [other])
    (found,) = [one for one in proof.findings if one.finding.severity is Severity.ERROR]
    assert found.finding.code == "TIE-924"
    assert (found.beside[0].role, found.beside[0].source.file, found.beside[0].quote) == ("wrong", "first.txt", wrong)
    assert (found.stated, found.expected) == (wrong, amount)


def test_what_agrees_is_a_tick_that_names_the_other_file() -> None:
    text = "(JPY in millions)\n\n\t1Q26\t1Q25\nTotal revenues\t5,480\t5,000\n"
    last = "(JPY in millions)\n\n\t1Q25\t1Q24\nTotal revenues\t5,000\t4,800\n"
    proof = prove_read(
        read_any_document(text.encode(), "now.txt"), "now.txt", [read_any_document(last.encode(), "last.txt")]
    )
    states = {one.text.strip(): (one.state, [tick.reason.en for tick in one.ticks]) for one in proof.numbers}
    assert states["5,000"] == ("proved", ["last.txt: line 4, table[1]/row[2]/cell[2] says 5,000"])
    assert states["5,480"] == ("single", [])
