"""Declarations as tables: one row an answer, a smelter, a product, with its cell; nothing lost, nothing calculated."""

from __future__ import annotations

from kaiji.core.source import Source
from kaiji.minerals.answer_table import (
    ANSWER_COLUMNS,
    FILE_COLUMNS,
    PRODUCT_COLUMNS,
    SMELTER_COLUMNS,
    joined,
    tables_of,
)
from kaiji.minerals.reader import Reading
from kaiji.programmes import RULES
from minerals.building import LOST, declare, layout_of, reading_of


def test_every_answer_is_a_row_with_its_cell() -> None:
    declaration = declare("6.5", {"added/Tin": LOST, "comment/added/Gold": " note ", "scrap/Gold": "=1+1"})
    tables = tables_of("a.xlsx", reading_of(declaration), RULES)
    layout = layout_of("6.5")
    assert len(tables.answers) == len(layout.company) + len(layout.questions) * 4 + len(layout.company_questions)
    rows = {row[ANSWER_COLUMNS.index("cell")]: dict(zip(ANSWER_COLUMNS, row, strict=True)) for row in tables.answers}
    assert rows["D27"]["answer"] == "(formula without a saved value)"
    assert (rows["D28"]["comment"], rows["D28"]["comment_cell"]) == ("note", "G28")
    assert (rows["D52"]["answer"], rows["D52"]["metal"], rows["D52"]["topic"]) == ("=1+1", "Gold", "scrap")
    assert (rows["D8"]["kind"], rows["D8"]["field_or_question"], rows["D8"]["answer"]) == (
        "field",
        "company_name",
        "Sagano Parts K.K.",
    )


def test_all_rows_are_as_long_as_their_columns() -> None:
    scope = {"scope": "B. Product (or List of Products)", "products": ["RT-1", "RT-2"]}
    unreadable = Reading(Source("b.xlsx", "0" * 64), None, None, {}, ())
    tables = joined(
        [tables_of("a.xlsx", reading_of(declare("6.5", scope)), RULES), tables_of("b.xlsx", unreadable, RULES)]
    )
    columns = {
        "files": FILE_COLUMNS,
        "answers": ANSWER_COLUMNS,
        "smelters": SMELTER_COLUMNS,
        "products": PRODUCT_COLUMNS,
    }
    for name, header, rows in tables.named():
        assert tuple(header) == columns[name]
        assert {len(row) for row in rows} == {len(header)}
    assert [row[0] for row in tables.files] == ["a.xlsx", "b.xlsx"]
    assert [row[SMELTER_COLUMNS.index("identification")] for row in tables.smelters] == [
        "CID900001", "CID900002", "CID900003", "CID900004",
    ]  # fmt: skip
    assert [row[PRODUCT_COLUMNS.index("number")] for row in tables.products] == ["RT-1", "RT-2"]
