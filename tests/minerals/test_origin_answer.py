"""From the survey to the inquiry: what one supplier's answers are taken to say of a metal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from kaiji.core.party import Supplier
from kaiji.core.source import Source
from kaiji.minerals.check import check
from kaiji.minerals.origin import OriginAnswer, Reply, Standing, standing_of
from kaiji.minerals.origin_answer import origin_answers
from kaiji.minerals.reader import Reading
from kaiji.minerals.survey import Asked, Response, survey_of
from minerals.building import declare, reading_of

ON = date(2025, 12, 31)
ASKED = [Asked(Supplier("S-001", "Sagano Parts K.K.", source=Source("suppliers.csv").at(line=2)))]


def answer(change: Mapping[str, Any], version: str = "6.5", metal: str = "Tin") -> OriginAnswer:
    reading = reading_of(declare(version, change))
    (found,) = origin_answers(survey_of(ASKED, [Response(reading, check(reading, year=2025, as_of=ON))]), [metal])
    return found


@pytest.mark.parametrize(
    ("change", "replies", "standing"),
    [
        ({}, (Reply.YES, Reply.NO, Reply.NO), Standing.OUTSIDE),
        ({"covered_countries/Tin": "Yes"}, (Reply.YES, Reply.YES, Reply.NO), Standing.COVERED),
        ({"covered_countries/Tin": "Unknown"}, (Reply.YES, Reply.UNKNOWN, Reply.NO), Standing.UNKNOWN),
        ({"scrap/Tin": "Yes"}, (Reply.YES, Reply.NO, Reply.YES), Standing.SCRAP),
        (
            {"added/Tin": "No", "remains/Tin": "No", "smelters/Tin": "none"},
            (Reply.NO, Reply.NO, Reply.NO),
            Standing.NOT_NECESSARY,
        ),
        ({"covered_countries/Tin": "none"}, (Reply.YES, Reply.MISSING, Reply.NO), Standing.UNUSABLE),
        ({"covered_countries/Tin": "see attachment"}, (Reply.YES, Reply.UNKNOWN, Reply.NO), Standing.UNUSABLE),
        ({"smelters/Tin": {"mine_countries": "Rwanda"}}, (Reply.YES, Reply.NO, Reply.NO), Standing.COVERED),
        (
            {"covered_countries/Tin": "Yes", "scrap/Tin": "Yes"},
            (Reply.YES, Reply.YES, Reply.YES),
            Standing.INCONSISTENT,
        ),
        ({"added/Tin": "none", "remains/Tin": "No"}, (Reply.NO, Reply.NO, Reply.NO), Standing.UNUSABLE),
        ({"added/Tin": "none"}, (Reply.MISSING, Reply.NO, Reply.NO), Standing.UNUSABLE),
        ({"added/Tin": "Unknown"}, (Reply.UNKNOWN, Reply.NO, Reply.NO), Standing.UNUSABLE),
        ({"effective_date": date(2024, 12, 31)}, (Reply.YES, Reply.NO, Reply.NO), Standing.UNUSABLE),
    ],
)
def test_what_one_answer_says(change: dict[str, Any], replies: tuple[Reply, ...], standing: Standing) -> None:
    found = answer(change)
    assert (found.necessary, found.covered, found.scrap) == replies
    assert standing_of(found, ON) is standing


def test_the_codes_and_cells_that_spoil_an_answer_are_named() -> None:
    found = answer({"covered_countries/Tin": "see attachment", "added/Gold": "maybe"})
    assert found.doubts == ("CMRT-306",)
    assert str(found.sources[0].place) == "Declaration!D39"
    assert answer({"added/Gold": "maybe"}).usable  # another metal's fault


def test_the_countries_of_the_mines_are_taken_apart() -> None:
    found = answer({"smelters/Tin": {"mine_countries": "PERU, CONGO, DEMOCRATIC REPUBLIC OF THE"}})
    assert found.countries == ("PERU", "CONGO, DEMOCRATIC REPUBLIC OF THE")
    assert standing_of(found, ON) is Standing.COVERED
    assert "Smelter List!O6" in [str(source.place) for source in found.sources]


def test_a_version_with_fewer_questions() -> None:
    found = answer({"covered_countries/Tin": "Uncertain or Unknown"}, "2.03a")
    assert (found.necessary, found.covered, found.scrap) == (Reply.YES, Reply.UNKNOWN, Reply.NO)


def test_a_silent_and_an_unreadable_supplier_reply_nothing() -> None:
    unreadable = Response(Reading(Source("S-001.xlsx"), None, None, {}, ()), ())
    for responses in ([], [unreadable]):
        (found,) = origin_answers(survey_of(ASKED, responses), ["Tin"])
        assert (found.necessary, found.covered, found.scrap) == (Reply.MISSING,) * 3
        assert found.sources == (Source("suppliers.csv").at(line=2),)
        assert standing_of(found, ON) is Standing.MISSING


def test_one_answer_a_metal_and_a_declaration_in_force() -> None:
    readings = [
        reading_of(declare("6.5", {"effective_date": day}, f"{day}.xlsx"))
        for day in (date(2025, 5, 1), date(2025, 6, 1))
    ]
    found = origin_answers(survey_of(ASKED, [Response(one, ()) for one in readings]), ["Tin", "Gold"])
    assert [(one.metal, one.sources[0].file) for one in found] == [
        ("Tin", "2025-06-01.xlsx"),
        ("Gold", "2025-06-01.xlsx"),
    ]
