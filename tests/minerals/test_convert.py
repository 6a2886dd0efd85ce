"""Conversion: answers by meaning, the rest told and left empty."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from kaiji.minerals.convert import convert
from kaiji.minerals.declaration import EntryKind, Topic
from kaiji.minerals.layout import layouts
from kaiji.minerals.meaning import foreign_id, meaning_of
from minerals.building import VERSIONS, declare, layout_of

TABLE = tomllib.loads(
    (Path(__file__).resolve().parents[2] / "src/kaiji/minerals/convert.toml").read_text(encoding="utf-8")
)
# Versions whose list holds the number 1 for all suppliers.
ONE_AS_NUMBER = {
    "cmrt-6.01", "cmrt-6.1", "cmrt-6.22", "emrt-1.1", "emrt-1.11", "emrt-1.2", "emrt-1.3", "crt-2.2", "amrt-1.2", "amrt-1.3",
}  # fmt: skip
CHECKERS = {one.checker: one for one in layouts().values()}


@pytest.mark.parametrize(
    ("old", "answer", "new", "expected"),
    [
        ("3.01", "Yes, 100%", "6.5", "100%"),
        ("3.01", "No, but greater than 75% ", "6.5", "Greater than 75%"),
        ("3.01", "no, but greater than 50%", "6.5", "Greater than 50%"),
        ("3.01", "No, but less than 25%", "6.5", "50% or less"),
        ("3.01", "None", "6.5", "None"),
        ("6.5", "Greater than 75%", "3.01", "No, but greater than 75% "),
        ("6.5", "Greater than 90%", "3.01", "No, but greater than 75% "),
        ("6.5", "50% or less", "3.01", ""),
        ("2.03a", "No but > 25%", "3.01", "No, but greater than 25%"),
        ("2.03a", "Yes", "6.5", "100%"),
        ("6.5", "100%", "2.03a", "Yes"),
        ("6.5", "about half", "3.01", ""),
        ("6.5", "about half", "6.4", "about half"),
    ],
)
def test_shares(old: str, answer: str, new: str, expected: str) -> None:
    made, findings = convert(declare(old, {"supplier_share/Tin": answer}), layout_of(new))
    found = made.answer(Topic.SUPPLIER_SHARE, "Tin")
    assert found is not None
    assert found.answer.text == expected
    lost = [one for one in findings if one.code == "CMRT-412" and one.param("answer") == " ".join(answer.split())]
    assert bool(lost) is (expected == "")


@pytest.mark.parametrize("version", ["6.01", "6.1", "6.22"])
def test_a_hundred_percent_is_the_number_one_in_older_lists(version: str) -> None:
    made, _ = convert(declare("6.5"), layout_of(version))
    entry = made.answers[20].answer
    assert (made.answers[20].topic, entry.text, entry.kind) == (Topic.SUPPLIER_SHARE, "1", EntryKind.NUMBER)
    back, _ = convert(declare(version, {"supplier_share/all": 1}), layout_of("6.5"))
    assert (back.answers[20].answer.text, back.answers[20].answer.kind) == ("100%", EntryKind.TEXT)
    assert Decimal(entry.text) == 1


@pytest.mark.parametrize(
    ("old", "topic", "answer", "new", "expected"),
    [
        ("2.03a", "covered_countries/Gold", "Uncertain or Unknown", "6.5", "Unknown"),
        ("6.5", "covered_countries/Gold", "Unknown", "2.03a", "Uncertain or Unknown"),
        ("2.03a", "scrap/Gold", "Yes", "6.5", ""),
        ("2.03a", "scrap/Gold", "No", "6.5", "No"),
        ("6.5", "scrap/Gold", "No", "2.03a", ""),
        ("6.5", "scrap/Gold", "Yes", "2.03a", "Yes"),
        ("2.03a", "all_smelters/Gold", "Yes all smelters have been provided", "6.5", "Yes"),
        ("6.5", "all_smelters/Gold", "Yes", "2.03a", "Yes all smelters have been provided"),
        ("3.01", "all_reported/Gold", "Unknown", "6.5", ""),
        ("3.01", "survey", "Yes", "6.5", "Yes, in conformance with IPC1755 (e.g., CMRT)"),
        ("3.01", "survey", "No", "6.5", ""),
        ("6.5", "survey", "Yes, using other format (describe)", "3.01", "No"),
        ("6.5", "survey", "No", "3.01", "No"),
        ("6.5", "disclosure_duty", "Yes, with the EU", "3.01", "No"),
        ("6.5", "disclosure_duty", "Yes, with the SEC and the EU", "3.01", "Yes"),
        ("3.01", "disclosure_duty", "Yes", "6.5", ""),
        ("2.03a", "suppliers_validated", "Planned once lists become available", "6.5", ""),
    ],
)
def test_answers(old: str, topic: str, answer: str, new: str, expected: str) -> None:
    made, findings = convert(declare(old, {topic: answer}), layout_of(new))
    name, _, metal = topic.partition("/")
    found = made.answer(Topic(name), metal)
    assert found is not None
    assert found.answer.text == expected
    places = {str(one.place) for one in findings if one.code == "CMRT-412"}
    given = declare(old, {topic: answer}).answer(Topic(name), metal)
    assert given is not None
    assert (str(given.answer.source.place) in places) is (expected == "")


def test_each_value_keeps_the_cell_it_was_read_from() -> None:
    made, _ = convert(declare("3.01"), layout_of("6.5"))
    scrap = made.answer(Topic.SCRAP, "Tin")
    assert scrap is not None
    assert (scrap.question, str(scrap.answer.source.place)) == ("5", "Declaration!D45")
    assert (made.family, made.version, made.digest) == ("CMRT", "6.5", declare("3.01").digest)


def test_comments_stay_with_their_question() -> None:
    made, _ = convert(declare("3.01", {"comment/survey": "yearly", "survey": "No"}), layout_of("6.5"))
    survey = made.answer(Topic.SURVEY)
    assert survey is not None
    assert (survey.answer.text, survey.comment.text) == ("", "yearly")


def test_rows_follow_each_other_and_keep_their_fields() -> None:
    declaration = declare("3.01", {"smelters/more": [{"metal": "Gold", "lookup": "X", "recycled": "Yes", "row": 90}]})
    made, _ = convert(declaration, layout_of("6.5"))
    assert [one.row for one in made.smelters] == [5, 6, 7, 8, 9]
    assert made.smelters[4]["recycled"].text == "Yes"
    assert [one.given_id for one in made.smelters[:2]] == ["CID900001", "CID900002"]


def test_a_typed_id_goes_where_the_version_has_ids() -> None:
    change = {"smelters": [{"metal": "Gold", "lookup": "X", "id_input": "CID000019"}]}
    made, findings = convert(declare("6.5", change), layout_of("3.01"))
    assert {name: one.text for name, one in made.smelters[0].cells.items()} == {
        "metal": "Gold", "lookup": "X", "identification": "CID000019",
    }  # fmt: skip
    assert not [one for one in findings if one.code == "CMRT-402" and "Smelter" in str(one.place)]


def test_the_same_version_is_the_same_declaration() -> None:
    declaration = declare("6.5", {"supplier_share/Tin": 1, "scope": "odd"})
    assert convert(declaration, layout_of("6.5")) == (declaration, ())


@pytest.mark.parametrize("old", VERSIONS)
@pytest.mark.parametrize("new", VERSIONS)
def test_every_answer_is_of_the_list_or_told(old: str, new: str) -> None:
    declaration, target = declare(old), layout_of(new)
    made, findings = convert(declaration, target)
    told = {str(source.place) for one in findings for source in one.sources}
    for one in made.answers:
        question = target.question(one.topic)
        assert question is not None
        offered = [words.strip() for words in question.offered(one.metal)]
        if one.answer.kind is EntryKind.NUMBER:
            assert (one.topic, one.answer.words) == (Topic.SUPPLIER_SHARE, "1")
            assert target.key in ONE_AS_NUMBER
        else:
            assert one.answer.kind is EntryKind.EMPTY or one.answer.words in offered, one
            hundred = one.topic is Topic.SUPPLIER_SHARE and one.answer.words == "100%"
            assert (
                not hundred or target.key not in ONE_AS_NUMBER or old == new
            )  # the same version stays as it was answered
    kept = {str(entry.source.place) for one in made.answers for entry in (one.answer, one.comment) if entry.given}
    kept |= {str(entry.source.place) for entry in made.company.values() if entry.given}
    for answer in declaration.answers:
        assert str(answer.answer.source.place) in kept | told, answer
    for name, entry in declaration.company.items():
        if not name.startswith("mineral_"):
            assert not entry.given or str(entry.source.place) in kept | told, entry
    if target.minerals is None:
        assert made.metals == target.metals
    else:
        free = old.startswith("AMRT") and new.startswith("AMRT")
        assert made.metals == tuple(one for one in declaration.metals if free or one in target.metals)
        chosen = {
            made[name.replace("mineral_", "mineral_named_")].words if entry.words.startswith("Other") else entry.words
            for name, entry in made.company.items()
            if name.startswith("mineral_") and "named" not in name and entry.given
        }
        assert chosen == set(made.metals)


def test_ids() -> None:
    assert foreign_id("1JPN072", layout_of("6.5"))
    assert foreign_id("CID000019", layout_of("2.03a"))
    assert not foreign_id("CID000019", layout_of("3.01"))
    assert not foreign_id("RMI-1", layout_of("2.03a"))


@pytest.mark.parametrize("row", TABLE["same"], ids=str)
def test_each_row_of_the_same_names_real_answers(row: dict[str, dict[str, str]]) -> None:
    for checker, words in row["words"].items():
        question = CHECKERS[checker].question(Topic(str(row["topic"])))
        assert question is not None
        assert words.strip() in question.answers


@pytest.mark.parametrize("row", TABLE["less"] + TABLE["different"], ids=str)
def test_each_other_row_names_real_answers(row: dict[str, object]) -> None:
    topic = Topic(str(row["topic"]))
    olds, news = row["from"], row["to"]
    assert isinstance(olds, list)
    for old in olds:
        question = CHECKERS[old].question(topic)
        assert question is not None
        assert row["answer"] in (*question.answers, *(each for own in question.each.values() for each in own))
        for new in news:  # type: ignore[attr-defined]
            asked = CHECKERS[new].question(topic)
            assert asked is not None
            found = meaning_of(str(row["answer"]).casefold(), asked, CHECKERS[old], CHECKERS[new])
            wanted = news[new] if isinstance(news, dict) else ""
            assert (found.words, bool(found.reason)) == (wanted, True)
            assert not wanted or wanted.strip() in asked.answers
