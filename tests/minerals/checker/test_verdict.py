"""What each version's Checker demands, worked out by hand: the plain cases, and each quirk on purpose."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kaiji.formats.xlsx.value import CellError
from kaiji.formats.xlsx.workbook import open_workbook
from kaiji.minerals.checker.cell import Typed, WorkbookCells
from kaiji.minerals.checker.judge import judge
from kaiji.minerals.checker.rule_set import rule_set, rule_sets
from kaiji.minerals.checker.verdict import verdict
from made_checker import COMPANY, TITLES, cmrt, judged, marks, missing, workbook_of

NA = CellError("#N/A")


def test_a_complete_cmrt_shows_the_text_zero() -> None:
    found = judged("CMRT", "6.5", cmrt())
    assert (found.total, found.shown, found.complete) == (0, "0", True)
    assert marks(found)[13] == ("", 0)
    assert marks(found)[14] == (1, 0)
    assert marks(found)[19] == (0, 0)


@pytest.mark.parametrize(
    ("family", "version", "count"),
    [("CMRT", "6.5", 52), ("CMRT", "3.01", 48), ("CMRT", "2.03a", 40), ("EMRT", "2.1", 68), ("EMRT", "1.3", 31),
     ("CRT", "2.2", 23), ("AMRT", "1.3", 9), ("AMRT", "1.2", 9), ("EMRT", "1.1", 31)],
)  # fmt: skip
def test_the_blank_form(family: str, version: str, count: int) -> None:
    assert judged(family, version, {}).total == count


@pytest.mark.parametrize(
    ("value", "is_missing"),
    [(None, 1), (0, 1), (Decimal("0.0"), 1), ("", 0), ("0", 0), (" ", 0), ("n/a", 0), (5, 0), (False, 0), (date(2025, 1, 1), 0)],
)  # fmt: skip
def test_filled_means_not_the_number_zero(value: Typed, is_missing: int) -> None:
    assert marks(judged("CMRT", "6.22", cmrt(D8=value)))[4] == (1, is_missing)


@pytest.mark.parametrize(
    ("value", "is_missing"), [("@", 0), ("a@", 0), ("nobody", 1), (5, 1), (None, 1), ("", 1), (NA, 1)]
)
def test_an_email_has_an_at_sign_and_an_error_has_none(value: Typed, is_missing: int) -> None:
    assert marks(judged("CMRT", "6.5", cmrt(D20=value)))[11] == (1, is_missing)


@pytest.mark.parametrize(
    ("value", "is_missing"), [("x", 1), ("ab", 0), ("  ", 0), (7, 1), (77, 0), (None, 1), ("", 1), (Decimal("0.5"), 0)]
)
def test_an_address_has_two_characters(value: Typed, is_missing: int) -> None:
    assert marks(judged("CMRT", "6.5", cmrt(G77=value)))[56] == (1, is_missing)


@pytest.mark.parametrize(
    ("scope", "described", "products"),
    [("A. Company", 0, 0), ("a. company", 0, 0), ("A. Company ", 1, 0), ("B. Product (or List of Products)", 0, 1),
     ("C. User defined [Specify in 'Description of scope']", 1, 0), ("全社", 1, 0), (None, 0, 0), (0, 0, 0), ("", 1, 0)],
)  # fmt: skip
def test_the_scope_decides_on_description_and_products(scope: Typed, described: int, products: int) -> None:
    found = marks(judged("CMRT", "6.5", cmrt(D9=scope)))
    assert found[6] == (described, described)
    assert found[64] == (products, products)


@pytest.mark.parametrize(("first", "is_missing"), [(None, 1), ("", 1), (0, 0), (" ", 0), ("P-1", 0)])
def test_only_the_first_row_of_the_product_list_counts(first: Typed, is_missing: int) -> None:
    changes: dict[str, Typed] = {
        "D9": "B. Product (or List of Products)",
        "Product List!B6": first,
        "Product List!B7": "P-2",
    }
    assert marks(judged("CMRT", "6.5", cmrt(**changes)))[64] == (1, is_missing)


def test_an_empty_first_answer_leaves_nine_rows_missing() -> None:
    assert missing(judged("CMRT", "6.5", cmrt(D29=None))) == [17, 22, 27, 32, 37, 42, 47, 52, 68]


def test_an_answer_that_is_not_quite_yes_leaves_all_below_unaccepted() -> None:
    found = judged("CMRT", "6.5", cmrt(D28="Yes "))
    assert missing(found) == [21, 26, 31, 36, 41, 46, 51]
    assert missing(judged("CMRT", "6.5", cmrt(D34="Unknown"))) == [26, 31, 36, 41, 46, 51]


def test_four_times_no_ends_it_all() -> None:
    found = judged("CMRT", "6.5", {**COMPANY, **{f"D{row}": "no" for row in range(26, 30)}})
    assert found.total == 0
    assert [one.row for one in found.rows if one.required == 1] == [4, 5, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17]


def gold(**cells: Typed) -> tuple[object, object]:
    typed = {f"Smelter List!{key}": value for key, value in cells.items()}
    return marks(judged("CMRT", "6.5", cmrt(**{"Smelter List!A5": "", **typed})))[67]


def test_what_counts_as_a_smelter() -> None:
    assert gold() == (1, 1)
    assert gold(B5="Gold") == (1, 1)
    assert gold(B5="gold", C5="Nobody's smelter") == (1, 0)
    assert gold(B5="Gold", C5="Smelter not yet identified") == (1, 0)
    assert gold(B5="Gold ", C5="Gold Works") == (1, 1)
    assert gold(B2495="Gold", C2495="Gold Works") == (1, 1)  # no joining formula there
    assert gold(B2504="Gold", C2504="Gold Works") == (1, 0)
    assert gold(B5="Gold", B6="Go", C6="ldfish") == (1, 0)  # metal and name are only joined
    assert gold(A5="cid000001") == (1, 0)
    assert gold(A5="CID000002") == (1, 1)
    assert gold(A5="CID000002", B5="Gold") == (1, 0)


def test_an_unknown_id_hides_the_total() -> None:
    found = judged("CMRT", "6.5", cmrt(**{"Smelter List!A8": "CID999999"}))
    assert marks(found)[69] == (0, "#N/A")
    assert marks(found)[67] == (1, 0)
    assert (found.total, found.shown, found.complete) == ("#N/A", "#N/A", False)


def not_listed(version: str, row: int = 6, **cells: Typed) -> tuple[object, object]:
    typed = {f"Smelter List!B{row}": "Gold", f"Smelter List!C{row}": "smelter not listed"}
    return marks(judged("CMRT", version, cmrt(**typed, **{f"Smelter List!{key}": cells[key] for key in cells})))[69]


def test_smelters_that_are_not_listed() -> None:
    assert not_listed("6.5") == (1, 1)
    assert not_listed("6.5", D6="X") == (1, 1)
    assert not_listed("6.5", D6="X", E6="PERU") == (1, 0)
    assert not_listed("6.5", D6="gold works") == (1, 0)  # its country is looked up from 6.22 on
    assert not_listed("6.1", D6="gold works") == (1, 1)
    assert not_listed("6.5", D6="gold works", E6=None) == (1, 1)
    assert not_listed("6.5", row=2600) == (1, 1)
    assert not_listed("6.01", row=2600) == (0, 0)


def test_errors_spread_as_in_the_sheet() -> None:
    found = judged("CMRT", "6.5", cmrt(D28=NA))
    assert marks(found)[16] == (1, "#N/A")
    assert marks(found)[21] == ("#N/A", "#N/A")
    assert marks(found)[54] == ("#N/A", "#N/A")
    assert marks(found)[15] == (1, 0)
    assert found.total == "#N/A"
    assert judged("CMRT", "6.5", cmrt(D10=CellError("#REF!"))).total == "#REF!"


def test_cmrt_3_asks_both_first_questions_and_looks_for_www() -> None:
    found = judged(
        "CMRT",
        "3.01",
        {**COMPANY, "D26": "No", "D27": "No", "D28": "No", "D29": "Yes", "D71": "Yes", "G71": "http://a"},
    )
    assert marks(found)[12] == (1, 1)
    assert [marks(found)[row] for row in (20, 23, 25, 28, 52)] == [(1, 1), (1, 1), (1, 1), (1, 1), (1, 1)]
    both = judged("CMRT", "3.01", {f"D{row}": "No" for row in (*range(26, 30), *range(32, 36))})
    assert marks(both)[25] == marks(both)[50] == (0, 1 * 0)
    assert marks(judged("CMRT", "3.01", {"D71": "Yes", "G71": "see www.a.b"}))[52] == (1, 0)
    assert marks(judged("CMRT", "3.01", {"D71": "Yes", "G71": "WWW.a.b"}))[52] == (1, 1)


@pytest.mark.parametrize(("row", "is_missing"), [(5, 0), (14, 0), (15, 1)])
def test_the_old_sheets_look_at_ten_smelter_rows(row: int, is_missing: int) -> None:
    for version, line in (("3.01", 62), ("2.03a", 51)):
        assert marks(judged("CMRT", version, {f"Smelter List!C{row}": "X"}))[line] == (1, is_missing)


def test_cmrt_2_wants_products_only_where_a_metal_is_used() -> None:
    scope: dict[str, Typed] = {"D9": "D. Product Level"}
    assert marks(judged("CMRT", "2.03", scope))[50] == (1, 1)
    assert marks(judged("CMRT", "2.03", {**scope, "Product List!B6": ""}))[50] == (1, 0)
    assert marks(judged("CMRT", "2.03", scope | {f"D{row}": "No" for row in range(22, 26)}))[50] == (0, 0)
    assert judged("CMRT", "2.01", {}).by == "2.03a"


def test_emrt_2_gives_each_mineral_its_row_by_the_alphabet() -> None:
    chosen: dict[str, Typed] = {
        "D12": "(Delete Cobalt)",
        "E12": None,
        "G12": None,
        "D13": "Lithium",
        "E13": "mica",
        "G13": "Mica",
    }
    found = judged("EMRT", "2.1", chosen | {"D30": "Unknown", "D31": "Yes ", "D43": "No", "D32": "Yes"})
    assert [marks(found)[row][0] for row in range(17, 23)] == [1, 1, 0, 0, 0, 0]
    assert marks(found)[28] == (0, 0)
    assert marks(found)[29] == (1, 0)
    assert marks(found)[40] == (0, 0)
    assert marks(found)[94] == (0, 0)
    labels = {one.row: one.label.en for one in found.rows}
    assert labels[17] == "question 1, lithium (is the metal intentionally added)"
    assert labels[114] == "smelter list, lithium"
    assert labels[19] == "question 1, unused slot (is the metal intentionally added)"
    assert marks(judged("EMRT", "2.1", dict.fromkeys(("D12", "E12", "G12", "D13", "E13", "G13"))))[7] == (1, 1)


def test_emrt_1_wants_a_described_format_described() -> None:
    other: dict[str, Typed] = {"D79": "Yes, Using Other Format (Describe)"}
    assert marks(judged("EMRT", "1.3", other))[55] == (1, 1)
    assert marks(judged("EMRT", "1.3", {**other, "G79": "by letter"}))[55] == (1, 0)
    assert marks(judged("EMRT", "1.3", {"D79": "Sí"}))[55] == (1, 1)
    assert marks(judged("EMRT", "1.3", {"D12": "x"}))[12] == ("", 0)
    assert marks(judged("EMRT", "1.3", {"D28": None}))[17] == (1, 1)


def test_emrt_1_1_asks_for_one_more_address_and_leaves_a_row_out_of_its_total() -> None:
    rows: dict[str, Typed] = {f"Smelter List!C{row}": "Smelter not listed" for row in (5, 6, 7)}
    found = judged("EMRT", "1.11", {"D69": "Yes", **rows})
    assert marks(found)[49] == (1, 1)
    assert marks(found)[65] == (1, 3)
    assert not next(one for one in found.rows if one.row == 65).counted
    assert marks(found)[63] == (1, "#REF!")


def test_crt_hardly_ever_misses_a_smelter_list() -> None:
    assert marks(judged("CRT", "2.2", {"D26": "Yes", "D32": "Yes"}))[57] == (1, 0)
    assert marks(judged("CRT", "2.2", {"D32": "Yes"}))[57] == (1, 1)
    assert marks(judged("CRT", "2.2", {"D32": "Yes", "Smelter List!A5": "CID000003"}))[57] == (1, 0)


def test_amrt_is_content_with_a_metal_alone() -> None:
    one: dict[str, Typed] = {"D12": "Other [specify below]", "D15": "Gallium", "D31": "Yes"}
    assert marks(judged("AMRT", "1.3", one))[41] == (1, 1)
    assert marks(judged("AMRT", "1.3", one | {"Smelter List!B5": "gallium"}))[41] == (1, 0)
    assert marks(judged("AMRT", "1.3", one | {"Smelter List!B5": "gallium", "Smelter List!E5": None}))[41] == (1, 1)
    assert marks(judged("AMRT", "1.3", one))[8] == (1, 0)
    assert marks(judged("AMRT", "1.3", one | {"D15": None}))[8] == (1, 1)
    assert marks(judged("AMRT", "1.3", one | {"D15": None, "I16": "Gallium"}))[8] == (1, 0)
    assert marks(judged("AMRT", "1.3", one))[29] == (0, 1)
    assert not next(row for row in judged("AMRT", "1.3", one).rows if row.row == 29).counted
    typed: dict[str, Typed] = {"D12": "Gallium", "D28": "Yes", "Smelter List!A5": "Gallium"}
    assert marks(judged("AMRT", "1.2", typed))[40] == (1, 1)
    assert marks(judged("AMRT", "1.2", typed | {"Smelter List!B5": "X", "Smelter List!C5": "PERU"}))[40] == (1, 0)


def test_a_version_without_a_checker_is_misuse_here_and_newer_ones_go_by_the_newest() -> None:
    with pytest.raises(LookupError, match=r"CMRT 1\.00 has no Checker"):
        judged_of_nothing()
    newer = rule_set("CMRT", "6.6")
    assert newer is not None
    assert newer.by == "6.5"
    assert rule_set("CMRT", "7.0") is None


def judged_of_nothing() -> None:
    opened = open_workbook(workbook_of({"Declaration": {}}), "a.xlsx")
    assert opened.workbook is not None
    verdict(WorkbookCells(opened.workbook), "CMRT", "1.00")


def test_the_rows_of_every_version_are_in_order_and_have_words() -> None:
    for family, version in rule_sets():
        rows = judged(family, version, {}).rows
        numbers = [one.row for one in rows]
        assert numbers == sorted(set(numbers))
        assert all(one.label.ja and one.label.zh for one in rows)


def file_of(family: str, version: str, typed: dict[str, Typed], smelters: dict[str, Typed]) -> bytes:
    cells = {"D2": TITLES[family], "J3": f"Revision {version}\nMay 1, 2025", **typed}
    look_up = {
        f"{letter}5": value
        for letter, value in zip(
            "ABCDEJ", ("Gold", "GW", "Gold Works AG", "AUSTRIA", "CID000001", "GoldGW"), strict=True
        )
    }
    return workbook_of({"Declaration": cells, "Smelter List": smelters, "Product List": {}, "Smelter Look-up": look_up})


def test_a_file_is_judged_by_its_values_and_stale_formulas_are_done_again() -> None:
    typed = {key: value for key, value in cmrt(D15='=""').items() if "!" not in key}
    fresh = judge(
        file_of("CMRT", "6.5", typed, {"A5": "CID000001", "B5": "Gold", "C5": "Gold Works AG"}), "a.xlsx"
    ).verdict
    stale = judge(file_of("CMRT", "6.5", typed, {"A5": "CID000001", "B5": '=""', "C5": '=""'}), "a.xlsx").verdict
    emptied = judge(file_of("CMRT", "6.5", typed, {"A5": "CID000001"}), "a.xlsx").verdict
    assert fresh is not None
    assert stale is not None
    assert emptied is not None
    assert (fresh.total, stale.total, emptied.total) == (0, 0, 1)
    assert marks(emptied)[67] == (1, 1)
    unknown = judge(file_of("CMRT", "6.5", typed, {"A5": "CID000009", "B5": '=""', "C5": '=""'}), "a.xlsx").verdict
    assert unknown is not None
    assert unknown.total == "#N/A"
