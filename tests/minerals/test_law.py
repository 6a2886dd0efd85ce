from __future__ import annotations

from datetime import date

import pytest

from kaiji.core.source import Source
from kaiji.minerals.deadline import due_date
from kaiji.minerals.law import law_for, reason
from kaiji.minerals.law.statute import mineral_of, programmes
from kaiji.minerals.law.table import rows, table

TABLES = {
    "year": "year",
    "label": "label",
    "statement": "statement",
    "form": "layout",
    "programme": "programme",
    "guidance": "edition",
    "covered": "country",
    "mineral": "mineral",
    "calendar": "holiday",
    "names": "country",
}


@pytest.mark.parametrize(
    ("year", "everybody", "smaller"),
    [
        (2013, True, True),
        (2014, True, True),
        (2015, False, True),
        (2016, False, True),
        (2017, False, False),
        (2025, False, False),
        (2031, False, False),
    ],
)
def test_who_may_still_say_undeterminable(year: int, everybody: bool, smaller: bool) -> None:
    law = law_for(year)
    assert law.allows_undeterminable(smaller=False) is everybody
    assert law.allows_undeterminable(smaller=True) is smaller


def test_the_size_of_the_issuer_matters_in_two_years_only() -> None:
    unknown = {year: law_for(year).allows_undeterminable(None) for year in range(2013, 2019)}
    assert unknown == {2013: True, 2014: True, 2015: None, 2016: None, 2017: False, 2018: False}


def test_a_year_before_the_rule_is_misuse() -> None:
    with pytest.raises(ValueError, match="begins with the calendar year 2013; there is no law for 2012"):
        law_for(2012)


def test_a_year_after_the_data_is_answered_from_the_newest_and_says_so() -> None:
    assert not law_for(2025).extrapolated
    later = law_for(2030)
    assert (later.year, later.newest, later.extrapolated) == (2030, 2025, True)
    assert later.statements == law_for(2025).statements


@pytest.mark.parametrize("year", range(2013, 2027))
def test_statements_are_those_made_before_the_due_date(year: int) -> None:
    made = {one["key"]: one["day"] for one in table("statement")["statement"]}
    in_force = [one.key for one in law_for(year).statements]
    assert in_force == [key for key, day in made.items() if day <= due_date(year)]


def test_relief_first_stands_for_2016() -> None:
    assert law_for(2015).relief is None
    relief = law_for(2016).relief
    assert relief
    assert (relief.day, relief.kind, relief.relief) == (date(2017, 4, 7), "staff", "1.01(c)")


def test_labels_and_audit() -> None:
    law = law_for(2020)
    assert [one.key for one in law.labels] == ["free", "not-found-free", "undeterminable"]
    assert law.audit_label == "free"
    assert law_for(2013).audit_reason_undeterminable == "audit-not-required-undeterminable"
    assert law_for(2017).audit_reason_undeterminable == ""


@pytest.mark.parametrize(
    ("year", "key", "boxes", "exhibits"),
    [(2013, "old", ("13p-1",), "2.01"), (2021, "old", ("13p-1",), "2.01"),
     (2022, "present", ("13p-1", "13q-1"), "3.01")],
)  # fmt: skip
def test_form_layout(year: int, key: str, boxes: tuple[str, ...], exhibits: str) -> None:
    form = law_for(year).form
    assert (form.key, form.boxes, form.exhibits_item) == (key, boxes, exhibits)
    assert (form.report_item, form.exhibit_item, form.report_exhibit) == ("1.01", "1.02", "1.01")
    assert form.accepted_exhibits == ("1.01", "1.02")
    assert form.sections[-1].items == ((exhibits, "Exhibits"),)


@pytest.mark.parametrize(
    ("year", "initiative", "audit", "passed", "template"),
    [
        (2013, "CFSI", "CFSP", "compliant", "EICC/GeSI template"),
        (2016, "CFSI", "CFSP", "compliant", "EICC/GeSI template"),
        (2017, "RMI", "RMAP", "conformant", "CMRT"),
        (2024, "RMI", "RMAP", "conformant", "CMRT"),
    ],
)
def test_names_in_force(year: int, initiative: str, audit: str, passed: str, template: str) -> None:
    law = law_for(year)
    assert law.initiative.short == initiative
    assert law.audit_programme.short == audit
    assert law.passed == passed
    assert law.survey_template.short == template


def test_both_names_are_right_in_the_month_of_change() -> None:
    assert [one.short for one in programmes("initiative", date(2017, 9, 30))] == ["CFSI"]
    assert [one.short for one in programmes("initiative", date(2017, 10, 15))] == ["CFSI", "RMI"]
    assert [one.short for one in programmes("initiative", date(2017, 11, 1))] == ["RMI"]


def test_editions_of_the_guidance() -> None:
    editions = {year: [one.key for one in law_for(year).editions] for year in (2013, 2015, 2016, 2017, 2024)}
    third = ["oecd-3"]
    assert editions == {
        2013: ["oecd-2"], 2015: ["oecd-2"], 2016: ["oecd-2", "oecd-3"], 2017: third, 2024: third,
    }  # fmt: skip


def test_period_is_the_calendar_year() -> None:
    assert (law_for(2024).period.start, law_for(2024).period.end) == (date(2024, 1, 1), date(2024, 12, 31))


def test_minerals_go_by_metal_ore_and_symbol() -> None:
    found = {name: mineral_of(name) for name in ("Coltan", "cassiterite", "W", "金", "GOLD", " tin ")}
    assert [one.metal for one in found.values() if one] == [
        "Tantalum", "Tin", "Tungsten", "Gold", "Gold", "Tin",
    ]  # fmt: skip
    assert mineral_of("cobalt") is None


@pytest.mark.parametrize(("name", "key"), TABLES.items())
def test_every_row_has_a_known_source_and_says_whether_it_was_checked(name: str, key: str) -> None:
    for row in table(name)[key]:
        keys = row["source"] if isinstance(row["source"], list) else [row["source"]]
        assert set(keys) <= set(table("source"))
        assert isinstance(row["verified"], bool)
        assert not (row["verified"] and "known" in keys)


def test_a_reason_is_filled_in_both_languages() -> None:
    seen = Source("survey.xlsx")
    made = reason("rcoi-unknown", seen, seen, count=3, total=14, metal=law_for(2024).minerals[2].words)
    assert made.text.en == "3 of 14 suppliers answered Unknown for gold."
    assert made.text.ja == "金について、14社中3社が「不明」と回答しました。"
    assert made.sources == (seen,)
    with pytest.raises(KeyError):
        reason("rcoi-unknown", count=3)


def test_every_reason_has_both_languages_with_the_same_values_and_a_known_source() -> None:
    for key, row in table("reason").items():
        named = [{part.split("}")[0] for part in row[one].split("{")[1:]} for one in ("en", "ja")]
        assert named[0] == named[1], key
        assert set(row.get("source", ())) <= set(table("source")), key


def test_countries_are_the_249_of_the_standard() -> None:
    listed = rows("countries")
    assert len(listed) == 249
    for column, length in (("alpha2", 2), ("alpha3", 3)):
        codes = [row[column] for row in listed]
        assert len(set(codes)) == 249
        assert all(len(code) == length and code.isascii() and code.isupper() for code in codes)
    assert all(all(row.values()) for row in listed)
