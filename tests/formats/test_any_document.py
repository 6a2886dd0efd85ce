"""A document of any kind is told from its bytes, not from its name, and read in whatever encoding."""

from __future__ import annotations

import io
import zipfile

import pytest

from kaiji.core.document import Document, Paragraph, Section, Table, Words, text_of_parts
from kaiji.formats.any_document import read_any_document
from kaiji.formats.document_read import Read
from kaiji.formats.unicode_text import write_unicode_text
from kaiji.formats.word_write import write_word
from made_filing import filing

SAID = "Revenues were JPY5,480 million."
MADE = Document("", "A release", (Section("", (Paragraph((Words(SAID),)),)),))
JAPANESE = "株式会社見本の業績\n\n当社は、3か月の売上高を開示します。\n"


def texts(read: Read) -> list[str]:
    assert isinstance(read.document, Document)
    titles = [one.title for one in read.document.sections if one.title]
    return titles + [text_of_parts(one.parts) for one in read.document.blocks() if isinstance(one, Paragraph)]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"),
        ("cp932", "Shift_JIS (cp932)"), ("euc_jp", "EUC-JP"), ("iso2022_jp", "ISO-2022-JP"),
    ],
)  # fmt: skip
def test_japanese_in_every_encoding(encoding: str, said: str) -> None:
    read = read_any_document(JAPANESE.encode(encoding), "a.txt")
    assert texts(read) == ["株式会社見本の業績", "当社は、3か月の売上高を開示します。"]
    assert [dict(one.params)["encoding"] for one in read.findings] == ([said] if said else [])


def test_one_damaged_byte_leaves_the_rest_utf_8() -> None:
    read = read_any_document("開示と業績の資料\n".encode() * 9 + b"\xff end", "a.txt")
    assert [(one.code, dict(one.params)["line"]) for one in read.findings] == [("FILE-155", 10)]
    assert texts(read)[0].startswith("開示と業績の資料")


@pytest.mark.parametrize("encoding", ["euc_jp", "cp932"])
def test_japanese_without_kana(encoding: str) -> None:
    assert texts(read_any_document("売上高 1,200\n営業利益 300\n".encode(encoding), "a.txt")) == [
        "売上高 1,200 営業利益 300"
    ]


def test_the_bytes_decide_and_not_the_name() -> None:
    page = b"<!DOCTYPE html><html><body><p>One</p><table><tr><td>A</td><td>1</td></tr></table></body></html>"
    assert texts(read_any_document(page, "a.txt")) == ["One"]
    assert texts(read_any_document(b"<b>Two</b> and <http://www.example.com/>", "a.txt")) == [
        "Two and <http://www.example.com/>"
    ]
    assert texts(read_any_document(b"One<br>line of a fragment", "a.htm")) == ["One line of a fragment"]
    assert "Facilities" in texts(read_any_document(write_word(filing(2)), "a.bin"))


def container(*names: str) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return raw.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "kind"),
    [
        (b"", "FILE-151", ""),
        (b" \n\t\n", "FILE-151", ""),
        (bytes(range(256)) * 9, "FILE-153", "binary data"),
        (b"\x89PNG\r\n", "FILE-153", "a picture"),
        (b"{\\rtf1 text}", "FILE-153", "an RTF document"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "FILE-153", "an old Office file"),
        (b"PK\x03\x04" + b"x" * 99, "FILE-153", "a damaged ZIP container (perhaps Word or Excel)"),
        (container("xl/workbook.xml"), "FILE-153", "an Excel workbook"),
        (container("a.txt"), "FILE-153", "a ZIP container"),
        (container("word/document.xml"), "FILE-153", "a damaged or locked Word file"),
        (b"%PDF-1.7\nnothing", "FILE-153", "a damaged PDF"),
        (b"x" * (32 * 1024 * 1024 + 1), "FILE-152", ""),
    ],
)
def test_what_is_no_document_is_a_finding(data: bytes, code: str, kind: str) -> None:
    (finding,) = read_any_document(data, "a.pdf").findings
    assert finding.code == code
    assert getattr(dict(finding.params).get("kind", ""), "en", "") == kind


def test_a_table_of_100_000_rows_is_read_whole() -> None:
    read = read_any_document(b"\t2026\t2025\n" + b"Net sales\t1,234\t1,111\n" * 100_000, "a.txt")
    assert isinstance(read.document, Document)
    (table,) = read.document.blocks()
    assert isinstance(table, Table)
    assert (len(table.rows), read.findings) == (100_000, ())
    assert read.places[0].rows[-1].cells[2].at(0).place.line == 100_001


@pytest.mark.parametrize(
    "data",
    [
        SAID.encode(),
        f"<!DOCTYPE html><html><body><p>{SAID}</p></body></html>".encode(),
        f"<div>{SAID}</div>".encode(),
        write_word(MADE),
        write_unicode_text(MADE),
    ],
)
def test_the_same_words_whatever_the_format(data: bytes) -> None:
    read = read_any_document(data, "release.bin")
    assert read.document is not None
    texts = [text_of_parts(one.parts) for one in read.document.blocks() if isinstance(one, Paragraph)]
    assert SAID in texts
