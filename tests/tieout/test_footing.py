"""Columns are added up as a reader would."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.document import Cell, Table, Words
from kaiji.core.source import Source
from kaiji.formats.document_read import RowPlace, TextPlace
from kaiji.tieout.footing import foot, total_rows


def table(*rows: str, head: str = "", totals: int = 0) -> Table:
    made = [tuple(Cell((Words(text),)) for text in row.split("|")) for row in (head, *rows) if row]
    return Table(tuple(made[: bool(head)]), tuple(made[bool(head) :]), totals=totals)


def places(one: Table) -> list[RowPlace]:
    rows = []
    for line, row in enumerate((*one.head, *one.rows), 1):
        source = Source("a.txt").at(line=line)
        rows.append(RowPlace(source, tuple(TextPlace(source) for _ in row)))
    return rows


def test_a_wrong_total_is_found_with_its_line_and_the_right_sum() -> None:
    one = table("Tin|3|1,000", "Gold|4|(200)", "Total|8|800", head="Metal|Names|JPY")
    (found,) = foot(one, places(one)).findings
    assert (found.place.line, found.param("stated"), found.param("expected")) == (4, "8", Decimal(7))
    assert found.param("column") == "Names"


def test_what_foots_is_known_cell_by_cell() -> None:
    one = table("Tin|3", "Gold|-", "Zinc|", "Total|3")
    assert foot(one, places(one)).footed == {(0, 1), (2, 1), (3, 1)} - {(2, 1)}


def test_percentages_and_words_are_not_added() -> None:
    one = table("Tin|50%|x", "Gold|25%|y", "Total|100%|12")
    assert foot(one, places(one)).findings == ()
    other = table("Tin|50", "Gold|25", "Total|100", head="Metal|Ratio")
    assert foot(other, places(other)).findings == ()


def test_subtotals_add_what_stands_since_the_last_one_and_the_last_total_all() -> None:
    one = table("a|1", "b|2", "Total a|3", "c|4", "d|5", "Total b|9", "Total|12")
    assert foot(one, places(one)).findings == ()
    other = table("a|1", "b|2", "Total a|3", "c|4", "d|5", "Total b|9", "Total|13")
    (found,) = foot(other, places(other)).findings
    assert (found.place.line, found.param("expected")) == (7, Decimal(12))


def test_which_rows_are_totals() -> None:
    assert total_rows(table("Tin|1", "TOTAL|1", "Totally|2", "合計|3")) == (1, 3)
    assert total_rows(table("Tin|1", "All|1", totals=1)) == (1,)
    assert total_rows(table("Tin|1")) == ()


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=20), st.integers(1, 10**6))
def test_only_the_sum_foots(values: list[int], error: int) -> None:
    rows = [f"x|{value:,}" for value in values]
    right = table(*rows, f"Total|{sum(values):,}")
    wrong = table(*rows, f"Total|{sum(values) + error:,}")
    assert foot(right, places(right)).findings == ()
    assert [one.param("expected") for one in foot(wrong, places(wrong)).findings] == [Decimal(sum(values))]
