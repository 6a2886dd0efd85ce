"""Anybody's PDF, read: its paragraphs with their pages."""

from __future__ import annotations

from kaiji.core.document import Document, Paragraph, Section, Words
from kaiji.core.source import Place, Source
from kaiji.formats.document_read import BlockPlace, Read, TextBuilder, TextPlace
from kaiji.formats.pdf_text import read_pdf_text


def read_pdf(data: bytes, name: str) -> Read:
    """Read a PDF; each line of text is a paragraph. No input makes it raise.

    Args:
        data: the whole file.
        name: its name, for the places.
    """
    found = read_pdf_text(data, name)
    blocks: list[Paragraph] = []
    places: list[BlockPlace] = []
    for page, text in enumerate(found.pages, 1):
        for number, line in enumerate(text.splitlines(), 1):
            builder = TextBuilder()
            builder.add(line, number)
            if builder.pieces:
                blocks.append(Paragraph((Words(builder.text()),)))
                place = Source(found.source.file, found.source.digest, Place(page=page, line=number))
                places.append(BlockPlace(TextPlace(place)))
    if not blocks:
        return Read(None, findings=found.findings)
    document = Document("", "", (Section("", tuple(blocks)),))
    return Read(document, (places[0].text,), tuple(places), found.findings)
