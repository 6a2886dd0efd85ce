"""What was written, whatever it was, is read back and proved; and no change of a digit or word escapes."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kaiji.core.document import Document
from kaiji.core.finding import Severity
from kaiji.formats.ascii_text import in_ascii
from kaiji.formats.edgar_check import check_edgar_html, check_edgar_text
from kaiji.formats.edgar_html import write_edgar_html
from kaiji.formats.html_document import read_html
from kaiji.formats.plain_text import write_plain_text
from kaiji.formats.text_document import read_plain_text
from kaiji.tieout.against import TieOut, tie_out
from kaiji.tieout.evidence import Ledger, ledger_of
from made_filing import DOCUMENTS, filing

IN_TAGS = re.compile(rb"<[^>]*>|&[^;]*;")


def tied(data: bytes, ledger: Ledger, form: str) -> TieOut:
    if form == "html":
        return tie_out(read_html(data, "a.htm"), ledger)
    return tie_out(read_plain_text(data, "a.txt"), ledger, spelled=in_ascii)


def written(document: Document, form: str) -> bytes:
    return write_edgar_html(document) if form == "html" else write_plain_text(document)


@pytest.mark.parametrize("form", ["html", "text"])
@given(document=DOCUMENTS)
@settings(max_examples=60, deadline=None)
def test_what_was_written_is_proved(form: str, document: Document) -> None:
    ledger = ledger_of(document)
    data = written(document, form)
    check = check_edgar_html if form == "html" else check_edgar_text
    assert list(check(data, "a.htm" if form == "html" else "a.txt")) == []
    result = tied(data, ledger, form)
    if ledger.entries and result.certificate.file:
        assert [one for one in result.findings if one.code not in ("TIE-021", "TIE-009")] == []
        assert result.certificate.unproved == 0
        assert result.certificate.blocks_as_built == result.certificate.blocks


@cache
def made(form: str) -> tuple[bytes, Ledger, tuple[int, ...]]:
    document = filing(12)
    data = written(document, form)
    if form == "html":
        begin = data.index(b"<body")
        hidden = {at for found in IN_TAGS.finditer(data) for at in range(*found.span())}
        places = [at for at in range(begin, len(data)) if at not in hidden and data[at : at + 1].isalnum()]
    else:
        hidden = {at for found in IN_TAGS.finditer(data) for at in range(*found.span())}
        places = [at for at in range(len(data)) if at not in hidden and data[at : at + 1].isalnum()]
    return data, ledger_of(document), tuple(places)


def changed(data: bytes, at: int, by: int) -> bytes:
    old = data[at]
    if 48 <= old <= 57:
        new = 48 + (old - 48 + by % 9 + 1) % 10
    else:
        base = 97 if old >= 97 else 65
        new = base + (old - base + by % 25 + 1) % 26
    return data[:at] + bytes([new]) + data[at + 1 :]


@pytest.mark.parametrize("form", ["html", "text"])
@given(pick=st.integers(0, 10**6), by=st.integers(0, 1000))
@settings(max_examples=150, deadline=None)
def test_no_changed_character_escapes(form: str, pick: int, by: int) -> None:
    data, ledger, places = made(form)
    at = places[pick % len(places)]
    line = data.count(b"\n", 0, at) + 1
    other = changed(data, at, by)
    found = tied(other, ledger, form).findings
    assert line in {one.place.line for one in found if one.severity is Severity.ERROR}, other.split(b"\n")[line - 1]


@pytest.mark.parametrize("form", ["html", "text"])
@given(document=DOCUMENTS, pick=st.integers(0, 10**6), by=st.integers(0, 1000))
@settings(max_examples=60, deadline=None)
def test_no_changed_character_of_any_document_escapes(form: str, document: Document, pick: int, by: int) -> None:
    data = written(document, form)
    begin = data.index(b"<body") if form == "html" else 0
    hidden = {at for found in IN_TAGS.finditer(data) for at in range(*found.span())} if form == "html" else set()
    places = [at for at in range(begin, len(data)) if at not in hidden and data[at : at + 1].isalnum()]
    assume(places)
    at = places[pick % len(places)]
    assume(form == "html" or not re.search(rb"<(PAGE|TABLE|/TABLE|S|C)>", _line_of(data, at)))
    found = tied(changed(data, at, by), ledger_of(document), form).findings
    assert any(one.severity is Severity.ERROR and one.code not in ("TIE-021", "TIE-009") for one in found)


def _line_of(data: bytes, at: int) -> bytes:
    begin = data.rfind(b"\n", 0, at) + 1
    return data[begin : data.find(b"\n", at)]


@given(data=st.binary(max_size=400))
@example(data=b"<table><tr><td rowspan=99 colspan=99>1<table><tr>")
@example(data=b"<TABLE>\n<S> <C>\n\n\n")
@example(data=b"\xff\xfe<\x00p\x00>\x00")
@settings(max_examples=150, deadline=None)
def test_no_bytes_make_it_raise(data: bytes) -> None:
    ledger = ledger_of(filing(2))
    for name, form in (("a.htm", "html"), ("a.txt", "text")):
        assert tied(data, ledger, form).findings
        list(check_edgar_html(data, name))
        list(check_edgar_text(data, name))
