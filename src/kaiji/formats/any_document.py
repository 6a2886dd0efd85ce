"""Anybody's document, whatever kind of file it is: the bytes say what they are, and the reader for it is called."""

from __future__ import annotations

import gc
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from kaiji.core.source import Source, digest_of
from kaiji.core.text import Text
from kaiji.formats.document_read import Read
from kaiji.formats.document_rule import document_empty, document_too_large, not_text
from kaiji.formats.document_text import read_text
from kaiji.formats.logical_table import as_seen
from kaiji.formats.reading_doubt import with_doubts
from kaiji.formats.text_document import read_plain_text

LARGEST = 32 * 1024 * 1024
LOOKED_AT = 65_536
PDF = b"%PDF-"
PDF_WITHIN = 1024  # how far into a file its readers look for the mark
ZIP = b"PK\x03\x04"
PAGE = re.compile(r"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
FRAGMENT = re.compile(
    r"\s*<(?:p|div|table|h[1-6]|center|font|ul|ol|span|title|meta|head|section|article)\b", re.IGNORECASE
)
COLUMNS = re.compile(r"^<S>\s+<C>", re.IGNORECASE | re.MULTILINE)  # a table of a filing in plain text
NAMED_PAGE = re.compile(r"\.x?html?$", re.IGNORECASE)
ELEMENT = re.compile(r"</?(?:p|div|table|tr|td|br|h[1-6]|span|font|b|li)\b[^<>]*>", re.IGNORECASE)
WORKBOOK = Text("an Excel workbook", "Excelブック")
SLIDES = Text("a PowerPoint presentation", "PowerPointプレゼンテーション")
CONTAINER = Text("a ZIP container", "ZIP形式のファイル")
DAMAGED = Text("a damaged ZIP container (perhaps Word or Excel)", "破損したZIP形式のファイル（WordやExcelなど）")
KINDS = (("xl/", WORKBOOK), ("ppt/", SLIDES))


def read_any_document(data: bytes, name: str, limit: int = LARGEST) -> Read:
    """Read a document of any kind: plain text, HTML, Word (.docx) or PDF.

    The bytes decide, not the name; only between text and a fragment of HTML the name is asked. What is none of these
    (a workbook, a picture, an old Office file) or too large is a finding, and no input makes it raise. Each kind's reader is
    loaded when it is needed first.

    Args:
        data: the whole file.
        name: its name, for the places.
        limit: the most bytes that are read.
    """
    source = Source(name, digest_of(data))
    refused = (*document_too_large(source, len(data), limit),) or (*document_empty(source, "x" if data else ""),)
    if refused:
        return Read(None, findings=refused)
    with _collector_paused():
        return with_doubts(as_seen(_read(data, name, source, limit)))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the search for cycles: what is read has none, and looking through a million cells again and again takes half the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _read(data: bytes, name: str, source: Source, limit: int) -> Read:
    if PDF in data[:PDF_WITHIN]:
        from kaiji.formats.pdf_document import read_pdf  # noqa: PLC0415

        return read_pdf(data, name)
    if data.startswith(ZIP):
        from kaiji.formats.word_read import read_word  # noqa: PLC0415

        kind = _in_container(data)
        return (
            read_word(data, name, laid_out=True) if kind is None else Read(None, findings=tuple(not_text(source, kind)))
        )
    content = read_text(data[:LOOKED_AT], source, limit)
    if content.text is None:  # the reader of the whole says what it is
        return read_plain_text(data, name, limit)
    if _is_page(content.text, name):
        from kaiji.formats.html_document import read_html  # noqa: PLC0415

        return read_html(data, name, limit, laid_out=True)
    return read_plain_text(data, name, limit, laid_out=True)


def _is_page(text: str, name: str) -> bool:
    """Tell whether a text's beginning is HTML: a filing in plain text may hold a few tags, too."""
    if PAGE.search(text):
        return True
    if COLUMNS.search(text):
        return False
    if FRAGMENT.match(text):
        return True
    return bool(NAMED_PAGE.search(name) and ELEMENT.search(text))


def _in_container(data: bytes) -> Text | None:
    """Tell what a ZIP container is, or None where it is a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            names = container.namelist()
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError):
        return DAMAGED
    from kaiji.formats.word_read import BODY  # noqa: PLC0415

    if BODY in names:
        return None
    return next((kind for begin, kind in KINDS if any(one.startswith(begin) for one in names)), CONTAINER)
