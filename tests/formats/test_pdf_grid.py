"""PDF whose tables are ruled: cells and rows are where the lines are, wherever in them the text breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from kaiji.core.finding import Severity
from kaiji.core.text import Text
from kaiji.formats.any_document import read_any_document
from kaiji.formats.document_read import Read
from kaiji.verbs import prove_read
from made_files.raw_pdf import PICTURE, pdf_of, rule, text
from made_shapes import shown

WIDTHS = (50.0, 130.0, 180.0, 230.0)
HEAD = (("",), ("2026",), ("2025",))
ROWS = (
    (("Materials and", "Services"), ("(1,624", ")"), ("(1,38", "7)")),
    (("Income Tax", "Expense"), ("12,255,16", "3"), ("98",)),
    (("Total",), ("8.1", "%"), ("-",)),
)
TABLE = [
    [">", "", "2026", "2025"],
    ["", "Materials and Services", "(1,624)", "(1,387)"],
    ["", "Income Tax Expense", "12,255,163", "98"],
    ["", "Total", "8.1%", "-"],
]


def drawn(
    rows: Iterable[Sequence[Sequence[str]]], top: float = 700, *, upright: bool = True, across: bool = True
) -> list[str]:
    """Set rows of cells, each a few lines of text, with the lines around them."""
    made: list[str] = []
    y = top
    made += [rule(WIDTHS[0], y, WIDTHS[-1], y)]
    for row in rows:
        for at, lines in enumerate(row):
            made += [text(WIDTHS[at] + 3, y - 12 - 11 * number, line, 8) for number, line in enumerate(lines) if line]
        y -= 6 + 11 * max(len(lines) for lines in row)
        made += [rule(WIDTHS[0], y, WIDTHS[-1], y)] if across else []
    if not across:
        made.append(rule(WIDTHS[0], y, WIDTHS[-1], y))
    return made + ([rule(x, top, x, y) for x in WIDTHS] if upright else [])


def read(*pages: Iterable[str], locked: bool = False) -> Read:
    return read_any_document(pdf_of(*pages, locked=locked), "a.pdf")


@pytest.mark.parametrize("upright", [True, False])
def test_what_is_broken_in_a_ruled_cell_or_row_is_whole(upright: bool) -> None:
    found = read([text(50, 760, "A note before the table."), *drawn((HEAD, *ROWS), upright=upright)])
    assert shown(found) == [["A note before the table."], *TABLE]
    assert found.findings == ()


def test_places_in_a_ruled_table_are_page_and_line() -> None:
    found = read([text(50, 760, "One.")], [text(50, 760, "A note."), *drawn((HEAD, *ROWS))])
    row = found.places[2].rows[1]
    assert (row.source.place.page, row.source.place.line) == (2, 3)
    assert [(cell.source.place.page, cell.source.place.line) for cell in row.cells] == [(2, 3)] * 3
    assert row.cells[0].at(len("Materials and ")).place.line == 4


def test_a_ruled_head_stands_over_the_columns_that_no_line_parts() -> None:
    lines = drawn((HEAD, *ROWS[2:]), top=680)
    over = [rule(50, 700, 230, 700), rule(50, 680, 50, 700), rule(130, 680, 130, 700), rule(230, 680, 230, 700)]
    found = shown(read([*over, text(140, 687, "Years", 8), *lines]))
    assert found == [[">", "", "Years <2>"], [">", "", "2026", "2025"], ["", "Total", "8.1%", "-"]]


def test_a_ruled_table_goes_on_over_a_page_with_its_head_once() -> None:
    found = read(drawn((HEAD, ROWS[0])), drawn((HEAD, *ROWS[1:]), top=780))
    assert shown(found) == TABLE


def test_a_cell_that_goes_on_over_a_page_is_one() -> None:
    split = (("Expense for the",), ("12",), ("98",)), (("year",), ("",), ("",))
    found = read(drawn((HEAD, ROWS[0], split[0])), drawn((split[1], ROWS[2]), top=780))
    assert shown(found)[2:] == [["", "Expense for the year", "12", "98"], ["", "Total", "8.1%", "-"]]


def test_rows_without_rules_between_are_rows_of_a_ruled_box() -> None:
    stacked = (("Sales", "Costs"), ("1,200", "(300)"), ("1,100", "(290)"))
    assert shown(read(drawn((HEAD, stacked)))) == [
        [">", "", "2026", "2025"], ["", "Sales", "1,200", "1,100"], ["", "Costs", "(300)", "(290)"]
    ]  # fmt: skip


def test_a_frame_around_text_is_no_table() -> None:
    words = [text(60, 740 - 20 * at, f"Paragraph {at} of the text.") for at in range(3)]
    frame = [rule(40, 780, 560, 780), rule(40, 600, 560, 600), rule(40, 600, 40, 780), rule(560, 600, 560, 780)]
    assert shown(read([*words, *frame])) == [[" ".join(f"Paragraph {at} of the text." for at in range(3))]]


def test_rules_below_head_and_total_alone_part_no_rows() -> None:
    rows = [("Sales", "1,200", "1,100"), ("Costs", "(300)", "(290)"), ("Income", "900", "810")]
    made = [text(133, 700, "2026"), text(173, 700, "2025")]
    for at, row in enumerate(rows):
        made += [text(x, 680 - 14 * at, words) for x, words in zip((50, 130, 170), row, strict=True)]
    made += [rule(50, y, 200, y) for y in (712, 695, 662, 640)]
    assert shown(read(made)) == [[">", "", "2026", "2025"], *(["", *row] for row in rows)]


def broken() -> list[str]:
    """Give a table without rules whose amounts are broken, and whose total is wrong at that."""
    made = [text(200, 740, "2026"), text(300, 740, "2025")]
    for at, (one, two) in enumerate((("1,2", "1,1"), ("00", "00"), ("2,3", "2,4"), ("00", "00"), ("9,900", "9,8"))):
        made += [text(50, 720 - 14 * at, f"Item {at}"), text(200, 720 - 14 * at, one), text(300, 720 - 14 * at, two)]
    return made


def test_a_table_that_may_be_misunderstood_is_told() -> None:
    found = read(broken())
    assert [(one.code, one.severity) for one in found.findings] == [("FILE-159", Severity.WARN)]
    assert found.doubted == {0}
    assert found.findings[0].place.page == 1


def test_nothing_that_rests_on_a_doubted_table_is_an_error() -> None:
    sums = [("Sales", "1,200", "1,100"), ("Other", "300", "200"), ("Total sales", "1,600", "1,300")]
    sums += [("Cost", "400", "500"), ("Tax", "100", "(30"), ("Total cost", "500", "(40")]
    made = [text(200, 740, "2026"), text(300, 740, "2025")]
    for at, row in enumerate(sums):
        made += [text(x, 720 - 14 * at, words) for x, words in zip((50, 200, 300), row, strict=True)]
    proof = prove_read(read(made), "a.pdf")
    whole = prove_read(read([line.replace("\\(30", "30").replace("\\(40", "530") for line in made]), "a.pdf")
    assert [one.finding.code for one in whole.findings if one.finding.severity is Severity.ERROR] == ["TIE-201"]
    assert [one.finding.code for one in proof.findings if one.finding.severity is Severity.ERROR] == []
    assert ("FILE-159", Severity.WARN) in [(one.finding.code, one.finding.severity) for one in proof.findings]


def reasons(found: Read) -> list[tuple[str, Severity, str]]:
    said = []
    for one in found.findings:
        reason = next((value for _, value in one.params if isinstance(value, Text)), Text("", ""))
        said.append((one.code, one.severity, reason.en))
    return said


def test_a_locked_pdf_says_so() -> None:
    found = read([text(50, 760, "One.")], locked=True)
    assert found.document is None
    assert reasons(found) == [("FILE-153", Severity.ERROR, "a PDF locked with a password (save it without one)")]


def test_a_scanned_pdf_says_what_to_do() -> None:
    (found,) = reasons(read([PICTURE], [PICTURE]))
    assert found[:2] == ("FILE-156", Severity.ERROR)
    assert "(page 1, 2). If it was scanned, have its text recognised" in found[2]
    (found,) = reasons(read([text(50, 760, "One."), PICTURE], [PICTURE]))
    assert found[:2] == ("FILE-156", Severity.WARN)
    assert "(page 2)" in found[2]


def test_what_rests_on_a_page_that_is_cut_off_is_no_error() -> None:
    rows = [("Sales", "1,200", "1,100"), ("Other", "300", "200"), ("Total", "1,600", "1,300")]
    made = [text(200, 740, "2026"), text(300, 740, "2025")]
    for at, row in enumerate(rows):
        made += [text(x, 720 - 14 * at, words) for x, words in zip((50, 200, 300), row, strict=True)]
    found = read([*made, text(400, 300, "A line that goes on and on beyond the edge of the page, and is cut off.")])
    assert [one.code for one in found.findings] == ["FILE-156", "FILE-159"]
    assert found.doubted == {0}
    assert found.cut == {1}


@pytest.mark.parametrize("gap", [3.0, 9.0])
def test_heads_side_by_side_that_say_nearly_the_same_are_two(gap: float) -> None:
    one, two = "Three Months Ended June 30", "Six Months Ended June 30"
    made = [text(200, 740, one, 8), text(200 + 105.4 + gap, 740, two, 8)]
    for at, row in enumerate((("", "2026", "2025", "2026", "2025"), ("Sales", "1,200", "1,100", "2,300", "2,200"))):
        places = (50, 225, 275, 325, 375)
        made += [text(x, 726 - 14 * at, words, 8) for x, words in zip(places, row, strict=True) if words]
    made += [
        text(x, 698, words, 8)
        for x, words in zip((50, 225, 275, 325, 375), ("Costs", "900", "800", "700", "600"), strict=True)
    ]
    assert shown(read(made))[0] == [">", "", f"{one} <2>", f"{two} <2>"]
