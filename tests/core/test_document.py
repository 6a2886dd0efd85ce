"""The document model: reading order, and the text of parts."""

from __future__ import annotations

from kaiji.core.document import (
    Assertion,
    Cell,
    Document,
    Paragraph,
    Quote,
    Section,
    Table,
    Words,
    figures_of,
    runs_of,
    text_of,
    text_of_parts,
)
from kaiji.core.figure import Figure

ASKED, ANSWERED, TOTAL = (Figure.of(value, key=key) for value, key in ((14, "asked"), (12, "answered"), (26, "total")))
SENTENCE = Assertion((Words("Of "), ASKED, Words(" suppliers "), ANSWERED, Words(" answered.")), "survey")
TABLE = Table(
    head=((Cell((Words("Metal"),), "head"), Cell((Quote("Tin"),), "head")),),
    rows=((Cell((Words("Total"),)), Cell((TOTAL,), "number")),),
    caption=(Words("Table "), Quote("1")),
    totals=1,
)
DOCUMENT = Document(
    "EX-1.01",
    "Report",
    (Section("First", (Paragraph((SENTENCE, Words(" So."))), TABLE)), Section("", (Paragraph(()),))),
)


def test_blocks_and_figures_come_in_reading_order() -> None:
    assert [type(block).__name__ for block in DOCUMENT.blocks()] == ["Paragraph", "Table", "Paragraph"]
    assert [figure.key for figure in figures_of(DOCUMENT)] == ["asked", "answered", "total"]
    assert [text_of(part) for part in DOCUMENT.parts()] == [
        "Of 14 suppliers 12 answered.", " So.", "Table ", "1", "Metal", "Tin", "Total", "26",
    ]  # fmt: skip


def test_assertions_are_opened_into_runs() -> None:
    assert text_of_parts((SENTENCE, Words(" So."))) == "Of 14 suppliers 12 answered. So."
    assert [run.text for run in runs_of((SENTENCE, Quote("Q")))] == [
        "Of ",
        "14",
        " suppliers ",
        "12",
        " answered.",
        "Q",
    ]
