"""The text of a PDF, page by page, in the order in which it was drawn."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from kaiji.core.finding import Finding
from kaiji.core.source import Place, Source, digest_of
from kaiji.core.text import Text
from kaiji.formats.document_rule import document_empty, document_too_large, not_text, read_in_part

LARGEST = 50_000_000
MOST_PAGES = 2_000
MOST_CHARACTERS = 20_000_000
MOST_UNPACKED = 32_000_000  # bytes of what draws a page; pictures are not counted, nobody unpacks them here
SMALLEST = MOST_UNPACKED // 1032  # no fewer bytes can unpack to more
STREAM = re.compile(rb"stream\r?\n")
PICTURE = re.compile(rb"/Subtype\s*/(?:Image|XML)\b|/DCTDecode|/JPXDecode|/FontFile")
DICTIONARY = 1024  # how far before a stream its description is looked for
PIECE = 1 << 20
LINE_END_HYPHEN = "\ufffe"  # how PDFium tells a hyphen at the end of a line
DAMAGED = Text("a damaged PDF", "破損したPDF")
LOCKED = Text(
    "a PDF locked with a password (save it without one)", "パスワード保護されたPDF（保護なしで保存し直してください）"
)
PASSWORD = 4  # PDFium's own number for it
TOO_MANY = Text(f"more than {MOST_PAGES:,} pages.", f"{MOST_PAGES:,}ページを超えています。")


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of each page with its line breaks, and what could not be read."""

    source: Source
    pages: tuple[str, ...]
    findings: tuple[Finding, ...] = ()

    def at(self, page: int) -> Source:
        """Give the place of a page, counted from 0."""
        return Source(self.source.file, self.source.digest, Place(page=page + 1))


def why_closed(error: object) -> Text:
    """Tell why PDFium could not open a file."""
    return LOCKED if getattr(error, "err_code", 0) == PASSWORD else DAMAGED


def unpacked_size(data: bytes) -> int:
    """Give how many bytes the largest packed stream of a PDF has unpacked, counted no further than to the limit.

    What is small enough to be harmless is not unpacked, nor are pictures. The count needs a megabyte at a time.
    """
    largest = 0
    for match in STREAM.finditer(data):
        begin = match.end()
        end = data.find(b"endstream", begin)
        end = len(data) if end < 0 else end
        about = data[max(0, match.start() - DICTIONARY) : match.start()].rpartition(b" obj")[2]
        if end - begin > SMALLEST and b"Fl" in about and not PICTURE.search(about):
            largest = max(largest, _unpacked(data[begin:end]))
    return largest


def _unpacked(packed: bytes) -> int:
    unpacker, size, rest = zlib.decompressobj(), 0, packed
    try:
        while rest and size <= MOST_UNPACKED:
            size += len(unpacker.decompress(rest, PIECE))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return size
    return size


def read_pdf_text(data: bytes, name: str) -> PdfText:
    """Read the text of a PDF; a damaged, locked or empty one is a finding.

    Args:
        data: the whole file.
        name: its name, for the places.
    """
    source = Source(name, digest_of(data))
    if len(data) > LARGEST:
        return PdfText(source, (), tuple(document_too_large(source, len(data), LARGEST)))
    if (size := unpacked_size(data)) > MOST_UNPACKED:
        return PdfText(source, (), tuple(document_too_large(source, size, MOST_UNPACKED)))
    import pypdfium2  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return PdfText(source, (), tuple(not_text(source, why_closed(error))))
    pages: list[str] = []
    try:
        count = len(document)
        left = MOST_CHARACTERS
        for number in range(min(count, MOST_PAGES)):
            page = document[number]
            layer = page.get_textpage()
            text = layer.get_text_range(0, min(layer.count_chars(), left)) if layer.count_chars() else ""
            pages.append(text.replace(LINE_END_HYPHEN, "-"))
            left -= len(pages[-1])
            layer.close()
            page.close()
    except pypdfium2.PdfiumError:
        return PdfText(source, tuple(pages), tuple(not_text(source, DAMAGED)))
    finally:
        document.close()
    findings: list[Finding] = [*read_in_part(source, TOO_MANY if count > MOST_PAGES else None)]
    if not any(page.strip() for page in pages):
        findings += document_empty(source, "")
    return PdfText(source, tuple(pages), tuple(findings))
