"""Tables as a workbook: read back by the project's own reader, as text, in full."""

from __future__ import annotations

import io

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from kaiji.formats.xlsx.workbook import open_workbook
from kaiji.formats.xlsx_table import LONGEST, XlsxTable, write_xlsx

PRINTED = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)


def read_back(content: bytes, sheet: str) -> list[list[object]]:
    workbook = open_workbook(content, "t.xlsx").workbook
    assert workbook is not None
    found = workbook.sheet(sheet)
    assert found is not None
    return [[found.at(row, column) for column in (1, 2)] for row in range(1, found.last_row + 1)]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(PRINTED, PRINTED), max_size=5))
def test_what_is_written_is_read_back(rows: list[tuple[str, str]]) -> None:
    content = write_xlsx([XlsxTable("t", ("a", "b"), rows)])
    assert read_back(content, "t") == [["a", "b"], *map(list, rows)]


def test_nothing_becomes_a_formula_a_number_or_a_link() -> None:
    hostile = ["=1+1", "{=A1}", "@SUM(A1)", "007", "https://x.example", "+1"]
    content = write_xlsx([XlsxTable("t", ("a", "b"), [(one, "") for one in hostile])])
    assert [row[0] for row in read_back(content, "t")][1:] == hostile
    assert b"<f>" not in content


def test_a_table_longer_than_a_sheet_goes_on_in_the_next() -> None:
    content = write_xlsx([XlsxTable("t", ("a", "b"), [(str(n), "x") for n in range(5)])], most_rows=3)
    sheets = [read_back(content, name) for name in ("t", "t 2", "t 3")]
    assert [[row[0] for row in sheet] for sheet in sheets] == [["a", "0", "1"], ["a", "2", "3"], ["a", "4"]]


def test_an_empty_table_has_its_headings_and_a_long_text_is_cut() -> None:
    assert read_back(write_xlsx([XlsxTable("t", ("a", "b"), [])]), "t") == [["a", "b"]]
    (_, (text, _)) = read_back(write_xlsx([XlsxTable("t", ("a", "b"), [("x" * 40_000, "")])]), "t")
    assert isinstance(text, str)
    assert (len(text), text[-1]) == (LONGEST, "…")


def test_equal_tables_are_equal_bytes() -> None:
    first, second = (write_xlsx([XlsxTable("t", ("a", "b"), [("1", "2")])]) for _ in range(2))
    assert first == second


def test_columns_are_wide_enough_for_japanese() -> None:
    content = write_xlsx(
        [XlsxTable("a", ["code", "name"], [["12345678901234567890", "開示書類の検証結果の記録"]], to_read=True)]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert 24 <= sheet.column_dimensions["A"].width < 26
    assert 28 <= sheet.column_dimensions["B"].width < 30
