"""One release in English and in Japanese: nothing cried on clean pairs, an error in either found and its file named."""

from __future__ import annotations

from random import Random

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.any_document import read_any_document
from kaiji.verbs import prove_read
from made_release.chain import Style, make_chain
from made_release.family import FAMILIES
from made_release.in_japanese import in_japanese
from made_release.layout import set_text
from made_release.plant import plant

(FAMILY,) = [family for family in FAMILIES if family.key == "jpy-half"]
KINDS = (
    "digit in a cell",
    "digit in a total",
    "digit in prose",
    "transposed digits",
    "factor of ten",
    "sign dropped",
    "cells swapped",
)


@pytest.mark.parametrize("era", [False, True])
@pytest.mark.parametrize("turned", [False, True])
def test_a_clean_pair_agrees_in_every_number(turned: bool, era: bool) -> None:
    made = make_chain(FAMILY, 1, Style(start=4))[4 if era else 1]
    english, japanese = set_text(made).text, set_text(in_japanese(made, era=era)).text
    here, there = (japanese, english) if turned else (english, japanese)
    proof = prove_read(read_any_document(here.encode(), "a.txt"), "a.txt", [read_any_document(there.encode(), "b.txt")])
    assert [one.finding for one in proof.findings if one.finding.severity is not Severity.INFO] == []
    (support,) = proof.support
    assert support.numbers == support.compared == support.agreeing == proof.certificate["numbers"]
    assert proof.certificate["proved"] == support.numbers


@pytest.mark.parametrize("side", ["here", "there"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_error_in_one_language_is_found_and_its_file_named(kind: str, side: str) -> None:
    made = make_chain(FAMILY, 2, Style(start=4))[1]
    planted = plant(made, kind, Random(f"{kind}{side}"))  # noqa: S311
    assert planted is not None
    (line,) = planted.lines()
    english = read_any_document(set_text(planted.made).text.encode(), "en.txt")
    japanese = read_any_document(set_text(in_japanese(made)).text.encode(), "ja.txt")
    first, second = (english, japanese) if side == "here" else (japanese, english)
    name = "en.txt" if side == "here" else "ja.txt"
    proof = prove_read(first, name, [second])
    told = [one for one in proof.findings if one.finding.code in ("TIE-931", "TIE-924")]
    wrong = {(name, proof.source(here.spot).place.line) for one in told for here in one.places if here.role == "wrong"}
    wrong |= {
        (there.source.file, there.source.place.line) for one in told for there in one.beside if there.role == "wrong"
    }
    assert {one.finding.severity for one in told} == {Severity.ERROR}
    assert wrong == {("en.txt", line)}


def test_two_releases_in_two_languages_are_not_taken_for_one() -> None:
    one, other = (make_chain(FAMILY, seed, Style(start=4))[1] for seed in (1, 2))
    here = read_any_document(set_text(one).text.encode(), "a.txt")
    there = read_any_document(set_text(in_japanese(other)).text.encode(), "b.txt")
    proof = prove_read(here, "a.txt", [there])
    assert [one.finding.code for one in proof.findings if one.finding.severity is Severity.ERROR] == []
