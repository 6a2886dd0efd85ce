"""Moving formulas: by hand, and against openpyxl, which has its own translator."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from kaiji.formats.xlsx.value import address_of
from kaiji.formats.xlsx_patch.formula import moved


@pytest.mark.parametrize(
    ("formula", "rows", "columns", "expected"),
    [
        ('IF(A5="","",INDEX(\'Smelter Look-up\'!$A:$A,MATCH($A5,\'Smelter Look-up\'!E:E,0)))', 2, 1,
         'IF(B7="","",INDEX(\'Smelter Look-up\'!$A:$A,MATCH($A7,\'Smelter Look-up\'!F:F,0)))'),
        ("SUM($B$2:B2)+3:4+$3:4", 1, 0, "SUM($B$2:B3)+4:5+$3:5"),
        ('"A1 ""B2"""&A1', 1, 1, '"A1 ""B2"""&B2'),
        ("LOG10(A1)+Sheet1!A1+'A1'!A1+AB12!C3", 1, 0, "LOG10(A2)+Sheet1!A2+'A1'!A2+AB12!C4"),
        ("Table1[[#This Row],[A1]]+A1", 1, 0, "Table1[[#This Row],[A1]]+A2"),
        ("[1]Sheet1!A1+_A1+A1_x+x.A1+1.5E10+XFE5+A1048577", 1, 1, "[1]Sheet1!B2+_A1+A1_x+x.A1+1.5E10+XFE5+A1048577"),
        ("A1048576+XFD1", 1, 1, "B1+A2"),
        ("B2", -1, -1, "A1"),
        ("a1+$a1", 1, 1, "B2+$a2"),
    ],
)  # fmt: skip
def test_by_hand(formula: str, rows: int, columns: int, expected: str) -> None:
    assert moved(formula, rows, columns) == expected


CELL = st.builds(
    lambda column, row, one, two: f"{one}{address_of(1, column)[:-1]}{two}{row}",
    st.integers(1, 900), st.integers(1, 5000), st.sampled_from(["", "$"]), st.sampled_from(["", "$"]),
)  # fmt: skip
OPERAND = st.one_of(
    CELL,
    st.builds("{}:{}".format, CELL, CELL),
    st.builds("SUM({})".format, CELL),
    st.builds("'A 1'!{}".format, CELL),
    st.builds("LOG10({})".format, CELL),
    st.sampled_from(['"B2"', "12.5", "TRUE", "A:C", "$A:C", "2:$4", "'it''s B2'!C3", "NAME1X"]),
)


@given(st.lists(OPERAND, min_size=1, max_size=6), st.integers(0, 40), st.integers(0, 40))
def test_as_openpyxl_does(operands: list[str], rows: int, columns: int) -> None:
    formula = "+".join(operands)
    expected = Translator(f"={formula}", origin="A1").translate_formula(address_of(1 + rows, 1 + columns))
    assert moved(formula, rows, columns) == expected[1:]
