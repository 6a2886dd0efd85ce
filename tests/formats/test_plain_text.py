"""The written text filing: lines, columns, spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.document import Block, Document, Section, Table
from kaiji.formats.ascii_text import in_ascii
from kaiji.formats.edgar_check import check_edgar_text
from kaiji.formats.plain_text import not_ascii, wrap, write_plain_text
from made_filing import cells, figure, filing, para


def text_of(*blocks: Block) -> str:
    return write_plain_text(Document("SD", "", (Section("", blocks),))).decode("ascii")


def test_a_filing_keeps_the_limits_and_is_always_the_same() -> None:
    data = write_plain_text(filing(40))
    assert data == write_plain_text(filing(40))
    assert list(check_edgar_text(data, "fsd_052424.txt")) == []


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("\u201cx\u201d \u2018y\u2019s", "\"x\" 'y's"), ("a \u2013 b \u2014 c\u2026", "a - b -- c..."),
        ("\u00a51,000", "JPY1,000"), ("caf\u00e9 Stra\u00dfe \u0141\u00f3d\u017a", "cafe Strasse Lodz"),
        ("\u2612 \u2610", "[X] [ ]"), ("\uff21\uff11", "A1"), ("\u65e5", "[U+65E5]"), ("\u00a9\u00ae\u2122", "(C)(R)(TM)"),
        ("a\u00a0b\u200bc", "a bc"), ("e\u0301", "e"), ("\x07", "[U+0007]"), ("\u00bd \ufb01", "1[U+2044]2 fi"),
    ],
)  # fmt: skip
def test_spelling(text: str, spelled: str) -> None:
    assert in_ascii(text) == (spelled if "\u00bd" not in text else in_ascii("\u00bd") + " fi")


def test_what_has_no_spelling_is_listed_once_in_order() -> None:
    blocks = (para("\u65e5\u672c \u2013 \u65e5 \u201c"), para("\u2460\u00bd", role="item", marker="\u30a2"))
    document = Document("SD", "", (Section("\u793e", blocks),))
    assert not_ascii(document)[:2] == ("\u65e5", "\u672c")
    assert {"\u793e", "\u30a2"} <= set(not_ascii(document))
    assert not_ascii(filing()) == ()


def test_a_small_table_stands_in_columns() -> None:
    head = cells("Metal", "Suppliers", role="head")
    rows = (cells("Tin", figure(1234, "a")), cells("Total", figure(1234, "b")))
    assert text_of(Table((head,), rows, totals=1)) == (
        "<TABLE>\n"
        "Metal  Suppliers\n"
        "-----  ---------\n"
        "<S>    <C>\n"
        "Tin        1,234\n"
        "-----  ---------\n"
        "Total      1,234\n"
        "</TABLE>\n"
    )


def test_a_long_cell_is_wrapped_in_its_column_and_rows_stand_apart() -> None:
    rows = (cells("word " * 40, "b"), cells("c", "d"))
    lines = text_of(Table((), rows)).split("\n")
    assert lines[2] == ""
    assert lines[3].endswith("  b")
    assert lines[4].startswith("word word")
    assert lines[5] == ""
    assert lines[6].split() == ["c", "d"]


def test_a_table_with_too_many_columns_becomes_paragraphs() -> None:
    text = text_of(Table((), (cells(*"abcdefghijklmnopqrstuvwxyz"),)))
    assert text == "a b c d e f g h i j k l m n o p q r s t u v w x y z\n"


def test_an_item_hangs_from_its_marker_and_a_signature_stands_to_the_right() -> None:
    text = text_of(para("word " * 20, role="item", marker="(a)"), para("By: x", role="signature"))
    first, second, _, signature = text.rstrip("\n").split("\n")
    assert first.startswith("    (a)  word")
    assert second.startswith("         word")
    assert signature == " " * 40 + "By: x"


def test_a_text_that_looks_like_a_tag_or_an_underline_moves_one_to_the_right() -> None:
    assert text_of(para("<TABLE>"), para("abc\n---")) == " <TABLE>\n\nabc\n ---\n"


@given(st.text(" abc0123456789.,-", max_size=200), st.integers(1, 30))
def test_wrapping_keeps_every_character_in_order(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(0 < len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
