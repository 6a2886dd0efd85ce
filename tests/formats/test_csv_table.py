"""Tables of text: encodings, delimiters, lines, limits, and writing that reads back as it was."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kaiji.core.finding import Severity
from kaiji.core.rule import catalogue
from kaiji.formats.csv_rule import RULES
from kaiji.formats.csv_table import Limits, decode, letters, read_csv, write_csv

KNOWN = catalogue(RULES)
FOLDER = Path(__file__).resolve().parents[1] / "cases"
CASES = [
    pytest.param(data["rule"], case, id=f"{data['rule']}: {case['case']}")
    for path in sorted(FOLDER.glob("FILE-2*.yaml"))
    for data in [yaml.safe_load(path.read_text(encoding="utf-8"))]
    for case in data["cases"]
]


@pytest.mark.parametrize(("code", "case"), CASES)
def test_case(code: str, case: dict[str, Any]) -> None:
    text = case.get("text", "").encode(case.get("encoding", "utf-8"))
    data = bytes.fromhex(case["bytes"]) if "bytes" in case else text
    table = read_csv(data, "a.csv", limits=Limits(**case.get("limits", {})))
    found = [one for one in table.findings if one.code == code]
    assert [one.place.line for one in found] == [one["line"] for one in case["finds"]]
    for one in found:
        assert KNOWN[code].say(one, "en") != KNOWN[code].say(one, "ja")


def test_every_rule_has_a_case_that_finds_and_one_that_does_not() -> None:
    for code in KNOWN:
        data = yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
        assert {bool(case["finds"]) for case in data["cases"]} == {True, False}, code


def test_lines_and_addresses_of_rows_with_line_breaks_inside_cells() -> None:
    table = read_csv(b'key,note\r\n1,"a\r\nb\nc"\r\n\r\n2,"say ""yes"""\r3,x\n', "a.csv")
    assert [cell.text for cell in table.header] == ["key", "note"]
    assert [(row.line, row.number, row.texts) for row in table.rows] == [
        (2, 2, ("1", "a\r\nb\nc")),
        (6, 4, ("2", 'say "yes"')),
        (7, 5, ("3", "x")),
    ]
    place = table.rows[1].cell(1).source.place
    assert (place.cell, place.line) == ("B4", 6)
    assert table.findings == ()


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_delimiters_and_encodings(mark: str, encoding: str) -> None:
    text = f'記号{mark}名称\r\nS-1{mark}"株式会社あおぞら{mark}東京"\r\n'
    table = read_csv(text.encode(encoding), "a.csv")
    assert [cell.text for cell in table.header] == ["記号", "名称"]
    assert table.rows[0].texts == ("S-1", f"株式会社あおぞら{mark}東京")
    assert table.delimiter == mark
    found = [(one.code, one.severity) for one in table.findings]
    assert found == ([] if encoding.startswith("utf-8") else [("FILE-201", Severity.INFO)])


def test_the_separator_line_of_excel_is_no_row() -> None:
    table = read_csv(b"sep=;\r\na;b\r\n1,5;2\r\n", "a.csv")
    assert [cell.text for cell in table.header] == ["a", "b"]
    assert (table.rows[0].texts, table.rows[0].line) == (("1,5", "2"), 3)


def test_a_delimiter_inside_quotation_marks_decides_nothing() -> None:
    table = read_csv(b'"a;b;c",d\n1,2\n', "a.csv")
    assert [cell.text for cell in table.header] == ["a;b;c", "d"]


def test_bytes_that_fit_no_encoding_are_marked_and_kept() -> None:
    decoded = decode(b"a,b\nM\xe9taux,\xff\n")
    assert (decoded.text, decoded.bad_line) == ("a,b\nM�taux,�\n", 2)


def test_an_unclosed_mark_does_not_swallow_the_rows_behind_it() -> None:
    table = read_csv(b'a,b\n1,"x\n2,y\n3,z\n', "a.csv")
    assert [row.texts for row in table.rows] == [("1", '"x'), ("2", "y"), ("3", "z")]


def test_rows_above_the_header_are_kept_apart() -> None:
    data = b"List of May 2024\n\nid,name\n1,x\n"
    table = read_csv(data, "a.csv", is_header=lambda texts: "id" in texts)
    assert [row.texts for row in table.above] == [("List of May 2024",)]
    assert [cell.text for cell in table.header] == ["id", "name"]
    assert [(row.line, row.texts) for row in table.rows] == [(4, ("1", "x"))]
    assert table.findings == ()


def test_written_bytes() -> None:
    data = write_csv(["名称", "値"], [["=1+1", "-5"], ["+81-3-0000", "1.5e3"], ["a,b", 'x"y']])
    text = '名称,値\r\n\'=1+1,-5\r\n\'+81-3-0000,1.5e3\r\n"a,b","x""y"\r\n'
    assert data == codecs.BOM_UTF8 + text.encode()


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"])
def test_no_cell_begins_as_a_formula(text: str) -> None:
    written = write_csv(["a", "b"], [[text, ""]]).decode("utf-8-sig")
    (_, row) = csv.reader(io.StringIO(written, newline=""))
    assert row[0] == "'" + text
    assert read_csv(write_csv(["a", "b"], [[text, ""]]), "a.csv").rows[0].texts[0] == text


@pytest.mark.parametrize(("header", "rows"), [([], []), (["a"], [["1", "2"]]), (["a", "b"], [["1"]])])
def test_misuse_of_the_writer(header: list[str], rows: list[list[str]]) -> None:
    with pytest.raises(ValueError, match=r"column|cells"):
        write_csv(header, rows)


NASTY = st.text(st.sampled_from("a1'\"=+-@,;\t\r\n 　＝sep日\0\ufeff"), max_size=12)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.text(max_size=12) | NASTY, min_size=width, max_size=width), min_size=1, max_size=5
    )
)


@given(TABLES)
def test_what_was_written_reads_back_as_it_was(table: list[list[str]]) -> None:
    read = read_csv(write_csv(table[0], table[1:]), "a.csv")
    assert [cell.text for cell in read.header] == table[0]
    assert [list(row.texts) for row in read.rows] == table[1:]
    assert {one.code for one in read.findings} <= {"FILE-208", "FILE-209"}


@given(TABLES)
def test_written_tables_are_what_other_readers_expect(table: list[list[str]]) -> None:
    written = write_csv(table[0], table[1:]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert [len(row) for row in rows] == [len(row) for row in table]
    assert not any(cell[:1] in ("=", "@", "\t", "\r") for row in rows for cell in row)


@given(st.binary(max_size=200))
def test_any_bytes_are_read(data: bytes) -> None:
    table = read_csv(data, "a.csv")
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert all(1 <= row.line <= lines for row in table.rows) or table.encoding == "utf-16"
    assert table.header or any(one.code == "FILE-211" for one in table.findings)


def test_letters() -> None:
    assert [letters(column) for column in (0, 25, 26, 51, 701, 702, 16383)] == [
        "A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD",
    ]  # fmt: skip
