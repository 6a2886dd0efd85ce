"""Rows, columns and cells that changed places, which leave no sum and no tie behind that would deny them by itself."""

from __future__ import annotations

import pytest

from kaiji.core.finding import Severity
from kaiji.formats.text_document import read_plain_text
from kaiji.tieout.document import prove_document

SUMMARY = """Results

(in millions of yen)

|1Q31|1Q30
Net sales|21,846|18,352
Cost of sales|15,127|12,794
Gross profit|6,719|5,558
Selling expenses|4,383|3,921
Operating income|2,336|1,637

Sales by line

(in millions of yen)

|1Q31|1Q30
Pumps|9,127|8,044
Valves|8,402|7,215
Service|4,317|3,093
Total net sales|21,846|18,352

Appendix: statements of income

(in thousands of yen)

|Three months ended June 30, 2031|Three months ended June 30, 2030
Net sales|21,846,113|18,352,402
Cost of sales|15,127,020|12,794,318
Gross profit|6,719,093|5,558,084
Selling expenses|4,382,777|3,921,006
Operating income|2,336,316|1,637,078
"""


def errors(text: str) -> list[tuple[str, set[int]]]:
    proof = prove_document("a.txt", read_plain_text(text.replace("|", "\t").encode(), "a.txt"))
    return [
        (one.finding.code, {proof.source(place.spot).place.line for place in one.places if place.role == "wrong"})
        for one in proof.findings
        if one.finding.severity is Severity.ERROR
    ]


def with_rows_exchanged(one: int, other: int) -> str:
    """Give the text with the numbers of two lines, from 1, in each other's place."""
    lines = SUMMARY.split("\n")
    first, second = lines[one - 1].partition("|"), lines[other - 1].partition("|")
    lines[one - 1], lines[other - 1] = f"{first[0]}|{second[2]}", f"{second[0]}|{first[2]}"
    return "\n".join(lines)


def with_cells_turned(*lines: int) -> str:
    """Give the text with the two numbers of lines, from 1, turned about."""
    rows = SUMMARY.split("\n")
    for line in lines:
        label, now, then = rows[line - 1].split("|")
        rows[line - 1] = f"{label}|{then}|{now}"
    return "\n".join(rows)


def test_the_clean_one_raises_no_error() -> None:
    assert errors(SUMMARY) == []


@pytest.mark.parametrize(("one", "other"), [(6, 7), (7, 8), (19, 20), (27, 28)])
def test_two_rows_that_changed_places_are_named(one: int, other: int) -> None:
    assert ("TIE-216", {one, other}) in errors(with_rows_exchanged(one, other))


@pytest.mark.parametrize(("one", "other"), [(9, 10), (30, 31)])
def test_of_two_tables_with_like_rows_the_document_does_not_tell_which_is_wrong(one: int, other: int) -> None:
    # What is left after selling expenses is operating income, and the other way round: each table adds up.
    assert errors(with_rows_exchanged(one, other)) == [("TIE-216", set())]


@pytest.mark.parametrize("lines", [(6,), (10,), (29,), (6, 7, 8, 9, 10)])
def test_periods_that_changed_places_are_found_at_their_lines(lines: tuple[int, ...]) -> None:
    found = errors(with_cells_turned(*lines))
    assert found
    assert all(where <= set(lines) for _, where in found)
