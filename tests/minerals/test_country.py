from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kaiji.minerals.country import candidates, countries, country_of, covered_countries, is_covered

LONG = "x" * 9999
TODAY = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("CONGO, DEMOCRATIC REPUBLIC OF THE", "CD"),
        ("Congo (Kinshasa)", "CD"), ("Zaire", "CD"), ("DRC", "CD"),
        ("D.R. Congo", "CD"), ("Congo, Dem. Rep.", "CD"), ("コンゴ民主共和国", "CD"), ("刚果（金）", "CD"),
        ("Congo (Brazzaville)", "CG"), ("Republic of the Congo", "CG"), ("Congo, Rep.", "CG"),
        ("コンゴ共和国", "CG"), ("刚果(布)", "CG"),
        ("Sudan", "SD"), ("South Sudan", "SS"), ("SUDAN, SOUTH", "SS"),
        ("スーダン", "SD"), ("南スーダン", "SS"), ("南苏丹", "SS"), ("United Republic of Tanzania", "TZ"),
        ("TANZANIA, UNITED REPUBLIC OF", "TZ"), ("タンザニア", "TZ"), ("卢旺达", "RW"), ("ルワンダ", "RW"),
        ("Central African Republic", "CF"), ("UNITED STATES OF AMERICA", "US"), ("UNITED STATES", "US"),
        ("U.S.A.", "US"), ("米国", "US"), ("TAIWAN, PROVINCE OF CHINA", "TW"), ("台灣", "TW"),
        ("KOREA, REPUBLIC OF", "KR"), ("Republic of Korea", "KR"), ("韓国", "KR"),
        ("KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF", "KP"), ("VIET NAM", "VN"), ("Vietnam", "VN"),
        ("RUSSIAN FEDERATION", "RU"), ("Russia", "RU"), ("日本", "JP"), ("中国", "CN"), ("P.R. China", "CN"),
        ("BOLIVIA, PLURINATIONAL STATE OF", "BO"), ("COTE D’IVOIRE", "CI"), ("Åland Islands", "AX"),
        ("Guinea-Bissau", "GW"), ("Guinea", "GN"), ("Niger", "NE"), ("Nigeria", "NG"),
        ("JP", "JP"), ("JPN", "JP"),
        ("Turkey", "TR"), ("Swaziland", "SZ"), (" the  Netherlands ", "NL"),
    ],
)  # fmt: skip
def test_a_name_means_its_country(name: str, code: str) -> None:
    found = country_of(name)
    assert found
    assert found.alpha2 == code


@pytest.mark.parametrize(
    ("name", "codes"),
    [("Congo", "CD CG"), ("the Congo", "CD CG"), ("コンゴ", "CD CG"), ("刚果", "CD CG"), ("Korea", "KP KR"),
     ("ROC", "CG TW"), ("NA", "NA"), ("na", "NA")],
)  # fmt: skip
def test_an_ambiguous_name_is_not_decided(name: str, codes: str) -> None:
    assert country_of(name) is None
    assert [one.alpha2 for one in candidates(name)] == codes.split()


@pytest.mark.parametrize("name", ["", " ", "the", "Unknown", "no", "n/a", "Atlantis", "DRC, Rwanda", LONG])
def test_what_names_nobody(name: str) -> None:
    assert candidates(name) == ()


def test_every_code_and_every_name_of_the_list_comes_back() -> None:
    for one in countries().values():
        for text in (one.alpha2, one.alpha3, one.short_name, one.name.en, one.name.ja, one.name.zh):
            if text not in ("NA", "Congo (the)"):
                assert country_of(text) == one, text


def test_covered_countries_in_the_order_of_print() -> None:
    assert [one.print_name for one in covered_countries(TODAY)] == [
        "Democratic Republic of the Congo", "Angola", "Burundi", "Central African Republic",
        "Republic of the Congo", "Rwanda", "South Sudan", "Tanzania", "Uganda", "Zambia",
    ]  # fmt: skip


def test_south_sudan_is_covered_from_its_first_day() -> None:
    sudan, south = countries()["SD"], countries()["SS"]
    assert not is_covered(south, date(2011, 7, 8))
    assert is_covered(south, date(2011, 7, 9))
    assert not is_covered(sudan, TODAY)
    assert len(covered_countries(date(2011, 7, 8))) == 9


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    found = country_of(text)
    assert found is None or found in candidates(text)


@given(st.sampled_from(sorted(countries())))
def test_letter_case_and_order_of_words_make_no_difference(code: str) -> None:
    one = countries()[code]
    words = one.print_name.swapcase().split()
    assert code == "NA" or country_of(" ".join(reversed(words))) == one


@pytest.mark.reference
def test_country_lists_of_the_official_templates(reference: Path) -> None:
    read = 0
    for path in sorted((reference / "templates").glob("*.xlsx")):
        book = CalamineWorkbook.from_path(path)
        if not path.name.startswith("RMI_") or "C" not in book.sheet_names:
            continue
        listed = [(str(row[0]), str(row[1])) for row in book.get_sheet_by_name("C").to_python()[1:] if row[0]]
        wrong = [name for code, name in listed if (one := country_of(name)) is None or one.alpha2 != code]
        assert set(wrong) <= {"CONGO", "UNKNOWN"}
        assert set(countries()) <= {code for code, _ in listed}
        read += 1
    assert read >= 6
