"""Any document by its content: HTML, Word, PDF or plain text, whatever its name ends in."""

from __future__ import annotations

import re

from kaiji.core.document import Document, Paragraph, Section, Words
from kaiji.formats.document_read import BlockPlace, Read, TextPlace
from kaiji.formats.html_document import read_html
from kaiji.formats.pdf_text import read_pdf_text
from kaiji.formats.text_document import read_plain_text
from kaiji.formats.word_read import read_word

PDF = b"%PDF-"
ZIP = b"PK\x03\x04"
LOOKED_AT = 4096
HTML = re.compile(rb"<(?:!doctype html|html|head|body|div|p|table|font)\b", re.IGNORECASE)


def read_any_document(data: bytes, name: str) -> Read:
    """Read a document of any kind; what it is, is told from its bytes. No input makes it raise.

    Args:
        data: the whole file.
        name: its name, for the places.
    """
    if data.startswith(PDF):
        return _pdf(data, name)
    if data.startswith(ZIP):
        return read_word(data, name)
    return read_html(data, name) if HTML.search(data[:LOOKED_AT]) else read_plain_text(data, name)


def _pdf(data: bytes, name: str) -> Read:
    text = read_pdf_text(data, name)
    blocks, places = [], []
    for number, page in enumerate(text.pages):
        for line in page.splitlines():
            if words := " ".join(line.split()):
                blocks.append(Paragraph((Words(words),)))
                places.append(BlockPlace(TextPlace(text.at(number))))
    if not blocks:
        return Read(None, findings=text.findings)
    return Read(Document("", "", (Section("", tuple(blocks)),)), (places[0].text,), tuple(places), text.findings)
