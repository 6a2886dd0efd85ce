"""Long tables, row after row."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from kaiji.formats.csv_stream import CsvStream
from kaiji.formats.csv_table import read_csv, write_csv


def stream(data: bytes) -> CsvStream:
    return CsvStream(io.BytesIO(data), "t.csv")


def codes(one: CsvStream) -> list[str]:
    return [finding.code for finding in one.findings]


def test_rows_by_their_headings() -> None:
    one = stream("\ufeffa; b\n1;2\n\n3\n4;5;6\n".encode())
    assert list(one.rows()) == [{"a": "1", "b": "2"}, {"a": "3", "b": ""}, {"a": "4", "b": "5"}]
    assert codes(one) == ["FILE-206"]


def test_an_empty_file_has_no_header() -> None:
    one = stream(b"")
    assert (one.header, list(one.rows())) == ((), [])
    assert codes(one) == ["FILE-211"]


def test_japanese_excel_and_utf16() -> None:
    for encoding in ("cp932", "utf-16"):
        one = stream("name\n株式会社テスト\n".encode(encoding))
        assert [row["name"] for row in one.rows()] == ["株式会社テスト"]


def test_bytes_that_are_no_text_are_marked_wherever_they_stand() -> None:
    far = b"a,b\n" + b"1,2\n" * 400_000 + b"\xff\xfe\x81,x\n"
    one = stream(far)
    assert sum(1 for _ in one.rows()) == 400_001
    assert "FILE-202" in codes(one)


def test_an_open_quotation_mark_does_not_swallow_the_file() -> None:
    one = stream(b'a,b\n"open,1\n' + b"x,2\n" * 100_000)
    rows = list(one.rows())
    assert rows[-1] == {"a": "x", "b": "2"}
    assert len(codes(one)) == 1


@given(st.lists(st.tuples(st.text(max_size=8), st.text(min_size=1, max_size=8)), max_size=6))
def test_it_reads_what_the_whole_reader_reads(rows: list[tuple[str, str]]) -> None:
    plain = [tuple("".join(c for c in cell if c.isalnum() or c in ' ,;"') or "-" for cell in row) for row in rows]
    data = write_csv(("a", "b"), plain)
    whole = [{"a": row.text(0), "b": row.text(1)} for row in read_csv(data, "t.csv").rows]
    assert list(stream(data).rows()) == whole
